/** Facts of the mail about a decision on a contested fact: what it is about and what follows, never why. */
import * as z from 'zod/mini';
import { appealTos } from './appeal.ts';
import { breachKinds } from './conditionality.ts';
import { PlainDate } from './dates.ts';
import { PlainLine } from './lines.ts';
import { about, MailOffice } from './mail-facts.ts';
import { outcomes } from './sanctions.ts';
import { serviceChannels } from './service.ts';

export const factsOfDecisions = [
  z.strictObject({
    kind: z.literal('decision-taken'),
    ...about,
    /** Of the decision, on its DID. */
    number: z.int(),
    what: z.enum(breachKinds),
    factOn: PlainDate,
    outcome: z.enum(outcomes),
    /** Where the law that it rests on stands. */
    law: PlainLine,
    /** Of a cut: how many days, and the last one. */
    days: z.optional(z.int()),
    /** The first day of what the decision does; absent where it does nothing. */
    from: z.optional(PlainDate),
    to: z.optional(PlainDate),
    /** The first day on which the person makes another declaration. */
    declareFrom: z.optional(PlainDate),
    decidedBy: z.enum(['job-centre', 'inps']),
    twoPersons: z.boolean(),
    /** Calendar days from service in which one appeals. */
    appealDays: z.int(),
    /** Who decides on an appeal; the committee where it is left out. */
    appealTo: z.optional(z.enum(appealTos)),
    /** How the act itself comes: the mail is not its service. */
    channel: z.enum(serviceChannels),
    office: z.optional(MailOffice),
  }),
] as const;
