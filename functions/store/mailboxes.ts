/** A citizen's mailbox in the record: asked to be changed, changed, contested, and what stops mail to it. */
import { v5 as uuidv5 } from 'uuid';
import { addSeconds, type Instant } from '../domain/dates.ts';
import { termEnd } from '../domain/deadlines.ts';
import { type CitizenId, MailId, Subject } from '../domain/ids.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { noticesAnew } from '../domain/reminders.ts';
import { getCase, holdOperator, listCases } from './cases.ts';
import {
  type CitizenRecord,
  changeCitizen,
  freeMailbox,
  freeOwnMailbox,
  getLive,
  type MailboxChange,
  takeMailbox,
} from './citizens.ts';
import { editWrites, type RecordedEdit } from './edits.ts';
import { openMailboxPeriod } from './mailbox-periods.ts';
import { changeMail, forNewMailbox, listMails, queueMail, requeued } from './mails.ts';
import type { Table, Write } from './table.ts';
import { finishTask, getTask, isTaskOpen, type OfficeTask, openTask, taskIdOf } from './tasks.ts';

const namespace = '8b0a5d1c-7c55-5a1e-9d0f-5a3e6f1c2b44';
const itself = Subject.parse('mailbox');

/** The id of the mail that a step of a citizen's mailbox brings: done twice it is one mail. */
const mailIdOf = (citizenId: CitizenId, step: string, at: Instant): MailId =>
  MailId.parse(uuidv5(`${citizenId}|${step}|${at}`, namespace));

/** A mailbox that was proved: by whom it is held, and why it is the person's own. */
export type ProvedMailbox = Pick<MailboxChange, 'mailbox' | 'mailboxGuard' | 'shared' | 'reason'>;

/** What asking for a change makes of the record: the change, told to the mailbox that still is the citizen's. */
export function plannedChange(
  { citizenId }: CitizenRecord,
  proved: ProvedMailbox,
  askedAt: Instant,
  hours: number,
): MailboxChange {
  const mailId = mailIdOf(citizenId, 'asked', askedAt);
  return { ...proved, askedAt, switchesAt: addSeconds(askedAt, hours * 3600), mailId };
}

/** The writes that ask for a change: the new mailbox is kept from others, the old one is told, nothing is changed yet. */
export function askChange(table: Table, record: CitizenRecord, change: MailboxChange): Write[] {
  const { citizenId, mailboxChange: earlier } = record;
  const { mailboxGuard, askedAt, switchesAt, mailId } = change;
  const kept = earlier && !earlier.shared && earlier.mailboxGuard === mailboxGuard;
  return [
    changeCitizen(table, record, { mailboxChange: change, agendaDue: switchesAt }),
    ...(earlier && !earlier.shared && !kept ? [freeMailbox(table, earlier.mailboxGuard)] : []),
    ...(change.shared || kept ? [] : [takeMailbox(table, mailboxGuard, citizenId)]),
    queueMail(
      table,
      { mailId, citizenId, queuedAt: askedAt },
      { kind: 'mailbox-change-asked', askedAt, changesAt: switchesAt },
    ),
  ];
}

/** The writes that stop a change: the mailbox stays as it is, and is told. */
export function stopChange(table: Table, record: CitizenRecord, change: MailboxChange, now: Instant): Write[] {
  const { citizenId } = record;
  return [
    changeCitizen(table, record, { mailboxChange: undefined, agendaDue: undefined }),
    ...(change.shared ? [] : [freeMailbox(table, change.mailboxGuard)]),
    queueMail(
      table,
      { mailId: mailIdOf(citizenId, 'stopped', change.askedAt), citizenId, queuedAt: now },
      { kind: 'mailbox-change-stopped', stoppedAt: now },
    ),
  ];
}

/** Who changes a mailbox, when, and by which terms. */
export interface Switching {
  readonly by: RecordedEdit['by'];
  readonly at: Instant;
  readonly policy: ProcedurePolicy;
}

