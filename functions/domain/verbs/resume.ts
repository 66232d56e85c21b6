import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { daysOf, PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { jobAsked } from '../life.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/resumption`: the work is over. */
export const ResumeBody = z.strictObject({
  /** The last day of work, which is the last day of suspension. */
  until: PlainDate,
});
export type ResumeBody = z.infer<typeof ResumeBody>;

/**
 * Ends a suspension: the DID is again where it was, with its dates; its terms grow by the days of suspension, and
 * notices begin again. Refused for work that has not ended (`resumption-in-future`) or that ended before it began
 * (`resumption-before-suspension`). Whether a status outlives more work than the limit is for an office to say, so the
 * person alone is refused then (`suspension-limit`).
 */
export function resume(facts: CaseFacts, { until }: ResumeBody): Decision | Refusal {
  const { didCase, today, policy, party, operator } = facts;
  const { suspension, suspensions = [], didDate } = didCase;
  if (!suspension || didDate === undefined) return refuse('wrong-status');
  const { from, reason, statusBefore } = suspension;
  if (until > today) return refuse('resumption-in-future', 'until');
  if (until < from) return refuse('resumption-before-suspension', 'until');
  const worked = daysOf(from, until);
  const beyond = worked > policy.suspensionDays.value;
  if (beyond && party === 'citizen') return refuse('suspension-limit', 'until');
  const { suspension: _, notices: __, jobAskedAt: ___, ...rest } = didCase;
  return decided(
    rest,
    { status: statusBefore, suspensions: [...suspensions, { from, until, reason }] },
    {
      rules: [policy.suspensionDays.rule],
      warnings: beyond ? [{ rule: 'suspension-limit', field: 'until' }] : [],
      settles: [...(suspension.askedAt === undefined ? [] : (['suspension-over'] as const)), ...jobAsked(didCase)],
      mail: {
        kind: 'status-resumed',
        ...receiptOf(facts),
        didDate,
        from,
        until,
        ...(didCase.pactSignedOn !== undefined && { pactSignedOn: didCase.pactSignedOn }),
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

export const resumeCommand = onCase('resume', ResumeBody, resume);
