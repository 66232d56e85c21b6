import * as z from 'zod/mini';
import { endingProblem, sanctionOf } from '../after-decision.ts';
import { Approval, approved } from '../approval.ts';
import { openQuestions } from '../carried.ts';
import { onCase } from '../command.ts';
import { dateInRome, daysOf, PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import type { Proposal } from '../declaration.ts';
import { DeclarationId } from '../ids.ts';
import { type ClosureReason, closureReasons, endCodeOf, jobAsked, otherRegions, singleClosures } from '../life.ts';
import type { Party } from '../lifecycle.ts';
import { freesGuard } from '../live-guard.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { isSignedBetween, SignedRequest } from '../signed-request.ts';
import { officeOf, receiptOf } from './meeting.ts';

/**
 * Body of a closure, as the record keeps it. `approval`, `reportedChange`, `changeProved` and `mergedInto` come from the
 * service, never from a client.
 */
export const CloseBody = z.strictObject({
  reason: z.enum(closureReasons),
  /** Since when what closes it holds; of work, the day to which it is to last if it is to end. */
  since: z.optional(PlainDate),
  until: z.optional(PlainDate),
  toRegion: z.optional(z.enum(otherRegions)),
  /** The person's own word: a request that they signed, or the receipt of a change that they reported. */
  signedRequest: z.optional(SignedRequest),
  reportedChange: z.optional(z.string()),
  /** The change was reported by the person, in a session that proved who they are. */
  changeProved: z.optional(z.literal(true)),
  approval: z.optional(Approval),
  mergedInto: z.optional(DeclarationId),
});
export type CloseBody = z.infer<typeof CloseBody>;

/**
 * Closes a DID. By one person of an office where the person's own word says so: work, a pension, a move; or where two have
 * decided a forfeiture that is final. Without it, and for a death, an annulment, or conditions that were not met, by two persons (`needs-two-persons`), after the person
 * could answer (`answer-awaited`). By the sign-in of a code's true owner. And when it goes into an earlier one that was
 * reopened. Refused as `closureProblem` refuses. After a death nobody is written to any more.
 */
export function close(facts: CaseFacts, body: CloseBody): Decision | Refusal {
  if (facts.party === 'identity') return notMadeByThePerson(facts);
  const { reason, approval } = body;
  if (reason === 'merged') return body.mergedInto === undefined ? refuse('no-proposal') : ended(facts, body);
  const problem = closureProblem(facts, body);
  if (problem) return problem;
  if (!approval) return ownWordProblem(facts, body) ?? ended(facts, body);
  const proposal = approved(facts, 'close', approval);
  if (proposal.kind === 'refusal') return proposal;
  if (proposal.closure !== reason) return refuse('no-proposal');
  const { answerBy, answeredAt } = proposal;
  if (answeredAt !== approval.answeredAt) return refuse('answer-unread');
  if (answerBy !== undefined && answeredAt === undefined && facts.today <= answerBy) return refuse('answer-awaited');
  return ended(facts, body, proposal);
}

/**
 * What keeps a closing from being one on the day of receipt: a day to come, or from before the DID (`closure-in-future`,
 * `closure-before-did`); work whose first day is not told (`closure-since-missing`), or that does not outlast the limit
 * within which the status is only suspended (`job-within-limit`; D.Lgs. 150/2015 art. 19 c.3); work of unknown length
 * while a fact is contested, which nobody can suspend (`breach-pending`); and what `endingProblem`
 * refuses.
 */
export function closureProblem(
  { didCase, today, policy, outages }: Pick<CaseFacts, 'didCase' | 'today' | 'policy' | 'outages'>,
  { reason, since = didCase.suspension?.from, until }: Pick<CloseBody, 'reason' | 'since' | 'until'>,
): Refusal | undefined {
  const problem = endingProblem({ didCase, today, outages }, reason);
  if (problem) return problem;
  if (since !== undefined && since > today) return refuse('closure-in-future', 'since');
  if (since !== undefined && didCase.didDate !== undefined && since < didCase.didDate) {
    return refuse('closure-before-did', 'since');
  }
  if (reason !== 'job') return undefined;
  if (since === undefined) return refuse('closure-since-missing', 'since');
  // While a fact is contested nobody can suspend: work that may be short does not end the DID meanwhile.
  if (didCase.status === 'sanction-proposed' && until === undefined) return refuse('breach-pending', 'until');
  const within = until !== undefined && daysOf(since, until) <= policy.suspensionDays.value;
  return within ? refuse('job-within-limit', 'until') : undefined;
}

/** What keeps one person of an office from closing: the person has not said it themselves. */
function ownWordProblem({ didCase, today }: CaseFacts, body: CloseBody): Refusal | undefined {
  const { reason, signedRequest, reportedChange, changeProved } = body;
  // Two persons have decided that already.
  if (reason === 'forfeiture') return undefined;
  const single = singleClosures.some((known) => known === reason);
  // A benefit ends on what was proved to be the person's own word: a password does not.
  const reported = reportedChange !== undefined && (changeProved === true || didCase.benefit === undefined);
  if (!single || (!signedRequest && !reported)) return refuse('needs-two-persons');
  const signed = !signedRequest || isSignedBetween(signedRequest, dateInRome(didCase.registeredAt), today);
  return signed ? undefined : refuse('signed-request-missing', 'signedRequest');
}

/**
 * Annuls a DID that was not made by the person («non resa dall'interessato»). Only the sign-in of the
 * code's true owner does so, and only while no operator has checked who made it; nobody is written to, so that neither
 * side learns of the other.
 */
function notMadeByThePerson({ didCase, today }: CaseFacts): Decision | Refusal {
  if (didCase.authenticity.state === 'authentic') return refuse('wrong-status');
  return decided(
    didCase,
    { status: 'closed', endedOn: today, closure: { reason: 'annulled', nationalCode: 'A' } },
    { rules: ['identity.not-made-by-the-person'], reason: 'annulled', effects: freesGuard(didCase) },
  );
}

/** On what a closing rests. */
export const closureRules: Readonly<Record<ClosureReason, string>> = {
  job: 'D.Lgs. 150/2015 art. 19 c.1',
  pension: 'closure.pension:assumed',
  death: 'closure.death:assumed',
  moved: 'closure.moved:assumed',
  annulled: 'L. 241/1990 art. 21-nonies',
  'not-admitted': 'D.Lgs. 150/2015 art. 19 c.1',
  forfeiture: 'D.Lgs. 150/2015 art. 21 c.7',
  merged: 'one live DID',
};

/** The office of who decided on a closing: a job centre's, or a manager. */
const closerOf = (party: Party) => (party === 'manager' ? 'manager' : 'job-centre');

function ended(facts: CaseFacts, body: CloseBody, proposal?: Pick<Proposal, 'reason' | 'proposedBy'>): Decision {
  const { today, operator, policy } = facts;
  const why = proposal?.reason;
  const { reason, since, until, toRegion, mergedInto, signedRequest, reportedChange } = body;
  const { proposal: _, jobAskedAt: __, ...didCase } = facts.didCase;
  const nationalCode = endCodeOf(reason);
  const rule = closureRules[reason];
  return decided(
    didCase,
    {
      status: 'closed',
      endedOn: today,
      closure: {
        reason,
        ...(nationalCode !== undefined && { nationalCode }),
        ...(since !== undefined && { since }),
        ...(toRegion !== undefined && { toRegion }),
        ...(mergedInto !== undefined && { mergedInto }),
        ...(reason !== 'merged' && { rule }),
        ...(why !== undefined && { why }),
      },
    },
    {
      rules: [rule, ...(why === undefined ? [] : ['two persons'])],
      reason,
      // The one into which it goes holds the guard already.
      effects: [
        ...(reason === 'merged' ? [] : freesGuard(didCase)),
        ...(reason === 'death' ? (['mark-deceased'] as const) : []),
      ],
      ...((signedRequest || reportedChange !== undefined) && {
        evidence: { kind: 'closure', content: { reason, since, until, signedRequest, reportedChange } } as const,
      }),
      settles: [
        ...jobAsked(facts.didCase),
        ...(facts.didCase.proposal ? (['proposal-made'] as const) : []),
        ...(reason === 'merged' ? openQuestions(facts.didCase).map(({ kind }) => kind) : []),
        ...(sanctionOf(facts.didCase) ? (['decision-final'] as const) : []),
        ...(facts.didCase.contested ? (['breach-to-decide', 'decision-overdue'] as const) : []),
      ],
      mail:
        reason === 'death' || reason === 'merged'
          ? undefined
          : {
              kind: 'did-closed',
              ...receiptOf(facts),
              reason,
              ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
              ...(since !== undefined && { since }),
              ...(signedRequest && { asked: true as const }),
              ...(toRegion !== undefined && { toRegion }),
              ...(proposal && {
                twoPersons: true as const,
                deciders: { proposed: closerOf(proposal.proposedBy.party), approved: closerOf(facts.party) },
              }),
              appeal: policy.closureAppeal.value,
              ...(operator && { office: officeOf(operator) }),
            },
    },
  );
}

export const closeCommand = onCase('close', CloseBody, close);
