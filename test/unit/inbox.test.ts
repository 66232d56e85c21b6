/** Answers to our mail, as SES tells of them, up to the record. */
import './function-environment.ts';
import { createHash, createHmac } from 'node:crypto';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { caseAlias } from '../../functions/domain/case-alias.ts';
import type { DeclarationId } from '../../functions/domain/ids.ts';
import { handler } from '../../functions/inbox/handler.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, historyKey, profileKey, record } from './record-samples.ts';
import { caseIn, citizenId, cpi, declarationId, otherDeclarationId } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const s3 = mockClient(S3Client);
const macOf = (message: Uint8Array) => createHmac('sha256', 'sealed').update(message).digest();
const aliasOf = (id: DeclarationId) =>
  caseAlias(id, macOf(Buffer.from(`REPLY|${id}`)).toString('hex'), 'risposte.regione.example');
const alias = aliasOf(declarationId);

interface Sent {
  readonly id?: string;
  readonly at?: string;
  readonly to?: readonly string[];
  readonly from?: string;
  readonly envelope?: string;
  readonly headers?: readonly string[];
  readonly text?: string;
  readonly raw?: Uint8Array | 'missing';
  readonly verdicts?: Partial<Record<'spf' | 'dkim' | 'dmarc' | 'spam' | 'virus', string>>;
}

const context = {
  ...{ functionName: 'inbox', functionVersion: '', invokedFunctionArn: '', memoryLimitInMB: '', awsRequestId: '' },
  ...{ logGroupName: '', logStreamName: '', callbackWaitsForEmptyEventLoop: false },
  ...{ getRemainingTimeInMillis: () => 10_000, done: () => {}, fail: () => {}, succeed: () => {} },
};

/** SES receives a mail, leaves it in the bucket, and calls the function; the shape is that of its documentation. */
async function receive(sent: Sent = {}): Promise<void> {
  const { id = 'message-1', at = '2026-11-23T22:59:58.500Z', to = [alias], from = record.mailbox } = sent;
  const { envelope = from, headers = [], text = 'Vengo domani.', verdicts = {} } = sent;
  const raw = sent.raw ?? Buffer.from([`From: ${from}`, `To: ${to.join(', ')}`, ...headers, '', text].join('\r\n'));
  s3.on(GetObjectCommand, { Bucket: 'did-test-messages', Key: `messages/${id}` }).callsFake(() => {
    if (raw === 'missing') throw new Error('NoSuchKey');
    return { Body: { transformToByteArray: async () => raw } };
  });
  const verdict = (name: keyof NonNullable<Sent['verdicts']>) => ({ status: verdicts[name] ?? 'PASS' });
  const mail = { timestamp: at, messageId: id, source: envelope, destination: to, headersTruncated: false };
  const receipt = {
    ...{ timestamp: '2026-11-23T23:00:01.000Z', processingTimeMillis: 2500, recipients: to },
    ...{ spamVerdict: verdict('spam'), virusVerdict: verdict('virus'), spfVerdict: verdict('spf') },
    ...{ dkimVerdict: verdict('dkim'), dmarcVerdict: verdict('dmarc') },
    action: { type: 'Lambda', functionArn: 'arn', invocationType: 'Event' },
  };
  await handler({ Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses: { mail, receipt } }] }, context);
}

