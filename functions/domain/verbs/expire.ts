import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { dueStep } from '../deadlines.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of a closing by the sweep: nothing to say. */
export const ExpireBody = z.strictObject({});

/**
 * Closes a file that was never completed: a draft, or a DID con riserva (S0:27). It is no sanction, and the case can be
 * reopened at the same date. Refused with `not-due` unless the term is over and two notices were received in time, while
 * the mailbox takes mail and no office has anything to do; the transaction holds these as they were seen.
 */
export function expire(facts: CaseFacts): Decision | Refusal {
  const { didCase, policy, today, citizen, receivedAt } = facts;
  const { officeTaskOpen = true, outages } = facts;
  if (dueStep(didCase, { ...citizen, officeTaskOpen, outages }, policy, receivedAt).kind !== 'expire')
    return refuse('not-due');
  const { didDate } = didCase;
  const office = facts.operator && { office: officeOf(facts.operator) };
  return decided(
    didCase,
    { status: 'expired', endedOn: today },
    {
      rules: [didDate === undefined ? policy.draftDays.rule : policy.reserveDays.rule, policy.noticeDaysBefore.rule],
      reason: 'never-completed',
      effects: ['free-live-guard', 'hold-citizen', 'hold-tasks'],
      mail: {
        kind: 'file-closed',
        ...receiptOf(facts),
        // Nobody loses anything with a draft.
        ...(didDate !== undefined && { didDate, appeal: policy.closureAppeal.value }),
        ...office,
      },
    },
  );
}

export const expireCommand = onCase('expire', ExpireBody, expire);
