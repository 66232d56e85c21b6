/**
 * DynamoDB in memory: the operations and expressions that the product uses, atomic each, and the stream of its changes.
 * `conformance.test.ts` holds every answer it gives in the stories against the emulator's DynamoDB.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  type QueryCommand,
  type QueryCommandInput,
  type ScanCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Attributes, Expressions, type Item, ValidationException } from '../unit/memory-expressions.ts';

export type { Item } from '../unit/memory-expressions.ts';
export type Wire = Record<string, AttributeValue>;

/** An item, never changed in place: as the handlers' client sees it and as expressions see it. */
export interface Stored {
  readonly plain: Item;
  readonly wire: Wire;
}

/** One change as the stream brings it. */
export interface Change {
  readonly id: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}

/** What `unmarshall` takes, which is wider by name only. */
type Marshalled = Parameters<typeof unmarshall>[0];

const idOf = (key: Marshalled | undefined): string => {
  const { pk, sk } = plainOf(key);
  if (typeof pk !== 'string' || typeof sk !== 'string' || !pk || !sk) throw new ValidationException('no key');
  return `${pk}|${sk}`;
};
const store = (plain: Item): Stored => ({ plain, wire: marshall(plain, { removeUndefinedValues: true }) });
const plainOf = (wire: Marshalled | undefined): Item => (wire ? unmarshall(wire) : {});

/** The table's keys and those of its indexes; `shows`: all that an index holds of an item beside keys. */
export const indexes: Readonly<
  Record<string, { readonly partition: string; readonly sort: string; readonly shows?: readonly string[] }>
> = {
  table: { partition: 'pk', sort: 'sk' },
  queue: { partition: 'queueOperator', sort: 'queueKey' },
  agenda: { partition: 'agendaShard', sort: 'agendaDue', shows: ['entity'] },
};

/** The instructions that the ledger carries out. */
export type DynamoCommand =
  | GetItemCommand
  | BatchGetItemCommand
  | UpdateItemCommand
  | TransactWriteItemsCommand
  | QueryCommand
  | ScanCommand;

export class Ledger {
  items: ReadonlyMap<string, Stored> = new Map();
  changes: Change[] = [];

  /** Carries out a command; throws what DynamoDB throws. */
  run(command: DynamoCommand): object {
    if (command instanceof GetItemCommand) {
      const found = this.items.get(idOf(command.input.Key));
      return found ? { Item: found.wire } : {};
    }
    if (command instanceof BatchGetItemCommand) return this.#batch(command);
    if (command instanceof UpdateItemCommand) {
      const change = this.#changeOf({ Update: { UpdateExpression: '', ...command.input } });
      if (!change)
        throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
      this.#write([change]);
      return {};
    }
    if (command instanceof TransactWriteItemsCommand) return this.#transact(command.input.TransactItems ?? []);
    return this.#query(command.input);
  }

  /** Puts an item there as it was before anything happened. */
  give(item: Item): void {
    const stored = store(item);
    this.items = new Map([...this.items, [idOf(stored.wire), stored]]);
  }

  /** Every item of an entity. */
  all(entity: string): Item[] {
    return [...this.items.values()].map(({ plain }) => plain).filter((item) => item['entity'] === entity);
  }

  /** The item of a key. */
  get(pk: string, sk: string): Item | undefined {
    return this.items.get(`${pk}|${sk}`)?.plain;
  }

