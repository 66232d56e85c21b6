import type { Language } from '../domain/person.ts';
import type { communicationRefusals } from '../domain/refusals-communications.ts';

/** What is told of refusals about what INPS and the region have people written. */
export const communicationRefusalWords: Readonly<
  Record<keyof typeof communicationRefusals, Readonly<Record<Language, string>>>
> = {
  'template-not-yours': {
    it: 'Questo testo non è del tuo ente: scegline uno tra quelli del tuo ente.',
    en: 'This text is not of your body: choose one of your own.',
  },
  'communication-nobody': {
    it: 'Qui non c’è una pratica a cui legare la comunicazione: controlla l’identificativo.',
    en: 'There is no case here to which the communication belongs: check the identifier.',
  },
  'communication-limit': {
    it: 'Oggi a questa persona sono già andate tutte le comunicazioni possibili: riprova domani.',
    en: 'This person was sent all communications that a day allows: try again tomorrow.',
  },
  'term-in-past': {
    it: 'Il termine è già passato: scrivi una data da oggi in poi.',
    en: 'The term is over already: give a day from today on.',
  },
  'interruption-ends-first': {
    it: 'La fine viene prima dell’inizio: controlla le due ore.',
    en: 'The end comes before the beginning: check the two times.',
  },
  'interruption-over': {
    it: 'L’interruzione è già finita: non serve più avvisare.',
    en: 'The interruption is over already: there is nothing to warn of.',
  },
};
