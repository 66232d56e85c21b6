import { addDays, dateInRome, epochOf, type Instant, startOfDay } from '../domain/dates.ts';
import type { CitizenId, CommandId, DeclarationId } from '../domain/ids.ts';
import { Reply, ReplyId } from '../domain/replies.ts';
import { noteMade } from './edits.ts';
import {
  encode,
  get,
  type Key,
  type Page,
  type PageAsked,
  put,
  queryAll,
  readPage,
  type Table,
  update,
  type Write,
} from './table.ts';

const key = (id: DeclarationId, replyId: ReplyId): Key => ({ pk: `DID#${id}`, sk: `REPLY#${replyId}` });

/** Names a reply by when it was received and by the act of sending it. */
export function replyIdOf(receivedAt: Instant, act: CommandId): ReplyId {
  return ReplyId.parse(`${epochOf(receivedAt)}-${act.slice(-12)}`);
}

/** Notes that a person presented what a reply says: the register of the protocol enters it by the message's imprint. */
export function noteReply(table: Table, reply: Reply, citizenId: CitizenId): Write {
  const { commandId, declarationId, receiptNumber, receivedAt, imprint } = reply;
  const sent = {
    what: 'reply-received',
    party: 'citizen',
    citizenId,
    declarationId,
    receiptNumber,
    receivedAt,
  } as const;
  return noteMade(table, commandId, { ...sent, bodyHash: imprint });
}

/** Keeps a reply beside its case, once. */
export function keepReply(table: Table, reply: Reply): Write {
  return put(table, 'reply', { ...key(reply.declarationId, reply.replyId), entity: 'reply', ...reply });
}

/** Reads a reply. */
export function getReply(table: Table, id: DeclarationId, replyId: ReplyId): Promise<Reply | undefined> {
  return get(table, key(id, replyId), Reply);
}

/** A page of the replies to the mail of a case, oldest first. */
export function readReplies(table: Table, id: DeclarationId, asked: PageAsked): Promise<Page<Reply>> {
  return readPage(table, { pk: `DID#${id}`, prefix: 'REPLY#' }, asked, Reply);
}

/** How many replies of the day of an instant, in Rome, the person was told of by mail when they came. */
export async function toldOn(table: Table, id: DeclarationId, at: Instant): Promise<number> {
  const day = dateInRome(at);
  const [first, next] = [startOfDay(day), startOfDay(addDays(day, 1))].map((instant) => String(epochOf(instant)));
  const found = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :next',
      ExpressionAttributeValues: {
        ':pk': encode(`DID#${id}`),
        ':first': encode(`REPLY#${first}`),
        ':next': encode(`REPLY#${next}`),
        ':yes': encode(true),
      },
      FilterExpression: 'told = :yes',
      ConsistentRead: true,
    },
    Reply,
  );
  return found.length;
}

/** Notes what an office found of a reply that is as it was read. */
export function decideReply(table: Table, reply: Reply, decision: NonNullable<Reply['decision']>): Write {
  const { declarationId, replyId, state } = reply;
  return update(
    table,
    'reply',
    key(declarationId, replyId),
    { state: decision.outcome, decision, noted: reply.noted || decision.outcome === 'recognised' },
    { expression: '#was = :was', names: { '#was': 'state' }, values: { ':was': state } },
  );
}
