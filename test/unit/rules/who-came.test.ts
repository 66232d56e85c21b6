/** Nobody who came to the office, or was told to come again, loses a DID con riserva by a timer (S0:23, S0:27). */
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../functions/domain/appointment.ts';
import { type Instant, instantAt } from '../../../functions/domain/dates.ts';
import { dueStep } from '../../../functions/domain/deadlines.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { AppointmentId, MailId } from '../../../functions/domain/ids.ts';
import { askEntry } from '../../../functions/domain/reminders.ts';
import {
  at,
  caseIn,
  commandId,
  cpi,
  day,
  editFactsOf,
  officer,
  otherCpi,
  policy,
  receivedAt,
  today,
} from '../samples.ts';

const rome = (date: string, time: string) => instantAt(day(date), time);
const notice = (number: 1 | 2, date: string) => ({
  number,
  mailId: MailId.parse(commandId),
  sentAt: rome(date, '09:00'),
  servedAt: rome(date, '09:01'),
});
/** The term ended on 3 March 2027, both notices were received. */
const over = (changes: Partial<DidCase>) =>
  caseIn('reserved', { operatorId: cpi, notices: [notice(1, '2027-02-01'), notice(2, '2027-02-24')], ...changes });
const kept = (changes: Partial<Appointment> = {}): Appointment => ({
  id: AppointmentId.parse(commandId),
  operatorId: cpi,
  startsAt: rome('2027-02-20', '10:00'),
  endsAt: rome('2027-02-20', '10:30'),
  place: 1,
  sequence: 0,
  channel: 'portal',
  bookedAt: receivedAt,
  outcome: 'attended',
  ...changes,
});
const stepAt = (didCase: DidCase, now: Instant, officeTaskOpen = false) =>
  dueStep(didCase, { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen }, policy, now);
const after = rome('2027-03-05', '09:00');

test('without any meeting it is closed', () => expect(stepAt(over({}), after)).toEqual({ kind: 'expire' }));

describe('an appointment that the person kept, of which nothing was entered', () => {
  const didCase = over({ appointment: kept() });
  test('brings a task, once, and never a closing', () => {
    expect(stepAt(didCase, after)).toEqual({ kind: 'ask-entry', meeting: 'attended' });
    const asked = { ...didCase, ...askEntry(didCase, 'attended', policy).changes };
    expect(stepAt(asked, after, true).kind).toBe('wait');
    expect(stepAt(asked, after)).toEqual({ kind: 'wait', until: undefined });
    expect(stepAt(asked, rome('2028-03-05', '09:00')).kind).toBe('wait');
  });
  test('that was not kept after all lets the term go on', () => {
    expect(stepAt(over({ appointment: kept({ outcome: 'not-attended' }) }), after)).toEqual({ kind: 'expire' });
  });
});

describe('the next meeting of one that was not concluded', () => {
  const note = (body: object, didCase = over({}), now = rome('2027-03-02', '11:00')) =>
    edits['meeting-not-concluded'].decide(
      editFactsOf(didCase, { actor: officer(cpi), party: 'cpi', receivedAt: now }),
      { metOn: day('2027-03-02'), missing: ['identity-document'], ...body },
    );
  const didCase = over({ nextMeeting: { on: day('2027-03-10') } });

  test('is kept, and a later meeting takes its place', () => {
    expect(note({ nextAppointmentOn: day('2027-03-10') })).toMatchObject({
      changes: { nextMeeting: { on: '2027-03-10' } },
    });
    expect(note({}, didCase)).toMatchObject({ changes: { nextMeeting: undefined } });
  });

  test('holds the closing until its day is over; then the office is asked, once', () => {
    expect(stepAt(didCase, after)).toEqual({ kind: 'wait', until: rome('2027-03-11', '00:00') });
    expect(stepAt(didCase, rome('2027-03-11', '00:00'))).toEqual({ kind: 'ask-entry', meeting: 'next' });
    const asked = { ...didCase, ...askEntry(didCase, 'next', policy).changes };
    expect(stepAt(asked, rome('2027-03-12', '09:00'))).toEqual({ kind: 'expire' });
  });

  test('puts off a convening too', () => {
    const confirmed = caseIn('confirmed', { operatorId: cpi, nextMeeting: { on: day('2027-03-10') } });
    expect(stepAt(confirmed, after).kind).toBe('wait');
    expect(stepAt(confirmed, rome('2027-03-11', '00:00')).kind).toBe('convene');
  });

  test('is none at another office', () => {
    const chosen = edits['choose-operator'].decide(
      editFactsOf(caseIn('reserved', { operatorId: cpi, nextMeeting: { on: today } })),
      { operatorId: otherCpi },
    );
    expect(chosen).toMatchObject({ changes: { nextMeeting: undefined } });
  });
});
