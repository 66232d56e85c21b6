import * as z from 'zod/mini';
import { appealDecidedMail, decideAppeal, movesStatus, outcomeReason } from '../appeals.ts';
import { Approval } from '../approval.ts';
import { openQuestions } from '../carried.ts';
import { onCase } from '../command.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { freesGuard, holdsGuard } from '../live-guard.ts';
import { canAbsorb, merged } from '../merged.ts';
import type { SanctionDecision } from '../proceedings.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** Body of the outcome of an appeal, as the record keeps it. `approval` comes from the service, never from a client. */
export const RecordAppealOutcomeBody = z.strictObject({ approval: z.optional(Approval) });
export type RecordAppealOutcomeBody = z.infer<typeof RecordAppealOutcomeBody>;

/** From when what was decided takes the benefit. */
const sinceOf = ({ effect }: SanctionDecision) => (effect.kind === 'dismissed' ? {} : { since: effect.from });

const rules = ['D.Lgs. 150/2015 art. 21 c.12', 'two persons'];

/**
 * Records what the committee said of the appeal against the decision by which a DID stands sanctioned: one proposes, a
 * manager with another fiscal code approves. Upheld: the decision counts as not made, and the DID is back where its pact
 * had it, with its days; a newer DID that is live by now goes into it, and the earlier date wins. One with a contested fact
 * cannot: who was right does not wait for that, this DID lives beside it without the guard until that one gives it up, and
 * the job centre is asked to make one of the two. Rejected, or inadmissible once the term is over: the DID is closed. Refused as `decideAppeal`
 * refuses, where the outcome does not move the status (`no-proposal`), and where the newer DID is not known
 * (`live-did-exists`).
 */
export function recordAppealOutcome(facts: CaseFacts, { approval }: RecordAppealOutcomeBody): Decision | Refusal {
  const done = decideAppeal(facts, approval);
  if (done.kind === 'refusal') return done;
  const { decision, decisions, evidence, outcome, sanction } = done;
  if (!movesStatus(facts.didCase, { decisionId: decision.decisionId, outcome }, facts)) return refuse('no-proposal');
  const { proposal: _, ...rest } = facts.didCase;
  const didCase = { ...rest, decisions };
  const told = { rules, reason: outcomeReason(outcome), evidence };
  if (outcome !== 'upheld') {
    return decided(
      didCase,
      {
        status: 'closed',
        endedOn: facts.today,
        closure: { reason: 'forfeiture', nationalCode: 'R', rule: decision.rule, ...sinceOf(decision) },
      },
      {
        ...told,
        effects: freesGuard(facts.didCase),
        settles: ['proposal-made', 'decision-final'],
        mail: appealDecidedMail(facts, decision, { endedOn: facts.today }),
      },
    );
  }
  const { liveDeclarationId = facts.declarationId } = facts.citizen;
  const { guardFreedAt: __, ...standing } = { ...didCase, status: decision.statusBefore };
  const live = liveDeclarationId === facts.declarationId ? undefined : facts.liveCase;
  if (liveDeclarationId !== facts.declarationId && !live) return refuse('live-did-exists');
  const newer = live && canAbsorb(standing, live) ? live : undefined;
  const isBeside = live !== undefined && newer === undefined;
  const { guardFreedAt = facts.receivedAt } = facts.didCase;
  const next = newer ? merged(standing, newer) : standing;
  const takes = live || holdsGuard(facts.didCase) ? [] : (['take-live-guard'] as const);
  return decided(
    { ...next, guardFreedAt: isBeside ? guardFreedAt : undefined },
    { status: next.status },
    {
      ...told,
      effects: [...takes, ...(newer && next.inps?.applications?.length ? (['adopt-applications'] as const) : [])],
      ...(sanction && { sanction }),
      ...(newer && { absorbs: newer, tasks: openQuestions(next) }),
      ...(isBeside && { besides: live, tasks: [{ kind: 'reopening-asked', list: 'job-centre' }] as const }),
      settles: ['proposal-made', 'decision-final'],
      mail: appealDecidedMail(facts, decision, {
        reopened: true,
        ...(newer && { merged: true }),
        ...(isBeside && { beside: true }),
        ...(sanction && { inpsTold: true }),
      }),
    },
  );
}

export const recordAppealOutcomeCommand = onCase('record-appeal-outcome', RecordAppealOutcomeBody, recordAppealOutcome);
