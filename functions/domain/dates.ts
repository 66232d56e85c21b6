// The functional build of the polyfill weighs a third of the `Temporal` object in a bundle.
import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as instants from 'temporal-polyfill/fns/Instant';
import * as days from 'temporal-polyfill/fns/PlainDate';
import * as times from 'temporal-polyfill/fns/PlainTime';
import * as zoned from 'temporal-polyfill/fns/ZonedDateTime';
import * as z from 'zod/mini';

const rome = 'Europe/Rome';

// Years beyond four digits carry a sign and would not sort as text.
const plainForm = /^\d{4}-\d{2}-\d{2}$/;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

// Every record read is checked by these, so they ask the engine and not the polyfill: the form is given, and a time that
// there is not (30 February, 24:00) is none or told as another.
function isInstant(text: string): boolean {
  if (!instantForm.test(text)) return false;
  const told = new Date(text);
  return !Number.isNaN(told.valueOf()) && told.toISOString() === text;
}

const isPlainDate = (text: string): boolean => plainForm.test(text) && isInstant(`${text}T00:00:00.000Z`);

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

// What reckoning with the outermost of years leads beyond stays at their end: a request may name any of them.
const kept = (text: string, first: string, last: string) =>
  text.startsWith('-') ? first : text.startsWith('+') ? last : text;
const asInstant = (instant: instants.Record): Instant => {
  const told = instants.toString(instant, { smallestUnit: 'millisecond' });
  return Instant.parse(kept(told, '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'));
};
const asDate = (date: days.Record): PlainDate => PlainDate.parse(kept(days.toString(date), '0000-01-01', '9999-12-31'));
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

/** The day so many calendar months after (or, if negative, before) a date; 31 January gives 28 or 29 February. */
export function addMonths(date: PlainDate, count: number): PlainDate {
  return asDate(days.addMonths(days.fromString(date, getISO), count));
}

/** The day so many calendar years after (or, if negative, before) a date; 29 February gives 28 February. */
export function addYears(date: PlainDate, count: number): PlainDate {
  return asDate(days.addYears(days.fromString(date, getISO), count));
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

/** Whole months from a day to a later one; negative if the second comes first. */
export function monthsBetween(from: PlainDate, to: PlainDate): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
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
