/** The telephone: a code that the person has made, and what an office reads out to who says it. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { DidCase } from '../domain/declaration.ts';
import { TelephoneCode } from '../domain/ids.ts';
import { isLive } from '../domain/lifecycle.ts';
import { partyOf } from '../domain/parties.ts';
import { refuse } from '../domain/refusals.ts';
import { secondsUntilNext, TelephoneLook, telephoneEdits, wrongStill } from '../domain/telephone-code.ts';
import { awaiting, statusLabel } from '../domain/view.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCase } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { loadOperators } from '../store/operators.ts';
import { caseOfCode, keepTries, leadTo, wrongTries } from '../store/telephone-codes.ts';
import { noteLook } from './access-log.ts';
import { conflictWith, openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** 32 signs of which none is another when written in a hurry. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawCode = () => TelephoneCode.parse(Array.from(randomBytes(6), (byte) => signs[byte % 32]).join(''));

/** Has a code made for the person's own case; one that was made before leads nowhere any more. */
export const makeCode = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(z.strictObject({}), request);
  if ('reply' in body) return body.reply;
  const code = drawCode();
  const more = ({ declarationId, telephoneCode }: DidCase) => leadTo(table, declarationId, code, telephoneCode);
  const rule = telephoneEdits['make-telephone-code'];
  return makeEdit({ event: 'make-telephone-code', rule, body: { code }, more }, request, opened);
});

/** Takes the code back: who says it hears nothing. Where none is, nothing changes. */
export const dropCode = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const more = ({ declarationId, telephoneCode }: DidCase) => leadTo(table, declarationId, undefined, telephoneCode);
  return makeEdit({ event: 'drop-telephone-code', rule: telephoneEdits['drop-telephone-code'], more }, request, opened);
});

/**
 * Tells an office where the case of a code stands and what comes next, and nothing of whose it is. The officer states to
 * have called back at the number on record, without which there is no look. Every look is noted for the citizen; who says
 * too many wrong codes in an hour is refused.
 */
export async function readByCode(request: SignedRequest, { logger, count }: Tools): Promise<Reply> {
  const { actor, language, receivedAt } = request;
  const body = parseBody(TelephoneLook, request);
  if ('reply' in body) return body.reply;
  const before = await wrongTries(table, actor.subject);
  const still = wrongStill(before, receivedAt);
  if (still.length >= policy.telephoneTries.value) {
    logger.warn('too many wrong telephone codes', { messageCode: 'TELEPHONE_LIMIT' });
    count('TelephoneLimit');
    const headers = { 'retry-after': String(secondsUntilNext(still, receivedAt)) };
    return refusalReply(refuse('telephone-limit'), language, { headers });
  }
  // Counted before it is looked up: of tries that come at once none is heard that was not counted.
  const counted = [...still, receivedAt];
  if (!(await keepTries(table, actor.subject, { before, after: counted, at: receivedAt }))) {
    return refusalReply(refuse('changed-meanwhile'), language);
  }
  const found = await find(body.value.code);
  if (!found) return refusalReply(refuse('telephone-code-unknown'), language);
  // It was right. Where another try was counted meanwhile it counts still, until its hour is over.
  await keepTries(table, actor.subject, { before: counted, after: still, at: receivedAt });
  const { didCase, citizen } = found;
  const conflict = await conflictWith(table, actor, citizen.citizenId, receivedAt);
  if (conflict) return requestProblem(conflict, language);
  if (citizen.person.phone === undefined) return refusalReply(refuse('telephone-none'), language);
  const { citizenId, declarationId, operatorId } = didCase;
  await noteLook(table, request, { citizenId, declarationId, party: partyOf(actor, didCase) });
  const operator = (await loadOperators(table, [operatorId])).get(operatorId ?? '');
  return {
    status: 200,
    body: { statusLabel: statusLabel(didCase, language, operator), awaiting: awaiting(didCase, policy) },
  };
}

/** The case whose code this is now, with its citizen; the code of one that has ended leads nowhere. */
async function find(code: TelephoneCode) {
  const id = await caseOfCode(table, code);
  const didCase = id && (await getCase(table, id));
  if (!didCase || didCase.telephoneCode !== code || !isLive(didCase.status)) return undefined;
  const citizen = await getCitizen(table, didCase.citizenId);
  return citizen && { didCase, citizen };
}
