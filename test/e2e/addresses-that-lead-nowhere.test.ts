import { beforeAll, describe, expect, test } from 'vitest';
import { demo, sessionOf } from './support/accounts.ts';
import { citizen, registered } from './support/cases.ts';
import { api, type Method, problemOf } from './support/http.ts';

describe('an address that leads nowhere', () => {
  let token = '';
  let id = '';
  beforeAll(async () => {
    const who = await citizen('SPID');
    token = who.token;
    id = await registered(who);
  });

  test.each<[Method, string]>([
    ['GET', '/nowhere'],
    ['GET', '/declarations/'],
    ['GET', '/operators/cpi-atlantide'],
    ['GET', '/operators/%00'],
    ['GET', '/operators/__proto__'],
    ['GET', `/operators/${'x'.repeat(4000)}`],
    ['GET', '/declarations/not-an-id'],
    ['GET', '/declarations/%E0%A4%A'],
    ['GET', '/declarations/00000000-0000-4000-8000-000000000000'],
    ['GET', '/declarations/00000000-0000-4000-8000-000000000000/history'],
    ['POST', '/declarations/00000000-0000-4000-8000-000000000000/release'],
    ['PUT', '/declarations/not-an-id/data'],
    ['GET', '/commands/not-an-id'],
    ['GET', '/commands/00000000-0000-5000-8000-000000000000'],
  ])('%s %s → 404', async (method, path) => {
    const body = method === 'POST' || method === 'PUT' ? { body: {} } : {};
    expect(problemOf(await api(method, path, { token, ...body }), 404).code).toBe('not-found');
  });

  test.each<[Method, string, string]>([
    ['DELETE', '/me', 'GET, PUT'],
    ['PATCH', '/me', 'GET, PUT'],
    ['POST', '/operators', 'GET, PUT'],
    ['GET', '/declarations/00000000-0000-4000-8000-000000000000/release', 'POST'],
  ])('%s %s → 405, and what may be asked', async (method, path, allow) => {
    const answer = await api(method, path, { token });
    expect(problemOf(answer, 405).code).toBe('method-not-allowed');
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test.each([
    ['not-a-token', 401],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwidG9rZW5fdXNlIjoiaWQifQ.', 401],
  ])('the token %s → %i', async (bad, status) => {
    expect((await api('GET', '/me', { token: bad })).status).toBe(status);
  });

  test('a token for another use than naming who one is → 401', async () => {
    const { mailbox } = await citizen('SPID');
    const { id: idToken, access } = await sessionOf(mailbox);
    expect((await api('GET', '/me', { token: idToken })).status).toBe(200);
    expect((await api('GET', '/me', { token: access })).status).toBe(401);
  });

  test('a token that was changed → 401', async () => {
    const [head = '', claims = '', signature = ''] = token.split('.');
    const admin = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    const forged = Buffer.from(JSON.stringify({ ...admin, role: 'manager' })).toString('base64url');
    expect((await api('GET', `/declarations/${id}`, { token: [head, forged, signature].join('.') })).status).toBe(401);
  });

  test.each([
    ['limit=abc', 'limit'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=!!', 'cursor'],
    ['cursor=', 'cursor'],
    [`cursor=${'a'.repeat(2001)}`, 'cursor'],
  ])('history?%s names the parameter', async (query, field) => {
    const answer = await api('GET', `/declarations/${id}/history?${query}`, { token });
    expect((problemOf(answer, 422).errors ?? []).map((error) => error.field)).toEqual([field]);
  });

  const cursorOf = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
  test.each([
    ['no key', cursorOf({})],
    ['no JSON', 'aaaa'],
    ['half a key', cursorOf({ pk: { S: 'DID#x' } })],
    ['somebody else’s case', cursorOf({ pk: { S: 'DID#x' }, sk: { S: 'HISTORY#00000001' } })],
    ['a citizen', cursorOf({ pk: { S: 'CITIZEN#x' }, sk: { S: 'PROFILE' } })],
    ['a number for a text', cursorOf({ pk: { N: '1' }, sk: { N: 'x' } })],
    ['an index', cursorOf({ pk: { S: 'x' }, sk: { S: 'y' }, queueOperator: { S: 'cpi-lodi' }, queueKey: { S: 'z' } })],
  ])('a cursor that was made up of %s is refused, and no list begins anew', async (_, cursor) => {
    const cpi = await demo('operatorCpi');
    const answers = await Promise.all([
      api('GET', `/declarations/${id}/history?cursor=${cursor}`, { token }),
      api('GET', `/queue?cursor=${cursor}`, { token: cpi }),
    ]);
    for (const answer of answers) expect(problemOf(answer, 422).errors).toMatchObject([{ field: 'cursor' }]);
  });

  test.each([
    ['status=foo', 'status'],
    ['status=', 'status'],
    ['before=2026-02-31', 'before'],
    ['before=%2B012345-01-01', 'before'],
    ['status=reserved&status=confirmed', 'status'],
  ])('queue?%s names the parameter', async (query, field) => {
    const answer = await api('GET', `/queue?${query}`, { token: await demo('operatorCpi') });
    expect((problemOf(answer, 422).errors ?? []).map((error) => error.field)).toEqual([field]);
  });

  test.each([
    ['province=XX', 'province'],
    ['province=MI&province=BG', 'province'],
    ['kind=caf', 'kind'],
    [`text=${'x'.repeat(101)}`, 'text'],
    ['unknown=1', 'unknown'],
    ['Province=MI', 'Province'],
    ['text=a&text=b', 'text'],
    ['cursor=cpi-nowhere', 'cursor'],
  ])('operators?%s names the parameter', async (query, field) => {
    const answer = await api('GET', `/operators?${query}`);
    expect((problemOf(answer, 422).errors ?? []).map((error) => error.field)).toEqual([field]);
  });

  test.each(['text=%', 'text=%E0%A4%A', 'text=%28%28.%2A', 'text=%00'])(
    'operators?%s is only a search',
    async (query) => {
      expect((await api('GET', `/operators?${query}`)).status).toBe(200);
    },
  );
});
