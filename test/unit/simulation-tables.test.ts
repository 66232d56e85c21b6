import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { countCosts } from '../simulation/costs.ts';
import { services } from '../simulation/loads.ts';
import { busiest, factorOf, held, recoveryOf, sweepCostOf, yearly } from '../simulation/scaled.ts';
import { figure, populations, table, tablesOf, withTables } from '../simulation/tables.ts';
import { simulateYear, type Year } from '../simulation/year.ts';

let year: Year;
let tables: Readonly<Record<string, string>>;

beforeAll(async () => {
  year = simulateYear({ citizens: 300, seed: 5, costs: await countCosts() });
  tables = tablesOf(year);
});

const cells = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('a year at the size of a population', () => {
  test('is so many times the simulated one', () => {
    expect(factorOf(year, 1_000_000)).toBeCloseTo((35 * 1000) / 300, 6);
    for (const service of services) {
      const runs = year.costs.of.sweep[service] * 365 * 288;
      const [one, ten] = [yearly(year, service, 1), yearly(year, service, 10)];
      expect(ten - runs).toBeCloseTo(10 * (one - runs), 3);
    }
  });

  test('has no peak below its mean, and none of the sweep above what the sweep can do', () => {
    for (const service of services) {
      const { mean, second } = busiest(year, service, 100);
      const whole = (100 * (year.direct.total(service) + year.swept.total(service))) / (365 * 86_400);
      expect([service, second >= mean, mean >= whole / 2]).toEqual([service, true, true]);
    }
    const fast = busiest(year, 'sweptItems', 1_000_000);
    const people = year.direct.peak('sweptItems').rate * 1_000_000;
    expect(fast.mean).toBeLessThanOrEqual(Math.max(25, people));
  });

  test('is held against every quota, the tightest first', () => {
    const margins = held(year, 60_000_000).map(({ margin }) => margin);
    expect(margins).toEqual([...margins].sort((a, b) => a - b));
    for (const { quota, need, margin } of held(year, 10_000_000)) {
      expect([quota.id, need > 0]).toEqual([quota.id, true]);
      expect(margin).toBeCloseTo(quota.limit / need, 9);
    }
  });

  test('needs more of every quota the more people there are, but for the largest office’s', () => {
    const need = (inhabitants: number) => new Map(held(year, inhabitants).map((one) => [one.quota.id, one.need]));
    const [small, large] = [need(1_000_000), need(60_000_000)];
    for (const [id, amount] of small) {
      if (id !== 'queue-partition') expect([id, (large.get(id) ?? 0) > amount]).toEqual([id, true]);
    }
  });

  test('recovers in a time that grows with its cases', () => {
    const [one, ten] = [recoveryOf(year, 1_000_000), recoveryOf(year, 10_000_000)];
    expect(ten.live).toBeCloseTo(10 * one.live, 6);
    expect(ten.invocations).toBeGreaterThan(9 * one.invocations);
    expect(one.startHours).toBeCloseTo((one.live - 800) / 150 / 3600, 9);
    expect(ten.listCalls).toBeGreaterThan(10 * one.listCalls);
    expect(recoveryOf(year, 100_000).lastListFits).toBe(true);
    expect(recoveryOf(year, 200_000_000)).toMatchObject({ lastListFits: false, invocations: Number.POSITIVE_INFINITY });
  });

  test('has runs of the sweep that cost the same for all, and items that do not', () => {
    const [one, ten] = [sweepCostOf(year, 1_000_000), sweepCostOf(year, 10_000_000)];
    expect([one.runs, ten.runsDollars]).toEqual([365 * 288, one.runsDollars]);
    expect(ten.itemsDollars).toBeCloseTo(10 * one.itemsDollars, 6);
    expect(one.itemsDollars).toBeGreaterThan(0);
  });
});

describe('the tables', () => {
  test('line up and have a cell for every column', () => {
    for (const content of Object.values(tables)) {
      const rows = content.split('\n').filter((line) => line.startsWith('|'));
      for (const row of rows) {
        expect(row).toHaveLength(rows[0]?.length ?? 0);
        expect(cells(row)).toHaveLength(cells(rows[0] ?? '').length);
      }
    }
  });

  test('say of what they were made', () => {
    expect(tables['run']).toContain('300 drafts of one year, seed 5');
    expect(tables['run']).toContain('0 breaches');
  });

  test('show the figures of the year', () => {
    const row = tables['load']?.split('\n').find((line) => cells(line)[0] === 'drafts') ?? '';
    expect(cells(row).slice(1)).toEqual(
      populations.map((inhabitants) => figure(year.counts.registered * factorOf(year, inhabitants))),
    );
    expect(tables['quotas']?.split('\n')).toHaveLength(2 + held(year, 1_000_000).length);
    expect(tables['months']?.split('\n')).toHaveLength(14);
    expect(tables['steps']?.split('\n')).toHaveLength(2 + Object.keys(year.costs.of).length);
  });

  test('mark what breaks', () => {
    const open = tables['quotas']?.split('\n').find((line) => line.includes('open executions')) ?? '';
    expect(cells(open).at(7)).toMatch(/^\*\*0\.\d+×\*\*$/);
    expect(cells(open).at(3)).not.toContain('**');
  });

  test.each([
    [0, '0'],
    [0.001, '< 0.01'],
    [0.256, '0.26'],
    [4.25, '4.3'],
    [12.6, '13'],
    [1234.4, '1 234'],
    [1_234_567, '1 230 000'],
    [Number.POSITIVE_INFINITY, 'none'],
  ])('write %d as %s', (value, text) => expect(figure(value)).toBe(text));

  test('are written as Markdown', () => {
    expect(table(['a', 'bb'], [['x', '1']])).toBe('| a   |  bb |\n| --- | --: |\n| x   |   1 |');
  });
});

describe('docs/scale.md', () => {
  const document = readFileSync('docs/scale.md', 'utf8');

  test('has a place for every table', () => {
    const written = withTables(document, tables);
    for (const content of Object.values(tables)) expect(written).toContain(content);
    expect(withTables(written, tables)).toBe(written);
  });

  test('keeps what stands outside the marks', () => {
    const outside = (text: string) => text.replaceAll(/<!-- simulation: (\w+) -->[\s\S]*?<!-- end of \1 -->/g, '');
    expect(outside(withTables(document, tables))).toBe(outside(document));
  });

  test('was made from a run in which nothing was breached', () => {
    expect(document).toContain('; 0 breaches of what must always hold');
  });

  test('is refused a table that has no place', () => {
    expect(() => withTables('# Something else', tables)).toThrow('There is no place for the table "run"');
  });
});
