/** Facts of the mails about the time to answer to a contested fact. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { about, file, MailOffice } from './mail-facts.ts';

export const factsOfTerms = [
  /** An office gave more time to answer to what is contested. */
  z.strictObject({
    kind: z.literal('deadline-extended'),
    ...about,
    /** The day of the fact. */
    factOn: PlainDate,
    /** The last day to answer, and the one that it was before. */
    until: PlainDate,
    before: PlainDate,
    office: z.optional(MailOffice),
  }),
  /** The time to answer to what is contested ends soon, and no answer has come. */
  z.strictObject({
    kind: z.literal('deadline-reminder'),
    ...file,
    /** When the fact was contested. */
    receivedAt: Instant,
    factOn: PlainDate,
    contestedOn: PlainDate,
    until: PlainDate,
    office: z.optional(MailOffice),
  }),
] as const;
