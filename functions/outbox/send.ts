import { createHash } from 'node:crypto';
import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mailSorts } from '../domain/communications.ts';
import { addSeconds, type Instant } from '../domain/dates.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import type { OwnEmail } from '../domain/mailbox.ts';
import type { Language } from '../domain/person.ts';
import { isAct, mailSource, type Protocol } from '../domain/protocol.ts';
import type { Tools } from '../middleware/observed.ts';
import { forgotten } from '../store/account.ts';
import { aliasOf, type ReplyDomain } from '../store/case-aliases.ts';
import { getCase, holdOperator } from '../store/cases.ts';
import { getCandidate, getCitizen } from '../store/citizens.ts';
import { mailStop } from '../store/mailboxes.ts';
import {
  changeMail,
  countedAttempts,
  getMail,
  heldPatience,
  lastAttempt,
  leaseSeconds,
  type MailFields,
  mailChange,
  mailKey,
  ownerTag,
  type StoredMail,
} from '../store/mails.ts';
import { type Table, transact } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import type { Sender } from './compose.ts';
import type { MailContext, Setting } from './templates/context.ts';

/** What sending rests on. */
export interface Post {
  readonly table: Table;
  readonly ses: SESClient;
  /** Gives the numbers that acts go out under. */
  readonly register: Protocol;
  readonly configurationSet: string;
  readonly sender: Sender;
  /** Where answers to the mail of cases are taken in, if they are. */
  readonly replies?: ReplyDomain | undefined;
  readonly context: MailContext;
  readonly now: () => Instant;
}

const backOffSeconds = 60;
/** However long SES is busy, it is asked again within about an hour. */
const longestBackOff = 6;
/** So many times SES may be busy, about an hour apart: for three days. Then it counts. */
const mostUncounted = 80;

const uncounted = ({ uncounted = 0 }: StoredMail) => uncounted;

interface Recipient {
  readonly mailbox: OwnEmail;
  readonly language: Language;
  readonly code?: string;
}

/** Who is written to on paper. */
interface ByLetter {
  readonly letter: true;
  readonly language: Language;
}

/**
 * The one mailbox that a citizen's mail may go to: the proved one of the record, or for a code the one that is to be
 * proved. Nobody else can name a recipient. By letter: the person has no mailbox that works, an office writes.
 * `broken`, `disowned`: the mailbox is, or somebody said that our mail is not for them, and it waits until that is
 * settled; `death-proposed`: an office says that the person has died, and nobody has decided on it; `cancelled`: the person is no party any more or has died, or complained and this is courtesy mail.
 */
async function recipientOf(
  table: Table,
  { citizenId, parameters: { kind } }: StoredMail,
): Promise<Recipient | ByLetter | keyof typeof heldPatience | 'cancelled'> {
  if (kind === 'mailbox-code') {
    const [candidate, citizen] = await Promise.all([getCandidate(table, citizenId), getCitizen(table, citizenId)]);
    if (!candidate || citizen?.deceasedAt !== undefined) return 'cancelled';
    return { mailbox: candidate.mailbox, language: candidate.language, code: candidate.code };
  }
  const citizen = await getCitizen(table, citizenId);
  if (!citizen || citizen.takenOverAt !== undefined || citizen.deceasedAt !== undefined) return 'cancelled';
  if (mailSorts[kind].nature === 'courtesy' && citizen.complainedAt !== undefined) return 'cancelled';
  // Of an account that ended the last mail alone goes out, until the mailbox is forgotten.
  if (citizen.endedAt !== undefined && (kind !== 'account-ended' || citizen.mailbox === forgotten)) return 'cancelled';
  const { language } = citizen.person;
  const stop = await mailStop(table, citizen);
  if (stop !== undefined) return stop;
  return citizen.channel !== undefined ? { letter: true, language } : { mailbox: citizen.mailbox, language };
}

/**
 * Sends one queued communication to its citizen, at least once: takes a lease, sends, notes what was sent. Never throws
 * for one mail that cannot be sent: it is put off longer each time, and once it was refused eight times, or its senders
 * vanished, it has `failed` and an office task is opened. That SES is busy or down is no fault of the mail's and does not
 * count. A sender that vanishes after SES took the mail leaves a lease, which SES's event settles.
 */
