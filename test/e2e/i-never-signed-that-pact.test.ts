/** An operator entered a pact that I never signed: I say so, two persons decide, and no paper made with it stays good. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { applied, approvalOf, citizen, historyOf, pact, Receipt, releasedAt, see, settled } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { tasksOf } from './support/offices.ts';
import { codeOf } from './support/papers.ts';
import { today } from './support/people.ts';
import { stack } from './support/stack.ts';

const post = (token: string, path: string, body: object = {}) => api('POST', path, { token, body });
const made = async (token: string, path: string, body: object = {}) =>
  expect((await post(token, path, body)).status).toBe(201);
const Checked = z.strictObject({ authentic: z.boolean(), issuedOn: z.string(), stillLive: z.boolean() });

let [cpi, manager] = ['', ''];
beforeAll(async () => {
  [cpi, manager] = await Promise.all([demo('operatorCpi'), demo('manager')]);
});

/** Downloads a paper. */
async function paper(token: string, id: string, kind: string): Promise<{ status: number; bytes: string }> {
  const answer = await fetch(`${stack().apiUrl}/declarations/${id}/${kind}.pdf`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
}

test('I never signed that pact: it is none, my date stays, the certificate made with it is no longer good', async () => {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  // Entered without how it was signed: the office is asked for it.
  const { signature: _, ...unsigned } = pact();
  const entered = await applied(cpi, `/declarations/${id}/pact`, unsigned);
  expect(entered.warnings?.map(({ rule }) => rule)).toContain('signature-not-stated');
  expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['pact-signature']);
  expect(await see(who.token, id)).toMatchObject({ pactSignature: null, unemploymentConfirmedOn: today() });

  const certificate = await paper(who.token, id, 'certificate');
  expect(certificate.status).toBe(200);
  const code = await codeOf(id, 'certificate');
  const check = async () => bodyOf(await api('GET', `/verify/${code}`), 200, Checked);
  expect(await check()).toEqual({ authentic: true, issuedOn: today(), stillLive: true });

  await made(who.token, `/declarations/${id}/pact-dispute`, { note: 'Quel giorno ero in ospedale.' });
  const disputed = await see(who.token, id);
  expect(disputed).toMatchObject({ awaiting: { who: 'office', what: 'decide-pact-dispute' }, status: 'psp-signed' });
  expect(disputed.statusLabel).toContain('l’ufficio deve decidere');
  expect((await paper(who.token, id, 'certificate')).status).toBe(409);
  expect((await tasksOf(cpi, id)).map(({ kind }) => kind).toSorted()).toEqual(['examine-pact', 'pact-signature']);

  const decision = `/declarations/${id}/pact-dispute/decision`;
  // Without the proof of a signature nobody finds that it stands.
  const stands = await post(cpi, decision, { finding: 'stands', reason: 'Lo ricordo.' });
  expect(problemOf(stands, 409).code).toBe('signature-not-recorded');
  await made(cpi, decision, { finding: 'void', reason: 'Quel giorno la persona era in ospedale.' });
  expect(problemOf(await post(cpi, `/declarations/${id}/proposal/approval`), 403).code).toBe('forbidden');
  const approve = await post(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
  const receipt = bodyOf(approve, 202, Receipt);
  expect(await settled(manager, receipt.commandId)).toMatchObject({ state: 'applied', verb: 'void-pact' });

  const after = await see(who.token, id);
  expect(after).toMatchObject({
    ...{ status: 'confirmed', pactSignedOn: null, unemploymentConfirmedOn: null, pactDispute: null },
    ...{ didDate: today(), unemployedSince: today(), awaiting: { who: 'citizen', what: 'sign-pact' } },
  });
  expect(await check()).toEqual({ authentic: true, issuedOn: today(), stillLive: false });
  expect((await paper(who.token, id, 'pact')).status).toBe(409);
  expect(await tasksOf(cpi, id)).toEqual([]);
  expect(await tasksOf(manager, id)).toEqual([]);
  const mail = await mailOf(who.mailbox, /c’è una novità/);
  expect(mail.text).toContain('ti hanno dato ragione');
  expect(mail.text).not.toContain('ospedale');
  expect((await historyOf(who.token, id)).slice(-3).map(({ event, to }) => [event, to])).toEqual([
    ['dispute-pact', 'psp-signed'],
    ['propose-pact-decision', 'psp-signed'],
    ['void-pact', 'confirmed'],
  ]);

  // The true one, of the same day: the old certificate does not come back to life, a new one is another paper.
  await applied(cpi, `/declarations/${id}/pact`, pact());
  expect((await paper(who.token, id, 'certificate')).status).toBe(200);
  expect(await check()).toMatchObject({ stillLive: false });
  expect((await statesEntered(id)).slice(-8)).toEqual([
    ...['PspSignedVerb', 'VoidPact', 'Outcome', 'Confirmed'],
    ...['ConfirmedVerb', 'SignPact', 'Outcome', 'PspSigned'],
  ]);
});

describe('a pact that was signed', () => {
  test('stands once the proof is on record: I read why, and where to turn', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, { ...pact(), signature: { kind: 'handwritten' } });
    const proof = { kind: 'handwritten', evidence: 'Fascicolo 2026/77, armadio 2' };
    await made(who.token, `/declarations/${id}/pact-dispute`);
    await made(cpi, `/declarations/${id}/pact-signature`, proof);
    expect(problemOf(await post(cpi, `/declarations/${id}/pact-signature`, proof), 409).code).toBe(
      'signature-recorded',
    );
    const reason = 'L’originale firmato è nel fascicolo.';
    await made(cpi, `/declarations/${id}/pact-dispute/decision`, { finding: 'stands', reason });
    await made(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));

    const after = await see(who.token, id);
    expect(after).toMatchObject({
      ...{ status: 'psp-signed', pactSignature: proof, awaiting: { what: 'follow-pact' } },
      pactDispute: { dismissedOn: today(), reason },
    });
    const mail = await mailOf(who.mailbox, /c’è una novità/);
    expect(mail.text).toMatch(/resta valido[\s\S]*ricorso/);
    expect(mail.text).not.toContain('fascicolo');
    expect(problemOf(await post(who.token, `/declarations/${id}/pact-dispute`), 409).code).toBe(
      'pact-disputed-already',
    );
    expect((await paper(who.token, id, 'certificate')).status).toBe(200);
  });

  test('and is none while I work: the suspension goes on, and ends without a pact', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    await applied(who.token, `/declarations/${id}/suspension`, { from: today() });
    await made(who.token, `/declarations/${id}/pact-dispute`);
    await made(cpi, `/declarations/${id}/pact-dispute/decision`, {
      finding: 'void',
      reason: 'Firma di un’altra persona.',
    });
    await applied(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
    expect(await see(who.token, id)).toMatchObject({ status: 'suspended', pactSignedOn: null });
    await applied(who.token, `/declarations/${id}/resumption`, { until: today() });
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', awaiting: { what: 'sign-pact' } });
  });
});
