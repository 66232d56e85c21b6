/** What time brings to a case whose DID is made elsewhere: by an application to INPS (B), or long ago (C). */
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { standing } from './inps.ts';
import { isAsked } from './old-did.ts';
import type { ProcedurePolicy, RuleId, Term } from './policies.ts';

/** The job centre is asked again; the citizen is asked whether the application is still to come; an office helps. */
export type AwaitedStep = 'chase-old-did' | 'remind-inps' | 'convene';

/** Whether INPS holds an application that stands for this DID: then no timer closes it. */
export function heldByInps({ inps }: Pick<DidCase, 'inps'>): boolean {
  return standing(inps?.applications).length > 0;
}

/**
 * Whether the person has applied to INPS and only the date is not known yet: the application is the DID (S0:43), so an
 * office is chosen (S0:49), and the extremes are recorded at the meeting (S0:55).
 */
export function isUndated({
  status,
  route,
  didDate,
  inps,
}: Pick<DidCase, 'status' | 'route' | 'didDate' | 'inps'>): boolean {
  return status === 'registered' && route === 'B' && didDate === undefined && inps?.stated?.state === 'made';
}

/** Whether a DID is there to be followed by an office: one that has its date, or that lacks only that. */
export function isThere(didCase: Pick<DidCase, 'status' | 'route' | 'didDate' | 'inps'>): boolean {
  return didCase.didDate !== undefined || isUndated(didCase);
}

/** The day from which a person with a DID is expected at the office: that of the DID, but never before it was known. */
export function expectedOn({ didDate, didKnownAt }: Pick<DidCase, 'didDate' | 'didKnownAt'>): PlainDate | undefined {
  if (didDate === undefined || didKnownAt === undefined) return didDate;
  const known = dateInRome(didKnownAt);
  return known > didDate ? known : didDate;
}

/**
 * The days in which a person with a DID and no pact is expected at the office: where the DID is an application for NASpI
 * or DIS-COLL those of art. 21 c.2 D.Lgs. 150/2015, otherwise those of art. 20 c.1. Neither is peremptory.
 */
export function contactDays(
  { route, benefit, inps }: Pick<DidCase, 'route' | 'benefit' | 'inps'>,
  policy: Pick<ProcedurePolicy, 'conveneDays' | 'benefitContactDays'>,
): Term<number> {
  const kind = route === 'B' ? (benefit?.kind ?? inps?.stated?.kind) : undefined;
  return kind === 'naspi' || kind === 'dis-coll' ? policy.benefitContactDays : policy.conveneDays;
}

/** The rules by which a person is convened: of the days, and of the day from which they run. */
export function conveneRules(didCase: DidCase, policy: ProcedurePolicy): RuleId[] {
  const from = expectedOn(didCase) === didCase.didDate ? [] : [`${policy.conveneFromKnown.rule}:assumed`];
  return [contactDays(didCase, policy).rule, ...from];
}

/** What is next for a case that waits for its DID, and from when on; `undefined` if it waits for none. */
export function awaitedNext(
  didCase: DidCase,
  policy: ProcedurePolicy,
): { readonly step: AwaitedStep; readonly at: Instant } | undefined {
  const { status, route, didDate, oldDid, inps, routeSince, registeredAt, convenedAt } = didCase;
  if (status !== 'registered' || didDate !== undefined) return undefined;
  const after = (since: Instant, days: number) => startOfDay(addDays(dateInRome(since), days + 1));
  if (oldDid && isAsked(oldDid)) {
    return { step: 'chase-old-did', at: after(oldDid.chasedAt ?? oldDid.askedAt, policy.oldDidAnswerDays.value) };
  }
  if (route !== 'B' || convenedAt !== undefined) return undefined;
  const days = policy.inpsReminderDays.value;
  return inps?.remindedAt === undefined
    ? { step: 'remind-inps', at: after(routeSince ?? registeredAt, days) }
    : { step: 'convene', at: after(inps.remindedAt, days) };
}
