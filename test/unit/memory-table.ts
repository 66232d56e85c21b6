/** The one table in memory, behind the DynamoDB client itself: every client of a test file reaches it. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import * as z from 'zod/mini';
import type { Key, Table } from '../../functions/store/table.ts';
import { type Attributes, Expressions, type Item, ValidationException } from './memory-expressions.ts';

const Keyed = z.looseObject({ pk: z.string().check(z.minLength(1)), sk: z.string().check(z.minLength(1)) });
const idOf = (key: Item): string => {
  const { pk, sk } = Keyed.parse(key);
  return `${pk}|${sk}`;
};
const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true });
type Attribute = Parameters<typeof unmarshall>[0];
const plain = (item: Attribute | undefined): Item => (item ? unmarshall(item) : {});

const sortKeys: Record<string, string> = { queue: 'queueKey', agenda: 'agendaDue' };
const partitionKeys: Record<string, string> = { queue: 'queueOperator', agenda: 'agendaShard' };

/** One change of an item, as the stream would bring it. */
export interface Change {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export class MemoryTable {
  readonly mock = mockClient(DynamoDBClient);
  readonly table: Table = { client: new DynamoDBClient({ region: 'eu-south-1' }), name: 'did-test' };
  readonly items = new Map<string, Item>();
  /** What each transaction that was written held, by entity. */
  readonly transactions: string[][] = [];
  readonly changes: Change[] = [];
  #interruptions: (() => void | Promise<void>)[] = [];

  constructor() {
    this.#reset();
  }

  /** Empties the table and forgets what was asked of it. */
  clear(): void {
    this.items.clear();
    this.transactions.length = 0;
    this.changes.length = 0;
    this.#interruptions = [];
    this.#reset();
  }

  /** Does something just before the next transaction is looked at, as another request would; it may throw. */
  interrupt(...doings: (() => void | Promise<void>)[]): void {
    this.#interruptions.push(...doings);
  }

  get({ pk, sk }: Key): Item | undefined {
    return this.items.get(`${pk}|${sk}`);
  }

  /** Every item of an entity. */
  all(entity: string): Item[] {
    return [...this.items.values()].filter((item) => item['entity'] === entity);
  }

  /** Changes an item past all conditions, as a test's given; fields that are `undefined` go. */
  set(key: Key, fields: Item): void {
    const entries = Object.entries({ ...key, ...this.get(key), ...fields });
    this.#write(idOf({ ...key }), Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
  }

  #reset(): void {
    this.mock.reset();
    this.mock.on(GetItemCommand).callsFake(({ Key }) => {
      const found = this.items.get(idOf(plain(Key)));
      return found ? { Item: marshalled(found) } : {};
    });
    this.mock.on(BatchGetItemCommand).callsFake(({ RequestItems }) => {
      const keys: Attribute[] = RequestItems[this.table.name].Keys;
      const ids = keys.map((key) => idOf(plain(key)));
      if (ids.length > 100 || new Set(ids).size < ids.length) throw new ValidationException('keys of a batch');
      const found = ids.map((id) => this.items.get(id)).filter((item) => item !== undefined);
      return { Responses: { [this.table.name]: found.map(marshalled) } };
    });
    this.mock.on(UpdateItemCommand).callsFake((input) => {
      const change = this.#changeOf({ Update: input });
      if (!change)
        throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
      this.#write(change.id, change.after);
      return {};
    });
    this.mock.on(TransactWriteItemsCommand).callsFake(({ TransactItems }) => this.#transact(TransactItems));
    this.mock.on(QueryCommand).callsFake((input) => this.#query(input));
    this.mock.on(ScanCommand).callsFake((input) => this.#query(input));
  }

  #write(id: string, after: Item | undefined): void {
    this.changes.push({ before: this.items.get(id), after });
    if (after) this.items.set(id, after);
    else this.items.delete(id);
  }

  async #transact(writes: readonly TransactWriteItem[]): Promise<object> {
    await this.#interruptions.shift()?.();
    const changes = writes.map((write) => this.#changeOf(write));
    if (changes.some((change) => change === undefined)) {
      throw new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: changes.map((change) => ({ Code: change ? 'None' : 'ConditionalCheckFailed' })),
      });
    }
    const found = changes.flatMap((change) => change ?? []);
    const ids = found.map(({ id }) => id);
    if (ids.length > 100 || new Set(ids).size < ids.length) throw new ValidationException('items of a transaction');
    this.transactions.push(found.map(({ id, after }) => String((after ?? this.items.get(id))?.['entity'] ?? id)));
    for (const { id, after } of found) this.#write(id, after);
    return {};
  }

  /** What a write makes of its item; `undefined` if its condition does not hold. */
  #changeOf({
    Put,
    Update,
    Delete,
    ConditionCheck,
  }: TransactWriteItem): { id: string; after: Item | undefined } | undefined {
    const input = Put ?? Update ?? Delete ?? ConditionCheck;
    if (!input) throw new ValidationException('an empty write');
    const id = idOf(plain(Put ? Put.Item : (Update ?? Delete ?? ConditionCheck)?.Key));
    const before = this.items.get(id);
    const expressions = new Expressions(input);
    const holds = expressions.holds(input.ConditionExpression, before);
    const after = Put
      ? plain(Put.Item)
      : Update
        ? { ...plain(Update.Key), ...expressions.updated(Update.UpdateExpression ?? '', before) }
        : ConditionCheck
          ? before
          : undefined;
    expressions.done();
    return holds ? { id, after } : undefined;
  }

  #query(
    input: Attributes &
      Pick<
        QueryCommandInput,
        'IndexName' | 'KeyConditionExpression' | 'FilterExpression' | 'Limit' | 'ExclusiveStartKey' | 'ScanIndexForward'
      >,
  ) {
    const { IndexName = '', KeyConditionExpression, FilterExpression, Limit, ExclusiveStartKey } = input;
    const expressions = new Expressions(input);
    const sort = sortKeys[IndexName] ?? 'sk';
    const partition = partitionKeys[IndexName] ?? 'pk';
    const sortedBy = (item: Item) => `${item[sort]}\u0000${item['pk']}\u0000${item['sk']}`;
    const keys = [...new Set(['pk', 'sk', partition, sort])];
    const startKey = ExclusiveStartKey && plain(ExclusiveStartKey);
    if (
      startKey &&
      (Object.keys(startKey).length !== keys.length || !expressions.holds(KeyConditionExpression, startKey))
    ) {
      throw new ValidationException('The provided starting key is invalid');
    }
    const start = startKey && sortedBy(startKey);
    const comes = (one: string, other: string) => (input.ScanIndexForward === false ? one > other : one < other);
    const found = [...this.items.values()]
      .filter((item) => item[sort] !== undefined && item[partition] !== undefined)
      .filter((item) => expressions.holds(KeyConditionExpression, item))
      .sort((a, b) => (comes(sortedBy(a), sortedBy(b)) ? -1 : 1))
      .filter((item) => start === undefined || comes(start, sortedBy(item)));
    expressions.holds(KeyConditionExpression, {});
    const page = found.slice(0, Limit ?? 1000);
    const shown = page.filter((item) => expressions.holds(FilterExpression, item));
    expressions.holds(FilterExpression, {});
    expressions.done();
    const last = page.at(-1);
    return {
      Items: shown.map(marshalled),
      ...(last &&
        found.length > page.length && {
          LastEvaluatedKey: marshalled(Object.fromEntries(keys.map((key) => [key, last[key]]))),
        }),
    };
  }
}
