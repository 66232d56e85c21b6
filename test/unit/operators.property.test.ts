import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operatorKinds } from '../../functions/domain/actor.ts';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import { findOperators, isActive, mainSeat, provinces } from '../../functions/domain/operators.ts';
import { operators } from './directory.ts';

const on = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(PlainDate.parse('2000-01-01'), days));
const some = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('Salò', 'milano', 'AFOL', "sull'Oglio", 'san '));

test('a search only narrows, and gives nobody who is not active', () => {
  fc.assert(
    fc.property(on, some(provinces), some(operatorKinds), text, (date, province, kind, words) => {
      const all = findOperators(operators, { on: date });
      const found = findOperators(operators, { on: date, province, kind, text: words });
      expect(all).toEqual(expect.arrayContaining(found));
      for (const operator of found) {
        expect(isActive(operator, date)).toBe(true);
        const at = operator.seats.map((seat) => seat.province);
        if (province !== undefined) expect(at).toContain(province);
        expect(operator.kind).toBe(kind ?? operator.kind);
      }
    }),
  );
});

test('case and accents of the text do not matter', () => {
  const accented = (words: string) => words.replace(/[aeiou]/g, (vowel) => `${vowel}\u0300`);
  fc.assert(
    fc.property(
      on,
      fc.constantFrom(...findOperators(operators, { on: PlainDate.parse('2026-11-23') })),
      (date, operator) => {
        const { town } = mainSeat(operator);
        const plain = findOperators(operators, { on: date, text: town });
        for (const variant of [town.toUpperCase(), town.toLowerCase(), accented(town), town.normalize('NFD')]) {
          expect(findOperators(operators, { on: date, text: variant })).toEqual(plain);
        }
      },
    ),
  );
});
