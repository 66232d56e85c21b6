import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  applied,
  citizen,
  communicationsOf,
  enterData,
  historyOf,
  ownCases,
  Receipt,
  registered,
  released,
  releasedAt,
  routeA,
  see,
  visitor,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { freshMailbox, person } from './support/people.ts';
import { until } from './support/until.ts';

/** A stranger with a password enters somebody's data as their own. */
async function stranger(owner: ReturnType<typeof person>) {
  const account = await visitor(undefined, { ...owner, mailbox: freshMailbox(person().me) });
  expect((await enterData(account.token, owner.me)).status).toBe(201);
  return account;
}

describe('a stranger with a password claims somebody’s fiscal code and releases a DID con riserva', () => {
  test('the owner comes with SPID and has the record; the stranger’s DID is annulled', async () => {
    const owner = person();
    const [thief, cpi] = await Promise.all([stranger(owner), demo('operatorCpi')]);
    const id = await releasedAt(thief, 'cpi-milano');

    const { token } = await visitor('SPID', owner);
    expect((await enterData(token, owner.me)).status).toBe(201);
    expect((await api('GET', '/me', { token })).body).toMatchObject({
      fiscalCode: owner.me.fiscalCode,
      mailbox: owner.mailbox,
      identityVerified: true,
    });

    const annulled = await until('the annulment', async () => {
      const did = await see(cpi, id);
      return did.status === 'closed' ? did : undefined;
    });
    expect(annulled.allowedActions).toEqual(['propose-reopening']);
    expect((await historyOf(cpi, id)).at(-1)).toMatchObject({
      event: 'close',
      to: 'closed',
      reason: 'annulled',
      by: { party: 'identity' },
    });
    expect((await statesEntered(id)).at(-1)).toBe('Closed');
  });

  test('the stranger has lost everything and learns nothing', async () => {
    const owner = person();
    const thief = await stranger(owner);
    const id = await releasedAt(thief, 'cpi-milano');
    await communicationsOf(thief.token, id);
    const [before, old] = await Promise.all([inbox(thief.mailbox), historyOf(thief.token, id)]);
    const { token } = await visitor('SPID', owner);
    await enterData(token, owner.me);

    const theirs = { token: thief.token };
    for (const path of ['', '/history', '/communications']) {
      expect(problemOf(await api('GET', `/declarations/${id}${path}`, theirs), 404).code).toBe('not-found');
    }
    for (const { commandId } of old.filter((line) => line.commandId !== undefined)) {
      expect((await api('GET', `/commands/${commandId}`, theirs)).status).toBe(404);
    }
    expect(problemOf(await api('GET', '/me', theirs), 404).code).toBe('not-found');
    expect(await ownCases(thief.token)).toEqual([]);
    expect((await api('POST', `/declarations/${id}/withdrawal`, { ...theirs, body: {} })).status).toBe(404);
    expect(problemOf(await api('POST', '/declarations', { ...theirs, body: routeA() }), 409).code).toBe(
      'record-missing',
    );
    const again = problemOf(await enterData(thief.token, owner.me), 409);
    expect(again.code).toBe('fiscal-code-needs-proof');
    expect(JSON.stringify(again)).not.toContain(owner.mailbox);
    expect(await inbox(thief.mailbox)).toHaveLength(before.length);
  });

  test('the owner sees nothing of the stranger, gets no mail of theirs, and releases a DID of their own', async () => {
    const owner = person();
    const thief = await stranger(owner);
    const id = await releasedAt(thief, 'cpi-milano');
    const { token } = await visitor('SPID', owner);
    await enterData(token, owner.me);

    expect(await ownCases(token)).toEqual([]);
    expect((await api('GET', `/declarations/${id}`, { token })).status).toBe(404);
    expect((await api('GET', `/declarations/${id}/history`, { token })).status).toBe(404);
    const own = await released({ ...owner, token });
    expect(own).not.toBe(id);
    expect((await ownCases(token)).map((did) => [did.id, did.status])).toEqual([[own, 'confirmed']]);
    const { caseNumber } = await see(token, own);
    for (const { subject, text } of await inbox(owner.mailbox)) {
      if (!subject.includes('codice')) expect(text).toContain(caseNumber);
    }
  });

  test('a draft that was never released is annulled as well', async () => {
    const owner = person();
    const thief = await stranger(owner);
    const id = await registered(thief);
    const { token } = await visitor('CIE', owner);
    expect((await enterData(token, owner.me)).status).toBe(201);
    await until('the end of the draft', async () => ((await statesEntered(id)).at(-1) === 'Closed' ? true : undefined));
    expect((await api('GET', `/declarations/${id}`, { token: thief.token })).status).toBe(404);
  });

  test('a registration that is under way when the owner comes is left to nobody', async () => {
    const owner = person();
    const [thief, { token }] = await Promise.all([stranger(owner), visitor('SPID', owner)]);
    const [registration, entry] = await Promise.all([
      api('POST', '/declarations', { token: thief.token, body: routeA() }),
      enterData(token, owner.me),
    ]);
    expect(entry.status).toBe(201);
    if (registration.status === 202) {
      const { declarationId } = bodyOf(registration, 202, Receipt);
      const end = await until('the end of the stranger’s case', async () =>
        (await statesEntered(declarationId)).find((state) => state === 'Closed' || state === 'NotRegistered'),
      );
      expect(end).toBeDefined();
    }
    await registered({ ...owner, token });
  });

  test('the stranger may come back as themselves', async () => {
    const owner = person();
    const thief = await stranger(owner);
    const { token } = await visitor('SPID', owner);
    await enterData(token, owner.me);
    const { me } = person();
    expect((await enterData(thief.token, me)).status).toBe(201);
    await registered(thief);
    expect((await api('GET', '/me', { token: thief.token })).body).toMatchObject({ fiscalCode: me.fiscalCode });
  });

  test('nobody takes over a DID that its person released with SPID, not even the same person at another mailbox', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const { token } = await visitor('CIE', { ...who, mailbox: freshMailbox(who.me) });
    expect((await enterData(token, who.me)).status).toBe(200);
    expect((await ownCases(token)).map((did) => [did.id, did.status])).toEqual([[id, 'confirmed']]);
    expect((await see(who.token, id)).status).toBe('confirmed');
  });

  test('SPID of one person enters no other person’s data', async () => {
    const [who, other] = [await visitor('SPID'), person()];
    const refusal = problemOf(await enterData(who.token, other.me), 422);
    expect(refusal).toMatchObject({ code: 'fiscal-code-not-yours', errors: [{ field: 'fiscalCode' }] });
    expect((await api('GET', '/me', { token: who.token })).status).toBe(404);
    await applied((await citizen('SPID', other.me)).token, '/declarations', routeA());
  });
});
