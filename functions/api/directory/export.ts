import { competenceColumns, rowsOfCompetence } from '../../domain/competence-rows.ts';
import { OperatorId } from '../../domain/ids.ts';
import { operatorColumns, rowsOf } from '../../domain/operator-rows.ts';
import { readCompetences } from '../../store/competence.ts';
import { readChanges } from '../../store/directory.ts';
import { readOperators } from '../../store/operators.ts';
import { table } from '../desk.ts';
import { asking, PageQuery, signed } from '../http.ts';
import { type Reply, requestProblem } from '../problem.ts';
import { writeTable } from './csv.ts';

function csv(name: string, text: string): Reply {
  return {
    status: 200,
    body: Buffer.from(text, 'utf8'),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  };
}

/** The whole directory as CSV: imported again, it changes nothing. */
export const exportDirectory = signed(async () => {
  const operators = await readOperators(table);
  return csv('operators', writeTable(operatorColumns, operators.flatMap(rowsOf)));
});

/** The whole table of competences as CSV: imported again, it changes nothing. */
export const exportCompetence = signed(async () => {
  const competences = await readCompetences(table);
  return csv('cpi-competence', writeTable(competenceColumns, [...competences.values()].flatMap(rowsOfCompetence)));
});

/** The changes of an operator, the latest first: what was known of it, who changed it, and when. */
export const readOperatorHistory = asking(
  PageQuery,
  signed(async ({ parameters, query, language }) => {
    const id = OperatorId.safeParse(parameters['id']);
    if (!id.success) return requestProblem('not-found', language);
    const { items, cursor } = await readChanges(table, id.data, query);
    if (items.length === 0 && query.cursor === undefined) return requestProblem('not-found', language);
    return { status: 200, body: { items, ...(cursor !== undefined && { cursor }) } };
  }),
);
