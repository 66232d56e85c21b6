/** Edits that the sweep makes after a forfeiture: the guard is set free, and an office is asked to see to the end. */
import { appealPends, withDecision } from './after-decision.ts';
import type { MailParameters } from './communications.ts';
import { conditionalityOn } from './conditionality.ts';
import type { Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber } from './ids.ts';
import { mayDeclareFrom } from './live-guard.ts';
import type { Operator } from './operators.ts';
import type { SanctionDecision } from './proceedings.ts';
import type { TimedEdit } from './reminders.ts';
import type { Outage } from './terms.ts';
import { officeOf } from './verbs/meeting.ts';

/** Notes that another DID may begin beside one that was forfeited (D.Lgs. 150/2015 art. 21 c.9). */
export function guardFreed(didCase: DidCase, at: Instant): TimedEdit {
  const rules = (didCase.decisions ?? []).flatMap(({ factOn, effect }) =>
    effect.kind === 'forfeiture' ? (conditionalityOn(factOn)?.newDeclarationMonths.rule ?? []) : [],
  );
  return { event: 'guard-freed', changes: { guardFreedAt: at }, rules: [...new Set(rules)] };
}

/** Tells the person that they may declare anew. The case stays open for what of it is not decided. */
export function freeGuard(
  didCase: DidCase,
  operator: Operator | undefined,
  now: Instant,
  outages?: readonly Outage[],
): TimedEdit & { readonly mail: MailParameters } {
  const from = mayDeclareFrom(didCase);
  if (from === undefined) throw new Error('nothing was forfeited');
  return {
    ...guardFreed(didCase, now),
    mail: {
      kind: 'may-declare-again',
      caseNumber: caseNumber(didCase.declarationId),
      from,
      appealPends: appealPends(didCase, outages),
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** Notes that the job centre was asked to see to the end, nobody being able to appeal any more; once a decision. */
export function askFinal(didCase: DidCase, decision: SanctionDecision, now: Instant): TimedEdit {
  const policy = conditionalityOn(decision.factOn);
  return {
    event: 'decision-final',
    changes: { decisions: withDecision(didCase, { ...decision, finalAskedAt: now }) },
    rules: policy ? [policy.appealDays.rule] : [],
  };
}
