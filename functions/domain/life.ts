/** What happens to a DID in the life of its person: temporary work, and the ways in which it ends. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { DeclarationId } from './ids.ts';
import { statuses } from './lifecycle.ts';

/** Why a status is suspended: subordinate work (D.Lgs. 150/2015 art. 19 c.3). */
export const suspensionReasons = ['job'] as const;

/** What work pays in a year, against the amount below which the status stays (D.L. 4/2019 art. 4 c.15-quater). */
export const incomes = ['below', 'above'] as const;

/** The task about work that employers told of, where one was opened: what settles it makes the question needless. */
export function jobAsked({ jobAskedAt }: { readonly jobAskedAt?: Instant | undefined }): 'job-news'[] {
  return jobAskedAt === undefined ? [] : ['job-news'];
}

/** The status is suspended: first and last day of the work are days of suspension. */
export const Suspension = z.object({
  from: PlainDate,
  reason: z.enum(suspensionReasons),
  /** Where the DID goes back to. */
  statusBefore: z.enum(statuses),
  /** How many days the work is to last, if that is known. */
  days: z.optional(z.int()),
  /** When an office was asked what became of it. */
  askedAt: z.optional(Instant),
});
export type Suspension = z.infer<typeof Suspension>;

/** A suspension that is over; both days count. */
export const PastSuspension = z.object({ from: PlainDate, until: PlainDate, reason: z.enum(suspensionReasons) });
export type PastSuspension = z.infer<typeof PastSuspension>;

/** Why one person of an office may close a DID, where the person's own word says so. Without it two persons do. */
export const singleClosures = ['job', 'pension', 'moved'] as const;
/** Why only two persons close one: nobody can say it for themselves, or it says that the declaration was none. */
export const doubleClosures = ['death', 'annulled', 'not-admitted'] as const;
/** Why an office proposes to close one. */
export const proposedClosures = [...singleClosures, ...doubleClosures] as const;
/** Why an office closes a DID. `forfeiture`: two persons have decided it already, and it is final. */
export const officeClosures = [...proposedClosures, 'forfeiture'] as const;
/** `merged`: an earlier DID of the same person was reopened, and this one went into it. */
export const closureReasons = [...officeClosures, 'merged'] as const;
export type ClosureReason = (typeof closureReasons)[number];

/** The state of the national service in which a DID ends: R revoked, A annulled, E not admitted. */
export const endCodes = ['R', 'A', 'E'] as const;

/** The other regions and autonomous provinces, to which a case may go. */
export const otherRegions = [
  'Abruzzo',
  'Basilicata',
  'Bolzano',
  'Calabria',
  'Campania',
  'Emilia-Romagna',
  'Friuli-Venezia Giulia',
  'Lazio',
  'Liguria',
  'Marche',
  'Molise',
  'Piemonte',
  'Puglia',
  'Sardegna',
  'Sicilia',
  'Toscana',
  'Trento',
  'Umbria',
  'Valle d’Aosta',
  'Veneto',
] as const;

/** How a DID was closed. */
export const Closure = z.object({
  reason: z.enum(closureReasons),
  /** None for a move: the DID goes to another region and is not revoked. */
  nationalCode: z.optional(z.enum(endCodes)),
  /** The rule on which it rests, and in words why two persons decided it: the person reads both. */
  rule: z.optional(z.string()),
  why: z.optional(z.string()),
  /** Since when what closed it holds, if that was told. */
  since: z.optional(PlainDate),
  /** Where the person moved to, if that was told: the case goes on there. */
  toRegion: z.optional(z.enum(otherRegions)),
  /** The DID into which this one went. */
  mergedInto: z.optional(DeclarationId),
});
export type Closure = z.infer<typeof Closure>;

/** When a DID ended, and from which status: there it is reopened. */
export const Ending = z.object({ at: Instant, from: z.enum(statuses) });
export type Ending = z.infer<typeof Ending>;

/** The national code of a closure (`StatoDid` of the national service). */
export function endCodeOf(reason: ClosureReason): Closure['nationalCode'] {
  if (reason === 'moved') return undefined;
  if (reason === 'annulled') return 'A';
  return reason === 'not-admitted' ? 'E' : 'R';
}
