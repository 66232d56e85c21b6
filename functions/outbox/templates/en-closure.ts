import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { by, byWhen, day, didDateFact, happened, ifNot, todo, words } from './en-words.ts';

/** What an office proposes, in neutral words; the reasons stand in the portal. */
const proposed: Readonly<Record<ParametersOf<'closure-proposed'>['reason'], string>> = {
  job: 'The office proposes to close the case: there is a record that you work.',
  pension: 'The office proposes to close the case: there is a record that you are retired.',
  moved: 'The office proposes to close the case: there is a record that you live in another region.',
  annulled: 'The office proposes to annul the declaration: it seems not to count.',
  'not-admitted': 'The office proposes to close the case: the conditions for a DID seem not to have been met.',
};
const stillCounts = (didDate: unknown) => (didDate === undefined ? [] : ['Your DID still counts.']);

/** The English mails about a closing that is proposed: the same facts as the Italian ones, in the same order. */
export const closure: Pick<Texts, 'closure-proposed' | 'closure-dropped'> = {
  'closure-proposed': (parameters, context) => {
    const { caseNumber, didDate, reason, since, answerBy, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: you can answer`,
      preheader: 'Open this email: it says how, and by when.',
      title: 'The office proposes to close your case',
      dates: [
        ...(didDate === undefined ? [] : [didDateFact(didDate)]),
        ...(since === undefined ? [] : [fact('On record since', day(since))]),
      ],
      office,
      receipt: 'entered',
      happened: happened(
        proposed[reason],
        'Nothing has been decided.',
        ...stillCounts(didDate),
        'The reasons and the rule are written on the portal.',
      ),
      todo: todo(
        ['Is this right? Then you have nothing else to do.', 'If it is a mistake:'],
        [
          'Sign in to the portal, read the reasons and write your answer.',
          'If you prefer, go to the desk and bring your papers.',
          'Ask for free help at the desk or at a patronato.',
        ],
      ),
      byWhen: byWhen(`Answer by ${by(answerBy)}.`, 'Before that day nobody decides without your answer.'),
      otherwise: ifNot(
        'After that day two persons of the office decide, not one alone.',
        'If they close the case we write to you why, and where to appeal.',
      ),
      ending: ['The proceeding goes on. We write to you also if the case stays open.'],
      notYou: 'Is it not true?',
    });
  },

  'closure-dropped': (parameters, context) => {
    const { caseNumber, didDate, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: there is news`,
      preheader: 'Your case stays open.',
      title: 'Your case stays open',
      dates: didDate === undefined ? [] : [didDateFact(didDate)],
      office,
      receipt: 'entered',
      happened: happened(
        'The office had proposed to close your case. The proposal was not approved.',
        ...stillCounts(didDate),
      ),
      todo: todo(['You have nothing else to do.'], ['On the portal you see what the next step is.']),
      byWhen: byWhen('The deadlines of your case are written in the portal.'),
      otherwise: ifNot('Nothing happens.'),
      ending: ['The proceeding goes on as before.'],
      notYou: 'Is something not right?',
    });
  },
};
