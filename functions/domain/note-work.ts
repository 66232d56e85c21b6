/**
 * Work that leaves the status as it is, since what it pays is so little that no tax is due (D.L. 4/2019 art. 4
 * c.15-quater): it is noted and suspends nothing.
 */
import * as z from 'zod/mini';
import { dateInRome } from './dates.ts';
import { edit } from './edit.ts';
import { incomes, jobAsked } from './life.ts';
import type { Status } from './lifecycle.ts';
import { refuse } from './refusals.ts';
import { SuspendBody } from './verbs/suspend.ts';

/**
 * Body of `POST …/suspension`: the work, and whether it pays less in a year than the amount below which the status stays.
 * The amounts are the policy's; how much it pays is asked of nobody.
 */
export const SuspensionRequest = z.extend(SuspendBody, { expectedYearlyIncome: z.optional(z.enum(incomes)) });

const beforeWork: readonly Status[] = ['registered', 'reserved', 'confirmed', 'psp-signed'];

/**
 * Notes work that pays too little to suspend the status, as the person says it under their own responsibility; a job
 * centre looks at it. Refuses as a suspension does: no DID yet, work that has not begun, or that began before the DID.
 */
export const noteWork = edit(
  { statuses: beforeWork, parties: ['citizen', 'cpi', 'competent-cpi', 'manager'] },
  SuspensionRequest,
  ({ didCase, receivedAt, party, policy }, work) => {
    const { didDate } = didCase;
    if (didDate === undefined) return refuse('no-did-yet');
    if (work.from > dateInRome(receivedAt)) return refuse('suspension-in-future', 'from');
    if (work.from < didDate) return refuse('suspension-before-did', 'from');
    return {
      kind: 'edit',
      changes: { ...(didCase.jobAskedAt !== undefined && { jobAskedAt: undefined }) },
      rules: [policy.workIncome.rule],
      evidence: { kind: 'work-noted', content: work },
      settles: ['suspension-proposed', ...jobAsked(didCase)],
      // An office that enters it has looked at it.
      ...(party === 'citizen' && { tasks: [{ kind: 'change-reported', about: 'act', list: 'job-centre' }] }),
    };
  },
);
