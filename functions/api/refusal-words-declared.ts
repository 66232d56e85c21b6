import type { Language } from '../domain/person.ts';
import type { declaredRefusals } from '../domain/refusals-declared.ts';

type Words = Readonly<Record<Language, string>>;

/** What is told of refusals about what a person declares. */
export const declaredRefusalWords: Readonly<Record<keyof typeof declaredRefusals, Words>> = {
  'job-before-birth': {
    it: 'A questa data non eri ancora nato o nata: controlla la data del lavoro e quella di nascita.',
    en: 'On this date you were not born yet: check the date of the job and your date of birth.',
  },
  'job-before-working-age': {
    it: 'A questa data avevi meno dell’età in cui si può lavorare: controlla la data del lavoro e quella di nascita.',
    en: 'On this date you were younger than anybody may work: check the date of the job and your date of birth.',
  },
  'job-dates-reversed': {
    it: 'Il primo giorno di lavoro viene prima dell’ultimo: controlla le due date.',
    en: 'The first day of a job comes before the last one: check both dates.',
  },
  'never-worked': {
    it: 'Hai scritto di non avere mai lavorato: togli i dati dell’ultimo lavoro, oppure correggi quella risposta.',
    en: 'You wrote that you never worked: take the data of the last job out, or put that answer right.',
  },
  'title-year-impossible': {
    it: 'In quest’anno non puoi avere ottenuto il titolo: controlla l’anno.',
    en: 'You cannot have obtained the title in this year: check the year.',
  },
  'privacy-notice-unknown': {
    it: 'Questa versione dell’informativa sulla privacy non esiste: leggi quella di oggi e indicala.',
    en: 'There is no such version of the privacy notice: read the one of today and name it.',
  },
  'privacy-notice-superseded': {
    it: 'L’informativa sulla privacy è cambiata: leggi quella di oggi e indicala.',
    en: 'The privacy notice has changed: read the one of today and name it.',
  },
  'declaration-text-unknown': {
    it: 'Questo testo della dichiarazione non esiste: ricarica la pagina e leggi quello di oggi.',
    en: 'There is no such text of the declaration: load the page again and read the one of today.',
  },
  'declaration-text-superseded': {
    it: 'Il testo della dichiarazione è cambiato: ricarica la pagina, leggilo e rilascia la DID.',
    en: 'The text of the declaration has changed: load the page again, read it and release the DID.',
  },
  'fiscal-code-unread': {
    it: 'Il codice fiscale è provvisorio: leggilo sul documento che la persona mostra e scrivilo qui.',
    en: 'The fiscal code is provisional: read it on the paper that the person shows and write it here.',
  },
  'fiscal-code-differs': {
    it: 'Il codice fiscale letto sul documento è diverso da quello della pratica: ricontrollalo, o proponi la correzione.',
    en: 'The fiscal code read on the paper differs from that of the case: check it again, or propose a correction.',
  },
  'fiscal-code-same': {
    it: 'Questo è già il codice fiscale della pratica: non c’è nulla da correggere.',
    en: 'This is the fiscal code of the case already: there is nothing to put right.',
  },
  'fiscal-code-provisional-again': {
    it: 'Al posto di un codice fiscale definitivo non può andare uno provvisorio: scrivi quello di 16 caratteri.',
    en: 'A provisional fiscal code cannot take the place of a definitive one: write the one of 16 characters.',
  },
  'fiscal-code-held': {
    it: 'Questo codice fiscale è già di un’altra scheda: prima va chiarito se è la stessa persona.',
    en: 'This fiscal code is that of another record already: first find out whether it is the same person.',
  },
};
