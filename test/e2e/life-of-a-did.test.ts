import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  applied,
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
    await applied(cpi, `/declarations/${id}/closure`, { reason: 'job', since: today() });
    expect(await see(who.token, id)).toMatchObject({
      status: 'closed',
      closure: { reason: 'job', nationalCode: 'R', since: today() },
    });
    const closed = await mailOf(who.mailbox, /c’è una novità/);
    expect(closed.text).toContain('Non è una sanzione');

    expect(problemOf(await post(cpi, `/declarations/${id}/proposal/approval`), 403).code).toBe('forbidden');
    await made(cpi, `/declarations/${id}/reopening`, { reason: 'Chiusa per errore: la persona non lavora.' });
    expect((await tasksOf(manager, id)).map(({ kind }) => kind)).toEqual(['proposal-made']);
    const receipt = bodyOf(await post(manager, `/declarations/${id}/proposal/approval`), 202, Receipt);
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
    expect(problemOf(await post(manager, `/declarations/${id}/proposal/approval`), 403).code).toBe('same-person');
    expect(problemOf(await post(acc, `/declarations/${id}/closure`, { reason: 'job' }), 404).code).toBe('not-found');
    expect(problemOf(await post(who.token, `/declarations/${id}/closure`, { reason: 'job' }), 403).code).toBe(
      'forbidden',
    );
    expect((await see(cpi, id)).status).toBe('confirmed');
  });

  test('a newer DID goes into it: one DID, the earlier day, and the newer one closed as merged', async () => {
    const [who, cpi, manager] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('manager')]);
    const old = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${old}/closure`, { reason: 'moved' });
    const newer = await released(who);
    await made(cpi, `/declarations/${old}/reopening`, { reason: 'Non si è trasferita.' });
    const receipt = bodyOf(await post(manager, `/declarations/${old}/proposal/approval`), 202, Receipt);
    expect((await settled(manager, receipt.commandId)).state).toBe('applied');
    await expect.poll(async () => (await see(who.token, newer)).status, { timeout: 15_000 }).toBe('closed');
    expect(await see(who.token, newer)).toMatchObject({ closure: { reason: 'merged', mergedInto: old } });
    expect((await see(who.token, old)).status).toBe('confirmed');
    expect((await communicationsOf(who.token, newer)).map(({ kind }) => kind)).not.toContain('did-closed');
  });

  test('a death ends all mail at once', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const sent = (await communicationsOf(who.token, id)).length;
    await applied(cpi, `/declarations/${id}/closure`, { reason: 'death', since: today() });
    expect(await communicationsOf(who.token, id)).toHaveLength(sent);
    expect((await see(who.token, id)).statusLabel).not.toMatch(/mort|decess/i);
  });
});

describe('withdrawn by mistake', () => {
  test('and undone within a day, with the same day of the DID', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    const mail = await mailOf(who.mailbox, /richiesta eseguita/);
    expect(mail.text).toContain('Puoi annullare il ritiro nel portale fino a');
    expect((await see(who.token, id)).allowedActions).toContain('undo-withdrawal');
    const command = await applied(who.token, `/declarations/${id}/withdrawal/undo`);
    expect(command.verb).toBe('reopen');
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: today(), endedOn: null });
    expect(problemOf(await post(who.token, '/declarations', { route: 'A' }), 422).code).toBe('invalid');
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
    await made(manager, `/declarations/${id}/proposal/approval`);
    expect(await see(who.token, id)).toMatchObject({ didDate: inDays(-1), unemployedSince: inDays(-1) });
    const kinds = (await communicationsOf(who.token, id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'did-rectified')).toHaveLength(1);
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'rectify', reason: 'rectified' });
  });
});
