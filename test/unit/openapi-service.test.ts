/** The API's functions, asked in every way by everybody: they answer what the document says, and nothing else. */
import { callUpEdits } from '../../functions/domain/call-ups.ts';
import type { CallUp } from '../../functions/domain/proceedings.ts';
import '../../functions/api/openapi/settings.ts';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { handler as admin } from '../../functions/api/admin.ts';
import { handler as appointments } from '../../functions/api/appointments.ts';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as documents } from '../../functions/api/documents.ts';
import { handler as inps } from '../../functions/api/inps.ts';
import { handler as life } from '../../functions/api/life.ts';
import { handler as me } from '../../functions/api/me.ts';
import { operations } from '../../functions/api/openapi/document.ts';
import { Problem } from '../../functions/api/openapi/problem-answers.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import {
  appointment,
  cases,
  citizen,
  citizenActor,
  commandOf,
  cpi,
  mail,
  story,
} from '../../functions/api/openapi/samples.ts';
import document from '../../functions/api/openapi.json' with { type: 'json' };
import { handler as operators } from '../../functions/api/operators.ts';
import { handler as privacy } from '../../functions/api/privacy.ts';
import { handler as proceedings } from '../../functions/api/proceedings.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { handler as system } from '../../functions/api/system.ts';
import { type Action, type ActionName, actions } from '../../functions/domain/authorisation.ts';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { TelephoneLook } from '../../functions/domain/telephone-code.ts';
import { encodeItem } from '../../functions/store/table.ts';
import { taskIdOf } from '../../functions/store/tasks.ts';
import { directoryItems, operatorById } from './directory.ts';
import { decidedAt, decidedLives, lives, pact, soonAfter } from './lives.ts';

vi.hoisted(() => Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_DEV: 'true' }));
// Who meets another write waits before the next attempt: here it meets one each time.
vi.mock('node:timers/promises', async (original) => ({ ...(await original()), setTimeout: async () => undefined }));

const handlers = {
  ...{
    admin,
    appointments,
    commands,
    declarations,
    documents,
    inps,
    life,
    me,
    operators,
    privacy,
    proceedings,
    queue,
    system,
  },
};
const names = Object.keys(actions).filter((name): name is ActionName => Object.hasOwn(actions, name));

const Content = z.record(z.string(), z.object({ examples: z.record(z.string(), z.unknown()) }));
const Response = z.union([z.object({ content: Content }), z.object({ $ref: z.string() })]);
const { paths, components } = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), Response) }))),
    components: z.object({ responses: z.record(z.string(), z.object({ content: Content })) }),
  })
  .parse(document);

function documentedAnswers(name: ActionName): Map<number, z.infer<typeof Content>> {
  const { method, path } = actions[name];
  const responses = Object.entries(paths[path]?.[method.toLowerCase()]?.responses ?? {});
  return new Map(
    responses.map(([status, response]) => {
      const found = '$ref' in response ? components.responses[response.$ref.split('/').at(-1) ?? ''] : response;
      return [Number(status), found?.content ?? {}];
    }),
  );
}

const { citizenId, mailbox } = citizen;
const { declarationId } = cases.draft;
const taskId = taskIdOf('convene', declarationId);
const letterId = taskIdOf('letter', mail.mailId);
const reply = {
  ...{ replyId: '1792483200000-4e5f60718293', declarationId, receivedAt: '2026-10-20T08:00:00.000Z' },
  ...{ receiptNumber: 'R-20261020-4E5F60718293', commandId: '4e5f6071-8293-5a4b-8c5d-4e5f60718293', imprint: '00' },
  ...{ state: 'quarantined', doubts: ['another-mailbox'], from: 'zia@posta.example', text: 'Vengo io.', cut: false },
  ...{ attachments: [{ kind: 'image/jpeg', bytes: 5 }], messageId: 'm', told: false, noted: false },
};
/** A correction that the person asked for. */
const asked = {
  ...{ kind: 'change', takenAt: '2026-10-20T08:00:00.000Z', commandId: '5e5f6071-8293-5a4b-8c5d-4e5f60718293' },
  content: { kind: 'correction', note: 'È un’altra data.' },
};
const correctionId = taskIdOf('correction-asked', asked.commandId);
const { commandId, ...waiting } = commandOf(story.released, { state: 'accepted' });

