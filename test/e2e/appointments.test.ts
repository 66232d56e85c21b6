import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { instantAt, weekdayOf } from '../../functions/domain/dates.ts';
import { choose, citizen, communicationsOf, type Declaration, historyOf, releasedAt, see } from './support/cases.ts';
import { clonesOf } from './support/clones.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, type Mail } from './support/inbox.ts';
import { deskOf } from './support/offices.ts';
import { inDays, secretsOf, today } from './support/people.ts';
import { until } from './support/until.ts';

const Slot = z.object({ startsAt: z.string(), endsAt: z.string(), date: z.string(), time: z.string(), free: z.int() });
const Slots = z.object({ items: z.array(Slot), cursor: z.optional(z.string()) });
const Appointment = z.looseObject({
  appointment: z.object({ id: z.string(), startsAt: z.string(), endsAt: z.string(), outcome: z.nullable(z.string()) }),
});
const Line = z.object({ declarationId: z.string(), startsAt: z.string(), place: z.int(), channel: z.string() });

/** Free times of an operator, so many; nobody has to sign in for them. */
async function free(operatorId: string, limit: number, from?: string) {
  const query = from === undefined ? '' : `&from=${from}`;
  return bodyOf(await api('GET', `/operators/${operatorId}/slots?limit=${limit}${query}`, {}), 200, Slots).items;
}
const book = (token: string, id: string, body: object) =>
  api('POST', `/declarations/${id}/appointments`, { token, body });
const path = ({ id, appointment }: Declaration) => `/declarations/${id}/appointments/${appointment?.id}`;

/** The mails of a mailbox about appointments once there are so many, each with its calendar entry. */
const entries = (address: string, count: number) =>
  until(`${count} calendar entries`, async () => {
    const mails = (await inbox(address)).filter(({ attachments }) => attachments !== undefined);
    return mails.length >= count ? mails.map((mail) => ({ mail, event: eventOf(mail) })) : undefined;
  });

function eventOf({ attachments }: Mail) {
  const [entry, second] = attachments ?? [];
  if (!entry || second) throw new Error('not one attachment');
  expect(entry).toMatchObject({ filename: 'appuntamento.ics', contentType: 'application/ics' });
  const calendar = new ICAL.Component(ICAL.parse(entry.content));
  const event = calendar.getFirstSubcomponent('vevent');
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (!event || !zone) throw new Error('no event, or no time zone');
  const time = ICAL.Time.fromString(String(event.getFirstPropertyValue('dtstart')), event.getFirstProperty('dtstart'));
  time.zone = new ICAL.Timezone(zone);
  const value = (name: string) => String(event.getFirstPropertyValue(name));
  return {
    text: entry.content,
    method: String(calendar.getFirstPropertyValue('method')),
    startsAt: time.toJSDate().toISOString(),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    summary: value('summary'),
    status: value('status'),
  };
}

