import './function-environment.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { addSeconds, type Instant } from '../../functions/domain/dates.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { OwnEmail } from '../../functions/domain/mailbox.ts';
import { react, SesEvent } from '../../functions/outbox/feedback.ts';
import { changeMail, type StoredMail } from '../../functions/store/mails.ts';
import { MemoryTable } from './memory-table.ts';
import {
  caseKey,
  givenCase,
  givenCitizen,
  givenMail,
  historyKey,
  mailKeyOf,
  profileKey,
  quietTools,
  record,
} from './record-samples.ts';
import { at, caseIn, citizenId, cpi, declarationId, policy, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const sentAt = at('2026-11-23T09:30:01.000Z');
const now = at('2026-11-23T10:00:00.000Z');
const counted: string[] = [];
const hours = (count: number, from: Instant = now) => addSeconds(from, count * 3600);
const desk = (clock: Instant = now) => ({ table: memory.table, policy, now: () => clock });

interface Told {
  readonly messageId?: string;
  readonly sentAt?: Instant;
  readonly at?: Instant;
  readonly to?: readonly string[];
  readonly tags?: Record<string, string[]>;
}

/** What SES tells of a sending, as the default bus carries it. */
function event(eventType: string, mail: StoredMail, told: Told = {}): SesEvent {
  const timestamp = told.at ?? now;
  const [kind, bounceType] = eventType.split(' ');
  const recipients = told.to ?? [record.mailbox];
  return SesEvent.parse({
    version: '0',
    id: '3c7b9f0e-0000-4000-8000-000000000001',
    'detail-type': 'Email event',
    source: 'aws.ses',
    account: '000000000000',
    time: timestamp,
    region: 'eu-south-1',
    resources: ['arn:aws:ses:eu-south-1:000000000000:configuration-set/did-test'],
    detail: {
      eventType: kind,
      ...(kind === 'Delivery' && { delivery: { timestamp, recipients, smtpResponse: '250 ok' } }),
      ...(kind === 'Bounce' && { bounce: { bounceType, timestamp, feedbackId: 'feedback', bouncedRecipients: [] } }),
      ...(kind === 'Complaint' && { complaint: { timestamp, complaintFeedbackType: 'abuse' } }),
      mail: {
        timestamp: told.sentAt ?? sentAt,
        messageId: told.messageId ?? 'ses-1',
        source: 'did@regione.example',
        sendingAccountId: '000000000000',
        destination: recipients,
        headersTruncated: false,
        headers: [{ name: 'To', value: recipients.join(', ') }],
        tags: told.tags ?? {
          'ses:configuration-set': ['did-test'],
          mail: [mail.mailId],
          owner: [`DID_${declarationId}`],
          version: ['1'],
        },
      },
    },
  });
}

const tell = (eventType: string, mail: StoredMail, told: Told = {}, clock: Instant = now) =>
  react(desk(clock), event(eventType, mail, told), quietTools(counted));
const left = (mail: StoredMail) => memory.get(mailKeyOf(mail));
const tasks = () => memory.all('task').map(({ kind }) => kind);
const sent = (changes: Partial<StoredMail> = {}) =>
  givenMail(memory, { state: 'sent', attempts: 1, messageId: 'ses-1', sentAt, ...changes });
const broken = () => memory.get(profileKey)?.['mailboxBrokenAt'];
/** What the outbox does with a mail that it sends again. */
async function sentAgain(mail: StoredMail, messageId: string, when: Instant): Promise<void> {
  const found = left(mail);
  expect(found).toMatchObject({ state: 'queued' });
  memory.set(mailKeyOf(mail), { state: 'sent', attempts: 2, messageId, sentAt: when, notBefore: undefined });
}

beforeEach(() => {
  memory.clear();
  counted.length = 0;
  givenCitizen(memory);
  givenCase(memory, caseIn('reserved', { operatorId: cpi }));
  const from = record.mailboxSince;
  const { mailbox } = record;
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${from}` }, { entity: 'mailbox', citizenId, mailbox, from });
});

describe('SES took a mail', () => {
  test.each([
    ['whose sender vanished', { state: 'sending', attempts: 1, leaseUntil: hours(1) }],
    ['that was queued anew meanwhile', { state: 'queued', attempts: 1 }],
  ] as const)('%s: it is not sent again', async (_, changes) => {
    const mail = givenMail(memory, changes);
    await tell('Send', mail);
    expect(left(mail)).toMatchObject({ state: 'sent', messageId: 'ses-1', sentAt });
    for (const gone of ['leaseUntil', 'agendaDue']) expect(left(mail)).not.toHaveProperty(gone);
    expect(tasks()).toEqual([]);
  });

  test.each(['sent', 'delivered', 'bounced', 'held', 'failed', 'cancelled'] as const)(
    'that is %s: nothing changes',
    async (state) => {
      const mail = sent({ state });
      await tell('Send', mail);
      expect(left(mail)).toMatchObject({ state });
    },
  );

  test.each(['queued', 'sending', 'held'] as const)(
    'and the event comes after the mail came back for the moment (now %s): it is sent again all the same',
    async (state) => {
      const mail = sent({ state, ...(state === 'queued' && { notBefore: hours(4) }) });
      const before = left(mail);
      await tell('Send', mail);
      expect(left(mail)).toEqual(before);
    },
  );

  test('while its sender notes it: the event comes again', async () => {
    const mail = givenMail(memory, { state: 'sending', attempts: 1, leaseUntil: hours(1) });
    await changeMail(memory.table, mail, { state: 'sent', messageId: 'ses-1', leaseUntil: undefined });
    const stale = { ...mail };
    memory.set(mailKeyOf(mail), { state: 'sent' });
    await expect(
      (async () => {
        const { onSend } = await import('../../functions/outbox/reactions.ts');
        await onSend(desk(), stale, { messageId: 'ses-1', sentAt, destination: [] }, quietTools());
      })(),
    ).rejects.toThrow('changed under its feedback');
    await tell('Send', mail);
    expect(left(mail)).toMatchObject({ state: 'sent' });
  });
});

describe('the fourth wall', () => {
  test.each([
    ['another mailbox', ['altra@libero.it']],
    ['the citizen’s and another', [record.mailbox, 'altra@libero.it']],
    ['nobody’s mailbox', ['nobody at all']],
    ['nowhere', []],
  ])('a mail that went to %s: a person is asked, once, and no address is told', async (_, to) => {
    const mail = sent();
    const lines: unknown[] = [];
    const tools = quietTools(counted);
    Object.assign(tools.logger, { error: (...input: unknown[]) => void lines.push(input) });
    for (let time = 0; time < 2; time += 1) await react(desk(), event('Send', mail, { to }), tools);
    expect(tasks()).toEqual(['mail-to-wrong-mailbox']);
    expect(memory.all('task')[0]).toMatchObject({ declarationId, operatorId: cpi });
    expect(counted).toContain('MailToWrongMailbox');
    const fault = to.length > 1 ? 'several-recipients' : 'another-mailbox';
    expect(memory.all('wrong-mail')).toEqual([
      expect.objectContaining({ mailId: mail.mailId, declarationId, messageId: 'ses-1', fault }),
    ]);
    expect(JSON.stringify([...lines, memory.all('task')])).not.toContain('@');
  });

  test('knows which mailbox was the citizen’s when SES took the mail', async () => {
    const from = hours(1);
    const mailbox = OwnEmail.parse('mario.nuovo@libero.it');
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${from}` }, { entity: 'mailbox', citizenId, mailbox, from });
    await tell('Send', sent(), { to: [record.mailbox.toUpperCase()] });
    await tell('Send', sent(), { to: [mailbox], sentAt: hours(2) });
    expect(tasks()).toEqual([]);
    await tell('Send', sent(), { to: [record.mailbox], sentAt: hours(2) });
    expect(tasks()).toEqual(['mail-to-wrong-mailbox']);
  });

  test('has nothing to say of a code, whose mailbox is not proved yet', async () => {
    await tell('Send', sent({ parameters: { kind: 'mailbox-code', validUntil: hours(24) } }), { to: ['x@libero.it'] });
    expect(tasks()).toEqual([]);
  });
});

