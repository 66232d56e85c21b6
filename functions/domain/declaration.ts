import * as z from 'zod/mini';
import { Appointment } from './appointment.ts';
import { MeetingNews } from './communications.ts';
import { Instant, PlainDate } from './dates.ts';
import { CitizenId, DeclarationId, MailId, OperatorId, Subject } from './ids.ts';
import { Benefit, InpsRecord } from './inps.ts';
import { Closure, doubleClosures, Ending, PastSuspension, Suspension } from './life.ts';
import { parties, statuses } from './lifecycle.ts';
import { OldDid } from './old-did.ts';
import { lineOfText, Person } from './person.ts';
import { CallUp, Contested, Extension, SanctionDecision } from './proceedings.ts';

/** What is declared on route A: availability, the last job, and the professional information of S0:15. */
export const DeclarationData = z.strictObject({
  availability: z.strictObject({ work: z.boolean(), training: z.boolean() }),
  /** Absent: never worked. */
  lastJobEndedOn: z.optional(PlainDate),
  profile: z.strictObject({
    education: z.enum(['none', 'primary', 'lower-secondary', 'vocational', 'upper-secondary', 'tertiary']),
    everWorked: z.boolean(),
    lastOccupation: z.optional(lineOfText(120)),
    monthsSearching: z.int().check(z.minimum(0), z.maximum(600)),
    studying: z.boolean(),
  }),
  /** Version of the privacy notice that was read; reading it is no consent (GDPR art. 6.1.e). */
  privacyNoticeVersion: lineOfText(20),
});
export type DeclarationData = z.infer<typeof DeclarationData>;

/** What is declared so far: routes B and C need none of it, and route A all of it at *salva DID* only. */
export const PartialData = z.partial(DeclarationData);
export type PartialData = z.infer<typeof PartialData>;

/** Route A: a DID on the portal. B: the INPS application is the DID. C: an earlier DID at a job centre. */
export const routes = ['A', 'B', 'C'] as const;

/** What was declared, as it stood when the DID was released; never changed afterwards. */
export const Snapshot = z.object({
  person: Person,
  data: DeclarationData,
  textVersion: z.string(),
  warningsShown: z.array(z.string()),
  takenAt: Instant,
  /** Of the release. */
  receiptNumber: z.optional(z.string()),
});

/** Whether the DID is the person's own act: by strong identity, by reserve lifted at an operator's, or not yet. */
export const Authenticity = z.object({
  state: z.enum(['none', 'reserve', 'authentic']),
  by: z.optional(z.string()),
  on: z.optional(PlainDate),
});

/** A notice that a file will be closed unless it is completed. `doubted`: the office was asked whether it arrived. */
export const Notice = z.object({
  number: z.literal([1, 2]),
  mailId: MailId,
  sentAt: Instant,
  servedAt: z.optional(Instant),
  doubted: z.optional(z.boolean()),
});
export type Notice = z.infer<typeof Notice>;

/** What may be put right of a DID that was released, where it was wrong from the beginning. */
export const Correction = z
  .strictObject({
    data: z.optional(DeclarationData),
    person: z.optional(Person),
    didDate: z.optional(PlainDate),
    pactSignedOn: z.optional(PlainDate),
  })
  .check(z.refine((correction) => Object.keys(correction).length > 0, { error: 'correction-empty' }));
export type Correction = z.infer<typeof Correction>;

const proposed = {
  /** Why, in words; told to the offices only. */
  reason: z.string(),
  proposedBy: z.object({
    subject: Subject,
    /** Keyed hash of the officer's fiscal code: who approves is another person, not just another account. */
    fiscalCodeMac: z.string(),
    party: z.enum(parties),
    operatorId: z.optional(OperatorId),
  }),
  proposedAt: Instant,
};

/** What one person of an office proposes and another decides on. */
export const Proposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reopen'), ...proposed }),
  z.object({ kind: z.literal('close'), closure: z.enum(doubleClosures), ...proposed }),
  z.object({ kind: z.literal('rectify'), correction: Correction, ...proposed }),
]);
export type Proposal = z.infer<typeof Proposal>;

