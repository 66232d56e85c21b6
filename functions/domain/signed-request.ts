/** The person's own paper, where an office acts on it for them: nothing is taken back on an officer's word alone. */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { lineOfText } from './person.ts';

/** A request that the person signed: when, and where the paper is found again (its number in the register, its file). */
export const SignedRequest = z.strictObject({ signedOn: PlainDate, reference: lineOfText(120) });
export type SignedRequest = z.infer<typeof SignedRequest>;

/** Whether the person signed it between two days, both included. */
export function isSignedBetween(request: SignedRequest | undefined, first: PlainDate, last: PlainDate): boolean {
  return request !== undefined && request.signedOn >= first && request.signedOn <= last;
}