describe('a mail that arrived', () => {
  const mailId = MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001');
  const givenNotice = (noticeSentAt: Instant = receivedAt) =>
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices: [{ number: 1, mailId, sentAt: noticeSentAt }] }));

  test.each([
    ['sent', {}],
    ['sending', { leaseUntil: hours(1) }],
    ['queued', { messageId: undefined, sentAt: undefined }],
  ] as const)('is noted, whatever was known of it: %s', async (state, changes) => {
    const mail = givenMail(memory, { state, attempts: 1, ...(state === 'sent' && { messageId: 'ses-1' }), ...changes });
    await tell('Delivery', mail);
    expect(left(mail)).toMatchObject({ state: 'delivered' });
    expect(left(mail)).not.toHaveProperty('agendaDue');
    expect(memory.all('history')).toEqual([]);
    await tell('Send', mail);
    expect(left(mail)).toMatchObject({ state: 'delivered' });
  });

  test('lets the term of a notice run, from its delivery, once', async () => {
    givenNotice();
    const mail = sent();
    for (let time = 0; time < 3; time += 1) await tell('Delivery', mail, { at: hours(time) });
    expect(memory.get(caseKey)).toMatchObject({ version: 3, notices: [{ number: 1, mailId, servedAt: now }] });
    expect(memory.all('history')).toMatchObject([{ event: 'notice-received', sequence: 3, receivedAt: now }]);
    // 23 days after, but not before 7 days are left of the term: 24 February 2027 in Rome.
    expect(memory.get(caseKey)).toMatchObject({ agendaDue: '2027-02-23T23:00:00.000Z' });
  });

  test('is not received before it was sent, whatever the clocks say', async () => {
    givenNotice(hours(48));
    await tell('Delivery', sent());
    expect(memory.get(caseKey)).toMatchObject({ notices: [{ servedAt: hours(48) }] });
  });

  test('while the case changes: nothing is lost', async () => {
    givenNotice();
    memory.interrupt(() => memory.set(caseKey, { version: 3 }));
    await tell('Delivery', sent());
    expect(memory.get(caseKey)).toMatchObject({ version: 4, notices: [{ servedAt: now }] });
    expect(memory.get(historyKey(4))).toMatchObject({ event: 'notice-received' });
  });

  test('proves no notice where the policy wants it read in the portal', async () => {
    givenNotice();
    const strict = { ...policy, noticeServedByDelivery: { ...policy.noticeServedByDelivery, value: false } };
    await react({ ...desk(), policy: strict }, event('Delivery', sent()), quietTools());
    expect(memory.all('history')).toEqual([]);
  });

  test('and came back for the moment afterwards has not arrived, in whatever order that is told', async () => {
    givenNotice();
    const mail = sent();
    await tell('Bounce Transient', mail);
    await tell('Delivery', mail);
    expect(left(mail)).toMatchObject({ state: 'queued', notBefore: hours(4) });
    expect(memory.all('history')).toEqual([]);
    await sentAgain(mail, 'ses-2', hours(5));
    await tell('Delivery', mail, { messageId: 'ses-2', sentAt: hours(5), at: hours(6) });
    expect(memory.get(caseKey)).toMatchObject({ notices: [{ servedAt: hours(6) }] });
  });
});

