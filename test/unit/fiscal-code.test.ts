import { describe, expect, test } from 'vitest';
import { PlainDate } from '../../functions/domain/dates.ts';
import {
  type CodedPerson,
  checkCharacter,
  compareWithPerson,
  decodeOmocodia,
  FiscalCode,
  type FiscalCodeRule,
  fiscalCodeProblem,
  isProvisionalFiscalCode,
  plainLetters,
} from '../../functions/domain/fiscal-code.ts';

const day = (text: string) => PlainDate.parse(text);

describe('a fiscal code of 16 characters', () => {
  test.each([
    'MRTMTT25D09F205Z',
    'RSSMRA85T10A562S',
    'RSSMRA80A01H501U',
    'RSSMRA85T50A562W',
    'HSSMMD90C15Z330A',
    'RSSMRA85T10A56NH',
    'RSSMRA85T10A5SNT',
    'RSSMRA85T10ARSNO',
    'RSSMRAURTMLARSNL',
  ])('%s is accepted and kept exactly', (code) => {
    expect(FiscalCode.parse(code)).toBe(code);
    expect(FiscalCode.parse(code.toLowerCase())).toBe(code);
  });

  const withCheck = (first15: string) => first15 + checkCharacter(first15);
  test.each<[string, FiscalCodeRule]>([
    ['', 'fiscal-code-length'],
    ['RSSMRA85T10A562', 'fiscal-code-length'],
    ['RSSMRA85T10A562SS', 'fiscal-code-length'],
    [' RSSMRA85T10A562S', 'fiscal-code-length'],
    ['RSSMRA85T10A5620', 'fiscal-code-format'],
    ['RSSMRA85F10A562S', 'fiscal-code-format'],
    ['R5SMRA85T10A562S', 'fiscal-code-format'],
    ['RSSMRA85T1OA562S', 'fiscal-code-format'],
    [withCheck('RSSMRA85T00A562'), 'fiscal-code-birth-date'],
    [withCheck('RSSMRA85T32A562'), 'fiscal-code-birth-date'],
    [withCheck('RSSMRA85T40A562'), 'fiscal-code-birth-date'],
    [withCheck('RSSMRA85T72A562'), 'fiscal-code-birth-date'],
    [withCheck('RSSMRA85D31A562'), 'fiscal-code-birth-date'],
    [withCheck('RSSMRA85B29A562'), 'fiscal-code-birth-date'],
    ['RSSMRA85T10A562T', 'fiscal-code-check-character'],
    ['SRSMRA85T10A562S', 'fiscal-code-check-character'],
  ])('%s breaks %s', (text, rule) => {
    const answer = FiscalCode.safeParse(text);
    expect(answer.error?.issues.map(({ message }) => message)).toEqual([rule]);
  });

  test.each(['84', '00'])('29 February exists in a year %s', (year) => {
    expect(fiscalCodeProblem(withCheck(`RSSMRA${year}B29A562`))).toBeUndefined();
    expect(fiscalCodeProblem(withCheck(`RSSMRA${year}B69A562`))).toBeUndefined();
  });

  test('an issue carries no personal data', () => {
    expect(JSON.stringify(FiscalCode.safeParse('RSSMRA85T10A562T').error?.issues)).not.toContain('RSSMRA');
  });
});

describe('the provisional code of 11 digits', () => {
  test.each(['12345678903', '00743110157'])('%s is accepted and kept exactly', (text) => {
    expect(isProvisionalFiscalCode(text)).toBe(true);
    expect(FiscalCode.parse(text)).toBe(text);
  });

  test.each<[string, FiscalCodeRule]>([
    ['12345678904', 'fiscal-code-check-digit'],
    ['00000000000', 'fiscal-code-check-digit'],
    ['1234567890', 'fiscal-code-length'],
    ['123456789034', 'fiscal-code-length'],
    ['1234567890A', 'fiscal-code-length'],
    ['١٢٣٤٥٦٧٨٩٠٣', 'fiscal-code-length'],
  ])('%s breaks %s', (text, rule) => {
    expect(isProvisionalFiscalCode(text)).toBe(false);
    expect(fiscalCodeProblem(text)).toBe(rule);
  });

  test('says nothing of the person', () => {
    const person = { givenName: 'Mario', familyName: 'Rossi', birthDate: day('1985-12-10'), birthPlace: 'A562' };
    expect(compareWithPerson(FiscalCode.parse('12345678903'), person)).toEqual([]);
  });
});

