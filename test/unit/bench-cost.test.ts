import { describe, expect, test } from 'vitest';
import { billOf, fixedCost, marginalCost } from '../bench/money.ts';
import { assumedOf, assumption, costOf, milan, type PriceList } from '../bench/prices.ts';
import { mixed, nothing, plus, type Spent, tokenUnits } from '../bench/spent.ts';

const price = (usd: number, per = 1, assumed = false) => ({ usd, per, source: 'invented', assumed });
const list = milan();
/** Functions of 512 MB, every second invocation of the outbox and every one of the others recorded. */
const running = { memory: 512, traced: (name: string) => (name === 'outbox' ? 0.5 : 1) };
/** The list with other prices. */
const priced = (prices: PriceList['prices']): PriceList => ({ ...list, prices: { ...list.prices, ...prices } });

describe('sums over the price list', () => {
  const invented = priced({ pear: price(3, 10), plum: price(0.5, 1, true) });

  test('amounts times prices, each per its own number', () => {
    expect(
      costOf(invented, [
        { price: 'pear', amount: 20 },
        { price: 'plum', amount: 4 },
      ]),
    ).toBe(8);
    expect(costOf(invented, [])).toBe(0);
  });

  test('what has no price is a fault, not free', () => {
    expect(() => costOf(invented, [{ price: 'fig', amount: 1 }])).toThrow('no fig');
    expect(() => assumption(invented, 'weather')).toThrow('weather');
  });

  test('prices from memory are told, once each', () => {
    const used = ['pear', 'plum', 'plum'].map((name) => ({ price: name, amount: 1 }));
    expect(assumedOf(invented, used)).toEqual(['plum']);
  });
});

test('every price of Milan has a source and is above nothing', () => {
  expect(list.region).toBe('eu-south-1');
  for (const [name, { usd, per, source }] of Object.entries(list.prices)) {
    expect(usd / per, name).toBeGreaterThan(0);
    expect(source.length, name).toBeGreaterThan(5);
  }
});

const strong: Spent = { ...nothing, states: 12, mails: 3, invocations: { register: 1, outbox: 4 } };
const reserve: Spent = { ...nothing, states: 16, mails: 4, invocations: { register: 1, confirm: 1 } };

test('what steps use adds up, and journeys are mixed by share', () => {
  expect(plus(strong, reserve)).toMatchObject({
    states: 28,
    mails: 7,
    invocations: { register: 2, outbox: 4, confirm: 1 },
  });
  expect(mixed(strong, reserve, 0.75)).toMatchObject({
    states: 13,
    mails: 3.25,
    invocations: { register: 1, outbox: 3, confirm: 0.25 },
  });
});

describe('the bill of a DID', () => {
  const journey = (name: 'strong' | 'con riserva', total: Spent) => ({
    name,
    total,
    steps: [],
    states: [],
  });
  const cost = () => marginalCost([journey('strong', strong), journey('con riserva', reserve)], running, list);
  const usdOf = (id: string) => cost().figures.find((figure) => figure.id === id)?.value;

  test('has a line for every service, and they add up to the whole', () => {
    const services = billOf(strong, running, list).map(([service]) => service);
    const lines = services.map((service) => usdOf(`cost.${service}`) ?? Number.NaN);
    expect(services).toContain('Step Functions');
    expect(lines.reduce((sum, value) => sum + value, 0)).toBeCloseTo(usdOf('cost.all') ?? 0, 10);
  });

  test('mail apart, the rest is the whole', () => {
    expect((usdOf('cost.outside-mail') ?? 0) + (usdOf('cost.SES') ?? 0)).toBeCloseTo(usdOf('cost.all') ?? 0, 10);
    expect(usdOf('cost.SES')).toBeCloseTo((3 * 0.7 + 4 * 0.3) * 0.1, 10);
  });

  test('memory makes the functions dearer, and nothing else', () => {
    const of = (memory: number, service: string) =>
      costOf(list, billOf(strong, { ...running, memory }, list).find(([name]) => name === service)?.[1] ?? []);
    expect(of(1024, 'Lambda')).toBeGreaterThan(of(512, 'Lambda'));
    expect(of(1024, 'X-Ray')).toBe(of(512, 'X-Ray'));
  });

  test('X-Ray takes what it records: of five invocations here one and half of four', () => {
    const [, quantities] = billOf(strong, running, list).find(([name]) => name === 'X-Ray') ?? [];
    expect(quantities).toEqual([{ price: 'xray.trace', amount: 3 }]);
  });
});

test('a month costs what there is: resources that are not there are no line', () => {
  const count = (type: string) => (type === 'AWS::KMS::Key' ? 2 : 0);
  const { figures } = fixedCost({ ...running, count, metrics: 4, idle: undefined }, list);
  expect(figures.map(({ what }) => what)).toEqual(['KMS keys: 2', 'metrics that the functions counted: 4', 'a month']);
  expect(figures.at(-1)?.value).toBeCloseTo(2 * 1 + 4 * 0.3, 10);
});

describe('task tokens', () => {
  test('each costs a write of the wait with it', () => {
    expect(tokenUnits({ waitBytes: 300, tokenBytes: 1000, written: 3, changes: 0 })).toBe(6);
    expect(tokenUnits({ waitBytes: 300, tokenBytes: 36, written: 3, changes: 0 })).toBe(3);
  });

  test('writes of the functions cost more only where the token makes the wait pass a step', () => {
    expect(tokenUnits({ waitBytes: 300, tokenBytes: 1000, written: 0, changes: 4 })).toBe(4);
    expect(tokenUnits({ waitBytes: 20, tokenBytes: 1000, written: 0, changes: 4 })).toBe(0);
  });
});
