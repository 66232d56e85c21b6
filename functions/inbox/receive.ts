import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId, type DeclarationId, receiptNumber, Subject } from '../domain/ids.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import {
  type Arrival,
  type Correspondent,
  doubtsOf,
  type Reply,
  type ReplyDoubt,
  receiveReply,
  replyTask,
} from '../domain/replies.ts';
import { isErased } from '../domain/retention.ts';
import type { Tools } from '../middleware/observed.ts';
import { caseAt, type ReplyDomain } from '../store/case-aliases.ts';
import { getCase, holdOperator } from '../store/cases.ts';
import { type CitizenRecord, getCitizen } from '../store/citizens.ts';
import { applyEdit } from '../store/edits.ts';
import { mailboxAt } from '../store/mailbox-periods.ts';
import { isContested } from '../store/mailboxes.ts';
import { type MessageStore, readMessage } from '../store/messages.ts';
import { getOperator } from '../store/operators.ts';
import { outagesFor } from '../store/outages.ts';
import { getReply, keepReply, noteReply, replyIdOf, toldOn } from '../store/replies.ts';
import { type Table, transact } from '../store/table.ts';
import { caseTasks } from '../store/tasks.ts';
import { type Message, readMail } from './message.ts';

/** What SES says of a mail that it received. */
export interface Received extends Pick<Arrival, 'envelopeFrom' | 'verdicts'> {
  readonly messageId: string;
  readonly receivedAt: Instant;
  /** Those of the envelope: a mail may have been sent on, or show none of them. */
  readonly recipients: readonly string[];
}

/** What taking replies in rests on. */
export interface Inbox {
  readonly table: Table;
  readonly messages: MessageStore;
  readonly replies: ReplyDomain;
  readonly policy: ProcedurePolicy;
  readonly now: () => Instant;
}

const attempts = 3;
const namespace = 'e1c7a4d2-5b0f-5d36-9c8a-7f2b6d1e4a90';

/** Who writes by mail has not signed in: the mailbox alone speaks for them. */
const writer: Actor = { subject: Subject.parse('mail-reply'), role: 'system', assurance: 'basic' };

/** Whether the sender of an envelope is nobody, as that of a bounce is (RFC 5321, 4.5.5). */
const isNobody = (sender: string) => /^(<>)?$|^mailer-daemon@/i.test(sender.trim());

/**
 * Takes in a mail that SES received: beside each case that one of its recipients is the mailbox of. What a machine wrote
 * is dropped without an answer, and so is what goes to nobody's mailbox. Brought twice it is one reply. Throws on faults,
 * for the mail to be brought again.
 */
export async function receive(inbox: Inbox, received: Received, tools: Tools): Promise<void> {
  const { logger, count } = tools;
  const { messageId, recipients, envelopeFrom } = received;
  const drop = (why: 'unaddressed' | 'automatic') => {
    logger.info('a mail was dropped', { messageCode: 'REPLY_DROPPED', messageId, why });
    count('ReplyDropped');
  };
  const found = await Promise.all(recipients.map((address) => caseAt(inbox.replies, address)));
  const cases = [...new Set(found.filter((id) => id !== undefined))];
  if (cases.length === 0) return drop('unaddressed');
  if (isNobody(envelopeFrom)) return drop('automatic');
  const raw = await readMessage(inbox.messages, messageId);
  const message = await readMail(raw);
  if (message?.automatic) return drop('automatic');
  const imprint = createHash('sha256').update(raw).digest('hex');
  for (const declarationId of cases) {
    const kept = await keep(inbox, declarationId, { received, imprint, message });
    if (kept === 'gone') drop('unaddressed');
    if (typeof kept === 'string') continue;
    const { replyId, state, doubts } = kept;
    logger.info('a reply came', { messageCode: 'REPLY_CAME', declarationId, replyId, state, doubts });
    count(state === 'recognised' ? 'ReplyRecognised' : 'ReplyQuarantined');
  }
}

