/** Operations on the life of a DID: work, ends, a way back, two persons, news of the person. */
import './settings.ts';
import { ReportChangeBody, TransferBody } from '../../domain/changes.ts';
import { commands } from '../../domain/commands.ts';
import { edits } from '../../domain/edits.ts';
import { ApprovalRequest, ClosureRequest, UndoRequest } from '../../domain/proposals.ts';
import { listOf, Receipt, Receipted, ReportedChange } from './answers.ts';
import { asJson, received, seenBy } from './examples.ts';
import { type Answer, type Operation, ok } from './operation.ts';
import { cases, story } from './samples.ts';

const receiptNumber = 'R-20261102-4E5F60718293';
const made = (description: string, example: unknown): Answer => ({
  status: '201',
  description,
  schema: Receipted,
  examples: { made: { ...Object(example), receiptNumber } },
});
const { receipt } = Object(received('withdrawn').examples);
/** Received as a command, where another answer of the same operation is not. */
const commanded: Answer = {
  status: '202',
  description: 'Received, and being applied. `Location` names the command, which tells the outcome.',
  schema: Receipt,
  receipt: true,
  examples: { receipt },
};
const { receivedAt } = story.withdrawn.facts;

export const life = {
  'undo-withdrawal': {
    tag: 'declarations',
    summary: 'Take a withdrawal back',
    description:
      'Within the hours that the mail of the withdrawal names, the DID goes back to where it stood, with its days. Later an ' +
      'office reopens it.',
    body: { schema: UndoRequest, examples: { empty: {} } },
    answers: [commanded],
    refusals: ['wrong-status', 'not-this-party', 'undo-too-late', 'live-did-exists', 'command-pending'],
    keyed: true,
  },
  suspend: {
    tag: 'declarations',
    summary: 'Suspend the status for work',
    description:
      'The person, or a job centre, tells the first day of work. The days of the DID stay; its terms stand still. After 180 ' +
      'days an office looks, and nothing ends by itself.',
    body: {
      schema: commands.suspend.body,
      examples: { forThreeMonths: { from: '2026-10-26', days: 90 }, withoutEnd: { from: '2026-10-26' } },
    },
    answers: [commanded],
    refusals: [
      'wrong-status',
      'no-did-yet',
      'suspension-in-future',
      'suspension-before-did',
      'suspension-overlaps',
      'command-pending',
    ],
    keyed: true,
  },
  resume: {
    tag: 'declarations',
    summary: 'Resume the status',
    description:
      'Tells the last day of work: the DID is where it stood before. After more work than the limit the person alone is ' +
      'refused, and an office decides.',
    body: { schema: commands.resume.body, examples: { over: { until: '2026-10-30' } } },
    answers: [commanded],
    refusals: [
      'wrong-status',
      'resumption-in-future',
      'resumption-before-suspension',
      'suspension-limit',
      'command-pending',
    ],
    keyed: true,
  },
  close: {
    tag: 'office',
    summary: 'Close the DID',
    description:
      'For work, a pension, a death or a move one person of a job centre closes: 202. After a death nobody is written to. ' +
      '`annulled` and `not-admitted` are proposed with a reason, and wait for a manager of another fiscal code: 201.',
    body: {
      schema: ClosureRequest,
      examples: {
        work: { reason: 'job', since: '2026-10-26' },
        proposed: { reason: 'annulled', why: 'La dichiarazione è di un’altra persona.' },
      },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', cases.signed)), commanded],
    refusals: [
      'wrong-status',
      'closure-in-future',
      'closure-before-did',
      'proposal-pending',
      'changed-meanwhile',
      'command-pending',
    ],
    keyed: true,
  },
  'propose-reopening': {
    tag: 'office',
    summary: 'Propose to reopen',
    description:
      'Proposes to reopen a DID that ended, as it stood and with its days; a manager of another fiscal code decides.',
    body: {
      schema: edits['propose-reopening'].body,
      examples: { mistake: { reason: 'Chiusa per errore: la persona non lavora.' } },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', story.withdrawn.after))],
    refusals: ['wrong-status', 'proposal-pending', 'changed-meanwhile'],
    keyed: true,
  },
  'propose-rectification': {
    tag: 'office',
    summary: 'Propose a correction',
    description:
      'Proposes to put right what was wrong in a released DID from the beginning: data that were frozen, or its days. A ' +
      'manager of another fiscal code decides; what stood there before is kept as evidence.',
    body: {
      schema: edits['propose-rectification'].body,
      examples: { day: { reason: 'Portale fermo il 4 ottobre.', correction: { didDate: '2026-10-04' } } },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', cases.signed))],
    refusals: [
      'wrong-status',
      'no-did-yet',
      'did-in-future',
      'pact-in-future',
      'pact-before-did',
      'nothing-to-rectify',
      'proposal-pending',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'approve-proposal': {
    tag: 'office',
    summary: 'Approve what another person proposed',
    description:
      'A correction is done with the answer: 201. A closing or a reopening is a command: 202. Where a newer DID is live, a ' +
      'reopening takes it in: the earlier date wins. `proposedAt` names the proposal that was seen.',
    body: { schema: ApprovalRequest, examples: { seen: { proposedAt: receivedAt }, empty: {} } },
    answers: [made('The correction is done.', seenBy('manager', cases.signed)), commanded],
    refusals: [
      'wrong-status',
      'no-proposal',
      'same-person',
      'live-did-exists',
      'did-in-future',
      'pact-before-did',
      'changed-meanwhile',
      'command-pending',
    ],
    keyed: true,
  },
  'refuse-proposal': {
    tag: 'office',
    summary: 'Refuse what another person proposed',
    description: 'Drops the proposal, with a reason. The DID stays as it is.',
    body: { schema: edits['refuse-proposal'].body, examples: { noProof: { reason: 'Manca la prova.' } } },
    answers: [made('The DID, as it was.', seenBy('manager', cases.signed))],
    refusals: ['no-proposal', 'changed-meanwhile'],
    keyed: true,
  },
  'report-change': {
    tag: 'declarations',
    summary: 'Tell a change',
    description:
      'Takes news of the person, with a receipt, and gives the office a task. It changes nothing by itself: work that was ' +
      'found proposes a suspension.',
    body: {
      schema: ReportChangeBody,
      examples: { work: { kind: 'found-work', from: '2026-11-09', note: 'Contratto di tre mesi.' } },
    },
    answers: [made('The DID, as it was, with the number of the receipt.', seenBy('citizen', cases.signed))],
    refusals: ['wrong-status', 'change-in-future', 'changed-meanwhile'],
    keyed: true,
  },
  'read-changes': {
    tag: 'declarations',
    summary: 'Read what was told',
    description: 'Lists what the person has told, the oldest first.',
    answers: [
      ok(listOf(ReportedChange), 'What was told.', {
        one: {
          items: [
            asJson({
              kind: 'found-work',
              from: '2026-11-09',
              note: 'Contratto di tre mesi.',
              receivedAt,
              receiptNumber,
            }),
          ],
        },
      }),
    ],
  },
  transfer: {
    tag: 'office',
    summary: 'Hand the case to another job centre',
    description:
      'The person moved, or offices were reorganised: another job centre is competent. Days and terms stay, open tasks too. ' +
      'Where a job centre was the chosen operator, the new one is. The person is told once.',
    body: { schema: TransferBody, examples: { moved: { competentCpiId: 'cpi-bergamo' } } },
    answers: [made('The DID as it is now.', seenBy('cpi', cases.signed))],
    refusals: [
      'wrong-status',
      'not-this-party',
      'operator-unknown',
      'operator-not-active',
      'not-a-job-centre',
      'changed-meanwhile',
    ],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
