/** Edits of a case: one synchronous transaction, answered with the case as it is then. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { dateInRome, instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit, EditFacts, EditRule } from '../domain/edit.ts';
import { CommandId, receiptNumber } from '../domain/ids.ts';
import { isOwnSide } from '../domain/lifecycle.ts';
import { toldOfAct } from '../domain/mandates.ts';
import { isPresented } from '../domain/protocol.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { getCase } from '../store/cases.ts';
import { asFacts } from '../store/citizens.ts';
import { getCommand } from '../store/commands.ts';
import { applyEdit, type Made, type MadeRequest, madeBefore, noteMade } from '../store/edits.ts';
import { finishHandOver, handOver } from '../store/hand-over.ts';
import { holdMandate } from '../store/mandates.ts';
import { loadSurroundings } from '../store/surroundings.ts';
import type { Write } from '../store/table.ts';
import { noneIsPending } from '../store/waits.ts';
import { bodyHashOf, commandIdOf, receipt } from './accept.ts';
import type { OpenedCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { caseView, type SeenBy } from './mandated-view.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const usualAttempts = 3;

/** What is being commanded must not change under the command: a draft under its release, a DID under what puts it right. */
const heldStill: readonly string[] = ['write-data', 'rectify'];

/** An edit to be made: its name in the history, its rule, and what the service itself knows of it. */
export interface EditOrder {
  readonly event: string;
  readonly rule: Pick<EditRule, 'body' | 'names'> & {
    /** Decides on the case as it is at each try; may read what else it looks at. */
    readonly decide: (facts: EditFacts, body: unknown) => Edit | Refusal | Promise<Edit | Refusal>;
  };
  /** What the rule is given as the body, where that is not what the client sent. */
  readonly body?: unknown;
  /** Keyed hash of the officer's fiscal code, where two persons must act. */
  readonly fiscalCodeMac?: string | undefined;
  /** What goes with it in the same transaction; what rests on the case is made of it as it is at each try. */
  readonly more?: readonly Write[] | ((didCase: DidCase) => readonly Write[]);
  /** How often it is decided anew where others change the same; three times by default. */
  readonly attempts?: number;
}

/**
 * Makes an edit of a case that was opened for the actor. A PUT asked again finds its change made and answers 200 all the
 * same. A POST carries an Idempotency-Key: it answers 201 with a receipt number, the same key and body get the same
 * receipt, the same key with another body is refused.
 */