describe('a mail that came back for the moment', () => {
  test('is sent again four hours later', async () => {
    const mail = sent();
    await tell('Bounce Transient', mail);
    expect(left(mail)).toMatchObject({ state: 'queued', notBefore: hours(4), agendaDue: hours(4) });
    expect([broken(), tasks()]).toEqual([undefined, []]);
  });

  test('has its eight attempts still, however often that was', async () => {
    const mail = sent({ attempts: 7 });
    await tell('Bounce Transient', mail);
    expect(left(mail)).toMatchObject({ attempts: 7, uncounted: 7 });
  });

  test.each([
    ['while it waits', false],
    ['after it was sent again', true],
  ])('and is told of twice, %s: it is sent again once', async (_, again) => {
    const mail = sent();
    await tell('Bounce Transient', mail);
    if (again) await sentAgain(mail, 'ses-2', hours(5));
    const before = left(mail);
    await tell('Bounce Transient', mail, {}, hours(6));
    expect(left(mail)).toEqual(before);
  });

  test.each(['Bounce Transient', 'Bounce Undetermined'])(
    'counts as come back for good after three days (%s)',
    async (kind) => {
      const mail = sent();
      await tell(kind, mail, { at: hours(72, receivedAt) });
      expect(left(mail)).toMatchObject({ state: 'queued' });
      await sentAgain(mail, 'ses-2', hours(71, receivedAt));
      const last = { messageId: 'ses-2', sentAt: hours(71, receivedAt), at: addSeconds(hours(72, receivedAt), 1) };
      await tell(kind, mail, last);
      expect(left(mail)).toMatchObject({ state: 'bounced' });
      expect([broken(), tasks()]).toEqual([last.at, ['mailbox-broken']]);
    },
  );

  test('has three days at a new mailbox, however long it was held for the old one', async () => {
    memory.set(profileKey, { mailboxSince: hours(1000) });
    const mail = sent({ messageId: 'ses-2', sentAt: hours(1001) });
    const told = { messageId: 'ses-2', sentAt: hours(1001) };
    await tell('Bounce Transient', mail, { ...told, at: hours(1002) });
    expect([left(mail)?.['state'], broken()]).toEqual(['queued', undefined]);
  });
});

