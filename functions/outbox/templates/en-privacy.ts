import { caseMail, mailboxMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, didDateFact, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

const noTerm = byWhen('There is no deadline.');
const object = fact(words.facts.object, 'Your data for the DID');
const call = 'Tell us at once. One call is enough:';
const beyond = 'If you do not agree, you can turn to the data protection authority (Garante) or to a court.';
const readWhy = 'Why is written in the portal, in your data.';

/** The English mails about a person's rights over their data. */
export const privacy: Pick<Texts, 'correction-asked' | 'correction-refused' | 'restriction' | 'account-ended'> = {
  'correction-asked': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: we have your request`,
      preheader: 'Open this email: it says by when we answer.',
      title: 'You asked us to correct your DID',
      dates: [didDateFact(parameters.didDate), fact('We answer by', day(parameters.answerBy))],
      office: parameters.office,
      happened: happened(
        'You wrote that there is a mistake in the DID. The office checks it.',
        'If it is so, one person proposes the correction and another approves it.',
        'For now the case stays as it is.',
      ),
      todo: todo(
        ['For now you have nothing else to do.'],
        ['Keep the papers ready that show the mistake.', 'If they are needed, the office asks you for them.'],
      ),
      byWhen: byWhen(`We answer by ${by(parameters.answerBy)}.`),
      otherwise: section('If we do not answer', ['The case stays as it is.', beyond]),
      ending: ['The request ends with the correction, or when we tell you why not.'],
      notYou: 'Did you not ask for it?',
    }),

  'correction-refused': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: the answer to your request`,
      preheader: 'Open this email: it says what you can do if you do not agree.',
      title: 'We found nothing to correct in your DID',
      dates: [didDateFact(parameters.didDate), fact('You asked on', day(parameters.askedOn))],
      office: parameters.office,
      happened: happened(
        'You wrote that there is a mistake in the DID. The office has checked it.',
        'For the office the data are right: the case stays as it is.',
        'Why is written in your case, on the portal.',
      ),
      todo: todo([], ['Open the portal and read why.', 'If you have other papers, send us a new request.']),
      byWhen: noTerm,
      otherwise: section('If you do not agree', [
        'You can complain to the data protection authority, the Garante (GDPR art. 77).',
        'You can also go to a court (GDPR art. 79).',
        'The Garante’s site is www.garanteprivacy.it.',
      ]),
      ending: ['Your request ends with this answer.'],
      notYou: 'Did you not ask for it?',
    }),

  restriction: ({ state, at, answerBy }, context) => {
    const own = {
      asked: {
        title: 'You asked us to restrict the use of your data',
        happened: happened(
          'We have your request. The region reads it and decides.',
          'Until it decides, no case is closed by itself.',
        ),
        todo: todo(['For now you have nothing else to do.'], ['Wait for our answer here.']),
        byWhen: answerBy === undefined ? noTerm : byWhen(`We answer by ${by(answerBy)}.`),
        otherwise: section('If we do not answer', [beyond]),
      },
      restricted: {
        title: 'We restricted the use of your data',
        happened: happened(
          'We said yes to your request.',
          'The offices see your data, but they cannot use them against you.',
          'You can do everything as before. No case is closed by itself.',
        ),
        todo: todo(['You have nothing else to do.'], [readWhy]),
        byWhen: byWhen('It holds until we write to you. We tell you before it ends.'),
        otherwise: ifNot('Nothing changes.'),
      },
      refused: {
        title: 'We did not restrict the use of your data',
        happened: happened('We read your request. The answer is no.', readWhy),
        todo: todo([], ['Sign in to the portal and read why.', 'If you have doubts, call.']),
        byWhen: noTerm,
        otherwise: section('If you do not agree', [beyond, 'You can also ask again.']),
      },
      ending: {
        title: 'The restriction of your data is about to end',
        happened: happened(
          'The reason to restrict your data is gone.',
          'For now the restriction still holds.',
          readWhy,
        ),
        todo: todo([], ['Sign in to the portal and read why.', 'If you do not agree, call at once.']),
        byWhen: byWhen('It may end from today: call as soon as you can.'),
        otherwise: section('If you do not agree', [beyond, 'You can also ask again.']),
      },
    }[state];
    return mailboxMail(words, context, {
      subject:
        state === 'asked' ? 'We have your request about your data' : 'There is news on your request about your data',
      preheader: 'Open this email: it says what happens.',
      ...own,
      facts: [
        object,
        fact(state === 'asked' ? 'Request received' : 'Decided', moment('en', at)),
        ...(answerBy === undefined ? [] : [fact('We answer by', day(answerBy))]),
      ],
      code: null,
      notYou: 'Did you not ask for it?',
      report: call,
      closing: words.closing,
    });
  },

  'account-ended': ({ endedAt, kept }, context) =>
    mailboxMail(words, context, {
      subject: 'This is our last email to you',
      preheader: 'Open this email: it says what stays.',
      title: 'Your account has ended',
      facts: [object, fact('Account ended', moment('en', endedAt))],
      code: null,
      happened: happened(
        'You asked to end your account. We did it.',
        'In a day we forget this address as well.',
        kept
          ? 'You had a DID: the case stays for the time that is needed, then we erase it.'
          : 'We keep nothing else of you.',
      ),
      todo: todo(['You have nothing else to do.'], ['If you need a DID, sign in to the portal again.']),
      byWhen: noTerm,
      otherwise: section('If you come back one day', [
        kept
          ? 'Sign in with SPID, CIE or CNS: you find your old cases again.'
          : 'Enter your data again: nothing is left here.',
      ]),
      notYou: 'Was it not you?',
      report: 'Call at once. One call is enough:',
      closing: words.closing,
    }),
};
