/** The table of competences as rows: one for each period in which a job centre is competent for a municipality. */
import { Competence, overlap } from './competence.ts';
import type { Operator } from './operators.ts';
import { Refused, type RowReport, refusedIssue, reportsOf, type TableRow } from './rows.ts';

/** Every column of the table of competences, in the order in which it is written. */
export const competenceColumns = ['municipality', 'name', 'province', 'cpi', 'from', 'to', 'certainty'] as const;

/** What an import would do: every row's outcome, and the municipalities that it makes or changes. */
export interface CompetencePlan {
  readonly reports: readonly RowReport[];
  readonly changes: readonly Competence[];
}

const cell = (row: TableRow, column: (typeof competenceColumns)[number]) => row.cells[column] ?? '';
const orNull = (text: string) => (text === '' ? null : text);

/** The competence that the rows of a municipality describe; throws `Refused` with the row and the rule. */
function competenceOf(rows: readonly TableRow[], operators: ReadonlyMap<string, Operator>): Competence {
  const [first] = rows;
  const line = first?.line ?? 0;
  const periods = rows.map((row) => ({
    operatorId: cell(row, 'cpi'),
    from: orNull(cell(row, 'from')),
    to: orNull(cell(row, 'to')),
    certainty: cell(row, 'certainty') || 'stated',
  }));
  const parsed = Competence.safeParse({
    municipality: first && cell(first, 'municipality'),
    name: first && cell(first, 'name'),
    province: first && cell(first, 'province'),
    periods,
  });
  if (!parsed.success) {
    throw refusedIssue(parsed.error, ([what = '', index, field = '']) =>
      what === 'periods' && index !== undefined
        ? { line: rows[Number(index)]?.line ?? line, field: field === 'operatorId' ? 'cpi' : field }
        : { line, field: what },
    );
  }
  for (const [index, period] of parsed.data.periods.entries()) {
    const at = rows[index]?.line ?? line;
    if (operators.get(period.operatorId)?.kind !== 'cpi') throw new Refused(at, 'cpi-unknown', 'cpi');
    if (period.from !== null && period.to !== null && period.to < period.from)
      throw new Refused(at, 'validity-order', 'to');
    if (parsed.data.periods.slice(0, index).some((other) => overlap(other, period)))
      throw new Refused(at, 'period-overlap', 'from');
  }
  const inOrder = parsed.data.periods.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
  return { ...parsed.data, periods: inOrder };
}

/**
 * What rows bring to the table of competences. The rows of a municipality replace all that was known of it, and stand or
 * fall together; municipalities that no row names stay. Refused: a row that its schema refuses, a job centre that the
 * directory does not have, an end before the beginning, two job centres for one day.
 */
export function planCompetences(
  rows: readonly TableRow[],
  known: ReadonlyMap<string, Competence>,
  operators: ReadonlyMap<string, Operator>,
): CompetencePlan {
  const groups = Map.groupBy(rows, (row) => cell(row, 'municipality'));
  const refused: Refused[] = [];
  const outcomes = new Map<string, Exclude<RowReport['outcome'], 'refused'>>();
  const changes: Competence[] = [];
  for (const [municipality, own] of groups) {
    try {
      const competence = competenceOf(own, operators);
      const before = known.get(competence.municipality);
      const same = JSON.stringify(before) === JSON.stringify(competence);
      outcomes.set(municipality, before === undefined ? 'created' : same ? 'unchanged' : 'changed');
      if (!same) changes.push(competence);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(error);
    }
  }
  return { reports: reportsOf(rows, 'municipality', outcomes, refused), changes };
}

/** The rows that describe a competence: what `planCompetences` makes the same of. */
export function rowsOfCompetence({
  municipality,
  name,
  province,
  periods,
}: Competence): Readonly<Record<string, string>>[] {
  return periods.map(({ operatorId, from, to, certainty }) => ({
    ...{ municipality, name, province, cpi: operatorId },
    ...{ from: from ?? '', to: to ?? '', certainty },
  }));
}
