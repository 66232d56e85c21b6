import * as z from 'zod/mini';
import { dateInRome, PlainDate } from '../domain/dates.ts';
import {
  type NewEntry,
  type Protocol,
  ProtocolEntry,
  type ProtocolNumber,
  protocolNumber,
} from '../domain/protocol.ts';
import { get, type Key, type Page, type PageAsked, put, readPage, type Table, transact, update } from './table.ts';

const attempts = 8;

const counterKey = (year: string): Key => ({ pk: `PROTOCOL#${year}`, sk: 'COUNTER' });
const sourceKey = (source: string): Key => ({ pk: `PROTOCOL#OF#${source}`, sk: 'NUMBER' });
const dayKey = (day: PlainDate, number: string): Key => ({ pk: `PROTOCOL#${day}`, sk: `ENTRY#${number}` });

const Counter = z.object({ last: z.int() });
const Numbered = z.object({ number: ProtocolEntry.shape.number, day: PlainDate });

/** The number under which a thing was entered; `undefined` if it was not. */
export async function numberOf(table: Table, source: string): Promise<ProtocolNumber | undefined> {
  return (await get(table, sourceKey(source), Numbered))?.number;
}

/** Waits before another attempt, the first being 0: longer each time, and no two callers as long. */
export type Wait = (attempt: number) => Promise<void>;

/** The register kept in the table: numbers without gaps, one a thing, by one conditional write at a time. */
export function tableProtocol(table: Table, wait: Wait): Protocol {
  return { enter: (entry) => enter(table, wait, entry) };
}

async function enter(table: Table, wait: Wait, entry: NewEntry): Promise<ProtocolNumber> {
  const day = dateInRome(entry.enteredAt);
  const [year = ''] = day.split('-');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const known = await numberOf(table, entry.source);
    if (known !== undefined) return known;
    const last = (await get(table, counterKey(year), Counter))?.last;
    const number = protocolNumber(year, (last ?? 0) + 1);
    const lost = await transact(table, [
      last === undefined
        ? put(table, 'counter', { ...counterKey(year), entity: 'protocol-counter', last: 1 })
        : update(
            table,
            'counter',
            counterKey(year),
            { last: last + 1 },
            { expression: '#last = :before', values: { ':before': last } },
          ),
      put(table, 'entry', { ...dayKey(day, number), entity: 'protocol-entry', ...entry, number, day }),
      put(table, 'number', { ...sourceKey(entry.source), entity: 'protocol-number', number, day }),
    ]);
    if (lost.size === 0) return number;
    await wait(attempt);
  }
  throw new Error('the register of the protocol is too busy');
}

/** A page of the register of a day in Europe/Rome, in the order of its numbers. */
export function readRegister(table: Table, day: PlainDate, asked: PageAsked): Promise<Page<ProtocolEntry>> {
  return readPage(table, { pk: `PROTOCOL#${day}`, prefix: 'ENTRY#' }, asked, ProtocolEntry);
}
