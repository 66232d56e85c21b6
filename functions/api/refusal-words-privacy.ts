import type { Language } from '../domain/person.ts';
import type { privacyRefusals } from '../domain/refusals-privacy.ts';
import { mandateRefusalWords } from './refusal-words-mandates.ts';

/** What is told of refusals about a person's rights over their data. */
export const privacyRefusalWords: Readonly<Record<keyof typeof privacyRefusals, Readonly<Record<Language, string>>>> = {
  'correction-not-told': {
    it: 'Scrivi che cosa non va e come va corretto.',
    en: 'Write what is wrong and how to put it right.',
  },
  'restriction-stands': {
    it: 'Hai già chiesto di limitare l’uso dei tuoi dati: la richiesta è aperta o è stata accolta.',
    en: 'You have already asked to restrict the use of your data: the request is open or was granted.',
  },
  'restriction-not-so': {
    it: 'La richiesta non è a questo punto: ricaricala.',
    en: 'The request does not stand so: load it again.',
  },
  'restriction-not-told': {
    it: 'Prima della fine la persona va avvisata: l’email non è ancora partita.',
    en: 'Before the end the person must be told: the mail has not left yet.',
  },
  'correction-unknown': {
    it: 'In questa pratica nessuno ha chiesto questa correzione: controlla l’elenco delle novità.',
    en: 'Nobody asked for this correction in this case: look at what was told.',
  },
  'not-corrected': {
    it: 'Dopo la richiesta nessuno ha corretto la pratica: prima proponi la correzione, e un’altra persona la approva.',
    en: 'Since the request nobody has corrected the case: propose the correction first, and another person approves it.',
  },
  'data-restricted': {
    it: 'L’uso di questi dati è limitato a richiesta della persona: per questo serve la Regione.',
    en: 'The use of the person’s data is restricted: this is for the region to do.',
  },
  'identity-not-proved': {
    it: 'Prima dobbiamo sapere che il codice fiscale è tuo: entra con SPID, CIE o CNS, o vai al Centro per l’Impiego.',
    en: 'First it must be proved that the fiscal code is yours: sign in with SPID, CIE or CNS, or visit the job centre.',
  },
  'account-ended': {
    it: 'Hai chiuso questo accesso. Per tornare, entra di nuovo: ti serve un accesso nuovo.',
    en: 'You ended this account. To come back, sign in anew: you need a new account.',
  },
  'account-live-did': {
    it: 'Hai una DID aperta: prima ritirala o aspetta che finisca, poi puoi chiudere l’accesso.',
    en: 'A DID of yours is open: withdraw it or wait for its end, then you can end the account.',
  },
  'hold-none': {
    it: 'Su questa pratica non c’è un blocco di questo tipo.',
    en: 'No such hold stands on this case.',
  },
  'telephone-code-unknown': {
    it: 'Questo codice non porta a nessuna pratica: fattelo ripetere. La persona può crearne uno nuovo nel portale.',
    en: 'This code leads to no case: ask for it again. The person can make a new one on the portal.',
  },
  'telephone-limit': {
    it: 'Troppi codici non corrispondono a una pratica: riprova tra un’ora.',
    en: 'You gave too many wrong codes: try again in an hour.',
  },
  'telephone-none': {
    it: 'La persona non ha un numero di telefono nella pratica: non puoi richiamarla. Invitala allo sportello.',
    en: 'The person has no telephone number on record: you cannot call back. Ask them to come to the desk.',
  },
  'not-moved': {
    it: 'Questa pratica non è passata a un’altra Regione: prima va chiusa per trasferimento.',
    en: 'This case has not gone to another region: close it for the move first.',
  },
  'task-needs-decision': {
    it: 'La persona ha chiesto una decisione: una nota non basta. Decidi sulla richiesta, e il compito si chiude.',
    en: 'The person asked for a decision: a note is none. Decide on the request, and the task is done.',
  },
  'case-erased': {
    it: 'I dati di questa pratica sono già stati cancellati: non si possono più usare.',
    en: 'The data of this case have been erased: they cannot be used any more.',
  },
  ...mandateRefusalWords,
};
