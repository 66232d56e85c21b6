import { ageOn } from '../age.ts';
import type { PlainDate } from '../dates.ts';
import type { Facts } from '../decide.ts';
import type { PartialData } from '../declaration.ts';
import { type Refusal, refuse } from '../refusals.ts';

/**
 * What keeps declared data, as far as they are there, from being a DID on a day: availability for both work and measures
 * (D.Lgs. 150/2015 art. 19 c.1: `availability-incomplete`), a last job that has ended (S0:5, S0:43: `job-not-ended`).
 */
export function declarationProblem(data: PartialData, today: PlainDate): Refusal | undefined {
  const { availability, lastJobEndedOn } = data;
  if (availability?.work === false) return refuse('availability-incomplete', 'availability.work');
  if (availability?.training === false) return refuse('availability-incomplete', 'availability.training');
  if (lastJobEndedOn !== undefined && lastJobEndedOn > today) return refuse('job-not-ended', 'lastJobEndedOn');
  return undefined;
}

/** What keeps somebody from making a DID here on a day: an age below that of the policy (`under-age`, assumed). */
export function ageProblem(
  { citizen, policy }: Pick<Facts, 'citizen' | 'policy'>,
  today: PlainDate,
): Refusal | undefined {
  const { value, rule } = policy.minimumAge;
  return ageOn(citizen.person.birthDate, today) < value
    ? refuse('under-age', 'birthDate', `${rule}:assumed`)
    : undefined;
}
