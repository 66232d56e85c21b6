import type { Instant, PlainDate } from '../dates.ts';
import type { OperatorId } from '../ids.ts';
import type { OldDid, OldDidStatement } from '../old-did.ts';
import { isActive, type Operators } from '../operators.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** The job centre that answers for one today: itself, or who took its people over; `undefined` if there is none. */
function answering(id: string, operators: Operators, today: PlainDate): OperatorId | undefined {
  const seen = new Set<string>();
  for (let operator = operators.get(id); operator && !seen.has(operator.id); ) {
    if (isActive(operator, today)) return operator.id;
    seen.add(operator.id);
    operator = operator.successor === null ? undefined : operators.get(operator.successor);
  }
  return undefined;
}

/** When the question is put, where the operators that it names are, and who writes letters for the person's domicile. */
export interface Asking {
  readonly at: Instant;
  readonly today: PlainDate;
  readonly operators: Operators;
  readonly writer: OperatorId | undefined;
}

/**
 * Asks the job centre that the citizen names whether the DID is valid (S0:57); where it has closed, who took its people
 * over. One without an account here is written to. Refuses who is no job centre of the directory (`operator-unknown`) and
 * a date to come (`old-did-in-future`).
 */
export function askOldDid(
  { cpiId, cpiName, date }: OldDidStatement,
  { at, today, operators, writer }: Asking,
): OldDid | Refusal {
  if (date !== undefined && date > today) return refuse('old-did-in-future', 'oldDid.date');
  const stated = { askedAt: at, ...(date !== undefined && { statedDate: date }) };
  const byLetter = { byLetter: true, ...(writer !== undefined && { askedOf: writer }) };
  if (cpiId === undefined) return { ...stated, cpiName: cpiName ?? '', ...byLetter };
  const operator = operators.get(cpiId);
  if (operator?.kind !== 'cpi') return refuse('operator-unknown', 'oldDid.cpiId');
  const askedOf = answering(cpiId, operators, today);
  const named = { ...stated, cpiId, cpiName: operator.name };
  return askedOf === undefined ? { ...named, ...byLetter } : { ...named, byLetter: false, askedOf };
}
