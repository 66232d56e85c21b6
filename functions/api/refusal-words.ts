import type { Language } from '../domain/person.ts';
import type { RefusalCode } from '../domain/refusals.ts';

/** What a person is told when something is refused, in both languages. */
export const refusalWords: Readonly<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  'verb-not-available': {
    it: 'Questa operazione non è ancora disponibile.',
    en: 'This operation is not available yet.',
  },
  'wrong-status': {
    it: 'La pratica non è in uno stato che permette questa operazione.',
    en: 'The case is not in a status that allows this operation.',
  },
  'not-this-party': {
    it: 'Questa operazione spetta ad altri.',
    en: 'This operation belongs to somebody else.',
  },
  'own-case': {
    it: 'Nessuno può trattare la propria pratica.',
    en: 'Nobody may act on their own case.',
  },
  'command-pending': {
    it: 'Un’altra operazione è in corso su questa pratica. Riprova tra un secondo.',
    en: 'Another operation is under way on this case. Try again in a second.',
  },
  'command-not-failed': {
    it: 'Questa operazione non è fallita: non c’è nulla da ripetere.',
    en: 'This operation did not fail: there is nothing to repeat.',
  },
  'task-done': {
    it: 'Questa attività è già stata chiusa.',
    en: 'This task is done already.',
  },
  'changed-meanwhile': {
    it: 'La pratica è cambiata nel frattempo. Ricaricala e riprova.',
    en: 'The case changed meanwhile. Load it again and retry.',
  },
  'record-missing': {
    it: 'Prima completa i tuoi dati e la tua casella email.',
    en: 'First complete your data and your mailbox.',
  },
  'live-did-exists': {
    it: 'Hai già una DID o una bozza aperta: non serve farne un’altra.',
    en: 'You already have a DID or an open draft: you need no other.',
  },
  'route-not-available': {
    it: 'Questo percorso non è ancora disponibile sul portale. Rivolgiti a un Centro per l’Impiego.',
    en: 'This route is not available on the portal yet. Ask a job centre.',
  },
  'availability-incomplete': {
    it: 'La DID dichiara la disponibilità sia al lavoro sia alle misure di politica attiva: servono entrambe.',
    en: 'The DID declares availability both for work and for active measures: both are needed.',
  },
  'job-not-ended': {
    it: 'L’ultimo lavoro non è ancora finito: la DID si può rilasciare dopo la fine.',
    en: 'The last job has not ended yet: the DID can be released after it ends.',
  },
  'already-released': {
    it: 'La DID è già rilasciata: quanto dichiarato non si cambia più. Per un errore rivolgiti all’operatore scelto.',
    en: 'The DID is released: what was declared cannot change. For a mistake, ask the operator you chose.',
  },
  'operator-unknown': {
    it: 'Questo operatore non è nell’elenco: scegline un altro.',
    en: 'This operator is not on the list: choose another.',
  },
  'operator-not-active': {
    it: 'Questo operatore non è attivo in quella data: controlla la data e l’operatore.',
    en: 'This operator is not active on that date: check the date and the operator.',
  },
  'operator-owns-mailbox': {
    it: 'La tua casella email appartiene a questo operatore: indica una casella tua.',
    en: 'Your mailbox belongs to this operator: name a mailbox of your own.',
  },
  'met-in-future': {
    it: 'L’incontro non può essere nel futuro: controlla la data.',
    en: 'The meeting cannot be in the future: check the date.',
  },
  'met-before-did': {
    it: 'L’incontro non può venire prima della DID: controlla la data.',
    en: 'The meeting cannot come before the DID: check the date.',
  },
  'identity-document-missing': {
    it: 'Serve un documento d’identità valido.',
    en: 'A valid identity document is needed.',
  },
  'identity-document-expired': {
    it: 'Il documento d’identità era scaduto il giorno dell’incontro: ne serve uno valido.',
    en: 'The identity document had expired on the day of the meeting: a valid one is needed.',
  },
  'permit-missing': {
    it: 'Per chi non è cittadino dell’Unione europea serve il permesso di soggiorno.',
    en: 'A citizen from outside the European Union needs a permit of stay.',
  },
  'permit-expired': {
    it: 'Il permesso di soggiorno era scaduto il giorno dell’incontro: ne serve uno valido.',
    en: 'The permit of stay had expired on the day of the meeting: a valid one is needed.',
  },
  'paper-declaration-missing': {
    it: 'Serve la dichiarazione cartacea, firmata dalla persona.',
    en: 'The paper declaration, signed by the person, is needed.',
  },
  'paper-declaration-before-did': {
    it: 'La dichiarazione cartacea non può essere firmata prima della DID: controlla la data.',
    en: 'The paper declaration cannot be signed before the DID: check the date.',
  },
  'paper-declaration-after-meeting': {
    it: 'La dichiarazione cartacea non può essere firmata dopo l’incontro: controlla la data.',
    en: 'The paper declaration cannot be signed after the meeting: check the date.',
  },
  'permit-receipt': {
    it: 'Il permesso di soggiorno è in rilascio o in rinnovo: va guardata la ricevuta.',
    en: 'The permit of stay is being issued or renewed: look at the receipt.',
  },
  'pact-before-did': {
    it: 'Il patto non può essere firmato prima della DID: controlla la data.',
    en: 'The pact cannot be signed before the DID: check the date.',
  },
  'pact-in-future': {
    it: 'Il patto non può essere firmato nel futuro: controlla la data.',
    en: 'The pact cannot be signed in the future: check the date.',
  },
  'signed-request-missing': {
    it: 'L’ufficio può ritirare la DID solo su richiesta firmata della persona.',
    en: 'The office may withdraw the DID only on the signed request of the person.',
  },
  'loss-not-confirmed': {
    it: 'Ritirando la DID perdi lo stato di disoccupazione e l’indennità: confermalo espressamente.',
    en: 'By withdrawing the DID you lose the status and the benefit: confirm it expressly.',
  },
  'not-due': {
    it: 'Il termine non è passato, o la persona non ha ricevuto gli avvisi.',
    en: 'The term is not over, or the person has not received the notices.',
  },
  'fiscal-code-not-yours': {
    it: 'Il codice fiscale è diverso da quello della tua identità digitale: controllalo.',
    en: 'The fiscal code differs from that of your digital identity: check it.',
  },
  'fiscal-code-changes': {
    it: 'Il codice fiscale della tua scheda non si cambia da qui: rivolgiti a un Centro per l’Impiego.',
    en: 'The fiscal code of your record cannot be changed here: ask a job centre.',
  },
  'fiscal-code-needs-proof': {
    it: 'Per usare questo codice fiscale entra con SPID, CIE o CNS, oppure vai a un Centro per l’Impiego.',
    en: 'To use this fiscal code, enter with SPID, CIE or CNS, or go to a job centre.',
  },
  'birth-date-future': {
    it: 'La data di nascita è nel futuro: controllala.',
    en: 'The date of birth lies in the future: check it.',
  },
  'mailbox-not-proven': {
    it: 'Prima dimostra che la casella email è tua con il codice che ti abbiamo inviato.',
    en: 'First prove that the mailbox is yours with the code we sent you.',
  },
  'mailbox-not-broken': {
    it: 'La tua casella riceve la posta. Per cambiarla rivolgiti a un Centro per l’Impiego.',
    en: 'Your mailbox takes mail. To change it, ask a job centre.',
  },
  'mailbox-not-own': {
    it: 'La casella email dev’essere tua: non di patronati, sindacati, CAF, associazioni, operatori o di altri.',
    en: 'The mailbox must be your own: not of a patronato, union, CAF, association, operator or of others.',
  },
  'mailbox-reason-needed': {
    it: 'Questo indirizzo sembra di un ufficio. Se è tuo, spiegaci perché.',
    en: 'This address looks like that of an office. If it is yours, tell us why.',
  },
  'mailbox-in-use': {
    it: 'Questa casella email riceve già le comunicazioni di un’altra persona. Indicane una solo tua.',
    en: 'This mailbox already gets the communications of another person. Name one of your own.',
  },
  'mailbox-code-wrong': {
    it: 'Il codice non è giusto, oppure è scaduto. Puoi chiederne un altro.',
    en: 'The code is wrong or has expired. You may ask for another.',
  },
  'mailbox-code-limit': {
    it: 'Hai chiesto troppi codici. Riprova domani.',
    en: 'You asked for too many codes. Try again tomorrow.',
  },
};
