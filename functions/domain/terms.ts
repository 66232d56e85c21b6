/** Until when something can be done: the last day of a term, of which the person loses nothing by a holiday or an outage. */
import { conditionalityOn } from './conditionality.ts';
import {
  addDays,
  addMonths,
  addSeconds,
  dateInRome,
  type Instant,
  type PlainDate,
  startOfDay,
  weekdayOf,
} from './dates.ts';
import { isPublicHoliday } from './holidays.ts';
import type { CallUp, Contested, SanctionDecision } from './proceedings.ts';

/** A time in which the service could not be used, as two administrators certified it; `to` is the first instant after. */
export interface Outage {
  readonly from: Instant;
  readonly to: Instant;
}

/** Whether a day is a working day: Saturday is one (D.Lgs. 150/2015 art. 21 c.6 «giorni feriali»). */
export function isWorkingDay(day: PlainDate): boolean {
  return weekdayOf(day) !== 7 && !isPublicHoliday(day);
}

/** A day, or the first working day after it. */
export function workingDayFrom(day: PlainDate): PlainDate {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1));
}

/**
 * The last day of a term of days of which the first is not counted. A last day that is no working day gives the next one,
 * where the policy says so (c.c. art. 2963); one on which the service was down gives the first working day after.
 */
export function lastDayOf(
  from: PlainDate,
  days: number,
  {
    holidaysShift,
    outages = [],
  }: { readonly holidaysShift: boolean; readonly outages?: readonly Outage[] | undefined },
): PlainDate {
  const end = addDays(from, days);
  return afterOutages(holidaysShift ? workingDayFrom(end) : end, outages);
}

/** The last day on which an outage still lasted: one that ended at midnight leaves the day after alone. */
const lastDownOn = ({ to }: Outage): PlainDate => dateInRome(addSeconds(to, -1));

/**
 * The last day of a term, or the first working day after the outages that met it: who could not use the service on the
 * last day has one more, and one more again if the service is down on that.
 */
export function afterOutages(end: PlainDate, outages: readonly Outage[] = []): PlainDate {
  const met = outages.find((outage) => dateInRome(outage.from) <= end && end <= lastDownOn(outage));
  return met ? afterOutages(workingDayFrom(addDays(lastDownOn(met), 1)), outages) : end;
}

/** The last second of a day in Rome: until then what was to be done by that day can be done. */
export const lastSecondOf = (lastDay: PlainDate): Instant => addSeconds(startOfDay(addDays(lastDay, 1)), -1);

/** Whether what was received at an instant is within a term: to the last second of its last day in Rome. */
export function isInTime(receivedAt: Instant, lastDay: PlainDate): boolean {
  return receivedAt < startOfDay(addDays(lastDay, 1));
}

/** The later of two days. */
export const later = (a: PlainDate, b: PlainDate | undefined): PlainDate => (b !== undefined && b > a ? b : a);

/**
 * The last day to say why one did not come when called up: so many days after it, or after the last day of what kept one
 * away (ANPAL delib. 54/2019); never before the day that they were told. `undefined` for a call-up that no policy knows.
 */
export function excuseUntil(
  { startsAt, explainBy }: CallUp,
  {
    impededUntil,
    outages,
  }: { readonly impededUntil?: PlainDate | undefined; readonly outages?: readonly Outage[] | undefined } = {},
): PlainDate | undefined {
  const day = dateInRome(startsAt);
  const policy = conditionalityOn(day);
  if (!policy) return undefined;
  const end = lastDayOf(later(day, impededUntil), policy.excuseDays.value, {
    holidaysShift: policy.holidaysShift.value,
    outages,
  });
  return afterOutages(later(end, explainBy), outages);
}

