import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { PlainDate } from '../dates.ts';
import { type CaseFacts, citizenshipOf, type Decision, decided } from '../decide.ts';
import {
  atConfirmation,
  documentProblems,
  IdentityDocument,
  PaperDeclaration,
  PermitOfStay,
  paperDeclarationRule,
  paperProblems,
} from '../documents.ts';
import { Extremes } from '../inps.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { confirmElsewhere } from './confirm-elsewhere.ts';
import { Countersignature, countersignatureProblem, countersignatureRules } from './countersigned.ts';
import { documentRefusal, documentWarnings, meetingProblem, officeOf, receiptOf } from './meeting.ts';
import { holdBack } from './one-meeting.ts';

/** Body of `POST …/confirmation`: the meeting at which the operator checked who the person is (S0:29-31). */
export const ConfirmBody = z.strictObject({
  metOn: PlainDate,
  identityDocument: IdentityDocument,
  permit: z.optional(PermitOfStay),
  paperDeclaration: z.optional(PaperDeclaration),
  /** A parent or guardian signs beside a minor. */
  countersignature: z.optional(Countersignature),
  /** The pact is signed in the same meeting: one mail tells both. */
  pactFollows: z.optional(z.boolean()),
  /** Route B: date and protocol of the application to INPS, both of them (S0:55). */
  inps: z.optional(z.partial(Extremes)),
  /** Route C: the day of the earlier DID (S0:63). */
  oldDid: z.optional(z.strictObject({ didDate: PlainDate })),
});
export type ConfirmBody = z.infer<typeof ConfirmBody>;

/**
 * On route A lifts the reserve; on B and C see `confirmElsewhere`. Identity checked, paper declaration taken (S0:31). The DID is authentic and counts from its
 * release (S0:33); the status of unemployment is not confirmed yet. Refuses what `meetingProblem` refuses, documents
 * missing or expired on the day (S0:29), a paper declaration missing or misdated (S0:31), and what
 * `countersignatureProblem` refuses.
 */
export function confirm(facts: CaseFacts, body: ConfirmBody): Decision | Refusal {
  const outcome = confirmed(facts, body);
  return outcome.kind === 'decision' && body.pactFollows === true ? holdBack(outcome, facts) : outcome;
}

function confirmed(facts: CaseFacts, body: ConfirmBody): Decision | Refusal {
  const { didCase, policy, operator } = facts;
  if (!operator) return refuse('wrong-status');
  if (didCase.didDate === undefined) return refuse(didCase.route === 'A' ? 'wrong-status' : 'no-did-yet');
  const problem = meetingProblem(facts, body.metOn, 'metOn');
  if (problem) return problem;
  if (didCase.status === 'registered') return confirmElsewhere(facts, body, operator);

  const paperRule = paperDeclarationRule(operator.kind, { cpiNeedsPaper: policy.paperDeclarationForCpi.value });
  const problems = [
    ...documentProblems(
      { ...body, citizenship: citizenshipOf(facts) },
      { ...atConfirmation, receipt: policy.permitReceipt.value },
    ),
    ...paperProblems(body.paperDeclaration, { rule: paperRule, didDate: didCase.didDate, metOn: body.metOn }),
  ];
  const refusal = documentRefusal(problems) ?? countersignatureProblem(facts, body.countersignature, body.metOn);
  if (refusal) return refusal;

  return decided(
    didCase,
    {
      status: 'confirmed',
      authenticity: { state: 'authentic', by: operator.id, on: body.metOn },
      reserveLiftedOn: body.metOn,
    },
    {
      rules: [
        'S0:29',
        paperRule.certainty === 'stated' ? 'S0:31' : `${paperRule.rule}:assumed`,
        'S0:33',
        ...countersignatureRules(facts, body.metOn),
      ],
      effects: ['verify-fiscal-code'],
      evidence: { kind: 'meeting', content: body },
      warnings: documentWarnings(problems),
      mail: {
        kind: 'did-authenticated',
        ...receiptOf(facts),
        didDate: didCase.didDate,
        authenticatedOn: body.metOn,
        office: officeOf(operator),
      },
    },
  );
}

export const confirmCommand = onCase('confirm', ConfirmBody, confirm);
