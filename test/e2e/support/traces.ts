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

const Groups = z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })), nextToken: z.nullish(z.string()) });
const Streams = z.object({
  logStreams: z.array(z.object({ logStreamName: z.string() })),
  nextToken: z.nullish(z.string()),
});
const LogEvents = z.object({
  events: z.array(z.object({ message: z.string() })),
  nextForwardToken: z.nullish(z.string()),
});

/** All items of a list that comes in pages. */
async function everyPage<Page extends { nextToken?: string | null | undefined }, Item>(
  page: (nextToken: object) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Promise<Item[]> {
  const all: Item[] = [];
  let nextToken: string | null | undefined;
  do {
    const found = await page(nextToken ? { nextToken } : {});
    all.push(...itemsOf(found));
    nextToken = found.nextToken;
  } while (nextToken);
  return all;
}

async function linesOf(logGroupName: string, logStreamName: string): Promise<Trace> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const input = { logGroupName, logStreamName, startFromHead: true, ...(nextToken !== undefined && { nextToken }) };
    const { events, nextForwardToken } = await aws('logs', 'GetLogEvents', input, LogEvents);
    lines.push(...events.map(({ message }) => message));
    // The last page gives its own token again.
    if (!nextForwardToken || nextForwardToken === nextToken || events.length === 0) break;
    nextToken = nextForwardToken;
  }
  return { where: `${logGroupName} ${logStreamName}`, text: lines.join('\n') };
}

/** Every line of every log group: of the functions, of the API's accesses, of the state machine. */
export async function logs(): Promise<Trace[]> {
  const groups = await everyPage(
    (token) => aws('logs', 'DescribeLogGroups', token, Groups),
    (page) => page.logGroups,
  );
  const streams = await Promise.all(
    groups.map(async ({ logGroupName }) => {
      const found = await everyPage(
        (token) => aws('logs', 'DescribeLogStreams', { logGroupName, ...token }, Streams),
        (page) => page.logStreams,
      );
      return found.map(({ logStreamName }) => [logGroupName, logStreamName] as const);
    }),
  );
  return Promise.all(streams.flat().map(([group, stream]) => linesOf(group, stream)));
}

/** The whole history of every execution: inputs, outputs, states. */
export async function histories(): Promise<Trace[]> {
  const all = await executions();
  return Promise.all(
    all.map(async ({ executionArn, name }) => ({
      where: `execution ${name}`,
      text: JSON.stringify(await eventsOf(executionArn)),
    })),
  );
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
