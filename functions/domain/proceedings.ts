/** What a case holds of call-ups, contested facts, decisions and appeals. Codes and days only: words are evidence. */
import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { breachKinds } from './conditionality.ts';
import { Instant, PlainDate } from './dates.ts';
import { CommandId, OperatorId, Subject } from './ids.ts';
import { Benefit } from './inps.ts';
import { type Party, parties, statuses } from './lifecycle.ts';
import { Service, serviceChannels } from './service.ts';

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

/**
 * The officer who acts on a case, as the record keeps it. Throws without the keyed hash: an officer whose account has no
 * fiscal code is no party to a case, and the door has turned that account away.
 */
export function officerOf(
  { actor: { subject, operatorId }, party }: { readonly actor: Actor; readonly party: Party },
  fiscalCodeMac: string | undefined,
): Officer {
  if (fiscalCodeMac === undefined) throw new Error('an officer without a fiscal code is no party to a case');
  return { subject, fiscalCodeMac, party, ...(operatorId !== undefined && { operatorId }) };
}

/** Whether two acts are of one person: of one account, or of one fiscal code, whatever the account. */
export const isSamePerson = (
  one: Pick<Officer, 'subject' | 'fiscalCodeMac'>,
  other: Pick<Officer, 'subject' | 'fiscalCodeMac'>,
): boolean => one.subject === other.subject || one.fiscalCodeMac === other.fiscalCodeMac;

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

/** What a person can answer: one of those, or that it was not so, that nobody called them, that the offer was not one. */
export const answers = [...justifiedReasons, 'fact-denied', 'not-called', 'offer-not-congruous', 'other'] as const;
export const AnswerReason = z.enum(answers);

/** To a meeting at the office, to orientation (art. 20 c.3 a), to training (c.3 b). */
export const callUpPurposes = ['meeting', 'orientation', 'training'] as const;

/** What came of a call-up, as the office recorded it. */
export const attendances = ['present', 'late', 'absent'] as const;

/** What a person gave as a reason, and when it was received. What it says is evidence, for those alone who decide. */
export const Justification = z.object({
  at: Instant,
  reason: AnswerReason,
  /** Received within the term. */
  inTime: z.boolean(),
  evidenceOf: ActId,
});
export type Justification = z.infer<typeof Justification>;

/** A call-up that is not settled: the person is to come, or has not come and nothing was made of it. */
export const CallUp = z.object({
  id: ActId,
  purpose: z.enum(callUpPurposes),
  startsAt: Instant,
  place: z.string(),
  calledAt: Instant,
  by: Officer,
  service: Service,
  /** The way that the pact agreed on, where the shorter notice of it was kept. */
  agreedChannel: z.optional(z.enum(serviceChannels)),
  attendance: z.optional(z.enum(attendances)),
  /** Until when the person was told that they can say why they did not come. */
  explainBy: z.optional(PlainDate),
  /** Which seat of a room the person has, where many are called up together. */
  seat: z.optional(z.int()),
  /** The office was asked who came. */
  outcomeAsked: z.optional(z.boolean()),
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
  /** When somebody last told of work that may suspend or end the DID: nobody decides against the person without it. */
  workToldAt: z.optional(Instant),
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
  /** Where the law that it rests on stands. */
  legalBasis: z.optional(z.string()),
  /** Where the DID stood before the fact was contested: it goes back there if nothing of the decision is left. */
  statusBefore: z.enum(statuses),
  effect: DecidedEffect,
  decidedAt: Instant,
  decidedBy: Officer,
  /** The second person, where two must act. */
  approvedBy: z.optional(Officer),
  service: Service,
  appeal: z.optional(Appeal),
  /** The day on which it was annulled, the committee's own: it counts as never made. */
  reversedOn: z.optional(PlainDate),
  /** When the office was asked to see to what follows once it is final. */
  finalAskedAt: z.optional(Instant),
});
export type SanctionDecision = z.infer<typeof SanctionDecision>;

/** The terms that an office may extend. Not that of an appeal, which the law sets. */
export const extendableTerms = ['complete-reserve', 'justification'] as const;

/** More time that an office gave, and why as a code; the words are evidence. */
export const Extension = z.object({
  term: z.enum(extendableTerms),
  until: PlainDate,
  at: Instant,
  by: Officer,
});
export type Extension = z.infer<typeof Extension>;
