/** Two DIDs of one person that become one. */
import { carriedOver } from './carried.ts';
import { addDays, type PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { PastSuspension } from './life.ts';
import type { Status } from './lifecycle.ts';

const order: readonly Status[] = ['registered', 'reserved', 'confirmed', 'psp-signed'];
const rank = (status: Status) => order.indexOf(status);
const further = (a: Status, b: Status) => (rank(a) < rank(b) ? b : a);
const earlier = (a: PlainDate, b: PlainDate) => (a < b ? a : b);
const later = (a: PlainDate, b: PlainDate) => (earlier(a, b) === a ? b : a);

type Stands = Omit<DidCase, 'version'>;
/** How far a DID has come, work apart. */
const reached = ({ status, suspension }: Stands) => (status === 'suspended' && suspension?.statusBefore) || status;

/** Whether two DIDs of a person can become one: both are DIDs, and no contested fact waits for a decision. */
export const canMerge = (one: Stands, other: Stands) =>
  [one, other].every((each) => each.didDate !== undefined && rank(reached(each)) >= 0);

/**
 * Whether a newer DID can go into one that is to live again: no contested fact of it waits for a decision. A draft is none
 * yet, and takes nothing with it but what is known of INPS and of an earlier DID.
 */
export const canAbsorb = (before: Stands, newer: DidCase): boolean =>
  canMerge(before, newer) || (newer.didDate === undefined && newer.status === 'registered');

/** One DID out of two of the same person: the earlier date, and all that either has reached. */
export function merged(before: Stands, newer: DidCase): Stands {
  const { suspension: _, ...old } = before;
  const { didDate = newer.didDate } = old;
  const first = didDate !== undefined && newer.didDate !== undefined ? earlier(didDate, newer.didDate) : didDate;
  const status = further(reached(before), reached(newer));
  const { operatorId, operatorChosenOn, competentCpiId, reserveLiftedOn, suspension } = newer;
  const signed = old.pactSignedOn === undefined ? newer : old;
  const { pactSignedOn, unemploymentConfirmedOn, responsibleOfficer } = signed;
  const { pactEnteredAt, pactDispute, pactSignature, pactOperatorId, agreedChannel } = signed;
  const pactFrom =
    signed === newer && pactSignedOn !== undefined ? (newer.pactFrom ?? newer.declarationId) : old.pactFrom;
  // The one that stood beside the newer one stands beside this one now, unless it is this one.
  const beside = newer.beside === old.declarationId ? old.beside : (newer.beside ?? old.beside);
  const suspensions = [...(old.suspensions ?? []), ...closedBy(before, newer), ...(newer.suspensions ?? [])];
  return {
    ...old,
    ...(first !== undefined && { didDate: first, unemployedSince: first }),
    ...(first !== didDate && newer.didSource !== undefined && { didSource: newer.didSource }),
    ...carriedOver(old, newer),
    ...(old.authenticity.state !== 'authentic' && { authenticity: newer.authenticity }),
    ...(old.reserveLiftedOn === undefined && reserveLiftedOn !== undefined && { reserveLiftedOn }),
    ...(operatorId !== undefined && { operatorId }),
    ...(operatorChosenOn !== undefined && { operatorChosenOn }),
    ...(competentCpiId !== undefined && { competentCpiId }),
    ...(pactSignedOn !== undefined && { pactSignedOn }),
    ...(unemploymentConfirmedOn !== undefined && { unemploymentConfirmedOn }),
    ...(responsibleOfficer !== undefined && { responsibleOfficer }),
    ...(pactEnteredAt !== undefined && { pactEnteredAt }),
    ...(pactDispute && { pactDispute }),
    ...(pactSignature && { pactSignature }),
    ...(pactOperatorId !== undefined && { pactOperatorId }),
    ...(agreedChannel !== undefined && { agreedChannel }),
    ...(pactFrom !== undefined && { pactFrom }),
    ...(beside !== undefined && { beside }),
    ...(suspensions.length > 0 && { suspensions }),
    ...(suspension && { suspension: { ...suspension, statusBefore: status } }),
    status: suspension ? 'suspended' : status,
  };
}

/** The work during which the old DID was closed: it was over when the new one was released. */
function closedBy({ suspension }: Stands, { didDate }: DidCase): PastSuspension[] {
  if (!suspension || didDate === undefined) return [];
  const { from, reason } = suspension;
  return [{ from, until: later(from, addDays(didDate, -1)), reason }];
}
