import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, type Row, section } from './content.ts';
import { appeals } from './en-appeals.ts';
import { appointments } from './en-appointments.ts';
import { bodies } from './en-bodies.ts';
import { closure } from './en-closure.ts';
import { decisions } from './en-decisions.ts';
import { ends } from './en-ends.ts';
import { jobNews } from './en-job-news.ts';
import { life } from './en-life.ts';
import { mailbox } from './en-mailbox.ts';
import { mandates } from './en-mandates.ts';
import { meeting } from './en-meeting.ts';
import { operators } from './en-operators.ts';
import { commitments, pact, signatureFacts } from './en-pact.ts';
import { privacy } from './en-privacy.ts';
import { proceedings } from './en-proceedings.ts';
import { callUps } from './en-proceedings-call-ups.ts';
import { proceedingTerms } from './en-proceedings-terms.ts';
import { replies } from './en-replies.ts';
import { routes } from './en-routes.ts';
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
  sign,
  soon,
  todo,
  withoutPact,
  words,
} from './en-words.ts';
import { moment, shortDate } from './words.ts';

const units = { D: ['day', 'days'], W: ['week', 'weeks'], M: ['month', 'months'] } as const;

/** An ISO 8601 duration as "every 2 weeks". */
function every(duration: string): string {
  const count = Number.parseInt(duration.slice(1), 10);
  const [one, many] = duration.endsWith('D') ? units.D : duration.endsWith('W') ? units.W : units.M;
  return count === 1 ? `every ${one}` : `every ${count} ${many}`;
}

type SameMeeting = NonNullable<ParametersOf<'psp-signed'>['sameMeeting']>;

/** What the same meeting brought before the pact, with its own entry. */
const before = {
  authenticated: 'At the same meeting the office checked your identity. The DID is no longer with reserve.',
  'extremes-verified': 'At the same meeting the office checked the data of the DID with you.',
} as const;
const checked = ({ what, on, receiptNumber }: SameMeeting): Row[] => [
  fact(what === 'authenticated' ? 'Identity checked on' : 'Data checked on', day(on)),
  fact('Entry number of the check', receiptNumber),
];

