/** Two persons: what one proposes another approves, of another fiscal code. Nobody punishes, or mends, alone. */
import * as z from 'zod/mini';
import { Instant } from './dates.ts';
import type { CaseFacts } from './decide.ts';
import type { Proposal } from './declaration.ts';
import { isSamePerson } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';

/**
 * That a second person approves: which proposal, which answer of the person was read, and who, by the keyed hash of the
 * officer's fiscal code.
 */
export const Approval = z.strictObject({
  proposedAt: Instant,
  answeredAt: z.optional(Instant),
  fiscalCodeMac: z.string(),
});
export type Approval = z.infer<typeof Approval>;

/**
 * The proposal of a kind that an approval is about. Refuses where none waits or another has come (`no-proposal`), and
 * where the same person, by account or by fiscal code, has proposed it (`same-person`).
 */
export function approved<Kind extends Proposal['kind']>(
  { didCase: { proposal }, actor }: Pick<CaseFacts, 'didCase' | 'actor'>,
  kind: Kind,
  approval: Approval | undefined,
): Extract<Proposal, { kind: Kind }> | Refusal {
  if (!approval) return refuse('needs-two-persons');
  if (!proposal || proposal.proposedAt !== approval.proposedAt || !isOf(proposal, kind)) return refuse('no-proposal');
  const approver = { subject: actor.subject, fiscalCodeMac: approval.fiscalCodeMac };
  return isSamePerson(proposal.proposedBy, approver) ? refuse('same-person') : proposal;
}

function isOf<Kind extends Proposal['kind']>(
  proposal: Proposal,
  kind: Kind,
): proposal is Extract<Proposal, { kind: Kind }> {
  return proposal.kind === kind;
}
