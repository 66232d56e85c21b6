/** The register of outages: few entries, all in one partition, read at once. */
import type { DidCase } from '../domain/declaration.ts';
import type { CommandId } from '../domain/ids.ts';
import { hasShiftableTerm, StoredOutage } from '../domain/outages.ts';
import type { Outage } from '../domain/terms.ts';
import { encode, get, type Key, put, queryAll, type Table, type Write } from './table.ts';

const partition = 'OUTAGES';
const key = (id: CommandId): Key => ({ pk: partition, sk: `OUTAGE#${id}` });

/** Every entry of the register, whether or not it was confirmed, by the time at which it began. */
export async function readOutages(table: Table): Promise<StoredOutage[]> {
  const stored = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :outage)',
      ExpressionAttributeValues: { ':pk': encode(partition), ':outage': encode('OUTAGE#') },
      ConsistentRead: true,
    },
    StoredOutage,
  );
  return stored.sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** One entry of the register. */
export const getOutage = (table: Table, id: CommandId): Promise<StoredOutage | undefined> =>
  get(table, key(id), StoredOutage);

/** Enters an outage, once. */
export const enterOutage = (table: Table, outage: StoredOutage): Write =>
  put(table, 'outage', { ...key(outage.id), entity: 'outage', ...outage });

/** Writes an entry that another administrator has confirmed, if nobody did before. */
export const confirmEntry = (table: Table, outage: StoredOutage): Write =>
  put(
    table,
    'outage',
    { ...key(outage.id), entity: 'outage', ...outage },
    { expression: 'attribute_exists(pk) AND attribute_not_exists(confirmed)' },
  );

/** The outages that shift the terms of cases; `undefined`, and nothing read, where no term runs that one could shift. */
export async function outagesFor(
  table: Table,
  ...cases: readonly (DidCase | undefined)[]
): Promise<readonly Outage[] | undefined> {
  if (!cases.some((didCase) => didCase && hasShiftableTerm(didCase))) return undefined;
  return (await readOutages(table)).filter(({ confirmed }) => confirmed !== undefined);
}
