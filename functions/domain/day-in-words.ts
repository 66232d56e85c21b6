/** A day as people write it. */
import type { PlainDate } from './dates.ts';
import type { Language } from './person.ts';

// Written out, since loading the runtime's calendar data costs each cold start some 10 ms.
const months = {
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
/** A day in words, `23 novembre 2026`; nothing for no day. */
export function dayInWords(date: PlainDate | undefined, language: Language): string {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  return date === undefined ? '' : `${day} ${months[language][(month ?? 1) - 1]} ${year}`;
}
