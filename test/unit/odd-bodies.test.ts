import './function-environment.ts';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseBody, resource, signed } from '../../functions/api/http.ts';
import { lineOfText } from '../../functions/domain/person.ts';
import { call } from './api-calls.ts';

const handler = resource('me', {
  'read-me': signed(async ({ body, rawBody }) => ({ status: 200, body: { body, rawBody } })),
  'write-me': signed(async (request) => {
    const body = parseBody(z.strictObject({ name: z.string() }), request);
    return 'reply' in body ? body.reply : { status: 200, body: body.value };
  }),
});
const claims = { sub: 'somebody', role: 'citizen', assurance: 'basic' };

describe('a body that was not written in UTF-8', () => {
  test('is no JSON: what was read in its place would be kept as a wrong name', async () => {
    const read = Buffer.from('{"name":"Nicolò"}', 'latin1').toString('utf8');
    expect(await call(handler, 'write-me', { claims, raw: read })).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
    expect(await call(handler, 'write-me', { claims, raw: '{"name":"Nicolò"}' })).toMatchObject({ status: 200 });
  });

  test.each([
    ['latin1', 400],
    ['utf8', 200],
  ] as const)('nor is it as bytes: %s → %i', async (encoding, status) => {
    const raw = Buffer.from('{"name":"Nicolò"}', encoding).toString('base64');
    expect((await call(handler, 'write-me', { claims, raw, base64: true })).status).toBe(status);
  });
});

test('a body that nobody asks for is not looked at', async () => {
  const answer = await call(handler, 'read-me', { claims, raw: '{"name":' });
  expect(answer).toMatchObject({ status: 200, body: { body: {}, rawBody: '' } });
});

describe('one line of text', () => {
  test.each([
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['a text that turns round', '\u202e'],
    ['an isolated text that turns round', '\u2067'],
    ['a byte order mark', '\ufeff'],
    ['a line break', '\n'],
    ['nothing at all', '\0'],
  ])('has no %s', (_, sign) => {
    const read = lineOfText(20).safeParse(`Via ${sign}Roma`);
    expect(read.error?.issues.map(({ message }) => message)).toEqual(['text-control-character']);
  });

  test.each(['Via Roma 1', 'شارع ۱', 'क्‍ष', '👩‍🌾'])('may be %s', (line) => {
    expect(lineOfText(20).parse(line)).toBe(line);
  });
});
