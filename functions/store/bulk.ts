/** Reading many items at once: one that does not fit is told of and passed over, so that it keeps no other from its due. */
import { type AttributeValue, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod/mini';
import { type Page, readCursor, type Table } from './table.ts';

/** An item as DynamoDB, or the table's stream, brings it. */
export type Image = Record<string, AttributeValue>;

/** Told the partition key of an item that cannot be read. */
export type Unreadable = (pk: string) => void;

/** Parses an item by its schema; `undefined` if it does not fit, of which `unreadable` is told. */
export function readImage<Value>(
  schema: z.ZodMiniType<Value>,
  image: Image,
  unreadable?: Unreadable,
): Value | undefined {
  const { data, success } = schema.safeParse(unmarshall(image));
  if (!success) unreadable?.(image['pk']?.S ?? 'without a key');
  return data;
}

/** Parses items by their schema; leaves out those that do not fit, of which the table's `unreadable` is told. */
export function readImages<Value>(
  { unreadable }: Table,
  schema: z.ZodMiniType<Value>,
  images: Iterable<Image>,
): Value[] {
  return [...images].flatMap((image) => readImage(schema, image, unreadable) ?? []);
}

/** A page of the whole table, filtered, as it is stored; in no order. */
export async function scan(
  table: Table,
  input: Omit<ScanCommandInput, 'TableName' | 'ExclusiveStartKey'>,
  cursor: string | undefined,
): Promise<Page<Image>> {
  const start = cursor === undefined ? undefined : readCursor(cursor);
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new ScanCommand({ TableName: table.name, ...input, ...(start && { ExclusiveStartKey: start }) }),
  );
  return {
    items: Items,
    ...(LastEvaluatedKey && { cursor: Buffer.from(JSON.stringify(LastEvaluatedKey)).toString('base64url') }),
  };
}

/** The same, each item parsed by the schema; those that do not fit are left out, of which the table's `unreadable` is told. */
export async function scanFor<Value>(
  table: Table,
  input: Omit<ScanCommandInput, 'TableName' | 'ExclusiveStartKey'>,
  cursor: string | undefined,
  schema: z.ZodMiniType<Value>,
): Promise<Page<Value>> {
  const page = await scan(table, input, cursor);
  return { ...page, items: readImages(table, schema, page.items) };
}
