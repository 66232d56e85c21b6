/** The mandates that people give: each kept with the person's record, with a line under its patronato or its delegate. */
import { addDays, epochOf, type Instant, type PlainDate, startOfDay } from '../domain/dates.ts';
import type { CitizenId, MandateId, PatronatoId } from '../domain/ids.ts';
import { Mandate } from '../domain/mandates.ts';
import {
  encode,
  get,
  hold,
  type Key,
  type Page,
  type PageAsked,
  put,
  queryAll,
  readPage,
  type Table,
  update,
  type Write,
} from './table.ts';

const keyOf = (citizenId: CitizenId, id: MandateId): Key => ({ pk: `CITIZEN#${citizenId}`, sk: `MANDATE#${id}` });
// One a patronato and person: it is found by who asks about whom, and lists whom a patronato helps.
const lineKey = (patronatoId: PatronatoId, citizenId: CitizenId): Key => ({
  pk: `PATRONATO#${patronatoId}`,
  sk: `MANDATE#${citizenId}`,
});
// One a delegate and person, under the keyed hash of the delegate's fiscal code.
const delegationKey = (mac: string, citizenId: CitizenId): Key => ({
  pk: `CF#1#${mac}`,
  sk: `DELEGATION#${citizenId}`,
});

/** The line by which a mandate is found. */
function lineOf({ patronatoId, delegateMac, citizenId }: Mandate): Key {
  if (patronatoId !== undefined) return lineKey(patronatoId, citizenId);
  if (delegateMac === undefined) throw new Error('a mandate to nobody');
  return delegationKey(delegateMac, citizenId);
}

/**
 * Keeps a mandate. The write labelled `mandate-line` is lost if who gets it has one of the person already that is not
 * over. The line goes by itself after the last day; the mandate stays with the record.
 * @param today the day in Europe/Rome
 */
export function giveMandate(table: Table, mandate: Mandate, today: PlainDate): Write[] {
  const { citizenId, patronatoId, mandateId, until } = mandate;
  const entity = patronatoId === undefined ? 'delegation' : 'mandate-line';
  const ttl = Math.floor(epochOf(startOfDay(addDays(until, 1))) / 1000);
  const line = { ...lineOf(mandate), entity, ...mandate, ttl };
  return [
    put(table, 'mandate', { ...keyOf(citizenId, mandateId), entity: 'mandate', ...mandate }),
    put(table, 'mandate-line', line, {
      expression: 'attribute_not_exists(pk) OR attribute_exists(endedAt) OR #until < :today',
      names: { '#until': 'until' },
      values: { ':today': today },
    }),
  ];
}

/** Ends a mandate at once, for a reason where an office does: an act on it that is under way meets it and fails. */
export function endMandate(table: Table, mandate: Mandate, endedAt: Instant, because?: string): Write[] {
  const { citizenId, mandateId } = mandate;
  const itself = { expression: 'mandateId = :id AND attribute_not_exists(endedAt)', values: { ':id': mandateId } };
  return [
    update(
      table,
      'mandate',
      keyOf(citizenId, mandateId),
      { endedAt, ...(because !== undefined && { endedBecause: because }) },
      itself,
    ),
    update(table, 'mandate-line', lineOf(mandate), { endedAt }, itself),
  ];
}

/** Holds an act to the mandate that it rests on: lost if it was taken back meanwhile. */
export function holdMandate(table: Table, mandate: Mandate): Write {
  const { mandateId } = mandate;
  return hold(table, 'mandate', lineOf(mandate), {
    expression: 'mandateId = :id AND attribute_not_exists(endedAt)',
    values: { ':id': mandateId },
  });
}

/** A mandate of a person. */
export function getMandate(table: Table, citizenId: CitizenId, id: MandateId): Promise<Mandate | undefined> {
  return get(table, keyOf(citizenId, id), Mandate);
}

/** The latest mandate of a person to a patronato, in force or over. */
export function latestMandate(
  table: Table,
  patronatoId: PatronatoId,
  citizenId: CitizenId,
): Promise<Mandate | undefined> {
  return get(table, lineKey(patronatoId, citizenId), Mandate);
}

/** All mandates that a person gave, the newest first. */
export async function mandatesOf(table: Table, citizenId: CitizenId): Promise<Mandate[]> {
  const all = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :mandate)',
      ExpressionAttributeValues: { ':pk': encode(`CITIZEN#${citizenId}`), ':mandate': encode('MANDATE#') },
      ConsistentRead: true,
    },
    Mandate,
  );
  return all.sort((one, other) => other.givenAt.localeCompare(one.givenAt));
}

/** A page of the latest mandates to a patronato, one a person, in no order that says anything. */
export function mandatesTo(table: Table, patronatoId: PatronatoId, asked: PageAsked): Promise<Page<Mandate>> {
  return readPage(table, { pk: `PATRONATO#${patronatoId}`, prefix: 'MANDATE#' }, asked, Mandate);
}

/** The latest mandate of a person to a delegate, in force or over. */
export function latestDelegation(table: Table, mac: string, citizenId: CitizenId): Promise<Mandate | undefined> {
  return get(table, delegationKey(mac, citizenId), Mandate);
}

/** A page of the latest mandates to a delegate, one a person. */
export function delegationsTo(table: Table, mac: string, asked: PageAsked): Promise<Page<Mandate>> {
  return readPage(table, { pk: `CF#1#${mac}`, prefix: 'DELEGATION#' }, asked, Mandate);
}
