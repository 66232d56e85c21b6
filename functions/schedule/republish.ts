import type { Instant } from '../domain/dates.ts';
import type { DeclarationId } from '../domain/ids.ts';
import { type Bus, tellBus } from '../store/bus.ts';
import { type HistoryEntry, readHistory, scanHistory } from '../store/history.ts';
import type { Page, Table } from '../store/table.ts';

/** Which entries of the history: those of one DID, or all that were applied from an instant on, before another. */
export type Asked = { readonly declarationId: DeclarationId } | { readonly from: Instant; readonly to: Instant };

/** How many events were put on the bus; `cursor` if there are more. */
export interface Republished {
  readonly told: number;
  readonly cursor?: string;
}

/**
 * Puts events on the bus again, made of the history as at first: readers know each by its `id`. Goes on while there is
 * time; the cursor tells where to begin again. Throws if the bus does not take one.
 * @param inTime whether there is time for one more page
 */
export async function republish(
  { table, bus }: { readonly table: Table; readonly bus: Bus },
  asked: Asked,
  inTime: () => boolean,
  begin?: string,
): Promise<Republished> {
  let told = 0;
  let cursor = begin;
  do {
    const page = await pageOf(table, asked, cursor);
    if ((await tellBus(bus, page.items)) !== undefined) throw new Error('the bus did not take an event');
    told += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined && inTime());
  return { told, ...(cursor !== undefined && { cursor }) };
}

function pageOf(table: Table, asked: Asked, cursor: string | undefined): Promise<Page<HistoryEntry>> {
  return 'declarationId' in asked
    ? readHistory(table, asked.declarationId, { limit: 100, cursor })
    : scanHistory(table, asked, cursor);
}
