import { describe, expect, test } from 'vitest';
import { type AccountFacts, sessionClaims } from '../../functions/domain/session.ts';
import { day, mario, policy, today } from './samples.ts';

const code = mario.fiscalCode;
const nobody: AccountFacts = {
  groups: [],
  idp: undefined,
  fiscalCode: undefined,
  operatorId: undefined,
  operatorKind: undefined,
};
const claims = (account: Partial<AccountFacts>, on = today, historic = true) =>
  sessionClaims({ ...nobody, ...account }, policy, { today: on, historic });

describe('how surely a citizen proved who he is (S0:15, S0:25)', () => {
  test.each<[string | undefined, string | undefined, object]>([
    ['SPID', `TINIT-${code}`, { assurance: 'strong', idp: 'SPID', fiscalCode: code }],
    ['CIE', `TINIT-${code}`, { assurance: 'strong', idp: 'CIE', fiscalCode: code }],
    ['CNS', code, { assurance: 'strong', idp: 'CNS', fiscalCode: code }],
    ['INPS-PIN', code, { assurance: 'strong', idp: 'INPS-PIN', fiscalCode: code }],
    ['SPID', code.toLowerCase(), { assurance: 'strong', idp: 'SPID', fiscalCode: code }],
    ['CLICLAVORO', code, { assurance: 'basic', idp: 'CLICLAVORO', fiscalCode: code }],
    ['CLICLAVORO', undefined, { assurance: 'basic', idp: 'CLICLAVORO' }],
    ['SPID', undefined, { assurance: 'basic', idp: 'SPID' }],
    [undefined, undefined, { assurance: 'basic', idp: 'PASSWORD' }],
    // Who has no provider has only typed the code.
    [undefined, code, { assurance: 'basic', idp: 'PASSWORD' }],
    ['FACEBOOK', code, { assurance: 'basic', idp: 'PASSWORD' }],
    ['spid', code, { assurance: 'basic', idp: 'PASSWORD' }],
    ['', code, { assurance: 'basic', idp: 'PASSWORD' }],
  ])('%s with the code %s', (idp, fiscalCode, expected) => {
    expect(claims({ idp, fiscalCode })).toEqual({ role: 'citizen', ...expected });
  });

  test.each([
    ['SPID', '2026-11-23', false, 'strong'],
    ['CIE', '2026-11-23', false, 'strong'],
    ['CNS', '2026-11-23', false, 'strong'],
    ['INPS-PIN', '2021-09-30', false, 'strong'],
    ['INPS-PIN', '2021-10-01', false, 'basic'],
    ['INPS-PIN', '2021-10-01', true, 'strong'],
  ])('%s on %s, historic procedure %s: %s (D.L. 76/2020 art. 24)', (idp, on, historic, assurance) => {
    expect(claims({ idp, fiscalCode: code }, day(on), historic).assurance).toBe(assurance);
  });

  test('all that the trigger writes is flat text, nothing empty', () => {
    const written = claims({
      groups: ['operator'],
      idp: 'SPID',
      fiscalCode: code,
      operatorId: 'cpi-milano',
      operatorKind: 'cpi',
    });
    expect(Object.values(written).every((value) => typeof value === 'string' && value !== '')).toBe(true);
    expect(Object.keys(claims({}))).toEqual(['role', 'assurance', 'idp']);
  });
});

describe('the role of a session', () => {
  test.each(['operator', 'manager', 'inps', 'employer', 'admin'])('is that of the group %s', (group) => {
    expect(claims({ groups: [group] }).role).toBe(group);
  });

  test.each([[[]], [['citizens']], [['OPERATOR']], [['eu-south-1_pool_SPID']]])(
    'is citizen in the groups %j',
    (groups) => {
      expect(claims({ groups }).role).toBe('citizen');
    },
  );

  test('names operator and kind for operators alone', () => {
    const staff = { operatorId: 'cpi-milano', operatorKind: 'cpi' };
    expect(claims({ ...staff, groups: ['operator'] })).toMatchObject(staff);
    for (const groups of [[], ['manager'], ['inps'], ['employer'], ['admin']]) {
      expect(claims({ ...staff, groups })).not.toHaveProperty('operatorId');
      expect(claims({ ...staff, groups })).not.toHaveProperty('operatorKind');
    }
  });

  test('names the fiscal code of staff, so that nobody acts on their own case', () => {
    for (const groups of [['operator'], ['manager']]) {
      expect(claims({ groups, fiscalCode: `TINIT-${code}` }).fiscalCode).toBe(code);
    }
  });
});
