/** The answer about an earlier DID that comes when the case has gone on: an office's delay costs nobody a day (S0:57). */
import { dateInRome } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { type EditFacts, edit } from './edit.ts';
import { isLive, type Party, statuses } from './lifecycle.ts';
import { questionTasks } from './old-did.ts';
import { receiptOf } from './verbs/meeting.ts';
import { answerTo, mayAnswer, OldDidAnswerBody } from './verbs/verify-old-did.ts';

const later = statuses.filter((status) => isLive(status) && status !== 'registered');
const answerers: readonly Party[] = ['other-cpi', 'cpi', 'competent-cpi', 'manager'];

/** Whether an answer that is given now comes late: it changes no status. */
export function isLate({ status }: Pick<DidCase, 'status'>): boolean {
  return status !== 'registered';
}

/**
 * Takes an answer while the DID lives: an earlier day counts from now on (S0:33, S0:57), any other answer is noted and
 * costs nothing. The person is told. Refuses as the answer in time is refused.
 */
export const lateOldDidAnswer = edit(
  { statuses: later, parties: answerers, when: mayAnswer },
  OldDidAnswerBody,
  (facts: EditFacts, body) => {
    const { didCase, receivedAt, policy } = facts;
    const { oldDid, didDate, pactSignedOn } = didCase;
    const answer = answerTo({ ...facts, today: dateInRome(receivedAt) }, body);
    if ('kind' in answer) return answer;
    const { didDate: told } = answer;
    const wins = told !== undefined && (didDate === undefined || told < didDate);
    const counts = wins ? told : didDate;
    return {
      kind: 'edit',
      changes: {
        ...(oldDid && { oldDid: { ...oldDid, answer } }),
        ...(wins && { didDate: told, unemployedSince: told, didSource: 'cpi' }),
      },
      rules: ['S0:57', 'S0:59'],
      reason: answer.valid ? 'old-did-valid' : 'old-did-not-valid',
      settles: questionTasks(didCase),
      mail: {
        kind: 'old-did-answered',
        ...receiptOf(facts),
        valid: answer.valid,
        jobCentre: oldDid?.cpiName ?? '',
        ...(counts !== undefined && { didDate: counts }),
        ...(pactSignedOn !== undefined && { pactSignedOn }),
        ...(!answer.valid && { appeal: policy.closureAppeal.value }),
      },
    };
  },
);
