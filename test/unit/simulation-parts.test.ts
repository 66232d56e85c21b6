import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { assumedAdverseRules } from '../../functions/domain/conditionality.ts';
import { put, shardOf, transact, update } from '../../functions/store/table.ts';
import { configOf } from '../../infra/config.ts';
import { AppStack } from '../../infra/stacks/app.ts';
import { arrivals, calendarOf, day, hour } from '../simulation/calendar.ts';
import { lotsOf, waitingTime, weighted } from '../simulation/chance.ts';
import { Clock } from '../simulation/clock.ts';
import { type Load, loadOf, minus, plus } from '../simulation/loads.ts';
import { metered } from '../simulation/meter.ts';
import { book, nextFree, openOffices } from '../simulation/offices.ts';
import { givenRows, parameters } from '../simulation/parameters.ts';
import { itemsPerSweep, quotasOf, settings } from '../simulation/quotas.ts';
import { busiestSecond, Series } from '../simulation/series.ts';
import { MemoryTable } from './memory-table.ts';

const calendar = calendarOf(parameters);

describe('the clock', () => {
  test('lets things happen in the order of time, and of their putting at the same instant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), (instants) => {
        const clock = new Clock(0);
        const happened: [number, number][] = [];
        for (const [index, at] of instants.entries()) clock.at(at, () => happened.push([clock.now, index]));
        clock.runUntil(100);
        const expected = instants
          .map((at, index): [number, number] => [at, index])
          .sort(([a, i], [b, j]) => a - b || i - j);
        expect(happened).toEqual(expected);
      }),
    );
  });

  test('stops before its end, and what is put into the past happens now', () => {
    const clock = new Clock(10);
    const seen: number[] = [];
    clock.at(20, () => seen.push(20));
    clock.at(5, () => seen.push(clock.now));
    clock.runUntil(20);
    expect([seen, clock.now]).toEqual([[10], 20]);
  });
});

describe('lots', () => {
  test('are the same for the same seed, person and matter, and differ otherwise', () => {
    const [one, other] = [lotsOf(1, 5), lotsOf(1, 5)];
    expect(one('strong')).toBe(other('strong'));
    expect(new Set([one('strong'), one('comes'), lotsOf(1, 6)('strong'), lotsOf(2, 5)('strong')]).size).toBe(4);
  });

  test('are spread evenly from 0 to 1', () => {
    const drawn = Array.from({ length: 4000 }, (_, index) => lotsOf(3, index)('x'));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const here = drawn.filter((lot) => Math.floor(lot * 10) === tenth).length;
      expect(Math.abs(here - 400)).toBeLessThan(80);
    }
    const mean = drawn.reduce((sum, lot) => sum + waitingTime(lot, 30), 0) / drawn.length;
    expect(Math.abs(mean - 30)).toBeLessThan(2);
  });

  test('fall on weights in proportion', () => {
    expect([0, 0.24, 0.26, 0.99].map((lot) => weighted(lot, [1, 0, 3]))).toEqual([0, 0, 2, 2]);
  });
});

describe('the calendar', () => {
  test('has the days of the year, working ones without weekends and holidays', () => {
    expect(calendar.days).toHaveLength(365);
    const working = calendar.days.filter((one) => one.working).map(({ date }) => date);
    expect(working).toHaveLength(254);
    for (const free of ['2026-01-01', '2026-01-03', '2026-04-06', '2026-12-25']) expect(working).not.toContain(free);
    expect(working).toContain('2026-01-02');
    expect(calendar.days.at(-1)?.begins).toBe(calendar.ends - day);
  });

  test('lets nobody in before the portal opens, and many when it does', () => {
    const at = arrivals(calendar, parameters, 2000, (index) => lotsOf(1, index));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(calendar.opens);
    expect(Math.max(...at)).toBeLessThan(calendar.ends);
    const first = at.filter((one) => one < calendar.opens + hour).length;
    expect(first).toBeGreaterThan(30);
  });

  test('has the seasons and weekdays of the parameters', () => {
    const at = arrivals(calendar, parameters, 5000, (index) => lotsOf(1, index));
    const inMonth = (month: number) => {
      const own = calendar.days.filter((one) => one.month === month);
      const [first, last] = [own[0]?.begins ?? 0, own.at(-1)?.begins ?? 0];
      return at.filter((one) => one >= first && one < last + day).length;
    };
    expect(inMonth(8)).toBeGreaterThan(1.4 * inMonth(10));
    expect(inMonth(6)).toBeGreaterThan(1.4 * inMonth(7));
  });
});

