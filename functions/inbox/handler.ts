import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { instantOf } from '../domain/dates.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { Verdict } from '../domain/replies.ts';
import { environment, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { openHmacKey, openTable, within } from '../store/clients.ts';
import { type Inbox, receive } from './receive.ts';

const at = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text) => instantOf(Date.parse(text))),
);
const verdict = z.object({ status: Verdict });

/** What SES tells a function of a mail that it received; only what is looked at. */
export const SesReceipt = z.object({
  Records: z.array(
    z.object({
      ses: z.object({
        /** `timestamp`: when it was received; `source`: the sender of the envelope. */
        mail: z.object({ timestamp: at, messageId: z.string().check(z.regex(/^[\w-]{1,200}$/)), source: z.string() }),
        receipt: z.object({
          recipients: z.array(z.string()),
          spamVerdict: verdict,
          virusVerdict: verdict,
          spfVerdict: verdict,
          dmarcVerdict: verdict,
        }),
      }),
    }),
  ),
});

const inbox: Inbox = {
  table: openTable(environment.tableName),
  messages: {
    // An address with the bucket in its path is right on AWS and for its emulator.
    client: new S3Client({ forcePathStyle: true, ...within(10) }),
    bucket: setting('MESSAGE_BUCKET'),
    prefix: setting('MESSAGE_PREFIX'),
  },
  replies: { domain: setting('REPLY_DOMAIN'), key: openHmacKey(setting('REPLY_KEY_ID')) },
  policy: procedurePolicies[environment.procedurePolicy],
  now: () => instantOf(Date.now()),
};

/**
 * Takes in the answers to our mail: SES leaves each message in the bucket, then calls this. Throws on faults, for Lambda
 * to call again and then to keep the event.
 */
export const handler = observed(async (event: unknown, tools) => {
  for (const { ses } of SesReceipt.parse(event).Records) {
    const { mail, receipt } = ses;
    await receive(
      inbox,
      {
        messageId: mail.messageId,
        receivedAt: mail.timestamp,
        recipients: receipt.recipients,
        envelopeFrom: mail.source,
        verdicts: {
          spf: receipt.spfVerdict.status,
          dmarc: receipt.dmarcVerdict.status,
          spam: receipt.spamVerdict.status,
          virus: receipt.virusVerdict.status,
        },
      },
      tools,
    );
  }
});
