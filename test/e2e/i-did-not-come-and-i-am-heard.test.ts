/** Somebody on a benefit does not come: a fact is contested, the person is heard, and nothing is decided meanwhile. */
import { randomInt } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { type Account, applied, citizen, communicationsOf, historyOf, pact, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { missedCallUp, missedOn } from './support/missed.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { inDays, inWords, today } from './support/people.ts';
import { stack } from './support/stack.ts';

const Shown = z.object({
  status: z.string(),
  contested: z.nullable(
    z.object({
      ...{ id: z.string(), kind: z.string(), possible: z.string(), possibleDays: z.nullable(z.int()) },
      service: z.object({ channel: z.string(), sentOn: z.string(), servedOn: z.nullable(z.string()) }),
      justifications: z.array(z.object({ inTime: z.boolean(), reason: z.optional(z.string()) })),
    }),
  ),
  decisions: z.array(z.unknown()),
});
const Act = z.object({
  words: z.nullable(z.string()),
  justifications: z.optional(
    z.array(
      z.object({ reason: z.string(), inTime: z.boolean(), note: z.nullable(z.string()), receiptNumber: z.string() }),
    ),
  ),
});
const Made = z.object({ receiptNumber: z.string() });
const post = (token: string | undefined, path: string, body: object = {}) => api('POST', path, { token, body });
const shown = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Shown);
const actOf = async (token: string, id: string, actId: string) =>
  bodyOf(await api('GET', `/declarations/${id}/acts/${actId}`, { token }), 200, Act);

const facts = 'Il corso cominciava alle 9: non risulta la presenza.';
const missed = (channel: string, callUpId?: string) => ({
  ...{ kind: 'training', factOn: callUpId === undefined ? today() : missedOn(), facts, channel },
  payment: { from: inDays(-30), proof: 'prospetto dei pagamenti INPS' },
  ...(callUpId && { callUpId }),
});

let [cpi, manager, inps, lodi, accredited, admin] = ['', '', '', '', '', ''];
beforeAll(async () => {
  [cpi, manager, inps, lodi, accredited, admin] = await Promise.all([
    demo('operatorCpi'),
    demo('manager'),
    demo('inps'),
    deskOf('cpi-lodi'),
    demo('operatorAccredited'),
    demo('admin'),
  ]);
});

/** A person with a pact at the job centre, and NASpI if INPS has told of it. */
async function withPact(naspi: boolean): Promise<{ who: Account; id: string }> {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  await applied(cpi, `/declarations/${id}/pact`, pact());
  const protocol = `INPS.4900.${randomInt(1_000_000, 9_999_999)}`;
  const news = { fiscalCode: who.me.fiscalCode, kind: 'naspi', appliedOn: today(), protocol };
  if (naspi)
    expect((await post(inps, '/inps/applications', { ...news, filedBy: 'person', event: 'filed' })).status).toBe(200);
  return { who, id };
}

