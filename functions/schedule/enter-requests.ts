import type { Instant } from '../domain/dates.ts';
import type { Protocol } from '../domain/protocol.ts';
import { scanRequests } from '../store/requests.ts';
import type { Table } from '../store/table.ts';

/** How many requests have a number of the register now; `cursor` if there are more. */
export interface Entered {
  readonly entered: number;
  readonly cursor?: string;
}

/**
 * Enters what came in from an instant on, before another, into the register, where the stream gave it up; what has a number
 * keeps it. Goes on while there is time; the cursor tells where to begin again.
 * @param inTime whether there is time for one more page
 */
export async function enterRequests(
  { table, register }: { readonly table: Table; readonly register: Protocol },
  asked: { readonly from: Instant; readonly to: Instant; readonly enteredAt: Instant },
  inTime: () => boolean,
  begin?: string,
): Promise<Entered> {
  let entered = 0;
  let cursor = begin;
  do {
    const page = await scanRequests(table, asked, cursor);
    await register.enterAll(page.entries);
    entered += page.entries.length;
    cursor = page.cursor;
  } while (cursor !== undefined && inTime());
  return { entered, ...(cursor !== undefined && { cursor }) };
}
