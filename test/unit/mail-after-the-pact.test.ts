/** What a mail says of the pact and of days: nobody who has signed is told that the pact is still to come. */
import { expect, test } from 'vitest';
import { type Language, languages } from '../../functions/domain/person.ts';
import { cases, mailOf } from './mail-samples.ts';

const textOf = (name: string, language: Language = 'it'): string => {
  const sample = cases.find((one) => one.name === name && one.language === language);
  if (!sample) throw new Error(`no sample ${name}`);
  return mailOf(sample).text;
};
const toCome = /si chiude quando firmi il patto|resta da confermare|ends when you sign the pact|still to be confirmed/;

test.each(
  [
    'chosen at a counter after the pact',
    'resumed, with a pact',
    'reopened, with a pact',
    'transferred, with a pact',
  ].flatMap((name) => languages.map((language) => [name, language] as const)),
)('%s (%s) takes the pact for signed', (name, language) => {
  const text = textOf(name, language);
  expect(text).not.toMatch(toCome);
  expect(text).toMatch(/il patto che hai firmato|the pact that you signed/i);
});

test('a correction tells each day as it was and as it is', () => {
  const text = textOf('date rectified');
  expect(text).toMatch(/La data della DID\. Prima era .*16 novembre 2026, ora è/);
  expect(text).toMatch(/La data del patto\. Prima era .*20 novembre 2026, ora è .*25 novembre 2026/);
});

test('a meeting on a DID con riserva that was not concluded tells when the file may close', () => {
  expect(textOf('meeting with a DID con riserva not concluded')).toMatch(/Dopo .*3 marzo 2027 la pratica può/);
  expect(textOf('meeting not concluded')).not.toContain('la pratica può essere chiusa');
});

test('who has applied to INPS is sent to no other DID', () => {
  for (const name of ['application made, its date awaited', 'date of the application reminded of']) {
    const text = textOf(name);
    expect(text).not.toMatch(/non esiste ancora|percorso A|nascerà/);
    expect(text).toContain('manca');
  }
});
