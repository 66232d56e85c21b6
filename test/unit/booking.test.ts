import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/appointments.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { type Instant, instantAt } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { CitizenId, DeclarationId, Subject } from '../../functions/domain/ids.ts';
import { operatorKey } from '../../functions/store/operators.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCitizen, record } from './record-samples.ts';
import { accredited, at, caseIn, cpi, day, operatorOf, otherCpi, policy } from './samples.ts';

const memory = new MemoryTable();
const officer = {
  sub: 'officer',
  role: 'operator',
  assurance: 'strong',
  operatorId: cpi,
  operatorKind: 'cpi',
  fiscalCode: 'BNCGLI80C52F205P',
};
const atCpi = (time: string): Instant => instantAt(day('2026-11-24'), time);

interface Someone {
  readonly claims: Record<string, string>;
  readonly declarationId: DeclarationId;
}

/** A citizen with a DID con riserva that an operator follows. */
function someone(number: number, changes: Partial<DidCase> = {}): Someone {
  const last = String(number).padStart(12, '0');
  const citizenId = CitizenId.parse(`0b7a5c1e-1111-4a4a-8a4a-${last}`);
  const declarationId = DeclarationId.parse(`${number.toString(16).padStart(8, '0')}-2222-4b4b-9b4b-${last}`);
  const subject = Subject.parse(`account-${number}`);
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'PROFILE' }, { entity: 'citizen', ...record, citizenId });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  const didCase = { ...caseIn('reserved', { operatorId: cpi, ...changes }), citizenId, declarationId };
  memory.set({ pk: `DID#${declarationId}`, sk: 'CASE' }, { entity: 'case', ...didCase });
  return { claims: { sub: subject, role: 'citizen', assurance: 'basic' }, declarationId };
}

const ask = (who: Someone, action: ActionName, asked: Call = {}) =>
  call(handler, action, { claims: who.claims, id: who.declarationId, ...asked });
const book = (who: Someone, startsAt: Instant, asked: Call = {}) =>
  ask(who, 'book-appointment', { body: { startsAt }, ...asked });
const appointmentIn = ({ body }: Answered) => Object(body['appointment']);
const onIt = (answered: Answered) => ({ parameters: { appointmentId: String(appointmentIn(answered).id) } });
const places = () => memory.all('place').map(({ sk, declarationId }) => `${sk} ${declarationId}`);
const caseOf = ({ declarationId }: Someone) => memory.get({ pk: `DID#${declarationId}`, sk: 'CASE' });
const mails = () => memory.all('mail').map(({ parameters }) => Object(parameters).kind);
const withPlaces = (count: number) => {
  const operator = { ...operatorOf(cpi), desk: { ...policy.deskHours.value, places: count } };
  memory.set(operatorKey(cpi), { entity: 'operator', operator, revision: 2 });
};

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

