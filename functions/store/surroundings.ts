import { competentCpi } from '../domain/competence.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import type { Surroundings } from '../domain/decide.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { OperatorId } from '../domain/ids.ts';
import type { Operators } from '../domain/operators.ts';
import type { Person } from '../domain/person.ts';
import { competenceKey, StoredCompetence } from './competence.ts';
import { loadOperators } from './operators.ts';
import { get, type Table } from './table.ts';

/** Around what the directory is asked. */
export interface Asked {
  readonly didCase: DidCase | undefined;
  readonly person: Person;
  readonly receivedAt: Instant;
  /** The operators that a body names. */
  readonly named: readonly OperatorId[];
  /** What was loaded before. */
  readonly loaded?: Operators | undefined;
}

/**
 * Reads what the directory tells a decision: the chosen operator, those that the body names, who followed them, and the
 * job centre of the domicile as of the receipt. That is kept with the DID at its release, and not asked for again.
 */
export async function loadSurroundings(
  table: Table,
  { didCase, person, receivedAt, named, loaded }: Asked,
): Promise<Surroundings> {
  const [operators, domicileCpiId] = await Promise.all([
    loadOperators(table, [didCase?.operatorId, ...named], loaded),
    didCase?.competentCpiId !== undefined && didCase.status !== 'registered'
      ? didCase.competentCpiId
      : domicileCpi(table, person, receivedAt),
  ]);
  return { operators, operator: operators.get(didCase?.operatorId ?? ''), domicileCpiId };
}

async function domicileCpi(table: Table, { domicile }: Person, at: Instant): Promise<OperatorId | undefined> {
  const stored = await get(table, competenceKey(domicile.municipality), StoredCompetence);
  return competentCpi(stored?.competence, dateInRome(at));
}
