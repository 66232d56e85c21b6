import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  applied,
  approvalOf,
  citizen,
  communicationsOf,
  historyOf,
  meeting,
  pact,
  Receipt,
  released,
  releasedAt,
  see,
  settled,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, today } from './support/people.ts';

const post = (token: string, path: string, body: object = {}) => api('POST', path, { token, body });
/** A manager approves what was proposed, as who has read it. */
const approve = async (token: string, id: string) =>
  post(token, `/declarations/${id}/proposal/approval`, await approvalOf(token, id));
/** What the person signed at the counter. */
const paper = () => ({ signedOn: today(), reference: 'prot. 4471/2026' });
const made = async (token: string, path: string, body: object = {}) =>
  bodyOf(await post(token, path, body), 201, z.object({ receiptNumber: z.string(), status: z.string() }));

describe('found work, and back', () => {
  test('the DID waits while the person works, and goes on with its day', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());

    const told = { kind: 'found-work', from: inDays(7), note: 'contratto di tre mesi' };
    expect((await made(who.token, `/declarations/${id}/changes`, told)).status).toBe('psp-signed');
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['suspension-proposed']);
    const seen = bodyOf(
      await api('GET', `/declarations/${id}/changes`, { token: cpi }),
      200,
      z.object({ items: z.array(z.object({ kind: z.string(), note: z.string() })) }),
    );
    expect(seen.items).toEqual([{ kind: told.kind, note: told.note }]);

    const ahead = await post(cpi, `/declarations/${id}/suspension`, { from: inDays(1), days: 90 });
    expect(problemOf(ahead, 422).code).toBe('suspension-in-future');
    await applied(cpi, `/declarations/${id}/suspension`, { from: today(), days: 90 });
    expect(await see(who.token, id)).toMatchObject({
      status: 'suspended',
      didDate: today(),
      suspension: { from: today(), reason: 'job', days: 90 },
      awaiting: { who: 'citizen', what: 'resume', by: inDays(179) },
    });
    expect(await tasksOf(cpi, id)).toEqual([]);

    await applied(who.token, `/declarations/${id}/resumption`, { until: today() });
    expect(await see(who.token, id)).toMatchObject({
      status: 'psp-signed',
      didDate: today(),
      unemployedSince: today(),
      pactSignedOn: today(),
      suspension: null,
    });
    expect((await historyOf(who.token, id)).slice(-4).map(({ event }) => event)).toEqual([
      'sign-pact',
      'report-change',
      'suspend',
      'resume',
    ]);
    const kinds = (await communicationsOf(who.token, id)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['status-suspended', 'status-resumed']);
    expect((await statesEntered(id)).slice(-5)).toEqual([
      'Suspended',
      'SuspendedVerb',
      'ResumeStatus',
      'Outcome',
      'PspSigned',
    ]);
  });
});

