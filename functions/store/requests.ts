import type { Instant } from '../domain/dates.ts';
import { incoming, type NewEntry } from '../domain/protocol.ts';
import { type Image, readImage, scan, type Unreadable } from './bulk.ts';
import { StoredCommand } from './commands.ts';
import { MadeRequest } from './made.ts';
import { encodeItem, type Table } from './table.ts';

/**
 * What the register of the protocol enters of an item of the record; `undefined` if it is no request that came in, or one
 * that cannot be read, of which `unreadable` is told.
 */
export function requestIn(image: Image | undefined, enteredAt: Instant, unreadable?: Unreadable): NewEntry | undefined {
  if (image?.['entity']?.S === 'edit') {
    const made = readImage(MadeRequest, image, unreadable);
    return made && incoming(made, enteredAt);
  }
  // What was ignored changed nothing, and may be asked again under the same key.
  if (image?.['entity']?.S !== 'command' || image['state']?.S === 'ignored') return undefined;
  const command = readImage(StoredCommand, image, unreadable);
  if (!command) return undefined;
  const { verb, ...request } = command;
  return incoming({ ...request, what: verb }, enteredAt);
}

/** What of a page of the whole table is to be entered, of requests received from an instant on, before another. */
export async function scanRequests(
  table: Table,
  { from, to, enteredAt }: { readonly from: Instant; readonly to: Instant; readonly enteredAt: Instant },
  cursor: string | undefined,
): Promise<{ readonly entries: readonly NewEntry[]; readonly cursor?: string }> {
  const { items, ...rest } = await scan(
    table,
    {
      FilterExpression: 'entity IN (:command, :edit) AND receivedAt >= :from AND receivedAt < :to',
      ExpressionAttributeValues: encodeItem({ ':command': 'command', ':edit': 'edit', ':from': from, ':to': to }),
      ConsistentRead: true,
    },
    cursor,
  );
  const entries = items.flatMap((item) => requestIn(item, enteredAt, table.unreadable) ?? []);
  return {
    ...rest,
    entries: entries.toSorted((one, other) => ((one.receivedAt ?? '') < (other.receivedAt ?? '') ? -1 : 1)),
  };
}
