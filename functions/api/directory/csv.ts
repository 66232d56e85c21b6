import Papa from 'papaparse';
import type { TableRow } from '../../domain/rows.ts';

/** What keeps a file from being read at all: the rule, and the column or row that it is about. */
export interface FileFault {
  readonly rule: 'csv-encoding' | 'csv-quotes' | 'csv-columns' | 'column-unknown' | 'column-twice' | 'column-missing';
  readonly field: string;
}

const byteOrderMark = '\uFEFF';

/**
 * Reads a CSV file: UTF-8, commas or semicolons (as the first row has them), with the names of the columns in the first
 * row. Cells are trimmed; rows without any text are left out. Refused as a whole: other encodings, a quotation mark that
 * is not closed, a row with more or fewer cells than the first, a column that is unknown, named twice or missing.
 * @param needed columns without which no row can be told from another
 */
export function readTable(
  text: string,
  columns: readonly string[],
  needed: readonly string[],
): { readonly rows: readonly TableRow[] } | { readonly fault: FileFault } {
  if (text.includes('\uFFFD')) return { fault: { rule: 'csv-encoding', field: 'body' } };
  const plain = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const [first = ''] = plain.split(/\r?\n/, 1);
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: first.includes(';') ? ';' : ',' });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes) return { fault: { rule: 'csv-quotes', field: `row ${(quotes.row ?? 0) + 1}` } };

  const [names = [], ...rest] = data.map((cells) => cells.map((cell) => cell.trim()));
  const unknown = names.find((name) => !columns.includes(name));
  if (unknown !== undefined) return { fault: { rule: 'column-unknown', field: unknown || 'body' } };
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { fault: { rule: 'column-twice', field: twice } };
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) return { fault: { rule: 'column-missing', field: missing } };

  const numbered = rest.map((cells, index) => ({ cells, line: index + 2 })).filter(({ cells }) => cells.some(Boolean));
  const uneven = numbered.find(({ cells }) => cells.length !== names.length);
  if (uneven) return { fault: { rule: 'csv-columns', field: `row ${uneven.line}` } };
  const rows = numbered.map(({ cells, line }) => ({
    line,
    cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])),
  }));
  return { rows };
}

/** Writes rows as CSV, with commas, line feeds and the names of the columns: what `readTable` reads the same rows of. */
export function writeTable(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const cells = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return `${Papa.unparse([[...columns], ...cells], { newline: '\n' })}\n`;
}
