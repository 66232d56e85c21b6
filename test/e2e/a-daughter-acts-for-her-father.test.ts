/** A daughter acts for her father, in her own name: named, seen, told of each time, and gone at once when he says so. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { subjectOf } from './support/accounts.ts';
import { type Account, citizen, communicationsOf, historyOf, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { inDays } from './support/people.ts';
import { until } from './support/until.ts';

const Given = z.object({ id: z.string(), inForce: z.boolean(), receiptNumber: z.string() });
const Slots = z.object({ items: z.array(z.object({ startsAt: z.string() })) });
const Case = z.looseObject({ id: z.string(), allowedActions: z.array(z.string()) });
const Booked = z.looseObject({ receiptNumber: z.string(), appointment: z.object({ id: z.string() }) });

describe('a daughter acts for her father, in her own name', () => {
  let father: Account;
  let daughter: Account;
  let id = '';
  let mandateId = '';
  let appointmentId = '';
  const asDaughter = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    api(method, `/declarations/${id}${path}`, { token: daughter.token, ...(body && { body }) });
  const names = (fiscalCode: string, token = father.token) =>
    api('POST', '/me/delegates', { token, body: { fiscalCode, until: inDays(90) } });
  const acts = async () =>
    (await communicationsOf(father.token, id)).filter(({ kind }) => kind === 'mandate-act').length;

  beforeAll(async () => {
    [father, daughter] = await Promise.all([citizen('SPID'), citizen('CIE')]);
    id = await releasedAt(father, 'cpi-milano');
  });

  test('before he names her she finds nothing', async () => {
    problemOf(await asDaughter('GET', ''), 404);
    problemOf(await asDaughter('POST', '/changes', { kind: 'other', note: 'Ciao.' }), 404);
  });

  test('he names her by her fiscal code and is told; not himself, and not with a password alone', async () => {
    expect(problemOf(await names(father.me.fiscalCode), 422).code).toBe('delegate-yourself');
    const weak = await citizen();
    expect(problemOf(await names(daughter.me.fiscalCode, weak.token), 403).code).toBe('identity-for-delegate');
    const given = bodyOf(await names(daughter.me.fiscalCode), 201, Given);
    mandateId = given.id;
    expect(given.inForce).toBe(true);
    const mail = await mailOf(father.mailbox, 'Hai delegato una persona di fiducia');
    expect(mail.to).toEqual([father.mailbox]);
    for (const hidden of [daughter.me.fiscalCode, daughter.me.familyName]) expect(mail.text).not.toContain(hidden);
  });

  test('she finds his case among hers to look after, and he sees that she looked', async () => {
    expect(await api('GET', '/me/delegations', { token: daughter.token })).toMatchObject({
      status: 200,
      body: { items: [{ id: mandateId, patronato: null, declaration: { id } }] },
    });
    const shown = bodyOf(await asDaughter('GET', ''), 200, Case);
    expect(shown.allowedActions).toEqual(expect.arrayContaining(['book-appointment', 'report-change']));
    expect(shown.allowedActions).not.toContain('withdraw');
    for (const hidden of [father.mailbox, father.me.fiscalCode]) expect(JSON.stringify(shown)).not.toContain(hidden);
    const { body } = await api('GET', '/me/accesses', { token: father.token });
    expect(body).toMatchObject({
      items: [{ role: 'citizen', roleLabel: 'La persona che hai delegato', sight: 'case' }],
    });
  });

  test('she books, moves and cancels an appointment and tells a change; he is told each time', async () => {
    const free = bodyOf(await api('GET', '/operators/cpi-milano/slots?limit=9', {}), 200, Slots).items;
    const [first, second] = free.slice(-2);
    if (!first || !second) throw new Error('nothing is free');
    const booked = bodyOf(await asDaughter('POST', '/appointments', { startsAt: first.startsAt }), 201, Booked);
    appointmentId = booked.appointment.id;
    expect(await acts()).toBe(1);
    const moved = await asDaughter('PUT', `/appointments/${appointmentId}`, { startsAt: second.startsAt });
    expect(moved.status).toBe(200);
    expect((await asDaughter('DELETE', `/appointments/${appointmentId}`)).status).toBe(200);
    expect((await asDaughter('POST', '/changes', { kind: 'other', note: 'Mio padre è via.' })).status).toBe(201);
    expect(await acts()).toBe(4);
    const told = await until('four mails of the acts', async () => {
      const mails = (await inbox(father.mailbox)).filter(({ subject }) =>
        subject.includes('ha agito chi hai delegato'),
      );
      return mails.length === 4 ? mails : undefined;
    });
    expect(
      told.map(({ text }) => /ha (prenotato|spostato|annullato|comunicato)/.exec(text ?? '')?.[1]).toSorted(),
    ).toEqual(['annullato', 'comunicato', 'prenotato', 'spostato']);
  });

  test('the history says who acted: the delegate, with no name', async () => {
    const lines = await historyOf(father.token, id);
    expect(lines.slice(-4).map(({ event, by }) => [event, by.party])).toEqual([
      ['book-appointment', 'delegate'],
      ['move-appointment', 'delegate'],
      ['cancel-appointment', 'delegate'],
      ['report-change', 'delegate'],
    ]);
    const text = JSON.stringify(lines);
    for (const hidden of [daughter.me.familyName, daughter.me.fiscalCode, subjectOf(daughter.token)]) {
      expect(text).not.toContain(hidden);
    }
  });

  test('she never releases, withdraws, chooses, nor reads history, mail, papers and who looked', async () => {
    for (const [method, path] of [
      ['POST', 'release'],
      ['POST', 'withdrawal'],
      ['PUT', 'operator'],
      ['POST', 'route'],
      ['POST', 'suspension'],
      ['PUT', 'data'],
      ['GET', 'history'],
      ['GET', 'communications'],
      ['GET', 'receipt.pdf'],
      ['GET', 'changes'],
      ['GET', 'replies'],
      ['POST', 'telephone-code'],
    ] as const) {
      const answer = await asDaughter(method, `/${path}`, method === 'GET' ? undefined : {});
      expect([path, answer.status]).toEqual([path, 403]);
    }
    // What she asks of herself is about her own record.
    const { body } = await api('GET', '/me/accesses', { token: daughter.token });
    expect(body).toMatchObject({ items: [] });
    expect(JSON.stringify((await api('GET', '/me/export', { token: daughter.token })).body)).not.toContain(id);
  });

  test('he takes it back: at once she sees nothing and does nothing, and he is told', async () => {
    const ended = await api('DELETE', `/me/mandates/${mandateId}`, { token: father.token });
    expect(ended).toMatchObject({ status: 200, body: { inForce: false } });
    problemOf(await asDaughter('GET', ''), 404);
    problemOf(await asDaughter('POST', '/changes', { kind: 'other', note: 'Ciao.' }), 404);
    expect(await api('GET', '/me/delegations', { token: daughter.token })).toMatchObject({ body: { items: [] } });
    await mailOf(father.mailbox, 'Hai revocato la delega a una persona di fiducia');
    expect((await see(father.token, id)).status).toBe('confirmed');
  });

  test('and nothing about him was ever sent to her', async () => {
    for (const { subject } of await inbox(daughter.mailbox))
      expect(subject).not.toMatch(/delega|Pratica|Appuntamento/i);
  });
});
