/**
 * Writes `functions/domain/data/holidays.json`, the calendar that offices are closed by, from the package
 * `date-holidays`, which is too heavy to be loaded at run time. Run it once in a few years: `npm run holidays`.
 */
import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

/** First and last year of the calendar. */
const years = [2026, 2036] as const;

/** The towns of Lombardy whose patron the package knows: the names of its regions, and ours. */
const patrons = [{ state: '25', region: 'MI', town: 'Milano' }] as const;

function publicDays(of: Holidays): string[] {
  const [first, last] = years;
  const all = Array.from({ length: last - first + 1 }, (_, index) => of.getHolidays(first + index)).flat();
  const days = all.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10));
  return [...new Set(days)].toSorted();
}

/** The calendar: the national holidays, and what some towns of Lombardy have beside them. */
export function holidays() {
  const national = publicDays(new Holidays('IT'));
  const ofTown = ({ state, region }: (typeof patrons)[number]) =>
    publicDays(new Holidays('IT', state, region)).filter((day) => !national.includes(day));
  const [first, last] = years;
  return {
    source: 'date-holidays (data CC BY-SA 3.0, from Wikipedia)',
    from: `${first}-01-01`,
    to: `${last}-12-31`,
    national,
    towns: Object.fromEntries(patrons.map((patron) => [patron.town, ofTown(patron)])),
  };
}

/** The file's text. */
export const holidaysFile = () => `${JSON.stringify(holidays(), null, 2)}\n`;

export const holidaysPath = new URL('../functions/domain/data/holidays.json', import.meta.url);

if (import.meta.main) writeFileSync(holidaysPath, holidaysFile());
