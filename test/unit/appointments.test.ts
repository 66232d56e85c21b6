import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../functions/domain/appointment.ts';
import { withoutAppointment } from '../../functions/domain/appointment-news.ts';
import { allowedAppointmentEdits, appointmentEdits, type BookingFacts } from '../../functions/domain/appointments.ts';
import { decide } from '../../functions/domain/commands.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import type { Edit } from '../../functions/domain/edit.ts';
import { edits } from '../../functions/domain/edits.ts';
import { AppointmentId } from '../../functions/domain/ids.ts';
import { statuses } from '../../functions/domain/lifecycle.ts';
import type { Refusal } from '../../functions/domain/refusals.ts';
import {
  accredited,
  at,
  caseFactsOf,
  caseIn,
  closedCpi,
  commandId,
  cpi,
  decisionOf,
  editFactsOf,
  foreigner,
  officeFactsOf,
  officer,
  operatorOf,
  otherCpi,
  partyFactsOf,
  policy,
  receivedAt,
  recordOf,
  verdictOf,
} from './samples.ts';

// All is asked on Monday 23 November 2026, 10:30 in Rome.
const tuesday = at('2026-11-24T08:00:00.000Z');
const wednesday = at('2026-11-25T08:00:00.000Z');
const appointment: Appointment = {
  id: AppointmentId.parse(commandId),
  operatorId: cpi,
  startsAt: tuesday,
  endsAt: at('2026-11-24T08:30:00.000Z'),
  place: 1,
  sequence: 0,
  channel: 'portal',
  bookedAt: receivedAt,
};
const followed = (changes: Partial<DidCase> = {}) => caseIn('reserved', { operatorId: cpi, ...changes });
const withOne = (changes: Partial<Appointment> = {}) => followed({ appointment: { ...appointment, ...changes } });

type Change = Partial<BookingFacts>;
const byCitizen = (didCase: DidCase, change: Change = {}): BookingFacts => ({
  ...editFactsOf(didCase, change),
  taken: [],
  ...change,
});
const byOffice = (didCase: DidCase, change: Change = {}): BookingFacts => ({
  ...officeFactsOf(didCase, change),
  didCase,
  taken: [],
  ...change,
});
const book = (facts: BookingFacts, body: object = { startsAt: tuesday }) =>
  appointmentEdits['book-appointment'].decide(facts, body);
const move = (facts: BookingFacts, startsAt = wednesday) =>
  appointmentEdits['move-appointment'].decide(facts, { startsAt });
const cancel = (facts: BookingFacts) => appointmentEdits['cancel-appointment'].decide(facts, {});
const told = (facts: BookingFacts, outcome: string) => appointmentEdits['record-attendance'].decide(facts, { outcome });
const editOf = (outcome: Edit | Refusal): Edit => {
  if (outcome.kind === 'refusal') throw new Error(`refused: ${outcome.code}`);
  return outcome;
};
const codeOf = (outcome: Edit | Refusal) => (outcome.kind === 'refusal' ? outcome.code : outcome.kind);

