/**
 * A proxy between the functions and the local AWS that writes down every call: which function, which action, and what it
 * costs. It asks DynamoDB for the consumed capacity of each call; functions and record know nothing of it.
 */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { itemBytes, readUnits } from './capacity.ts';

const Item = z.record(z.string(), z.custom<AttributeValue>());
type Item = z.infer<typeof Item>;

/** A mail as it was handed to SES. */
export interface Sent {
  readonly bytes: number;
  readonly messageId: string;
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One call of a function to AWS. */
export interface Call {
  readonly function: string;
  /** The service and the action, as `DynamoDB.GetItem`. */
  readonly action: string;
  readonly failed: boolean;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Changes of waits, those in a transaction counted twice: on AWS a task token makes these items larger. */
  readonly waitChanges: number;
  /** Events put on a bus. */
  readonly events: number;
  readonly mail?: Sent;
}

const services: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'DynamoDB',
  AWSStepFunctions: 'StepFunctions',
  TrentService: 'KMS',
  AWSEvents: 'EventBridge',
};

const Asked = z.looseObject({
  ConsistentRead: z.optional(z.boolean()),
  Key: z.optional(Item),
  RequestItems: z.optional(
    z.record(z.string(), z.object({ Keys: z.array(Item), ConsistentRead: z.optional(z.boolean()) })),
  ),
  TransactItems: z.optional(z.array(z.record(z.string(), z.looseObject({ Key: z.optional(Item) })))),
  Entries: z.optional(z.array(z.unknown())),
});
const Capacity = z.object({ CapacityUnits: z.number() });
const Answered = z.looseObject({
  Item: z.optional(Item),
  Items: z.optional(z.array(Item)),
  Responses: z.optional(z.record(z.string(), z.array(Item))),
  ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])),
});

// The emulator counts one unit for a read whatever its size, so reads are reckoned from what came back.
function readsOf(
  action: string,
  asked: z.infer<typeof Asked>,
  { Item: item, Items, Responses }: z.infer<typeof Answered>,
) {
  const consistent = asked.ConsistentRead ?? false;
  switch (action) {
    case 'GetItem':
      return readUnits(item ? itemBytes(item) : 0, consistent);
    case 'Query':
    case 'Scan':
      return readUnits(
        (Items ?? []).reduce((total, one) => total + itemBytes(one), 0),
        consistent,
      );
    case 'BatchGetItem':
      return Object.entries(asked.RequestItems ?? {}).reduce((total, [table, { Keys, ConsistentRead = false }]) => {
        const found = Responses?.[table] ?? [];
        const missing = (Keys.length - found.length) * readUnits(0, ConsistentRead);
        return total + missing + found.reduce((units, one) => units + readUnits(itemBytes(one), ConsistentRead), 0);
      }, 0);
    default:
      return 0;
  }
}

const isWait = (key: Item | undefined) => key?.['pk']?.S?.startsWith('WAIT#') ?? false;

function waitChangesOf({ Key, TransactItems }: z.infer<typeof Asked>, action: string): number {
  if (action === 'UpdateItem') return isWait(Key) ? 1 : 0;
  const changed = (TransactItems ?? []).flatMap((item) => Object.values(item)).filter((write) => isWait(write.Key));
  return 2 * changed.length;
}

// AWS charges a write whose condition fails as well: one unit at least.
function writesOf(reads: number, consumed: number, failed: boolean): number {
  if (failed) return 1;
  return reads > 0 ? 0 : consumed;
}

/** What a call to a JSON service was, from its request and answer. */
export function jsonCall(from: string, target: string, request: unknown, answer: unknown, failed: boolean): Call {
  const [service = '', action = ''] = target.split('.');
  const asked = Asked.parse(request);
  const answered = Answered.safeParse(answer).data ?? {};
  const consumed = [answered.ConsumedCapacity ?? []]
    .flat()
    .reduce((total, { CapacityUnits }) => total + CapacityUnits, 0);
  const dynamo = service.startsWith('DynamoDB');
  const reads = dynamo && !failed ? readsOf(action, asked, answered) : 0;
  return {
    function: from,
    action: `${services[service] ?? service}.${action}`,
    failed,
    readUnits: reads,
    writeUnits: dynamo ? writesOf(reads, consumed, failed) : 0,
    waitChanges: dynamo && !failed ? waitChangesOf(asked, action) : 0,
    events: asked.Entries?.length ?? 0,
  };
}

/** What a call to SES was, from its form and answer. */
export function mailCall(from: string, form: string, answer: string, failed: boolean): Call {
  const fields = new URLSearchParams(form);
  const tag = (index: number, part: string) => fields.get(`Tags.member.${index}.${part}`) ?? undefined;
  const tags: Record<string, string> = {};
  for (let index = 1; tag(index, 'Name') !== undefined; index += 1)
    tags[tag(index, 'Name') ?? ''] = tag(index, 'Value') ?? '';
  const call = {
    function: from,
    action: `SES.${fields.get('Action')}`,
    failed,
    readUnits: 0,
    writeUnits: 0,
    waitChanges: 0,
    events: 0,
  };
  const raw = fields.get('RawMessage.Data');
  if (raw === null || failed) return call;
  const messageId = /<MessageId>([^<]*)<\/MessageId>/.exec(answer)?.[1] ?? '';
  const mail = {
    bytes: Buffer.from(raw, 'base64').length,
    messageId,
    to: fields.get('Destinations.member.1') ?? '',
    tags,
  };
  return { ...call, mail };
}

/** What has been written down, and where the functions have to call. */
export interface Recorder {
  readonly calls: readonly Call[];
  /** Calls that have no answer yet. */
  busy(): boolean;
  /** The endpoint of AWS for a function: its calls carry its name. */
  endpointFor(name: string): string;
  close(): void;
}

/** Starts the proxy on a port of its own, before the local AWS at `endpoint`. */
export async function startRecorder(endpoint: string): Promise<Recorder> {
  const calls: Call[] = [];
  let open = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    try {
      const [, name = '', path = ''] = /^\/([^/]+)(.*)$/.exec(request.url ?? '') ?? [];
      const target = String(request.headers['x-amz-target'] ?? '');
      const came = (await buffer(request)).toString('utf8');
      const asksCapacity = target.startsWith('DynamoDB');
      const body = asksCapacity ? JSON.stringify({ ...JSON.parse(came), ReturnConsumedCapacity: 'INDEXES' }) : came;
      const kept = ['authorization', 'content-type', 'x-amz-target', 'x-amz-date', 'x-amz-security-token'];
      const headers = Object.fromEntries(
        kept.flatMap((header) => {
          const value = request.headers[header];
          return value === undefined ? [] : [[header, String(value)]];
        }),
      );
      const answer = await fetch(`${endpoint}${path || '/'}`, { method: request.method ?? 'POST', headers, body });
      const text = await answer.text();
      calls.push(
        target === ''
          ? mailCall(name, came, text, !answer.ok)
          : jsonCall(name, target, JSON.parse(came), text === '' ? {} : JSON.parse(text), !answer.ok),
      );
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(text);
    } catch (error) {
      response.writeHead(502).end(String(error));
    } finally {
      open -= 1;
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the recorder has no port');
  return {
    calls,
    busy: () => open > 0,
    endpointFor: (name) => `http://127.0.0.1:${address.port}/${name}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
