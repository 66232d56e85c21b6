import { documentsToBring } from '../../domain/communications.ts';
import { dateInRome, type PlainDate } from '../../domain/dates.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import {
  bring,
  by,
  byAtOffice,
  byWhen,
  choose,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  soon,
  todo,
  words,
} from './en-words.ts';
import { moment, shortDate } from './words.ts';

const times = {
  1: 'This is the first of two reminders.',
  2: 'This is the second of two reminders: it is the last.',
} as const;
const complete = (date: PlainDate) => fact('To be completed by', day(date));
const wholeDay = 'That day is included.';

/** The English mails about a file that is not completed: the same facts as the Italian ones, in the same order. */
export const ends: Pick<Texts, 'completion-reminder' | 'term-extended' | 'file-closed'> = {
  'completion-reminder': (parameters, context) => {
    const { didDate, closesOn, noticeNumber, receivedAt, office, documents = documentsToBring } = parameters;
    if (didDate === undefined) {
      return caseMail(words, parameters, context, {
        subject: `Reminder: release the DID by ${shortDate('en', closesOn)}`,
        preheader: 'The DID is not released yet: one step is missing.',
        title: 'Reminder: the DID is not released yet',
        dates: [fact('Draft saved', moment('en', receivedAt)), complete(closesOn)],
        office,
        happened: happened(
          'You have a draft on the portal. The DID is not released yet: for now no DID exists.',
          'Unemployment starts only from the day on which you release the DID.',
          times[noticeNumber],
        ),
        todo: todo(
          ['Do you no longer need the DID? Then you have nothing to do.', 'If you still need it:'],
          ['Sign in to the portal.', 'Check the data of the draft.', 'Press “Save DID”.'],
        ),
        byWhen: byWhen(`Release the DID by ${by(closesOn)}. ${wholeDay}`, 'Do you need help? Call: it is free.'),
        otherwise: ifNot(
          'After that day the draft will be deleted.',
          'This is not a sanction: you can always make a new draft.',
        ),
        ending: ['The proceeding is not open yet: it starts when you release the DID.'],
        notYou: 'Was it not you who saved the draft?',
      });
    }
    return caseMail(words, parameters, context, {
      subject: `Reminder: complete the DID by ${shortDate('en', closesOn)}`,
      preheader: 'What is missing, what to bring, who helps you.',
      title: 'Reminder: your DID has to be completed',
      dates: [fact('DID released', moment('en', receivedAt)), didDateFact(didDate), complete(closesOn)],
      office,
      happened: happened(
        'You released the DID “con riserva” (with reserve). We have no record that it was completed.',
        'One step is missing: the office has to see who you are. Then you need the pact (PSP).',
        `The date counts in any case. Unemployment starts from the day of the DID: ${day(didDate)}.`,
        'This email is not a sanction.',
        times[noticeNumber],
      ),
      todo: todo(
        [
          ...(office ? [] : ['If you have not chosen yet, choose on the portal who follows you.']),
          ...meet,
          'Did you bring the documents already? Call and we check together.',
          'Bring with you:',
        ],
        documents.map((document) => bring[document]),
      ),
      byWhen: byWhen(
        `Complete the DID by ${byAtOffice(closesOn)}. ${wholeDay}`,
        'Do you need more time? Call and ask for a later date.',
        lateOffice,
      ),
      otherwise: ifNot(
        'After that day the case may be closed. If so, we write to you.',
        'This is not a sanction and reduces no benefit.',
        'You can ask to reopen the case with the same date.',
      ),
      ending: pactEnds,
      notYou: 'Was it not you who released the DID?',
    });
  },

  'term-extended': (parameters, context) => {
    const { didDate, closesOn, before, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `You have more time: complete the DID by ${shortDate('en', closesOn)}`,
      preheader: 'The office has given you more time.',
      title: 'You have more time to complete the DID',
      dates: [didDateFact(didDate), fact('Until now by', day(before)), complete(closesOn)],
      office,
      receipt: 'entered',
      happened: happened(
        'The office has given you more time to complete the DID con riserva.',
        `The last day was ${day(before)}. Now it is ${day(closesOn)}.`,
        'The date of your DID does not change.',
      ),
      todo: todo([...(office ? [] : choose), ...meet, 'Bring a valid identity document.'], []),
      byWhen: byWhen(`Complete the DID by ${byAtOffice(closesOn)}. ${wholeDay}`, lateOffice),
      otherwise: ifNot('After that day the case may be closed. We write to you twice before.'),
      ending: pactEnds,
      notYou: 'Did you not ask for more time?',
    });
  },

  'file-closed': (parameters, context) => {
    const { caseNumber, didDate, office } = parameters;
    const neutral = {
      subject: `Case ${caseNumber}: there is news`,
      preheader: 'Open this email: it says what you can do.',
    };
    if (didDate === undefined) {
      return caseMail(words, parameters, context, {
        ...neutral,
        title: 'Draft deleted: no DID had been released',
        dates: [],
        receipt: 'deleted',
        office,
        happened: happened(
          'The draft is deleted. No DID had been released.',
          'We wrote to you twice before. This is not a sanction.',
        ),
        todo: todo(
          ['Do you not need the DID? Then you have nothing else to do.', 'If you still need it:'],
          ['Sign in to the portal.', 'Make a new draft.', 'Press “Save DID”.'],
        ),
        byWhen: byWhen('There is no deadline.', 'Unemployment starts only from the day on which you release the DID.'),
        otherwise: ifNot('Nothing happens: you can make a new draft whenever you want.'),
        ending: ['No proceeding is open.'],
        notYou: 'Was it not you who had saved the draft?',
      });
    }
    return caseMail(words, parameters, context, {
      ...neutral,
      title: 'Case closed: the DID with reserve was not completed',
      dates: [didDateFact(didDate)],
      receipt: 'closed',
      office,
      happened: happened(
        'The case is closed because the DID with reserve was not completed.',
        `It is the DID of ${day(didDate)}. We have no record that the office checked your identity.`,
        'We wrote to you twice before.',
        'This is not a sanction and reduces no benefit.',
      ),
      todo: todo(
        [
          'You have two possibilities. To choose, you can get free help at the desk or at a patronato.',
          'To have the case reopened, call the job centre or go in person. You need the case number.',
        ],
        [
          'You can ask to reopen the case with the same date. Then you complete the DID.',
          'Or release a new DID on the portal. Unemployment will start from the new day.',
        ],
      ),
      byWhen: byWhen(soon, 'If we reopen the case, the date of your DID does not change.'),
      otherwise: ifNot('The case stays closed. With this DID you cannot sign the pact (PSP).'),
      decision: {
        rule: 'a DID with reserve is completed within a term, which we wrote to you twice',
        effect: `this DID no longer counts from ${day(dateInRome(parameters.receivedAt))}`,
        decidedBy: 'the service, at the end of the term: nobody judged you',
        appeal: parameters.appeal,
      },
      ending: ['With the closing this proceeding is over. If we reopen the case, it goes on.'],
      notYou: 'Was it not you who had released the DID?',
    });
  },
};
