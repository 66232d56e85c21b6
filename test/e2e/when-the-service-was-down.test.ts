/** The service is down on somebody's last day, and every date is there to be seen before it falls due. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addDays, addSeconds, instantOf, startOfDay } from '../../functions/domain/dates.ts';
import { lastSecondOf, workingDayFrom } from '../../functions/domain/terms.ts';
import { demo, staff } from './support/accounts.ts';
import {
  type Account,
  applied,
  approvalOf,
  choose,
  citizen,
  communicationsOf,
  registered,
  releasedAt,
  routeA,
  see,
  settled,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { receivedEarlier } from './support/late.ts';
import { inDays, person, today } from './support/people.ts';

const Deadlines = z.object({
  deadlines: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      who: z.enum(['citizen', 'office']),
      startsOn: z.string(),
      endsOn: z.string(),
      endsAt: z.string(),
      source: z.string(),
      extended: z.boolean(),
      shiftedByOutage: z.boolean(),
      ifMissed: z.object({ code: z.string(), text: z.string() }),
    }),
  ),
});
const datesOf = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Deadlines).deadlines;
const Entered = z.object({ id: z.string(), state: z.string() });
const registerOf = async (token: string) =>
  bodyOf(await api('GET', '/outages', { token }), 200, z.object({ items: z.array(Entered) })).items;

/** A DID con riserva that was released so many days ago. */
async function releasedAgo(who: Account, days: number): Promise<string> {
  const draft = { ...routeA(), lastJobEndedOn: inDays(-days - 40) };
  const { declarationId: id } = await applied(who.token, '/declarations', draft);
  const noon = addSeconds(startOfDay(inDays(-days)), 12 * 3600);
  await settled(who.token, await receivedEarlier(who.token, id, 'release', noon, 'basic'));
  return id;
}

/** Another administrator than the one of the demo. */
const secondAdministrator = () =>
  staff({ username: `${randomUUID()}@regione.example`, group: 'admin', fiscalCode: person().me.fiscalCode });

describe('the service was down on the last day', () => {
  test('and the person has one more, once two administrators have certified it', async () => {
    const [who, admin, second] = await Promise.all([citizen(), demo('admin'), secondAdministrator()]);
    const id = await releasedAgo(who, 120);
    const last = { kind: 'complete-reserve', endsOn: today(), endsAt: lastSecondOf(today()), shiftedByOutage: false };
    expect(await datesOf(who.token, id)).toMatchObject([last]);

    const now = instantOf(Date.now());
    const early = { from: startOfDay(today()), to: addSeconds(now, 3600), reason: 'Il portale non risponde.' };
    expect(problemOf(await api('POST', '/outages', { token: admin, body: early }), 422).code).toBe('outage-not-over');
    const outage = { ...early, to: addSeconds(now, -1), reason: 'Il portale non rispondeva.' };
    const entered = bodyOf(await api('POST', '/outages', { token: admin, body: outage }), 201, Entered);
    expect(await datesOf(who.token, id)).toMatchObject([last]);
    expect((await registerOf(who.token)).map((one) => one.id)).not.toContain(entered.id);

    const path = `/outages/${entered.id}/confirmation`;
    expect(problemOf(await api('POST', path, { token: admin }), 403).code).toBe('same-person');
    expect(problemOf(await api('POST', path, { token: who.token }), 403).code).toBe('forbidden');
    bodyOf(await api('POST', path, { token: second }), 200, z.object({ state: z.literal('confirmed') }));

    const next = workingDayFrom(addDays(today(), 1));
    expect(await datesOf(who.token, id)).toMatchObject([
      { kind: 'complete-reserve', endsOn: next, endsAt: lastSecondOf(next), shiftedByOutage: true, extended: false },
    ]);
    expect((await see(who.token, id)).awaiting.by).toBe(next);
    expect(await registerOf(who.token)).toContainEqual({ id: entered.id, state: 'confirmed' });
  });

  test('an office gives more time, and never less', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAgo(who, 100);
    await choose(who, id, 'cpi-milano');
    const extend = (until: string, term = 'complete-reserve') =>
      api('POST', `/declarations/${id}/extensions`, { token: cpi, body: { term, until, reason: 'È in ospedale.' } });
    expect(problemOf(await extend(inDays(19)), 422).code).toBe('term-not-later');
    expect(problemOf(await extend(inDays(40), 'appeal'), 422).code).toBe('term-set-by-law');
    expect(problemOf(await extend('9999-12-31'), 422)).toMatchObject({ code: 'term-too-far' });
    expect((await extend(inDays(40))).status).toBe(201);
    expect(await datesOf(who.token, id)).toMatchObject([
      { kind: 'complete-reserve', endsOn: inDays(40), extended: true, shiftedByOutage: false },
    ]);
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toContain('term-extended');
  });
});

