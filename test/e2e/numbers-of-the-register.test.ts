/** What I present and what I am written has a number of the register; the office keeps it so that nothing can be changed. */
import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { applied, choose, citizen, pact, registered } from './support/cases.ts';
import { api, bodyOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { today } from './support/people.ts';
import { until } from './support/until.ts';

const Protocol = z.nullable(z.object({ number: z.string(), day: z.string() }));
const History = z.object({ items: z.array(z.object({ event: z.string(), protocol: Protocol })) });
const Mails = z.object({ items: z.array(z.object({ kind: z.string(), from: z.string(), protocol: Protocol })) });
const sha256 = (text: string, as: 'hex' | 'base64') => createHash('sha256').update(text).digest(as);

test('each request of mine and each act that I get has its number, which my mail bears', async () => {
  const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
  const id = await registered(who);
  await applied(who.token, `/declarations/${id}/release`);
  await choose(who, id, 'cpi-milano');
  await applied(cpi, `/declarations/${id}/pact`, pact());

  const read = async <Shown>(what: string, schema: z.ZodMiniType<Shown>) =>
    bodyOf(await api('GET', `/declarations/${id}/${what}`, { token: who.token }), 200, schema);
  const lines = await until('my requests to have their numbers', async () => {
    const { items } = await read('history', History);
    const mine = items.filter(({ event }) => event !== 'sign-pact');
    return mine.length === 3 && mine.every(({ protocol }) => protocol !== null) ? items : undefined;
  });
  expect(lines.map(({ event, protocol }) => [event, protocol?.day ?? null])).toEqual([
    ['register', today()],
    ['release', today()],
    ['choose-operator', today()],
    // What the office does is no request that came in.
    ['sign-pact', null],
  ]);

  const mail = await mailOf(who.mailbox, /^Patto firmato/);
  const { items } = await read('communications', Mails);
  const acts = items.filter(({ protocol }) => protocol !== null).map(({ kind }) => kind);
  expect(acts).toEqual(['did-released', 'psp-signed']);
  expect(items.find(({ kind }) => kind === 'draft-saved')).toMatchObject({ from: 'service', protocol: null });
  const number = items.find(({ kind }) => kind === 'psp-signed')?.protocol?.number ?? '';
  expect(mail.text).toMatch(new RegExp(`^Protocollo: ${number} del `, 'm'));
  expect(mail.html).toContain(number);
  const numbers = [...lines, ...items].flatMap(({ protocol }) => protocol?.number ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('an administrator takes a day out for the archive, and anybody can check that no line was changed', async () => {
  const who = await citizen('SPID');
  const id = await registered(who);
  await applied(who.token, `/declarations/${id}/release`);
  const admin = await demo('admin');
  const answer = await until('the release to be entered', async () => {
    const found = await api('GET', `/protocol/${today()}/export`, { token: admin });
    return String(found.body).includes(id) ? found : undefined;
  });
  const file = String(answer.body);
  expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${sha256(file, 'base64')}:`);
  const { data } = Papa.parse(file, { header: true, skipEmptyLines: true });
  const rows = z.array(z.record(z.string(), z.string())).parse(data);
  let [before, last] = ['', 0];
  for (const row of rows) {
    const { chain, chainBefore, ...said } = row;
    const line = JSON.stringify(Object.values(said).map((value) => value || null));
    expect(chain).toBe(sha256(`${chainBefore}\n${line}`, 'hex'));
    const count = Number(String(row['number']).split('/')[1]);
    if (last > 0) expect([chainBefore, count]).toEqual([before, last + 1]);
    [before, last] = [String(chain), count];
  }
  for (const personal of [who.me.fiscalCode, who.me.familyName, who.mailbox]) expect(file).not.toContain(personal);
  expect((await api('GET', `/protocol/${today()}/export`, { token: who.token })).status).toBe(403);
});
