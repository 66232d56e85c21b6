/** The register of the protocol: one number a thing, none left out, whoever asks and however often. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { mailKinds, mailSorts } from '../../functions/domain/mail-kinds.ts';
import { incoming, isAct, type NewEntry, type ProtocolEntry } from '../../functions/domain/protocol.ts';
import { numbersOf, readPart, readRegister, registeredAs, tableProtocol } from '../../functions/store/protocol.ts';
import { MemoryTable } from './memory-table.ts';
import { declarationId } from './samples.ts';

const memory = new MemoryTable();
const { table } = memory;
const { enter, enterAll } = tableProtocol(table, (attempt) => setTimeout(Math.random() * 10 * 2 ** attempt));
const at = (instant: string) => Instant.parse(instant);
const dayOf = (text: string) => PlainDate.parse(text);
const entry = (source: string, enteredAt = at('2026-11-23T10:00:00.000Z')): NewEntry => ({
  source,
  direction: 'out',
  subject: 'receipt',
  correspondent: 'citizen',
  imprint: 'a'.repeat(64),
  enteredAt,
});
const listed = async (of: string, limit = 10) => (await readRegister(table, dayOf(of), { limit })).items;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const chainAnew = (before: string, line: ProtocolEntry) => {
  const { number, day, direction, correspondent, citizenId = null, declarationId = null } = line;
  const { subject, source, imprint, receivedAt = null, enteredAt } = line;
  const who = [number, day, direction, correspondent, citizenId, declarationId];
  return sha256(`${before}\n${JSON.stringify([...who, subject, source, imprint, receivedAt, enteredAt])}`);
};

beforeEach(() => memory.clear());

test('numbers follow each other, and begin again with the year in Italy', async () => {
  expect((await enter(entry('a'))).number).toBe('2026/0000001');
  expect((await enter(entry('b', at('2026-12-31T22:59:59.000Z')))).number).toBe('2026/0000002');
  expect((await enter(entry('c', at('2026-12-31T23:00:00.000Z')))).number).toBe('2027/0000001');
});

test('a thing entered again keeps its number and its day', async () => {
  const first = await enter(entry('a'));
  expect(first).toEqual({ number: '2026/0000001', day: '2026-11-23' });
  expect(await enter(entry('a', at('2026-11-24T10:00:00.000Z')))).toEqual(first);
  expect(await registeredAs(table, { source: 'a' })).toMatchObject(first);
  expect(await registeredAs(table, { source: 'b' })).toBeUndefined();
});

test('of many at once each has a number of its own, none left out', async () => {
  const numbers = await Promise.all(Array.from({ length: 5 }, (_, index) => enter(entry(`thing-${index}`))));
  expect(numbers.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5].map((count) => `2026/000000${count}`));
  expect(memory.all('protocol-entry')).toHaveLength(5);
});

test('of one thing entered by many at once there is one number', async () => {
  const numbers = await Promise.all(Array.from({ length: 4 }, () => enter(entry('a'))));
  expect(new Set(numbers.map(({ number }) => number))).toEqual(new Set(['2026/0000001']));
  expect(memory.all('protocol-entry')).toHaveLength(1);
});

test('of hundreds together, and others meanwhile, each has one number, in their order; what came twice is entered once', async () => {
  const sources = Array.from({ length: 100 }, (_, index) => `thing-${String(index).padStart(3, '0')}`);
  await Promise.all([
    enterAll([...sources, 'thing-007'].map((source) => entry(source))),
    enter(entry('thing-050')),
    enterAll(['other-1', 'other-2'].map((source) => entry(source))),
  ]);
  const lines = await listed('2026-11-23', 200);
  expect(lines.map(({ number }) => number)).toEqual(
    Array.from({ length: 102 }, (_, index) => `2026/${String(index + 1).padStart(7, '0')}`),
  );
  expect(new Set(lines.map(({ source }) => source)).size).toBe(102);
  const inOrder = lines.map(({ source }) => source).filter((one) => one.startsWith('thing') && one !== 'thing-050');
  expect(inOrder).toEqual(sources.filter((one) => one !== 'thing-050'));
  for (const [place, line] of lines.entries())
    expect(line.chain).toBe(chainAnew(lines[place - 1]?.chain ?? '2026', line));
});

test('the register of a day lists what was entered then, by number; days do not run back', async () => {
  await enter(entry('a'));
  await enter(entry('b', at('2026-11-23T22:59:59.000Z')));
  await enter(entry('c', at('2026-11-23T23:30:00.000Z')));
  // The clock of another function is behind.
  await enter(entry('d', at('2026-11-23T22:59:59.500Z')));
  await enter(entry('e', at('2026-11-26T10:00:00.000Z')));
  expect((await listed('2026-11-23')).map(({ source }) => source)).toEqual(['a', 'b']);
  expect((await listed('2026-11-24')).map(({ number, source }) => [number, source])).toEqual([
    ['2026/0000003', 'c'],
    ['2026/0000004', 'd'],
  ]);
  expect(await listed('2026-11-25')).toEqual([]);
  expect((await listed('2026-11-26')).map(({ source }) => source)).toEqual(['e']);
});

test('the register of a day comes page by page', async () => {
  for (const source of ['a', 'b', 'c']) await enter(entry(source));
  await enter(entry('d', at('2026-11-24T10:00:00.000Z')));
  const first = await readRegister(table, dayOf('2026-11-23'), { limit: 2 });
  const second = await readRegister(table, dayOf('2026-11-23'), { limit: 2, cursor: first.cursor });
  expect([...first.items, ...second.items].map(({ source }) => source)).toEqual(['a', 'b', 'c']);
});

test('numbers of more than seven digits stay in their order', async () => {
  const year = 'PROTOCOL#2026';
  const line = { ...entry('z'), number: '2026/9999999', day: '2026-11-23', chain: 'c'.repeat(64) };
  memory.set({ pk: year, sk: 'ENTRY#0009999999' }, { entity: 'protocol-entry', ...line });
  expect((await enter(entry('a'))).number).toBe('2026/10000000');
  expect((await enter(entry('b'))).number).toBe('2026/10000001');
});

test('each line holds the imprint of the one before it: none can be changed, taken out or put in unseen', async () => {
  for (const source of ['a', 'b', 'c']) await enter({ ...entry(source), declarationId });
  const [a, b, c] = await listed('2026-11-23');
  if (!a || !b || !c) throw new Error('three lines were entered');
  expect(a.chain).toBe(chainAnew('2026', a));
  expect(b.chain).toBe(chainAnew(a.chain, b));
  expect(c.chain).toBe(chainAnew(b.chain, c));
  expect(chainAnew(a.chain, { ...b, subject: 'pact' })).not.toBe(b.chain);
});

test('a day comes in parts, each with the chain that it goes on from', async () => {
  await enter(entry('z', at('2026-11-22T10:00:00.000Z')));
  for (const source of ['a', 'b', 'c']) await enter(entry(source));
  await enter(entry('y', at('2026-11-24T10:00:00.000Z')));
  const part = (number: number, lines = 2) => readPart(table, dayOf('2026-11-23'), number, lines);
  const [first, second, third] = [await part(1), await part(2), await part(3)];
  const sources = ({ entries }: Awaited<ReturnType<typeof part>>) => entries.map(({ source }) => source);
  expect([sources(first), sources(second), sources(third)]).toEqual([['a', 'b'], ['c'], []]);
  expect([first.more, second.more, third.more]).toEqual([true, false, false]);
  expect(first.before).toBe((await listed('2026-11-22'))[0]?.chain);
  expect(second.before).toBe(first.entries[1]?.chain);
  expect((await part(1, 3)).more).toBe(false);
  expect((await readPart(table, dayOf('2026-11-22'), 1)).before).toBe('2026');
  expect(await readPart(table, dayOf('2026-11-25'), 1)).toEqual({ entries: [], before: '', more: false });
});

test('a line that is missing is found', async () => {
  for (const source of ['a', 'b', 'c']) await enter(entry(source));
  await enter(entry('d', at('2026-11-24T10:00:00.000Z')));
  memory.items.delete('PROTOCOL#2026|ENTRY#0000000003');
  await expect(readPart(table, dayOf('2026-11-24'), 1)).rejects.toThrow('missing');
});

test('the numbers of a case are found together', async () => {
  await enter({ ...entry('a'), declarationId });
  await enter(entry('b'));
  await enter({ ...entry('c'), declarationId });
  expect([...(await numbersOf(table, declarationId))]).toEqual([
    ['a', { number: '2026/0000001', day: '2026-11-23' }],
    ['c', { number: '2026/0000003', day: '2026-11-23' }],
  ]);
  expect((await numbersOf(table, DeclarationId.parse(crypto.randomUUID()))).size).toBe(0);
});

test('every legal mail is an act but the code; no courtesy mail is', () => {
  const acts = mailKinds.filter(isAct);
  expect(acts).toEqual(mailKinds.filter((kind) => mailSorts[kind].nature === 'legal' && kind !== 'mailbox-code'));
  expect(acts).toContain('did-released');
  expect(acts).not.toContain('draft-saved');
});

const request = {
  receiptNumber: 'R-20261123-0123456789AB',
  what: 'release',
  bodyHash: 'b'.repeat(64),
  receivedAt: at('2026-11-23T09:59:58.000Z'),
  declarationId,
};
const now = at('2026-11-23T10:00:00.000Z');

test.each([
  ['a citizen’s request', { party: 'citizen' }, 'citizen'],
  ['news of INPS', { party: 'inps', what: 'take-inps-news' }, 'inps'],
  ['a withdrawal typed in from signed paper', { party: 'cpi', what: 'withdraw' }, 'citizen'],
])('%s comes in, as of when it was received', (_, more, correspondent) => {
  expect(incoming({ ...request, ...more }, now)).toMatchObject({
    direction: 'in',
    source: 'request.R-20261123-0123456789AB',
    correspondent,
    imprint: request.bodyHash,
    receivedAt: request.receivedAt,
    enteredAt: now,
  });
});

test.each([
  ['what an office does', { party: 'cpi', what: 'confirm' }],
  ['what time brings', { party: 'schedule', what: 'expire' }],
  ['news that waited for its person and was entered when it came', { party: 'inps', bodyHash: '' }],
])('%s does not come in', (_, more) => {
  expect(incoming({ ...request, ...more }, now)).toBeUndefined();
});
