import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { epochOf, Instant } from '../domain/dates.ts';
import { encode, encodeKey, get, type Key, query, readCursor, type Table, updateOf } from './table.ts';

const shards = Array.from({ length: 16 }, (_, shard) => String(shard).padStart(2, '0'));

const Row = z.object({ pk: z.string(), sk: z.string(), agendaDue: z.string() });

/** An item that is due: where it is, what it is, and since when. */
export interface Due {
  readonly key: Key;
  readonly entity: 'wait' | 'mail' | 'case' | 'citizen' | 'account' | 'review' | 'operator';
  readonly agendaDue: string;
}

const entityOf = ({ pk, sk }: Key): Due['entity'] => {
  if (pk.startsWith('WAIT#')) return 'wait';
  if (sk.startsWith('MAIL#')) return 'mail';
  if (pk.startsWith('SUB#')) return 'account';
  if (sk === 'REVIEW') return 'review';
  if (pk.startsWith('OPERATOR#')) return 'operator';
  return sk === 'PROFILE' && pk.startsWith('CITIZEN#') ? 'citizen' : 'case';
};

/** The shards, beginning with another one every five minutes, so that a run cut short starves none. */
function shardsFrom(now: Instant): string[] {
  const first = Math.floor(epochOf(now) / 300_000) % shards.length;
  return [...shards.slice(first), ...shards.slice(0, first)];
}

/** Every item whose due instant has come, shard by shard; reads nothing that is not due. */
export async function* dueItems(table: Table, now: Instant): AsyncGenerator<Due> {
  for (const shard of shardsFrom(now)) {
    let cursor: string | undefined;
    do {
      const start = cursor === undefined ? undefined : readCursor(cursor);
      const page = await query(
        table,
        {
          IndexName: 'agenda',
          KeyConditionExpression: 'agendaShard = :shard AND agendaDue <= :now',
          ExpressionAttributeValues: { ':shard': encode(shard), ':now': encode(now) },
          ...(start && { ExclusiveStartKey: start }),
        },
        Row,
      );
      for (const { pk, sk, agendaDue } of page.items)
        yield { key: { pk, sk }, entity: entityOf({ pk, sk }), agendaDue };
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/**
 * Moves a due item to another instant, or takes it off the agenda, if nobody else has moved it meanwhile; changes other
 * fields of it with that.
 */
export async function setDue(
  table: Table,
  due: Due,
  next: Instant | undefined,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const moved = next === undefined ? { agendaShard: undefined, agendaDue: undefined } : { agendaDue: next };
  const fields = { ...moved, ...more };
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: encodeKey(due.key),
        ...updateOf(fields, { expression: 'agendaDue = :due', values: { ':due': due.agendaDue } }),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

const lookKey: Key = { pk: 'SWEEP', sk: 'LOST' };

/** Until when executions that ended badly were looked at; `undefined` if they never were. */
export async function lookedAt(table: Table): Promise<Instant | undefined> {
  return (await get(table, lookKey, z.object({ lookedAt: Instant })))?.lookedAt;
}

/** Notes until when executions that ended badly were looked at. */
export async function noteLook(table: Table, at: Instant): Promise<void> {
  const condition = { expression: 'attribute_not_exists(lookedAt) OR lookedAt <= :at', values: { ':at': at } };
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: encodeKey(lookKey),
        ...updateOf({ entity: 'look', lookedAt: at }, condition),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
