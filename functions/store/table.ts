import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';

/** The one table and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
  /** Told the partition key of an item that many were read with and that does not fit: it is passed over. */
  readonly unreadable?: (pk: string) => void;
  /** Waits before what DynamoDB left undone is asked for again, the first time being 0. */
  readonly pause?: ((attempt: number) => Promise<void>) | undefined;
}

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A value as DynamoDB holds it; absent fields are left out. */
export function encode(value: unknown): AttributeValue {
  return z.custom<AttributeValue>().parse(marshall({ value }, { removeUndefinedValues: true })['value']);
}

/** An item as DynamoDB holds it; absent fields are left out. */
export function encodeItem(item: Record<string, unknown>): Record<string, AttributeValue> {
  return marshall(item, { removeUndefinedValues: true });
}

/** The key of an item as DynamoDB holds it. */
export function encodeKey({ pk, sk }: Key): Record<string, AttributeValue> {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** Parses a stored item by its schema; throws if it does not fit, since then the record is damaged. */
export function decode<Value>(schema: z.ZodMiniType<Value>, item: Record<string, AttributeValue>): Value {
  return schema.parse(unmarshall(item));
}

/** Reads one item, consistently. */
export async function get<Value>(table: Table, key: Key, schema: z.ZodMiniType<Value>): Promise<Value | undefined> {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: encodeKey(key), ConsistentRead: true }),
  );
  return Item && decode(schema, Item);
}

/** Reads many items, 100 at once, consistently, by `pk|sk`; asks again for what DynamoDB leaves unprocessed. */
export async function getMany(
  table: Table,
  keys: readonly Key[],
): Promise<ReadonlyMap<string, Record<string, AttributeValue>>> {
  const found = new Map<string, Record<string, AttributeValue>>();
  let asked: Record<string, AttributeValue>[] = keys.map(encodeKey);
  let left = 0;
  while (asked.length > 0) {
    const some = asked.slice(0, 100);
    const { Responses, UnprocessedKeys } = await table.client.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: some, ConsistentRead: true } } }),
    );
    for (const item of Responses?.[table.name] ?? []) found.set(`${item['pk']?.S}|${item['sk']?.S}`, item);
    const undone = UnprocessedKeys?.[table.name]?.Keys ?? [];
    asked = [...undone, ...asked.slice(100)];
    if (undone.length === 0) continue;
    await table.pause?.(left);
    left += 1;
  }
  return found;
}

/** A page of a query, and the opaque cursor of the next one. */
export interface Page<Value> {
  readonly items: Value[];
  readonly cursor?: string;
}

const Cursor = z.record(z.string(), z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]));

/** The start key in a cursor that `query` gave; `undefined` if the text is none. */
export function readCursor(cursor: string): Record<string, AttributeValue> | undefined {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Whether DynamoDB takes a text for a key: whole characters, at most 1024 bytes of them. */
const isKey = (text: string): boolean => text.isWellFormed() && Buffer.byteLength(text) <= 1024;

/**
 * The start key in a cursor that came from outside: `undefined` unless it has exactly these attributes, all text, each
 * within the bounds of the query, since DynamoDB faults on any other.
 */
export function readCursorWithin(
  cursor: string,
  bounds: Readonly<Record<string, (text: string) => boolean>>,
): Record<string, AttributeValue> | undefined {
  const start = readCursor(cursor);
  const names = Object.keys(bounds);
  if (!start || Object.keys(start).length !== names.length) return undefined;
  const isWithin = (name: string, text = start[name]?.S) => text !== undefined && isKey(text) && bounds[name]?.(text);
  return names.every((name) => isWithin(name)) ? start : undefined;
}

/** A cursor that is of another list, or of none. It comes from outside: whoever sent it is told, nothing is at fault. */
export class NoSuchPage extends Error {
  constructor() {
    super('the list has no such page');
    this.name = 'NoSuchPage';
  }
}

/**
 * Where the page of a list begins that a cursor from outside names; `undefined` for the first. Throws `NoSuchPage` if it
 * is not within the bounds of the list (`readCursorWithin`).
 */
export function startOfPage(
  cursor: string | undefined,
  bounds: Readonly<Record<string, (text: string) => boolean>>,
): Record<string, AttributeValue> | undefined {
  if (cursor === undefined) return undefined;
  const start = readCursorWithin(cursor, bounds);
  if (!start) throw new NoSuchPage();
  return start;
}

/** The cursor of a page of the table that begins after an item. */
export function cursorAt(key: Key): string {
  return Buffer.from(JSON.stringify(encodeKey(key))).toString('base64url');
}

/** Runs one query and parses its items. */
export async function query<Value>(
  table: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
  schema: z.ZodMiniType<Value>,
): Promise<Page<Value>> {
  const { Items, LastEvaluatedKey } = await table.client.send(new QueryCommand({ TableName: table.name, ...input }));
  return pageOf(Items, LastEvaluatedKey, schema);
}

/** Runs one query to its end, page by page, and parses its items. */
export async function queryAll<Value>(
  table: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
  schema: z.ZodMiniType<Value>,
): Promise<Value[]> {
  const items: Value[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await query(table, { ...input, ...(start && { ExclusiveStartKey: start }) }, schema);
    items.push(...page.items);
    start = page.cursor === undefined ? undefined : readCursor(page.cursor);
  } while (start);
  return items;
}

/** Which page of a list to read. */
export interface PageAsked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/**
 * A page of the items of a partition whose sort keys begin with a text, or lie between two (both included), in their
 * order; `newestFirst`: against it. Throws `NoSuchPage` for a cursor from elsewhere.
 */
export function readPage<Value>(
  table: Table,
  within: { readonly pk: string } & ({ readonly prefix: string } | { readonly first: string; readonly last: string }),
  { limit, cursor, newestFirst = false }: PageAsked & { readonly newestFirst?: boolean },
  schema: z.ZodMiniType<Value>,
): Promise<Page<Value>> {
  const { pk } = within;
  const byPrefix = 'prefix' in within;
  const sk = (text: string) =>
    byPrefix ? text.startsWith(within.prefix) : within.first <= text && text <= within.last;
  const start = startOfPage(cursor, { pk: (text) => text === pk, sk });
  return query(
    table,
    {
      KeyConditionExpression: byPrefix
        ? 'pk = :pk AND begins_with(sk, :prefix)'
        : 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': encode(pk),
        ...(byPrefix
          ? { ':prefix': encode(within.prefix) }
          : { ':first': encode(within.first), ':last': encode(within.last) }),
      },
      ConsistentRead: true,
      ...(newestFirst && { ScanIndexForward: false }),
      ...(limit !== undefined && { Limit: limit }),
      ...(start && { ExclusiveStartKey: start }),
    },
    schema,
  );
}

