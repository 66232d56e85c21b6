import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  applied,
  citizen,
  communicationsOf,
  historyOf,
  ownCases,
  Receipt,
  registered,
  released,
  routeA,
  see,
  settled,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inDays } from './support/people.ts';

describe('an Idempotency-Key', () => {
  test('makes a repeated POST the same command, before and after it was applied', async () => {
    const { token } = await citizen('SPID');
    const key = randomUUID();
    const post = async () => bodyOf(await api('POST', '/declarations', { token, body: routeA(), key }), 202, Receipt);
    const receipts = [...(await Promise.all([post(), post(), post()])), await post()];
    const [first] = receipts;
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await settled(token, first?.commandId ?? '')).toMatchObject({ state: 'applied' });
    expect(await post()).toEqual(first);
    expect(await ownCases(token)).toHaveLength(1);
    const id = first?.declarationId ?? '';
    expect(await historyOf(token, id)).toHaveLength(1);
    expect((await communicationsOf(token, id)).map(({ kind }) => kind)).toEqual(['draft-saved']);
  });

  test('answers as before even when the case has long moved on', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const key = randomUUID();
    const release = () => api('POST', `/declarations/${id}/release`, { token: who.token, body: {}, key });
    const first = bodyOf(await release(), 202, Receipt);
    await settled(who.token, first.commandId);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    expect(bodyOf(await release(), 202, Receipt)).toEqual(first);
    expect((await see(who.token, id)).status).toBe('withdrawn');
  });

  test('with another body is refused', async () => {
    const { token } = await citizen('SPID');
    const key = randomUUID();
    const post = (body: object) => api('POST', '/declarations', { token, body, key });
    const other = { ...routeA(), lastJobEndedOn: inDays(-70) };
    const receipt = bodyOf(await post(routeA()), 202, Receipt);
    expect(problemOf(await post(other), 422).code).toBe('key-reused');
    await settled(token, receipt.commandId);
    expect(problemOf(await post(other), 422).code).toBe('key-reused');
    expect((await ownCases(token)).map(({ data }) => data['lastJobEndedOn'])).toEqual([routeA().lastJobEndedOn]);
  });

  test('of somebody else, or on another path, is another key', async () => {
    const [one, other] = await Promise.all([citizen('SPID'), citizen('SPID')]);
    const key = randomUUID();
    const ids = [];
    for (const { token } of [one, other]) {
      const receipt = bodyOf(await api('POST', '/declarations', { token, body: routeA(), key }), 202, Receipt);
      await settled(token, receipt.commandId);
      ids.push(receipt.commandId);
      const path = `/declarations/${receipt.declarationId}/release`;
      const release = bodyOf(await api('POST', path, { token, body: {}, key }), 202, Receipt);
      await settled(token, release.commandId);
      ids.push(release.commandId);
      expect((await see(token, receipt.declarationId)).status).toBe('confirmed');
    }
    expect(new Set(ids).size).toBe(4);
  });

  test('that met a refusal at the door stays free', async () => {
    const { token } = await citizen('SPID');
    const key = randomUUID();
    const post = (body: object) => api('POST', '/declarations', { token, body, key });
    expect((await post({ ...routeA(), lastJobEndedOn: inDays(5) })).status).toBe(422);
    expect((await post({ ...routeA(), route: 'D' })).status).toBe(422);
    const receipt = bodyOf(await post(routeA()), 202, Receipt);
    expect(await settled(token, receipt.commandId)).toMatchObject({ state: 'applied' });
  });

  test.each([
    ['none', null],
    ['seven characters', 'abcdefg'],
    ['65 characters', 'a'.repeat(65)],
    ['an underscore', 'abc_defgh'],
    ['a blank', 'abcd efgh'],
  ])('is demanded in its form: %s is refused', async (_, key) => {
    const { token } = await citizen('SPID');
    const answer = await api('POST', '/declarations', { token, body: routeA(), key });
    expect(problemOf(answer, 422).code).toBe('key-missing');
    expect(await ownCases(token)).toEqual([]);
  });

  test('of a second command on the same case cannot reach the first', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const answer = await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} });
    expect(problemOf(answer, 409).code).toBe('wrong-status');
    expect(await historyOf(who.token, id)).toHaveLength(2);
  });
});
