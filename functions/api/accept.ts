import { createHash, randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { commands, decide } from '../domain/commands.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId, DeclarationId, receiptNumber } from '../domain/ids.ts';
import type { AvailableVerb, Party } from '../domain/lifecycle.ts';
import { operatorById } from '../domain/operators.ts';
import { refusals } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { asFacts, type CitizenRecord, getLive } from '../store/citizens.ts';
import { getCommand, type StoredCommand, storeCommand } from '../store/commands.ts';
import { deliver, type Machine, start } from '../store/executions.ts';
import { type Table, transact } from '../store/table.ts';
import { getWait, makePending, openWait, type Pending, type Wait } from '../store/waits.ts';
import { policy } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { problem, type Reply, refusalReply, requestProblem } from './problem.ts';
import { refusalWords } from './refusal-words.ts';

/** Who commands what on which case. */
export interface Order {
  readonly verb: AvailableVerb;
  readonly actor: Actor;
  readonly party: Party;
  readonly citizen: CitizenRecord;
  /** Absent for a registration. */
  readonly didCase?: DidCase;
}

const namespace = '6c1e5a52-94e0-5c0b-8a0e-2f1d7f3f9a11';

/** Names a request by who asks what under which key, and what it says. */
export function namesOf({ actor, method, path, key, rawBody }: SignedRequest) {
  return {
    requestId: CommandId.parse(uuidv5([actor.subject, method, path, key].join('|'), namespace)),
    bodyHash: createHash('sha256').update(rawBody).digest('hex'),
  };
}

/**
 * Accepts a command, or says why not. The same key with the same body gives the first answer again. What the domain
 * refuses is answered at once and stored nowhere; what it would allow is stored in one transaction with its place on
 * the wait, and the execution is woken. A command that meets another under way is stored as ignored: 409, try again.
 */
export async function acceptCommand(
  table: Table,
  machine: Machine,
  request: SignedRequest,
  order: Order,
  tools: Tools,
): Promise<Reply> {
  const { language, receivedAt } = request;
  const { requestId: commandId, bodyHash } = namesOf(request);

  const earlier = await getCommand(table, commandId);
  if (earlier && earlier.state !== 'ignored') return again(earlier, bodyHash, request);

  const body = parseBody(commands[order.verb].body, request);
  if ('reply' in body) return body.reply;
  const { didCase, citizen, actor, party, verb } = order;
  const declarationId = didCase?.declarationId ?? DeclarationId.parse(randomUUID());
  const liveDeclarationId = didCase ? undefined : await getLive(table, citizen.citizenId);
  const outcome = decide(
    verb,
    {
      commandId,
      declarationId,
      receivedAt,
      actor,
      party,
      citizen: { ...asFacts(citizen), liveDeclarationId },
      didCase,
      operator: didCase?.operatorId === undefined ? undefined : operatorById(didCase.operatorId),
      policy,
    },
    body.value,
  );
  if (outcome.kind === 'refusal') return refusalReply(outcome, language);

  const command: StoredCommand = {
    commandId,
    verb,
    declarationId,
    citizenId: citizen.citizenId,
    actor,
    party,
    body: request.body,
    bodyHash,
    receivedAt,
    receiptNumber: receiptNumber(commandId, request.today),
    state: 'accepted',
  };
  const pending: Pending = { commandId, verb, since: receivedAt, attempts: 0 };
  const wait: Wait | undefined = didCase
    ? await getWait(table, declarationId)
    : { declarationId, citizenId: citizen.citizenId, generation: 1, since: receivedAt };
  if (!wait) throw new Error('the wait is not in the record');
  const lost = await transact(table, [
    storeCommand(table, command),
    didCase ? makePending(table, declarationId, didCase.status, pending) : openWait(table, { ...wait, pending }),
  ]);
  if (lost.has('command')) {
    const other = await getCommand(table, commandId);
    return other ? again(other, bodyHash, request) : busy(request);
  }
  if (lost.size > 0) {
    await transact(table, [storeCommand(table, { ...command, state: 'ignored', settledAt: receivedAt })]);
    return busy(request, commandId);
  }
  await wake(table, machine, { ...wait, pending }, request, tools);
  return receipt(command);
}

function again(earlier: StoredCommand, bodyHash: string, { language }: SignedRequest): Reply {
  return earlier.bodyHash === bodyHash ? receipt(earlier) : requestProblem('key-reused', language);
}

/** The answer to a command that was accepted, and the same to its repetition. */
export function receipt({ commandId, declarationId, receiptNumber }: StoredCommand): Reply {
  return {
    status: 202,
    body: { commandId, declarationId, receiptNumber },
    headers: { location: `/v1/commands/${commandId}` },
  };
}

/** The answer to a command that meets another under way: try again in a second. */
export function busy({ language }: SignedRequest, commandId?: string): Reply {
  const { status, rule } = refusals['command-pending'];
  return problem(status, 'command-pending', refusalWords['command-pending'][language], {
    rule,
    headers: { 'retry-after': '1' },
    ...(commandId !== undefined && { commandId }),
  });
}

// The stream makes sure of it; this only spares the person the stream's delay.
async function wake(table: Table, machine: Machine, wait: Wait, { receivedAt }: SignedRequest, { logger }: Tools) {
  try {
    if (wait.status === undefined) await start(table, machine, wait, receivedAt);
    else await deliver(machine, wait, receivedAt);
  } catch (error) {
    logger.warn('left to the stream', { messageCode: 'WAKE_FAILED', fault: error instanceof Error ? error.name : '' });
  }
}
