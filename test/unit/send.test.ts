import './function-environment.ts';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../functions/domain/dates.ts';
import { Proposal } from '../../functions/domain/declaration.ts';
import { mailSorts } from '../../functions/domain/mail-kinds.ts';
import { render } from '../../functions/outbox/render.ts';
import { type Post, send } from '../../functions/outbox/send.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { tableProtocol } from '../../functions/store/protocol.ts';
import { code, context } from './mail-samples.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, givenMail, mailKeyOf, profileKey, quietTools, record } from './record-samples.ts';
import { accredited, at, caseIn, citizenId, declarationId, didDate, mario, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const ses = mockClient(SESClient);
const now = at('2026-11-23T09:30:02.000Z');
const counted: string[] = [];

const post = (clock: Instant = now): Post => ({
  table: memory.table,
  ses: new SESClient({ region: 'eu-south-1' }),
  register: tableProtocol(memory.table, async () => {}),
  configurationSet: 'did-test',
  sender: { name: context.bodyName, address: 'did@regione.example', replyTo: 'aiuto@regione.example' },
  context,
  now: () => clock,
});
const run = (mail: StoredMail, clock?: Instant) => send(post(clock), mail, quietTools(counted));
const sent = () => ses.commandCalls(SendRawEmailCommand).map(({ args }) => args[0].input);
const stored = (mail: StoredMail) => memory.get(mailKeyOf(mail));
const headersOf = (raw: Uint8Array | undefined) =>
  Buffer.from(raw ?? [])
    .toString('utf8')
    .split('\r\n\r\n')[0] ?? '';
const about = { caseNumber: 'DID 5E3D-9F7A-2222', receiptNumber: 'R-20261123-9A1B2C3D3333', receivedAt };
const authenticated = {
  kind: 'did-authenticated',
  ...about,
  didDate,
  authenticatedOn: didDate,
  office: { name: 'Operatore dimostrativo', email: 'sportello@lavoro-demo.example' },
} as const;

beforeEach(() => {
  memory.clear();
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
  counted.length = 0;
  givenCitizen(memory);
});

describe('a mail goes to its citizen and to nobody else', () => {
  test('to the mailbox of the record, with one destination', async () => {
    await run(givenMail(memory));
    const [input] = sent();
    expect(input?.Destinations).toEqual([record.mailbox]);
    expect(input?.Source).toBe('did@regione.example');
    expect(input?.ConfigurationSetName).toBe('did-test');
    const headers = headersOf(input?.RawMessage?.Data);
    expect(headers).toMatch(new RegExp(`^To: ${record.mailbox}$`, 'im'));
    expect(headers).not.toMatch(/^(cc|bcc|resent-to):/im);
  });

  test('never to an office that its facts name', async () => {
    await run(givenMail(memory, { parameters: authenticated }));
    expect(sent().map(({ Destinations }) => Destinations)).toEqual([[record.mailbox]]);
  });

  test('where the mailbox is when it is sent, not when it was queued', async () => {
    const mail = givenMail(memory);
    memory.set(profileKey, { mailbox: 'mario.nuovo@libero.it' });
    await run(mail);
    expect(sent().map(({ Destinations }) => Destinations)).toEqual([['mario.nuovo@libero.it']]);
  });

  test('in the language of the record', async () => {
    memory.set(profileKey, { person: { ...mario, language: 'en' } });
    await run(givenMail(memory));
    expect(headersOf(sent()[0]?.RawMessage?.Data)).toMatch(/^Content-Language: en$/im);
  });

  test('a code goes to the mailbox that is to be proved, and the record keeps no trace of it', async () => {
    memory.set(
      { pk: `CITIZEN#${citizenId}`, sk: 'CANDIDATE' },
      {
        entity: 'candidate',
        citizenId,
        mailbox: 'mario.da.provare@libero.it',
        language: 'it',
        code,
        expiresAt: '2026-11-24T09:30:00.000Z',
        wrongCodes: 0,
        requests: 1,
      },
    );
    const mail = givenMail(memory, {
      parameters: { kind: 'mailbox-code', validUntil: at('2026-11-24T09:30:00.000Z') },
    });
    await run(mail);
    expect(sent().map(({ Destinations }) => Destinations)).toEqual([['mario.da.provare@libero.it']]);
    expect(Buffer.from(sent()[0]?.RawMessage?.Data ?? []).toString()).toContain(code);
    expect(JSON.stringify(stored(mail))).not.toContain(code);
  });

  test('its tags tell what it is about by ids alone', async () => {
    const mail = givenMail(memory);
    await run(mail);
    expect(sent()[0]?.Tags).toEqual([
      { Name: 'mail', Value: mail.mailId },
      { Name: 'owner', Value: `DID_${declarationId}` },
      { Name: 'version', Value: String(mailSorts[mail.parameters.kind].version) },
    ]);
  });
});

describe('a mail that was sent', () => {
  test('is noted with what SES says and the hash of its text, never the text', async () => {
    const mail = givenMail(memory);
    await run(mail);
    const left = stored(mail);
    expect(left).toMatchObject({ state: 'sent', attempts: 1, sentAt: now, messageId: 'ses-1' });
    expect(left?.['hash']).toMatch(/^[0-9a-f]{64}$/);
    for (const gone of ['leaseUntil', 'notBefore', 'agendaDue', 'agendaShard']) expect(left).not.toHaveProperty(gone);
    expect(JSON.stringify(left)).not.toContain(record.mailbox);
    expect(counted).toEqual(['MailSent']);
  });

  test('is not sent again when the stream brings it again', async () => {
    const mail = givenMail(memory);
    await run(mail);
    await run(mail);
    expect(sent()).toHaveLength(1);
  });

  test('is sent once by two at the same time', async () => {
    const mail = givenMail(memory);
    await Promise.all([run(mail), run(mail)]);
    expect(sent()).toHaveLength(1);
    expect(stored(mail)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('an act goes out under its number of the register', () => {
  const lines = () => memory.all('protocol-entry');
  const plainOf = (raw: Uint8Array | undefined) =>
    Buffer.from(raw ?? [])
      .toString('latin1')
      .replace(/=\r\n/g, '');
  const released = { kind: 'did-released', ...about, didDate } as const;

  test('which it shows with the day, and which the register holds with its imprint', async () => {
    const mail = givenMail(memory, { parameters: released });
    await run(mail);
    expect(plainOf(sent()[0]?.RawMessage?.Data)).toContain('Protocollo: 2026/0000001 del 23 novembre 2026');
    expect(lines()).toMatchObject([
      {
        ...{ number: '2026/0000001', day: '2026-11-23', source: `mail.${mail.mailId}`, direction: 'out' },
        ...{ subject: 'did-released', correspondent: 'citizen', declarationId, citizenId, enteredAt: now },
        imprint: render('did-released', 'it', released, { ...context, medium: 'email' }).hash,
      },
    ]);
    expect(JSON.stringify(lines())).not.toMatch(new RegExp(`${mario.familyName}|${record.mailbox}`));
  });

  test('the same when it is sent again', async () => {
    ses.on(SendRawEmailCommand).rejectsOnce(answer('Throttling', 400)).resolves({ MessageId: 'ses-2' });
    const mail = givenMail(memory, { parameters: released });
    await run(mail);
    expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 1 });
    await run(StoredMail.parse(stored(mail)), at('2026-11-24T09:30:02.000Z'));
    expect(plainOf(sent().at(-1)?.RawMessage?.Data)).toContain('Protocollo: 2026/0000001 del 23 novembre 2026');
    expect(lines()).toHaveLength(1);
  });

  test('and waits while the register gives none, which is no fault of the mail’s', async () => {
    const mail = givenMail(memory, { parameters: released });
    memory.interrupt(() => {
      throw answer('ProvisionedThroughputExceededException', 400);
    });
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 1, uncounted: 1 });
  });

  test.each(['held', 'cancelled'] as const)('and takes none while it is %s', async (state) => {
    memory.set(
      profileKey,
      state === 'held' ? { mailboxBrokenAt: '2026-11-23T09:00:00.000Z' } : { deceasedAt: '2026-11-23T09:00:00.000Z' },
    );
    const mail = givenMail(memory, { parameters: released });
    await run(mail);
    expect([stored(mail)?.['state'], lines()]).toEqual([state, []]);
  });

  test('courtesy mail has none', async () => {
    await run(givenMail(memory, { parameters: { kind: 'draft-saved', ...about } }));
    expect(sent()).toHaveLength(1);
    expect(lines()).toEqual([]);
  });

  test('a letter has one as well, and calls itself a letter', async () => {
    memory.set(profileKey, { channel: { kind: 'letter', since: '2026-11-20T09:00:00.000Z', by: 'officer' } });
    await run(givenMail(memory, { parameters: released }));
    expect(sent()).toEqual([]);
    const [task] = memory.all('task');
    expect(Object(task?.['letter']).text).toContain('Protocollo: 2026/0000001 del 23 novembre 2026');
    expect(Object(task?.['letter']).text).toContain('Questa lettera è stata inviata a te soltanto.');
  });
});

describe('nothing is sent', () => {
  test.each(['sending', 'sent', 'delivered', 'bounced', 'held', 'failed', 'cancelled'] as const)(
    'of a mail %s',
    async (state) => {
      const mail = givenMail(memory, { state });
      await run(mail);
      expect(sent()).toEqual([]);
      expect(stored(mail)).toMatchObject({ state, attempts: 0 });
    },
  );

  test('once the lease is lost to another sender', async () => {
    const mail = givenMail(memory);
    memory.set(mailKeyOf(mail), { state: 'sending', attempts: 1, leaseUntil: '2026-11-23T09:35:00.000Z' });
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  test('before its time, while it is put off', async () => {
    const mail = givenMail(memory, { attempts: 1, notBefore: at('2026-11-23T09:30:02.001Z') });
    await run(mail);
    expect(sent()).toEqual([]);
    await run(mail, at('2026-11-23T09:30:02.001Z'));
    expect(sent()).toHaveLength(1);
  });

  test('to who is no party any more: the code was taken over', async () => {
    memory.set(profileKey, { takenOverAt: receivedAt });
    const mail = givenMail(memory);
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'cancelled' });
    expect(stored(mail)).not.toHaveProperty('agendaDue');
  });

  test.each([
    ['whose record is gone', { parameters: { kind: 'draft-saved', ...about } as const }],
    ['who named no other mailbox', { parameters: { kind: 'mailbox-code', validUntil: now } as const }],
  ])('to somebody %s', async (_, changes) => {
    memory.items.delete(`${profileKey.pk}|${profileKey.sk}`);
    const mail = givenMail(memory, changes);
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'cancelled' });
  });

  test.each([
    ['by mail', {}],
    ['by letter', { channel: { kind: 'letter', since: receivedAt, by: 'officer' } }],
  ])('%s, while an office proposes to note a death and nobody has decided', async (_, more) => {
    const proposal = Proposal.parse({
      ...{ kind: 'close', closure: 'death', reason: 'x', proposedAt: receivedAt },
      proposedBy: { subject: 'giulia', fiscalCodeMac: 'mac', party: 'cpi' },
    });
    givenCase(memory, caseIn('reserved', { proposal }));
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, { entity: 'did', declarationId });
    memory.set(profileKey, { deathProposedAt: receivedAt, ...more });
    const mail = givenMail(memory, { parameters: authenticated });
    await run(mail);
    expect([sent(), memory.all('task')]).toEqual([[], []]);
    expect(stored(mail)).toMatchObject({ state: 'held' });
    memory.set({ pk: `DID#${declarationId}`, sk: 'CASE' }, { proposal: undefined });
    const next = givenMail(memory, { parameters: authenticated });
    await run(next);
    expect(sent().length + memory.all('task').length).toBe(1);
  });

  test('to a mailbox that is broken: the mail is kept for its repair', async () => {
    memory.set(profileKey, { mailboxBrokenAt: receivedAt });
    const mail = givenMail(memory, { parameters: authenticated });
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'held', agendaDue: '2026-11-24T09:30:02.000Z' });
  });

  test('of courtesy to who complained of it; what the law asks is sent all the same', async () => {
    memory.set(profileKey, { complainedAt: receivedAt });
    const courtesy = givenMail(memory);
    await run(courtesy);
    expect(stored(courtesy)).toMatchObject({ state: 'cancelled' });
    await run(givenMail(memory, { parameters: authenticated }));
    expect(sent()).toHaveLength(1);
  });
});

