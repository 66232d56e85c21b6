/** Times in which the service could not be used: certified by two administrators, they shift the terms that ended in them. */
import * as z from 'zod/mini';
import { addSeconds, Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { CommandId, Subject } from './ids.ts';
import { isLive, type Verb } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { isSamePerson } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Body of `POST /outages`: the first instant without the service, the first with it again, and why in words for all. */
export const OutageBody = z.strictObject({ from: Instant, to: Instant, reason: lineOfText(300) });
export type OutageBody = z.infer<typeof OutageBody>;

/** Days that one entry of the register may last: a slip in a year or month must not move every term. */
const mostDays = 31;

/** An administrator who certified, by account and by the keyed hash of the fiscal code. */
const Administrator = z.object({ subject: Subject, fiscalCodeMac: z.string(), at: Instant });

/** An entry of the register of outages. It shifts nothing until another administrator has confirmed it. */
export const StoredOutage = z.object({
  /** The name of the request that brought it. */
  id: CommandId,
  from: Instant,
  to: Instant,
  reason: z.string(),
  proposed: Administrator,
  confirmed: z.optional(Administrator),
});
export type StoredOutage = z.infer<typeof StoredOutage>;

/** What is wrong with the times of an outage: it ends after it began, is over, and lasts 31 days at most. */
export function outageProblem({ from, to }: Pick<OutageBody, 'from' | 'to'>, now: Instant): Refusal | undefined {
  if (to <= from) return refuse('outage-times', 'to');
  if (to > now) return refuse('outage-not-over', 'to');
  return to > addSeconds(from, mostDays * 86_400) ? refuse('outage-too-long', 'from') : undefined;
}

/**
 * The entry as a second administrator confirms it; confirmed before, it stays as it is. Refuses the one who proposed it,
 * whatever the account (`same-person`).
 */
export function confirmOutage(
  outage: StoredOutage,
  confirmed: NonNullable<StoredOutage['confirmed']>,
): StoredOutage | Refusal {
  if (outage.confirmed) return outage;
  if (isSamePerson(outage.proposed, confirmed)) return refuse('same-person');
  return { ...outage, confirmed };
}

/**
 * Whether a term runs in a case that an outage shifts: to complete a draft or a DID con riserva, to answer to an act, to
 * appeal. Only then the register is read.
 * @param verb what is decided on; of all verbs `expire` alone looks at until when a file is to be completed
 */
export function hasShiftableTerm(
  {
    status,
    route,
    contested,
    callUps = [],
    decisions = [],
  }: Pick<DidCase, 'status' | 'route' | 'contested' | 'callUps' | 'decisions'>,
  verb: Verb = 'expire',
): boolean {
  if (verb === 'expire' && (status === 'reserved' || (status === 'registered' && route === 'A'))) return true;
  const open = decisions.some(
    ({ effect, reversedOn, appeal }) =>
      effect.kind !== 'dismissed' && reversedOn === undefined && appeal?.outcome?.kind !== 'rejected',
  );
  return open || (isLive(status) && (contested !== undefined || callUps.length > 0));
}
