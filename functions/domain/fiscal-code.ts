import * as z from 'zod/mini';
import type { PlainDate } from './dates.ts';

/**
 * The fiscal code of a natural person (DM 23/12/1976 n. 13813): three letters of the family name, three of the given
 * name, year, month, day (women: + 40), place, check character. The exact code is the key of a person: the letters that
 * stand for digits where two people would have had one code (omocodia) are kept, and decoded only to compare. Who has
 * none yet, such as somebody who asks for asylum, has a provisional code of 11 digits.
 */

const syntax = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/;
const months = 'ABCDEHLMPRST';
const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const omocodiaLetters = 'LMNPQRSTUV';
const digitPositions: ReadonlySet<number> = new Set([6, 7, 9, 10, 12, 13, 14]);
const womensDay = 40;

// Values of 0-9 and, alike, of A-J at the odd positions, then of K-Z.
const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

const ordinal = (character: string): number =>
  /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 'A'.charCodeAt(0);

/** The check character of a code's first 15 characters (upper case): the letter of their weighted sum modulo 26. */
export function checkCharacter(first15: string): string {
  let sum = 0;
  for (const [index, character] of [...first15].entries()) {
    const value = ordinal(character);
    sum += index % 2 === 0 ? (oddValues[value] ?? 0) : value;
  }
  return String.fromCharCode('A'.charCodeAt(0) + (sum % 26));
}

/** The same code with digits where omocodia put letters. The check character is left as it was. */
export function decodeOmocodia(code: string): string {
  return [...code]
    .map((character, index) => {
      const digit = digitPositions.has(index) ? omocodiaLetters.indexOf(character) : -1;
      return digit === -1 ? character : String(digit);
    })
    .join('');
}

/** Why a text is no fiscal code. */
export type FiscalCodeRule =
  | 'fiscal-code-length'
  | 'fiscal-code-format'
  | 'fiscal-code-birth-date'
  | 'fiscal-code-check-character'
  | 'fiscal-code-check-digit';

function birthOf(plainCode: string): { year: number; month: number; day: number; sex: 'M' | 'F' } {
  const codedDay = Number(plainCode.slice(9, 11));
  const sex = codedDay > womensDay ? 'F' : 'M';
  const day = sex === 'F' ? codedDay - womensDay : codedDay;
  return { year: Number(plainCode.slice(6, 8)), month: months.indexOf(plainCode.charAt(8)) + 1, day, sex };
}

function isDay(plainCode: string): boolean {
  const { year, month, day } = birthOf(plainCode);
  // The code has no century: a year '00' may be 2000, which had a 29 February.
  const last = month === 2 && year % 4 !== 0 ? 28 : (longestMonth[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

/**
 * The rule that a text breaks as a fiscal code: 16 upper-case characters, omocodia accepted, or the 11 digits of a
 * provisional one; nothing if it is one.
 */
export function fiscalCodeProblem(text: string): FiscalCodeRule | undefined {
  if (isProvisionalFiscalCode(text)) return undefined;
  if (/^\d{11}$/.test(text)) return 'fiscal-code-check-digit';
  if (text.length !== 16) return 'fiscal-code-length';
  if (!syntax.test(text)) return 'fiscal-code-format';
  if (!isDay(decodeOmocodia(text))) return 'fiscal-code-birth-date';
  if (checkCharacter(text.slice(0, 15)) !== text.charAt(15)) return 'fiscal-code-check-character';
  return undefined;
}

/** A fiscal code, definitive or provisional, upper-cased, otherwise exactly as given. The issue's message is the rule's id. */
export const FiscalCode = z
  .string()
  .check(
    z.overwrite((text) => text.toUpperCase()),
    z.check((payload) => {
      const problem = fiscalCodeProblem(payload.value);
      if (problem) payload.issues.push({ code: 'custom', message: problem, input: payload.value });
    }),
  )
  .brand<'FiscalCode'>();
export type FiscalCode = z.infer<typeof FiscalCode>;

/**
 * Whether a text is a provisional code: 11 digits, given for instance to asylum seekers, with the check digit of a VAT
 * number (from memory, to be confirmed with the Revenue Agency). Companies' codes have the same form, and nothing in it
 * tells of a person: an operator reads it on a paper.
 */
export function isProvisionalFiscalCode(text: string): boolean {
  if (!/^\d{11}$/.test(text) || /^0+$/.test(text)) return false;
  let sum = 0;
  for (const [index, character] of [...text].entries()) {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

// Letters that have no decomposition into a base letter and an accent.
const undecomposed: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Þ: 'TH',
  ẞ: 'SS',
};

/** A name in the 26 letters of the fiscal code: upper case, accents, apostrophes and spaces dropped. */
export function plainLetters(name: string): string {
  const upper = name.toUpperCase().normalize('NFD');
  return [...upper]
    .map((character) => undecomposed[character] ?? character)
    .join('')
    .replace(/[^A-Z]/g, '');
}

const vowel = /[AEIOU]/;

function nameLetters(name: string, given: boolean): string {
  const letters = [...plainLetters(name)];
  const consonants = letters.filter((letter) => !vowel.test(letter));
  const [first, , third, fourth] = consonants;
  if (given && first && third && fourth) return first + third + fourth;
  const vowels = letters.filter((letter) => vowel.test(letter));
  return [...consonants, ...vowels, 'X', 'X', 'X'].slice(0, 3).join('');
}

/** What a fiscal code says about a person. Without `sex` the code's day may be a man's or a woman's. */
export interface CodedPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: PlainDate;
  readonly birthPlace: string;
  readonly sex?: 'M' | 'F' | undefined;
}
export type CodedField = keyof CodedPerson;

/**
 * The fields of a person that do not agree with the code, omocodia decoded; a provisional one says nothing of them. A
 * flag for the operator who sees the document, never a refusal: names are transcribed, changed and corrected, and the
 * Revenue Agency's code still holds.
 */
export function compareWithPerson(code: FiscalCode, person: CodedPerson): CodedField[] {
  if (isProvisionalFiscalCode(code)) return [];
  const plain = decodeOmocodia(code);
  const birth = birthOf(plain);
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  const sameDate = birth.year === Number(year.slice(2)) && birth.month === Number(month) && birth.day === Number(day);
  const checks: [CodedField, boolean][] = [
    ['familyName', nameLetters(person.familyName, false) === plain.slice(0, 3)],
    ['givenName', nameLetters(person.givenName, true) === plain.slice(3, 6)],
    ['birthDate', sameDate],
    ['birthPlace', person.birthPlace.toUpperCase() === plain.slice(11, 15)],
    ['sex', person.sex === undefined || person.sex === birth.sex],
  ];
  return checks.filter(([, agrees]) => !agrees).map(([field]) => field);
}
