/** When what is kept of a person is to go, and what of a case stays for good: ids, dates, rules. */
import { appealPends, contestableUntil } from './after-decision.ts';
import {
  addDays,
  addMonths,
  addSeconds,
  addYears,
  dateInRome,
  epochOf,
  type Instant,
  type PlainDate,
  startOfDay,
} from './dates.ts';
import type { DidCase, erasures } from './declaration.ts';
import { isLive } from './lifecycle.ts';
import type { ProcedurePolicy } from './policies.ts';
import { type Period, type RetentionId, type RetentionTerm, retentionSchedules } from './retention-terms.ts';
import type { Outage } from './terms.ts';

/** The terms in force on a day in Europe/Rome; before the first schedule, those of the first. */
export function retentionOn(day: PlainDate): Readonly<Record<RetentionId, RetentionTerm>> {
  const [first] = retentionSchedules;
  const schedule = retentionSchedules.findLast(({ from }) => from <= day) ?? first;
  if (!schedule) throw new Error('there is no schedule of retention');
  return schedule.terms;
}

function after(day: PlainDate, period: Period): PlainDate {
  if ('years' in period) return addYears(day, period.years);
  if ('months' in period) return addMonths(day, period.months);
  return addDays(day, 'days' in period ? period.days : Math.ceil(period.hours / 24));
}

/** When a term that began at an instant is over: hours and days to the second, the rest at the end of a day in Rome. */
export function keptUntil(id: RetentionId, since: Instant): Instant {
  const day = dateInRome(since);
  const { value } = retentionOn(day)[id];
  if ('hours' in value) return addSeconds(since, value.hours * 3600);
  if ('days' in value) return addSeconds(since, value.days * 86_400);
  return startOfDay(addDays(after(day, value), 1));
}

/** The same in seconds since 1970, as the table removes items by it; it may take days to. */
export function expiryOf(id: RetentionId, since: Instant): number {
  return Math.floor(epochOf(keptUntil(id, since)) / 1000);
}

/** What is to be erased of a case next, and from when; `undefined`: nothing, or nothing as things stand. */
export interface Erasure {
  readonly kind: (typeof erasures)[number];
  readonly at: Instant;
}

/** Whether all that is personal in a case has been erased. */
export const isErased = ({ erasedOn }: Pick<DidCase, 'erasedOn'>): boolean => erasedOn !== undefined;

/**
 * What time erases of a case that ended: first what was shown and told, once nobody can contest the case any more, then
 * the rest. Never while it is live, a hold stands, two persons have something to decide on, or an appeal that came in time
 * is pending. What has begun is due until it is done.
 */
export function erasureOf(didCase: DidCase, policy: ProcedurePolicy, outages?: readonly Outage[]): Erasure | undefined {
  const { status, endedOn, didDate, holds = [], proposal, evidenceErasedOn, erasing, erasedOn } = didCase;
  if (isLive(status) || endedOn === undefined) return undefined;
  if (erasing) return { kind: erasing, at: startOfDay(erasedOn ?? evidenceErasedOn ?? endedOn) };
  if (isErased(didCase)) return undefined;
  // An appeal that came in time keeps both the evidence and the case until it is decided.
  if (holds.length > 0 || proposal || appealPends(didCase, outages)) return undefined;
  const terms = retentionOn(endedOn);
  const from = (day: PlainDate) => startOfDay(addDays(day, 1));
  if (didDate === undefined) return { kind: 'case', at: from(after(endedOn, terms.draft.value)) };
  // The term of an appeal runs from when the person was told, at the latest by letter.
  const told = addDays(endedOn, policy.closureAppeal.value.days + policy.letterDays.value);
  const decided = contestableUntil(didCase, outages);
  const final = decided !== undefined && decided > told ? decided : told;
  // What a case was reopened for may have brought more.
  if (evidenceErasedOn === undefined || evidenceErasedOn < endedOn) {
    return { kind: 'evidence', at: from(after(final, terms.evidence.value)) };
  }
  return { kind: 'case', at: from(after(endedOn, terms.case.value)) };
}

/** Fields of a case that say nothing of the person: they stay. */
const stays: ReadonlySet<string> = new Set([
  'declarationId',
  'citizenId',
  'route',
  'status',
  'version',
  'registeredAt',
  'routeSince',
  'data',
  'withReserve',
  'authenticity',
  'didDate',
  'didSource',
  'didKnownAt',
  'releasedAt',
  'reserveLiftedOn',
  'unemployedSince',
  'unemploymentConfirmedOn',
  'pactSignedOn',
  'pactEnteredAt',
  'pactFrom',
  'pactVoidedOn',
  'operatorId',
  'operatorChosenOn',
  'convenedAt',
  'endedOn',
  'closure',
  'ending',
  'reopenedOn',
  'evidenceErasedOn',
  'guardFreedAt',
] satisfies (keyof DidCase)[]);

/** The changes that mark the evidence of a case as being erased. */
export const withoutEvidence = (erasedOn: PlainDate) => ({ evidenceErasedOn: erasedOn, erasing: 'evidence' }) as const;

/** The changes that leave of a case ids, dates and rules alone; a field that is not known to be harmless goes. */
export function withoutPerson(didCase: DidCase, erasedOn: PlainDate): Omit<Partial<DidCase>, 'status' | 'version'> {
  const { closure } = didCase;
  const gone = Object.keys(didCase).filter((name) => !stays.has(name));
  return {
    ...Object.fromEntries(gone.map((name) => [name, undefined])),
    data: {},
    ...(closure && { closure: { reason: closure.reason, nationalCode: closure.nationalCode } }),
    evidenceErasedOn: erasedOn,
    erasedOn,
    erasing: 'case',
  };
}
