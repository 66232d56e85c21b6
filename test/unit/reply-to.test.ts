/** Where answers to our mail go, and what tells a program that no answer of a machine is wanted. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseNamedBy } from '../../functions/domain/case-alias.ts';
import { ProtocolNumber } from '../../functions/domain/protocol.ts';
import { type Post, send } from '../../functions/outbox/send.ts';
import { openHmacKey } from '../../functions/store/clients.ts';
import type { StoredMail } from '../../functions/store/mails.ts';
import { context } from './mail-samples.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, givenMail, mailKeyOf, quietTools } from './record-samples.ts';
import { at, caseIn, declarationId, didDate, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const ses = mockClient(SESClient);
const kms = mockClient(KMSClient);
const domain = 'risposte.regione.example';
const number = ProtocolNumber.parse('2026/0000001');
const post: Post = {
  table: memory.table,
  ses: new SESClient({ region: 'eu-south-1' }),
  register: { enter: async () => ({ number, day: didDate }), enterAll: async () => {} },
  configurationSet: 'did-test',
  sender: { name: context.bodyName, address: 'did@regione.example', replyTo: 'aiuto@regione.example' },
  replies: { domain, key: openHmacKey('alias/did-test-replies') },
  context,
  now: () => at('2026-11-23T09:30:02.000Z'),
};

async function sent(mail: StoredMail, by: Post = post) {
  ses.resetHistory();
  await send(by, mail, quietTools());
  const [call] = ses.commandCalls(SendRawEmailCommand);
  return PostalMime.parse(call?.args[0].input.RawMessage?.Data ?? '');
}

beforeEach(() => {
  memory.clear();
  ses.reset();
  kms.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  givenCase(memory, caseIn('confirmed'));
});

describe('an answer', () => {
  test('goes to the mailbox of the case, the same for each of its mails', async () => {
    const [first, second] = [await sent(givenMail(memory)), await sent(givenMail(memory))];
    const [{ address = '' } = {}] = first.replyTo ?? [];
    expect(caseNamedBy(address, domain)).toBe(declarationId);
    expect(second.replyTo).toEqual(first.replyTo);
    expect(first.from?.address).toBe('did@regione.example');
  });

  test('to mail about no case goes to people', async () => {
    const parameters = { kind: 'mailbox-changed', changedAt: receivedAt } as const;
    const { declarationId: _, ...mail } = givenMail(memory, { parameters });
    memory.set({ pk: `CITIZEN#${mail.citizenId}`, sk: `MAIL#${mail.mailId}` }, { entity: 'mail', ...mail });
    expect((await sent(mail)).replyTo).toMatchObject([{ address: 'aiuto@regione.example' }]);
  });

  test('goes to people where nobody takes answers in', async () => {
    const by = { ...post, replies: undefined };
    expect((await sent(givenMail(memory), by)).replyTo).toMatchObject([{ address: 'aiuto@regione.example' }]);
    expect(kms.commandCalls(GenerateMacCommand)).toEqual([]);
  });

  test('has somewhere to go before the mail goes out: without the key it waits, and that is no fault of the mail’s', async () => {
    kms.on(GenerateMacCommand).rejects(new Error('not now'));
    const mail = givenMail(memory);
    await sent(mail);
    expect(ses.commandCalls(SendRawEmailCommand)).toEqual([]);
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'queued', uncounted: 1 });
  });

  test('of a calendar goes to people: the event keeps its organizer', async () => {
    const appointment = {
      ...{ id: 'f2b6c7d8-1a3e-5b4c-9d0f-6e7a8b9c0d1e', sequence: 0 },
      ...{ startsAt: '2026-12-01T08:30:00.000Z', endsAt: '2026-12-01T09:00:00.000Z' },
    };
    const about = { caseNumber: 'DID 5E3D-9F7A-2222', receivedAt };
    const booked = {
      kind: 'appointment-booked',
      ...about,
      appointment,
      by: 'citizen',
      documents: ['identity-document'],
    };
    const mail = givenMail(memory);
    const { attachments } = await sent({ ...mail, parameters: Object(booked) });
    const calendars = attachments.map(({ content }) =>
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    );
    expect(calendars.length).toBeGreaterThan(0);
    for (const calendar of calendars.map((folded) => folded.replace(/\r?\n /g, ''))) {
      expect(calendar).toContain('mailto:aiuto@regione.example');
      expect(calendar).not.toContain('r-5e3d');
    }
  });
});

describe('every mail', () => {
  test('says that a machine sent it, so that no machine answers', async () => {
    const { headers } = await sent(givenMail(memory));
    expect(headers.filter(({ key }) => key === 'auto-submitted').map(({ value }) => value)).toEqual(['auto-generated']);
  });

  test('tells nobody that it was read: it loads nothing, asks for no receipt, its links are what they show', async () => {
    const { headers, html = '' } = await sent(givenMail(memory));
    expect(headers.map(({ key }) => key)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(disposition-notification-to|return-receipt-to|x-confirm)/)]),
    );
    expect(html).not.toMatch(/<(img|iframe|video|audio|object|embed)\b|background=|url\(/i);
    const links = [...html.matchAll(/<a\b[^>]*href="(https?:[^"]*)"[^>]*>([\s\S]*?)<\/a>/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, href = ''] of links) expect(href).not.toMatch(/[?#]/);
  });
});
