import { readdirSync, readFileSync } from 'node:fs';
import '../../functions/api/openapi/settings.ts';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { rowWords } from '../../functions/api/directory/words.ts';
import { operations } from '../../functions/api/openapi/document.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { fieldErrors } from '../../functions/api/problem-words.ts';
import { refusalWords } from '../../functions/api/refusal-words.ts';
import { requestWords } from '../../functions/api/request-words.ts';
import { ruleWords } from '../../functions/api/words.ts';
import { commands } from '../../functions/domain/commands.ts';
import { edits } from '../../functions/domain/edits.ts';
import { verbs } from '../../functions/domain/lifecycle.ts';
import { languages } from '../../functions/domain/person.ts';
import { permit } from './samples.ts';

const functions = new URL('../../functions/', import.meta.url);
const sources = ['domain/', 'domain/verbs/', 'api/'].flatMap((folder) =>
  readdirSync(new URL(folder, functions))
    .filter((file) => file.endsWith('.ts') && file !== 'words.ts')
    .map((file) => readFileSync(new URL(folder + file, functions), 'utf8')),
);

/** Rules as the contracts write them: `error: '…'`, and the two that a function returns; those of rows have their own words. */
const writtenRules = [
  ...new Set(
    sources.flatMap((text) => [
      ...[...text.matchAll(/\berror: '([a-z0-9-]+)'/g)].map(([, rule = '']) => rule),
      ...[...text.matchAll(/(?:return|problem:) '((?:fiscal-code|email)-[a-z-]+)'/g)].map(([, rule = '']) => rule),
    ]),
  ),
]
  .filter((rule) => !Object.hasOwn(rowWords, rule))
  .toSorted();

type Contract = readonly [name: string, schema: z.ZodMiniType, examples: readonly unknown[]];

const { person, confirmation, pact, registration } = bodies;
const { address, ...withoutStreet } = person.domicile;
const shown = { ...confirmation, permit };
const listedTwice = { domain: 'ente.it', organisation: 'Ente', kind: 'caf', certainty: 'assumed' };
/** Bodies with every optional field somewhere, beside the examples of the document. */
const fuller: readonly unknown[] = [
  { ...person, mailboxReason: 'La casella è soltanto mia.' },
  { ...person, domicile: withoutStreet },
  { ...person, domicile: { municipality: 'F205', address } },
  shown,
  { ...pact, identityDocument: shown.identityDocument, permit },
  { mailbox: 'anna@example.com', reason: 'La casella è soltanto mia.' },
  { version: 0, reason: 'Segnalato', domains: [listedTwice, listedTwice] },
  {
    ...confirmation,
    identityDocument: { ...shown.identityDocument, kind: 'other-equivalent', description: 'Porto d’armi' },
  },
  { metOn: '2026-10-12', missing: ['agreement', 'agreement'] },
  {
    reason: 'job',
    toRegion: 'Piemonte',
    since: '2026-10-05',
    signedRequest: { signedOn: '2026-10-05', reference: 'prot. 1' },
  },
  { payment: { from: '2026-12-10', to: '2026-12-01' } },
  { lossConfirmed: true, signedRequest: { signedOn: '2026-10-05', reference: 'prot. 1' } },
];
const queries = [
  {},
  { jobEndedOn: '2026-10-05', neverWorked: 'true', inpsApplication: 'no' },
  { limit: '1', cursor: 'x', status: 'reserved', before: '2026-10-05', kind: 'cpi', text: 'Milano' },
];

const contracts: readonly Contract[] = [
  ...Object.entries(operations).flatMap(([name, { body, query }]): Contract[] => [
    ...(body ? [[name, body.schema, Object.values(body.examples)] as const] : []),
    ...(query ? [[`${name}?`, query, queries] as const] : []),
  ]),
  ...verbs.map((verb): Contract => [verb, commands[verb].body, [registration]]),
  ...Object.entries(edits).map(([name, { body }]): Contract => [name, body, [registration]]),
];

