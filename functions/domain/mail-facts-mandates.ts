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
/** Those of a legal representative, who may make a delegate's as well. */
export const representativeActs = ['write-data', 'release', 'choose-operator', 'withdraw', 'undo-withdrawal'] as const;
export const mandateActs = [
  ...patronatoActs,
  ...delegateActs,
  'release',
  'choose-operator',
  'withdraw',
  'undo-withdrawal',
] as const;
export type MandateAct = (typeof mandateActs)[number];

/** Who acts for a person by law or by a court's decree. */
export const representativeKinds = ['guardian', 'support-administrator', 'parent'] as const;
export type RepresentativeKind = (typeof representativeKinds)[number];
/**
 * What a representative may do: read the case; fill in and release; choose the operator; keep appointments; tell changes,
 * justify and appeal; withdraw, and take the withdrawal back.
 */
export const representedScopes = ['see', 'declare', 'choose-operator', 'appointments', 'answer', 'withdraw'] as const;
export type RepresentedScope = (typeof representedScopes)[number];

const patronato = z.optional(PlainLine);
const representative = z.optional(z.enum(representativeKinds));

export const factsOfMandates = [
  z.strictObject({
    kind: z.literal('mandate-given'),
    givenAt: Instant,
    patronato,
    until: PlainDate,
    /** A delegate's is always the same. */
    scope: z.array(z.enum(mandateScopes)),
    representative,
    /** What a representative may do. */
    represented: z.optional(z.array(z.enum(representedScopes))),
    from: z.optional(PlainDate),
  }),
  z.strictObject({
    kind: z.literal('mandate-ended'),
    endedAt: Instant,
    patronato,
    representative,
    namedAt: z.optional(Instant),
  }),
  z.strictObject({
    kind: z.literal('mandate-act'),
    // Nothing that the person asked for, so it has no receipt.
    ...file,
    receivedAt: Instant,
    patronato,
    representative,
    /** When a delegate was named: a name is not kept. */
    namedAt: z.optional(Instant),
    what: z.enum(mandateActs),
  }),
] as const;
