import * as z from 'zod/mini';
import type { Instant } from '../domain/dates.ts';
import type { OwnEmail } from '../domain/mailbox.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { type Candidate, type CitizenRecord, citizenOf, getCitizen, putCandidate } from '../store/citizens.ts';
import { isGuardians } from '../store/guardians.ts';
import {
  askChange,
  askOffice,
  isContested,
  type ProvedMailbox,
  plannedChange,
  sendAgain,
  stopChange,
  switchMailbox,
} from '../store/mailboxes.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact } from '../store/table.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { type Reply, refusalReply } from './problem.ts';

/**
 * A record's mailbox and another that its citizen has just proved. A broken one is replaced at once: from now on mail
 * goes to the new one, what waited for it as well, and the notices before a closing begin again. So is that of who is
 * written to by letter, who has proved to be the citizen. One that works is told first, and its owner may object for some
 * hours.
 */
export async function takeProved(request: SignedRequest, record: CitizenRecord, candidate: Candidate): Promise<Reply> {
  const { language, receivedAt } = request;
  const { mailbox, reason } = candidate;
  const proved = await provedMailbox(request, record, candidate);
  const change = plannedChange(
    record,
    { ...proved, ...(reason !== undefined && { reason }) },
    receivedAt,
    policy.mailboxObjectionHours.value,
  );
  const atOnce = record.mailboxBrokenAt !== undefined || record.channel !== undefined;
  const by = { party: 'citizen', actor: request.actor } as const;
  const writes = atOnce
    ? await switchMailbox(table, record, change, { by, at: receivedAt, policy })
    : askChange(table, record, change);
  // A code proves a mailbox once: this one may break as well.
  const used = { ...provenNow(candidate, request, atOnce ? undefined : change.switchesAt), expiresAt: receivedAt };
  const lost = await transact(table, [...writes, putCandidate(table, used, candidate)]);
  if (lost.has('mailbox-guard')) return refusalReply(refuse('mailbox-in-use', 'mailbox'), language);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  if (!atOnce) return proven(mailbox, receivedAt, change.switchesAt);
  await sendAgain(table, { ...record, mailboxBrokenAt: undefined }, receivedAt);
  return proven(mailbox, receivedAt);
}

/** A candidate whose code was proved by this request; `switchesAt`: from then on mail goes there. */
export function provenNow(
  candidate: Candidate,
  { key, receivedAt: provenAt }: Pick<SignedRequest, 'key' | 'receivedAt'>,
  switchesAt?: Instant,
): Candidate {
  const { mailbox, code } = candidate;
  return {
    ...candidate,
    provenAt,
    answered: { key, code, mailbox, provenAt, ...(switchesAt !== undefined && { switchesAt }) },
  };
}

async function provedMailbox(
  { today }: SignedRequest,
  { fiscalCodeGuard }: CitizenRecord,
  { mailbox }: Candidate,
): Promise<ProvedMailbox> {
  const mailboxGuard = await pseudonym(hmacKey, 'EMAIL', mailbox);
  const shared = await isGuardians(table, fiscalCodeGuard, mailboxGuard, today);
  return { mailbox, mailboxGuard, ...(shared && { shared: true as const }) };
}

/** That a mailbox is proved; `switchesAt`: from then on mail goes there, unless somebody objects. */
export function proven(mailbox: OwnEmail, provenAt: Instant, switchesAt?: Instant): Reply {
  return { status: 200, body: { mailbox, provenAt, ...(switchesAt !== undefined && { switchesAt }) } };
}

/** Body of `POST /me/mailbox/objection`: nothing to say. */
export const ObjectBody = z.strictObject({});

/** Stops a change of mailbox that is under way; from then on strong identity or a counter is needed for another. */
export async function objectToChange(request: SignedRequest, { logger }: Tools): Promise<Reply> {
  const { actor, language, receivedAt } = request;
  const body = parseBody(ObjectBody, request);
  if ('reply' in body) return body.reply;
  const citizenId = await citizenOf(table, actor.subject);
  const record = citizenId && (await getCitizen(table, citizenId));
  const change = record?.mailboxChange;
  if (!record || !change) {
    // Asked again because its answer was lost.
    if (record && (await isContested(table, record.citizenId))) return stopped(record);
    return refusalReply(refuse('mailbox-change-none'), language);
  }
  const lost = await transact(table, [
    ...stopChange(table, record, change, receivedAt),
    ...(await askOffice(table, record.citizenId, 'mailbox-contested', receivedAt)),
  ]);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  logger.warn('a change of mailbox was contested', {
    messageCode: 'MAILBOX_CHANGE_CONTESTED',
    citizenId: record.citizenId,
  });
  return stopped(record);
}

const stopped = ({ mailbox }: CitizenRecord): Reply => ({ status: 200, body: { mailbox } });
