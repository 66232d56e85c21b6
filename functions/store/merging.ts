/** One live DID a citizen: finding another that is live, and letting it go into an earlier one that is reopened. */
import { v5 as uuidv5 } from 'uuid';
import { dateInRome } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CitizenId, CommandId, type DeclarationId, receiptNumber } from '../domain/ids.ts';
import type { AvailableVerb } from '../domain/lifecycle.ts';
import { caseKey, getCase } from './cases.ts';
import { getLive, moveLive } from './citizens.ts';
import { type StoredCommand, storeCommand } from './commands.ts';
import { encodeItem, encodeKey, type Table, type Write } from './table.ts';
import { makePending } from './waits.ts';

const namespace = '9f3b2c47-5d18-5e60-8c3a-71d0e4a6b582';

/**
 * What a verb asks of the citizen's live DID: a registration whether there is one; a reopening which other one it is.
 */
export async function getLiveFor(
  table: Table,
  verb: AvailableVerb,
  citizenId: CitizenId,
  id: DeclarationId,
): Promise<{ readonly liveDeclarationId?: DeclarationId | undefined; readonly liveCase?: DidCase | undefined }> {
  if (verb !== 'register' && verb !== 'reopen') return {};
  const liveDeclarationId = await getLive(table, citizenId);
  if (verb === 'register' || liveDeclarationId === undefined || liveDeclarationId === id) return { liveDeclarationId };
  return { liveDeclarationId, liveCase: await getCase(table, liveDeclarationId) };
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
