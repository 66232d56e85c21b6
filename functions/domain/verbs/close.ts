import * as z from 'zod/mini';
import { Approval, approved } from '../approval.ts';
import { onCase } from '../command.ts';
import { PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { DeclarationId } from '../ids.ts';
import { type ClosureReason, closureReasons, doubleClosures, endCodeOf } from '../life.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of a closure, as the record keeps it. `approval` and `mergedInto` come from the service, never from a client. */
export const CloseBody = z.strictObject({
  reason: z.enum(closureReasons),
  /** Since when what closes it holds. */
  since: z.optional(PlainDate),
  approval: z.optional(Approval),
  mergedInto: z.optional(DeclarationId),
});
export type CloseBody = z.infer<typeof CloseBody>;

/**
 * Closes a DID. By an office on what was declared or told: work, pension, death, move (`closure-in-future`,
 * `closure-before-did`). By two persons: annulled, not admitted. By the sign-in of a code's true owner. And when it goes
 * into an earlier one that was reopened. After a death nobody is written to any more.
 */
export function close(facts: CaseFacts, body: CloseBody): Decision | Refusal {
  if (facts.party === 'identity') return notMadeByThePerson(facts);
  const { didCase, today } = facts;
  const { reason, since } = body;
  if (reason === 'merged') return body.mergedInto === undefined ? refuse('no-proposal') : ended(facts, body);
  if (since !== undefined && since > today) return refuse('closure-in-future', 'since');
  if (since !== undefined && didCase.didDate !== undefined && since < didCase.didDate) {
    return refuse('closure-before-did', 'since');
  }
  if (!isDouble(reason)) return ended(facts, body);
  const proposal = approved(facts, 'close', body.approval);
  if (proposal.kind === 'refusal') return proposal;
  return proposal.closure === reason ? ended(facts, body) : refuse('no-proposal');
}

/**
 * Annuls a DID that was not made by the person («non resa dall'interessato»). Only the sign-in of the
 * code's true owner does so, and only while no operator has checked who made it; nobody is written to, so that neither
 * side learns of the other.
 */
function notMadeByThePerson({ didCase, today }: CaseFacts): Decision | Refusal {
  if (didCase.authenticity.state === 'authentic') return refuse('wrong-status');
  return decided(
    didCase,
    { status: 'closed', endedOn: today, closure: { reason: 'annulled', nationalCode: 'A' } },
    { rules: ['identity.not-made-by-the-person'], reason: 'annulled', effects: ['free-live-guard'] },
  );
}

const isDouble = (reason: ClosureReason) => doubleClosures.some((double) => double === reason);

const rules: Record<ClosureReason, string> = {
  job: 'D.Lgs. 150/2015 art. 19 c.1',
  pension: 'closure.pension',
  death: 'closure.death',
  moved: 'closure.moved',
  annulled: 'L. 241/1990 art. 21-nonies',
  'not-admitted': 'D.Lgs. 150/2015 art. 19 c.1',
  merged: 'one live DID',
};

function ended(facts: CaseFacts, { reason, since, mergedInto }: CloseBody): Decision {
  const { today, operator, policy } = facts;
  const { proposal: _, ...didCase } = facts.didCase;
  const silent = reason === 'death' || reason === 'merged';
  return decided(
    didCase,
    {
      status: 'closed',
      endedOn: today,
      closure: {
        reason,
        nationalCode: endCodeOf(reason),
        ...(since !== undefined && { since }),
        ...(mergedInto !== undefined && { mergedInto }),
      },
    },
    {
      rules: [rules[reason]],
      reason,
      // The one into which it goes holds the guard already.
      effects: [
        ...(reason === 'merged' ? [] : (['free-live-guard'] as const)),
        ...(reason === 'death' ? (['mark-deceased'] as const) : []),
      ],
      settles: facts.didCase.proposal ? ['proposal-made'] : [],
      mail: silent
        ? undefined
        : {
            kind: 'did-closed',
            ...receiptOf(facts),
            reason,
            ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
            ...(since !== undefined && { since }),
            ...(isDouble(reason) && { appealDays: policy.closureAppealDays.value }),
            ...(operator && { office: officeOf(operator) }),
          },
    },
  );
}

export const closeCommand = onCase('close', CloseBody, close);
