import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { jobAsked, suspensionReasons } from '../life.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/suspension`: temporary work has begun. */
export const SuspendBody = z.strictObject({
  /** The first day of work, which is the first day of suspension. */
  from: PlainDate,
  reason: z._default(z.enum(suspensionReasons), 'job'),
  /** How many days the work is to last, if that is known. */
  days: z.optional(z.int().check(z.minimum(1), z.maximum(180))),
});
export type SuspendBody = z.infer<typeof SuspendBody>;

/**
 * Suspends the status while the person works (D.Lgs. 150/2015 art. 19 c.3). The days of the DID and of the pact stay.
 * Refused where no DID exists yet (`no-did-yet`), for work that has not begun (`suspension-in-future`) or that began before
 * the DID (`suspension-before-did`), or before an earlier suspension was over (`suspension-overlaps`).
 */
export function suspend(facts: CaseFacts, { from, reason, days }: SuspendBody): Decision | Refusal {
  const { didCase, today, policy, operator } = facts;
  const { didDate, suspensions = [] } = didCase;
  if (didDate === undefined) return refuse('no-did-yet');
  if (from > today) return refuse('suspension-in-future', 'from');
  if (from < didDate) return refuse('suspension-before-did', 'from');
  if (suspensions.some(({ until }) => from <= until)) return refuse('suspension-overlaps', 'from');
  const { jobAskedAt: _, ...rest } = didCase;
  return decided(
    rest,
    {
      status: 'suspended',
      suspension: { from, reason, statusBefore: didCase.status, ...(days !== undefined && { days }) },
    },
    {
      rules: [policy.suspensionDays.rule],
      reason,
      settles: ['suspension-proposed', ...jobAsked(didCase)],
      mail: {
        kind: 'status-suspended',
        ...receiptOf(facts),
        didDate,
        from,
        limitDays: policy.suspensionDays.value,
        ...(days !== undefined && { days }),
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

export const suspendCommand = onCase('suspend', SuspendBody, suspend);