/**
 * The writes that make a proved mailbox the citizen's from now on: the record, its guard, its period, the mail to it.
 * What a change still under way held is set free, what an office was to find another mailbox for is done, and the notices
 * before a closing begin again.
 */
export async function switchMailbox(
  table: Table,
  record: CitizenRecord,
  proved: ProvedMailbox,
  { by, at: now, policy }: Switching,
): Promise<Write[]> {
  const { citizenId, mailboxChange: asked } = record;
  const { mailbox, mailboxGuard, shared, reason } = proved;
  const taken = asked?.mailboxGuard === mailboxGuard && !asked.shared;
  const same = mailboxGuard === record.mailboxGuard && !record.mailboxShared && !shared;
  const listed =
    record.mailboxListedAt === undefined ? undefined : await openTaskOf(table, 'mailbox-listed', citizenId);
  return [
    changeCitizen(table, record, {
      mailbox,
      mailboxSince: now,
      mailboxGuard,
      mailboxReason: reason,
      mailboxShared: shared,
      mailboxBrokenAt: undefined,
      mailboxListedAt: undefined,
      // Who reads a code in it has a mailbox that works.
      channel: undefined,
      mailboxChange: undefined,
      agendaDue: undefined,
    }),
    ...(same ? [] : freeOwnMailbox(table, record)),
    ...(same || shared || taken ? [] : [takeMailbox(table, mailboxGuard, citizenId)]),
    ...(asked && !asked.shared && !taken ? [freeMailbox(table, asked.mailboxGuard)] : []),
    openMailboxPeriod(table, citizenId, mailbox, now),
    queueMail(
      table,
      { mailId: mailIdOf(citizenId, 'changed', now), citizenId, queuedAt: now },
      { kind: 'mailbox-changed', changedAt: now },
    ),
    ...(listed ? settle(table, listed, now, 'another mailbox was proved') : []),
    ...(await noticesOf(table, record, { by, at: now, policy })),
  ];
}

/** The writes that let the notices of the citizen's live case begin again, if it is one that time may close. */
async function noticesOf(
  table: Table,
  { citizenId, mailboxBrokenAt }: CitizenRecord,
  { by, at, policy }: Switching,
): Promise<readonly Write[]> {
  const live = await getLive(table, citizenId);
  const didCase = live && (await getCase(table, live));
  if (!didCase || termEnd(didCase, policy) === undefined) return [];
  const repaired = mailboxBrokenAt !== undefined;
  if (!repaired && !didCase.notices?.length) return [];
  const edit = { ...noticesAnew(policy, repaired ? 'repaired' : 'changed'), by, receivedAt: at, appliedAt: at };
  return editWrites(table, didCase, edit, policy).writes;
}

async function openTaskOf(table: Table, kind: OfficeTask['kind'], about: string): Promise<OfficeTask | undefined> {
  const task = await getTask(table, taskIdOf(kind, about));
  return task?.doneAt === undefined ? task : undefined;
}

function settle(table: Table, task: OfficeTask, doneAt: Instant, note: string): Write[] {
  return finishTask(table, task, { doneAt, doneBy: itself, note });
}

/** The task of a kind about a citizen, if it is open, settled as having become needless. */
export async function settleTaskOf(
  table: Table,
  citizenId: CitizenId,
  kind: OfficeTask['kind'],
  now: Instant,
  note: string,
): Promise<Write[]> {
  const task = await openTaskOf(table, kind, citizenId);
  return task ? settle(table, task, now, note) : [];
}

/**
 * The writes that ask an office to look at a citizen's mailbox: the job centre of the live DID, or the managers. While
 * it is open nothing of that DID is closed by time.
 */
export async function askOffice(
  table: Table,
  citizenId: CitizenId,
  kind: 'mailbox-listed' | 'mailbox-contested' | 'not-me',
  openedAt: Instant,
): Promise<Write[]> {
  const declarationId = await getLive(table, citizenId);
  const didCase = declarationId && (await getCase(table, declarationId));
  const operatorId = didCase && jobCentreOf(didCase);
  return [
    ...(didCase ? [holdOperator(table, didCase)] : []),
    ...openTask(table, {
      kind,
      about: citizenId,
      ...(didCase && { declarationId: didCase.declarationId }),
      ...(operatorId !== undefined && { operatorId }),
      openedAt,
    }),
  ];
}

