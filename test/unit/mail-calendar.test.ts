import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { instantAt } from '../../functions/domain/dates.ts';
import { type CalendarEntry, calendarEntry } from '../../functions/outbox/calendar.ts';
import { compose } from '../../functions/outbox/compose.ts';
import { context, samples } from './mail-samples.ts';
import { at, day, mario } from './samples.ts';

const sender = {
  name: 'Regione Esempio',
  address: 'did@lavoro.regione.example',
  replyTo: 'risposte@lavoro.regione.example',
};
const queuedAt = at('2026-11-23T08:30:00.000Z');
type Facts = Parameters<typeof calendarEntry>[0];

const sampleOf = (name: string) => {
  const found = samples.find((sample) => sample.name === name)?.parameters;
  if (!found) throw new Error(`no sample ${name}`);
  return found;
};
const entryOf = (parameters: Facts, language: 'it' | 'en' = 'it'): CalendarEntry => {
  const entry = calendarEntry(parameters, language, context, sender, queuedAt);
  if (!entry) throw new Error('no entry');
  return entry;
};
/** The entry as a calendar reads it. */
function readBack({ content }: CalendarEntry) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const event = calendar.getFirstSubcomponent('vevent');
  if (!zone || !event) throw new Error('no zone or event');
  const timezone = new ICAL.Timezone(zone);
  const instant = (name: string) => {
    const time = ICAL.Time.fromData({ ...Object(event.getFirstPropertyValue(name)).toJSON() }, timezone);
    time.zone = timezone;
    return time.toJSDate().toISOString();
  };
  return { calendar, event, instant, value: (name: string) => String(event.getFirstPropertyValue(name) ?? '') };
}

const booked = sampleOf('booked by the citizen');
const moved = sampleOf('moved by the office');
const cancelled = sampleOf('cancelled by the citizen');

describe('the calendar entry of an appointment', () => {
  test('asks the calendar to take it, at the right instants, under a title that tells nothing', () => {
    const entry = entryOf(booked);
    const { calendar, instant, value } = readBack(entry);
    expect([entry.method, calendar.getFirstPropertyValue('method')]).toEqual(['REQUEST', 'REQUEST']);
    expect(instant('dtstart')).toBe('2026-09-30T10:30:00.000Z');
    expect(instant('dtend')).toBe('2026-09-30T11:00:00.000Z');
    expect(value('summary')).toBe('Appuntamento – Regione Lombardia');
    expect(value('location')).toBe('Via Bramante 9, 20900 Monza');
    expect(value('dtstamp')).toBe('2026-11-23T08:30:00Z');
    expect([value('status'), value('class')]).toEqual(['CONFIRMED', 'PRIVATE']);
  });

  test('is one event through all its changes, each counted', () => {
    const [first, second, last] = [booked, moved, cancelled].map((parameters) => readBack(entryOf(parameters)));
    expect(new Set([first, second, last].map((entry) => entry?.value('uid'))).size).toBe(1);
    expect([first, second, last].map((entry) => entry?.value('sequence'))).toEqual(['0', '1', '1']);
    expect(entryOf(cancelled).method).toBe('CANCEL');
    expect(last?.value('status')).toBe('CANCELLED');
  });

  test.each([
    ['in winter', '2026-11-30', '09:00'],
    ['in summer', '2027-07-01', '09:00'],
    ['on the day of the change in March', '2026-03-29', '09:00'],
    ['on the day of the change in October', '2026-10-25', '09:00'],
    ['just before the change', '2026-03-29', '01:30'],
    ['just after it', '2026-03-29', '03:30'],
  ])('is at the same instant %s', (_, date, time) => {
    const startsAt = instantAt(day(date), time);
    if (booked.kind !== 'appointment-booked') throw new Error('another kind');
    const entry = entryOf({ ...booked, appointment: { ...booked.appointment, startsAt, endsAt: startsAt } });
    expect(entry.content).toContain(`DTSTART;TZID=Europe/Rome:${date.replaceAll('-', '')}T${time.replace(':', '')}00`);
    expect(readBack(entry).instant('dtstart')).toBe(startsAt);
  });

  test('holds nothing of the person and of the matter', () => {
    for (const parameters of [booked, moved, cancelled]) {
      for (const language of ['it', 'en'] as const) {
        const { content } = entryOf(parameters, language);
        const unfolded = content.replaceAll('\r\n ', '');
        for (const secret of [
          mario.familyName,
          mario.fiscalCode,
          parameters.kind,
          'DID',
          'disoccupa',
          'unemploy',
          'ATTENDEE',
        ])
          expect(unfolded.replace(/^PRODID.*$/m, '')).not.toContain(secret);
        expect(unfolded.match(/[^\s:]+@[^\s]+/g)).toEqual([sender.replyTo]);
      }
    }
  });

  test('has lines that every calendar takes (RFC 5545, 3.1)', () => {
    const { content } = entryOf(booked);
    expect(content.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test('is the same for the same mail', () => expect(entryOf(booked)).toEqual(entryOf(booked)));

  test('goes with no other mail, and not with a reminder: that changes nothing', () => {
    const carriers = samples.filter(({ parameters }) => calendarEntry(parameters, 'it', context, sender, queuedAt));
    expect(new Set(carriers.map(({ parameters }) => parameters.kind))).toEqual(
      new Set(['appointment-booked', 'appointment-moved', 'appointment-cancelled', 'call-up', 'call-up-cancelled']),
    );
  });
});

describe('the message that carries it', () => {
  const mail = { subject: 'Appuntamento', html: '<p>Sì</p>', text: 'Sì', hash: '' };
  const envelope = { id: 'a1', language: 'it', to: 'mario.rossi@libero.example', queuedAt } as const;
  const built = async (entry: CalendarEntry) =>
    Buffer.from(await compose(envelope, sender, mail, entry)).toString('latin1');

  test('has it as an alternative, which mailboxes act on, and as a file', async () => {
    const entry = entryOf(booked);
    const message = await built(entry);
    expect(message).toMatch(/^Content-Type: multipart\/mixed;/m);
    expect(message).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
    const file = /Content-Type: application\/ics; name=appuntamento\.ics\r\n([\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/.exec(
      message,
    );
    expect(file?.[1]).toContain('Content-Disposition: attachment; filename=appuntamento.ics');
    expect(Buffer.from(file?.[2] ?? '', 'base64').toString('utf8')).toBe(entry.content);
    expect(await built(entryOf(cancelled))).toContain('method=CANCEL');
  });

  test('is 7-bit, the same each time, and still has one recipient', async () => {
    const message = await built(entryOf(booked));
    expect(message).toMatch(/^[\r\n\t -~]*$/);
    expect(message).toBe(await built(entryOf(booked)));
    expect(message.match(/^(To|Cc|Bcc):.*$/gm)).toEqual([`To: ${envelope.to}`]);
  });
});