/** A page from what DynamoDB answered. */
function pageOf<Value>(
  items: Record<string, AttributeValue>[] | undefined,
  last: Record<string, AttributeValue> | undefined,
  schema: z.ZodMiniType<Value>,
): Page<Value> {
  return {
    items: (items ?? []).map((item) => decode(schema, item)),
    ...(last && { cursor: Buffer.from(JSON.stringify(last)).toString('base64url') }),
  };
}

/** One write of a transaction, labelled so that a failed condition can be told by name. */
export interface Write {
  readonly label: string;
  readonly item: TransactWriteItem;
}

/**
 * Writes all or nothing. Gives the labels of the writes whose condition failed, or that met another transaction;
 * empty if it was done. Throws on any other failure.
 */
export async function transact(table: Table, writes: readonly Write[]): Promise<ReadonlySet<string>> {
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes.map((write) => write.item) }));
    return new Set();
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const lost = (error.CancellationReasons ?? []).map((reason, index) =>
      reason.Code === 'ConditionalCheckFailed' || reason.Code === 'TransactionConflict'
        ? writes[index]?.label
        : undefined,
    );
    const labels = new Set(lost.filter((label) => label !== undefined));
    if (labels.size === 0) throw error;
    return labels;
  }
}

/** A write of a whole item, by default only where none is. */
export function put(table: Table, label: string, item: Key & Record<string, unknown>, condition?: Condition): Write {
  const { expression, names, values } = condition ?? { expression: 'attribute_not_exists(pk)' };
  return {
    label,
    item: {
      Put: {
        TableName: table.name,
        Item: encodeItem(item),
        ConditionExpression: expression,
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: encodeItem(values) }),
      },
    },
  };
}

/** A write of a whole item, whatever stands there. */
export function overwrite(table: Table, label: string, item: Key & Record<string, unknown>): Write {
  return { label, item: { Put: { TableName: table.name, Item: encodeItem(item) } } };
}

export interface Condition {
  readonly expression: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

/** A write of some fields of an item: those given are set, those given as `undefined` are removed. */
export function update(
  table: Table,
  label: string,
  key: Key,
  fields: Record<string, unknown>,
  condition: Condition,
): Write {
  return { label, item: { Update: { TableName: table.name, Key: encodeKey(key), ...updateOf(fields, condition) } } };
}

/** Holds a transaction to a condition on an item that it leaves as it is. */
export function hold(table: Table, label: string, key: Key, { expression, names, values }: Condition): Write {
  return {
    label,
    item: {
      ConditionCheck: {
        TableName: table.name,
        Key: encodeKey(key),
        ConditionExpression: expression,
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: encodeItem(values) }),
      },
    },
  };
}

/** The expressions of an update: fields given are set, those given as `undefined` removed, under a condition. */
export function updateOf(fields: Record<string, unknown>, condition: Condition) {
  const entries = Object.entries(fields);
  const set = entries.filter(([, value]) => value !== undefined);
  const removed = entries.filter(([, value]) => value === undefined);
  const clauses = [
    set.length > 0 ? `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map(([name]) => `#${name}`).join(', ')}` : '',
  ];
  const values = { ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])), ...condition.values };
  return {
    UpdateExpression: clauses.filter(Boolean).join(' '),
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: {
      ...Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
      ...condition.names,
    },
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: encodeItem(values) }),
  };
}

/** The two keys that put an item on the agenda: one of 16 shards, and the instant it is due. */
export function agenda(id: string, due: string | undefined) {
  return { agendaShard: due === undefined ? undefined : shardOf(id), agendaDue: due };
}

/** The shard of the agenda, `00` to `15`, that an identifier falls into. */
export function shardOf(id: string): string {
  return String(Number.parseInt(id.slice(-1), 16) % 16).padStart(2, '0');
}
