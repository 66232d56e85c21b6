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
export function eventOf({ by, warnings: _, sanction: __, ...entry }: HistoryEntry) {
  // Warnings and means of identity tell more of the person than readers of the bus need.
  const { subject: ___, idp: ____, ...who } = by;
  return { id: `${entry.declarationId}-${entry.sequence}`, schema: 1, ...entry, by: who };
}

/** What INPS is told beside, for the benefit: what is due of a decision that was served, or that it is reversed. */
function sanctionOf({ declarationId, sequence, appliedAt, sanction }: HistoryEntry) {
  if (!sanction) return [];
  const { what, ...told } = sanction;
  const detail = { id: `${declarationId}-${sequence}-${what}`, schema: 1, declarationId, appliedAt, ...told };
  return [{ type: `sanction.${what}`, detail }];
}

/** All that the bus is told of an entry. */
export function eventsOf(entry: HistoryEntry): readonly { readonly type: string; readonly detail: object }[] {
  return [{ type: `declaration.${entry.event}`, detail: eventOf(entry) }, ...sanctionOf(entry)];
}

/**
 * Puts entries of the history on the bus, in order. Gives the place of the first that the bus did not take whole,
 * `undefined` if it took all; throws if it cannot be reached.
 */
export async function tellBus({ client, name }: Bus, entries: readonly HistoryEntry[]): Promise<number | undefined> {
  const events = entries.flatMap((entry, place) => eventsOf(entry).map((event) => ({ place, ...event })));
  for (let first = 0; first < events.length; first += mostEntries) {
    const some = events.slice(first, first + mostEntries);
    const { Entries } = await client.send(
      new PutEventsCommand({
        Entries: some.map(({ type, detail }) => ({
          EventBusName: name,
          Source: 'did',
          DetailType: type,
          Detail: JSON.stringify(detail),
        })),
      }),
    );
    const failed = some.find((_, index) => Entries?.[index]?.ErrorCode !== undefined);
    if (failed) return failed.place;
  }
  return undefined;
}