describe('booking', () => {
  test('takes a place at the chosen operator and tells the person', () => {
    const { changes, mail, reason } = editOf(book(byCitizen(followed())));
    expect(changes).toEqual({ appointment });
    expect(reason).toBe('portal');
    expect(mail).toMatchObject({
      kind: 'appointment-booked',
      by: 'citizen',
      receivedAt,
      appointment: { id: commandId, sequence: 0, startsAt: tuesday, endsAt: appointment.endsAt },
      documents: ['identity-document', 'paper-declaration'],
      office: { name: operatorOf(cpi).name },
    });
  });

  test.each([
    ['reserved', undefined, ['identity-document', 'paper-declaration']],
    ['reserved', foreigner, ['identity-document', 'residence-permit', 'paper-declaration']],
    ['confirmed', undefined, ['identity-document']],
    ['psp-signed', foreigner, ['identity-document', 'residence-permit']],
  ] as const)('in %s of %j says what to bring (S0:29-31)', (status, person, documents) => {
    const facts = byCitizen(caseIn(status, { operatorId: cpi }), person && { citizen: recordOf(person) });
    expect(editOf(book(facts)).mail).toMatchObject({ documents });
  });

  test.each(statuses)('in %s', (status) => {
    const outcome = codeOf(book(byCitizen(caseIn(status, { operatorId: cpi }))));
    const open = ['registered', 'reserved', 'confirmed', 'psp-signed'].includes(status);
    expect(outcome).toBe(open ? 'edit' : 'wrong-status');
  });

  test('without a chosen operator has nobody to be with', () => {
    expect(verdictOf(book(byCitizen(caseIn('reserved'))))).toEqual(['operator-not-chosen', undefined, 'S0:17']);
  });

  test.each([
    ['on the portal, twelve hours ahead', 'citizen', '2026-11-24T08:00:00.000Z', '2026-11-23T20:00:00.000Z', 'edit'],
    ['on the portal, a second later', 'citizen', '2026-11-24T08:00:00.000Z', '2026-11-23T20:00:01.000Z', 'too-late'],
    ['on the portal, one that is past', 'citizen', '2026-11-20T08:00:00.000Z', '2026-11-23T09:30:00.000Z', 'too-late'],
    ['by the office, at once', 'office', '2026-11-23T09:30:00.000Z', '2026-11-23T09:30:00.000Z', 'edit'],
    ['by the office, in the slot that runs', 'office', '2026-11-23T09:30:00.000Z', '2026-11-23T09:59:59.000Z', 'edit'],
    ['by the office, once it is over', 'office', '2026-11-23T09:30:00.000Z', '2026-11-23T10:00:00.000Z', 'too-late'],
    ['within the horizon', 'citizen', '2027-01-22T08:00:00.000Z', '2026-11-23T09:30:00.000Z', 'edit'],
    ['beyond the horizon', 'citizen', '2027-01-25T08:00:00.000Z', '2026-11-23T09:30:00.000Z', 'slot-not-offered'],
    ['at the end of time', 'citizen', '9999-12-31T23:59:59.999Z', '2026-11-23T09:30:00.000Z', 'slot-not-offered'],
    ['at its beginning', 'office', '0000-01-01T00:00:00.000Z', '2026-11-23T09:30:00.000Z', 'too-late'],
    ['on Saint Ambrose', 'citizen', '2026-12-07T08:00:00.000Z', '2026-11-23T09:30:00.000Z', 'slot-not-offered'],
    ['on a Sunday', 'citizen', '2026-11-29T08:00:00.000Z', '2026-11-23T09:30:00.000Z', 'slot-not-offered'],
    ['between two slots', 'citizen', '2026-11-24T08:10:00.000Z', '2026-11-23T09:30:00.000Z', 'slot-not-offered'],
  ])('%s', (_, who, startsAt, now, outcome) => {
    const facts = (who === 'citizen' ? byCitizen : byOffice)(followed(), { receivedAt: at(now) });
    expect(codeOf(book(facts, { startsAt }))).toBe(outcome);
  });

  test('is not possible at an office that has closed', () => {
    expect(codeOf(book(byCitizen(followed({ operatorId: closedCpi }))))).toBe('slot-not-offered');
  });

  test('follows the hours that the office has entered; without hours it is by telephone only', () => {
    const desk = { weekly: [{ day: 2, from: '17:00', to: '18:00' }], slotMinutes: 20, places: 2, closedOn: [] };
    const at17 = { startsAt: at('2026-11-24T16:00:00.000Z') };
    const operator = { ...operatorOf(cpi), desk };
    expect(codeOf(book(byCitizen(followed(), { operator }), at17))).toBe('edit');
    expect(codeOf(book(byCitizen(followed(), { operator })))).toBe('slot-not-offered');
    expect(
      codeOf(book(byCitizen(followed(), { operator: { ...operator, desk: { ...desk, weekly: [] } } }), at17)),
    ).toBe('slot-not-offered');
  });

  test('gives a place that is free, and none if all are taken', () => {
    const desk = { ...policy.deskHours.value, places: 2 };
    const operator = { ...operatorOf(cpi), desk };
    const taken = (...places: number[]) => places.map((place) => ({ ...appointment, place }));
    const placeOf = (...places: number[]) =>
      editOf(book(byCitizen(followed(), { operator, taken: taken(...places) }))).changes.appointment?.place;
    expect(placeOf(1)).toBe(2);
    expect(placeOf(2)).toBe(1);
    expect(verdictOf(book(byCitizen(followed(), { operator, taken: taken(1, 2) })))).toEqual([
      ...['slot-taken', 'startsAt', 'one person a place'],
    ]);
  });

  test.each([
    ['to come', {}, 'appointment-exists'],
    [
      'that runs',
      { startsAt: at('2026-11-23T09:00:00.000Z'), endsAt: at('2026-11-23T09:31:00.000Z') },
      'appointment-exists',
    ],
    ['that is over', { startsAt: at('2026-11-23T09:00:00.000Z'), endsAt: at('2026-11-23T09:30:00.000Z') }, 'edit'],
    ['that was missed', { startsAt: at('2026-11-23T09:00:00.000Z'), outcome: 'not-attended' } as const, 'edit'],
  ])('beside one %s', (_, change, outcome) => {
    expect(codeOf(book(byCitizen(withOne(change)), { startsAt: wednesday }))).toBe(outcome);
  });

  test.each([
    [{}, 'telephone'],
    [{ channel: 'telephone' }, 'telephone'],
    [{ channel: 'counter' }, 'counter'],
  ])('by the office for the person, %j', (body, channel) => {
    const { changes, mail, reason } = editOf(book(byOffice(followed()), { startsAt: tuesday, ...body }));
    expect([changes.appointment?.channel, reason]).toEqual([channel, channel]);
    expect(mail).toMatchObject({ by: 'office' });
  });

  test('of who is met at once brings no mail', () => {
    const now = { startsAt: at('2026-11-23T09:30:00.000Z'), channel: 'counter' };
    expect(editOf(book(byOffice(followed()), now)).mail).toBeUndefined();
  });

  test.each([
    ['an office that is not the chosen one', byOffice(followed(), { actor: officer(otherCpi), party: 'cpi' })],
    [
      'the job centre of the domicile',
      { ...partyFactsOf('competent-cpi', followed()), didCase: followed(), taken: [] },
    ],
    ['a manager', { ...partyFactsOf('manager', followed()), didCase: followed(), taken: [] }],
  ])('is not for %s', (_, facts) => expect(codeOf(book(facts))).toBe('not-this-party'));

  test.each([{}, { startsAt: 'domani' }, { startsAt: tuesday, channel: 'portal' }, { startsAt: tuesday, place: 1 }])(
    'the body %j is none',
    (body) => expect(appointmentEdits['book-appointment'].body.safeParse(body).success).toBe(false),
  );
});

