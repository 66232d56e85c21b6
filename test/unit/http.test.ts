import './function-environment.ts';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { languageOf, parseBody, resource, type SignedRequest, signed } from '../../functions/api/http.ts';
import { type Call, call, callRoute } from './api-calls.ts';

let seen: SignedRequest | undefined;
const handler = resource('me', {
  'read-me': signed(async (request) => {
    seen = request;
    return { status: 200, body: { ok: true } };
  }),
  'write-me': signed(async (request) => {
    const body = parseBody(z.strictObject({ name: z.string().check(z.maxLength(5)) }), request);
    return 'reply' in body ? body.reply : { status: 200, body: body.value };
  }),
  'name-mailbox': signed(async () => {
    throw new Error('mario.rossi@libero.it cannot be reached at 10.0.0.1');
  }),
  // Of another resource: the table of routes says so.
  release: async () => ({ status: 200, body: {} }),
});
const claims = { sub: 'somebody', role: 'citizen', assurance: 'basic' };
const read = (asked: Call = {}) => call(handler, 'read-me', { claims, ...asked });
const write = (asked: Call) => call(handler, 'write-me', { claims, ...asked });

beforeEach(() => {
  seen = undefined;
});

describe('who is signed in', () => {
  test('is read from the claims, which are flat text on AWS', async () => {
    const recorded = {
      ...claims,
      assurance: 'strong',
      idp: 'SPID',
      fiscalCode: 'RSSMRA85T10A562S',
      email: 'mario@libero.it',
      email_verified: 'true',
      'cognito:groups': '[did-users eu-south-1_abc_SPID]',
      'cognito:username': 'SPID_somebody',
      aud: 'client',
      exp: '1795000000',
    };
    expect((await read({ claims: recorded })).status).toBe(200);
    expect(seen?.actor).toEqual({
      subject: 'somebody',
      role: 'citizen',
      assurance: 'strong',
      idp: 'SPID',
      fiscalCode: 'RSSMRA85T10A562S',
    });
    expect(seen?.provenEmail).toBe('mario@libero.it');
  });

  test.each([
    ['an access token', { ...claims, token_use: 'access' }],
    ['no role', { sub: 'somebody', assurance: 'basic' }],
    ['a role that nobody has', { ...claims, role: 'root' }],
    ['the role of the sweep', { ...claims, role: 'system' }],
    ['no assurance', { sub: 'somebody', role: 'citizen' }],
    ['no subject', { role: 'citizen', assurance: 'basic' }],
    ['an operator that cannot be', { ...claims, role: 'operator', operatorId: 'milano' }],
    ['nothing', undefined],
  ])('is nobody with %s', async (_, given) => {
    expect(await read({ claims: given })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(seen).toBeUndefined();
  });

  test('has no mailbox that the pool has not proved', async () => {
    await read({ claims: { ...claims, email: 'mario@libero.it', email_verified: 'false' } });
    expect(seen?.provenEmail).toBeUndefined();
  });

  test('does what his role lets him', async () => {
    expect(await read({ claims: { ...claims, role: 'operator' } })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(seen).toBeUndefined();
  });
});

describe('a request', () => {
  test('was received when the API received it, on a day of Rome', async () => {
    await read({ at: '2026-11-23T23:00:00.000Z' });
    expect([seen?.receivedAt, seen?.today]).toEqual(['2026-11-23T23:00:00.000Z', '2026-11-24']);
  });

  test.each([
    ['GET /v1/nowhere', 404],
    ['$default', 404],
    ['POST /v1/declarations/{id}/release', 404],
    ['GET /v1/queue', 404],
  ])('by the route %s: %d', async (routeKey, status) => {
    const reply = await callRoute(handler, routeKey, { claims });
    expect(reply).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
  });

  test.each([
    ['{"name":', 400, 'malformed'],
    ['name=Mario', 400, 'malformed'],
    [`{"name":"${'x'.repeat(64 * 1024)}"}`, 413, 'too-large'],
    [`{"name":"${'è'.repeat(32 * 1024)}"}`, 413, 'too-large'],
    ['{"name":"\\ud83d"}', 400, 'malformed'],
    ['null', 422, 'invalid'],
    ['[]', 422, 'invalid'],
    ['', 422, 'invalid'],
  ])('with the body %.20j: %d %s', async (raw, status, code) => {
    expect(await write({ raw })).toMatchObject({ status, body: { code, status } });
  });

  test.each([
    ['text/plain', 415],
    ['text/plain;charset=UTF-8', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/problem+json', 415],
    ['application/jsonp', 415],
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/merge-patch+json', 200],
    ['', 200],
  ])('as %j: %d', async (type, status) => {
    const reply = await write({ raw: '{"name":"Mario"}', headers: { 'content-type': type } });
    expect(reply.status).toBe(status);
    if (status === 415) expect(reply.body).toMatchObject({ code: 'unsupported-media-type', status });
  });

  test('of no body asks no type', async () => {
    expect((await write({ raw: '', headers: { 'content-type': 'text/plain' } })).status).toBe(422);
  });

  test.each([undefined, '', 'short-7', 'a'.repeat(65), 'with space', 'con-è-accento', 'under_score'])(
    'to POST with the key %j is refused',
    async (key) => {
      const headers = { 'idempotency-key': key ?? '' };
      expect(await call(handler, 'name-mailbox', { claims, headers })).toMatchObject({
        status: 422,
        body: { code: 'key-missing' },
      });
    },
  );
});

describe('an answer', () => {
  test('is JSON that nobody keeps', async () => {
    const { headers, body } = await write({ body: { name: 'Mario' } });
    expect(headers).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(body).toEqual({ name: 'Mario' });
  });

  test('names each field and rule that a body breaks, never what was sent', async () => {
    const { status, headers, body } = await write({ body: { name: 'Massimiliano', surprise: 'Rossi' } });
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json']);
    expect(body).toMatchObject({ type: 'urn:did-psp:problem:invalid', code: 'invalid' });
    expect(JSON.stringify(body['errors'])).toMatch(/"field":"name"/);
    expect(JSON.stringify(body['errors'])).toMatch(/"field":"surprise"/);
    expect(JSON.stringify(body)).not.toMatch(/Massimiliano|Rossi/);
  });

  test.each([
    [
      'a table with no room',
      new TransactionCanceledException({
        message: '',
        $metadata: {},
        CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
      }),
      503,
    ],
    ['too many calls', Object.assign(new Error('slow down'), { name: 'ThrottlingException' }), 503],
    [
      'a write that cannot be',
      new TransactionCanceledException({
        message: '',
        $metadata: {},
        CancellationReasons: [{ Code: 'ValidationError' }, { Code: 'ThrottlingError' }],
      }),
      500,
    ],
  ])('to %s says whether to come again', async (_, error, expected) => {
    const busy = resource('me', {
      'read-me': signed(async () => {
        throw error;
      }),
    });
    const { status, headers, body } = await call(busy, 'read-me', { claims });
    expect([status, headers['retry-after'], body['code']]).toEqual(
      expected === 503 ? [503, '1', 'overloaded'] : [500, undefined, 'fault'],
    );
  });

  test('to a fault tells nothing of its inside', async () => {
    const { status, body } = await call(handler, 'name-mailbox', { claims });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'fault' });
    expect(JSON.stringify(body)).not.toMatch(/mario|10\.0\.0\.1|cannot be reached/);
  });

  test.each([
    [undefined, 'it'],
    ['', 'it'],
    ['it', 'it'],
    ['en', 'en'],
    ['EN-GB,en;q=0.9', 'en'],
    ['fr-FR,fr;q=0.9,en;q=0.8,it;q=0.7', 'en'],
    ['fr,it;q=0.5,en;q=0.4', 'it'],
    ['de', 'it'],
    ['italian-english', 'it'],
    ['*', 'it'],
  ])('to who asks for %j is in %s', async (header, language) => {
    expect(languageOf(header)).toBe(language);
    const { body } = await read({
      claims: undefined,
      headers: header === undefined ? {} : { 'accept-language': header },
    });
    expect(body['detail']).toBe(language === 'it' ? 'Serve entrare con la propria identità.' : 'You need to sign in.');
  });
});
