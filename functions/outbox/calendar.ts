/** The calendar entry that goes with a mail about an appointment (RFC 5545, 5546): one event, however often it changes. */
import ICAL from 'ical.js';
import type { MailParameters } from '../domain/communications.ts';
import { dateInRome, type Instant, timeInRome } from '../domain/dates.ts';
import type { Language } from '../domain/person.ts';
import type { Sender } from './compose.ts';
import type { MailContext } from './templates/context.ts';

/** A calendar entry, and what the calendar that takes it shall do. */
export interface CalendarEntry {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** The rules of Italian time since 1996 (Directive 2000/84/EC); no appointment lies before them. */
const rome = `BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`;

/** What a calendar shows; others may see it, so that it says nothing of the person and of the matter. */
const words = {
  it: {
    title: 'Appuntamento – Regione Lombardia',
    booked: (portal: string) => `Che cosa portare e come spostarlo: nell’email e nel portale, ${portal}`,
    called: (portal: string) => `Che cosa fare se non puoi venire: nell’email e nel portale, ${portal}`,
  },
  en: {
    title: 'Appointment – Regione Lombardia',
    booked: (portal: string) => `What to bring and how to move it: in the email and on the portal, ${portal}`,
    called: (portal: string) => `What to do if you cannot come: in the email and on the portal, ${portal}`,
  },
} as const;

const inRome = (instant: Instant) => ICAL.Time.fromDateTimeString(`${dateInRome(instant)}T${timeInRome(instant)}:00`);
const inUtc = (instant: Instant) => ICAL.Time.fromDateTimeString(instant.replace(/\.\d{3}Z$/, 'Z'));

/**
 * The entry of an appointment for the person's own calendar; `undefined` for mail about anything else. Its `UID` is that
 * of the appointment and stays, its `SEQUENCE` grows, so that a calendar moves or takes out the event it holds. It names
 * no attendee: the person's mailbox is known to whoever sends the mail and to nothing that is kept.
 */
export function calendarEntry(
  parameters: MailParameters,
  language: Language,
  context: MailContext,
  sender: Sender,
  queuedAt: Instant,
): CalendarEntry | undefined {
  if (!('appointment' in parameters) || parameters.kind === 'appointment-reminder') return undefined;
  const { appointment, office, kind } = parameters;
  const cancelled = kind === 'appointment-cancelled' || kind === 'call-up-cancelled';
  const method = cancelled ? 'CANCEL' : 'REQUEST';
  const { title, ...descriptions } = words[language];
  const called = 'place' in parameters;
  const description = called ? descriptions.called : descriptions.booked;

  const event = new ICAL.Component('vevent');
  const place = called ? parameters.place : (office?.address ?? office?.name);
  event.addPropertyWithValue('uid', appointment.id);
  event.addPropertyWithValue('sequence', appointment.sequence);
  event.addPropertyWithValue('dtstamp', inUtc(queuedAt));
  // Nobody knows when a meeting ends to which a person is called up.
  for (const [name, instant] of [
    ['dtstart', appointment.startsAt],
    ...('endsAt' in appointment ? [['dtend', appointment.endsAt] as const] : []),
  ] as const) {
    event.addPropertyWithValue(name, inRome(instant)).setParameter('tzid', 'Europe/Rome');
  }
  event.addPropertyWithValue('summary', title).setParameter('language', language);
  event.addPropertyWithValue('description', description(context.portalUrl)).setParameter('language', language);
  if (place !== undefined) event.addPropertyWithValue('location', place);
  event.addPropertyWithValue('status', cancelled ? 'CANCELLED' : 'CONFIRMED');
  event.addPropertyWithValue('class', 'PRIVATE');
  event.addPropertyWithValue('organizer', `mailto:${sender.replyTo}`).setParameter('cn', context.bodyName);

  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//did-psp//appointments//IT');
  calendar.addPropertyWithValue('method', method);
  calendar.addSubcomponent(new ICAL.Component(ICAL.parse(rome.replaceAll('\n', '\r\n'))));
  calendar.addSubcomponent(event);
  return { method, content: `${calendar.toString()}\r\n` };
}
