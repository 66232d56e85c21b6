/** The facts that mails about call-ups tell: nothing of why somebody did not come. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { AppointmentId } from './ids.ts';
import { PlainLine } from './lines.ts';
import { about, file, MailOffice } from './mail-facts.ts';
import { callUpPurposes } from './proceedings.ts';
import { serviceChannels } from './service.ts';

/** A call-up as a calendar holds it: when it ends is not known. */
const TheCallUp = z.strictObject({
  id: AppointmentId,
  sequence: z.int().check(z.minimum(0)),
  startsAt: Instant,
});

const calledTo = { appointment: TheCallUp, place: PlainLine, office: z.optional(MailOffice) };

export const factsOfCallUps = [
  z.strictObject({
    kind: z.literal('call-up'),
    ...about,
    ...calledTo,
    purpose: z.enum(callUpPurposes),
    /** By which way the act itself reaches the person. */
    channel: z.enum(serviceChannels),
    /** Whether a pact asks for it; otherwise it is there to sign one. */
    pact: z.boolean(),
    /** Whether a benefit rests on it, so that an absence without a reason can be contested. */
    benefit: z.boolean(),
    /** The last day to say why one did not come. */
    explainBy: PlainDate,
  }),
  z.strictObject({
    kind: z.literal('call-up-cancelled'),
    ...file,
    receivedAt: Instant,
    ...calledTo,
    /** `operator-changed`: another office follows the person now; `case-ended`: the DID ended or is suspended. */
    by: z.enum(['office', 'operator-changed', 'case-ended']),
  }),
  z.strictObject({
    kind: z.literal('call-up-missed'),
    ...about,
    /** When the meeting was. */
    startedAt: Instant,
    /** The person came too late to be met. */
    late: z.boolean(),
    benefit: z.boolean(),
    explainBy: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('absence-excused'),
    ...about,
    startedAt: Instant,
    office: z.optional(MailOffice),
  }),
] as const;
