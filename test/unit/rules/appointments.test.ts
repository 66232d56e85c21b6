/** S0:23: «attraverso mail o telefonicamente», or in person during opening hours. */
import { expect, test } from 'vitest';
import { bookingChannels } from '../../../functions/domain/appointment.ts';
import { allowedAppointmentEdits, appointmentEdits, slotsOf } from '../../../functions/domain/appointments.ts';
import {
  accredited,
  at,
  caseIn,
  cpi,
  day,
  editFactsOf,
  officeFactsOf,
  operatorOf,
  policy,
  receivedAt,
} from '../samples.ts';

const book = appointmentEdits['book-appointment'];
const tuesday = at('2026-11-24T08:00:00.000Z');

test.each([cpi, accredited])('R6: the person makes an appointment with the chosen body, %s', (operatorId) => {
  const didCase = caseIn('reserved', { operatorId });
  const outcome = book.decide({ ...editFactsOf(didCase), taken: [] }, { startsAt: tuesday });
  expect(outcome).toMatchObject({ kind: 'edit', rules: ['S0:23', policy.bookingDays.rule], reason: 'portal' });
});

test.each(['telephone', 'counter'])(
  'R6: the body makes it for who asks by telephone or at its counter: %s',
  (channel) => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    const outcome = book.decide({ ...officeFactsOf(didCase), didCase, taken: [] }, { startsAt: tuesday, channel });
    expect(outcome).toMatchObject({ kind: 'edit', reason: channel });
  },
);

test('R6: who comes in opening hours is met at once, without a time made before', () => {
  const didCase = caseIn('reserved', { operatorId: cpi });
  const facts = { ...officeFactsOf(didCase), didCase, taken: [] };
  expect(book.decide(facts, { startsAt: receivedAt, channel: 'counter' })).toMatchObject({ kind: 'edit' });
  // And a meeting needs no appointment at all: what the office records at it asks for none.
  expect(bookingChannels).toEqual(['portal', 'telephone', 'counter']);
});

test('R6: no appointment with a body that was not chosen, and none before one was (S0:17)', () => {
  expect(allowedAppointmentEdits(caseIn('reserved'), 'citizen', receivedAt)).toEqual([]);
});

test('R6: within opening hours, not on holidays', () => {
  expect(slotsOf(operatorOf(cpi), policy, day('2026-11-24'))).not.toEqual([]);
  for (const closed of ['2026-11-29', '2026-12-07', '2026-12-08', '2026-12-25']) {
    expect([closed, slotsOf(operatorOf(cpi), policy, day(closed))]).toEqual([closed, []]);
  }
});
