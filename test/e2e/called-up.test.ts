/** An office calls people up: one by one, and many to one room. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addDays, addSeconds, type Instant, instantAt, instantOf } from '../../functions/domain/dates.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { workingDayFrom } from '../../functions/domain/terms.ts';
import { getCase } from '../../functions/store/cases.ts';
import { transact, update } from '../../functions/store/table.ts';
import { demo } from './support/accounts.ts';
import { type Account, applied, citizen, communicationsOf, historyOf, pact, releasedAt, see } from './support/cases.ts';
import { clonesOf } from './support/clones.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { table } from './support/late.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { today } from './support/people.ts';
import { until } from './support/until.ts';

const CallUp = z.object({
  id: z.string(),
  startsAt: z.string(),
  attendance: z.nullable(z.string()),
  place: z.string(),
});
const Shown = z.object({ status: z.string(), callUps: z.array(CallUp), allowedActions: z.array(z.string()) });
const Rows = z.object({
  rows: z.array(
    z.object({
      declarationId: z.string(),
      outcome: z.string(),
      code: z.nullable(z.string()),
      actId: z.nullable(z.string()),
    }),
  ),
  left: z.array(z.string()),
});
const post = (token: string | undefined, path: string, body: object = {}, key: string = randomUUID()) =>
  api('POST', path, { token, body, key });
const shown = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Shown);

/** Ten o'clock of a working day at least so many days away. */
const inWorkingDays = (count: number): Instant => instantAt(workingDayFrom(addDays(today(), count)), '10:00');
const place = 'Sala B, via Strozzi 11, Milano';
const callTo = (channel: string, startsAt = inWorkingDays(9)) => ({
  ...{ purpose: 'meeting', startsAt, place },
  service: { channel, sentOn: today() },
});

/** The meetings of a case were an hour ago. */
async function itIsOver(id: string): Promise<void> {
  const record = table();
  const didCase = await getCase(record, DeclarationId.parse(id));
  const startsAt = addSeconds(instantOf(Date.now()), -3600);
  const callUps = didCase?.callUps?.map((one) => ({ ...one, startsAt }));
  const found = { expression: 'attribute_exists(pk)' };
  expect(
    (await transact(record, [update(record, 'case', { pk: `DID#${id}`, sk: 'CASE' }, { callUps }, found)])).size,
  ).toBe(0);
}

/** The calendar entry that a mail brought, once it came: SES hands attachments on a moment later. */
const entryOf = (address: string, method: 'REQUEST' | 'CANCEL') =>
  until(`an entry to ${method}`, async () =>
    (await inbox(address))
      .flatMap(({ attachments = [] }) => attachments.map(({ content }) => content))
      .find((content) => content.includes(`METHOD:${method}`)),
  );

let [cpi, lodi, accredited] = ['', '', ''];
beforeAll(async () => {
  [cpi, lodi, accredited] = await Promise.all([demo('operatorCpi'), deskOf('cpi-lodi'), demo('operatorAccredited')]);
});

async function declared(): Promise<{ who: Account; id: string }> {
  const who = await citizen('SPID');
  return { who, id: await releasedAt(who, 'cpi-milano') };
}