const who = { fiscalCode: 'BNCGLI80C52F205P' };
const desk = { operatorId: 'cpi-milano', operatorKind: 'cpi', ...who };
const session = (sub: string, role: string, more = {}) => ({
  token_use: 'id',
  sub,
  role,
  assurance: 'strong',
  ...more,
});
const owner = session(citizenActor.subject, 'citizen', { assurance: 'basic', email: mailbox, email_verified: 'true' });
const sessions = [
  undefined,
  { ...owner, token_use: 'access' },
  owner,
  session('another', 'citizen'),
  session(citizenActor.subject, 'citizen', { fiscalCode: bodies.person.fiscalCode }),
  session('officer', 'operator', desk),
  session('officer-himself', 'operator', { ...desk, fiscalCode: bodies.person.fiscalCode }),
  session('elsewhere', 'operator', { operatorId: 'acc-demo-milano', operatorKind: 'accredited', ...who }),
  session('nameless', 'operator', { ...desk, fiscalCode: '' }),
  ...['manager', 'inps', 'employer', 'admin'].map((role) => session(role, role, who)),
  session('helper', 'patronato', { patronatoId: 'pat-inca', ...who }),
  session('helper-elsewhere', 'patronato', { patronatoId: 'pat-inas', ...who }),
];

type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };
const changed = { changedAt: '2026-10-01T08:00:00.000Z', changedBy: 'the-admin' };
const code = { code: '042917', expiresAt: '2030-01-01T00:00:00.000Z', wrongCodes: 0, requests: 1 };
const bergamo = operatorById('cpi-bergamo');
const account: readonly Item[] = [
  ...directoryItems(bergamo ? [cpi, bergamo] : [cpi]),
  { pk: `OPERATOR#${cpi.id}`, sk: 'HISTORY#00000001', revision: 1, operator: cpi, ...changed },
  { pk: `SUB#${citizenActor.subject}`, sk: 'SUB', citizenId },
  {
    ...{ pk: 'OUTAGES', sk: `OUTAGE#${commandId}`, id: commandId, reason: 'Rete ferma.' },
    ...{ from: '2026-10-19T08:00:00.000Z', to: '2026-10-19T17:30:00.000Z' },
    proposed: { subject: 'another-admin', fiscalCodeMac: 'another', at: '2026-10-20T08:00:00.000Z' },
  },
  { pk: `CITIZEN#${citizenId}`, sk: 'CANDIDATE', citizenId, mailbox, language: 'it', ...code },
];
const profile: Item = { pk: `CITIZEN#${citizenId}`, sk: 'PROFILE', ...citizen };
const mandate = {
  ...{ mandateId: '6f0d3b8a-5555-5c5c-8c5c-000000000001', citizenId, patronatoId: 'pat-inca' },
  ...{ scope: ['see', 'fill-in', 'tell-inps'], givenAt: citizen.createdAt, until: '2027-12-31' },
};
const withCase = (didCase: DidCase): readonly Item[] => [
  ...account,
  profile,
  { pk: 'CF#1#01', sk: 'GUARD', citizenId, provisional: true },
  { pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}`, declarationId },
  { pk: `DID#${declarationId}`, sk: 'CASE', ...didCase },
  { pk: `DID#${declarationId}`, sk: 'HISTORY#00000001', ...story.registered.history },
  { pk: `DID#${declarationId}`, sk: `MAIL#${mail.mailId}`, ...mail },
  { pk: `DID#${declarationId}`, sk: `REPLY#${reply.replyId}`, ...reply },
  { pk: `WAIT#${declarationId}`, sk: 'WAIT', declarationId, citizenId, generation: 1, status: didCase.status },
  { pk: `TASK#${taskId}`, sk: 'TASK', taskId, kind: 'convene', operatorId: 'cpi-milano', openedAt: citizen.createdAt },
  {
    ...{ pk: `TASK#${letterId}`, sk: 'TASK', taskId: letterId, kind: 'letter', operatorId: 'cpi-milano', citizenId },
    ...{ declarationId, openedAt: citizen.createdAt, letter: { subject: 'Pratica', text: 'Regione\n\nPratica' } },
  },
  { pk: `COMMAND#${commandId}`, sk: 'COMMAND', commandId, ...waiting },
  { pk: `CITIZEN#${citizenId}`, sk: `MANDATE#${mandate.mandateId}`, ...mandate },
  { pk: 'PATRONATO#pat-inca', sk: `MANDATE#${citizenId}`, ...mandate },
  ...(didCase.pactSignedOn ? [{ pk: `DID#${declarationId}`, sk: `EVIDENCE#${pact.commandId}`, ...pact }] : []),
  { pk: `DID#${declarationId}`, sk: `EVIDENCE#${asked.commandId}`, ...asked },
  {
    pk: `TASK#${correctionId}`,
    sk: 'TASK',
    taskId: correctionId,
    kind: 'correction-asked',
    openedAt: citizen.createdAt,
  },
];
const { draft, withOperator, withAppointment, met, confirmed, signed } = cases;
const live: Item = { pk: `CITIZEN#${citizenId}`, sk: 'LIVE', declarationId };
const full = withCase(withAppointment);
const change = {
  mailbox: 'mario.nuovo@example.com',
  mailboxGuard: 'none',
  askedAt: citizen.createdAt,
  switchesAt: '2026-10-21T09:00:00.000Z',
  mailId: mail.mailId,
};
const proved: Item = { pk: 'CF#1#01', sk: 'GUARD', citizenId, provisional: false };
const october = '2026-10-20T09:00:00.000Z';
/** What a job centre recorded of somebody who acts for the person by law. */
const representation: Item = {
  ...{ ...mandate, patronatoId: undefined, pk: 'CF#1#01', sk: `DELEGATION#${citizenId}`, delegateMac: '01', scope: [] },
  representation: {
    ...{ kind: 'guardian', scope: ['see'], fiscalCode: 'VLLLCU73R15F205W' },
    evidence: { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' },
    recordedBy: { subject: 'officer', operatorId: 'cpi-milano' },
  },
};
/** From an account alone to a signed pact, and with another mailbox on its way. */
const early = [
  account,
  [...account, profile, proved],
  [...account, profile, proved, representation],
  [...withCase(draft), live],
  [...withCase(withOperator), live],
  ...[draft, withOperator, withAppointment, met, confirmed, signed].map(withCase),
  [...withCase(draft), { ...profile, mailboxChange: change }],
  [
    ...withCase(signed),
    { ...profile, restriction: { state: 'asked', askedAt: citizen.createdAt, reason: 'Sbagliato.' } },
  ],
  [...withCase(signed), { ...proved, pk: `CF#1#${citizen.fiscalCodeGuard}` }],
  withCase({ ...signed, holds: [{ kind: 'appeal', reason: 'TAR', setAt: Instant.parse(october) }] }),
];
const [look] = Object.values(operations['read-by-telephone-code'].body?.examples ?? {});
const { code: telephoneCode } = TelephoneLook.parse(look);
const calledUp: CallUp = {
  ...{
    id: story.signed.facts.commandId,
    purpose: 'meeting',
    place: 'Sala B',
    calledAt: Instant.parse(october),
    seat: 1,
  },
  ...{ startsAt: Instant.parse('2026-10-30T08:00:00.000Z'), justifications: [] },
  by: { subject: citizenActor.subject, fiscalCodeMac: 'another', party: 'cpi', operatorId: cpi.id },
  service: { channel: 'pec', sentOn: PlainDate.parse('2026-10-20') },
};
const { startsAt, place } = calledUp;
const seat: Item = {
  ...{ pk: `CALENDAR#${cpi.id}`, sk: `SEAT#${startsAt}#`, seat: 1, declarationId, callUpId: calledUp.id },
};
/** Every record, and when it is asked. */
const records = [
  ...early.map((record) => ({ record, at: october })),
  ...[{}, { attendance: 'absent' as const }].map((more) => ({
    record: [...withCase({ ...signed, callUps: [{ ...calledUp, ...more }] }), seat],
    at: soonAfter,
  })),
  { record: withCase({ ...signed, callUps: [calledUp] }), at: october },
  ...[signed, ...Object.values(lives)].map((didCase) => ({ record: withCase(didCase), at: soonAfter })),
  ...decidedLives.map((didCase) => ({ record: withCase(didCase), at: decidedAt })),
  {
    record: [
      ...withCase({ ...withOperator, telephoneCode }),
      { pk: `TELEPHONE#${telephoneCode}`, sk: 'CODE', declarationId },
    ],
    at: soonAfter,
  },
];

/** What the functions find: `busy`: every write meets another one; `down`: nothing can be read. */
type Items = ReadonlyMap<string, ReturnType<typeof encodeItem>>;
const nothing: Items = new Map();
const world = { items: nothing, at: october, busy: false, down: false };
const asItems = (record: readonly Item[]): Items =>
  new Map(record.map((item) => [`${item.pk}|${item.sk}`, encodeItem({ entity: 'any', ...item })]));
/** Every record as the table holds it: nothing is written here, so that each is made once. */
const encoded = new Map<readonly Item[], Items>();
function open(record: readonly Item[], { at = october, busy = false, down = false } = {}) {
  const items = encoded.get(record) ?? asItems(record);
  encoded.set(record, items);
  Object.assign(world, { items, at, busy, down });
}

function reachable<Answer>(answer: Answer): Answer {
  if (world.down) throw new Error('the record is out of reach');
  return answer;
}

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  mockClient(SFNClient).onAnyCommand().resolves({});
  mockClient(KMSClient)
    .on(GenerateMacCommand)
    .resolves({ Mac: new Uint8Array([1]) });
  const dynamo = mockClient(DynamoDBClient);
  const at = ({ pk, sk }: Record<'pk' | 'sk', { S: string }>) => world.items.get(`${pk.S}|${sk.S}`);
  dynamo.on(GetItemCommand).callsFake(({ Key }) => reachable({ Item: at(Key) }));
  dynamo.on(BatchGetItemCommand).callsFake(({ RequestItems }) => ({
    Responses: { none: RequestItems.none.Keys.map(at).filter(Boolean) },
  }));
  dynamo.on(QueryCommand).callsFake(({ IndexName, Limit, ExpressionAttributeValues: { ':pk': pk, ...others } }) => {
    const [first] = Object.values<{ S: string }>(others);
    const listed = others[':task'] === undefined ? '|CASE' : '|TASK';
    const asked = (key: string) => (IndexName ? key.endsWith(listed) : key.startsWith(`${pk.S}|${first?.S ?? ''}`));
    const found = [...world.items].filter(([key]) => asked(key)).map(([, item]) => item);
    return reachable({ Items: found, ...(Limit && { LastEvaluatedKey: { pk: { S: 'next' } } }) });
  });
  dynamo.on(TransactWriteItemsCommand).callsFake(({ TransactItems }) => {
    if (!world.busy) return {};
    const CancellationReasons = TransactItems.map(() => ({ Code: 'ConditionalCheckFailed' }));
    throw new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons });
  });
});

