import { type EditName, edits } from '../domain/edits.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { type Route, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';

/** The route of an edit of the domain's list. */
export function edit(name: EditName): Route {
  return signed(async (request) => {
    const opened = await openCase(table, request);
    return 'reply' in opened ? opened.reply : makeEdit({ event: name, rule: edits[name] }, request, opened);
  });
}
