/** What follows a decision on a contested fact: an appeal, the end of its term, another declaration. Nothing ends by time. */
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { Facts } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { ClosureReason } from './life.ts';
import { givesUpGuardAt } from './live-guard.ts';
import type { SanctionDecision } from './proceedings.ts';
import { type Refusal, refuse, refuseBefore } from './refusals.ts';
import { appealUntil, finalAfter, isAppealInTime, isFinal, type Outage } from './terms.ts';

type Decided = Pick<DidCase, 'decisions'>;

/** Whether an appeal that came in time waits for its committee: late ones hold nothing. */
export function appealPends({ decisions = [] }: Decided, outages?: readonly Outage[]): boolean {
  return decisions.some((one) => one.reversedOn === undefined && !one.appeal?.outcome && isAppealInTime(one, outages));
}

/** The decision by which a DID stands as sanctioned: the latest forfeiture that stands. A loss of S1 takes no status. */
export function sanctionOf({ decisions = [] }: Decided): SanctionDecision | undefined {
  return decisions.findLast(({ effect, reversedOn }) => reversedOn === undefined && effect.kind === 'forfeiture');
}

/**
 * Whether a DID has lost what the decision by which it stands sanctioned takes: that works once it is served, and for
 * nothing before (L. 241/1990 art. 21-bis). `unserved`: it is taken, and not known to have reached the person.
 */
export function standsSanctioned({
  status,
  decisions,
}: Pick<DidCase, 'status' | 'decisions'>): 'no' | 'unserved' | 'yes' {
  if (status !== 'sanctioned') return 'no';
  const decision = sanctionOf({ decisions });
  return decision && decision.service.servedOn === undefined ? 'unserved' : 'yes';
}

/** The decisions of a case with one of them as it is now. */
export const withDecision = ({ decisions = [] }: Decided, changed: SanctionDecision): SanctionDecision[] =>
  decisions.map((one) => (one.number === changed.number ? changed : one));

/**
 * What keeps a DID from ending for a reason: an appeal is pending (`appeal-pending`), or the forfeiture can be appealed
 * against still (`decision-not-final`). By a forfeiture only that ends which stands sanctioned (`wrong-status`). A death
 * waits for nothing, and what goes into another DID does not end.
 */
export function endingProblem(
  {
    didCase,
    today,
    outages,
  }: { readonly didCase: DidCase; readonly today: PlainDate; readonly outages?: readonly Outage[] | undefined },
  reason: ClosureReason,
): Refusal | undefined {
  if (reason === 'death' || reason === 'merged') return undefined;
  if (appealPends(didCase, outages)) return refuse('appeal-pending');
  if (didCase.status !== 'sanctioned') return reason === 'forfeiture' ? refuse('wrong-status') : undefined;
  const decision = sanctionOf(didCase);
  return decision && !isFinal(decision, today, outages) ? refuse('decision-not-final') : undefined;
}

/** What time brings to a DID that stands sanctioned. */
export type SanctionStep =
  | { readonly kind: 'free-guard' }
  | { readonly kind: 'ask-final'; readonly decision: SanctionDecision };

/** The office is asked to see to the end on the day after the last one of an appeal; once, and not while one is pending. */
function finalDue(didCase: DidCase, outages?: readonly Outage[]) {
  const decision = didCase.status === 'sanctioned' ? sanctionOf(didCase) : undefined;
  if (!decision || decision.finalAskedAt !== undefined) return [];
  const end = finalAfter(decision, outages);
  return end === undefined ? [] : [{ at: startOfDay(addDays(end, 1)), step: { kind: 'ask-final', decision } as const }];
}

/**
 * What time brings to a DID that stands sanctioned, and when: it gives up the guard of one live DID as the first day begins
 * on which the person declares anew; its office is asked to see to the end once the decision is final.
 */
export function sanctionDue(
  didCase: DidCase,
  outages?: readonly Outage[],
): { readonly at: Instant; readonly step: SanctionStep }[] {
  const frees = givesUpGuardAt(didCase);
  return [
    ...(frees === undefined ? [] : [{ at: frees, step: { kind: 'free-guard' } as const }]),
    ...finalDue(didCase, outages),
  ];
}

/** The last day on which what a case was decided on can be contested; `undefined` where nothing was, or no term runs. */
export function contestableUntil({ decisions = [] }: Decided, outages?: readonly Outage[]): PlainDate | undefined {
  return decisions
    .map((decision) => appealUntil(decision, outages))
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

/**
 * What keeps a person from declaring anew on the day of receipt: a forfeiture stands, and its months are not over
 * (`before-two-months`, with the first day on which they are; D.Lgs. 150/2015 art. 21 c.9).
 */
export function tooEarly({ citizen, receivedAt }: Pick<Facts, 'citizen' | 'receivedAt'>): Refusal | undefined {
  const { mayDeclareFrom: from } = citizen;
  return from !== undefined && dateInRome(receivedAt) < from ? refuseBefore('before-two-months', from) : undefined;
}
