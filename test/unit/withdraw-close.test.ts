import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { isLive, statuses } from '../../functions/domain/lifecycle.ts';
import {
  accredited,
  caseIn,
  citizenActor,
  cpi,
  decisionOf,
  didDate,
  factsOf,
  officeFactsOf,
  officer,
  partyFactsOf,
  receivedAt,
  recordOf,
  strongActor,
  today,
  verdictOf,
} from './samples.ts';

/** What a person said of an application whose date is not known. */
const applied = { stated: { state: 'made', kind: 'naspi', at: receivedAt } } as const;

const paper = (signedOn: string) => ({ signedOn, reference: 'prot. 4471/2026' });

describe('the citizen takes the DID back', () => {
  const withdraw = (facts: Partial<Facts>, body: object = {}) => decide('withdraw', factsOf(facts), body);

  test.each(['registered', 'reserved', 'confirmed', 'psp-signed'] as const)('from %s', (status) => {
    const didCase = caseIn(status);
    const { next, effects, mail } = decisionOf(withdraw({ didCase }));
    expect(next).toEqual({
      ...didCase,
      status: 'withdrawn',
      endedOn: today,
      ending: { at: receivedAt, from: status },
      undoUntil: '2026-11-24T09:30:00.000Z',
    });
    expect(effects).toEqual(['free-live-guard']);
    expect(mail).toMatchObject({ kind: 'withdrawn', by: 'citizen', undoUntil: '2026-11-24T09:30:00.000Z' });
  });

  test('and reads in the mail from which day the DID was, if one was released', () => {
    expect(decisionOf(withdraw({ didCase: caseIn('confirmed') })).mail).toMatchObject({ didDate });
    expect(decisionOf(withdraw({ didCase: caseIn('registered') })).mail).not.toHaveProperty('didDate');
  });

  test.each(['suspended', 'sanction-proposed', 'sanctioned', 'expired', 'withdrawn', 'closed'] as const)(
    'not from %s',
    (status) => expect(verdictOf(withdraw({ didCase: caseIn(status) }))[0]).toBe('wrong-status'),
  );

  const paid = { benefit: { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } } as const;

  test('and confirms the loss where a benefit is in payment, whatever the route (A16)', () => {
    const facts = { didCase: caseIn('confirmed', paid), actor: strongActor };
    expect(verdictOf(withdraw(facts))[0]).toBe('loss-not-confirmed');
    expect(verdictOf(withdraw(facts, { lossConfirmed: true }))).toEqual(['decided']);
  });

  test.each([
    ['a benefit', caseIn('confirmed', paid), 'withdrawal-not-proved'],
    ['a benefit, the pact signed', caseIn('psp-signed', paid), 'withdrawal-not-proved'],
    [
      'an application to INPS',
      caseIn('registered', { route: 'B', didDate: undefined, inps: applied }),
      'withdrawal-not-proved',
    ],
    ['the DID of an application', caseIn('confirmed', { route: 'B' }), 'withdrawal-not-proved'],
    ['no application yet', caseIn('registered', { route: 'B', didDate: undefined }), 'decided'],
    ['no benefit', caseIn('psp-signed'), 'decided'],
  ])('with a password, where there is %s: %#', (_, didCase, verdict) => {
    const body = { lossConfirmed: true };
    expect(verdictOf(withdraw({ didCase, actor: citizenActor }, body))[0]).toBe(verdict);
    expect(verdictOf(withdraw({ didCase, actor: strongActor }, body))).toEqual(['decided']);
    // On a paper that nobody of an office took, one proves nothing.
    const own = { ...body, signedRequest: paper('2026-11-20') };
    expect(verdictOf(withdraw({ didCase, actor: citizenActor }, own))[0]).toBe(verdict);
  });

  test('and the counter takes the person’s signed paper for it', () => {
    const didCase = caseIn('psp-signed', { ...paid, operatorId: cpi });
    const body = { lossConfirmed: true, signedRequest: paper('2026-11-20') };
    expect(verdictOf(decide('withdraw', officeFactsOf(didCase), body))).toEqual(['decided']);
  });

  test.each([
    [undefined, ['loss-not-confirmed', 'lossConfirmed', 'withdrawal of a benefit’s DID']],
    [false, ['loss-not-confirmed', 'lossConfirmed', 'withdrawal of a benefit’s DID']],
    [true, ['decided']],
  ])('where a benefit rests on it, the loss confirmed: %s', (lossConfirmed, verdict) => {
    const facts = { didCase: caseIn('confirmed', { route: 'B' }), actor: strongActor };
    expect(verdictOf(withdraw(facts, { lossConfirmed }))).toEqual(verdict);
  });
});

