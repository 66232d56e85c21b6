/** Rooms to which many are called up at once: one item a seat, which only one DID can hold. It hangs on the calendar. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isCallToCome } from '../domain/call-up-news.ts';
import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { DeclarationId, type OperatorId } from '../domain/ids.ts';
import { ActId, type CallUp } from '../domain/proceedings.ts';
import { expiryOf } from '../domain/retention.ts';
import { encode, encodeKey, type Key, put, queryAll, type Table, type Write } from './table.ts';

/** A room of an office at a time. */
export interface Room {
  readonly operatorId: OperatorId;
  readonly startsAt: Instant;
  readonly place: string;
}

/** A seat that is taken, by which DID and which call-up. One of a meeting that has begun is kept for its term of retention. */
const Seat = z.object({ seat: z.int(), declarationId: DeclarationId, callUpId: ActId });
export type Seat = z.infer<typeof Seat>;

// A room has no number: its name, however long, makes a key of one length.
const nameOf = (place: string) => createHash('sha256').update(place).digest('hex').slice(0, 16);
const partition = (operatorId: OperatorId) => `CALENDAR#${operatorId}`;
const prefixOf = ({ startsAt, place }: Room) => `SEAT#${startsAt}#${nameOf(place)}#`;

/** The room of a call-up, and its key; nothing for who is called up alone. */
function seatOf({ by, startsAt, place, seat }: CallUp): Key | undefined {
  const { operatorId } = by;
  if (seat === undefined || operatorId === undefined) return undefined;
  return {
    pk: partition(operatorId),
    sk: `${prefixOf({ operatorId, startsAt, place })}${String(seat).padStart(4, '0')}`,
  };
}

/** The seats of a room that are taken, in their order; consistent, since it decides who finds one free. */
export function takenSeats(table: Table, room: Room): Promise<Seat[]> {
  return queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :room)',
      ExpressionAttributeValues: { ':pk': encode(partition(room.operatorId)), ':room': encode(prefixOf(room)) },
      ConsistentRead: true,
    },
    Seat,
  );
}

/**
 * What a change of a case does to the seats of rooms, in the same transaction whoever writes it: a new call-up takes its
 * own, which nobody else may hold, and one that is taken back before it begins leaves it.
 */
export function seatWrites(table: Table, before: DidCase | undefined, after: DidCase, at: Instant): Write[] {
  const was = before?.callUps ?? [];
  const is = after.callUps ?? [];
  const { declarationId } = after;
  return [
    ...is.filter(({ id }) => !was.some((one) => one.id === id)).flatMap((called) => take(table, called, declarationId)),
    ...was
      .filter((called) => isCallToCome(called, at) && !is.some((one) => one.id === called.id))
      .flatMap((called) => free(table, called)),
  ];
}

function take(table: Table, called: CallUp, declarationId: DeclarationId): Write[] {
  const key = seatOf(called);
  const { seat, startsAt, place, id: callUpId } = called;
  if (!key) return [];
  const ttl = expiryOf('seat', startsAt);
  return [put(table, 'seat', { ...key, entity: 'seat', seat, startsAt, place, declarationId, callUpId, ttl })];
}

function free(table: Table, called: CallUp): Write[] {
  const key = seatOf(called);
  if (!key) return [];
  const Delete = {
    TableName: table.name,
    Key: encodeKey(key),
    ConditionExpression: 'attribute_not_exists(pk) OR callUpId = :own',
    ExpressionAttributeValues: { ':own': encode(called.id) },
  };
  return [{ label: 'seat', item: { Delete } }];
}
