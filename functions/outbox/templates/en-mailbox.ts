import { type MailboxTexts, mailboxMail } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, happened, ifNot, todo, words } from './en-words.ts';
import { moment } from './words.ts';

/** The English mails about the mailbox itself. */
export const mailbox: MailboxTexts = {
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
        'You can do it on the portal. Before we use a new address we check that it is yours.',
      ]),
      notYou: 'Was it not you?',
      report: 'Change the password of this mailbox and tell us at once. One call is enough:',
      closing: words.closing,
    }),

  'mailbox-change-asked': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Did you ask us to write to another address?',
      preheader: 'If it was not you, stop it today on the portal.',
      title: 'Did you ask us to write to another address?',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Request received', moment('en', parameters.askedAt)),
        fact('The change comes after', moment('en', parameters.changesAt)),
      ],
      code: null,
      happened: happened(
        'Someone asked on the portal to use another email address for your DID.',
        'Nothing has changed yet: for now we write to you here.',
      ),
      todo: todo(
        ['If it was you, you have nothing to do.'],
        ['If it was not you, sign in to the portal.', 'Open your data and stop the change of address.'],
      ),
      byWhen: byWhen(`You can stop it until ${moment('en', parameters.changesAt)}.`),
      otherwise: ifNot('After that moment we write to the new address only. Your DID does not change.'),
      notYou: 'Was it not you?',
      report: 'Change the password that you use for the portal. If you cannot sign in, call at once:',
      closing: words.closing,
    }),

  'mailbox-change-stopped': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'We go on writing to this address',
      preheader: 'The change of address was stopped.',
      title: 'We go on writing to this address',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Change stopped', moment('en', parameters.stoppedAt)),
      ],
      code: null,
      happened: happened(
        'The change of your email address was stopped. Nothing has changed.',
        'The communications about your DID still come here.',
      ),
      todo: todo(
        ['For now you have nothing else to do.'],
        ['If you do want another address, sign in with SPID, CIE or CNS.', 'Or visit a job centre.'],
      ),
      byWhen: byWhen('There is no deadline.', 'The deadlines of your case are written in the portal.'),
      otherwise: ifNot('We always write to you here. Your DID does not change.'),
      notYou: 'Did you not stop it?',
      report: 'Tell us at once. One call is enough:',
      closing: words.closing,
    }),

  'mailbox-listed': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'We need another address of yours for your DID',
      preheader: 'Meanwhile we go on writing to you here.',
      title: 'We need another address of yours for your DID',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Check made', moment('en', parameters.listedAt)),
      ],
      code: null,
      happened: happened(
        'This mailbox turns out to be that of an office, an association or a patronato.',
        'It was fine when you named it: what you did stays valid.',
        'From now on the mailbox for your DID must be yours alone.',
      ),
      todo: todo(
        [],
        [
          'Open a mailbox of your own, if you have none. It is free.',
          'Sign in to the portal and write the new address.',
          'If you need help, visit a job centre.',
        ],
      ),
      byWhen: byWhen('Do it as soon as you can. There is no fixed day.'),
      otherwise: ifNot('We go on writing to you here. An office will look for you to help. Your DID does not change.'),
      notYou: 'Is the mailbox really yours alone?',
      report: 'Tell us, and we put it right. One call is enough:',
      closing: words.closing,
    }),

  'guardian-recorded': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Another person may get your emails',
      preheader: 'A job centre wrote it into your data.',
      title: 'Another person may get your emails',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Entry made', moment('en', parameters.recordedAt)),
      ],
      code: null,
      happened: happened(
        'Someone showed a paper at the counter. It says that they may get your emails about the DID.',
        'It may be your guardian, a parent or a person you trust.',
        'For now we still write to you here.',
      ),
      todo: todo(
        ['If this is right, you have nothing to do.'],
        ['If you want to use their address, write it on the portal.', 'If it is wrong, call at once.'],
      ),
      byWhen: byWhen('There is no deadline. If it is wrong, call today.'),
      otherwise: ifNot('Nothing changes: we always write to you here.'),
      notYou: 'Do you not know this person?',
      report: 'Tell us at once. One call is enough:',
      closing: words.closing,
    }),
};
