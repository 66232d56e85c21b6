import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import { addDays, daysOf, type Instant, type PlainDate, startOfDay } from '../../functions/domain/dates.ts';
import { conveneFrom, dueStep, nextLook, suspendedDays, termEnd } from '../../functions/domain/deadlines.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import type { Party, Status } from '../../functions/domain/lifecycle.ts';
import { noteWork } from '../../functions/domain/note-work.ts';
import { askAboutWork } from '../../functions/domain/reminders.ts';
import { closureProblem } from '../../functions/domain/verbs/close.ts';
import { SuspendBody } from '../../functions/domain/verbs/suspend.ts';
import { awaiting, statusLabel } from '../../functions/domain/view.ts';
import { at, caseIn, cpi, day, decisionOf, didDate, mario, partyFactsOf, policy, today, verdictOf } from './samples.ts';

const workers: readonly Party[] = ['citizen', 'cpi', 'competent-cpi', 'manager'];
const from = day('2026-11-16');
const suspend = (didCase: DidCase, body: object = { from }, party: Party = 'citizen', changes: Partial<Facts> = {}) =>
  decide('suspend', partyFactsOf(party, didCase, changes), body);
const resume = (didCase: DidCase, body: object, party: Party = 'citizen', changes: Partial<Facts> = {}) =>
  decide('resume', partyFactsOf(party, didCase, changes), body);
const written = (decision: { readonly next: Omit<DidCase, 'version'> }): DidCase => ({ ...decision.next, version: 9 });
const lasting: readonly Status[] = ['reserved', 'confirmed', 'psp-signed'];

describe('work suspends the status (D.Lgs. 150/2015 art. 19 c.3)', () => {
  test.each(lasting.flatMap((status) => workers.map((party) => ({ status, party }))))(
    'of a DID $status, told by $party: its days stay, and it knows where it goes back to',
    ({ status, party }) => {
      const didCase = caseIn(status, { operatorId: cpi });
      const { next, mail, effects, rules } = decisionOf(suspend(didCase, { from, days: 90 }, party));
      expect(next).toMatchObject({
        status: 'suspended',
        suspension: { from, reason: 'job', statusBefore: status, days: 90 },
        didDate,
        unemployedSince: didDate,
        authenticity: didCase.authenticity,
      });
      expect([next.pactSignedOn, next.endedOn]).toEqual([didCase.pactSignedOn, undefined]);
      expect(effects).toEqual([]);
      expect(rules).toEqual(['suspension.limit']);
      expect(mail).toMatchObject({ kind: 'status-suspended', from, didDate, days: 90, limitDays: 180 });
      expect(JSON.stringify(mail)).not.toContain(mario.familyName);
    },
  );

  test('of a DID on route B that waits for its operator', () => {
    const didCase = caseIn('registered', { route: 'B', didDate, didSource: 'inps', unemployedSince: didDate });
    expect(decisionOf(suspend(didCase)).next.suspension?.statusBefore).toBe('registered');
  });

  test('not of a draft: there is no DID', () => {
    expect(verdictOf(suspend(caseIn('registered')))).toEqual(['no-did-yet', undefined, expect.any(String)]);
  });

  test.each(['suspended', 'sanction-proposed', 'sanctioned', 'expired', 'withdrawn', 'closed'] as const)(
    'not of a DID %s',
    (status) => expect(verdictOf(suspend(caseIn(status)))[0]).toBe('wrong-status'),
  );

  test('not by an accredited operator', () => {
    expect(verdictOf(suspend(caseIn('confirmed'), { from }, 'accredited'))[0]).toBe('not-this-party');
  });

  test.each([
    ['on the day of the DID', didDate, ['decided']],
    ['today', today, ['decided']],
    ['tomorrow', addDays(today, 1), ['suspension-in-future', 'from', 'D.Lgs. 150/2015 art. 19 c.3']],
    ['before the DID', addDays(didDate, -1), ['suspension-before-did', 'from', 'D.Lgs. 150/2015 art. 19 c.3']],
  ])('that began %s', (_, first, verdict) => {
    expect(verdictOf(suspend(caseIn('confirmed'), { from: first }))).toEqual(verdict);
  });

  test('the day counts in Rome, of the request and not of its handling', () => {
    const late = { receivedAt: at('2026-11-23T23:30:00.000Z') };
    expect(verdictOf(suspend(caseIn('confirmed'), { from: '2026-11-24' }, 'citizen', late))).toEqual(['decided']);
  });

  test('not on days that were suspended before', () => {
    const didCase = caseIn('confirmed', { suspensions: [{ from: didDate, until: day('2026-11-10'), reason: 'job' }] });
    expect(verdictOf(suspend(didCase, { from: '2026-11-10' }))[0]).toBe('suspension-overlaps');
    expect(verdictOf(suspend(didCase, { from: '2026-11-11' }))).toEqual(['decided']);
  });

  test.each([{}, { from: 'domani' }, { from, days: 0 }, { from, days: 181 }, { from, until: from }])(
    'the body %j is none',
    (body) => expect(SuspendBody.safeParse(body).success).toBe(false),
  );

  test('settles the task by which an office was told of the work', () => {
    expect(decisionOf(suspend(caseIn('confirmed'), { from }, 'cpi')).settles).toEqual(['suspension-proposed']);
  });

  test('is told by the label, with the last day on which nobody asks', () => {
    const didCase = written(decisionOf(suspend(caseIn('confirmed'))));
    expect(statusLabel(didCase, 'it', undefined)).toBe('Stato sospeso dal 16 novembre 2026 per lavoro');
    expect(awaiting(didCase, policy)).toEqual({ who: 'citizen', what: 'resume', by: addDays(from, 179) });
  });
});

