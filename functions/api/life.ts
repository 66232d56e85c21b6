/** The life of a DID before and after the pact: work, ends, reopening, corrections, news of the person. */
import { type EditRule, edits } from '../domain/edits.ts';
import { type AvailableVerb, isLive } from '../domain/lifecycle.ts';
import {
  ApprovalRequest,
  applyRectification,
  ClosureRequest,
  proposeClosure,
  UndoRequest,
} from '../domain/proposals.ts';
import { setting } from '../middleware/environment.ts';
import { openMachine } from '../store/clients.ts';
import { madeBefore } from '../store/edits.ts';
import { readEvidence } from '../store/evidence.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { acceptCommand, commandIdOf } from './accept.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { table } from './desk.ts';
import { edit } from './edit.ts';
import { parseBody, resource, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { intakes, takeIn } from './intake.ts';
import { makeEdit } from './make-edit.ts';
import type { Reply } from './problem.ts';
import { changeView } from './views.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

const command = (verb: AvailableVerb) =>
  signed(async (request, tools) => {
    const opened = await openCase(table, request);
    return 'reply' in opened ? opened.reply : acceptCommand(table, machine, request, { verb, ...opened }, tools);
  });

const undo = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(UndoRequest, request);
  if ('reply' in body) return body.reply;
  return acceptCommand(table, machine, request, { verb: 'reopen', ...opened }, tools);
});

/** What a session proves of who acts, where two persons must: the keyed hash of the fiscal code, never the code. */
function macOf({ actor }: SignedRequest) {
  if (actor.fiscalCode === undefined) throw new Error('an officer without a fiscal code is no party to a case');
  return pseudonym(hmacKey, 'CF', actor.fiscalCode);
}

const close = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ClosureRequest, request);
  if ('reply' in body) return body.reply;
  if ('why' in body.value) return propose(request, opened, 'propose-closure', proposeClosure);
  return acceptCommand(table, machine, request, { verb: 'close', ...opened }, tools);
});

const proposal = (name: 'propose-reopening' | 'propose-rectification') =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    return 'reply' in opened ? opened.reply : propose(request, opened, name, edits[name]);
  });

async function propose(request: SignedRequest, opened: OpenedCase, event: string, rule: EditRule): Promise<Reply> {
  return makeEdit({ event, rule, fiscalCodeMac: await macOf(request) }, request, opened);
}

/** Applies what another person proposed: a correction at once, a closing or reopening by its execution. */
const approve = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ApprovalRequest, request);
  if ('reply' in body) return body.reply;
  const fiscalCodeMac = await macOf(request);
  const { proposal: waiting } = opened.didCase;
  const proposedAt = body.value.proposedAt ?? waiting?.proposedAt;
  const approval = { ...(proposedAt !== undefined && { proposedAt }), fiscalCodeMac };
  // What was approved before is gone from the case; its repetition gets the first answer.
  if (waiting?.kind === 'rectify' || (await madeBefore(table, commandIdOf(request)))) {
    return makeEdit({ event: 'rectify', rule: applyRectification, body: { approval } }, request, opened);
  }
  return acceptCommand(table, machine, request, { ...orderOf(opened, approval), ...opened }, tools);
});

function orderOf({ didCase: { proposal, status } }: OpenedCase, approval: object) {
  if (proposal?.kind === 'close') return { verb: 'close', body: { reason: proposal.closure, approval } } as const;
  // Where nothing waits, or another's repetition comes, the verb that the status knows says so.
  if (isLive(status)) return { verb: 'close', body: { reason: 'annulled', approval } } as const;
  return { verb: 'reopen', body: { approval } } as const;
}

/** What the person has told, oldest first; nobody else sees it than who follows the case. */
const changes = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const told = await readEvidence(table, opened.didCase.declarationId, 'change');
  return { status: 200, body: { items: told.map((one) => changeView(one, opened.party)) } };
});

export const handler = resource('life', {
  'undo-withdrawal': undo,
  suspend: command('suspend'),
  resume: command('resume'),
  close,
  'propose-reopening': proposal('propose-reopening'),
  'propose-rectification': proposal('propose-rectification'),
  'approve-proposal': approve,
  'refuse-proposal': edit('refuse-proposal'),
  'report-change': edit('report-change'),
  'read-changes': changes,
  transfer: edit('transfer'),
  'meeting-not-concluded': edit('meeting-not-concluded'),
  'dispute-pact': edit('dispute-pact'),
  intake: signed(takeIn),
  'read-intakes': signed(intakes),
});
