import * as z from 'zod/mini';
import { assurances } from '../domain/actor.ts';
import { Instant } from '../domain/dates.ts';
import { CommandId, DeclarationId, Subject } from '../domain/ids.ts';
import { parties, statuses } from '../domain/lifecycle.ts';
import { SanctionNews } from '../domain/sanction-news.ts';
import { scanFor } from './bulk.ts';
import { encodeItem, type Key, type Page, type PageAsked, put, readPage, type Table, type Write } from './table.ts';

/** One thing that happened to a DID: who, when received and applied, by which rules. Ids only, no personal data. */
export const HistoryEntry = z.object({
  declarationId: DeclarationId,
  /** The version of the case that this entry made. */
  sequence: z.int(),
  event: z.string(),
  from: z.enum([...statuses, 'none']),
  to: z.enum(statuses),
  by: z.object({
    party: z.enum(parties),
    subject: Subject,
    assurance: z.enum(assurances),
    idp: z.optional(z.string()),
    operatorId: z.optional(z.string()),
    patronatoId: z.optional(z.string()),
  }),
  commandId: z.optional(CommandId),
  receiptNumber: z.optional(z.string()),
  receivedAt: Instant,
  appliedAt: Instant,
  rules: z.array(z.string()),
  policy: z.string(),
  reason: z.optional(z.string()),
  /** What INPS is told beside. */
  sanction: z.optional(SanctionNews),
  warnings: z.optional(z.array(z.object({ rule: z.string(), field: z.optional(z.string()) }))),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

const key = (id: DeclarationId, sequence: number): Key => ({
  pk: `DID#${id}`,
  sk: `HISTORY#${String(sequence).padStart(8, '0')}`,
});

/** Appends an entry; never overwrites one. */
export function appendHistory(table: Table, entry: HistoryEntry): Write {
  return put(table, 'history', { ...key(entry.declarationId, entry.sequence), entity: 'history', ...entry });
}

/** A page of the history of a DID, oldest first. */
export function readHistory(table: Table, id: DeclarationId, asked: PageAsked): Promise<Page<HistoryEntry>> {
  return readPage(table, { pk: `DID#${id}`, prefix: 'HISTORY#' }, asked, HistoryEntry);
}

/**
 * A page of what was applied to all DIDs from an instant on, before another, in no order: for telling it again. Leaves out
 * what cannot be read.
 */
export function scanHistory(
  table: Table,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  cursor: string | undefined,
): Promise<Page<HistoryEntry>> {
  const asked = {
    FilterExpression: 'entity = :history AND appliedAt >= :from AND appliedAt < :to',
    ExpressionAttributeValues: encodeItem({ ':history': 'history', ':from': from, ':to': to }),
    ConsistentRead: true,
  };
  return scanFor(table, asked, cursor, HistoryEntry);
}
