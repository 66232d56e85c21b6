/** Facts of mails about call-ups, contested facts, answers and decisions: codes and days, never words about a person. */
import * as z from 'zod/mini';
import { breachKinds } from './conditionality.ts';
import { PlainDate } from './dates.ts';
import { PlainLine } from './lines.ts';
import { about, MailOffice } from './mail-facts.ts';
import { serviceChannels } from './service.ts';

/** Who decides on the fact; the job centre where it is left out. */
const decidedBy = z.optional(z.enum(['job-centre', 'inps']));

export const factsOfProceedings = [
  z.strictObject({
    kind: z.literal('breach-contested'),
    ...about,
    what: z.enum(breachKinds),
    factOn: PlainDate,
    /** The law on which it rests. */
    rule: PlainLine,
    /** What it may cost at most. */
    possible: z.enum(['cut', 'forfeiture', 'loss']),
    possibleDays: z.optional(z.int()),
    /** Days to answer, from when the act is served. */
    answerDays: z.int(),
    decidedBy,
    /** By which way the act is served. */
    channel: z.enum(serviceChannels),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('justification-received'),
    ...about,
    /** To what the person answered. */
    to: z.enum(['call-up', 'contestation']),
    decidedBy,
    inTime: z.boolean(),
    /** The day on which an office received it, where it did not come through the portal. */
    receivedOn: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
] as const;