/** The writes that tell a citizen that the mailbox's domain was listed later: they are still written to there. */
export async function markListed(table: Table, record: CitizenRecord, now: Instant): Promise<Write[]> {
  const { citizenId } = record;
  return [
    changeCitizen(table, record, { mailboxListedAt: now }),
    queueMail(
      table,
      { mailId: mailIdOf(citizenId, 'listed', now), citizenId, queuedAt: now },
      { kind: 'mailbox-listed', listedAt: now },
    ),
    ...(await askOffice(table, citizenId, 'mailbox-listed', now)),
  ];
}

/**
 * The writes by which somebody says that the mail of a citizen is not for them or not about them, however they say it:
 * mail stops, no term runs, an office looks at it.
 */
export async function disownMail(table: Table, record: CitizenRecord, at: Instant): Promise<Write[]> {
  return [
    changeCitizen(table, record, { disownedAt: record.disownedAt ?? at }),
    ...(await askOffice(table, record.citizenId, 'not-me', at)),
  ];
}

/** Whether somebody has contested a change of this mailbox or the mail to it, and no office has settled that. */
export async function isContested(table: Table, citizenId: CitizenId): Promise<boolean> {
  const open = await Promise.all([
    isTaskOpen(table, 'mailbox-contested', citizenId),
    isTaskOpen(table, 'not-me', citizenId),
  ]);
  return open.includes(true);
}

/**
 * Why no mail may go to a citizen now: an office proposes to close their DID for death, and nobody has decided yet; the
 * mailbox is broken; somebody has said that the mail is not for them or not about them and no office has settled that.
 * Who is written to on paper is stopped by the first alone.
 */
export async function mailStop(table: Table, record: CitizenRecord): Promise<MailStop | undefined> {
  if (await deathIsProposed(table, record)) return 'death-proposed';
  if (record.channel !== undefined) return undefined;
  if (record.mailboxBrokenAt !== undefined) return 'broken';
  if (record.disownedAt === undefined) return undefined;
  return (await isTaskOpen(table, 'not-me', record.citizenId)) ? 'disowned' : undefined;
}

/** The write that lets the senders of mail look whether a death is proposed. */
export const noteDeathProposed = (table: Table, citizen: CitizenRecord, deathProposedAt: Instant): Write =>
  changeCitizen(table, citizen, { deathProposedAt });

type MailStop = 'death-proposed' | 'broken' | 'disowned';

async function deathIsProposed(table: Table, { citizenId, deathProposedAt }: CitizenRecord): Promise<boolean> {
  // Not the one that holds the guard alone: one that was forfeited may be open beside it.
  const cases = deathProposedAt === undefined ? [] : await listCases(table, citizenId);
  return cases.some(({ proposal }) => proposal?.kind === 'close' && proposal.closure === 'death');
}

/** Puts the mail of a citizen's DIDs that waited for a mailbox, or came back before this one was proved, into the queue. */
export async function sendAgain(
  table: Table,
  { citizenId, mailboxBrokenAt }: Pick<CitizenRecord, 'citizenId' | 'mailboxBrokenAt'>,
  now: Instant,
): Promise<void> {
  if (mailboxBrokenAt !== undefined) return;
  for (const { declarationId } of await listCases(table, citizenId)) {
    for (const mail of await listMails(table, declarationId)) {
      const fields = forNewMailbox(mail, now);
      if (fields) await changeMail(table, mail, fields);
    }
  }
}

/** Puts the mail of a citizen's DIDs that is held back into the queue: an office sends it on paper. */
export async function sendHeld(table: Table, citizenId: CitizenId, now: Instant): Promise<void> {
  for (const { declarationId } of await listCases(table, citizenId)) {
    for (const mail of await listMails(table, declarationId)) {
      if (mail.state === 'held') await changeMail(table, mail, requeued(now));
    }
  }
}
