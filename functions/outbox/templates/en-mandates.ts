import type { MandateScope } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { acted, named, revoked } from './en-delegates.ts';
import * as representatives from './en-representatives.ts';
import { by, byWhen, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'Your mandate to a patronato for the DID');
const call = 'Take the mandate back in the portal and tell us at once. One call is enough:';
const may: Readonly<Record<MandateScope, string>> = {
  see: 'can see where the case stands, and the deadlines',
  'fill-in': 'can prepare the draft of the DID',
  'tell-inps': 'can enter the date and the receipt of the application to INPS',
};
const never = 'It cannot release the DID, choose for you or change your email. These emails come to you alone.';
const revoke = 'Do you want to take the mandate back? Do it in the portal: it ends at once.';

/** The English mails about the mandate to a patronato. */
export const mandates: Pick<Texts, 'mandate-given' | 'mandate-ended' | 'mandate-act'> = {
  'mandate-given': (parameters, context) => {
    const { givenAt, patronato, until, scope, representative } = parameters;
    if (representative !== undefined) return representatives.recorded(parameters, representative, context);
    if (patronato === undefined) return named(givenAt, until, context);
    return mailboxMail(words, context, {
      subject: 'You gave a mandate to a patronato',
      preheader: 'Open this email: it says what the patronato can do.',
      title: 'You gave a mandate to a patronato',
      facts: [
        object,
        fact('Patronato', patronato),
        fact('Mandate given', moment('en', givenAt)),
        fact('Valid until', by(until)),
      ],
      code: null,
      happened: happened(
        `From now on the patronato ${may.see}.`,
        ...scope.filter((one) => one !== 'see').map((one) => `It also ${may[one]}.`),
        never,
      ),
      todo: todo(['You have nothing else to do.'], ['We write to you each time the patronato does something.', revoke]),
      byWhen: byWhen(`The mandate ends by itself after ${by(until)}. You can take it back at any time.`),
      otherwise: ifNot('If you do nothing, the mandate is valid until its last day.'),
      notYou: 'Was it not you?',
      report: call,
      closing: words.closing,
    });
  },

  'mandate-ended': (parameters, context) => {
    const { endedAt, patronato, namedAt, representative } = parameters;
    if (representative !== undefined) return representatives.ended(parameters, representative, context);
    if (patronato === undefined) return revoked(endedAt, namedAt, context);
    return mailboxMail(words, context, {
      subject: 'You took back the mandate to a patronato',
      preheader: 'Open this email: it says what changes.',
      title: 'You took back the mandate to a patronato',
      facts: [object, fact('Patronato', patronato), fact('Mandate taken back', moment('en', endedAt))],
      code: null,
      happened: happened(
        'From now on the patronato does not see your case and can do nothing any more.',
        'What it has entered stays: you can change it while it is a draft.',
      ),
      todo: todo(['You have nothing else to do.'], ['Check in the portal that the data are right.']),
      byWhen: byWhen('There is no deadline.'),
      otherwise: ifNot('The case stays as it is. If you change your mind, you can give another mandate.'),
      notYou: 'Was it not you?',
      report: 'Tell us at once. One call is enough:',
      closing: words.closing,
    });
  },

  'mandate-act': (parameters, context) => {
    const { caseNumber, receivedAt, patronato, representative, what } = parameters;
    if (representative !== undefined) return representatives.acted(parameters, representative, context);
    if (patronato === undefined) return acted(parameters, context);
    const draft = what === 'write-data';
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: the patronato wrote for you`,
      preheader: 'Open this email: it says what the patronato did.',
      title: draft ? 'The patronato wrote in your draft' : 'The patronato wrote about your application to INPS',
      dates: [fact('Patronato', patronato), fact('When', moment('en', receivedAt))],
      happened: happened(
        draft
          ? 'With your mandate the patronato entered data in the draft of the DID.'
          : 'With your mandate the patronato entered the date and receipt of your application to INPS.',
        draft ? 'It is still a draft: no DID has been released.' : 'The date of the application counts for your DID.',
      ),
      todo: todo(
        [],
        [
          'Sign in to the portal and read what was entered.',
          draft
            ? 'If it is wrong, change it. Then release the DID yourself.'
            : 'If it is wrong, change it in the portal.',
        ],
      ),
      byWhen: byWhen(draft ? 'Do it before you release the DID.' : 'Do it as soon as you can.'),
      otherwise: ifNot(
        draft ? 'The draft stays as it is. Nobody releases it without you.' : 'The case goes on with these data.',
        revoke,
      ),
      ending: [
        draft ? 'The proceeding begins when you release the DID.' : 'The proceeding ends when you sign the pact.',
      ],
      notYou: 'Do you not know this patronato?',
    });
  },
};
