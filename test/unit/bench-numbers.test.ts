import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, percentile, ratioOf } from '../bench/numbers.ts';

describe('the median', () => {
  test.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 2, 9], 9],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('of nothing is a fault', () => {
    expect(() => median([])).toThrow('no values');
  });

  test('has as many values below it as above, and leaves the values as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const copy = [...values];
        const middle = median(values);
        expect(values).toEqual(copy);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

test.each([
  [0.5, 50],
  [0.95, 95],
  [1, 100],
  [0, 1],
])('the percentile %d of 1 to 100 is %i', (share, expected) => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_, index) => 100 - index),
      share,
    ),
  ).toBe(expected);
});

test('the ratio of pairs is the median of their ratios, not the ratio of medians', () => {
  expect(
    ratioOf([
      { base: 1, value: 3 },
      { base: 10, value: 20 },
      { base: 100, value: 100 },
    ]),
  ).toBe(2);
});
