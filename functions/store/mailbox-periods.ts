/** Which mailbox was a citizen's from when on; once it is forgotten, its keyed hash. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { OwnEmail } from '../domain/mailbox.ts';
import { encode, put, query, queryAll, type Table, update, type Write } from './table.ts';

const partition = (id: CitizenId) => `CITIZEN#${id}`;
const sort = (from: string) => `MAILBOX#${from}`;

/** A mailbox that was the citizen's from an instant on; `mailbox` is gone once it was forgotten. */
const Period = z.object({ pk: z.string(), sk: z.string(), from: Instant, mailbox: z.optional(OwnEmail) });
export type Period = z.infer<typeof Period>;

/** Notes from when a mailbox is the citizen's. */
export function openMailboxPeriod(table: Table, citizenId: CitizenId, mailbox: OwnEmail, from: Instant): Write {
  const key = { pk: partition(citizenId), sk: sort(from) };
  return put(table, 'mailbox', { ...key, entity: 'mailbox', citizenId, mailbox, from });
}

/** The mailbox that was the citizen's at an instant; `undefined` before the first one was proved, and once it is forgotten. */
export async function mailboxAt(table: Table, citizenId: CitizenId, at: Instant): Promise<OwnEmail | undefined> {
  const { items } = await query(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :at',
      ExpressionAttributeValues: {
        ':pk': encode(partition(citizenId)),
        ':first': encode(sort('')),
        ':at': encode(sort(at)),
      },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    },
    Period,
  );
  return items[0]?.mailbox;
}

/** Every mailbox that was the citizen's, oldest first. */
export function mailboxPeriods(table: Table, citizenId: CitizenId): Promise<Period[]> {
  return queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :mailbox)',
      ExpressionAttributeValues: { ':pk': encode(partition(citizenId)), ':mailbox': encode(sort('')) },
      ConsistentRead: true,
    },
    Period,
  );
}

/** Writes the keyed hash of a mailbox beside it, or forgets the mailbox. */
export function changePeriod(
  table: Table,
  { pk, sk }: Period,
  fields: { readonly hash: string } | { readonly mailbox: undefined },
): Write {
  return update(table, 'period', { pk, sk }, fields, { expression: 'attribute_exists(pk)' });
}
