import * as z from 'zod/mini';
import { epochOf, Instant } from '../domain/dates.ts';
import { CitizenId, DeclarationId, MailId, Subject } from '../domain/ids.ts';
import { MailboxReason, OwnEmail } from '../domain/mailbox.ts';
import { languages, Person } from '../domain/person.ts';
import { Restriction } from '../domain/restriction.ts';
import { agenda, encodeItem, encodeKey, get, hold, type Key, put, type Table, update, type Write } from './table.ts';

/** A mailbox that was proved and takes the place of the one that works once its owner has had time to object. */
export const MailboxChange = z.object({
  mailbox: OwnEmail,
  mailboxGuard: z.string(),
  shared: z.optional(z.literal(true)),
  reason: z.optional(MailboxReason),
  askedAt: Instant,
  /** Not before; the hours count from when the old mailbox was told. */
  switchesAt: Instant,
  /** The mail that tells the old mailbox. */
  mailId: MailId,
});
export type MailboxChange = z.infer<typeof MailboxChange>;

/** The citizen's record. */
export const CitizenRecord = z.object({
  citizenId: CitizenId,
  person: Person,
  mailbox: OwnEmail,
  mailboxSince: Instant,
  /** Why a mailbox that looks like an office's is the person's own. */
  mailboxReason: z.optional(MailboxReason),
  subjects: z.array(Subject),
  fiscalCodeGuard: z.string(),
  /** Keyed hashes of the codes of before, which still lead here: of a provisional code, or one that was put right. */
  formerCodes: z.optional(z.array(z.object({ guard: z.string(), until: Instant }))),
  mailboxGuard: z.string(),
  createdAt: Instant,
  version: z.int(),
  /** When mail to the mailbox bounced for good; nothing is sent and no term runs until another one is proved. */
  mailboxBrokenAt: z.optional(Instant),
  /** When the citizen complained of our mail: courtesy mail stops, legal mail does not. */
  complainedAt: z.optional(Instant),
  /** The mailbox is a guardian's, who may get the mail of several: it holds no guard. */
  mailboxShared: z.optional(z.literal(true)),
  /** When the mailbox was found at a domain that was listed after it became the citizen's; it is still written to. */
  mailboxListedAt: z.optional(Instant),
  mailboxChange: z.optional(MailboxChange),
  /** When somebody said that our mail is not for them or not about them; what stops it is the office's open task. */
  disownedAt: z.optional(Instant),
  /** How the person is told: by mail unless an office noted that no mailbox of theirs works (CAD art. 3-bis c.4-bis). */
  channel: z.optional(
    z.object({
      kind: z.literal('letter'),
      since: Instant,
      by: Subject,
      /** When the person last showed at the counter who they are: for some hours they may then prove another mailbox. */
      identifiedAt: z.optional(Instant),
    }),
  ),
  /** When an office last proposed to close a DID for death; while that waits to be decided, mail waits too. */
  deathProposedAt: z.optional(Instant),
  /** When an office recorded that the person has died: nobody is written to any more. */
  deceasedAt: z.optional(Instant),
  /** When the fiscal code's true owner took it over; nobody is a party to this record any more. */
  takenOverAt: z.optional(Instant),
  /** Restriction of processing that the citizen asked for (GDPR art. 18), the latest one. */
  restriction: z.optional(Restriction),
  /** When the citizen ended the account: what a DID that was asks to be kept stays, and nobody is written to. */
  endedAt: z.optional(Instant),
});
export type CitizenRecord = z.infer<typeof CitizenRecord>;

/** A mailbox that was named and waits for its code, or that proved its code before the record existed. */
export const Candidate = z.object({
  citizenId: CitizenId,
  mailbox: OwnEmail,
  language: z.enum(languages),
  /** The Idempotency-Key of the request that asked for the code. */
  key: z.optional(z.string()),
  reason: z.optional(MailboxReason),
  code: z.string(),
  expiresAt: Instant,
  wrongCodes: z.int(),
  requests: z.int(),
  provenAt: z.optional(Instant),
  /** Named by who had a mailbox already: a code from before that must not move it. */
  change: z.optional(z.literal(true)),
  /** The confirmation that was answered last, so that asked again it is answered the same. */
  answered: z.optional(
    z.object({
      key: z.string(),
      code: z.string(),
      mailbox: OwnEmail,
      provenAt: Instant,
      switchesAt: z.optional(Instant),
    }),
  ),
});
export type Candidate = z.infer<typeof Candidate>;

/** Who holds a fiscal code; `provisional`: claimed without strong proof, its true owner may take it over. */
export const CodeGuard = z.object({ citizenId: CitizenId, provisional: z.boolean() });
export type CodeGuard = z.infer<typeof CodeGuard>;
const MailboxGuard = z.object({ citizenId: CitizenId });

