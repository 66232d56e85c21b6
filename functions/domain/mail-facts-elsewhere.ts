/** Facts of mails about INPS, an earlier DID, and of those that INPS, the region or the person's own answer bring. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { PlainLine } from './lines.ts';
import {
  about,
  appeal,
  applicationNews,
  applied,
  completeBy,
  file,
  inpsMatters,
  MailOffice,
  stoppedServices,
} from './mail-facts.ts';

/** About the routes B and C. */
export const factsElsewhere = [
  z.strictObject({
    kind: z.literal('inps-application'),
    ...about,
    didDate: PlainDate,
    appliedOn: PlainDate,
    protocol: z.optional(PlainLine),
    toldBy: z.enum(['citizen', 'inps']),
    /** A DID was live when the application came: it stays one. */
    joined: z.boolean(),
    /** What INPS told differs from what the citizen said. */
    differs: z.boolean(),
    office: z.optional(MailOffice),
  }),
  z.strictObject({ kind: z.literal('inps-awaited'), ...about, applied }),
  /** It answers no request, so it has no receipt; `receivedAt`: when the route began. */
  z.strictObject({ kind: z.literal('inps-reminder'), ...file, receivedAt: Instant, applied }),
  z.strictObject({
    kind: z.literal('inps-date-decided'),
    ...about,
    didDate: PlainDate,
    /** The day of the DID until then; the same where it stays. */
    didDateBefore: PlainDate,
    /** Whose account of the application counts; why is read in the portal. */
    counts: z.enum(['stated', 'inps']),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('old-did-asked'),
    ...about,
    jobCentre: PlainLine,
    /** The day that the citizen remembers. */
    statedDate: z.optional(PlainDate),
  }),
  z.strictObject({
    kind: z.literal('old-did-answered'),
    ...about,
    jobCentre: PlainLine,
    valid: z.boolean(),
    /** The DID that there is now; absent if a new one is to be released, or to come from INPS. */
    didDate: z.optional(PlainDate),
    /** Where the answer comes after the pact. */
    pactSignedOn: z.optional(PlainDate),
    appeal,
    completeBy,
  }),
] as const;

/** What others bring: the person's answer, INPS, the region. */
export const factsOfBodies = [
  /** `attachments`: something came with the reply. */
  z.strictObject({
    kind: z.literal('reply-received'),
    ...about,
    attachments: z.boolean(),
    office: z.optional(MailOffice),
  }),
  /** INPS has the person written; its application is not decided here. */
  z.strictObject({
    kind: z.literal('inps-benefit-news'),
    ...about,
    appliedOn: PlainDate,
    protocol: PlainLine,
    news: z.enum(applicationNews),
    by: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('inps-area-invitation'),
    ...about,
    matter: z.enum(inpsMatters),
    office: z.optional(MailOffice),
  }),
  /** Employers told of work: the person is asked, and nothing ends. */
  z.strictObject({
    kind: z.literal('job-news-told'),
    ...about,
    didDate: PlainDate,
    /** It began, it ended, or it was taken back. */
    job: z.enum(['hired', 'ended', 'annulled']),
    from: PlainDate,
    until: z.optional(PlainDate),
    /** Whether it is still to begin. */
    toCome: z.boolean(),
    office: z.optional(MailOffice),
  }),
  /** The region has the person written. */
  z.strictObject({
    kind: z.literal('service-interruption'),
    ...about,
    services: z.array(z.enum(stoppedServices)).check(z.minLength(1)),
    from: Instant,
    until: Instant,
    office: z.optional(MailOffice),
  }),
] as const;
