/** When an office can be met: its desk hours, cut into slots, without Sundays of law and days on which it is closed. */
import { addSeconds, dateInRome, type Instant, instantAt, type PlainDate, timeInRome, weekdayOf } from './dates.ts';
import type { DeskDay, DeskHours } from './desk-hours.ts';
import { isHoliday } from './holidays.ts';

/** A time at which an office can be met. */
export interface Slot {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/**
 * The slots of an office on a day, in order: its hours cut into slots of equal length, what is left over is not offered.
 * None on a Sunday or holiday that the calendar of its town knows, nor on its own closed days. When clocks change, only
 * times that they show within the hours are offered, each instant once and every slot of full length.
 */
export function slotsOn(desk: DeskHours, town: string, day: PlainDate): Slot[] {
  if (desk.closedOn.includes(day) || isHoliday(day, town)) return [];
  const hours = desk.weekly.filter((window) => window.day === weekdayOf(day));
  return hours
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .flatMap((window) => [...slotsWithin(desk.slotMinutes * 60, day, window)]);
}

function* slotsWithin(seconds: number, day: PlainDate, { from, to }: DeskDay): Generator<Slot> {
  const close = instantAt(day, to);
  for (let startsAt = instantAt(day, from); ; ) {
    const endsAt = addSeconds(startsAt, seconds);
    if (endsAt > close) return;
    const shown = timeInRome(startsAt);
    if (from <= shown && shown < to) yield { startsAt, endsAt };
    startsAt = endsAt;
  }
}

/** The slot that begins at an instant; `undefined` if the office offers none. */
export function slotAt(desk: DeskHours, town: string, startsAt: Instant): Slot | undefined {
  return slotsOn(desk, town, dateInRome(startsAt)).find((slot) => slot.startsAt === startsAt);
}

/** Somebody's place in an office's calendar. */
export interface Taken extends Slot {
  readonly place: number;
}

/** The places of an office, 1 onwards, that are free for a whole slot; one taken under other hours counts as well. */
export function freePlaces(desk: DeskHours, slot: Slot, taken: readonly Taken[]): number[] {
  const busy = taken.filter((other) => other.startsAt < slot.endsAt && slot.startsAt < other.endsAt);
  const places = Array.from({ length: desk.places }, (_, index) => index + 1);
  return places.filter((place) => !busy.some((other) => other.place === place));
}