interface Call {
  readonly as: object | undefined;
  readonly id?: string;
  readonly body?: unknown;
  readonly query?: Record<string, string>;
  readonly key?: string;
  readonly sentAs?: string;
}

const ids: Record<string, string> = {
  operators: 'cpi-milano',
  declarations: declarationId,
  commands: commandId,
  outages: commandId,
  tasks: taskId,
  restrictions: citizenId,
};
const http = { protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' };
const gateway = { accountId: '', apiId: '', domainName: '', domainPrefix: '', stage: '$default', time: '' };
const context = {
  ...{ functionName: '', functionVersion: '', invokedFunctionArn: '', memoryLimitInMB: '', awsRequestId: '' },
  ...{ logGroupName: '', logStreamName: '', callbackWaitsForEmptyEventLoop: false },
  ...{ getRemainingTimeInMillis: () => 10_000, done: () => {}, fail: () => {}, succeed: () => {} },
};

/** Asks for an operation and holds the answer to the document; gives its status. */
async function ask(name: ActionName, { as, id, body = {}, query = {}, key = crypto.randomUUID(), sentAs }: Call) {
  const { api, method, path }: Action = actions[name];
  const routeKey = `${method} /v1${path}`;
  const event = {
    ...{ version: '2.0', routeKey, rawPath: path, rawQueryString: '', queryStringParameters: query },
    headers: { 'idempotency-key': key, 'accept-language': 'en', ...(sentAs && { 'content-type': sentAs }) },
    pathParameters: {
      code: '0123456789ABCDEFGHJKMNPQRS',
      day: id ?? '2026-10-19',
      appointmentId: id ?? appointment.id,
      mandateId: id ?? mandate.mandateId,
      number: id ?? '1',
      replyId: id ?? reply.replyId,
      changeId: id ?? asked.commandId,
      actId: id ?? (name in callUpEdits ? calledUp.id : story.contested.facts.commandId),
      id: id ?? (name === 'read-letter' ? letterId : ids[path.split('/')[1] ?? '']) ?? '',
    },
    ...{ isBase64Encoded: false, body: typeof body === 'string' ? body : JSON.stringify(body) },
    requestContext: {
      ...{ ...gateway, http: { ...http, method, path }, routeKey },
      ...{ requestId: '1', timeEpoch: Date.parse(world.at) },
      ...(as && { authorizer: { jwt: { claims: as } } }),
    },
  };
  const {
    statusCode: status = 0,
    body: text = '',
    headers = {},
    isBase64Encoded,
  } = await handlers[api](event, context);
  const answer: unknown = isBase64Encoded ? text : JSON.parse(text);
  const [type = ''] = String(headers['content-type']).split(';');
  const documented = documentedAnswers(name).get(status)?.[type];
  if (!documented) throw new Error(`${name} answers ${status} ${type}, which is not documented: ${text}`);
  const isProblem = type === 'application/problem+json';
  const told = operations[name].answers.find((each) => each.status === String(status));
  expect((isProblem ? Problem : told?.schema)?.parse(answer)).toStrictEqual(answer);
  if (isProblem) expect(Object.keys(documented.examples), `${name} ${status}`).toContain(Problem.parse(answer).code);
  expect(headers['location'] !== undefined).toBe(told?.receipt === true);
  return status;
}

test.each(names)('answers %s as the document says, and in every way that it says', async (name) => {
  const { body, query } = operations[name];
  const { takes }: Action = actions[name];
  const seen = new Set<number>();
  const see = async (call: Call) => seen.add(await ask(name, call));
  const good = Object.values(body?.examples ?? { none: undefined });
  for (const as of sessions) {
    for (const { record, at } of records) {
      for (const busy of [false, true]) {
        open(record, { at, busy });
        for (const example of good) await see({ as, body: example });
        if (name === 'read-call-up-sheet') await see({ as, query: { startsAt, place } });
      }
    }
    open(full);
    await see({ as, id: 'not-an-id' });
    if (actions[name].method === 'POST') await see({ as, body: good[0], key: 'short' });
    await see({ as, query: { surprise: '1' } });
    if (query) await see({ as, query: { limit: '0', province: 'XX' } });
    if (query) await see({ as, query: { neverWorked: 'true', inpsApplication: 'no' } });
    const large = 'x'.repeat(takes ? 2_100_000 : 70_000);
    // What nobody asks for, too.
    for (const wrong of ['{', { surprise: 1 }, large]) await see({ as, body: wrong });
    await see({ as, body: good[0], sentAs: 'text/plain' });
  }
  open(full, { down: true });
  for (const as of sessions)
    await see({ as, body: good[0], query: name === 'read-call-up-sheet' ? { startsAt, place } : {} });

  // Those that nobody has to sign in for look at no record, nor does the finder of the route: there only the function
  // itself can fail.
  const looksAtNone = actions[name].access.kind === 'public' || name === 'find-route';
  const byOthers = looksAtNone ? [429, 503, 500] : [429, 503];
  const told = [...documentedAnswers(name).keys()].filter((status) => !byOthers.includes(status));
  expect(told.filter((status) => !seen.has(status))).toEqual([]);
});

test.each(names.filter((name) => actions[name].method === 'POST'))('takes no %s without a key', async (name) => {
  open(full);
  const body = Object.values(operations[name].body?.examples ?? {})[0];
  const statuses = new Set<number>();
  for (const as of sessions) statuses.add(await ask(name, { as, body, key: 'short' }));
  expect([statuses.has(200), statuses.has(202), statuses.has(422)]).toEqual([false, false, true]);
});
