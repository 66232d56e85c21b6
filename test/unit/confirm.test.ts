import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import {
  accredited,
  at,
  caseIn,
  closedCpi,
  cpi,
  data,
  day,
  decisionOf,
  didDate,
  factsOf,
  foreigner,
  identityDocument,
  mario,
  meeting,
  officeFactsOf,
  operatorOf,
  permit,
  policy,
  recordOf,
  today,
  verdictOf,
} from './samples.ts';

const atCpi = caseIn('reserved', { operatorId: cpi });
const atAccredited = caseIn('reserved', { operatorId: accredited });
const confirm = (change: object = {}, didCase = atCpi, facts: Partial<Facts> = {}) =>
  decide('confirm', officeFactsOf(didCase, facts), { ...meeting, ...change });
const foreign = { citizen: recordOf(foreigner) };
const yesterday = day('2026-11-22');
const tomorrow = day('2026-11-24');

describe('the confirmation of a DID con riserva (S0:29-31)', () => {
  test('lifts the reserve, keeps the day of the DID and that it was con riserva, and confirms no unemployment', () => {
    const { next } = decisionOf(confirm());
    expect(next).toMatchObject({
      status: 'confirmed',
      withReserve: true,
      authenticity: { state: 'authentic', by: cpi, on: today },
      reserveLiftedOn: today,
      didDate,
      unemployedSince: didDate,
    });
    expect(next).not.toHaveProperty('unemploymentConfirmedOn');
  });

  test('changes nothing else of the case', () => {
    expect(decisionOf(confirm()).next).toEqual({
      ...atCpi,
      status: 'confirmed',
      authenticity: { state: 'authentic', by: cpi, on: today },
      reserveLiftedOn: today,
    });
  });

  test('makes the fiscal code the person’s for good', () => {
    expect(decisionOf(confirm()).effects).toEqual(['verify-fiscal-code']);
  });

  test('is told to the person, with the office', () => {
    expect(decisionOf(confirm({}, atAccredited)).mail).toMatchObject({
      kind: 'did-authenticated',
      didDate,
      authenticatedOn: today,
      office: { name: 'Operatore accreditato dimostrativo', phone: '+39020000000' },
    });
  });

  test('stands on the day of the meeting, not of its entry', () => {
    const metOn = day('2026-11-16');
    const { next } = decisionOf(confirm({ metOn, paperDeclaration: { signedOn: metOn } }));
    expect([next.reserveLiftedOn, next.authenticity.on, next.unemployedSince]).toEqual([metOn, metOn, didDate]);
  });
});

describe('the meeting', () => {
  test.each([
    ['on the day of receipt', today, ['decided']],
    ['tomorrow', tomorrow, ['met-in-future', 'metOn', 'S0:29-31']],
    ['on the day of the DID', didDate, ['decided']],
    ['the day before the DID', day('2026-11-02'), ['met-before-did', 'metOn', 'S0:27']],
  ])('%s', (_, metOn, verdict) => {
    expect(verdictOf(confirm({ metOn, paperDeclaration: { signedOn: didDate } }))).toEqual(verdict);
  });

  test('of today in Rome is no meeting of the future at 00:30', () => {
    const facts = { receivedAt: at('2026-11-22T23:30:00.000Z') };
    expect(verdictOf(confirm({}, atCpi, facts))).toEqual(['decided']);
  });

  test.each([
    ['on the last day of the operator', '2020-12-31', ['decided']],
    ['the day after', '2021-01-01', ['operator-not-active', 'metOn', 'S0:17-19']],
  ])('%s', (_, date, verdict) => {
    const metOn = day(date);
    const didCase = caseIn('reserved', { operatorId: closedCpi, didDate: day('2020-12-01') });
    const facts = { receivedAt: at('2021-01-10T09:00:00.000Z') };
    expect(verdictOf(confirm({ metOn, paperDeclaration: { signedOn: metOn } }, didCase, facts))).toEqual(verdict);
  });
});

describe('the identity document (S0:29)', () => {
  const identity = 'S0:29';

  test.each([
    ['expires the day after', tomorrow, ['decided']],
    ['expires that very day', today, ['decided']],
    ['expired the day before', yesterday, ['identity-document-expired', 'identityDocument', identity]],
  ])('%s the meeting', (_, expiresOn, verdict) => {
    expect(verdictOf(confirm({ identityDocument: { ...identityDocument, expiresOn } }))).toEqual(verdict);
  });

  test('counts on the day of the meeting, not of its entry', () => {
    const metOn = day('2026-11-16');
    const expiring = { ...identityDocument, expiresOn: metOn };
    const outcome = confirm({ metOn, identityDocument: expiring, paperDeclaration: { signedOn: metOn } });
    expect(verdictOf(outcome)).toEqual(['decided']);
  });

  test('is asked on route A, whatever the body may leave out', () => {
    const outcome = confirm({ identityDocument: undefined });
    expect(verdictOf(outcome)).toEqual(['identity-document-missing', 'identityDocument', identity]);
  });
});

