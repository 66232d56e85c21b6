import { partyOf } from '../domain/authorisation.ts';
import { CommandId } from '../domain/ids.ts';
import { edgeOf } from '../domain/lifecycle.ts';
import { refuse } from '../domain/refusals.ts';
import { getCase } from '../store/cases.ts';
import { getCommand, reviveCommand } from '../store/commands.ts';
import { transact } from '../store/table.ts';
import { makePending } from '../store/waits.ts';
import { busy } from './accept.ts';
import { isOwnCase, withCitizen } from './cases.ts';
import { table } from './desk.ts';
import { resource, type SignedRequest, signed } from './http.ts';
import { refusalReply, requestProblem } from './problem.ts';
import { commandView } from './views.ts';

/** The command that the path names, if the actor is a party to its case, or staff who gave it if `alsoOwn`. */
async function find({ actor, parameters }: SignedRequest, alsoOwn = false) {
  const id = CommandId.safeParse(parameters['id']);
  const command = id.success ? await getCommand(table, id.data) : undefined;
  if (!command) return undefined;
  const [known, didCase] = await Promise.all([withCitizen(table, actor), getCase(table, command.declarationId)]);
  // An officer learns what became of the own command though the citizen has chosen somebody else since.
  const gaveIt = alsoOwn && actor.role !== 'citizen' && command.actor.subject === actor.subject;
  const party = partyOf(known, { citizenId: command.citizenId, operatorId: didCase?.operatorId });
  return party || gaveIt ? command : undefined;
}

const read = signed(async (request) => {
  const command = await find(request, true);
  return command
    ? { status: 200, body: commandView(command, request.language) }
    : requestProblem('not-found', request.language);
});

/** Takes up a command that failed, with its legal instant as it was; the stream brings it to its execution. */
const retry = signed(async (request) => {
  const { language, receivedAt } = request;
  const command = await find(request);
  if (!command) return requestProblem('not-found', language);
  if (await isOwnCase(table, request.actor, command.citizenId)) return requestProblem('own-case', language);
  const { commandId, verb, declarationId, receiptNumber, state } = command;
  // A registration that was given up has left nothing behind: the citizen registers anew.
  if (verb === 'register') return refusalReply(refuse('command-not-failed'), language);
  const didCase = await getCase(table, declarationId);
  if (!didCase) return requestProblem('not-found', language);
  // The case may have gone on without it, to where nothing leads by this verb.
  if (state === 'failed' && !edgeOf(didCase.status, verb)) return refusalReply(refuse('wrong-status'), language);
  const lost = await transact(table, [
    reviveCommand(table, commandId),
    makePending(table, declarationId, didCase.status, { commandId, verb, since: receivedAt, attempts: 0 }),
  ]);
  if (lost.has('command')) return refusalReply(refuse('command-not-failed'), language);
  if (lost.size > 0) return busy(request, commandId);
  return {
    status: 202,
    body: { commandId, declarationId, receiptNumber },
    headers: { location: `/v1/commands/${commandId}` },
  };
});

export const handler = resource('commands', { 'read-command': read, 'retry-command': retry });
