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

/** How many things are entered in one transaction: two items each and one for a day that begins, of 100. */
const together = 40;

/**
 * The register kept in the table: numbers without gaps, one a thing. The next lines are those after the last: whoever
 * writes them first has their numbers, by a condition and no counter.
 */
export function tableProtocol(table: Table, wait: Wait): Protocol {
  return {
    enter: (entry) => enter(table, wait, entry),
    enterAll: async (entries) => {
      const things = [...new Map(entries.map((entry) => [entry.source, entry])).values()];
      for (let at = 0; at < things.length; at += together)
        await enterTogether(table, wait, things.slice(at, at + together));
    },
  };
}

async function enter(table: Table, wait: Wait, entry: NewEntry): Promise<Registered> {
  const [registered] = await enterTogether(table, wait, [entry]);
  if (!registered) throw new Error('what was entered has no number');
  return registered;
}

async function enterTogether(table: Table, wait: Wait, entries: readonly NewEntry[]): Promise<readonly Registered[]> {
  let left = entries;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { registered, writes } = await linesOf(table, left);
    const lost = await transact(table, writes);
    if (lost.size === 0) return registered;
    // What others entered meanwhile keeps its number; a conflict alone does not tell that they did.
    const contested = left.filter(({ source }) => lost.has(source));
    const known = new Map<NewEntry, Registered | undefined>();
    for (const entry of contested) known.set(entry, await registeredAs(table, entry));
    left = left.filter((entry) => known.get(entry) === undefined);
    if (left.length === 0)
      return [...known.values()].flatMap((one) => (one ? [{ number: one.number, day: one.day }] : []));
    await wait(attempt);
  }
  throw new Error('the register of the protocol is too busy');
}

/** The writes of the next lines, each made over the line before it. */
async function linesOf(table: Table, entries: readonly NewEntry[]) {
  const latest = entries
    .map(({ enteredAt }) => enteredAt)
    .toSorted()
    .at(-1);
  if (latest === undefined) throw new Error('nothing is to be entered');
  const today = dateInRome(latest);
  const [year = ''] = today.split('-');
  const last = await lastOf(table, year);
  // Clocks differ: no day comes back once a later one has begun.
  const day = last && last.day > today ? last.day : today;
  const first = (last ? countOf(last.number).count : 0) + 1;
  const registered = entries.map((_, place) => ({ number: protocolNumber(year, first + place), day }));
  let chain = last?.chain ?? year;
  const lines = entries.flatMap((entry, place) => {
    const number = protocolNumber(year, first + place);
    const line = { ...entry, number, day };
    chain = chainOf(chain, line);
    return [
      put(table, `line ${place}`, { ...entryKey(number), entity: 'protocol-entry', ...line, chain }),
      put(table, entry.source, { ...numberKey(entry), entity: 'protocol-number', source: entry.source, number, day }),
    ];
  });
  const begins = last?.day === day ? [] : [put(table, 'day', { ...dayKey(day), entity: 'protocol-day', day, first })];
  return { registered, writes: [...lines, ...begins] };
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
