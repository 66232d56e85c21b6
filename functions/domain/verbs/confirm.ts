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
import { type Refusal, refuse } from '../refusals.ts';
import { documentRefusal, documentWarnings, meetingProblem, officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/confirmation`: the meeting at which the operator checked who the person is (S0:29-31). */
export const ConfirmBody = z.strictObject({
  metOn: PlainDate,
  identityDocument: IdentityDocument,
  permit: z.optional(PermitOfStay),
  paperDeclaration: z.optional(PaperDeclaration),
});
export type ConfirmBody = z.infer<typeof ConfirmBody>;

/**
 * Lifts the reserve: identity checked, paper declaration taken (S0:31). The DID is authentic and counts from its
 * release (S0:33); the status of unemployment is not confirmed yet. Refuses what `meetingProblem` refuses, documents
 * missing or expired on the day (S0:29), and a paper declaration missing or misdated (S0:31).
 */
export function confirm(facts: CaseFacts, body: ConfirmBody): Decision | Refusal {
  const { didCase, policy, operator } = facts;
  if (!operator || didCase.didDate === undefined) return refuse('wrong-status');
  const problem = meetingProblem(facts, body.metOn, 'metOn');
  if (problem) return problem;

  const paperRule = paperDeclarationRule(operator.kind, { cpiNeedsPaper: policy.paperDeclarationForCpi.value });
  const problems = [
    ...documentProblems({ ...body, citizenship: citizenshipOf(facts) }, atConfirmation),
    ...paperProblems(body.paperDeclaration, { rule: paperRule, didDate: didCase.didDate, metOn: body.metOn }),
  ];
  const refusal = documentRefusal(problems);
  if (refusal) return refusal;

  return decided(
    didCase,
    {
      status: 'confirmed',
      authenticity: { state: 'authentic', by: operator.id, on: body.metOn },
      reserveLiftedOn: body.metOn,
    },
    {
      rules: ['S0:29', paperRule.certainty === 'stated' ? 'S0:31' : `${paperRule.rule}:assumed`, 'S0:33'],
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
