import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { PlainLine } from '../communications.ts';
import { addDays, PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import type { DidCase } from '../declaration.ts';
import { isLive } from '../lifecycle.ts';
import { isAsked, type OldDid, questionTasks } from '../old-did.ts';
import { lineOfText } from '../person.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { receiptOf } from './meeting.ts';

/** The paper by which a job centre without an account here answered. */
const AnswerDocument = z.strictObject({
  receivedOn: PlainDate,
  protocol: z.optional(PlainLine.check(z.maxLength(60, { error: 'text-too-long' }))),
});

/** Body of `POST …/old-did-answer`: valid, and since when; or not, and why (L. 241/1990 art. 3). */
export const OldDidAnswerBody = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('valid'), didDate: PlainDate, document: z.optional(AnswerDocument) }),
  z.strictObject({ answer: z.literal('not-valid'), reason: lineOfText(300), document: z.optional(AnswerDocument) }),
]);
export type OldDidAnswerBody = z.infer<typeof OldDidAnswerBody>;

/**
 * Whether somebody may answer now: while the question is open, or to put «not valid» right, as long as the DID lives. An
 * answer that comes late costs nobody a day.
 */
export function mayAnswer({ status, oldDid }: Pick<DidCase, 'status' | 'oldDid'>): boolean {
  return isLive(status) && oldDid !== undefined && (isAsked(oldDid) || oldDid.answer?.valid === false);
}

/**
 * The answer as the record keeps it. Refuses who was not asked, an answer to no question, one by letter without its
 * document, a day to come, and to put «not valid» right where that wins no day.
 */
export function answerTo(
  { didCase, actor, party, today }: Pick<CaseFacts, 'didCase' | 'actor' | 'party' | 'today'>,
  body: OldDidAnswerBody,
): NonNullable<OldDid['answer']> | Refusal {
  const { oldDid, didDate } = didCase;
  if (!oldDid || oldDid.takenBackAt !== undefined) return refuse('old-did-not-asked');
  const asked = oldDid.askedOf === undefined ? party === 'manager' : actor.operatorId === oldDid.askedOf;
  if (!asked) return refuse('not-this-party');
  const wins = body.answer === 'valid' && (didDate === undefined || body.didDate < didDate);
  if (!mayAnswer(didCase) || (oldDid.answer !== undefined && !wins)) return refuse('old-did-answered');
  if (oldDid.byLetter && !body.document) return refuse('old-did-document-missing', 'document');
  if ((body.document?.receivedOn ?? today) > today) return refuse('old-did-in-future', 'document.receivedOn');
  if (body.answer === 'valid' && body.didDate > today) return refuse('old-did-in-future', 'didDate');

  const { document } = body;
  return {
    valid: body.answer === 'valid',
    ...(body.answer === 'valid' ? { didDate: body.didDate } : { reason: body.reason }),
    on: today,
    ...(actor.operatorId !== undefined && { by: actor.operatorId }),
    ...(document && { document }),
  };
}

/**
 * Takes the answer of the job centre that took the earlier DID (S0:57), or that of a letter, recorded by who wrote it or
 * by a manager. Valid: the DID counts from its own date, or from an earlier one that is known. Not valid: the case goes
 * on as a draft of route A (S0:65). Refuses as `answerTo` refuses.
 */
export function verifyOldDid(facts: CaseFacts, body: OldDidAnswerBody): Decision | Refusal {
  const answer = answerTo(facts, body);
  if ('kind' in answer) return answer;
  const { oldDid } = facts.didCase;
  const answered: Partial<DidCase> = oldDid ? { oldDid: { ...oldDid, answer } } : {};
  return answer.didDate === undefined ? notValid(facts, answered) : valid(facts, answered, answer.didDate);
}

/** The earlier DID is the DID (S0:57), unless one is known that is earlier still. */
function valid(facts: CaseFacts, answered: Partial<DidCase>, oldDate: PlainDate): Decision {
  const { didCase, receivedAt } = facts;
  const { didDate, route } = didCase;
  const wins = didDate === undefined || oldDate < didDate;
  return decided(
    didCase,
    {
      ...answered,
      status: 'registered',
      ...(route === 'A' && { route: 'C', routeSince: receivedAt }),
      ...(wins && {
        didDate: oldDate,
        didSource: 'cpi',
        unemployedSince: oldDate,
        didKnownAt: didCase.didKnownAt ?? receivedAt,
      }),
    },
    {
      rules: ['S0:57', 'S0:59'],
      reason: 'old-did-valid',
      settles: questionTasks(didCase),
      mail: {
        kind: 'old-did-answered',
        ...receiptOf(facts),
        valid: true,
        didDate: wins ? oldDate : didDate,
        jobCentre: didCase.oldDid?.cpiName ?? '',
      },
    },
  );
}

/** A new DID is needed (S0:65): a draft of route A, whose term begins now. */
function notValid(facts: CaseFacts, answered: Partial<DidCase>): Decision {
  const { didCase, receivedAt, today, policy } = facts;
  const toA = didCase.route === 'C';
  return decided(
    didCase,
    { ...answered, status: 'registered', ...(toA && { route: 'A', routeSince: receivedAt }) },
    {
      rules: ['S0:65'],
      reason: 'old-did-not-valid',
      settles: questionTasks(didCase),
      mail: {
        kind: 'old-did-answered',
        ...receiptOf(facts),
        valid: false,
        appeal: policy.closureAppeal.value,
        jobCentre: didCase.oldDid?.cpiName ?? '',
        ...(toA
          ? { completeBy: addDays(today, policy.draftDays.value) }
          : didCase.didDate !== undefined && { didDate: didCase.didDate }),
      },
    },
  );
}

export const verifyOldDidCommand = onCase('verify-old-did', OldDidAnswerBody, verifyOldDid);
