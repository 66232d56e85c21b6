import * as z from 'zod/mini';
import { operatorKinds } from '../domain/actor.ts';
import { OperatorId } from '../domain/ids.ts';
import { findOperators, provinces } from '../domain/operators.ts';
import { openDirectory } from '../store/operators.ts';
import { NoSuchPage } from '../store/table.ts';
import { table } from './desk.ts';
import { asking, resource, rowsUpTo } from './http.ts';
import { operatorView } from './operator-view.ts';
import { requestProblem } from './problem.ts';

const directory = openDirectory(table);

/** What to look for in the directory; a page has at most 200 operators, 100 unless asked otherwise. */
export const OperatorsQuery = z.strictObject({
  province: z.optional(z.enum(provinces)),
  kind: z.optional(z.enum(operatorKinds)),
  text: z.optional(z.string().check(z.maxLength(100))),
  limit: rowsUpTo(200, 100),
  /** The last operator of the page before. */
  cursor: z.optional(OperatorId),
});

/** Everybody asks the same, and the directory changes a few times a year. */
const shared = { 'cache-control': 'public, max-age=60' };

export const handler = resource('operators', {
  'list-operators': asking(OperatorsQuery, async ({ query, today, receivedAt }) => {
    const { limit, cursor, ...search } = query;
    const { operators, byId } = await directory(receivedAt);
    if (cursor !== undefined && !byId.has(cursor)) throw new NoSuchPage();
    const found = findOperators(operators, { ...search, on: today });
    // A page goes on behind its last operator even if that has closed since.
    const from = operators.findIndex(({ id }) => id === cursor) + 1;
    const rest = from === 0 ? found : findOperators(operators.slice(from), { ...search, on: today });
    const items = rest.slice(0, limit);
    const last = rest.length > limit ? items.at(-1) : undefined;
    const body = { items: items.map(operatorView), total: found.length, ...(last && { cursor: last.id }) };
    return { status: 200, body, headers: shared };
  }),
  'read-operator': async ({ parameters, language, receivedAt }) => {
    const id = OperatorId.safeParse(parameters['id']);
    const operator = id.success ? (await directory(receivedAt)).byId.get(id.data) : undefined;
    if (!operator) return requestProblem('not-found', language);
    return { status: 200, body: operatorView(operator), headers: shared };
  },
});
