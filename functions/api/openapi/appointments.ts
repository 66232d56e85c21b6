/** Operations on appointments and calendars. */
import './settings.ts';
import { appointmentEdits } from '../../domain/appointments.ts';
import { PlainDate } from '../../domain/dates.ts';
import { caseNumber } from '../../domain/ids.ts';
import { CalendarQuery, SlotsQuery } from '../calendar.ts';
import { Declaration, pageOf, Slot, WhoComes } from './answers.ts';
import { cursor, made, seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { bodies } from './sample-bodies.ts';
import { appointment, cases } from './samples.ts';

const { startsAt, endsAt, id: appointmentId, channel } = appointment;
const time = { startsAt, endsAt, date: PlainDate.parse('2026-10-23'), time: '09:30' };
const { declarationId } = cases.withAppointment;
const booked = seenBy('citizen', cases.withAppointment);
const met = seenBy('cpi', cases.met);
const another = '2026-10-23T08:00:00.000Z';
const person = { givenName: bodies.person.givenName, familyName: bodies.person.familyName, phone: bodies.person.phone };

export const appointments = {
  'list-slots': {
    tag: 'appointments',
    summary: 'Find free times',
    description:
      'Lists the times at which a job centre or accredited operator can still be booked on the portal, the nearest first: ' +
      'within its desk hours, without holidays, from a day on. Who prefers goes without an appointment.',
    query: SlotsQuery,
    answers: [ok(pageOf(Slot), 'A page of free times.', { page: { items: [{ ...time, free: 1 }], cursor } })],
    mayBeAbsent: true,
  },
  'read-calendar': {
    tag: 'appointments',
    summary: 'Read the calendar',
    description:
      "Lists who comes when to the caller's own operator, both days included, seven days from today unless told. " +
      '`person` is missing where the citizen has chosen another operator since.',
    query: CalendarQuery,
    answers: [
      ok(pageOf(WhoComes), 'A page of the calendar.', {
        page: {
          items: [
            {
              appointmentId,
              ...time,
              place: 1,
              channel,
              outcome: null,
              declarationId,
              caseNumber: caseNumber(declarationId),
              person,
            },
          ],
        },
      }),
    ],
  },
  'book-appointment': {
    tag: 'appointments',
    summary: 'Book an appointment',
    description:
      'Books the one appointment of the DID with its chosen operator, who may do it for the citizen by telephone or at the ' +
      'counter, there in the time that runs too. The citizen gets a mail with a calendar entry.',
    body: {
      schema: appointmentEdits['book-appointment'].body,
      examples: { onThePortal: { startsAt }, byTelephone: { startsAt, channel: 'telephone' } },
    },
    answers: [made('Booked: the DID as it is now, with the number of the receipt.', booked)],
    refusals: [
      'operator-not-chosen',
      'appointment-exists',
      'slot-not-offered',
      'slot-taken',
      'too-late',
      'wrong-status',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'move-appointment': {
    tag: 'appointments',
    summary: 'Move an appointment',
    description:
      'Moves an appointment that has not begun to another free time. It stays the same event in the calendar of the citizen.',
    body: { schema: appointmentEdits['move-appointment'].body, examples: { another: { startsAt: another } } },
    answers: [ok(Declaration, 'Moved: the DID as it is now.', { moved: booked })],
    refusals: ['slot-not-offered', 'slot-taken', 'too-late', 'wrong-status', 'changed-meanwhile'],
  },
  'cancel-appointment': {
    tag: 'appointments',
    summary: 'Cancel an appointment',
    description: 'Takes back an appointment that has not begun; its time is free for others at once.',
    answers: [
      ok(Declaration, 'Cancelled: the DID as it is now.', { cancelled: seenBy('citizen', cases.withOperator) }),
    ],
    refusals: ['too-late', 'wrong-status', 'changed-meanwhile'],
  },
  'record-attendance': {
    tag: 'appointments',
    summary: 'Record who came',
    description:
      'Notes whether the citizen came to an appointment that has begun. An absence is noted and has no consequence by ' +
      'itself. What was noted wrongly is noted again under a new key.',
    body: {
      schema: appointmentEdits['record-attendance'].body,
      examples: { came: { outcome: 'attended' }, didNot: { outcome: 'not-attended' } },
    },
    answers: [made('Noted: the DID as it is now, with the number of the receipt.', met)],
    refusals: ['appointment-to-come', 'wrong-status', 'changed-meanwhile'],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
