/** Edits that the sweep makes about a contested fact and decisions: a reminder, and questions to offices. */

import type { MailParameters } from './communications.ts';
import { conditionalityOn } from './conditionality.ts';
import { dateInRome, type Instant } from './dates.ts';
import type { ProceedingStep } from './deadlines-proceedings.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber } from './ids.ts';
import type { Operator } from './operators.ts';
import type { TimedEdit } from './reminders.ts';
import type { CaseTask } from './tasks.ts';
import { officeOf } from './verbs/meeting.ts';

/** What a step brings: a mail to the person, or a task for an office. */
export interface TimedProceeding extends TimedEdit {
  readonly mail?: MailParameters;
  readonly task?: CaseTask;
}

const rulesOf = (
  factOn: Parameters<typeof conditionalityOn>[0],
  value: 'reminderDays' | 'decisionDays' | 'serviceDoubtDays',
) => {
  const policy = conditionalityOn(factOn);
  return policy ? [policy[value].rule] : [];
};

/**
 * What a step changes. Each is taken once: the person is reminded before the time to answer ends; the managers are asked
 * to see to a decision that is late; an office is asked whether an act arrived that nothing proves.
 * @param operator the chosen one, to whom the person turns
 */
export function takeStep(
  didCase: DidCase,
  step: ProceedingStep,
  operator: Operator | undefined,
  now: Instant,
): TimedProceeding {
  const { contested, decisions = [] } = didCase;
  if (step.kind === 'ask-service') {
    const { act } = step;
    const rules = rulesOf(act.factOn, 'serviceDoubtDays');
    const service = { ...act.service, askedAt: now };
    if ('decisionId' in act) {
      return {
        event: 'ask-service',
        changes: { decisions: decisions.map((one) => (one.number === act.number ? { ...one, service } : one)) },
        rules,
        // Of a decision only a job centre may say how it was served.
        task: { kind: 'act-not-served', list: 'job-centre' },
      };
    }
    return {
      event: 'ask-service',
      changes: { contested: { ...act, service } },
      rules,
      task: { kind: 'act-not-served' },
    };
  }
  if (!contested) throw new Error('a step about a fact that is not contested');
  if (step.kind === 'decision-overdue') {
    return {
      event: 'decision-overdue',
      changes: { contested: { ...contested, overdueAt: now } },
      rules: rulesOf(contested.factOn, 'decisionDays'),
      task: { kind: 'decision-overdue', list: 'managers' },
    };
  }
  return {
    event: 'remind-justification',
    changes: { contested: { ...contested, remindedAt: now } },
    rules: rulesOf(contested.factOn, 'reminderDays'),
    mail: {
      kind: 'deadline-reminder',
      caseNumber: caseNumber(didCase.declarationId),
      receivedAt: contested.reportedAt,
      factOn: contested.factOn,
      contestedOn: dateInRome(contested.reportedAt),
      until: step.until,
      ...(operator && { office: officeOf(operator) }),
    },
  };
}
