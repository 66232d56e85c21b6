/** What an operator's counter looked up: counted a day, one line a look-up, reviewed a week at a time. */
import { v5 as uuidv5 } from 'uuid';
import * as z from 'zod/mini';
import { Instant, type PlainDate } from '../domain/dates.ts';
import { CommandId, DeclarationId, type OperatorId, Subject } from '../domain/ids.ts';
import { weekOf } from '../domain/intake.ts';
import { expiryOf } from '../domain/retention.ts';
import {
  get,
  type Key,
  type Page,
  type PageAsked,
  put,
  readPage,
  type Table,
  transact,
  update,
  type Write,
} from './table.ts';
import { openTask } from './tasks.ts';

/** A look-up at a counter: whose account, when, and what came of it. Never whose code it was. */
export const Intake = z.object({
  commandId: CommandId,
  takenAt: Instant,
  subject: Subject,
  outcome: z.enum(['found', 'nobody']),
  declarationId: z.optional(DeclarationId),
});
export type Intake = z.infer<typeof Intake>;

/** A look-up as it is kept: with what tells its repetition from another under the same Idempotency-Key. */
const Kept = z.extend(Intake, { bodyHash: z.string() });

const Counter = z.object({ lookUps: z.int() });

const partition = (operatorId: string) => `OPERATOR#${operatorId}`;
const counterKey = (operatorId: OperatorId, day: PlainDate): Key => ({
  pk: partition(operatorId),
  sk: `INTAKES#${day}`,
});
const lineKey = (operatorId: OperatorId, day: PlainDate, id: CommandId): Key => ({
  pk: partition(operatorId),
  sk: `INTAKE#${day}#${id}`,
});

const attempts = 4;
const namespace = '5b3c7a1e-90d4-5f3e-9b1a-7c2e4d6f8a01';

/**
 * Notes a look-up of a day, if the operator has any left of those that it may make (`limit` otherwise). One that was
 * noted before is not counted again; another body under its key is `key-reused`. `busy`: too many come at once.
 */
export async function noteIntake(
  table: Table,
  operatorId: OperatorId,
  day: PlainDate,
  intake: z.infer<typeof Kept>,
  limit: number,
): Promise<'noted' | 'limit' | 'key-reused' | 'busy'> {
  const at = counterKey(operatorId, day);
  const line = lineKey(operatorId, day, intake.commandId);
  const ttl = expiryOf('access', intake.takenAt);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const earlier = await get(table, line, Kept);
    if (earlier) return earlier.bodyHash === intake.bodyHash ? 'noted' : 'key-reused';
    const before = (await get(table, at, Counter))?.lookUps;
    if (before !== undefined && before >= limit) return 'limit';
    const lost = await transact(table, [
      before === undefined
        ? put(table, 'counter', { ...at, entity: 'intake-counter', lookUps: 1, ttl })
        : update(
            table,
            'counter',
            at,
            { lookUps: before + 1 },
            { expression: 'lookUps = :before', values: { ':before': before } },
          ),
      put(table, 'line', { ...line, entity: 'intake', ...intake, ttl }),
    ]);
    if (lost.size === 0) return 'noted';
    // Several officers at once: each waits a little longer than before, and not as long as the others.
    await new Promise((wake) => setTimeout(wake, spread(intake.commandId) * 10 * 2 ** attempt));
  }
  return 'busy';
}

/** Between 0 and 1, another for another act. */
const spread = (id: CommandId) => Number.parseInt(id.slice(0, 4), 16) / 0xffff;

/** Asks the managers to look at what an operator's counter looked up in the week of a day; one task a week. */
export function reviewIntakes(table: Table, operatorId: OperatorId, day: PlainDate, now: Instant): Write[] {
  const week = weekOf(day);
  const about = uuidv5(`${operatorId}|${week}`, namespace);
  return openTask(table, { kind: 'intake-review', about, openedAt: now, counter: { operatorId, week } });
}

/** A page of what an operator's counter looked up from a day on until the end of another, oldest first. */
export function readIntakes(
  table: Table,
  operatorId: OperatorId,
  { from, to, ...asked }: PageAsked & { readonly from: PlainDate; readonly to: PlainDate },
): Promise<Page<Intake>> {
  const within = { pk: partition(operatorId), first: `INTAKE#${from}`, last: `INTAKE#${to}#~` };
  return readPage(table, within, asked, Intake);
}