export async function send(post: Post, mail: StoredMail, tools: Tools): Promise<void> {
  const now = post.now();
  if (mail.state !== 'queued' || (mail.notBefore !== undefined && mail.notBefore > now)) return;
  // Whoever sent it before may have vanished with it, time and again.
  if (countedAttempts(mail) >= lastAttempt) return giveUp(post, mail, tools);
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
      await settle(post, leased, {
        state: 'held',
        uncounted: uncounted(leased) + 1,
        agendaDue: addSeconds(now, handed.patience),
      });
      return;
    case 'cancelled':
      await settle(post, leased, { state: 'cancelled' });
      return;
    case 'letter':
      return askForLetter(post, leased, handed);
    case 'busy':
    case 'refused': {
      const counted = handed.kind === 'refused' || uncounted(leased) >= mostUncounted;
      if (counted && countedAttempts(leased) >= lastAttempt) return giveUp(post, leased, tools);
      return putOff(post, leased, counted ? uncounted(leased) : uncounted(leased) + 1);
    }
  }
}

/** Whether a reminder was held for so long that what it reminds of has begun. */
const isOver = ({ parameters }: StoredMail, now: Instant) =>
  parameters.kind === 'appointment-reminder' && parameters.appointment.startsAt <= now;

type Handed =
  | { readonly kind: 'sent'; readonly messageId: string; readonly hash: string }
  | { readonly kind: 'letter'; readonly subject: string; readonly text: string }
  | { readonly kind: 'held'; readonly patience: number }
  | { readonly kind: 'cancelled' | 'busy' | 'refused' };

const unfit = 'MailUnfit';
/** What makes SES say no to the account and not to the mail. */
const ofTheAccount = /Throttl|TooManyRequests|LimitExceeded|SendingPaused/;

/**
 * Whether a mail is refused: it cannot be made, or SES answered and said no to it. Otherwise something is busy, down or
 * not reached, and is asked again.
 */
function isRefusal(error: unknown): boolean {
  const { name, $metadata } = Object(error);
  const status = Number($metadata?.httpStatusCode);
  return name === unfit || (status >= 400 && status < 500 && status !== 429 && !ofTheAccount.test(String(name)));
}

