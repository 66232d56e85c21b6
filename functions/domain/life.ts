/** What happens to a DID in the life of its person: temporary work, and the ways in which it ends. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { DeclarationId } from './ids.ts';
import { statuses } from './lifecycle.ts';

/** Why a status is suspended: subordinate work (D.Lgs. 150/2015 art. 19 c.3). */
export const suspensionReasons = ['job'] as const;

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

/** Why a DID is closed by one person of an office, on what was declared or told. */
export const singleClosures = ['job', 'pension', 'death', 'moved'] as const;
/** Why a DID is closed by two persons: it says that the declaration was none. */
export const doubleClosures = ['annulled', 'not-admitted'] as const;
/** `merged`: an earlier DID of the same person was reopened, and this one went into it. */
export const closureReasons = [...singleClosures, ...doubleClosures, 'merged'] as const;
export type ClosureReason = (typeof closureReasons)[number];

/** The state of the national service in which a DID ends: R revoked, A annulled, E not admitted. */
export const endCodes = ['R', 'A', 'E'] as const;

/** How a DID was closed. */
export const Closure = z.object({
  reason: z.enum(closureReasons),
  nationalCode: z.enum(endCodes),
  /** Since when what closed it holds, if that was told. */
  since: z.optional(PlainDate),
  /** The DID into which this one went. */
  mergedInto: z.optional(DeclarationId),
});
export type Closure = z.infer<typeof Closure>;

/** When a DID ended, and from which status: there it is reopened. */
export const Ending = z.object({ at: Instant, from: z.enum(statuses) });
export type Ending = z.infer<typeof Ending>;

/** The national code of a closure (`StatoDid` of the national service). */
export function endCodeOf(reason: ClosureReason): Closure['nationalCode'] {
  if (reason === 'annulled') return 'A';
  return reason === 'not-admitted' ? 'E' : 'R';
}
