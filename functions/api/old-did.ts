import { caseNumber } from '../domain/ids.ts';
import { isLate, lateOldDidAnswer } from '../domain/late-old-did.ts';
import { isAsked } from '../domain/old-did.ts';
import { refuse } from '../domain/refusals.ts';
import { mayAnswer, verifyOldDidCommand } from '../domain/verbs/verify-old-did.ts';
import { getCase } from '../store/cases.ts';
import { getCommand } from '../store/commands.ts';
import type { Machine } from '../store/executions.ts';
import { madeBefore } from '../store/made.ts';
import { acceptCommand, commandIdOf } from './accept.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { table } from './desk.ts';
import { type Route, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { refusalReply } from './problem.ts';

/**
 * The question about an earlier DID, and the answer if there is one: all that the job centre that took it sees of the
 * case, with the person whom it is about. The citizen reads it without.
 */
export const readOldDid: Route = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = questionView(opened);
  return body ? { status: 200, body } : refusalReply(refuse('old-did-not-asked'), request.language);
});

function questionView({ didCase, citizen, party }: Pick<OpenedCase, 'didCase' | 'citizen' | 'party'>) {
  const { oldDid, declarationId } = didCase;
  if (!oldDid) return undefined;
  const { givenName, familyName, fiscalCode, birthDate } = citizen.person;
  const { cpiName, cpiId, statedDate, askedAt, byLetter, answer } = oldDid;
  return {
    declarationId,
    caseNumber: caseNumber(declarationId),
    jobCentre: { id: cpiId ?? null, name: cpiName },
    statedDate: statedDate ?? null,
    askedAt,
    byLetter,
    open: isAsked(oldDid),
    mayAnswer: party !== 'citizen' && mayAnswer(didCase),
    answer: answer
      ? { valid: answer.valid, didDate: answer.didDate ?? null, reason: answer.reason ?? null, on: answer.on }
      : null,
    ...(party !== 'citizen' && { person: { givenName, familyName, fiscalCode, birthDate } }),
  };
}

/**
 * Takes the answer of the job centre that is asked: a command while the case waits for it; when the case has gone on, an
 * edit, which is answered with the question and nothing more of the case.
 */
export const answerOldDid = (machine: Machine): Route =>
  signed(async (request, tools) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const { declarationId } = opened.didCase;
    const id = commandIdOf(request);
    const [made, commanded] = await Promise.all([madeBefore(table, id), getCommand(table, id)]);
    if (commanded || (!made && !isLate(opened.didCase))) {
      return acceptCommand(table, machine, request, { command: verifyOldDidCommand, ...opened }, tools);
    }
    const reply = await makeEdit({ event: 'verify-old-did', rule: lateOldDidAnswer }, request, opened);
    if (reply.status !== 201) return reply;
    const didCase = (await getCase(table, declarationId)) ?? opened.didCase;
    const { receiptNumber } = Object(reply.body);
    return { status: 201, body: { ...questionView({ ...opened, didCase }), receiptNumber } };
  });
