/** Putting a proposal on a case, of whatever kind, for a second person to decide on. */
import type { DidCase, Proposal } from './declaration.ts';
import type { Edit, EditFacts } from './edit.ts';
import type { Party } from './lifecycle.ts';
import { officerOf } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { approversOn } from './sanctions.ts';

/** Who proposes: a job centre that may decide on the case, or a manager. */
export const proposers: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];
/** Whether no proposal waits on the case. */
export const nothingPends = ({ proposal }: DidCase) => proposal === undefined;

type Content<Kind extends Proposal['kind']> = Kind extends Proposal['kind']
  ? Omit<Extract<Proposal, { kind: Kind }>, 'proposedBy' | 'proposedAt'>
  : never;

/** Who proposes, as the record keeps it. */
const proposer = (facts: EditFacts) => ({
  proposedBy: officerOf(facts, facts.fiscalCodeMac),
  proposedAt: facts.receivedAt,
});

/** Puts a proposal on the case, for the managers to decide on. Refused while another waits (`proposal-pending`). */
export function propose(facts: EditFacts, content: Content<Proposal['kind']>): Edit | Refusal {
  if (!nothingPends(facts.didCase)) return refuse('proposal-pending');
  return {
    kind: 'edit',
    changes: { proposal: { ...content, ...proposer(facts) } },
    rules: ['two persons'],
    evidence: { kind: 'proposal', content },
    tasks: [{ kind: 'proposal-made', list: 'managers' }],
  };
}

/** Who decides on the proposal that waits: the managers, but for what INPS decides on. */
export function deciderOf({ proposal, contested }: DidCase): Party {
  return proposal?.kind === 'forfeit' && contested ? approversOn(contested) : 'manager';
}