describe('the end of the work gives the status back', () => {
  const working = (status: Status, changes: Partial<DidCase> = {}) =>
    written(decisionOf(suspend(caseIn(status, { operatorId: cpi, ...changes }))));

  test.each(lasting.flatMap((status) => workers.map((party) => ({ status, party }))))(
    'to $status, told by $party',
    ({ status, party }) => {
      const until = day('2026-11-20');
      const { next, mail, effects } = decisionOf(resume(working(status), { until }, party));
      expect(next).toMatchObject({ status, didDate, suspensions: [{ from, until, reason: 'job' }] });
      expect(next.suspension).toBeUndefined();
      expect(effects).toEqual([]);
      expect(mail).toMatchObject({ kind: 'status-resumed', from, until, didDate });
    },
  );

  test.each([
    ['today', today, ['decided']],
    ['after a single day', from, ['decided']],
    ['tomorrow', addDays(today, 1), ['resumption-in-future', 'until', 'D.Lgs. 150/2015 art. 19 c.3']],
    ['before it began', addDays(from, -1), ['resumption-before-suspension', 'until', 'D.Lgs. 150/2015 art. 19 c.3']],
  ])('work that ended %s', (_, until, verdict) => {
    expect(verdictOf(resume(working('confirmed'), { until }))).toEqual(verdict);
  });

  test.each([
    [180, 'citizen', 'decided', []],
    [181, 'citizen', 'suspension-limit', []],
    [181, 'cpi', 'decided', ['suspension-limit']],
    [181, 'competent-cpi', 'decided', ['suspension-limit']],
    [181, 'manager', 'decided', ['suspension-limit']],
  ] as const)('work of %i days, told by %s: %s', (days, party, verdict, warned) => {
    const didCase = working('psp-signed');
    const until = addDays(from, days - 1);
    const outcome = resume(didCase, { until }, party, { receivedAt: startOfDay(addDays(until, 2)) });
    expect(verdictOf(outcome)[0]).toBe(verdict);
    if (outcome.kind === 'decision') expect(outcome.warnings.map(({ rule }) => rule)).toEqual(warned);
  });

  test.each(['registered', 'reserved', 'confirmed', 'psp-signed', 'closed', 'withdrawn'] as const)(
    'not of a DID %s',
    (status) => expect(verdictOf(resume(caseIn(status), { until: today }))[0]).toBe('wrong-status'),
  );

  test('makes notices begin again, and settles the question what became of the work', () => {
    const mailId = MailId.parse('11111111-2222-4333-8444-555555555555');
    const asked = caseIn('suspended', {
      suspension: { from, reason: 'job', statusBefore: 'reserved', askedAt: at('2026-11-20T00:00:00.000Z') },
      notices: [{ number: 1, mailId, sentAt: at('2026-11-15T09:00:00.000Z') }],
    });
    const { next, settles } = decisionOf(resume(asked, { until: today }));
    expect(next.notices).toBeUndefined();
    expect(settles).toEqual(['suspension-over']);
    expect(decisionOf(resume(working('reserved'), { until: today })).settles).toEqual([]);
  });
});