/** What people and programs put where something else belongs. */
const bad: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  '   ',
  'x',
  'x'.repeat(2000),
  'due\nrighe',
  '31/02/2026',
  '2026-02-31',
  '-5',
  '1.5',
  '1000000',
  'a b@example.com',
  'example.com',
  `${'a'.repeat(65)}@example.com`,
  'nicolò@example.com',
  'anna@example',
  'anna@example.com',
  'RSSMRA85T10A562',
  '12345678904',
  'R5SMRA85T10A562S',
  'RSSMRA85T32A562T',
  'RSSMRA85T10A562T',
  'RSSMRA85T10A562S',
  [],
  Array(21).fill('una candidatura'),
  {},
  { surprise: 1 },
];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value with each of its parts in turn replaced by each bad one, left out, or given company. */
function* broken(value: unknown): Generator<unknown> {
  yield* bad;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const worse of broken(item)) yield value.with(index, worse);
    }
  }
  if (!isRecord(value)) return;
  yield { ...value, surprise: 1 };
  for (const [key, part] of Object.entries(value)) {
    const { [key]: _, ...others } = value;
    yield others;
    for (const worse of broken(part)) yield { ...others, [key]: worse };
  }
}

const schemasOf = [...contracts, ...contracts.map(([name, schema]): Contract => [name, schema, fuller])];
/** Every error that the contracts make of all that, once for each field, rule and text. */
const found = schemasOf.flatMap(([name, schema, examples]) => {
  const answers = new Map<string, { name: string; field: string; rule: string; it: string; en: string }>();
  for (const body of examples.flatMap((example) => [...broken(example)])) {
    const { error } = schema.safeParse(body);
    if (!error) continue;
    const [it, en] = [fieldErrors(error, 'it'), fieldErrors(error, 'en')];
    for (const [index, { field, rule, message }] of it.entries()) {
      answers.set(`${field} ${rule} ${message}`, { name, field, rule, it: message, en: en[index]?.message ?? '' });
    }
  }
  return [...answers.values()];
});
const given = new Set(found.map(({ rule }) => rule));

/** What no text for people says. */
const jargon =
  /\b(json|null|boolean|bool|array|object|string|stringa|oggetto|regex|iso|uuid|utc|payload|parse|schema|belfiore|enum|booleano|token|invalid|formato?)\b/i;
const formal =
  /\b(Lei|Suo|Sua|Suoi|Sue|Vi preghiamo|si prega|gent\.\w*|gentile|inserisca|controlli|verifichi|voglia|please)\b/i;
const blame =
  /\b(non hai|hai sbagliato|hai dimenticato|errat[oaie]|sbagliat[oaie]|colpa|obbligatori[oa]|vietat[oa]|illegal\w*|you (have not|haven.t|did not|didn.t|failed|forgot)|your (fault|mistake|error)|incorrect\w*|must not|not allowed)\b/i;
/** Imperatives of the forms that are not «tu». */
const plural =
  /\b(inserire|compilare|scrivere|controllare|inserite|compilate|scrivete|controllate|riprovate|rivolgetevi)\b[ :]/i;

/** What a text tells a person to do, after it has told what is wrong. */
const doIt =
  /: (.*, )?(vai|usa|copia|ricopia|toglil|scriv|compila|spiega|indica|scegli|ricomincia|controlla|aggiungi|lascia|riducil)/;
const doEn = /: (.*, )?(go|use|copy|take|write|fill|explain|give|see|say|choose|start|check|add|leave|make)\b/;

interface Text {
  readonly of: string;
  readonly it: string;
  readonly en: string;
}

const numbered = (text: string) => text.replace('{limit}', '1000');
const texts: readonly Text[] = [
  ...Object.entries(ruleWords).map(([of, { it, en }]) => ({ of, it: numbered(it), en: numbered(en) })),
  ...Object.entries(requestWords).map(([of, { it, en }]) => ({ of: `${of} of a request`, it, en })),
  ...Object.entries(rowWords).map(([of, { it, en }]) => ({ of: `${of} of a row`, it, en })),
  ...Object.entries(refusalWords).map(([of, { it, en }]) => ({ of, it, en })),
];

