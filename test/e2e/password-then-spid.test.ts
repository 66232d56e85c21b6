import { describe, expect, test } from 'vitest';
import { bringIdentity } from './support/accounts.ts';
import {
  applied,
  citizen,
  communicationsOf,
  enterData,
  historyOf,
  ownCases,
  registered,
  see,
  visitor,
} from './support/cases.ts';
import { api } from './support/http.ts';
import { codeIn } from './support/inbox.ts';
import { freshMailbox } from './support/people.ts';

const me = async (token: string) => (await api('GET', '/me', { token })).body;

describe('a draft begun with a password, SPID before salva DID', () => {
  test('the same account: the release is strong, the record is one', async () => {
    const who = await citizen();
    const id = await registered(who);
    expect(await me(who.token)).toMatchObject({ assurance: 'basic', identityVerified: false });

    const token = await bringIdentity(who.mailbox, { idp: 'SPID', fiscalCode: who.me.fiscalCode });
    expect((await see(token, id)).status).toBe('registered');
    await applied(token, `/declarations/${id}/release`);
    expect(await see(token, id)).toMatchObject({
      status: 'confirmed',
      withReserve: false,
      authenticity: { state: 'authentic', by: 'SPID' },
    });
    expect((await historyOf(token, id)).map(({ by }) => by.assurance)).toEqual(['basic', 'strong']);
    expect((await communicationsOf(token, id)).map(({ kind }) => kind)).toEqual(['draft-saved', 'did-released']);
    expect(await ownCases(token)).toHaveLength(1);
  });

  test('the strong release proves the fiscal code: a later SPID account of the same person finds the DID', async () => {
    const who = await citizen();
    const id = await registered(who);
    const token = await bringIdentity(who.mailbox, { idp: 'SPID', fiscalCode: who.me.fiscalCode });
    await applied(token, `/declarations/${id}/release`);
    expect(await me(token)).toMatchObject({ identityVerified: true });

    const later = await visitor('CIE', { ...who, mailbox: freshMailbox(who.me) });
    await enterData(later.token, who.me);
    expect((await ownCases(later.token)).map((did) => [did.id, did.status])).toEqual([[id, 'confirmed']]);
    expect((await see(token, id)).status).toBe('confirmed');
  });

  test('another account that proves the same mailbox: it joins the record, and its release is strong', async () => {
    const who = await citizen();
    const id = await registered(who);

    const { token } = await visitor('SPID', { ...who, mailbox: freshMailbox(who.me) });
    const first = await codeIn(who.mailbox);
    expect((await api('POST', '/me/mailbox', { token, body: { mailbox: who.mailbox } })).status).toBe(202);
    const code = await codeIn(who.mailbox, [first]);
    expect((await api('POST', '/me/mailbox/confirmation', { token, body: { code } })).status).toBe(200);
    expect((await enterData(token, who.me)).status).toBe(200);

    expect((await ownCases(token)).map((did) => did.id)).toEqual([id]);
    await applied(token, `/declarations/${id}/release`);
    expect(await see(token, id)).toMatchObject({ status: 'confirmed', withReserve: false });
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed' });
    expect(await me(who.token)).toMatchObject({ mailbox: who.mailbox, identityVerified: true });
  });

  test('SPID of somebody else releases nothing', async () => {
    const [who, other] = await Promise.all([citizen(), citizen()]);
    const id = await registered(who);
    const token = await bringIdentity(who.mailbox, { idp: 'SPID', fiscalCode: other.me.fiscalCode });
    const answer = await api('POST', `/declarations/${id}/release`, { token, body: {} });
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'fiscal-code-not-yours' }]);
    expect((await see(who.token, id)).status).toBe('registered');
  });
});
