/** That every mailbox is held against the list of domains when that changes, and who is still written to at one. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { CitizenId } from '../domain/ids.ts';
import { scanFor } from './bulk.ts';
import { CitizenRecord } from './citizens.ts';
import { partition } from './listed-domains.ts';
import {
  encode,
  encodeKey,
  get,
  type Key,
  overwrite,
  type Page,
  put,
  query,
  readCursor,
  type Table,
  type Write,
} from './table.ts';

const reviewKey: Key = { pk: partition, sk: 'REVIEW' };
const keptKey = (citizenId: CitizenId): Key => ({ pk: partition, sk: `KEPT#${citizenId}` });

/** How far all mailboxes have been held against the list; done, it only watches those that are still written to. */
export const Review = z.object({
  state: z.enum(['looking', 'watching']),
  /** Names the review: another change of list or directory begins it anew. */
  askedAt: Instant,
  cursor: z.optional(z.string()),
});
export type Review = z.infer<typeof Review>;

/** All reviews are in one shard: there is one. */
const reviewShard = '00';

/** Asks that every mailbox be held against list and directory anew, from the beginning. */
export function reviewMailboxes(table: Table, now: Instant): Write {
  return overwrite(table, 'review', reviewItem({ state: 'looking', askedAt: now }, now));
}

/** Notes how far a review is and when it goes on, if no other was asked for meanwhile. */
export function noteReview(table: Table, before: Review, after: Review, due: Instant | undefined): Write {
  const values = { ':asked': before.askedAt };
  return put(table, 'review', reviewItem(after, due), { expression: 'askedAt = :asked', values });
}

const reviewItem = (review: Review, due: Instant | undefined) => ({
  ...reviewKey,
  entity: 'mailbox-review',
  ...review,
  ...(due !== undefined && { agendaShard: reviewShard, agendaDue: due }),
});

/** How far the review is; `undefined` if none was ever asked for. */
export function getReview(table: Table): Promise<Review | undefined> {
  return get(table, reviewKey, Review);
}

/** A page of all citizens' records, in no order; leaves out what cannot be read. */
export function pageOfCitizens(table: Table, cursor: string | undefined): Promise<Page<CitizenRecord>> {
  const values = { ':citizen': encode('citizen') };
  const asked = { FilterExpression: 'entity = :citizen', ExpressionAttributeValues: values };
  return scanFor(table, asked, cursor, CitizenRecord);
}

/** A mailbox that was the citizen's own before its domain was listed, and is written to until there is another. */
const Kept = z.object({ citizenId: CitizenId, domain: z.string() });
export type Kept = z.infer<typeof Kept>;

/** Notes that a citizen is still written to at a domain that was listed later. */
export function keepWriting(table: Table, kept: Kept): Write {
  return overwrite(table, 'kept', { ...keptKey(kept.citizenId), entity: 'kept-mailbox', ...kept });
}

/** Who is still written to at a domain that was listed later. */
export async function listKept(table: Table): Promise<Kept[]> {
  const all: Kept[] = [];
  let cursor: string | undefined;
  do {
    const start = cursor === undefined ? undefined : readCursor(cursor);
    const page: Page<Kept> = await query(
      table,
      {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kept)',
        ExpressionAttributeValues: { ':pk': encode(partition), ':kept': encode('KEPT#') },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      },
      Kept,
    );
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** Forgets that a citizen was written to there: they have another mailbox now, or the domain is listed no more. */
export function dropKept(table: Table, citizenId: CitizenId): Write {
  return { label: 'kept', item: { Delete: { TableName: table.name, Key: encodeKey(keptKey(citizenId)) } } };
}