  #batch({ input }: BatchGetItemCommand): object {
    const [[name, asked] = []] = Object.entries(input.RequestItems ?? {});
    const ids = (asked?.Keys ?? []).map(idOf);
    if (name === undefined || ids.length === 0 || ids.length > 100 || new Set(ids).size < ids.length) {
      throw new ValidationException('keys of a batch');
    }
    const found = ids.map((id) => this.items.get(id)?.wire).filter((wire) => wire !== undefined);
    return { Responses: { [name]: found }, UnprocessedKeys: {} };
  }

  #transact(writes: readonly TransactWriteItem[]): object {
    const changes = writes.map((write) => this.#changeOf(write));
    if (changes.some((change) => change === undefined)) {
      throw new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: changes.map((change) => ({ Code: change ? 'None' : 'ConditionalCheckFailed' })),
      });
    }
    const found = changes.flatMap((change) => change ?? []);
    if (found.length > 100 || new Set(found.map(({ id }) => id)).size < found.length) {
      throw new ValidationException('items of a transaction');
    }
    this.#write(found);
    return {};
  }

  #write(changes: readonly Change[]): void {
    const items = new Map(this.items);
    for (const change of changes) {
      const { id, before, after } = change;
      if (after) items.set(id, after);
      else items.delete(id);
      if (!isDeepStrictEqual(before?.wire, after?.wire)) this.changes.push(change);
    }
    this.items = items;
  }

  /** What a write makes of its item; `undefined` if its condition does not hold. */
  #changeOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): Change | undefined {
    const input = Put ?? Update ?? Delete ?? ConditionCheck;
    if (!input) throw new ValidationException('an empty write');
    const id = idOf(Put ? Put.Item : (Update ?? Delete ?? ConditionCheck)?.Key);
    const before = this.items.get(id);
    const expressions = new Expressions(input);
    const holds = expressions.holds(input.ConditionExpression, before?.plain);
    const after = Put
      ? store(plainOf(Put.Item))
      : Update
        ? store({ ...plainOf(Update.Key), ...expressions.updated(Update.UpdateExpression ?? '', before?.plain) })
        : ConditionCheck
          ? before
          : undefined;
    expressions.done();
    return holds ? { id, before, after } : undefined;
  }

  #query(
    input: Attributes &
      Pick<
        QueryCommandInput,
        'IndexName' | 'KeyConditionExpression' | 'FilterExpression' | 'Limit' | 'ExclusiveStartKey' | 'ScanIndexForward'
      >,
  ): object {
    const { IndexName = 'table', KeyConditionExpression, FilterExpression, Limit = 1000, ExclusiveStartKey } = input;
    const index = indexes[IndexName];
    if (!index) throw new ValidationException(`index ${IndexName}`);
    const { partition, sort, shows } = index;
    const expressions = new Expressions(input);
    expressions.holds(KeyConditionExpression, {});
    expressions.holds(FilterExpression, {});
    expressions.done();
    // A sort key comes before those that begin with it.
    const placeOf = (item: Item) => `${item[sort]}\u0000${item['pk']}\u0000${item['sk']}`;
    const direction = input.ScanIndexForward === false ? -1 : 1;
    const start = ExclusiveStartKey && placeOf(plainOf(ExclusiveStartKey));
    // The whole condition decides; its first part spares the look at most items.
    const [, first = ''] = new RegExp(`^${partition} = (:\\w+)`).exec(KeyConditionExpression ?? '') ?? [];
    const wanted = plainOf(input.ExpressionAttributeValues)[first];
    const found = [...this.items.values()]
      .filter(({ plain }) => (wanted === undefined ? plain[partition] !== undefined : plain[partition] === wanted))
      .filter(({ plain }) => plain[sort] !== undefined)
      .filter(({ plain }) => expressions.holds(KeyConditionExpression, plain))
      .sort((a, b) => (placeOf(a.plain) < placeOf(b.plain) ? -direction : direction))
      .filter(({ plain }) => start === undefined || (placeOf(plain) > start ? 1 : -1) === direction);
    const page = found.slice(0, Limit);
    const last = page.at(-1);
    const keys = [...new Set(['pk', 'sk', partition, sort])];
    const only = (wire: Wire, names: readonly string[]) =>
      Object.fromEntries(Object.entries(wire).filter(([name]) => names.includes(name)));
    const full = found.length > page.length || page.length === input.Limit;
    return {
      Items: page
        .filter(({ plain }) => expressions.holds(FilterExpression, plain))
        .map(({ wire }) => (shows ? only(wire, [...keys, ...shows]) : wire)),
      ...(last && full && { LastEvaluatedKey: only(last.wire, keys) }),
    };
  }
}
