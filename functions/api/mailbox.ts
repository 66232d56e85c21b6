import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { addSeconds, type Instant } from '../domain/dates.ts';
import { termEnd } from '../domain/deadlines.ts';
import { CitizenId, MailId } from '../domain/ids.ts';
import { judgeMailbox, MailboxReason, OwnEmail, type Owner, shippedListedDomains } from '../domain/mailbox.ts';
import { operatorDomains } from '../domain/operators.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { noticesAnew } from '../domain/reminders.ts';
import { getCase, listCases } from '../store/cases.ts';
import {
  type Candidate,
  type CitizenRecord,
  changeCitizen,
  citizenOf,
  freeMailbox,
  getCandidate,
  getCitizen,
  getLive,
  mapSubject,
  openMailboxPeriod,
  putCandidate,
  takeMailbox,
} from '../store/citizens.ts';
import { editWrites } from '../store/edits.ts';
import { changeMail, forNewMailbox, listMails, queueMail } from '../store/mails.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact, type Write } from '../store/table.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const codeSeconds = 86_400;
const maximumRequests = 5;
const maximumWrongCodes = 5;

/** The first wall: what the text of a mailbox alone makes us refuse (S0:11). */
export function mailboxRefusal(
  mailbox: OwnEmail,
  field: string,
  { owner, reason }: { readonly owner?: Owner; readonly reason?: string | undefined } = {},
): Refusal | undefined {
  const verdict = judgeMailbox(mailbox, {
    listedDomains: shippedListedDomains(),
    operatorDomains: operatorDomains(),
    owner,
    reason,
  });
  if (verdict.verdict === 'accepted') return undefined;
  return refuse(verdict.verdict === 'refused' ? 'mailbox-not-own' : 'mailbox-reason-needed', field, verdict.rule);
}

/** Body of `POST /me/mailbox`. */
export const NameBody = z.strictObject({ mailbox: OwnEmail, reason: z.optional(MailboxReason) });

/** Takes note of the mailbox that a person names and sends a code to it; who reads the code owns the mailbox. */
export async function nameMailbox(request: SignedRequest): Promise<Reply> {
  const { actor, language, receivedAt } = request;
  const body = parseBody(NameBody, request);
  if ('reply' in body) return body.reply;
  const { mailbox, reason } = body.value;
  const refusal = mailboxRefusal(mailbox, 'mailbox', { reason });
  if (refusal) return refusalReply(refusal, language);

  const known = await citizenOf(table, actor.subject);
  const record = known && (await getCitizen(table, known));
  if (record && record.mailboxBrokenAt === undefined) return refusalReply(refuse('mailbox-not-broken'), language);
  const citizenId = known ?? CitizenId.parse(randomUUID());
  const earlier = known === undefined ? undefined : await getCandidate(table, known);
  if (earlier?.key === request.key) {
    return earlier.mailbox === mailbox ? asked(earlier) : requestProblem('key-reused', language);
  }
  const requests = earlier && earlier.expiresAt > receivedAt ? earlier.requests + 1 : 1;
  if (requests > maximumRequests) return refusalReply(refuse('mailbox-code-limit'), language);

  const validUntil = addSeconds(receivedAt, codeSeconds);
  const lost = await transact(table, [
    mapSubject(table, actor.subject, citizenId),
    putCandidate(
      table,
      {
        citizenId,
        mailbox,
        language,
        key: request.key,
        ...(reason !== undefined && { reason }),
        code: String(randomInt(1_000_000)).padStart(6, '0'),
        expiresAt: validUntil,
        wrongCodes: 0,
        requests,
        ...(earlier?.answered && { answered: earlier.answered }),
      },
      earlier,
    ),
    queueMail(
      table,
      { mailId: MailId.parse(randomUUID()), citizenId, queuedAt: receivedAt },
      { kind: 'mailbox-code', validUntil },
    ),
  ]);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  return asked({ mailbox, expiresAt: validUntil });
}

function asked({ mailbox, expiresAt }: Pick<Candidate, 'mailbox' | 'expiresAt'>): Reply {
  return { status: 202, body: { mailbox, validUntil: expiresAt } };
}

/** Body of `POST /me/mailbox/confirmation`. */
export const ProveBody = z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/, { error: 'six-digits' })) });

