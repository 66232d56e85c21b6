/** Operations of administrators on the directory of operators and the table of competences. */
import './settings.ts';
import { competenceColumns, rowsOfCompetence } from '../../domain/competence-rows.ts';
import { operatorColumns, rowsOf } from '../../domain/operator-rows.ts';
import { OperatorChange } from '../../store/directory.ts';
import { writeTable } from '../directory/csv.ts';
import { ImportQuery } from '../directory/import.ts';
import { inWords } from '../directory/words.ts';
import { PageQuery } from '../http.ts';
import { pageOf } from './answers.ts';
import { Csv, ImportReport } from './directory-answers.ts';
import { asJson } from './examples.ts';
import { type Answer, type Operation, ok } from './operation.ts';
import { competence, cpi, operatorActor } from './samples.ts';

const operators = writeTable(operatorColumns, rowsOf(cpi));
const competences = writeTable(competenceColumns, rowsOfCompetence(competence));
const file = (description: string, csv: string): Answer => ({ ...ok(Csv, description, { csv }), media: 'text/csv' });

const report = (id: string, field: string, rule: string) => ({
  dryRun: false,
  created: 1,
  changed: 0,
  unchanged: 0,
  refused: 1,
  rows: [
    { line: 2, id, outcome: 'created' },
    { line: 3, id: 'cpi-altrove', outcome: 'refused', rule, field, message: inWords(rule, 'en') },
  ],
});
const change = asJson({
  revision: 1,
  operator: cpi,
  changedAt: '2026-10-01T08:00:00.000Z',
  changedBy: operatorActor.subject,
});

const importing =
  'CSV in UTF-8 with commas or semicolons and the names of the columns in the first row. Good rows are applied, bad ' +
  'reported by line, rule and column; rows of one thing stand or fall together, what no row names stays as it is. The ' +
  'same file again changes nothing. With `dryRun=true` nothing is changed. A file that cannot be read is `invalid`.';

export const directory = {
  'import-operators': {
    tag: 'directory',
    summary: 'Import operators',
    description:
      `Makes and changes operators. ${importing} One row a seat: the first of an operator has all that is known of it. ` +
      `An operator ends by \`validTo\`, it is never deleted. Columns: ${operatorColumns.join(', ')}.`,
    query: ImportQuery,
    body: { schema: Csv, examples: { operators } },
    answers: [ok(ImportReport, 'What became of every row.', { report: report(cpi.id, 'province', 'cell-value') })],
  },
  'export-operators': {
    tag: 'directory',
    summary: 'Export operators',
    description: 'The whole directory as CSV, closed operators as well: imported again, it changes nothing.',
    answers: [file('The directory.', operators)],
  },
  'read-operator-history': {
    tag: 'directory',
    summary: 'Read the changes of an operator',
    description: 'Every change of an operator, the latest first: what was known of it then, who made it, and when.',
    query: PageQuery,
    answers: [ok(pageOf(OperatorChange), 'A page of the changes.', { page: { items: [change] } })],
    mayBeAbsent: true,
  },
  'import-competence': {
    tag: 'directory',
    summary: 'Import the job centres of municipalities',
    description:
      `Tells which job centre is competent for who lives in a municipality, from when to when. ${importing} The rows of ` +
      `a municipality replace all that was known of it. Columns: ${competenceColumns.join(', ')}.`,
    query: ImportQuery,
    body: { schema: Csv, examples: { competences } },
    answers: [
      ok(ImportReport, 'What became of every row.', {
        report: report(competence.municipality, 'cpi', 'cpi-unknown'),
      }),
    ],
  },
  'export-competence': {
    tag: 'directory',
    summary: 'Export the job centres of municipalities',
    description: 'The whole table of competences as CSV: imported again, it changes nothing.',
    answers: [file('The table.', competences)],
  },
} as const satisfies Record<string, Operation>;
