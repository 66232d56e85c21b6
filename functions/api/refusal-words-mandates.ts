import type { Language } from '../domain/person.ts';
import type { mandateRefusals } from '../domain/refusals-mandates.ts';

/** What is told of refusals about the mandates that a person gives patronati and trusted persons. */
export const mandateRefusalWords: Readonly<Record<keyof typeof mandateRefusals, Readonly<Record<Language, string>>>> = {
  'patronato-unknown': {
    it: 'Questo patronato non è nell’elenco: scegline uno dall’elenco.',
    en: 'This patronato is not on the list: choose one from the list.',
  },
  'mandate-in-past': {
    it: 'Il giorno di fine è già passato: scegli un giorno da oggi in poi.',
    en: 'The last day has passed: choose today or a later day.',
  },
  'mandate-too-long': {
    it: 'La delega dura al massimo un anno: scegli un giorno più vicino. Poi puoi darla di nuovo.',
    en: 'A mandate lasts a year at most: choose an earlier day. You can give it again later.',
  },
  'mandate-exists': {
    it: 'Questo patronato ha già una tua delega: prima revocala, poi puoi darne un’altra.',
    en: 'This patronato has a mandate of yours already: take it back first, then give another.',
  },
  'delegate-yourself': {
    it: 'Questo è il tuo codice fiscale: scrivi quello della persona di cui ti fidi.',
    en: 'This is your own fiscal code: enter that of the person whom you trust.',
  },
  'delegate-exists': {
    it: 'Questa persona ha già una tua delega: prima revocala, poi puoi darne un’altra.',
    en: 'This person has a mandate of yours already: take it back first, then give another.',
  },
  'identity-for-delegate': {
    it: 'Per questo serve l’identità digitale: entra con SPID, CIE o CNS.',
    en: 'This needs a digital identity: sign in with SPID, CIE or CNS.',
  },
  'representative-self': {
    it: 'È lo stesso codice fiscale: scrivi quello di chi agisce per la persona.',
    en: 'This is the same fiscal code: enter that of who acts for the person.',
  },
  'representative-exists': {
    it: 'Questa persona ha già una delega o è già registrata: prima va tolta quella.',
    en: 'This person has a mandate or is recorded already: that must end first.',
  },
  'representative-none': {
    it: 'Nessuno è registrato così: controlla i due codici fiscali.',
    en: 'Nobody is recorded so: check both fiscal codes.',
  },
  'representation-in-past': {
    it: 'Il giorno di fine è già passato, o viene prima dell’inizio: controlla le date.',
    en: 'The last day has passed, or is before the first: check the days.',
  },
  'representation-too-long': {
    it: 'La registrazione dura al massimo tre anni: scegli un giorno più vicino. Poi si controlla di nuovo.',
    en: 'It is recorded for three years at most: choose an earlier day. Then it is looked at again.',
  },
  'representation-by-office': {
    it: 'Chi agisce per te per legge è stato registrato da un Centro per l’impiego: rivolgiti a loro.',
    en: 'Who acts for you by law was recorded by a job centre: ask there.',
  },
  'person-without-record': {
    it: 'La persona non ha ancora un profilo qui: prima va creato.',
    en: 'The person has no record here yet: make one first.',
  },
  'notice-own-hand': {
    it: 'L’informativa sulla privacy la legge solo la persona: il patronato non può dichiararlo.',
    en: 'The privacy notice is for the person to read: a patronato cannot say so in their place.',
  },
};
