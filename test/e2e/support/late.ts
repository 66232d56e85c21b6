/** Commands that were received some time ago and are delivered only now. */
import { createHash, randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { addSeconds, dateInRome, type Instant, type PlainDate, startOfDay } from '../../../functions/domain/dates.ts';
import { CommandId, DeclarationId, receiptNumber, Subject } from '../../../functions/domain/ids.ts';
import type { AvailableVerb } from '../../../functions/domain/lifecycle.ts';
import { getCase } from '../../../functions/store/cases.ts';
import { storeCommand } from '../../../functions/store/commands.ts';
import { type Table, transact } from '../../../functions/store/table.ts';
import { makePending } from '../../../functions/store/waits.ts';
import { subjectOf } from './accounts.ts';
import { stack } from './stack.ts';

/** The record of the instance, as its own functions reach it. */
export function table(): Table {
  const { endpoint, region, tableName: name } = stack();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { client: new DynamoDBClient({ endpoint, region, credentials }), name };
}

/** Two seconds before the midnight in Rome with which a day ends. */
export function justBeforeMidnight(endOf: PlainDate, next: PlainDate): Instant {
  const instant = addSeconds(startOfDay(next), -2);
  if (dateInRome(instant) !== endOf) throw new Error(`${instant} is not the end of ${endOf}`);
  return instant;
}

/**
 * Writes a citizen's command as the API does when it accepts one, but received at an earlier instant; nobody is woken,
 * so the stream alone delivers it. Returns the command's id.
 */
export async function receivedEarlier(
  token: string,
  declaration: string,
  verb: AvailableVerb,
  receivedAt: Instant,
  assurance: 'strong' | 'basic',
): Promise<string> {
  const declarationId = DeclarationId.parse(declaration);
  const record = table();
  const didCase = await getCase(record, declarationId);
  if (!didCase) throw new Error('no such case');
  const commandId = CommandId.parse(randomUUID());
  const { citizenId } = didCase;
  const lost = await transact(record, [
    storeCommand(record, {
      commandId,
      verb,
      declarationId,
      citizenId,
      actor: { subject: Subject.parse(subjectOf(token)), role: 'citizen', assurance, citizenId },
      party: 'citizen',
      body: {},
      bodyHash: createHash('sha256').update('{}').digest('hex'),
      receivedAt,
      receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
      state: 'accepted',
    }),
    makePending(record, declarationId, didCase.status, { commandId, verb, since: receivedAt, attempts: 0 }),
  ]);
  if (lost.size > 0) throw new Error(`not written: ${[...lost].join(', ')}`);
  return commandId;
}
