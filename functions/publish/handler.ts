import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { HistoryEntry } from '../store/history.ts';
import { decode } from '../store/table.ts';

const client = new EventBridgeClient({});
const bus = setting('BUS_NAME');
/** EventBridge takes so many events at once. */
const mostEntries = 10;

const Record = z.object({
  eventName: z.string(),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.optional(z.record(z.string(), z.custom<AttributeValue>())),
  }),
});

/**
 * Tells the bus what happened to DIDs, from the history alone: ids, statuses, dates and rules, no personal data. At
 * least once: readers know an event by declaration and sequence.
 */
export const handler = observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const entries = Records.flatMap((record) => {
    const { eventName, dynamodb } = Record.parse(record);
    if (eventName !== 'INSERT' || dynamodb.NewImage?.['entity']?.S !== 'history') return [];
    // Warnings and means of identity tell more of the person than readers of the bus need.
    const { by, warnings: _, ...entry } = decode(HistoryEntry, dynamodb.NewImage);
    const { subject: __, idp: ___, ...who } = by;
    return [{ id: dynamodb.SequenceNumber, entry: { schema: 1, ...entry, by: who } }];
  });
  for (let first = 0; first < entries.length; first += mostEntries) {
    const some = entries.slice(first, first + mostEntries);
    const { Entries } = await client.send(
      new PutEventsCommand({
        Entries: some.map(({ entry }) => ({
          EventBusName: bus,
          Source: 'did',
          DetailType: `declaration.${entry.event}`,
          Detail: JSON.stringify(entry),
        })),
      }),
    );
    const failed = some.find((_, index) => Entries?.[index]?.ErrorCode !== undefined);
    if (failed) return { batchItemFailures: [{ itemIdentifier: failed.id }] };
  }
  return { batchItemFailures: [] };
});
