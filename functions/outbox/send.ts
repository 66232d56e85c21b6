import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mailSorts } from '../domain/communications.ts';
import { addSeconds, type Instant } from '../domain/dates.ts';
import type { OwnEmail } from '../domain/mailbox.ts';
import type { Language } from '../domain/person.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCase } from '../store/cases.ts';
import { getCandidate, getCitizen } from '../store/citizens.ts';
import {
  changeMail,
  getMail,
  leaseSeconds,
  type MailFields,
  mailChange,
  mailKey,
  ownerTag,
  type StoredMail,
} from '../store/mails.ts';
import { type Table, transact } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import { compose, type Sender } from './compose.ts';
import { render } from './render.ts';
import type { MailContext } from './templates/context.ts';

/** What sending rests on. */
export interface Post {
  readonly table: Table;
  readonly ses: SESClient;
  readonly configurationSet: string;
  readonly sender: Sender;
  readonly context: MailContext;
  readonly now: () => Instant;
}

/** After so many attempts a mail has failed and a person is asked. */
const lastAttempt = 8;
const backOffSeconds = 60;
const daySeconds = 86_400;

interface Recipient {
  readonly mailbox: OwnEmail;
  readonly language: Language;
  readonly code?: string;
}

/**
 * The one mailbox that a citizen's mail may go to: the proved one of the record, or for a code the one that is to be
 * proved. Nobody else can name a recipient. `held`: the mailbox is broken and the mail waits for its repair;
 * `cancelled`: the person is no party any more, or complained and this is courtesy mail.
 */
async function recipientOf(
  table: Table,
  { citizenId, parameters: { kind } }: StoredMail,
): Promise<Recipient | 'held' | 'cancelled'> {
  if (kind === 'mailbox-code') {
    const candidate = await getCandidate(table, citizenId);
    if (!candidate) return 'cancelled';
    return { mailbox: candidate.mailbox, language: candidate.language, code: candidate.code };
  }
  const citizen = await getCitizen(table, citizenId);
  if (!citizen || citizen.takenOverAt !== undefined) return 'cancelled';
  if (mailSorts[kind].nature === 'courtesy' && citizen.complainedAt !== undefined) return 'cancelled';
  if (citizen.mailboxBrokenAt !== undefined) return 'held';
  return { mailbox: citizen.mailbox, language: citizen.person.language };
}

/**
 * Sends one queued communication to its citizen, at least once: takes a lease, sends, notes what was sent. Never throws
 * for one mail that cannot be sent: it is put off longer each time, and after eight attempts it has `failed` and an
 * office task is opened. A sender that vanishes after SES took the mail leaves a lease, which SES's event settles.
 */
export async function send(post: Post, mail: StoredMail, tools: Tools): Promise<void> {
  const now = post.now();
  if (mail.state !== 'queued' || (mail.notBefore !== undefined && mail.notBefore > now)) return;
  const leaseUntil = addSeconds(now, leaseSeconds);
  const lease = { state: 'sending', attempts: mail.attempts + 1, leaseUntil } as const;
  const { notBefore: _, ...rest } = mail;
  const leased: StoredMail = { ...rest, ...lease };
  if (!(await changeMail(post.table, mail, { ...lease, notBefore: undefined, agendaDue: leaseUntil }))) return;

  const handed = await handOver(post, leased, tools);
  switch (handed.kind) {
    case 'sent':
      return noteSent(post, leased, { messageId: handed.messageId, hash: handed.hash });
    case 'held':
      await settle(post, leased, { state: 'held', agendaDue: addSeconds(now, daySeconds) });
      return;
    case 'cancelled':
      await settle(post, leased, { state: 'cancelled' });
      return;
    case 'failed':
      return putOff(post, leased, tools);
  }
}

type Handed =
  | { readonly kind: 'sent'; readonly messageId: string; readonly hash: string }
  | { readonly kind: 'held' | 'cancelled' | 'failed' };

async function handOver(post: Post, mail: StoredMail, { logger, count }: Tools): Promise<Handed> {
  const { kind } = mail.parameters;
  const ids = { mailId: mail.mailId, kind, attempts: mail.attempts };
  try {
    const recipient = await recipientOf(post.table, mail);
    if (typeof recipient === 'string') {
      logger.info('mail not sent', { messageCode: recipient === 'held' ? 'MAIL_HELD' : 'MAIL_CANCELLED', ...ids });
      return { kind: recipient };
    }
    const { mailbox, language, code } = recipient;
    const rendered = render(kind, language, mail.parameters, post.context, code);
    const envelope = { id: mail.mailId, language, to: mailbox, queuedAt: mail.queuedAt };
    const { MessageId } = await post.ses.send(
      new SendRawEmailCommand({
        Source: post.sender.address,
        Destinations: [mailbox],
        RawMessage: { Data: await compose(envelope, post.sender, rendered) },
        ConfigurationSetName: post.configurationSet,
        Tags: [
          { Name: 'mail', Value: mail.mailId },
          { Name: 'owner', Value: ownerTag(mail) },
          { Name: 'version', Value: String(mailSorts[kind].version) },
        ],
      }),
    );
    logger.info('mail sent', { messageCode: 'MAIL_SENT', ...ids, messageId: MessageId });
    count('MailSent');
    return { kind: 'sent', messageId: MessageId ?? '', hash: rendered.hash };
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.warn('mail not sent', { messageCode: 'MAIL_NOT_SENT', ...ids, fault });
    return { kind: 'failed' };
  }
}

/** Notes what was sent; if SES's own events came first, beside what they noted. */
async function noteSent(post: Post, leased: StoredMail, sent: { messageId: string; hash: string }): Promise<void> {
  if (await settle(post, leased, { state: 'sent', ...sent, sentAt: post.now() })) return;
  const noted = await getMail(post.table, mailKey(leased));
  if (noted && noted.hash === undefined) await changeMail(post.table, noted, { ...sent, sentAt: post.now() });
}

const settled = { leaseUntil: undefined, agendaDue: undefined } as const;

function settle(post: Post, leased: StoredMail, fields: MailFields): Promise<boolean> {
  return changeMail(post.table, leased, { ...settled, ...fields });
}

async function putOff(post: Post, leased: StoredMail, { count }: Tools): Promise<void> {
  const now = post.now();
  if (leased.attempts < lastAttempt) {
    const notBefore = addSeconds(now, backOffSeconds * 2 ** (leased.attempts - 1));
    await settle(post, leased, { state: 'queued', notBefore, agendaDue: notBefore });
    return;
  }
  const { mailId, declarationId } = leased;
  const operatorId = declarationId && (await getCase(post.table, declarationId))?.operatorId;
  // At once, or a mail could be given up without anybody knowing.
  const lost = await transact(post.table, [
    mailChange(post.table, leased, { ...settled, state: 'failed' }),
    ...openTask(post.table, { kind: 'mail-failed', about: mailId, declarationId, operatorId, openedAt: now }),
  ]);
  if (lost.size === 0) count('MailFailed');
}
