/** Facts of mails about appeals, and of what follows a forfeiture. No reasons, and nothing of a person's conduct. */
import * as z from 'zod/mini';
import { appealTos } from './appeal.ts';
import { PlainDate } from './dates.ts';
import { PlainLine } from './lines.ts';
import { about, appeal, file, MailOffice } from './mail-facts.ts';

/** What was decided, as a mail names it. */
const decided = z.enum(['cut', 'forfeiture', 'loss', 'dismissed']);

export const factsOfAppeals = [
  z.strictObject({
    kind: z.literal('appeal-recorded'),
    ...about,
    /** Which decision on this DID: 1 for the first. */
    decisionNumber: z.int(),
    decided,
    /** The day in Rome by which the term is kept or not. */
    filedOn: PlainDate,
    inTime: z.boolean(),
    /** The last day of the term; none where the decision is not known to be served, and no term runs. */
    until: z.optional(PlainDate),
    /** On the portal, or on paper that an office recorded. */
    by: z.enum(['citizen', 'delegate', 'representative', 'office']),
    /** Who decides on it; the committee where it is left out. */
    appealTo: z.optional(z.enum(appealTos)),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('appeal-decided'),
    ...about,
    decisionNumber: z.int(),
    decided,
    outcome: z.enum(['upheld', 'rejected', 'inadmissible']),
    /** Who decided on it; the committee where it is left out. */
    appealTo: z.optional(z.enum(appealTos)),
    /** The committee's own number and day. */
    protocol: PlainLine,
    on: PlainDate,
    /** The day on which the DID was closed with it; or it is back where its pact had it, and a newer one went into it. */
    endedOn: z.optional(PlainDate),
    reopened: z.optional(z.literal(true)),
    merged: z.optional(z.literal(true)),
    /** A newer one is left beside it, because a fact of that is contested. */
    beside: z.optional(z.literal(true)),
    /** INPS is told to give the benefit back. */
    inpsTold: z.optional(z.literal(true)),
    appeal,
    office: z.optional(MailOffice),
  }),
  /** It answers no request, so it has no receipt. */
  z.strictObject({
    kind: z.literal('may-declare-again'),
    ...file,
    /** The first day on which a new declaration can be made. */
    from: PlainDate,
    /** The case is open still, because something of it can be appealed against or is being looked at. */
    appealPends: z.boolean(),
    office: z.optional(MailOffice),
  }),
] as const;
