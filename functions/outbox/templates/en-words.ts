import type { DocumentToBring } from '../../domain/communications.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { CommonWords } from './common.ts';
import { fact, type Row, section } from './content.ts';
import { longDate } from './words.ts';

/** Who hears what is brought against a decision. */
export const courts = {
  ordinary: 'to the ordinary court (Tribunale)',
  administrative: 'to the administrative court (TAR)',
} as const;

/** What every English mail says, with the names of its sections. */
export const words: CommonWords = {
  language: 'en',
  contacts: {
    office: 'Office',
    address: 'Address',
    phone: 'Telephone',
    email: 'Email',
    hours: 'Opening hours',
    officer: 'Responsible for the proceeding',
    pec: 'Certified mail (PEC) of the office',
    help: 'Help by telephone',
    desk: 'Desk',
    portal: 'Portal',
  },
  facts: {
    caseNumber: 'Case',
    protocol: 'Protocol number',
    numbered: (number, day) => `${number} of ${day}`,
    object: 'About',
    objectOfCase: 'Declaration of immediate availability (DID) and service pact (PSP)',
    objectOfCode: 'Proof of the mailbox for the DID',
    objectOfMailbox: 'Mailbox for the DID',
    receipts: {
      received: { number: 'Receipt number', at: 'Request received' },
      entered: { number: 'Entry number', at: 'Entry received' },
      closed: { number: 'Entry number', at: 'Case closed' },
      deleted: { number: 'Entry number', at: 'Draft deleted' },
    },
  },
  openPortal: 'Open the portal',
  office: {
    heading: 'Who can help you',
    chosen: 'Call or go in person: help is free.',
    none: 'If in doubt, call: help is free.',
    answer: 'You can answer this email, too, from your own mailbox.',
  },
  ending: {
    heading: 'How the proceeding ends',
    late: (office) =>
      `When the office has to answer you, it has 30 days. If it is late, ask the head of the office: ${office}.`,
  },
  decision: {
    heading: 'The decision',
    rule: 'Rule',
    effect: 'What changes',
    decidedBy: 'Who decided',
    appeal: 'Appeal',
    help: 'Free help',
    court: ({ court, days }) => `${courts[court]}, within ${days} days of the service of the decision`,
    freeHelp: 'at the desk or at a patronato',
  },
  onPaper: {
    noPortal: 'Do you not use the portal? At the office they do everything with you.',
    closing: ['This letter was sent to you only. We never ask for passwords, IBANs or codes.'],
  },
  file: {
    heading: 'How to see your case',
    lines: (caseNumber) => [
      `Sign in from the portal’s home page and open the case ${caseNumber}.`,
      'You can also see the documents at the office.',
    ],
  },
  report: 'Tell us at once. One call is enough:',
  privacy: {
    heading: 'Your data',
    line: 'We use your data only for the DID and for the pact.',
    notice: 'Privacy notice',
  },
  closing: ['This email was sent to you only. We never ask for passwords, IBANs or codes.'],
};

/** A day in running text, with its weekday. */
export const day = (date: PlainDate): string => longDate('en', date);
/** The date of the DID among the facts. */
export const didDateFact = (date: PlainDate): Row => fact('Date of the DID', day(date));
/** What happened. */
export const happened = (...paragraphs: string[]) => section('What happened', paragraphs);
/** What the person has to do: an explanation, then the steps. */
export const todo = (paragraphs: string[], items: string[]) => section('What you have to do', paragraphs, { items });
/** By when. */
export const byWhen = (...paragraphs: string[]) => section('By when', paragraphs);
/** The end of a term that runs out on the portal. */
export const by = (date: PlainDate): string => `${day(date)}, 23:59 (Italian time)`;
/** The end of a term that runs out at an office's counter. */
export const byAtOffice = (date: PlainDate): string => `${day(date)}, in the office’s opening hours (Italian time)`;
/** What follows if it is not done. */
export const ifNot = (...paragraphs: string[]) => section('If you do not', paragraphs);

/** Steps, terms and consequences that several mails share. */
export const choose = [
  'Sign in to the portal and choose who follows you.',
  'You can choose the job centre of the place where you live, or an accredited operator.',
];
export const meet = [
  'Make an appointment on the portal, by telephone or by email.',
  'If you prefer, go without an appointment during opening hours.',
];
export const sign = 'Bring a valid identity document and sign the pact.';
export const soon = 'Do it as soon as you can.';
export const lateOffice = 'If the office is late, the date of your DID does not change.';
export const withoutPact = [
  'The date of your DID does not change.',
  'The office may call you to a meeting.',
  'Until the pact is signed, your unemployment status is still to be confirmed.',
];
export const pactEnds = ['The proceeding ends when you sign the pact.'];
/** How a proceeding ends, for who has signed the pact and for who has not. */
export const endsBy = (pactSignedOn: string | undefined) =>
  pactSignedOn ? ['The proceeding goes on with the pact that you signed.'] : pactEnds;

/** What to bring, in words. */
export const bring: Readonly<Record<DocumentToBring, string>> = {
  'identity-document': 'A valid identity document.',
  'residence-permit': 'Your valid residence permit, if you are a citizen of a country outside the European Union.',
  'paper-declaration': 'At the office you also find a declaration on paper: you sign it there.',
  'fiscal-code-paper': 'The paper on which your provisional fiscal code is written.',
};
