/** Appeals against decisions: that one was filed, what the committee said of it, and that two persons recorded it. */
import * as z from 'zod/mini';
import { sanctionOf, withDecision } from './after-decision.ts';
import { Approval, approved } from './approval.ts';
import type { ParametersOf } from './communications.ts';
import { conditionalityOn } from './conditionality.ts';
import { dateInRome, type Instant, PlainDate, startOfDay } from './dates.ts';
import type { DidCase, Proposal } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { caseNumber, receiptNumber } from './ids.ts';
import { isOwnSide, statuses } from './lifecycle.ts';
import { PlainLine } from './lines.ts';
import { lineOfText } from './person.ts';
import { appealOutcomes, type Officer, officerOf, type SanctionDecision } from './proceedings.ts';
import { nothingPends, propose, proposers } from './propose.ts';
import { type Refusal, refuse } from './refusals.ts';
import { effectReversed } from './sanction-news.ts';
import { appealUntil, isInTime } from './terms.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** The law of who decided: an appeal against INPS goes another way than one against a job centre. */
const policyOf = ({ factOn }: Pick<SanctionDecision, 'factOn'>) => {
  const policy = conditionalityOn(factOn);
  if (!policy) throw new Error('a decision that no policy knows');
  return policy;
};
const number = z.int().check(z.minimum(1));

/**
 * Body of `POST …/decisions/{number}/appeal`. `paper`: where it came to an office on paper, when that was received and what
 * proves it; the term is kept by that day, whenever it is typed in.
 */
export const AppealRequest = z.strictObject({
  note: z.optional(lineOfText(1000)),
  paper: z.optional(
    z.strictObject({
      receivedOn: PlainDate,
      channel: z.enum(['registered-letter', 'pec', 'hand']),
      /** Number of the registered letter, receipt of the certified mail, or protocol of what was handed in. */
      proof: PlainLine.check(z.maxLength(120, { error: 'text-too-long' })),
    }),
  ),
});

/** The same with the number of the decision, which the path names. */
const FileAppealBody = z.extend(AppealRequest, { number });

/** Who sent the committee what it could not look at sends it anew; the term is that of the decision. */
const mayFileAgain = ({ appeal }: SanctionDecision) => appeal?.outcome?.kind === 'inadmissible';

/** Whether something can be brought against a decision: it costs something, and stands. */
export const isAppealable = (decision: SanctionDecision): boolean =>
  decision.effect.kind !== 'dismissed' &&
  decision.reversedOn === undefined &&
  (decision.appeal === undefined || mayFileAgain(decision));

type OutcomeProposal = Extract<Proposal, { kind: 'appeal-outcome' }>;

const decisionIn = ({ decisions = [] }: DidCase, wanted: number) => decisions.find((one) => one.number === wanted);

