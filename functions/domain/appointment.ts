import * as z from 'zod/mini';
import { Instant } from './dates.ts';
import { AppointmentId, OperatorId } from './ids.ts';

/** How an appointment was made: by the person on the portal, by telephone or at the counter with the office (S0:23). */
export const bookingChannels = ['portal', 'telephone', 'counter'] as const;

/** What became of an appointment. An absence is noted and nothing more: no consequence follows from it by itself. */
export const appointmentOutcomes = ['attended', 'not-attended'] as const;

/** The one appointment of a DID with the chosen operator; one that is over stays until another is made. */
export const Appointment = z.object({
  id: AppointmentId,
  operatorId: OperatorId,
  startsAt: Instant,
  endsAt: Instant,
  /** Which of the places that the office has at that time. */
  place: z.int(),
  /** Grows by one each time it is moved or cancelled, for the calendars that hold it (RFC 5545, 3.8.7.4). */
  sequence: z.int(),
  channel: z.enum(bookingChannels),
  bookedAt: Instant,
  remindedAt: z.optional(Instant),
  outcome: z.optional(z.enum(appointmentOutcomes)),
  /** The office was asked what became of it. */
  outcomeAsked: z.optional(z.boolean()),
  /** The person came and nothing of the meeting was entered: the office was asked about it. */
  entryAsked: z.optional(z.boolean()),
});
export type Appointment = z.infer<typeof Appointment>;

/** Whether two appointments are at the same place of the same office at the same time. */
export function samePlace(one: Appointment | undefined, other: Appointment | undefined): boolean {
  return one?.operatorId === other?.operatorId && one?.startsAt === other?.startsAt && one?.place === other?.place;
}

/** Whether an appointment has not begun yet. */
export function isToCome(appointment: Appointment | undefined, now: Instant): appointment is Appointment {
  return appointment !== undefined && appointment.startsAt > now;
}
