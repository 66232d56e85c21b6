import type { Language } from '../domain/person.ts';
import type { appointmentRefusals } from '../domain/refusals-appointments.ts';

/** What is told of refusals about appointments. */
export const appointmentRefusalWords: Readonly<
  Record<keyof typeof appointmentRefusals, Readonly<Record<Language, string>>>
> = {
  'operator-not-chosen': {
    it: 'Prima scegli chi ti segue: l’appuntamento è con quell’ufficio.',
    en: 'First choose who follows you: the appointment is with that office.',
  },
  'slot-not-offered': {
    it: 'L’ufficio non offre questo orario: sceglilo dall’elenco degli orari liberi.',
    en: 'The office does not offer this time: choose one from the list of free times.',
  },
  'slot-taken': {
    it: 'Questo orario è stato appena preso: scegline un altro.',
    en: 'This time has just been taken: choose another.',
  },
  'appointment-exists': {
    it: 'Hai già un appuntamento: puoi spostarlo o annullarlo.',
    en: 'You already have an appointment: you can move or cancel it.',
  },
  'too-late': {
    it: 'È troppo tardi: l’orario è passato o manca troppo poco. Chiama l’ufficio.',
    en: 'It is too late: the time has passed or is too near. Call the office.',
  },
  'appointment-to-come': {
    it: 'Non c’è un appuntamento già cominciato: la presenza si registra dopo.',
    en: 'No appointment has begun: attendance is recorded afterwards.',
  },
};
