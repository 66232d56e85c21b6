import type * as z from 'zod/mini';
import { refuse } from '../domain/refusals.ts';
import { readAccesses } from '../store/accesses.ts';
import { loadOperators } from '../store/operators.ts';
import { table } from './desk.ts';
import { asking, PageQuery, signed } from './http.ts';
import { ownRecord } from './own-record.ts';
import { accessView } from './privacy-views.ts';
import { refusalReply } from './problem.ts';

/** Who looked at the own data, the newest look first: body and role, never a name. */
const read = signed<z.output<typeof PageQuery>>(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  // A look by the code may have been meant for its owner.
  if (!own.proved) return refusalReply(refuse('identity-not-proved'), request.language);
  const { items, cursor } = await readAccesses(table, own.record.citizenId, request.query);
  const operators = await loadOperators(
    table,
    items.map(({ by }) => by.operatorId),
  );
  const shown = items.map((access) => accessView(access, operators, request.language));
  return { status: 200, body: { items: shown, ...(cursor && { cursor }) } };
});

export const accesses = asking(PageQuery, read);
