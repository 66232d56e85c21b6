/** Operations at an office's counter that change no status: intake, a meeting without an end. */
import './settings.ts';
import { edits } from '../../domain/edits.ts';
import { IntakeBody } from '../../domain/intake.ts';
import { IntakesQuery } from '../intake.ts';
import { IntakeLine, pageOf } from './answers.ts';
import { cursor, made, seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { bodies } from './sample-bodies.ts';
import { cases, citizen, operatorActor, story } from './samples.ts';

const { commandId, receivedAt } = story.confirmed.facts;

export const counter = {
  intake: {
    tag: 'office',
    summary: 'Take in who stands at the counter',
    description:
      "For a person who is present and has shown a document: finds their live DID by the fiscal code and makes the caller's " +
      'operator the chosen one, on the spot; another, chosen before, loses the case and its appointment. The person is ' +
      'told. A code of nobody and a case that cannot be taken in look alike (`intake-nobody`). Look-ups are counted by the ' +
      'day, noted, and reviewed by the managers. An office never makes the declaration for anybody: that the person does, ' +
      'with their own credentials, helped by whom they like.',
    body: {
      schema: IntakeBody,
      examples: {
        present: {
          fiscalCode: citizen.person.fiscalCode,
          documentShown: bodies.confirmation.identityDocument,
          present: true,
        },
      },
    },
    answers: [made('The DID, followed by this operator from now on.', seenBy('cpi', cases.withOperator))],
    refusals: ['intake-nobody', 'identity-document-expired', 'intake-limit', 'changed-meanwhile'],
    mayBeOwnCase: true,
    keyed: true,
  },
  'read-intakes': {
    tag: 'office',
    summary: 'Read what a counter looked up',
    description:
      'Lists the look-ups of an operator’s counter in seven days, the oldest first: whose account, when, what came of it; ' +
      'never a fiscal code. From the Monday of this week unless told.',
    query: IntakesQuery,
    answers: [
      ok(pageOf(IntakeLine), 'A page of the look-ups.', {
        page: {
          items: [
            {
              commandId,
              takenAt: receivedAt,
              subject: operatorActor.subject,
              outcome: 'found',
              declarationId: cases.withOperator.declarationId,
            },
          ],
          cursor,
        },
      }),
    ],
    mayBeAbsent: true,
  },
  'meeting-not-concluded': {
    tag: 'office',
    summary: 'Note that a meeting was not concluded',
    description:
      'The person came, and something was missing: status and date stay, and the person is told what is missing, by whose ' +
      'rule, and when to come again. What no rule asks of this person is refused. `note` goes into no mail.',
    body: {
      schema: edits['meeting-not-concluded'].body,
      examples: {
        noDocument: {
          metOn: '2026-10-12',
          missing: ['identity-document', 'paper-declaration'],
          nextAppointmentOn: '2026-10-19',
        },
        noAgreement: { metOn: '2026-10-12', missing: ['agreement'], note: 'Vuole pensarci.' },
      },
    },
    answers: [made('The DID, as it was.', seenBy('cpi', cases.withOperator))],
    refusals: [
      'wrong-status',
      'no-did-yet',
      'met-in-future',
      'met-before-did',
      'operator-not-active',
      'not-asked-for',
      'next-meeting-in-past',
      'changed-meanwhile',
    ],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
