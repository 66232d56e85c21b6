import * as z from 'zod/mini';
import { CommandId } from '../domain/ids.ts';
import { edgeOf } from '../domain/lifecycle.ts';
import { partyOf } from '../domain/parties.ts';
import { refuse } from '../domain/refusals.ts';
import { getCase } from '../store/cases.ts';
import { getCommand, reviveCommand } from '../store/commands.ts';
import { transact } from '../store/table.ts';
import { getWait, pend } from '../store/waits.ts';
import { busy, namesOf, receipt } from './accept.ts';
import { noteLook } from './access-log.ts';
import { conflictWith, withCitizen } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, resource, type SignedRequest, signed } from './http.ts';
import { refusalReply, requestProblem } from './problem.ts';
import { commandView } from './views.ts';

/** The command that the path names, if the actor is a party to its case, or staff who gave it if `alsoOwn`. */
async function find(request: SignedRequest, alsoOwn = false) {
  const { actor, parameters } = request;
  const id = CommandId.safeParse(parameters['id']);
  const command = id.success ? await getCommand(table, id.data) : undefined;
  if (!command) return undefined;
  const [known, didCase] = await Promise.all([withCitizen(table, actor), getCase(table, command.declarationId)]);
  // An officer learns what became of the own command though the citizen has chosen somebody else since.
  // So does who acts for the citizen by law.
  const mayHaveGiven = actor.role !== 'citizen' || command.party === 'representative';
  const gaveIt = alsoOwn && mayHaveGiven && command.actor.subject === actor.subject;
  const party = partyOf(known, {
    citizenId: command.citizenId,
    operatorId: didCase?.operatorId,
    competentCpiId: didCase?.competentCpiId,
    status: didCase?.status,
    convenedAt: didCase?.convenedAt,
    oldDid: didCase?.oldDid,
  });
  if (!party && !gaveIt) return undefined;
  // Of another's command an officer learns what is done on the case.
  if (!gaveIt)
    await noteLook(table, request, { citizenId: command.citizenId, declarationId: command.declarationId, party });
  return command;
}

const read = signed(async (request) => {
  const command = await find(request, true);
  return command
    ? { status: 200, body: await commandView(command, request.language) }
    : requestProblem('not-found', request.language);
});

/** Body of `POST /commands/{id}/retry`: nothing to say. */
export const RetryBody = z.strictObject({});

/**
 * Takes up a command that failed, with its legal instant as it was; the stream brings it to its execution. The same key
 * gives the first answer again, whatever has become of the command since.
 */
const retry = signed(async (request) => {
  const { language, receivedAt } = request;
  const command = await find(request);
  if (!command) return requestProblem('not-found', language);
  const conflict = await conflictWith(table, request.actor, command.citizenId, request.receivedAt);
  if (conflict) return requestProblem(conflict, language);
  const { commandId, verb, declarationId, state, retries = [] } = command;
  const names = namesOf(request);
  const earlier = retries.find(({ requestId }) => requestId === names.requestId);
  if (earlier) return earlier.bodyHash === names.bodyHash ? receipt(command) : requestProblem('key-reused', language);
  const body = parseBody(RetryBody, request);
  if ('reply' in body) return body.reply;
  // A registration that was given up has left nothing behind: the citizen registers anew.
  if (verb === 'register') return refusalReply(refuse('command-not-failed'), language);
  const [didCase, wait] = await Promise.all([getCase(table, declarationId), getWait(table, declarationId)]);
  if (!didCase || !wait) return requestProblem('not-found', language);
  // The case may have gone on without it, to where nothing leads by this verb.
  if (state === 'failed' && !edgeOf(didCase.status, verb)) return refusalReply(refuse('wrong-status'), language);
  const lost = await transact(table, [
    reviveCommand(table, commandId, [...retries, names]),
    pend(table, wait, didCase.status, { commandId, verb, since: receivedAt, attempts: 0 }).write,
  ]);
  if (lost.has('command')) {
    const now = await getCommand(table, commandId);
    const same = now?.retries?.some(({ requestId }) => requestId === names.requestId);
    return now && same ? receipt(now) : refusalReply(refuse('command-not-failed'), language);
  }
  if (lost.size > 0) return busy(request, commandId);
  return receipt(command);
});

export const handler = resource('commands', { 'read-command': read, 'retry-command': retry });
