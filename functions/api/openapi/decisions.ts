/** Operations by which a contested fact is decided on. */
import './settings.ts';
import { ForfeitureRequest } from '../../domain/propose-forfeiture.ts';
import { DecisionRequest } from '../../domain/verbs/decide.ts';
import { Receipt, Receipted } from './answers.ts';
import { received, seenBy } from './examples.ts';
import type { Operation } from './operation.ts';
import { cases } from './samples.ts';

const { receipt } = Object(received('withdrawn').examples);
const actId = cases.contested.contested?.id;
const always = [
  'wrong-status',
  'not-this-party',
  'not-contested',
  'work-unread',
  'wrong-consequence',
  'not-served',
  'justification-open',
  'mailbox-broken',
  'channel-not-valid',
  'same-person',
] as const;

export const decisions = {
  decide: {
    tag: 'office',
    summary: 'Decide on a contested fact',
    description:
      'Dismisses it, at any time, or cuts the benefit by the days that the law gives for it: once the person was served with ' +
      'what is contested and the time to answer is over, and by who did not report it. More than a cut takes two persons. A ' +
      'job centre decides; INPS on facts up to 23 September 2015. The reasons stand in the act that is served, not in a mail. ' +
      'The effect is due to INPS, on the bus, once the decision is served.',
    body: {
      schema: DecisionRequest,
      examples: {
        dismissed: { actId, outcome: 'dismissed', reasons: 'Era in ospedale.', channel: 'registered-letter' },
        cut: { actId, outcome: 'cut', reasons: 'Nessuna giustificazione.', channel: 'registered-letter' },
      },
    },
    answers: [
      {
        status: '202',
        description: 'Received, and being applied. `Location` names the command, which tells the outcome.',
        schema: Receipt,
        receipt: true,
        examples: { receipt },
      },
    ],
    refusals: [...always, 'needs-two-persons', 'command-pending'],
    keyed: true,
  },
  'propose-forfeiture': {
    tag: 'office',
    summary: 'Propose a forfeiture',
    description:
      'Proposes what the law gives beyond a cut: the forfeiture of benefit and status, or the loss of what is left of the ' +
      'benefit for facts up to 23 September 2015. Not by who reported the fact; a manager (INPS for those facts) of another ' +
      'fiscal code approves or refuses it.',
    body: {
      schema: ForfeitureRequest,
      examples: {
        forfeiture: { actId, effect: 'forfeiture', reasons: 'Terza assenza.', channel: 'registered-letter' },
      },
    },
    answers: [
      {
        status: '201',
        description: 'The proposal waits for a second person.',
        schema: Receipted,
        examples: { made: { ...Object(seenBy('cpi', cases.contested)), receiptNumber: 'R-20261109-4E5F60718293' } },
      },
    ],
    refusals: [...always, 'proposal-pending', 'changed-meanwhile'],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
