/** What a pact is to its case: which one it is, whether it is disputed, whether the proof of its signature is on record. */
import * as z from 'zod/mini';
import type { DidCase } from './declaration.ts';
import { lineOfText } from './person.ts';
import { signatureKinds } from './signature.ts';

/** How a pact was signed; `evidence`: where the proof of it is kept. */
export const Signature = z.strictObject({
  kind: z.enum(signatureKinds),
  evidence: z.optional(lineOfText(300)),
});
export type Signature = z.infer<typeof Signature>;

/**
 * Tells a pact from another of the same DID, even one of the same day: the instant at which it was entered, or the day
 * of its signature where that was not noted. `undefined` without a pact.
 */
export function pactName({ pactSignedOn, pactEnteredAt }: Pick<DidCase, 'pactSignedOn' | 'pactEnteredAt'>) {
  return pactSignedOn === undefined ? undefined : (pactEnteredAt ?? pactSignedOn);
}

/** Whether the person says not to have signed the pact, and nobody has decided on it yet. */
export function isDisputed({ pactDispute }: Pick<DidCase, 'pactDispute'>): boolean {
  return pactDispute !== undefined && pactDispute.dismissed === undefined;
}

/** Whether there is a pact of which nobody has recorded where the proof of its signature is. */
export function lacksProof({ pactSignedOn, pactSignature }: Pick<DidCase, 'pactSignedOn' | 'pactSignature'>): boolean {
  return pactSignedOn !== undefined && pactSignature?.evidence === undefined;
}
