import { dateInRome, epochOf, type Instant, type PlainDate, startOfDay, timeInRome } from '../../domain/dates.ts';
import type { Language } from '../../domain/person.ts';

const locales = { it: 'it-IT', en: 'en-GB' } as const satisfies Record<Language, string>;
const inRome = { timeZone: 'Europe/Rome', day: 'numeric', month: 'long', year: 'numeric' } as const;
// To make a formatter takes longer than to use it a hundred times.
const formatters = (options: Intl.DateTimeFormatOptions) => ({
  it: new Intl.DateTimeFormat(locales.it, options),
  en: new Intl.DateTimeFormat(locales.en, options),
});
const weekdays = formatters({ timeZone: inRome.timeZone, weekday: 'long' });
const days = formatters(inRome);

/** A date with its weekday: «lunedì 23 novembre 2026», "Monday 23 November 2026". */
export function longDate(language: Language, date: PlainDate): string {
  return `${weekdays[language].format(epochOf(startOfDay(date)))} ${shortDate(language, date)}`;
}

/** A date without its weekday, for a subject: «23 novembre 2026»; Italian writes the first of a month «1º». */
export function shortDate(language: Language, date: PlainDate): string {
  const text = days[language].format(epochOf(startOfDay(date)));
  return language === 'it' ? text.replace(/^1 /, '1º ') : text;
}

/** An instant as a clock in Italy shows it: «lunedì 23 novembre 2026, ore 9:30 (ora italiana)». */
export function moment(language: Language, instant: Instant): string {
  const time = timeInRome(instant).replace(/^0/, '');
  const day = longDate(language, dateInRome(instant));
  return language === 'it' ? `${day}, ore ${time} (ora italiana)` : `${day}, ${time} (Italian time)`;
}

/** The same without its year, for a subject: «lunedì 23 novembre, ore 9:30». */
export function shortMoment(language: Language, instant: Instant): string {
  const year = ` ${dateInRome(instant).slice(0, 4)}`;
  return moment(language, instant)
    .replace(year, '')
    .replace(/ \((?:Italian time|ora italiana)\)/, '');
}

/**
 * A telephone number in groups of at most four digits. Easier to dial, and never six digits in a row: those are
 * always a code.
 */
export function phoneInWords(number: string): string {
  const groups = number
    .trim()
    .split(/[^0-9+]+/)
    .filter(Boolean);
  return groups.flatMap(inGroups).join(' ');
}

function inGroups(digits: string): readonly string[] {
  const [prefix, rest] = digits.startsWith('+39') ? ['+39', digits.slice(3)] : ['', digits];
  const groups = rest.length <= 4 ? [rest] : (rest.match(/\d{3,4}$|\+?\d{1,3}(?=\d{3})/g) ?? [rest]);
  return [prefix, ...groups].filter(Boolean);
}

/** The address behind a telephone number (RFC 3966), with the same groups. */
export function phoneLink(number: string): string {
  return `tel:${phoneInWords(number).replaceAll(' ', '-')}`;
}
