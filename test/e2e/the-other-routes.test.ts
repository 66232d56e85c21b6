/** Routes B and C as people take them: the DID is made at INPS, or was made long ago at a job centre (S0:43-65). */
import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  type Account,
  act,
  applied,
  choose,
  citizen,
  communicationsOf,
  enterData,
  historyOf,
  identityDocument,
  ownCases,
  pact,
  Receipt,
  registered,
  released,
  routeA,
  see,
  settled,
  visitor,
} from './support/cases.ts';
import { type Answer, api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { inDays, inWords, person, today } from './support/people.ts';
import { until } from './support/until.ts';

const protocolOf = (on: string) => {
  const [year, month, day] = on.split('-');
  return `INPS.4900.${day}/${month}/${year}.${randomInt(1_000_000, 10_000_000)}`;
};

/** An application as INPS tells of it. */
function applicationOf(fiscalCode: string, days = -5) {
  const appliedOn = inDays(days);
  const protocol = protocolOf(appliedOn);
  return { fiscalCode, kind: 'naspi', appliedOn, protocol, filedBy: 'patronato', event: 'filed' };
}

const Taken = z.object({ outcome: z.string(), declarationId: z.optional(z.string()) });
const tell = async (news: object): Promise<Answer> =>
  api('POST', '/inps/applications', { token: await demo('inps'), body: news });

const privacyNoticeVersion = '2026-1';
const aboutTo = { route: 'B', privacyNoticeVersion, inps: { state: 'about-to', kind: 'naspi' } };
const begins = async ({ token }: Account, body: object) => (await applied(token, '/declarations', body)).declarationId;
const meeting = (more: object = {}) => ({ metOn: today(), identityDocument: identityDocument(), ...more });
const confirmedAt = async (id: string, more: object = {}) =>
  applied(await demo('operatorCpi'), `/declarations/${id}/confirmation`, meeting(more));
const signedAt = async (id: string) => applied(await demo('operatorCpi'), `/declarations/${id}/pact`, pact());

describe('the three questions', () => {
  const ask = async (query: string) => {
    const { token } = await visitor();
    return api('GET', `/route?${query}`, { token });
  };
  const Found = z.object({ route: z.string(), reason: z.string(), goTo: z.object({ text: z.string() }) });

  test.each([
    [`jobEndedOn=${inDays(-9)}&inpsApplication=no`, 'A', 'no-benefit'],
    ['neverWorked=true&inpsApplication=no&earlierDid=cpi', 'C', 'earlier-did-to-verify'],
    [`jobEndedOn=${inDays(-9)}&inpsApplication=about-to`, 'B', 'inps-application-to-come'],
    ['suspended=true&inpsApplication=made', 'not-yet', 'suspended'],
    [`jobEndedOn=${inDays(3)}&inpsApplication=no`, 'not-yet', 'job-ends-later'],
  ])('%s', async (query, route, reason) => {
    const found = bodyOf(await ask(query), 200, Found);
    expect([found.route, found.reason]).toEqual([route, reason]);
    expect(found.goTo.text).toMatch(/\.$/);
  });

  test('need an answer about INPS, and are for citizens', async () => {
    expect(problemOf(await ask('neverWorked=true'), 422).errors?.map(({ field }) => field)).toEqual([
      'inpsApplication',
    ]);
    expect((await api('GET', '/route?inpsApplication=no', { token: await demo('operatorCpi') })).status).toBe(403);
  });
});

describe('route B', () => {
  test('by patronato: INPS tells, the person is written to, chooses, meets, signs', async () => {
    const who = await citizen('SPID');
    const news = applicationOf(who.me.fiscalCode);
    const receipt = bodyOf(await tell(news), 202, Receipt);
    await settled(await demo('inps'), receipt.commandId);
    const [mine] = await ownCases(who.token);
    expect(mine).toMatchObject({
      id: receipt.declarationId,
      status: 'registered',
      statusLabel: `La tua DID è del ${inWords(news.appliedOn)} (domanda INPS). Ora scegli chi ti seguirà`,
      route: 'B',
      withReserve: false,
      didDate: news.appliedOn,
      didSource: 'inps',
      releasedOn: news.appliedOn,
      unemployedSince: news.appliedOn,
      unemploymentConfirmedOn: null,
      awaiting: { who: 'citizen', what: 'choose-operator' },
    });
    const mail = await mailOf(who.mailbox, 'Abbiamo ricevuto la tua domanda INPS');
    expect(mail.text).toContain(news.protocol);
    expect(mail.text).toContain('Il patronato non riceve questa email');
    expect(mail.to).toEqual([who.mailbox]);

    const id = receipt.declarationId;
    problemOf(await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} }), 409);
    expect((await choose(who, id, 'cpi-milano')).status).toBe(200);
    await confirmedAt(id);
    await signedAt(id);
    expect(await see(who.token, id)).toMatchObject({
      status: 'psp-signed',
      didDate: news.appliedOn,
      unemployedSince: news.appliedOn,
      unemploymentConfirmedOn: today(),
      withReserve: false,
    });
    expect((await statesEntered(id)).filter((state) => state === 'Reserved')).toEqual([]);
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual([
      'inps-application',
      'extremes-verified',
      'psp-signed',
    ]);
    const history = await historyOf(who.token, id);
    expect(history.map(({ event, rules }) => [event, rules[0]])).toEqual([
      ['register', 'S0:43'],
      ['choose-operator', 'S0:17'],
      ['confirm', 'S0:55'],
      ['sign-pact', 'S0:17'],
    ]);
  });

  test('about to apply, with the feed: the DID comes with what INPS tells', async () => {
    const who = await citizen('SPID');
    const id = await begins(who, aboutTo);
    expect(await see(who.token, id)).toMatchObject({
      status: 'registered',
      statusLabel: 'In attesa della tua domanda INPS: la DID nascerà con quella',
      didDate: null,
      awaiting: { who: 'citizen', what: 'apply-to-inps' },
    });
    expect(problemOf(await choose(who, id, 'cpi-milano'), 409).code).toBe('no-did-yet');
    const news = applicationOf(who.me.fiscalCode, -1);
    expect(bodyOf(await tell(news), 200, Taken)).toMatchObject({ outcome: 'attached', declarationId: id });
    expect(bodyOf(await tell(news), 200, Taken).outcome).toBe('unchanged');
    expect(await see(who.token, id)).toMatchObject({ didDate: news.appliedOn, didSource: 'inps' });
    await mailOf(who.mailbox, 'Abbiamo ricevuto la tua domanda INPS');
  });

  test('about to apply, without the feed: the person gives date and receipt, the operator verifies them', async () => {
    const who = await citizen('CIE');
    const id = await begins(who, aboutTo);
    const appliedOn = inDays(-2);
    const state = (body: object) => api('PUT', `/declarations/${id}/inps`, { token: who.token, body });
    expect(problemOf(await state({ state: 'made', kind: 'naspi', appliedOn: inDays(1) }), 422).code).toBe(
      'applied-in-future',
    );
    expect((await state({ state: 'made', kind: 'naspi', appliedOn })).status).toBe(200);
    expect((await choose(who, id, 'cpi-milano')).status).toBe(200);
    const desk = await demo('operatorCpi');
    const confirm = (body: object) =>
      api('POST', `/declarations/${id}/confirmation`, { token: desk, body: meeting(body) });
    for (const inps of [undefined, { appliedOn }, { protocol: 'X.1' }]) {
      expect(problemOf(await confirm({ ...(inps && { inps }) }), 422).code).toBe('extremes-missing');
    }
    const command = await act(
      desk,
      `/declarations/${id}/confirmation`,
      meeting({ inps: { appliedOn, protocol: 'X.1' } }),
    );
    expect(command.state).toBe('applied');
    expect(command.warnings?.map(({ rule }) => rule)).toEqual(['inps-protocol-form']);
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: appliedOn });
  });

  test('after a live A: one DID, the earlier date, the benefit; to take it back needs the loss confirmed', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const news = applicationOf(who.me.fiscalCode, -7);
    expect(bodyOf(await tell(news), 200, Taken)).toMatchObject({ outcome: 'attached', declarationId: id });
    expect(await ownCases(who.token)).toHaveLength(1);
    expect(await see(who.token, id)).toMatchObject({
      route: 'A',
      status: 'confirmed',
      didDate: news.appliedOn,
      unemployedSince: news.appliedOn,
    });
    const withdraw = await api('POST', `/declarations/${id}/withdrawal`, { token: who.token, body: {} });
    expect(problemOf(withdraw, 422).code).toBe('loss-not-confirmed');
  });

  test('who has applied and has not the date at hand chooses an office, and has it written down there', async () => {
    const who = await citizen('SPID');
    const id = await begins(who, { ...aboutTo, inps: { state: 'made', kind: 'naspi' } });
    expect(await see(who.token, id)).toMatchObject({
      didDate: null,
      statusLabel: expect.stringContaining('manca solo la data'),
    });
    expect((await mailOf(who.mailbox, /manca solo la data/)).text).not.toContain('non esiste ancora');
    await choose(who, id, 'cpi-milano');
    const desk = await demo('operatorCpi');
    const bare = { token: desk, body: { metOn: today() } };
    expect(problemOf(await api('POST', `/declarations/${id}/confirmation`, bare), 422).code).toBe('extremes-missing');
    const { appliedOn, protocol } = applicationOf(who.me.fiscalCode);
    await confirmedAt(id, { inps: { appliedOn, protocol } });
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: appliedOn, didSource: 'inps' });
  });

  test('a draft that INPS overtakes is released no more', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    await tell(applicationOf(who.me.fiscalCode));
    expect(await see(who.token, id)).toMatchObject({ route: 'B', status: 'registered' });
    const release = await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} });
    expect(problemOf(release, 409)).toMatchObject({ code: 'did-exists', rule: 'S0:45, S0:57' });
  });

  test('of somebody unknown: nobody is mailed, an office looks for them, and it is theirs when they sign in', async () => {
    const someone = person();
    const news = applicationOf(someone.me.fiscalCode);
    expect(bodyOf(await tell(news), 200, Taken).outcome).toBe('kept');
    const sought = async () => JSON.stringify(await tasksOf(await demo('manager'))).includes(someone.me.fiscalCode);
    expect(await sought()).toBe(true);

    const who = await visitor('SPID', someone);
    expect((await enterData(who.token, who.me)).status).toBe(201);
    const mine = await until('the DID that waited', async () => (await ownCases(who.token))[0]);
    expect(mine).toMatchObject({ route: 'B', didDate: news.appliedOn, didSource: 'inps' });
    await mailOf(who.mailbox, 'Abbiamo ricevuto la tua domanda INPS');
    expect(await sought()).toBe(false);
  });

  test('with a password alone I learn nothing of what INPS tells; once the office has seen who I am it is my DID', async () => {
    const who = await citizen();
    const id = await released(who);
    const before = await see(who.token, id);
    const news = applicationOf(who.me.fiscalCode, -7);
    expect(bodyOf(await tell(news), 200, Taken)).toEqual({ outcome: 'kept' });
    expect(await see(who.token, id)).toEqual(before);
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).not.toContain('inps-application');
    const sought = async () => JSON.stringify(await tasksOf(await demo('manager'))).includes(who.me.fiscalCode);
    expect(await sought()).toBe(true);

    await choose(who, id, 'cpi-milano');
    await confirmedAt(id, { paperDeclaration: { signedOn: today() } });
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: news.appliedOn, didSource: 'inps' });
    const mail = await mailOf(who.mailbox, 'Identità controllata: ora serve il patto');
    expect(mail.text).toContain(inWords(news.appliedOn));
    expect(await sought()).toBe(false);
  });

  test('where INPS and the person differ, the operator decides with a reason', async () => {
    const who = await citizen('SPID');
    const stated = inDays(-8);
    const id = await begins(who, { ...aboutTo, inps: { state: 'made', kind: 'naspi', appliedOn: stated } });
    const news = applicationOf(who.me.fiscalCode, -9);
    await tell(news);
    await choose(who, id, 'cpi-milano');
    const desk = await demo('operatorCpi');
    const confirm = await api('POST', `/declarations/${id}/confirmation`, { token: desk, body: meeting() });
    expect(problemOf(confirm, 409).code).toBe('inps-mismatch-open');
    const body = { choice: 'inps', reason: 'La ricevuta ha la data dell’INPS.' };
    expect((await api('POST', `/declarations/${id}/inps-mismatch`, { token: desk, body })).status).toBe(201);
    expect(await see(who.token, id)).toMatchObject({ didDate: news.appliedOn });
    await confirmedAt(id);
  });

  test('a contact that a patronato gave is refused, and never written to', async () => {
    const who = await citizen('SPID');
    const contact = `pratiche.${randomInt(1_000_000)}@inca.it`;
    expect((await tell({ ...applicationOf(who.me.fiscalCode), email: contact })).status).toBe(422);
    expect(await inbox(contact)).toEqual([]);
  });
});