const answer = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

describe('a mail that SES has no time for', () => {
  test.each([
    ['throttles', answer('Throttling', 400)],
    ['throttles by another name', answer('ThrottlingException', 400)],
    ['is asked too often', answer('TooManyRequestsException', 429)],
    ['has sent the account’s share of the day', answer('LimitExceededException', 400)],
    ['has paused the account', answer('AccountSendingPausedException', 400)],
    ['is down', answer('InternalFailure', 500)],
    ['does not answer', new Error('socket hang up')],
  ])('because it %s, is put off and nothing counts against it', async (_, error) => {
    ses.on(SendRawEmailCommand).rejects(error);
    const mail = givenMail(memory, { attempts: 12, uncounted: 5 });
    await run(mail);
    expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 13, uncounted: 6 });
    expect(memory.all('task')).toEqual([]);
  });

  test('nor because the record cannot be read', async () => {
    const mail = givenMail(memory);
    memory.mock.on(GetItemCommand, { Key: { pk: { S: profileKey.pk }, sk: { S: profileKey.sk } } }).rejects('not now');
    await run(mail);
    expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 1, uncounted: 1 });
  });

  test.each([
    [0, '2026-11-23T09:31:02.000Z'],
    [3, '2026-11-23T09:38:02.000Z'],
    [6, '2026-11-23T10:34:02.000Z'],
    [79, '2026-11-23T10:34:02.000Z'],
  ])('is asked again after %d times within about an hour', async (times, notBefore) => {
    ses.on(SendRawEmailCommand).rejects(answer('Throttling', 400));
    const mail = givenMail(memory, { attempts: times, uncounted: times });
    await run(mail);
    expect(stored(mail)).toMatchObject({ notBefore, agendaDue: notBefore });
  });

  test('for days is given up at last, and a person is asked', async () => {
    ses.on(SendRawEmailCommand).rejects(answer('Throttling', 400));
    const mail = givenMail(memory, { attempts: 86, uncounted: 80 });
    await run(mail);
    expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 87, uncounted: 80 });
    await run({ ...mail, attempts: 87 }, at('2026-11-25T09:30:00.000Z'));
    expect(stored(mail)).toMatchObject({ state: 'failed' });
    expect(memory.all('task')).toMatchObject([{ kind: 'mail-failed' }]);
  });
});

