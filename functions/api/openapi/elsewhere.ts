/** Operations on the three routes: the questions, the change of route, the application to INPS, an earlier DID. */
import './settings.ts';
import * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import { edits } from '../../domain/edits.ts';
import { caseNumber } from '../../domain/ids.ts';
import { InpsNews } from '../../domain/inps.ts';
import { CommunicationBody } from '../../domain/outside-mail.ts';
import { RouteQuery } from '../../domain/routes.ts';
import {
  CommunicationTaken,
  Declaration,
  InpsTaken,
  OldDidQuestion,
  OldDidTaken,
  ReceiptNumber,
  RouteFound,
} from './answers.ts';
import { impossibleData, unreadNotices } from './declared-refusals.ts';
import { received, seenBy } from './examples.ts';
import { CaseAnswer } from './mandate-answers.ts';
import { type Answer, type Operation, ok } from './operation.ts';
import { bodies } from './sample-bodies.ts';
import { ofCitizen, step } from './samples.ts';

const { privacyNoticeVersion } = bodies.registration;
const applied = {
  state: 'made',
  kind: 'naspi',
  appliedOn: '2026-10-02',
  protocol: 'INPS.4900.02/10/2026.0012345',
} as const;
/** Bodies of the routes, as clients send them. */
export const routeB = { route: 'B', privacyNoticeVersion, inps: applied } as const;
export const routeC = {
  route: 'C',
  privacyNoticeVersion,
  oldDid: { cpiId: 'cpi-milano', date: '2025-03-10' },
} as const;

const begun = (body: object) =>
  step(
    {
      ...ofCitizen,
      verb: 'register',
      commandId: '8d7a1f52-3c4b-5e6d-9f80-1a2b3c4d5e6f',
      receivedAt: '2026-10-05T07:52:10.000Z',
      body,
    },
    undefined,
  ).after;
const onB = begun(routeB);
const onC = begun(routeC);
const { declarationId } = onC;

const news = {
  fiscalCode: bodies.person.fiscalCode,
  kind: 'naspi',
  appliedOn: '2026-10-02',
  protocol: applied.protocol,
  filedBy: 'patronato',
  event: 'filed',
} as const;

const question = {
  declarationId,
  caseNumber: caseNumber(declarationId),
  jobCentre: { id: 'cpi-milano', name: "Centro per l'Impiego di Milano" },
  statedDate: '2025-03-10',
  askedAt: '2026-10-05T07:52:10.000Z',
  byLetter: false,
  open: true,
  mayAnswer: true,
  answer: null,
  person: {
    givenName: bodies.person.givenName,
    familyName: bodies.person.familyName,
    fiscalCode: bodies.person.fiscalCode,
    birthDate: bodies.person.birthDate,
  },
};
/** How the question looks once it was answered late. */
const lateAnswer = {
  open: false,
  mayAnswer: false,
  answer: { valid: true, didDate: '2025-03-10', reason: null, on: '2026-11-02' },
  receiptNumber: 'R-20261102-4E5F60718293',
};

const decided: Answer = {
  status: '201',
  description: 'The DID as it is now, and the receipt of the decision.',
  schema: z.extend(Declaration, { receiptNumber: ReceiptNumber }),
  examples: { decided: { ...Object(seenBy('cpi', onB)), receiptNumber: 'R-20261006-1C9E6F3A2B7D' } },
};

