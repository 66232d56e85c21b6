/** Everything that the system writes down about its work outside the record: executions, logs, events. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { aws, Nothing } from './aws.ts';
import { eventsOf, executions } from './machine.ts';

/** A piece of what was written, and where. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

const Groups = z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })) });
const LogEvents = z.object({ events: z.array(z.object({ message: z.string(), timestamp: z.number() })) });

/** Does the same with every item, six at a time. */
async function sixAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...items];
  const results: Result[] = [];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
}

const page = 10_000;

/** Every line of a log group, in pages that follow each other by time. */
async function linesOf(logGroupName: string): Promise<Trace> {
  const lines: string[] = [];
  for (let startTime = 0; ; ) {
    const { events } = await aws('logs', 'FilterLogEvents', { logGroupName, startTime, limit: page }, LogEvents);
    lines.push(...events.map(({ message }) => message));
    if (events.length < page) break;
    startTime = Math.max(startTime + 1, events.at(-1)?.timestamp ?? 0);
  }
  return { where: logGroupName, text: lines.join('\n') };
}

/** Every line of every log group: of the functions, of the API's accesses, of the state machine. */
export async function logs(): Promise<Trace[]> {
  const { logGroups } = await aws('logs', 'DescribeLogGroups', { limit: 50 }, Groups);
  return sixAtATime(logGroups, ({ logGroupName }) => linesOf(logGroupName));
}

/** The whole history of every execution: inputs, outputs, states. */
export async function histories(): Promise<Trace[]> {
  return sixAtATime(await executions(), async ({ executionArn, name }) => ({
    where: `execution ${name}`,
    text: JSON.stringify(await eventsOf(executionArn)),
  }));
}

/** The log files in the folder of the instance. */
export function logFiles(folder: string): Trace[] {
  if (!existsSync(folder)) throw new Error(`${folder} is not there`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => ({ where: name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

const QueueUrl = z.object({ QueueUrl: z.string() });
const Attributes = z.object({ Attributes: z.object({ QueueArn: z.string() }) });
const Messages = z.object({ Messages: z.optional(z.array(z.object({ Body: z.string(), ReceiptHandle: z.string() }))) });

/** Listens to everything on the bus from now on; the answer gives what has come since the last asking. */
export async function listen(bus: string): Promise<() => Promise<Trace[]>> {
  const { QueueUrl: url } = await aws('sqs', 'CreateQueue', { QueueName: 'everything-on-the-bus' }, QueueUrl);
  const asked = { QueueUrl: url, AttributeNames: ['QueueArn'] };
  const { Attributes: attributes } = await aws('sqs', 'GetQueueAttributes', asked, Attributes);
  const rule = { Name: 'everything', EventBusName: bus };
  await aws('events', 'PutRule', { ...rule, EventPattern: JSON.stringify({ source: ['did'] }) }, Nothing);
  const Targets = [{ Id: 'queue', Arn: attributes.QueueArn }];
  await aws('events', 'PutTargets', { Rule: rule.Name, EventBusName: bus, Targets }, Nothing);
  return async () => {
    const all: Trace[] = [];
    for (;;) {
      const input = { QueueUrl: url, MaxNumberOfMessages: 10 };
      const { Messages: messages = [] } = await aws('sqs', 'ReceiveMessage', input, Messages);
      if (messages.length === 0) return all;
      for (const { Body: text, ReceiptHandle } of messages) {
        all.push({ where: 'event', text });
        await aws('sqs', 'DeleteMessage', { QueueUrl: url, ReceiptHandle }, Nothing);
      }
    }
  };
}