interface Letter {
  readonly received: Received;
  /** SHA-256 of the message as it came, in hex. */
  readonly imprint: string;
  /** What it says; absent if it cannot be read. */
  readonly message: Message | undefined;
}

/** The reply that a mail is to one case, in a name that is always the same. */
function replyOf({ received, imprint, message }: Letter, id: DeclarationId, doubts: readonly ReplyDoubt[]): Reply {
  const { receivedAt, messageId, envelopeFrom } = received;
  const commandId = CommandId.parse(uuidv5(`${messageId}|${id}`, namespace));
  const doubtful = doubts.length > 0;
  return {
    replyId: replyIdOf(receivedAt, commandId),
    declarationId: id,
    receivedAt,
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    commandId,
    imprint,
    state: doubtful ? 'quarantined' : 'recognised',
    doubts: [...doubts],
    ...(doubtful && { from: message?.from ?? envelopeFrom.slice(0, 254) }),
    ...(message?.subject !== undefined && { subject: message.subject }),
    text: message?.text ?? '',
    cut: message?.cut ?? false,
    attachments: [...(message?.attachments ?? [])],
    messageId,
    told: false,
    noted: false,
  };
}

/** Keeps a mail beside a case, as the case and its citizen are now. `gone`: the case is not, or nothing personal of it. */
async function keep(inbox: Inbox, id: DeclarationId, letter: Letter): Promise<Reply | 'there' | 'gone'> {
  const { table } = inbox;
  const { received, message } = letter;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const didCase = await getCase(table, id);
    const citizen = didCase && (await getCitizen(table, didCase.citizenId));
    if (!didCase || !citizen || isErased(didCase)) return 'gone';
    const correspondent = await correspondentOf(table, citizen, received.receivedAt);
    const arrival = { ...received, readable: message !== undefined, from: message?.from };
    const reply = replyOf(letter, id, doubtsOf(arrival, correspondent));
    if (await getReply(table, id, reply.replyId)) return 'there';
    const write = reply.state === 'recognised' ? take : quarantine;
    if (await write(inbox, didCase, reply)) return reply;
  }
  throw new Error('the case changed under a reply');
}

async function correspondentOf(table: Table, citizen: CitizenRecord, at: Instant): Promise<Correspondent> {
  const { citizenId, takenOverAt, deceasedAt } = citizen;
  const [mailbox, contested] = await Promise.all([mailboxAt(table, citizenId, at), isContested(table, citizenId)]);
  return { mailbox, contested, party: takenOverAt === undefined && deceasedAt === undefined };
}

/** The person's word: the history tells it, the register enters it, the office has a task, the person a receipt. */
async function take({ table, policy, now }: Inbox, didCase: DidCase, reply: Reply): Promise<boolean> {
  const { declarationId, commandId, receivedAt } = reply;
  const [operator, toldToday, outages] = await Promise.all([
    getOperator(table, didCase.operatorId),
    toldOn(table, declarationId, receivedAt),
    outagesFor(table, didCase),
  ]);
  const brought = receiveReply(reply, didCase, operator, toldToday, policy, outages);
  const by = { party: 'citizen', actor: writer } as const;
  const recorded = {
    ...brought,
    event: 'reply-received',
    by,
    receivedAt,
    appliedAt: now(),
    commandId,
    receipted: true,
  };
  const after = await applyEdit(table, didCase, recorded, policy, [
    keepReply(table, { ...reply, told: brought.mail !== undefined, noted: true }),
    noteReply(table, reply, didCase.citizenId),
  ]);
  return after !== undefined;
}

/** Kept apart: nobody is answered, the case stays as it is, an office looks at it. */
async function quarantine({ table, now }: Inbox, didCase: DidCase, reply: Reply): Promise<boolean> {
  const lost = await transact(table, [
    holdOperator(table, didCase),
    keepReply(table, reply),
    ...caseTasks(table, didCase, reply.commandId, [replyTask], now()),
  ]);
  return lost.size === 0;
}
