import { randomInt, randomUUID } from 'node:crypto';
import { addDays, dateInRome, instantOf, PlainDate } from '../../../functions/domain/dates.ts';
import { checkCharacter, plainLetters } from '../../../functions/domain/fiscal-code.ts';

/** The names of the tests' people: rare ones, so that one of them in a log is no accident. */
export const familyNames = [
  'Zanzottera-Quintavalle',
  'D’Ambrogiosi',
  'Brusegàn',
  'Xhaferllari',
  'Quaranzòn',
  'Ghirlandaiola',
  'Zvanutelli',
  'Pappafavara',
] as const;
export const givenNames = {
  F: ['Zoraide', 'Filiberta', 'Onorina'],
  M: ['Ursicino', 'Ermenegildo', 'Baldovino'],
} as const;
/** Where the tests' people live. */
export const streetNames = ['Via dei Glicini Azzurri', 'Vicolo del Pettirosso', 'Alzaia dei Navigatori'] as const;
const places = ['F205', 'A794', 'B157', 'C933', 'D150', 'E507', 'E648', 'E897', 'F704', 'G388', 'I829', 'L682'];

function pick<Value>(values: readonly Value[]): Value {
  const value = values[randomInt(values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** The day in Rome on which this is asked. */
export const today = (): PlainDate => dateInRome(instantOf(Date.now()));
/** The day so many days from today. */
export const inDays = (count: number): PlainDate => addDays(today(), count);

/** A date as mails say it in Italian: «23 novembre 2026». */
export function inWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const months = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre';
  return `${Number(day)}${day === '01' ? 'º' : ''} ${months.split(' ')[Number(month) - 1] ?? ''} ${year}`;
}

/** What a person enters of themselves: the body of `PUT /me`. */
export interface Me {
  readonly fiscalCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly birthPlace: string;
  readonly sex: 'M' | 'F';
  readonly citizenship: string;
  readonly phone: string;
  readonly domicile: {
    readonly municipality: string;
    readonly address?: string;
    readonly postcode?: string;
    readonly noFixedHome?: true;
  };
  readonly language: 'it' | 'en';
}

/** A person and their own mailbox. */
export interface Person {
  readonly mailbox: string;
  readonly me: Me;
}

function nameLetters(name: string, given: boolean): string {
  const consonants = plainLetters(name).replace(/[AEIOU]/g, '');
  const [first = '', , third = '', fourth = ''] = consonants;
  if (given && consonants.length >= 4) return first + third + fourth;
  return (consonants + plainLetters(name).replace(/[^AEIOU]/g, '')).padEnd(3, 'X').slice(0, 3);
}

/** The fiscal code that belongs to a person. */
export function fiscalCodeOf(me: Omit<Me, 'fiscalCode' | 'citizenship' | 'phone' | 'domicile' | 'language'>): string {
  const [year = '', month = '', day = ''] = me.birthDate.split('-');
  const coded = String(Number(day) + (me.sex === 'F' ? 40 : 0)).padStart(2, '0');
  const names = nameLetters(me.familyName, false) + nameLetters(me.givenName, true);
  const first15 = `${names}${year.slice(2)}${'ABCDEHLMPRST'.charAt(Number(month) - 1)}${coded}${me.birthPlace}`;
  return first15 + checkCharacter(first15);
}

/** A person whom nobody has met before. */
export function person(change: Partial<Me> = {}): Person {
  const sex = change.sex ?? pick(['M', 'F'] as const);
  const named = {
    givenName: pick(givenNames[sex]),
    familyName: pick(familyNames),
    birthDate: addDays(PlainDate.parse('1961-01-01'), randomInt(14_000)),
    birthPlace: pick(places),
    sex,
    ...change,
  };
  const me: Me = {
    fiscalCode: fiscalCodeOf(named),
    citizenship: 'IT',
    phone: `+393339${randomInt(100_000, 1_000_000)}`,
    domicile: { municipality: 'F205', address: `${pick(streetNames)} ${randomInt(1, 300)}`, postcode: '20121' },
    language: 'it',
    ...named,
  };
  return { mailbox: freshMailbox(me), me };
}

/** A mailbox of a private provider that nobody has used before. */
export function freshMailbox({ givenName, familyName }: Pick<Me, 'givenName' | 'familyName'>): string {
  const name = [givenName, familyName].map((word) => plainLetters(word).toLowerCase()).join('.');
  return `${name}.${randomUUID().slice(0, 8)}@libero.it`;
}

/** What nobody but the person, the operator and the record may know of them, the mailbox apart. */
export function secretsOf({ me }: Person): string[] {
  const { fiscalCode, givenName, familyName, phone, domicile } = me;
  return [fiscalCode, givenName, familyName, phone, domicile.address].filter((secret) => secret !== undefined);
}
