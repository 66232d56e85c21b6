/** To close a DID that the person did not ask to be closed: one proposes, the person is told and answers, another decides. */
import * as z from 'zod/mini';
import { addDays, dateInRome, PlainDate } from './dates.ts';
import { edit } from './edit.ts';
import { incomes, officeClosures, otherRegions, proposedClosures } from './life.ts';
import { isLive, statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { nothingPends, propose, proposers } from './propose.ts';
import { SignedRequest } from './signed-request.ts';
import { closureProblem } from './verbs/close.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

const liveStatuses = statuses.filter(isLive);

const days = {
  since: z.optional(PlainDate),
  until: z.optional(PlainDate),
  /** Of a move, the region to which the case goes. */
  toRegion: z.optional(z.enum(otherRegions)),
};

/**
 * Body of `POST …/closure`. It rests on the person's own word, which one person of an office enters: a request that they
 * signed, or the receipt of a change that they reported. Or it is a proposal, with its reason, that another decides on.
 * A forfeiture that is final rests on its decision alone.
 */
export const ClosureRequest = z
  .strictObject({
    reason: z.enum(officeClosures),
    ...days,
    signedRequest: z.optional(SignedRequest),
    reportedChange: z.optional(z.string().check(z.regex(/^R-[0-9]{8}-[0-9A-F]{12}$/))),
    /** What work pays: less than the amount of the law closes nothing. */
    expectedYearlyIncome: z.optional(z.enum(incomes)),
    why: z.optional(lineOfText(500)),
  })
  .check(
    z.refine(
      ({ reason, signedRequest, reportedChange, why }) =>
        [signedRequest, reportedChange, why].filter((one) => one !== undefined).length ===
        (reason === 'forfeiture' ? 0 : 1),
      { path: ['why'], error: 'closure-grounds' },
    ),
    z.refine(({ reason, toRegion }) => toRegion === undefined || reason === 'moved', {
      path: ['toRegion'],
      error: 'closure-region',
    }),
  );

/** What is proposed, and why; told to the person. */
const ClosureProposal = z.strictObject({ reason: z.enum(proposedClosures), ...days, why: lineOfText(500) });

/**
 * Proposes to close a DID. The person is told at once and has days to answer before anybody decides, more where they are
 * told on paper (L. 241/1990 arts 7 and 10-bis); of a death nobody is written to, and mail to the person waits. Refuses
 * as `closureProblem` refuses, and while another proposal waits (`proposal-pending`).
 */
export const proposeClosure = edit(
  { statuses: liveStatuses, parties: proposers, when: nothingPends },
  ClosureProposal,
  (facts, { reason: closure, why, since, until, toRegion }) => {
    const { didCase, receivedAt, policy, citizen, operator } = facts;
    const today = dateInRome(receivedAt);
    const problem = closureProblem({ ...facts, today }, { reason: closure, since, until });
    if (problem) return problem;
    const held = {
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(toRegion !== undefined && { toRegion }),
    };
    const content = { kind: 'close', closure, reason: why, ...held } as const;
    if (closure === 'death') return propose(facts, content);
    const answerDays = policy.closureAnswerDays.value + (citizen.mailboxHealthy ? 0 : policy.letterDays.value);
    const answerBy = addDays(today, answerDays);
    const proposed = propose(facts, { ...content, answerBy });
    if (proposed.kind === 'refusal') return proposed;
    return {
      ...proposed,
      rules: [...proposed.rules, policy.closureAnswerDays.rule],
      mail: {
        kind: 'closure-proposed',
        ...receiptOf(facts),
        ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
        reason: closure,
        ...(since !== undefined && { since }),
        answerBy,
        ...(operator && { office: officeOf(operator) }),
      },
    };
  },
);
