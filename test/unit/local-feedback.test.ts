import './function-environment.ts';
import { describe, expect, test } from 'vitest';
import { SesEvent } from '../../functions/outbox/feedback.ts';
import { feedbackKinds, sesEvent, takenMail } from '../../local/feedback.ts';
import type { Mail } from '../../local/inbox.ts';
import type { RecordedMail } from '../../local/mail-record.ts';

const mail: RecordedMail = {
  id: 'c7a5c2f0-4444-5d5d-9d5d-000000000001',
  owner: 'DID#5e3d9f7a-2222-4b4b-9b4b-000000000001',
  citizenId: '0b7a5c1e-1111-4a4a-8a4a-000000000001',
  declarationId: '5e3d9f7a-2222-4b4b-9b4b-000000000001',
  kind: 'did-released',
  state: 'sent',
  queuedAt: '2026-11-23T09:30:00.000Z',
  messageId: 'ses-1@email.amazonses.com',
};
const taken: Mail = {
  id: 'ses-1',
  to: ['anna@libero.it'],
  subject: 'DID rilasciata',
  text: 'Buongiorno',
  html: null,
  sentAt: '2026-11-23T09:30:01.000Z',
};
const when = '2026-11-23T10:00:00.000Z';
const read = (kind: (typeof feedbackKinds)[number], from: Mail = taken) =>
  SesEvent.parse(sesEvent(kind, mail, from, when)).detail;

describe('an event of SES, as the local stack gives it', () => {
  test.each(feedbackKinds)('%s is understood, and names the mail by its tags', (kind) => {
    const { mail: sending } = read(kind);
    expect(sending).toMatchObject({ messageId: mail.messageId, timestamp: taken.sentAt, destination: taken.to });
    expect(sending.tags).toMatchObject({ mail: [mail.id], owner: ['DID_5e3d9f7a-2222-4b4b-9b4b-000000000001'] });
  });

  test.each([
    ['send', { eventType: 'Send' }],
    ['delivery', { eventType: 'Delivery', delivery: { timestamp: when } }],
    ['bounce', { eventType: 'Bounce', bounce: { bounceType: 'Permanent', timestamp: when } }],
    ['soft-bounce', { eventType: 'Bounce', bounce: { bounceType: 'Transient', timestamp: when } }],
    ['complaint', { eventType: 'Complaint', complaint: { timestamp: when } }],
    ['reject', { eventType: 'Reject' }],
  ] as const)('%s tells what became of it, and when', (kind, expected) => expect(read(kind)).toMatchObject(expected));

  test('tells where the mail really went', () => {
    const astray = { ...taken, to: ['altra@libero.it'], cc: ['anna@libero.it'], bcc: ['terza@libero.it'] };
    expect(read('send', astray).mail.destination).toEqual(['altra@libero.it', 'anna@libero.it', 'terza@libero.it']);
  });
});

describe('the mail that feedback is about', () => {
  test('is found with how SES took it last', () => {
    const earlier = { ...taken, id: 'ses-0' };
    expect(takenMail(mail.id, [mail], [earlier, taken])).toEqual({ mail, taken });
  });

  test.each([
    ['is none of the record', 'another', mail, /There is no mail another/],
    ['was not sent yet', mail.id, { ...mail, messageId: undefined, state: 'queued' }, /has not taken mail .*queued/],
    ['is not in the inbox', mail.id, { ...mail, messageId: 'ses-9' }, /has not taken mail/],
  ])('%s: a clear word', (_, id, known, message) => {
    expect(() => takenMail(id, [known], [taken])).toThrow(message);
  });
});