test('called up and came', async () => {
  const { who, id } = await declared();
  const before = await see(who.token, id);
  const callUps = `/declarations/${id}/call-ups`;
  for (const [token, status] of [
    [undefined, 401],
    [who.token, 403],
    [lodi, 404],
    [accredited, 404],
  ] as const) {
    expect((await post(token, callUps, callTo('registered-letter'))).status).toBe(status);
  }
  const soon = problemOf(await post(cpi, callUps, callTo('registered-letter', inWorkingDays(2))), 422);
  expect(soon).toMatchObject({ code: 'notice-too-short' });
  expect(soon.detail).toMatch(/Prima ora possibile: \d+ \w+ \d{4}, ore \d\d:\d\d/);

  const night = instantAt(workingDayFrom(addDays(today(), 9)), '03:00');
  expect(problemOf(await post(cpi, callUps, callTo('registered-letter', night)), 422).code).toBe('call-up-hour');

  const key = randomUUID();
  const first = await post(cpi, callUps, callTo('registered-letter'), key);
  expect(first.status).toBe(201);
  expect((await api('GET', `/declarations/${id}`, { token: who.token })).body).toMatchObject({
    deadlines: expect.arrayContaining([
      expect.objectContaining({ kind: 'call-up', label: 'Se non vieni quando sei convocato, spiega perché' }),
    ]),
  });
  expect((await post(cpi, callUps, callTo('registered-letter'), key)).body).toMatchObject({
    receiptNumber: Object(first.body).receiptNumber,
  });
  expect(problemOf(await post(cpi, callUps, callTo('pec')), 409).code).toBe('called-up-already');

  const told = await mailOf(who.mailbox, /^Incontro /);
  expect(told.text).toContain('raccomandata');
  expect(told.text).toContain(place);
  expect(told.text).toContain('Nessuna decisione è automatica');
  expect(told.text).not.toMatch(/sanzion|ridurre/);
  const entry = await entryOf(who.mailbox, 'REQUEST');
  expect(entry).toContain('Appuntamento – Regione Lombardia');

  const [call] = (await shown(who.token, id)).callUps;
  if (!call) throw new Error('nobody was called up');
  expect(call).toMatchObject({ attendance: null, place });
  const came = `${callUps}/${call.id}/attendance`;
  expect(problemOf(await post(cpi, came, { attendance: 'present' }), 409).code).toBe('call-up-to-come');
  await itIsOver(id);
  expect((await post(lodi, came, { attendance: 'present' })).status).toBe(404);
  expect(bodyOf(await post(cpi, came, { attendance: 'present' }), 201, Shown).callUps).toEqual([]);
  expect(problemOf(await post(cpi, came, { attendance: 'absent' }), 404).code).toBe('act-unknown');
  const after = await see(who.token, id);
  expect([after.status, after.didDate]).toEqual([before.status, before.didDate]);
  expect((await historyOf(who.token, id)).map(({ event }) => event).slice(-2)).toEqual(['call-up', 'record-call-up']);
});

test('called up, and then not', async () => {
  const { who, id } = await declared();
  const callUps = `/declarations/${id}/call-ups`;
  expect((await post(cpi, callUps, callTo('pec'))).status).toBe(201);
  const [call] = (await shown(who.token, id)).callUps;
  expect((await post(cpi, `${callUps}/${call?.id}/cancellation`)).status).toBe(201);
  await mailOf(who.mailbox, /incontro annullato/);
  const entry = await entryOf(who.mailbox, 'CANCEL');
  expect(entry).toContain(`UID:${call?.id}`);
  expect(entry).toContain('SEQUENCE:1');
  expect((await shown(who.token, id)).callUps).toEqual([]);

  // Who gives the DID up is called up no more.
  expect((await post(cpi, callUps, callTo('pec'))).status).toBe(201);
  await applied(who.token, `/declarations/${id}/withdrawal`);
  expect((await shown(who.token, id)).callUps).toEqual([]);
  const kinds = (await communicationsOf(who.token, id)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'call-up-cancelled')).toHaveLength(2);
});

test('called up by e-mail before the pact: not valid; with a pact that says so, two days before', async () => {
  const { who, id } = await declared();
  const callUps = `/declarations/${id}/call-ups`;
  expect(problemOf(await post(cpi, callUps, callTo('email')), 422)).toMatchObject({
    code: 'channel-not-valid',
    channels: expect.arrayContaining(['registered-letter', 'pec', 'hand']),
  });
  await applied(cpi, `/declarations/${id}/pact`, { ...pact(), contactChannel: 'email' });
  // Two working days on, whatever the weekday and the hour.
  const soon = instantAt(workingDayFrom(addDays(workingDayFrom(addDays(today(), 1)), 1)), '10:00');
  expect(problemOf(await post(cpi, callUps, callTo('registered-letter', soon)), 422).code).toBe('channel-not-agreed');
  expect((await post(cpi, callUps, callTo('email', soon))).status).toBe(201);
  expect((await mailOf(who.mailbox, /^Incontro /)).text).toContain('come avete concordato nel patto');
});

