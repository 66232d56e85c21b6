/** The acts of a case that are served: call-ups that are not settled, the fact that is contested, decisions. */

import type { Actor } from './actor.ts';
import { type ConditionalityPolicy, conditionalityOn } from './conditionality.ts';
import { dateInRome, type Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { Party } from './lifecycle.ts';
import type { ActId, Justification, Officer } from './proceedings.ts';
import type { ServedAct, Service } from './service.ts';

/** An act as a case holds it, and the changes that put other things in the place of what it holds. */
export interface TheAct {
  readonly act: ServedAct;
  readonly id: ActId;
  readonly madeAt: Instant;
  readonly by: Officer;
  readonly service: Service;
  /** Of the day of the fact; for a call-up that of the day to which it calls. */
  readonly policy: ConditionalityPolicy | undefined;
  readonly justifications: readonly Justification[];
  readonly with: (
    changes: Partial<{ service: Service; justifications: Justification[] }>,
  ) => Pick<Partial<DidCase>, 'callUps' | 'contested' | 'decisions'>;
}

/** Whether a case has an act that is served. */
export const hasActs = ({ callUps = [], contested, decisions = [] }: DidCase): boolean =>
  contested !== undefined || callUps.length > 0 || decisions.length > 0;

/**
 * The act of this name; `undefined` if the case has none. The name of a call-up that led to the contested fact is that of
 * the fact.
 */
export function actOf(didCase: DidCase, id: ActId): TheAct | undefined {
  const { callUps = [], contested, decisions = [] } = didCase;
  const callUp = callUps.find((one) => one.id === id);
  if (callUp) {
    return {
      ...{ act: 'call-up', id, madeAt: callUp.calledAt, by: callUp.by, service: callUp.service },
      policy: conditionalityOn(dateInRome(callUp.startsAt)),
      justifications: callUp.justifications,
      with: (changes) => ({ callUps: callUps.map((one) => (one.id === id ? { ...one, ...changes } : one)) }),
    };
  }
  if (contested && (contested.id === id || contested.callUpId === id)) {
    return {
      ...{ act: 'contestation', id: contested.id, madeAt: contested.reportedAt, by: contested.reportedBy },
      service: contested.service,
      policy: conditionalityOn(contested.factOn),
      justifications: contested.justifications,
      with: (changes) => ({ contested: { ...contested, ...changes } }),
    };
  }
  const decision = decisions.find(({ decisionId }) => decisionId === id);
  return (
    decision && {
      ...{ act: 'decision', id, madeAt: decision.decidedAt, by: decision.approvedBy ?? decision.decidedBy },
      service: decision.service,
      policy: conditionalityOn(decision.factOn),
      justifications: [],
      with: ({ service }) => ({
        decisions: decisions.map((one) => (one.decisionId === id && service ? { ...one, service } : one)),
      }),
    }
  );
}

/** Whether a party knows of an act: an accredited operator of its own call-ups and contestations, and of no decision. */
export function isOwnAct(
  { party, actor }: { readonly party: Party; readonly actor: Actor },
  { act, by }: Pick<TheAct, 'act' | 'by'>,
): boolean {
  return party !== 'accredited' || (act !== 'decision' && by.operatorId === actor.operatorId);
}
