/** Until when something can be done: the last day of a term, of which the person loses nothing by a holiday or an outage. */
import { conditionalityOn } from './conditionality.ts';
import { addDays, addMonths, dateInRome, type Instant, type PlainDate, startOfDay, weekdayOf } from './dates.ts';
import { isPublicHoliday } from './holidays.ts';
import type { Contested, SanctionDecision } from './proceedings.ts';

/** A time in which the service could not be used, as an administrator certified it. */
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

function afterOutages(end: PlainDate, outages: readonly Outage[]): PlainDate {
  const met = outages.find(({ from, to }) => dateInRome(from) <= end && end <= dateInRome(to));
  return met ? afterOutages(workingDayFrom(addDays(dateInRome(met.to), 1)), outages) : end;
}

/** Whether what was received at an instant is within a term: to the last second of its last day in Rome. */
export function isInTime(receivedAt: Instant, lastDay: PlainDate): boolean {
  return receivedAt < startOfDay(addDays(lastDay, 1));
}

const later = (a: PlainDate, b: PlainDate | undefined): PlainDate => (b !== undefined && b > a ? b : a);

/** The last day to answer what is contested; `undefined` while it is not known to be served: then no term runs. */
export function justifyUntil(contested: Contested, outages?: readonly Outage[]): PlainDate | undefined {
  const { factOn, service, extendedTo } = contested;
  const policy = conditionalityOn(factOn);
  if (service.servedOn === undefined || !policy) return undefined;
  const end = lastDayOf(service.servedOn, policy.justificationDays.value, {
    holidaysShift: policy.holidaysShift.value,
    outages,
  });
  return later(end, extendedTo);
}

/** The last day to appeal against a decision; `undefined` while it is not known to be served: then no term runs. */
export function appealUntil(decision: SanctionDecision, outages?: readonly Outage[]): PlainDate | undefined {
  const { factOn, service, extendedTo } = decision;
  const policy = conditionalityOn(factOn);
  if (service.servedOn === undefined || !policy) return undefined;
  const end = lastDayOf(service.servedOn, policy.appealDays.value, {
    holidaysShift: policy.holidaysShift.value,
    outages,
  });
  return later(end, extendedTo);
}

/** Whether a decision cannot change any more on a day: its term has run out, or the committee has spoken. */
export function isFinal(decision: SanctionDecision, on: PlainDate, outages?: readonly Outage[]): boolean {
  const { appeal, reversedOn } = decision;
  if (reversedOn !== undefined || appeal?.outcome) return true;
  if (appeal?.inTime) return false;
  const end = appealUntil(decision, outages);
  return end !== undefined && on > end;
}

/**
 * Which breach of its kind a fact is, 1 for the first: only decisions on the same kind and the same benefit count that
 * cost something, stand, and are final on the day on which the fact is reported.
 */
export function recurrenceOf(
  decisions: readonly SanctionDecision[] = [],
  {
    kind,
    protocol,
    on,
  }: { readonly kind: SanctionDecision['kind']; readonly protocol: string; readonly on: PlainDate },
  outages?: readonly Outage[],
): number {
  const counted = decisions.filter(
    (one) =>
      one.kind === kind &&
      one.benefit.protocol === protocol &&
      one.effect.kind !== 'dismissed' &&
      one.reversedOn === undefined &&
      isFinal(one, on, outages),
  );
  return counted.length + 1;
}

/** The first day on which a person makes a new declaration after a forfeiture: so many calendar months on. */
export function newDeclarationFrom(decision: SanctionDecision): PlainDate | undefined {
  const policy = conditionalityOn(decision.factOn);
  if (decision.effect.kind !== 'forfeiture' || !policy) return undefined;
  return addMonths(decision.effect.from, policy.newDeclarationMonths.value);
}
