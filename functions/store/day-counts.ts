/** What is counted of a citizen day by day, because the policy sets a limit to it. */
import * as z from 'zod/mini';
import { addDays, epochOf, type PlainDate, startOfDay } from '../domain/dates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { get, type Key, put, type Table, update, type Write } from './table.ts';

/** Who has people written: INPS, or the region. */
export type Body = 'inps' | 'admin';

/** What INPS, or the region, had the person written; what the person told of changes. */
export type Counted = Body | 'changes';

const Count = z.object({ sent: z.int() });
const keptDays = 3;
const keyOf = (citizenId: CitizenId, what: Counted, day: PlainDate): Key => ({
  pk: `CITIZEN#${citizenId}`,
  sk: what === 'changes' ? `CHANGES#${day}` : `COMMUNICATIONS#${what}#${day}`,
});

/** How many there were on a day in Europe/Rome. */
export async function readCount(table: Table, citizenId: CitizenId, what: Counted, day: PlainDate): Promise<number> {
  return (await get(table, keyOf(citizenId, what, day), Count))?.sent ?? 0;
}

/** Counts one more than `count`, if no other came meanwhile. */
export function countOne(
  table: Table,
  citizenId: CitizenId,
  what: Counted,
  { day, count }: { readonly day: PlainDate; readonly count: number },
): Write {
  const key = keyOf(citizenId, what, day);
  const ttl = Math.floor(epochOf(startOfDay(addDays(day, 1 + keptDays))) / 1000);
  const entity = what === 'changes' ? 'change-count' : 'communication-count';
  if (count === 0) return put(table, 'count', { ...key, entity, sent: 1, ttl });
  return update(
    table,
    'count',
    key,
    { sent: count + 1 },
    { expression: 'sent = :before', values: { ':before': count } },
  );
}
