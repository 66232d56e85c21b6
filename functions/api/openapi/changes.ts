/** Operations on what a person tells of their life, and on the answer to a correction. */
import './settings.ts';
import * as z from 'zod/mini';
import { ReportChangeBody, ToldChange } from '../../domain/changes.ts';
import { AnswerCorrectionBody, CorrectionAnswer } from '../../domain/corrections.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { CommandId } from '../../domain/ids.ts';
import { listOf, ReceiptNumber } from './answers.ts';
import { asJson, made, seenBy } from './examples.ts';
import { JobShown } from './explanation.ts';
import { type Operation, ok } from './operation.ts';
import { cases, story } from './samples.ts';

const receiptNumber = 'R-20261102-4E5F60718293';
const { receivedAt } = story.withdrawn.facts;

/** What a person told of their life, as `changeView` shows it. */
export const ReportedChange = z.object({
  kind: ToldChange.shape.kind,
  from: z.nullable(PlainDate),
  note: z.nullable(z.string()),
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  /** By which a correction is answered. */
  id: CommandId,
  answer: z.nullable(
    z.object({ outcome: CorrectionAnswer.shape.outcome, at: Instant, reason: z.nullable(z.string()) }),
  ),
});

/** The operations, by the names of their actions. */
export const changes = {
  'report-change': {
    tag: 'declarations',
    summary: 'Tell a change',
    description:
      'Takes news of the person, with a receipt, and gives the office a task. It changes nothing by itself: work that was ' +
      'found proposes a suspension. `correction` says in the note what is wrong in the released DID (GDPR art. 16): it has its ' +
      'own task, and a mail with the day by which the office answers. `answer` says in the note what the person answers to a ' +
      'proposal to close the DID: nobody approves it unread. So many a day, but for answers: `too-many-changes`.',
    body: {
      schema: ReportChangeBody,
      examples: {
        work: { kind: 'found-work', from: '2026-11-09', note: 'Contratto di tre mesi.' },
        correction: { kind: 'correction', note: 'Il lavoro è finito il 30 settembre, non il 31 ottobre.' },
        answer: { kind: 'answer', note: 'Il contratto non è mai partito.' },
      },
    },
    answers: [made('The DID, as it was, with the number of the receipt.', seenBy('citizen', cases.signed))],
    refusals: [
      'wrong-status',
      'too-many-changes',
      'change-in-future',
      'change-before-birth',
      'no-did-yet',
      'correction-not-told',
      'no-proposal',
      'answer-not-told',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'answer-correction': {
    tag: 'office',
    summary: 'Answer who asked for a correction',
    description:
      'Ends a request to correct (GDPR art. 16) and its task. `corrected`: two persons have put it right since, of which the ' +
      'person was told. `nothing-to-correct` says why: the reason is read in the case and never mailed; the mail tells of ' +
      'the Garante and the courts (GDPR art. 12 par. 4, arts 77 and 79).',
    body: {
      schema: AnswerCorrectionBody,
      examples: {
        nothing: { outcome: 'nothing-to-correct', reason: 'La comunicazione del datore di lavoro dice il 31 ottobre.' },
        corrected: { outcome: 'corrected' },
      },
    },
    answers: [made('The DID, as it was.', seenBy('cpi', cases.signed))],
    refusals: [
      'correction-unknown',
      'not-corrected',
      'task-done',
      'no-did-yet',
      'proposal-pending',
      'wrong-status',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'read-changes': {
    tag: 'declarations',
    summary: 'Read what was told',
    description:
      'Lists what the person has told, the oldest first; and the news of work that employers told of (`jobNews`), with what ' +
      'it would mean: nothing is done by it.',
    answers: [
      ok(z.extend(listOf(ReportedChange), { jobNews: z.array(JobShown) }), 'What was told.', {
        one: {
          items: [
            asJson({
              kind: 'found-work',
              from: '2026-11-09',
              note: 'Contratto di tre mesi.',
              receivedAt,
              receiptNumber,
              id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
              answer: null,
            }),
          ],
          jobNews: [
            { kind: 'hired', from: '2026-11-09', until: null, event: 'told', proposes: 'suspension', receivedAt },
          ],
        },
      }),
    ],
  },
} as const satisfies Record<string, Operation>;
