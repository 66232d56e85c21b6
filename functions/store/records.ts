import type { Instant } from '../domain/dates.ts';
import { type CitizenId, DeclarationId } from '../domain/ids.ts';
import type { Status } from '../domain/lifecycle.ts';
import type { Person } from '../domain/person.ts';
import {
  type Account,
  type CitizenRecord,
  type CodeGuard,
  changeCitizen,
  createCitizen,
  freeLive,
  freeOwnMailbox,
  mapSubject,
  moveCode,
  takeCode,
  takeLive,
  takeOwnMailbox,
  unmapSubject,
} from './citizens.ts';
import { type StoredCommand, storeCommand } from './commands.ts';
import { openMailboxPeriod } from './mailbox-periods.ts';
import type { Table, Write } from './table.ts';
import { openTask } from './tasks.ts';
import { makePending } from './waits.ts';

/** The writes of a new record: its account, its fiscal code, its mailbox. */
export function newRecord(table: Table, record: CitizenRecord, account: Account, provisional: boolean): Write[] {
  return [
    ...recordWithMailbox(table, record, account),
    takeCode(table, record.fiscalCodeGuard, { citizenId: record.citizenId, provisional }),
  ];
}

function recordWithMailbox(table: Table, record: CitizenRecord, account: Account): Write[] {
  return [
    createCitizen(table, record),
    mapSubject(table, account, record.citizenId),
    ...takeOwnMailbox(table, record),
    openMailboxPeriod(table, record.citizenId, record.mailbox, record.mailboxSince),
  ];
}

/** The writes by which an account joins the record of the same person, whose code is proved by now. */
export function joinRecord(
  table: Table,
  record: CitizenRecord,
  guard: CodeGuard,
  account: Account,
  before: CitizenId | undefined,
  person: Person,
): Write[] {
  return [
    mapSubject(table, account, record.citizenId, before),
    moveCode(table, record.fiscalCodeGuard, guard, record.citizenId),
    changeCitizen(table, record, { person, subjects: [...new Set([...record.subjects, account.subject])] }),
  ];
}

/** The record of who comes back after the end of the account, with the mailbox and the data of now. */
export function returned(ended: CitizenRecord, now: CitizenRecord): CitizenRecord {
  const { endedAt: _, mailboxShared: __, mailboxReason: ___, mailboxBrokenAt: ____, channel: _____, ...kept } = ended;
  const { person, mailbox, mailboxSince, mailboxGuard, mailboxShared, mailboxReason, subjects } = now;
  return {
    ...kept,
    ...{ person, mailbox, mailboxSince, mailboxGuard, subjects },
    ...(mailboxShared && { mailboxShared }),
    ...(mailboxReason !== undefined && { mailboxReason }),
  };
}

/** The writes by which the owner of a record comes back whose account had ended: a DID can begin again. */
export function comeBack(
  table: Table,
  ended: CitizenRecord,
  record: CitizenRecord,
  account: Account,
  before: CitizenId | undefined,
): Write[] {
  const { citizenId, person, mailbox, mailboxSince, mailboxGuard, mailboxShared, mailboxReason, subjects } = record;
  return [
    mapSubject(table, account, citizenId, before),
    changeCitizen(table, ended, {
      ...{ person, mailbox, mailboxSince, mailboxGuard, mailboxShared, mailboxReason, subjects },
      endedAt: undefined,
      mailboxBrokenAt: undefined,
      mailboxListedAt: undefined,
      disownedAt: undefined,
      channel: undefined,
      agendaDue: undefined,
    }),
    ...takeOwnMailbox(table, record),
    openMailboxPeriod(table, citizenId, mailbox, mailboxSince),
    freeLive(table, citizenId, DeclarationId.parse(citizenId)),
  ];
}

/** Which unconfirmed DID of the claimant is annulled, by which command. */
export interface Annulment {
  readonly declarationId: DeclarationId;
  /** Where the DID stood when its annulment was decided on. */
  readonly stands: Status;
  readonly command: StoredCommand;
}

/** All that a take-over needs to know. */
export interface TakeOver {
  readonly record: CitizenRecord;
  readonly account: Account;
  readonly claimant: CitizenRecord;
  readonly guard: CodeGuard;
  readonly now: Instant;
  readonly annulment: Annulment | undefined;
}

/**
 * The writes by which a code's true owner takes it over from who only claimed it: a new record for the owner; the
 * claimant's accounts and mailbox are set free, and the claimant's unconfirmed DID is sent to be annulled. Where none is
 * live the claimant's guard is taken for good, so that a registration under way is refused instead of left to nobody.
 */
export function takeOver(table: Table, { record, account, claimant, guard, now, annulment }: TakeOver): Write[] {
  return [
    ...recordWithMailbox(table, record, account),
    moveCode(table, record.fiscalCodeGuard, guard, record.citizenId),
    changeCitizen(table, claimant, { takenOverAt: now }),
    ...freeOwnMailbox(table, claimant),
    ...claimant.subjects.map((subject) => unmapSubject(table, subject)),
    ...(annulment
      ? annul(table, annulment, now)
      : [takeLive(table, claimant.citizenId, DeclarationId.parse(claimant.citizenId))]),
  ];
}

function annul(table: Table, { declarationId, stands, command }: Annulment, since: Instant): Write[] {
  const { commandId } = command;
  return [
    storeCommand(table, command),
    makePending(table, declarationId, stands, { commandId, verb: 'close', since, attempts: 0 }),
    // A person asks the owner whether the annulled DID was theirs after all: then its date is still on record.
    ...openTask(table, { kind: 'did-annulled', about: declarationId, declarationId, openedAt: since }),
  ];
}
