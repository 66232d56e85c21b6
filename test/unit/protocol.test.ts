/** The register of the protocol: one number a thing, none left out, whoever asks and however often. */
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import { numberOf, readRegister, tableProtocol } from '../../functions/store/protocol.ts';
import { MemoryTable } from './memory-table.ts';

const memory = new MemoryTable();
const { table } = memory;
const { enter } = tableProtocol(table, (attempt) => setTimeout(Math.random() * 10 * 2 ** attempt));
const at = (instant: string) => Instant.parse(instant);
const entry = (source: string, enteredAt = at('2026-11-23T10:00:00.000Z')) => ({
  source,
  direction: 'out' as const,
  subject: 'receipt',
  imprint: 'a'.repeat(64),
  enteredAt,
});

beforeEach(() => memory.clear());

test('numbers follow each other, and begin again with the year in Italy', async () => {
  expect(await enter(entry('a'))).toBe('2026/0000001');
  expect(await enter(entry('b', at('2026-12-31T22:59:59.000Z')))).toBe('2026/0000002');
  expect(await enter(entry('c', at('2026-12-31T23:00:00.000Z')))).toBe('2027/0000001');
});

test('a thing entered again keeps its number', async () => {
  const number = await enter(entry('a'));
  expect(await enter(entry('a', at('2026-11-24T10:00:00.000Z')))).toBe(number);
  expect(await numberOf(table, 'a')).toBe(number);
  expect(await numberOf(table, 'b')).toBeUndefined();
});

test('of many at once each has a number of its own, none left out', async () => {
  const numbers = await Promise.all(Array.from({ length: 5 }, (_, index) => enter(entry(`thing-${index}`))));
  expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5].map((count) => `2026/000000${count}`));
});

test('the register of a day lists what was entered then, by number', async () => {
  await enter(entry('a'));
  await enter(entry('b', at('2026-11-23T23:30:00.000Z')));
  await enter(entry('c'));
  const { items } = await readRegister(table, PlainDate.parse('2026-11-23'), { limit: 10 });
  expect(items.map(({ number, source }) => [number, source])).toEqual([
    ['2026/0000001', 'a'],
    ['2026/0000003', 'c'],
  ]);
});
