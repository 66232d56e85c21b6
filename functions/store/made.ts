import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { CitizenId, type CommandId, DeclarationId } from '../domain/ids.ts';
import { parties } from '../domain/lifecycle.ts';
import { expiryOf } from '../domain/retention.ts';
import { get, type Key, put, type Table, type Write } from './table.ts';

/** That a request which is no command was answered: the same key and body get the same answer. */
const Made = z.object({ bodyHash: z.string(), receiptNumber: z.string() });
export type Made = z.infer<typeof Made>;

/** The same as the register of the protocol looks at it: what was asked, by whom, about whom, and when it was received. */
export const MadeRequest = z.extend(Made, {
  what: z.string(),
  /** `admin`: the region, which is no party to a case. */
  party: z.enum([...parties, 'admin']),
  citizenId: z.optional(CitizenId),
  declarationId: z.optional(DeclarationId),
  receivedAt: Instant,
});
export type MadeRequest = z.infer<typeof MadeRequest>;

const madeKey = (id: CommandId): Key => ({ pk: `COMMAND#${id}`, sk: 'EDIT' });

/** Whether a request with an Idempotency-Key was answered before. */
export function madeBefore(table: Table, id: CommandId): Promise<Made | undefined> {
  return get(table, madeKey(id), Made);
}

/** Notes that a request was answered, once; kept as long as a command. The stream brings it to the register. */
export function noteMade(table: Table, id: CommandId, made: MadeRequest): Write {
  const ttl = expiryOf('command', made.receivedAt);
  return put(table, 'made', { ...madeKey(id), entity: 'edit', ...made, ttl });
}