const profileKey = (id: CitizenId): Key => ({ pk: `CITIZEN#${id}`, sk: 'PROFILE' });
const liveKey = (id: string): Key => ({ pk: `CITIZEN#${id}`, sk: 'LIVE' });
const candidateKey = (id: CitizenId): Key => ({ pk: `CITIZEN#${id}`, sk: 'CANDIDATE' });
/** Where an account is kept. */
export const subjectKey = (subject: Subject): Key => ({ pk: `SUB#${subject}`, sk: 'SUB' });
const guardKey = (kind: 'CF' | 'EMAIL', mac: string): Key => ({ pk: `${kind}#1#${mac}`, sk: 'GUARD' });

/** An account of the user pool: its `sub`, and the name by which the pool can be asked to delete it. */
export interface Account {
  readonly subject: Subject;
  readonly username?: string | undefined;
}

/** Whose an account is. One that its owner ended is nobody's, until the pool has deleted it and its last token is over. */
export const StoredAccount = z.object({
  citizenId: z.optional(CitizenId),
  username: z.optional(z.string()),
  endedAt: z.optional(Instant),
});
export type StoredAccount = z.infer<typeof StoredAccount>;

/** The citizen behind an account; `undefined` if it has none yet, or none any more. */
export async function citizenOf(table: Table, subject: Subject): Promise<CitizenId | undefined> {
  return (await get(table, subjectKey(subject), StoredAccount))?.citizenId;
}

/** Ties an account to a citizen: one that was tied to none, to the same, or to `before`, which has no record yet. */
export function mapSubject(
  table: Table,
  { subject, username }: Account,
  citizenId: CitizenId,
  before = citizenId,
): Write {
  return put(
    table,
    'subject',
    { ...subjectKey(subject), entity: 'subject', citizenId, username },
    {
      expression: 'attribute_not_exists(pk) OR citizenId IN (:citizen, :before)',
      values: { ':citizen': citizenId, ':before': before },
    },
  );
}

/** Unties an account from its citizen. */
export function unmapSubject(table: Table, subject: Subject): Write {
  return { label: 'subject', item: { Delete: { TableName: table.name, Key: encodeKey(subjectKey(subject)) } } };
}

/** Reads a citizen's record; `undefined` if there is none. */
export function getCitizen(table: Table, id: CitizenId): Promise<CitizenRecord | undefined> {
  return get(table, profileKey(id), CitizenRecord);
}

/** Reads a citizen's record by its key. */
export function getCitizenAt(table: Table, key: Key): Promise<CitizenRecord | undefined> {
  return get(table, key, CitizenRecord);
}

/** The record as decisions look at it. Who is written to by letter has no mailbox that a term could rest on. */
export function asFacts(record: CitizenRecord) {
  const { citizenId, person, mailboxBrokenAt, mailboxSince, channel, takenOverAt, endedAt } = record;
  const mailboxHealthy = mailboxBrokenAt === undefined && channel === undefined;
  return {
    citizenId,
    person,
    mailboxSince,
    mailboxHealthy,
    ...((takenOverAt ?? endedAt) !== undefined && { takenOver: true }),
  };
}

/** First write of a record. */
export function createCitizen(table: Table, record: CitizenRecord): Write {
  return put(table, 'citizen', { ...profileKey(record.citizenId), entity: 'citizen', ...record });
}

/** The fields that a change gives a record; on the agenda as long as its mailbox is being changed. */
type CitizenChanges = Partial<CitizenRecord> & { readonly agendaDue?: Instant | undefined };

/** Changes a record if its version still is that of `before`; the agenda changes only if told. */
export function changeCitizen(table: Table, before: CitizenRecord, fields: CitizenChanges): Write {
  const { agendaDue, ...rest } = fields;
  return update(
    table,
    'citizen',
    profileKey(before.citizenId),
    {
      ...rest,
      ...('agendaDue' in fields && agenda(before.citizenId, agendaDue)),
      version: before.version + 1,
    },
    { expression: 'version = :from', values: { ':from': before.version } },
  );
}

/** Holds a transaction to a record that is as it was read. */
export function holdCitizen(table: Table, { citizenId, version }: CitizenRecord): Write {
  return hold(table, 'citizen', profileKey(citizenId), { expression: 'version = :from', values: { ':from': version } });
}

/** Who holds a fiscal code, by its keyed hash. */
export function getCodeGuard(table: Table, mac: string): Promise<CodeGuard | undefined> {
  return get(table, guardKey('CF', mac), CodeGuard);
}

/** Takes a free fiscal code. */
export function takeCode(table: Table, mac: string, guard: CodeGuard): Write {
  return put(table, 'fiscal-code', { ...guardKey('CF', mac), entity: 'guard', ...guard });
}

