import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/me.ts';
import { Notice } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { onBounce } from '../../functions/outbox/reactions.ts';
import type { StoredMail } from '../../functions/store/mails.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, givenMail, historyKey, mailKeyOf, profileKey } from './record-samples.ts';
import { at, caseIn, citizenId, cpi, declarationId, didDate, policy, receivedAt, subject } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const claims = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const repairedAt = '2027-02-10T10:00:00.000Z';
const code = () => String(memory.get({ pk: `CITIZEN#${citizenId}`, sk: 'CANDIDATE' })?.['code']);
const name = (mailbox = 'mario.nuovo@libero.it', when = '2027-02-10T09:00:00.000Z') =>
  call(handler, 'name-mailbox', { claims, body: { mailbox }, at: when });
const prove = (asked: { key?: string; code?: string; at?: string } = {}) =>
  call(handler, 'prove-mailbox', {
    claims,
    body: { code: asked.code ?? code() },
    headers: { 'idempotency-key': asked.key ?? 'prove-key-1' },
    at: asked.at ?? repairedAt,
  });
const stored = (mail: Pick<StoredMail, 'mailId'>) => memory.get(mailKeyOf(mail));
const breaks = () => memory.set(profileKey, { mailboxBrokenAt: '2027-02-01T00:00:00.000Z' });
const legal = {
  kind: 'did-released',
  caseNumber: 'DID 5E3D-9F7A-2222',
  receiptNumber: 'R-20261123-9A1B2C3D3333',
  receivedAt,
  didDate,
} as const;
const reminder = {
  kind: 'completion-reminder',
  caseNumber: 'DID 5E3D-9F7A-2222',
  receivedAt,
  closesOn: didDate,
  noticeNumber: 1,
} as const;

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  breaks();
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, { entity: 'case-line', declarationId });
  givenCase(memory, caseIn('reserved', { operatorId: cpi }));
});

describe('what waited for another mailbox', () => {
  const repaired = async () => {
    await name();
    expect((await prove()).status).toBe(200);
  };

  test.each([
    ['what was held', { state: 'held' }, 'queued'],
    ['what the law asks and came back', { state: 'bounced', parameters: legal }, 'queued'],
    ['a courtesy that came back', { state: 'bounced' }, 'bounced'],
    ['a notice that came back: another begins', { state: 'bounced', parameters: reminder }, 'bounced'],
    ['what came back a second time', { state: 'bounced', parameters: legal, resentAt: receivedAt }, 'bounced'],
    ['what arrived', { state: 'delivered', parameters: legal }, 'delivered'],
  ] as const)('%s is then %s', async (_, changes, state) => {
    const mail = givenMail(memory, { attempts: 8, ...changes });
    await repaired();
    expect(stored(mail)).toMatchObject({ state });
    if (state === 'queued') expect(stored(mail)).toMatchObject({ uncounted: 8, agendaDue: '2027-02-10T10:02:00.000Z' });
  });

  test('is sent again once, however often mailboxes break', async () => {
    const mail = givenMail(memory, { state: 'bounced', parameters: legal });
    await repaired();
    expect(stored(mail)).toMatchObject({ state: 'queued', resentAt: repairedAt });
    memory.set(mailKeyOf(mail), { state: 'bounced' });
    breaks();
    await name('mario.terzo@libero.it', '2027-03-01T09:00:00.000Z');
    expect((await prove({ key: 'prove-key-2', at: '2027-03-01T10:00:00.000Z' })).status).toBe(200);
    expect(stored(mail)).toMatchObject({ state: 'bounced' });
  });

  test('and came back only after the repair, is sent again all the same', async () => {
    await repaired();
    const sentAt = at('2027-01-31T10:00:00.000Z');
    const now = at('2027-02-11T10:00:00.000Z');
    const mail = givenMail(memory, { state: 'sent', attempts: 1, messageId: 'ses-1', sentAt, parameters: legal });
    const desk = { table: memory.table, policy, now: () => now };
    for (let time = 0; time < 2; time += 1) {
      const known = { ...mail, ...(time > 0 && { state: 'queued' as const, uncounted: 1, resentAt: now }) };
      await onBounce(desk, known, { messageId: 'ses-1', sentAt }, { permanent: true, at: now });
    }
    expect(stored(mail)).toMatchObject({ state: 'queued', resentAt: now });
    expect(memory.get(profileKey)).not.toHaveProperty('mailboxBrokenAt');
  });
});

describe('notices before a closing', () => {
  const notices = [
    Notice.parse({
      number: 1,
      mailId: MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001'),
      sentAt: '2027-02-01T03:10:00.000Z',
      doubted: true,
    }),
  ];

  test('begin again with the new mailbox, though nobody looked at the case any more', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices }));
    await name();
    await prove();
    expect(memory.get(caseKey)).toMatchObject({ notices: [], version: 3, agendaDue: '2027-01-31T23:00:00.000Z' });
    expect(memory.get(historyKey(3))).toMatchObject({ event: 'mailbox-repaired', by: { party: 'citizen', subject } });
  });

  test('are not what a case has to fear that time does not close', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    await name();
    await prove();
    expect(memory.all('history')).toEqual([]);
  });

  test('while the case changes: the mailbox is not replaced without them', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices }));
    await name();
    memory.interrupt(() => memory.set(caseKey, { version: 7 }));
    expect(await prove()).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
    expect(memory.get(profileKey)).toHaveProperty('mailboxBrokenAt');
    expect((await prove()).status).toBe(200);
  });
});

describe('the same confirmation asked again', () => {
  test('gives the same answer, and sends what may wait still', async () => {
    await name();
    const first = await prove();
    const mail = givenMail(memory, { state: 'held' });
    expect(await prove({ at: '2027-02-10T10:05:00.000Z' })).toEqual(first);
    expect(stored(mail)).toMatchObject({ state: 'queued' });
  });

  test.each([
    ['that mailbox broke as well', async () => breaks()],
    [
      'another mailbox was named since',
      async () => {
        breaks();
        expect((await name('mario.terzo@libero.it', '2027-02-12T09:00:00.000Z')).status).toBe(202);
      },
    ],
  ])('though %s', async (_, meanwhile) => {
    await name();
    const sent = code();
    const first = await prove();
    await meanwhile();
    const mail = givenMail(memory, { state: 'held' });
    expect(await prove({ code: sent, at: '2027-02-12T10:00:00.000Z' })).toEqual(first);
    expect(stored(mail)).toMatchObject({ state: 'held' });
    expect(memory.get(profileKey)).toMatchObject({ mailbox: 'mario.nuovo@libero.it', mailboxSince: repairedAt });
  });

  test('with another code is refused; under another key it is another request', async () => {
    await name();
    const sent = code();
    await prove();
    const other = sent === '000000' ? '111111' : '000000';
    expect(await prove({ code: other })).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    breaks();
    expect(await prove({ key: 'prove-key-2', at: '2027-02-12T10:00:00.000Z' })).toMatchObject({
      status: 422,
      body: { code: 'mailbox-code-wrong' },
    });
  });

  test('before there is a record, gives the same instant', async () => {
    memory.items.delete(`${profileKey.pk}|${profileKey.sk}`);
    await name();
    const first = await prove();
    expect(first).toMatchObject({ status: 200, body: { provenAt: repairedAt } });
    expect(await prove({ at: '2027-02-10T11:00:00.000Z' })).toEqual(first);
  });
});
