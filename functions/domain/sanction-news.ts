/** What INPS is told of a decision: that its effect is due once the decision is served, and that it is reversed. */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { Benefit } from './inps.ts';
import type { SanctionDecision } from './proceedings.ts';

/** What goes on the bus beside an entry of the history: which benefit, and what of it; nothing personal. */
export const SanctionNews = z.object({
  what: z.enum(['effect-due', 'effect-reversed']),
  /** The number of the decision on its DID. */
  decision: z.int(),
  conditionality: z.string(),
  rule: z.string(),
  kind: z.enum(['cut', 'forfeiture', 'loss']),
  /** Of a cut: how many, the first and the last. */
  days: z.optional(z.int()),
  from: PlainDate,
  to: z.optional(PlainDate),
  benefit: Benefit,
  /** The day on which the decision was served, or annulled; what is annulled counts as never made, from `from` on. */
  on: PlainDate,
});
export type SanctionNews = z.infer<typeof SanctionNews>;

function newsOf(decision: SanctionDecision, what: SanctionNews['what'], on: PlainDate): SanctionNews | undefined {
  const { effect, number, conditionality, rule, benefit } = decision;
  if (effect.kind === 'dismissed') return undefined;
  return { what, decision: number, conditionality, rule, ...effect, benefit, on };
}

/**
 * That the effect of a decision is due: a decision works from the day on which it is served, and for no effect before
 * that (L. 241/1990 art. 21-bis). `undefined` while it is not served, for one that costs nothing, and for one that was
 * reversed.
 */
export function effectDue(decision: SanctionDecision): SanctionNews | undefined {
  const { servedOn } = decision.service;
  return servedOn === undefined || decision.reversedOn !== undefined
    ? undefined
    : newsOf(decision, 'effect-due', servedOn);
}

/**
 * That the effect of a decision is reversed, from its first day: what was annulled on a day counts as never made.
 * `undefined` where its effect never was due.
 */
export function effectReversed(decision: SanctionDecision, on: PlainDate): SanctionNews | undefined {
  return decision.service.servedOn === undefined ? undefined : newsOf(decision, 'effect-reversed', on);
}
