/** Operations on the life of a DID: work, ends, a way back, two persons, news of the person. */
import './settings.ts';
import { TransferBody } from '../../domain/changes.ts';
import { commands } from '../../domain/commands.ts';
import { PlainDate } from '../../domain/dates.ts';
import { edits } from '../../domain/edits.ts';
import { ExtendTermBody } from '../../domain/extend-term.ts';
import { SuspensionRequest } from '../../domain/note-work.ts';
import { ApprovalRequest, RectifyRequest, UndoRequest } from '../../domain/proposals.ts';
import { ClosureRequest } from '../../domain/propose-closure.ts';
import { Receipt } from './answers.ts';
import { impossibleData } from './declared-refusals.ts';
import { made, received, seenBy } from './examples.ts';
import type { Answer, Operation } from './operation.ts';
import { cases, story } from './samples.ts';

const receiptNumber = 'R-20261102-4E5F60718293';
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
      'Until the hour that the mail of the withdrawal names, later for who is written to on paper, the DID goes back to where ' +
      'it stood, with its days. A counter does it on the person’s signed request. After that two persons reopen it.',
    body: {
      schema: UndoRequest,
      examples: {
        byTheCitizen: {},
        atTheCounter: { signedRequest: { signedOn: '2026-11-02', reference: 'prot. 5120/2026' } },
      },
    },
    answers: [commanded],
    refusals: [
      'wrong-status',
      'not-this-party',
      'undo-too-late',
      'signed-request-missing',
      'live-did-exists',
      'newer-draft-open',
      'newer-did-open',
      'command-pending',
    ],
    keyed: true,
  },
  suspend: {
    tag: 'declarations',
    summary: 'Suspend the status for work',
    description:
      'The person, or a job centre, tells the first day of work. The days of the DID stay; its terms stand still. After 180 ' +
      'days an office looks, and nothing ends by itself. Work that pays less in a year than the amount on which tax is due ' +
      '(`below`) suspends nothing: it is noted, 201.',
    body: {
      schema: SuspensionRequest,
      examples: {
        forThreeMonths: { from: '2026-10-26', days: 90 },
        withoutEnd: { from: '2026-10-26' },
        paidLittle: { from: '2026-10-26', expectedYearlyIncome: 'below' },
      },
    },
    answers: [made('Work that pays little was noted; the status stays.', seenBy('citizen', cases.signed)), commanded],
    refusals: [
      'data-restricted',
      'wrong-status',
      'no-did-yet',
      'suspension-in-future',
      'suspension-before-did',
      'suspension-overlaps',
      'changed-meanwhile',
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
      'On the person’s own word, a request that they signed or a change that they reported, one person of a job centre ' +
      'closes for work, a pension or a move: 202. Otherwise it is proposed with its reason: 201. The person is told, has ' +
      'until `answerBy` to answer, and a manager of another fiscal code decides. Where there is a benefit the change must ' +
      'have been reported in a session of strong identity. A death, an annulment (`annulled`) and conditions that were not ' +
      'met (`not-admitted`) are always proposed: from the proposal of a death on the mail waits, and after it nobody is ' +
      'written to. Work of up to 180 days only suspends the status. A forfeiture that is final (`forfeiture`) closes alone, ' +
      'without a word or a reason: two persons have decided it.',
    body: {
      schema: ClosureRequest,
      examples: {
        onSignedRequest: {
          reason: 'job',
          since: '2026-10-26',
          signedRequest: { signedOn: '2026-10-28', reference: 'prot. 5120/2026' },
        },
        onReportedChange: { reason: 'moved', toRegion: 'Piemonte', reportedChange: receiptNumber },
        proposed: { reason: 'annulled', why: 'La dichiarazione è di un’altra persona.' },
      },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', cases.signed)), commanded],
    refusals: [
      'wrong-status',
      'closure-in-future',
      'closure-before-did',
      'closure-since-missing',
      'appeal-pending',
      'decision-not-final',
      'job-within-limit',
      'breach-pending',
      'income-keeps-status',
      'signed-request-missing',
      'reported-change-unknown',
      'needs-two-persons',
      'proposal-pending',
      'changed-meanwhile',
      'command-pending',
    ],
    keyed: true,
  },
  'ask-reopening': {
    tag: 'declarations',
    summary: 'Ask to reopen',
    description:
      'The person asks an office to reopen a DID that ended. A receipt, and a task for the job centre who may decide on the ' +
      'case; two persons decide.',
    body: {
      schema: edits['ask-reopening'].body,
      examples: { mistake: { note: 'Non lavoro: il contratto non è mai partito.' }, empty: {} },
    },
    answers: [made('The DID, as it was, with the number of the receipt.', seenBy('citizen', story.withdrawn.after))],
    refusals: ['wrong-status', 'changed-meanwhile'],
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
    refusals: ['case-erased', 'wrong-status', 'proposal-pending', 'changed-meanwhile'],
    keyed: true,
  },
  'propose-rectification': {
    tag: 'office',
    summary: 'Propose a correction',
    description:
      'Proposes to put right what was wrong in a DID from the beginning: data that were frozen, its days, or the fiscal ' +
      'code, such as the definitive one that follows a provisional one: person, DID and days stay, and both codes lead to ' +
      'them. A manager of another fiscal code decides; what stood there before is kept as evidence. `presented`: the DID was ' +
      'brought on paper while the service was down, in a certified outage that covers the day (L. 241/1990 art. 18-bis).',
    body: {
      schema: RectifyRequest,
      examples: {
        day: { reason: 'Altra data sulla ricevuta.', correction: { didDate: '2026-10-04' } },
        broughtOnPaper: {
          reason: 'Portale fermo: il modulo firmato è arrivato allo sportello.',
          correction: { didDate: '2026-10-04' },
          presented: { outageId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', protocol: 'Prot. 1234/2026' },
        },
        definitiveCode: {
          reason: 'Codice fiscale definitivo sulla tessera sanitaria mostrata.',
          correction: { fiscalCode: 'HSSMMD90C15Z330A' },
        },
      },
    },
    answers: [made('The proposal waits for a second person.', seenBy('cpi', cases.signed))],
    refusals: [
      'wrong-status',
      'no-did-yet',
      'did-in-future',
      'pact-in-future',
      'pact-before-did',
      'nothing-to-rectify',
      'outage-unknown',
      'presented-day',
      'availability-incomplete',
      'job-not-ended',
      ...impossibleData,
      'fiscal-code-same',
      'fiscal-code-provisional-again',
      'fiscal-code-differs',
      'proposal-pending',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'approve-proposal': {
    tag: 'office',
    summary: 'Approve what another person proposed',
    description:
      'A correction, and that a pact stands, is done with the answer: 201. A closing, a reopening, and that a pact is none, ' +
      'is a command: 202. Where a newer DID is live, a reopening takes it in: the earlier date wins. `proposedAt` names the ' +
      'proposal that was seen, `answeredAt` the answer of the person that was read: a closing is decided after the answer, ' +
      'or after its last day.',
    body: {
      schema: ApprovalRequest,
      examples: {
        seen: { proposedAt: receivedAt },
        answerRead: { proposedAt: receivedAt, answeredAt: receivedAt },
      },
    },
    answers: [made('What was proposed is done.', seenBy('manager', cases.signed)), commanded],
    refusals: [
      'wrong-status',
      'no-proposal',
      'same-person',
      'answer-awaited',
      'answer-unread',
      'live-did-exists',
      'newer-draft-open',
      'newer-did-open',
      'did-in-future',
      'pact-before-did',
      'fiscal-code-same',
      'fiscal-code-held',
      'appeal-not-filed',
      'appeal-decided',
      'appeal-pending',
      'decision-not-final',
      'pact-not-disputed',
      'signature-not-recorded',
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
  'extend-term': {
    tag: 'office',
    summary: 'Give more time',
    description:
      'The person cannot keep a term and asked for more time: names a later last day to complete a DID con riserva ' +
      '(`complete-reserve`; two notices come again before any closing), or to answer to what is contested ' +
      '(`justification`). The reason is kept with the case and never mailed; the person is told the day. So many days at ' +
      'once beyond the last one of now, and no more: `term-too-far`, with the last day possible (`notAfter`). The term of ' +
      'an appeal is set by the law: `term-set-by-law`.',
    body: {
      schema: ExtendTermBody,
      examples: {
        hospital: { term: 'complete-reserve', until: '2027-04-30', reason: 'Ha chiamato: può venire solo ad aprile.' },
        papers: { term: 'justification', until: '2027-02-15', reason: 'Aspetta il certificato dall’ospedale.' },
      },
    },
    answers: [
      made(
        'The DID as it is now.',
        seenBy('cpi', { ...cases.withOperator, extendedTo: PlainDate.parse('2027-04-30') }),
      ),
    ],
    refusals: [
      ...(['wrong-status', 'not-this-party', 'term-not-later', 'term-too-far', 'changed-meanwhile'] as const),
      ...(['term-set-by-law', 'not-contested', 'not-served'] as const),
    ],
    keyed: true,
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
      'data-restricted',
      'wrong-status',
      'not-this-party',
      'operator-unknown',
      'operator-not-active',
      'not-a-job-centre',
      'already-there',
      'changed-meanwhile',
    ],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
