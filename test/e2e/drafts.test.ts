import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  applied,
  citizen,
  enterData,
  historyOf,
  ownCases,
  registered,
  released,
  routeA,
  see,
  visitor,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inDays } from './support/people.ts';

const data = (change: object = {}) => {
  const { route: _, ...rest } = routeA();
  return { ...rest, ...change };
};
const rewrite = (token: string, id: string, body: object) => api('PUT', `/declarations/${id}/data`, { token, body });

describe('a draft', () => {
  test('is rewritten as often as wanted; every time leaves a line in the history and sends no mail', async () => {
    const who = await citizen();
    const id = await registered(who);
    for (const days of [-10, -20, -30]) {
      const answer = await rewrite(who.token, id, data({ lastJobEndedOn: inDays(days) }));
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ data: { lastJobEndedOn: inDays(days) }, status: 'registered' });
    }
    const never = { education: 'tertiary', everWorked: false, monthsSearching: 0, studying: true };
    const { lastJobEndedOn: _, ...neverWorked } = data({ profile: never });
    expect((await rewrite(who.token, id, neverWorked)).status).toBe(200);
    const did = await see(who.token, id);
    expect(did.data).toEqual(neverWorked);
    expect(did.version).toBe(5);
    expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
      'register',
      ...Array(4).fill('write-data'),
    ]);
    const { items } = bodyOf(
      await api('GET', `/declarations/${id}/communications`, { token: who.token }),
      200,
      z.object({ items: z.array(z.object({ kind: z.string() })) }),
    );
    expect(items.map(({ kind }) => kind)).toEqual(['draft-saved']);
  });

  test.each([
    ['a last job that ends tomorrow', { lastJobEndedOn: inDays(1) }, 'job-not-ended', 'lastJobEndedOn'],
    [
      'availability for work alone',
      { availability: { work: true, training: false } },
      'availability-incomplete',
      'availability.training',
    ],
    [
      'availability for training alone',
      { availability: { work: false, training: true } },
      'availability-incomplete',
      'availability.work',
    ],
  ])('with %s is no DID: refused, and the draft stays', async (_, change, code, field) => {
    const { token } = await citizen();
    const refused = { code, errors: [{ field }] };
    const opening = await api('POST', '/declarations', { token, body: { ...routeA(), ...change } });
    expect(problemOf(opening, 422)).toMatchObject(refused);
    const { declarationId: id } = await applied(token, '/declarations', routeA());
    expect(problemOf(await rewrite(token, id, data(change)), 422)).toMatchObject(refused);
    expect((await see(token, id)).data).toEqual(data());
  });

  test('a last job that ended today is fine', async () => {
    const who = await citizen();
    const id = await registered(who);
    expect((await rewrite(who.token, id, data({ lastJobEndedOn: inDays(0) }))).status).toBe(200);
  });

  test('shows its history in pages that miss nothing and repeat nothing', async () => {
    const who = await citizen();
    const id = await registered(who);
    for (const days of [-3, -2, -1, 0]) await rewrite(who.token, id, data({ lastJobEndedOn: inDays(days) }));
    const Page = z.object({ items: z.array(z.object({ sequence: z.int() })), cursor: z.optional(z.string()) });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const query = `limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const page = bodyOf(await api('GET', `/declarations/${id}/history?${query}`, { token: who.token }), 200, Page);
      seen.push(...page.items.map(({ sequence }) => sequence));
      cursor = page.cursor;
    } while (cursor !== undefined && seen.length < 10);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('is frozen by salva DID, whatever the person changes afterwards', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const refusal = problemOf(await rewrite(who.token, id, data({ lastJobEndedOn: inDays(-1) })), 409);
    expect(refusal.code).toBe('already-released');
    expect((await enterData(who.token, { ...who.me, phone: '+390298765432' })).status).toBe(200);
    expect((await api('GET', '/me', { token: who.token })).body).toMatchObject({ phone: '+390298765432' });
    const did = await see(who.token, id);
    expect(did.data).toEqual(data());
    expect(did.version).toBe(2);
  });

  test('is the only one: a second is refused while it, or a DID, is live', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const second = () => api('POST', '/declarations', { token: who.token, body: routeA() });
    expect(problemOf(await second(), 409).code).toBe('live-did-exists');
    await applied(who.token, `/declarations/${id}/release`);
    expect(problemOf(await second(), 409).code).toBe('live-did-exists');
    expect(await ownCases(who.token)).toHaveLength(1);
  });

  test.each([
    ['B', 'inps'],
    ['C', 'oldDid'],
  ])('on route %s needs what that route asks, %s', async (route, field) => {
    const who = await citizen('SPID');
    const body = { ...routeA(), route };
    const refusal = problemOf(await api('POST', '/declarations', { token: who.token, body }), 422);
    expect(refusal.errors?.map((error) => error.field)).toEqual([field]);
    expect(await ownCases(who.token)).toEqual([]);
  });

  test('needs a record first', async () => {
    const { token } = await visitor('SPID');
    const refusal = problemOf(await api('POST', '/declarations', { token, body: routeA() }), 409);
    expect(refusal.code).toBe('record-missing');
  });
});