describe('an office', () => {
  const [office] = openOffices(calendar, parameters, 3000);
  if (!office) throw new Error('there is no office');

  test('gives no more appointments at a time than it has desks, none too soon, all while it is open', () => {
    const now = calendar.opens;
    const given = Array.from({ length: 500 }, () => book(office, now, 3) ?? 0);
    const times = new Map<number, number>();
    for (const slot of given) times.set(slot, (times.get(slot) ?? 0) + 1);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(office.desks);
    expect(Math.min(...given)).toBeGreaterThanOrEqual(now + 3 * day);
    expect(given).toEqual([...given].sort((a, b) => a - b));
    const open = calendar.days.filter((one) => one.working);
    for (const slot of times.keys()) {
      const own = open.find(({ begins }) => slot >= begins + 9 * hour && slot < begins + 17 * hour);
      expect(own).toBeDefined();
    }
    expect(nextFree(office, now, 3)).toBeGreaterThanOrEqual(Math.max(...given));
  });

  test('has none left once the year and what follows are full', () => {
    const [small] = openOffices(calendar, parameters, 3);
    if (!small) throw new Error('there is no office');
    const later = calendar.ends + 200 * day;
    expect(book(small, later, 3)).toBeUndefined();
    expect(nextFree(small, later, 3)).toBeUndefined();
  });

  test.each([300, 20_000, 400_000])('is as many as %i people need', (citizens) => {
    const offices = openOffices(calendar, parameters, citizens);
    const year = offices.flatMap(({ slots, desks }) => slots.filter((slot) => slot < calendar.ends).map(() => desks));
    const places = year.reduce((sum, desks) => sum + desks, 0);
    expect((citizens * 1.15) / places).toBeGreaterThan(0.8);
    expect((citizens * 1.15) / places).toBeLessThan(1.05);
  });
});

describe('a series', () => {
  const mails = (amount: number) => loadOf({ mails: amount });

  test('adds up', () => {
    const series = new Series(120);
    series.add(3, mails(2));
    series.add(3, mails(2), 5);
    series.add(60, mails(1));
    expect([series.total('mails'), series.total('mails', 0, 60), series.total('mails', 60)]).toEqual([13, 12, 1]);
  });

  test('has its peak in the finest window in which enough happened', () => {
    const series = new Series(120);
    for (let event = 0; event < 30; event += 1) series.add(70, mails(2));
    expect(series.peak('mails')).toEqual({ rate: 1, windowMinutes: 1, minute: 70, each: 2 });
    const sparse = new Series(120);
    for (let event = 0; event < 30; event += 1) sparse.add(60 + event, mails(1));
    expect(sparse.peak('mails')).toMatchObject({ windowMinutes: 60, minute: 60, rate: 30 / 3600 });
  });

  test('knows how long the longest wait behind a quota is', () => {
    const series = new Series(10);
    series.add(2, mails(100));
    expect(series.longestWait('mails', 1, 1, 0)).toBe(40);
    expect(series.longestWait('mails', 1, 1, 40)).toBe(0);
    expect(series.longestWait('mails', 2, 1, 0)).toBe(140);
    expect(series.longestWait('mails', 1, 10, 0)).toBe(0);
  });

  test('holds the busiest second above the mean, the more so the rarer', () => {
    expect(busiestSecond(100, 1)).toBe(135);
    expect(busiestSecond(1, 1) / 1).toBeGreaterThan(busiestSecond(100, 1) / 100);
  });
});

test('loads are added and taken away, service by service', () => {
  const [one, other] = [loadOf({ mails: 3, readUnits: 0.5 }), loadOf({ mails: 1 })];
  expect(plus(one, other)).toMatchObject({ mails: 4, readUnits: 0.5, apiRequests: 0 });
  expect(minus(one, other)).toMatchObject({ mails: 2, readUnits: 0.5 });
});