test.each([
  ['RSSMRAURTMLARSNL', 'RSSMRA85T10A562L'],
  ['RSSMRA85T10A56NH', 'RSSMRA85T10A562H'],
  ['LLLLLL85T10L562S', 'LLLLLL85T10L562S'],
])('omocodia of %s decodes to %s', (code, plain) => {
  expect(decodeOmocodia(code)).toBe(plain);
});

describe('comparing with the person', () => {
  const rossi = {
    givenName: 'Mario',
    familyName: 'Rossi',
    birthDate: day('1985-12-10'),
    birthPlace: 'A562',
    sex: 'M',
  } satisfies CodedPerson;
  const code = FiscalCode.parse('RSSMRA85T10A562S');

  test('the same person, with or without the sex, by the plain and the omocodia code', () => {
    const { sex: _, ...withoutSex } = rossi;
    for (const text of ['RSSMRA85T10A562S', 'RSSMRAURTMLARSNL']) {
      expect(compareWithPerson(FiscalCode.parse(text), rossi)).toEqual([]);
      expect(compareWithPerson(FiscalCode.parse(text), withoutSex)).toEqual([]);
    }
  });

  test.each<[string, Partial<CodedPerson>]>([
    ['familyName', { familyName: 'Bianchi' }],
    ['givenName', { givenName: 'Lucia' }],
    ['birthDate', { birthDate: day('1985-12-11') }],
    ['birthDate', { birthDate: day('1985-11-10') }],
    ['birthDate', { birthDate: day('1986-12-10') }],
    ['birthPlace', { birthPlace: 'F205' }],
    ['sex', { sex: 'F' }],
  ])('a different %s is flagged, alone', (field, change) => {
    expect(compareWithPerson(code, { ...rossi, ...change })).toEqual([field]);
  });

  test('the code has no century', () => {
    expect(compareWithPerson(code, { ...rossi, birthDate: day('1885-12-10') })).toEqual([]);
  });

  test('a woman is flagged by her sex only, her day is coded plus 40', () => {
    expect(compareWithPerson(FiscalCode.parse('RSSMRA85T50A562W'), { ...rossi, sex: 'F' })).toEqual([]);
    expect(compareWithPerson(FiscalCode.parse('RSSMRA85T50A562W'), rossi)).toEqual(['sex']);
  });

  test.each([
    ['four consonants: first, third, fourth', { givenName: 'Gianfranco', familyName: 'Rossi' }, 'RSSGFR'],
    ['three consonants', { givenName: 'Roberta', familyName: 'Fumagalli' }, 'FMGRRT'],
    ['vowels fill up', { givenName: 'Luca', familyName: 'Riva' }, 'RVILCU'],
    ['X fills up', { givenName: 'Io', familyName: 'Fo' }, 'FOXIOX'],
    ['accents, apostrophes, blanks', { givenName: 'Niccolò', familyName: "D'Alò de' Ricci" }, 'DLDNCL'],
    ['letters without decomposition', { givenName: 'Søren', familyName: 'Łukasz' }, 'LKSSRN'],
  ])('%s', (_what, names, letters) => {
    const first15 = `${letters}85T10A562`;
    const itsCode = FiscalCode.parse(first15 + checkCharacter(first15));
    expect(compareWithPerson(itsCode, { ...rossi, ...names })).toEqual([]);
  });

  test('plain letters', () => {
    expect(plainLetters("d'Été-Œuvre Straße")).toBe('DETEOEUVRESTRASSE');
  });
});