/** Gives a fiscal code to its proved owner, if its guard still says what was read. */
export function moveCode(table: Table, mac: string, from: CodeGuard, to: CitizenId): Write {
  return update(
    table,
    'fiscal-code',
    guardKey('CF', mac),
    { citizenId: to, provisional: false },
    {
      expression: 'citizenId = :from AND provisional = :was',
      values: { ':from': from.citizenId, ':was': from.provisional },
    },
  );
}

/** Ends the provisional claim of a fiscal code once an operator has seen the document of who holds it. */
export function verifyCode(table: Table, mac: string, citizenId: CitizenId): Write {
  return update(
    table,
    'fiscal-code',
    guardKey('CF', mac),
    { provisional: false },
    {
      expression: 'citizenId = :citizen',
      values: { ':citizen': citizenId },
    },
  );
}

/** Who gets mail at a mailbox, by its keyed hash. */
export async function getMailboxGuard(table: Table, mac: string): Promise<CitizenId | undefined> {
  return (await get(table, guardKey('EMAIL', mac), MailboxGuard))?.citizenId;
}

/** Takes a mailbox that nobody has. */
export function takeMailbox(table: Table, mac: string, citizenId: CitizenId): Write {
  return put(table, 'mailbox-guard', { ...guardKey('EMAIL', mac), entity: 'guard', citizenId });
}

/** Frees a mailbox that a citizen holds. */
export function freeMailbox(table: Table, mac: string): Write {
  return {
    label: 'mailbox-guard',
    item: { Delete: { TableName: table.name, Key: encodeKey(guardKey('EMAIL', mac)) } },
  };
}

/** Takes the mailbox of a record; one that is a guardian's holds no guard, since it serves several. */
export function takeOwnMailbox(table: Table, record: MailboxHeld): Write[] {
  return record.mailboxShared ? [] : [takeMailbox(table, record.mailboxGuard, record.citizenId)];
}

/** Frees the mailbox of a record, if it holds one. */
export function freeOwnMailbox(table: Table, record: MailboxHeld): Write[] {
  return record.mailboxShared ? [] : [freeMailbox(table, record.mailboxGuard)];
}

type MailboxHeld = Pick<CitizenRecord, 'citizenId' | 'mailboxGuard' | 'mailboxShared'>;

/** The citizen's live DID, draft included. */
export async function getLive(table: Table, citizenId: CitizenId): Promise<DeclarationId | undefined> {
  return (await get(table, liveKey(citizenId), z.object({ declarationId: DeclarationId })))?.declarationId;
}

/** Takes the guard of one live DID a citizen; fails where another is live. */
export function takeLive(table: Table, citizenId: CitizenId, declarationId: DeclarationId): Write {
  return put(
    table,
    'live',
    { ...liveKey(citizenId), entity: 'guard', declarationId },
    { expression: 'attribute_not_exists(pk) OR declarationId = :id', values: { ':id': declarationId } },
  );
}

/** Gives the guard of one live DID to another of the same citizen, if the one it was read of still holds it. */
export function moveLive(table: Table, citizenId: CitizenId, from: DeclarationId, to: DeclarationId): Write {
  return update(
    table,
    'live',
    liveKey(citizenId),
    { declarationId: to },
    { expression: 'declarationId = :from', values: { ':from': from } },
  );
}

/** Frees the guard of one live DID, if this one holds it. */
export function freeLive(table: Table, citizenId: CitizenId, declarationId: DeclarationId): Write {
  return {
    label: 'live',
    item: {
      Delete: {
        TableName: table.name,
        Key: encodeKey(liveKey(citizenId)),
        ConditionExpression: 'attribute_not_exists(pk) OR declarationId = :id',
        ExpressionAttributeValues: encodeItem({ ':id': declarationId }),
      },
    },
  };
}

/** The mailbox that a citizen has named but not taken yet. */
export function getCandidate(table: Table, citizenId: CitizenId): Promise<Candidate | undefined> {
  return get(table, candidateKey(citizenId), Candidate);
}

/**
 * Writes the candidate mailbox if it still is as it was read, so that codes and guesses sent at once are counted one by
 * one; it vanishes two days after its code has expired.
 */
export function putCandidate(table: Table, candidate: Candidate, before: Candidate | undefined): Write {
  const ttl = Math.floor(epochOf(candidate.expiresAt) / 1000) + 2 * 86_400;
  return put(
    table,
    'candidate',
    { ...candidateKey(candidate.citizenId), entity: 'candidate', ttl, ...candidate },
    before && {
      expression: 'requests = :requests AND wrongCodes = :wrong AND expiresAt = :expiry',
      values: { ':requests': before.requests, ':wrong': before.wrongCodes, ':expiry': before.expiresAt },
    },
  );
}
