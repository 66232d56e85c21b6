import type { Language } from '../domain/person.ts';
import type { proceedingRefusals } from '../domain/refusals-proceedings.ts';
import type { ServiceChannel } from '../domain/service.ts';
import { appealRefusalWords } from './refusal-words-appeals.ts';

/** What is told of refusals about call-ups, contested facts, answers, decisions, appeals and their terms. */
export const proceedingRefusalWords: Readonly<
  Record<keyof typeof proceedingRefusals, Readonly<Record<Language, string>>>
> = {
  'no-benefit': {
    it: 'La persona non ha una prestazione legata a questa DID: si annota l’assenza e si convoca di nuovo.',
    en: 'The person has no benefit that rests on this DID: note the absence and call the person up again.',
  },
  'fact-in-future': {
    it: 'Il fatto non è ancora accaduto: controlla la data.',
    en: 'The fact has not happened yet: check the date.',
  },
  'fact-before-pact': {
    it: 'Il fatto è di prima del patto: non può essere contestato.',
    en: 'The fact is earlier than the pact: it cannot be contested.',
  },
  'no-conditionality': {
    it: 'Nessuna regola in vigore quel giorno prevede conseguenze per questo fatto.',
    en: 'No rule in force on that day has consequences for this fact.',
  },
  'breach-pending': {
    it: 'Un fatto è già contestato, oppure la decisione su di esso può ancora cambiare: serve prima quella.',
    en: 'A fact is contested already, or the decision on it can still change: that one comes first.',
  },
  'too-many-decisions': {
    it: 'Questa pratica ha già cento decisioni: non si possono contestare altri fatti.',
    en: 'This case has a hundred decisions already: no more facts can be contested.',
  },
  'act-unknown': {
    it: 'Questo atto non è nella pratica.',
    en: 'This act is not on the case.',
  },
  'sent-in-future': {
    it: 'La data di invio è nel futuro: controllala.',
    en: 'The day of sending is in the future: check it.',
  },
  'sent-before-act': {
    it: 'Un atto non può essere inviato prima di esistere: controlla la data.',
    en: 'An act cannot be sent before it exists: check the date.',
  },
  'served-in-future': {
    it: 'La data di consegna è nel futuro: controllala.',
    en: 'The day of service is in the future: check it.',
  },
  'served-before-sent': {
    it: 'La consegna non può venire prima dell’invio: controlla le date.',
    en: 'Service cannot come before sending: check the dates.',
  },
  'served-earlier': {
    it: 'La consegna è già registrata. Può essere corretta solo con un giorno successivo, a favore della persona.',
    en: 'Service is on record already. It can be corrected to a later day only, in favour of the person.',
  },
  'served-or-returned': {
    it: 'Indica il giorno della consegna oppure quello in cui l’atto è tornato indietro.',
    en: 'Give either the day of service or the day on which the act came back.',
  },
  'channel-not-valid': {
    it: 'La legge non ammette questo modo di consegna per questo atto.',
    en: 'The law does not take this way of serving for this act.',
  },
  'not-served': {
    it: 'Non risulta che la persona abbia ricevuto l’atto: nessun termine decorre e nessuna decisione può danneggiarla.',
    en: 'The act is not known to have reached the person: no term runs, and nothing to their harm can follow from it.',
  },
  'work-unread': {
    it: 'Intanto è arrivata notizia di un lavoro: leggila nella pratica, poi decidi indicando quella notizia.',
    en: 'Meanwhile there was news of work: read it in the case, then decide and name that news.',
  },
  'not-contested': {
    it: 'Questo fatto non è contestato adesso: forse è già stato deciso.',
    en: 'This fact is not contested now: it may have been decided already.',
  },
  'wrong-consequence': {
    it: 'Per questo fatto la legge prevede un’altra conseguenza: puoi decidere quella, o archiviare.',
    en: 'For this fact the law gives another consequence: decide that one, or dismiss.',
  },
  'justification-open': {
    it: 'La persona ha ancora tempo per rispondere: fino ad allora puoi solo archiviare.',
    en: 'The person still has time to answer: until then you can only dismiss.',
  },
  'excuse-open': {
    it: 'La persona può ancora dire perché non è venuta: contesta l’assenza quando quel tempo è passato.',
    en: 'The person can still say why they did not come: contest the absence once that time is over.',
  },
  'not-absent': {
    it: 'Per questa convocazione non è registrata un’assenza.',
    en: 'No absence is on record for this call-up.',
  },
  'call-up-unknown': {
    it: 'Indica la convocazione alla quale la persona non è venuta.',
    en: 'Name the call-up to which the person did not come.',
  },
  'fact-not-the-call-up': {
    it: 'Il giorno del fatto non è quello della convocazione.',
    en: 'The day of the fact is not that of the call-up.',
  },
  'justifications-full': {
    it: 'Per questo atto hai già scritto più volte: per aggiungere altro parla con l’ufficio.',
    en: 'You have written about this act several times already: to add more, talk to the office.',
  },
  'impediment-in-future': {
    it: 'Indica l’ultimo giorno dell’impedimento solo quando è passato.',
    en: 'Give the last day of what kept you away only once it is over.',
  },
  'answer-paper-missing': {
    it: 'L’ufficio indica quando e come ha ricevuto la risposta. Chi risponde di persona non lo indica.',
    en: 'An office says when and how it received the answer. Who answers in person does not.',
  },
  'answer-in-future': {
    it: 'Il giorno in cui la risposta è arrivata è nel futuro: controllalo.',
    en: 'The day on which the answer came is in the future: check it.',
  },
  'answer-before-act': {
    it: 'La risposta non può essere arrivata prima dell’atto: controlla il giorno.',
    en: 'The answer cannot have come before the act: check the day.',
  },
  'term-set-by-law': {
    it: 'Questo termine lo dà la legge: nessun ufficio può cambiarlo.',
    en: 'The law sets this term: no office can change it.',
  },
  'outage-times': {
    it: 'La fine dell’interruzione deve venire dopo l’inizio.',
    en: 'The interruption must end after it began.',
  },
  'outage-not-over': {
    it: 'L’interruzione si registra quando è finita: controlla la fine.',
    en: 'An interruption is entered once it is over: check its end.',
  },
  'outage-too-long': {
    it: 'Un’interruzione può durare al massimo 31 giorni: controlla le date, o registrane più di una.',
    en: 'An interruption lasts 31 days at most: check the days, or enter more than one.',
  },
  ...appealRefusalWords,
};

const ways: Readonly<Record<ServiceChannel, Readonly<Record<Language, string>>>> = {
  'portal-read': { it: 'lettura nel portale', en: 'reading on the portal' },
  email: { it: 'email', en: 'email' },
  pec: { it: 'PEC', en: 'certified mail (PEC)' },
  'registered-letter': { it: 'raccomandata', en: 'registered letter' },
  hand: { it: 'consegna a mano', en: 'by hand' },
};

/** By which ways the act can be served. */
export const channelWords: Readonly<Record<Language, (channels: readonly ServiceChannel[]) => string>> = {
  it: (channels) => `Modi possibili: ${channels.map((way) => ways[way].it).join(', ')}.`,
  en: (channels) => `Possible ways: ${channels.map((way) => ways[way].en).join(', ')}.`,
};

/** Why the way that was asked for is not among them, where the pact alone stands against it. */
export const unagreedWords: Readonly<Record<Language, string>> = {
  it: 'Vale solo per chi lo ha concordato nel patto di servizio, e qui non è così.',
  en: 'It counts only for who agreed on it in the service pact, and that is not so here.',
};
