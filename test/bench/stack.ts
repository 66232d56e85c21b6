/** A local stack of the bench's own, its functions wired to the recorder. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { entries } from '../../infra/functions.ts';
import { namesOf } from '../../infra/names.ts';
import { call, invoke } from '../../local/aws.ts';
import { resetInstance, type Stack, startInstance } from '../../local/instance.ts';
import { aws } from '../e2e/support/aws.ts';
import { freePorts } from '../e2e/support/instance.ts';
import { talkTo } from '../e2e/support/stack.ts';
import { type Recorder, startRecorder } from './recorder.ts';

const folder = '.local/bench';

/** The stack under measurement. */
export interface Bench {
  readonly stack: Stack;
  readonly recorder: Recorder;
  /** The deployed name of a function. */
  nameOf(name: string): string;
  /** Changes a function's environment; its next invocation runs with it. */
  configure(name: string, variables: Readonly<Record<string, string>>): Promise<void>;
  /** Lets every function call AWS directly from now on, without the recorder's detour. */
  unplug(): Promise<void>;
  /** Invokes a function and waits for its answer. */
  invoke(name: string, event: object): Promise<unknown>;
  /** Calls DynamoDB directly, so that nobody writes it down. */
  dynamo(action: string, input: object): Promise<unknown>;
  stop(): Promise<void>;
}

const Configuration = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

/** Starts a fresh stack and lets every function call AWS through the recorder. */
export async function startBench(): Promise<Bench> {
  await resetInstance(folder);
  const instance = await startInstance({ dir: folder, ...(await freePorts()) });
  const { endpoint, region } = instance.stack;
  talkTo(instance.stack);
  const recorder = await startRecorder(endpoint);
  const { function: nameOf } = namesOf('local');

  async function configure(name: string, variables: Readonly<Record<string, string>>): Promise<void> {
    const url = `${endpoint}/2015-03-31/functions/${nameOf(name)}/configuration`;
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/lambda/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = { authorization, 'content-type': 'application/json' };
    const { Environment } = Configuration.parse(await (await fetch(url, { headers })).json());
    const body = JSON.stringify({ Environment: { Variables: { ...Environment.Variables, ...variables } } });
    const response = await fetch(url, { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`${name} could not be configured: ${await response.text()}`);
  }

  async function plug(endpointFor: (name: string) => string): Promise<void> {
    for (const name of Object.keys(entries)) await configure(name, { AWS_ENDPOINT_URL: endpointFor(name) });
  }

  await plug(recorder.endpointFor);
  return {
    stack: instance.stack,
    recorder,
    nameOf,
    configure,
    unplug: () => plug(() => endpoint),
    invoke: (name, event) => invoke(endpoint, nameOf(name), event),
    dynamo: (action, input) => call(endpoint, 'dynamodb', action, input),
    async stop() {
      recorder.close();
      await instance.stop();
      await resetInstance(folder);
    },
  };
}

export type StoredItem = Record<string, AttributeValue>;
const Page = z.object({
  Items: z.array(z.record(z.string(), z.custom<AttributeValue>())),
  LastEvaluatedKey: z.optional(z.unknown()),
});

/** Every item of the record. For a handful of cases only. */
export async function itemsOf({ dynamo, stack }: Bench): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let start: unknown;
  do {
    const input = {
      TableName: stack.tableName,
      ConsistentRead: true,
      ...(start !== undefined && { ExclusiveStartKey: start }),
    };
    const page = Page.parse(await dynamo('Scan', input));
    items.push(...page.Items);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

const Lines = z.object({ events: z.array(z.object({ message: z.string() })), nextToken: z.nullish(z.string()) });
const Metrics = z.object({
  _aws: z.object({ CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })) }),
});

/** What the functions have logged so far. */
export interface Logged {
  /** Invocations by function. */
  readonly invocations: Readonly<Record<string, number>>;
  /** Bytes as CloudWatch counts them: 26 more for every line. */
  readonly bytes: number;
  /** Names of the metrics that were counted. */
  readonly metrics: readonly string[];
}

// Node's own warning about the emulator's start-up code.
const noise = /^\(node:|^\(Use `node/;

/** Reads the logs of functions. */
export async function logged({ nameOf }: Bench, names: readonly string[]): Promise<Logged> {
  const invocations: Record<string, number> = {};
  const metrics = new Set<string>();
  let bytes = 0;
  for (const name of names) {
    let nextToken: string | null | undefined;
    do {
      const input = { logGroupName: `/aws/lambda/${nameOf(name)}`, ...(nextToken && { nextToken }) };
      const page = await aws('logs', 'FilterLogEvents', input, Lines);
      for (const { message } of page.events) {
        if (noise.test(message)) continue;
        bytes += Buffer.byteLength(message) + 26;
        if (message.startsWith('START ')) invocations[name] = (invocations[name] ?? 0) + 1;
        if (!message.includes('"_aws"')) continue;
        const counted = Metrics.safeParse(JSON.parse(message)).data?._aws.CloudWatchMetrics ?? [];
        for (const { Metrics: found } of counted) for (const { Name } of found) metrics.add(Name);
      }
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return { invocations, bytes, metrics: [...metrics] };
}
