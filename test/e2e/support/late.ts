/** Commands that were received some time ago and are delivered only now. */
import { createHash, randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  addSeconds,
  dateInRome,
  type Instant,
  instantOf,
  type PlainDate,
  startOfDay,
} from '../../../functions/domain/dates.ts';
import { CommandId, DeclarationId, receiptNumber, Subject } from '../../../functions/domain/ids.ts';
import type { Party, Verb } from '../../../functions/domain/lifecycle.ts';
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

/** What a command is that the record is to hold as accepted and pending; nobody is woken for it. */
interface Order {
  readonly verb: Verb;
  readonly party: Party;
  readonly subject: string;
  readonly assurance: 'strong' | 'basic';
  readonly body: object;
  readonly receivedAt: Instant;
  /** Not to be delivered before; at once if left out. */
  readonly notBefore?: Instant;
}

/** Writes a command as the API does when it accepts one; the stream alone delivers it. Returns its id. */
async function accept(declaration: string, order: Order): Promise<CommandId> {
  const declarationId = DeclarationId.parse(declaration);
  const { verb, party, subject, assurance, body, receivedAt, notBefore } = order;
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
      actor: {
        subject: Subject.parse(subject),
        role: 'citizen',
        assurance,
        ...(party === 'citizen' && { citizenId }),
      },
      party,
      body,
      bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      receivedAt,
      receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
      state: 'accepted',
    }),
    makePending(record, declarationId, didCase.status, {
      commandId,
      verb,
      since: receivedAt,
      attempts: 0,
      ...(notBefore !== undefined && { notBefore }),
    }),
  ]);
  if (lost.size > 0) throw new Error(`not written: ${[...lost].join(', ')}`);
  return commandId;
}

/** A citizen's command that was received at an earlier instant and is delivered only now. Returns its id. */
export function receivedEarlier(
  token: string,
  declaration: string,
  verb: Verb,
  receivedAt: Instant,
  assurance: 'strong' | 'basic',
): Promise<CommandId> {
  return accept(declaration, { verb, party: 'citizen', subject: subjectOf(token), assurance, body: {}, receivedAt });
}

/** A withdrawal by the citizen that the record holds as pending and that nobody delivers before its time. */
export function withdrawalHeldBack(token: string, declaration: string, notBefore: Instant): Promise<CommandId> {
  const receivedAt = instantOf(Date.now());
  const by = { party: 'citizen', subject: subjectOf(token), assurance: 'strong' } as const;
  return accept(declaration, { verb: 'withdraw', ...by, body: {}, receivedAt, notBefore });
}

/** The same with the annulment of a DID whose true owner has come. */
export function annulmentHeldBack(token: string, declaration: string, notBefore: Instant): Promise<CommandId> {
  const receivedAt = instantOf(Date.now());
  const by = { party: 'identity', subject: subjectOf(token), assurance: 'strong' } as const;
  return accept(declaration, { verb: 'close', ...by, body: { reason: 'annulled' }, receivedAt, notBefore });
}