describe('a booking', () => {
  test('takes the place, and is on the case, in its history and in a mail, all at once', async () => {
    const anna = someone(1);
    const booked = await book(anna, atCpi('09:00'));
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({
      receiptNumber: expect.stringMatching(/^R-20261123-/),
      appointment: {
        startsAt: atCpi('09:00'),
        endsAt: atCpi('09:30'),
        operatorId: cpi,
        channel: 'portal',
        outcome: null,
      },
      allowedActions: expect.arrayContaining(['move-appointment', 'cancel-appointment']),
    });
    expect(memory.transactions.at(-1)?.toSorted()).toEqual(['case', 'edit', 'history', 'mail', 'place']);
    expect(places()).toEqual([`SLOT#${atCpi('09:00')}#01 ${anna.declarationId}`]);
    expect(memory.all('history')).toMatchObject([{ event: 'book-appointment', reason: 'portal' }]);
  });

  test('asked again under its key is the same one; with another time it is refused', async () => {
    const anna = someone(1);
    const headers = { 'idempotency-key': 'the-same-key' };
    const [one, two] = [await book(anna, atCpi('09:00'), { headers }), await book(anna, atCpi('09:00'), { headers })];
    expect(two.body).toEqual(one.body);
    expect(places()).toHaveLength(1);
    expect(mails()).toEqual(['appointment-booked']);
    expect(await book(anna, atCpi('10:00'), { headers })).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  test('of a time that is gone is refused, and the next time is free', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    await book(anna, atCpi('09:00'));
    expect(await book(bruno, atCpi('09:00'))).toMatchObject({ status: 409, body: { code: 'slot-taken' } });
    expect((await book(bruno, atCpi('09:30'))).status).toBe(201);
  });

  test('that another takes between looking and writing is refused', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    memory.interrupt(async () => {
      expect((await book(bruno, atCpi('09:00'))).status).toBe(201);
    });
    expect(await book(anna, atCpi('09:00'))).toMatchObject({ status: 409, body: { code: 'slot-taken' } });
    expect(caseOf(anna)).not.toHaveProperty('appointment');
    expect(places()).toEqual([`SLOT#${atCpi('09:00')}#01 ${bruno.declarationId}`]);
  });

  test('goes to another place where one is taken meanwhile and the office has more', async () => {
    withPlaces(2);
    // Both would begin at the second place: their numbers are odd.
    const [anna, bruno] = [someone(1), someone(3)];
    memory.interrupt(async () => {
      await book(bruno, atCpi('09:00'));
    });
    expect((await book(anna, atCpi('09:00'))).status).toBe(201);
    expect(new Set(memory.all('place').map(({ place }) => place))).toEqual(new Set([1, 2]));
  });

  test.each([1, 3])('of thirty people at once on one time with %i places: so many succeed', async (count) => {
    withPlaces(count);
    const people = Array.from({ length: 30 }, (_, index) => someone(index + 1));
    const answers = await Promise.all(people.map((who) => book(who, atCpi('09:00'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(count);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body['code']]).toEqual([409, 'slot-taken']);
    }
    expect(memory.all('place').map(({ place }) => place)).toHaveLength(count);
    expect(memory.all('case').filter(({ appointment }) => appointment !== undefined)).toHaveLength(count);
  });

  test('of one person at ten times at once is one', async () => {
    const anna = someone(1);
    const times = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '14:00', '14:30', '15:00'];
    const answers = await Promise.all(times.map((time) => book(anna, atCpi(time))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(places()).toHaveLength(1);
    expect(mails()).toHaveLength(1);
  });
});

describe('a change', () => {
  test('moves: the old time is free at once, the new one taken', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    const booked = await book(anna, atCpi('09:00'));
    const moved = await ask(anna, 'move-appointment', { body: { startsAt: atCpi('11:00') }, ...onIt(booked) });
    expect(moved.status).toBe(200);
    expect(appointmentIn(moved).id).toBe(appointmentIn(booked).id);
    expect(places()).toEqual([`SLOT#${atCpi('11:00')}#01 ${anna.declarationId}`]);
    expect((await book(bruno, atCpi('09:00'))).status).toBe(201);
    expect(mails().toSorted()).toEqual(['appointment-booked', 'appointment-booked', 'appointment-moved']);
  });

  test('that is made again changes nothing more', async () => {
    const anna = someone(1);
    const booked = await book(anna, atCpi('09:00'));
    const again = () => ask(anna, 'move-appointment', { body: { startsAt: atCpi('11:00') }, ...onIt(booked) });
    expect((await again()).body).toEqual((await again()).body);
    expect(memory.all('history')).toHaveLength(2);
  });

  test('to a time that is taken keeps the one that was', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    const booked = await book(anna, atCpi('09:00'));
    await book(bruno, atCpi('11:00'));
    const refused = await ask(anna, 'move-appointment', { body: { startsAt: atCpi('11:00') }, ...onIt(booked) });
    expect(refused).toMatchObject({ status: 409, body: { code: 'slot-taken' } });
    expect(places()).toHaveLength(2);
  });

  test('of two people who change places at once loses nothing', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    const [first, second] = [await book(anna, atCpi('09:00')), await book(bruno, atCpi('11:00'))];
    await Promise.all([
      ask(anna, 'move-appointment', { body: { startsAt: atCpi('11:00') }, ...onIt(first) }),
      ask(bruno, 'move-appointment', { body: { startsAt: atCpi('09:00') }, ...onIt(second) }),
    ]);
    expect(places()).toHaveLength(2);
    for (const who of [anna, bruno]) {
      const { startsAt, place } = Object(caseOf(who)?.['appointment']);
      expect(places()).toContain(`SLOT#${startsAt}#0${place} ${who.declarationId}`);
    }
  });

  test('cancels: the time is free, and the event is called off', async () => {
    const anna = someone(1);
    const booked = await book(anna, atCpi('09:00'));
    const cancelled = await ask(anna, 'cancel-appointment', onIt(booked));
    expect(cancelled).toMatchObject({ status: 200, body: { appointment: null } });
    expect(places()).toEqual([]);
    expect(mails().toSorted()).toEqual(['appointment-booked', 'appointment-cancelled']);
    expect(await ask(anna, 'cancel-appointment', onIt(booked))).toMatchObject({ status: 404 });
  });

  test('of an appointment of others, or of none, is not found', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    const booked = await book(anna, atCpi('09:00'));
    for (const parameters of [onIt(booked).parameters, { appointmentId: 'x' }]) {
      expect((await ask(bruno, 'cancel-appointment', { parameters })).status).toBe(404);
    }
    expect(places()).toHaveLength(1);
  });

  test('notes in the calendar who came, and keeps the place in it', async () => {
    const anna = someone(1);
    const booked = await book(anna, atCpi('09:00'));
    const asked = { claims: officer, body: { outcome: 'not-attended' }, ...onIt(booked) };
    const early = await ask(anna, 'record-attendance', asked);
    expect(early).toMatchObject({ status: 409, body: { code: 'appointment-to-come' } });
    const noted = await ask(anna, 'record-attendance', { ...asked, at: atCpi('10:00') });
    expect(noted).toMatchObject({ status: 201, body: { appointment: { outcome: 'not-attended' } } });
    expect(memory.all('place')).toMatchObject([{ outcome: 'not-attended' }]);
    // Another may be booked, and the missed one stays in the calendar.
    expect((await book(anna, instantAt(day('2026-11-26'), '09:00'), { at: atCpi('10:00') })).status).toBe(201);
    expect(places()).toHaveLength(2);
  });
});