describe('time and work', () => {
  const past = (first: string, last: string) => ({ from: day(first), until: day(last), reason: 'job' as const });

  test.each([
    [[], 0],
    [[past('2026-11-10', '2026-11-10')], 1],
    [[past('2026-11-10', '2026-11-12'), past('2026-12-01', '2026-12-31')], 34],
    // The clocks change on 28 March 2027: a day of 23 hours is a day.
    [[past('2027-03-27', '2027-03-29')], 3],
    [[past('2026-10-24', '2026-10-26')], 3],
  ])('%j are %i days', (suspensions, days) => expect(suspendedDays({ suspensions })).toBe(days));

  test('the term to complete a DID con riserva grows by the days of work', () => {
    const suspensions = [past('2026-11-10', '2026-12-09')];
    expect(termEnd(caseIn('reserved'), policy)).toBe('2027-03-03');
    expect(termEnd(caseIn('reserved', { suspensions }), policy)).toBe('2027-04-02');
    expect(awaiting(caseIn('reserved', { suspensions }), policy).by).toBe('2027-04-02');
  });

  test('so does the day from which a job centre convenes', () => {
    const suspensions = [past('2026-11-10', '2026-11-19')];
    expect(conveneFrom(caseIn('confirmed'), policy)).toBe('2026-12-04');
    expect(conveneFrom(caseIn('confirmed', { suspensions }), policy)).toBe('2026-12-14');
  });

  const quiet = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
  const stepAt = (didCase: DidCase, now: Instant) => dueStep(didCase, quiet, policy, now);
  const of = (days?: number) =>
    caseIn('suspended', { suspension: { from, reason: 'job', statusBefore: 'reserved', ...(days && { days }) } });

  test.each<[number | undefined, PlainDate]>([
    [undefined, addDays(from, 180)],
    [180, addDays(from, 180)],
    [90, addDays(from, 90)],
    [1, addDays(from, 1)],
  ])('work of %s days: an office is asked after them, and nothing ends by itself', (days, first) => {
    const didCase = of(days);
    expect(nextLook(didCase, policy)).toBe(startOfDay(first));
    expect(stepAt(didCase, startOfDay(addDays(first, -1)))).toEqual({ kind: 'wait', until: startOfDay(first) });
    expect(stepAt(didCase, startOfDay(first))).toEqual({ kind: 'suspension-over' });
    expect(stepAt(didCase, startOfDay(addDays(first, 400)))).toEqual({ kind: 'suspension-over' });
  });

  test('nobody is asked about the work of a DID that has ended meanwhile', () => {
    const { suspension } = of();
    const closed = caseIn('closed', { endedOn: undefined, ...(suspension && { suspension }) });
    expect(nextLook(closed, policy)).toBeUndefined();
  });

  test('the office is asked once a suspension', () => {
    const now = startOfDay(addDays(from, 180));
    const { changes, event, rules } = askAboutWork(of(), policy, now);
    expect([event, rules]).toEqual(['suspension-over', ['suspension.limit']]);
    const asked = caseIn('suspended', changes);
    expect(asked.suspension?.askedAt).toBe(now);
    expect(nextLook(asked, policy)).toBeUndefined();
    expect(stepAt(asked, startOfDay(addDays(from, 1000)))).toEqual({ kind: 'wait', until: undefined });
  });
});

