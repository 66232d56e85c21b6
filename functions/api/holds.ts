import type { DidCase } from '../domain/declaration.ts';
import type { EditRule } from '../domain/edit.ts';
import { liftHold, setHold } from '../domain/holds.ts';
import { caseNumber } from '../domain/ids.ts';
import { getCase } from '../store/cases.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { type Route, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';

/** What an administrator sees of a case: its number, where it stands, what holds it; nothing of the person. */
const holdView = ({ declarationId, status, holds = [] }: DidCase) => ({
  id: declarationId,
  caseNumber: caseNumber(declarationId),
  status,
  holds,
});

const hold = (event: string, rule: EditRule): Route =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const reply = await makeEdit({ event, rule }, request, opened);
    if (reply.status >= 300) return reply;
    const after = await getCase(table, opened.didCase.declarationId);
    return { status: reply.status, body: holdView(after ?? opened.didCase) };
  });

/** Keeps a case from being erased, or lets it go. */
export const holds = { 'set-hold': hold('set-hold', setHold), 'lift-hold': hold('lift-hold', liftHold) };
