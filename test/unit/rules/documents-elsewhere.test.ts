/** Routes B and C: who the person is was proved when the DID was made, so no document keeps the meeting from counting. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/domain/commands.ts';
import { caseIn, cpi, day, decisionOf, identityDocument, officeFactsOf, today, verdictOf } from '../samples.ts';
import { chosen, made, onB, protocol } from './elsewhere.ts';

const confirm = (shown: object) =>
  decide('confirm', officeFactsOf(chosen(onB())), {
    metOn: today,
    inps: { appliedOn: made.appliedOn, protocol },
    ...shown,
  });

describe('at the meeting on route B', () => {
  test('a valid document proves whose the fiscal code is', () => {
    expect(decisionOf(confirm({ identityDocument }))).toMatchObject({ warnings: [], effects: ['verify-fiscal-code'] });
  });

  test.each([
    ['no document', {}, 'identity-document-missing'],
    [
      'an expired one',
      { identityDocument: { ...identityDocument, expiresOn: day('2026-11-22') } },
      'identity-document-expired',
    ],
  ])('%s is warned of, and proves nothing', (_, shown, rule) => {
    const { next, warnings, effects } = decisionOf(confirm(shown));
    expect(next.status).toBe('confirmed');
    expect(warnings).toEqual([{ rule, field: 'identityDocument' }]);
    expect(effects).toEqual([]);
  });
});

test('on route A there is no confirmation without it (S0:29)', () => {
  const reserved = officeFactsOf(caseIn('reserved', { operatorId: cpi }));
  const bare = { metOn: today, paperDeclaration: { signedOn: today } };
  expect(verdictOf(decide('confirm', reserved, bare))).toEqual([
    'identity-document-missing',
    'identityDocument',
    'S0:29',
  ]);
});
