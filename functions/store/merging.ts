/** One live DID a citizen: finding another that is live, and letting it go into an earlier one that is reopened. */
import { v5 as uuidv5 } from 'uuid';
import { dateInRome, type Instant, type PlainDate } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CitizenId, CommandId, type DeclarationId, receiptNumber } from '../domain/ids.ts';
import type { Verb } from '../domain/lifecycle.ts';
import { guardReturned, livesBeside, mayDeclareAfter, waitsForGuard } from '../domain/live-guard.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { guardFreed } from '../domain/sanction-reminders.ts';
import { caseKey, getCase, listCases } from './cases.ts';
import { freeLive, getLive, moveLive } from './citizens.ts';
import { type StoredCommand, storeCommand } from './commands.ts';
import { editWrites, type RecordedEdit } from './edits.ts';
import { encodeItem, encodeKey, type Table, type Write } from './table.ts';
import { makePending } from './waits.ts';

const namespace = '9f3b2c47-5d18-5e60-8c3a-71d0e4a6b582';

/** What a verb asks of the citizen's other DIDs. */
export interface OtherDids {
  readonly liveDeclarationId?: DeclarationId | undefined;
  readonly liveCase?: DidCase | undefined;
  /** The first day on which the person declares anew, after a forfeiture that stands. */
  readonly mayDeclareFrom?: PlainDate | undefined;
}

const asksForLive: readonly Verb[] = ['register', 'reopen', 'record-appeal-outcome'];
const declares: readonly Verb[] = ['register', 'release'];

/**
 * What a verb asks of the citizen's other DIDs: a declaration whether one is live, and from when one may be made; a
 * reopening, and the outcome of an appeal, which other one is live.
 */
export async function getLiveFor(
  table: Table,
  verb: Verb,
  citizenId: CitizenId,
  id: DeclarationId,
  readsAgain = true,
): Promise<OtherDids> {
  const [liveDeclarationId, cases] = await Promise.all([
    asksForLive.includes(verb) ? getLive(table, citizenId) : undefined,
    // What is being declared was never forfeited.
    declares.includes(verb) ? listCases(table, citizenId, id) : [],
  ]);
  const mayDeclareFrom = mayDeclareAfter(cases);
  const from = mayDeclareFrom === undefined ? {} : { mayDeclareFrom };
  if (liveDeclarationId === undefined || liveDeclarationId === id) return { liveDeclarationId, ...from };
  const liveCase = await getCase(table, liveDeclarationId);
  // It gave the guard up between the two readings.
  if (liveCase?.guardFreedAt !== undefined && readsAgain) return getLiveFor(table, verb, citizenId, id, false);
  return { liveDeclarationId, liveCase, ...from };
}

/**
 * The writes by which a newer live DID goes into an earlier one that a command reopens: the guard moves over, and the
 * newer one is sent to be closed by its own execution. All fails if the newer one has changed since it was read, or has
 * another command under way.
 */
export function absorb(table: Table, newer: DidCase, into: DeclarationId, reopening: StoredCommand): Write[] {
  const { declarationId, citizenId, status } = newer;
  const { receivedAt } = reopening;
  const commandId = CommandId.parse(uuidv5(`${reopening.commandId}|merged`, namespace));
  const command: StoredCommand = {
    ...reopening,
    commandId,
    verb: 'close',
    declarationId,
    body: { reason: 'merged', mergedInto: into },
    bodyHash: '',
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
  };
  return [
    moveLive(table, citizenId, declarationId, into),
    unchanged(table, newer),
    storeCommand(table, command),
    makePending(table, declarationId, status, { commandId, verb: 'close', since: receivedAt, attempts: 0 }),
  ];
}

/** Who did something, and when it was received and applied. */
type Act = Pick<RecordedEdit, 'by' | 'receivedAt' | 'appliedAt'>;

/** The write by which the DID that holds the guard notes which one lives beside it; fails if it has changed since it was read. */
export function noteBeside(table: Table, newer: DidCase, beside: DeclarationId, act: Act, policy: ProcedurePolicy) {
  return editWrites(table, newer, { ...livesBeside(beside), ...act }, policy).writes;
}

/**
 * The writes by which a DID gives up the guard: to the one that lives beside it without, so that no third one begins;
 * otherwise it is free. All fails if that one has changed since it was read.
 */
export function giveUpGuard(
  table: Table,
  { citizenId, declarationId }: DidCase,
  beside: DidCase | undefined,
  act: Act,
  policy: ProcedurePolicy,
): readonly Write[] {
  if (!beside || !waitsForGuard(beside)) return [freeLive(table, citizenId, declarationId)];
  return [
    moveLive(table, citizenId, declarationId, beside.declarationId),
    ...editWrites(table, beside, { ...guardReturned, ...act }, policy).writes,
  ];
}

/**
 * The writes by which a DID follows one that was forfeited so long ago that another may begin: the guard moves over, and
 * the history of the earlier one tells it. All fails if that one has changed since it was read.
 */
export function succeed(
  table: Table,
  earlier: DidCase,
  next: DeclarationId,
  { actor, party, receivedAt }: StoredCommand,
  policy: ProcedurePolicy,
  appliedAt: Instant,
): Write[] {
  const edit = { ...guardFreed(earlier, receivedAt), by: { party, actor }, receivedAt, appliedAt };
  return [
    moveLive(table, earlier.citizenId, earlier.declarationId, next),
    ...editWrites(table, earlier, edit, policy).writes,
  ];
}

function unchanged(table: Table, { declarationId, version }: DidCase): Write {
  return {
    label: 'newer-case',
    item: {
      ConditionCheck: {
        TableName: table.name,
        Key: encodeKey(caseKey(declarationId)),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: encodeItem({ ':version': version }),
      },
    },
  };
}
