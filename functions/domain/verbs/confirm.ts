import * as z from 'zod/mini';
import { isThere } from '../awaited-did.ts';
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
import { CodeRead, codeReadProblem, codeReadRules, identityWarnings } from '../provisional-code.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { confirmElsewhere } from './confirm-elsewhere.ts';
import { Countersignature, countersignatureProblem, countersignatureRules } from './countersigned.ts';
import { documentRefusal, documentWarnings, meetingProblem, officeOf, receiptOf } from './meeting.ts';
import { holdBack } from './one-meeting.ts';
import { takingUpNews } from './proving.ts';

/** Body of `POST …/confirmation`: the meeting at which the operator checked who the person is (S0:29-31). */
export const ConfirmBody = z.strictObject({
  metOn: PlainDate,
  /** Asked on route A (S0:29); on B and C the identity was proved when the DID was made. */
  identityDocument: z.optional(IdentityDocument),
  permit: z.optional(PermitOfStay),
  paperDeclaration: z.optional(PaperDeclaration),
  /** A parent or guardian signs beside a minor. */
  countersignature: z.optional(Countersignature),
  /** The fiscal code as it was read on paper: a provisional one must be. */
  codeRead: z.optional(CodeRead),
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
 * missing or expired on the day (S0:29), a paper declaration missing or misdated (S0:31), and what `codeReadProblem` and
 * `countersignatureProblem` refuse.
 */
export function confirm(facts: CaseFacts, body: ConfirmBody): Decision | Refusal {
  const outcome = confirmed(facts, body);
  if (outcome.kind === 'refusal') return outcome;
  const decision = takingUpNews(facts, outcome);
  return body.pactFollows === true ? holdBack(decision, facts) : decision;
}

function confirmed(facts: CaseFacts, body: ConfirmBody): Decision | Refusal {
  const { didCase, policy, operator } = facts;
  if (!operator) return refuse('wrong-status');
  if (!isThere(didCase)) return refuse(didCase.route === 'A' ? 'wrong-status' : 'no-did-yet');
  const problem = meetingProblem(facts, body.metOn, 'metOn');
  if (problem) return problem;
  if (didCase.status === 'registered') return confirmElsewhere(facts, body, operator);
  const { didDate } = didCase;
  if (didDate === undefined) return refuse('wrong-status');

  const paperRule = paperDeclarationRule(operator.kind, { cpiNeedsPaper: policy.paperDeclarationForCpi.value });
  const problems = [
    ...documentProblems(
      { ...body, citizenship: citizenshipOf(facts) },
      { ...atConfirmation, receipt: policy.permitReceipt.value },
    ),
    ...paperProblems(body.paperDeclaration, { rule: paperRule, didDate, metOn: body.metOn }),
  ];
  const refusal =
    documentRefusal(problems) ??
    codeReadProblem(facts, body.codeRead) ??
    countersignatureProblem(facts, body.countersignature, body.metOn);
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
        ...codeReadRules(facts),
        ...countersignatureRules(facts, body.metOn),
      ],
      effects: ['verify-fiscal-code'],
      evidence: { kind: 'meeting', content: body },
      warnings: [...documentWarnings(problems), ...identityWarnings(facts)],
      mail: {
        kind: 'did-authenticated',
        ...receiptOf(facts),
        didDate,
        authenticatedOn: body.metOn,
        office: officeOf(operator),
      },
    },
  );
}

export const confirmCommand = onCase('confirm', ConfirmBody, confirm);
