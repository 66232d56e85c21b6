import type { Language } from '../domain/person.ts';
import type { appealRefusals } from '../domain/refusals-appeals.ts';

/** What is told of refusals about appeals, and about what follows a forfeiture. */
export const appealRefusalWords: Readonly<Record<keyof typeof appealRefusals, Readonly<Record<Language, string>>>> = {
  'decision-unknown': {
    it: 'In questa pratica non c’è una decisione con questo numero.',
    en: 'There is no decision with this number in this case.',
  },
  'nothing-to-appeal': {
    it: 'Questa decisione non ti toglie nulla: non c’è niente contro cui fare ricorso.',
    en: 'This decision takes nothing from you: there is nothing to appeal against.',
  },
  'appeal-filed': {
    it: 'Il ricorso contro questa decisione è già registrato: nella pratica trovi la ricevuta.',
    en: 'The appeal against this decision is recorded already: the case shows its receipt.',
  },
  'appeal-not-filed': {
    it: 'Contro questa decisione non risulta un ricorso: prima va registrato.',
    en: 'No appeal against this decision is on record: it has to be recorded first.',
  },
  'appeal-decided': {
    it: 'L’esito di questo ricorso è già registrato.',
    en: 'The outcome of this appeal is recorded already.',
  },
  'appeal-paper-missing': {
    it: 'Per un ricorso arrivato su carta servono il giorno e il numero della raccomandata o della PEC.',
    en: 'For an appeal on paper the day and the number of the registered letter or certified mail are needed.',
  },
  'appeal-in-future': {
    it: 'Il ricorso non può arrivare in un giorno che deve ancora venire.',
    en: 'The appeal cannot be received on a day that is still to come.',
  },
  'appeal-before-decision': {
    it: 'Il ricorso non può arrivare prima della decisione.',
    en: 'The appeal cannot be received before the decision.',
  },
  'outcome-in-future': {
    it: 'Il comitato non può avere deciso in un giorno che deve ancora venire.',
    en: 'The committee cannot have decided on a day that is still to come.',
  },
  'outcome-before-appeal': {
    it: 'Il comitato non può avere deciso prima del ricorso.',
    en: 'The committee cannot have decided before the appeal.',
  },
  'appeal-pending': {
    it: 'C’è un ricorso su cui il comitato non ha ancora deciso: finché non decide, la pratica resta aperta.',
    en: 'There is an appeal that the committee has not decided yet: until it does, the case stays open.',
  },
  'decision-not-final': {
    it: 'Contro la decisione si può ancora fare ricorso: fino ad allora la pratica resta aperta.',
    en: 'The decision can still be appealed against: until then the case stays open.',
  },
  'before-two-months': {
    it: 'Dopo una decadenza puoi fare una nuova DID solo quando sono passati due mesi.',
    en: 'After a forfeiture you can make a new DID only once two months have passed.',
  },
};

/** What is told of warnings about an appeal, which stop nothing. */
export const appealWarnings: Readonly<Record<string, Readonly<Record<Language, string>> | undefined>> = {
  'appeal-late': {
    it: 'Il termine per il ricorso era passato: lo registriamo con la sua data, e decide il comitato se esaminarlo.',
    en: 'The term of the appeal was over: it is recorded with its date, and the committee says whether it looks at it.',
  },
};

/** The first day on which what was refused can be asked for, in words. */
export const firstDayWords: Readonly<Record<Language, (day: string) => string>> = {
  it: (day) => `Primo giorno utile: ${day}.`,
  en: (day) => `First day on which you can: ${day}.`,
};
