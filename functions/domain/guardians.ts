/** Who may get a person's mail at a mailbox of their own: guardians, parents, administrators of support, trusted persons. */
import * as z from 'zod/mini';
import { Decree, MinorShown, ofAgeOn } from './basis.ts';
import { PlainDate } from './dates.ts';
import { FiscalCode } from './fiscal-code.ts';
import { OwnEmail } from './mailbox.ts';
import { type Refusal, refuse } from './refusals.ts';

/** What was shown at the counter, by what the other is to the person. */
export const Guardian = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('guardian'), evidence: Decree }),
  z.strictObject({ kind: z.literal('support-administrator'), evidence: Decree }),
  z.strictObject({ kind: z.literal('parent'), evidence: MinorShown }),
  z.strictObject({
    kind: z.literal('trusted-person'),
    evidence: z.strictObject({ kind: z.literal('signed-mandate'), signedOn: PlainDate }),
  }),
]);
export type Guardian = z.infer<typeof Guardian>;

export const guardianKinds = ['guardian', 'support-administrator', 'parent', 'trusted-person'] as const;

/** Body of `POST /guardians`: whose mail, at which mailbox of the other, on what evidence, until when at most. */
export const RecordGuardian = z.strictObject({
  fiscalCode: FiscalCode,
  mailbox: OwnEmail,
  guardian: Guardian,
  /** The last day. A parent's ends when the minor comes of age in any case. */
  until: z.optional(PlainDate),
});
export type RecordGuardian = z.infer<typeof RecordGuardian>;

/** Whether a recorded guardian may get the person's mail on a day in Europe/Rome. */
export function mayReceive({ guardian, until }: Pick<RecordGuardian, 'guardian' | 'until'>, on: PlainDate): boolean {
  if (until !== undefined && until < on) return false;
  return guardian.kind !== 'parent' || on < ofAgeOn(guardian.evidence.minorBornOn);
}

/**
 * Why a guardian cannot be recorded: evidence dated in the future, a parent of somebody of age, or an end that is past.
 * @param today the day of receipt in Europe/Rome
 */
export function guardianProblem({ guardian, until }: RecordGuardian, today: PlainDate): Refusal | undefined {
  const { evidence } = guardian;
  const [field, dated] =
    evidence.kind === 'court-decree'
      ? ['date', evidence.date]
      : evidence.kind === 'signed-mandate'
        ? ['signedOn', evidence.signedOn]
        : ['minorBornOn', evidence.minorBornOn];
  if (dated > today) return refuse('evidence-in-future', `guardian.evidence.${field}`);
  if (guardian.kind === 'parent' && today >= ofAgeOn(guardian.evidence.minorBornOn)) {
    return refuse('guardian-of-age', 'guardian.evidence.minorBornOn');
  }
  return until !== undefined && until < today ? refuse('guardian-ended', 'until') : undefined;
}
