import * as z from 'zod/mini';
import type { Competence } from '../../domain/competence.ts';
import { competenceColumns, planCompetences } from '../../domain/competence-rows.ts';
import type { Instant } from '../../domain/dates.ts';
import type { Subject } from '../../domain/ids.ts';
import { operatorColumns, planOperators } from '../../domain/operator-rows.ts';
import type { Operator } from '../../domain/operators.ts';
import type { RowReport, TableRow } from '../../domain/rows.ts';
import { competencesAtOnce, readCompetences, saveCompetences } from '../../store/competence.ts';
import { type DirectoryState, operatorsAtOnce, readState, saveOperators } from '../../store/directory.ts';
import { getSummary } from '../../store/operators.ts';
import { type Table, transact } from '../../store/table.ts';
import { table } from '../desk.ts';
import { asking, type SignedRequest, signed } from '../http.ts';
import { type Reply, requestProblem } from '../problem.ts';
import { readTable } from './csv.ts';
import { fileProblem, inWords } from './words.ts';

/** Whether an import only tells what it would do. */
export const ImportQuery = z.strictObject({ dryRun: z._default(z.enum(['true', 'false']), 'false') });

const attempts = 5;

const operatorsOf = ({ operators }: DirectoryState): ReadonlyMap<string, Operator> =>
  new Map([...operators].map(([id, { operator }]) => [id, operator]));

async function readDirectory(of: Table): Promise<DirectoryState> {
  return readState(of, await getSummary(of));
}

const inParts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));

/** What an import answers: how often each outcome came, and what became of every row. */
function report(rows: readonly RowReport[], dryRun: boolean, { language }: SignedRequest): Reply {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  const told = rows.map((row) => (row.rule === undefined ? row : { ...row, message: inWords(row.rule, language) }));
  return { status: 200, body: { dryRun, ...counts, rows: told } };
}

/**
 * Brings rows into the directory of operators: good ones are applied, bad ones reported, those of one operator stand or
 * fall together, each with its history. When another import comes in between, what is left is planned anew.
 */
async function importOperators(
  rows: readonly TableRow[],
  by: { readonly changedAt: Instant; readonly changedBy: Subject },
): Promise<readonly RowReport[]> {
  const done = new Map<string, RowReport['outcome']>();
  let reports: readonly RowReport[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let state = await readDirectory(table);
    const plan = planOperators(rows, operatorsOf(state));
    reports = plan.reports.map((row) => ({ ...row, outcome: done.get(row.id) ?? row.outcome }));
    const outcomeOf = new Map(plan.reports.map(({ id, outcome }) => [id, outcome]));
    let lost = false;
    for (const part of inParts(plan.changes, operatorsAtOnce)) {
      const changed = part.map(({ operator }) => operator);
      const { writes, after } = saveOperators(table, state, changed, by);
      lost = (await transact(table, writes)).size > 0;
      if (lost) break;
      state = after;
      for (const { id } of changed) done.set(id, outcomeOf.get(id) ?? 'changed');
    }
    if (!lost) return reports;
  }
  // Others keep changing the directory: what is not done is told row by row.
  return reports.map((row) =>
    done.has(row.id) || row.outcome === 'unchanged' || row.outcome === 'refused' ? row : changedMeanwhile(row, 'id'),
  );
}

async function importCompetences(rows: readonly TableRow[], apply: boolean): Promise<readonly RowReport[]> {
  const [known, state] = await Promise.all([readCompetences(table), readDirectory(table)]);
  const { reports, changes } = planCompetences(rows, known, operatorsOf(state));
  const lost = apply ? await saveAll(changes) : new Set<string>();
  return reports.map((row) => (lost.has(row.id) ? changedMeanwhile(row, 'municipality') : row));
}

/** Saves municipalities, some at once; gives those that another import kept from being saved. */
async function saveAll(changes: readonly Competence[]): Promise<ReadonlySet<string>> {
  const lost: Competence[] = [];
  for (const part of inParts(changes, competencesAtOnce)) {
    if (!(await saved(part))) lost.push(...part);
  }
  return new Set(lost.map(({ municipality }) => municipality));
}

async function saved(part: readonly Competence[]): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if ((await transact(table, saveCompetences(table, part))).size === 0) return true;
  }
  return false;
}

const changedMeanwhile = ({ line, id }: RowReport, field: string): RowReport => ({
  ...{ line, id, outcome: 'refused', rule: 'changed-meanwhile', field },
});

/** Reads what an import is sent; the answer if the file cannot be read. */
function readImport(request: ImportRequest, columns: readonly string[], needed: readonly string[]) {
  const read = readTable(request.rawBody, columns, needed);
  if ('fault' in read) {
    return { reply: requestProblem('invalid', request.language, () => [fileProblem(read.fault, request.language)]) };
  }
  return { rows: read.rows, dryRun: request.query.dryRun === 'true' };
}

type ImportRequest = SignedRequest<z.output<typeof ImportQuery>>;

/** Imports operators from CSV, or with `dryRun` only tells what that would do. */
export const importDirectory = asking(
  ImportQuery,
  signed(async (request) => {
    const asked = readImport(request, operatorColumns, ['id']);
    if ('reply' in asked) return asked.reply;
    const by = { changedAt: request.receivedAt, changedBy: request.actor.subject };
    const rows = asked.dryRun
      ? planOperators(asked.rows, operatorsOf(await readDirectory(table))).reports
      : await importOperators(asked.rows, by);
    return report(rows, asked.dryRun, request);
  }),
);

/** Imports the table of competences from CSV, or with `dryRun` only tells what that would do. */
export const importCompetence = asking(
  ImportQuery,
  signed(async (request) => {
    const asked = readImport(request, competenceColumns, ['municipality', 'name', 'province', 'cpi']);
    if ('reply' in asked) return asked.reply;
    return report(await importCompetences(asked.rows, !asked.dryRun), asked.dryRun, request);
  }),
);