export const elsewhere = {
  'find-route': {
    tag: 'declarations',
    summary: 'Which route is mine?',
    description:
      'Answers the three questions: has the job ended, is there an application to INPS, is there an earlier DID. Tells ' +
      'the route, why, and where to go; `releaseHere` is true on route A only. Nothing is stored.',
    query: RouteQuery,
    answers: [
      ok(RouteFound, 'The route.', {
        inps: {
          route: 'B',
          reason: 'inps-application-is-the-did',
          rules: ['S0:43', 'S0:45'],
          releaseHere: false,
          goTo: {
            action: 'register',
            text: 'Your application to INPS is your DID already: do not make another. Register here to choose who follows you.',
          },
        },
      }),
    ],
  },
  'change-route': {
    tag: 'declarations',
    summary: 'Change the route',
    description:
      'Goes over to another route while no DID exists, at no loss. Away from a question to a job centre that has not ' +
      'answered only with `noEarlierDid`; away from an application to INPS that was stated only with `noInpsApplication`.',
    body: {
      schema: commands['change-route'].body,
      examples: {
        toA: { route: 'A' },
        toB: { route: 'B', inps: { state: 'about-to', kind: 'naspi' } },
        toC: { route: 'C', oldDid: { cpiName: 'Centro per l’impiego di Torino', date: '2025-03-10' } },
      },
    },
    answers: [received('registered')],
    refusals: [
      'wrong-status',
      'did-exists',
      'same-route',
      'under-age',
      'old-did-unanswered',
      'inps-application-made',
      'applied-in-future',
      'old-did-in-future',
      'operator-unknown',
      'availability-incomplete',
      'job-not-ended',
      ...impossibleData,
      ...unreadNotices,
      'command-pending',
    ],
    keyed: true,
  },
  'state-inps': {
    tag: 'declarations',
    summary: 'State the application to INPS',
    description:
      'Gives, on route B, date and receipt of the application, as soon as they are there: with the date there is a DID, ' +
      'and an operator can be chosen. What INPS tells is kept beside it; a difference is for a person to decide. A ' +
      'patronato gives both date and receipt.',
    body: {
      schema: edits['state-inps'].body,
      examples: { made: applied, toCome: { state: 'about-to', kind: 'naspi' } },
    },
    answers: [ok(CaseAnswer, 'The case as it is now.', { made: seenBy('citizen', onB) })],
    refusals: [
      'wrong-status',
      'other-route',
      'extremes-missing',
      'already-verified',
      'applied-in-future',
      'changed-meanwhile',
    ],
  },
  'decide-inps-mismatch': {
    tag: 'office',
    summary: 'Decide which data of the application count',
    description:
      "Where the citizen's data of the application and those of INPS differ, tells which count, and why. Both are kept; " +
      'the DID has the date of those that were chosen, and the person is told. A date later than that of the DID is ' +
      'proposed as a correction instead, and a second person approves it.',
    body: {
      schema: edits['decide-inps-mismatch'].body,
      examples: { inps: { choice: 'inps', reason: 'La ricevuta mostrata dalla persona ha la data dell’INPS.' } },
    },
    answers: [decided],
    refusals: ['data-restricted', 'wrong-status', 'no-inps-mismatch', 'later-did-date', 'changed-meanwhile'],
    keyed: true,
  },
  'read-old-did': {
    tag: 'office',
    summary: 'Read the question about an earlier DID',
    description:
      'Shows the question to the job centre that took the earlier DID, or that writes to it: all that it sees of the case.',
    answers: [ok(OldDidQuestion, 'The question, and the answer if there is one.', { open: question })],
    refusals: ['old-did-not-asked'],
  },
  'verify-old-did': {
    tag: 'office',
    summary: 'Answer about an earlier DID',
    description:
      'The job centre that took the earlier DID tells whether it is valid: then it is the DID, with its own date. If not, ' +
      'the case goes on as a draft of route A. The answer to a letter is recorded with its `document`. Silence is no answer. ' +
      'An answer that comes when the case has gone on is taken at once: an earlier day counts, no other changes anything.',
    body: {
      schema: commands['verify-old-did'].body,
      examples: {
        valid: { answer: 'valid', didDate: '2025-03-10' },
        notValid: { answer: 'not-valid', reason: 'La DID è decaduta per un lavoro di oltre sei mesi.' },
        byLetter: {
          answer: 'valid',
          didDate: '2025-03-10',
          document: { receivedOn: '2026-10-20', protocol: '1234/2026' },
        },
      },
    },
    answers: [
      received('registered'),
      {
        status: '201',
        description: 'Taken, although it comes late: the question as it is now.',
        schema: OldDidTaken,
        examples: { late: { ...Object(question), ...lateAnswer } },
      },
    ],
    refusals: [
      'wrong-status',
      'not-this-party',
      'old-did-not-asked',
      'old-did-answered',
      'old-did-document-missing',
      'old-did-in-future',
      'changed-meanwhile',
      'command-pending',
    ],
    keyed: true,
  },
  'take-inps-news': {
    tag: 'inps',
    summary: 'Tell of an application',
    description:
      'INPS tells that an application, by which the DID exists, was filed, corrected, rejected or annulled: in any order, ' +
      'as often as it likes, once for each protocol. To a live DID it attaches (200); a person without one gets it (202, a ' +
      'command); about a code that nobody has proved it is kept, and an office looks for the person (200). After a ' +
      'forfeiture no DID begins before two months are over (D.Lgs. 150/2015 art. 21 c.9): what was applied for sooner is ' +
      'noted with the first day on which one may (`notBefore`), and an office looks at it. Contacts of anybody have no ' +
      'place here.',
    body: {
      schema: InpsNews,
      examples: { filed: news, corrected: { ...news, appliedOn: '2026-10-01', event: 'corrected' } },
    },
    answers: [
      ok(InpsTaken, 'The news was taken: `attached` to a DID, `kept`, `noted`, or known already (`unchanged`).', {
        attached: {
          outcome: 'attached',
          receivedAt: '2026-10-06T02:00:00.000Z',
          receiptNumber: 'R-20261006-1C9E6F3A2B7D',
          declarationId,
        },
        tooEarly: {
          outcome: 'noted',
          receivedAt: '2026-10-06T02:00:00.000Z',
          receiptNumber: 'R-20261006-1C9E6F3A2B7D',
          notBefore: '2026-11-14',
        },
      }),
      received('registered'),
    ],
    refusals: ['applied-in-future', 'command-pending', 'changed-meanwhile'],
    keyed: true,
  },
  'send-communication': {
    tag: 'inps',
    summary: 'Have a person written',
    description:
      'INPS or the region has a person written (S0:9): one of a closed list of texts, with facts of its own, to a DID or to a ' +
      'citizen whose DID is found, never to an address. The mail goes the way of all others, to the citizen’s own mailbox or ' +
      'by letter, and is in their list. A body may send one person three of them a day (*assumed*).',
    body: {
      schema: CommunicationBody,
      examples: {
        benefitNews: {
          template: 'inps-benefit-news',
          parameters: {
            appliedOn: news.appliedOn,
            protocol: news.protocol,
            news: 'documents-needed',
            by: '2026-10-30',
          },
          declarationId,
        },
        areaInvitation: { template: 'inps-area-invitation', parameters: { matter: 'notice' }, declarationId },
        interruption: {
          template: 'service-interruption',
          parameters: {
            services: ['portal'],
            from: '2026-10-10T20:00:00.000Z',
            until: '2026-10-11T04:00:00.000Z',
          },
          citizenId: onB.citizenId,
        },
      },
    },
    answers: [
      {
        status: '202',
        description: 'It was queued. Whether it arrives is told to nobody outside.',
        schema: CommunicationTaken,
        examples: {
          queued: {
            communicationId: '5d1c8f43-9a1e-5b6c-8d7e-0f1a2b3c4d5e',
            receiptNumber: 'R-20261006-1C9E6F3A2B7D',
            receivedAt: '2026-10-06T02:00:00.000Z',
          },
        },
      },
    ],
    refusals: [
      'template-not-yours',
      'communication-nobody',
      'communication-limit',
      'applied-in-future',
      'term-in-past',
      'interruption-ends-first',
      'interruption-over',
      'changed-meanwhile',
    ],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
