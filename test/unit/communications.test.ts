/** What INPS and the region have people written: closed texts, strict facts, a citizen and never an address. */
import './function-environment.ts';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler } from '../../functions/api/inps.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen } from './record-samples.ts';
import { caseIn, citizenId, declarationId, policy, receivedAt, subject } from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient).onAnyCommand().resolves({});
mockClient(KMSClient);
const inps = { sub: 'inps', role: 'inps', assurance: 'strong' };
const region = { sub: 'region', role: 'admin', assurance: 'basic', fiscalCode: 'BNCGLI80C52F205P' };
const news = { appliedOn: '2026-11-20', protocol: 'INPS.4900.20/11/2026.1', news: 'decided' };
const benefit = { template: 'inps-benefit-news', parameters: news, declarationId };
const stop = {
  template: 'service-interruption',
  parameters: { services: ['portal'], from: '2026-11-28T20:00:00.000Z', until: '2026-11-29T04:00:00.000Z' },
  declarationId,
};
const ask = (body: object, asked: Call = {}) => call(handler, 'send-communication', { claims: inps, body, ...asked });
const mails = () => memory.all('mail');
const codeOf = ({ body }: { body: Record<string, unknown> }) => body['code'];

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  givenCase(memory, caseIn('confirmed'));
});

test('INPS has a person written about a DID: the mail is queued for its citizen, with our text and their facts', async () => {
  const reply = await ask(benefit);
  expect(reply).toMatchObject({
    status: 202,
    body: { communicationId: expect.any(String), receivedAt, receiptNumber: expect.stringMatching(/^R-20261123-/) },
  });
  expect(mails()).toMatchObject([
    {
      mailId: reply.body['communicationId'],
      ...{ citizenId, declarationId, state: 'queued' },
      parameters: { kind: 'inps-benefit-news', ...news, receivedAt, receiptNumber: reply.body['receiptNumber'] },
    },
  ]);
  expect(memory.all('edit')).toMatchObject([{ party: 'inps', what: 'send-communication', declarationId }]);
});

test('it is in the citizen’s list, with who had it written', async () => {
  await ask(benefit);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  const claims = { sub: subject, role: 'citizen', assurance: 'basic' };
  const { body } = await call(declarations, 'read-communications', { claims, id: declarationId });
  expect(body['items']).toMatchObject([{ kind: 'inps-benefit-news', from: 'inps', state: 'queued', protocol: null }]);
});

test('a citizen is enough: the live DID is found, or the last there was', async () => {
  const { declarationId: _, ...toCitizen } = { ...benefit, citizenId };
  expect((await ask(toCitizen)).status).toBe(202);
  memory.clear();
  givenCitizen(memory);
  expect(codeOf(await ask(toCitizen))).toBe('communication-nobody');
  memory.set({ pk: `DID#${declarationId}`, sk: 'CASE' }, { entity: 'case', ...caseIn('withdrawn') });
  memory.set(
    { pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` },
    { entity: 'case-line', declarationId, registeredAt: receivedAt },
  );
  expect((await ask(toCitizen)).status).toBe(202);
  expect(mails()).toMatchObject([{ declarationId }]);
});

test('the region tells of an interruption; each body has its own texts', async () => {
  expect((await ask(stop, { claims: region })).status).toBe(202);
  expect(mails()).toMatchObject([{ parameters: { kind: 'service-interruption', ...stop.parameters } }]);
  expect(await ask(stop)).toMatchObject({ status: 403, body: { code: 'template-not-yours' } });
  expect(await ask(benefit, { claims: region })).toMatchObject({ status: 403, body: { code: 'template-not-yours' } });
});

test('the same request is one mail, another under its key is refused', async () => {
  const headers = { 'idempotency-key': 'one-and-the-same' };
  const first = await ask(benefit, { headers });
  expect(await ask(benefit, { headers })).toMatchObject({ status: 202, body: first.body });
  expect(codeOf(await ask({ ...benefit, parameters: { ...news, news: 'date-corrected' } }, { headers }))).toBe(
    'key-reused',
  );
  expect(mails()).toHaveLength(1);
});

describe('nobody can name an address, nor words of their own', () => {
  test.each([
    ['an address', { ...benefit, to: 'chi.sa@libero.it' }],
    ['an address among the facts', { ...benefit, parameters: { ...news, email: 'chi.sa@libero.it' } }],
    ['a text', { ...benefit, parameters: { ...news, text: 'clicca qui' } }],
    ['an address as the number', { ...benefit, parameters: { ...news, protocol: 'scrivi a chi.sa@libero.it' } }],
    ['a fiscal code as the number', { ...benefit, parameters: { ...news, protocol: 'RSSMRA85T10A562S' } }],
    ['a line break', { ...benefit, parameters: { ...news, protocol: 'A\r\nBcc: x' } }],
    ['a text that is not on the list', { ...benefit, template: 'newsletter' }],
    ['a mail of the service', { ...benefit, template: 'did-closed' }],
    ['nobody', { template: benefit.template, parameters: news }],
    ['two', { ...benefit, citizenId }],
    ['no service', { ...stop, parameters: { ...stop.parameters, services: [] } }],
  ])('refused: %s', async (_, body) => {
    expect((await ask(body)).status).toBe(422);
    expect(mails()).toEqual([]);
  });
});

test.each([
  ['applied-in-future', inps, { ...benefit, parameters: { ...news, appliedOn: '2026-11-24' } }],
  ['term-in-past', inps, { ...benefit, parameters: { ...news, by: '2026-11-22' } }],
  [
    'interruption-ends-first',
    region,
    { ...stop, parameters: { ...stop.parameters, until: '2026-11-28T20:00:00.000Z' } },
  ],
  [
    'interruption-over',
    region,
    {
      ...stop,
      parameters: { services: ['portal'], from: '2026-11-01T20:00:00.000Z', until: '2026-11-02T04:00:00.000Z' },
    },
  ],
])('refused: %s', async (code, claims, body) => {
  const reply = await ask(body, { claims });
  expect([reply.status, codeOf(reply)]).toEqual([422, code]);
  expect(mails()).toEqual([]);
});

test('a term may end today, in Italy', async () => {
  expect((await ask({ ...benefit, parameters: { ...news, by: '2026-11-23' } })).status).toBe(202);
});

test('a DID that there is not', async () => {
  const other = '00000000-0000-4000-8000-000000000001';
  expect(await ask({ ...benefit, declarationId: other })).toMatchObject({
    status: 404,
    body: { code: 'communication-nobody' },
  });
});

test('a body sends one person so many a day, however many come at once; another body and another day are counted apart', async () => {
  const limit = policy.communicationDailyLimit.value;
  const replies = await Promise.all(Array.from({ length: limit + 2 }, () => ask(benefit)));
  expect(replies.filter(({ status }) => status === 202).length).toBeLessThanOrEqual(limit);
  while (mails().length < limit) await ask(benefit);
  expect(await ask(benefit)).toMatchObject({ status: 409, body: { code: 'communication-limit' } });
  expect(mails()).toHaveLength(limit);
  expect((await ask(stop, { claims: region })).status).toBe(202);
  expect((await ask(benefit, { at: '2026-11-24T09:30:00.000Z' })).status).toBe(202);
});
