/** The hours of an office, as it enters them; apart from the calendar of holidays, which few functions need. */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';

/** An hour and minute that clocks in Rome show. */
const ClockTime = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'clock-time' }));

/** Hours of one day of the week, 1 (Monday) to 7 (Sunday); the desk closes at `to`. */
const DeskDay = z
  .strictObject({ day: z.int().check(z.minimum(1), z.maximum(7)), from: ClockTime, to: ClockTime })
  .check(z.refine(({ from, to }) => from < to, { error: 'desk-hours' }));

export type DeskDay = z.infer<typeof DeskDay>;

const overlap = (a: DeskDay, b: DeskDay) => a !== b && a.day === b.day && a.from < b.to && b.from < a.to;

/**
 * When an office meets people by appointment (S0:23). `weekly`: hours in Italian time, none that overlap; empty where
 * appointments are made by telephone only. `places`: people met at once. `closedOn`: days beside the national holidays,
 * such as the feast of the town's patron.
 */
export const DeskHours = z.strictObject({
  weekly: z.array(DeskDay).check(
    z.maxLength(28),
    z.refine((hours) => !hours.some((a) => hours.some((b) => overlap(a, b))), { error: 'desk-hours' }),
  ),
  slotMinutes: z.int().check(z.minimum(5), z.maximum(240)),
  places: z.int().check(z.minimum(1), z.maximum(50)),
  closedOn: z.array(PlainDate).check(z.maxLength(200)),
});
export type DeskHours = z.infer<typeof DeskHours>;

/** The longest that a slot lasts, in seconds. */
export const longestSlot = 240 * 60;
