/** The register as administrators read it: a day as a page, and as a file that can be checked without us. */
import './function-environment.ts';
import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler } from '../../functions/api/documents.ts';
import { mailSource, type NewEntry, requestSource } from '../../functions/domain/protocol.ts';
import { tableProtocol } from '../../functions/store/protocol.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, givenMail, historyKey } from './record-samples.ts';
import { at, caseIn, citizenId, declarationId, receivedAt, subject } from './samples.ts';

const memory = new MemoryTable();
const { enter } = tableProtocol(memory.table, async () => {});
const admin = { sub: 'admin', role: 'admin', assurance: 'basic', fiscalCode: 'BNCGLI80C52F205P' };
const today = '2026-11-23';

let file = '';
const exporting: typeof handler = Object.assign(async (...args: Parameters<typeof handler>) => {
  const answer = await handler(...args);
  if (answer.isBase64Encoded !== true) return answer;
  file = Buffer.from(answer.body ?? '', 'base64').toString('utf8');
  return { ...answer, body: '{}' };
}, handler);
const exportDay = (day: string, query?: Record<string, string>) =>
  call(exporting, 'export-register', { claims: admin, parameters: { day }, ...(query && { query }) });

const entry = (source: string, enteredAt: string): NewEntry => ({
  ...{ source, direction: 'in', subject: 'release', correspondent: 'citizen', citizenId, declarationId },
  ...{ imprint: 'b'.repeat(64), receivedAt, enteredAt: at(enteredAt) },
});

beforeEach(async () => {
  memory.clear();
  await enter(entry('z', '2026-11-22T10:00:00.000Z'));
  for (const source of ['a', 'b', 'c']) await enter(entry(source, '2026-11-23T09:30:00.000Z'));
});

const sha256 = (text: string, as: 'hex' | 'base64') => createHash('sha256').update(text).digest(as);
const columns = ['number', 'day', 'direction', 'correspondent', 'citizenId', 'declarationId', 'subject', 'source'];
const whole = [...columns, 'imprint', 'receivedAt', 'enteredAt'];

test('a day is a file whose every row can be checked alone, and against the row and the day before', async () => {
  const reply = await exportDay(today);
  expect(reply).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      // The day is not over.
      'content-disposition': 'attachment; filename="protocollo-2026-11-23-1-provvisorio.csv"',
      'repr-digest': `sha-256=:${sha256(file, 'base64')}:`,
    },
  });
  expect(reply.headers).not.toHaveProperty('link');
  const { data } = Papa.parse(file, { header: true, skipEmptyLines: true });
  const rows = z.array(z.record(z.string(), z.string())).parse(data);
  expect(rows.map((row) => row['number'])).toEqual(['2026/0000002', '2026/0000003', '2026/0000004']);
  for (const row of rows) {
    const line = JSON.stringify(whole.map((name) => row[name] || null));
    expect(row['chain']).toBe(sha256(`${row['chainBefore']}\n${line}`, 'hex'));
  }
  expect(rows.slice(1).map((row) => row['chainBefore'])).toEqual(rows.slice(0, -1).map((row) => row['chain']));
  await exportDay('2026-11-22');
  expect(file.trim().split(',').at(-1)).toBe(rows[0]?.['chainBefore']);
});

test('a day that is over has the same bytes each time', async () => {
  const first = await exportDay('2026-11-22');
  const before = file;
  expect(first.headers['content-disposition']).toBe('attachment; filename="protocollo-2026-11-22-1.csv"');
  await enter(entry('d', '2026-11-23T09:31:00.000Z'));
  expect((await exportDay('2026-11-22')).headers['repr-digest']).toBe(first.headers['repr-digest']);
  expect(file).toBe(before);
});

test('a day without anything is a file of its columns; a part beyond its end as well', async () => {
  for (const ask of [exportDay('2026-11-21'), exportDay(today, { part: '2' })]) {
    expect((await ask).status).toBe(200);
    expect(file).toBe(`${[...whole, 'chainBefore', 'chain'].join(',')}\n`);
  }
});

test.each([{ part: '0' }, { part: 'x' }])('refuses %j', async (query) => {
  expect((await exportDay(today, query)).status).toBe(422);
});

test('no day is no day', async () => {
  const told = { status: 422, body: { errors: [{ field: 'day', rule: 'plain-date' }] } };
  expect(await exportDay('2026-02-31')).toMatchObject(told);
  expect(await call(handler, 'read-register', { claims: admin, parameters: { day: 'oggi' } })).toMatchObject(told);
});

test('the register names nobody', async () => {
  await exportDay(today);
  const { body } = await call(handler, 'read-register', { claims: admin, parameters: { day: today } });
  for (const shown of [file, JSON.stringify(body)]) expect(shown).not.toMatch(/Mario|Rossi|RSSMRA|libero/);
});

test('the citizen sees under which number a request came in and a mail went out', async () => {
  givenCitizen(memory);
  givenCase(memory, caseIn('confirmed'));
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  const mail = givenMail(memory);
  const line = {
    ...{ entity: 'history', declarationId, event: 'release', from: 'registered', to: 'confirmed' },
    by: { party: 'citizen', subject, assurance: 'strong' },
    ...{ receivedAt, appliedAt: receivedAt, rules: [], policy: 'lombardia-2017' },
  };
  memory.set(historyKey(1), { ...line, sequence: 1, receiptNumber: 'R-20261123-0123456789AB' });
  memory.set(historyKey(2), { ...line, sequence: 2 });
  const claims = { sub: subject, role: 'citizen', assurance: 'basic' };
  const items = async (action: 'read-history' | 'read-communications') =>
    z
      .array(z.looseObject({ protocol: z.unknown() }))
      .parse((await call(declarations, action, { claims, id: declarationId })).body['items']);
  expect((await items('read-history')).map(({ protocol }) => protocol)).toEqual([null, null]);
  await enter(entry(requestSource('R-20261123-0123456789AB'), '2026-11-23T09:30:01.000Z'));
  await enter({ ...entry(mailSource(mail.mailId), '2026-11-23T09:30:02.000Z'), direction: 'out' });
  expect((await items('read-history')).map(({ protocol }) => protocol)).toEqual([
    { number: '2026/0000005', day: today },
    null,
  ]);
  expect((await items('read-communications')).map(({ protocol }) => protocol)).toEqual([
    { number: '2026/0000006', day: today },
  ]);
});
