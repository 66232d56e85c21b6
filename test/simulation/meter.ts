/** Reads from the calls to the table in memory what DynamoDB would charge for them. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { encodeItem } from '../../functions/store/table.ts';
import { itemBytes, readUnits, writeUnits } from '../bench/capacity.ts';
import type { Item } from '../unit/memory-expressions.ts';
import type { Change, MemoryTable } from '../unit/memory-table.ts';
import { type Load, loadOf, plus } from './loads.ts';

type Call = ReturnType<MemoryTable['mock']['calls']>[number];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const bytesOf = (item: Item | undefined) => (item ? itemBytes(encodeItem(item)) : 0);

/** The attributes that make each index's key, and those it holds: all of them unless they are named. */
const indexes = {
  agenda: { key: ['agendaShard', 'agendaDue'], held: ['pk', 'sk', 'agendaShard', 'agendaDue', 'entity'] },
  queue: { key: ['queueOperator', 'queueKey'], held: undefined },
} as const;
type Index = (typeof indexes)[keyof typeof indexes];

/** An item as an index holds it; `undefined` if it is not on the index. */
function onIndex({ key, held }: Index, item: Item | undefined): Item | undefined {
  if (!item || key.some((name) => item[name] === undefined)) return undefined;
  return held ? Object.fromEntries(held.map((name) => [name, item[name]])) : item;
}

/** An entry of an index that comes or goes is one write, one whose key changes two, one that stays as it is none. */
function indexUnits(index: Index, { before, after }: Change): number {
  const [was, is] = [onIndex(index, before), onIndex(index, after)];
  const [left, came] = [was ? writeUnits(bytesOf(was)) : 0, is ? writeUnits(bytesOf(is)) : 0];
  if (!was || !is || index.key.some((name) => was[name] !== is[name])) return left + came;
  return JSON.stringify(was) === JSON.stringify(is) ? 0 : Math.max(left, came);
}

/** What `publish` brings to the register: infra/stacks/app.ts. */
const isRequest = ({ after }: Change) =>
  (after?.['party'] === 'citizen' || after?.['party'] === 'inps' || after?.['verb'] === 'withdraw') &&
  (after['entity'] === 'edit' || after['state'] === 'accepted');

/** What changes ask: a write of the table counts twice in a transaction, those of its indexes once. */
function writesOf(changes: readonly Change[], inTransaction: boolean): Load {
  const moved = changes.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  const present = moved.filter(({ after }) => after !== undefined);
  const of = (...entities: string[]) => present.filter(({ after }) => entities.includes(String(after?.['entity'])));
  const unitsOf = ({ before, after }: Change) => writeUnits(Math.max(bytesOf(before), bytesOf(after)));
  return loadOf({
    tableUnits: sum(changes.map(unitsOf)) * (inTransaction ? 2 : 1),
    agendaUnits: sum(changes.map((change) => indexUnits(indexes.agenda, change))),
    queueUnits: sum(changes.map((change) => indexUnits(indexes.queue, change))),
    streamRecords: moved.length,
    // The event source leaves out what `outbox` notes of a mail itself.
    outboxRecords: of('wait').length + of('mail').filter(({ after }) => after?.['state'] === 'queued').length,
    publishRecords:
      of('history').filter(({ before }) => before === undefined).length +
      of('command', 'edit').filter(isRequest).length,
    registerLines: of('protocol-entry').length,
  });
}

const Attributes = z.record(z.string(), z.custom<AttributeValue>());
const Answer = z.object({
  Item: z.optional(Attributes),
  Items: z.optional(z.array(Attributes)),
  Responses: z.optional(z.record(z.string(), z.array(Attributes))),
});

/** Units of a read by what came back; a key that finds nothing costs one step all the same. */
function readsOf(command: Call['args'][0], answer: unknown): number {
  const { Item = {}, Items = [], Responses = {} } = Answer.parse(answer);
  if (command instanceof GetItemCommand) return readUnits(itemBytes(Item), command.input.ConsistentRead ?? false);
  if (command instanceof QueryCommand) {
    return readUnits(sum(Items.map(itemBytes)), command.input.ConsistentRead ?? false);
  }
  if (!(command instanceof BatchGetItemCommand)) throw new Error(`no rule for ${command.constructor.name}`);
  const found = Object.values(Responses).flat();
  const asked = Object.values(command.input.RequestItems ?? {}).flatMap(({ Keys }) => Keys ?? []);
  return sum(found.map((item) => readUnits(itemBytes(item), true))) + asked.length - found.length;
}

/** What calls to the table, and the changes that they made in their order, ask of DynamoDB and of its stream. */
export async function metered(calls: readonly Call[], changes: readonly Change[]): Promise<Load> {
  let [taken, load] = [0, loadOf({})];
  for (const { args, returnValue } of calls) {
    const [command] = args;
    const answer: unknown = await Promise.resolve(returnValue).catch((error: unknown) => {
      // A write whose condition does not hold is charged as if it had been made, and changes nothing.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return undefined;
    });
    if (answer === undefined) {
      load = plus(load, loadOf({ tableUnits: 1 }));
      continue;
    }
    const written =
      command instanceof UpdateItemCommand
        ? 1
        : command instanceof TransactWriteItemsCommand
          ? (command.input.TransactItems ?? []).length
          : 0;
    const made = changes.slice(taken, taken + written);
    taken += written;
    load = plus(
      load,
      written > 0
        ? writesOf(made, command instanceof TransactWriteItemsCommand)
        : loadOf({ readUnits: readsOf(command, answer) }),
    );
  }
  if (taken !== changes.length) throw new Error(`${changes.length} changes do not come from these calls`);
  return load;
}

/** Bytes that items take on disk: each 100 more than its size, for its indexing. */
export const storedBytes = (items: Iterable<Item>): number => sum([...items].map((item) => bytesOf(item) + 100));
