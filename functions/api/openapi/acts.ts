/** Operations on a fact that is contested, on what the person answers, and on how each act reached the person. */
import './settings.ts';
import * as z from 'zod/mini';
import { JustificationBody } from '../../domain/justify.ts';
import { ServiceRequest } from '../../domain/serve-act.ts';
import { ReportBreachRequest } from '../../domain/verbs/report-breach.ts';
import { made, received, seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { ActShown } from './proceeding-answers.ts';
import { cases, story } from './samples.ts';

const { contested } = cases.contested;
const actId = story.contested.facts.commandId;

export const acts = {
  'report-breach': {
    tag: 'office',
    summary: 'Contest a fact',
    description:
      'The chosen operator says that the person did not do what was agreed in the pact. Nothing is decided: the person is ' +
      'told and answers first, and the time to answer runs once the act is served. Which policy counts is decided by the ' +
      'day of the fact. An absence from a meeting, orientation or training names its call-up: served with the notice of ' +
      'the law before it (7 days; by the agreed way one working day), the person recorded as absent. Who came late came. `facts` are read with the act by the person and by who decides, and stand in no mail.',
    body: {
      schema: ReportBreachRequest,
      examples: {
        training: {
          kind: 'training',
          factOn: '2026-10-26',
          callUpId: '5d2c1b0a-9f8e-5d7c-8b6a-4f3e2d1c0b9a',
          facts: 'Il corso cominciava il 26 ottobre alle 9: non risulta la presenza.',
          channel: 'registered-letter',
        },
      },
    },
    answers: [received('contested')],
    refusals: [
      'wrong-status',
      'not-this-party',
      'breach-pending',
      'too-many-decisions',
      'no-benefit',
      'fact-in-future',
      'fact-before-pact',
      'no-conditionality',
      'channel-not-valid',
      'call-up-unknown',
      'fact-not-the-call-up',
      'not-served',
      'notice-too-short',
      'not-absent',
      'excuse-open',
      'mailbox-broken',
      'command-pending',
    ],
    keyed: true,
  },
  justify: {
    tag: 'declarations',
    summary: 'Say why',
    description:
      'The person answers to a call-up or to the fact that is contested, with a reason that the law knows, or that it was ' +
      'not so, and with words. What comes late is kept and marked so. The legal instant is that of receipt; a mail is the ' +
      'receipt. An office writes down what came by another way (`paper`): the day on which it was received counts; an ' +
      'accredited operator what answers its own call-ups. `note` and `evidenceRef` are read by the person and by the job ' +
      'centre that decides, and by nobody else.',
    body: {
      schema: JustificationBody,
      examples: {
        illness: { actId, reason: 'illness', evidenceRef: 'certificato telematico n. 123456789' },
        denied: { actId, reason: 'fact-denied', note: 'Ero al corso: ho firmato il registro.' },
        byLetter: {
          actId,
          reason: 'not-called',
          paper: { receivedOn: '2026-11-02', channel: 'letter', proof: 'prot. 2026/4711' },
        },
        withWords: { actId, reason: 'family-reasons', note: 'Mia madre è stata ricoverata.' },
      },
    },
    answers: [made('The DID with the answer.', seenBy('citizen', cases.contested))],
    refusals: [
      'wrong-status',
      'act-unknown',
      'impediment-in-future',
      'justifications-full',
      'answer-paper-missing',
      'answer-in-future',
      'answer-before-act',
      'data-restricted',
      'changed-meanwhile',
    ],
    mayBeAbsent: true,
    keyed: true,
  },
  'show-act': {
    tag: 'declarations',
    summary: 'Read an act',
    description:
      'A call-up that is not settled, the fact that is contested, a decision: how it was served, and its words (null once ' +
      'they are deleted, and for a call-up). An accredited operator reads its own call-ups and contestations without the ' +
      'person’s answers, and no decision.',
    answers: [
      ok(ActShown, 'The act.', {
        contestation: {
          id: actId,
          act: 'contestation',
          madeAt: story.contested.facts.receivedAt,
          service: { channel: 'registered-letter', sentOn: contested?.service.sentOn, servedOn: null },
          words: 'Il corso cominciava il 26 ottobre alle 9: non risulta la presenza.',
          justifications: [
            {
              receivedAt: '2026-11-02T10:00:00.000Z',
              receiptNumber: 'R-20261102-7A81C2D94E5B',
              reason: 'illness',
              inTime: true,
              note: null,
              evidenceRef: 'certificato telematico n. 123456789',
              impededUntil: null,
              paper: null,
            },
          ],
        },
      }),
    ],
    mayBeAbsent: true,
  },
  'serve-act': {
    tag: 'office',
    summary: 'Record the service of an act',
    description:
      'Whoever made the act, or the job centre, records on which day it reached the person (`servedOn`), or that it came ' +
      'back (`returnedOn`), by a way that is valid for such an act on that day. Terms run from `servedOn`: without it none ' +
      'does, and nothing adverse can be decided. A mistake is put right to a later day only. That the person reads an act ' +
      'on the portal is recorded by `read-act`.',
    body: {
      schema: ServiceRequest,
      examples: {
        delivered: {
          channel: 'registered-letter',
          sentOn: '2026-10-28',
          servedOn: '2026-10-30',
          proof: 'avviso di ricevimento 15234567890-1',
        },
        cameBack: {
          channel: 'registered-letter',
          returnedOn: '2026-11-02',
          proof: 'raccomandata 15234567890-1, al mittente',
        },
      },
    },
    answers: [made('The DID; the act says how it was served.', seenBy('cpi', cases.contested))],
    refusals: [
      'wrong-status',
      'not-this-party',
      'served-or-returned',
      'sent-in-future',
      'sent-before-act',
      'channel-not-valid',
      'served-in-future',
      'served-before-sent',
      'served-earlier',
      'mailbox-broken',
      'changed-meanwhile',
    ],
    mayBeAbsent: true,
    keyed: true,
  },
  'read-act': {
    tag: 'declarations',
    summary: 'Note that I read an act',
    description:
      'The person opens an act on the portal. That serves it where the office chose this way, it is valid for the act, and ' +
      'mail reaches the person; an act that goes by letter is served by the letter.',
    body: { schema: z.strictObject({}), examples: { plain: {} } },
    answers: [made('The DID.', seenBy('citizen', cases.contested))],
    refusals: ['data-restricted', 'changed-meanwhile'],
    mayBeAbsent: true,
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
