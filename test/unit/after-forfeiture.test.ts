import { describe, expect, test } from 'vitest';
import { appealPends } from '../../functions/domain/after-decision.ts';
import { decide } from '../../functions/domain/commands.ts';
import { dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import type { Party } from '../../functions/domain/lifecycle.ts';
import { holdsGuard, mayDeclareFrom, maySucceed } from '../../functions/domain/live-guard.ts';
import type { SanctionDecision } from '../../functions/domain/proceedings.ts';
import { proposeClosure } from '../../functions/domain/propose-closure.ts';
import { erasureOf } from '../../functions/domain/retention.ts';
import { askFinal, freeGuard } from '../../functions/domain/sanction-reminders.ts';
import { isFinal } from '../../functions/domain/terms.ts';
import { statusLabel } from '../../functions/domain/view.ts';
import {
  at,
  caseIn,
  data,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  otherDeclarationId,
  partyFactsOf,
  policy,
  recordOf,
  verdictOf,
} from './samples.ts';
import { appealOf, cut, decidedCase, dismissed, forfeiture, loss, person, sanction } from './sanctioned.ts';

const from = (first: string, more: object = {}) =>
  decidedCase({ ...forfeiture, from: first } as typeof forfeiture, { decision: more });
const freedAt = at('2027-01-13T23:00:00.000Z');
const due = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const stepAt = (didCase: DidCase, when: string) => dueStep(didCase, due, policy, at(when)).kind;

describe('another declaration is made two calendar months after a forfeiture, as the day begins in Rome', () => {
  test.each([
    ['14 November', '2026-11-14', '2027-01-14', '2027-01-13T23:00:00.000Z'],
    ['31 December, and no leap year', '2026-12-31', '2027-02-28', '2027-02-27T23:00:00.000Z'],
    ['31 December, and a leap year', '2027-12-31', '2028-02-29', '2028-02-28T23:00:00.000Z'],
    ['29 February', '2028-02-29', '2028-04-29', '2028-04-28T22:00:00.000Z'],
    ['the day on which clocks go forward', '2027-01-28', '2027-03-28', '2027-03-27T23:00:00.000Z'],
    ['the day on which clocks go back', '2027-08-31', '2027-10-31', '2027-10-30T22:00:00.000Z'],
  ])('%s', (_, first, permitted, instant) => {
    const didCase = from(first, { finalAskedAt: freedAt });
    expect(mayDeclareFrom(didCase)).toBe(permitted);
    const justBefore = new Date(Date.parse(instant) - 1).toISOString();
    expect([maySucceed(didCase, at(justBefore)), maySucceed(didCase, at(instant))]).toEqual([false, true]);
    expect(nextLook(didCase, policy)).toBe(instant);
    expect([stepAt(didCase, justBefore), stepAt(didCase, instant)]).toEqual(['wait', 'free-guard']);
  });

  test.each([
    ['a cut', decidedCase(cut)],
    ['a forfeiture that nobody has served', decidedCase(forfeiture, { decision: { servedOn: null } })],
    ['a loss, which takes no status', decidedCase(loss)],
    ['nothing', decidedCase(dismissed)],
    ['a forfeiture that was reversed', decidedCase(forfeiture, { decision: { reversedOn: '2026-12-18' } })],
  ])('after %s nobody waits', (_, didCase) => {
    expect(mayDeclareFrom(didCase)).toBeUndefined();
    expect(maySucceed(didCase, at('2036-01-01T00:00:00.000Z'))).toBe(false);
  });

  test('it keeps the guard until it is served; then at once, the months counting from the first day', () => {
    const unserved = from('2026-11-14', { servedOn: null, ...quiet(sanction(forfeiture, { servedOn: null })) });
    expect(stepAt(unserved, '2027-06-01T00:00:00.000Z')).toBe('wait');
    const served = from('2026-11-14', { servedOn: '2027-05-31', finalAskedAt: freedAt });
    expect(stepAt(served, '2027-06-01T00:00:00.000Z')).toBe('free-guard');
    expect(mayDeclareFrom(served)).toBe('2027-01-14');
  });

  test('the guard is free once, and the person is told; a pending appeal is said', () => {
    const didCase = decidedCase(forfeiture, { decision: appealOf('2026-12-10T10:00:00.000Z') });
    const { changes, mail, event } = freeGuard(didCase, undefined, freedAt);
    expect([event, changes]).toEqual(['guard-freed', { guardFreedAt: freedAt }]);
    expect(mail).toMatchObject({ kind: 'may-declare-again', from: '2027-01-14', appealPends: true });
    const freed = { ...didCase, ...changes };
    expect(holdsGuard(freed)).toBe(false);
    expect(stepAt(freed, '2027-06-01T00:00:00.000Z')).toBe('wait');
  });
});

/** Whatever else time would ask about an act that nobody has served. */
const quiet = ({ service }: SanctionDecision) => ({ service: { ...service, askedAt: freedAt } });

test('the label says that a decision has not reached the person', () => {
  const label = (servedOn: string | null, language: 'it' | 'en') =>
    statusLabel(decidedCase(forfeiture, { decision: { servedOn } }), language, undefined);
  expect(label(null, 'it')).toMatch(/^Decadenza decisa .*, non ancora notificata$/);
  expect(label(null, 'en')).toMatch(/^Forfeiture decided .*, not yet served$/);
  expect([label('2026-12-02', 'it'), label('2026-12-02', 'en')].join()).not.toMatch(/notificata|served/);
});

describe('before that nobody declares anew', () => {
  const body = { ...data, route: 'A' };
  const register = (when: string, citizen: object, liveCase?: DidCase) =>
    decide(
      'register',
      factsOf({ didCase: undefined, receivedAt: at(when), liveCase, citizen: { ...recordOf(), ...citizen } }),
      body,
    );
  const mayDeclare = { mayDeclareFrom: day('2027-01-14') };

  test('refused with the first day, in place of the DID that is live still', () => {
    const live = { ...mayDeclare, liveDeclarationId: otherDeclarationId };
    const refusal = register('2027-01-13T22:59:59.999Z', live, decidedCase(forfeiture));
    expect(refusal).toMatchObject({ code: 'before-two-months', notBefore: '2027-01-14' });
    expect(register('2027-01-13T22:59:59.999Z', mayDeclare)).toMatchObject({ code: 'before-two-months' });
  });

  test('from the first instant of the day, though the sweep has not freed the guard: the new one takes it', () => {
    const liveCase = decidedCase(forfeiture);
    const live = { ...mayDeclare, liveDeclarationId: liveCase.declarationId };
    const outcome = decide(
      'register',
      factsOf({
        ...{ didCase: undefined, declarationId: otherDeclarationId, liveCase },
        receivedAt: at('2027-01-13T23:00:00.000Z'),
        citizen: { ...recordOf(), ...live },
      }),
      body,
    );
    const { effects, succeeds } = decisionOf(outcome);
    expect([effects, succeeds]).toEqual([[], liveCase]);
  });

  test('a loss ends nothing by itself: the DID is live', () => {
    const liveCase = decidedCase(loss);
    expect(
      verdictOf(register('2030-01-01T10:00:00.000Z', { liveDeclarationId: otherDeclarationId }, liveCase))[0],
    ).toBe('live-did-exists');
  });

  test('nor releases what was begun, by the day of receipt', () => {
    const release = (when: string) =>
      decide('release', factsOf({ receivedAt: at(when), citizen: { ...recordOf(), ...mayDeclare } }), {});
    expect(verdictOf(release('2027-01-13T22:59:59.999Z'))[0]).toBe('before-two-months');
    expect(decisionOf(release('2027-01-13T23:00:00.000Z')).next.didDate).toBe('2027-01-14');
  });
});

describe('while an appeal that came in time is pending nothing ends', () => {
  const pending = (effect: { kind: string }, more: object = {}) =>
    decidedCase(effect, { decision: appealOf('2026-12-10T10:00:00.000Z', more) });
  const lateOf = (effect: { kind: string }) => decidedCase(effect, { decision: appealOf('2027-01-02T23:00:00.000Z') });
  const close = (didCase: DidCase, reason: string, party: Party = 'cpi') =>
    decide('close', partyFactsOf(party, didCase, { receivedAt: at('2027-03-01T10:00:00.000Z') }), {
      ...{ reason, since: day('2027-02-20') },
      ...(reason === 'forfeiture' ? {} : { signedRequest: { signedOn: day('2027-02-25'), reference: 'prot. 1/2027' } }),
    });

  test.each(['job', 'pension', 'moved'])('not for %s', (reason) => {
    for (const effect of [cut, forfeiture]) {
      expect(verdictOf(close(pending(effect), reason))[0]).toBe('appeal-pending');
    }
  });

  test('a closing is not proposed either; a death waits for nothing', () => {
    const proposal = (closure: string) =>
      proposeClosure.decide(
        editFactsOf(pending(forfeiture), {
          ...{ party: 'manager', fiscalCodeMac: 'mac-of-elena', receivedAt: at('2027-03-01T10:00:00.000Z') },
        }),
        { reason: closure, why: 'Lo dice il Comune.' },
      );
    expect(verdictOf(proposal('annulled'))[0]).toBe('appeal-pending');
    expect(proposal('death')).toMatchObject({ kind: 'edit', changes: { proposal: { closure: 'death' } } });
  });

  test('a death, decided by two, ends it', () => {
    const proposedAt = at('2027-02-28T10:00:00.000Z');
    const proposal = Proposal.parse({
      ...{ kind: 'close', closure: 'death', reason: 'Atto', proposedAt, proposedBy: person('dario') },
    });
    const facts = partyFactsOf(
      'manager',
      { ...pending(forfeiture), proposal },
      { receivedAt: at('2027-03-01T10:00:00.000Z') },
    );
    const approval = { proposedAt, fiscalCodeMac: 'mac-of-elena' };
    expect(decisionOf(decide('close', facts, { reason: 'death', approval })).next.status).toBe('closed');
  });

  test('one that came late holds nothing', () => {
    const late = lateOf(cut);
    expect(appealPends(late)).toBe(false);
    expect(verdictOf(close(late, 'pension'))).toEqual(['decided']);
  });

  test('nor is anything erased, evidence or case', () => {
    const ended = { status: 'closed', endedOn: day('2027-03-01') } as const;
    expect(erasureOf({ ...pending(forfeiture), ...ended }, policy)).toBeUndefined();
    expect(erasureOf({ ...lateOf(forfeiture), ...ended }, policy)?.kind).toBe('evidence');
  });

  test('evidence stays until the last term of an appeal is over, too', () => {
    const before = decidedCase(cut, { decision: { servedOn: '2027-12-01' } });
    const ended = { status: 'closed', endedOn: day('2027-03-01') } as const;
    const without = erasureOf({ ...before, decisions: [], ...ended }, policy)?.at ?? '';
    expect((erasureOf({ ...before, ...ended }, policy)?.at ?? '') > without).toBe(true);
  });
});

describe('once a forfeiture is final an office closes, and no timer does', () => {
  const close = (didCase: DidCase, when: string, party: Party = 'cpi', reason = 'forfeiture') =>
    decide('close', partyFactsOf(party, didCase, { receivedAt: at(when) }), {
      reason,
      ...(reason === 'job' && {
        ...{ since: day('2026-12-20'), signedRequest: { signedOn: day('2026-12-20'), reference: 'prot. 1/2027' } },
      }),
    });
  const lastInstant = '2027-01-02T22:59:59.999Z';
  const dayAfter = '2027-01-02T23:00:00.000Z';

  test.each(['cpi', 'competent-cpi', 'manager'] as const)('by one person, since two decided: %s', (party) => {
    const { next, effects, settles, mail } = decisionOf(close(decidedCase(forfeiture), dayAfter, party));
    expect(next).toMatchObject({ status: 'closed', closure: { reason: 'forfeiture', nationalCode: 'R' } });
    expect([effects, settles]).toEqual([['free-live-guard'], ['decision-final']]);
    expect(mail).toMatchObject({ kind: 'did-closed', reason: 'forfeiture' });
  });

  test('not on the last day of the appeal, for whatever reason; nor while it is not served', () => {
    for (const reason of ['forfeiture', 'job']) {
      expect(verdictOf(close(decidedCase(forfeiture), lastInstant, 'cpi', reason))[0]).toBe('decision-not-final');
    }
    const unserved = decidedCase(forfeiture, { decision: { servedOn: null } });
    expect(verdictOf(close(unserved, '2029-01-01T10:00:00.000Z'))[0]).toBe('decision-not-final');
  });

  test('what gave up the guard frees none: another DID may hold it', () => {
    const didCase = { ...decidedCase(forfeiture), guardFreedAt: freedAt };
    expect(decisionOf(close(didCase, '2027-03-01T10:00:00.000Z')).effects).toEqual([]);
  });

  test('no DID that stands otherwise ends by a forfeiture', () => {
    expect(verdictOf(close(caseIn('psp-signed'), dayAfter))[0]).toBe('wrong-status');
    expect(verdictOf(close(decidedCase(cut), dayAfter))[0]).toBe('wrong-status');
  });

  test('the office is asked on the day after the last one, once', () => {
    const didCase = decidedCase(forfeiture);
    expect([stepAt(didCase, lastInstant), stepAt(didCase, dayAfter)]).toEqual(['wait', 'ask-final']);
    const [decision] = didCase.decisions ?? [];
    if (!decision) throw new Error('no decision');
    const { changes } = askFinal(didCase, decision, at(dayAfter));
    expect(stepAt({ ...didCase, ...changes }, dayAfter)).toBe('wait');
  });

  test('not while an appeal in time is pending; one that came late changes nothing', () => {
    const filed = (inTime: boolean) => decidedCase(forfeiture, { decision: appealOf(inTime ? lastInstant : dayAfter) });
    expect([stepAt(filed(true), dayAfter), stepAt(filed(false), dayAfter)]).toEqual(['wait', 'ask-final']);
  });

  describe('whether an appeal came in time is told by the service and the outages known now, not by its receipt', () => {
    const late = appealOf('2027-01-03T10:00:00.000Z', { inTime: false });
    const outages = [{ from: at('2027-01-02T10:00:00.000Z'), to: at('2027-01-02T18:00:00.000Z') }];
    const corrected = { ...late, servedOn: '2026-12-10' };

    test('the service was put right to a later day: it pends', () => {
      expect(appealPends(decidedCase(forfeiture, { decision: late }))).toBe(false);
      const didCase = decidedCase(forfeiture, { decision: corrected });
      expect([appealPends(didCase), stepAt(didCase, '2027-01-11T23:00:00.000Z')]).toEqual([true, 'wait']);
      expect(verdictOf(close(didCase, '2027-03-01T10:00:00.000Z'))[0]).toBe('appeal-pending');
      const [decision] = didCase.decisions ?? [];
      expect(decision && isFinal(decision, day('2027-03-01'))).toBe(false);
    });

    test('an outage on the last day was certified later: it pends, and nothing is erased', () => {
      const didCase = decidedCase(forfeiture, { decision: late });
      expect(appealPends(didCase, outages)).toBe(true);
      expect(dueStep(didCase, { ...due, outages }, policy, at('2027-01-06T10:00:00.000Z')).kind).toBe('wait');
      const ended = { ...didCase, status: 'closed', endedOn: day('2027-01-03') } as const;
      expect([erasureOf(ended, policy, outages), erasureOf(ended, policy)?.kind]).toEqual([undefined, 'evidence']);
    });
  });

  describe('what the committee said', () => {
    const said = (kind: string, more: object = {}) => {
      const two = { by: person('dario'), approvedBy: person('elena', 'manager') };
      const outcome = { kind, protocol: 'CRC 1', on: '2026-12-08', ...two };
      return decidedCase(forfeiture, { decision: { ...appealOf('2026-12-04T10:00:00.000Z', { outcome }), ...more } });
    };

    test.each([
      ['could not look at it: the term runs on', 'inadmissible', {}, lastInstant, 'decision-not-final'],
      ['could not look at it, and the term is over', 'inadmissible', {}, dayAfter, 'decided'],
      ['rejected it', 'rejected', {}, '2026-12-09T10:00:00.000Z', 'decided'],
      ['rejected it, and nothing was served', 'rejected', { servedOn: null }, dayAfter, 'decision-not-final'],
      [
        'could not look at it, and nothing was served',
        'inadmissible',
        { servedOn: null },
        dayAfter,
        'decision-not-final',
      ],
    ])('%s', (_, kind, more, when, verdict) => {
      const didCase = said(kind, more);
      expect(verdictOf(close(didCase, when))[0]).toBe(verdict);
      const asked = { ...didCase, decisions: didCase.decisions?.map((one) => ({ ...one, ...quiet(one) })) };
      expect(stepAt(asked, when)).toBe(verdict === 'decided' ? 'ask-final' : 'wait');
    });
  });

  test('an outage on the last day gives the next working day before anybody is asked', () => {
    const outages = [{ from: at('2027-01-02T10:00:00.000Z'), to: at('2027-01-02T18:00:00.000Z') }];
    expect(dueStep(decidedCase(forfeiture), { ...due, outages }, policy, at(dayAfter)).kind).toBe('wait');
  });
});

describe('what was forfeited and has ended is reopened beside the DID that came after it', () => {
  const proposedAt = at('2027-03-01T10:00:00.000Z');
  const proposal = Proposal.parse({ kind: 'reopen', reason: 'Sbaglio', proposedAt, proposedBy: person('dario') });
  const ended = (more: Partial<DidCase> = {}) => ({
    ...decidedCase(forfeiture, { status: 'closed' }),
    ...{ proposal, ending: { at: at('2027-02-01T10:00:00.000Z'), from: 'sanctioned' as const }, ...more },
  });
  const reopen = (didCase: DidCase, changes: object = {}) =>
    decide('reopen', partyFactsOf('manager', didCase, { receivedAt: at('2027-03-02T10:00:00.000Z'), ...changes }), {
      approval: { proposedAt, fiscalCodeMac: 'mac-of-elena' },
    });

  test('with nothing live it takes the guard, unless it had given it up', () => {
    expect(decisionOf(reopen(ended())).effects).toEqual(['take-live-guard']);
    expect(decisionOf(reopen(ended({ guardFreedAt: freedAt }))).effects).toEqual([]);
  });

  test('with a newer one it stands beside, and takes nothing', () => {
    const liveCase = caseIn('confirmed', { declarationId: otherDeclarationId });
    const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
    const { next, effects, absorbs } = decisionOf(reopen(ended(), { liveCase, citizen }));
    expect([next.status, effects, absorbs]).toEqual(['sanctioned', [], undefined]);
    expect(holdsGuard({ ...next })).toBe(false);
  });

  describe('where the decision was reversed after the end, it stands where its pact had it', () => {
    const reversed = (more: Partial<DidCase> = {}) => ({
      ...ended(more),
      ...{ decisions: decidedCase(forfeiture, { decision: { reversedOn: '2027-02-15' } }).decisions },
    });

    test('and takes the guard, whatever it had given up', () => {
      for (const more of [{}, { guardFreedAt: freedAt }]) {
        const { next, effects } = decisionOf(reopen(reversed(more)));
        expect([next.status, next.guardFreedAt, effects]).toEqual(['psp-signed', undefined, ['take-live-guard']]);
      }
    });

    test('and a newer one goes into it', () => {
      const liveCase = caseIn('confirmed', { declarationId: otherDeclarationId });
      const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
      const { next, effects, absorbs } = decisionOf(reopen(reversed({ guardFreedAt: freedAt }), { liveCase, citizen }));
      expect([next.status, next.guardFreedAt, effects]).toEqual(['psp-signed', undefined, []]);
      expect(absorbs?.declarationId).toBe(otherDeclarationId);
    });
  });
});
