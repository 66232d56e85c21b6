import * as z from 'zod/mini';
import { authorise } from '../domain/authorisation.ts';
import { PlainDate } from '../domain/dates.ts';
import { CaseNumber } from '../domain/ids.ts';
import { statuses } from '../domain/lifecycle.ts';
import { partyOf } from '../domain/parties.ts';
import { endedCases, readQueue } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { loadOperators } from '../store/operators.ts';
import { noteLook } from './access-log.ts';
import { policy, table } from './desk.ts';
import { asking, PageQuery, resource, type SignedRequest, signed } from './http.ts';
import { listMandates } from './mandated.ts';
import { type Reply, requestProblem } from './problem.ts';
import { finish, tasks } from './tasks.ts';
import { workListView } from './views.ts';

/** What to list of the work list; `before`: only cases that have waited since before this day. */
export const QueueQuery = z.extend(PageQuery, {
  status: z._default(z.enum(statuses), 'reserved'),
  before: z.optional(PlainDate),
  /** Instead of the list: the case of this number that has ended, if it is one that the caller may open. */
  number: z.optional(CaseNumber),
});
type QueueQuery = z.output<typeof QueueQuery>;

/**
 * Finds a case that has ended by its number, for who may open it as it is: a live one's parties are those of one that
 * ended. The look is noted before anything is shown; a case of others and none look alike.
 */
async function findEnded(number: CaseNumber, request: SignedRequest): Promise<Reply> {
  const { actor, language } = request;
  const items: object[] = [];
  for (const didCase of await endedCases(table, number)) {
    const { citizenId, declarationId, operatorId } = didCase;
    const citizen = await getCitizen(table, citizenId);
    const parties = { ...didCase, citizenFiscalCode: citizen?.person.fiscalCode };
    const verdict = authorise('read-declaration', actor, parties);
    const party = partyOf(actor, parties);
    if (verdict === 'own-case') return requestProblem(verdict, language);
    if (!citizen || !party || verdict !== 'allowed') continue;
    await noteLook(table, request, { citizenId, declarationId, party });
    const operators = await loadOperators(table, [operatorId]);
    items.push(workListView(didCase, { citizen, actor, party, operators }, request, policy));
  }
  return { status: 200, body: { items } };
}

const readList = signed<QueueQuery>(async (request) => {
  const { actor, language, query } = request;
  const { operatorId, operatorKind } = actor;
  if (operatorId === undefined || operatorKind === undefined) return requestProblem('forbidden', language);
  const { number, ...list } = query;
  if (number !== undefined) return findEnded(number, request);
  const { items, cursor } = await readQueue(table, { operatorId, ...list });
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
  'list-mandates': listMandates,
});
