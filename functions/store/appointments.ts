/** The calendar of an office: one item a place and time, which only one DID can hold. */
import * as z from 'zod/mini';
import { type Appointment, appointmentOutcomes, bookingChannels, isToCome, samePlace } from '../domain/appointment.ts';
import { addSeconds, Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { longestSlot } from '../domain/desk-hours.ts';
import { AppointmentId, DeclarationId, type OperatorId } from '../domain/ids.ts';
import type { Taken } from '../domain/slots.ts';
import { seatWrites } from './rooms.ts';
import {
  encode,
  encodeKey,
  type Key,
  type Page,
  type PageAsked,
  put,
  readPage,
  type Table,
  update,
  type Write,
} from './table.ts';

/** A place that is taken: when, which, and by which DID. One of an appointment that is over is kept. */
export const TakenPlace = z.object({
  startsAt: Instant,
  endsAt: Instant,
  place: z.int(),
  declarationId: DeclarationId,
  appointmentId: AppointmentId,
  channel: z.enum(bookingChannels),
  outcome: z.optional(z.enum(appointmentOutcomes)),
});
export type TakenPlace = z.infer<typeof TakenPlace>;

const calendarOf = (operatorId: string) => `CALENDAR#${operatorId}`;
const placeKey = ({ operatorId, startsAt, place }: Appointment): Key => ({
  pk: calendarOf(operatorId),
  sk: `SLOT#${startsAt}#${String(place).padStart(2, '0')}`,
});

/** Takes a place that nobody holds; of two who try at once one loses. */
function takePlace(table: Table, appointment: Appointment, declarationId: DeclarationId): Write {
  const { id: appointmentId, startsAt, endsAt, place, channel } = appointment;
  const item = { entity: 'place', startsAt, endsAt, place, channel, declarationId, appointmentId };
  return put(table, 'place', { ...placeKey(appointment), ...item });
}

/** Sets the place of an appointment free; one that is free, or was given to another, stays as it is. */
function freePlace(table: Table, appointment: Appointment): Write {
  return {
    label: 'place',
    item: {
      Delete: {
        TableName: table.name,
        Key: encodeKey(placeKey(appointment)),
        ConditionExpression: 'attribute_not_exists(pk) OR appointmentId = :own',
        ExpressionAttributeValues: { ':own': encode(appointment.id) },
      },
    },
  };
}

/**
 * What a change of a case does to the calendar of the office, in the same transaction whoever writes it: a new
 * appointment takes its place, one that is moved or gone leaves its own unless it has begun, an outcome is noted. The
 * seats of those who are called up together follow the same way.
 * @param at the legal instant of the change
 */
export function placeWrites(table: Table, before: DidCase | undefined, after: DidCase, at: Instant): Write[] {
  return [...slotWrites(table, before, after, at), ...seatWrites(table, before, after, at)];
}

function slotWrites(table: Table, before: DidCase | undefined, after: DidCase, at: Instant): Write[] {
  const was = before?.appointment;
  const is = after.appointment;
  if (!samePlace(was, is)) {
    return [
      ...(isToCome(was, at) ? [freePlace(table, was)] : []),
      ...(is ? [takePlace(table, is, after.declarationId)] : []),
    ];
  }
  if (!is || is.outcome === was?.outcome) return [];
  const own = { expression: 'appointmentId = :own', values: { ':own': is.id } };
  return [update(table, 'place', placeKey(is), { outcome: is.outcome }, own)];
}

/** The places of an office that are taken at some time between two instants. */
export async function takenPlaces(
  table: Table,
  operatorId: OperatorId,
  from: Instant,
  to: Instant,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  let cursor: string | undefined;
  do {
    // One that began before may still last.
    const page = await readCalendar(table, operatorId, { from: addSeconds(from, -longestSlot), to, cursor });
    taken.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return taken.filter(({ endsAt }) => endsAt > from);
}

/** What to read of a calendar: what begins from one instant until before another. */
export interface CalendarQuery extends PageAsked {
  readonly from: Instant;
  readonly to: Instant;
}

/** A page of an office's calendar, in order of time; consistent, since it decides who finds a place free. */
export function readCalendar(
  table: Table,
  operatorId: OperatorId,
  { from, to, ...asked }: CalendarQuery,
): Promise<Page<TakenPlace>> {
  return readPage(table, { pk: calendarOf(operatorId), first: `SLOT#${from}`, last: `SLOT#${to}` }, asked, TakenPlace);
}