describe('closed by mistake', () => {
  test('and reopened with the same day, by two persons', async () => {
    const [who, cpi, manager] = await Promise.all([citizen(), demo('operatorCpi'), demo('manager')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    const before = await see(who.token, id);
    await applied(cpi, `/declarations/${id}/closure`, { reason: 'job', since: today(), signedRequest: paper() });
    expect(await see(who.token, id)).toMatchObject({
      status: 'closed',
      closure: { reason: 'job', nationalCode: 'R', since: today(), why: null },
    });
    const closed = await mailOf(who.mailbox, /c’è una novità/);
    expect(closed.text).toContain('Non è una sanzione');

    expect(problemOf(await post(cpi, `/declarations/${id}/proposal/approval`), 403).code).toBe('forbidden');
    await made(cpi, `/declarations/${id}/reopening`, { reason: 'Chiusa per errore: la persona non lavora.' });
    expect((await tasksOf(manager, id)).map(({ kind }) => kind)).toEqual(['proposal-made']);
    const receipt = bodyOf(await approve(manager, id), 202, Receipt);
    expect(await settled(manager, receipt.commandId)).toMatchObject({ state: 'applied', verb: 'reopen' });
    const after = await see(who.token, id);
    expect(after).toMatchObject({ status: 'confirmed', endedOn: null, closure: null });
    expect([after.didDate, after.unemployedSince]).toEqual([before.didDate, before.unemployedSince]);
    expect((await statesEntered(id, 2)).slice(0, 4)).toEqual(['Resume', 'Reopen', 'Outcome', 'Confirmed']);
    expect(await tasksOf(manager, id)).toEqual([]);

    // It is live again in every way: the pact can be signed, and nobody begins another.
    await applied(cpi, `/declarations/${id}/pact`, pact());
    expect((await see(who.token, id)).status).toBe('psp-signed');
  });

  test('never by one person alone, nor by one who only looks', async () => {
    const [who, cpi, acc, manager] = await Promise.all([
      citizen('SPID'),
      demo('operatorCpi'),
      demo('operatorAccredited'),
      demo('manager'),
    ]);
    const id = await releasedAt(who, 'cpi-milano');
    await made(manager, `/declarations/${id}/closure`, { reason: 'annulled', why: 'Resa da un’altra persona.' });
    expect(problemOf(await approve(manager, id), 403).code).toBe('same-person');
    expect(problemOf(await post(cpi, `/declarations/${id}/closure`, { reason: 'job', since: today() }), 422).code).toBe(
      'invalid',
    );
    expect(problemOf(await post(acc, `/declarations/${id}/closure`, { reason: 'job' }), 404).code).toBe('not-found');
    expect(problemOf(await post(who.token, `/declarations/${id}/closure`, { reason: 'job' }), 403).code).toBe(
      'forbidden',
    );
    expect((await see(cpi, id)).status).toBe('confirmed');
  });

  test('a newer DID goes into it: one DID, the earlier day, and the newer one closed as merged', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const old = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${old}/closure`, { reason: 'moved', signedRequest: paper() });
    const newer = await released(who);
    await made(cpi, `/declarations/${old}/reopening`, { reason: 'Non si è trasferita.' });
    const receipt = bodyOf(await approve(manager, old), 202, Receipt);
    expect((await settled(manager, receipt.commandId)).state).toBe('applied');
    await expect.poll(async () => (await see(who.token, newer)).status, { timeout: 15_000 }).toBe('closed');
    expect(await see(who.token, newer)).toMatchObject({ closure: { reason: 'merged', mergedInto: old } });
    expect((await see(who.token, old)).status).toBe('confirmed');
    expect((await communicationsOf(who.token, newer)).map(({ kind }) => kind)).not.toContain('did-closed');
  });

  test('a death is noted by two persons: mail waits at once, and ends', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const id = await releasedAt(who, 'cpi-milano');
    const sent = (await communicationsOf(who.token, id)).length;
    const death = { reason: 'death', since: today(), why: 'Atto di morte n. 12.' };
    expect((await made(cpi, `/declarations/${id}/closure`, death)).status).toBe('confirmed');
    await made(who.token, `/declarations/${id}/changes`, { kind: 'correction', note: 'Il mio cognome ha due parole.' });
    await expect
      .poll(async () => (await communicationsOf(who.token, id)).at(-1), { timeout: 15_000 })
      .toMatchObject({ kind: 'correction-asked', state: 'held' });
    const receipt = bodyOf(await approve(manager, id), 202, Receipt);
    expect(await settled(manager, receipt.commandId)).toMatchObject({ state: 'applied', verb: 'close' });
    expect(await communicationsOf(who.token, id)).toHaveLength(sent + 1);
    expect((await see(who.token, id)).statusLabel).not.toMatch(/mort|decess/i);
  });
});

describe('an office wants to close my case', () => {
  test('I am told before, I read why, my answer is read, and I ask to reopen what was closed', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    // An accredited operator was chosen: the job centre of the domicile decides.
    const id = await releasedAt(who, 'acc-demo-milano');
    const why = 'Il datore ha comunicato un contratto senza scadenza.';
    await made(cpi, `/declarations/${id}/closure`, { reason: 'job', since: today(), why });
    const mail = await mailOf(who.mailbox, /puoi rispondere/);
    expect(mail.text).toContain('Nessuna decisione è stata presa.');
    expect(mail.text).not.toContain('datore');
    const proposal = { kind: 'close', closure: 'job', reason: why, answerBy: inDays(10), proposedBy: 'competent-cpi' };
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', proposal });

    const unread = await approvalOf(manager, id);
    const decide = (body: object) => post(manager, `/declarations/${id}/proposal/approval`, body);
    expect(problemOf(await decide(unread), 409).code).toBe('answer-awaited');
    await made(who.token, `/declarations/${id}/changes`, { kind: 'answer', note: 'Il contratto non è mai partito.' });
    expect(problemOf(await decide(unread), 409).code).toBe('answer-unread');
    const receipt = bodyOf(await approve(manager, id), 202, Receipt);
    expect(await settled(manager, receipt.commandId)).toMatchObject({ state: 'applied' });
    expect(await see(who.token, id)).toMatchObject({
      status: 'closed',
      closure: { reason: 'job', why, rule: 'D.Lgs. 150/2015 art. 19 c.1' },
    });
    const closed = await mailOf(who.mailbox, /c’è una novità/);
    expect(closed.text).toMatch(/Tribunale \(giudice ordinario\), entro 60 giorni dalla notifica/);
    expect(closed.text).not.toContain('TAR');

    expect((await see(who.token, id)).allowedActions).toEqual(['ask-reopening']);
    await made(who.token, `/declarations/${id}/reopening-request`, { note: 'Non ho mai lavorato lì.' });
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toContain('reopening-asked');
    await made(cpi, `/declarations/${id}/reopening`, { reason: 'Il contratto non è mai partito.' });
    const reopening = bodyOf(await approve(manager, id), 202, Receipt);
    expect(await settled(manager, reopening.commandId)).toMatchObject({ state: 'applied', verb: 'reopen' });
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: today(), closure: null });
  });

  test('on what I signed one person does it; what was only proposed and is refused, I am told', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const id = await releasedAt(who, 'cpi-milano');
    const short = { reason: 'job', since: today(), until: inDays(100), signedRequest: paper() };
    expect(problemOf(await post(cpi, `/declarations/${id}/closure`, short), 422).code).toBe('job-within-limit');
    await made(cpi, `/declarations/${id}/closure`, { reason: 'pension', why: 'Risulta una pensione.' });
    await made(manager, `/declarations/${id}/proposal/refusal`, { reason: 'È la pensione di un’altra persona.' });
    await mailOf(who.mailbox, /puoi rispondere/);
    const dropped = await mailOf(who.mailbox, /c’è una novità/);
    expect(dropped.text).toContain('La proposta non è stata approvata.');
    const told = await made(who.token, `/declarations/${id}/changes`, { kind: 'moved', note: 'Vivo a Torino.' });
    const onWord = { reason: 'moved', reportedChange: told.receiptNumber };
    expect((await applied(cpi, `/declarations/${id}/closure`, onWord)).state).toBe('applied');
    expect(await see(who.token, id)).toMatchObject({
      status: 'closed',
      closure: { reason: 'moved', nationalCode: null },
    });
  });
});

describe('withdrawn by mistake', () => {
  test('and undone within a day, with the same day of the DID', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    const mail = await mailOf(who.mailbox, /richiesta eseguita/);
    expect(mail.text).toContain('Puoi annullare il ritiro nel portale fino a');
    expect(mail.text).toContain('allo sportello');
    expect((await see(who.token, id)).allowedActions).toContain('undo-withdrawal');
    const command = await applied(who.token, `/declarations/${id}/withdrawal/undo`);
    expect(command.verb).toBe('reopen');
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: today(), endedOn: null });
    expect(problemOf(await post(who.token, '/declarations', { route: 'A' }), 422).code).toBe('invalid');
  });

  test('also at the counter, on what the person signed', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/withdrawal`, { signedRequest: paper() });
    const path = `/declarations/${id}/withdrawal/undo`;
    expect(problemOf(await post(cpi, path), 422).code).toBe('signed-request-missing');
    await applied(cpi, path, { signedRequest: paper() });
    expect(await see(who.token, id)).toMatchObject({ status: 'reserved', didDate: today() });
  });

  test('not once another is begun', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    await released(who);
    const late = await post(who.token, `/declarations/${id}/withdrawal/undo`);
    expect(problemOf(late, 409).code).toBe('live-did-exists');
  });
});

describe('put right by two persons', () => {
  test('the day of the DID, and the person is told once', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const id = await releasedAt(who, 'cpi-milano');
    const correction = { didDate: inDays(-1) };
    await made(cpi, `/declarations/${id}/rectification`, { reason: 'Portale fermo ieri.', correction });
    expect((await approve(manager, id)).status).toBe(201);
    expect(await see(who.token, id)).toMatchObject({ didDate: inDays(-1), unemployedSince: inDays(-1) });
    const kinds = (await communicationsOf(who.token, id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'did-rectified')).toHaveLength(1);
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'rectify', reason: 'rectified' });
  });
});
