import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import { addDays, dateInRome, type Instant, instantOf, startOfDay } from '../../functions/domain/dates.ts';
import { type DueFacts, dueStep, nextLook, termEnd } from '../../functions/domain/deadlines.ts';
import type { DidCase, Notice } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { isLive, statuses } from '../../functions/domain/lifecycle.ts';
import { erasureOf } from '../../functions/domain/retention.ts';
import {
  at,
  caseIn,
  commandId,
  day,
  decisionOf,
  didDate,
  partyFactsOf,
  policy,
  recordOf,
  verdictOf,
} from './samples.ts';

const mailId = MailId.parse(commandId);
const noon = (date: string): Instant => at(`${date}T11:00:00.000Z`);
const notice = (number: 1 | 2, sent: string, served?: string, doubted?: boolean): Notice => ({
  number,
  mailId,
  sentAt: noon(sent),
  ...(served && { servedAt: noon(served) }),
  ...(doubted && { doubted }),
});
const well: DueFacts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const reserved = (...notices: Notice[]) => caseIn('reserved', { notices });
const stepOn = (date: string, didCase: DidCase, facts: Partial<DueFacts> = {}) =>
  dueStep(didCase, { ...well, ...facts }, policy, startOfDay(day(date)));

// The DID of the samples is of 3 November 2026: 120 days end on 3 March 2027. The draft is of 2 November: 90 days end
// on 31 January 2027.
describe('the term to complete', () => {
  test.each([
    ['a draft', caseIn('registered'), '2027-01-31'],
    [
      'a draft saved just before midnight',
      caseIn('registered', { registeredAt: at('2026-11-02T22:59:58.000Z') }),
      '2027-01-31',
    ],
    ['a draft saved at midnight', caseIn('registered', { registeredAt: at('2026-11-02T23:00:00.000Z') }), '2027-02-01'],
    ['a DID con riserva', caseIn('reserved'), '2027-03-03'],
    ['a case of route B that waits', caseIn('registered', { route: 'B' }), undefined],
    ['a case of route C that waits', caseIn('registered', { route: 'C', didDate }), undefined],
  ])('of %s', (_, didCase, end) => expect(termEnd(didCase, policy)).toBe(end));

  test.each(statuses.filter((status) => status !== 'registered' && status !== 'reserved'))(
    'does not run in %s',
    (status) => {
      expect(termEnd(caseIn(status), policy)).toBeUndefined();
    },
  );
});