describe('moving', () => {
  test('keeps the event and counts its changes', () => {
    const { changes, mail } = editOf(move(byCitizen(withOne({ sequence: 3, remindedAt: receivedAt }))));
    expect(changes.appointment).toEqual({
      ...appointment,
      startsAt: wednesday,
      endsAt: at('2026-11-25T08:30:00.000Z'),
      sequence: 4,
    });
    expect(mail).toMatchObject({ kind: 'appointment-moved', movedFrom: tuesday, by: 'citizen' });
  });

  test('to where it is changes nothing', () => {
    expect(editOf(move(byCitizen(withOne()), tuesday)).changes).toEqual({});
  });

  test('by the office, also into the slot that runs', () => {
    expect(codeOf(move(byOffice(withOne()), at('2026-11-23T09:30:00.000Z')))).toBe('edit');
    expect(codeOf(move(byCitizen(withOne()), at('2026-11-23T09:30:00.000Z')))).toBe('too-late');
  });

  test.each([
    ['to come', tuesday, 'edit'],
    ['as it begins', receivedAt, 'too-late'],
    ['over', at('2026-11-20T08:00:00.000Z'), 'too-late'],
  ])('one %s', (_, startsAt, outcome) => expect(codeOf(move(byCitizen(withOne({ startsAt }))))).toBe(outcome));

  test('is not in the way of itself: an own place is free for the same person', () => {
    const desk = { ...policy.deskHours.value, slotMinutes: 15 };
    const operator = { ...operatorOf(cpi), desk };
    // Booked for half an hour, asked for the second quarter of it under the office's new hours.
    const facts = byCitizen(withOne(), { operator, taken: [appointment] });
    expect(codeOf(move(facts, at('2026-11-24T08:15:00.000Z')))).toBe('edit');
  });
});

