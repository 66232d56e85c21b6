import type { ParametersOf } from '../../domain/communications.ts';
import type { Instant, PlainDate } from '../../domain/dates.ts';
import type { MandateAct } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail } from './common.ts';
import { fact, type MailContent } from './content.ts';
import type { Setting } from './context.ts';
import { by, byWhen, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'The delegate for your DID');
const revoke = 'Do you want to take the mandate back? Do it in the portal: it ends at once.';
const since = (namedAt: Instant | undefined) => (namedAt ? [fact('Mandate given', moment('en', namedAt))] : []);

/** What a delegate did; a patronato's acts have words of their own. */
const did: Readonly<Partial<Record<MandateAct, string>>> = {
  'book-appointment': 'booked an appointment',
  'move-appointment': 'moved the appointment',
  'cancel-appointment': 'cancelled the appointment',
  'report-change': 'told us of a change',
  justify: 'answered a request of the office',
  'file-appeal': 'appealed against a decision',
};

/** That a delegate was named. */
export const named = (givenAt: Instant, until: PlainDate, context: Setting): MailContent =>
  mailboxMail(words, context, {
    subject: 'You named a trusted person as your delegate',
    preheader: 'Open this email: it says what this person can do.',
    title: 'You named a trusted person as your delegate',
    facts: [object, fact('Mandate given', moment('en', givenAt)), fact('Valid until', by(until))],
    code: null,
    happened: happened(
      'From now on this person can see your case. They sign in with their own digital identity.',
      'They can book, move and cancel appointments.',
      'They can tell us of changes, answer the office and appeal.',
      'They cannot release or withdraw the DID, choose for you or change your email.',
    ),
    todo: todo(['You have nothing else to do.'], ['We write to you each time this person does something.', revoke]),
    byWhen: byWhen(`The mandate ends by itself after ${by(until)}. You can take it back at any time.`),
    otherwise: ifNot('If you do nothing, the mandate is valid until its last day.'),
    notYou: 'Was it not you?',
    report: 'Take the mandate back in the portal and tell us at once. One call is enough:',
    closing: words.closing,
  });

/** That a delegate was taken back. */
export const revoked = (endedAt: Instant, namedAt: Instant | undefined, context: Setting): MailContent =>
  mailboxMail(words, context, {
    subject: 'You took back the mandate to a trusted person',
    preheader: 'Open this email: it says what changes.',
    title: 'You took back the mandate to a trusted person',
    facts: [object, ...since(namedAt), fact('Mandate taken back', moment('en', endedAt))],
    code: null,
    happened: happened(
      'From now on this person does not see your case and can do nothing any more.',
      'What they have done stays.',
    ),
    todo: todo(['You have nothing else to do.'], ['Check in the portal the appointments and what was told.']),
    byWhen: byWhen('There is no deadline.'),
    otherwise: ifNot('The case stays as it is. If you change your mind, you can give another mandate.'),
    notYou: 'Was it not you?',
    report: 'Tell us at once. One call is enough:',
    closing: words.closing,
  });

/** What a delegate did. */
export const acted = (parameters: ParametersOf<'mandate-act'>, context: Setting): MailContent => {
  const { caseNumber, receivedAt, namedAt, what } = parameters;
  return caseMail(words, parameters, context, {
    subject: `Case ${caseNumber}: your delegate did something`,
    preheader: 'Open this email: it says what your delegate did.',
    title: 'Your delegate acted for you',
    dates: [...since(namedAt), fact('When', moment('en', receivedAt))],
    happened: happened(
      `With your mandate this person ${did[what] ?? 'worked on the case'}.`,
      'It counts as if you had done it. The history of the case says that your delegate did it.',
    ),
    todo: todo([], ['Sign in to the portal and read what was done.', 'If it is wrong, change it or tell the office.']),
    byWhen: byWhen('Do it as soon as you can.'),
    otherwise: ifNot('The case goes on like this.', revoke),
    ending: ['The proceeding does not change: it ends as we wrote to you before.'],
    notYou: 'Did you name nobody as delegate?',
  });
};
