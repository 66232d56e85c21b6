import { actOf, isOwnAct, type TheAct } from '../domain/acts.ts';
import { ActId } from '../domain/proceedings.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { table } from './desk.ts';
import type { SignedRequest } from './http.ts';
import { type Reply, requestProblem } from './problem.ts';

/** Opens the case that the path names, and the act on it: 404 for one that is not there, or not for this party. */
export async function openAct(
  request: SignedRequest,
): Promise<{ readonly opened: OpenedCase; readonly act: TheAct } | { readonly reply: Reply }> {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened;
  const actId = ActId.safeParse(request.parameters['actId']);
  const act = actId.success ? actOf(opened.didCase, actId.data) : undefined;
  if (!act || !isOwnAct(opened, act)) return { reply: requestProblem('not-found', request.language) };
  return { opened, act };
}
