import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import { atConfirmation, atStrongPact, documentProblems, permitKinds } from '../../functions/domain/documents.ts';
import { isNonEu } from '../../functions/domain/person.ts';

const date = fc.integer({ min: 0, max: 9_000 }).map((days) => addDays(PlainDate.parse('2010-01-01'), days));
const card = fc.record({
  kind: fc.constantFrom('identity-card' as const, 'passport' as const),
  number: fc.constant('CA12345AB'),
  issuedBy: fc.constant('Comune di Milano'),
  expiresOn: date,
});
const permit = fc.record({ kind: fc.constantFrom(...permitKinds), number: fc.constant('I1234567'), expiresOn: date });
const shown = fc.record({
  metOn: date,
  citizenship: fc.constantFrom('IT', 'FR', 'CH', 'GB', 'MA', 'XX'),
  identityDocument: fc.option(card, { nil: undefined }),
  permit: fc.option(permit, { nil: undefined }),
});

test('the later the meeting, the more expired: what is refused one day is refused the next', () => {
  fc.assert(
    fc.property(shown, (documents) => {
      const rules = (metOn: PlainDate) =>
        documentProblems({ ...documents, metOn }, atConfirmation).map(({ rule }) => rule);
      expect(rules(addDays(documents.metOn, 1))).toEqual(expect.arrayContaining(rules(documents.metOn)));
    }),
  );
});

test('a strong pact is never blocked by documents; EU citizens are never asked for a permit', () => {
  fc.assert(
    fc.property(shown, (documents) => {
      expect(documentProblems(documents, atStrongPact).filter(({ severity }) => severity === 'blocks')).toEqual([]);
      const fields = documentProblems(documents, atConfirmation).map(({ field }) => field);
      if (!isNonEu(documents.citizenship)) expect(fields).not.toContain('permit');
    }),
  );
});
