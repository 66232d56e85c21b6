import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { instantOf } from '../domain/dates.ts';
import type { NewEntry } from '../domain/protocol.ts';
import { environment, setting } from '../middleware/environment.ts';
import { observed, type Tools } from '../middleware/observed.ts';
import { waitTurn } from '../middleware/turns.ts';
import { tellUnreadable } from '../middleware/unreadable.ts';
import { readImage } from '../store/bulk.ts';
import { tellBus } from '../store/bus.ts';
import { openBus, openTable } from '../store/clients.ts';
import { HistoryEntry } from '../store/history.ts';
import { tableProtocol } from '../store/protocol.ts';
import { requestIn } from '../store/requests.ts';

const bus = openBus(setting('BUS_NAME'));
const register = tableProtocol(openTable(environment.tableName), waitTurn);

const Record = z.object({
  eventName: z.string(),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.optional(z.record(z.string(), z.custom<AttributeValue>())),
  }),
});
/** Enters requests, in order and as many at once as can be. Gives whether the register took them. */
async function enterAll(entries: readonly NewEntry[], { logger }: Tools): Promise<boolean> {
  try {
    await register.enterAll(entries);
    return true;
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.error('requests wait for their numbers', { messageCode: 'REGISTER_RETRY', fault });
    return false;
  }
}

/**
 * Tells the bus what happened to DIDs, from the history alone, and enters what came in into the register of the protocol.
 * At least once: readers of the bus know an event by its `id`, the register a request by its receipt number. Neither
 * waits for the other: what failed is brought again with what came after it. What cannot be read is passed over and told of,
 * for it would hold up all that comes behind it.
 */
export const handler = observed(async ({ Records }: DynamoDBStreamEvent, tools): Promise<DynamoDBBatchResponse> => {
  const unreadable = tellUnreadable(tools);
  const changes = Records.flatMap((record) => {
    const { data, success } = Record.safeParse(record);
    if (!success) unreadable('a record of the stream');
    return data ?? [];
  });
  const told = changes.flatMap(({ eventName, dynamodb }, place) => {
    if (eventName !== 'INSERT' || dynamodb.NewImage?.['entity']?.S !== 'history') return [];
    const entry = readImage(HistoryEntry, dynamodb.NewImage, unreadable);
    return entry ? [{ place, entry }] : [];
  });
  const enteredAt = instantOf(Date.now());
  const came = changes.flatMap(({ dynamodb }, place) => {
    const entry = requestIn(dynamodb.NewImage, enteredAt, unreadable);
    return entry ? [{ place, entry }] : [];
  });
  const [untold, entered] = await Promise.all([
    tellBus(
      bus,
      told.map(({ entry }) => entry),
    ).catch((error: unknown) => error),
    enterAll(
      came.map(({ entry }) => entry),
      tools,
    ),
  ]);
  if (untold !== undefined && typeof untold !== 'number') throw untold;
  const failed = [untold === undefined ? undefined : told[untold]?.place, entered ? undefined : came[0]?.place].filter(
    (place) => place !== undefined,
  );
  const first = failed.length === 0 ? undefined : changes[Math.min(...failed)];
  return { batchItemFailures: first ? [{ itemIdentifier: first.dynamodb.SequenceNumber }] : [] };
});
