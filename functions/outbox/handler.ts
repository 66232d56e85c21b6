import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { instantOf } from '../domain/dates.ts';
import { environment, optionalSetting, setting } from '../middleware/environment.ts';
import { observed, type Tools } from '../middleware/observed.ts';
import { waitTurn } from '../middleware/turns.ts';
import { openHmacKey, openMachine, openTable, within } from '../store/clients.ts';
import { deliver, start } from '../store/executions.ts';
import { StoredMail } from '../store/mails.ts';
import { tableProtocol } from '../store/protocol.ts';
import { decode } from '../store/table.ts';
import { Wait } from '../store/waits.ts';
import { type Post, send } from './send.ts';
import { MailContext } from './templates/context.ts';

const table = openTable(environment.tableName);
const machine = openMachine(setting('STATE_MACHINE_ARN'));
const now = () => instantOf(Date.now());
const context = MailContext.parse(JSON.parse(setting('MAIL_CONTEXT')));
const replyDomain = optionalSetting('REPLY_DOMAIN');
const post: Post = {
  table,
  // SES takes a repeated call for another mail: a lost answer is settled by its Send event, before any second sending.
  ses: new SESClient({ maxAttempts: 1, ...within(10) }),
  register: tableProtocol(table, waitTurn),
  configurationSet: setting('CONFIGURATION_SET'),
  sender: { name: context.bodyName, address: setting('MAIL_FROM'), replyTo: setting('MAIL_REPLY_TO') },
  replies: replyDomain ? { domain: replyDomain, key: openHmacKey(setting('REPLY_KEY_ID')) } : undefined,
  context,
  now,
};

const Image = z.record(z.string(), z.custom<AttributeValue>());
type Image = z.infer<typeof Image>;

/** A wait that is new, or moved to a new generation, gets its execution; a token that meets a command is answered. */
async function onWait(image: Image, before: Image | undefined): Promise<void> {
  const wait = decode(Wait, image);
  const was = before && decode(Wait, before);
  if (was?.generation !== wait.generation) await start(table, machine, wait, now());
  const fresh = wait.taskToken !== was?.taskToken || wait.pending?.commandId !== was?.pending?.commandId;
  if (fresh) await deliver(machine, wait, now());
}

async function onRecord({ dynamodb }: DynamoDBRecord, tools: Tools): Promise<void> {
  const image = Image.safeParse(dynamodb?.NewImage).data;
  const before = Image.safeParse(dynamodb?.OldImage).data;
  if (image?.['entity']?.S === 'wait') await onWait(image, before);
  if (image?.['entity']?.S === 'mail') await send(post, decode(StoredMail, image), tools);
}

/**
 * Reads the table's stream: starts executions, hands over commands, sends mail. A record that fails is given back, and
 * the stream brings it again with those after it.
 */
export const handler = observed(async ({ Records }: DynamoDBStreamEvent, tools): Promise<DynamoDBBatchResponse> => {
  for (const record of Records) {
    try {
      await onRecord(record, tools);
    } catch (error) {
      const fault = error instanceof Error ? error.name : 'unknown';
      tools.logger.error('record given back', {
        messageCode: 'OUTBOX_RETRY',
        fault,
        why: error instanceof Error ? error.message : '',
      });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});