/** What each mail says in English: the same facts as the Italian text, in the same order. */
export const english: Texts = {
  'draft-saved': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Your draft is saved: now release the DID',
      preheader: 'The DID is not released yet: one step is missing.',
      title: 'Draft saved: the DID is not released yet',
      dates: [],
      happened: happened(
        'You saved a draft. The DID is not released yet.',
        'Unemployment starts only from the day on which you release the DID.',
      ),
      todo: todo(
        [
          'If you sign in with your digital identity, the DID is authentic at once.',
          'With a password alone the DID is “con riserva” (with reserve) and has to be completed later.',
        ],
        ['Sign in to the portal.', 'Check the data of the draft.', 'Press “Save DID”.'],
      ),
      byWhen: byWhen(parameters.completeBy ? `Release the DID by ${by(parameters.completeBy)}.` : soon),
      otherwise: ifNot(
        parameters.completeBy ? 'After that date the draft may be deleted.' : 'The draft stays without effect.',
        'This is not a sanction: you can always make a new draft.',
      ),
      ending: ['The proceeding is not open yet: it starts when you release the DID.'],
      notYou: 'Was it not you who saved the draft?',
    }),

  'did-released': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `DID released on ${shortDate('en', parameters.didDate)}: what to do now`,
      preheader: 'It is not over: now you need the pact.',
      title: 'You released the DID: now you need the pact',
      dates: [didDateFact(parameters.didDate)],
      office: parameters.office,
      happened: happened(
        `You released the DID. Unemployment starts from the day of the DID: ${day(parameters.didDate)}.`,
        'It is not over. To confirm your unemployment status you have to sign the pact (PSP).',
      ),
      todo: todo([], [...(parameters.office ? [] : choose), ...meet, sign]),
      byWhen: byWhen(
        parameters.completeBy ? `Go to the office by ${byAtOffice(parameters.completeBy)}.` : soon,
        lateOffice,
      ),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Was it not you?',
    }),

  'did-released-with-reserve': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'DID with reserve: bring these documents',
      preheader: 'The date counts already: now complete the DID.',
      title: 'DID released with reserve: now it has to be completed',
      dates: [didDateFact(parameters.didDate)],
      office: parameters.office,
      happened: happened(
        'You released the DID “con riserva” (with reserve): the office still has to see who you are.',
        `The date counts in any case. Unemployment starts from the day of the DID: ${day(parameters.didDate)}.`,
        'To confirm your unemployment status you then have to sign the pact (PSP).',
      ),
      todo: todo(
        [...(parameters.office ? [] : choose), ...meet, 'Bring with you:'],
        parameters.documents.map((document) => bring[document]),
      ),
      byWhen: byWhen(
        parameters.completeBy ? `Complete the DID by ${byAtOffice(parameters.completeBy)}.` : soon,
        'Do you need more time? Call and ask for a later date.',
        lateOffice,
      ),
      otherwise: ifNot(
        'The office may close the case, but it writes to you first.',
        'This is not a sanction and reduces no benefit.',
        'You can ask to reopen the case with the same date.',
      ),
      ending: pactEnds,
      notYou: 'Was it not you?',
    }),

  'did-authenticated': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Identity checked: now you need the pact',
      preheader: 'The DID is no longer with reserve: one step is missing.',
      title: 'The DID is no longer with reserve: now you need the pact',
      dates: [didDateFact(parameters.didDate), fact('Identity checked on', day(parameters.authenticatedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'The office checked your identity. Your DID is no longer with reserve.',
        `The date stays the same. Unemployment starts from the day of the DID: ${day(parameters.didDate)}.`,
        'To confirm your unemployment status you still have to sign the pact (PSP).',
      ),
      todo: todo([], [...meet, sign]),
      byWhen: byWhen(
        parameters.completeBy ? `Sign the pact by ${byAtOffice(parameters.completeBy)}.` : soon,
        lateOffice,
      ),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Was it not you at the office?',
    }),

  'psp-signed': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Pact signed: keep this email',
      preheader: 'What counts from now on and what to do.',
      title: 'You signed the pact: keep this email',
      dates: [
        didDateFact(parameters.didDate),
        ...(parameters.sameMeeting ? checked(parameters.sameMeeting) : []),
        fact('Pact signed on', day(parameters.pactSignedOn)),
        ...signatureFacts(parameters),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        ...(parameters.sameMeeting ? [before[parameters.sameMeeting.what]] : []),
        'You signed the service pact (patto di servizio personalizzato, PSP).',
        `Your unemployment status is confirmed. It counts from the day of the DID: ${day(parameters.didDate)}.`,
      ),
      todo: todo(
        [],
        [
          'Keep this email and your copy of the pact. The pact is on the portal too, as a PDF.',
          ...commitments(parameters),
          ...(parameters.contactFrequency
            ? [`Be in touch with the office ${every(parameters.contactFrequency)}.`]
            : []),
          'Tell the office at once if you find a job, move house or fall ill.',
          ...(parameters.disputeBy
            ? [`Did you not sign? Press “I did not sign” on the portal by ${by(parameters.disputeBy)}.`]
            : []),
        ],
      ),
      byWhen: byWhen(
        parameters.nextContactOn
          ? `The next contact is on ${day(parameters.nextContactOn)}.`
          : 'The office tells you when the next contact is.',
      ),
      otherwise: section('If you cannot keep a commitment', [
        'Tell the office beforehand and explain why.',
        'No decision is automatic: the office writes to you first and you can answer.',
      ]),
      ending: ['With the signature of the pact this proceeding is over. The pact goes on.'],
      notYou: 'Was it not you who signed?',
    }),

  withdrawn: (parameters, context) => {
    const { didDate, undoUntil } = parameters;
    const asked = parameters.by === 'office' ? 'The office entered your signed request.' : 'We received your request.';
    return caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: your request was carried out`,
      preheader: 'Keep this email: it is your receipt.',
      title: didDate ? 'Your DID was withdrawn' : 'Draft deleted: no DID had been released',
      dates: didDate ? [didDateFact(didDate)] : [],
      office: parameters.office,
      receipt: parameters.by === 'office' ? 'entered' : 'received',
      happened: didDate
        ? happened(
            asked,
            `The DID of ${day(didDate)} is withdrawn.`,
            'The unemployment that started from that DID ends too.',
          )
        : happened(asked, 'The draft is deleted. No DID had been released.'),
      todo: todo(
        ['You have nothing else to do.'],
        didDate ? ['Do you receive an INPS benefit? Ask for help at once: by withdrawing you may lose it.'] : [],
      ),
      byWhen: byWhen(
        ...(undoUntil
          ? [
              `Is it a mistake? You can take it back on the portal until ${moment('en', undoUntil)}.`,
              'You can also do so at the desk of the job centre.',
            ]
          : []),
        ...(didDate ? ['If it is a mistake, call at once.'] : []),
        ...(didDate || undoUntil ? [] : ['There is no deadline.']),
      ),
      otherwise: section('If you change your mind', [
        'You can release a new DID. Unemployment will start from the new day.',
        ...(didDate ? ['If it is a mistake, ask whether the case can be reopened with the same date.'] : []),
      ]),
      ending: [didDate ? 'With the withdrawal this proceeding is over.' : 'No proceeding is open.'],
      notYou: 'Was it not you?',
    });
  },

  ...closure,
  ...ends,
  ...life,
  ...meeting,
  ...pact,
  ...appointments,
  ...callUps,
  ...operators,
  ...privacy,
  ...proceedings,
  ...replies,
  ...proceedingTerms,
  ...decisions,
  ...appeals,
  ...jobNews,
  ...routes,
  ...bodies,
  ...mailbox,
  ...mandates,
};
