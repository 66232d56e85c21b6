import { competentCpi } from '../domain/competence.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import type { Facts, Surroundings } from '../domain/decide.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { OperatorId } from '../domain/ids.ts';
import type { Verb } from '../domain/lifecycle.ts';
import type { Operators } from '../domain/operators.ts';
import { hasShiftableTerm } from '../domain/outages.ts';
import type { Person } from '../domain/person.ts';
import { competenceKey, StoredCompetence } from './competence.ts';
import { loadOperators } from './operators.ts';
import { outagesFor } from './outages.ts';
import { get, type Table } from './table.ts';

/** Around what the directory is asked. */
export interface Asked {
  readonly didCase: DidCase | undefined;
  readonly person: Person;
  readonly receivedAt: Instant;
  /** The operators that a body names. */
  readonly named: readonly OperatorId[];
  /** The verb that is decided on, if it is one. */
  readonly verb?: Verb;
  /** What was loaded before. */
  readonly loaded?: Operators | undefined;
}

/**
 * Reads what the directory tells a decision: the chosen operator, those that the body names, who followed them, and the
 * job centre of the domicile as of the receipt. That is kept with the DID at its release, and not asked for again. Where a
 * term runs that an outage shifts, and the decision may look at it, the register of outages is read too.
 */
export async function loadSurroundings(
  table: Table,
  { didCase, person, receivedAt, named, verb, loaded }: Asked,
): Promise<Surroundings & Pick<Facts, 'outages'>> {
  const [operators, domicileCpiId, outages] = await Promise.all([
    loadOperators(table, [didCase?.operatorId, ...named], loaded),
    didCase?.competentCpiId !== undefined && didCase.status !== 'registered'
      ? didCase.competentCpiId
      : domicileCpi(table, person, receivedAt),
    didCase && hasShiftableTerm(didCase, verb) ? outagesFor(table, didCase) : undefined,
  ]);
  return { operators, operator: operators.get(didCase?.operatorId ?? ''), domicileCpiId, outages };
}

async function domicileCpi(table: Table, { domicile }: Person, at: Instant): Promise<OperatorId | undefined> {
  const stored = await get(table, competenceKey(domicile.municipality), StoredCompetence);
  return competentCpi(stored?.competence, dateInRome(at));
}
