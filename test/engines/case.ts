import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { DeclarationId } from '../../functions/domain/ids.ts';
import type { Machine } from '../../functions/store/executions.ts';
import { load } from '../statemachines/machine.ts';
import { type EngineName, type Engines, tableName } from './engines.ts';
import type { Answer, Start } from './scenarios.ts';

const StoredWait = z.strictObject({
  pk: z.string(),
  sk: z.literal('WAIT'),
  generation: z.int(),
  homeShard: z.literal('03'),
  taskToken: z.optional(z.string().check(z.minLength(8))),
  since: z.optional(z.string()),
  agendaDue: z.optional(z.string()),
  agendaShard: z.optional(z.literal('03')),
});
/** The wait item of a case as the state machine leaves it. */
export type StoredWait = z.infer<typeof StoredWait>;

const patience = 45_000;
const role = 'arn:aws:iam::000000000000:role/did-dev-lifecycle';

/** The definition with its times cut short: a second between tries, and the timeouts asked for. */
function definitionOf({ timeouts = {} }: Start): string {
  const machine = load();
  const shortened = Object.entries(machine.States).map(([name, state]) => {
    if (state.Type !== 'Task') return [name, state] as const;
    const Retry = state.Retry.map((retrier) => ({ ...retrier, IntervalSeconds: 1, BackoffRate: 1 }));
    return [name, { ...state, Retry, TimeoutSeconds: timeouts[name] ?? state.TimeoutSeconds }] as const;
  });
  return JSON.stringify({ ...machine, States: Object.fromEntries(shortened) });
}

const made = new Map<string, Promise<string>>();

/** The state machine with these times in an engine, made the first time it is asked for. */
function machineArnOf({ states }: Engines, engine: EngineName, begin: Start): Promise<string> {
  const definition = definitionOf(begin);
  const key = `${engine} ${definition}`;
  const name = `did-dev-lifecycle-${made.size}`;
  const known = made.get(key) ?? create(states[engine], name, definition);
  made.set(key, known);
  return known;
}

async function create(client: SFNClient, name: string, definition: string): Promise<string> {
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn: role }));
  if (stateMachineArn === undefined) throw new Error('the state machine has no ARN');
  return stateMachineArn;
}

/** The id of a command that tells the stub functions what to answer to it. */
export function idOf(answers: Readonly<Record<string, Answer>> = {}): string {
  return Buffer.from(JSON.stringify(answers)).toString('base64url');
}

/** A case with its wait item, and one execution of its state machine in an engine. */
export class Case {
  /** Falls into shard 03 of the agenda. */
  readonly declarationId = DeclarationId.parse(`${randomUUID().slice(0, -1)}3`);
  readonly #engines: Engines;
  readonly #engine: EngineName;
  #machineArn = '';
  #executionArn = '';

  constructor(engines: Engines, engine: EngineName) {
    this.#engines = engines;
    this.#engine = engine;
  }

  get #states() {
    return this.#engines.states[this.#engine];
  }

  get #key() {
    return { pk: { S: `WAIT#${this.declarationId}` }, sk: { S: 'WAIT' } };
  }

  /** The state machine as the functions reach it. */
  get machine(): Machine {
    return { client: this.#states, arn: this.#machineArn };
  }

  /** Puts the wait item and starts the execution. */
  async start(begin: Start): Promise<void> {
    const { generation, from, registers, waitAt = generation } = begin;
    const { declarationId } = this;
    const item = { ...this.#key, generation: { N: `${waitAt}` }, homeShard: { S: '03' } };
    await this.#engines.dynamodb.send(new PutItemCommand({ TableName: tableName, Item: item }));
    this.#machineArn = await machineArnOf(this.#engines, this.#engine, begin);
    const input = { declarationId, generation, from, ...(registers && { commandId: idOf(registers) }) };
    const name = `${declarationId}-${generation}`;
    const { executionArn = '' } = await this.#states.send(
      new StartExecutionCommand({ stateMachineArn: this.#machineArn, name, input: JSON.stringify(input) }),
    );
    this.#executionArn = executionArn;
  }

  /** The wait item as it is. */
  async wait(): Promise<StoredWait> {
    const { Item = {} } = await this.#engines.dynamodb.send(
      new GetItemCommand({ TableName: tableName, Key: this.#key, ConsistentRead: true }),
    );
    return StoredWait.parse(unmarshall(Item));
  }

  /** Moves the wait to a generation, as whoever starts that one does. */
  async moveTo(generation: number): Promise<void> {
    await this.#engines.dynamodb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: this.#key,
        UpdateExpression: 'SET generation = :generation',
        ExpressionAttributeValues: { ':generation': { N: `${generation}` } },
      }),
    );
  }

  /** Answers a token. */
  async send(taskToken: string, output: object): Promise<void> {
    await this.#states.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
  }

  /** How the execution ended; `undefined` while it runs. */
  async ended(): Promise<{ status: string | undefined; error: string | undefined } | undefined> {
    const { status, error } = await this.#states.send(
      new DescribeExecutionCommand({ executionArn: this.#executionArn }),
    );
    return status === 'RUNNING' ? undefined : { status, error };
  }

  /** What the execution did until now. */
  async history(): Promise<HistoryEvent[]> {
    const { events = [] } = await this.#states.send(
      new GetExecutionHistoryCommand({ executionArn: this.#executionArn, maxResults: 1000 }),
    );
    return events;
  }

  /** Stops the execution, as an accident would. */
  async stop(): Promise<void> {
    await this.#states.send(new StopExecutionCommand({ executionArn: this.#executionArn }));
  }

  /**
   * Waits until a state waits on another token than the last, or the execution has ended.
   * @returns the token; `undefined` at the end
   * @throws Error if neither comes within 45 seconds
   */
  async next(last: string | undefined): Promise<string | undefined> {
    for (const until = Date.now() + patience; Date.now() < until; await sleep(300)) {
      const { taskToken } = await this.wait();
      if (taskToken !== undefined && taskToken !== last) return taskToken;
      if (await this.ended()) return undefined;
    }
    throw new Error(`nothing happens after ${(await this.history()).at(-1)?.type}`);
  }
}