describe('the service was down on the day on which somebody wanted to release the DID', () => {
  test('and the signed paper that they brought counts from that day, once two persons have seen it', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const [admin, second] = await Promise.all([demo('admin'), secondAdministrator()]);
    const id = await releasedAt(who, 'cpi-milano');
    const thatDay = inDays(-17);
    const from = addSeconds(startOfDay(thatDay), 9 * 3600);
    const outage = { from, to: addSeconds(from, 3600), reason: 'Il portale non rispondeva.' };
    const { id: outageId } = bodyOf(await api('POST', '/outages', { token: admin, body: outage }), 201, Entered);
    const propose = (didDate: string) =>
      api('POST', `/declarations/${id}/rectification`, {
        token: cpi,
        body: { reason: 'Modulo firmato.', correction: { didDate }, presented: { outageId, protocol: 'Prot. 12' } },
      });
    expect(problemOf(await propose(thatDay), 422).code).toBe('outage-unknown');
    expect((await api('POST', `/outages/${outageId}/confirmation`, { token: second })).status).toBe(200);
    expect(problemOf(await propose(inDays(-16)), 422).code).toBe('presented-day');
    expect((await propose(thatDay)).status).toBe(201);
    expect((await see(who.token, id)).didDate).toBe(today());

    const path = `/declarations/${id}/proposal/approval`;
    expect((await api('POST', path, { token: manager, body: await approvalOf(manager, id) })).status).toBe(201);
    expect(await see(who.token, id)).toMatchObject({ didDate: thatDay, unemployedSince: thatDay });
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toContain('did-rectified');
  });
});

describe('the person sees every date before it falls due', () => {
  const seen = async (token: string, id: string) =>
    (await datesOf(token, id)).map(({ kind, who, endsOn, ifMissed }) => [kind, who, endsOn, ifMissed.code]);

  test('their own, the office’s, and what follows', async () => {
    const who = await citizen('SPID');
    const draft = await registered(who);
    expect(await seen(who.token, draft)).toEqual([['draft', 'citizen', inDays(90), 'draft-deleted']]);
    await applied(who.token, `/declarations/${draft}/release`);
    const dates = await datesOf(who.token, draft);
    expect(dates.map(({ kind, who: actor, endsOn }) => [kind, actor, endsOn])).toEqual([
      ['contact-the-job-centre', 'citizen', inDays(30)],
      ['call-up-right', 'office', inDays(60)],
      ['convene', 'office', inDays(61)],
    ]);
    for (const { label, source, ifMissed } of dates) {
      expect([label, source, ifMissed.text].every((text) => text.length > 5)).toBe(true);
    }
    const english = await api('GET', `/declarations/${draft}`, {
      token: who.token,
      language: 'en',
    });
    const [contact] = bodyOf(english, 200, Deadlines).deadlines;
    expect(contact?.ifMissed).toEqual({ code: 'convened', text: 'The office calls you up. Your DID stays valid.' });
  });

  test('until when a withdrawal is taken back, and for how long work suspends the status', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/suspension`, { from: today(), days: 90 });
    expect(await seen(who.token, id)).toEqual([['suspension-limit', 'citizen', inDays(179), 'office-looks']]);
    await applied(who.token, `/declarations/${id}/resumption`, { until: today() });
    await applied(who.token, `/declarations/${id}/withdrawal`, {});
    const [undo] = await datesOf(who.token, id);
    expect(undo).toMatchObject({ kind: 'undo-withdrawal', endsOn: inDays(1), ifMissed: { code: 'withdrawal-stands' } });
  });
});