describe('the meter', () => {
  let memory: MemoryTable;
  beforeEach(() => {
    memory = new MemoryTable();
  });
  afterEach(() => memory.mock.restore());
  const key = { pk: 'DID#1', sk: 'CASE' };
  const always = { expression: 'attribute_not_exists(nothing)' };

  async function meter(work: () => Promise<unknown>): Promise<Load> {
    const [calls, changes] = [memory.mock.calls().length, memory.changes.length];
    await work();
    return metered(memory.mock.calls().slice(calls), memory.changes.slice(changes));
  }
  const write = (fields: Record<string, unknown>) =>
    meter(() => transact(memory.table, [put(memory.table, 'case', { ...key, entity: 'case', ...fields }, always)]));

  test('counts a transaction twice, by started kilobytes, and what it changes once for the stream', async () => {
    expect(await write({ text: 'x'.repeat(1100) })).toMatchObject({ tableUnits: 4, agendaUnits: 0, streamRecords: 1 });
    expect(await write({ text: 'x' })).toMatchObject({ tableUnits: 4 });
    expect(await write({ text: 'x' })).toMatchObject({ tableUnits: 2, streamRecords: 0 });
  });

  test('counts an entry of an index that comes, moves, stays and goes', async () => {
    const due = (agendaDue?: string) => write(agendaDue === undefined ? {} : { agendaShard: '01', agendaDue });
    expect((await due('2026-01-01')).agendaUnits).toBe(1);
    expect((await due('2026-01-02')).agendaUnits).toBe(2);
    expect((await due('2026-01-02')).agendaUnits).toBe(0);
    expect((await due()).agendaUnits).toBe(1);
  });

  test('counts an index that holds the whole item whenever the item changes', async () => {
    const listed = { queueOperator: 'cpi-milano', queueKey: 'reserved#1', text: 'x'.repeat(1100) };
    expect((await write(listed)).queueUnits).toBe(2);
    expect((await write({ ...listed, more: 1 })).queueUnits).toBe(2);
    expect((await write({ ...listed, more: 1 })).queueUnits).toBe(0);
  });

  test('tells waits and mails from new history, and counts a single update once', async () => {
    const more = update(memory.table, 'case', { pk: 'WAIT#1', sk: 'WAIT' }, { entity: 'wait' }, always);
    expect(await meter(() => transact(memory.table, [more]))).toMatchObject({ outboxRecords: 1, publishRecords: 0 });
    const entry = put(memory.table, 'history', { pk: 'DID#1', sk: 'HISTORY#1', entity: 'history' });
    expect(await meter(() => transact(memory.table, [entry]))).toMatchObject({ outboxRecords: 0, publishRecords: 1 });
  });

  test('does not lose a change', async () => {
    memory.set(key, { entity: 'case' });
    await expect(metered([], memory.changes)).rejects.toThrow('do not come from these calls');
  });
});

describe('the quotas', () => {
  const quotas = quotasOf(parameters);

  test('are known by different names and have limits', () => {
    expect(new Set(quotas.map(({ id }) => id)).size).toBe(quotas.length);
    for (const { limit, source, beyond, remedy } of quotas) {
      expect(limit).toBeGreaterThan(0);
      for (const text of [source, beyond, remedy]) expect(text).not.toBe('');
    }
  });

  test('that the product makes are those of the product', () => {
    const decisions = Object.fromEntries(
      assumedAdverseRules('lombardia-2017').map((rule) => [rule, { legalBasis: 'Delibera di prova n. 1' }]),
    );
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'did-quotas-')), 'decisions.json');
    writeFileSync(file, JSON.stringify(decisions));
    const { throttling } = configOf('prod', { adverseTermsFile: file });
    expect([throttling.ratePerSecond, throttling.burst]).toEqual([settings.apiRate, settings.apiBurst]);

    const codeOf = () => Code.fromInline('exports.handler = async () => undefined;');
    const template = Template.fromStack(new AppStack(new App(), { config: configOf('dev'), codeOf }));
    const readers = Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }) => Properties,
    );
    const Reader = z.object({ ParallelizationFactor: z.number(), BatchSize: z.number() });
    const [outbox, publish] = readers
      .map((one) => Reader.parse(one))
      .sort((a, b) => b.ParallelizationFactor - a.ParallelizationFactor);
    expect(outbox).toEqual({ ParallelizationFactor: settings.outboxParallelism, BatchSize: settings.batchSize });
    expect(publish).toEqual({ ParallelizationFactor: settings.publishParallelism, BatchSize: settings.batchSize });
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'did-dev-sweep',
      Timeout: settings.sweepSeconds,
    });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(5 minutes)' });
  });

  test('of the agenda’s shards are those of the table', () => {
    const ids = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
    expect(new Set(ids.map(shardOf)).size).toBe(settings.agendaShards);
    expect(itemsPerSweep(parameters)).toBe(5625);
  });
});

test('every parameter says what it is or where it comes from', () => {
  const rows = givenRows();
  expect(rows.length).toBeGreaterThan(30);
  for (const [name, value, source] of rows) {
    expect(name).toMatch(/^`\w+`$/);
    expect(value).not.toBe('');
    expect(source).not.toBe('');
  }
});