export async function makeEdit(order: EditOrder, request: SignedRequest, opened: OpenedCase): Promise<Reply> {
  const { event, rule, fiscalCodeMac, more = [], attempts = usualAttempts } = order;
  const { language, receivedAt, actor } = request;
  const keyed = request.method === 'POST';
  const commandId = keyed ? commandIdOf(request) : CommandId.parse(randomUUID());
  const { citizen, party } = opened;
  const made: MadeRequest = {
    bodyHash: bodyHashOf(request),
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    what: event,
    party,
    citizenId: citizen.citizenId,
    declarationId: opened.didCase.declarationId,
    receivedAt,
  };
  // Whatever a person presents has a number of the register.
  const noted = keyed || ((isOwnSide(party) || party === 'patronato') && isPresented(event));
  const [earlier, commanded] = keyed
    ? await Promise.all([madeBefore(table, commandId), getCommand(table, commandId)])
    : [];
  if (earlier) return again(earlier, made, request, opened);
  // One key, one act: what was a command is no edit as well.
  if (commanded && commanded.state !== 'ignored') {
    return commanded.bodyHash === made.bodyHash ? receipt(commanded) : requestProblem('key-reused', language);
  }
  const body = parseBody(rule.body, { ...request, body: order.body ?? request.body });
  if ('reply' in body) return body.reply;

  let { operators } = opened;
  for (let { didCase } = opened, attempt = 0; attempt < attempts; attempt += 1) {
    const surroundings = await loadSurroundings(table, {
      didCase,
      person: citizen.person,
      receivedAt,
      named: rule.names(body.value),
      loaded: operators,
    });
    operators = surroundings.operators;
    const seen = { ...opened, operators, outages: surroundings.outages };
    const outcome = await rule.decide(
      {
        commandId,
        declarationId: didCase.declarationId,
        receivedAt,
        actor: opened.actor,
        party,
        citizen: asFacts(citizen),
        didCase,
        ...surroundings,
        mailbox: citizen.mailbox,
        fiscalCodeMac,
        policy,
      },
      body.value,
    );
    if (outcome.kind === 'refusal') return refusalReply(outcome, language);
    // Asked again because its answer was lost, a PUT finds its change made: the history tells it once.
    const warned = { warnings: outcome.warnings };
    if (!keyed && changesNothing(didCase, outcome)) return answer(didCase, request, seen, warned);
    const { mandate } = opened;
    const edit = mandate ? toldOfAct(outcome, event, { ...opened.didCase, receivedAt }, mandate) : outcome;
    const { kind: _, ...brought } = edit;
    const recorded = {
      event,
      ...brought,
      by: { party, actor },
      receivedAt,
      appliedAt: instantOf(Date.now()),
      commandId,
      receipted: noted,
    };
    const { writes, changes } = await handOver(table, didCase, outcome, receivedAt);
    const handed = { ...recorded, changes: { ...recorded.changes, ...changes } };
    const after = await applyEdit(table, didCase, handed, policy, [
      ...(typeof more === 'function' ? more(didCase) : more),
      ...writes,
      ...(heldStill.includes(event) ? [noneIsPending(table, didCase.declarationId)] : []),
      ...(noted ? [noteMade(table, commandId, made)] : []),
      ...(mandate ? [holdMandate(table, mandate)] : []),
    ] satisfies Write[]);
    if (after) await finishHandOver(table, after);
    if (after) return answer(after, request, seen, { ...warned, ...(keyed && { made }) });
    const [fresh, twin] = await Promise.all([
      getCase(table, didCase.declarationId),
      keyed ? madeBefore(table, commandId) : undefined,
    ]);
    if (!fresh) break;
    if (twin) return again(twin, made, request, { ...opened, didCase: fresh });
    // Another counter took the person in at this very moment: its officer would be told nothing of losing them again.
    if (event === 'intake' && ![didCase.operatorId, actor.operatorId].includes(fresh.operatorId)) break;
    didCase = fresh;
  }
  return refusalReply(refuse('changed-meanwhile'), language);
}

function changesNothing(didCase: DidCase, { changes, mail, evidence, tasks }: Edit): boolean {
  const now: Record<string, unknown> = didCase;
  // Field by field: one that is taken out and one that never was are the same.
  const same = Object.entries(changes).every(([field, value]) => isDeepStrictEqual(value, now[field]));
  return same && !mail && !evidence && !tasks;
}

function again(earlier: Made, { bodyHash }: Made, request: SignedRequest, opened: OpenedCase): Reply | Promise<Reply> {
  if (earlier.bodyHash !== bodyHash) return requestProblem('key-reused', request.language);
  return answer(opened.didCase, request, opened, { made: earlier });
}

/** What an edit is warned of, in words. */
async function inWords(warnings: NonNullable<Edit['warnings']>, { language }: SignedRequest) {
  const { wordsOf } = await import('./problem-words.ts');
  return warnings.map((warning) => ({ ...warning, detail: wordsOf(warning.rule, language) }));
}

async function answer(
  didCase: DidCase,
  request: SignedRequest,
  opened: OpenedCase & Pick<SeenBy, 'outages'>,
  { made, warnings = [] }: { readonly made?: Made; readonly warnings?: Edit['warnings'] },
): Promise<Reply> {
  const told = warnings.length > 0 ? await inWords(warnings, request) : [];
  const shown = {
    ...caseView(didCase, opened, request, policy),
    ...(told.length > 0 && { warnings: told }),
  };
  if (!made) return { status: 200, body: shown };
  return { status: 201, body: { ...shown, receiptNumber: made.receiptNumber } };
}
