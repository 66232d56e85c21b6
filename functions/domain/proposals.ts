/** Proposals: what one person of an office proposes on a case, until another approves or refuses it. */
import * as z from 'zod/mini';
import { Approval, approved } from './approval.ts';
import { dateInRome, Instant, PlainDate } from './dates.ts';
import { Correction, type DidCase, type Proposal } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { doubleClosures, singleClosures } from './life.ts';
import { endStatuses, isLive, type Party, statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import { declarationProblem } from './verbs/declared.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

const reason = lineOfText(500);
const proposers: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];
const nothingPends = ({ proposal }: DidCase) => proposal === undefined;
const liveStatuses = statuses.filter(isLive);

type Content<Kind extends Proposal['kind']> = Omit<Extract<Proposal, { kind: Kind }>, 'proposedBy' | 'proposedAt'>;

/** Who proposes, as the record keeps it. */
function proposer({ actor, party, fiscalCodeMac, receivedAt }: EditFacts) {
  if (fiscalCodeMac === undefined) throw new Error('an officer without a fiscal code is no party to a case');
  const { subject, operatorId } = actor;
  return {
    proposedBy: { subject, fiscalCodeMac, party, ...(operatorId !== undefined && { operatorId }) },
    proposedAt: receivedAt,
  };
}

function propose(facts: EditFacts, content: Content<'reopen'> | Content<'close'> | Content<'rectify'>): Edit | Refusal {
  if (!nothingPends(facts.didCase)) return refuse('proposal-pending');
  return {
    kind: 'edit',
    changes: { proposal: { ...content, ...proposer(facts) } },
    rules: ['two persons'],
    evidence: { kind: 'proposal', content },
    tasks: [{ kind: 'proposal-made', list: 'managers' }],
  };
}

const ReopenRequest = z.strictObject({ reason });

/** Proposes to reopen a DID that ended, as it was (L. 241/1990 art. 21-nonies). */
export const proposeReopening = edit(
  { statuses: endStatuses, parties: proposers, when: nothingPends },
  ReopenRequest,
  (facts, body) =>
    facts.citizen.takenOver ? refuse('wrong-status') : propose(facts, { kind: 'reopen', reason: body.reason }),
);

/** Body of `POST …/closure` for what two persons must decide: annulled, not admitted. */
export const DoubleClosureRequest = z.strictObject({ reason: z.enum(doubleClosures), why: reason });

/** Body of `POST …/closure`: what one person of an office closes at once, and what needs two. */
export const ClosureRequest = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.enum(singleClosures), since: z.optional(PlainDate) }),
  DoubleClosureRequest,
]);

/** Body of an approval: which proposal was seen, by its instant; another that came meanwhile is not approved. */
export const ApprovalRequest = z.strictObject({ proposedAt: z.optional(Instant) });

/** Body of the undoing of a withdrawal: nothing to say. */
export const UndoRequest = z.strictObject({});

/** Proposes to close a DID because it was none: annulled, or not admitted. */
export const proposeClosure = edit(
  { statuses: liveStatuses, parties: proposers, when: nothingPends },
  DoubleClosureRequest,
  (facts, body) => propose(facts, { kind: 'close', closure: body.reason, reason: body.why }),
);

const RectifyRequest = z.strictObject({ reason, correction: Correction });

/** Proposes to put right what was wrong in a DID from the beginning: data that were frozen, or its days. */
export const proposeRectification = edit(
  {
    statuses: liveStatuses,
    parties: proposers,
    when: (didCase) => nothingPends(didCase) && didCase.snapshot !== undefined,
  },
  RectifyRequest,
  (facts, body) =>
    correctionProblem(facts, body.correction) ??
    propose(facts, { kind: 'rectify', correction: body.correction, reason: body.reason }),
);

