/** Operations on a pact that was entered: how it was signed, that the person did not sign it, what is found of it. */
import './settings.ts';
import { edits } from '../../domain/edits.ts';
import { made, seenBy } from './examples.ts';
import type { Operation } from './operation.ts';
import { cases, story } from './samples.ts';

const { receivedAt } = story.withdrawn.facts;
const disputed = {
  ...cases.signed,
  pactDispute: { disputedAt: receivedAt, note: 'Quel giorno ero in ospedale.' },
};
const signature = { kind: 'handwritten', evidence: 'Originale firmato: fascicolo 2026/431, armadio 4' } as const;

export const pact = {
  'dispute-pact': {
    tag: 'declarations',
    summary: 'Say that I did not sign the pact',
    description:
      '«Non ho firmato»: a job centre and the managers look at it and the person has a receipt. The pact stays as it is ' +
      'until two persons decide. `note` is shown to the citizen and to who decides, not to the office that entered the pact.',
    body: {
      schema: edits['dispute-pact'].body,
      examples: { plain: {}, withNote: { note: disputed.pactDispute.note } },
    },
    answers: [made('The DID; `pactDispute` says so.', seenBy('citizen', disputed))],
    refusals: ['wrong-status', 'pact-disputed-already', 'dispute-too-late', 'changed-meanwhile'],
    keyed: true,
  },
  'record-signature': {
    tag: 'office',
    summary: 'Record how the pact was signed',
    description:
      'For a pact that was entered without its signature, or without where the proof of it is kept: a task asks for it ' +
      'until it is done. What is on record is not rewritten.',
    body: { schema: edits['record-signature'].body, examples: { onPaper: signature } },
    answers: [made('The DID; `pactSignature` tells it.', seenBy('cpi', { ...cases.signed, pactSignature: signature }))],
    refusals: ['wrong-status', 'signature-recorded', 'changed-meanwhile'],
    keyed: true,
  },
  'propose-pact-decision': {
    tag: 'office',
    summary: 'Propose what becomes of a pact',
    description:
      'A job centre proposes that a disputed pact stands, or that it is none; a manager of another fiscal code decides, and ' +
      'the person is told. That it stands needs the proof of the signature on record. If it is none the DID is again one ' +
      'without a pact, with its day, and a true pact may be signed. The person reads `reason`.',
    body: {
      schema: edits['propose-pact-decision'].body,
      examples: {
        none: { finding: 'void', reason: 'Quel giorno la persona era in ospedale.' },
        stands: { finding: 'stands', reason: 'L’originale firmato è nel fascicolo.' },
      },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', disputed))],
    refusals: ['wrong-status', 'pact-not-disputed', 'signature-not-recorded', 'proposal-pending', 'changed-meanwhile'],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
