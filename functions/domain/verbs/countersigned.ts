import * as z from 'zod/mini';
import { isMinor } from '../age.ts';
import type { PlainDate } from '../dates.ts';
import type { CaseFacts } from '../decide.ts';
import { IdentityDocument } from '../documents.ts';
import { PersonName } from '../person.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** Who signed beside a minor at the meeting, and the document that was shown. */
export const Countersignature = z.strictObject({
  name: PersonName,
  kind: z.enum(['parent', 'guardian']),
  documentShown: IdentityDocument,
});
export type Countersignature = z.infer<typeof Countersignature>;

/**
 * What keeps the signature of a minor from counting on a day: no parent or guardian signed too
 * (`countersignature-missing`, by policy), or their document had expired (`identity-document-expired`). Whoever is of age
 * signs alone.
 */
export function countersignatureProblem(
  facts: CaseFacts,
  countersignature: Countersignature | undefined,
  signedOn: PlainDate,
): Refusal | undefined {
  const { value, rule } = facts.policy.minorCountersignature;
  if (!value || !isMinor(facts, signedOn)) return undefined;
  if (!countersignature) return refuse('countersignature-missing', 'countersignature', `${rule}:assumed`);
  if (countersignature.documentShown.expiresOn >= signedOn) return undefined;
  return refuse('identity-document-expired', 'countersignature.documentShown');
}

/** The rule that a minor's signature rests on, for the history; none for who is of age. */
export function countersignatureRules(facts: CaseFacts, signedOn: PlainDate): string[] {
  const { value, rule } = facts.policy.minorCountersignature;
  return value && isMinor(facts, signedOn) ? [`${rule}:assumed`] : [];
}
