import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusalWords } from '../../functions/api/refusal-words.ts';
import { type RefusalCode, refusals, refuse } from '../../functions/domain/refusals.ts';

const laws = new Map<string, { readonly status: number; readonly rule: string }>(Object.entries(refusals));
const rows = Object.entries(refusalWords).map(([code, words]) => ({ code, ...words, ...laws.get(code) }));
const functions = new URL('../../functions/', import.meta.url);
const sources = readdirSync(functions, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/refusals[.]ts$|refusal-words[.]ts$/.test(file))
  .map((file) => readFileSync(new URL(file, functions), 'utf8'))
  .join('\n');

describe.each(rows)('$code', ({ code, status, rule, it, en }) => {
  test('says in both languages, in whole sentences, what stands in the way', () => {
    for (const text of [it, en]) expect(text).toMatch(/^\p{Lu}.{10,}[.]$/u);
    expect(it).not.toBe(en);
    expect(en).not.toMatch(/[àèéìòù]/);
  });

  test('names its rule and a status that is a refusal’s', () => {
    expect(rule).not.toBe('');
    expect([403, 404, 409, 422, 429]).toContain(status);
  });

  test('promises nothing and blames nobody', () => {
    expect(`${it} ${en}`).not.toMatch(/conferm(ata|ato)|is confirmed|gent\.mo|si prega|non hai fatto|sanzion/i);
  });

  test('is given somewhere', () => expect(sources).toContain(`'${code}'`));
});

test.each<[RefusalCode, number]>([
  ['wrong-status', 409],
  ['live-did-exists', 409],
  ['command-pending', 409],
  ['changed-meanwhile', 409],
  ['not-this-party', 403],
  ['own-case', 403],
  ['fiscal-code-not-yours', 422],
  ['permit-expired', 422],
  ['paper-declaration-missing', 422],
  ['identity-document-expired', 422],
  ['mailbox-not-own', 422],
])('%s is a %d', (code, status) => expect(refusals[code].status).toBe(status));

test('a refusal names its field and a finer rule where there is one', () => {
  expect(refuse('wrong-status')).toEqual({ kind: 'refusal', code: 'wrong-status', rule: 'lifecycle' });
  expect(refuse('permit-expired', 'permit')).toEqual({
    kind: 'refusal',
    code: 'permit-expired',
    field: 'permit',
    rule: 'S0:29',
  });
  expect(refuse('permit-expired', 'permit', 'S0:29 «…»').rule).toBe('S0:29 «…»');
});

test('a mailbox of somebody else is refused without saying whose, and a code that is held without saying by whom', () => {
  for (const code of ['mailbox-in-use', 'fiscal-code-needs-proof'] as const) {
    expect(`${refusalWords[code].it} ${refusalWords[code].en}`).not.toMatch(
      /registrat|iscritt|disoccupa|unemploy|registered/i,
    );
  }
});