async function handOver(post: Post, mail: StoredMail, { logger, count }: Tools): Promise<Handed> {
  const { kind } = mail.parameters;
  const ids = { mailId: mail.mailId, kind, attempts: mail.attempts };
  try {
    const recipient = isOver(mail, post.now()) ? 'cancelled' : await recipientOf(post.table, mail);
    if (typeof recipient === 'string') {
      const cancelled = recipient === 'cancelled';
      logger.info('mail not sent', { messageCode: cancelled ? 'MAIL_CANCELLED' : 'MAIL_HELD', ...ids });
      return cancelled ? { kind: 'cancelled' } : { kind: 'held', patience: heldPatience[recipient] };
    }
    const context = await numbered(post, mail, recipient);
    if ('letter' in recipient) {
      const { subject, text } = await rendered(kind, recipient.language, mail.parameters, context);
      logger.info('mail becomes a letter', { messageCode: 'MAIL_BY_LETTER', ...ids });
      return { kind: 'letter', subject, text };
    }
    const replyTo = await replyToOf(post, mail);
    const { hash, raw } = await fitting(() => mailOf({ ...post, context, replyTo }, mail, recipient));
    const { MessageId } = await post.ses.send(
      new SendRawEmailCommand({
        Source: post.sender.address,
        Destinations: [recipient.mailbox],
        RawMessage: { Data: raw },
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
    return { kind: 'sent', messageId: MessageId ?? '', hash };
  } catch (error) {
    const kind = isRefusal(error) ? 'refused' : 'busy';
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.warn('mail not sent', { messageCode: 'MAIL_NOT_SENT', ...ids, fault, why: kind });
    return { kind };
  }
}

/** What is made of a mail's facts. Throws `MailUnfit` if they, or its address, do not allow it. */
async function fitting<Made>(make: () => Made | Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (cause) {
    throw Object.assign(new Error('the mail cannot be made', { cause }), { name: unfit });
  }
}

/**
 * What a mail says. The words of all mails, what composes one and what writes calendars are files of their own, loaded
 * with the first that is sent: most of what the stream brings wakes an execution and needs none of them.
 */
async function rendered(...mail: Parameters<typeof import('./render.ts').render>) {
  const { render } = await import('./render.ts');
  return fitting(() => render(...mail));
}

/**
 * What a mail is made with: an act bears its number, which it has from its first sending on, by mail or by letter. The
 * register holds the imprint of what it says without the number. That the register is not reached is no fault of the mail's.
 */
async function numbered(post: Post, mail: StoredMail, recipient: Recipient | ByLetter): Promise<Setting> {
  const { mailId, citizenId, declarationId, parameters } = mail;
  const setting: Setting = { ...post.context, medium: 'letter' in recipient ? 'letter' : 'email' };
  const { kind } = parameters;
  if (!isAct(kind)) return setting;
  const { hash } = await rendered(kind, recipient.language, parameters, setting);
  const entry = {
    source: mailSource(mailId),
    direction: 'out',
    subject: kind,
    correspondent: 'citizen',
    citizenId,
    ...(declarationId !== undefined && { declarationId }),
    imprint: hash,
    enteredAt: post.now(),
  } as const;
  const protocol = await post.register.enter(entry).catch((cause: unknown) => {
    throw new Error('the register gave no number', { cause });
  });
  return { ...setting, protocol };
}

/** Where answers go: to the mailbox of the case; to a person's, where the mail is about none. */
async function replyToOf({ sender, replies }: Post, { declarationId }: StoredMail): Promise<string> {
  return replies && declarationId !== undefined ? aliasOf(replies, declarationId) : sender.replyTo;
}

/** The bytes of a mail to a mailbox, and what they are known by. */
async function mailOf(
  { context, sender, replyTo }: Pick<Post, 'sender'> & { readonly context: Setting; readonly replyTo: string },
  mail: StoredMail,
  { mailbox, language, code }: Recipient,
) {
  const { parameters, queuedAt } = mail;
  const made = await rendered(parameters.kind, language, parameters, context, code);
  const [{ compose }, calendars] = await Promise.all([
    import('./compose.ts'),
    'appointment' in parameters ? import('./calendar.ts') : undefined,
  ]);
  const calendar = calendars?.calendarEntry(parameters, language, context, sender, queuedAt);
  const envelope = { id: mail.mailId, language, to: mailbox, queuedAt };
  const raw = await compose(envelope, { ...sender, replyTo }, made, calendar);
  return { hash: calendar ? hashOf(made.hash + calendar.content) : made.hash, raw };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

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

/** An office sends the mail on paper: a task holds what it says. */
async function askForLetter(post: Post, leased: StoredMail, letter: { subject: string; text: string }): Promise<void> {
  const { mailId, declarationId } = leased;
  const didCase = declarationId && (await getCase(post.table, declarationId));
  const { subject, text } = letter;
  await transact(post.table, [
    mailChange(post.table, leased, { ...settled, state: 'letter' }),
    ...(didCase ? [holdOperator(post.table, didCase)] : []),
    ...openTask(post.table, {
      kind: 'letter',
      about: mailId,
      declarationId,
      operatorId: didCase ? jobCentreOf(didCase) : undefined,
      openedAt: post.now(),
      letter: { subject, text },
      citizenId: leased.citizenId,
    }),
  ]);
}

/** Puts a mail back into the queue for a while, longer each time that the same keeps it. */
async function putOff(post: Post, leased: StoredMail, uncounted: number): Promise<void> {
  const tries = uncounted > (leased.uncounted ?? 0) ? uncounted : countedAttempts(leased);
  const seconds = backOffSeconds * 2 ** Math.min(tries - 1, longestBackOff);
  const notBefore = addSeconds(post.now(), seconds);
  await settle(post, leased, { state: 'queued', uncounted, notBefore, agendaDue: notBefore });
}

async function giveUp(post: Post, mail: StoredMail, { count }: Tools): Promise<void> {
  const { mailId, declarationId } = mail;
  const didCase = declarationId && (await getCase(post.table, declarationId));
  const task = { kind: 'mail-failed', about: mailId, declarationId, openedAt: post.now() } as const;
  // At once, or a mail could be given up without anybody knowing.
  const lost = await transact(post.table, [
    mailChange(post.table, mail, { ...settled, notBefore: undefined, state: 'failed' }),
    ...(didCase ? [holdOperator(post.table, didCase)] : []),
    ...openTask(post.table, { ...task, operatorId: didCase ? didCase.operatorId : undefined }),
  ]);
  if (lost.size === 0) count('MailFailed');
}
