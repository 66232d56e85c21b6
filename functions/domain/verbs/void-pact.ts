import * as z from 'zod/mini';
import { Approval, approved } from '../approval.ts';
import { onCase } from '../command.ts';
import { addDays } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { isDisputed } from '../pact.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of the voiding of a pact, as the record keeps it. `approval` comes from the service, never from a client. */
export const VoidPactBody = z.strictObject({ approval: z.optional(Approval) });
export type VoidPactBody = z.infer<typeof VoidPactBody>;

/**
 * Finds that a pact is none, because the person did not sign it: one proposes, another approves (L. 241/1990 art.
 * 21-nonies). The status of unemployment is to be confirmed again, by a true pact; the day of the DID and the
 * unemployment since then stay. While the person works the status stays suspended, and goes back to an authentic DID
 * afterwards. What the pact said is kept as evidence, what was done in the history.
 */
export function voidPact(facts: CaseFacts, { approval }: VoidPactBody): Decision | Refusal {
  const { today, operator, policy, actor } = facts;
  const proposal = approved(facts, 'pact', approval);
  if (proposal.kind === 'refusal') return proposal;
  const { pactSignedOn, unemploymentConfirmedOn, responsibleOfficer, pactEnteredAt, ...withoutPact } = facts.didCase;
  const { pactDispute, pactSignature, pactOperatorId, pactFrom, agreedChannel, ...open } = withoutPact;
  // A proposal is decided on; whom an office was to convene without a pact it may have to convene again.
  const { proposal: _, convenedAt: __, ...didCase } = open;
  const { didDate, suspension } = didCase;
  if (proposal.finding !== 'void') return refuse('no-proposal');
  if (pactSignedOn === undefined || didDate === undefined) return refuse('wrong-status');
  const working = didCase.status === 'suspended' && suspension !== undefined;
  return decided(
    didCase,
    {
      status: working ? 'suspended' : 'confirmed',
      pactVoidedOn: today,
      ...(working && { suspension: { ...suspension, statusBefore: 'confirmed' } }),
    },
    {
      rules: ['L. 241/1990 art. 21-nonies', 'S0:33', 'two persons'],
      reason: 'pact-void',
      evidence: {
        kind: 'pact-decision',
        content: {
          finding: 'void',
          reason: proposal.reason,
          proposedBy: proposal.proposedBy.subject,
          approvedBy: actor.subject,
          before: {
            ...{ pactSignedOn, unemploymentConfirmedOn, responsibleOfficer, pactEnteredAt },
            ...{ pactDispute, pactSignature, pactOperatorId, pactFrom, agreedChannel },
          },
        },
      },
      settles: ['proposal-made', 'pact-disputed', 'examine-pact', 'pact-signature'],
      mail: {
        kind: 'pact-voided',
        ...receiptOf(facts),
        didDate,
        pactSignedOn,
        disputed: isDisputed(facts.didCase),
        ...(working ? {} : { completeBy: addDays(today, policy.conveneDays.value) }),
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

export const voidPactCommand = onCase('void-pact', VoidPactBody, voidPact);
