/** What is typed for a paper is what the paper says: the door refuses what no paper can print. */
import './function-environment.ts';
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
import { create } from 'fontkit';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseBody } from '../../functions/api/http.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { worded } from '../../functions/api/problem.ts';
import { printedRanges, unprintableFields, unprintableIn } from '../../functions/domain/printed.ts';
import { PactBody } from '../../functions/domain/verbs/sign-pact.ts';

async function refusal(schema: z.ZodMiniType, body: unknown, language: 'it' | 'en') {
  const parsed = parseBody(schema, { body, language });
  return 'reply' in parsed ? worded(parsed.reply) : undefined;
}

test('the font of the papers has every character that is let through', () => {
  const font = create(Buffer.from(regular));
  const has = (code: number) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(code);
  for (const range of printedRanges.split(' ')) {
    const [first = '', last = first] = range.split('-');
    const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    for (let code = from; code <= to; code += 1) expect(has(code), code.toString(16)).toBe(true);
  }
  // And no other, so that the door is not stricter than the font: all of the basic plane.
  for (let code = 0x20; code < 0xffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    if (unprintableIn(String.fromCodePoint(code)).length > 0) expect(has(code), code.toString(16)).toBe(false);
  }
});

test.each([
  'Zoë Łukasz Țepeș Nguyễn',
  'Ελένη Παπαδοπούλου',
  'Шевченко Їжак',
  'محمد عبد الله',
  'שרה כהן',
  'Հայկ, გიორგი',
  'n° 5 – «così»… 20 € ≥ 18 → ✓ ½ №',
])('prints %s', (text) => {
  expect(unprintableIn(text)).toEqual([]);
});

test.each([
  ['你好 😀 好', ['你', '好', '😀']],
  ['日本語', ['日', '本', '語']],
  ['สมชาย', ['ส', 'ม', 'ช', 'า', 'ย']],
  ['a\u200bb', ['\u200b']],
])('does not print %s', (text, signs) => {
  expect(unprintableIn(text)).toEqual(signs);
});

describe('a body', () => {
  test('names each field of it that goes to a paper, lists and parts included', () => {
    const body = {
      person: { givenName: '王小明', note: '你好' },
      searchActs: ['ok', '日本'],
      signature: { evidence: '😀' },
      reason: '你好',
    };
    expect(unprintableFields(body).map(({ field }) => field)).toEqual([
      'person.givenName',
      'searchActs.1',
      'signature.evidence',
    ]);
  });

  test('is refused in both languages with the characters that cannot be printed', async () => {
    const body = { ...bodies.pact, profile: '你好 😀', searchActs: ['日本語'] };
    for (const [language, words] of [
      ['it', 'non si possono stampare'],
      ['en', 'cannot be printed'],
    ] as const) {
      const reply = await refusal(PactBody, body, language);
      expect(reply).toMatchObject({
        status: 422,
        body: {
          code: 'invalid',
          errors: [
            {
              field: 'profile',
              rule: 'text-not-printable',
              message: expect.stringContaining('你 (U+4F60), 好 (U+597D), 😀 (U+1F600)'),
            },
            { field: 'searchActs.0', rule: 'text-not-printable', message: expect.stringContaining(words) },
          ],
        },
      });
    }
  });

  test('tells a character that nobody sees by its number', async () => {
    const reply = await refusal(z.strictObject({ reasons: z.string() }), { reasons: 'no\u200bne' }, 'en');
    expect(JSON.stringify(reply?.body)).toContain('U+200B');
    expect(JSON.stringify(reply?.body)).not.toContain('\u200b');
  });

  test('is taken as it is with all that the font has', async () => {
    expect(await refusal(PactBody, { ...bodies.pact, profile: 'Perché «sì» — 20 €' }, 'it')).toBeUndefined();
  });
});
