/**
 * What time brings to a contested fact and to decisions: who has not answered is reminded, and people in offices are asked
 * to look. Nothing is decided, and nothing ends, because time went by.
 */
import { type SanctionStep, sanctionDue } from './after-decision.ts';
import { conditionalityOn } from './conditionality.ts';
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { isLive } from './lifecycle.ts';
import type { Contested, SanctionDecision } from './proceedings.ts';
import { justifyUntil, later, type Outage } from './terms.ts';

/** What is due in the proceedings of a case. */
export type ProceedingStep =
  | { readonly kind: 'remind-justification'; readonly until: PlainDate }
  | { readonly kind: 'decision-overdue' }
  | { readonly kind: 'ask-service'; readonly act: Contested | SanctionDecision };
type Step = ProceedingStep | SanctionStep;

/** A step, and when it is due; one that comes `before` an instant is not taken any more from then on. */
interface Due {
  readonly at: Instant;
  readonly before?: Instant;
  readonly step: Step;
}

/** What the steps look at beside the case. */
interface Around {
  readonly mailboxHealthy: boolean;
  readonly outages?: readonly Outage[] | undefined;
}

const after = (day: PlainDate): Instant => startOfDay(addDays(day, 1));

/**
 * The last day on which an office decides in time on what it contested (L. 241/1990 art. 2 c.2), from the day of the
 * contestation; never before the person has had their time to answer. `undefined` where no policy knows the fact.
 */
export function decideUntil(contested: Contested, outages?: readonly Outage[]): PlainDate | undefined {
  const policy = conditionalityOn(contested.factOn);
  if (!policy) return undefined;
  const end = addDays(dateInRome(contested.reportedAt), policy.decisionDays.value);
  return later(end, justifyUntil(contested, outages));
}

/** When the office is asked whether an act arrived: some days after it was sent, while nothing proves that it did. */
function serviceDoubt(act: Contested | SanctionDecision): Due[] {
  const { servedOn, sentOn, askedAt } = act.service;
  const policy = conditionalityOn(act.factOn);
  if (servedOn !== undefined || askedAt !== undefined || !policy) return [];
  return [{ at: after(addDays(sentOn, policy.serviceDoubtDays.value)), step: { kind: 'ask-service', act } }];
}

function ofContested(contested: Contested, outages: readonly Outage[] | undefined): Due[] {
  const policy = conditionalityOn(contested.factOn);
  const until = justifyUntil(contested, outages);
  const decide = decideUntil(contested, outages);
  const reminded = contested.remindedAt !== undefined || contested.justifications.length > 0;
  return [
    ...(policy && until !== undefined && !reminded
      ? [
          {
            at: startOfDay(addDays(until, -policy.reminderDays.value)),
            before: after(until),
            step: { kind: 'remind-justification', until } as const,
          },
        ]
      : []),
    ...(decide !== undefined && contested.overdueAt === undefined
      ? [{ at: after(decide), step: { kind: 'decision-overdue' } as const }]
      : []),
    ...serviceDoubt(contested),
  ];
}

/** What time brings to the proceedings of a case that has not ended, the earliest first. */
function dueOf(didCase: DidCase, outages: readonly Outage[] | undefined): Due[] {
  const { status, contested, decisions = [] } = didCase;
  if (!isLive(status)) return [];
  // Against a fact that was dismissed nobody appeals: no term waits for its service.
  const open = decisions.filter(
    ({ effect, reversedOn, appeal }) =>
      effect.kind !== 'dismissed' && reversedOn === undefined && (!appeal || appeal.outcome),
  );
  const due = [
    ...(contested ? ofContested(contested, outages) : []),
    ...open.flatMap(serviceDoubt),
    ...sanctionDue(didCase, outages),
  ];
  return due.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** When the proceedings of a case have to be looked at next, if nothing else happens to it. */
export function proceedingsLook(didCase: DidCase): Instant | undefined {
  return dueOf(didCase, undefined)[0]?.at;
}

/**
 * What is due in the proceedings of a case at an instant, or when it is looked at again. While the mailbox is broken the
 * reminder waits for another.
 */
export function proceedingsStep(
  didCase: DidCase,
  { mailboxHealthy, outages }: Around,
  now: Instant,
): Step | { readonly kind: 'wait'; readonly until: Instant | undefined } {
  const due = dueOf(didCase, outages).filter(({ before }) => before === undefined || now < before);
  const held = (step: Step) => step.kind === 'remind-justification' && !mailboxHealthy;
  const ready = due.find(({ at, step }) => at <= now && !held(step));
  if (ready) return ready.step;
  const tomorrow = after(dateInRome(now));
  const looks = due.map(({ at }) => (at <= now ? tomorrow : at));
  return { kind: 'wait', until: looks.sort()[0] };
}
