/** How much INPS and the region had a person written on a day. */
import * as z from 'zod/mini';
import { epochOf, type Instant, type PlainDate } from '../domain/dates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { get, type Key, put, type Table, update, type Write } from './table.ts';

/** Who has people written: INPS, or the region. */
export type Body = 'inps' | 'admin';

const Count = z.object({ sent: z.int() });
const keptSeconds = 3 * 86_400;
const keyOf = (citizenId: CitizenId, body: Body, day: PlainDate): Key => ({
  pk: `CITIZEN#${citizenId}`,
  sk: `COMMUNICATIONS#${body}#${day}`,
});

/** How many communications of a body to a citizen were queued on a day in Europe/Rome. */
export async function readCount(table: Table, citizenId: CitizenId, body: Body, day: PlainDate): Promise<number> {
  return (await get(table, keyOf(citizenId, body, day), Count))?.sent ?? 0;
}

/** Counts one more than `count`, if no other came meanwhile. */
export function countCommunication(
  table: Table,
  citizenId: CitizenId,
  body: Body,
  { day, count, at }: { readonly day: PlainDate; readonly count: number; readonly at: Instant },
): Write {
  const key = keyOf(citizenId, body, day);
  const ttl = Math.floor(epochOf(at) / 1000) + keptSeconds;
  if (count === 0) return put(table, 'count', { ...key, entity: 'communication-count', sent: 1, ttl });
  return update(
    table,
    'count',
    key,
    { sent: count + 1 },
    { expression: 'sent = :before', values: { ':before': count } },
  );
}
