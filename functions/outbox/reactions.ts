/** What the office does about what became of a mail. */
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { addSeconds, epochOf, type Instant } from '../domain/dates.ts';
import { Subject } from '../domain/ids.ts';
import type { OwnEmail } from '../domain/mailbox.ts';
import { noticeServed } from '../domain/reminders.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCase, holdOperator } from '../store/cases.ts';
import { type CitizenRecord, changeCitizen, getCitizen } from '../store/citizens.ts';
import { applyEdit } from '../store/edits.ts';
import { noteWrongMail } from '../store/mail-audit.ts';
import { mailboxAt } from '../store/mailbox-periods.ts';
import { changeMail, forNewMailbox, type StoredMail } from '../store/mails.ts';
import { transact } from '../store/table.ts';
import { getTask, type OfficeTask, openTask, taskIdOf } from '../store/tasks.ts';
import type { FeedbackDesk } from './feedback.ts';

/** For so long a mail that bounces for the moment is tried again. */
const softBounceSeconds = 72 * 3600;
const softBounceBackOff = 4 * 3600;
const attempts = 3;

const carrier: Actor = { subject: Subject.parse('mail-feedback'), role: 'system', assurance: 'strong' };

const namespace = '4a3c8d56-0b1e-5f8f-8c1d-9a6e2f4b7c30';
/** Names what a task is about: a citizen on an occasion. */
const occasion = (citizenId: string, what: string) => uuidv5(`${citizenId}|${what}`, namespace);

/** One sending of a mail, as SES tells of it. */
export interface Sending {
  /** SES's identifier: a mail that is sent again gets another. */
  readonly messageId: string;
  readonly sentAt: Instant;
}

interface Sent extends Sending {
  /** Where SES says it went; `undefined` for what is no mailbox of anybody. */
  readonly destination: readonly (OwnEmail | undefined)[];
}

/** Whether a mail was put back into the queue, or sent again, since a sending: events come late and in any order. */
function isOvertaken({ state, messageId, sentAt }: StoredMail, sending: Sending): boolean {
  if (messageId === sending.messageId) return state === 'queued' || state === 'sending' || state === 'held';
  return sentAt !== undefined && sending.sentAt < sentAt;
}

/** Notes what became of a mail. Throws if it changed meanwhile, for the event to come again. */
async function note(desk: FeedbackDesk, mail: StoredMail, fields: Parameters<typeof changeMail>[2]): Promise<void> {
  const settled = { leaseUntil: undefined, notBefore: undefined, agendaDue: undefined, ...fields };
  if (!(await changeMail(desk.table, mail, settled))) throw new Error('the mail changed under its feedback');
}

/** Asks an office to look at something, once: events come doubled, and a task that is done stays done. */
async function ask(desk: FeedbackDesk, mail: StoredMail, kind: OfficeTask['kind'], about: string): Promise<void> {
  if (await getTask(desk.table, taskIdOf(kind, about))) return;
  const { declarationId } = mail;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const didCase = declarationId && (await getCase(desk.table, declarationId));
    const task = { kind, about, declarationId, openedAt: desk.now() };
    const lost = await transact(desk.table, [
      ...(didCase ? [holdOperator(desk.table, didCase)] : []),
      ...openTask(desk.table, { ...task, operatorId: didCase ? didCase.operatorId : undefined }),
    ]);
    if (lost.size === 0) return;
  }
  throw new Error('the case changed under the task for its office');
}

/**
 * SES took the mail: a lease whose sender vanished is settled, so that it is not sent twice. Fourth wall: where it went
 * is held against the citizen's mailbox of that time; anything else is an incident, and a person is asked.
 */
export async function onSend(
  desk: FeedbackDesk,
  mail: StoredMail,
  sent: Sent,
  { logger, count }: Tools,
): Promise<void> {
  const { messageId, sentAt } = sent;
  if ((mail.state === 'sending' || mail.state === 'queued') && !isOvertaken(mail, sent)) {
    await note(desk, mail, { state: 'sent', messageId, sentAt });
  }
  if (mail.parameters.kind === 'mailbox-code') return;
  const own = await mailboxAt(desk.table, mail.citizenId, sentAt);
  const { destination } = sent;
  if (own !== undefined && destination.length === 1 && destination[0] === own) return;
  const { mailId, declarationId } = mail;
  await transact(desk.table, [
    noteWrongMail(desk.table, {
      mailId,
      ...(declarationId !== undefined && { declarationId }),
      messageId,
      sentAt,
      foundAt: desk.now(),
      fault: destination.length > 1 ? 'several-recipients' : 'another-mailbox',
    }),
  ]);
  logger.error('a mail went elsewhere', { messageCode: 'MAIL_TO_WRONG_MAILBOX', mailId: mail.mailId });
  count('MailToWrongMailbox');
  await ask(desk, mail, 'mail-to-wrong-mailbox', mail.mailId);
}

