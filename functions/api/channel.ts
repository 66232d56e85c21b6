import * as z from 'zod/mini';
import { refuse } from '../domain/refusals.ts';
import { changeCitizen, getCitizen } from '../store/citizens.ts';
import { sendHeld } from '../store/mailboxes.ts';
import { transact } from '../store/table.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, signed } from './http.ts';
import { refusalReply } from './problem.ts';

/** Body of `PUT /declarations/{id}/channel`. */
export const ChannelBody = z.strictObject({
  channel: z.enum(['mail', 'letter']),
  /** Of who is written to by letter: they showed a document at the counter, and for some hours may prove another mailbox. */
  identityShown: z.optional(z.literal(true)),
});

/**
 * Notes at a counter that the person has no mailbox that works and is written to by letter (CAD art. 3-bis c.4-bis), or
 * that one works again. Mail that was held becomes letters at once. No term runs by mail meanwhile. Mail is refused while the
 * mailbox is broken (`mailbox-broken`): another is proved first, by strong identity or after a document was shown here.
 */
export const setChannel = signed(async (request, { logger }) => {
  const { language, receivedAt, actor } = request;
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ChannelBody, request);
  if ('reply' in body) return body.reply;
  const { citizenId } = opened.citizen;
  const citizen = await getCitizen(table, citizenId);
  if (!citizen) throw new Error('the case has no citizen');
  const letter = body.value.channel === 'letter';
  const shown = letter && body.value.identityShown === true;
  if (!letter && citizen.mailboxBrokenAt !== undefined) return refusalReply(refuse('mailbox-broken'), language);
  if (shown || letter !== (citizen.channel !== undefined)) {
    const channel = letter
      ? ({
          kind: 'letter',
          since: citizen.channel?.since ?? receivedAt,
          by: actor.subject,
          ...(shown && { identifiedAt: receivedAt }),
        } as const)
      : undefined;
    const lost = await transact(table, [changeCitizen(table, citizen, { channel })]);
    if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
    logger.info('channel set', { messageCode: 'CHANNEL_SET', citizenId, channel: body.value.channel });
  }
  await sendHeld(table, citizenId, receivedAt);
  return { status: 200, body: { channel: body.value.channel } };
});
