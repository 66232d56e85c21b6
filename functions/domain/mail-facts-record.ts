/** Facts of mails about the mailbox, the record and the rights of a person. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { about, MailOffice } from './mail-facts.ts';

/** Most of them are about no case. */
export const factsOfRecord = [
  z.strictObject({ kind: z.literal('mailbox-code'), validUntil: Instant }),
  /** Goes to the new mailbox, once the citizen has proved it. */
  z.strictObject({ kind: z.literal('mailbox-changed'), changedAt: Instant }),
  /** Goes to the mailbox that still is the citizen's, before another takes its place. */
  z.strictObject({ kind: z.literal('mailbox-change-asked'), askedAt: Instant, changesAt: Instant }),
  z.strictObject({ kind: z.literal('mailbox-change-stopped'), stoppedAt: Instant }),
  /** The mailbox's domain was listed after the mailbox became the citizen's. */
  z.strictObject({ kind: z.literal('mailbox-listed'), listedAt: Instant }),
  /** At a counter somebody was recorded who may get the citizen's mail. */
  z.strictObject({ kind: z.literal('guardian-recorded'), recordedAt: Instant }),
  z.strictObject({
    kind: z.literal('correction-asked'),
    ...about,
    didDate: PlainDate,
    /** The last day for an answer (GDPR art. 12 par. 3). */
    answerBy: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('correction-refused'),
    ...about,
    didDate: PlainDate,
    /** When the person asked for it. */
    askedOn: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('restriction'),
    /** What became of it: the reasons are read in the portal. `ending`: it holds still, and is to end. */
    state: z.enum(['asked', 'restricted', 'refused', 'ending']),
    at: Instant,
    /** The last day for an answer (GDPR art. 12 par. 3); where it was asked for. */
    answerBy: z.optional(PlainDate),
  }),
  /** Goes to the mailbox of an account that has ended, before the mailbox is forgotten. */
  z.strictObject({
    kind: z.literal('account-ended'),
    endedAt: Instant,
    /** Whether something of the person is kept, because the law asks it of a DID that was. */
    kept: z.boolean(),
  }),
] as const;