test('I did not come: I read why, I answer, I have a receipt, and nothing is decided', async () => {
  const { who, id } = await withPact(true);
  const before = await see(who.token, id);
  const breaches = `/declarations/${id}/breaches`;
  // Nobody else contests anything.
  for (const [token, status] of [
    [undefined, 401],
    [who.token, 403],
    [manager, 403],
    [inps, 404],
    [lodi, 404],
    [accredited, 404],
    [admin, 404],
  ] as const) {
    expect((await post(token, breaches, missed('portal-read'))).status).toBe(status);
  }
  expect(problemOf(await post(cpi, breaches, missed('email')), 422).code).toBe('channel-not-valid');
  expect(problemOf(await post(cpi, breaches, { ...missed('hand'), factOn: inDays(1) }), 422).code).toBe(
    'fact-in-future',
  );
  // An absence names the call-up that was missed.
  expect(problemOf(await post(cpi, breaches, { ...missed('hand'), kind: 'call-up' }), 422).code).toBe(
    'call-up-unknown',
  );
  expect(problemOf(await post(cpi, breaches, missed('hand')), 422).code).toBe('call-up-unknown');
  // Nor does one found anything that came too late to be kept, or to which the person came, if late.
  for (const [changes, status, code] of [
    [{ service: { channel: 'hand', sentOn: missedOn(), servedOn: missedOn() } }, 422, 'notice-too-short'],
    [{ service: { channel: 'hand', sentOn: missedOn() } }, 409, 'not-served'],
    [{ attendance: 'late' }, 409, 'not-absent'],
  ] as const) {
    const { id: callUpId } = await missedCallUp(id, 'training', changes);
    expect(problemOf(await post(cpi, breaches, missed('hand', callUpId)), status).code).toBe(code);
  }
  const { id: callUpId } = await missedCallUp(id, 'training');
  expect(await applied(cpi, breaches, missed('portal-read', callUpId))).toMatchObject({ verb: 'report-breach' });
  expect((await statesEntered(id)).slice(-4)).toEqual(['PspSignedVerb', 'ReportBreach', 'Outcome', 'SanctionProposed']);

  const { contested, status } = await shown(who.token, id);
  const actId = contested?.id ?? '';
  expect(status).toBe('sanction-proposed');
  expect(contested).toMatchObject({ kind: 'training', possible: 'cut', possibleDays: 30, justifications: [] });
  expect(contested?.service).toEqual({ channel: 'portal-read', sentOn: today(), servedOn: null });
  expect(problemOf(await post(cpi, breaches, missed('hand')), 409).code).toBe('breach-pending');
  expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toContain('breach-to-decide');

  // The mail tells that there is something to answer, and nothing of what happened.
  const told = await mailOf(who.mailbox, /puoi rispondere/);
  expect(told.text).toContain('Nessuna decisione è stata presa');
  expect(told.text).toContain(inWords(missedOn()));
  expect(`${told.subject} ${told.text} ${told.html}`).not.toContain('presenza');
  expect(told.subject).not.toMatch(/contest|sanzion|corso/i);

  const mine = await actOf(who.token, id, actId);
  expect(mine).toEqual({ words: facts, justifications: [] });
  for (const token of [cpi, manager, lodi])
    expect([403, 404]).toContain((await post(token, `/declarations/${id}/acts/${actId}/reading`)).status);
  bodyOf(await post(who.token, `/declarations/${id}/acts/${actId}/reading`), 201, Made);
  expect((await shown(who.token, id)).contested?.service.servedOn).toBe(today());

  // I am heard: what I say is read by who decides, and stands nowhere else.
  const note = 'Ero al pronto soccorso.';
  const answer = { actId, reason: 'illness', note, evidenceRef: 'certificato 123456789' };
  for (const [token, refused] of [
    [undefined, 401],
    // An office writes down what came to it, and how.
    [cpi, 422],
    [manager, 422],
    [lodi, 404],
    [inps, 404],
  ] as const) {
    expect((await post(token, `/declarations/${id}/justifications`, answer)).status).toBe(refused);
  }
  const receipt = bodyOf(await post(who.token, `/declarations/${id}/justifications`, answer), 201, Made);
  const received = await mailOf(who.mailbox, /abbiamo ricevuto la tua risposta/);
  expect(received.text).toContain(receipt.receiptNumber);
  expect(received.text).toContain('È arrivata nei termini');
  expect(`${received.subject} ${received.text} ${received.html}`).not.toMatch(/malattia|pronto soccorso|certificato/);
  for (const token of [who.token, cpi, manager]) {
    const { justifications } = await actOf(token, id, actId);
    expect(justifications).toEqual([{ reason: 'illness', inTime: true, note, receiptNumber: receipt.receiptNumber }]);
  }
  expect((await api('GET', `/declarations/${id}/acts/${actId}`, { token: lodi })).status).toBe(404);
  expect(JSON.stringify(await historyOf(who.token, id))).not.toMatch(/pronto soccorso|illness|presenza/);

  // What I say to the office on paper, that it was not so, counts from the day on which it came.
  const paper = { receivedOn: today(), channel: 'counter', proof: 'prot. 2026/4711' };
  const denied = { actId, reason: 'fact-denied', note: 'Ho firmato il registro.', paper };
  expect(problemOf(await post(who.token, `/declarations/${id}/justifications`, denied), 422).code).toBe(
    'answer-paper-missing',
  );
  const tomorrow = { ...denied, paper: { ...paper, receivedOn: inDays(1) } };
  expect(problemOf(await post(cpi, `/declarations/${id}/justifications`, tomorrow), 422).code).toBe('answer-in-future');
  bodyOf(await post(cpi, `/declarations/${id}/justifications`, denied), 201, Made);
  expect((await actOf(who.token, id, actId)).justifications?.map(({ reason }) => reason)).toEqual([
    'illness',
    'fact-denied',
  ]);

  const after = await shown(who.token, id);
  expect(after).toMatchObject({ status: 'sanction-proposed', decisions: [] });
  const { didDate, unemployedSince, unemploymentConfirmedOn } = await see(who.token, id);
  expect({ didDate, unemployedSince, unemploymentConfirmedOn }).toEqual({
    ...{ didDate: before.didDate, unemployedSince: before.unemployedSince },
    unemploymentConfirmedOn: before.unemploymentConfirmedOn,
  });
  expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['breach-contested', 'justification-received']),
  );
});

