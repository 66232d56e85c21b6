/** An operator whose accreditation or seat has ended: its people choose again, and nothing of their DID changes. */
import { withoutAppointment } from './appointment-news.ts';
import { type CallUpTakenBack, withoutCallUps } from './call-up-news.ts';
import type { MailParameters } from './communications.ts';
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber } from './ids.ts';
import { isActive, type Operator, type Operators } from './operators.ts';
import type { TimedEdit } from './reminders.ts';
import { officeOf } from './verbs/meeting.ts';

/** When an operator's people are told to choose again: the first instant of the day after its last one. */
export function endsAt({ validTo }: Pick<Operator, 'validTo'>): Instant | undefined {
  return validTo === null ? undefined : startOfDay(addDays(validTo, 1));
}

/** Who followed an operator that has ended and can be chosen on a day, through all who ended in between; if anybody. */
export function successorOf(operator: Operator, operators: Operators, on: PlainDate): Operator | undefined {
  const seen = new Set<string>([operator.id]);
  for (let next = operators.get(operator.successor ?? ''); next && !seen.has(next.id); ) {
    if (isActive(next, on)) return next;
    seen.add(next.id);
    next = operators.get(next.successor ?? '');
  }
  return undefined;
}

/** Whether the person was asked to choose again, and has not yet. */
export function mustChooseAgain({ operatorId, chooseAgain }: Pick<DidCase, 'operatorId' | 'chooseAgain'>): boolean {
  return chooseAgain !== undefined && chooseAgain.operatorId === operatorId;
}

/** Whether a case still has to be told that its operator has ended. */
export function isUntold(didCase: DidCase, operator: Operator): boolean {
  return didCase.operatorId === operator.id && !mustChooseAgain(didCase);
}

/**
 * Asks the person to choose again, once for an operator that has ended (S0:17): who followed it is proposed, an
 * appointment with it is taken back, every date stays. The old operator keeps sight of the case until another is chosen,
 * so that what was done while it was active can still be entered.
 */
export function operatorEnded(
  didCase: DidCase,
  operator: Operator,
  operators: Operators,
  now: Instant,
): TimedEdit & {
  readonly mail: MailParameters;
  readonly alsoTold: MailParameters | undefined;
  readonly takenBack: readonly CallUpTakenBack[];
} {
  const { declarationId, didDate, pactSignedOn } = didCase;
  const today = dateInRome(now);
  const proposed = successorOf(operator, operators, today);
  const left = withoutAppointment(didCase, 'operator-changed', operator, now);
  const calls = withoutCallUps(didCase, 'operator-changed', operators, now);
  return {
    event: 'operator-ended',
    changes: {
      chooseAgain: { operatorId: operator.id, since: operator.validTo === null ? today : addDays(operator.validTo, 1) },
      ...left?.changes,
      ...calls?.changes,
    },
    rules: ['S0:17', 'S0:33'],
    mail: {
      kind: 'operator-ended',
      caseNumber: caseNumber(declarationId),
      endedOn: operator.validTo ?? today,
      was: operator.name,
      ...(didDate !== undefined && { didDate }),
      ...(pactSignedOn !== undefined && { pactSignedOn }),
      ...(proposed && { proposed: officeOf(proposed) }),
    },
    alsoTold: left?.mail,
    takenBack: calls?.takenBack ?? [],
  };
}
