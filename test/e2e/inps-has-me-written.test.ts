/** INPS and the region can have me written, in my own mailbox, and never at an address that somebody names. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import { citizen, releasedAt } from './support/cases.ts';
import { api } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { inDays, today } from './support/people.ts';

const news = { appliedOn: today(), protocol: 'INPS.4900.2026.0012345', news: 'documents-needed', by: inDays(10) };

test('news of my application, an invitation, an interruption: in my mailbox and in my list', async () => {
  const [who, inps, admin] = await Promise.all([citizen('SPID'), demo('inps'), demo('admin')]);
  const declarationId = await releasedAt(who, 'cpi-milano');
  const send = (token: string, template: string, parameters: object) =>
    api('POST', '/communications', { token, body: { template, parameters, declarationId } });

  expect((await send(inps, 'inps-benefit-news', news)).status).toBe(202);
  expect((await send(inps, 'inps-area-invitation', { matter: 'notice' })).status).toBe(202);
  const stop = { services: ['portal'], from: `${inDays(2)}T20:00:00.000Z`, until: `${inDays(3)}T04:00:00.000Z` };
  expect((await send(admin, 'service-interruption', stop)).status).toBe(202);

  const mail = await mailOf(who.mailbox, /una novità dall’INPS$/);
  expect([mail.to, mail.cc, mail.bcc]).toEqual([[who.mailbox], undefined, undefined]);
  for (const part of ['L’INPS ci ha chiesto di scriverti', news.protocol, 'Protocollo: ', 'patronato'])
    expect(mail.text).toContain(part);
  await mailOf(who.mailbox, /guarda l’area INPS$/);
  await mailOf(who.mailbox, /^Servizio fermo/);
  const { body } = await api('GET', `/declarations/${declarationId}/communications`, { token: who.token });
  expect(body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ kind: 'inps-benefit-news', from: 'inps' }),
      expect.objectContaining({ kind: 'inps-area-invitation', from: 'inps', protocol: null }),
      expect.objectContaining({ kind: 'service-interruption', from: 'region' }),
    ]),
  });
});

test('who asks names a DID: no address, no words of their own, not too often, and nothing of another body', async () => {
  const [who, inps, admin] = await Promise.all([citizen('SPID'), demo('inps'), demo('admin')]);
  const declarationId = await releasedAt(who, 'cpi-milano');
  const body = { template: 'inps-benefit-news', parameters: news, declarationId };
  const ask = (token: string, more: object) => api('POST', '/communications', { token, body: { ...body, ...more } });

  expect((await ask(inps, { to: 'chi.sa@libero.it' })).status).toBe(422);
  expect((await ask(inps, { parameters: { ...news, text: 'clicca qui' } })).status).toBe(422);
  expect((await ask(inps, { declarationId: randomUUID() })).status).toBe(404);
  expect((await ask(admin, {})).status).toBe(403);
  expect((await ask(who.token, {})).status).toBe(403);
  const statuses = [];
  for (let time = 0; time < 4; time += 1) statuses.push((await ask(inps, {})).status);
  expect(statuses).toEqual([202, 202, 202, 409]);
});
