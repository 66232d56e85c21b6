/** Rows of a table that an administrator brings, and what became of each. */
import type * as z from 'zod/mini';

/** The cells of a row by their columns, trimmed; a column that the table does not have is absent. */
export type Cells = Readonly<Partial<Record<string, string>>>;

/** A row of a table; `line` counts from 1, which is the row of the column names. */
export interface TableRow {
  readonly line: number;
  readonly cells: Cells;
}

/** What became of a row. `rule` and `field` tell why it was refused: the rule, and the column that breaks it. */
export interface RowReport {
  readonly line: number;
  readonly id: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused';
  readonly rule?: string;
  readonly field?: string;
}

/** Why a row falls. */
export class Refused extends Error {
  readonly line: number;
  readonly rule: string;
  readonly field: string;

  constructor(line: number, rule: string, field: string) {
    super(rule);
    this.line = line;
    this.rule = rule;
    this.field = field;
  }
}

const ruleId = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The first thing that a schema found wrong, as the refusal of the row and column that a path leads to. */
export function refusedIssue(
  { issues: [issue] }: z.core.$ZodError,
  whereIs: (path: readonly string[]) => { readonly line: number; readonly field: string },
): Refused {
  const { line, field } = whereIs((issue?.path ?? []).map(String));
  const missing = issue?.code === 'invalid_type' || issue?.code === 'invalid_value';
  const own = issue !== undefined && ruleId.test(issue.message) ? issue.message : undefined;
  return new Refused(line, own ?? (missing ? 'cell-value' : (issue?.code ?? 'cell-value').replaceAll('_', '-')), field);
}

/** The rows of the things that were refused fall together: the one that is wrong by its rule, the others with it. */
export function reportsOf(
  rows: readonly TableRow[],
  idColumn: string,
  outcomes: ReadonlyMap<string, Exclude<RowReport['outcome'], 'refused'>>,
  refused: readonly Refused[],
): RowReport[] {
  return rows.map(({ line, cells }) => {
    const id = cells[idColumn] ?? '';
    const own = refused.find((each) => each.line === line);
    if (own) return { line, id, outcome: 'refused', rule: own.rule, field: own.field };
    const outcome = outcomes.get(id);
    return outcome
      ? { line, id, outcome }
      : { line, id, outcome: 'refused', rule: 'other-row-refused', field: idColumn };
  });
}
