/** GDPR art. 16: what is wrong in a released DID is put right by two persons; what it was is kept, not shown to offices. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addMonths } from '../../functions/domain/dates.ts';
import { procedurePolicies } from '../../functions/domain/policies.ts';
import { demo } from './support/accounts.ts';
import { type Account, approvalOf, citizen, historyOf, registered, releasedAt, routeA, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { finish, tasksOf } from './support/offices.ts';
import { dataOf, exportOf } from './support/own-data.ts';
import { inDays, inWords, today } from './support/people.ts';

const Made = z.object({ receiptNumber: z.string() });
const wrong = 'Ho finito di lavorare dieci giorni dopo la data che ho scritto.';
const ask = ({ token }: Account, id: string, body: object = { kind: 'correction', note: wrong }) =>
  api('POST', `/declarations/${id}/changes`, { token, body });

const Told = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
const toldOf = async ({ token }: Pick<Account, 'token'>, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}/changes`, { token }), 200, Told).items;
/** The answer of an office to the first correction that was asked for. */
const answer = async (token: string, id: string, body: object) => {
  const seen = await toldOf({ token }, id);
  return api('POST', `/declarations/${id}/changes/${seen[0]?.id}/answer`, { token, body });
};

describe('a mistake in a released DID', () => {
  let who: Account;
  let id = '';
  let cpi = '';
  let manager = '';
  const { lastJobEndedOn: was, ...declared } = routeA();
  const is = inDays(-30);
  beforeAll(async () => {
    [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    id = await releasedAt(who, 'cpi-milano');
  });

  test('is told by the person with what is wrong: receipt, mail with the day of the answer, a task', async () => {
    expect(problemOf(await ask(who, id, { kind: 'correction' }), 422).code).toBe('correction-not-told');
    const { receiptNumber } = bodyOf(await ask(who, id), 201, Made);
    expect(receiptNumber).toMatch(/^R-/);
    const mail = await mailOf(who.mailbox, /la tua richiesta è arrivata/);
    expect(mail.text).toContain(receiptNumber);
    expect(mail.text).toContain(inWords(addMonths(today(), 1)));
    expect(mail.text).not.toContain(wrong);
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['correction-asked']);
    expect((await see(who.token, id)).data).toMatchObject({ lastJobEndedOn: was });
  });

  test('is put right by two persons, not by one and not by the profile', async () => {
    const { route: _, privacyNoticeVersion, ...data } = { ...declared, lastJobEndedOn: is };
    const correction = { data: { ...data, privacyNoticeVersion } };
    const path = `/declarations/${id}/rectification`;
    problemOf(await api('POST', path, { token: who.token, body: { reason: 'mio', correction } }), 403);
    bodyOf(
      await api('POST', path, { token: cpi, body: { reason: 'Comunicazione obbligatoria.', correction } }),
      201,
      Made,
    );
    expect((await see(who.token, id)).data).toMatchObject({ lastJobEndedOn: was });
    problemOf(await api('POST', `/declarations/${id}/proposal/approval`, { token: cpi, body: {} }), 403);
    const body = await approvalOf(manager, id);
    bodyOf(await api('POST', `/declarations/${id}/proposal/approval`, { token: manager, body }), 201, Made);
    expect((await see(who.token, id)).data).toMatchObject({ lastJobEndedOn: is });
  });

  test('what it was is kept for the person, and no office that follows the case reads it', async () => {
    const evidence = JSON.stringify(dataOf(await exportOf(who), 'evidence'));
    expect(evidence).toContain(was);
    for (const path of ['', '/history', '/changes']) {
      const { status, body } = await api('GET', `/declarations/${id}${path}`, { token: cpi });
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(was);
    }
    expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
      'register',
      'release',
      'choose-operator',
      'report-change',
      'propose-rectification',
      'rectify',
    ]);
  });

  test('the office says that it was corrected, and its task is done; a note alone is no answer', async () => {
    const [task] = (await tasksOf(cpi, id)).filter(({ kind }) => kind === 'correction-asked');
    if (!task) throw new Error('nobody is asked to correct anything');
    expect(problemOf(await finish(cpi, task), 409).code).toBe('task-needs-decision');
    bodyOf(await answer(cpi, id, { outcome: 'corrected' }), 201, Made);
    expect(await tasksOf(cpi, id)).toEqual([]);
    expect(await toldOf(who, id)).toMatchObject([{ answer: { outcome: 'corrected' } }]);
  });
});

describe('nothing is to be corrected', () => {
  const reason = 'Il datore di lavoro ha comunicato proprio quel giorno.';

  test('the person is told to read why, and of the Garante and the courts; asked again it is looked at again', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    bodyOf(await ask(who, id), 201, Made);
    const nothing = { outcome: 'nothing-to-correct', reason };
    problemOf(await answer(who.token, id, nothing), 403);
    expect(problemOf(await answer(cpi, id, { outcome: 'corrected' }), 409).code).toBe('not-corrected');
    bodyOf(await answer(cpi, id, nothing), 201, Made);
    const mail = await mailOf(who.mailbox, /la risposta alla tua richiesta/);
    for (const words of ['Garante', 'art. 77', 'giudice', 'art. 79', inWords(today())])
      expect(mail.text).toContain(words);
    expect(mail.text).not.toContain(reason);
    expect(await tasksOf(cpi, id)).toEqual([]);
    expect(await toldOf(who, id)).toMatchObject([
      { kind: 'correction', answer: { outcome: 'nothing-to-correct', reason } },
    ]);
    expect(problemOf(await answer(cpi, id, nothing), 409).code).toBe('task-done');
    expect((await historyOf(who.token, id)).map(({ event }) => event)).toContain('answer-correction');

    bodyOf(await ask(who, id, { kind: 'correction', note: 'Ho la lettera di licenziamento.' }), 201, Made);
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['correction-asked']);
  });
});

test('so many changes a day, and an office is not flooded', async () => {
  const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
  const id = await releasedAt(who, 'cpi-milano');
  const most = procedurePolicies['lombardia-2017'].changeDailyLimit.value;
  for (let place = 0; place < most; place += 1) bodyOf(await ask(who, id), 201, Made);
  expect(problemOf(await ask(who, id), 409).code).toBe('too-many-changes');
  expect(await tasksOf(cpi, id)).toHaveLength(most);
});

test('of a draft the person puts right what is wrong themselves', async () => {
  const who = await citizen('SPID');
  const id = await registered(who);
  expect(problemOf(await ask(who, id), 409).code).toBe('no-did-yet');
});
