/** Facts of mails about the mandate that a person gave a patronato or, where no patronato is named, a trusted person. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { PlainLine } from './lines.ts';
import { file } from './mail-facts.ts';

/** What a mandate is for: to see status and deadlines, to prepare the draft, to tell the application to INPS. */
export const mandateScopes = ['see', 'fill-in', 'tell-inps'] as const;
export type MandateScope = (typeof mandateScopes)[number];

/** The edits that a patronato with a mandate may make. */
export const patronatoActs = ['write-data', 'state-inps'] as const;
/** Those that a delegate may make. */
export const delegateActs = [
  'book-appointment',
  'move-appointment',
  'cancel-appointment',
  'report-change',
  'justify',
  'file-appeal',
] as const;
export const mandateActs = [...patronatoActs, ...delegateActs] as const;
export type MandateAct = (typeof mandateActs)[number];

const patronato = z.optional(PlainLine);

export const factsOfMandates = [
  z.strictObject({
    kind: z.literal('mandate-given'),
    givenAt: Instant,
    patronato,
    until: PlainDate,
    /** A delegate's is always the same. */
    scope: z.array(z.enum(mandateScopes)),
  }),
  z.strictObject({ kind: z.literal('mandate-ended'), endedAt: Instant, patronato, namedAt: z.optional(Instant) }),
  z.strictObject({
    kind: z.literal('mandate-act'),
    // Nothing that the person asked for, so it has no receipt.
    ...file,
    receivedAt: Instant,
    patronato,
    /** When a delegate was named: a name is not kept. */
    namedAt: z.optional(Instant),
    what: z.enum(mandateActs),
  }),
] as const;
