import { describe, expect, test } from 'vitest';
import { Citizenship, freeMovement, isNonEu, Person, PutMe } from '../../functions/domain/person.ts';

const mario = {
  fiscalCode: 'RSSMRA85T10A562S',
  givenName: 'Mario',
  familyName: 'Rossi',
  birthDate: '1985-12-10',
  birthPlace: 'A562',
  sex: 'M',
  citizenship: 'IT',
  phone: '+393331234567',
  domicile: { municipality: 'F205', address: 'Via Roma 1', postcode: '20121' },
  language: 'it',
};

type Change = Record<string, unknown>;
const problems = (change: Change) =>
  Person.safeParse({ ...mario, ...change }).error?.issues.map(({ path, message, code }) => [
    path.join('.'),
    code === 'custom' ? message : code,
  ]);
const accepted = (change: Change) => Person.parse({ ...mario, ...change });

describe('the body of PUT /me', () => {
  test('is taken as it is', () => {
    expect(Person.parse(mario)).toEqual(mario);
    expect(PutMe.parse({ ...mario, mailboxReason: ' I am the only reader ' })).toEqual({
      ...mario,
      mailboxReason: 'I am the only reader',
    });
  });

  test('goes without sex and telephone', () => {
    const { sex: _, phone: __, ...less } = mario;
    expect(Person.parse(less)).toEqual(less);
  });

  test.each([
    'fiscalCode',
    'givenName',
    'familyName',
    'birthDate',
    'birthPlace',
    'citizenship',
    'domicile',
    'language',
  ])('needs %s', (field) => {
    const { [field]: _, ...less } = { ...mario } as Change;
    expect(Person.safeParse(less).error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  test('names no mailbox and nothing else it does not know', () => {
    expect(Person.safeParse({ ...mario, email: 'mario@libero.it' }).success).toBe(false);
    expect(PutMe.safeParse({ ...mario, surprise: 1 }).success).toBe(false);
    expect(Person.safeParse({ ...mario, domicile: { ...mario.domicile, surprise: 1 } }).success).toBe(false);
  });

  test.each<[Change, string, string]>([
    [{ fiscalCode: 'RSSMRA85T10A562T' }, 'fiscalCode', 'fiscal-code-check-character'],
    [{ fiscalCode: '12345678904' }, 'fiscalCode', 'fiscal-code-check-digit'],
    [{ fiscalCode: 1 }, 'fiscalCode', 'invalid_type'],
    [{ birthDate: '1985-02-31' }, 'birthDate', 'plain-date'],
    [{ birthDate: '10/12/1985' }, 'birthDate', 'plain-date'],
    [{ sex: 'X' }, 'sex', 'invalid_value'],
    [{ language: 'fr' }, 'language', 'invalid_value'],
    [{ domicile: { ...mario.domicile, noFixedHome: false } }, 'domicile.noFixedHome', 'invalid_value'],
  ])('%j: %s breaks %s', (change, field, rule) => {
    expect(problems(change)).toEqual([[field, rule]]);
  });
});

const message = (change: Change) =>
  Person.safeParse({ ...mario, ...change }).error?.issues.map((issue) => issue.message);

describe('names', () => {
  test.each([
    ['O', 'O'],
    ["D'Alò", "D'Alò"],
    ['De’ Medici', 'De’ Medici'],
    ['  Maria   Grazia ', 'Maria Grazia'],
    ['Nicolo\u0300', 'Nicolò'],
    ['García-Márquez de la Concordia y Buendía', 'García-Márquez de la Concordia y Buendía'],
    ['Шевченко', 'Шевченко'],
    ['St. John', 'St. John'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is kept as %j', (name, kept) => {
    expect(accepted({ familyName: name }).familyName).toBe(kept);
    expect(accepted({ givenName: name }).givenName).toBe(kept);
  });

  test.each([
    ['', 'text-empty'],
    ['   ', 'text-empty'],
    ['x'.repeat(101), 'text-too-long'],
    ['R2D2', 'name-characters'],
    ["-'", 'name-characters'],
    ['Mario<br>', 'name-characters'],
    ['mario@libero.it', 'name-characters'],
    ['Mario\u0000', 'name-characters'],
    ['Mario\u202eissoR', 'name-characters'],
  ])('%j breaks %s', (name, rule) => {
    expect(message({ familyName: name })).toContain(rule);
  });
});

describe('telephones', () => {
  test.each([
    ['+39 333 123 4567', '+393331234567'],
    ['+39 333-123456', '+39333123456'],
    ['+39 02 123', undefined],
    ['+39 02 1234', '+39021234'],
    ['+39 02 12345', '+390212345'],
    ['+39 (035) 12.34.567', '+390351234567'],
    ['+39 02 123456789', '+3902123456789'],
    ['+39 02 1234567890', undefined],
    ['+39 2 1234567', undefined],
    ['+39 33312345', undefined],
    ['+39 33312345678', undefined],
    ['+41 79 123 45 67', '+41791234567'],
    ['3331234567', undefined],
    ['00393331234567', undefined],
    ['+0 123456789', undefined],
    ['+1234567', undefined],
    ['+39 333 123 4567 x', undefined],
    ['', undefined],
    [`+39333${' '.repeat(40)}1234567`, undefined],
  ])('%j becomes %s', (text, kept) => {
    if (kept !== undefined) expect(accepted({ phone: text }).phone).toBe(kept);
    else expect(message({ phone: text })).toEqual(['phone-number']);
  });
});

describe('places', () => {
  test.each(['F205', 'f205', 'Z330', 'M109'])('%s may be a place of birth', (code) => {
    expect(accepted({ birthPlace: code }).birthPlace).toBe(code.toUpperCase());
  });

  test.each(['', 'F20', 'F2050', 'N100', 'Milano', '2050'])('%j may not', (code) => {
    expect(message({ birthPlace: code })).toEqual(['belfiore-code']);
  });

  test('a domicile is in Italy, with street and postcode', () => {
    expect(message({ domicile: { ...mario.domicile, municipality: 'Z133' } })).toEqual(['municipality-code']);
    expect(message({ domicile: { ...mario.domicile, postcode: '2012' } })).toEqual(['postcode']);
    expect(message({ domicile: { ...mario.domicile, address: 'Via\nRoma' } })).toEqual(['text-control-character']);
    expect(problems({ domicile: { municipality: 'F205' } })).toEqual([
      ['domicile.address', 'domicile-address'],
      ['domicile.postcode', 'domicile-postcode'],
    ]);
  });

  test('who has no fixed home names a municipality, and more if they like', () => {
    const domicile = { municipality: 'F205', noFixedHome: true };
    expect(accepted({ domicile }).domicile).toEqual(domicile);
    expect(accepted({ domicile: { ...mario.domicile, noFixedHome: true } }).domicile.address).toBe('Via Roma 1');
    expect(message({ domicile: { noFixedHome: true } })).toHaveLength(1);
  });
});

describe('citizenship', () => {
  test.each(['IT', 'it', 'XK', 'XX', 'MA', 'GB'])('%s is one', (code) => {
    expect(Citizenship.parse(code)).toBe(code.toUpperCase());
  });

  test.each(['', 'I', 'ITA', 'ZZ', 'UK', 'EU', 'SU', 'YU', 'AA', '39'])('%j is none', (code) => {
    expect(message({ citizenship: code })).toEqual(['citizenship-code']);
  });

  test('the list is ISO 3166: 249 codes with a name, and the two of its users', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters
      .flatMap((a) => letters.map((b) => a + b))
      .filter((code) => Citizenship.safeParse(code).success);
    expect(codes).toHaveLength(251);
    expect(codes.filter((code) => names.of(code) === undefined)).toEqual(['XX']);
  });

  test.each([
    ['IT', false],
    ['RO', false],
    ['HR', false],
    ['CH', false],
    ['NO', false],
    ['GB', true],
    ['MA', true],
    ['UA', true],
    ['AL', true],
    ['XK', true],
    ['XX', true],
  ])('%s needs a permit: %s', (code, nonEu) => {
    expect(isNonEu(code)).toBe(nonEu);
  });

  test('27 member states are stated, four states assumed', () => {
    expect(freeMovement.map(({ states, certainty }) => [new Set(states).size, certainty])).toEqual([
      [27, 'stated'],
      [4, 'assumed'],
    ]);
    for (const state of freeMovement.flatMap(({ states }) => states)) expect(Citizenship.parse(state)).toBe(state);
  });
});
