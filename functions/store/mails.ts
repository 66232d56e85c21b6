import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { v5 as uuidv5 } from 'uuid';
import * as z from 'zod/mini';
import { type MailKind, MailParameters, mailSorts } from '../domain/communications.ts';
import { addSeconds, Instant } from '../domain/dates.ts';
import { CitizenId, type CommandId, DeclarationId, MailId } from '../domain/ids.ts';
import {
  agenda,
  encode,
  encodeKey,
  get,
  type Key,
  put,
  queryAll,
  type Table,
  update,
  updateOf,
  type Write,
} from './table.ts';

/** After so many seconds a mail that is held is looked at again: a mailbox is repaired by its owner, the rest by offices. */
export const heldPatience = { broken: 86_400, disowned: 3600, 'death-proposed': 3600 } as const;
/** After so many seconds a mail that the stream did not bring to the outbox is picked up by the sweep. */
export const queuePatience = 120;
/** For so many seconds one sender holds a mail; nobody else sends it meanwhile. */
export const leaseSeconds = 300;

/**
 * `held`: the mailbox cannot take mail now, it is sent after repair; `letter`: an office sends it on paper; `cancelled`:
 * its reader is no party any more.
 */
export const mailStates = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'bounced',
  'held',
  'letter',
  'failed',
  'cancelled',
] as const;

/** A communication to a citizen: which text with which facts, never the text itself nor an address. */
export const StoredMail = z.object({
  mailId: MailId,
  citizenId: CitizenId,
  /** Absent for mail that belongs to no DID. */
  declarationId: z.optional(DeclarationId),
  parameters: MailParameters,
  state: z.enum(mailStates),
  queuedAt: Instant,
  /** Times that a sender has taken it up. */
  attempts: z.int(),
  /** How many of these do not count against the mail: SES was busy, or the mailbox for the moment. */
  uncounted: z.optional(z.int()),
  leaseUntil: z.optional(Instant),
  /** Not to be sent before: set while it is put off after a failure. */
  notBefore: z.optional(Instant),
  sentAt: z.optional(Instant),
  /** When it came back for good and was put into the queue once more, for another mailbox. */
  resentAt: z.optional(Instant),
  /** When the citizen read of it in the portal. */
  readAt: z.optional(Instant),
  /** SES's identifier of the message. */
  messageId: z.optional(z.string()),
  /** SHA-256 of what was sent. */
  hash: z.optional(z.string()),
});
export type StoredMail = z.infer<typeof StoredMail>;

const mailNamespace = 'b1f3d0f4-2f5e-5c6a-9a43-5f0d6f1f6f0e';

/** The id of the one mail of a kind that a command brings. */
export function mailIdOf(commandId: CommandId, kind: MailKind): MailId {
  return MailId.parse(uuidv5(`${commandId}|${kind}`, mailNamespace));
}

/** The key of a communication: under its DID, or under the citizen if it belongs to none. */
export const mailKey = (mail: Pick<StoredMail, 'mailId' | 'citizenId' | 'declarationId'>): Key => ({
  pk: mail.declarationId === undefined ? `CITIZEN#${mail.citizenId}` : `DID#${mail.declarationId}`,
  sk: `MAIL#${mail.mailId}`,
});

/** The tag that tells, with a mail's id, where its item is: tags allow no `#`. */
export const ownerTag = (mail: StoredMail) => mailKey(mail).pk.replace('#', '_');

/** The partition that an owner tag stands for; `undefined` if it is none. */
export function mailOwner(tag: string | undefined): string | undefined {
  return tag !== undefined && /^(DID|CITIZEN)_[0-9a-f-]{36}$/.test(tag) ? tag.replace('_', '#') : undefined;
}

/** Queues a communication; the stream brings it to the outbox, the agenda makes sure. */
export function queueMail(
  table: Table,
  mail: Pick<StoredMail, 'mailId' | 'citizenId' | 'declarationId' | 'queuedAt'>,
  parameters: MailParameters,
): Write {
  return put(table, 'mail', {
    ...mailKey(mail),
    entity: 'mail',
    ...mail,
    parameters,
    state: 'queued',
    attempts: 0,
    ...agenda(mail.mailId, addSeconds(mail.queuedAt, queuePatience)),
  });
}

/** After so many attempts that count a mail has failed and a person is asked. */
export const lastAttempt = 8;

/** Attempts that count against a mail: SES refused it, or its sender vanished. */
export const countedAttempts = ({ attempts, uncounted = 0 }: Pick<StoredMail, 'attempts' | 'uncounted'>) =>
  attempts - uncounted;

/** What puts a mail back into the queue: the stream brings it to be sent, the agenda makes sure. */
export function requeued(now: Instant) {
  return {
    state: 'queued',
    leaseUntil: undefined,
    notBefore: undefined,
    agendaDue: addSeconds(now, queuePatience),
  } as const;
}

/**
 * What sends a mail to the mailbox that has replaced a broken one: what was held, and once what the law asks and what
 * came back for good; `undefined` for the rest. Notices before a closing begin anew instead.
 */
export function forNewMailbox(
  { state, parameters: { kind }, attempts, resentAt }: StoredMail,
  now: Instant,
): MailFields | undefined {
  if (state === 'held') return { ...requeued(now), uncounted: attempts };
  const again = state === 'bounced' && resentAt === undefined && mailSorts[kind].nature === 'legal';
  if (!again || kind === 'completion-reminder' || kind === 'mailbox-code') return undefined;
  return { ...requeued(now), uncounted: attempts, resentAt: now };
}

/** Reads a communication by its key. */
export function getMail(table: Table, key: Key): Promise<StoredMail | undefined> {
  return get(table, key, StoredMail);
}

/** Every communication of a DID, oldest first. */
export async function listMails(table: Table, id: DeclarationId): Promise<StoredMail[]> {
  const items = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :mail)',
      ExpressionAttributeValues: { ':pk': encode(`DID#${id}`), ':mail': encode('MAIL#') },
      ConsistentRead: true,
    },
    StoredMail,
  );
  return items.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

/** What a change gives a communication; the agenda changes only if told. */
export type MailFields = Partial<Omit<StoredMail, 'mailId'>> & { readonly agendaDue?: Instant | undefined };

/** The fields of a change, and that the communication still is as it was read. */
function changeOf(mail: StoredMail, fields: MailFields) {
  const { agendaDue, ...rest } = fields;
  const lease = mail.leaseUntil === undefined ? 'attribute_not_exists(leaseUntil)' : 'leaseUntil = :lease';
  return [
    { ...rest, ...('agendaDue' in fields && agenda(mail.mailId, agendaDue)) },
    {
      expression: `#was = :was AND attempts = :tried AND ${lease}`,
      names: { '#was': 'state' },
      values: {
        ':was': mail.state,
        ':tried': mail.attempts,
        ...(mail.leaseUntil !== undefined && { ':lease': mail.leaseUntil }),
      },
    },
  ] as const;
}

/** The write that changes a communication if it still is as it was read. */
export function mailChange(table: Table, mail: StoredMail, fields: MailFields): Write {
  return update(table, 'mail', mailKey(mail), ...changeOf(mail, fields));
}

/** Changes a communication if it still is as it was read; tells whether it was. */
export async function changeMail(table: Table, mail: StoredMail, fields: MailFields): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: encodeKey(mailKey(mail)),
        ...updateOf(...changeOf(mail, fields)),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
