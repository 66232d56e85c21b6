/** Gathers what the files of the matrix found, and prints it as one table when all are done. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { root } from '../../local/settings.ts';

const folder = path.join(root, '.local', 'faults', 'cells');

const Cell = z.object({
  fn: z.string(),
  name: z.string(),
  fault: z.string(),
  doubled: z.boolean(),
  wrong: z.array(z.string()),
});
type Cell = z.infer<typeof Cell>;

/** Keeps the cells of one story. */
export function keepCells(story: string, cells: readonly Cell[]): void {
  mkdirSync(folder, { recursive: true });
  const lines = cells.map((cell) => JSON.stringify(Cell.parse(cell)));
  writeFileSync(path.join(folder, `${story.replaceAll(/\W+/g, '-')}.jsonl`), lines.join('\n'));
}

function keptCells(): Cell[] {
  const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return files.flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => Cell.parse(JSON.parse(line))),
  );
}

/** The table: a row for each call of each function, a column for each fault, how often it was met and how it went. */
export function tableOf(cells: readonly Cell[]): string {
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const rows = [...Map.groupBy(cells, ({ fn, name }) => `${fn}: ${name}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...rows.map(([name]) => name.length));
  const shown = (met: readonly Cell[]) => {
    if (met.length === 0) return '-';
    const wrong = met.filter((cell) => cell.wrong.length > 0).length;
    return wrong > 0 ? `${wrong} of ${met.length} WRONG` : `${met.length} ok`;
  };
  const legend = faults.map((fault, index) => `${String.fromCharCode(65 + index)}: ${fault}`);
  const line = (name: string, columns: readonly string[]) =>
    `${name.padEnd(width)} ${columns.map((text) => text.padStart(7)).join('')}`;
  const doubled = cells.filter((cell) => cell.doubled).length;
  const bad = cells.filter(({ wrong }) => wrong.length > 0).length;
  return [
    ...legend,
    line(
      '',
      faults.map((_, index) => String.fromCharCode(65 + index)),
    ),
    ...rows.map(([name, met]) =>
      line(
        name,
        faults.map((fault) => shown(met.filter((cell) => cell.fault === fault))),
      ),
    ),
    `${cells.length} cells: ${cells.length - bad} ok, ${bad} wrong; ${doubled} of them with the one documented duplicate of a mail.`,
  ].join('\n');
}

/** Vitest's global set-up: begins with nothing, ends with the table, kept in `.local/faults/table.txt` as well. */
export default function setup(): () => void {
  rmSync(folder, { recursive: true, force: true });
  return () => {
    mkdirSync(folder, { recursive: true });
    const cells = keptCells();
    if (cells.length === 0) return;
    const table = tableOf(cells);
    writeFileSync(path.join(folder, '..', 'table.txt'), `${table}\n`);
    console.log(`\nWhat every call of every function met\n\n${table}`);
  };
}
