import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, didDateFact, happened, ifNot, soon, todo, words } from './en-words.ts';

type Job = ParametersOf<'job-news-told'>;

const told = 'The notices that employers have to give by law told us.';

function news({ job, from, until, toCome }: Job): readonly string[] {
  if (job === 'annulled') {
    return ['We had asked you about work: the notice was annulled.', `It was work from ${day(from)}.`];
  }
  if (job === 'ended')
    return [`We are told that work of yours has ended: the last day is ${day(until ?? from)}.`, told];
  return [`We are told of work of yours: it ${toCome ? 'begins' : 'began'} on ${day(from)}.`, told];
}

function steps({ job }: Job) {
  if (job === 'annulled') {
    return todo(['If you do not work, you have nothing else to do.'], ['If you do work, say so in the portal.']);
  }
  return todo(
    ['Tell us whether it is right:'],
    [
      'Enter the portal and open your case.',
      job === 'ended' ? 'If it is right, enter the last day of work.' : 'If it is right, enter the first day of work.',
      'If you earn little, say so: the status may stay as it is.',
      'If it is not right, call the office.',
    ],
  );
}

/** The English mail about work that employers told of: the same facts as the Italian one, in the same order. */
export const jobNews: Pick<Texts, 'job-news-told'> = {
  'job-news-told': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: tell us if it is right`,
      preheader: 'We got a piece of news. Nothing has changed.',
      title: 'A piece of news to check together',
      dates: [
        didDateFact(parameters.didDate),
        fact('From', day(parameters.from)),
        ...(parameters.until === undefined ? [] : [fact('Until', day(parameters.until))]),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(...news(parameters), 'We have decided nothing. Your DID stays as it is.'),
      todo: steps(parameters),
      byWhen: byWhen(soon, 'There is no last day.'),
      otherwise: ifNot('Nothing closes by itself. The office gets in touch to talk about it with you.'),
      ending: ['The proceeding goes on. Before any decision we write to you.'],
      notYou: 'Do you know nothing of it?',
    }),
};
