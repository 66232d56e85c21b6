import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addSeconds,
  dateInRome,
  type Instant,
  type PlainDate,
  startOfDay,
} from '../../functions/domain/dates.ts';
import { deadlinesOf } from '../../functions/domain/deadline-views.ts';
import { conveneFrom, countedNotices, dueStep, nextLook, termEnd } from '../../functions/domain/deadlines.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { convene, doubt, noticeServed, remind } from '../../functions/domain/reminders.ts';
import { at, caseIn, commandId, day, policy } from './samples.ts';

const mailId = MailId.parse(commandId);
const well = { mailboxHealthy: true, mailboxSince: at('2020-01-01T00:00:00.000Z'), officeTaskOpen: false };

describe('a term on the calendar', () => {
  test.each([
    ['over the last Sunday of March', '2026-12-01', '2027-03-31', '2027-02-28T23:00:00.000Z'],
    [
      'whose notice is due on the day on which summer time begins',
      '2026-12-28',
      '2027-04-27',
      '2027-03-27T23:00:00.000Z',
    ],
    ['whose notice is due on the day after', '2026-12-29', '2027-04-28', '2027-03-28T22:00:00.000Z'],
    ['over the last Sunday of October', '2026-07-10', '2026-11-07', '2026-10-07T22:00:00.000Z'],
    ['whose notice is due on the day on which it ends', '2026-07-27', '2026-11-24', '2026-10-24T22:00:00.000Z'],
    ['whose notice is due on the first day of winter time', '2026-07-28', '2026-11-25', '2026-10-25T23:00:00.000Z'],
    ['that ends on 29 February', '2027-11-01', '2028-02-29', '2028-01-29T23:00:00.000Z'],
    ['over a 29 February', '2027-11-02', '2028-03-01', '2028-01-30T23:00:00.000Z'],
    ['over a February without one', '2026-11-02', '2027-03-02', '2027-01-30T23:00:00.000Z'],
    ['of a DID of 29 February', '2028-02-29', '2028-06-28', '2028-05-28T22:00:00.000Z'],
    ['over New Year', '2026-12-31', '2027-04-30', '2027-03-30T22:00:00.000Z'],
  ])('%s', (_, didDate, end, look) => {
    const didCase = caseIn('reserved', { didDate: day(didDate) });
    expect(termEnd(didCase, policy)).toBe(end);
    expect(nextLook(didCase, policy)).toBe(look);
    expect(dueStep(didCase, well, policy, addSeconds(at(look), -1)).kind).toBe('wait');
    expect(dueStep(didCase, well, policy, at(look))).toEqual({ kind: 'remind', notice: 1, closesOn: end });
  });

  test.each([
    ['2026-11-30', '2026-12-31'],
    ['2028-01-30', '2028-03-01'],
    ['2027-01-30', '2027-03-02'],
    ['2027-02-26', '2027-03-29'],
  ])('a DID of %s that is authentic is convened from %s', (didDate, from) => {
    expect(conveneFrom(caseIn('confirmed', { didDate: day(didDate) }), policy)).toBe(from);
  });
});

interface Told {
  readonly sentAt: Instant;
  readonly closesOn: PlainDate;
}

describe('whatever becomes of mail and mailboxes, and however late the sweep comes', () => {
  const moments = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 24 * 40 }),
      what: fc.constantFrom(
        'sweep',
        'sweep',
        'sweep',
        'sweep',
        'delivery',
        'delivery',
        'break',
        'repair',
        'task',
        'done',
      ),
      late: fc.integer({ min: -24 * 20, max: 0 }),
    }),
    { minLength: 5, maxLength: 60 },
  );
  const begins = fc.constantFrom<DidCase>(caseIn('reserved'), caseIn('registered'), caseIn('confirmed'));

  test('a file is closed only after each day it was told of, by two notices to the mailbox of today', () => {
    let closed = 0;
    fc.assert(
      fc.property(begins, moments, (begin, story) => {
        let didCase = begin;
        let now = startOfDay(day('2026-11-04'));
        let facts = well;
        let told: Told[] = [];
        let convened = 0;
        const change = (changes: Partial<DidCase>) => (didCase = { ...didCase, ...changes });
        for (const { hours, what, late } of story) {
          now = addSeconds(now, hours * 3600);
          const counted = countedNotices(didCase, facts.mailboxSince);
          if (what === 'break') facts = { ...facts, mailboxHealthy: false };
          if (what === 'repair' && !facts.mailboxHealthy) facts = { ...facts, mailboxHealthy: true, mailboxSince: now };
          if (what === 'task' || what === 'done') facts = { ...facts, officeTaskOpen: what === 'task' };
          if (what === 'delivery') {
            // The last notice arrived some time ago, by the clock of SES.
            change(noticeServed(didCase, mailIdOf(didCase), addSeconds(now, late * 3600), policy)?.changes ?? {});
          }
          if (what !== 'sweep') continue;
          const step = dueStep(didCase, facts, policy, now);
          if (step.kind === 'convene') {
            convened += 1;
            change(convene(didCase, policy, now).changes);
          }
          if (step.kind === 'ask-office') change(doubt(counted, policy).changes);
          if (step.kind === 'remind') {
            expect(facts.mailboxHealthy).toBe(true);
            const next = { number: step.notice, mailId: nextId(), closesOn: step.closesOn, earlier: counted };
            change(remind(didCase, next, policy, now).changes);
            told = [
              ...told.filter(({ sentAt }) => sentAt >= facts.mailboxSince),
              { sentAt: now, closesOn: step.closesOn },
            ];
            const shown = deadlinesOf(didCase, 'citizen', { policy }).find(
              ({ kind }) => kind === 'draft' || kind === 'complete-reserve',
            );
            expect(shown?.endsOn).toBe(step.closesOn);
          }
          if (step.kind !== 'expire') continue;
          closed += 1;
          const today = dateInRome(now);
          expect(begin.status).not.toBe('confirmed');
          expect([facts.mailboxHealthy, facts.officeTaskOpen, counted.length, told.length]).toEqual([
            true,
            false,
            2,
            2,
          ]);
          expect(today > (termEnd(didCase, policy) ?? '9999')).toBe(true);
          for (const { closesOn } of told) expect(today > closesOn).toBe(true);
          for (const [index, days] of [30, 7].entries()) {
            const { sentAt, servedAt } = counted[index] ?? {};
            expect(sentAt !== undefined && servedAt !== undefined && servedAt >= sentAt).toBe(true);
            expect(servedAt !== undefined && addDays(dateInRome(servedAt), days) < today).toBe(true);
          }
          return;
        }
        expect(convened).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3000 },
    );
    expect(closed).toBeGreaterThan(20);
  });

  let count = 0;
  function nextId(): MailId {
    count += 1;
    return MailId.parse(`${mailId.slice(0, -6)}${String(count).padStart(6, '0')}`);
  }
  const mailIdOf = ({ notices }: DidCase) => notices?.at(-1)?.mailId ?? mailId;
});
