import type { DocumentToBring, ParametersOf, TheAppointment } from '../../domain/communications.ts';
import { type Instant, timeInRome } from '../../domain/dates.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { bring, byAtOffice, byWhen, happened, soon, todo, words } from './en-words.ts';
import { moment, shortMoment } from './words.ts';

const at = ({ startsAt }: TheAppointment) => moment('en', startsAt);
const when = (appointment: TheAppointment) => fact('Day and time', at(appointment));
const asked = (receivedAt: Instant) => fact('Asked', moment('en', receivedAt));

const toBring = (documents: readonly DocumentToBring[]) =>
  todo(
    [
      'Do you need an accessible room or an interpreter? Call the office before: it is free.',
      'You may come with somebody you trust. Bring with you:',
    ],
    documents.map((document) => bring[document]),
  );
const beThere = (appointment: TheAppointment) =>
  byWhen(
    `Go to the office on ${at(appointment)}.`,
    'Until the pact is signed the meeting is compulsory: there you sign it. Day and time can be changed.',
    'To move or cancel it, use the portal before that time, or call.',
  );
const cannotCome = section('If you cannot come', [
  'Move the appointment, even on the same day.',
  'Could you not tell us? Call by the next day and explain why.',
  'What counts is for instance illness, accident, pregnancy, a serious family reason, something beyond your control.',
  'The date of your DID does not change. No decision is automatic.',
]);
const attached = 'The attached file puts the appointment into your calendar.';
const ending = ['If the pact is not signed yet, the proceeding ends when you sign it.'];

const booked: Readonly<Record<ParametersOf<'appointment-booked'>['by'], string>> = {
  citizen: 'You booked an appointment.',
  delegate: 'The person whom you named as delegate booked an appointment.',
  representative: 'Who acts for you by law booked an appointment.',
  office: 'The office made an appointment for you.',
};
const moved: Readonly<Record<ParametersOf<'appointment-moved'>['by'], string>> = {
  citizen: 'You moved the appointment.',
  delegate: 'The person whom you named as delegate moved the appointment.',
  representative: 'Who acts for you by law moved the appointment.',
  office: 'The office moved your appointment.',
};
const why: Readonly<Record<ParametersOf<'appointment-cancelled'>['by'], (at: string) => string[]>> = {
  citizen: (day) => [`You cancelled the appointment of ${day}.`],
  delegate: (day) => [`The person whom you named as delegate cancelled the appointment of ${day}.`],
  representative: (day) => [`Who acts for you by law cancelled the appointment of ${day}.`],
  office: (day) => [`The office cancelled the appointment of ${day}.`],
  'operator-changed': (day) => ['Another office follows you now.', `So the appointment of ${day} is cancelled.`],
  'case-ended': (day) => ['Your case has changed.', `So the appointment of ${day} is cancelled.`],
};

/** The English mails about an appointment: the same facts as the Italian ones, in the same order. */
export const appointments: Pick<
  Texts,
  'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-reminder' | 'appointment-missed'
> = {
  'appointment-booked': (parameters, context) => {
    const { appointment, office, documents, by } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Appointment on ${shortMoment('en', appointment.startsAt)}`,
      preheader: 'What to bring and how to move it.',
      title: 'You have an appointment at the office',
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened(booked[by], `It is on ${at(appointment)}.`, attached),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Did you not ask for the appointment?',
    });
  },

  'appointment-moved': (parameters, context) => {
    const { appointment, office, documents, by, movedFrom } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Appointment moved: ${shortMoment('en', appointment.startsAt)}`,
      preheader: 'Check the new day and the new time.',
      title: 'Your appointment has been moved',
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened(
        moved[by],
        `It was on ${moment('en', movedFrom)}.`,
        `Now it is on ${at(appointment)}.`,
        attached,
      ),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Did you not ask to move it?',
    });
  },

  'appointment-cancelled': (parameters, context) => {
    const { appointment, office, by } = parameters;
    const over = by === 'case-ended';
    return caseMail(words, parameters, context, {
      subject: `Appointment cancelled: ${shortMoment('en', appointment.startsAt)}`,
      preheader: 'That appointment is no longer valid.',
      title: 'Your appointment is cancelled',
      dates: [asked(parameters.receivedAt), fact('It was on', at(appointment))],
      office,
      happened: happened(...why[by](at(appointment)), 'The attached file takes it out of your calendar.'),
      todo: over
        ? todo(['You have nothing else to do.'], [])
        : todo(
            [],
            [
              'Make another appointment on the portal or by telephone.',
              'If you prefer, go without an appointment during opening hours.',
            ],
          ),
      byWhen: byWhen(over ? 'There is no deadline.' : soon),
      otherwise: over
        ? section('If you think this is a mistake', ['Call the office at once.'])
        : section('If you wait', ['The date of your DID does not change.', 'The office may call you to a meeting.']),
      ending: over ? ['The other email that we sent you tells how the proceeding ends.'] : ending,
      notYou: 'Do you know nothing of it?',
    });
  },

  'appointment-missed': (parameters, context) => {
    const { startedAt, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: your appointment`,
      preheader: 'What was noted and what you can do.',
      title: 'You do not seem to have been at the appointment',
      dates: [fact('Appointment', moment('en', startedAt)), fact('Noted', moment('en', parameters.receivedAt))],
      office: parameters.office,
      happened: happened(
        'The office noted that you were not at the appointment.',
        'There is no consequence, and the date of your DID does not change.',
      ),
      todo: todo(
        ['You were there, or could not come? Call and say why: the office corrects it.'],
        ['Make another appointment, on the portal or by telephone.'],
      ),
      byWhen: byWhen(`If you can, say why by ${byAtOffice(explainBy)}.`),
      otherwise: section('If you do not', ['Nothing is decided automatically.', 'Your case stays as it is.']),
      ending,
      notYou: 'Did you have no appointment?',
    });
  },

  'appointment-reminder': (parameters, context) => {
    const { appointment, office, documents } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Reminder: ${shortMoment('en', appointment.startsAt)}`,
      preheader: 'What to bring and how to move the appointment.',
      title: `See you at ${timeInRome(appointment.startsAt).replace(/^0/, '')}`,
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened('You have an appointment at the office.', `It is on ${at(appointment)}.`),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Did you not ask for the appointment?',
    });
  },
};