describe('a DID con riserva, day by day', () => {
  test.each<[string, string, DidCase, Partial<DueFacts>, string]>([
    ['31 days before the end', '2027-01-31', reserved(), {}, 'wait'],
    ['30 days before the end', '2027-02-01', reserved(), {}, 'remind'],
    ['long after the end, never noticed', '2028-01-01', reserved(), {}, 'remind'],
    ['the first notice is on its way', '2027-02-07', reserved(notice(1, '2027-02-01')), {}, 'wait'],
    ['the first notice has not arrived in 7 days', '2027-02-08', reserved(notice(1, '2027-02-01')), {}, 'ask-office'],
    ['the office was asked already', '2027-02-20', reserved(notice(1, '2027-02-01', undefined, true)), {}, 'wait'],
    ['8 days before the end', '2027-02-23', reserved(notice(1, '2027-02-01', '2027-02-01')), {}, 'wait'],
    ['7 days before the end', '2027-02-24', reserved(notice(1, '2027-02-01', '2027-02-01')), {}, 'remind'],
    ['22 days after a late first notice', '2027-03-14', reserved(notice(1, '2027-02-20', '2027-02-20')), {}, 'wait'],
    ['23 days after a late first notice', '2027-03-15', reserved(notice(1, '2027-02-20', '2027-02-20')), {}, 'remind'],
    [
      'the last day of the term',
      '2027-03-03',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24')),
      {},
      'wait',
    ],
    [
      'the day after the term',
      '2027-03-04',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24')),
      {},
      'expire',
    ],
    [
      '7 days after a late second notice',
      '2027-03-22',
      reserved(notice(1, '2027-02-20', '2027-02-20'), notice(2, '2027-03-15', '2027-03-15')),
      {},
      'wait',
    ],
    [
      'the day after that',
      '2027-03-23',
      reserved(notice(1, '2027-02-20', '2027-02-20'), notice(2, '2027-03-15', '2027-03-15')),
      {},
      'expire',
    ],
    [
      'the second notice has not arrived',
      '2027-03-20',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24')),
      {},
      'ask-office',
    ],
    [
      'an office has something to do',
      '2027-03-04',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24')),
      { officeTaskOpen: true },
      'wait',
    ],
    [
      'the mailbox is broken',
      '2027-03-04',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24')),
      { mailboxHealthy: false },
      'wait',
    ],
    [
      'the notices went to a mailbox that was replaced since',
      '2027-03-04',
      reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24')),
      { mailboxSince: at('2027-02-28T00:00:00.000Z') },
      'remind',
    ],
    [
      'the notices were about the draft, and it was released since',
      '2027-03-04',
      {
        ...reserved(notice(1, '2026-10-01', '2026-10-01'), notice(2, '2026-10-24', '2026-10-24')),
        releasedAt: at('2026-11-03T08:00:00.000Z'),
      },
      {},
      'remind',
    ],
  ])('%s (%s)', (_, date, didCase, facts, kind) => expect(stepOn(date, didCase, facts).kind).toBe(kind));

  test.each(['2027-02-20', '2036-01-01'])('a notice of which no news ever comes is looked at no more (%s)', (date) => {
    const doubted = reserved(notice(1, '2027-02-01', undefined, true));
    expect(stepOn(date, doubted)).toEqual({ kind: 'wait', until: undefined });
    expect(nextLook(doubted, policy)).toBeUndefined();
    const known = reserved(notice(1, '2027-02-01', '2027-02-25', true));
    expect(nextLook(known, policy)).toBe('2027-03-19T23:00:00.000Z');
  });

  test('a notice tells the day of the closing, which a run that comes late does not bring nearer', () => {
    expect(stepOn('2027-02-01', reserved())).toEqual({ kind: 'remind', notice: 1, closesOn: '2027-03-03' });
    expect(stepOn('2027-06-01', reserved())).toEqual({ kind: 'remind', notice: 1, closesOn: '2027-07-01' });
    const second = reserved(notice(1, '2027-06-01', '2027-06-01'));
    expect(stepOn('2027-08-01', second)).toEqual({ kind: 'remind', notice: 2, closesOn: '2027-08-08' });
  });

  test('the day begins at midnight in Rome', () => {
    const just = instantOf(Date.parse('2027-01-31T22:59:59.999Z'));
    expect(dueStep(reserved(), well, policy, just).kind).toBe('wait');
    expect(nextLook(reserved(), policy)).toBe('2027-01-31T23:00:00.000Z');
  });
});

describe('a DID that is authentic', () => {
  test.each([
    ['on the 30th day', '2026-12-03', caseIn('confirmed'), 'wait'],
    ['on the 31st day', '2026-12-04', caseIn('confirmed'), 'convene'],
    ['years later', '2036-01-01', caseIn('confirmed'), 'convene'],
    ['once the office was asked', '2036-01-01', caseIn('confirmed', { convenedAt: noon('2026-12-04') }), 'wait'],
  ])('%s', (_, date, didCase, kind) => expect(stepOn(date, didCase).kind).toBe(kind));

  test.each(statuses.filter((status) => !['registered', 'reserved', 'confirmed', 'suspended'].includes(status)))(
    'or ended, has nothing to fear from time: %s',
    (status) => {
      // Of what has ended time erases what was shown and told, and no more comes of it.
      const until = erasureOf(caseIn(status), policy)?.at;
      expect(until === undefined).toBe(isLive(status));
      expect(nextLook(caseIn(status), policy)).toBe(until);
      expect(stepOn('2099-01-01', caseIn(status))).toEqual({ kind: 'wait', until });
    },
  );
});