describe('every rule has words', () => {
  test('that the contracts write', () => {
    expect(writtenRules.length).toBeGreaterThan(25);
    expect(writtenRules.filter((rule) => !Object.hasOwn(ruleWords, rule))).toEqual([]);
  });

  test('that a body or a query can break', () => {
    expect(found.length).toBeGreaterThan(300);
    expect([...given].filter((rule) => !Object.hasOwn(ruleWords, rule))).toEqual([]);
  });

  test('and the bodies of this test break every rule but those that no request meets', () => {
    expect(writtenRules.filter((rule) => !given.has(rule))).toEqual([]);
  });

  test('and no words stand for a rule that nobody gives', () => {
    const own = Object.keys(ruleWords).filter((rule) => !/[_.]|^custom$/.test(rule));
    expect(own.filter((rule) => !writtenRules.includes(rule))).toEqual([]);
  });

  test.each(found)('$name: $field $rule', ({ rule, it, en }) => {
    for (const message of [it, en]) {
      expect(message).not.toBe(rule);
      expect(message).toMatch(/^[\p{Lu}È].* .*\.$/u);
      expect(message).not.toMatch(/[{}]|undefined|NaN|e\+/);
      expect(message.length).toBeLessThanOrEqual(140);
    }
    expect(it).not.toBe(en);
  });
});

describe.each(texts)('the words of $of', ({ it, en }) => {
  test('are short: at most 140 characters, no sentence over 22 words', () => {
    for (const text of [it, en]) {
      expect(text.length).toBeLessThanOrEqual(140);
      const sentences = text.split(/[.:;?!] /).map((sentence) => sentence.split(/\s+/).length);
      expect(Math.max(...sentences)).toBeLessThanOrEqual(22);
    }
  });

  test('are plain, say «tu» and blame nobody', () => {
    for (const text of [it, en]) {
      expect(text).not.toMatch(jargon);
      expect(text).not.toMatch(formal);
      expect(text).not.toMatch(blame);
    }
    expect(it).not.toMatch(plural);
  });

  test('are in the language that they stand for', () => {
    expect(it).not.toBe(en);
    expect(en).not.toMatch(/[àèéìòù]/);
    expect(it).not.toMatch(/\b(the|is|this|of|write|check)\b/i);
    expect(en).not.toMatch(/\b(il|la|che|questo|non|scrivi)\b/i);
  });
});

describe('the words of a rule of a field', () => {
  test.each(Object.entries(ruleWords))('%s say how to mend it', (_, { it, en }) => {
    expect(it).toMatch(doIt);
    expect(en).toMatch(doEn);
  });

  const errorsOf = (schema: z.ZodMiniType, value: unknown) => {
    const { error } = schema.safeParse(value);
    return error ? languages.map((language) => fieldErrors(error, language)[0]) : [];
  };

  test('name the limit that the contract sets', () => {
    expect(errorsOf(z.string().check(z.maxLength(7, { error: 'text-too-long' })), 'x'.repeat(8))).toMatchObject([
      { rule: 'text-too-long', message: 'Il testo è troppo lungo: scrivi al massimo 7 caratteri.' },
      { rule: 'text-too-long', message: 'The text is too long: write at most 7 characters.' },
    ]);
    expect(errorsOf(z.int().check(z.maximum(600)), 601)).toMatchObject([
      { rule: 'too_big', message: 'Il numero è troppo grande: scrivi 600 o di meno.' },
      { rule: 'too_big', message: 'The number is too large: write 600 or less.' },
    ]);
  });

  test.each([
    [z.string().check(z.refine(() => false, { error: 'of-tomorrow' })), 'custom'],
    [z.string().check(z.regex(/^y$/, { error: 'of-tomorrow' })), 'invalid_format'],
    [z.string().check(z.minLength(9, { error: 'of-tomorrow' })), 'too_small.string'],
  ] as const)('are those of Zod’s code if the rule has none: %#', (schema, code) => {
    const { it, en } = ruleWords[code];
    expect(errorsOf(schema, 'x')).toMatchObject([
      { rule: 'of-tomorrow', message: it.replace('{limit}', '9') },
      { rule: 'of-tomorrow', message: en.replace('{limit}', '9') },
    ]);
  });

  test('never hold the value that was sent', () => {
    const secret = 'RSSMRA85T10A562T';
    const told = contracts.flatMap(([, schema]) => {
      const answers = [secret, { [`x${secret}`]: secret }, ...broken(person)].map(
        (body) => schema.safeParse(body).error,
      );
      return answers.flatMap((error) => (error ? fieldErrors(error, 'it').map(({ message }) => message) : []));
    });
    expect(told.length).toBeGreaterThan(100);
    expect(told.filter((message) => /RSSMRA|x{9}/.test(message))).toEqual([]);
  });
});
