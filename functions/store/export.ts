/** All that the record holds of one citizen, item by item: partitions are walked, so that nothing is left out by name. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import type { CitizenRecord } from './citizens.ts';
import { fileIdOf } from './inps.ts';
import { encode, NoSuchPage, query, queryAll, type Table } from './table.ts';

/** An item as it stands, with its key. */
export const RawItem = z.looseObject({ pk: z.string(), sk: z.string(), entity: z.string() });
export type RawItem = z.infer<typeof RawItem>;

/** Where a page begins: which of the citizen's partitions, and after which sort key of it. */
const Place = z.strictObject({
  part: z.int().check(z.minimum(0)),
  after: z.optional(z.string().check(z.maxLength(600))),
});

/** A page of what is held, and where the next one begins. */
export interface ExportPage {
  readonly items: readonly RawItem[];
  readonly cursor?: string;
}

function placeOf(cursor: string | undefined, parts: number): z.infer<typeof Place> {
  if (cursor === undefined) return { part: 0 };
  try {
    const place = Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (place.part < parts && place.after !== '') return place;
  } catch {
    throw new NoSuchPage();
  }
  throw new NoSuchPage();
}

const cursorOf = (place: z.infer<typeof Place>) => Buffer.from(JSON.stringify(place)).toString('base64url');

const Line = z.object({ declarationId: DeclarationId, registeredAt: Instant });

/**
 * A citizen's partitions, in an order that a DID which comes later does not change.
 * @param withCode whether also what others entered under the fiscal code, and who looked
 */
export async function partitionsOf(
  table: Table,
  { citizenId, fiscalCodeGuard, formerCodes = [] }: CitizenRecord,
  withCode: boolean,
): Promise<readonly string[]> {
  const lines = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :did)',
      ExpressionAttributeValues: { ':pk': encode(`CITIZEN#${citizenId}`), ':did': encode('DID#') },
      ConsistentRead: true,
    },
    Line,
  );
  const inOrder = lines.sort((a, b) => a.registeredAt.localeCompare(b.registeredAt));
  const codes = [fiscalCodeGuard, ...formerCodes.map(({ guard }) => guard)];
  return [
    `CITIZEN#${citizenId}`,
    // Who read the code to look for them is noted by it: nobody knew yet whose it was.
    ...(withCode
      ? [...codes.map((mac) => `CF#1#${mac}`), `ACCESS#${citizenId}`, ...codes.map((mac) => `ACCESS#${fileIdOf(mac)}`)]
      : []),
    ...inOrder.map(({ declarationId }) => `DID#${declarationId}`),
  ];
}

/** Items of a page: far below what an answer can hold, whatever stands in them. */
const rows = 50;

/**
 * A page of a citizen's partitions, of one partition at a time; the next begins where this one ends. Throws `NoSuchPage`
 * for a cursor of something else.
 */
export async function readPartitions(
  table: Table,
  partitions: readonly string[],
  cursor: string | undefined,
): Promise<ExportPage> {
  const start = placeOf(cursor, partitions.length);
  let { after } = start;
  for (let { part } = start; part < partitions.length; part += 1) {
    const pk = partitions[part] ?? '';
    const page = await query(
      table,
      {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': encode(pk) },
        ConsistentRead: true,
        Limit: rows,
        ...(after !== undefined && { ExclusiveStartKey: { pk: { S: pk }, sk: { S: after } } }),
      },
      RawItem,
    );
    const last = page.items.at(-1);
    if (page.cursor !== undefined && last) return { items: page.items, cursor: cursorOf({ part, after: last.sk }) };
    after = undefined;
    if (last)
      return { items: page.items, ...(part + 1 < partitions.length && { cursor: cursorOf({ part: part + 1 }) }) };
  }
  return { items: [] };
}
