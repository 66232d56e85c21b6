/**
 * A DID that was brought to an office on paper because the service was down: it counts from that day (L. 241/1990
 * art. 18-bis), once two persons have seen that it was.
 */
import { dateInRome } from './dates.ts';
import type { Correction, DidCase } from './declaration.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Outage } from './terms.ts';

/**
 * What keeps a correction from being the day on which a DID was brought on paper: the outage is not certified
 * (`outage-unknown`), something else is corrected with it, or the day is not one of the outage and earlier than the DID's
 * (`presented-day`). Only a DID that was released here has a day to move.
 */
export function presentedProblem(
  { didDate, didSource }: Pick<DidCase, 'didDate' | 'didSource'>,
  correction: Correction,
  outage: Outage | undefined,
): Refusal | undefined {
  if (!outage) return refuse('outage-unknown', 'presented.outageId');
  const { didDate: day, ...others } = correction;
  if (day === undefined || Object.values(others).some((value) => value !== undefined)) {
    return refuse('presented-day', 'correction.didDate');
  }
  if (didSource !== 'portal' || didDate === undefined) return refuse('nothing-to-rectify', 'presented');
  const within = day >= dateInRome(outage.from) && day <= dateInRome(outage.to);
  return within && day < didDate ? undefined : refuse('presented-day', 'correction.didDate');
}
