/** GDPR art. 18: a person has the use of their data restricted; it ends only after they were told that it will. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { type Account, act, applied, citizen, pact, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf, type Sent } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, today } from './support/people.ts';
import { until } from './support/until.ts';

const Restriction = z.object({
  state: z.string(),
  reason: z.string(),
  answer: z.nullable(z.string()),
  receiptNumber: z.optional(z.string()),
});
const why = 'Contesto i dati del mio ultimo lavoro.';
const ask = ({ token }: Account, sent: Sent = {}) =>
  api('POST', '/me/restriction', { token, body: { reason: why }, ...sent });
const news = 'C’è una novità sulla tua richiesta sui dati';
const newsFor = async ({ mailbox }: Account) => (await inbox(mailbox)).filter(({ subject }) => subject === news);
/** The mail of that number that tells what was decided. */
const toldOf = (who: Account, count: number) =>
  until(`${count} news on a restriction`, async () => {
    const mails = await newsFor(who);
    return mails.length >= count ? (mails[count - 1]?.text ?? '') : undefined;
  });

let cpi = '';
let manager = '';
beforeAll(async () => {
  [cpi, manager] = await Promise.all([demo('operatorCpi'), demo('manager')]);
});

/** What a manager decides on the request of a case’s person, by its task. */
async function citizenIdOf(id: string): Promise<string> {
  const task = (await tasksOf(manager, id)).find(({ kind }) => kind === 'restriction-asked');
  return task?.taskId.replace('restriction-asked.', '') ?? '';
}
const decide = (citizenId: string, decision: string, reason = 'Verificato il contratto.', token = manager) =>
  api('PUT', `/restrictions/${citizenId}`, { token, body: { decision, reason } });

describe('a restriction', () => {
  let who: Account;
  let id = '';
  let citizenId = '';
  beforeAll(async () => {
    who = await citizen('SPID');
    id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
  });

  test('is asked for with a reason: receipt, mail, a task for the managers; one at a time', async () => {
    const key = 'la-mia-richiesta-di-limitazione';
    const first = bodyOf(await ask(who, { key }), 201, Restriction);
    expect(first).toMatchObject({ state: 'asked', reason: why, answer: null });
    expect(bodyOf(await ask(who, { key }), 201, Restriction).receiptNumber).toBe(first.receiptNumber);
    expect(problemOf(await ask(who), 409).code).toBe('restriction-stands');
    const mail = await mailOf(who.mailbox, 'La tua richiesta sui dati è arrivata');
    expect(mail.text).toContain('Finché non decide, nessuna pratica si chiude da sola.');
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).not.toContain('restriction-asked');
    citizenId = await citizenIdOf(id);
    expect(citizenId).not.toBe('');
  });

  test('is decided by managers alone; once granted the office that follows is told', async () => {
    problemOf(await decide(citizenId, 'grant', 'sì', cpi), 403);
    problemOf(await decide(citizenId, 'grant', 'sì', who.token), 403);
    expect(problemOf(await decide(citizenId, 'announce-end'), 409).code).toBe('restriction-not-so');
    expect(bodyOf(await decide(citizenId, 'grant'), 200, Restriction).state).toBe('restricted');
    expect(await toldOf(who, 1)).toContain('Gli uffici vedono i tuoi dati, ma non possono usarli contro di te.');
    expect(await tasksOf(manager, id)).toEqual([]);
    expect(
      bodyOf(await api('GET', `/declarations/${id}`, { token: cpi }), 200, z.object({ restricted: z.boolean() })),
    ).toEqual({ restricted: true });
  });

  test('the office cannot suspend or close the DID; the person can do all that they could', async () => {
    const { allowedActions } = await see(cpi, id);
    expect(allowedActions).not.toContain('suspend');
    const suspend = await api('POST', `/declarations/${id}/suspension`, {
      token: cpi,
      body: { from: today(), days: 30 },
    });
    expect(problemOf(suspend, 409).code).toBe('data-restricted');
    const close = { reason: 'annulled', why: 'dati sbagliati' };
    expect(problemOf(await api('POST', `/declarations/${id}/closure`, { token: cpi, body: close }), 409).code).toBe(
      'data-restricted',
    );
    const told = await api('POST', `/declarations/${id}/changes`, {
      token: who.token,
      body: { kind: 'other', note: 'x' },
    });
    expect(told.status).toBe(201);
    expect((await see(who.token, id)).didDate).toBe(inDays(0));
  });

  test('it does not end before the person was told, and then it ends', async () => {
    expect(problemOf(await decide(citizenId, 'end'), 409).code).toBe('restriction-not-so');
    expect(bodyOf(await decide(citizenId, 'announce-end'), 200, Restriction).state).toBe('ending');
    expect(await toldOf(who, 2)).toContain('Per ora la limitazione vale ancora.');
    const ended = await until('the end of the restriction', async () => {
      const answer = await decide(citizenId, 'end');
      return answer.status === 409 ? undefined : answer;
    });
    expect(bodyOf(ended, 200, Restriction)).toMatchObject({ state: 'ended', answer: 'Verificato il contratto.' });
    expect(await newsFor(who)).toHaveLength(2);
    expect((await act(cpi, `/declarations/${id}/suspension`, { from: today(), days: 30 })).state).toBe('applied');
    const Me = z.object({ restriction: z.nullable(Restriction) });
    const me = bodyOf(await api('GET', '/me', { token: who.token }), 200, Me);
    expect(me.restriction).toMatchObject({ state: 'ended' });
  });
});

test('a refusal is told with its reason, which the portal shows; it can be asked for anew', async () => {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  await ask(who);
  const citizenId = await citizenIdOf(id);
  const reason = 'I dati sono quelli del registro.';
  expect(bodyOf(await decide(citizenId, 'refuse', reason), 200, Restriction)).toMatchObject({ answer: reason });
  expect(await toldOf(who, 1)).toContain('La risposta è no.');
  bodyOf(await ask(who), 201, Restriction);
});