describe('a mail that came back for good', () => {
  test('breaks the mailbox, and the office is asked, once', async () => {
    const mail = sent();
    for (let time = 0; time < 3; time += 1) await tell('Bounce Permanent', mail, {}, hours(time));
    expect(left(mail)).toMatchObject({ state: 'bounced' });
    expect(left(mail)).not.toHaveProperty('agendaDue');
    expect(broken()).toBe(now);
    expect(memory.all('task')).toMatchObject([{ kind: 'mailbox-broken', declarationId, operatorId: cpi }]);
    expect(memory.all('history')).toEqual([]);
  });

  test.each(['sending', 'queued', 'delivered'] as const)('though it was %s', async (state) => {
    const mail = sent({ state, messageId: 'ses-0', sentAt: hours(-48) });
    await tell('Bounce Permanent', mail);
    expect([left(mail)?.['state'], broken()]).toEqual(['bounced', now]);
  });

  test('says nothing of a mailbox that has replaced the one it went to', async () => {
    memory.set(profileKey, { mailboxSince: hours(1) });
    const mail = sent();
    await tell('Bounce Permanent', mail, {}, hours(2));
    expect([left(mail)?.['state'], broken(), tasks()]).toEqual(['bounced', undefined, []]);
  });

  test('breaks the new mailbox too, though it was queued for the old one', async () => {
    memory.set(profileKey, { mailboxSince: hours(1) });
    const mail = sent({ messageId: 'ses-2', sentAt: hours(2) });
    await tell('Bounce Permanent', mail, { messageId: 'ses-2', sentAt: hours(2), at: hours(3) });
    expect([broken(), tasks()]).toEqual([hours(3), ['mailbox-broken']]);
  });

  test('breaks no mailbox with a code: it was to prove one', async () => {
    const mail = sent({ parameters: { kind: 'mailbox-code', validUntil: hours(24) } });
    await tell('Bounce Permanent', mail);
    expect([left(mail)?.['state'], broken(), tasks()]).toEqual(['bounced', undefined, []]);
  });

  test.each([1, 2])('and a fault after write %d: when the event comes again the rest is done', async (writes) => {
    const mail = sent();
    const fault = () => {
      throw new Error('no connection');
    };
    memory.interrupt(...[...Array.from({ length: writes - 1 }, () => () => undefined), fault]);
    await expect(tell('Bounce Permanent', mail)).rejects.toThrow('no connection');
    await tell('Bounce Permanent', mail);
    expect([left(mail)?.['state'], broken(), tasks()]).toEqual(['bounced', now, ['mailbox-broken']]);
  });

  test('while the record changes: nothing is lost', async () => {
    memory.interrupt(() => memory.set(profileKey, { version: 2 }));
    await tell('Bounce Permanent', sent());
    expect(memory.get(profileKey)).toMatchObject({ mailboxBrokenAt: now, version: 3 });
  });

  test('changes nothing for who is no party any more, nor where there is no record', async () => {
    memory.items.delete(`${profileKey.pk}|${profileKey.sk}`);
    await tell('Bounce Permanent', sent());
    expect(tasks()).toEqual([]);
  });
});

describe('a citizen who complains', () => {
  test('is noted once, the mailbox takes mail still, and the office is asked once', async () => {
    const mail = sent();
    for (let time = 0; time < 2; time += 1) await tell('Complaint', mail, { at: hours(time) });
    expect(memory.get(profileKey)).toMatchObject({ complainedAt: now });
    expect([left(mail)?.['state'], broken(), tasks()]).toEqual(['sent', undefined, ['mail-complaint']]);
  });
});

describe('a mail that SES would not carry', () => {
  test('has failed and is not sent again; the mailbox is not to blame', async () => {
    const mail = sent();
    for (let time = 0; time < 2; time += 1) await tell('Reject', mail, {}, hours(100 * time));
    expect([left(mail)?.['state'], broken(), tasks()]).toEqual(['failed', undefined, ['mail-failed']]);
  });
});

