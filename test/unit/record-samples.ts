/** Items as the record holds them, put into the table in memory as what a test begins from. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { Actor } from '../../functions/domain/actor.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { isLive, type Party, type Verb } from '../../functions/domain/lifecycle.ts';
import type { Tools } from '../../functions/middleware/observed.ts';
import { CitizenRecord } from '../../functions/store/citizens.ts';
import { StoredCommand } from '../../functions/store/commands.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { Wait } from '../../functions/store/waits.ts';
import { givenDirectory } from './directory.ts';
import type { MemoryTable } from './memory-table.ts';
import {
  at,
  citizenActor,
  citizenId,
  commandId,
  declarationId,
  mario,
  officer,
  operatorOf,
  receivedAt,
  subject,
} from './samples.ts';

export const startedAt = at('2026-11-20T08:00:00.000Z');
/** Half a second after the sample request was received. */
export const appliedAt = at('2026-11-23T09:30:00.500Z');

export const record = CitizenRecord.parse({
  citizenId,
  person: mario,
  mailbox: 'mario.rossi@libero.it',
  mailboxSince: '2026-01-01T00:00:00.000Z',
  subjects: [subject],
  fiscalCodeGuard: 'mac-of-the-code',
  mailboxGuard: 'mac-of-the-mailbox',
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 1,
});

export const profileKey = { pk: `CITIZEN#${citizenId}`, sk: 'PROFILE' };
export const liveKey = { pk: `CITIZEN#${citizenId}`, sk: 'LIVE' };
export const codeKey = { pk: `CF#1#${record.fiscalCodeGuard}`, sk: 'GUARD' };
export const caseKey = { pk: `DID#${declarationId}`, sk: 'CASE' };
export const waitKey = { pk: `WAIT#${declarationId}`, sk: 'WAIT' };
export const commandKey = { pk: `COMMAND#${commandId}`, sk: 'COMMAND' };
export const historyKey = (sequence: number) => ({
  pk: `DID#${declarationId}`,
  sk: `HISTORY#${String(sequence).padStart(8, '0')}`,
});

/** The directory, and the citizen's record and fiscal code, claimed with a password. */
export function givenCitizen(memory: MemoryTable, changes: Partial<CitizenRecord> = {}): void {
  givenDirectory(memory);
  memory.set(profileKey, { entity: 'citizen', ...record, ...changes });
  memory.set(codeKey, { entity: 'guard', citizenId, provisional: true });
}

/** A case that is in the record and live, with the execution of a generation waiting on a token. */
export function givenCase(memory: MemoryTable, didCase: DidCase, wait: Partial<Wait> = {}): Wait {
  memory.set(caseKey, { entity: 'case', ...didCase });
  memory.set(liveKey, { entity: 'guard', declarationId });
  return givenWait(memory, { status: didCase.status, taskToken: 'a-token', ...wait });
}

/** Where a case, or a registration that is no case yet, waits. */
export function givenWait(memory: MemoryTable, changes: Partial<Wait>): Wait {
  const wait = Wait.parse({ declarationId, citizenId, generation: 1, since: startedAt, ...changes });
  memory.set(waitKey, { entity: 'wait', ...wait, homeShard: isEnded(wait) ? undefined : '01' });
  return wait;
}

const isEnded = ({ status }: Wait) => status !== undefined && !isLive(status);

interface Given {
  readonly party?: Party;
  readonly actor?: Actor;
  readonly receivedAt?: Instant;
  readonly attempts?: number;
}

/** A command that was accepted and is pending on the wait. */
export function givenCommand(memory: MemoryTable, verb: Verb, body: object, given: Given = {}): StoredCommand {
  const { party = 'citizen', actor = citizenActor, attempts = 0 } = given;
  const since = given.receivedAt ?? receivedAt;
  const command = StoredCommand.parse({
    commandId,
    verb,
    declarationId,
    citizenId,
    actor,
    party,
    body,
    bodyHash: 'hash-of-the-body',
    receivedAt: since,
    receiptNumber: 'R-20261123-9A1B2C3D3333',
    state: 'accepted',
  });
  memory.set(commandKey, { entity: 'command', ...command });
  const pending = { commandId, verb, since, attempts };
  memory.set(waitKey, { pending, agendaShard: '01', agendaDue: '2026-11-23T09:31:00.000Z' });
  return command;
}

/** The same by the officer of the chosen operator. */
export function givenOfficersCommand(memory: MemoryTable, verb: Verb, body: object, didCase: DidCase): void {
  if (didCase.operatorId === undefined) throw new Error('the case has no operator');
  givenCommand(memory, verb, body, { party: operatorOf(didCase.operatorId).kind, actor: officer(didCase.operatorId) });
}

export const step = { declarationId, generation: 1, commandId, executionStartedAt: startedAt };

/** A communication in the queue, of the sample case. */
export function givenMail(memory: MemoryTable, changes: Partial<StoredMail> = {}): StoredMail {
  const mail = StoredMail.parse({
    mailId: 'c7a5c2f0-4444-5d5d-9d5d-000000000001',
    citizenId,
    declarationId,
    parameters: {
      kind: 'draft-saved',
      caseNumber: 'DID 5E3D-9F7A-2222',
      receiptNumber: 'R-20261123-9A1B2C3D3333',
      receivedAt,
    },
    state: 'queued',
    queuedAt: receivedAt,
    attempts: 0,
    ...changes,
  });
  memory.set(mailKeyOf(mail), { entity: 'mail', ...mail, agendaShard: '01', agendaDue: '2026-11-23T09:32:00.000Z' });
  return mail;
}

/** Where a communication of the sample case is. */
export const mailKeyOf = ({ mailId }: Pick<StoredMail, 'mailId'>) => ({
  pk: `DID#${declarationId}`,
  sk: `MAIL#${mailId}`,
});

/** Tools that say nothing, and count aloud. */
export function quietTools(counted: string[] = []): Tools {
  return { logger: new Logger({ logLevel: 'SILENT' }), count: (metric) => counted.push(metric) };
}
