import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  type Account,
  applied,
  choose,
  citizen,
  meeting,
  registered,
  releasedAt,
  see,
  settled,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { justBeforeMidnight, receivedEarlier } from './support/late.ts';
import { deskOf } from './support/offices.ts';
import { inDays, secretsOf, today } from './support/people.ts';

const Page = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      didDate: z.string(),
      awaiting: z.object({ who: z.string(), what: z.string() }),
      allowedActions: z.array(z.string()),
    }),
  ),
  cursor: z.optional(z.string()),
});
const pageOf = async (token: string, query = '') => bodyOf(await api('GET', `/queue${query}`, { token }), 200, Page);

test('a case that has ended is found by its number, by the office that followed it alone, and the look is noted', async () => {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-tirano');
  const { caseNumber } = await see(who.token, id);
  const find = async (token: string) => (await pageOf(token, `?number=${encodeURIComponent(caseNumber)}`)).items;
  await applied(who.token, `/declarations/${id}/withdrawal`, {});
  const desk = await deskOf('cpi-tirano');
  expect(await find(desk)).toMatchObject([{ id, status: 'withdrawn' }]);
  expect(await find(await demo('operatorCpi'))).toEqual([]);
  const { body } = await api('GET', '/me/accesses', { token: who.token });
  expect(body).toMatchObject({ items: [{ caseNumber }] });
});

describe('the work list of an operator', () => {
  let desk = '';
  let people: Account[] = [];
  /** One DID con riserva of yesterday, then four of today. */
  let ids: string[] = [];

  beforeAll(async () => {
    desk = await deskOf('cpi-tirano');
    people = await Promise.all(Array.from({ length: 5 }, () => citizen()));
    ids = await Promise.all(
      people.map(async (who, index) => {
        if (index > 0) return releasedAt(who, 'cpi-tirano');
        const id = await registered(who);
        const received = justBeforeMidnight(inDays(-1), today());
        await settled(who.token, await receivedEarlier(who.token, id, 'release', received, 'basic'));
        await choose(who, id, 'cpi-tirano');
        return id;
      }),
    );
  });

  test('shows the DIDs con riserva that wait for it, the longest waiting first, and nothing of whose they are', async () => {
    const { items, cursor } = await pageOf(desk);
    expect(cursor).toBeUndefined();
    expect(items[0]).toMatchObject({ id: ids[0], didDate: inDays(-1), status: 'reserved' });
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(ids));
    const { body } = await api('GET', '/queue', { token: desk });
    for (const secret of people.flatMap(secretsOf)) expect(JSON.stringify(body)).not.toContain(secret);
    for (const { allowedActions, awaiting } of items) {
      expect(allowedActions).toContain('confirm');
      expect(awaiting.what).toBe('confirm');
    }
  });

  test('comes in pages that miss nothing and repeat nothing', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await pageOf(desk, `?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined && pages < 10);
    expect(seen).toEqual((await pageOf(desk)).items.map(({ id }) => id));
  });

  test('can be limited to those who wait since before a day', async () => {
    const since = async (day: string) => (await pageOf(desk, `?before=${day}`)).items.map(({ id }) => id);
    expect(await since(inDays(-1))).toEqual([]);
    expect(await since(today())).toEqual([ids[0]]);
    expect(await since(inDays(1))).toHaveLength(5);
  });

  test('is one status at a time, and follows the case', async () => {
    const own = await deskOf('cpi-bormio');
    const [one, other] = await Promise.all([citizen(), citizen('SPID')]);
    const reserved = await releasedAt(one, 'cpi-bormio');
    const confirmed = await releasedAt(other, 'cpi-bormio');
    const listed = async (status: string) => (await pageOf(own, `?status=${status}`)).items.map(({ id }) => id);
    expect([await listed('reserved'), await listed('confirmed')]).toEqual([[reserved], [confirmed]]);

    await applied(own, `/declarations/${reserved}/confirmation`, meeting());
    expect(await listed('reserved')).toEqual([]);
    expect(new Set(await listed('confirmed'))).toEqual(new Set([reserved, confirmed]));

    await applied(one.token, `/declarations/${reserved}/withdrawal`);
    await choose(other, confirmed, 'cpi-milano');
    for (const status of ['reserved', 'confirmed', 'withdrawn']) expect(await listed(status)).toEqual([]);
    expect((await see(other.token, confirmed)).operator?.id).toBe('cpi-milano');
  });

  test('is each operator’s own', async () => {
    const empty = await deskOf('cpi-chiavenna');
    expect((await pageOf(empty)).items).toEqual([]);
    const elsewhere = (await pageOf(await demo('operatorCpi'), '?limit=100')).items.map(({ id }) => id);
    expect(elsewhere.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('is nobody else’s', async () => {
    const [manager, who] = [await demo('manager'), people[0]];
    expect(problemOf(await api('GET', '/queue', { token: manager }), 403).code).toBe('forbidden');
    expect(problemOf(await api('GET', '/queue', { token: who?.token }), 403).code).toBe('forbidden');
    expect((await api('GET', '/queue')).status).toBe(401);
  });
});
