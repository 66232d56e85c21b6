import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { caseAlias, caseNamedBy } from '../domain/case-alias.ts';
import type { DeclarationId } from '../domain/ids.ts';
import type { HmacKey } from './pseudonym.ts';

/** Where answers to our mail go: the domain that is received here, and the key that seals the mailboxes of cases. */
export interface ReplyDomain {
  readonly domain: string;
  readonly key: HmacKey;
}

/** The mailbox of a case; always the same. */
export async function aliasOf({ domain, key }: ReplyDomain, id: DeclarationId): Promise<string> {
  const { Mac } = await key.client.send(
    new GenerateMacCommand({ KeyId: key.id, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(`REPLY|${id}`) }),
  );
  if (!Mac) throw new Error('KMS gave no MAC');
  return caseAlias(id, Buffer.from(Mac).toString('hex'), domain);
}

/** The case whose mailbox an address is; `undefined` if it is nobody's, or was made up. */
export async function caseAt(replies: ReplyDomain, address: string): Promise<DeclarationId | undefined> {
  const named = caseNamedBy(address, replies.domain);
  if (named === undefined) return undefined;
  return (await aliasOf(replies, named)) === address.toLowerCase() ? named : undefined;
}
