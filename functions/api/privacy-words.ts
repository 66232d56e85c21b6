import type { Sight } from '../domain/access.ts';
import type { Role } from '../domain/actor.ts';
import type { Language } from '../domain/person.ts';

type Words = Readonly<Record<Language, string>>;

/** What was looked at, as the citizen reads it. */
export const sightWords: Readonly<Record<Sight, Words>> = {
  case: { it: 'Ha aperto la pratica.', en: 'Opened the case.' },
  history: { it: 'Ha letto la storia della pratica.', en: 'Read the history of the case.' },
  papers: { it: 'Ha aperto o stampato un documento.', en: 'Opened or printed a paper.' },
  changes: { it: 'Ha letto le notizie che hai dato.', en: 'Read the news that you told.' },
  replies: { it: 'Ha letto le tue risposte alle email.', en: 'Read your answers to our mails.' },
  'earlier-did': { it: 'Ha letto la domanda su una DID precedente.', en: 'Read the question about an earlier DID.' },
  calendar: { it: 'Ha visto il tuo appuntamento in calendario.', en: 'Saw your appointment in the calendar.' },
  counter: { it: 'Ti ha cercato allo sportello.', en: 'Looked you up at the counter.' },
  sought: {
    it: 'Ha letto il tuo codice fiscale per cercarti, dopo una domanda INPS.',
    en: 'Read your fiscal code to look for you, after an application to INPS.',
  },
  telephone: {
    it: 'Ha letto a che punto è la pratica, con il codice per il telefono.',
    en: 'Read where the case stands, by the code for the telephone.',
  },
  record: { it: 'Ha letto la tua richiesta sui dati.', en: 'Read your request about your data.' },
  inps: { it: 'Ha dato notizia di una domanda INPS.', en: 'Told of an application to INPS.' },
  act: { it: 'Ha lavorato sulla pratica.', en: 'Worked on the case.' },
};

/** Who looked, as the citizen reads it; of an operator the name of the body is told beside it. */
export const roleWords: Readonly<Record<Exclude<Role, 'citizen'>, Words>> = {
  operator: { it: 'Una persona dell’ufficio', en: 'A person of the office' },
  manager: { it: 'Una persona della Regione', en: 'A person of the region' },
  admin: { it: 'Un amministratore del servizio', en: 'An administrator of the service' },
  inps: { it: 'L’INPS', en: 'INPS' },
  employer: { it: 'Un datore di lavoro', en: 'An employer' },
  patronato: { it: 'Una persona del patronato', en: 'A person of the patronato' },
};

/** The only citizens whose look is noted. */
export const delegateWords: Words = { it: 'La persona che hai delegato', en: 'The person whom you named as delegate' };
export const representativeWords: Words = { it: 'Chi agisce per te per legge', en: 'Who acts for you by law' };

/** What an export does not hold, and where it is. */
export const leftOutWords: readonly Words[] = [
  {
    it: 'Il testo delle risposte alle email che non sappiamo se sono tue: può essere di un’altra persona.',
    en: 'The text of answers to mail of which nobody knows whether they are yours: it may be another person’s.',
  },
  {
    it: 'Le email: il testo è nella tua casella. Qui trovi di che cosa parlano e quando sono partite.',
    en: 'The mails: their text is in your mailbox. Here is what they are about and when they left.',
  },
  {
    it: 'Il testo delle richieste degli ultimi 90 giorni: è già nei dati della pratica.',
    en: 'What each request of the last 90 days said: it is in the data of the case already.',
  },
  {
    it: 'Chi ti ha seguito negli uffici: c’è l’ufficio, non il nome della persona.',
    en: 'Who followed you in the offices: the office is there, not the name of the person.',
  },
];

/** Why an export is not whole. */
export const notProvedWords: Words = {
  it: 'Non sappiamo ancora se il codice fiscale è tuo: qui trovi solo quello che hai scritto tu.',
  en: 'It is not proved yet that the fiscal code is yours: here is only what you entered yourself.',
};
