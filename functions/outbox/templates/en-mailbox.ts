import { mailboxMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

/** The English mails about the mailbox itself. */
export const mailbox: Pick<Texts, 'mailbox-code' | 'mailbox-changed'> = {
  'mailbox-code': (parameters, context, code) =>
    mailboxMail(words, context, {
      subject: 'Prove your mailbox with this code',
      preheader: 'Open this email to read the code.',
      title: 'Prove that this mailbox is yours',
      facts: [fact(words.facts.object, words.facts.objectOfCode)],
      code: { label: 'Your code', value: code },
      happened: happened(
        'Someone wrote this email address on the portal. Before we use it we have to know if it is yours.',
        'We will write to you here about your DID. The mailbox must be yours alone.',
        'Do not use the mailbox of a patronato, a company or a relative.',
      ),
      todo: todo([], ['Go back to the portal.', 'Write the code on the page that you had open.']),
      byWhen: byWhen(`The code is valid until ${moment('en', parameters.validUntil)}.`),
      otherwise: ifNot('We do not use this mailbox. You can always ask for another code.'),
      notYou: 'Did you not ask for the code?',
      report: 'Do not use it and give it to nobody. Then report it:',
      closing: [
        'This email was sent to this mailbox only. We never ask for passwords or IBANs.',
        'Write the code on the portal only: nobody will ask you for it by voice.',
      ],
    }),

  'mailbox-changed': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'From now on we write to this address',
      preheader: 'You changed the email address for your DID.',
      title: 'From now on we write to this address',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Mailbox changed', moment('en', parameters.changedAt)),
      ],
      code: null,
      happened: happened(
        'You proved that this mailbox is yours. From now on the communications about your DID come only here.',
        'Did some emails not reach you? We send them to you again here.',
      ),
      todo: todo(['You have nothing else to do.'], ['Read this mailbox often.', 'Let nobody else use it.']),
      byWhen: byWhen('There is no deadline for the mailbox.', 'The deadlines of your case are written in the portal.'),
      otherwise: section('If you change mailbox again', [
        'Call or visit a job centre. Before we use a new address we check that it is yours.',
      ]),
      notYou: 'Was it not you?',
      report: 'Change the password of this mailbox and tell us at once. One call is enough:',
      closing: words.closing,
    }),
};
