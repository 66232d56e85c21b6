import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { dateInRome, PlainDate } from '../domain/dates.ts';
import type { DeclarationId } from '../domain/ids.ts';
import {
  countOf,
  lineOf,
  type NewEntry,
  type Protocol,
  ProtocolEntry,
  type ProtocolNumber,
  protocolNumber,
  Registered,
} from '../domain/protocol.ts';
import {
  encode,
  get,
  type Key,
  type Page,
  type PageAsked,
  put,
  queryAll,
  readPage,
  type Table,
  transact,
} from './table.ts';

const attempts = 8;

/** A register of ten digits stays in the order of its numbers. */
const widest = 10;
const yearOf = (year: string) => `PROTOCOL#${year}`;
const entrySort = (count: number) => `ENTRY#${String(count).padStart(widest, '0')}`;
const afterAll = 'ENTRY#~';
const entryKey = (number: ProtocolNumber): Key => {
  const { year, count } = countOf(number);
  return { pk: yearOf(year), sk: entrySort(count) };
};
/** Where a day of the register begins. */
const dayKey = (day: PlainDate): Key => ({ pk: yearOf(day.slice(0, 4)), sk: `DAY#${day}` });
type Thing = Pick<NewEntry, 'source' | 'declarationId'>;
/** The numbers of a case are together. */
const ofCase = (id: string) => `PROTOCOL#OF#${id}`;
const numberKey = ({ source, declarationId }: Thing): Key => ({
  pk: ofCase(declarationId ?? source),
  sk: `NUMBER#${source}`,
});

const Day = z.object({ day: PlainDate, first: z.int() });
const Numbered = z.extend(Registered, { source: z.string() });

/** The number under which a thing was entered; `undefined` if it was not. */
export function registeredAs(table: Table, thing: Thing): Promise<Registered | undefined> {
  return get(table, numberKey(thing), Registered);
}

/** The numbers of everything that was entered of a case, by source. */
export async function numbersOf(table: Table, id: DeclarationId): Promise<ReadonlyMap<string, Registered>> {
  const items = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :number)',
      ExpressionAttributeValues: { ':pk': encode(ofCase(id)), ':number': encode('NUMBER#') },
    },
    Numbered,
  );
  return new Map(items.map(({ source, number, day }) => [source, { number, day }]));
}

/** Waits before another attempt, the first being 0: longer each time, and no two callers as long. */
export type Wait = (attempt: number) => Promise<void>;

/**
 * The register kept in the table: numbers without gaps, one a thing. The next line is the one after the last: whoever
 * writes it first has its number, by a condition and no counter.
 */
export function tableProtocol(table: Table, wait: Wait): Protocol {
  return { enter: (entry) => enter(table, wait, entry) };
}

async function enter(table: Table, wait: Wait, entry: NewEntry): Promise<Registered> {
  const today = dateInRome(entry.enteredAt);
  const [year = ''] = today.split('-');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const last = await lastOf(table, year);
    const number = protocolNumber(year, (last ? countOf(last.number).count : 0) + 1);
    // Clocks differ: no day comes back once a later one has begun.
    const day = last && last.day > today ? last.day : today;
    const line = { ...entry, number, day };
    const chain = chainOf(last?.chain ?? year, line);
    const lost = await transact(table, [
      put(table, 'entry', { ...entryKey(number), entity: 'protocol-entry', ...line, chain }),
      put(table, 'number', { ...numberKey(entry), entity: 'protocol-number', source: entry.source, number, day }),
      ...(last?.day === day
        ? []
        : [put(table, 'day', { ...dayKey(day), entity: 'protocol-day', day, first: countOf(number).count })]),
    ]);
    if (lost.size === 0) return { number, day };
    const known = lost.has('number') ? await registeredAs(table, entry) : undefined;
    if (known) return { number: known.number, day: known.day };
    await wait(attempt);
  }
  throw new Error('the register of the protocol is too busy');
}

/** SHA-256 in hex over the chain up to a line, a line break, and the line; a year begins with its number. */
export function chainOf(before: string, line: Omit<ProtocolEntry, 'chain'>): string {
  return createHash('sha256')
    .update(`${before}\n${lineOf(line)}`)
    .digest('hex');
}

async function lastOf(table: Table, year: string): Promise<ProtocolEntry | undefined> {
  const within = { pk: yearOf(year), prefix: 'ENTRY#' };
  const { items } = await readPage(table, within, { limit: 1, newestFirst: true }, ProtocolEntry);
  return items[0];
}

/** The sort keys between which a day of the register lies; `undefined` if nothing was entered on it. */
async function daySorts(table: Table, day: PlainDate): Promise<{ first: number; last: string } | undefined> {
  const begun = await get(table, dayKey(day), Day);
  if (!begun) return undefined;
  const next = await dayAfter(table, day);
  return { first: begun.first, last: next ? entrySort(next.first - 1) : afterAll };
}

/** A page of the register of a day in Europe/Rome, in the order of its numbers. */
export async function readRegister(table: Table, day: PlainDate, asked: PageAsked): Promise<Page<ProtocolEntry>> {
  const sorts = await daySorts(table, day);
  if (!sorts) return { items: [] };
  return readPage(table, { pk: dayKey(day).pk, first: entrySort(sorts.first), last: sorts.last }, asked, ProtocolEntry);
}

/** How many lines of the register a file holds: what an answer can carry. */
export const linesAtOnce = 8000;

/** A part of a day: its lines, the chain up to the line before them, and whether more follow. */
export interface RegisterPart {
  readonly entries: readonly ProtocolEntry[];
  readonly before: string;
  readonly more: boolean;
}

/** The lines of a day in parts of so many; the first part is 1. */
export async function readPart(table: Table, day: PlainDate, part: number, lines = linesAtOnce): Promise<RegisterPart> {
  const sorts = await daySorts(table, day);
  // Numbers have no gaps: a part begins where counting says.
  const first = (sorts?.first ?? 0) + (part - 1) * lines;
  const beyond = entrySort(first + lines);
  if (!sorts || entrySort(first) > sorts.last) return { entries: [], before: '', more: false };
  const found = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': encode(dayKey(day).pk),
        ':first': encode(entrySort(first)),
        // One more than is given tells whether more follow.
        ':last': encode([beyond, sorts.last].sort()[0]),
      },
      ConsistentRead: true,
    },
    ProtocolEntry,
  );
  const entries = found.slice(0, lines);
  const [begin] = entries;
  return { entries, before: begin ? await chainBefore(table, begin.number) : '', more: found.length > lines };
}

/** The next day of the same year on which something was entered. */
async function dayAfter(table: Table, day: PlainDate): Promise<z.infer<typeof Day> | undefined> {
  const { pk, sk } = dayKey(day);
  const { items } = await readPage(table, { pk, first: `${sk}~`, last: 'DAY#~' }, { limit: 1 }, Day);
  return items[0];
}

/** The chain up to the line before one: what that line's chain is made over. */
async function chainBefore(table: Table, number: ProtocolNumber): Promise<string> {
  const { year, count } = countOf(number);
  if (count === 1) return year;
  const before = await get(table, entryKey(protocolNumber(year, count - 1)), ProtocolEntry);
  if (!before) throw new Error('a line of the register is missing');
  return before.chain;
}
