import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, didDateFact, happened, ifNot, soon, todo, words } from './it-words.ts';

type Job = ParametersOf<'job-news-told'>;

const told = 'Ce l’hanno detto le comunicazioni che i datori di lavoro fanno per legge.';

function news({ job, from, until, toCome }: Job): readonly string[] {
  if (job === 'annulled') {
    return ['Ti avevamo chiesto di un lavoro: la comunicazione è stata annullata.', `Era un lavoro da ${day(from)}.`];
  }
  if (job === 'ended') return [`Ci risulta che un tuo lavoro è finito: l’ultimo giorno è ${day(until ?? from)}.`, told];
  return [`Ci risulta un tuo lavoro: ${toCome ? 'comincia' : 'è cominciato'} ${day(from)}.`, told];
}

function steps({ job }: Job) {
  if (job === 'annulled') {
    return todo(['Se non lavori, non devi fare altro.'], ['Se lavori davvero, scrivilo nel portale.']);
  }
  return todo(
    ['Dicci se è giusto:'],
    [
      'Entra nel portale e apri la tua pratica.',
      job === 'ended'
        ? 'Se è giusto, scrivi l’ultimo giorno di lavoro.'
        : 'Se è giusto, scrivi il primo giorno di lavoro.',
      'Se guadagni poco, dillo: lo stato può restare com’è.',
      'Se non è giusto, chiama l’ufficio.',
    ],
  );
}

/** The Italian mail about work that employers told of: the person is asked, and nothing ends. */
export const jobNews: Pick<Texts, 'job-news-told'> = {
  'job-news-told': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: dicci se è giusto`,
      preheader: 'Abbiamo ricevuto una notizia. Non è cambiato niente.',
      title: 'Una notizia da controllare insieme',
      dates: [
        didDateFact(parameters.didDate),
        fact('Dal', day(parameters.from)),
        ...(parameters.until === undefined ? [] : [fact('Fino al', day(parameters.until))]),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(...news(parameters), 'Non abbiamo deciso niente. La tua DID resta com’è.'),
      todo: steps(parameters),
      byWhen: byWhen(soon, 'Non c’è un ultimo giorno.'),
      otherwise: ifNot('Non si chiude niente da solo. L’ufficio ti cerca per parlarne con te.'),
      ending: ['Il procedimento va avanti. Prima di ogni decisione ti scriviamo.'],
      notYou: 'Non ne sai niente?',
    }),
};