const replies = () => memory.all('reply');
const mails = () => memory.all('mail').map(({ parameters }) => z.record(z.string(), z.unknown()).parse(parameters));
const tasks = () => memory.all('task').filter(({ doneAt }) => doneAt === undefined);
const events = () => memory.all('history').map(({ event }) => event);
const version = () => memory.get(caseKey)?.['version'];
const period = (from: string, mailbox: string) =>
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${from}` }, { entity: 'mailbox', citizenId, mailbox, from });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T08:00:00.000Z'), toFake: ['Date'] });
  memory.clear();
  kms.reset();
  s3.reset();
  kms.on(GenerateMacCommand, { KeyId: 'alias/did-test-replies' }).callsFake(({ Message }) => ({ Mac: macOf(Message) }));
  givenCitizen(memory);
  givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
  period(record.mailboxSince, record.mailbox);
});
afterEach(() => vi.useRealTimers());

describe('the person answers', () => {
  test('and it is their word from when SES received it, not from when somebody got to it', async () => {
    await receive({ headers: ['Subject: R: Appuntamento'] });
    expect(replies()).toMatchObject([
      {
        state: 'recognised',
        doubts: [],
        receivedAt: '2026-11-23T22:59:58.500Z',
        receiptNumber: expect.stringMatching(/^R-20261123-[0-9A-F]{12}$/),
        subject: 'R: Appuntamento',
        text: 'Vengo domani.',
        messageId: 'message-1',
        told: true,
      },
    ]);
    expect(replies()[0]).not.toHaveProperty('from');
  });

  test('the history tells it, the office has a task, the person a receipt, all at once', async () => {
    const before = version();
    await receive();
    const [{ receiptNumber, receivedAt } = {}] = replies();
    expect(version()).toBe(Number(before) + 1);
    expect(memory.get(historyKey(Number(version())))).toMatchObject({
      ...{ event: 'reply-received', from: 'confirmed', to: 'confirmed', receiptNumber, receivedAt },
      appliedAt: '2026-11-24T08:00:00.000Z',
      by: { party: 'citizen', subject: 'mail-reply', assurance: 'basic' },
    });
    expect(tasks()).toMatchObject([{ kind: 'reply-received', declarationId, operatorId: cpi }]);
    expect(mails()).toEqual([
      expect.objectContaining({ kind: 'reply-received', receiptNumber, receivedAt, attachments: false }),
    ]);
    expect(memory.transactions).toHaveLength(1);
  });

  test('the register of the protocol finds what was presented, by the imprint of the message', async () => {
    const raw = Buffer.from(`From: ${record.mailbox}\r\n\r\nEcco.`);
    await receive({ raw });
    expect(memory.all('edit')).toMatchObject([
      {
        ...{ what: 'reply-received', party: 'citizen', citizenId, declarationId },
        ...{ receivedAt: '2026-11-23T22:59:58.500Z', receiptNumber: replies()[0]?.['receiptNumber'] },
        bodyHash: createHash('sha256').update(raw).digest('hex'),
      },
    ]);
  });

  test('on a case that has ended, too', async () => {
    givenCase(memory, caseIn('closed', { operatorId: cpi }));
    await receive();
    expect([replies()[0]?.['state'], events()]).toEqual(['recognised', ['reply-received']]);
  });

  test('where nobody is chosen the managers have the task', async () => {
    memory.set(caseKey, { operatorId: undefined });
    await receive();
    expect(tasks()).toMatchObject([{ kind: 'reply-received', queueOperator: 'office' }]);
  });

  test('from the mailbox that was theirs then, though it is another by now', async () => {
    period('2026-11-24T07:00:00.000Z', 'mario.nuovo@libero.it');
    memory.set(profileKey, { mailbox: 'mario.nuovo@libero.it' });
    await receive();
    expect(replies()).toMatchObject([{ state: 'recognised' }]);
    await receive({ id: 'message-2', at: '2026-11-24T07:30:00.000Z' });
    expect(replies()).toMatchObject([{}, { state: 'quarantined', doubts: ['another-mailbox'] }]);
  });

  test('with attachments that are listed, told of, and not kept in the record', async () => {
    const text =
      '--x\r\nContent-Type: text/plain\r\n\r\nEcco.\r\n--x\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJjZGU=\r\n--x--';
    await receive({ headers: ['Content-Type: multipart/mixed; boundary=x'], text });
    expect(replies()).toMatchObject([{ text: 'Ecco.', attachments: [{ kind: 'image/jpeg', bytes: 5 }] }]);
    expect(mails()).toMatchObject([{ attachments: true }]);
    expect(JSON.stringify(replies())).not.toContain('YWJj');
  });

  test('to several cases of theirs at once: each has its reply', async () => {
    memory.set(
      { pk: `DID#${otherDeclarationId}`, sk: 'CASE' },
      { ...memory.get(caseKey), declarationId: otherDeclarationId },
    );
    await receive({ to: [alias.toUpperCase(), aliasOf(otherDeclarationId), 'aiuto@regione.example', alias] });
    expect(replies().map((reply) => reply['declarationId'])).toEqual([declarationId, otherDeclarationId]);
    expect(new Set(replies().map((reply) => reply['receiptNumber'])).size).toBe(2);
  });
});

describe('a receipt is sent three times a day, so that two machines do not write to each other for ever', () => {
  const write = (count: number, from: string) =>
    Array.from({ length: count }, (_, index) => index).reduce(
      (before, index) =>
        before.then(() =>
          receive({
            id: `m-${Date.parse(from)}-${index}`,
            at: new Date(Date.parse(from) + index * 1000).toISOString(),
          }),
        ),
      Promise.resolve(),
    );

  test('what comes after that is kept all the same, and read in the portal', async () => {
    await write(5, '2026-11-23T08:00:00.000Z');
    expect(replies().map(({ told, state }) => [told, state])).toEqual([
      ...Array.from({ length: 3 }, () => [true, 'recognised']),
      ...Array.from({ length: 2 }, () => [false, 'recognised']),
    ]);
    expect(mails()).toHaveLength(3);
    expect(events()).toHaveLength(5);
  });

  test('a day is one in Rome', async () => {
    // Midnight in Rome is 23:00 UTC.
    await write(3, '2026-11-23T22:59:50.000Z');
    await write(1, '2026-11-23T23:00:00.000Z');
    expect(mails()).toHaveLength(4);
  });
});

