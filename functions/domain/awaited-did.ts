/** What time brings to a case whose DID is made elsewhere: by an application to INPS (B), or long ago (C). */
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { standing } from './inps.ts';
import { isAsked } from './old-did.ts';
import type { ProcedurePolicy } from './policies.ts';

/** The job centre is asked again; the citizen is asked whether the application is still to come; an office helps. */
export type AwaitedStep = 'chase-old-did' | 'remind-inps' | 'convene';

/** Whether INPS holds an application that stands for this DID: then no timer closes it. */
export function heldByInps({ inps }: Pick<DidCase, 'inps'>): boolean {
  return standing(inps?.applications).length > 0;
}

/** The day from which a person with a DID is expected at the office: that of the DID, but never before it was known. */
export function expectedOn({ didDate, didKnownAt }: Pick<DidCase, 'didDate' | 'didKnownAt'>): PlainDate | undefined {
  if (didDate === undefined || didKnownAt === undefined) return didDate;
  const known = dateInRome(didKnownAt);
  return known > didDate ? known : didDate;
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