describe('what is left alone', () => {
  test.each([
    ['no tags', {}],
    ['a mail that nobody knows', { mail: ['00000000-0000-4000-8000-000000000000'], owner: [`DID_${declarationId}`] }],
    ['an id that is none', { mail: ['1; DROP'], owner: [`DID_${declarationId}`] }],
    ['another owner', { mail: ['c7a5c2f0-4444-5d5d-9d5d-000000000001'], owner: [`CITIZEN_${citizenId}`] }],
    ['an owner that is none', { mail: ['c7a5c2f0-4444-5d5d-9d5d-000000000001'], owner: ['SUB#x'] }],
  ])('an event with %s', async (_, tags) => {
    const mail = sent();
    const before = structuredClone([...memory.items]);
    for (const kind of ['Send', 'Delivery', 'Bounce Permanent', 'Complaint', 'Reject'])
      await tell(kind, mail, { tags });
    expect([...memory.items]).toEqual(before);
  });

  test('a delay: SES goes on trying', async () => {
    const mail = sent();
    const before = structuredClone([...memory.items]);
    await tell('DeliveryDelay', mail);
    expect([...memory.items]).toEqual(before);
  });
});

describe('events in any order, each as often as the bus likes', () => {
  const story = (...told: readonly (readonly [string, Told])[]) =>
    fc.shuffledSubarray(
      told.flatMap((one) => [one, one, one]),
      { minLength: told.length, maxLength: told.length * 3 },
    );

  const end = async (mail: StoredMail, told: readonly (readonly [string, Told])[]) => {
    for (const [kind, what] of told) await tell(kind, mail, what);
  };
  const begin = () => {
    memory.clear();
    givenCitizen(memory);
    const notices = [{ number: 1 as const, mailId: MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001'), sentAt }];
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices }));
    const from = record.mailboxSince;
    const { mailbox } = record;
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${from}` }, { entity: 'mailbox', citizenId, mailbox, from });
    return givenMail(memory, { state: 'sending', attempts: 1, leaseUntil: hours(1) });
  };

  test('a notice that arrived has arrived, once', async () => {
    await fc.assert(
      fc.asyncProperty(story(['Send', {}], ['Delivery', {}]), async (told) => {
        if (!told.some(([kind]) => kind === 'Delivery')) return;
        const mail = begin();
        await end(mail, told);
        expect(left(mail)).toMatchObject({ state: 'delivered' });
        expect(memory.get(caseKey)).toMatchObject({ version: 3, notices: [{ servedAt: now }] });
        expect(memory.all('history')).toHaveLength(1);
        expect(tasks()).toEqual([]);
      }),
    );
  });

  test('a mailbox that is broken is broken, and one task says so', async () => {
    await fc.assert(
      fc.asyncProperty(story(['Send', {}], ['Bounce Permanent', {}], ['Bounce Transient', {}]), async (told) => {
        if (!told.some(([kind]) => kind === 'Bounce Permanent')) return;
        const mail = begin();
        await end(mail, told);
        expect(broken()).toBe(now);
        expect(tasks()).toEqual(['mailbox-broken']);
        expect(['bounced', 'queued']).toContain(left(mail)?.['state']);
      }),
    );
  });
});

test('the event as SES gives it, with all that nobody looks at', async () => {
  const mail = sent();
  const raw = {
    version: '0',
    id: '12345678-1234-1234-1234-123456789012',
    'detail-type': 'Email Bounced',
    source: 'aws.ses',
    account: '123456789012',
    time: '2026-11-23T10:00:00Z',
    region: 'eu-south-1',
    resources: ['arn:aws:ses:eu-south-1:123456789012:configuration-set/did-test'],
    detail: {
      eventType: 'Bounce',
      bounce: {
        feedbackId: '0100-1-000000',
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [
          { emailAddress: record.mailbox, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550' },
        ],
        timestamp: '2026-11-23T10:00:00.123Z',
        reportingMTA: 'dns; amazonses.com',
      },
      mail: {
        timestamp: '2026-11-23T09:30:01.5Z',
        source: 'did@regione.example',
        sourceArn: 'arn:aws:ses:eu-south-1:123456789012:identity/regione.example',
        sendingAccountId: '123456789012',
        messageId: 'ses-1',
        destination: [record.mailbox],
        headersTruncated: false,
        headers: [{ name: 'Subject', value: 'x' }],
        commonHeaders: { from: ['did@regione.example'], to: [record.mailbox], messageId: 'ses-1', subject: 'x' },
        tags: {
          'ses:source-tls-version': ['TLSv1.3'],
          'ses:operation': ['SendRawEmail'],
          mail: [mail.mailId],
          owner: [`DID_${declarationId}`],
        },
      },
    },
  };
  await react(desk(), SesEvent.parse(raw), quietTools());
  expect(broken()).toBe('2026-11-23T10:00:00.123Z');
});
