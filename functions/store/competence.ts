import * as z from 'zod/mini';
import { Competence } from '../domain/competence.ts';
import { encode, get, type Key, overwrite, queryAll, type Table, type Write } from './table.ts';

const partition = 'DIRECTORY#COMPETENCE';

/** A municipality as the record has it. */
export const StoredCompetence = z.object({ competence: Competence });

/** The key of a municipality in the table of competences. */
export const competenceKey = (municipality: string): Key => ({ pk: partition, sk: municipality });

/** A municipality by its code, as far as the table of competences knows it. */
export async function getMunicipality(table: Table, code: string): Promise<Competence | undefined> {
  return (await get(table, competenceKey(code), StoredCompetence))?.competence;
}

/** The whole table of competences, by the codes of the municipalities. */
export async function readCompetences(table: Table): Promise<ReadonlyMap<string, Competence>> {
  const rows = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': encode(partition) },
      ConsistentRead: true,
    },
    StoredCompetence,
  );
  return new Map(rows.map(({ competence }) => [competence.municipality, competence]));
}

/** How many municipalities one transaction holds. */
export const competencesAtOnce = 90;

/** The writes of some municipalities, whatever was known of them. */
export function saveCompetences(table: Table, competences: readonly Competence[]): Write[] {
  return competences.map((competence) =>
    overwrite(table, 'competence', {
      ...competenceKey(competence.municipality),
      entity: 'competence',
      competence,
    }),
  );
}