describe('whenever the sweep runs, however late mail arrives', () => {
  const runs = fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      served: fc.boolean(),
      healthy: fc.boolean(),
      busy: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  );

  test('a file is closed only after its term and two notices, the first 30 and the second 7 days before', () => {
    let closed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(caseIn('reserved'), caseIn('registered'), caseIn('confirmed')),
        runs,
        (begin, sweeps) => {
          let didCase = begin;
          let today = day('2026-11-03');
          for (const { days, served, healthy, busy } of sweeps) {
            today = addDays(today, days);
            const now = startOfDay(today);
            const step = dueStep(didCase, { ...well, mailboxHealthy: healthy, officeTaskOpen: busy }, policy, now);
            const before = didCase.notices ?? [];
            if (step.kind === 'remind') {
              const sent: Notice = { number: step.notice, mailId, sentAt: now, ...(served && { servedAt: now }) };
              didCase = { ...didCase, notices: [...before.slice(0, step.notice - 1), sent] };
            }
            if (step.kind === 'ask-office' && served) {
              didCase = { ...didCase, notices: before.map((one) => ({ ...one, servedAt: one.servedAt ?? now })) };
            }
            if (step.kind === 'convene') didCase = { ...didCase, convenedAt: now };
            if (step.kind !== 'expire') continue;
            closed += 1;
            const [first, second] = before.map(({ servedAt }) => servedAt && dateInRome(servedAt));
            expect(begin.status).not.toBe('confirmed');
            expect([healthy, busy, before.length]).toEqual([true, false, 2]);
            expect(today > (termEnd(didCase, policy) ?? '9999')).toBe(true);
            expect(first !== undefined && addDays(first, 30) < today).toBe(true);
            expect(second !== undefined && addDays(second, 7) < today).toBe(true);
            return;
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(closed).toBeGreaterThan(0);
  });
});

describe('the closing of a file that was never completed', () => {
  const over = reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24', '2027-02-24'));
  const expire = (didCase: DidCase, facts: Parameters<typeof partyFactsOf>[2] = {}) =>
    decide('expire', partyFactsOf('schedule', didCase, { receivedAt: noon('2027-03-04'), ...facts }), {});

  test('is no sanction: the day of the DID is kept, the person is told, the guard is free', () => {
    const { next, effects, mail, reason } = decisionOf(expire(over));
    expect(next).toEqual({
      ...over,
      status: 'expired',
      endedOn: '2027-03-04',
      ending: { at: noon('2027-03-04'), from: 'reserved' },
    });
    expect(effects).toEqual(['free-live-guard', 'hold-citizen', 'hold-tasks']);
    expect(mail).toMatchObject({ kind: 'file-closed', didDate });
    expect(reason).toBe('never-completed');
  });

  test('of a draft says that there was no DID', () => {
    const draft = caseIn('registered', {
      notices: [notice(1, '2027-01-01', '2027-01-01'), notice(2, '2027-01-24', '2027-01-24')],
    });
    const { next, mail } = decisionOf(expire(draft));
    expect(next.status).toBe('expired');
    expect(mail).not.toHaveProperty('didDate');
  });

  test.each<[string, DidCase, object]>([
    ['before its time', over, { receivedAt: noon('2027-03-03') }],
    ['without a notice', reserved(), {}],
    ['after one notice', reserved(notice(1, '2027-02-01', '2027-02-01')), {}],
    ['while a notice has not arrived', reserved(notice(1, '2027-02-01', '2027-02-01'), notice(2, '2027-02-24')), {}],
    ['while the mailbox is broken', over, { citizen: { ...recordOf(), mailboxHealthy: false } }],
    ['while an office has something to do', over, { officeTaskOpen: true }],
  ])('is refused %s', (_, didCase, facts) => expect(verdictOf(expire(didCase, facts))[0]).toBe('not-due'));

  test.each(['confirmed', 'psp-signed', 'suspended', 'sanction-proposed', 'sanctioned', 'withdrawn'] as const)(
    'is never of a case %s',
    (status) => expect(verdictOf(expire(caseIn(status)))[0]).toBe('wrong-status'),
  );

  test.each(['citizen', 'cpi', 'accredited', 'manager', 'inps', 'identity'] as const)('is not for %s', (party) => {
    expect(verdictOf(decide('expire', partyFactsOf(party, over), {}))[0]).toBe('not-this-party');
  });
});