/** The last day to answer what is contested; `undefined` while it is not known to be served: then no term runs. */
export function justifyUntil(contested: Contested, outages?: readonly Outage[]): PlainDate | undefined {
  const { factOn, service, extendedTo } = contested;
  const policy = conditionalityOn(factOn);
  if (service.servedOn === undefined || !policy) return undefined;
  const end = lastDayOf(service.servedOn, policy.justificationDays.value, {
    holidaysShift: policy.holidaysShift.value,
    outages,
  });
  return afterOutages(later(end, extendedTo), outages);
}

/** The last day to appeal against a decision; `undefined` while it is not known to be served: then no term runs. */
export function appealUntil(decision: SanctionDecision, outages?: readonly Outage[]): PlainDate | undefined {
  const { factOn, service } = decision;
  const policy = conditionalityOn(factOn);
  if (service.servedOn === undefined || !policy) return undefined;
  return lastDayOf(service.servedOn, policy.appealDays.value, {
    holidaysShift: policy.holidaysShift.value,
    outages,
  });
}

/**
 * Whether an appeal was filed in time, by what is known of the service and of outages now: what was noted when it was filed
 * is for its receipt alone. While the decision is not known to be served it is in time (L. 241/1990 art. 21-bis).
 */
export function isAppealInTime(decision: SanctionDecision, outages?: readonly Outage[]): boolean {
  if (!decision.appeal) return false;
  const end = appealUntil(decision, outages);
  return end === undefined || isInTime(decision.appeal.filedAt, end);
}

/**
 * The last day after which a decision cannot change any more: that of the term of an appeal; that of the service, where the
 * committee rejected one on its merits. `undefined` while it is not known to be served, or an appeal in time is pending.
 */
export function finalAfter(decision: SanctionDecision, outages?: readonly Outage[]): PlainDate | undefined {
  const { appeal, service } = decision;
  if (appeal?.outcome?.kind === 'rejected') return service.servedOn && addDays(service.servedOn, -1);
  if (appeal && !appeal.outcome && isAppealInTime(decision, outages)) return undefined;
  return appealUntil(decision, outages);
}

/**
 * Whether a decision cannot change any more on a day: it was reversed, or served and its term has run out, or the committee
 * has rejected an appeal on its merits. One that the committee could not look at is filed anew within the term.
 */
export function isFinal(decision: SanctionDecision, on: PlainDate, outages?: readonly Outage[]): boolean {
  if (decision.reversedOn !== undefined) return true;
  const end = finalAfter(decision, outages);
  return end !== undefined && on > end;
}

/** Whether a decision could change no more before a day began: who did something on that day knew what it would cost. */
function wasFinalBefore(decision: SanctionDecision, day: PlainDate, outages?: readonly Outage[]): boolean {
  const { appeal } = decision;
  if (appeal && isAppealInTime(decision, outages)) return appeal.outcome !== undefined && appeal.outcome.on < day;
  const end = appealUntil(decision, outages);
  return end !== undefined && end < day;
}

/**
 * Which breach of its kind a fact is, 1 for the first: only decisions on the same kind and the same benefit count that
 * cost something, stand, and were final before the day of the fact. No source says which count: this is in favour of the
 * person (ADR 0062).
 */
export function recurrenceOf(
  decisions: readonly SanctionDecision[] = [],
  {
    kind,
    protocol,
    factOn,
  }: { readonly kind: SanctionDecision['kind']; readonly protocol: string; readonly factOn: PlainDate },
  outages?: readonly Outage[],
): number {
  const counted = decisions.filter(
    (one) =>
      one.kind === kind &&
      one.benefit.protocol === protocol &&
      one.effect.kind !== 'dismissed' &&
      one.reversedOn === undefined &&
      wasFinalBefore(one, factOn, outages),
  );
  return counted.length + 1;
}

/** The first day on which a person makes a new declaration after a forfeiture: so many calendar months on. */
export function newDeclarationFrom(decision: SanctionDecision): PlainDate | undefined {
  const policy = conditionalityOn(decision.factOn);
  if (decision.effect.kind !== 'forfeiture' || !policy) return undefined;
  return addMonths(decision.effect.from, policy.newDeclarationMonths.value);
}
