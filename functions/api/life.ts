/** The life of a DID before and after the pact: work, ends, reopening, corrections, news of the person. */

import { applyAppealOutcome, movesStatus } from '../domain/appeals.ts';
import { closes, ToldChange } from '../domain/changes.ts';
import type { Command } from '../domain/command.ts';
import { dateInRome } from '../domain/dates.ts';
import { edits } from '../domain/edits.ts';
import { receiptNumber } from '../domain/ids.ts';
import { isLive } from '../domain/lifecycle.ts';
import { noteWork, SuspensionRequest } from '../domain/note-work.ts';
import { dismissDispute } from '../domain/pact-edits.ts';
import { ApprovalRequest, applyRectification, UndoRequest } from '../domain/proposals.ts';
import { ClosureRequest, proposeClosure } from '../domain/propose-closure.ts';
import { refuse } from '../domain/refusals.ts';
import { closeCommand } from '../domain/verbs/close.ts';
import { decideCommand } from '../domain/verbs/decide.ts';
import { recordAppealOutcomeCommand } from '../domain/verbs/record-appeal-outcome.ts';
import { reopenCommand } from '../domain/verbs/reopen.ts';
import { resumeCommand } from '../domain/verbs/resume.ts';
import { suspendCommand } from '../domain/verbs/suspend.ts';
import { voidPactCommand } from '../domain/verbs/void-pact.ts';
import { setting } from '../middleware/environment.ts';
import { openMachine } from '../store/clients.ts';
import { madeBefore } from '../store/edits.ts';
import { readEvidence } from '../store/evidence.ts';
import { noteDeathProposed } from '../store/mailboxes.ts';
import { outagesFor } from '../store/outages.ts';
import { acceptCommand, commandIdOf } from './accept.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { codeChange } from './code-change.ts';
import { answer, changes, proposeRectification } from './corrections.ts';
import { table } from './desk.ts';
import { readDossier } from './dossier.ts';
import { edit } from './edit.ts';
import { asking, parseBody, resource, signed } from './http.ts';
import { IntakesQuery, intakes, takeIn } from './intake.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';
import { refusalReply } from './problem.ts';
import { recognise, replies } from './replies.ts';
import { reportChange } from './report-change.ts';
import { dropCode, makeCode, readByCode } from './telephone.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

const accept = (command: Command) =>
  signed(async (request, tools) => {
    const opened = await openCase(table, request);
    return 'reply' in opened ? opened.reply : acceptCommand(table, machine, request, { command, ...opened }, tools);
  });

const undo = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(UndoRequest, request);
  if ('reply' in body) return body.reply;
  return acceptCommand(table, machine, request, { command: reopenCommand, ...opened }, tools);
});

/** Suspends for work; work that pays too little to change the status is noted, at once. */
const suspend = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(SuspensionRequest, request);
  if ('reply' in body) return body.reply;
  const { expectedYearlyIncome, ...work } = body.value;
  if (expectedYearlyIncome === 'below') return makeEdit({ event: 'note-work', rule: noteWork }, request, opened);
  return acceptCommand(table, machine, request, { command: suspendCommand, body: work, ...opened }, tools);
});

/** Closes on the person's own word; without it a closing is proposed, and another person decides. */
const close = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ClosureRequest, request);
  if ('reply' in body) return body.reply;
  const { why, signedRequest, reportedChange, expectedYearlyIncome, ...closing } = body.value;
  if (closing.reason === 'job' && expectedYearlyIncome === 'below') {
    return refusalReply(refuse('income-keeps-status', 'expectedYearlyIncome'), request.language);
  }
  if (why !== undefined) {
    return makeEdit(
      {
        event: 'propose-closure',
        rule: proposeClosure,
        body: { ...closing, why },
        fiscalCodeMac: await macOf(request),
        more: closing.reason === 'death' ? [noteDeathProposed(table, opened.citizen, request.receivedAt)] : [],
      },
      request,
      opened,
    );
  }
  const change = reportedChange === undefined ? undefined : await reportedAs(opened, closing.reason, reportedChange);
  if (reportedChange !== undefined && !change) {
    return refusalReply(refuse('reported-change-unknown', 'reportedChange'), request.language);
  }
  return acceptCommand(
    table,
    machine,
    request,
    {
      command: closeCommand,
      body: { ...closing, signedRequest, reportedChange, ...(change?.proved && { changeProved: true }) },
      ...opened,
    },
    tools,
  );
});