/** The mail arrived: a notice's term runs from now, where the policy takes delivery for service. */
export async function onDelivery(
  desk: FeedbackDesk,
  mail: StoredMail,
  sending: Sending,
  deliveredAt: Instant,
): Promise<void> {
  if (isOvertaken(mail, sending)) return;
  if (mail.state === 'sending' || mail.state === 'queued' || mail.state === 'sent') {
    await note(desk, mail, { state: 'delivered' });
  }
  const { declarationId } = mail;
  if (declarationId === undefined || !desk.policy.noticeServedByDelivery.value) return;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const didCase = await getCase(desk.table, declarationId);
    const edit = didCase && noticeServed(didCase, mail.mailId, deliveredAt, desk.policy);
    if (!didCase || !edit) return;
    const by = { party: 'schedule', actor: carrier } as const;
    const recorded = { ...edit, by, receivedAt: deliveredAt, appliedAt: desk.now() };
    if (await applyEdit(desk.table, didCase, recorded, desk.policy)) return;
  }
  throw new Error('the case changed under the delivery of a notice');
}

/**
 * The mail came back. For good: the mailbox is broken, nothing more is sent to it, no term runs, and the office finds
 * the person another way. For the moment: it is tried again for three days, then it counts as for good.
 */
export async function onBounce(
  desk: FeedbackDesk,
  mail: StoredMail,
  sending: Sending,
  { permanent, at }: { readonly permanent: boolean; readonly at: Instant },
): Promise<void> {
  const overtaken = isOvertaken(mail, sending);
  if (!permanent && overtaken) return;
  if (!permanent && !(await isTired(desk, mail, at))) {
    const notBefore = addSeconds(desk.now(), softBounceBackOff);
    // SES took it: no attempt counts against it.
    const again = { state: 'queued', uncounted: mail.attempts, notBefore, agendaDue: notBefore } as const;
    if (mail.state !== 'bounced') await note(desk, mail, again);
    return;
  }
  if (!overtaken && mail.state !== 'bounced') {
    await note(desk, mail, (await again(desk, mail, sending)) ?? { state: 'bounced' });
  }
  if (mail.parameters.kind === 'mailbox-code') return;
  // Mail to an earlier mailbox says nothing of the one of today.
  const broken = await changeRecord(desk, mail, (citizen) =>
    citizen.mailboxSince <= sending.sentAt
      ? {
          mailboxBrokenAt: citizen.mailboxBrokenAt ?? at,
          // Another one is proved already: nobody reads the old one who could object.
          ...(citizen.mailboxChange && { agendaDue: desk.now() }),
        }
      : undefined,
  );
  if (broken) await ask(desk, mail, 'mailbox-broken', occasion(broken.citizenId, broken.mailboxSince));
}

/** What sends a mail once more that came back only after its mailbox was replaced; `undefined` if it was not. */
async function again({ table, now }: FeedbackDesk, mail: StoredMail, { sentAt }: Sending) {
  const citizen = await getCitizen(table, mail.citizenId);
  const replaced = citizen && citizen.mailboxSince > sentAt && citizen.mailboxBrokenAt === undefined;
  return replaced ? forNewMailbox({ ...mail, state: 'bounced' }, now()) : undefined;
}

/** Whether a mail has been tried for three days at the mailbox of today. */
async function isTired(desk: FeedbackDesk, { citizenId, queuedAt }: StoredMail, at: Instant): Promise<boolean> {
  const mailboxSince = (await getCitizen(desk.table, citizenId))?.mailboxSince ?? queuedAt;
  const since = mailboxSince > queuedAt ? mailboxSince : queuedAt;
  return epochOf(at) - epochOf(since) > softBounceSeconds * 1000;
}

/** SES would not carry the mail, for what it holds: sending it again is no use, the mailbox is not to blame. */
export async function onReject(desk: FeedbackDesk, mail: StoredMail, sending: Sending): Promise<void> {
  if (isOvertaken(mail, sending)) return;
  if (mail.state !== 'failed') await note(desk, mail, { state: 'failed' });
  await ask(desk, mail, 'mail-failed', mail.mailId);
}

/** The person complained: courtesy mail stops; legal mail goes on, and the office asks what was wrong. */
export async function onComplaint(desk: FeedbackDesk, mail: StoredMail, at: Instant): Promise<void> {
  const noted = await changeRecord(desk, mail, ({ complainedAt }) => ({ complainedAt: complainedAt ?? at }));
  if (noted) await ask(desk, mail, 'mail-complaint', occasion(noted.citizenId, 'complaint'));
}

/**
 * Changes the record of a mail's citizen, if there is something to change; gives it if the office
 * is to be asked. Done twice it changes nothing more, and asks for the same task again, since an earlier try may have
 * stopped in between.
 */
async function changeRecord(
  desk: FeedbackDesk,
  { citizenId }: StoredMail,
  change: (citizen: CitizenRecord) => Parameters<typeof changeCitizen>[2] | undefined,
): Promise<CitizenRecord | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const citizen = await getCitizen(desk.table, citizenId);
    const fields = citizen && change(citizen);
    if (!citizen || !fields) return undefined;
    const lost = await transact(desk.table, [changeCitizen(desk.table, citizen, fields)]);
    if (lost.size === 0) return citizen;
  }
  throw new Error('the record changed under the feedback of a mail');
}
