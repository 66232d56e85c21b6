import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { RegisterBody } from '../../functions/domain/verbs/register.ts';
import {
  at,
  caseIn,
  citizenId,
  data,
  decisionOf,
  declarationId,
  factsOf,
  otherDeclarationId,
  verdictOf,
} from './samples.ts';

const body = { route: 'A', ...data };
const register = (change: object = {}, facts: Partial<Facts> = {}) =>
  decide('register', factsOf({ didCase: undefined, ...facts }), { ...body, ...change });

describe('the registration', () => {
  test('saves a draft: no DID exists, no day counts, nothing is authentic', () => {
    const { next, mail, effects, warnings } = decisionOf(register());
    expect(next).toEqual({
      declarationId,
      citizenId,
      // Where the person lives: the directory of the tests tells.
      competentCpiId: 'cpi-milano',
      route: 'A',
      status: 'registered',
      registeredAt: '2026-11-23T09:30:00.000Z',
      data,
      withReserve: false,
      authenticity: { state: 'none' },
    });
    expect(mail?.kind).toBe('draft-saved');
    expect(mail).not.toHaveProperty('didDate');
    expect(effects).toEqual(['take-live-guard']);
    expect(warnings).toEqual([]);
  });

  test('tells the case, the receipt and the instant of receipt in its mail', () => {
    expect(decisionOf(register()).mail).toEqual({
      kind: 'draft-saved',
      caseNumber: 'DID 5E3D-9F7A-2222',
      receiptNumber: 'R-20261123-9A1B2C3D3333',
      receivedAt: '2026-11-23T09:30:00.000Z',
      completeBy: '2027-02-21',
    });
  });

  test('may be without a last job: the person never worked', () => {
    const { lastJobEndedOn: _, ...never } = data;
    const facts = factsOf({ didCase: undefined });
    expect(decisionOf(decide('register', facts, { route: 'A', ...never })).next.data).toEqual(never);
  });

  test.each([
    ['the day of receipt', '2026-11-23', ['decided']],
    ['the day after', '2026-11-24', ['job-not-ended', 'lastJobEndedOn', 'S0:5']],
  ])('a last job that ends on %s', (_, lastJobEndedOn, verdict) => {
    expect(verdictOf(register({ lastJobEndedOn }))).toEqual(verdict);
  });

  test('the day of receipt is that of Rome', () => {
    const late = { receivedAt: at('2026-11-23T23:30:00.000Z') };
    expect(verdictOf(register({ lastJobEndedOn: '2026-11-24' }, late))).toEqual(['decided']);
  });

  test.each([
    [{ work: false, training: true }, 'availability.work'],
    [{ work: true, training: false }, 'availability.training'],
    [{ work: false, training: false }, 'availability.work'],
  ])('availability %j is no DID (D.Lgs. 150/2015 art. 19 c.1)', (availability, field) => {
    expect(verdictOf(register({ availability }))).toEqual([
      'availability-incomplete',
      field,
      'D.Lgs. 150/2015 art. 19 c.1',
    ]);
  });

  test.each([
    ['B', { inps: { state: 'about-to', kind: 'naspi' } }],
    ['C', { oldDid: { cpiId: 'cpi-milano' } }],
  ])('route %s releases nothing on the portal (S0:45, S0:57)', (route, more) => {
    const { next, effects } = decisionOf(register({ route, ...more }));
    expect(next).toMatchObject({ route, status: 'registered', authenticity: { state: 'none' } });
    expect([next.didDate, next.snapshot, next.releasedAt]).toEqual([undefined, undefined, undefined]);
    expect(effects).toEqual(['take-live-guard']);
  });

  test('one live DID a citizen, drafts included', () => {
    const { citizen } = factsOf();
    const live = { citizen: { ...citizen, liveDeclarationId: otherDeclarationId } };
    expect(verdictOf(register({}, live))).toEqual(['live-did-exists', undefined, 'S0:45, S0:57']);
  });

  test('a live DID that is this very one is no other', () => {
    const { citizen } = factsOf();
    expect(verdictOf(register({}, { citizen: { ...citizen, liveDeclarationId: declarationId } }))).toEqual(['decided']);
  });

  test('happens once', () => {
    expect(verdictOf(register({}, { didCase: caseIn('registered') }))[0]).toBe('wrong-status');
  });
});

describe('the body of a registration', () => {
  const wrong = (change: object) =>
    RegisterBody.safeParse({ ...body, ...change }).error?.issues.map(({ path }) => path.join('.'));

  test.each<[string, object, string]>([
    ['an unknown field', { surprise: 1 }, ''],
    ['another route', { route: 'D' }, 'route'],
    ['words for a boolean', { availability: { work: 'yes', training: true } }, 'availability.work'],
    ['31 February', { lastJobEndedOn: '2026-02-31' }, 'lastJobEndedOn'],
    ['no education', { profile: { ...data.profile, education: undefined } }, 'profile.education'],
    ['half a month', { profile: { ...data.profile, monthsSearching: 0.5 } }, 'profile.monthsSearching'],
    ['less than no month', { profile: { ...data.profile, monthsSearching: -1 } }, 'profile.monthsSearching'],
    ['an empty occupation', { profile: { ...data.profile, lastOccupation: '' } }, 'profile.lastOccupation'],
    ['no notice read', { privacyNoticeVersion: '' }, 'privacyNoticeVersion'],
  ])('%s is named', (_, change, field) => expect(wrong(change)).toEqual([field]));

  test('one that is right is taken as it is', () => expect(RegisterBody.parse(body)).toEqual(body));
});
