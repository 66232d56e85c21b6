/** Restriction of processing (GDPR art. 18): asked by the citizen, decided by a manager or an administrator. */
import * as z from 'zod/mini';
import type { ActionName } from './authorisation.ts';
import { canCost } from './call-up-news.ts';
import { Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { Subject } from './ids.ts';
import type { Party } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/**
 * `asked`: a task for the managers; `restricted`: it holds; `ending`: it holds still, and the citizen is being told that
 * it will end (art. 18 par. 3); `refused`, `ended`: nothing holds.
 */
export const restrictionStates = ['asked', 'restricted', 'ending', 'refused', 'ended'] as const;

/** A citizen's restriction as the record holds it, the latest one. */
export const Restriction = z.object({
  state: z.enum(restrictionStates),
  askedAt: Instant,
  /** Why, in the citizen's words. */
  reason: z.string(),
  decidedAt: z.optional(Instant),
  decidedBy: z.optional(Subject),
  /** Why it was decided so, in words for the citizen, who reads them in the portal. */
  answer: z.optional(z.string()),
  /** The mail that tells of its end. */
  mailId: z.optional(z.string()),
});
export type Restriction = z.infer<typeof Restriction>;

/** Body of `POST /me/restriction`. */
export const AskRestriction = z.strictObject({ reason: lineOfText(1000) });

export const restrictionDecisions = ['grant', 'refuse', 'announce-end', 'end'] as const;
export type RestrictionDecision = (typeof restrictionDecisions)[number];

/** Body of `PUT /restrictions/{id}`: what is decided, and why. */
export const DecideRestriction = z.strictObject({
  decision: z.enum(restrictionDecisions),
  reason: lineOfText(1000),
});

const steps: Readonly<Record<RestrictionDecision, readonly [from: Restriction['state'], to: Restriction['state']]>> = {
  grant: ['asked', 'restricted'],
  refuse: ['asked', 'refused'],
  'announce-end': ['restricted', 'ending'],
  end: ['ending', 'ended'],
};

/** Whether a restriction stands as a decision leaves it, by the same person and for the same reason: it was asked again. */
export function isDecided(
  before: Restriction | undefined,
  { decision, reason }: z.infer<typeof DecideRestriction>,
  by: Subject,
): boolean {
  return before?.state === steps[decision][1] && before.decidedBy === by && before.answer === reason;
}

/** Whether a citizen's data are restricted now. */
export function isRestricted(restriction: Restriction | undefined): boolean {
  return restriction?.state === 'restricted' || restriction?.state === 'ending';
}

/** Asks for a restriction; refused with `restriction-stands` while one is asked for or holds. */
export function askRestriction(
  before: Restriction | undefined,
  reason: string,
  askedAt: Instant,
): Restriction | Refusal {
  if (before?.state === 'asked' || isRestricted(before)) return refuse('restriction-stands');
  return { state: 'asked', askedAt, reason };
}

/**
 * Decides on a restriction. Refused with `restriction-not-so` where it does not stand so, and its end with
 * `restriction-not-told` until the citizen was told of it beforehand.
 * @param told whether the mail that announces the end has left
 */
export function decideRestriction(
  before: Restriction | undefined,
  { decision, reason }: z.infer<typeof DecideRestriction>,
  by: { readonly subject: Subject; readonly at: Instant; readonly told: boolean },
): Restriction | Refusal {
  const [from, state] = steps[decision];
  if (before?.state !== from) return refuse('restriction-not-so');
  if (decision === 'end' && !by.told) return refuse('restriction-not-told');
  return { ...before, state, decidedAt: by.at, decidedBy: by.subject, answer: reason };
}

/**
 * What an office that follows the case cannot do while the data are restricted: acts that can go against the person.
 * What completes the DID, keeps an appointment, answers a question or puts something right serves the person's rights,
 * and goes on; so do the acts of the citizen and of the managers, who decide on the restriction.
 */
const heldActs: readonly string[] = [
  'suspend',
  'close',
  'transfer',
  'decide-inps-mismatch',
  'report-breach',
  'decide',
  'propose-forfeiture',
] satisfies ActionName[];
const holders: readonly Party[] = ['cpi', 'accredited', 'competent-cpi', 'other-cpi', 'inps'];

/**
 * Whether a restriction keeps this party from this act on a case. A call-up goes against the person where their absence can
 * cost them a benefit; before the pact it leads to the meeting that completes the DID, and goes on.
 */
export function isHeldBack(
  restriction: Restriction | undefined,
  party: Party,
  act: string,
  didCase: Pick<DidCase, 'benefit' | 'pactSignedOn'>,
): boolean {
  if (!isRestricted(restriction) || !holders.includes(party)) return false;
  return heldActs.includes(act) || (act === 'call-up' && canCost(didCase));
}
