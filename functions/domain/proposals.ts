/** Proposals: what one person of an office proposes on a case, until another approves or refuses it. */
import * as z from 'zod/mini';
import { Approval, approved } from './approval.ts';
import { codeChangeProblem, underCode } from './code-change.ts';
import { dateInRome, Instant } from './dates.ts';
import { Correction, Presented } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { decidedByCorrection } from './inps-edits.ts';
import { endStatuses, isLive, statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { presentedProblem } from './presented.ts';
import { deciderOf, nothingPends, propose, proposers } from './propose.ts';
import { type Refusal, refuse } from './refusals.ts';
import { SignedRequest } from './signed-request.ts';
import { declarationProblem } from './verbs/declared.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

const reason = lineOfText(500);
const liveStatuses = statuses.filter(isLive);

/** Whoever asked for it has what they asked for. */
const asProposed = (edit: Edit | Refusal): Edit | Refusal =>
  edit.kind === 'refusal' ? edit : { ...edit, settles: ['reopening-asked'] };

const ReopenRequest = z.strictObject({ reason });

/** Proposes to reopen a DID that ended, as it was (L. 241/1990 art. 21-nonies). */
export const proposeReopening = edit(
  { statuses: endStatuses, parties: proposers, when: nothingPends },
  ReopenRequest,
  (facts, body) =>
    facts.citizen.takenOver || facts.didCase.erasedOn !== undefined || facts.didCase.erasing !== undefined
      ? refuse(facts.citizen.takenOver ? 'wrong-status' : 'case-erased')
      : asProposed(propose(facts, { kind: 'reopen', reason: body.reason })),
);

/**
 * Body of an approval: which proposal was seen, and which answer of the person was read, each by its instant; what came
 * meanwhile is not approved.
 */
export const ApprovalRequest = z.strictObject({ proposedAt: Instant, answeredAt: z.optional(Instant) });

/** Body of the undoing of a withdrawal: nothing to say by the person; at a counter, the paper that they signed. */
export const UndoRequest = z.strictObject({ signedRequest: z.optional(SignedRequest) });

/** Body of `POST …/rectification`; `presented`: the DID was brought on paper while the service was down. */
export const RectifyRequest = z.strictObject({
  reason,
  correction: Correction,
  presented: z.optional(Presented),
});

/** The same with the outage that it names, if that is certified. */
const RectifyOrder = z.extend(RectifyRequest, { outage: z.optional(z.object({ from: Instant, to: Instant })) });

/** Proposes to put right what was wrong in a DID from the beginning: data that were frozen, its days, the person's code. */
export const proposeRectification = edit(
  {
    statuses: liveStatuses,
    parties: proposers,
    when: (didCase) => nothingPends(didCase) && didCase.didDate !== undefined,
  },
  RectifyOrder,
  (facts, { correction, reason: why, presented, outage }) =>
    correctionProblem(facts, correction) ??
    (presented && presentedProblem(facts.didCase, correction, outage)) ??
    propose(facts, { kind: 'rectify', correction, ...(presented && { presented }), reason: why }),
);

/** What keeps a correction from being one, on the day of receipt. Where nothing was released here no data were declared. */
function correctionProblem(facts: EditFacts, correction: Correction): Refusal | undefined {
  const { didCase, receivedAt, citizen, policy } = facts;
  const today = dateInRome(receivedAt);
  const { data, didDate = didCase.didDate, pactSignedOn = didCase.pactSignedOn } = correction;
  const { snapshot } = didCase;
  if (didCase.didDate === undefined || didDate === undefined) return refuse('no-did-yet');
  if (!snapshot && data) return refuse('nothing-to-rectify', 'correction.data');
  if (!snapshot && correction.person) return refuse('nothing-to-rectify', 'correction.person');
  const code = codeChangeProblem(correction, citizen.person);
  if (code) return code;
  if (didDate > today) return refuse('did-in-future', 'correction.didDate');
  if (correction.pactSignedOn !== undefined && didCase.pactSignedOn === undefined) {
    return refuse('nothing-to-rectify', 'correction.pactSignedOn');
  }
  if (pactSignedOn !== undefined && pactSignedOn > today) return refuse('pact-in-future', 'correction.pactSignedOn');
  if (pactSignedOn !== undefined && pactSignedOn < didDate) return refuse('pact-before-did', 'correction.pactSignedOn');
  const person = correction.person ?? snapshot?.person ?? citizen.person;
  const problem = data && declarationProblem(data, { policy, person, today: didDate });
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
  const { correction, presented } = proposal;
  const problem = correctionProblem(facts, correction);
  if (problem) return problem;
  const { snapshot, didDate, unemployedSince, pactSignedOn, unemploymentConfirmedOn, data } = didCase;
  const { fiscalCode } = correction;
  const right = {
    ...(correction.data && { data: correction.data }),
    ...(snapshot && {
      snapshot: {
        ...snapshot,
        data: correction.data ?? snapshot.data,
        person: underCode(correction.person ?? snapshot.person, fiscalCode),
      },
    }),
    ...(correction.didDate !== undefined && { didDate: correction.didDate, unemployedSince: correction.didDate }),
    ...(correction.pactSignedOn !== undefined && {
      pactSignedOn: correction.pactSignedOn,
      unemploymentConfirmedOn: correction.pactSignedOn,
    }),
  };
  const agreed = decidedByCorrection(didCase, correction.didDate, {
    reason: proposal.reason,
    by: proposal.proposedBy.operatorId ?? proposal.proposedBy.party,
    on: dateInRome(receivedAt),
  });
  return {
    kind: 'edit',
    changes: { ...right, ...agreed, proposal: undefined },
    rules: [...(presented ? ['L. 241/1990 art. 18-bis'] : []), 'rectification', 'two persons'],
    reason: 'rectified',
    evidence: {
      kind: 'rectification',
      content: {
        reason: proposal.reason,
        proposedBy: proposal.proposedBy.subject,
        approvedBy: facts.actor.subject,
        before: {
          ...{ data, snapshot, didDate, unemployedSince, pactSignedOn, unemploymentConfirmedOn },
          ...(fiscalCode !== undefined && { fiscalCode: facts.citizen.person.fiscalCode }),
        },
        correction,
        ...(presented && { presented }),
      },
    },
    settles: ['proposal-made', ...(agreed ? (['inps-mismatch'] as const) : [])],
    mail: {
      kind: 'did-rectified',
      ...receiptOf(facts),
      rectifiedOn: dateInRome(receivedAt),
      what: [
        ...(correction.data || correction.person || fiscalCode !== undefined ? (['data'] as const) : []),
        ...(correction.didDate === undefined ? [] : (['did-date'] as const)),
        ...(correction.pactSignedOn === undefined ? [] : (['pact-date'] as const)),
      ],
      appeal: facts.policy.closureAppeal.value,
      ...(right.didDate !== undefined || didDate !== undefined ? { didDate: right.didDate ?? didDate } : {}),
      ...(right.pactSignedOn !== undefined && { pactSignedOn: right.pactSignedOn }),
      before: {
        ...(right.didDate !== undefined && didDate !== undefined && { didDate }),
        ...(right.pactSignedOn !== undefined && pactSignedOn !== undefined && { pactSignedOn }),
      },
      ...(operator && { office: officeOf(operator) }),
    },
  };
});

/** Who was told that a closing is proposed is told that it is not. */
function droppedMail(facts: EditFacts): Edit['mail'] {
  const { didCase, operator } = facts;
  const { proposal, didDate } = didCase;
  if (proposal?.kind !== 'close' || proposal.closure === 'death') return undefined;
  return {
    kind: 'closure-dropped',
    ...receiptOf(facts),
    ...(didDate !== undefined && { didDate }),
    ...(operator && { office: officeOf(operator) }),
  };
}

const RefuseBody = z.strictObject({ reason });

/** Drops a proposal, with the reason: the case stays as it is. */
export const refuseProposal = edit(
  { statuses, parties: ['manager', 'inps'], when: (didCase) => !nothingPends(didCase) },
  RefuseBody,
  (facts, body) =>
    facts.didCase.proposal && facts.party === deciderOf(facts.didCase)
      ? {
          kind: 'edit',
          changes: { proposal: undefined },
          rules: ['two persons'],
          reason: 'proposal-refused',
          evidence: { kind: 'proposal', content: { refused: facts.didCase.proposal, reason: body.reason } },
          settles: ['proposal-made'],
          mail: droppedMail(facts),
        }
      : refuse('no-proposal'),
);
