/** What a query may say: nothing that the route does not ask for, nothing twice, no cursor of another list. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as admin } from '../../functions/api/admin.ts';
import { handler as appointments } from '../../functions/api/appointments.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { PageQuery, rowsUpTo } from '../../functions/api/http.ts';
import { handler as operators } from '../../functions/api/operators.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { handler as system } from '../../functions/api/system.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, historyKey } from './record-samples.ts';
import { caseIn, citizenId, cpi, declarationId, officerCode, otherCpi, subject } from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
mockClient(KMSClient)
  .on(GenerateMacCommand)
  .resolves({ Mac: new Uint8Array([1]) });
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = {
  sub: 'officer',
  role: 'operator',
  assurance: 'strong',
  ...{ operatorId: cpi, operatorKind: 'cpi', fiscalCode: officerCode },
};
const administrator = { sub: 'admin', role: 'admin', assurance: 'strong', fiscalCode: officerCode };

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  givenCase(memory, caseIn('reserved', { operatorId: cpi }));
  for (const sequence of [1, 2, 3]) {
    memory.set(historyKey(sequence), {
      ...{ entity: 'history', declarationId, sequence, event: 'write-data', from: 'registered', to: 'registered' },
      by: { party: 'citizen', subject, assurance: 'basic' },
      ...{ receivedAt: '2026-11-03T10:00:00.000Z', appliedAt: '2026-11-03T10:00:00.000Z' },
      ...{ rules: ['S0:15'], policy: 'lombardia-2017' },
    });
  }
});

const history = (query: Record<string, string>, more: Call = {}) =>
  call(declarations, 'read-history', { claims: owner, id: declarationId, query, ...more });
const errors = (body: Record<string, unknown>) => Object(body)['errors'];

describe('a parameter', () => {
  test.each<[string, Parameters<typeof call>, string]>([
    [
      'of no list',
      [declarations, 'read-declaration', { claims: owner, id: declarationId, query: { full: '1' } }],
      'full',
    ],
    [
      'of a list of other things',
      [declarations, 'list-declarations', { claims: owner, query: { status: 'x' } }],
      'status',
    ],
    [
      'that is misspelt',
      [declarations, 'read-history', { claims: owner, id: declarationId, query: { Limit: '5' } }],
      'Limit',
    ],
    ['of the health', [system, 'health', { query: { verbose: '1' } }], 'verbose'],
    ['of the description', [system, 'openapi', { query: { format: 'yaml' } }], 'format'],
    ['of the directory', [operators, 'list-operators', { query: { provincia: 'MI' } }], 'provincia'],
    ['of one operator', [operators, 'read-operator', { id: cpi, query: { on: '2026-01-01' } }], 'on'],
    ['of the work list', [queue, 'read-queue', { claims: officer, query: { after: '2026-01-01' } }], 'after'],
    [
      'of a command',
      [declarations, 'release', { claims: owner, id: declarationId, query: { force: 'true' } }],
      'force',
    ],
    ['of an edit', [declarations, 'write-data', { claims: owner, id: declarationId, query: { draft: '1' } }], 'draft'],
    ['of the list of domains', [admin, 'read-listed-domains', { claims: administrator, query: { q: 'x' } }], 'q'],
    ['of the slots', [appointments, 'list-slots', { id: cpi, query: { to: '2026-12-01' } }], 'to'],
  ])('%s is refused by its name', async (_, [handler, action, asked], name) => {
    const { status, body } = await call(handler, action, asked);
    expect([status, body['code']]).toEqual([422, 'invalid']);
    expect(errors(body)).toMatchObject([{ field: name, rule: 'unrecognized_keys' }]);
    expect(memory.transactions).toEqual([]);
  });

  test('that is there twice is refused by its name, whatever the values', async () => {
    for (const [rawQuery, name] of [
      ['limit=5&limit=5', 'limit'],
      ['l%69mit=5&limit=6', 'limit'],
      ['cursor=&limit=5&cursor=', 'cursor'],
      ['text=a&text=b', 'text'],
    ] as const) {
      const { status, body } = await history({ limit: '5,5' }, { rawQuery });
      expect(status).toBe(422);
      expect(errors(body)).toMatchObject([{ field: name, rule: 'query-twice' }]);
    }
  });

  test('tells nothing of what was sent', async () => {
    const { body } = await history({ email: 'mario.rossi@libero.it' });
    expect(JSON.stringify(body)).not.toContain('mario.rossi');
  });

  test('is looked at before the case, but not before who asks', async () => {
    expect((await history({ x: '1' }, { id: 'not-an-id' })).status).toBe(422);
    expect((await history({ x: '1' }, { claims: undefined })).status).toBe(401);
    expect((await call(queue, 'read-queue', { claims: owner, query: { x: '1' } })).status).toBe(403);
  });
});

describe('how many rows', () => {
  const Rows = rowsUpTo(100, 25);
  test.each([
    [undefined, 25],
    ['1', 1],
    ['100', 100],
    ['007', 7],
  ])('%s is %d', (text, rows) => expect(Rows.parse(text)).toBe(rows));

  test.each(['', '0', '101', '-1', '+5', '1.0', '1e1', '0x10', ' 5', '5 ', '٥', 'five', '99999', 'null'])(
    '%j is refused',
    async (limit) => {
      const { status, body } = await history({ limit });
      expect(status).toBe(422);
      expect(errors(body)).toMatchObject([{ field: 'limit' }]);
    },
  );
});

describe('a day', () => {
  test.each(['2026-02-30', '2026-2-3', '20260203', 'today', '', '2026-02-03T00:00:00Z'])(
    '%j is refused',
    async (before) => {
      const { status, body } = await call(queue, 'read-queue', { claims: officer, query: { before } });
      expect(status).toBe(422);
      expect(errors(body)).toMatchObject([{ field: 'before', rule: 'plain-date' }]);
    },
  );
});

describe('a cursor', () => {
  const encoded = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const text = (values: Record<string, string>) =>
    encoded(Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }])));

  test('leads on, to the end', async () => {
    const first = await history({ limit: '2' });
    const cursor = String(first.body['cursor']);
    const next = await history({ limit: '2', cursor });
    const sequences = [first, next]
      .flatMap(({ body }) => Object(body)['items'].map(Object))
      .map(({ sequence }) => sequence);
    expect(sequences).toEqual([1, 2, 3]);
  });

  const pk = `DID#${declarationId}`;
  test.each<[string, string]>([
    ['nothing', ''],
    ['no cursor', 'abc'],
    ['an empty object', encoded({})],
    ['a list', encoded([])],
    ['null', encoded(null)],
    ['half a key', text({ pk })],
    ['a key of another item', text({ pk, sk: 'CASE' })],
    ['another case’s', text({ pk: 'DID#5e3d9f7a-2222-4b4b-9b4b-000000000099', sk: 'HISTORY#00000001' })],
    ['a key with more in it', text({ pk, sk: 'HISTORY#00000001', queueOperator: 'cpi-milano' })],
    ['a number for a text', encoded({ pk: { S: pk }, sk: { N: '1' } })],
  ])('that is %s is refused, and the list does not begin anew', async (_, cursor) => {
    const { status, body } = await history({ cursor });
    expect([status, body['code']]).toEqual([422, 'invalid']);
    expect(errors(body)).toMatchObject([{ field: 'cursor', rule: 'cursor' }]);
  });

  const work = { pk, sk: 'CASE', queueOperator: cpi, queueKey: `reserved#2026-11-03#${declarationId}` };
  test.each<[string, Parameters<typeof call>]>([
    [
      'of another office',
      [queue, 'read-queue', { claims: officer, query: { cursor: text({ ...work, queueOperator: otherCpi }) } }],
    ],
    [
      'of another status',
      [queue, 'read-queue', { claims: officer, query: { status: 'confirmed', cursor: text(work) } }],
    ],
    ['of the work list', [queue, 'read-tasks', { claims: officer, query: { cursor: text(work) } }]],
    ['of no operator', [operators, 'list-operators', { query: { cursor: 'cpi-nowhere' } }]],
    ['of no time', [appointments, 'list-slots', { id: cpi, query: { cursor: text({ sk: 'ieri' }) } }]],
    [
      'of a history',
      [admin, 'read-mail-audit', { claims: administrator, query: { cursor: text({ pk, sk: 'HISTORY#1' }) } }],
    ],
  ])('%s is refused elsewhere too', async (_, [handler, action, asked]) => {
    const { status, body } = await call(handler, action, asked);
    expect([status, errors(body)]).toMatchObject([422, [{ field: 'cursor', rule: 'cursor' }]]);
  });

  test('of the same list is taken', async () => {
    const { status, body } = await call(queue, 'read-queue', { claims: officer, query: { cursor: text(work) } });
    expect([status, body['items']]).toEqual([200, []]);
  });
});

test('a page asks for what it shows, once', () => {
  expect(PageQuery.parse({})).toEqual({ limit: 25 });
  expect(PageQuery.safeParse({ page: '2' }).success).toBe(false);
});

test('a PUT without a body replaces nothing', async () => {
  givenCase(memory, caseIn('registered', { version: 3 }));
  const put = (raw: string) => call(declarations, 'write-data', { claims: owner, id: declarationId, raw });
  expect(await put('')).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field: 'body' }] } });
  expect((await put('{}')).body).toMatchObject({ data: { privacyNoticeVersion: '2026-1' } });
});