test.each([8, 20])(
  'a mail whose senders vanished %d times is sent no more, and a person is asked',
  async (attempts) => {
    const mail = givenMail(memory, { attempts });
    await run(mail);
    expect(sent()).toEqual([]);
    expect(stored(mail)).toMatchObject({ state: 'failed', attempts });
    expect(memory.all('task')).toMatchObject([{ kind: 'mail-failed', openedAt: now }]);
  },
);

test('a mail that was tried often for the mailbox’s sake is sent all the same', async () => {
  const mail = givenMail(memory, { attempts: 18, uncounted: 18 });
  await run(mail);
  expect(stored(mail)).toMatchObject({ state: 'sent', attempts: 19 });
});

describe('a mail that SES refused', () => {
  const failure = answer('MessageRejected', 400);
  beforeEach(() => {
    ses.on(SendRawEmailCommand).rejects(failure);
  });

  test.each([
    [0, '2026-11-23T09:31:02.000Z'],
    [1, '2026-11-23T09:32:02.000Z'],
    [2, '2026-11-23T09:34:02.000Z'],
    [6, '2026-11-23T10:34:02.000Z'],
  ])('after %d failures is put off, later each time', async (attempts, notBefore) => {
    const mail = givenMail(memory, { attempts });
    await run(mail);
    const left = stored(mail);
    expect(left).toMatchObject({ state: 'queued', attempts: attempts + 1, notBefore, agendaDue: notBefore });
    expect(left).not.toHaveProperty('leaseUntil');
    expect(memory.all('task')).toEqual([]);
    expect(counted).toEqual([]);
  });

  test.each([
    [7, 0],
    [27, 20],
  ])(
    'after seven refusals before (%d times tried, %d of them uncounted) has failed, and a person is asked',
    async (attempts, uncounted) => {
      givenCase(memory, caseIn('reserved', { operatorId: accredited }));
      const mail = givenMail(memory, { attempts, uncounted });
      await run(mail);
      const left = stored(mail);
      expect(left).toMatchObject({ state: 'failed', attempts: attempts + 1 });
      expect(left).not.toHaveProperty('agendaDue');
      expect(memory.all('task')).toEqual([
        expect.objectContaining({ kind: 'mail-failed', declarationId, openedAt: now }),
      ]);
      expect(counted).toEqual(['MailFailed']);
    },
  );

  test('is sent once SES takes it', async () => {
    const mail = givenMail(memory);
    await run(mail);
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-2' });
    await run({ ...mail, attempts: 1, notBefore: at('2026-11-23T09:31:02.000Z') }, at('2026-11-23T09:31:02.000Z'));
    expect(stored(mail)).toMatchObject({ state: 'sent', attempts: 2, messageId: 'ses-2' });
  });

  test('holds up no other: nothing is thrown', async () => {
    await expect(run(givenMail(memory))).resolves.toBeUndefined();
  });

  test('is none of the citizen’s data in what is logged', async () => {
    const lines: unknown[] = [];
    const { logger, count } = quietTools();
    const note = (...input: unknown[]) => void lines.push(input);
    Object.assign(logger, { info: note, warn: note, error: note });
    await send(post(), givenMail(memory), { logger, count });
    expect(lines).toHaveLength(1);
    for (const personal of [record.mailbox, mario.fiscalCode, mario.familyName]) {
      expect(JSON.stringify(lines)).not.toContain(personal);
    }
  });
});

test('an address that is none is never handed to SES', async () => {
  memory.set(profileKey, { mailbox: 'mario@libero.it, altra@libero.it' });
  const mail = givenMail(memory);
  await run(mail);
  expect(sent()).toEqual([]);
  expect(stored(mail)).toMatchObject({ state: 'queued', attempts: 1 });
});