/** What a meeting brought, told together with the pact that follows it, or by itself from an instant on. */
export const Untold = z.object({ mail: MeetingNews, tellAt: Instant });
export type Untold = z.infer<typeof Untold>;

/** How the person agreed in the pact to be called up. */
export const contactChannels = ['email', 'pec', 'sms', 'telephone', 'registered-letter'] as const;

/** That the person said not to have signed the pact. It stays as it is until a person decides. */
export const PactDispute = z.object({ disputedAt: Instant, note: z.optional(z.string()) });

/** A DID as the record holds it. Dates are days in Europe/Rome, instants are UTC. */
export const DidCase = z.object({
  declarationId: DeclarationId,
  citizenId: CitizenId,
  route: z.enum(routes),
  status: z.enum(statuses),
  /** Grows by one with every change, whoever makes it; every write is conditional on it. */
  version: z.int(),
  registeredAt: Instant,
  /** When the route of today began, if it was not the first. */
  routeSince: z.optional(Instant),
  data: PartialData,
  /** Route B, or an application that came to a DID of another route. */
  inps: z.optional(InpsRecord),
  /** The benefit that rests on the DID: to take the DID back ends it. */
  benefit: z.optional(Benefit),
  oldDid: z.optional(OldDid),
  snapshot: z.optional(Snapshot),
  withReserve: z.boolean(),
  authenticity: Authenticity,
  /** The day the DID counts from (S0:33), and who set it. */
  didDate: z.optional(PlainDate),
  didSource: z.optional(z.enum(['portal', 'inps', 'cpi'])),
  /** When a DID that was made elsewhere became known here: what is asked of the person runs from then. */
  didKnownAt: z.optional(Instant),
  releasedAt: z.optional(Instant),
  reserveLiftedOn: z.optional(PlainDate),
  unemployedSince: z.optional(PlainDate),
  /** Empty until the pact is signed (D.Lgs. 150/2015 art. 20 c.1). */
  unemploymentConfirmedOn: z.optional(PlainDate),
  pactSignedOn: z.optional(PlainDate),
  responsibleOfficer: z.optional(z.string()),
  /** When the pact was entered: the person is told then, and may say that they did not sign. */
  pactEnteredAt: z.optional(Instant),
  pactDispute: z.optional(PactDispute),
  /** How the pact lets the person be called up. */
  agreedChannel: z.optional(z.enum(contactChannels)),
  untold: z.optional(Untold),
  operatorId: z.optional(OperatorId),
  operatorChosenOn: z.optional(PlainDate),
  /** That the person was asked to choose again: which operator has ended, and the first day without it. */
  chooseAgain: z.optional(z.object({ operatorId: OperatorId, since: PlainDate })),
  /** The job centre of the domicile, once known. */
  competentCpiId: z.optional(OperatorId),
  appointment: z.optional(Appointment),
  /** Notices before a closing, oldest first; they begin again when a broken mailbox is repaired. */
  notices: z.optional(z.array(Notice)),
  /** When the job centre was asked to convene the person. */
  convenedAt: z.optional(Instant),
  endedOn: z.optional(PlainDate),
  /** Set while the status is suspended. */
  suspension: z.optional(Suspension),
  /** Suspensions that are over, oldest first. */
  suspensions: z.optional(z.array(PastSuspension)),
  closure: z.optional(Closure),
  ending: z.optional(Ending),
  /** The day of the latest reopening: terms run from then. */
  reopenedOn: z.optional(PlainDate),
  /** What waits for a second person. */
  proposal: z.optional(Proposal),
  /** Call-ups that are not settled; a settled one is kept beside the case. */
  callUps: z.optional(z.array(CallUp)),
  /** The fact that is contested now; one at a time. */
  contested: z.optional(Contested),
  /** Decisions on contested facts, oldest first. */
  decisions: z.optional(z.array(SanctionDecision)),
  /** More time that an office gave. */
  extensions: z.optional(z.array(Extension)),
});
export type DidCase = z.infer<typeof DidCase>;
