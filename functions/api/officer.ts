import { pseudonym } from '../store/pseudonym.ts';
import type { SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';

/** What a session proves of who acts, where two persons must: the keyed hash of the fiscal code, never the code. */
export function macOf({ actor }: SignedRequest): Promise<string> {
  if (actor.fiscalCode === undefined) throw new Error('an officer without a fiscal code is no party to a case');
  return pseudonym(hmacKey, 'CF', actor.fiscalCode);
}
