import * as z from 'zod/mini';
import { Approval, approved } from '../approval.ts';
import { onCase } from '../command.ts';
import { conditionalityOn } from '../conditionality.ts';
import { Instant } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { lineOfText } from '../person.ts';
import { ActId, type Officer, officerOf, type SanctionDecision } from '../proceedings.ts';
import { type Refusal, refuse } from '../refusals.ts';
import {
  approversOn,
  decidersOn,
  decisionProblem,
  effectOf,
  lawOf,
  type Outcome,
  outcomes,
  stepFor,
} from '../sanctions.ts';
import { type ServiceChannel, serviceChannels } from '../service.ts';
import { newDeclarationFrom } from '../terms.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/decision`: on which contested fact, what, why, and how the decision is served. */
export const DecisionRequest = z.strictObject({
  actId: ActId,
  outcome: z.enum(outcomes),
  /** Told to the person in the act itself, never in a mail. */
  reasons: lineOfText(1000),
  channel: z.enum(serviceChannels),
  /** Where work was told of while the fact was contested: the word that was read, by its instant. */
  workToldAt: z.optional(Instant),
});

/** The same as the record keeps it, or an approval. `officerMac` and `approval` come from the service, never from a client. */
export const DecideBody = z.union([
  z.extend(DecisionRequest, { officerMac: z.string() }),
  z.strictObject({ approval: Approval }),
]);
export type DecideBody = z.infer<typeof DecideBody>;

/**
 * Decides on a contested fact (D.Lgs. 150/2015 art. 21 c.7, c.10; S1:63-65): dismisses it, or takes what the ladder
 * gives. A cut is decided by one person who did not report the fact; a forfeiture, or the loss of S1, by two
 * (`needs-two-persons`). What is decided works once it is served. Refused as `decisionProblem` and `approved` refuse.
 */
export function decideContested(facts: CaseFacts, body: DecideBody): Decision | Refusal {
  return 'approval' in body ? byTwo(facts, body.approval) : alone(facts, body);
}

function alone(facts: CaseFacts, body: Exclude<DecideBody, { approval: Approval }>): Decision | Refusal {
  const { actId, outcome, reasons, channel, officerMac: fiscalCodeMac, workToldAt } = body;
  if (outcome === 'forfeiture' || outcome === 'loss') return refuse('needs-two-persons', 'outcome');
  const problem = decisionProblem(facts, { actId, outcome, channel, fiscalCodeMac, workToldAt });
  return problem ?? conclude(facts, { outcome, reasons, channel, decidedBy: officerOf(facts, fiscalCodeMac) });
}

function byTwo(facts: CaseFacts, approval: Approval): Decision | Refusal {
  const proposal = approved(facts, 'forfeit', approval);
  if (proposal.kind === 'refusal') return proposal;
  const { contested } = facts.didCase;
  const { contestedId: actId, effect: outcome, channel, reason: reasons, proposedBy, workToldAt } = proposal;
  if (contested?.id !== actId) return refuse('no-proposal');
  if (facts.party !== approversOn(contested)) return refuse('not-this-party');
  const { fiscalCodeMac } = approval;
  const problem = decisionProblem(facts, { actId, outcome, channel, fiscalCodeMac, workToldAt });
  if (problem) return problem;
  const approvedBy = officerOf(facts, fiscalCodeMac);
  return conclude(facts, { outcome, reasons, channel, decidedBy: proposedBy, approvedBy });
}

interface Concluded {
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly channel: ServiceChannel;
  readonly decidedBy: Officer;
  readonly approvedBy?: Officer;
}

/** What the record keeps of why it was decided so, and of how the person was heard; for the act that is served. */
export const DecisionEvidence = z.object({ reasons: z.string() });

function conclude(facts: CaseFacts, { outcome, reasons, channel, decidedBy, approvedBy }: Concluded): Decision {
  const { today, receivedAt, commandId, operator, outages } = facts;
  const { contested, proposal, ...rest } = facts.didCase;
  const policy = contested && conditionalityOn(contested.factOn);
  if (!contested || !policy) throw new Error('nothing is contested by a policy');
  // What another asked for about something else still waits for its decision.
  const didCase = { ...rest, ...(proposal && proposal.kind !== 'forfeit' && { proposal }) };
  const { decisions = [] } = didCase;
  const step = stepFor(contested, decisions, outages);
  const law = lawOf(policy, step);
  const consequence = outcome === 'dismissed' || !step ? ({ kind: 'dismissed' } as const) : step.consequence;
  const {
    possible,
    possibleDays,
    service,
    justifications,
    extendedTo,
    workToldAt,
    overdueAt: _,
    remindedAt: __,
    ...fact
  } = contested;
  const decision: SanctionDecision = {
    ...fact,
    ...(step && { rule: step.rule, recurrence: step.recurrence }),
    legalBasis: law,
    number: (decisions.at(-1)?.number ?? 0) + 1,
    decisionId: commandId,
    statusBefore: 'psp-signed',
    effect: effectOf(fact.factOn, consequence),
    decidedAt: receivedAt,
    decidedBy,
    ...(approvedBy && { approvedBy }),
    service: { channel, sentOn: today },
  };
  const { effect } = decision;
  // By S1 a loss takes what is paid, and never the status (S1:73, S1:92).
  const takesStatus = effect.kind === 'forfeiture';
  const declareFrom = newDeclarationFrom(decision);
  return decided(
    didCase,
    { status: takesStatus ? 'sanctioned' : 'psp-signed', decisions: [...decisions, decision] },
    {
      rules: [decision.conditionality, decision.rule, ...(approvedBy ? ['two persons'] : [])],
      reason: effect.kind,
      evidence: {
        kind: 'decision',
        content: { reasons, contested: { possible, possibleDays, service, justifications, extendedTo, workToldAt } },
      },
      settles: [
        'breach-to-decide',
        'decision-overdue',
        ...(proposal?.kind === 'forfeit' ? (['proposal-made'] as const) : []),
      ],
      mail: {
        kind: 'decision-taken',
        ...receiptOf(facts),
        number: decision.number,
        what: decision.kind,
        factOn: decision.factOn,
        outcome: effect.kind,
        law,
        ...(effect.kind === 'cut' && { days: effect.days, to: effect.to }),
        ...(effect.kind !== 'dismissed' && { from: effect.from }),
        ...(declareFrom !== undefined && { declareFrom }),
        decidedBy: decidersOn(decision).includes('inps') ? 'inps' : 'job-centre',
        twoPersons: approvedBy !== undefined,
        appealDays: policy.appealDays.value,
        appealTo: policy.appealTo,
        channel,
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

export const decideCommand = onCase('decide', DecideBody, decideContested);
