/** The directory of Lombardy as the product ships it, for tests: read once, and put into tables in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../../functions/api/directory/csv.ts';
import type { Competence } from '../../functions/domain/competence.ts';
import { operatorColumns, planOperators } from '../../functions/domain/operator-rows.ts';
import { inOrder, type Operator, type Operators } from '../../functions/domain/operators.ts';
import type { TableRow } from '../../functions/domain/rows.ts';
import { lineItem, operatorItem, summaryItem } from '../../functions/store/directory.ts';

const data = join(import.meta.dirname, '../../functions/domain/data');

/** The text of a shipped file. */
export const shipped = (name: 'operators.csv' | 'cpi-competence.csv') => readFileSync(join(data, name), 'utf8');

/** The rows of a text; a fault of the file fails the test. */
export function rowsIn(text: string, columns: readonly string[] = operatorColumns): readonly TableRow[] {
  const read = readTable(text, columns, []);
  if ('fault' in read) throw new Error(`${read.fault.rule} ${read.fault.field}`);
  return read.rows;
}

/** Every shipped operator, in the order of the directory. */
export const operators: readonly Operator[] = inOrder(
  planOperators(rowsIn(shipped('operators.csv')), new Map()).changes.map(({ operator }) => operator),
);

/** The shipped directory, by ids. */
export const directory: Operators = new Map(operators.map((operator) => [operator.id, operator]));

/** The shipped operator of this id. */
export const operatorById = (id: string): Operator | undefined => directory.get(id);

type Item = { readonly pk: string; readonly sk: string } & Record<string, unknown>;

/** Where the people of the tests live. */
export const competences: readonly Competence[] = [];

/** The items of a directory as an import leaves them. */
export function directoryItems(of: readonly Operator[] = operators): readonly Item[] {
  const stored = of.map((operator) => ({ operator, revision: 1 }));
  return [...stored.map((each) => operatorItem(each, undefined)), ...stored.map(lineItem), summaryItem(1, of)];
}

/** Puts a directory into a table in memory; who has ended in it was looked at long ago. */
export function givenDirectory(
  memory: { set(key: { pk: string; sk: string }, fields: Record<string, unknown>): void },
  of: readonly Operator[] = operators,
): void {
  const seen = { agendaShard: undefined, agendaDue: undefined };
  for (const { pk, sk, ...fields } of directoryItems(of)) memory.set({ pk, sk }, { ...fields, ...seen });
}