/** What the person has reported, with a receipt of this number, that would close their DID for this reason. */
async function reportedAs({ didCase }: OpenedCase, reason: string, receipt: string) {
  const told = await readEvidence(table, didCase.declarationId, 'change');
  const found = told.find(({ takenAt, commandId }) => receiptNumber(commandId, dateInRome(takenAt)) === receipt);
  const change = ToldChange.safeParse(found?.content).data;
  return change && closes[change.kind] === reason ? change : undefined;
}

const proposal = (name: 'propose-reopening' | 'propose-pact-decision') =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const order = { event: name, rule: edits[name], fiscalCodeMac: await macOf(request) };
    return makeEdit(order, request, opened);
  });

/** Applies what another person proposed: what leaves the status alone at once, a change of status by its execution. */
const approve = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ApprovalRequest, request);
  if ('reply' in body) return body.reply;
  const fiscalCodeMac = await macOf(request);
  const { proposal: waiting } = opened.didCase;
  const approval = { ...body.value, fiscalCodeMac };
  // What was approved before is gone from the case; its repetition gets the first answer.
  if (waiting?.kind === 'pact' && waiting.finding === 'stands') {
    return makeEdit({ event: 'dismiss-dispute', rule: dismissDispute, body: { approval } }, request, opened);
  }
  const outages = waiting?.kind === 'appeal-outcome' ? await outagesFor(table, opened.didCase) : undefined;
  const known = { receivedAt: request.receivedAt, outages };
  if (waiting?.kind === 'appeal-outcome' && !movesStatus(opened.didCase, waiting, known)) {
    return makeEdit({ event: 'appeal-outcome', rule: applyAppealOutcome, body: { approval } }, request, opened);
  }
  if (waiting?.kind === 'rectify' || (await madeBefore(table, commandIdOf(request)))) {
    const code = waiting?.kind === 'rectify' ? waiting.correction.fiscalCode : undefined;
    const more = code === undefined ? [] : await codeChange(opened, code, request);
    if ('kind' in more) return refusalReply(more, request.language);
    return makeEdit({ event: 'rectify', rule: applyRectification, body: { approval }, more }, request, opened);
  }
  return acceptCommand(table, machine, request, { ...orderOf(opened, approval), ...opened }, tools);
});

function orderOf({ didCase: { proposal, status } }: OpenedCase, approval: object) {
  if (proposal?.kind === 'close') {
    const { closure: reason, since, until, toRegion } = proposal;
    const days = {
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(toRegion !== undefined && { toRegion }),
    };
    return { command: closeCommand, body: { reason, ...days, approval } };
  }
  if (proposal?.kind === 'forfeit') return { command: decideCommand, body: { approval } };
  if (proposal?.kind === 'appeal-outcome') return { command: recordAppealOutcomeCommand, body: { approval } };
  if (proposal?.kind === 'pact') return { command: voidPactCommand, body: { approval } };
  // Where nothing waits, or another's repetition comes, the verb that the status knows says so.
  if (isLive(status)) return { command: closeCommand, body: { reason: 'annulled', approval } };
  return { command: reopenCommand, body: { approval } };
}

const extendTerm = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const order = { event: 'extend-term', rule: edits['extend-term'], fiscalCodeMac: await macOf(request) };
  return makeEdit(order, request, opened);
});

export const handler = resource('life', {
  'undo-withdrawal': undo,
  suspend,
  resume: accept(resumeCommand),
  close,
  'ask-reopening': edit('ask-reopening'),
  'propose-reopening': proposal('propose-reopening'),
  'propose-rectification': proposeRectification,
  'approve-proposal': approve,
  'refuse-proposal': edit('refuse-proposal'),
  'report-change': reportChange,
  'read-changes': changes,
  'answer-correction': answer,
  'read-replies': replies,
  'recognise-reply': recognise,
  transfer: edit('transfer'),
  'extend-term': extendTerm,
  'meeting-not-concluded': edit('meeting-not-concluded'),
  'dispute-pact': edit('dispute-pact'),
  'propose-pact-decision': proposal('propose-pact-decision'),
  'record-signature': edit('record-signature'),
  'make-telephone-code': makeCode,
  'drop-telephone-code': dropCode,
  'read-by-telephone-code': signed(readByCode),
  'read-dossier': readDossier,
  intake: signed(takeIn),
  'read-intakes': asking(IntakesQuery, signed(intakes)),
});
