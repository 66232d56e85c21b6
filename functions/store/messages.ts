import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** The bucket in which SES leaves every message that comes in, as it came. */
export interface MessageStore {
  readonly client: S3Client;
  readonly bucket: string;
  /** What the names of the messages begin with. */
  readonly prefix: string;
}

/** A message as it came, by SES's identifier. Throws if it is not there. */
export async function readMessage({ client, bucket, prefix }: MessageStore, messageId: string): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${messageId}` }));
  if (!Body) throw new Error('a message is empty');
  return Body.transformToByteArray();
}