describe('cancelling', () => {
  test('takes it out of the case, and tells the calendar that holds it', () => {
    const { changes, mail } = editOf(cancel(byCitizen(withOne({ sequence: 2 }))));
    expect(changes).toEqual({ appointment: undefined });
    expect(mail).toMatchObject({ kind: 'appointment-cancelled', by: 'citizen', appointment: { sequence: 3 } });
  });

  test('by the office is said to be its doing', () => {
    expect(editOf(cancel(byOffice(withOne()))).mail).toMatchObject({ by: 'office' });
  });

  test('is too late once it has begun', () => {
    expect(codeOf(cancel(byCitizen(withOne({ startsAt: receivedAt }))))).toBe('too-late');
  });

  test('goes with the choice of another operator, not with the same one again', () => {
    const choose = (operatorId: string, didCase: DidCase) =>
      editOf(edits['choose-operator'].decide(editFactsOf(didCase), { operatorId }));
    const left = choose(otherCpi, withOne());
    expect('appointment' in left.changes && left.changes.appointment).toBeUndefined();
    expect(left.mail).toMatchObject({
      kind: 'appointment-cancelled',
      by: 'operator-changed',
      office: { name: operatorOf(cpi).name },
    });
    expect(choose(cpi, withOne()).changes).not.toHaveProperty('appointment');
    expect(choose(accredited, withOne({ startsAt: at('2026-11-20T08:00:00.000Z') })).changes).not.toHaveProperty(
      'appointment',
    );
  });

  test('goes with the end of a case, in a mail of its own', () => {
    const decision = decisionOf(decide('withdraw', caseFactsOf(withOne()), {}));
    expect(decision.next.appointment).toBeUndefined();
    expect(decision.mail).toMatchObject({ kind: 'withdrawn' });
    expect(decision.alsoTold).toMatchObject({ kind: 'appointment-cancelled', by: 'case-ended' });
  });

  test('of one that is over is not told to anybody', () => {
    const decision = decisionOf(
      decide('withdraw', caseFactsOf(withOne({ startsAt: at('2026-11-20T08:00:00.000Z') })), {}),
    );
    expect(decision.alsoTold).toBeUndefined();
    expect(withoutAppointment(followed(), 'office', undefined, receivedAt)).toBeUndefined();
  });

  test('writes to nobody where the step itself does not', () => {
    const didCase = withOne();
    const decision = decisionOf(decide('close', partyFactsOf('identity', didCase), { reason: 'annulled' }));
    expect(decision.next.appointment).toBeUndefined();
    expect([decision.mail, decision.alsoTold]).toEqual([undefined, undefined]);
  });
});

describe('who came', () => {
  const begun = withOne({ startsAt: receivedAt });

  test.each(['attended', 'not-attended'] as const)('is noted by the office: %s, and nothing follows', (outcome) => {
    const { changes, mail, reason } = editOf(told(byOffice(begun), outcome));
    expect(changes).toEqual({ appointment: { ...begun.appointment, outcome } });
    expect(reason).toBe(outcome);
    // Who did not come is told so, and how to say why by the next day.
    const missed = { kind: 'appointment-missed', startedAt: receivedAt, explainBy: '2026-11-24' };
    if (outcome === 'attended') expect(mail).toBeUndefined();
    else expect(mail).toMatchObject(missed);
  });

  test('is noted again where it was noted wrongly', () => {
    const wrong = withOne({ startsAt: receivedAt, outcome: 'not-attended' });
    expect(editOf(told(byOffice(wrong), 'attended')).changes.appointment?.outcome).toBe('attended');
    expect(editOf(told(byOffice(wrong), 'not-attended')).mail).toBeUndefined();
  });

  test.each([
    ['before it begins', byOffice(withOne()), 'appointment-to-come'],
    ['without an appointment', byOffice(followed()), 'appointment-to-come'],
    ['by the citizen', byCitizen(begun), 'not-this-party'],
    ['by who was not met', byOffice(withOne({ startsAt: receivedAt, operatorId: otherCpi })), 'not-this-party'],
  ])('not %s', (_, facts, code) => expect(codeOf(told(facts, 'attended'))).toBe(code));
});

describe('what is offered', () => {
  const over = { startsAt: at('2026-11-23T08:00:00.000Z'), endsAt: at('2026-11-23T08:30:00.000Z') };
  const running = { startsAt: at('2026-11-23T09:30:00.000Z'), endsAt: at('2026-11-23T10:00:00.000Z') };
  test.each([
    ['no operator', caseIn('reserved'), [], []],
    ['no appointment', followed(), ['book-appointment'], ['book-appointment']],
    ['one to come', withOne(), ['move-appointment', 'cancel-appointment'], ['move-appointment', 'cancel-appointment']],
    ['one that runs', withOne(running), [], ['record-attendance']],
    ['one that is over', withOne(over), ['book-appointment'], ['book-appointment', 'record-attendance']],
    ['an end', caseIn('withdrawn', { operatorId: cpi }), [], []],
  ] as const)('with %s', (_, didCase, toCitizen, toOffice) => {
    expect(allowedAppointmentEdits(didCase, 'citizen', receivedAt)).toEqual(toCitizen);
    expect(allowedAppointmentEdits(didCase, 'cpi', receivedAt)).toEqual(toOffice);
    expect(allowedAppointmentEdits(didCase, 'manager', receivedAt)).toEqual([]);
  });
});
