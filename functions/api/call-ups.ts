/** Call-ups of a case: made, taken back, and what came of them. */
import { isCallToCome } from '../domain/call-up-news.ts';
import { CallUpBody, type CallUpEditName, callUpEdits, decideCallUp } from '../domain/call-ups.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { EditFacts } from '../domain/edit.ts';
import { ActId, type CallUp } from '../domain/proceedings.ts';
import { refuse } from '../domain/refusals.ts';
import type { Write } from '../store/table.ts';
import { obsoleteTask, taskIdOf } from '../store/tasks.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { table } from './desk.ts';
import { type SignedRequest, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';
import { type Reply, requestProblem } from './problem.ts';

/** Gives a seat of a room, another one if the one before was taken meanwhile; `undefined` if the room is full. */
export type GiveSeat = () => Promise<number | undefined>;

/** So often a call-up to a room is decided anew: others take seats at the same time. */
const attempts = 6;

/**
 * Calls up the person of a case that was opened for the actor.
 * @param fiscalCodeMac of the actor, by `macOf`
 */
export function makeCallUp(
  request: SignedRequest,
  opened: OpenedCase,
  fiscalCodeMac: string,
  giveSeat?: GiveSeat,
): Promise<Reply> {
  const { operatorId } = request.actor;
  const rule = {
    body: CallUpBody,
    names: () => (operatorId === undefined ? [] : [operatorId]),
    decide: async (facts: EditFacts, asked: unknown) => {
      const body = CallUpBody.parse(asked);
      const alone = decideCallUp(facts, body);
      if (!giveSeat || alone.kind === 'refusal') return alone;
      const seat = await giveSeat();
      return seat === undefined ? refuse('room-full') : decideCallUp(facts, body, seat);
    },
  };
  const order = { event: 'call-up', rule, fiscalCodeMac, ...(giveSeat && { attempts }) };
  return makeEdit(order, request, opened);
}

/** `POST …/call-ups`. */
export const callUp = signed(async (request) => {
  const opened = await openCase(table, request);
  return 'reply' in opened ? opened.reply : makeCallUp(request, opened, await macOf(request));
});

/** Once it is told what came of a call-up, nobody is asked about it any more. */
function settles({ declarationId }: DidCase, { id, outcomeAsked }: CallUp, request: SignedRequest): Write[] {
  if (!outcomeAsked) return [];
  return obsoleteTask(table, taskIdOf('appointment-outcome', id), declarationId, request.receivedAt);
}

/** Makes an edit of the call-up that the path names; one that is settled was, if anything, settled by this very request. */
export async function makeCallUpEdit(name: CallUpEditName, request: SignedRequest): Promise<Reply> {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const id = ActId.safeParse(request.parameters['actId']);
  if (!id.success) return requestProblem('not-found', request.language);
  const called = opened.didCase.callUps?.find((one) => one.id === id.data);
  const { body, decide } = callUpEdits[name];
  const caller = called?.by.operatorId;
  const rule = {
    body,
    names: () => (caller === undefined ? [] : [caller]),
    decide: (facts: EditFacts, asked: unknown) => decide(facts, id.data, asked),
  };
  const more = called && !isCallToCome(called, request.receivedAt) ? settles(opened.didCase, called, request) : [];
  return makeEdit({ event: name, rule, more }, request, opened);
}

/** `POST …/call-ups/{actId}/…`. */
export const callUpEdit = (name: CallUpEditName) => signed((request) => makeCallUpEdit(name, request));
