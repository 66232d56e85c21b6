/** What a case holds of call-ups, contested facts, decisions and appeals. Codes and days only: words are evidence. */
import * as z from 'zod/mini';
import { breachKinds } from './conditionality.ts';
import { Instant, PlainDate } from './dates.ts';
import { CommandId, OperatorId, Subject } from './ids.ts';
import { Benefit } from './inps.ts';
import { parties, statuses } from './lifecycle.ts';
import { Service } from './service.ts';

/** The name of an act: that of the request that brought it. */
export const ActId = CommandId;
export type ActId = z.infer<typeof ActId>;

/** Who of an office acted. The keyed hash of the fiscal code tells whether two acts are of one person. */
export const Officer = z.object({
  subject: Subject,
  fiscalCodeMac: z.string(),
  party: z.enum(parties),
  operatorId: z.optional(OperatorId),
});
export type Officer = z.infer<typeof Officer>;

/** Why an absence or a refusal is no breach (ANPAL delib. 54/2019; D.Lgs. 468/1997 for the last). */
export const justifiedReasons = [
  'illness',
  'civil-or-military-service',
  'maternity',
  'court-summons',
  'family-reasons',
  'limits-on-mobility',
  'force-majeure',
  'ordered-training',
] as const;
export const JustifiedReason = z.enum(justifiedReasons);

/** What came of a call-up, as the office recorded it. */
export const attendances = ['present', 'late', 'absent'] as const;

/** What a person gave as a reason, and when it was received. What it says is evidence, for those alone who decide. */
export const Justification = z.object({
  at: Instant,
  reason: JustifiedReason,
  /** Received within the term. */
  inTime: z.boolean(),
  evidenceOf: ActId,
});
export type Justification = z.infer<typeof Justification>;

/** A call-up that is not settled: the person is to come, or has not come and nothing was made of it. */
export const CallUp = z.object({
  id: ActId,
  /** To a meeting at the office, to orientation (art. 20 c.3 a), to training (c.3 b). */
  purpose: z.enum(['meeting', 'orientation', 'training']),
  startsAt: Instant,
  place: z.string(),
  calledAt: Instant,
  by: Officer,
  service: Service,
  attendance: z.optional(z.enum(attendances)),
  justifications: z.array(Justification),
  remindedAt: z.optional(Instant),
});
export type CallUp = z.infer<typeof CallUp>;

/** What a decision does to the benefit. `dismissed`: nothing. Days are both counted. */
export const DecidedEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dismissed') }),
  z.object({ kind: z.literal('cut'), days: z.int(), from: PlainDate, to: PlainDate }),
  z.object({ kind: z.literal('forfeiture'), from: PlainDate }),
  z.object({ kind: z.literal('loss'), from: PlainDate }),
]);
export type DecidedEffect = z.infer<typeof DecidedEffect>;

const theFact = {
  /** The act's name. */
  id: ActId,
  kind: z.enum(breachKinds),
  factOn: PlainDate,
  /** The call-up that was missed. */
  callUpId: z.optional(ActId),
  /** The policies: of the day of the fact, and the procedure of the office. */
  conditionality: z.string(),
  procedure: z.string(),
  rule: z.string(),
  /** Which breach of its kind in this benefit it is: 1 for the first; earlier final decisions count. */
  recurrence: z.int(),
  benefit: Benefit,
  reportedBy: Officer,
  reportedAt: Instant,
};

/** A fact that was contested and on which nothing is decided. */
export const Contested = z.object({
  ...theFact,
  /** What it may cost at most. */
  possible: z.enum(['cut', 'forfeiture', 'loss']),
  possibleDays: z.optional(z.int()),
  service: Service,
  justifications: z.array(Justification),
  /** Until when the person was given time beyond the term. */
  extendedTo: z.optional(PlainDate),
  /** When the managers were asked to look after it, nothing being decided. */
  overdueAt: z.optional(Instant),
  remindedAt: z.optional(Instant),
});
export type Contested = z.infer<typeof Contested>;

/** What the committee said of an appeal. */
export const appealOutcomes = ['upheld', 'rejected', 'inadmissible'] as const;

/** That a decision was appealed against. */
export const Appeal = z.object({
  /** When the office received the news of it: the legal instant. */
  filedAt: Instant,
  inTime: z.boolean(),
  receiptNumber: z.string(),
  outcome: z.optional(
    z.object({ kind: z.enum(appealOutcomes), protocol: z.string(), on: PlainDate, by: Officer, approvedBy: Officer }),
  ),
});
export type Appeal = z.infer<typeof Appeal>;

/** A decision on a contested fact, whatever it came to: every one can be appealed against. */
export const SanctionDecision = z.object({
  ...theFact,
  /** 1 for the first decision on this DID. */
  number: z.int(),
  decisionId: ActId,
  statusBefore: z.enum(statuses),
  effect: DecidedEffect,
  decidedAt: Instant,
  decidedBy: Officer,
  /** The second person, where two must act. */
  approvedBy: z.optional(Officer),
  service: Service,
  /** Until when the person was given time to appeal beyond the term. */
  extendedTo: z.optional(PlainDate),
  appeal: z.optional(Appeal),
  /** The day from which it counts as not made. */
  reversedOn: z.optional(PlainDate),
  /** When the office was asked to see to what follows once it is final. */
  finalAskedAt: z.optional(Instant),
});
export type SanctionDecision = z.infer<typeof SanctionDecision>;

/** The kinds of term that an office may extend, and that an outage shifts. */
export const extendableTerms = ['complete-reserve', 'justification', 'appeal'] as const;

/** More time that an office gave, and why as a code; the words are evidence. */
export const Extension = z.object({
  term: z.enum(extendableTerms),
  until: PlainDate,
  at: Instant,
  by: Officer,
});
export type Extension = z.infer<typeof Extension>;
