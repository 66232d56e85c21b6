/** Operations about appeals against decisions. */
import './settings.ts';
import * as z from 'zod/mini';
import { AppealOutcomeRequest, AppealRequest } from '../../domain/appeals.ts';
import { PlainDate } from '../../domain/dates.ts';
import { SanctionDecision } from '../../domain/proceedings.ts';
import { Receipted } from './answers.ts';
import { seenBy } from './examples.ts';
import type { Operation } from './operation.ts';
import { cases } from './samples.ts';

/** Where an appeal is sent: whoever records it here, the committee decides on it. */
export const AppealReceipt = z.extend(Receipted, {
  appealTo: z.object({
    name: z.string(),
    /** Not known of the committee of INPS. */
    address: z.optional(z.string()),
    page: z.optional(z.string()),
    enclose: z.optional(z.string()),
    /** The last day; none while the decision is not known to be served. */
    until: z.nullable(PlainDate),
  }),
});

const { contested, ...before } = cases.contested;
const fact = Object(contested);
const cut = SanctionDecision.parse({
  ...fact,
  number: 1,
  decisionId: '1f2e3d4c-5b6a-5978-8a9b-0c1d2e3f4a5b',
  statusBefore: 'psp-signed',
  effect: { kind: 'cut', days: 30, from: '2026-11-07', to: '2026-12-06' },
  decidedAt: '2026-12-01T09:00:00.000Z',
  decidedBy: fact.reportedBy,
  service: { channel: 'registered-letter', sentOn: '2026-12-01', servedOn: '2026-12-04' },
});
const receiptNumber = 'R-20261210-0A1B2C3D4E5F';
const appealed = {
  ...before,
  status: 'psp-signed' as const,
  decisions: [{ ...cut, appeal: { filedAt: cut.decidedAt, inTime: true, receiptNumber } } satisfies SanctionDecision],
};

export const appeals = {
  'file-appeal': {
    tag: 'declarations',
    summary: 'Appeal against a decision',
    description:
      'Records that the person appeals: by themselves, or by a job centre that has it on paper, with the day on which it ' +
      'was received and what proves it. The term is kept by that instant, to the last second of its last day in Rome. One ' +
      'that comes late is recorded and told so. The answer says where the appeal is sent: the committee of the Ministry, or that of INPS where INPS decided, ' +
      'decides on it, and nothing of the case ends until it has.',
    body: {
      schema: AppealRequest,
      examples: {
        portal: { note: 'Ero in ospedale: allego il certificato al ricorso.' },
        paper: { paper: { receivedOn: '2026-12-10', channel: 'registered-letter', proof: 'RR 123456789 IT' } },
      },
    },
    answers: [
      {
        status: '201',
        description: 'The appeal is recorded.',
        schema: AppealReceipt,
        examples: {
          recorded: {
            ...Object(seenBy('citizen', appealed)),
            receiptNumber,
            appealTo: {
              name: 'Committee on conditionality appeals, Ministry of Labour',
              address: 'Via Vittorio Veneto 56, 00187 Roma',
              page: 'https://www.lavoro.gov.it',
              enclose: 'the committee’s own form and a copy of your identity document',
              until: '2027-01-04',
            },
          },
        },
      },
    ],
    refusals: [
      'decision-unknown',
      'nothing-to-appeal',
      'appeal-filed',
      'appeal-paper-missing',
      'appeal-in-future',
      'appeal-before-decision',
      'case-erased',
      'changed-meanwhile',
    ],
    keyed: true,
    mayBeAbsent: true,
  },
  'propose-appeal-outcome': {
    tag: 'office',
    summary: 'Propose what the committee said of an appeal',
    description:
      'With the committee’s own number and day. A manager with another fiscal code approves or refuses it: a decision that ' +
      'was reversed counts as never made, and INPS is told; where it took the status, the DID is back where its pact had it (a newer DID goes ' +
      'into it), or is closed.',
    body: {
      schema: AppealOutcomeRequest,
      examples: {
        upheld: { outcome: 'upheld', protocol: 'CRC 2026/00412', on: '2026-12-18', reason: 'Delibera n. 77.' },
      },
    },
    answers: [
      {
        status: '201',
        description: 'The proposal waits for a second person.',
        schema: Receipted,
        examples: { made: { ...Object(seenBy('cpi', appealed)), receiptNumber } },
      },
    ],
    refusals: [
      'decision-unknown',
      'appeal-not-filed',
      'appeal-decided',
      'outcome-in-future',
      'outcome-before-appeal',
      'proposal-pending',
      'changed-meanwhile',
    ],
    keyed: true,
    mayBeAbsent: true,
  },
} as const satisfies Record<string, Operation>;