describe('the free slots of an operator', () => {
  const slots = (id: string, query: Record<string, string> = {}, now = '2026-11-23T09:30:00.000Z') =>
    call(handler, 'list-slots', { id, query, at: now });
  const times = ({ body }: Answered) =>
    Array.from<{ date: string; time: string }>(Object(body['items'])).map(({ date, time }) => `${date} ${time}`);

  test('are for everybody, the nearest first, from twelve hours ahead', async () => {
    const { status, body } = await slots(cpi, { limit: '2' });
    expect(status).toBe(200);
    expect(body['items']).toEqual([
      { startsAt: atCpi('09:00'), endsAt: atCpi('09:30'), date: '2026-11-24', time: '09:00', free: 1 },
      { startsAt: atCpi('09:30'), endsAt: atCpi('10:00'), date: '2026-11-24', time: '09:30', free: 1 },
    ]);
    expect(times(await slots(cpi, { limit: '1' }, '2026-11-23T22:00:00.000Z'))).toEqual(['2026-11-24 11:00']);
  });

  test('leave out what is taken, and holidays', async () => {
    await book(someone(1), atCpi('09:00'));
    expect(times(await slots(cpi, { limit: '1' }))).toEqual(['2026-11-24 09:30']);
    expect(times(await slots(cpi, { limit: '1', from: '2026-12-05' }))).toEqual(['2026-12-09 09:00']);
    expect(times(await slots(otherCpi, { limit: '1', from: '2026-12-05' }))).toEqual(['2026-12-07 09:00']);
  });

  test('come in pages that leave out none and repeat none', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await slots(cpi, { limit: '13', ...(cursor !== undefined && { cursor }) });
      all.push(...times(page));
      cursor = page.body['cursor'] === undefined ? undefined : String(page.body['cursor']);
    } while (cursor !== undefined);
    expect(all).toEqual(all.toSorted());
    expect(new Set(all).size).toBe(all.length);
    expect(all.at(-1)).toBe('2027-01-22 12:00');
    const whole = times(await slots(cpi, { limit: '100' }));
    expect(all.slice(0, 100)).toEqual(whole);
  });

  test.each([
    ['2999-01-01', 0],
    ['9999-12-31', 0],
    ['1900-01-01', 1],
  ])('from %s', async (from, count) => {
    expect(times(await slots(cpi, { from, limit: '1' }))).toHaveLength(count);
  });

  test('of an operator that is not there, or with a query that is none', async () => {
    expect((await slots('cpi-atlantide')).status).toBe(404);
    expect((await slots('x')).status).toBe(404);
    expect((await slots(cpi, { from: 'domani' })).status).toBe(422);
    expect((await slots(cpi, { cursor: 'x' })).status).toBe(422);
    expect((await slots(cpi, { cursor: Buffer.from('{"pk":{"S":"x"}}').toString('base64url') })).status).toBe(422);
  });
});

