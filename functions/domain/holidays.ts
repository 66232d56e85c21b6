import calendar from './data/holidays.json' with { type: 'json' };
import { PlainDate } from './dates.ts';

const national: ReadonlySet<string> = new Set(calendar.national);
const ofTowns: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(calendar.towns));

/** The last day that the calendar of holidays knows; offices are not offered beyond it. */
export const lastKnownDay = PlainDate.parse(calendar.to);

/** Whether the calendar reaches a day. */
export const isKnown = (day: PlainDate) => day <= lastKnownDay;

/** Whether a day is a national holiday or the feast of a town's patron, by the name of the town. */
export function isHoliday(day: PlainDate, town: string): boolean {
  return national.has(day) || (ofTowns.get(town)?.includes(day) ?? false);
}

/** Whether a day is a public holiday everywhere in Italy; Sundays are not told. */
export const isPublicHoliday = (day: PlainDate) => national.has(day);
