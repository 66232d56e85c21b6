import { describe, expect, test } from 'vitest';
import { dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import { type DidCase, Notice } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { takeStep } from '../../functions/domain/reminders-proceedings.ts';
import type { Outage } from '../../functions/domain/terms.ts';
import { at, caseIn, commandId, cpi, day, policy } from './samples.ts';
import { contestedCase, contestedOf, decisionOf } from './term-samples.ts';

const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const step = (didCase: DidCase, now: string, more: { mailboxHealthy?: boolean; outages?: readonly Outage[] } = {}) =>
  dueStep(didCase, { ...facts, ...more }, policy, at(now));
const kinds = (didCase: DidCase, now: string) => step(didCase, now).kind;
const unserved = { channel: 'registered-letter', sentOn: day('2026-11-20') } as const;

/** What the sweep does to a case at an instant, as often as something is due. */
function swept(didCase: DidCase, now: string): { readonly didCase: DidCase; readonly done: readonly string[] } {
  const due = step(didCase, now);
  if (due.kind !== 'remind-justification' && due.kind !== 'decision-overdue' && due.kind !== 'ask-service') {
    return { didCase, done: [] };
  }
  const { changes } = takeStep(didCase, due, undefined, at(now));
  const rest = swept({ ...didCase, ...changes }, now);
  return { didCase: rest.didCase, done: [due.kind, ...rest.done] };
}

describe('who has not answered', () => {
  // Served on 26 November, the time to answer ends on 11 December; the reminder comes five days before.
  test.each([
    ['2026-12-05T22:59:59.999Z', 'wait'],
    ['2026-12-05T23:00:00.000Z', 'remind-justification'],
    ['2026-12-11T22:59:59.999Z', 'remind-justification'],
    ['2026-12-11T23:00:00.000Z', 'wait'],
  ])('is reminded before the time is over (%s: %s)', (now, kind) => expect(kinds(contestedCase(), now)).toBe(kind));

  test('is reminded once, and not after having answered', () => {
    const now = '2026-12-08T08:00:00.000Z';
    expect(swept(contestedCase(), now).done).toEqual(['remind-justification']);
    const { id: evidenceOf } = contestedOf();
    const answered = { at: at('2026-12-01T08:00:00.000Z'), reason: 'illness', inTime: true, evidenceOf } as const;
    expect(kinds(contestedCase({ justifications: [answered] }), now)).toBe('wait');
  });

  test('is told the day that counts, and no reason nor judgment', () => {
    const outages = [{ from: at('2026-12-11T08:00:00.000Z'), to: at('2026-12-11T09:00:00.000Z') }];
    const due = step(contestedCase(), '2026-12-11T12:00:00.000Z', { outages });
    expect(due).toEqual({ kind: 'remind-justification', until: '2026-12-12' });
    if (due.kind !== 'remind-justification') throw new Error('not due');
    expect(takeStep(contestedCase(), due, undefined, at('2026-12-11T12:00:00.000Z')).mail).toEqual({
      ...{ kind: 'deadline-reminder', caseNumber: expect.any(String), receivedAt: '2026-11-20T09:00:00.000Z' },
      ...{ factOn: '2026-11-18', contestedOn: '2026-11-20', until: '2026-12-12' },
    });
  });

  test('is looked at again tomorrow while the mailbox is broken', () => {
    expect(step(contestedCase(), '2026-12-08T08:00:00.000Z', { mailboxHealthy: false })).toEqual({
      ...{ kind: 'wait', until: '2026-12-08T23:00:00.000Z' },
    });
  });
});

describe('an office that has not decided', () => {
  test.each([
    ['2026-12-20T22:59:59.999Z', 'wait'],
    ['2026-12-20T23:00:00.000Z', 'decision-overdue'],
  ])('is late after 30 days (%s: %s)', (now, kind) => expect(kinds(contestedCase(), now)).toBe(kind));

  test('is not late while the person has time to answer', () => {
    const extended = contestedCase({ extendedTo: day('2027-01-15'), remindedAt: at('2027-01-10T00:00:00.000Z') });
    expect(kinds(extended, '2027-01-15T22:59:59.999Z')).toBe('wait');
    expect(kinds(extended, '2027-01-15T23:00:00.000Z')).toBe('decision-overdue');
  });

  test('has its managers asked, once, and nothing is decided by it', () => {
    const { didCase, done } = swept(contestedCase(), '2027-06-01T08:00:00.000Z');
    expect(done).toEqual(['decision-overdue']);
    expect([didCase.status, didCase.decisions]).toEqual(['sanction-proposed', undefined]);
    expect(nextLook(didCase, policy)).toBe('2026-12-05T23:00:00.000Z');
    expect(step(didCase, '2027-06-01T08:00:00.000Z')).toEqual({ kind: 'wait', until: undefined });
    const due = step(contestedCase(), '2027-06-01T08:00:00.000Z');
    if (due.kind !== 'decision-overdue') throw new Error('not due');
    expect(takeStep(contestedCase(), due, undefined, at('2027-06-01T08:00:00.000Z')).task).toEqual({
      ...{ kind: 'decision-overdue', list: 'managers' },
    });
  });
});

describe('an act that nothing proves to have arrived', () => {
  test.each([
    ['2026-12-20T22:59:59.999Z', []],
    ['2026-12-20T23:00:00.000Z', ['ask-service', 'decision-overdue']],
  ])('is asked about 30 days after it was sent (%s)', (now, done) => {
    expect([...swept(contestedCase({ service: unserved }), now).done].sort()).toEqual(done);
  });

  test('of a decision is asked about at the job centre', () => {
    const sanctioned = caseIn('sanctioned', { operatorId: cpi, decisions: [decisionOf({ service: unserved })] });
    const due = step(sanctioned, '2027-01-20T08:00:00.000Z');
    if (due.kind !== 'ask-service') throw new Error('not due');
    const taken = takeStep(sanctioned, due, undefined, at('2027-01-20T08:00:00.000Z'));
    expect(taken.task).toEqual({ kind: 'act-not-served', list: 'job-centre' });
    expect(taken.changes.decisions?.[0]?.service.askedAt).toBe('2027-01-20T08:00:00.000Z');
    expect(swept(sanctioned, '2027-01-20T08:00:00.000Z').done).toEqual(['ask-service']);
  });

  test('is not asked about where it cost the person nothing', () => {
    const dismissed = decisionOf({ service: unserved, effect: { kind: 'dismissed' } });
    const heard = caseIn('psp-signed', { operatorId: cpi, decisions: [dismissed] });
    expect(swept(heard, '2027-01-20T08:00:00.000Z').done).toEqual([]);
  });

  test('is asked about no more once the file has ended', () => {
    const ended = caseIn('closed', { decisions: [decisionOf({ service: unserved })], endedOn: day('2026-12-20') });
    expect(swept(ended, '2027-01-20T08:00:00.000Z').done).toEqual([]);
  });
});

describe('a DID con riserva whose last day met an outage', () => {
  // The term of the sample DID ends on 3 March 2027.
  const outages = [{ from: at('2027-03-03T08:00:00.000Z'), to: at('2027-03-03T20:00:00.000Z') }];
  const received = (number: 1 | 2, on: string) =>
    Notice.parse({ number, mailId: MailId.parse(commandId), sentAt: at(on), servedAt: at(on) });
  const notices = [received(1, '2027-02-01T08:00:00.000Z'), received(2, '2027-02-24T08:00:00.000Z')];
  const reserved = caseIn('reserved', { operatorId: cpi, notices });

  test('is closed one working day later', () => {
    expect(kinds(reserved, '2027-03-03T23:00:00.000Z')).toBe('expire');
    expect(step(reserved, '2027-03-03T23:00:00.000Z', { outages })).toEqual({
      ...{ kind: 'wait', until: '2027-03-04T23:00:00.000Z' },
    });
    expect(step(reserved, '2027-03-04T23:00:00.000Z', { outages }).kind).toBe('expire');
  });
});
