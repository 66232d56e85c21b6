/** What a mail says of the office, of the work and of who asked, in the reader's own language. */
import { describe, expect, test } from 'vitest';
import { MailParameters } from '../../functions/domain/communications.ts';
import type { Language } from '../../functions/domain/person.ts';
import { render } from '../../functions/outbox/render.ts';
import { MailContext } from '../../functions/outbox/templates/context.ts';
import { configOf } from '../../infra/config.ts';
import { context as plain, samples } from './mail-samples.ts';

const { office } = configOf('local');
const context = MailContext.parse({ ...plain, ...office });
const textOf = (sample: string, language: Language, by = context) => {
  const parameters = MailParameters.parse(samples.find(({ name }) => name === sample)?.parameters);
  return render(parameters.kind, language, parameters, by).text;
};

describe('an English mail', () => {
  test('tells office, hours and desk in English', () => {
    const text = textOf('closed for a pension', 'en');
    expect(text).toContain(office.english.responsibleOffice);
    expect(text).toContain(office.english.help.hours);
    expect(text).toContain(office.english.help.desk);
    expect(text).not.toMatch(/lunedì|ogni Centro per/);
  });

  test('tells them in Italian where nobody set the English ones', () => {
    expect(textOf('closed for a pension', 'en', plain)).toContain(plain.help.hours);
  });
});

test('an Italian mail stays Italian', () => {
  const text = textOf('closed for a pension', 'it');
  expect(text).toContain(office.help.hours);
  expect(text).not.toContain(office.english.help.hours);
});

test.each([
  ['it', /dura 60 giorni/],
  ['en', /lasts 60 days/],
] as const)('a suspension tells the days that were told (%s)', (language, days) => {
  expect(textOf('suspended, the days told', language)).toMatch(days);
  expect(textOf('suspended', language)).not.toMatch(days);
});

test.each([
  ['it', /perché lo hai chiesto/, /perché risulta/],
  ['en', /because you asked/, /we have a record/],
] as const)('a closing that the person asked for says so (%s)', (language, asked, found) => {
  expect(textOf('closed for a pension, as asked', language)).toMatch(asked);
  expect(textOf('closed for a pension, as asked', language)).not.toMatch(found);
  expect(textOf('closed for a pension', language)).not.toMatch(asked);
});
