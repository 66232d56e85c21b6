/** What an office answers to a person who asked to have something put right (GDPR art. 12 par. 3-4, art. 16). */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { edit } from './edit.ts';
import { CommandId } from './ids.ts';
import { isLive, statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { proposers } from './propose.ts';
import { refuse } from './refusals.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/**
 * Body of `POST …/changes/{changeId}/answer`: it was put right, by a correction that two persons made since; or nothing is
 * to be corrected, and why.
 */
export const AnswerCorrectionBody = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('corrected') }),
  z.strictObject({ outcome: z.literal('nothing-to-correct'), reason: lineOfText(1000) }),
]);
export type AnswerCorrectionBody = z.infer<typeof AnswerCorrectionBody>;

/** What is kept of an answer: to which request, and why. */
export const CorrectionAnswer = z.object({
  changeId: CommandId,
  outcome: z.enum(['corrected', 'nothing-to-correct']),
  reason: z.optional(z.string()),
});

/** The same as the service gives it to the rule: with the request, and whether two persons have corrected the DID since. */
const Answer = z.object({
  changeId: CommandId,
  askedOn: PlainDate,
  correctedSince: z.boolean(),
  answer: AnswerCorrectionBody,
});

/**
 * Answers a request to correct. The task is settled; who hears that nothing is corrected is told by mail that the reason
 * is to be read in the case, and of Garante and court. Refuses `corrected` where nobody has corrected anything since
 * (`not-corrected`), and to decide while a correction waits for a second person (`proposal-pending`).
 */
export const answerCorrection = edit(
  { statuses: statuses.filter(isLive), parties: proposers },
  Answer,
  (facts, { changeId, askedOn, correctedSince, answer }) => {
    const { didDate, proposal } = facts.didCase;
    if (didDate === undefined) return refuse('no-did-yet');
    if (proposal?.kind === 'rectify') return refuse('proposal-pending');
    if (answer.outcome === 'corrected' && !correctedSince) return refuse('not-corrected', 'outcome');
    const settled = {
      kind: 'edit',
      changes: {},
      reason: answer.outcome,
      evidence: { kind: 'correction-answer', content: { changeId, ...answer } },
      settles: [{ kind: 'correction-asked', act: changeId }],
    } as const;
    // Of the correction itself the person was told when it was made.
    if (answer.outcome === 'corrected') return { ...settled, rules: ['GDPR art. 16'] };
    return {
      ...settled,
      rules: ['GDPR art. 16', 'GDPR art. 12 par. 4'],
      mail: {
        kind: 'correction-refused',
        ...receiptOf(facts),
        didDate,
        askedOn,
        ...(facts.operator && { office: officeOf(facts.operator) }),
      },
    };
  },
);
