import * as z from 'zod/mini';
import type { CitizenId } from '../domain/ids.ts';
import { OwnEmail } from '../domain/mailbox.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { citizenOf, getCitizen, getMailboxGuard } from '../store/citizens.ts';
import { disownMail } from '../store/mailboxes.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact } from '../store/table.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** Body of `POST /reports/not-me`: it was not I who did it, or the mail is for somebody else. */
export const NotMeBody = z.strictObject({ what: z.enum(['not-me', 'not-for-me']) });

/**
 * «Non sono stato io / non è per me»: whoever gets our mail says that it is not about them, signed in to their own
 * record or by an account at that mailbox. Mail to it stops, no term runs, and an office looks at it.
 */
export async function reportNotMe(request: SignedRequest, { logger, count }: Tools): Promise<Reply> {
  const { language, receivedAt } = request;
  const body = parseBody(NotMeBody, request);
  if ('reply' in body) return body.reply;
  const citizenId = await whoseMail(request);
  const record = citizenId && (await getCitizen(table, citizenId));
  if (!record || record.takenOverAt !== undefined) return requestProblem('not-found', language);
  const lost = await transact(table, await disownMail(table, record, receivedAt));
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  logger.warn('mail was disowned', {
    messageCode: 'MAIL_DISOWNED',
    citizenId: record.citizenId,
    what: body.value.what,
  });
  count('MailDisowned');
  return { status: 202, body: { what: body.value.what, receivedAt } };
}

/** Whose mail comes to who asks: their own, or that of the citizen who gets it at the mailbox of this account. */
async function whoseMail({ actor, provenEmail }: SignedRequest): Promise<CitizenId | undefined> {
  const own = await citizenOf(table, actor.subject);
  if (own && (await getCitizen(table, own))) return own;
  const mailbox = OwnEmail.safeParse(provenEmail).data;
  return mailbox && getMailboxGuard(table, await pseudonym(hmacKey, 'EMAIL', mailbox));
}
