import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Gateway, openGateway, type Reply } from '../../local/gateway.ts';
import type { Inbox, Mail } from '../../local/inbox.ts';
import { LocalProblem } from '../../local/settings.ts';

const mails: Mail[] = [
  {
    id: 'm1',
    to: ['anna@posta.example'],
    subject: 'Prima',
    text: 'uno',
    html: null,
    sentAt: '2026-11-23T10:00:00.000Z',
  },
  {
    id: 'm2',
    to: ['ugo@posta.example'],
    subject: 'Seconda',
    text: 'due',
    html: '<p>due</p>',
    sentAt: '2026-11-23T11:00:00.000Z',
  },
];
const inbox: Inbox = { all: async () => mails, keep: async () => undefined };

const replies: unknown[] = [];
const reply: Reply = async ({ id }, answer) => {
  if (id === 'm1') throw new LocalProblem('about no case');
  replies.push({ id, ...answer });
};

let upstream: http.Server;
let gateway: Gateway;
let base: string;
let settings: { dir: string; port: number; awsPort: number };
let seen: { method: string | undefined; url: string | undefined; headers: http.IncomingHttpHeaders; length: number }[];

async function listening(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function freePort(): Promise<number> {
  const probe = http.createServer();
  const port = await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeEach(async () => {
  seen = [];
  upstream = http.createServer((request, response) => {
    let length = 0;
    request.on('data', (chunk: Buffer) => (length += chunk.length));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, length });
      response.writeHead(length > 65_536 ? 413 : 202, {
        'content-type': 'application/problem+json',
        location: '/v1/commands/1',
        'x-one': ['a', 'b'],
      });
      response.end('{"answer":"è"}');
    });
  });
  settings = { dir: '/instance', port: await freePort(), awsPort: await listening(upstream) };
  gateway = await openGateway(settings, inbox, reply);
  base = `http://127.0.0.1:${settings.port}`;
});
afterEach(async () => {
  await gateway.close();
  upstream.closeAllConnections();
  upstream.close();
});

test('before the API is deployed it says to wait; the instance is named all the same', async () => {
  const early = await fetch(`${base}/v1/health`);
  expect([early.status, early.headers.get('content-type'), early.headers.get('retry-after')]).toEqual([
    503,
    'application/problem+json',
    '2',
  ]);
  expect(await (await fetch(`${base}/local/status`)).json()).toEqual({
    instance: '/instance',
    pid: process.pid,
    ready: false,
  });
});

test('passes request and answer through unchanged, addressed to the API by host name', async () => {
  gateway.open('abcd1234');
  const answer = await fetch(`${base}/v1/declarations?a=b&c=%C3%A8`, {
    method: 'POST',
    headers: { authorization: 'Bearer t', 'idempotency-key': 'k-12345678', 'content-type': 'application/json' },
    body: '{"route":"A"}',
  });
  expect([answer.status, await answer.text()]).toEqual([202, '{"answer":"è"}']);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('location')).toBe('/v1/commands/1');
  expect(answer.headers.get('x-one')).toBe('a, b');
  expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/declarations?a=b&c=%C3%A8', length: 13 });
  expect(seen[0]?.headers).toMatchObject({
    host: `abcd1234.execute-api.localhost:${settings.awsPort}`,
    authorization: 'Bearer t',
    'idempotency-key': 'k-12345678',
  });
});

test('a large body and its refusal pass too', async () => {
  gateway.open('abcd1234');
  const answer = await fetch(`${base}/v1/declarations`, { method: 'POST', body: 'x'.repeat(1_000_000) });
  expect([answer.status, seen[0]?.length]).toEqual([413, 1_000_000]);
});

test('stays up and answers 502 while the emulator is down', async () => {
  gateway.open('abcd1234');
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(`${base}/v1/health`, {
      method,
      ...(method === 'POST' ? { body: 'x'.repeat(200_000) } : {}),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
  }
  expect((await fetch(`${base}/inbox`)).status).toBe(200);
});

test('the inbox answers JSON, narrowed to an address if asked, newest last', async () => {
  gateway.open('abcd1234');
  expect(await (await fetch(`${base}/inbox?format=json`)).json()).toEqual(mails);
  expect(await (await fetch(`${base}/inbox?format=json&to=UGO@`)).json()).toEqual([mails[1]]);
});

test('a mail is shown in pages that run nothing', async () => {
  gateway.open('abcd1234');
  const framed = await fetch(`${base}/inbox/m2/html`);
  expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
  expect((await fetch(`${base}/inbox/m2`)).headers.get('content-security-policy')).not.toMatch(/script-src/);
  expect((await fetch(`${base}/inbox/m3`)).status).toBe(404);
});

/** What a browser sends when somebody fills in the form of a mail. */
const answer = (id: string, fields: Record<string, string>, site = 'same-origin') =>
  fetch(`${base}/inbox/${id}/reply`, {
    method: 'POST',
    headers: { 'sec-fetch-site': site },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

test('a mail is answered by its form, and leads back to the mail', async () => {
  gateway.open('abcd1234');
  replies.length = 0;
  const answered = await answer('m2', { text: ' Vengo domani. ', from: 'zia@posta.example' });
  expect([answered.status, answered.headers.get('location')]).toEqual([303, '/inbox/m2?answered']);
  expect((await answer('m2', { text: 'Sì', from: '' })).status).toBe(303);
  expect(replies).toEqual([
    { id: 'm2', text: 'Vengo domani.', from: 'zia@posta.example' },
    { id: 'm2', text: 'Sì', from: undefined },
  ]);
});

test('no other page answers a mail, nor is one answered that is not there, with nothing, or about no case', async () => {
  gateway.open('abcd1234');
  replies.length = 0;
  const statuses = [
    await answer('m2', { text: 'x' }, 'cross-site'),
    await answer('m3', { text: 'x' }),
    await answer('m2', { text: ' ' }),
    await answer('m1', { text: 'x' }),
    await fetch(`${base}/inbox/m2/reply`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 404, 422, 409, 200]);
  expect(replies).toEqual([]);
});

test('what it does not serve is refused, never an error of its own', async () => {
  gateway.open('abcd1234');
  expect((await fetch(`${base}/`)).status).toBe(200);
  expect((await fetch(`${base}/nothing`)).status).toBe(404);
  expect((await fetch(`${base}/v1health`)).status).toBe(404);
  expect((await fetch(`${base}/inbox/%ZZ`)).status).toBe(404);
  expect((await fetch(`${base}/inbox`, { method: 'POST' })).status).toBe(405);
});

test('a port that is taken is said plainly', async () => {
  await expect(openGateway(settings, inbox, reply)).rejects.toThrow(LocalProblem);
  await expect(openGateway(settings, inbox, reply)).rejects.toThrow(
    /Port \d+, meant for the portal, is taken.*PORT=\d+ npm start/,
  );
});
