import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operatorKinds } from '../../functions/domain/actor.ts';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import { findOperators, isActive, provinces } from '../../functions/domain/operators.ts';

const on = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(PlainDate.parse('2000-01-01'), days));
const some = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('Salò', 'milano', 'AFOL', "sull'Oglio", 'san '));

test('a search only narrows, and gives nobody who is not active', () => {
  fc.assert(
    fc.property(on, some(provinces), some(operatorKinds), text, (date, province, kind, words) => {
      const all = findOperators({ on: date });
      const found = findOperators({ on: date, province, kind, text: words });
      expect(all).toEqual(expect.arrayContaining(found));
      for (const operator of found) {
        expect(isActive(operator, date)).toBe(true);
        expect(operator.province).toBe(province ?? operator.province);
        expect(operator.kind).toBe(kind ?? operator.kind);
      }
    }),
  );
});

test('case and accents of the text do not matter', () => {
  const accented = (words: string) => words.replace(/[aeiou]/g, (vowel) => `${vowel}\u0300`);
  fc.assert(
    fc.property(on, fc.constantFrom(...findOperators({ on: PlainDate.parse('2026-11-23') })), (date, { town }) => {
      const plain = findOperators({ on: date, text: town });
      for (const variant of [town.toUpperCase(), town.toLowerCase(), accented(town), town.normalize('NFD')]) {
        expect(findOperators({ on: date, text: variant })).toEqual(plain);
      }
    }),
  );
});
