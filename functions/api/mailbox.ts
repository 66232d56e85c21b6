import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { addSeconds, type Instant } from '../domain/dates.ts';
import { CitizenId, MailId } from '../domain/ids.ts';
import {
  judgeMailbox,
  MailboxReason,
  type MailboxVerdict,
  type MailboxWarning,
  OwnEmail,
  type Owner,
} from '../domain/mailbox.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { hasEnded } from '../store/account.ts';
import {
  type Candidate,
  type CitizenRecord,
  citizenOf,
  getCandidate,
  getCitizen,
  mapSubject,
  putCandidate,
} from '../store/citizens.ts';
import { openWalls } from '../store/listed-domains.ts';
import { isContested, sendAgain } from '../store/mailboxes.ts';
import { queueMail } from '../store/mails.ts';
import { transact } from '../store/table.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { proven, provenNow, takeProved } from './mailbox-change.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';
import { mailboxWarning } from './warning-words.ts';

const codeSeconds = 86_400;
const maximumRequests = 5;
const maximumWrongCodes = 5;
const walls = openWalls(table, () => Date.now());

/** The first wall: what the text of a mailbox alone makes us refuse (S0:11), or of what it makes us warn. */
export async function judge(
  mailbox: OwnEmail,
  field: string,
  { owner, reason }: { readonly owner?: Owner | undefined; readonly reason?: string | undefined } = {},
): Promise<{ readonly refusal?: Refusal; readonly warnings: readonly MailboxWarning[] }> {
  const verdict: MailboxVerdict = judgeMailbox(mailbox, { ...(await walls()), owner, reason });
  if (verdict.verdict === 'accepted') return { warnings: verdict.warnings };
  const code = verdict.verdict === 'refused' ? 'mailbox-not-own' : 'mailbox-reason-needed';
  return { refusal: refuse(code, field, verdict.rule), warnings: [] };
}

/** Body of `POST /me/mailbox`. */
export const NameBody = z.strictObject({ mailbox: OwnEmail, reason: z.optional(MailboxReason) });

/** Takes note of the mailbox that a person names and sends a code to it; who reads the code owns the mailbox. */
export async function nameMailbox(request: SignedRequest): Promise<Reply> {
  const { actor, language, receivedAt } = request;
  const body = parseBody(NameBody, request);
  if ('reply' in body) return body.reply;
  const { mailbox, reason } = body.value;
  const known = await citizenOf(table, actor.subject);
  if (known === undefined && (await hasEnded(table, actor.subject))) {
    return refusalReply(refuse('account-ended'), language);
  }
  const record = known && (await getCitizen(table, known));
  const { refusal, warnings } = await judge(mailbox, 'mailbox', { owner: record?.person, reason });
  if (refusal) return refusalReply(refusal, language);
  if (record) {
    const refused = await changeRefusal(request, record, mailbox);
    if (refused) return refusalReply(refused, language);
  }
  const asked = ({ mailbox: named, expiresAt }: Pick<Candidate, 'mailbox' | 'expiresAt'>): Reply => ({
    status: 202,
    body: {
      mailbox: named,
      validUntil: expiresAt,
      warnings: warnings.map((rule) => ({ field: 'mailbox', rule, message: mailboxWarning(rule, language) })),
    },
  });
  const citizenId = known ?? CitizenId.parse(randomUUID());
  const earlier = known === undefined ? undefined : await getCandidate(table, known);
  if (earlier?.key === request.key) {
    return earlier.mailbox === mailbox ? asked(earlier) : requestProblem('key-reused', language);
  }
  const requests = earlier && earlier.expiresAt > receivedAt ? earlier.requests + 1 : 1;
  if (requests > maximumRequests) return refusalReply(refuse('mailbox-code-limit'), language);

  const validUntil = addSeconds(receivedAt, codeSeconds);
  const lost = await transact(table, [
    mapSubject(table, { subject: actor.subject, username: request.username }, citizenId),
    putCandidate(
      table,
      {
        citizenId,
        mailbox,
        // Who asked for no language is written to in that of the record.
        language: (!request.headers['accept-language'] && record?.person.language) || language,
        key: request.key,
        ...(reason !== undefined && { reason }),
        code: String(randomInt(1_000_000)).padStart(6, '0'),
        expiresAt: validUntil,
        wrongCodes: 0,
        requests,
        ...(record && { change: true as const }),
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

/**
 * Why the mailbox of a record cannot be changed to this one: it is the same and takes mail; or somebody contested it, or
 * the person is written to by letter, and whoever asks has not proved to be its citizen.
 */
async function changeRefusal(
  { actor, receivedAt }: SignedRequest,
  { citizenId, mailbox, mailboxBrokenAt, person, channel }: CitizenRecord,
  wanted: OwnEmail,
): Promise<Refusal | undefined> {
  if (wanted === mailbox && mailboxBrokenAt === undefined) return refuse('mailbox-already-yours', 'mailbox');
  const proved = actor.assurance === 'strong' && actor.fiscalCode === person.fiscalCode;
  // A warning on paper comes too late to be objected to, so nobody is warned: who they are is proved beforehand.
  if (!proved && channel && !isIdentified(channel.identifiedAt, receivedAt)) return refuse('mailbox-by-letter');
  return !proved && (await isContested(table, citizenId)) ? refuse('mailbox-contested') : undefined;
}

/** Whether a counter has seen who the person is within the hours in which they may prove another mailbox. */
function isIdentified(identifiedAt: Instant | undefined, now: Instant): boolean {
  return identifiedAt !== undefined && now < addSeconds(identifiedAt, policy.mailboxObjectionHours.value * 3600);
}

/** Body of `POST /me/mailbox/confirmation`. */
export const ProveBody = z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/, { error: 'six-digits' })) });

/**
 * Proves a mailbox by the code that was sent to it; after five wrong ones the code is void. Where there is a record the
 * proved mailbox takes the place of a broken one at once, and of one that works after its owner could object.
 */
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
    if (record?.mailbox === answered.mailbox) await sendAgain(table, record, receivedAt);
    return proven(answered.mailbox, answered.provenAt, answered.switchesAt);
  }
  const right = timingSafeEqual(Buffer.from(candidate.code), Buffer.from(code));
  if (right && record && candidate.provenAt !== undefined) {
    const again = await answerAgain(record, candidate, receivedAt);
    if (again) return again;
  }
  if (candidate.expiresAt <= receivedAt || candidate.wrongCodes >= maximumWrongCodes) return wrong;
  if (right && record) {
    const works = record.mailboxBrokenAt === undefined;
    if (works && record.mailbox === candidate.mailbox) return proven(record.mailbox, record.mailboxSince);
    // A code from before the record must not move a mailbox that works.
    if (works && !candidate.change) return wrong;
    const refused = await changeRefusal(request, record, candidate.mailbox);
    return refused ? refusalReply(refused, language) : takeProved(request, record, candidate);
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

/** The answer to who proves a mailbox once more by the same code; `undefined` if it has changed nothing yet. */
async function answerAgain(record: CitizenRecord, { mailbox }: Candidate, now: Instant): Promise<Reply | undefined> {
  const { mailboxChange: asked, mailboxBrokenAt } = record;
  if (asked?.mailbox === mailbox) return proven(mailbox, asked.askedAt, asked.switchesAt);
  if (record.mailbox !== mailbox || mailboxBrokenAt !== undefined) return undefined;
  // What was held may wait still.
  await sendAgain(table, record, now);
  return proven(mailbox, record.mailboxSince);
}
