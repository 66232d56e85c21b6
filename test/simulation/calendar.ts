/** The simulated year in Europe/Rome: its days, when people come, and when offices are open. Instants are epoch ms. */
import { addDays, epochOf, PlainDate, startOfDay } from '../../functions/domain/dates.ts';
import { type Lots, waitingTime, weighted } from './chance.ts';
import type { Parameters } from './parameters.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A day of the year. */
export interface Day {
  readonly date: PlainDate;
  /** Its first instant. */
  readonly begins: number;
  /** 0 for January. */
  readonly month: number;
  readonly working: boolean;
  /** How many people come on it, in relation to other days. */
  readonly weight: number;
}

export interface Calendar {
  readonly days: readonly Day[];
  /** Days of the next year on which appointments can still be given. */
  readonly afterwards: readonly Day[];
  readonly begins: number;
  readonly ends: number;
  /** When the portal opens. */
  readonly opens: number;
  /** How many people wait for the opening, in relation to the weights of days. */
  readonly pentUp: number;
}

/** The days of the year of the parameters, which may be any. */
export function calendarOf(parameters: Parameters): Calendar {
  const { year, months, weekdays, holidays, opensOn, opensAtHour, daysPentUp } = parameters;
  const first = PlainDate.parse(`${year.value}-01-01`);
  const opensDate = `${year.value}-${opensOn.value}`;
  const all: Day[] = [];
  for (let date = first; date < `${year.value + 1}-03-01`; date = addDays(date, 1)) {
    const month = Number(date.slice(5, 7)) - 1;
    const begins = epochOf(startOfDay(date));
    // 1 January 1970 was a Thursday; noon in Rome is the same day in UTC.
    const weekday = (Math.floor((begins + 12 * hour) / day) + 3) % 7;
    const holiday = holidays.value.includes(date.slice(5));
    all.push({
      date,
      begins,
      month,
      working: weekday < 5 && !holiday,
      weight: date < opensDate ? 0 : (months.value[month] ?? 0) * (weekdays.value[holiday ? 6 : weekday] ?? 0),
    });
  }
  const days = all.filter(({ date }) => date.startsWith(String(year.value)));
  const january = days.filter(({ month, weight }) => month === 0 && weight > 0);
  const mean = january.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, january.length);
  const opening = days.find(({ date }) => date === opensDate);
  const last = days.at(-1);
  if (!opening || !last) throw new Error('the portal does not open in this year');
  return {
    days,
    afterwards: all.slice(days.length),
    begins: epochOf(startOfDay(first)),
    ends: epochOf(startOfDay(addDays(last.date, 1))),
    opens: opening.begins + opensAtHour.value * hour,
    pentUp: mean * daysPentUp.value,
  };
}

/** When each of so many people begins, in the order of time: some at the opening, the others over days and hours. */
export function arrivals(
  calendar: Calendar,
  parameters: Parameters,
  count: number,
  lotsFor: (index: number) => Lots,
): number[] {
  const weights = [calendar.pentUp, ...calendar.days.map(({ weight }) => weight)];
  return Array.from({ length: count }, (_, index) => {
    const lots = lotsFor(index);
    // Spread evenly over the year, so that a small run has the seasons of a large one.
    const drawn = weighted((index + lots('arrival-day')) / count, weights);
    const arrived = calendar.days[drawn - 1];
    if (!arrived)
      return calendar.opens + waitingTime(lots('arrival'), parameters.minutesToArriveAtOpening.value * minute);
    const at = arrived.begins + (weighted(lots('arrival-hour'), parameters.hours.value) + lots('arrival')) * hour;
    return Math.max(at, calendar.opens);
  });
}

/** The instant as an index of minutes of the year; `undefined` outside it. */
export function minuteOf(calendar: Calendar, at: number): number | undefined {
  return at >= calendar.begins && at < calendar.ends ? Math.floor((at - calendar.begins) / minute) : undefined;
}
