import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { tellBus } from '../store/bus.ts';
import { openBus } from '../store/clients.ts';
import { HistoryEntry } from '../store/history.ts';
import { decode } from '../store/table.ts';

const bus = openBus(setting('BUS_NAME'));

const Record = z.object({
  eventName: z.string(),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.optional(z.record(z.string(), z.custom<AttributeValue>())),
  }),
});

/** Tells the bus what happened to DIDs, from the history alone. At least once: readers know an event by its `id`. */
export const handler = observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const found = Records.flatMap((record) => {
    const { eventName, dynamodb } = Record.parse(record);
    if (eventName !== 'INSERT' || dynamodb.NewImage?.['entity']?.S !== 'history') return [];
    return [{ place: dynamodb.SequenceNumber, entry: decode(HistoryEntry, dynamodb.NewImage) }];
  });
  const failed = await tellBus(
    bus,
    found.map(({ entry }) => entry),
  );
  const given = failed === undefined ? undefined : found[failed];
  return { batchItemFailures: given ? [{ itemIdentifier: given.place }] : [] };
});
