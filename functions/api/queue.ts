import * as z from 'zod/mini';
import { PlainDate } from '../domain/dates.ts';
import { statuses } from '../domain/lifecycle.ts';
import { readQueue } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { loadOperators } from '../store/operators.ts';
import { policy, table } from './desk.ts';
import { asking, PageQuery, resource, signed } from './http.ts';
import { requestProblem } from './problem.ts';
import { finish, tasks } from './tasks.ts';
import { workListView } from './views.ts';

/** What to list of the work list; `before`: only cases that have waited since before this day. */
export const QueueQuery = z.extend(PageQuery, {
  status: z._default(z.enum(statuses), 'reserved'),
  before: z.optional(PlainDate),
});
type QueueQuery = z.output<typeof QueueQuery>;

const readList = signed<QueueQuery>(async (request) => {
  const { actor, language, query } = request;
  const { operatorId, operatorKind } = actor;
  if (operatorId === undefined || operatorKind === undefined) return requestProblem('forbidden', language);
  const { items, cursor } = await readQueue(table, { operatorId, ...query });
  const operators = await loadOperators(table, [operatorId]);
  const shown = await Promise.all(
    items.map(async (didCase) => {
      const citizen = await getCitizen(table, didCase.citizenId);
      return citizen && workListView(didCase, { citizen, actor, party: operatorKind, operators }, request, policy);
    }),
  );
  return { status: 200, body: { items: shown.filter((item) => item !== undefined), ...(cursor && { cursor }) } };
});

export const handler = resource('queue', {
  'read-queue': asking(QueueQuery, readList),
  'read-tasks': tasks,
  'finish-task': finish,
});
