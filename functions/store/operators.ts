/** The directory of operators: each with its own item, and a line in one partition by which all are read at once. */
import * as z from 'zod/mini';
import { epochOf, type Instant } from '../domain/dates.ts';
import type { OperatorId } from '../domain/ids.ts';
import type { OperatorDomain } from '../domain/mailbox.ts';
import { inOrder, Operator, type Operators } from '../domain/operators.ts';
import { decode, encode, get, getMany, type Key, queryAll, type Table } from './table.ts';

/** The key of an operator. */
export const operatorKey = (id: string): Key => ({ pk: `OPERATOR#${id}`, sk: 'PROFILE' });
/** The key of an operator's line in the directory. */
export const lineKey = (id: string): Key => ({ pk: 'DIRECTORY#OPERATORS', sk: id });
/** What is known of the directory as a whole: how often it has changed, and the mail domains of its operators. */
export const directoryKey: Key = { pk: 'DIRECTORY#SUMMARY', sk: 'SUMMARY' };

/** An operator in the record; `revision` grows by one with every change. */
export const StoredOperator = z.object({ operator: Operator, revision: z.int() });
export type StoredOperator = z.infer<typeof StoredOperator>;

/** What is known of the directory as a whole. */
export const DirectorySummary = z.object({
  version: z.int(),
  mailDomains: z.array(z.object({ domain: z.string(), organisation: z.string() })),
});
export type DirectorySummary = z.infer<typeof DirectorySummary>;

/** The operator of this id, whether or not it is still active: old cases name closed seats. */
export async function getOperator(table: Table, id: string | undefined): Promise<Operator | undefined> {
  if (id === undefined) return undefined;
  return (await get(table, operatorKey(id), StoredOperator))?.operator;
}

/** The operators of these ids that are in the record, with their revisions. */
export async function getOperators(
  table: Table,
  ids: Iterable<string | undefined>,
): Promise<ReadonlyMap<string, StoredOperator>> {
  const wanted = [...new Set([...ids].filter((id) => id !== undefined))];
  const found = await getMany(table, wanted.map(operatorKey));
  return new Map(
    [...found.values()].map((item) => {
      const stored = decode(StoredOperator, item);
      return [stored.operator.id, stored] as const;
    }),
  );
}

/** The operators of these ids and those that followed them, beside what was loaded before. */
export async function loadOperators(
  table: Table,
  ids: Iterable<string | undefined>,
  loaded: Operators = new Map(),
): Promise<Operators> {
  const missing = [...ids].filter((id) => id !== undefined && !loaded.has(id));
  if (missing.length === 0) return loaded;
  const found = [...(await getOperators(table, missing)).values()].map(({ operator }) => operator);
  const known = new Map([...loaded, ...found.map((operator) => [operator.id, operator] as const)]);
  return loadOperators(
    table,
    found.map(({ successor }) => successor ?? undefined),
    known,
  );
}

/** How often the directory has changed, and its mail domains; nothing was ever imported: version 0 without domains. */
export async function getSummary(table: Table): Promise<DirectorySummary> {
  return (await get(table, directoryKey, DirectorySummary)) ?? { version: 0, mailDomains: [] };
}

/** The mail domains of all operators, closed ones included: none of them is a citizen's own (S0:11). */
export async function getOperatorDomains(table: Table): Promise<readonly OperatorDomain[]> {
  return (await getSummary(table)).mailDomains;
}

/** All operators, in the order of the directory. */
export async function readOperators(table: Table): Promise<Operator[]> {
  const lines = await queryAll(
    table,
    { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': encode(lineKey('').pk) } },
    z.object({ operator: Operator }),
  );
  return inOrder(lines.map(({ operator }) => operator));
}

/** The directory as it was at a version. */
export interface Directory {
  readonly version: number;
  readonly operators: readonly Operator[];
  readonly byId: ReadonlyMap<OperatorId, Operator>;
}

/** For so many milliseconds a directory is taken for fresh without asking. */
const freshMilliseconds = 1000;

/**
 * Reads the directory through a memory of its own: at most every second it asks which version is the latest, and reads
 * the operators only when that is another. One reader a function, kept between its calls, which are told the instant.
 */
export function openDirectory(table: Table): (now: Instant) => Promise<Directory> {
  let known: { readonly directory: Directory; readonly at: number } | undefined;
  return async (instant) => {
    const now = epochOf(instant);
    if (known && known.at <= now && now < known.at + freshMilliseconds) return known.directory;
    const { version } = await getSummary(table);
    const directory = known?.directory.version === version ? known.directory : await readDirectory(table, version);
    // One that is still to be brought in is asked for each time.
    if (version > 0) known = { directory, at: now };
    return directory;
  };
}

async function readDirectory(table: Table, version: number): Promise<Directory> {
  const operators = await readOperators(table);
  return { version, operators, byId: new Map(operators.map((operator) => [operator.id, operator])) };
}
