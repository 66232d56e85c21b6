import type { ParametersOf } from '../../domain/communications.ts';
import type { MandateAct, RepresentativeKind, RepresentedScope } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail } from './common.ts';
import { fact, type MailContent } from './content.ts';
import type { Setting } from './context.ts';
import { by, byWhen, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'Who represents you for your DID');
const who: Readonly<Record<RepresentativeKind, string>> = {
  guardian: 'your guardian',
  'support-administrator': 'your administrator of support',
  parent: 'a parent',
};
const may: Readonly<Record<RepresentedScope, string>> = {
  see: 'see your case',
  declare: 'enter the data and release the DID',
  'choose-operator': 'choose the office that follows you',
  appointments: 'book, move and cancel appointments',
  answer: 'tell us of changes, answer the office and appeal',
  withdraw: 'withdraw the DID',
};
const did: Readonly<Partial<Record<MandateAct, string>>> = {
  'write-data': 'entered data in the draft of the DID',
  release: 'released the DID',
  'choose-operator': 'chose the office that follows you',
  withdraw: 'withdrew the DID',
  'undo-withdrawal': 'took the withdrawal of the DID back',
  'book-appointment': 'booked an appointment',
  'move-appointment': 'moved the appointment',
  'cancel-appointment': 'cancelled the appointment',
  'report-change': 'told us of a change',
  justify: 'answered a request of the office',
  'file-appeal': 'appealed against a decision',
};
const wrong = 'If it is wrong, tell a job centre: they can stop it at once.';

/** That an office recorded a legal representative. */
export const recorded = (
  { givenAt, from, until, representative, represented = [] }: ParametersOf<'mandate-given'>,
  kind: NonNullable<typeof representative>,
  context: Setting,
): MailContent =>
  mailboxMail(words, context, {
    subject: 'A job centre recorded who acts for you',
    preheader: 'Open this email: it says what this person can do.',
    title: 'We recorded who acts for you by law',
    facts: [
      object,
      fact('Recorded', moment('en', givenAt)),
      ...(from ? [fact('Valid from', by(from))] : []),
      fact('Valid until', by(until)),
    ],
    code: null,
    happened: happened(
      `A document was shown at the counter. For your DID ${who[kind]} can act.`,
      'They sign in with their own digital identity. This is what they can do.',
      ...represented.map((one) => `They can ${may[one]}.`),
      'These emails go to the mailbox that counts for you.',
    ),
    todo: todo(['If it is right, you have nothing to do.'], ['We write to you each time this person acts.', wrong]),
    byWhen: byWhen(`It ends by itself after ${by(until)}.`),
    otherwise: ifNot('If you do nothing, it is valid until its last day.'),
    notYou: 'Do you not know this person?',
    report: 'Tell us at once. One call is enough:',
    closing: words.closing,
  });

/** That an office ended what a legal representative may do. */
export const ended = (
  { endedAt, namedAt }: ParametersOf<'mandate-ended'>,
  kind: RepresentativeKind,
  context: Setting,
): MailContent =>
  mailboxMail(words, context, {
    subject: 'Who acted for you by law cannot do so any more',
    preheader: 'Open this email: it says what changes.',
    title: 'Who acted for you by law cannot do so any more',
    facts: [
      object,
      ...(namedAt ? [fact('Recorded', moment('en', namedAt))] : []),
      fact('Ended', moment('en', endedAt)),
    ],
    code: null,
    happened: happened(
      `From now on ${who[kind]} does not see your case and can do nothing any more.`,
      'What they have done stays.',
    ),
    todo: todo(['You have nothing else to do.'], ['Check the appointments and the deadlines in the portal.']),
    byWhen: byWhen('There is no deadline.'),
    otherwise: ifNot('The case stays as it is.'),
    notYou: 'Is it wrong?',
    report: 'Tell us at once. One call is enough:',
    closing: words.closing,
  });

/** What a legal representative did. */
export const acted = (
  parameters: ParametersOf<'mandate-act'>,
  kind: RepresentativeKind,
  context: Setting,
): MailContent => {
  const { caseNumber, receivedAt, namedAt, what } = parameters;
  return caseMail(words, parameters, context, {
    subject: `Case ${caseNumber}: who represents you did something`,
    preheader: 'Open this email: it says what was done.',
    title: 'Who represents you by law acted for you',
    dates: [...(namedAt ? [fact('Recorded', moment('en', namedAt))] : []), fact('When', moment('en', receivedAt))],
    happened: happened(
      `For you ${who[kind]} ${did[what] ?? 'worked on the case'}.`,
      'It counts for you. The history of the case says who did it.',
    ),
    todo: todo([], ['Sign in to the portal and read what was done.', wrong]),
    byWhen: byWhen('Do it as soon as you can.'),
    otherwise: ifNot('The case goes on like this.'),
    ending: ['The proceeding does not change: it ends as we wrote to you before.'],
    notYou: 'Do you not know this person?',
  });
};
