/** What a person is told of a call-up, and how call-ups end with what they belonged to. */
import { standsSanctioned } from './after-decision.ts';
import { bookableStatuses } from './appointment-news.ts';
import type { ParametersOf } from './communications.ts';
import type { Instant } from './dates.ts';
import type { Decision, Facts } from './decide.ts';
import type { DidCase } from './declaration.ts';
import { AppointmentId, caseNumber, type OperatorId } from './ids.ts';
import type { Status } from './lifecycle.ts';
import type { Operators } from './operators.ts';
import type { CallUp } from './proceedings.ts';
import { officeOf } from './verbs/meeting.ts';

/** Where a DID must stand for its person to be called up: not while they work. */
export const callableStatuses: readonly Status[] = [...bookableStatuses, 'sanction-proposed'];

export type CallUpTakenBack = ParametersOf<'call-up-cancelled'>;

/** A call-up as a calendar finds it. It changes once at most: when it is taken back. */
export const calledTo = ({ id, startsAt, place }: Pick<CallUp, 'id' | 'startsAt' | 'place'>, sequence: 0 | 1) => ({
  appointment: { id: AppointmentId.parse(id), sequence, startsAt },
  place,
});

/** The office that called a person up, as a mail names it; nothing if the directory was not asked for it. */
export function callingOffice(operatorId: OperatorId | undefined, operators: Operators) {
  const operator = operators.get(operatorId ?? '');
  return operator && { office: officeOf(operator) };
}

/** Whether a call-up is still to come. */
export const isCallToCome = ({ startsAt, attendance }: CallUp, now: Instant) =>
  startsAt > now && attendance === undefined;

/** Tells the person that a call-up counts no more. */
export function takenBackMail(
  { declarationId, responsibleOfficer }: DidCase,
  callUp: CallUp,
  by: CallUpTakenBack['by'],
  operators: Operators,
  now: Instant,
): CallUpTakenBack {
  return {
    kind: 'call-up-cancelled',
    caseNumber: caseNumber(declarationId),
    ...(responsibleOfficer !== undefined && { responsibleOfficer }),
    receivedAt: now,
    ...calledTo(callUp, 1),
    by,
    ...callingOffice(callUp.by.operatorId, operators),
  };
}

/** What taking back every call-up to come changes in a case and tells the person; nothing if there is none. */
export function withoutCallUps(
  didCase: DidCase,
  by: CallUpTakenBack['by'],
  operators: Operators,
  now: Instant,
): { readonly changes: Pick<DidCase, 'callUps'>; readonly takenBack: readonly CallUpTakenBack[] } | undefined {
  const { callUps = [] } = didCase;
  const ended = callUps.filter((callUp) => isCallToCome(callUp, now));
  if (ended.length === 0) return undefined;
  const left = callUps.filter((callUp) => !ended.includes(callUp));
  return {
    changes: { callUps: left.length > 0 ? left : undefined },
    takenBack: ended.map((callUp) => takenBackMail(didCase, callUp, by, operators, now)),
  };
}

/**
 * Takes back the call-ups of a DID that a step leads where nobody is called up any more. Who is told of the step is told,
 * and so is who has a DID that goes into another: that alone is done without a word.
 */
export function endingCallUps({ didCase, operators, receivedAt }: Facts, decision: Decision): Decision {
  if (!didCase || callableStatuses.includes(decision.next.status)) return decision;
  // What was decided works once it is served: until then the person comes as they were called.
  if (standsSanctioned(decision.next) === 'unserved') return decision;
  const ended = withoutCallUps({ ...decision.next, version: didCase.version }, 'case-ended', operators, receivedAt);
  if (!ended) return decision;
  const told = decision.mail !== undefined || decision.next.closure?.reason === 'merged';
  return { ...decision, next: { ...decision.next, ...ended.changes }, takenBack: told ? ended.takenBack : [] };
}

/** Whether an absence can cost this person something: a benefit rests on a pact. */
export const canCost = ({ benefit, pactSignedOn }: Pick<DidCase, 'benefit' | 'pactSignedOn'>): boolean =>
  benefit !== undefined && pactSignedOn !== undefined;
