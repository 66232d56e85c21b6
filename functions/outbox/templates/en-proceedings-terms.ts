import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { by, byWhen, day, happened, ifNot, todo, words } from './en-words.ts';
import { shortDate } from './words.ts';

const answer = [
  'Enter the portal, open the case and write your answer.',
  'If you prefer, go to the desk and bring your papers.',
  'Ask for free help at the desk or from a patronato.',
];
const undecided = 'No decision has been taken.';
const wholeDay = 'That day is included.';
const ending = ['The proceeding goes on. We write to you when the office decides, whatever the decision is.'];

/** The English mails about the time to answer to what is contested: more of it, or that it ends soon. */
export const proceedingTerms: Pick<Texts, 'deadline-extended' | 'deadline-reminder'> = {
  'deadline-extended': (parameters, context) => {
    const { factOn, until, before, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `You have more time: answer by ${shortDate('en', until)}`,
      preheader: 'The office gave you more time to answer.',
      title: 'You have more time to answer',
      dates: [fact('Fact of', day(factOn)), fact('It was by', day(before)), fact('Answer by', day(until))],
      office,
      receipt: 'entered',
      happened: happened(
        'We wrote to you about a fact and asked you to answer.',
        `The last day to answer was ${day(before)}. Now it is ${day(until)}.`,
        undecided,
      ),
      todo: todo(['Have you answered already? Then there is nothing else to do.', 'If you want to answer:'], answer),
      byWhen: byWhen(`Answer by ${by(until)}. ${wholeDay}`),
      otherwise: ifNot('After that day the office may decide without your answer.'),
      ending,
      notYou: 'Did you not ask for more time?',
    });
  },

  'deadline-reminder': (parameters, context) => {
    const { factOn, contestedOn, until, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Reminder: answer by ${shortDate('en', until)}`,
      preheader: 'This is a reminder: you can still answer.',
      title: 'Reminder: you can still answer',
      dates: [fact('Fact of', day(factOn)), fact('We wrote to you', day(contestedOn)), fact('Answer by', day(until))],
      office,
      happened: happened(
        'We wrote to you about a fact and asked you to answer.',
        'No answer of yours is on record yet.',
        undecided,
        'The rules and the reasons that count are written on the portal.',
      ),
      todo: todo(['You do not have to answer. If you want to:'], answer),
      byWhen: byWhen(`Answer by ${by(until)}. ${wholeDay}`, 'Do you need more time? Ask the office before that day.'),
      otherwise: ifNot('After that day the office may decide without your answer.'),
      ending,
      notYou: 'Do you know nothing about this?',
    });
  },
};
