import { createHash, randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { type Command, decideBy, namedIn } from '../domain/command.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId, DeclarationId, receiptNumber } from '../domain/ids.ts';
import { isLive, type Party } from '../domain/lifecycle.ts';
import type { Mandate } from '../domain/mandates.ts';
import type { Operators } from '../domain/operators.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { asFacts, type CitizenRecord } from '../store/citizens.ts';
import { getCommand, type StoredCommand, storeCommand } from '../store/commands.ts';
import { deliver, type Machine, start } from '../store/executions.ts';
import { getLedger, waitingForOwner } from '../store/inps.ts';
import { madeBefore } from '../store/made.ts';
import { holdMandate } from '../store/mandates.ts';
import { getLiveFor } from '../store/merging.ts';
import { loadSurroundings } from '../store/surroundings.ts';
import { type Table, transact } from '../store/table.ts';
import { getWait, openWait, type Pending, pend, type Wait } from '../store/waits.ts';
import { policy } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** Who commands what on which case. */
export interface Order {
  readonly command: Command;
  readonly actor: Actor;
  readonly party: Party;
  readonly citizen: CitizenRecord;
  /** Absent for a registration. */
  readonly didCase?: DidCase;
  /** What the record keeps as the command's body, where that is not what the client sent. */
  readonly body?: unknown;
  /** The chosen operator, if one was chosen. */
  readonly operators?: Operators;
  /** What who acts for the citizen by law acts on. */
  readonly mandate?: Mandate | undefined;
}

const namespace = '6c1e5a52-94e0-5c0b-8a0e-2f1d7f3f9a11';

/** The name of what a request with an Idempotency-Key asks for. */
export function commandIdOf({ actor, method, path, key }: SignedRequest): CommandId {
  return CommandId.parse(uuidv5([actor.subject, method, path, key].join('|'), namespace));
}

/** What tells a repeated request from another under the same Idempotency-Key: SHA-256 of the body as received. */
export function bodyHashOf({ rawBody }: SignedRequest): string {
  return createHash('sha256').update(rawBody).digest('hex');
}

/** Names a request by who asks what under which key, and what it says. */
export function namesOf(request: SignedRequest) {
  return { requestId: commandIdOf(request), bodyHash: bodyHashOf(request) };
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

  const [earlier, made] = await Promise.all([getCommand(table, commandId), madeBefore(table, commandId)]);
  if (earlier && earlier.state !== 'ignored') return again(earlier, bodyHash, request);
  // One key, one act: what was an edit is no command as well.
  if (made) return requestProblem('key-reused', language);

  const given = order.body ?? request.body;
  const body = parseBody(order.command.body, { ...request, body: given });
  if ('reply' in body) return body.reply;
  const { didCase, citizen, actor, party, mandate } = order;
  const { verb } = order.command;
  const onMandate = mandate?.representation && { kind: mandate.representation.kind, namedAt: mandate.givenAt };
  const declarationId = didCase?.declarationId ?? DeclarationId.parse(randomUUID());
  const { liveDeclarationId, liveCase, mayDeclareFrom } = await getLiveFor(
    table,
    verb,
    citizen.citizenId,
    declarationId,
  );
  const applications = didCase
    ? undefined
    : await waitingForOwner(table, await getLedger(table, citizen.fiscalCodeGuard));
  const surroundings = await loadSurroundings(table, {
    didCase,
    person: citizen.person,
    receivedAt,
    named: namedIn(order.command, body.value),
    verb,
    loaded: order.operators,
  });
  const outcome = decideBy(
    order.command,
    {
      commandId,
      declarationId,
      receivedAt,
      actor,
      party,
      onMandate,
      citizen: { ...asFacts(citizen), liveDeclarationId, mayDeclareFrom, applications },
      didCase,
      liveCase,
      ...surroundings,
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
    ...(onMandate && { onMandate }),
    body: given,
    bodyHash,
    receivedAt,
    receiptNumber: receiptNumber(commandId, request.today),
    state: 'accepted',
  };
  const pending: Pending = { commandId, verb, since: receivedAt, attempts: 0 };
  const found = didCase && (await getWait(table, declarationId));
  if (didCase && !found) throw new Error('the wait is not in the record');
  const begun = { declarationId, citizenId: citizen.citizenId, generation: 1, since: receivedAt, pending };
  const { write, wait } =
    didCase && found ? pend(table, found, didCase.status, pending) : { write: openWait(table, begun), wait: begun };
  const lost = await transact(table, [
    storeCommand(table, command),
    write,
    ...(mandate ? [holdMandate(table, mandate)] : []),
  ]);
  // It was ended meanwhile: nobody acts on it any more.
  if (lost.has('mandate')) return requestProblem('not-found', language);
  if (lost.has('command')) {
    const other = await getCommand(table, commandId);
    return other ? again(other, bodyHash, request) : busy(request);
  }
  if (lost.size > 0) {
    await transact(table, [storeCommand(table, { ...command, state: 'ignored', settledAt: receivedAt })]);
    return busy(request, commandId);
  }
  await wake(table, machine, wait, request, tools);
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
  return refusalReply(refuse('command-pending'), language, {
    headers: { 'retry-after': '1' },
    ...(commandId !== undefined && { commandId }),
  });
}

/** Wakes the execution of a wait, best effort: the stream makes sure of it, this only spares its delay. */
export async function wake(
  table: Table,
  machine: Machine,
  wait: Wait,
  { receivedAt }: SignedRequest,
  { logger }: Tools,
) {
  try {
    if (wait.status === undefined || !isLive(wait.status)) await start(table, machine, wait, receivedAt);
    else await deliver(machine, wait, receivedAt);
  } catch (error) {
    logger.warn('left to the stream', { messageCode: 'WAKE_FAILED', fault: error instanceof Error ? error.name : '' });
  }
}
