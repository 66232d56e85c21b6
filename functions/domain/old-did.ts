/** The earlier DID at a job centre, whose validity that job centre alone can tell (route C, S0:57-65). */
import * as z from 'zod/mini';
import { PlainLine } from './communications.ts';
import { Instant, PlainDate } from './dates.ts';
import { OperatorId } from './ids.ts';

/** Where the citizen made an earlier DID: a job centre of the directory, or one elsewhere by its name; and when. */
export const OldDidStatement = z
  .strictObject({
    cpiId: z.optional(OperatorId),
    cpiName: z.optional(PlainLine.check(z.maxLength(100, { error: 'text-too-long' }))),
    date: z.optional(PlainDate),
  })
  .check(
    z.refine(({ cpiId, cpiName }) => (cpiId === undefined) !== (cpiName === undefined), {
      path: ['cpiId'],
      error: 'old-did-cpi',
    }),
  );
export type OldDidStatement = z.infer<typeof OldDidStatement>;

/** The question to the job centre that took the DID, and its answer. No answer is never «not valid». */
export const OldDid = z.object({
  /** In words, whether or not it is in the directory. */
  cpiName: z.string(),
  cpiId: z.optional(OperatorId),
  /** The day that the citizen remembers. */
  statedDate: z.optional(PlainDate),
  askedAt: Instant,
  /** Who answers, or writes for an answer; absent: the managers write. */
  askedOf: z.optional(OperatorId),
  /** The job centre is asked by letter, since it has no account here. */
  byLetter: z.boolean(),
  chasedAt: z.optional(Instant),
  /** The citizen said that there was no earlier DID after all. */
  takenBackAt: z.optional(Instant),
  answer: z.optional(
    z.object({
      valid: z.boolean(),
      didDate: z.optional(PlainDate),
      reason: z.optional(z.string()),
      on: PlainDate,
      by: z.optional(OperatorId),
      /** The paper by which a job centre without an account answered. */
      document: z.optional(z.object({ receivedOn: PlainDate, protocol: z.optional(z.string()) })),
    }),
  ),
});
export type OldDid = z.infer<typeof OldDid>;

/** Whether the job centre has yet to answer. */
export function isAsked(oldDid: OldDid | undefined): boolean {
  return oldDid !== undefined && oldDid.answer === undefined && oldDid.takenBackAt === undefined;
}

/** The job centre of an earlier DID that a body names (S0:57). */
export function oldDidOf(raw: unknown): readonly OperatorId[] {
  const named = z.object({ oldDid: z.object({ cpiId: OperatorId }) }).safeParse(raw);
  return named.success ? [named.data.oldDid.cpiId] : [];
}

/** The question to a job centre that an answer, or the citizen, has made needless. */
export function questionTasks({
  oldDid,
}: {
  readonly oldDid?: OldDid | undefined;
}): ('old-did-letter' | 'old-did-question' | 'old-did-overdue')[] {
  if (!oldDid || !isAsked(oldDid)) return [];
  return [
    oldDid.byLetter ? 'old-did-letter' : 'old-did-question',
    ...(oldDid.chasedAt === undefined ? [] : (['old-did-overdue'] as const)),
  ];
}