describe('the calendar of an office', () => {
  const calendar = (query: Record<string, string> = {}, claims: Record<string, string> = officer) =>
    call(handler, 'read-calendar', { claims, query });

  test('tells who comes when, in order', async () => {
    const [anna, bruno] = [someone(1), someone(2)];
    await book(anna, atCpi('11:00'));
    await book(bruno, atCpi('09:00'), { claims: officer, body: { startsAt: atCpi('09:00'), channel: 'counter' } });
    const { body } = await calendar();
    expect(body['items']).toMatchObject([
      { time: '09:00', declarationId: bruno.declarationId, channel: 'counter', place: 1, outcome: null },
      { time: '11:00', declarationId: anna.declarationId, person: { givenName: 'Mario', familyName: 'Rossi' } },
    ]);
    expect(Object(body['items'])[0].person).not.toHaveProperty('fiscalCode');
  });

  test('is the own one, of the days asked for', async () => {
    await book(someone(1), atCpi('11:00'));
    expect((await calendar({}, { ...officer, operatorId: otherCpi })).body['items']).toEqual([]);
    expect((await calendar({ from: '2026-11-24', to: '2026-11-24' })).body['items']).toHaveLength(1);
    expect((await calendar({ from: '2026-11-25' })).body['items']).toEqual([]);
    expect((await calendar({ from: '9999-12-31', to: '9999-12-31' })).body['items']).toEqual([]);
    expect((await calendar({ from: '2026-11-24', to: '9999-12-31' })).body['items']).toHaveLength(1);
  });

  test.each([
    ['of days told backwards', { from: '2026-11-24', to: '2026-11-23' }],
    ['to a day before today', { to: '2026-11-22' }],
    ['of the end of time told backwards', { from: '9999-12-31', to: '2026-11-23' }],
  ])('is not an empty one %s', async (_, query) => {
    expect(await calendar(query)).toMatchObject({
      ...{ status: 422, body: { code: 'invalid', errors: [{ field: 'to', rule: 'period-reversed' }] } },
    });
  });

  test('comes in pages', async () => {
    for (const [number, time] of [
      [1, '09:00'],
      [2, '09:30'],
      [3, '10:00'],
    ] as const)
      await book(someone(number), atCpi(time));
    const first = await calendar({ limit: '2' });
    const second = await calendar({ limit: '2', cursor: String(first.body['cursor']) });
    expect([first, second].map(({ body }) => Object(body['items']).length)).toEqual([2, 1]);
  });

  test('hides who has chosen another operator since', async () => {
    const anna = someone(1);
    await book(anna, atCpi('09:00'));
    memory.set({ pk: `DID#${anna.declarationId}`, sk: 'CASE' }, { operatorId: accredited });
    const { body } = await calendar();
    expect(body['items']).toMatchObject([{ declarationId: anna.declarationId }]);
    expect(Object(body['items'])[0]).not.toHaveProperty('person');
  });
});

test('the instants of the tests are those of the samples', () => {
  expect(atCpi('09:00')).toBe(at('2026-11-24T08:00:00.000Z'));
});
