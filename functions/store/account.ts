/** The end of an account in the record: what goes at once, and what goes once the last mail has left. */
import { v5 as uuidv5 } from 'uuid';
import { addSeconds, type Instant } from '../domain/dates.ts';
import { type CitizenId, DeclarationId, MailId, type Subject } from '../domain/ids.ts';
import { OwnEmail } from '../domain/mailbox.ts';
import {
  type Account,
  type CitizenRecord,
  type CodeGuard,
  changeCitizen,
  freeMailbox,
  freeOwnMailbox,
  StoredAccount,
  subjectKey,
  takeLive,
} from './citizens.ts';
import { changePeriod, type Period } from './mailbox-periods.ts';
import { queueMail } from './mails.ts';
import { agenda, encodeItem, encodeKey, get, type Key, type Table, update, type Write } from './table.ts';

const namespace = '3e9d1c70-6a42-5b8e-9c11-7f0a2d5b8e64';

/** The mail that tells of the end of an account. */
export const farewellOf = (citizenId: CitizenId, endedAt: Instant): MailId =>
  MailId.parse(uuidv5(`${citizenId}|account-ended|${endedAt}`, namespace));

/** What stands in the place of a mailbox that was forgotten; no mail can go there (RFC 2606). */
export const forgotten: OwnEmail = OwnEmail.parse('nessuna@casella.invalid');

/** Gives up the claim of a fiscal code that a citizen holds. */
const dropCode = (table: Table, mac: string, citizenId: CitizenId): Write => ({
  label: 'fiscal-code',
  item: {
    Delete: {
      TableName: table.name,
      Key: encodeKey({ pk: `CF#1#${mac}`, sk: 'GUARD' }),
      ConditionExpression: 'citizenId = :citizen',
      ExpressionAttributeValues: encodeItem({ ':citizen': citizenId }),
    },
  },
});

/** An account as it is kept, by its key. */
export const getAccountAt = (table: Table, key: Key): Promise<StoredAccount | undefined> =>
  get(table, key, StoredAccount);

/** Whether its owner has ended an account whose token is still about. */
export async function hasEnded(table: Table, subject: Subject): Promise<boolean> {
  return (await getAccountAt(table, subjectKey(subject)))?.endedAt !== undefined;
}

/** Ends an account of a citizen: it leads to nobody, and the sweep has the user pool delete it. */
export function endSubject(table: Table, { subject, username }: Account, citizenId: CitizenId, at: Instant): Write {
  const named = username === undefined ? {} : { username };
  return update(
    table,
    'subject',
    subjectKey(subject),
    { entity: 'subject', citizenId: undefined, endedAt: at, ...named, ...agenda(citizenId, at) },
    { expression: 'attribute_not_exists(pk) OR citizenId = :citizen', values: { ':citizen': citizenId } },
  );
}

/** All that the end of an account needs to know. */
export interface AccountEnd {
  readonly record: CitizenRecord;
  readonly guard: CodeGuard | undefined;
  /** The mailboxes that were the citizen's, each with its keyed hash. */
  readonly periods: readonly (Period & { readonly hash: string })[];
  readonly endedAt: Instant;
  /** The account of who asks. */
  readonly session: Account;
  /** Whether a DID that was asks something to be kept. */
  readonly kept: boolean;
}

const daySeconds = 86_400;

/**
 * The writes that end an account: its ways in, its mailboxes' guards and a claim that nobody proved go, the last mail is
 * queued, no DID can begin any more. A proved code stays with the record, for its owner to come back to.
 */
export function endAccount(table: Table, { record, guard, periods, endedAt, session, kept }: AccountEnd): Write[] {
  const { citizenId, subjects, mailboxChange, fiscalCodeGuard } = record;
  return [
    changeCitizen(table, record, {
      endedAt,
      subjects: [],
      mailboxChange: undefined,
      agendaDue: addSeconds(endedAt, daySeconds),
    }),
    ...subjects.map((subject) =>
      endSubject(table, subject === session.subject ? session : { subject }, citizenId, endedAt),
    ),
    ...freeOwnMailbox(table, record),
    ...(mailboxChange && !mailboxChange.shared && mailboxChange.mailboxGuard !== record.mailboxGuard
      ? [freeMailbox(table, mailboxChange.mailboxGuard)]
      : []),
    {
      label: 'candidate',
      item: { Delete: { TableName: table.name, Key: encodeKey({ pk: `CITIZEN#${citizenId}`, sk: 'CANDIDATE' }) } },
    },
    ...(guard?.provisional && guard.citizenId === citizenId ? [dropCode(table, fiscalCodeGuard, citizenId)] : []),
    takeLive(table, citizenId, DeclarationId.parse(citizenId)),
    ...periods.map((period) => changePeriod(table, period, { hash: period.hash })),
    queueMail(
      table,
      { mailId: farewellOf(citizenId, endedAt), citizenId, queuedAt: endedAt },
      { kind: 'account-ended', endedAt, kept },
    ),
  ];
}

/** The writes by which the mailboxes of an account that has ended are forgotten; their keyed hashes stay. */
export function forgetMailboxes(table: Table, record: CitizenRecord, periods: readonly Period[]): Write[] {
  return [
    changeCitizen(table, record, { mailbox: forgotten, mailboxReason: undefined, agendaDue: undefined }),
    ...periods.map((period) => changePeriod(table, period, { mailbox: undefined })),
  ];
}
