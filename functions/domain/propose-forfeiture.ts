/** To take a benefit and the status, or what is left of a benefit: one proposes, another approves. */
import * as z from 'zod/mini';
import { Instant } from './dates.ts';
import { type EditFacts, edit } from './edit.ts';
import { lineOfText } from './person.ts';
import { ActId } from './proceedings.ts';
import { nothingPends, propose, proposers } from './propose.ts';
import { decisionProblem, stepFor } from './sanctions.ts';
import { serviceChannels } from './service.ts';

/** Body of `POST …/decision/proposal`: for which contested fact, what, why, and how the decision is to be served. */
export const ForfeitureRequest = z.strictObject({
  actId: ActId,
  effect: z.enum(['forfeiture', 'loss']),
  reasons: lineOfText(1000),
  channel: z.enum(serviceChannels),
  /** As of a decision by one: the word of work that was read. */
  workToldAt: z.optional(Instant),
});

/** Whether the ladder gives so much that two persons must decide. */
function takesTwo({ contested, decisions }: EditFacts['didCase']): boolean {
  const kind = contested && stepFor(contested, decisions)?.consequence.kind;
  return kind === 'forfeiture' || kind === 'loss';
}

/**
 * Proposes a forfeiture, or the loss that S1 knows. Who reported the fact does not propose. Refused as
 * `decisionProblem` refuses, and while another proposal waits (`proposal-pending`).
 */
export const proposeForfeiture = edit(
  {
    statuses: ['sanction-proposed'],
    parties: [...proposers, 'inps'],
    when: (didCase) => nothingPends(didCase) && takesTwo(didCase),
  },
  ForfeitureRequest,
  (facts, { actId, effect, reasons, channel, workToldAt }) => {
    const { fiscalCodeMac } = facts;
    if (fiscalCodeMac === undefined) throw new Error('an officer without a fiscal code is no party to a case');
    return (
      decisionProblem(facts, { actId, outcome: effect, channel, fiscalCodeMac, workToldAt }) ??
      propose(facts, {
        kind: 'forfeit',
        ...{ contestedId: actId, effect, channel, reason: reasons },
        ...(workToldAt !== undefined && { workToldAt }),
      })
    );
  },
);