describe('somebody else writes to the mailbox of the case', () => {
  test('and it is kept apart, with a task and without an answer', async () => {
    const before = version();
    await receive({ from: 'zia@posta.example' });
    expect(replies()).toMatchObject([{ state: 'quarantined', doubts: ['another-mailbox'], from: 'zia@posta.example' }]);
    expect(tasks()).toMatchObject([{ kind: 'reply-received', declarationId, operatorId: cpi }]);
    expect([mails(), events(), memory.all('edit'), version()]).toEqual([[], [], [], before]);
  });

  test('in the person’s name, without proof', async () => {
    await receive({ verdicts: { dmarc: 'FAIL', spf: 'FAIL' } });
    expect(replies()).toMatchObject([{ state: 'quarantined', doubts: ['not-authenticated'], from: record.mailbox }]);
    expect(mails()).toEqual([]);
  });

  test.each([
    ['has died', { deceasedAt: '2026-11-01T00:00:00.000Z' }],
    ['is no party any more', { takenOverAt: '2026-11-01T00:00:00.000Z' }],
  ])('after the person %s', async (_, fields) => {
    memory.set(profileKey, fields);
    await receive();
    expect(replies()).toMatchObject([{ state: 'quarantined', doubts: ['not-a-party'] }]);
  });

  test('while whose the mailbox is, is contested', async () => {
    const taskId = `not-me.${citizenId}`;
    memory.set({ pk: `TASK#${taskId}`, sk: 'TASK' }, { taskId, kind: 'not-me', openedAt: '2026-11-01T00:00:00.000Z' });
    await receive();
    expect(replies()).toMatchObject([{ state: 'quarantined', doubts: ['mailbox-contested'] }]);
  });

  test('what nobody can read is kept for a person to look at', async () => {
    await receive({ raw: Buffer.from(`X: ${'a'.repeat(3_000_000)}\r\n\r\nx`) });
    expect(replies()).toMatchObject([
      { state: 'quarantined', doubts: ['another-mailbox', 'unreadable'], text: '', from: record.mailbox },
    ]);
  });
});

describe('nothing comes of', () => {
  test.each([
    ['an answer of a machine', { headers: ['Auto-Submitted: auto-replied'] }],
    ['mail in bulk', { headers: ['Precedence: bulk'] }],
    ['a bounce', { envelope: '' }],
    ['a bounce, as some write it', { envelope: '<>' }],
    ['a bounce of the carrier', { envelope: 'MAILER-DAEMON@posta.example' }],
    ['mail to nobody’s mailbox', { to: ['info@risposte.regione.example'] }],
    ['mail to the id of the case', { to: [`r-${declarationId.replaceAll('-', '')}@risposte.regione.example`] }],
    ['mail to a mailbox that was made up', { to: [alias.replace(/.{6}@/, '000000@')] }],
    ['mail to the mailbox of no case', { to: [aliasOf(otherDeclarationId)] }],
  ])('%s', async (_, sent: Sent) => {
    await receive(sent);
    expect([replies(), mails(), tasks(), events()]).toEqual([[], [], [], []]);
  });

  test.each([
    ['the person', () => memory.items.delete(`${profileKey.pk}|${profileKey.sk}`)],
    ['the case', () => memory.set(caseKey, { erasedOn: '2026-11-01' })],
  ])(
    'an answer years later, when nothing is kept of %s: whose person is erased is not written of again',
    async (_, erase) => {
      erase();
      await receive();
      expect([replies(), mails(), tasks(), events()]).toEqual([[], [], [], []]);
    },
  );

  test('an address that names no case: not even the message is looked at', async () => {
    await receive({ to: ['info@risposte.regione.example'] });
    expect(s3.commandCalls(GetObjectCommand)).toEqual([]);
  });
});

describe('what goes wrong on the way', () => {
  test('brought twice it is one reply, one receipt, one task', async () => {
    await receive();
    await receive();
    expect([replies(), mails(), events(), tasks()].map((found) => found.length)).toEqual([1, 1, 1, 1]);
  });

  test('a change of the case meanwhile is looked at again', async () => {
    memory.interrupt(() => memory.set(caseKey, { version: Number(version()) + 1 }));
    await receive();
    expect([replies().length, events()]).toEqual([1, ['reply-received']]);
  });

  test('three receipts stay three when mails come at once', async () => {
    await receive({ id: 'a' });
    await receive({ id: 'b' });
    memory.interrupt(() => receive({ id: 'c' }));
    await receive({ id: 'd' });
    expect(replies().map(({ told }) => told)).toEqual([true, true, true, false]);
  });

  test('it is brought again if the message is not there yet', async () => {
    await expect(receive({ raw: 'missing' })).rejects.toThrow('NoSuchKey');
    expect(replies()).toEqual([]);
  });

  test('or if the key does not answer', async () => {
    kms.on(GenerateMacCommand).rejects(new Error('not now'));
    await expect(receive()).rejects.toThrow('not now');
    expect(replies()).toEqual([]);
  });

  test('or if the case changes all the time', async () => {
    const change = () => memory.set(caseKey, { version: Number(version()) + 1 });
    memory.interrupt(change, change, change);
    await expect(receive()).rejects.toThrow('the case changed');
    expect(replies()).toEqual([]);
  });

  test.each([{}, { Records: [{ s3: {} }] }, { Records: [{ ses: { mail: {}, receipt: {} } }] }])(
    'an event that is none of SES’s is a fault: %j',
    async (event) => {
      await expect(handler(event, context)).rejects.toThrow();
    },
  );
});
