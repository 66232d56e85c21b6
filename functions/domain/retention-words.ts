/** What each term of retention is about, in words: they are shown to anybody as they stand. */
import type { Language } from './person.ts';
import type { RetentionId } from './retention-terms.ts';

type Words = Readonly<Record<Language, string>>;

/** What is kept, since when its term counts, and what becomes of it then. */
export interface TermInWords {
  readonly what: Words;
  readonly since: Words;
  readonly afterwards: Words;
}

const words = (it: string, en: string): Words => ({ it, en });
const stripped = words(
  'I dati della persona si cancellano. Restano numeri, date e regole.',
  'The data of the person are erased. Numbers, dates and rules stay.',
);

export const retentionWords: Readonly<Record<RetentionId, TermInWords>> = {
  draft: {
    what: words('La bozza di una DID mai rilasciata.', 'The draft of a DID that was never released.'),
    since: words('Da quando la bozza finisce.', 'From the end of the draft.'),
    afterwards: stripped,
  },
  code: {
    what: words('Il codice che prova una casella email.', 'The code that proves a mailbox.'),
    since: words('Da quando il codice parte.', 'From when the code is sent.'),
    afterwards: words('Non vale più e si cancella entro pochi giorni.', 'It is void, and deleted within days.'),
  },
  command: {
    what: words('Il testo di ogni richiesta e la sua ricevuta.', 'What each request said, and its receipt.'),
    since: words('Da quando arriva la richiesta.', 'From the receipt of the request.'),
    afterwards: words('Si cancella. L’esito resta nella storia.', 'It is deleted. The outcome stays in the history.'),
  },
  access: {
    what: words('Chi ha visto i tuoi dati e quando.', 'Who saw your data, and when.'),
    since: words('Dal giorno in cui li ha visti.', 'From the day of the look.'),
    afterwards: words('Si cancella.', 'It is deleted.'),
  },
  evidence: {
    what: words(
      'I documenti mostrati, il contenuto del patto, le notizie e le risposte che hai dato.',
      'The documents that were shown, the content of the pact, what you told and answered.',
    ),
    since: words(
      'Dall’ultimo giorno per il ricorso, dopo la fine della pratica.',
      'From the last day to appeal, after the end of the case.',
    ),
    afterwards: words('Si cancella. Resta che cosa era e quando.', 'It is deleted. What it was and when stays.'),
  },
  case: {
    what: words('La pratica: i dati che hai dichiarato e i compiti.', 'The case: what you declared, and the tasks.'),
    since: words('Da quando la pratica finisce.', 'From the end of the case.'),
    afterwards: stripped,
  },
  record: {
    what: words('I tuoi dati personali e chi può ricevere le tue email.', 'Your record, and who may get your mail.'),
    since: words('Dalla fine dell’ultima pratica.', 'From the end of the last case.'),
    afterwards: words('Si cancella.', 'It is deleted.'),
  },
  mailboxes: {
    what: words('Le caselle email che hai usato.', 'The mailboxes that you used.'),
    since: words('Da quando chiudi il tuo accesso.', 'From when you end your account.'),
    afterwards: words(
      'Resta una impronta che non si può leggere, con la pratica.',
      'A hash that nobody can read stays with the case.',
    ),
  },
  seat: {
    what: words('Il posto che avevi in una sala.', 'The seat that you had in a room.'),
    since: words('Dall’ora dell’incontro.', 'From the time of the meeting.'),
    afterwards: words(
      'Si cancella. La convocazione resta nella pratica.',
      'It is deleted. The call-up stays in the case.',
    ),
  },
};
