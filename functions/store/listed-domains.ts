/** The list of domains that are no citizen's own: what it says now, and how it came to. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { Subject } from '../domain/ids.ts';
import { ListChange } from '../domain/list-changes.ts';
import { ListedDomain, type MailboxContext, shippedListedDomains } from '../domain/mailbox.ts';
import { getOperatorDomains } from './operators.ts';
import { get, type Key, type Page, type PageAsked, put, readPage, type Table, type Write } from './table.ts';

/** Where the list is. */
export const partition = 'LISTED#DOMAINS';
const listKey: Key = { pk: partition, sk: 'LIST' };
const changeKey = (version: number): Key => ({ pk: partition, sk: `CHANGE#${String(version).padStart(8, '0')}` });

/** The list as it stands; `version` grows by one with every change, 0 is the list that the product ships. */
export const StoredList = z.object({ version: z.int(), domains: z.array(ListedDomain) });
export type StoredList = z.infer<typeof StoredList>;

/** One change of the list: who, when, why, and what. */
export const ListHistoryEntry = z.object({
  version: z.int(),
  changedAt: Instant,
  /** Absent: the list as the product shipped it, with which the history begins. */
  changedBy: z.optional(Subject),
  reason: z.string(),
  ...ListChange.shape,
});
export type ListHistoryEntry = z.infer<typeof ListHistoryEntry>;

/** The list in force. */
export async function getListedDomains(table: Table): Promise<StoredList> {
  return (await get(table, listKey, StoredList)) ?? { version: 0, domains: [...shippedListedDomains()] };
}

/**
 * The writes of a change: the list, if it still is of the version that was read, and its history. The first change also
 * notes what the list was before.
 */
export function changeList(
  table: Table,
  before: StoredList,
  domains: ListedDomain[],
  entry: ListHistoryEntry,
): Write[] {
  const { version, changedAt } = entry;
  const shipped: ListHistoryEntry = {
    version: 0,
    changedAt,
    reason: 'shipped',
    ...{ added: [...shippedListedDomains()], removed: [], changed: [] },
  };
  const first = before.version === 0;
  return [
    put(
      table,
      'list',
      { ...listKey, entity: 'listed-domains', version, domains },
      first ? undefined : { expression: 'version = :from', values: { ':from': before.version } },
    ),
    ...(first ? [appendChange(table, shipped)] : []),
    appendChange(table, entry),
  ];
}

const appendChange = (table: Table, entry: ListHistoryEntry): Write =>
  put(table, 'change', { ...changeKey(entry.version), entity: 'listed-domains-change', ...entry });

/** A page of the history of the list, the newest first. */
export function readListHistory(table: Table, asked: PageAsked): Promise<Page<ListHistoryEntry>> {
  return readPage(table, { pk: partition, prefix: 'CHANGE#' }, { ...asked, newestFirst: true }, ListHistoryEntry);
}

/** What the first wall judges by: the list and the domains of the directory's operators. */
export type Walls = Pick<MailboxContext, 'listedDomains' | 'operatorDomains'>;

/** What the first wall judges by, as the record says now. */
export async function readWalls(table: Table): Promise<Walls> {
  const [{ domains: listedDomains }, operatorDomains] = await Promise.all([
    getListedDomains(table),
    getOperatorDomains(table),
  ]);
  return { listedDomains, operatorDomains };
}

/** For so many milliseconds the list is taken for fresh without asking. */
const freshMilliseconds = 5000;

/**
 * Reads what the first wall judges by, at most every five seconds. One reader a function, kept between its calls.
 * @param clock milliseconds
 */
export function openWalls(table: Table, clock: () => number): () => Promise<Walls> {
  let known: { readonly walls: Walls; readonly at: number } | undefined;
  return async () => {
    const now = clock();
    // A clock that was set back makes nothing fresh.
    if (known && now >= known.at && now - known.at < freshMilliseconds) return known.walls;
    const walls = await readWalls(table);
    known = { walls, at: now };
    return walls;
  };
}
