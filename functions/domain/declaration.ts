import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { CitizenId, DeclarationId, MailId, OperatorId } from './ids.ts';
import { statuses } from './lifecycle.ts';
import { lineOfText, Person } from './person.ts';

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

/** Route A: a DID on the portal. B: the INPS application is the DID. C: an earlier DID at a job centre. */
export const routes = ['A', 'B', 'C'] as const;

/** What was declared, as it stood when the DID was released; never changed afterwards. */
export const Snapshot = z.object({
  person: Person,
  data: DeclarationData,
  textVersion: z.string(),
  warningsShown: z.array(z.string()),
  takenAt: Instant,
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

/** A DID as the record holds it. Dates are days in Europe/Rome, instants are UTC. */
export const DidCase = z.object({
  declarationId: DeclarationId,
  citizenId: CitizenId,
  route: z.enum(routes),
  status: z.enum(statuses),
  /** Grows by one with every change, whoever makes it; every write is conditional on it. */
  version: z.int(),
  registeredAt: Instant,
  data: DeclarationData,
  snapshot: z.optional(Snapshot),
  withReserve: z.boolean(),
  authenticity: Authenticity,
  /** The day the DID counts from (S0:33), and who set it. */
  didDate: z.optional(PlainDate),
  didSource: z.optional(z.enum(['portal', 'inps', 'cpi'])),
  releasedAt: z.optional(Instant),
  reserveLiftedOn: z.optional(PlainDate),
  unemployedSince: z.optional(PlainDate),
  /** Empty until the pact is signed (D.Lgs. 150/2015 art. 20 c.1). */
  unemploymentConfirmedOn: z.optional(PlainDate),
  pactSignedOn: z.optional(PlainDate),
  responsibleOfficer: z.optional(z.string()),
  operatorId: z.optional(OperatorId),
  operatorChosenOn: z.optional(PlainDate),
  /** Notices before a closing, oldest first; they begin again when a broken mailbox is repaired. */
  notices: z.optional(z.array(Notice)),
  /** When the job centre was asked to convene the person. */
  convenedAt: z.optional(Instant),
  endedOn: z.optional(PlainDate),
});
export type DidCase = z.infer<typeof DidCase>;
