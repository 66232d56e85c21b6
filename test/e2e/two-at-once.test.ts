import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  type Account,
  choose,
  citizen,
  communicationsOf,
  enterData,
  historyOf,
  meeting,
  ownCases,
  Receipt,
  registered,
  releasedAt,
  routeA,
  see,
  settled,
  visitor,
} from './support/cases.ts';
import { type Answer, api, bodyOf, problemOf } from './support/http.ts';
import { inbox } from './support/inbox.ts';
import { freshMailbox, inDays, person } from './support/people.ts';

const accepted = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 202);
const outcomes = (token: string, answers: readonly Answer[]) =>
  Promise.all(accepted(answers).map((answer) => settled(token, bodyOf(answer, 202, Receipt).commandId)));

describe('two people or two windows at once', () => {
  test('three confirmations: one is applied, one mail goes out', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const confirm = () => api('POST', `/declarations/${id}/confirmation`, { token: cpi, body: meeting() });
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect((await outcomes(cpi, answers)).filter(({ state }) => state === 'applied')).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 202)) {
      const { code, commandId } = problemOf(answer, 409);
      expect(['command-pending', 'wrong-status']).toContain(code);
      if (code !== 'command-pending') continue;
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(await settled(cpi, commandId ?? '')).toMatchObject({ state: 'ignored' });
    }
    expect((await historyOf(cpi, id)).filter(({ event }) => event === 'confirm')).toHaveLength(1);
    const mails = await communicationsOf(who.token, id);
    expect(mails.filter(({ kind }) => kind === 'did-authenticated')).toHaveLength(1);
    expect((await inbox(who.mailbox)).filter(({ subject }) => subject.startsWith('Identità controllata'))).toHaveLength(
      1,
    );
  });

  test('a command that was ignored may be asked again under its own key', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const requests = [
      { token: cpi, path: 'confirmation', body: meeting(), key: randomUUID() },
      { token: who.token, path: 'withdrawal', body: {}, key: randomUUID() },
    ];
    const post = ({ token, path, body, key }: (typeof requests)[number]) =>
      api('POST', `/declarations/${id}/${path}`, { token, body, key });
    const answers = await Promise.all(requests.map(post));
    await Promise.all(requests.map(({ token }, at) => outcomes(token, answers.slice(at, at + 1))));
    for (const [at, request] of requests.entries()) {
      if (answers[at]?.status !== 409) continue;
      const again = await post(request);
      // A withdrawal still fits a confirmed DID; a confirmation fits no withdrawn one.
      expect(again.status).toBe(request.path === 'withdrawal' ? 202 : 409);
      await outcomes(request.token, [again]);
    }
    expect((await see(who.token, id)).status).toBe('withdrawn');
  });

  test('four registrations under four keys: one live DID', async () => {
    const { token } = await citizen('SPID');
    const register = () => api('POST', '/declarations', { token, body: routeA() });
    const answers = await Promise.all([register(), register(), register(), register()]);
    const settledOnes = await outcomes(token, answers);
    expect(settledOnes.filter(({ state }) => state === 'applied')).toHaveLength(1);
    for (const { state, reason } of settledOnes.filter((command) => command.state !== 'applied')) {
      expect([state, reason?.code]).toEqual(['refused', 'live-did-exists']);
      expect(reason?.detail).toContain('Hai già una DID');
    }
    for (const answer of answers.filter(({ status }) => status !== 202)) {
      expect(problemOf(answer, 409).code).toBe('live-did-exists');
    }
    expect(await ownCases(token)).toHaveLength(1);
    for (const { declarationId, state } of settledOnes) {
      const { status } = await api('GET', `/declarations/${declarationId}`, { token });
      expect(status).toBe(state === 'applied' ? 200 : 404);
    }
  });

  test('releasing, rewriting and withdrawing a draft: nothing is half done', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const { route: _, ...data } = { ...routeA(), lastJobEndedOn: inDays(-99) };
    const { token } = who;
    const answers = await Promise.all([
      api('POST', `/declarations/${id}/release`, { token, body: {} }),
      api('PUT', `/declarations/${id}/data`, { token, body: data }),
      api('POST', `/declarations/${id}/withdrawal`, { token, body: {} }),
    ]);
    expect(answers.every(({ status }) => [200, 202, 409].includes(status))).toBe(true);
    const done = await outcomes(token, answers);
    const did = await see(token, id);
    const lines = await historyOf(token, id);
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_line, index) => index + 1));
    expect(did.version).toBe(lines.length);
    expect(did.status).toBe(lines.at(-1)?.to);
    expect(
      lines
        .slice(1)
        .filter(({ event }) => event !== 'write-data')
        .map(({ event }) => event),
    ).toEqual(done.filter(({ state }) => state === 'applied').map(({ verb }) => verb));
  });

  // The job centre of the domicile goes on seeing who chose an accredited operator.
  test.each([
    ['cpi-lodi', 404, 404],
    ['acc-demo-milano', 403, 200],
  ])(
    'the citizen changes to %s while the old operator confirms: that counts before or not at all',
    async (chosen, refused, afterwards) => {
      const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
      const id = await releasedAt(who, 'cpi-milano');
      const [confirmation, change] = await Promise.all([
        api('POST', `/declarations/${id}/confirmation`, { token: cpi, body: meeting() }),
        choose(who, id, chosen),
      ]);
      expect(change.status).toBe(200);
      if (confirmation.status === 202) await settled(who.token, bodyOf(confirmation, 202, Receipt).commandId);
      else expect(confirmation.status).toBe(refused);
      const did = await see(who.token, id);
      const events = (await historyOf(who.token, id)).map(({ event }) => event);
      expect(did.operator?.id).toBe(chosen);
      expect(did.status).toBe(events.includes('confirm') ? 'confirmed' : 'reserved');
      if (events.includes('confirm')) {
        expect(events.lastIndexOf('confirm')).toBeLessThan(events.lastIndexOf('choose-operator'));
      }
      expect((await api('GET', `/declarations/${id}`, { token: cpi })).status).toBe(afterwards);
    },
  );

  test('two accounts enter the same fiscal code: one record', async () => {
    const { me } = person();
    const accounts = await Promise.all(
      [1, 2].map((): Promise<Account> => visitor(undefined, { me, mailbox: freshMailbox(me) })),
    );
    const answers = await Promise.all(accounts.map(({ token }) => enterData(token, me)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('two accounts of the same person with SPID: one record that both see', async () => {
    const { me } = person();
    const accounts = await Promise.all(
      [1, 2].map((): Promise<Account> => visitor('SPID', { me, mailbox: freshMailbox(me) })),
    );
    const answers = await Promise.all(accounts.map(({ token }) => enterData(token, me)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    const [one, other] = await Promise.all(accounts.map(({ token }) => api('GET', '/me', { token })));
    expect(one?.body).toEqual(other?.body);
  });
});
