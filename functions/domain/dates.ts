// The functional build of the polyfill weighs a third of the `Temporal` object in a bundle.
import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as instants from 'temporal-polyfill/fns/Instant';
import * as days from 'temporal-polyfill/fns/PlainDate';
import * as times from 'temporal-polyfill/fns/PlainTime';
import * as zoned from 'temporal-polyfill/fns/ZonedDateTime';
import * as z from 'zod/mini';

const rome = 'Europe/Rome';

// Years beyond four digits carry a sign and would not sort as text.
const fourDigitYear = /^\d{4}-/;

function isPlainDate(text: string): boolean {
  try {
    return fourDigitYear.test(text) && days.toString(days.fromString(text, getISO)) === text;
  } catch {
    return false;
  }
}

function isInstant(text: string): boolean {
  try {
    return instants.toString(instants.fromString(text), { smallestUnit: 'millisecond' }) === text;
  } catch {
    return false;
  }
}

/** A legal date `YYYY-MM-DD`, a day in Europe/Rome. As text it sorts and compares as a date. */
export const PlainDate = z
  .string()
  .check(z.refine(isPlainDate, { error: 'plain-date' }))
  .brand<'PlainDate'>();
export type PlainDate = z.infer<typeof PlainDate>;

/** A point in time, UTC with milliseconds (`2026-11-23T22:59:58.000Z`). As text it sorts and compares as an instant. */
export const Instant = z
  .string()
  .check(z.refine(isInstant, { error: 'instant' }))
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

const asInstant = (instant: instants.Record): Instant =>
  Instant.parse(instants.toString(instant, { smallestUnit: 'millisecond' }));
const asDate = (date: days.Record): PlainDate => PlainDate.parse(days.toString(date));
const inRome = (instant: Instant) => instants.toZonedDateTimeISO(instants.fromString(instant), rome);

/** The instant of so many milliseconds since 1970-01-01T00:00Z. */
export function instantOf(epochMilliseconds: number): Instant {
  return asInstant(instants.fromEpochMilliseconds(epochMilliseconds));
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochOf(instant: Instant): number {
  return instants.fromString(instant).epochMilliseconds;
}

/** The day in Europe/Rome on which an instant falls: the legal date of what was received then. */
export function dateInRome(instant: Instant): PlainDate {
  return asDate(zoned.toPlainDate(inRome(instant)));
}

/** The hour and minute in Europe/Rome, `HH:MM`, at which an instant falls. */
export function timeInRome(instant: Instant): string {
  return times.toString(zoned.toPlainTime(inRome(instant)), { smallestUnit: 'minute' });
}

/** The day so many calendar days after (or, if negative, before) a date. */
export function addDays(date: PlainDate, count: number): PlainDate {
  return asDate(days.addDays(days.fromString(date, getISO), count));
}

/** The day so many calendar years after (or, if negative, before) a date; 29 February gives 28 February. */
export function addYears(date: PlainDate, count: number): PlainDate {
  return asDate(days.addYears(days.fromString(date, getISO), count));
}

/** The day so many calendar months after a date; where the month is shorter, its last: 31 December and 2 give 28 February. */
export function addMonths(date: PlainDate, count: number): PlainDate {
  return asDate(days.addMonths(days.fromString(date, getISO), count));
}

/** The instant so many seconds after another. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return asInstant(instants.addSeconds(instants.fromString(instant), seconds));
}

/** The first instant of a day in Europe/Rome. */
export function startOfDay(date: PlainDate): Instant {
  return asInstant(zoned.toInstant(days.toZonedDateTime(days.fromString(date, getISO), rome)));
}

/** The day of the week of a date, 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: PlainDate): number {
  return days.dayOfWeek(days.fromString(date, getISO));
}

/**
 * The instant at which clocks in Rome show a time (`HH:MM`) on a day: the first if they show it twice; where they skip
 * it, the one as long after midnight as if they did not.
 */
export function instantAt(date: PlainDate, time: string): Instant {
  const plainTime = times.fromString(time);
  return asInstant(zoned.toInstant(days.toZonedDateTime(days.fromString(date, getISO), { timeZone: rome, plainTime })));
}

/** Whole days from one instant to a later one (24 h each); negative if the second comes first. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((epochOf(to) - epochOf(from)) / 86_400_000);
}

/** How many days in Rome a span lasts of which both the first and the last day count; 1 for a single day. */
export function daysOf(first: PlainDate, last: PlainDate): number {
  // A day is 23 or 25 hours long when the clocks change.
  return Math.round((epochOf(startOfDay(last)) - epochOf(startOfDay(first))) / 86_400_000) + 1;
}
