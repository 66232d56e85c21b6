import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { HistoryEntry } from './history.ts';

/** The bus of events for other bodies, and the client that reaches it. */
export interface Bus {
  readonly client: EventBridgeClient;
  readonly name: string;
}

/** EventBridge takes so many events at once. */
const mostEntries = 10;

/**
 * What the bus is told of an entry of the history: ids, statuses, dates and rules, no personal data. Its `id` is the
 * same whenever it is told, so that readers know what they have.
 */
export function eventOf({ by, warnings: _, ...entry }: HistoryEntry) {
  // Warnings and means of identity tell more of the person than readers of the bus need.
  const { subject: __, idp: ___, ...who } = by;
  return { id: `${entry.declarationId}-${entry.sequence}`, schema: 1, ...entry, by: who };
}

/**
 * Puts entries of the history on the bus, in order. Gives the place of the first that the bus did not take, `undefined`
 * if it took all; throws if it cannot be reached.
 */
export async function tellBus({ client, name }: Bus, entries: readonly HistoryEntry[]): Promise<number | undefined> {
  for (let first = 0; first < entries.length; first += mostEntries) {
    const some = entries.slice(first, first + mostEntries);
    const { Entries } = await client.send(
      new PutEventsCommand({
        Entries: some.map((entry) => ({
          EventBusName: name,
          Source: 'did',
          DetailType: `declaration.${entry.event}`,
          Detail: JSON.stringify(eventOf(entry)),
        })),
      }),
    );
    const failed = some.findIndex((_, index) => Entries?.[index]?.ErrorCode !== undefined);
    if (failed >= 0) return first + failed;
  }
  return undefined;
}