/** Records that somebody appeals. In time or late, it is recorded and the committee decides. */
function fileAppeal(facts: EditFacts, body: z.infer<typeof FileAppealBody>): Edit | Refusal {
  const { didCase, party, commandId, receivedAt, operator, outages } = facts;
  if (didCase.erasedOn !== undefined || didCase.erasing !== undefined) return refuse('case-erased');
  const decision = decisionIn(didCase, body.number);
  if (!decision) return refuse('decision-unknown');
  if (decision.effect.kind === 'dismissed') return refuse('nothing-to-appeal');
  if (decision.appeal && !mayFileAgain(decision)) return refuse('appeal-filed');
  if (decision.reversedOn !== undefined) return refuse('nothing-to-appeal');
  if (isOwnSide(party) === (body.paper !== undefined)) return refuse('appeal-paper-missing', 'paper');
  const filedAt = body.paper ? receivedOn(body.paper.receivedOn, receivedAt) : receivedAt;
  if (filedAt > receivedAt) return refuse('appeal-in-future', 'paper.receivedOn');
  if (dateInRome(filedAt) < dateInRome(decision.decidedAt)) return refuse('appeal-before-decision', 'paper.receivedOn');

  const until = appealUntil(decision, outages);
  // While it is not known to be served no term runs (L. 241/1990 art. 21-bis).
  const inTime = until === undefined || isInTime(filedAt, until);
  const receipt = receiptNumber(commandId, dateInRome(receivedAt));
  const appeal = { filedAt, inTime, receiptNumber: receipt };
  return {
    kind: 'edit',
    changes: { decisions: withDecision(didCase, { ...decision, appeal }) },
    rules: [policyOf(decision).appealRule, decision.conditionality],
    reason: inTime ? 'in-time' : 'late',
    ...(!inTime && { warnings: [{ rule: 'appeal-late' }] }),
    ...((body.note !== undefined || body.paper) && {
      evidence: { kind: 'appeal', content: { number: decision.number, note: body.note, paper: body.paper } } as const,
    }),
    // What was asked once the term was over is not to be done while this is pending.
    ...(inTime && { settles: ['decision-final'] as const }),
    mail: {
      kind: 'appeal-recorded',
      ...receiptOf(facts),
      decisionNumber: decision.number,
      filedOn: dateInRome(filedAt),
      inTime,
      ...(until !== undefined && { until }),
      decided: decision.effect.kind,
      by: isOwnSide(party) ? party : 'office',
      appealTo: policyOf(decision).appealTo,
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** The legal instant of what came on paper: of today's the request, of an earlier day its beginning; the day alone counts. */
function receivedOn(day: PlainDate, receivedAt: Instant): Instant {
  return day === dateInRome(receivedAt) ? receivedAt : startOfDay(day);
}

/** Body of `POST …/decisions/{number}/appeal-outcome`: what the committee said, under which number and on which day. */
export const AppealOutcomeRequest = z.strictObject({
  outcome: z.enum(appealOutcomes),
  protocol: PlainLine.check(z.maxLength(60, { error: 'text-too-long' })),
  on: PlainDate,
  reason: lineOfText(500),
});
const OutcomeBody = z.extend(AppealOutcomeRequest, { number });

/** What keeps an outcome from being recorded: nobody appealed, it is on record, or its day cannot be. */
export function outcomeProblem(
  decision: SanctionDecision | undefined,
  on: PlainDate,
  receivedAt: Instant,
): Refusal | undefined {
  if (!decision) return refuse('decision-unknown');
  if (!decision.appeal) return refuse('appeal-not-filed');
  if (decision.appeal.outcome) return refuse('appeal-decided');
  if (on > dateInRome(receivedAt)) return refuse('outcome-in-future', 'on');
  return on < dateInRome(decision.appeal.filedAt) ? refuse('outcome-before-appeal', 'on') : undefined;
}

function proposeOutcome(facts: EditFacts, body: z.infer<typeof OutcomeBody>): Edit | Refusal {
  const { number: wanted, ...content } = body;
  const decision = decisionIn(facts.didCase, wanted);
  const problem = outcomeProblem(decision, body.on, facts.receivedAt);
  if (problem || !decision) return problem ?? refuse('decision-unknown');
  return propose(facts, { kind: 'appeal-outcome', decisionId: decision.decisionId, ...content });
}

/**
 * Whether the outcome of an appeal moves the DID: it stands sanctioned by that very decision, and that is reversed, or
 * final by the outcome. Of any other only the decision changes; so it does where the decision was not served, or the person
 * can appeal anew because the committee could not look at what came.
 */
export function movesStatus(
  didCase: DidCase,
  { decisionId, outcome }: Pick<OutcomeProposal, 'decisionId' | 'outcome'>,
  { receivedAt, outages }: Pick<EditFacts, 'receivedAt' | 'outages'>,
): boolean {
  const decision = didCase.status === 'sanctioned' ? sanctionOf(didCase) : undefined;
  if (decision?.decisionId !== decisionId) return false;
  if (outcome === 'upheld') return true;
  if (outcome === 'rejected') return decision.service.servedOn !== undefined;
  const until = appealUntil(decision, outages);
  return until !== undefined && !isInTime(receivedAt, until);
}

/** What two persons recorded of an appeal: the decision as it is then, and who they were. */
export function decideAppeal(
  { didCase, actor, party, receivedAt }: Pick<EditFacts, 'didCase' | 'actor' | 'party' | 'receivedAt'>,
  approval: Approval | undefined,
) {
  const proposal = approved({ didCase, actor }, 'appeal-outcome', approval);
  if (proposal.kind === 'refusal') return proposal;
  const decision = didCase.decisions?.find(({ decisionId }) => decisionId === proposal.decisionId);
  const problem = outcomeProblem(decision, proposal.on, receivedAt);
  if (problem || !decision?.appeal || !approval) return problem ?? refuse('appeal-not-filed');
  const approvedBy = officerOf({ actor, party }, approval.fiscalCodeMac);
  const { outcome: kind, protocol, on, proposedBy, reason } = proposal;
  const reversed = kind === 'upheld' ? effectReversed(decision, on) : undefined;
  const decided: SanctionDecision = {
    ...decision,
    appeal: { ...decision.appeal, outcome: { kind, protocol, on, by: proposedBy, approvedBy } },
    ...(kind === 'upheld' && { reversedOn: on }),
  };
  return {
    kind: 'decided' as const,
    decision: decided,
    outcome: kind,
    decisions: withDecision(didCase, decided),
    // What INPS was told is due it is told to give back.
    ...(reversed && { sanction: reversed }),
    evidence: {
      kind: 'appeal-outcome' as const,
      content: { number: decision.number, outcome: kind, protocol, on, reason, ...named(proposedBy, approvedBy) },
    },
  };
}

const named = (proposedBy: Officer, approvedBy: Officer) => ({
  proposedBy: proposedBy.subject,
  approvedBy: approvedBy.subject,
});

/** The code under which the history, and who reads the bus, know what became of a decision. */
export const outcomeReason = (outcome: (typeof appealOutcomes)[number]) =>
  outcome === 'upheld' ? 'decision-reversed' : 'decision-stands';

/** What the person is told of the outcome of an appeal. */
export function appealDecidedMail(
  facts: Pick<EditFacts, 'commandId' | 'receivedAt' | 'declarationId' | 'operator' | 'policy'>,
  decision: SanctionDecision,
  more: Pick<ParametersOf<'appeal-decided'>, 'endedOn' | 'reopened' | 'merged' | 'beside' | 'inpsTold'> = {},
) {
  const { commandId, receivedAt, declarationId, operator, policy } = facts;
  const outcome = decision.appeal?.outcome;
  if (!outcome) throw new Error('an outcome that nobody recorded');
  return {
    kind: 'appeal-decided' as const,
    caseNumber: caseNumber(declarationId),
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    receivedAt,
    decisionNumber: decision.number,
    decided: decision.effect.kind,
    outcome: outcome.kind,
    protocol: outcome.protocol,
    on: outcome.on,
    appealTo: policyOf(decision).appealTo,
    ...more,
    appeal: (policyOf(decision).courtAfter ?? policy.closureAppeal).value,
    ...(operator && { office: officeOf(operator) }),
  };
}

/**
 * Records what the committee said of an appeal, once a second person approves it, where the status does not change by it:
 * of a cut, or of a decision on a DID that has ended since. Refused as `approved` and `outcomeProblem` refuse; and where
 * it moves the status (`wrong-status`), which its own verb does.
 */
export const applyAppealOutcome = edit(
  { statuses, parties: ['manager'] },
  z.strictObject({ approval: Approval }),
  (facts, { approval }) => {
    const { proposal } = facts.didCase;
    if (proposal?.kind === 'appeal-outcome' && movesStatus(facts.didCase, proposal, facts)) {
      return refuse('wrong-status');
    }
    const done = decideAppeal(facts, approval);
    if (done.kind === 'refusal') return done;
    return {
      kind: 'edit',
      changes: { decisions: done.decisions, proposal: undefined },
      rules: [policyOf(done.decision).appealRule, 'two persons'],
      reason: outcomeReason(done.outcome),
      evidence: done.evidence,
      ...(done.sanction && { sanction: done.sanction }),
      settles: ['proposal-made'],
      mail: appealDecidedMail(facts, done.decision, { ...(done.sanction && { inpsTold: true }) }),
    };
  },
);

const hasAppealable = ({ decisions = [] }: DidCase) => decisions.some(isAppealable);
const hasPending = ({ decisions = [] }: DidCase) => decisions.some(({ appeal }) => appeal && !appeal.outcome);

/** The edits about appeals, by the names of their actions. */
export const appealEdits = {
  'file-appeal': edit(
    { statuses, parties: ['citizen', 'representative', 'delegate', ...proposers], when: hasAppealable },
    FileAppealBody,
    fileAppeal,
  ),
  'propose-appeal-outcome': edit(
    { statuses, parties: proposers, when: (didCase) => nothingPends(didCase) && hasPending(didCase) },
    OutcomeBody,
    proposeOutcome,
  ),
} as const;
