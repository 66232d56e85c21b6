/**
 * What a sweep reads with the same number of cases due among few and among many. The deployed function runs on a table
 * of the bench's own, which has the record's keys and indexes and no stream, so that nothing else happens to its cases.
 */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { addDays, addSeconds, dateInRome, type Instant, instantOf } from '../../functions/domain/dates.ts';
import { CitizenId, CommandId, DeclarationId } from '../../functions/domain/ids.ts';
import { createCase } from '../../functions/store/cases.ts';
import { createCitizen } from '../../functions/store/citizens.ts';
import { encode, type Write } from '../../functions/store/table.ts';
import { openWait } from '../../functions/store/waits.ts';
import { record } from '../unit/record-samples.ts';
import { caseIn, cpi } from '../unit/samples.ts';
import type { Section } from './figures.ts';
import type { Call } from './recorder.ts';
import type { Bench, StoredItem } from './stack.ts';

const due = 50;
const few = 1_000;
const many = 20_000;
const goal = 1.1;
const batch = 25;
const writers = 6;

// Nothing is sent by this client: only the shape of the store's writes is used.
const table = { name: 'did-bench-sweep', client: new DynamoDBClient({ region: 'eu-south-1' }) };

const Described = z.object({
  Table: z.object({
    KeySchema: z.array(z.unknown()),
    AttributeDefinitions: z.array(z.unknown()),
    GlobalSecondaryIndexes: z.array(
      z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() }),
    ),
  }),
});
const Swept = z.looseObject({ done: z.number(), failed: z.number() });
const Written = z.object({ UnprocessedItems: z.optional(z.record(z.string(), z.array(z.unknown()))) });

const itemsIn = (writes: readonly Write[]): StoredItem[] =>
  writes.flatMap(({ item }) => (item.Put?.Item ? [item.Put.Item] : []));

/** A confirmed case that is looked at from an instant on, its wait, and its citizen if it is due. */
function caseItems(now: Instant, isDue: boolean): StoredItem[] {
  const ids = { declarationId: DeclarationId.parse(randomUUID()), citizenId: CitizenId.parse(randomUUID()) };
  const later = addSeconds(now, 30 * 86_400);
  const didDate = addDays(dateInRome(now), isDue ? -200 : -1);
  const didCase = caseIn('confirmed', { ...ids, didDate, operatorId: cpi });
  const pending = { commandId: CommandId.parse(randomUUID()), verb: 'release', since: now, attempts: 0 } as const;
  const waits = itemsIn([openWait(table, { ...ids, generation: 1, since: now, pending })]);
  const resting = waits.map(({ pending: _, ...wait }) => ({
    ...wait,
    status: encode('confirmed'),
    taskToken: encode('a-token'),
    agendaDue: encode(later),
  }));
  const citizen = isDue ? itemsIn([createCitizen(table, { ...record, citizenId: ids.citizenId })]) : [];
  return [...itemsIn(createCase(table, didCase, isDue ? addSeconds(now, -3600) : later)), ...resting, ...citizen];
}

async function createTable({ dynamo, stack }: Bench): Promise<void> {
  const { Table: like } = Described.parse(await dynamo('DescribeTable', { TableName: stack.tableName }));
  await dynamo('CreateTable', { TableName: table.name, BillingMode: 'PAY_PER_REQUEST', ...like });
}

async function seed({ dynamo }: Bench, cases: number, dueCases: number, now: Instant): Promise<void> {
  const items = Array.from({ length: cases }, (_, index) => caseItems(now, index < dueCases)).flat();
  const batches = Array.from({ length: Math.ceil(items.length / batch) }, (_, index) =>
    items.slice(index * batch, (index + 1) * batch),
  );
  const write = async (): Promise<void> => {
    for (let some = batches.pop(); some; some = batches.pop()) {
      const requests = some.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = Written.parse(
        await dynamo('BatchWriteItem', { RequestItems: { [table.name]: requests } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('the table did not take all items');
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

/** The calls of one sweep, and what it answered. */
async function sweepOnce({ recorder, invoke }: Bench): Promise<{ done: number; failed: number; calls: Call[] }> {
  const since = recorder.calls.length;
  const swept = Swept.parse(await invoke('sweep', { action: 'sweep' }));
  return { ...swept, calls: recorder.calls.slice(since).filter((call) => call.function === 'sweep') };
}

const unitsOf = (calls: readonly Call[]) => calls.reduce((sum, { readUnits }) => sum + readUnits, 0);

/** What a sweep with nothing due reads and calls: paid every five minutes, whoever declares anything. */
export interface IdleSweep {
  readonly readUnits: number;
  readonly calls: number;
}

/** Measures sweeps of an empty table, of few cases and of many. */
export async function sweeps(bench: Bench): Promise<{ section: Section; idle: IdleSweep }> {
  const now = instantOf(Date.now());
  await createTable(bench);
  await bench.configure('sweep', { TABLE_NAME: table.name });
  const empty = await sweepOnce(bench);
  await seed(bench, few, due, now);
  const amongFew = await sweepOnce(bench);
  await seed(bench, many - few, due, now);
  const amongMany = await sweepOnce(bench);
  await bench.configure('sweep', { TABLE_NAME: bench.stack.tableName });
  await bench.dynamo('DeleteTable', { TableName: table.name });

  const [units, unitsOfMany] = [unitsOf(amongFew.calls), unitsOf(amongMany.calls)];
  const wrong = [amongFew, amongMany].filter(({ done, failed }) => done !== due || failed !== 0);
  const notes = [
    'Units by the documented rules from what came back: the emulator counts every read as one step.',
    ...wrong.map(
      ({ done, failed }) => `✗ a sweep did ${done} of ${due} and failed at ${failed}: its figures do not count`,
    ),
  ];
  const shownCount = (count: number) => count.toLocaleString('en').replace(',', ' ');
  const figures = [
    { id: 'sweep.empty', what: 'nothing there', value: unitsOf(empty.calls), unit: 'read units' },
    { id: 'sweep.few', what: `${due} due among ${shownCount(few)} cases`, value: units, unit: 'read units' },
    { id: 'sweep.many', what: `${due} due among ${shownCount(many)} cases`, value: unitsOfMany, unit: 'read units' },
    { id: 'sweep.ratio', what: 'many over few', value: unitsOfMany / units, unit: '×', goal },
  ];
  const idle = { readUnits: unitsOf(empty.calls), calls: empty.calls.length };
  return { section: { title: 'Sweep: read units of one run', notes, figures }, idle };
}
