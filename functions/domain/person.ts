import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { type CodedField, compareWithPerson, FiscalCode, isProvisionalFiscalCode } from './fiscal-code.ts';
import { MailboxReason } from './mailbox.ts';

// Beside control characters what breaks lines and what turns the direction of the text that follows.
const control = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text of at most so many characters, outer blanks dropped, nothing that hides in it, not empty. */
export const lineOfText = (maxLength: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1, { error: 'text-empty' }),
    z.maxLength(maxLength, { error: 'text-too-long' }),
    z.refine((text) => !control.test(text), { error: 'text-control-character' }),
  );

/**
 * A given or family name as on the document, in any script: one word or several, apostrophes, hyphens, abbreviations.
 * Blanks are collapsed and accents composed (NFC). Rule `name-characters`: anything else, digits among it.
 */
export const PersonName = z.string().check(
  z.overwrite((text) => text.trim().replace(/\s+/g, ' ').normalize('NFC')),
  z.minLength(1, { error: 'text-empty' }),
  z.maxLength(100, { error: 'text-too-long' }),
  z.regex(/^(?=.*\p{L})[\p{L}\p{M}'’ʼ`·. -]+$/u, { error: 'name-characters' }),
);

/**
 * The Land Registry's code of a municipality (letter and three digits), or of a foreign country (`Z` and three digits).
 * Suppressed municipalities keep theirs. A place of birth abroad says nothing about citizenship.
 */
export const BirthPlace = z.string().check(z.toUpperCase(), z.regex(/^[A-MZ]\d{3}$/, { error: 'belfiore-code' }));

/** The code of an Italian municipality: a domicile is in Italy, where a job centre is competent (S0:17). */
export const Municipality = z.string().check(z.toUpperCase(), z.regex(/^[A-M]\d{3}$/, { error: 'municipality-code' }));

const italianNumber = /^\+39(0\d{5,10}|3\d{2}\d{6,7})$/;
const foreignNumber = /^\+(?!39)[1-9]\d{7,14}$/;

/**
 * A telephone number with its country: in Italy a land line keeps its 0 (0 and 5-10 digits), a mobile is 3xx and 6-7
 * digits; elsewhere E.164. Blanks, dots, hyphens and brackets are dropped.
 */
export const Phone = z.string().check(
  z.maxLength(40, { error: 'phone-number', abort: true }),
  z.overwrite((text) => text.replace(/[\s.()/-]/g, '')),
  z.refine((text) => italianNumber.test(text) || foreignNumber.test(text), { error: 'phone-number' }),
);

const isoCountries =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO ' +
  'JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR ' +
  'MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO ' +
  'RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV ' +
  'TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

// ISO leaves these to its users: XK is Kosovo in the EU's data, XX a person without a citizenship (assumed).
const citizenships: ReadonlySet<string> = new Set([...isoCountries.split(' '), 'XK', 'XX']);

/** A citizenship: ISO 3166-1 alpha-2, `XK` for Kosovo, `XX` for a stateless person. */
export const Citizenship = z.string().check(
  z.toUpperCase(),
  z.refine((code) => citizenships.has(code), { error: 'citizenship-code' }),
);

/** The states whose citizens need no permit of stay, with where that is known from and how surely. */
export const freeMovement = [
  {
    states: 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
    source: 'S0:29 asks a permit of foreigners from outside the EU only; the 27 member states since 1 February 2020',
    certainty: 'stated',
  },
  {
    states: ['IS', 'LI', 'NO', 'CH'],
    source: 'D.Lgs. 30/2007 for the EEA, the EC-Switzerland agreement of 21 June 1999: from memory',
    certainty: 'assumed',
  },
] as const;

const withoutPermit: ReadonlySet<string> = new Set(freeMovement.flatMap(({ states }) => states));

/**
 * Whether a citizen of this state must show a permit of stay (S0:29). The United Kingdom is outside since 2021; a
 * stateless person is outside too. Takes a parsed `Citizenship`.
 */
export function isNonEu(citizenship: string): boolean {
  return !withoutPermit.has(citizenship);
}

/**
 * Where the person lives, which makes one job centre competent (S0:17). A person without a fixed home declares
 * `noFixedHome` and a municipality, and the pact is made on that (practice, assumed); street and postcode then are
 * optional, otherwise missing ones break `domicile-address` and `domicile-postcode`.
 */
export const Domicile = z
  .strictObject({
    municipality: Municipality,
    address: z.optional(lineOfText(200)),
    postcode: z.optional(z.string().check(z.regex(/^\d{5}$/, { error: 'postcode' }))),
    noFixedHome: z.optional(z.literal(true)),
  })
  .check(
    z.refine((home) => home.noFixedHome === true || home.address !== undefined, {
      path: ['address'],
      error: 'domicile-address',
    }),
    z.refine((home) => home.noFixedHome === true || home.postcode !== undefined, {
      path: ['postcode'],
      error: 'domicile-postcode',
    }),
  );
export type Domicile = z.infer<typeof Domicile>;

/** Languages in which a citizen is answered and written to. */
export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

/** Who the citizen is, as the citizen declares it. The mailbox is not here: it is the account's, and proved. */
export const Person = z.strictObject({
  fiscalCode: FiscalCode,
  givenName: PersonName,
  familyName: PersonName,
  birthDate: PlainDate,
  birthPlace: BirthPlace,
  sex: z.optional(z.enum(['M', 'F'])),
  citizenship: Citizenship,
  phone: z.optional(Phone),
  domicile: Domicile,
  language: z.enum(languages),
});
export type Person = z.infer<typeof Person>;

/** The body of `PUT /me`: the person, and why a mailbox that looks shared is the person's own, once that was asked. */
export const PutMe = z.extend(Person, { mailboxReason: z.optional(MailboxReason) });
export type PutMe = z.infer<typeof PutMe>;

/** Something about a person that is told and recorded, and for the operator to look at; it stops nothing. */
export interface PersonWarning {
  readonly rule: 'fiscal-code-mismatch' | 'fiscal-code-provisional';
  readonly field: CodedField | 'fiscalCode';
}

/**
 * What an operator looks at in a person's data (S0:29-31): each field that differs from what the fiscal code says (see
 * `compareWithPerson`), and a provisional code, which nobody can check but on paper.
 */
export function personWarnings(person: Person): PersonWarning[] {
  return [
    ...compareWithPerson(person.fiscalCode, person).map((field) => ({ rule: 'fiscal-code-mismatch', field }) as const),
    ...(isProvisionalFiscalCode(person.fiscalCode)
      ? [{ rule: 'fiscal-code-provisional', field: 'fiscalCode' } as const]
      : []),
  ];
}
