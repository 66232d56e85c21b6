/** A fact is contested of a father, and a benefit is taken: the daughter whom he named answers and appeals, in time, for him. */
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { type Account, citizen, communicationsOf, historyOf } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { inDays } from './support/people.ts';
import { contested, forfeited, proceedingsOf } from './support/proceedings.ts';

const Named = z.object({ id: z.string() });
const Made = z.object({ receiptNumber: z.string() });
const Appealed = z.object({ receiptNumber: z.string(), appealTo: z.object({ name: z.string() }) });

let cpi = '';
let daughter: Account;
beforeAll(async () => {
  [cpi, daughter] = await Promise.all([demo('operatorCpi'), citizen('CIE')]);
});

const names = async ({ token }: Account) =>
  bodyOf(
    await api('POST', '/me/delegates', { token, body: { fiscalCode: daughter.me.fiscalCode, until: inDays(90) } }),
    201,
    Named,
  ).id;
const asDaughter = (path: string, body: object = {}) => api('POST', path, { token: daughter.token, body });
const lastLine = async ({ token }: Account, id: string) => {
  const line = (await historyOf(token, id)).at(-1);
  return [line?.event, line?.by.party, line?.reason];
};

test('she says why for me: it is my answer, in time, with my receipt, and she is not shown the reason', async () => {
  const { who, id } = await contested(cpi, 'cpi-milano', 1);
  const actId = (await proceedingsOf(who.token, id)).contested?.id;
  const path = `/declarations/${id}/justifications`;
  const note = 'Mio padre era in ospedale.';
  problemOf(await asDaughter(path, { actId, reason: 'illness', note }), 404);

  const mandate = await names(who);
  const { receiptNumber } = bodyOf(await asDaughter(path, { actId, reason: 'illness', note }), 201, Made);
  const mail = await mailOf(who.mailbox, /abbiamo ricevuto la tua risposta/);
  expect(mail.text).toContain(receiptNumber);
  expect(mail.text).toContain('È arrivata nei termini');
  expect(mail.text).not.toMatch(/ospedale|malattia/);
  expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toContain('mandate-act');

  expect((await proceedingsOf(who.token, id)).contested?.justifications).toMatchObject([{ inTime: true }]);
  const { body } = await api('GET', `/declarations/${id}`, { token: daughter.token });
  expect(JSON.stringify(body)).not.toContain('illness');
  expect(await lastLine(who, id)).toEqual(['justify', 'delegate', 'in-time']);

  // Who is not named any more says nothing for me.
  expect((await api('DELETE', `/me/mandates/${mandate}`, { token: who.token })).status).toBe(200);
  problemOf(await asDaughter(path, { actId, reason: 'other', note: 'Ancora.' }), 404);
});

test('she appeals for me in time, is told where it goes, and I am told that she did', async () => {
  const { who, id } = await forfeited(cpi, 'cpi-milano', 10);
  const path = `/declarations/${id}/decisions/1/appeal`;
  problemOf(await asDaughter(path), 404);
  await names(who);
  const { receiptNumber, appealTo } = bodyOf(await asDaughter(path), 201, Appealed);
  expect(appealTo.name).toContain('Comitato per i ricorsi di condizionalità');
  const mail = await mailOf(who.mailbox, /abbiamo registrato il ricorso/);
  expect(mail.text).toContain('La persona che hai delegato ha fatto ricorso per te');
  expect(mail.text).toContain(receiptNumber);
  expect((await proceedingsOf(who.token, id)).decisions[0]?.appeal).toMatchObject({ inTime: true, outcome: null });
  expect(await lastLine(who, id)).toEqual(['file-appeal', 'delegate', 'in-time']);
  // Once is enough, whoever asks again.
  expect(problemOf(await api('POST', path, { token: who.token, body: {} }), 409).code).toBe('appeal-filed');
});