test('without a benefit nobody contests that I did not come', async () => {
  const { who, id } = await withPact(false);
  expect(problemOf(await post(cpi, `/declarations/${id}/breaches`, missed('hand')), 422).code).toBe('no-benefit');
  expect((await see(who.token, id)).status).toBe('psp-signed');
});

test('the letter comes back: no term runs, nothing can be decided, and it is handed to me in the end', async () => {
  const { who, id } = await withPact(true);
  const { id: callUpId } = await missedCallUp(id, 'training');
  await applied(cpi, `/declarations/${id}/breaches`, missed('registered-letter', callUpId));
  const actId = (await shown(who.token, id)).contested?.id ?? '';
  const service = `/declarations/${id}/acts/${actId}/service`;
  const sent = { channel: 'registered-letter', sentOn: today(), proof: 'raccomandata 1523' };

  const letter = await fetch(`${stack().apiUrl}/declarations/${id}/acts/${actId}/letter`, {
    headers: { authorization: `Bearer ${cpi}` },
  });
  expect([letter.status, letter.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(
    Buffer.from(await letter.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  for (const [token, status] of [
    [who.token, 403],
    [inps, 404],
    [lodi, 404],
    [accredited, 404],
  ] as const) {
    expect((await post(token, service, { ...sent, servedOn: today() })).status).toBe(status);
  }
  expect(problemOf(await post(cpi, service, sent), 422).code).toBe('served-or-returned');
  const tomorrow = { ...sent, servedOn: inDays(1) };
  expect(problemOf(await post(cpi, service, tomorrow), 422).code).toBe('served-in-future');
  const yesterday = { ...sent, sentOn: inDays(-1), servedOn: today() };
  expect(problemOf(await post(cpi, service, yesterday), 422).code).toBe('sent-before-act');

  bodyOf(await post(cpi, service, { ...sent, returnedOn: today() }), 201, Made);
  expect((await shown(who.token, id)).contested?.service.servedOn).toBeNull();
  expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toContain('act-not-served');
  // I open the case on the portal: what goes by letter is not served by that.
  bodyOf(await post(who.token, `/declarations/${id}/acts/${actId}/reading`), 201, Made);
  expect((await shown(who.token, id)).contested?.service.servedOn).toBeNull();
  const cut = { actId, outcome: 'cut', reasons: 'Nessuna risposta.', channel: 'hand' };
  expect(problemOf(await post(manager, `/declarations/${id}/decision`, cut), 409).code).toBe('not-served');

  bodyOf(await post(cpi, service, { ...sent, channel: 'hand', servedOn: today() }), 201, Made);
  expect((await shown(who.token, id)).contested?.service).toMatchObject({ channel: 'hand', servedOn: today() });
  expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).not.toContain('act-not-served');
  expect(problemOf(await post(manager, `/declarations/${id}/decision`, cut), 409).code).toBe('justification-open');
});
