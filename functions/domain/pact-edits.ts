/** A pact after it was entered: how it was signed, that the person says they did not sign it, and what two persons find. */
import * as z from 'zod/mini';
import { Approval, approved } from './approval.ts';
import { addDays, dateInRome } from './dates.ts';
import { type DidCase, pactFindings } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import type { Status } from './lifecycle.ts';
import { isDisputed, lacksProof, Signature } from './pact.ts';
import { lineOfText } from './person.ts';
import { nothingPends, propose, proposers } from './propose.ts';
import { type Refusal, refuse } from './refusals.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** Where a pact is in force, work that suspends it or not. */
const withPact: readonly Status[] = ['psp-signed', 'suspended'];
const hasPact = ({ pactSignedOn }: DidCase) => pactSignedOn !== undefined;

/** Body of `POST …/pact-dispute`: what the person wants to say about it. */
const DisputePactBody = z.strictObject({ note: z.optional(lineOfText(1000)) });

/**
 * «Non ho firmato»: the person says not to have signed the pact that an operator entered. A job centre and the managers
 * look at it, the case says so, the person has a receipt; the pact stays until two persons decide. Refuses a second time
 * (`pact-disputed-already`), and once the days of the policy since the entry are over (`dispute-too-late`).
 */
function dispute(facts: EditFacts, { note }: z.infer<typeof DisputePactBody>): Edit | Refusal {
  const { didCase, operator, receivedAt, policy } = facts;
  const { didDate, pactSignedOn, pactEnteredAt, pactDispute } = didCase;
  if (didDate === undefined || pactSignedOn === undefined) return refuse('wrong-status');
  if (pactDispute) return refuse('pact-disputed-already');
  const today = dateInRome(receivedAt);
  const entered = pactEnteredAt === undefined ? pactSignedOn : dateInRome(pactEnteredAt);
  if (today > addDays(entered, policy.pactDisputeDays.value)) return refuse('dispute-too-late');
  return {
    kind: 'edit',
    changes: { pactDispute: { disputedAt: receivedAt, ...(note !== undefined && { note }) } },
    rules: [policy.pactDisputeDays.rule],
    reason: 'not-signed',
    tasks: [
      { kind: 'pact-disputed', list: 'managers' },
      { kind: 'examine-pact', list: 'job-centre' },
    ],
    mail: {
      kind: 'pact-disputed',
      ...receiptOf(facts),
      didDate,
      pactSignedOn,
      decideBy: addDays(today, policy.pactDecisionDays.value),
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** Body of `POST …/pact-signature`: how the pact was signed, and where the proof of it is kept. */
const RecordSignatureBody = z.required(Signature);

/**
 * Records how a pact was signed, where that or its proof was not entered with it. Refuses where it is on record already
 * (`signature-recorded`): what two persons may have to look at is not rewritten.
 */
function recordSignature({ didCase }: EditFacts, signature: Signature): Edit | Refusal {
  if (!hasPact(didCase)) return refuse('wrong-status');
  if (!lacksProof(didCase)) return refuse('signature-recorded');
  return {
    kind: 'edit',
    changes: { pactSignature: signature },
    rules: ['D.Lgs. 82/2005 art. 20 c.1-bis'],
    reason: signature.kind,
    settles: ['pact-signature'],
  };
}

/** Body of `POST …/pact-dispute/decision`: what one person finds about a pact, and why; the person reads it. */
const PactDecisionBody = z.strictObject({ finding: z.enum(pactFindings), reason: lineOfText(500) });

/**
 * Proposes what becomes of a pact. That it stands answers a dispute (`pact-not-disputed`), and needs the proof of its
 * signature on record (`signature-not-recorded`); that it is none may also be found by the office itself, as of any act
 * of its own (L. 241/1990 art. 21-nonies).
 */
function proposeDecision(facts: EditFacts, body: z.infer<typeof PactDecisionBody>): Edit | Refusal {
  if (!hasPact(facts.didCase)) return refuse('wrong-status');
  return (
    (body.finding === 'stands' ? standingProblem(facts.didCase) : undefined) ??
    propose(facts, { kind: 'pact', ...body })
  );
}

function standingProblem(didCase: DidCase): Refusal | undefined {
  if (!isDisputed(didCase)) return refuse('pact-not-disputed');
  return lacksProof(didCase) ? refuse('signature-not-recorded') : undefined;
}

/**
 * That a pact stands, once a second person approves it: the dispute is over, and the person is told why and where to turn.
 * Refused as `approved` refuses.
 */
export const dismissDispute = edit(
  { statuses: withPact, parties: ['manager'] },
  z.strictObject({ approval: Approval }),
  (facts, { approval }) => {
    const { didCase, operator, receivedAt, policy } = facts;
    const { didDate, pactSignedOn, pactDispute, pactSignature } = didCase;
    const proposal = approved(facts, 'pact', approval);
    if (proposal.kind === 'refusal') return proposal;
    const problem = standingProblem(didCase);
    if (problem) return problem;
    if (proposal.finding !== 'stands' || !pactDispute || !pactSignature) return refuse('no-proposal');
    if (didDate === undefined || pactSignedOn === undefined) return refuse('wrong-status');
    const { reason, proposedBy } = proposal;
    return {
      kind: 'edit',
      changes: {
        pactDispute: { ...pactDispute, dismissed: { on: dateInRome(receivedAt), reason } },
        proposal: undefined,
      },
      rules: ['pact.dispute', 'two persons'],
      reason: 'pact-stands',
      evidence: {
        kind: 'pact-decision',
        content: { finding: 'stands', reason, proposedBy: proposedBy.subject, approvedBy: facts.actor.subject },
      },
      settles: ['proposal-made', 'pact-disputed', 'examine-pact'],
      mail: {
        kind: 'pact-dispute-dismissed',
        ...receiptOf(facts),
        didDate,
        pactSignedOn,
        signature: pactSignature.kind,
        appeal: policy.closureAppeal.value,
        ...(operator && { office: officeOf(operator) }),
      },
    };
  },
);

/** The edits of a pact that was entered, by the names of their actions. */
export const pactEdits = {
  'dispute-pact': edit(
    {
      statuses: withPact,
      parties: ['citizen'],
      when: (didCase) => hasPact(didCase) && didCase.pactDispute === undefined,
    },
    DisputePactBody,
    dispute,
  ),
  'record-signature': edit(
    { statuses: withPact, parties: ['cpi', 'accredited'], when: lacksProof },
    RecordSignatureBody,
    recordSignature,
  ),
  'propose-pact-decision': edit(
    {
      statuses: withPact,
      parties: proposers,
      when: (didCase) => hasPact(didCase) && nothingPends(didCase),
    },
    PactDecisionBody,
    proposeDecision,
  ),
} as const;