describe('the office withdraws', () => {
  const didCase = caseIn('confirmed', { operatorId: cpi });
  const withdraw = (body: object) => decide('withdraw', officeFactsOf(didCase), body);

  test.each([
    ['without a request', {}, ['signed-request-missing', 'signedRequest', 'withdrawal on signed request']],
    [
      'on a request signed tomorrow',
      { signedRequest: paper('2026-11-24') },
      ['signed-request-missing', 'signedRequest', 'withdrawal on signed request'],
    ],
    ['on a request signed today', { signedRequest: paper('2026-11-23') }, ['decided']],
    ['on a request signed before', { signedRequest: paper('2026-11-20') }, ['decided']],
  ])('%s', (_, body, verdict) => expect(verdictOf(withdraw(body))).toEqual(verdict));

  test('and the paper can be found: its reference is asked for, and kept', () => {
    expect(() => withdraw({ signedRequest: { signedOn: '2026-11-20' } })).toThrow();
    const body = { signedRequest: paper('2026-11-20') };
    expect(decisionOf(withdraw(body)).evidence).toEqual({ kind: 'withdrawal', content: body });
  });

  test('and the person reads that the office did', () => {
    const { next, mail } = decisionOf(withdraw({ signedRequest: paper('2026-11-20') }));
    expect([next.status, next.endedOn]).toEqual(['withdrawn', today]);
    expect(mail).toMatchObject({ kind: 'withdrawn', by: 'office', didDate });
  });

  test('the job centre of the domicile does, where an accredited operator was chosen', () => {
    const reserved = caseIn('reserved', { operatorId: accredited, competentCpiId: cpi });
    const facts = factsOf({ didCase: reserved, actor: officer(cpi), party: 'competent-cpi' });
    expect(verdictOf(decide('withdraw', facts, { signedRequest: paper('2026-11-20') }))).toEqual(['decided']);
  });

  test('who is written to on paper has the days that a letter takes to think again', () => {
    const facts = { ...officeFactsOf(didCase), citizen: { ...recordOf(), mailboxHealthy: false } };
    const { next, mail } = decisionOf(decide('withdraw', facts, { signedRequest: paper('2026-11-20') }));
    expect([next.undoUntil, mail]).toMatchObject([
      '2026-12-09T09:30:00.000Z',
      { undoUntil: '2026-12-09T09:30:00.000Z' },
    ]);
    expect(decisionOf(withdraw({ signedRequest: paper('2026-11-20') })).next.undoUntil).toBe(
      '2026-11-24T09:30:00.000Z',
    );
  });

  test('not an accredited operator, even on a signed request', () => {
    const facts = officeFactsOf(caseIn('confirmed', { operatorId: accredited }));
    const outcome = decide('withdraw', facts, { signedRequest: paper('2026-11-20') });
    expect(verdictOf(outcome)).toEqual(['not-this-party', undefined, 'lifecycle']);
  });
});

describe('the annulment of what the person did not declare', () => {
  const close = (facts: Facts) => decide('close', facts, { reason: 'annulled' });

  test.each(['registered', 'reserved'] as const)('of a case %s, once the code’s owner signs in', (status) => {
    const didCase = caseIn(status);
    const { next, effects, mail, reason, rules } = decisionOf(close(partyFactsOf('identity', didCase)));
    expect(next).toEqual({
      ...didCase,
      status: 'closed',
      endedOn: today,
      closure: { reason: 'annulled', nationalCode: 'A' },
      ending: { at: receivedAt, from: status },
    });
    expect(effects).toEqual(['free-live-guard']);
    expect([reason, rules]).toEqual(['annulled', ['identity.not-made-by-the-person']]);
    expect(mail).toBeUndefined();
  });

  test.each(['confirmed', 'psp-signed', 'suspended', 'sanction-proposed', 'sanctioned'] as const)(
    'never of a DID that is authentic: %s',
    (status) => expect(verdictOf(close(partyFactsOf('identity', caseIn(status))))[0]).toBe('wrong-status'),
  );

  test.each(statuses.filter((status) => !isLive(status)))('not of a case that has ended: %s', (status) => {
    expect(verdictOf(close(partyFactsOf('identity', caseIn(status))))[0]).toBe('wrong-status');
  });

  test('is the citizen’s least of all, who only tells what happened', () => {
    expect(verdictOf(close(partyFactsOf('citizen', caseIn('reserved'))))[0]).toBe('not-this-party');
  });

  test.each(['cpi', 'competent-cpi', 'manager'] as const)('by %s alone needs a second person', (party) => {
    expect(verdictOf(close(partyFactsOf(party, caseIn('reserved'))))[0]).toBe('needs-two-persons');
  });
});