test('called up and did not come: I am told how to say why, and nothing follows', async () => {
  const { who, id } = await declared();
  const callUps = `/declarations/${id}/call-ups`;
  expect((await post(cpi, callUps, callTo('hand'))).status).toBe(201);
  await itIsOver(id);
  const [call] = (await shown(cpi, id)).callUps;

  expect((await post(cpi, `${callUps}/${call?.id}/attendance`, { attendance: 'late', seen: false })).status).toBe(201);
  const told = await mailOf(who.mailbox, /scrivici entro il termine/);
  expect(told.text).toContain('Non c’è nessuna conseguenza');
  const kinds = (await tasksOf(cpi, id)).map(({ kind }) => kind);
  expect(kinds).toContain('convene');

  const reason = { actId: call?.id, reason: 'illness', note: 'Avevo la febbre.' };
  expect((await post(who.token, `/declarations/${id}/justifications`, reason)).status).toBe(201);
  const excused = await post(cpi, `${callUps}/${call?.id}/excuse`, { reason: 'illness', verified: true });
  expect(bodyOf(excused, 201, Shown).callUps).toEqual([]);
  const settled = await mailOf(who.mailbox, /il motivo è accolto/);
  expect(`${settled.subject} ${settled.text} ${settled.html}`).not.toMatch(/malattia|febbre/);
  expect(JSON.stringify(await historyOf(who.token, id))).not.toMatch(/illness|febbre/);
});

test('three hundred people in a room plan', { timeout: 240_000 }, async () => {
  const { id: first } = await declared();
  const people = await clonesOf(first, 40);
  const nobody = randomUUID();
  const startsAt = inWorkingDays(10);
  const plan = {
    ...{ purpose: 'orientation', startsAt, place, channel: 'registered-letter', capacity: 30 },
    declarations: [...people, nobody].map((declarationId) => ({ declarationId })),
  };
  /** Asks until nothing is left, as a client does. */
  const finish = async (path: string, body: object, key: string = randomUUID()) => {
    const rows = new Map<string, z.infer<typeof Rows>['rows'][number]>();
    for (let left = 1; left > 0; ) {
      const answer = bodyOf(await post(cpi, path, body, key), 200, Rows);
      for (const row of answer.rows) rows.set(row.declarationId, row);
      left = answer.left.length;
    }
    return rows;
  };
  const key = randomUUID();
  // Two hands of an office at once, one of them twice: nobody has another's seat, and nobody is called up twice.
  const others = { ...plan, declarations: plan.declarations.toReversed() };
  await Promise.all([finish('/call-ups', plan, key), finish('/call-ups', others)]);
  const rows = await finish('/call-ups', plan, key);
  expect(rows.get(nobody)).toMatchObject({ outcome: 'refused', code: 'not-found' });
  const called = await Promise.all(people.map(async (id) => ({ id, callUps: (await shown(cpi, id)).callUps })));
  const sitting = called.filter(({ callUps }) => callUps.length > 0);
  expect(sitting).toHaveLength(30);
  expect(sitting.filter(({ callUps }) => callUps.length > 1)).toEqual([]);
  for (const { id } of called.filter(({ callUps }) => callUps.length === 0)) {
    expect(rows.get(id)).toMatchObject({ outcome: 'refused', code: 'room-full' });
  }

  const query = `startsAt=${startsAt}&place=${encodeURIComponent(place)}`;
  const sheet = await api('GET', `/call-ups/sheet?${query}`, { token: cpi });
  const lines = String(sheet.body).trim().split('\n');
  expect(lines).toHaveLength(31);
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(31);
  expect((await api('GET', `/call-ups/sheet?${query}`, { token: lodi })).body).toBe(`${lines[0]}\n`);

  await Promise.all(sitting.map(({ id }) => itIsOver(id)));
  const came = sitting.map(({ id, callUps }) => ({ declarationId: id, actId: callUps[0]?.id, attendance: 'present' }));
  const noted = await finish('/call-ups/attendance', { rows: came });
  expect([...noted.values()].map(({ outcome }) => outcome)).toEqual(came.map(() => 'done'));
  expect((await shown(cpi, came[0]?.declarationId ?? '')).callUps).toEqual([]);
});
