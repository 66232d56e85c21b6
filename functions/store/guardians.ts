import * as z from 'zod/mini';
import { Instant, PlainDate } from '../domain/dates.ts';
import { Guardian, mayReceive } from '../domain/guardians.ts';
import { OperatorId, Subject } from '../domain/ids.ts';
import { encode, put, query, type Table, type Write } from './table.ts';

/**
 * That somebody may get a person's mail at a mailbox of their own, on what evidence, recorded by whom. Kept under the
 * keyed hash of the person's fiscal code, so that it may come before their record; the mailbox is a keyed hash too.
 */
export const StoredGuardian = z.object({
  guardian: Guardian,
  mailboxGuard: z.string(),
  until: z.optional(PlainDate),
  recordedAt: Instant,
  recordedBy: z.object({ subject: Subject, operatorId: OperatorId }),
  /** The Idempotency-Key of the request, and a hash of its body. */
  key: z.string(),
  bodyHash: z.string(),
});
export type StoredGuardian = z.infer<typeof StoredGuardian>;

const partition = (codeMac: string) => `CF#1#${codeMac}`;

/** Appends a guardian; the latest one counts. */
export function recordGuardian(table: Table, codeMac: string, stored: StoredGuardian): Write {
  return put(table, 'guardian', {
    pk: partition(codeMac),
    sk: `GUARDIAN#${stored.recordedAt}`,
    entity: 'guardian',
    ...stored,
  });
}

/** The guardian who was recorded last for a fiscal code. */
export async function getGuardian(table: Table, codeMac: string): Promise<StoredGuardian | undefined> {
  const { items } = await query(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :guardian)',
      ExpressionAttributeValues: { ':pk': encode(partition(codeMac)), ':guardian': encode('GUARDIAN#') },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    },
    StoredGuardian,
  );
  return items[0];
}

/**
 * Whether a mailbox may be a person's although it is a guardian's, who may get the mail of several.
 * @param codeMac keyed hash of the person's fiscal code
 * @param mailboxGuard keyed hash of the mailbox
 * @param today the day in Europe/Rome
 */
export async function isGuardians(
  table: Table,
  codeMac: string,
  mailboxGuard: string,
  today: PlainDate,
): Promise<boolean> {
  const found = await getGuardian(table, codeMac);
  return found !== undefined && found.mailboxGuard === mailboxGuard && mayReceive(found, today);
}