describe('R6: an appointment with the chosen operator (S0:23)', () => {
  test('is found in a list, booked, moved and cancelled; the calendar follows', async () => {
    const who = await citizen('SPID');
    const { token } = who;
    const id = await releasedAt(who, 'cpi-cantu');
    const [first, second] = await free('cpi-cantu', 2);
    if (!first || !second) throw new Error('nothing is free');
    expect((await see(token, id)).allowedActions).toContain('book-appointment');

    const booked = bodyOf(await book(token, id, { startsAt: first.startsAt }), 201, Appointment);
    expect(booked.appointment).toMatchObject({ startsAt: first.startsAt, endsAt: first.endsAt, outcome: null });
    expect((await free('cpi-cantu', 1))[0]?.startsAt).toBe(second.startsAt);
    expect(problemOf(await book(token, id, { startsAt: second.startsAt }), 409).code).toBe('appointment-exists');

    const did = await see(token, id);
    const moved = await api('PUT', path(did), { token, body: { startsAt: second.startsAt } });
    expect(bodyOf(moved, 200, Appointment).appointment).toMatchObject({
      id: booked.appointment.id,
      startsAt: second.startsAt,
    });
    expect((await free('cpi-cantu', 1))[0]?.startsAt).toBe(first.startsAt);
    bodyOf(await api('DELETE', path(did), { token }), 200, z.looseObject({ appointment: z.null() }));
    expect((await api('DELETE', path(did), { token })).status).toBe(404);

    const [one, two, three] = (await entries(who.mailbox, 3)).map(({ event }) => event);
    expect([one?.method, two?.method, three?.method]).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(new Set([one?.uid, two?.uid, three?.uid])).toEqual(new Set([booked.appointment.id]));
    expect([one?.sequence, two?.sequence, three?.sequence]).toEqual([0, 1, 2]);
    expect([one?.startsAt, two?.startsAt, three?.startsAt]).toEqual([first.startsAt, second.startsAt, second.startsAt]);
    expect(three?.status).toBe('CANCELLED');
    for (const event of [one, two, three]) {
      expect(event?.summary).toBe('Appuntamento – Regione Lombardia');
      for (const secret of [...secretsOf(who), who.mailbox]) expect(event?.text).not.toContain(secret);
    }
    const kinds = (await communicationsOf(token, id)).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(['appointment-booked', 'appointment-moved', 'appointment-cancelled']);
    const events = (await historyOf(token, id)).map(({ event }) => event);
    expect(events.slice(-3)).toEqual(['book-appointment', 'move-appointment', 'cancel-appointment']);
  });

  test('is made by telephone by the office, which sees it in its calendar; nobody else may', async () => {
    const [who, cpi, other] = await Promise.all([citizen(), deskOf('cpi-erba'), deskOf('cpi-lodi')]);
    const id = await releasedAt(who, 'cpi-erba');
    const [slot] = await free('cpi-erba', 1);
    if (!slot) throw new Error('nothing is free');
    const body = { startsAt: slot.startsAt, channel: 'telephone' };
    expect((await book(other, id, body)).status).toBe(404);
    expect((await book(cpi, id, body)).status).toBe(201);
    const calendar = await api('GET', `/operators/me/calendar?from=${slot.date}&to=${slot.date}`, { token: cpi });
    const Lines = z.object({
      items: z.array(z.looseObject({ ...Line.shape, person: z.object({ givenName: z.string() }) })),
    });
    const lines = bodyOf(calendar, 200, Lines).items;
    expect(lines).toMatchObject([{ declarationId: id, startsAt: slot.startsAt, channel: 'telephone', place: 1 }]);
    expect(lines[0]?.person.givenName).toBe(who.me.givenName);
    const outcome = await api('POST', `${path(await see(cpi, id))}/outcome`, {
      token: cpi,
      body: { outcome: 'attended' },
    });
    expect(problemOf(outcome, 409).code).toBe('appointment-to-come');
    const [mail] = await entries(who.mailbox, 1);
    expect(mail?.mail.text).toContain('L’ufficio ha segnato un appuntamento per te.');
  });

  test('ends with the choice of another operator', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-erba');
    const [slot] = await free('cpi-erba', 1, inDays(10));
    if (!slot) throw new Error('nothing is free');
    expect((await book(who.token, id, { startsAt: slot.startsAt })).status).toBe(201);
    expect((await choose(who, id, 'cpi-cantu')).status).toBe(200);
    expect((await see(who.token, id)).appointment).toBeNull();
    expect((await free('cpi-erba', 1, slot.date))[0]?.startsAt).toBe(slot.startsAt);
    expect((await entries(who.mailbox, 2)).map(({ event }) => event.method)).toEqual(['REQUEST', 'CANCEL']);
  });

  test('at a time that is not offered, or near, or taken, is refused with the words to mend it', async () => {
    const [who, other] = await Promise.all([citizen('SPID'), citizen('SPID')]);
    const [id, otherId] = await Promise.all([releasedAt(who, 'cpi-erba'), releasedAt(other, 'cpi-erba')]);
    const [slot] = await free('cpi-erba', 1);
    if (!slot) throw new Error('nothing is free');
    const week = Array.from({ length: 7 }, (_, count) => inDays(count + 1));
    const sunday = week.find((day) => weekdayOf(day) === 7) ?? today();
    const closed = await book(who.token, id, { startsAt: instantAt(sunday, '10:00') });
    expect(problemOf(closed, 422)).toMatchObject({ code: 'slot-not-offered', errors: [{ field: 'startsAt' }] });
    const yesterday = await book(who.token, id, { startsAt: instantAt(inDays(-1), '10:00') });
    expect(problemOf(yesterday, 409).code).toBe('too-late');
    expect((await book(other.token, otherId, { startsAt: slot.startsAt })).status).toBe(201);
    const taken = problemOf(await book(who.token, id, { startsAt: slot.startsAt }), 409);
    expect([taken.code, taken.detail]).toEqual([
      'slot-taken',
      'Questo orario è stato appena preso: scegline un altro.',
    ]);
  });
});

test('200 bookings at once on 20 slots: 20 succeed, 180 get 409, no slot is given twice', {
  timeout: 240_000,
}, async () => {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-menaggio');
  const [desk, cases, slots] = await Promise.all([deskOf('cpi-menaggio'), clonesOf(id, 200), free('cpi-menaggio', 20)]);
  expect(slots).toHaveLength(20);
  const answers = await Promise.all(
    cases.map((declarationId, index) => book(desk, declarationId, { startsAt: slots[index % 20]?.startsAt })),
  );
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([count(201), count(409)]).toEqual([20, 180]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(problemOf(answer, 409).code).toBe('slot-taken');

  const lines: z.infer<typeof Line>[] = [];
  const [from, to] = [slots[0]?.date, slots.at(-1)?.date];
  const calendar = await api('GET', `/operators/me/calendar?from=${from}&to=${to}&limit=100`, { token: desk });
  lines.push(...bodyOf(calendar, 200, z.object({ items: z.array(z.looseObject(Line.shape)) })).items);
  expect(lines.map(({ startsAt }) => startsAt)).toEqual(slots.map(({ startsAt }) => startsAt));
  expect(new Set(lines.map(({ declarationId }) => declarationId)).size).toBe(20);
  const winners = answers.flatMap(({ status, body }) =>
    status === 201 ? [z.looseObject({ id: z.string() }).parse(body).id] : [],
  );
  expect(new Set(lines.map(({ declarationId }) => declarationId))).toEqual(new Set(winners));
  expect(await free('cpi-menaggio', 1)).not.toMatchObject([{ startsAt: slots[0]?.startsAt }]);
});
