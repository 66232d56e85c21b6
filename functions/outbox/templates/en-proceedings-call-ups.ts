import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, happened, soon, todo, words } from './en-words.ts';
import { moment, shortMoment } from './words.ts';

type Called = ParametersOf<'call-up'>;

const purposes: Readonly<Record<Called['purpose'], string>> = {
  meeting: 'a meeting at the office',
  orientation: 'a meeting of orientation',
  training: 'a training activity',
};

/** By which way the act itself comes, beside this mail. */
const ways: Readonly<Record<Called['channel'], string>> = {
  'portal-read': 'The call-up is on the portal: if you open it, that day is its service and the term runs from it.',
  email: 'This email is the call-up, as you agreed in the pact.',
  pec: 'The call-up comes by certified mail (PEC): this email tells you of it.',
  'registered-letter': 'The call-up comes by registered letter: this email tells you of it.',
  hand: 'The call-up was handed to you: this email helps you to remember it.',
};

const reasons = [
  'Illness or accident.',
  'Pregnancy or maternity.',
  'Civil service or a military call-up.',
  'A court has summoned you.',
  'A serious family reason.',
  'A limit that the law sets to where you may go.',
  'Something beyond your control.',
];

const toExplain = (last: Called['explainBy']) => [
  'Tell us before, if you can: on the portal, by telephone, or by answering this email.',
  `Could you not tell us? Say why by ${by(last)}.`,
  'Days on which you are kept away do not count.',
];

/** The end of what is told, for who has a pact and for who is to sign one. */
const ending = ['If the pact is not signed yet, the proceeding ends when you sign it.'];

const why: Readonly<Record<ParametersOf<'call-up-cancelled'>['by'], string>> = {
  office: 'The office cancelled this call-up.',
  'operator-changed': 'Another office follows you now: this call-up counts no more.',
  'case-ended': 'Your case has changed: this call-up counts no more.',
};

/** The English mails about call-ups: the same facts as the Italian ones, in the same order. */
export const callUps: Pick<Texts, 'call-up' | 'call-up-cancelled' | 'call-up-missed' | 'absence-excused'> = {
  'call-up': (parameters, context) => {
    const { appointment, place, purpose, channel, pact, benefit, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Meeting ${shortMoment('en', appointment.startsAt)}`,
      preheader: 'Day, time and place; what to do if you cannot come.',
      title: 'We call you to a meeting',
      receipt: 'entered',
      dates: [fact('Day and time', moment('en', appointment.startsAt)), fact('Place', place)],
      office: parameters.office,
      happened: happened(
        `The office calls you to ${purposes[purpose]}.`,
        pact
          ? 'It is compulsory: the pact that you signed and the law ask for it (D.Lgs. 150/2015, article 21).'
          : 'It is compulsory: there you sign the pact (D.Lgs. 150/2015, articles 20 and 21).',
        ways[channel],
        'The attached file puts it into your calendar.',
      ),
      todo: todo(
        ['Do you need an accessible room or an interpreter? Call the office before: it is free.'],
        ['Bring a valid identity document.', 'You may come with somebody you trust.'],
      ),
      byWhen: byWhen(`Come on ${moment('en', appointment.startsAt)}.`),
      otherwise: section(
        'If you cannot come',
        [
          ...toExplain(explainBy),
          ...(benefit
            ? [
                'Without an allowed reason the absence can be contested and can reduce your benefit.',
                'Before any decision we write to you and you can answer.',
              ]
            : ['The absence is noted and nothing more, and the office calls you again.']),
          'Nothing is decided automatically, and the date of your DID does not change.',
          'Allowed are for instance:',
        ],
        { items: reasons },
      ),
      ending,
      notYou: 'Do you have no DID with us?',
    });
  },

  'call-up-cancelled': (parameters, context) => {
    const { appointment, place } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: meeting cancelled`,
      preheader: 'You need not come on that day.',
      title: 'The meeting is cancelled',
      dates: [
        fact('It was on', moment('en', appointment.startsAt)),
        fact('Place', place),
        fact('Cancelled', moment('en', parameters.receivedAt)),
      ],
      office: parameters.office,
      happened: happened(why[parameters.by], 'The attached file takes it out of your calendar.'),
      todo: todo(['You need to do nothing.'], []),
      byWhen: byWhen('There is no deadline.'),
      otherwise: section('What can happen', [
        'If another meeting is needed, we write to you again.',
        'The date of your DID does not change.',
      ]),
      ending,
      notYou: 'Do you know nothing of it?',
    });
  },

  'call-up-missed': (parameters, context) => {
    const { startedAt, late, benefit, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: write to us in time`,
      preheader: 'What was noted and what you can do.',
      title: late ? 'The meeting did not take place' : 'You do not seem to have been at the meeting',
      receipt: 'entered',
      dates: [fact('Meeting', moment('en', startedAt)), fact('Noted', moment('en', parameters.receivedAt))],
      office: parameters.office,
      happened: happened(
        late
          ? 'The office noted that you arrived when the meeting could not be held any more.'
          : 'The office noted that you were not at the meeting.',
        benefit
          ? 'Nothing is decided. Without an allowed reason the absence can be contested.'
          : 'There is no consequence, and the date of your DID does not change.',
      ),
      todo: todo(
        ['You were there, or could not come? Say why on the portal, by telephone, or by answering this email.'],
        ['A few words are enough: a document can be shown later.'],
      ),
      byWhen: byWhen(`Say why by ${by(explainBy)}.`, 'Days on which you are kept away do not count.'),
      otherwise: section(
        'If you do not',
        benefit
          ? ['The office can contest the absence: then we write to you and you can still answer.']
          : ['The office calls you to another meeting.'],
      ),
      ending,
      notYou: 'Did you have no meeting?',
    });
  },

  'absence-excused': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: your reason is accepted`,
      preheader: 'There is no consequence.',
      title: 'The reason that you gave is accepted',
      receipt: 'entered',
      dates: [fact('Meeting', moment('en', parameters.startedAt))],
      office: parameters.office,
      happened: happened('The office accepted the reason why you were not there.', 'There is no consequence.'),
      todo: todo(['You need to do nothing: the office calls you to another meeting.'], []),
      byWhen: byWhen(`Would you like to know sooner? Call us. ${soon}`),
      otherwise: section('If you wait', ['The date of your DID does not change.', 'We write to you.']),
      ending,
      notYou: 'Do you know nothing of it?',
    }),
};
