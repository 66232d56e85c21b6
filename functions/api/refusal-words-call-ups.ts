import type { Language } from '../domain/person.ts';
import type { callUpRefusals } from '../domain/refusals-call-ups.ts';

/** What is told of refusals about call-ups. */
export const callUpRefusalWords: Readonly<Record<keyof typeof callUpRefusals, Readonly<Record<Language, string>>>> = {
  'notice-too-short': {
    it: 'Tra la convocazione e l’incontro non c’è il preavviso che serve.',
    en: 'Between the call-up and the meeting there is not the notice that it needs.',
  },
  'channel-not-agreed': {
    it: 'Con così poco preavviso si convoca solo nel modo concordato nel patto.',
    en: 'With so little notice a person is called up only in the way agreed in the pact.',
  },
  'call-up-holiday': {
    it: 'Si convoca solo in un giorno feriale: il sabato sì, la domenica e le feste no.',
    en: 'People are called up for working days only: for Saturdays, not for Sundays and public holidays.',
  },
  'call-up-hour': {
    it: 'A quell’ora gli uffici sono chiusi: controlla l’ora.',
    en: 'Offices are closed at that hour: check the time.',
  },
  'call-up-too-far': {
    it: 'La data è troppo lontana: il calendario delle feste non arriva fin lì.',
    en: 'The day is too far away: the calendar of holidays does not reach it.',
  },
  'too-many-call-ups': {
    it: 'Ci sono già dieci convocazioni aperte: chiudine una prima.',
    en: 'Ten call-ups are open already: settle one of them first.',
  },
  'called-up-already': {
    it: 'La persona è già convocata per quell’ora.',
    en: 'The person is called up for that time already.',
  },
  'call-up-to-come': {
    it: 'L’incontro non è ancora cominciato.',
    en: 'The meeting has not begun yet.',
  },
  'call-up-begun': {
    it: 'L’incontro è già cominciato: registra chi è venuto.',
    en: 'The meeting has begun: record who came.',
  },
  'room-full': {
    it: 'La sala è piena.',
    en: 'The room is full.',
  },
};

/** The earliest time that would do. */
export const earliestWords: Readonly<Record<Language, (day: string, time: string) => string>> = {
  it: (day, time) => `Prima ora possibile: ${day}, ore ${time} (ora italiana).`,
  en: (day, time) => `Earliest possible time: ${day}, ${time} (Italian time).`,
};

/** Between which hours one can be called up. */
export const hoursWords: Readonly<Record<Language, (from: string, to: string) => string>> = {
  it: (from, to) => `Ore possibili: dalle ${from} alle ${to} (ora italiana).`,
  en: (from, to) => `Possible hours: from ${from} to ${to} (Italian time).`,
};
