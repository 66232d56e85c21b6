import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOn } from '../../functions/domain/age.ts';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import {
  checkCharacter,
  compareWithPerson,
  decodeOmocodia,
  FiscalCode,
  fiscalCodeProblem,
  isProvisionalFiscalCode,
} from '../../functions/domain/fiscal-code.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letters = (count: number) => fc.stringMatching(new RegExp(`^[A-Z]{${count}}$`));
const twoDigits = (number: number) => String(number).padStart(2, '0');

const plainCode = fc
  .record({
    names: letters(6),
    year: fc.integer({ min: 0, max: 99 }),
    month: fc.constantFrom(...'ABCDEHLMPRST'),
    day: fc.integer({ min: 1, max: 28 }),
    woman: fc.boolean(),
    place: fc.stringMatching(/^[A-MZ][0-9]{3}$/),
  })
  .map(({ names, year, month, day, woman, place }) => {
    const first15 = names + twoDigits(year) + month + twoDigits(day + (woman ? 40 : 0)) + place;
    return first15 + checkCharacter(first15);
  });

const omocodiaPositions = [6, 7, 9, 10, 12, 13, 14];

/** The code with letters for digits where the mask's bits say so, its check character computed anew. */
function omocodia(code: string, mask: number): string {
  const first15 = [...code.slice(0, 15)]
    .map((character, index) => {
      const bit = omocodiaPositions.indexOf(index);
      return bit !== -1 && (mask >> bit) % 2 === 1 ? 'LMNPQRSTUV'.charAt(Number(character)) : character;
    })
    .join('');
  return first15 + checkCharacter(first15);
}

test('every other check character is refused', () => {
  fc.assert(
    fc.property(plainCode, fc.constantFrom(...alphabet), (code, last) => {
      fc.pre(last !== code.charAt(15));
      expect(fiscalCodeProblem(code.slice(0, 15) + last)).toBe('fiscal-code-check-character');
    }),
  );
});

test('every single changed character is refused', () => {
  fc.assert(
    fc.property(plainCode, fc.nat(15), fc.constantFrom(...`${alphabet}0123456789`), (code, at, character) => {
      fc.pre(character !== code.charAt(at));
      // A-J weigh as much as 0-9: there it is the form that refuses.
      expect(fiscalCodeProblem(code.slice(0, at) + character + code.slice(at + 1))).toBeDefined();
    }),
  );
});

test('all 128 omocodia variants are accepted, differ from one another and decode to the same person', () => {
  fc.assert(
    fc.property(plainCode, (code) => {
      const variants = Array.from({ length: 128 }, (_, mask) => omocodia(code, mask));
      expect(new Set(variants).size).toBe(128);
      for (const variant of variants) {
        expect(FiscalCode.parse(variant)).toBe(variant);
        expect(decodeOmocodia(variant).slice(0, 15)).toBe(code.slice(0, 15));
      }
    }),
    { numRuns: 20 },
  );
});

test('case does not matter, and parsing twice changes nothing', () => {
  fc.assert(
    fc.property(plainCode, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (code, low) => {
      const mixed = [...code].map((character, index) => (low[index] ? character.toLowerCase() : character)).join('');
      expect(FiscalCode.parse(FiscalCode.parse(mixed))).toBe(code);
    }),
  );
});

test('comparing flags the place and the date exactly when they differ', () => {
  const monthOf = (code: string) => 'ABCDEHLMPRST'.indexOf(code.charAt(8)) + 1;
  fc.assert(
    fc.property(plainCode, plainCode, (code, other) => {
      const coded = Number(other.slice(9, 11));
      const day = coded > 40 ? coded - 40 : coded;
      const person = {
        givenName: 'X',
        familyName: 'X',
        birthDate: PlainDate.parse(`19${other.slice(6, 8)}-${twoDigits(monthOf(other))}-${twoDigits(day)}`),
        birthPlace: other.slice(11, 15),
      };
      const mismatches = compareWithPerson(FiscalCode.parse(code), person);
      const codeDay = Number(code.slice(9, 11)) % 40;
      const sameDate = code.slice(6, 9) === other.slice(6, 9) && codeDay === day;
      expect(mismatches.includes('birthDate')).toBe(!sameDate);
      expect(mismatches.includes('birthPlace')).toBe(code.slice(11, 15) !== other.slice(11, 15));
      expect(mismatches).not.toContain('sex');
    }),
  );
});

test('nobody grows younger, and everybody is born at 0', () => {
  const date = fc.integer({ min: 0, max: 50_000 }).map((days) => addDays(PlainDate.parse('1920-01-01'), days));
  fc.assert(
    fc.property(date, date, date, (birth, one, other) => {
      const [earlier, later] = one <= other ? [one, other] : [other, one];
      expect(ageOn(birth, earlier)).toBeLessThanOrEqual(ageOn(birth, later));
      expect(ageOn(birth, birth)).toBe(0);
    }),
  );
});

test('of the ten last digits that a provisional code could have exactly one is right', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{9}[1-9]$/), (first10) => {
      const right = [...'0123456789'].filter((digit) => isProvisionalFiscalCode(first10 + digit));
      expect(right).toHaveLength(1);
      // One digit that was misread is always found.
      const code = `${first10}${right[0]}`;
      const misread = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
      expect(fiscalCodeProblem(misread)).toBe('fiscal-code-check-digit');
    }),
  );
});
