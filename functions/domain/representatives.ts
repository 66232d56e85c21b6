/**
 * Legal representatives: a guardian (c.c. art. 357), an administrator of support within the decree (c.c. arts 405, 409),
 * a parent of a minor (c.c. art. 320). A job centre records who it is on what was shown, and ends it; the representative
 * signs in with an identity of their own and acts for the person.
 */
import * as z from 'zod/mini';
import { Decree, MinorShown, ofAgeOn } from './basis.ts';
import { addDays, type Instant, PlainDate } from './dates.ts';
import { FiscalCode } from './fiscal-code.ts';
import { type RepresentedScope, representedScopes } from './mail-facts-mandates.ts';
import { isInForce, type Mandate } from './mandates.ts';
import type { Person } from './person.ts';
import type { ProcedurePolicy } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';

const scope = z.array(z.enum(representedScopes)).check(
  z.minLength(1),
  z.refine((scopes) => new Set(scopes).size === scopes.length, { error: 'listed-twice' }),
  z.refine((scopes) => scopes.includes('see'), { error: 'scope-without-see' }),
);

/** What somebody is to the person, and what was shown of it; of an administrator of support, what the decree lets them do. */
const Basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('guardian'), evidence: Decree }),
  z.strictObject({ kind: z.literal('support-administrator'), evidence: Decree, scope }),
  z.strictObject({ kind: z.literal('parent'), evidence: MinorShown }),
]);

/** Body of `POST /representatives`: for whom, who, on what basis, from when (today), until when at the latest. */
export const RecordRepresentative = z.strictObject({
  fiscalCode: FiscalCode,
  representative: FiscalCode,
  basis: Basis,
  from: z.optional(PlainDate),
  until: z.optional(PlainDate),
});
export type RecordRepresentative = z.infer<typeof RecordRepresentative>;

/** Body of `POST /representatives/ending`: for whom, who, and why it is over. */
export const EndRepresentative = z.strictObject({
  fiscalCode: FiscalCode,
  representative: FiscalCode,
  reason: z.enum(['decree-ended', 'replaced', 'mistake']),
});

/** What is to be looked at when a representative is recorded. */
interface About {
  readonly person: Pick<Person, 'birthDate'>;
  /** The day of receipt in Europe/Rome. */
  readonly today: PlainDate;
  readonly policy: ProcedurePolicy;
}

/** When the person, as the paper or as the record has it, is of age; the earlier of both. */
function comesOfAge(basis: RecordRepresentative['basis'], { birthDate }: About['person']): PlainDate | undefined {
  if (basis.kind !== 'parent') return undefined;
  const [first] = [ofAgeOn(basis.evidence.minorBornOn), ofAgeOn(birthDate)].sort();
  return first;
}

/** What the representative may do: a guardian and a parent act in the person's place, another as the decree says. */
export function scopeOf(basis: RecordRepresentative['basis'], policy: ProcedurePolicy): readonly RepresentedScope[] {
  if (basis.kind === 'support-administrator') return basis.scope;
  return policy.representedInFull.value.includes(basis.kind) ? representedScopes : ['see'];
}

/** The last day: the one that was told or the longest, and of a parent the day before the child is of age. */
export function lastDay({ basis, until }: RecordRepresentative, { person, today, policy }: About): PlainDate {
  const longest = addDays(today, policy.representationDays.value);
  const ofAge = comesOfAge(basis, person);
  const [last = longest] = [until ?? longest, ...(ofAge === undefined ? [] : [addDays(ofAge, -1)])].sort();
  return last;
}

/**
 * Why somebody cannot be recorded: they are the person (`representative-self`), the evidence is of a day to come
 * (`evidence-in-future`), the child is of age (`guardian-of-age`), an end that is past or before the beginning
 * (`representation-in-past`), or too far off (`representation-too-long`).
 */
export function representativeProblem(asked: RecordRepresentative, about: About): Refusal | undefined {
  const { fiscalCode, representative, basis, from, until } = asked;
  const { person, today, policy } = about;
  if (fiscalCode === representative) return refuse('representative-self', 'representative');
  const [field, shownOn] =
    basis.kind === 'parent' ? ['minorBornOn', basis.evidence.minorBornOn] : ['date', basis.evidence.date];
  if (shownOn > today) return refuse('evidence-in-future', `basis.evidence.${field}`);
  const ofAge = comesOfAge(basis, person);
  if (ofAge !== undefined && ofAge <= today) return refuse('guardian-of-age', 'basis.evidence.minorBornOn');
  const last = lastDay(asked, about);
  if (last < today || (from !== undefined && from > last)) return refuse('representation-in-past', 'until');
  const isTooLong = until !== undefined && until > addDays(today, policy.representationDays.value);
  return isTooLong ? refuse('representation-too-long', 'until') : undefined;
}

/** The fiscal codes of who acts for a person at an instant: as staff they do nothing on that person's case. */
export function representing(mandates: readonly Mandate[], at: Instant): string[] {
  return mandates.flatMap((mandate) =>
    mandate.representation && isInForce(mandate, at) ? [mandate.representation.fiscalCode] : [],
  );
}