describe('the permit of stay (S0:29)', () => {
  const valid = 'S0:29';

  test.each([
    ['expires the day after', { permit: { ...permit, expiresOn: tomorrow } }, ['decided']],
    ['expires that very day', { permit: { ...permit, expiresOn: today } }, ['decided']],
    ['expired the day before', { permit: { ...permit, expiresOn: yesterday } }, ['permit-expired', 'permit', valid]],
    ['is not shown', {}, ['permit-missing', 'permit', valid]],
  ])('of a citizen from outside the Union that %s the meeting', (_, shown, verdict) => {
    expect(verdictOf(confirm(shown, atCpi, foreign))).toEqual(verdict);
  });

  test.each(['renewal-receipt', 'first-issue-receipt'] as const)('a %s warns and does not block', (kind) => {
    const shown = { permit: { kind, number: 'RIC 123', expiresOn: day('1900-01-01') } };
    expect(decisionOf(confirm(shown, atCpi, foreign)).warnings).toEqual([{ rule: 'permit-receipt', field: 'permit' }]);
  });

  test.each(['IT', 'RO', 'CH', 'NO'])('is not asked of a citizen of %s, nor looked at', (citizenship) => {
    const person = { ...mario, citizenship };
    for (const shown of [{}, { permit: { ...permit, expiresOn: yesterday } }]) {
      const { warnings } = decisionOf(confirm(shown, atCpi, { citizen: recordOf(person) }));
      expect(warnings).toEqual([]);
    }
  });
});

describe('the paper declaration', () => {
  const { paperDeclaration: _, ...noPaper } = meeting;
  const without = (didCase = atCpi, facts: Partial<Facts> = {}) =>
    decide('confirm', officeFactsOf(didCase, facts), noPaper);
  const asked = (value: boolean) => ({
    policy: { ...policy, paperDeclarationForCpi: { ...policy.paperDeclarationForCpi, value } },
  });

  test('is asked by the accredited operator, as S0:31 says', () => {
    expect(verdictOf(without(atAccredited))).toEqual(['paper-declaration-missing', 'paperDeclaration', 'S0:31']);
  });

  test('is asked by the accredited operator whatever the policy', () => {
    expect(verdictOf(without(atAccredited, asked(false)))[0]).toBe('paper-declaration-missing');
  });

  test('is asked by a job centre on the assumption of the policy, never on S0:31', () => {
    const [code, field, rule] = verdictOf(without(atCpi, asked(true)));
    expect([code, field]).toEqual(['paper-declaration-missing', 'paperDeclaration']);
    expect(rule).toBe('paper-declaration:assumed');
    expect(policy.paperDeclarationForCpi.assumed).toBe(true);
  });

  test('is not asked by a job centre whose policy does not', () => {
    expect(verdictOf(without(atCpi, asked(false)))).toEqual(['decided']);
  });

  test.each([
    [atAccredited, 'S0:31'],
    [atCpi, 'paper-declaration:assumed'],
  ])('leaves in the history whether its rule is stated or assumed', (didCase, rule) => {
    expect(decisionOf(confirm({}, didCase)).rules).toContain(rule);
  });

  test.each([
    ['the day before the DID', '2026-11-02', ['paper-declaration-before-did', 'paperDeclaration']],
    ['on the day of the DID', '2026-11-03', ['decided']],
    ['on the day of the meeting', '2026-11-23', ['decided']],
    ['the day after the meeting', '2026-11-24', ['paper-declaration-after-meeting', 'paperDeclaration']],
  ])('signed %s', (__, date, verdict) => {
    const paperDeclaration = { signedOn: day(date) };
    expect(verdictOf(confirm({ paperDeclaration }, atAccredited)).slice(0, 2)).toEqual(verdict);
  });
});

describe('who confirms, and when', () => {
  test.each(['registered', 'confirmed', 'psp-signed', 'withdrawn', 'closed'] as const)('not a case %s', (status) => {
    expect(verdictOf(confirm({}, caseIn(status, { operatorId: cpi })))[0]).toBe('wrong-status');
  });

  test('not the citizen', () => {
    expect(verdictOf(decide('confirm', factsOf({ didCase: atCpi }), meeting))[0]).toBe('not-this-party');
  });

  test('not the officer of an operator that the citizen has left', () => {
    const facts = officeFactsOf(atCpi, { operator: operatorOf(accredited), didCase: atAccredited });
    expect(verdictOf(decide('confirm', facts, meeting))[0]).toBe('not-this-party');
  });

  test('a draft of another route counts from the day that is known of its DID', () => {
    const didCase = caseIn('registered', { route: 'B', didDate, didSource: 'inps', operatorId: cpi, data });
    expect(decisionOf(confirm({ inps: { appliedOn: didDate, protocol: 'P.1' } }, didCase)).next).toMatchObject({
      status: 'confirmed',
      didDate,
      withReserve: false,
    });
  });
});