describe('180 days, whatever the calendar brings (first and last day count)', () => {
  test.each([
    ['plain days', '2026-06-01', '2026-11-27'],
    ['across the end of summer time', '2026-07-01', '2026-12-27'],
    ['across the begin of summer time', '2026-12-01', '2027-05-29'],
    ['across both', '2026-10-20', '2027-04-17'],
    ['with 29 February', '2027-10-01', '2028-03-28'],
    ['without 29 February', '2026-10-01', '2027-03-29'],
    ['beginning on 29 February', '2028-02-29', '2028-08-26'],
    ['across the year', '2026-12-31', '2027-06-28'],
  ])('%s: %s to %s', (_, first, last) => {
    const [begins, ends] = [day(first), day(last)];
    expect(daysOf(begins, ends)).toBe(180);
    const suspension = { from: begins, reason: 'job', statusBefore: 'psp-signed' } as const;
    const working = caseIn('suspended', { suspension, didDate: day('2026-05-01') });
    // The last day is within; an office is asked on the next one, at its first instant in Rome.
    expect(awaiting(working, policy).by).toBe(ends);
    expect(nextLook(working, policy)).toBe(startOfDay(addDays(ends, 1)));
    const told = (until: PlainDate) =>
      verdictOf(resume(working, { until }, 'citizen', { receivedAt: startOfDay(addDays(until, 1)) }))[0];
    expect([told(ends), told(addDays(ends, 1))]).toEqual(['decided', 'suspension-limit']);
    const closing = { didCase: working, policy, today: addDays(ends, 1) };
    expect(closureProblem(closing, { reason: 'job', since: begins, until: ends })?.code).toBe('job-within-limit');
    expect(closureProblem(closing, { reason: 'job', since: begins, until: addDays(ends, 1) })).toBeUndefined();
  });

  test('several suspensions have 180 days each, and their days add up in the terms', () => {
    const first = { from: day('2026-11-10'), until: day('2027-05-08'), reason: 'job' } as const;
    const again = caseIn('suspended', {
      suspensions: [first],
      suspension: { from: day('2027-05-09'), reason: 'job', statusBefore: 'reserved' },
    });
    const until = day('2027-11-04');
    expect([daysOf(first.from, first.until), daysOf(day('2027-05-09'), until)]).toEqual([180, 180]);
    const outcome = resume(again, { until }, 'citizen', { receivedAt: startOfDay(addDays(until, 1)) });
    expect(verdictOf(outcome)).toEqual(['decided']);
    expect(suspendedDays(written(decisionOf(outcome)))).toBe(360);
  });
});

describe('work that pays little changes nothing (D.L. 4/2019 art. 4 c.15-quater)', () => {
  const body = { from, expectedYearlyIncome: 'below' };
  const note = (didCase: DidCase, party: Party = 'citizen', sent: object = body) => {
    const facts = partyFactsOf(party, didCase);
    return noteWork.decide({ ...facts, didCase: facts.didCase ?? didCase, mailbox: 'mario@libero.it' }, sent);
  };

  test('it is noted; the status, its days and its terms stay', () => {
    expect(note(caseIn('psp-signed', { operatorId: cpi }))).toMatchObject({
      changes: {},
      rules: ['suspension.income'],
      evidence: { kind: 'work-noted', content: body },
      settles: ['suspension-proposed'],
      tasks: [{ kind: 'change-reported', list: 'job-centre' }],
    });
  });

  test('it answers the question about work that employers told of', () => {
    expect(note(caseIn('confirmed', { jobAskedAt: at('2026-11-20T09:00:00.000Z') }))).toMatchObject({
      changes: { jobAskedAt: undefined },
      settles: ['suspension-proposed', 'job-news'],
    });
  });

  test('an office that enters it has looked at it', () => {
    expect(note(caseIn('confirmed', { operatorId: cpi }), 'cpi')).not.toHaveProperty('tasks');
    expect(note(caseIn('confirmed'), 'accredited')).toMatchObject({ code: 'not-this-party' });
  });

  test.each([
    ['a draft', caseIn('registered'), body, 'no-did-yet'],
    ['work to come', caseIn('confirmed'), { ...body, from: addDays(today, 1) }, 'suspension-in-future'],
    ['work from before', caseIn('confirmed'), { ...body, from: addDays(didDate, -1) }, 'suspension-before-did'],
    ['a DID suspended already', caseIn('suspended'), body, 'wrong-status'],
  ] as const)('not of %s', (_, didCase, sent, code) => expect(note(didCase, 'citizen', sent)).toMatchObject({ code }));

  test('the amounts are those of the law', () => {
    expect(policy.workIncome.value).toEqual({ employee: 8500, selfEmployed: 5500 });
  });
});

describe('the question about work that employers told of', () => {
  const asked = { jobAskedAt: at('2026-11-20T09:00:00.000Z') };

  test('is over once the status is suspended, resumed or closed', () => {
    const suspended = decisionOf(suspend(caseIn('confirmed', asked)));
    expect([suspended.settles, suspended.next.jobAskedAt]).toEqual([['suspension-proposed', 'job-news'], undefined]);
    const working = caseIn('suspended', { suspension: { from, reason: 'job', statusBefore: 'confirmed' }, ...asked });
    const resumed = decisionOf(resume(working, { until: today }));
    expect([resumed.settles, resumed.next.jobAskedAt]).toEqual([['job-news'], undefined]);
    const request = { reason: 'job', since: from, signedRequest: { signedOn: today, reference: 'prot. 1' } };
    const closed = decisionOf(decide('close', partyFactsOf('cpi', caseIn('confirmed', asked)), request));
    expect([closed.settles, closed.next.jobAskedAt]).toEqual([['job-news'], undefined]);
  });
});
