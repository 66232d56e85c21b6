import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { by, byWhen, day, didDateFact, happened, ifNot, todo, words } from './it-words.ts';

/** What an office proposes, in neutral words; the reasons stand in the portal. */
const proposed: Readonly<Record<ParametersOf<'closure-proposed'>['reason'], string>> = {
  job: 'L’ufficio propone di chiudere la pratica: risulta che hai un lavoro.',
  pension: 'L’ufficio propone di chiudere la pratica: risulta che sei in pensione.',
  moved: 'L’ufficio propone di chiudere la pratica: risulta che vivi in un’altra Regione.',
  annulled: 'L’ufficio propone di annullare la dichiarazione: risulta che non vale.',
  'not-admitted': 'L’ufficio propone di chiudere la pratica: risulta che mancavano le condizioni per la DID.',
};
const stillCounts = (didDate: unknown) => (didDate === undefined ? [] : ['La tua DID vale ancora.']);

/** The Italian mails about a closing that is proposed: before anybody decides on it, and where it is not made. */
export const closure: Pick<Texts, 'closure-proposed' | 'closure-dropped'> = {
  'closure-proposed': (parameters, context) => {
    const { caseNumber, didDate, reason, since, answerBy, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: puoi rispondere`,
      preheader: 'Apri questa email: c’è scritto come e entro quando.',
      title: 'L’ufficio propone di chiudere la tua pratica',
      dates: [
        ...(didDate === undefined ? [] : [didDateFact(didDate)]),
        ...(since === undefined ? [] : [fact('Risulta dal', day(since))]),
      ],
      office,
      receipt: 'entered',
      happened: happened(
        proposed[reason],
        'Nessuna decisione è stata presa.',
        ...stillCounts(didDate),
        'I motivi e la regola sono scritti nel portale.',
      ),
      todo: todo(
        ['È giusto così? Allora non devi fare altro.', 'Se è uno sbaglio:'],
        [
          'Entra nel portale, leggi i motivi e scrivi la tua risposta.',
          'Se preferisci, vai allo sportello e porta le tue carte.',
          'Chiedi aiuto gratis allo sportello o in un patronato.',
        ],
      ),
      byWhen: byWhen(`Rispondi entro ${by(answerBy)}.`, 'Prima di quel giorno nessuno decide senza la tua risposta.'),
      otherwise: ifNot(
        'Dopo quel giorno decidono due persone dell’ufficio, non una sola.',
        'Se chiudono la pratica ti scriviamo perché, e a chi fare ricorso.',
      ),
      ending: ['Il procedimento continua. Ti scriviamo anche se la pratica resta aperta.'],
      notYou: 'Non è vero?',
    });
  },

  'closure-dropped': (parameters, context) => {
    const { caseNumber, didDate, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: c’è una novità`,
      preheader: 'La tua pratica resta aperta.',
      title: 'La tua pratica resta aperta',
      dates: didDate === undefined ? [] : [didDateFact(didDate)],
      office,
      receipt: 'entered',
      happened: happened(
        'L’ufficio aveva proposto di chiudere la tua pratica. La proposta non è stata approvata.',
        ...stillCounts(didDate),
      ),
      todo: todo(['Non devi fare altro.'], ['Nel portale vedi qual è il prossimo passo.']),
      byWhen: byWhen('Le scadenze della tua pratica sono scritte nel portale.'),
      otherwise: ifNot('Non succede niente.'),
      ending: ['Il procedimento continua come prima.'],
      notYou: 'Qualcosa non torna?',
    });
  },
};