/** What keeps a correction from being one, on the day of receipt. */
function correctionProblem({ didCase, receivedAt }: EditFacts, correction: Correction): Refusal | undefined {
  const today = dateInRome(receivedAt);
  const { data, didDate = didCase.didDate, pactSignedOn = didCase.pactSignedOn } = correction;
  if (!didCase.snapshot || didDate === undefined) return refuse('no-did-yet');
  if (didDate > today) return refuse('did-in-future', 'correction.didDate');
  if (correction.pactSignedOn !== undefined && didCase.pactSignedOn === undefined) {
    return refuse('nothing-to-rectify', 'correction.pactSignedOn');
  }
  if (pactSignedOn !== undefined && pactSignedOn > today) return refuse('pact-in-future', 'correction.pactSignedOn');
  if (pactSignedOn !== undefined && pactSignedOn < didDate) return refuse('pact-before-did', 'correction.pactSignedOn');
  const problem = data && declarationProblem(data, didDate);
  return problem && refuse(problem.code, `correction.data.${problem.field ?? ''}`, problem.rule);
}

/** Body of an approval, as the service makes it: which proposal was seen, and who approves. */
const ApproveBody = z.strictObject({ approval: Approval });

/**
 * Applies a correction that a second person approves. The values of before are kept as evidence, which the offices that
 * follow the case do not see. Refused as `approved` refuses.
 */
export const applyRectification = edit({ statuses: liveStatuses, parties: ['manager'] }, ApproveBody, (facts, body) => {
  const { didCase, operator, receivedAt } = facts;
  const proposal = approved(facts, 'rectify', body.approval);
  if (proposal.kind === 'refusal') return proposal;
  const { correction } = proposal;
  const problem = correctionProblem(facts, correction);
  if (problem) return problem;
  const { snapshot, didDate, unemployedSince, pactSignedOn, unemploymentConfirmedOn, data } = didCase;
  if (!snapshot) return refuse('no-did-yet');
  const right = {
    data: correction.data ?? data,
    snapshot: { ...snapshot, data: correction.data ?? snapshot.data, person: correction.person ?? snapshot.person },
    ...(correction.didDate !== undefined && { didDate: correction.didDate, unemployedSince: correction.didDate }),
    ...(correction.pactSignedOn !== undefined && {
      pactSignedOn: correction.pactSignedOn,
      unemploymentConfirmedOn: correction.pactSignedOn,
    }),
  };
  return {
    kind: 'edit',
    changes: { ...right, proposal: undefined },
    rules: ['rectification', 'two persons'],
    reason: 'rectified',
    evidence: {
      kind: 'rectification',
      content: {
        reason: proposal.reason,
        proposedBy: proposal.proposedBy.subject,
        approvedBy: facts.actor.subject,
        before: { data, snapshot, didDate, unemployedSince, pactSignedOn, unemploymentConfirmedOn },
        correction,
      },
    },
    settles: ['proposal-made'],
    mail: {
      kind: 'did-rectified',
      ...receiptOf(facts),
      rectifiedOn: dateInRome(receivedAt),
      what: [
        ...(correction.data || correction.person ? (['data'] as const) : []),
        ...(correction.didDate === undefined ? [] : (['did-date'] as const)),
        ...(correction.pactSignedOn === undefined ? [] : (['pact-date'] as const)),
      ],
      ...(right.didDate !== undefined || didDate !== undefined ? { didDate: right.didDate ?? didDate } : {}),
      ...(operator && { office: officeOf(operator) }),
    },
  };
});

const RefuseBody = z.strictObject({ reason });

/** Drops a proposal, with the reason: the case stays as it is. */
export const refuseProposal = edit(
  { statuses, parties: ['manager'], when: (didCase) => !nothingPends(didCase) },
  RefuseBody,
  ({ didCase }, body) =>
    didCase.proposal
      ? {
          kind: 'edit',
          changes: { proposal: undefined },
          rules: ['two persons'],
          reason: 'proposal-refused',
          evidence: { kind: 'proposal', content: { refused: didCase.proposal, reason: body.reason } },
          settles: ['proposal-made'],
        }
      : refuse('no-proposal'),
);
