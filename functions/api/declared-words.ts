/** What a person is told of what is odd in what they declare. */
import type { Language } from '../domain/person.ts';

type Words = Readonly<Record<Language, string>>;

/** What is odd in what a person declares, by its rule. */
const warnings: Readonly<Record<string, Words>> = {
  'months-searching-long': {
    it: 'Cerchi lavoro da più tempo di quanto ne è passato dall’ultimo: controlla i mesi e la data.',
    en: 'You have been looking for longer than since your last job: check the months and the date.',
  },
  'education-age': {
    it: 'Di solito questo titolo si ottiene più avanti negli anni: controlla il titolo e l’anno.',
    en: 'This title is usually obtained at a later age: check the title and the year.',
  },
  'title-without-education': {
    it: 'C’è un titolo di studio, ma l’istruzione indicata è nessuna: controlla le due risposte.',
    en: 'There is a title of study, but the education given is none: check both answers.',
  },
  'fiscal-code-mismatch': {
    it: 'Questo dato è diverso da quello che dice il codice fiscale: l’operatore lo controlla sul documento.',
    en: 'This differs from what the fiscal code says: the operator checks it on the document.',
  },
  'fiscal-code-provisional': {
    it: 'Il codice fiscale è provvisorio: l’operatore lo controlla all’incontro. Porta il foglio su cui è scritto.',
    en: 'The fiscal code is provisional: the operator checks it at the meeting. Bring the paper on which it is written.',
  },
};

/** What a person is told of something odd in what they declare, which stops nothing. */
export function declaredWarning(rule: string, language: Language): string | undefined {
  return warnings[rule]?.[language];
}
