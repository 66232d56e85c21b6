/** Runs that were kept: one file each, named by day and revision, and a table in the documentation. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { markdownOf, type Section } from './figures.ts';

const folder = join(import.meta.dirname, 'saved');
const document = join(import.meta.dirname, '../../docs/bench.md');

const Run = z.object({
  savedAt: z.string(),
  revision: z.string(),
  node: z.string(),
  machine: z.string(),
  figures: z.record(z.string(), z.object({ value: z.number(), unit: z.string() })),
});
/** A run that was kept. */
export type Run = z.infer<typeof Run>;

/** The revision of the sources, with a mark if they differ from it; `none` outside a repository with commits. */
function revision(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const id = git('rev-parse', '--short', 'HEAD');
    return git('status', '--porcelain') === '' ? id : `${id}-changed`;
  } catch {
    return 'none';
  }
}

/** The last run that was kept, if any. */
export function lastRun(): Run | undefined {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : [];
  const last = names.at(-1);
  return last === undefined ? undefined : Run.parse(JSON.parse(readFileSync(join(folder, last), 'utf8')));
}

/** The text with what stands between its two marks replaced. Throws if it has no such marks. */
export function between(text: string, inner: string): string {
  const [open, close] = ['<!-- figures -->', '<!-- /figures -->'];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`the text has no place for figures: ${open} … ${close}`);
  return `${text.slice(0, from + open.length)}\n\n${inner.trim()}\n\n${text.slice(to)}`;
}

/**
 * Keeps a whole run, and writes its table into the documentation.
 * @returns the file
 */
export function save(sections: readonly Section[], now: Date): string {
  const figures = sections.flatMap((section) => section.figures);
  const run: Run = {
    savedAt: now.toISOString(),
    revision: revision(),
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    figures: Object.fromEntries(
      figures.map(({ id, value, unit }) => [id, { value: Number(value.toPrecision(6)), unit }]),
    ),
  };
  const file = join(folder, `${run.savedAt.slice(0, 16).replace(':', '')}Z-${run.revision}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(run, undefined, 2)}\n`);
  const head = `Saved ${run.savedAt.slice(0, 10)} at revision \`${run.revision}\`, Node ${run.node}, ${run.machine}.\n`;
  writeFileSync(document, between(readFileSync(document, 'utf8'), `${head}${markdownOf(sections)}`));
  execFileSync(join(import.meta.dirname, '../../node_modules/.bin/biome'), ['format', '--write', document, file]);
  return file;
}
