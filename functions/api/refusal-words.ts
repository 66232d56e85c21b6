import type { Language } from '../domain/person.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { appointmentRefusalWords } from './refusal-words-appointments.ts';
import { callUpRefusalWords } from './refusal-words-call-ups.ts';
import { communicationRefusalWords } from './refusal-words-communications.ts';
import { declaredRefusalWords } from './refusal-words-declared.ts';
import { lifeRefusalWords } from './refusal-words-life.ts';
import { pactRefusalWords } from './refusal-words-pact.ts';
import { privacyRefusalWords } from './refusal-words-privacy.ts';
import { proceedingRefusalWords } from './refusal-words-proceedings.ts';

/** What a person is told when something is refused, in both languages. */
export const refusalWords: Readonly<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
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
  'did-exists-at-inps': {
    it: 'La tua domanda all’INPS è già la DID: non farne un’altra. Registrati con il percorso B e scegli chi ti segue.',
    en: 'Your application to INPS is the DID already: make no other. Register on route B and choose who follows you.',
  },
  'did-exists': {
    it: 'La tua DID esiste già e vale: non farne un’altra. Scegli chi ti segue e firma il patto.',
    en: 'Your DID exists already and is valid: make no other. Choose who follows you and sign the pact.',
  },
  'release-on-route-b': {
    it: 'Sul percorso B la DID nasce con la domanda all’INPS: fai quella. Se non la fai, passa al percorso A.',
    en: 'On route B the DID comes with the application to INPS: make that. If you make none, change to route A.',
  },
  'release-on-route-c': {
    it: 'Il Centro per l’Impiego deve ancora dire se la tua DID vale: aspetta la risposta, ti scriviamo noi.',
    en: 'The job centre has yet to say whether your DID is valid: wait for the answer, we will write to you.',
  },
  'same-route': {
    it: 'La pratica è già su questo percorso: qui non c’è nulla da cambiare.',
    en: 'The case is on this route already: there is nothing to change.',
  },
  'other-route': {
    it: 'La pratica è su un altro percorso: prima passa al percorso B, poi scrivi i dati della domanda.',
    en: 'The case is on another route: first change to route B, then give the data of the application.',
  },
  'no-did-yet': {
    it: 'Non c’è ancora una DID: prima serve la domanda all’INPS, o la risposta del Centro per l’Impiego.',
    en: 'There is no DID yet: first the application to INPS is needed, or the answer of the job centre.',
  },
  'data-missing': {
    it: 'Mancano dati per rilasciare la DID: completa la bozza, poi premi di nuovo «Salva DID».',
    en: 'Data are missing to release the DID: complete the draft, then press “Save DID” again.',
  },
  'applied-in-future': {
    it: 'La domanda all’INPS non può avere una data futura: copia la data dalla ricevuta.',
    en: 'The application to INPS cannot be dated in the future: copy the date from the receipt.',
  },
  'extremes-missing': {
    it: 'Della domanda all’INPS servono la data e il protocollo: copiali insieme dalla ricevuta.',
    en: 'Both the date and the protocol of the application to INPS are needed: copy them from the receipt.',
  },
  'extremes-differ': {
    it: 'La data non è quella che ha risposto il Centro per l’Impiego: controllala con la persona.',
    en: 'The date is not the one that the job centre answered: check it with the person.',
  },
  'inps-mismatch-open': {
    it: 'I dati della persona e quelli dell’INPS sono diversi: prima decidi quali valgono, e scrivi perché.',
    en: 'The data of the person and those of INPS differ: first decide which ones count, and say why.',
  },
  'no-inps-mismatch': {
    it: 'Non c’è nessuna differenza da decidere: i dati della domanda sono uguali.',
    en: 'There is no difference to decide on: the data of the application agree.',
  },
  'inps-application-made': {
    it: 'Ci hai scritto che hai fatto domanda all’INPS: quella è già la tua DID. Se la domanda non c’è, scrivilo e cambia percorso.',
    en: 'You wrote to us that you have applied to INPS: that is your DID already. If there is no application, say so and change the route.',
  },
  'later-did-date': {
    it: 'Così la DID avrebbe una data più tarda. Un Centro per l’impiego propone la rettifica della data, e una seconda persona la approva.',
    en: 'The DID would have a later date by it. A job centre proposes a correction of the date, and a second person approves it.',
  },
  'already-verified': {
    it: 'L’ufficio ha già registrato i dati della domanda: per un errore rivolgiti a un Centro per l’impiego.',
    en: 'The office has recorded the data of the application: for a mistake, ask a job centre.',
  },
  'old-did-in-future': {
    it: 'Questa data è nel futuro: controllala.',
    en: 'This date lies in the future: check it.',
  },
  'old-did-not-asked': {
    it: 'Su questa pratica non c’è nessuna domanda a un Centro per l’Impiego: non serve una risposta.',
    en: 'There is no question to a job centre about this case: no answer is needed.',
  },
  'old-did-answered': {
    it: 'La risposta è già registrata: se va cambiata, chiedi una rettifica.',
    en: 'The answer is recorded already: if it has to change, ask for a rectification.',
  },
  'old-did-unanswered': {
    it: 'Il Centro per l’Impiego non ha ancora risposto: aspetta, oppure dichiara che non avevi un’altra DID.',
    en: 'The job centre has not answered yet: wait, or declare that you had no earlier DID.',
  },
  'old-did-document-missing': {
    it: 'Questo Centro per l’Impiego risponde per lettera: indica il documento ricevuto e la data.',
    en: 'This job centre answers by letter: name the document received and its date.',
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
    it: 'La DID è già rilasciata: quanto dichiarato non si cambia più. Per un errore rivolgiti al Centro per l’impiego.',
    en: 'The DID is released: what was declared cannot change. For a mistake, ask the job centre.',
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
  'identity-document-equivalent': {
    it: 'È un documento equivalente: controlla che abbia fotografia e timbro, e che sia di un’amministrazione dello Stato.',
    en: 'This is an equivalent document: check that it has a photograph and a stamp, and is of a State administration.',
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
  'reserve-not-lifted': {
    it: 'La DID è ancora con riserva: prima registra l’incontro con i documenti, poi il patto, con la stessa data o dopo.',
    en: 'The DID is still with reserve: first record the meeting with the documents, then the pact, of that day or later.',
  },
  'pact-availability-incomplete': {
    it: 'Il patto contiene tutte e tre le disponibilità: senza una, non si registra.',
    en: 'The pact holds all three kinds of availability: without one it is not recorded.',
  },
  'under-age': {
    it: 'Per fare la DID servono almeno 16 anni: chiedi a un Centro per l’Impiego che cosa puoi fare.',
    en: 'You must be 16 or older to make a DID: ask a job centre what you can do.',
  },
  'countersignature-missing': {
    it: 'La persona ha meno di 18 anni: all’incontro firma anche un genitore o il tutore, con un documento.',
    en: 'The person is under 18: at the meeting a parent or guardian signs too, with a document.',
  },
  'not-asked-for': {
    it: 'A questa persona, su questa pratica, non va chiesto: toglilo da ciò che manca.',
    en: 'This is not to be asked of this person in this case: take it off what is missing.',
  },
  'next-meeting-in-past': {
    it: 'Il nuovo incontro non può essere nel passato: controlla la data.',
    en: 'The next meeting cannot be in the past: check the date.',
  },
  'intake-nobody': {
    it: 'Con questo codice non c’è una DID da prendere in carico. Ricontrollalo, oppure aiuta la persona a fare da sé, con le proprie credenziali.',
    en: 'There is no DID to take in with this code. Check it, or help the person to act themselves, with their own credentials.',
  },
  'intake-limit': {
    it: 'Lo sportello ha cercato troppi codici oggi: riprova domani, o chiedi alla persona di scegliere nel portale.',
    en: 'Your counter looked up too many codes today: try tomorrow, or ask the person to choose on the portal.',
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
  'mailbox-already-yours': {
    it: 'Ti scriviamo già a questa casella email: per cambiarla indicane un’altra.',
    en: 'We write to this mailbox already: to change it, name another.',
  },
  'mailbox-contested': {
    it: 'La tua casella email è stata contestata. Per cambiarla entra con SPID, CIE o CNS, oppure vai a un Centro per l’Impiego.',
    en: 'Your mailbox was contested. To change it enter with SPID, CIE or CNS, or go to a job centre.',
  },
  'mailbox-by-letter': {
    it: 'Ti scriviamo su carta. Per dare un’altra email entra con SPID, CIE o CNS, oppure vai a un Centro per l’Impiego con un documento.',
    en: 'We write to you on paper. To give another mailbox enter with SPID, CIE or CNS, or go to a job centre with a document.',
  },
  'mailbox-broken': {
    it: 'La casella email della persona non funziona. Registra che hai visto un documento: poi la persona ne indica un’altra.',
    en: 'The person’s mailbox does not work. Record that you saw a document: then the person names another.',
  },
  'mailbox-change-none': {
    it: 'Non c’è nessun cambio di casella email da fermare.',
    en: 'There is no change of mailbox to stop.',
  },
  'evidence-in-future': {
    it: 'La data del documento mostrato è nel futuro: controllala.',
    en: 'The date of what was shown lies in the future: check it.',
  },
  'guardian-of-age': {
    it: 'La persona è maggiorenne: un genitore non basta, serve un decreto o un mandato firmato.',
    en: 'The person is of age: a parent is not enough, a decree or a signed mandate is needed.',
  },
  'guardian-ended': {
    it: 'Il giorno in cui finisce è già passato: controllalo.',
    en: 'The day on which it ends has passed: check it.',
  },
  'listed-domain-fixed': {
    it: 'Questi domini si tolgono dall’elenco solo con una nuova versione del servizio: lasciali come sono.',
    en: 'These domains leave the list only with a new version of the service: leave them as they are.',
  },
  'listed-domain-of-everybody': {
    it: 'A questo dominio hanno la casella molte persone private: nell’elenco non può stare.',
    en: 'Many private persons have their mailbox at this domain: it cannot be on the list.',
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
    it: 'Questa casella email riceve già le comunicazioni di un’altra persona. Indicane una solo tua: un Centro per l’Impiego ti aiuta ad aprirla.',
    en: 'This mailbox already gets the communications of another person. Name one of your own: a job centre helps you to open it.',
  },
  'mailbox-code-wrong': {
    it: 'Il codice non è giusto, oppure è scaduto. Puoi chiederne un altro.',
    en: 'The code is wrong or has expired. You may ask for another.',
  },
  'no-document': {
    it: 'Per questa pratica il documento non c’è: guarda a che punto è.',
    en: 'There is no such document for this case: see where it stands.',
  },
  'mailbox-code-limit': {
    it: 'Hai chiesto troppi codici. Riprova domani.',
    en: 'You asked for too many codes. Try again tomorrow.',
  },
  ...appointmentRefusalWords,
  ...callUpRefusalWords,
  ...communicationRefusalWords,
  ...declaredRefusalWords,
  ...lifeRefusalWords,
  ...pactRefusalWords,
  ...privacyRefusalWords,
  ...proceedingRefusalWords,
};
