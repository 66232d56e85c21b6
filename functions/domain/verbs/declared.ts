import type { PlainDate } from '../dates.ts';
import type { DeclarationData } from '../declaration.ts';
import { type Refusal, refuse } from '../refusals.ts';

/**
 * What keeps declared data from being a DID on a day: availability for both work and measures
 * (D.Lgs. 150/2015 art. 19 c.1: `availability-incomplete`), a last job that has ended (S0:5: `job-not-ended`).
 */
export function declarationProblem(data: DeclarationData, today: PlainDate): Refusal | undefined {
  const { availability, lastJobEndedOn } = data;
  if (!availability.work) return refuse('availability-incomplete', 'availability.work');
  if (!availability.training) return refuse('availability-incomplete', 'availability.training');
  if (lastJobEndedOn !== undefined && lastJobEndedOn > today) return refuse('job-not-ended', 'lastJobEndedOn');
  return undefined;
}