/** Proves a mailbox by the code that was sent to it; after five wrong ones the code is void. */
export async function proveMailbox(request: SignedRequest): Promise<Reply> {
  const { actor, language, receivedAt } = request;
  const body = parseBody(ProveBody, request);
  if ('reply' in body) return body.reply;
  const wrong = refusalReply(refuse('mailbox-code-wrong', 'code'), language);
  const citizenId = await citizenOf(table, actor.subject);
  const candidate = citizenId && (await getCandidate(table, citizenId));
  if (!candidate) return wrong;

  const { code } = body.value;
  const record = await getCitizen(table, candidate.citizenId);
  const { answered } = candidate;
  if (answered?.key === request.key) {
    if (answered.code !== code) return requestProblem('key-reused', language);
    // Asked again because its answer was lost: what waited for the mailbox may wait still.
    if (record?.mailbox === answered.mailbox) await sendAgain(record, receivedAt);
    return proven(answered.mailbox, answered.provenAt);
  }
  const right = timingSafeEqual(Buffer.from(candidate.code), Buffer.from(code));
  const works = record?.mailbox === candidate.mailbox && record.mailboxBrokenAt === undefined;
  if (right && works && candidate.provenAt !== undefined) {
    await sendAgain(record, receivedAt);
    return proven(record.mailbox, record.mailboxSince);
  }
  if (candidate.expiresAt <= receivedAt || candidate.wrongCodes >= maximumWrongCodes) return wrong;
  if (right && record) {
    if (record.mailboxBrokenAt !== undefined) return replaceMailbox(request, record, candidate);
    // A code from before the record must not move a mailbox that works.
    return works ? proven(record.mailbox, record.mailboxSince) : refusalReply(refuse('mailbox-not-broken'), language);
  }
  const lost = await transact(table, [
    putCandidate(
      table,
      right ? provenNow(candidate, request) : { ...candidate, wrongCodes: candidate.wrongCodes + 1 },
      candidate,
    ),
  ]);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  return right ? proven(candidate.mailbox, receivedAt) : wrong;
}

/** A candidate whose code was proved by this request. */
function provenNow(candidate: Candidate, { key, receivedAt: provenAt }: SignedRequest): Candidate {
  const { mailbox, code } = candidate;
  return { ...candidate, provenAt, answered: { key, code, mailbox, provenAt } };
}

function proven(mailbox: OwnEmail, provenAt: Instant): Reply {
  return { status: 200, body: { mailbox, provenAt } };
}

/**
 * Puts a proved mailbox in the place of a broken one: from now on mail goes there, what waited for it as well, and the
 * notices before a closing begin again.
 */
async function replaceMailbox(request: SignedRequest, record: CitizenRecord, candidate: Candidate): Promise<Reply> {
  const { language, receivedAt } = request;
  const { mailbox } = candidate;
  const mailboxGuard = await pseudonym(hmacKey, 'EMAIL', mailbox);
  const { citizenId } = record;
  const repaired = { ...record, mailbox, mailboxSince: receivedAt, mailboxGuard, mailboxBrokenAt: undefined };
  const lost = await transact(table, [
    changeCitizen(table, record, { mailbox, mailboxSince: receivedAt, mailboxGuard, mailboxBrokenAt: undefined }),
    ...(mailboxGuard === record.mailboxGuard
      ? []
      : [takeMailbox(table, mailboxGuard, citizenId), freeMailbox(table, record.mailboxGuard)]),
    openMailboxPeriod(table, citizenId, mailbox, receivedAt),
    // A code proves a mailbox once: this one may break as well.
    putCandidate(table, { ...provenNow(candidate, request), expiresAt: receivedAt }, candidate),
    queueMail(
      table,
      { mailId: MailId.parse(randomUUID()), citizenId, queuedAt: receivedAt },
      { kind: 'mailbox-changed', changedAt: receivedAt },
    ),
    ...(await noticesOf(record, request)),
  ]);
  if (lost.has('mailbox-guard')) return refusalReply(refuse('mailbox-in-use', 'mailbox'), language);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  await sendAgain(repaired, receivedAt);
  return proven(mailbox, receivedAt);
}

/** The writes that let the notices of the citizen's live case begin again, if it is one that time may close. */
async function noticesOf(
  { citizenId }: CitizenRecord,
  { actor, receivedAt }: SignedRequest,
): Promise<readonly Write[]> {
  const live = await getLive(table, citizenId);
  const didCase = live && (await getCase(table, live));
  if (!didCase || termEnd(didCase, policy) === undefined) return [];
  const by = { party: 'citizen', actor } as const;
  const edit = { ...noticesAnew(policy), by, receivedAt, appliedAt: receivedAt };
  return editWrites(table, didCase, edit, policy).writes;
}

/** Puts the mail that waited for a mailbox's repair, or came back before it, into the queue. */
async function sendAgain({ citizenId, mailboxBrokenAt }: CitizenRecord, now: Instant): Promise<void> {
  if (mailboxBrokenAt !== undefined) return;
  for (const { declarationId } of await listCases(table, citizenId)) {
    for (const mail of await listMails(table, declarationId)) {
      const fields = forNewMailbox(mail, now);
      if (fields) await changeMail(table, mail, fields);
    }
  }
}