describe('route C', () => {
  const at = 'cpi-lecco';
  const asks = { route: 'C', privacyNoticeVersion, oldDid: { cpiId: at, date: inDays(-400) } };
  const answers = async (id: string, body: object) =>
    applied(await deskOf(at), `/declarations/${id}/old-did-answer`, body);

  test('valid: the job centre that took it sees the question alone, and answers; its date counts', async () => {
    const who = await citizen('SPID');
    const id = await begins(who, asks);
    expect((await see(who.token, id)).statusLabel).toContain('Abbiamo chiesto al Centro per l');
    const desk = await deskOf(at);
    expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['old-did-question']);
    expect((await api('GET', `/declarations/${id}`, { token: desk })).status).toBe(403);
    expect((await api('GET', `/declarations/${id}/old-did`, { token: desk })).status).toBe(200);
    expect((await api('GET', `/declarations/${id}/old-did`, { token: await demo('operatorCpi') })).status).toBe(404);
    problemOf(await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} }), 409);

    await answers(id, { answer: 'valid', didDate: inDays(-390) });
    expect(await tasksOf(desk, id)).toEqual([]);
    expect(await see(who.token, id)).toMatchObject({ route: 'C', didDate: inDays(-390), didSource: 'cpi' });
    await choose(who, id, 'cpi-milano');
    await confirmedAt(id, { oldDid: { didDate: inDays(-390) } });
    await signedAt(id);
    expect(await see(who.token, id)).toMatchObject({ status: 'psp-signed', unemployedSince: inDays(-390) });
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual([
      'old-did-asked',
      'old-did-answered',
      'extremes-verified',
      'psp-signed',
    ]);
  });

  test('lapsed: a draft of route A, and a new DID of today', async () => {
    const who = await citizen('SPID');
    const id = await begins(who, asks);
    await answers(id, { answer: 'not-valid', reason: 'Lavoro di oltre sei mesi.' });
    expect(await see(who.token, id)).toMatchObject({ route: 'A', status: 'registered', didDate: null });
    const early = await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} });
    expect(problemOf(early, 409).code).toBe('data-missing');
    const { route: _, ...data } = routeA();
    expect((await api('PUT', `/declarations/${id}/data`, { token: who.token, body: data })).status).toBe(200);
    await applied(who.token, `/declarations/${id}/release`);
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: today(), didSource: 'portal' });
    expect((await historyOf(who.token, id)).map(({ event, rules }) => [event, rules[0]])).toEqual([
      ['register', 'S0:57'],
      ['verify-old-did', 'S0:65'],
      ['write-data', 'S0:15'],
      ['release', 'S0:15'],
    ]);
  });

  test('who told of an application says first that there is none, then asks about an earlier DID', async () => {
    const who = await citizen();
    const id = await begins(who, { ...aboutTo, inps: { state: 'made', kind: 'naspi' } });
    const { privacyNoticeVersion: _, ...toC } = asks;
    const refused = await api('POST', `/declarations/${id}/route`, { token: who.token, body: toC });
    expect(problemOf(refused, 409).code).toBe('inps-application-made');
    await applied(who.token, `/declarations/${id}/route`, { ...toC, noInpsApplication: true });
    expect(await see(who.token, id)).toMatchObject({ route: 'C', status: 'registered' });
  });

  test('the route is changed while no DID exists, and the question taken back', async () => {
    const who = await citizen();
    const id = await begins(who, asks);
    const change = (body: object) => api('POST', `/declarations/${id}/route`, { token: who.token, body });
    expect(problemOf(await change({ route: 'A' }), 409).code).toBe('old-did-unanswered');
    await applied(who.token, `/declarations/${id}/route`, { ...routeA(), noEarlierDid: true });
    expect(await tasksOf(await deskOf(at), id)).toEqual([]);
    await applied(who.token, `/declarations/${id}/release`);
    expect(await see(who.token, id)).toMatchObject({ route: 'A', status: 'reserved' });
  });
});
