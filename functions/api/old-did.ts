import { caseNumber } from '../domain/ids.ts';
import { isAsked } from '../domain/old-did.ts';
import { refuse } from '../domain/refusals.ts';
import { mayAnswer } from '../domain/verbs/verify-old-did.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { type Route, signed } from './http.ts';
import { refusalReply } from './problem.ts';

/**
 * The question about an earlier DID, and the answer if there is one: all that the job centre that took it sees of the
 * case, with the person whom it is about. The citizen reads it without.
 */
export const readOldDid: Route = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { didCase, citizen, party } = opened;
  const { oldDid, declarationId } = didCase;
  if (!oldDid) return refusalReply(refuse('old-did-not-asked'), request.language);
  const { givenName, familyName, fiscalCode, birthDate } = citizen.person;
  const { cpiName, cpiId, statedDate, askedAt, byLetter, answer } = oldDid;
  return {
    status: 200,
    body: {
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
    },
  };
});
