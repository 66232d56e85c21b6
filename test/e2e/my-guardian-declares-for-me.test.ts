/** A guardian declares for a person, in their own name: recorded on a decree, told of each time, gone when it ends. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo, staff, subjectOf } from './support/accounts.ts';
import { type Account, applied, citizen, communicationsOf, historyOf, registered, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { inDays } from './support/people.ts';

const Recorded = z.object({ inForce: z.boolean(), receiptNumber: z.string() });
const Case = z.looseObject({ id: z.string(), status: z.string(), allowedActions: z.array(z.string()) });
const decree = { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' };

describe('my guardian declares for me', () => {
  let person: Account;
  let guardian: Account;
  let counter = '';
  let id = '';
  const asGuardian = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    api(method, `/declarations/${id}${path}`, { token: guardian.token, ...(body && { body }) });
  const two = () => ({ fiscalCode: person.me.fiscalCode, representative: guardian.me.fiscalCode });
  const acts = async () =>
    (await communicationsOf(person.token, id)).filter(({ kind }) => kind === 'mandate-act').length;

  beforeAll(async () => {
    // The person has a password alone: no digital identity is given to who is under guardianship.
    [person, guardian, counter] = await Promise.all([citizen(), citizen('SPID'), demo('operatorCpi')]);
    id = await registered(person);
  });

  test('before an office has seen the decree, the guardian finds nothing', async () => {
    problemOf(await asGuardian('GET', ''), 404);
    problemOf(await asGuardian('POST', '/release', {}), 404);
  });

  test('a job centre records the decree, and the person is told by mail', async () => {
    const body = { ...two(), basis: { kind: 'guardian', evidence: decree }, until: inDays(365) };
    problemOf(await api('POST', '/representatives', { token: person.token, body }), 403);
    expect(bodyOf(await api('POST', '/representatives', { token: counter, body }), 201, Recorded).inForce).toBe(true);
    const mail = await mailOf(person.mailbox, 'Un Centro per l’impiego ha registrato chi agisce per te');
    expect(mail.to).toEqual([person.mailbox]);
    expect(mail.text).toContain('rilasciare la DID');
    for (const hidden of [guardian.me.fiscalCode, guardian.me.familyName]) expect(mail.text).not.toContain(hidden);
  });

  test('the guardian finds the case among those to look after', async () => {
    expect(await api('GET', '/me/delegations', { token: guardian.token })).toMatchObject({
      status: 200,
      body: { items: [{ representation: { kind: 'guardian' }, declaration: { id } }] },
    });
    expect(bodyOf(await asGuardian('GET', ''), 200, Case).allowedActions).toContain('release');
  });

  test('the guardian releases: the DID is authentic, and says who declared', async () => {
    await applied(guardian.token, `/declarations/${id}/release`);
    const shown = await see(person.token, id);
    expect([shown.status, shown.withReserve]).toEqual(['confirmed', false]);
    const lines = await historyOf(person.token, id);
    expect(lines.at(-1)).toMatchObject({ event: 'release', by: { party: 'representative', assurance: 'strong' } });
    for (const hidden of [guardian.me.familyName, guardian.me.fiscalCode, subjectOf(guardian.token)]) {
      expect(JSON.stringify(lines)).not.toContain(hidden);
    }
    const mail = await mailOf(person.mailbox, /ha agito chi ti rappresenta/);
    expect(mail.text).toContain('chi ti fa da tutore ha rilasciato la DID');
    expect(await acts()).toBe(1);
  });

  test('the person sees who looked', async () => {
    const { body } = await api('GET', '/me/accesses', { token: person.token });
    expect(JSON.stringify(body)).toContain('Chi agisce per te per legge');
    expect(JSON.stringify(body)).toContain('Una persona dell’ufficio');
  });

  test('the guardian chooses the operator, withdraws, and takes the withdrawal back', async () => {
    expect((await asGuardian('PUT', '/operator', { operatorId: 'cpi-milano' })).status).toBe(200);
    await applied(guardian.token, `/declarations/${id}/withdrawal`);
    expect((await see(person.token, id)).status).toBe('withdrawn');
    await applied(guardian.token, `/declarations/${id}/withdrawal/undo`);
    expect((await see(person.token, id)).status).toBe('confirmed');
    expect(await acts()).toBe(4);
  });

  test('the guardian never changes the mailbox nor reads mail, replies and who looked', async () => {
    for (const path of ['/communications', '/replies', '/changes', '/certificate.pdf']) {
      expect([path, (await asGuardian('GET', path)).status]).toEqual([path, 403]);
    }
    expect((await asGuardian('POST', '/telephone-code', {})).status).toBe(403);
    expect(JSON.stringify((await api('GET', '/me/export', { token: guardian.token })).body)).not.toContain(id);
  });

  test('as an officer of the job centre the guardian does nothing on the case', async () => {
    const token = await staff({
      ...{ username: `${randomUUID()}@cpi-milano.example`, group: 'operator', operatorId: 'cpi-milano' },
      ...{ operatorKind: 'cpi', fiscalCode: guardian.me.fiscalCode },
    });
    const looked = problemOf(await api('GET', `/declarations/${id}`, { token }), 403);
    expect(looked.code).toBe('own-case');
    expect((await api('GET', `/declarations/${id}`, { token: counter })).status).toBe(200);
  });

  test('the job centre ends it: at once the guardian sees nothing and does nothing, and the person is told', async () => {
    const body = { ...two(), reason: 'decree-ended' };
    const ended = await api('POST', '/representatives/ending', { token: counter, body });
    expect(ended).toMatchObject({ status: 200, body: { inForce: false } });
    problemOf(await asGuardian('GET', ''), 404);
    problemOf(await asGuardian('POST', '/withdrawal', {}), 404);
    await mailOf(person.mailbox, 'Chi agiva per te per legge non può più farlo');
    expect((await see(person.token, id)).status).toBe('confirmed');
  });

  test('and nothing about the person was ever sent to the guardian', async () => {
    for (const { subject } of await inbox(guardian.mailbox)) expect(subject).not.toMatch(/Pratica|agisce|rappresenta/i);
  });
});
