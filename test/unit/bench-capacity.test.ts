import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemBytes, readUnits, writeUnits } from '../bench/capacity.ts';

describe('the size of an item', () => {
  test.each([
    ['a string: name and text', { name: { S: 'abc' } }, 7],
    ['letters of more than one byte', { n: { S: 'è€' } }, 6],
    ['an empty string', { n: { S: '' } }, 1],
    ['a number: a byte for two digits, and one', { n: { N: '1234' } }, 4],
    ['zeros at both ends count nothing', { n: { N: '0.001200' } }, 3],
    ['a minus takes one more', { n: { N: '-12' } }, 4],
    ['a truth', { n: { BOOL: true } }, 2],
    ['nothing', { n: { NULL: true } }, 2],
    ['a list: three bytes, and one for each value', { n: { L: [{ S: 'ab' }, { BOOL: false }] } }, 9],
    ['a map: the same, with its names', { n: { M: { x: { S: 'ab' } } } }, 8],
    ['a set of texts', { n: { SS: ['ab', 'c'] } }, 4],
  ])('%s', (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });

  test('attributes add up', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(itemBytes({ a: { S: one }, b: { S: other } })).toBe(
          itemBytes({ a: { S: one } }) + itemBytes({ b: { S: other } }),
        );
      }),
    );
  });
});

describe('capacity units', () => {
  test.each([
    [0, 1, 0.5],
    [1, 1, 0.5],
    [4096, 1, 0.5],
    [4097, 2, 1],
    [9000, 3, 1.5],
  ])('%i bytes are read for %d units, or %d if they need not be consistent', (bytes, consistent, eventual) => {
    expect(readUnits(bytes, true)).toBe(consistent);
    expect(readUnits(bytes, false)).toBe(eventual);
  });

  test.each([
    [0, 1],
    [1024, 1],
    [1025, 2],
    [2049, 3],
  ])('%i bytes are written for %i units', (bytes, units) => {
    expect(writeUnits(bytes)).toBe(units);
  });
});
