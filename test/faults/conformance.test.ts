/**
 * The DynamoDB in memory answers as the emulator's does: all that the stories ask of it is asked there again, every
 * write twice, so that conditions fail as well as hold.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetState, startEmulator, stopEmulator } from '../../local/emulator.ts';
import { endpointOf, region, root, type Settings } from '../../local/settings.ts';
import { freePorts } from '../e2e/support/instance.ts';
import { loadHandlers } from './functions.ts';
import { indexes } from './ledger.ts';
import { fairRun } from './matrix.ts';
import { stories } from './stories.ts';
import { type Taken, World } from './world.ts';

const dir = path.join(root, '.local', 'faults');
let client: DynamoDBClient;

beforeAll(async () => {
  await loadHandlers();
  const settings: Settings = { dir, ...(await freePorts()) };
  mkdirSync(dir, { recursive: true });
  forgetState(dir);
  await startEmulator(settings, () => undefined);
  client = new DynamoDBClient({ endpoint: endpointOf(settings), region });
});
afterAll(() => stopEmulator(dir));

/** The client's own way, which the world has bent to itself. */
const send: unknown = Object.getPrototypeOf(DynamoDBClient.prototype).send;
const ask = async (command: object): Promise<object> => {
  if (typeof send !== 'function') throw new Error('the SDK has changed');
  return Reflect.apply(send, client, [command]);
};

async function createTable(name: string): Promise<void> {
  const text = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const { table, ...others } = indexes;
  await ask(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.values(indexes).flatMap(({ partition, sort }) => text(partition, sort)),
      KeySchema: table && keys(table.partition, table.sort),
      GlobalSecondaryIndexes: Object.entries(others).map(([IndexName, { partition, sort, shows }]) => ({
        IndexName,
        KeySchema: keys(partition, sort),
        Projection: shows
          ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...shows] }
          : { ProjectionType: 'ALL' as const },
      })),
    }),
  );
}

/** The same instruction for another table. */
function onTable({ command }: Taken, name: string): object {
  const text = JSON.stringify(command.input).replaceAll(/"TableName":"[^"]*"/g, `"TableName":"${name}"`);
  const input: unknown = JSON.parse(text.replace(/"RequestItems":{"[^"]*"/, `"RequestItems":{"${name}"`));
  return Reflect.construct(command.constructor, [input]);
}

const plain = (items: unknown) =>
  Array.from<Parameters<typeof unmarshall>[0]>(Object(items ?? [])).map((item) => unmarshall(item));
const byKey = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  `${a['pk']}|${a['sk']}` < `${b['pk']}|${b['sk']}` ? -1 : 1;

/** What is held against each other of an answer. */
function essence(command: object, answer: object): unknown {
  const { Item, Items, Responses, LastEvaluatedKey } = Object(answer);
  if (Responses !== undefined) return plain(Object.values(Responses)[0]).sort(byKey);
  if (Items === undefined) return Item === undefined ? 'done' : unmarshall(Item);
  const found = plain(Items);
  return { items: command instanceof ScanCommand ? found.sort(byKey) : found, more: LastEvaluatedKey !== undefined };
}

function essenceOfError(error: unknown): unknown {
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
  return [Object(error).name, ...reasons.map(({ Code }) => Code)];
}

test.each(stories)('$name', async (story) => {
  const given = [...new World().ledger.items.values()];
  const { world } = await fairRun(story, []);
  const tape = world.tape ?? [];
  const name = `did-${stories.indexOf(story)}`;
  await createTable(name);
  for (const { wire } of given) await ask(new PutItemCommand({ TableName: name, Item: wire }));
  for (const taken of tape) {
    const command = onTable(taken, name);
    const asked = `${taken.command.constructor.name} ${JSON.stringify(taken.command.input)}`;
    const found = await ask(command).then(
      (answer) => essence(command, answer),
      (error: unknown) => essenceOfError(error),
    );
    expect(found, asked).toEqual(taken.answer ? essence(command, taken.answer) : essenceOfError(taken.error));
  }
  const kept = plain(Object(await ask(new ScanCommand({ TableName: name }))).Items).sort(byKey);
  expect(kept).toEqual([...world.ledger.items.values()].map((item) => item.plain).sort(byKey));
  expect(tape.filter(({ error }) => error !== undefined).length).toBeGreaterThan(5);
});
