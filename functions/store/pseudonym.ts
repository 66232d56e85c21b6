import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';

/** The HMAC key that turns what identifies a person into a guard's key; without it nobody can test a code. */
export interface HmacKey {
  readonly client: KMSClient;
  readonly id: string;
}

/** Keyed hash of a fiscal code or a mailbox, hexadecimal, for the key of a guard. */
export async function pseudonym(key: HmacKey, kind: 'CF' | 'EMAIL', value: string): Promise<string> {
  const { Mac } = await key.client.send(
    new GenerateMacCommand({ KeyId: key.id, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(`${kind}|${value}`) }),
  );
  if (!Mac) throw new Error('KMS gave no MAC');
  return Buffer.from(Mac).toString('hex');
}
