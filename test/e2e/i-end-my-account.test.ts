/** GDPR art. 17: a person ends their account. What a DID asks to be kept stays; their way in, their mailbox and drafts go. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { sweep as sweepOf } from '../../local/instance.ts';
import { bringIdentity, demo, signIn, signUp } from './support/accounts.ts';
import {
  type Account,
  applied,
  citizen,
  enterData,
  ownCases,
  Receipt,
  registered,
  releasedAt,
  see,
  settled,
  visitor,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';

/** What the schedule does every five minutes. */
const sweep = () => sweepOf(process.env.E2E_DIR ?? '.local/test');
const end = ({ token }: Pick<Account, 'token'>, body: object = { confirm: true }) =>
  api('DELETE', '/me/account', { token, body });
const Ended = z.strictObject({
  endedAt: z.string(),
  kept: z.array(z.object({ declarationId: z.string(), caseNumber: z.string(), status: z.string() })),
});
const last = 'Questa è la nostra ultima email per te';
const gone = async ({ token }: Account) =>
  expect(problemOf(await api('GET', '/me/export', { token }), 409).code).toBe('record-missing');

describe('with a DID', () => {
  let who: Account;
  let id = '';
  let cpi = '';
  beforeAll(async () => {
    [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    id = await releasedAt(who, 'cpi-milano');
  });

  test('it takes the person’s word that it is meant', async () => {
    for (const body of [{}, { confirm: false }, { confirm: true, also: 1 }]) {
      expect(problemOf(await end(who, body), 422).code).toBe('invalid');
    }
    expect((await see(who.token, id)).status).toBe('confirmed');
  });

  test('while the DID is live it is refused: which one, and how it ends', async () => {
    const problem = problemOf(await end(who), 409);
    expect(problem).toMatchObject({ code: 'account-live-did', declarationId: id });
    expect(problem.detail).toMatch(/ritir/i);
    expect(await ownCases(who.token)).toHaveLength(1);
  });

  test('once it has ended the account goes; the case stays with its office, as long as the terms say', async () => {
    await applied(who.token, `/declarations/${id}/withdrawal`);
    expect(bodyOf(await end(who), 200, Ended).kept).toMatchObject([{ declarationId: id, status: 'withdrawn' }]);
    expect((await mailOf(who.mailbox, last)).text).toContain('la pratica resta per il tempo che serve');
    await gone(who);
    problemOf(await api('GET', `/declarations/${id}`, { token: who.token }), 404);
    expect(await ownCases(who.token)).toEqual([]);
    expect((await see(cpi, id)).status).toBe('withdrawn');
  });

  test('with the token of before nobody goes on, though it has not run out', async () => {
    expect(problemOf(await enterData(who.token, who.me), 403).code).toBe('account-ended');
  });

  test('once the account is gone signing in is refused', async () => {
    await sweep();
    await expect(signIn(who.mailbox)).rejects.toThrow();
  });

  test('who comes back with their digital identity finds what was kept', async () => {
    await signUp(who.mailbox);
    const token = await bringIdentity(who.mailbox, { idp: 'SPID', fiscalCode: who.me.fiscalCode });
    const answer = await enterData(token, who.me);
    expect([200, 201]).toContain(answer.status);
    expect((await ownCases(token)).map(({ id: one }) => one)).toEqual([id]);
    await registered({ ...who, token });
  });
});

describe('with a draft', () => {
  test('the draft is given up first; asked again the account goes, whole', async () => {
    const who = await citizen();
    const id = await registered(who);
    const { commandId, declarationId } = bodyOf(await end(who), 202, Receipt);
    expect(declarationId).toBe(id);
    expect((await settled(who.token, commandId)).state).toBe('applied');
    expect(bodyOf(await end(who), 200, Ended).kept).toEqual([]);
    expect((await mailOf(who.mailbox, last)).text).toContain('Di te non teniamo altro.');
    await gone(who);

    // Code and mailbox are free: a new account may bring them.
    await sweep();
    await expect(signIn(who.mailbox)).rejects.toThrow();
    const token = await signUp(who.mailbox);
    bodyOf(await enterData(token, who.me), 201, z.object({ mailbox: z.literal(who.mailbox) }));
    expect(await ownCases(token)).toEqual([]);
  });
});

describe('with nothing', () => {
  test('the record goes at once, and the last mail is the last', async () => {
    const who = await citizen();
    bodyOf(await end(who), 200, Ended);
    await mailOf(who.mailbox, last);
    await gone(who);
    expect((await inbox(who.mailbox)).at(-1)?.subject).toBe(last);
  });

  test('who entered nothing has nothing to end', async () => {
    const who = await visitor();
    expect(problemOf(await end(who), 409).code).toBe('record-missing');
  });
});
