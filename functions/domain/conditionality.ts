/**
 * What follows a breach of what a person who gets a benefit agreed to: dated policies, chosen by the day of the fact
 * and by no other. A decision stores the policy and the rule that it rests on.
 */
import type { PlainDate } from './dates.ts';
import type { ServedAct, ServiceChannel } from './service.ts';

/**
 * What a person can be said not to have done (D.Lgs. 150/2015 art. 21 c.7, letters a to d; S1:73, S1:90-92): come when
 * called up, take part in orientation or in training, accept a congruous offer, sign the declaration.
 */
export const breachKinds = ['call-up', 'orientation', 'training', 'offer', 'declaration'] as const;
export type BreachKind = (typeof breachKinds)[number];

/**
 * What a breach costs: days of the benefit; the benefit and the status (forfeiture); or, by S1, any payment of the
 * benefit from then on, what has accrued being kept (S1:73, S1:84, S1:92).
 */
export type Consequence =
  | { readonly kind: 'cut'; readonly days: number }
  | { readonly kind: 'forfeiture' }
  | { readonly kind: 'loss' };

/** A rule of a ladder: what the first, second and each later breach of a kind costs; the last step repeats. */
export interface Ladder {
  readonly rule: string;
  readonly source: string;
  readonly steps: readonly [Consequence, ...Consequence[]];
}

export interface ConditionalityPolicy {
  readonly id: 'circolare-133-2010' | 'dlgs-150-2015';
  /** First day of the facts that it is for. */
  readonly from: PlainDate;
  /** Last day; the policy of today has none. */
  readonly to?: PlainDate;
  readonly ladders: Readonly<Partial<Record<BreachKind, Ladder>>>;
  /** Who decides: the job centre (art. 21 c.10), or INPS (S1:61-63). */
  readonly decidedBy: 'job-centre' | 'inps';
  readonly validChannels: Readonly<
    Record<
      ServedAct,
      readonly { readonly channel: ServiceChannel; readonly from: PlainDate; readonly source: string }[]
    >
  >;
}
