import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, happened, ifNot, todo, words } from './en-words.ts';

type Contested = ParametersOf<'breach-contested'>;

/** What a contested fact is about, without a word on the person. */
const matters: Readonly<Record<Contested['what'], string>> = {
  'call-up': 'a call-up of the office',
  orientation: 'an activity of orientation',
  training: 'a course or another activity of training',
  offer: 'an offer of work',
  declaration: 'the declaration of immediate availability',
};

/** What can follow, at most. */
function possibleEffect({ possible, possibleDays, factOn }: Contested): string {
  const from = `from the day after ${day(factOn)}`;
  if (possible === 'cut') return `the benefit can be cut by ${possibleDays} days, ${from}`;
  return possible === 'forfeiture'
    ? `the benefit and the status of unemployment can end, ${from}`
    : `the benefit can end, ${from}; what has accrued stays yours`;
}

/** By which way the act itself arrives. */
const ways: Readonly<Record<Contested['channel'], string>> = {
  'portal-read': 'The act with the facts is on the portal: the time to answer runs from when you read it there.',
  email: 'The act with the facts comes to you by email: the time to answer runs from when you get it.',
  pec: 'The act with the facts comes to you by certified mail: the time to answer runs from when you get it.',
  'registered-letter':
    'The act with the facts comes to you by registered letter: the time to answer runs from when you get it.',
  hand: 'The act with the facts is handed to you: the time to answer runs from then.',
};

/** Reasons that the law admits: the list of everybody, never the person's own. */
const admitted = [
  'Admitted are for example: illness or injury, pregnancy or maternity, a grave family reason.',
  'Also: civilian or military service, a summons to court, a limit on your mobility by law.',
  'And everything out of your control.',
];

/** The English mails about a fact that is contested: the same facts as the Italian ones, in the same order. */
export const proceedings: Pick<Texts, 'breach-contested' | 'justification-received'> = {
  'breach-contested': (parameters, context) => {
    const { caseNumber, what, factOn, rule, answerDays, channel, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: you can answer`,
      preheader: 'Open this email: it says how, and in what time.',
      title: 'The office asks you to explain a fact',
      dates: [
        fact('What it is about', matters[what]),
        fact('Day of the fact', day(factOn)),
        fact('Rule', rule),
        fact('What can change, at most', possibleEffect(parameters)),
      ],
      office,
      receipt: 'entered',
      happened: happened(
        `The office contests a fact of ${day(factOn)}.`,
        'Nothing has been decided. The office must hear you first.',
        ways[channel],
        'Until somebody decides, your DID and your benefit do not change.',
      ),
      todo: todo(
        ['Read the facts and say what you have to say:'],
        [
          'Sign in to the portal, open the case and write your answer.',
          'If you prefer, go to the desk and bring your papers.',
          'Put no news of your health into emails: write them on the portal.',
          ...admitted,
          'You can see the papers of the case and have copies: ask at the office.',
          'Ask for free help at the desk or at a patronato.',
        ],
      ),
      byWhen: byWhen(
        `You have ${answerDays} days from when you get the act. The portal tells you the last day.`,
        'Before then nobody can decide against you.',
      ),
      otherwise: ifNot(
        `After that time ${parameters.decidedBy === 'inps' ? 'INPS' : 'the office'} decides on what it has.`,
        'Who contested the fact does not decide against you alone.',
        'If you disagree with the decision, you can appeal: we write to you how.',
      ),
      ending: ['The proceeding ends with a decision. We write to you also if nothing changes.'],
      notYou: 'Is something not right?',
    });
  },

  'justification-received': (parameters, context) => {
    const { caseNumber, to, inTime, receivedOn, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: we have received your answer`,
      preheader: 'This email is your receipt.',
      title: 'We have received your answer',
      dates: [
        fact('You answered', to === 'call-up' ? 'to a call-up' : 'to a contested fact'),
        ...(receivedOn === undefined ? [] : [fact('It reached the office', day(receivedOn))]),
      ],
      office,
      happened: happened(
        receivedOn === undefined
          ? 'Your answer is on the case, with the day and the hour at which it came.'
          : 'The office entered the answer that you gave on the case, with the day on which it received it.',
        inTime ? 'It came in time.' : 'It came after the last day. We keep it all the same: who decides reads it.',
        parameters.decidedBy === 'inps'
          ? 'Only INPS, which decides, and the job centre read it.'
          : 'Only the job centre that decides reads it.',
      ),
      todo: todo(
        ['You have nothing else to do.'],
        ['If you have more to say, write it on the portal. Bring papers to the desk.'],
      ),
      byWhen: byWhen('The deadlines of your case are written in the portal.'),
      otherwise: ifNot('The office looks at what you wrote and lets you know.'),
      ending: ['The proceeding goes on. When there is a decision we write to you.'],
      notYou: 'Was it not you who answered?',
    });
  },
};
