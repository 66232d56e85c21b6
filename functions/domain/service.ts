/** How an act reaches the person: a term runs from the day on which the act was served, and from no other. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';

/** The ways of an act to a person. */
export const serviceChannels = ['portal-read', 'email', 'pec', 'registered-letter', 'hand'] as const;
export type ServiceChannel = (typeof serviceChannels)[number];

/** What is served: a call-up, the contesting of a fact, a decision. */
export const servedActs = ['call-up', 'contestation', 'decision'] as const;
export type ServedAct = (typeof servedActs)[number];

/** That an act was sent, and when it was served if that is known: without `servedOn` no term runs. */
export const Service = z.object({
  channel: z.enum(serviceChannels),
  sentOn: PlainDate,
  servedOn: z.optional(PlainDate),
  /** What proves it: a tracking number, the receipt of a certified mail, who handed it over. */
  proof: z.optional(z.string()),
  /** When the office was asked whether it arrived, nothing proving it. */
  askedAt: z.optional(Instant),
});
export type Service = z.infer<typeof Service>;
