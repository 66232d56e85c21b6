import * as z from 'zod/mini';
import { Appointment } from './appointment.ts';
import { MeetingNews } from './communications.ts';
import { Instant, PlainDate } from './dates.ts';
import { FiscalCode } from './fiscal-code.ts';
import { CitizenId, CommandId, DeclarationId, MailId, OperatorId, TelephoneCode } from './ids.ts';
import { Benefit, InpsRecord } from './inps.ts';
import { Closure, Ending, otherRegions, PastSuspension, proposedClosures, Suspension } from './life.ts';
import { statuses } from './lifecycle.ts';
import { OldDid } from './old-did.ts';
import { languages, lineOfText, Person } from './person.ts';
import { ActId, appealOutcomes, CallUp, Contested, Extension, Officer, SanctionDecision } from './proceedings.ts';
import { DeclarationData, PartialData, ReleaseData } from './release-data.ts';

export { DeclarationData, PartialData } from './release-data.ts';

import { serviceChannels } from './service.ts';
import { signatureKinds } from './signature.ts';

/** Route A: a DID on the portal. B: the INPS application is the DID. C: an earlier DID at a job centre. */
export const routes = ['A', 'B', 'C'] as const;

/** What was declared, as it stood when the DID was released; never changed afterwards. */
export const Snapshot = z.object({
  ...ReleaseData.shape,
  /** Of the text that was released (`declaration-texts.ts`), the warnings shown with it, and in which language. */
  textVersion: z.string(),
  warningsShown: z.array(z.string()),
  language: z.optional(z.enum(languages)),
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
  /** The last day that it told the person. */
  closesOn: z.optional(PlainDate),
  servedAt: z.optional(Instant),
  doubted: z.optional(z.boolean()),
});
export type Notice = z.infer<typeof Notice>;

/** What may be put right of a DID that was released, where it was wrong from the beginning. */
export const Correction = z
  .strictObject({
    data: z.optional(DeclarationData),
    person: z.optional(Person),
    /** Another code for the same person, above all the definitive one that follows a provisional one. */
    fiscalCode: z.optional(FiscalCode),
    didDate: z.optional(PlainDate),
    pactSignedOn: z.optional(PlainDate),
  })
  .check(z.refine((correction) => Object.keys(correction).length > 0, { error: 'correction-empty' }));
export type Correction = z.infer<typeof Correction>;

/** That a DID was brought on paper: in which outage of the register, and where the paper is found. */
export const Presented = z.strictObject({ outageId: CommandId, protocol: lineOfText(100) });

const closed = {
  /** Since when what closes the DID holds; of work, the day to which it is to last if it is to end. */
  since: z.optional(PlainDate),
  until: z.optional(PlainDate),
  /** Of a move, the region to which the case is to go. */
  toRegion: z.optional(z.enum(otherRegions)),
};
const proposed = {
  /** Why, in words; told to the offices, and to the person what is to close their DID. */
  reason: z.string(),
  /** Who approves is another person than this, not just another account. */
  proposedBy: Officer,
  proposedAt: Instant,
};

/** What two persons find about a pact that the person says not to have signed: it stands, or it is none. */
export const pactFindings = ['stands', 'void'] as const;

/** What one person of an office proposes and another decides on. */
export const Proposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reopen'), ...proposed }),
  z.object({
    kind: z.literal('close'),
    closure: z.enum(proposedClosures),
    ...closed,
    /** The last day on which the person answers before anybody decides; none for a death. */
    answerBy: z.optional(PlainDate),
    answeredAt: z.optional(Instant),
    ...proposed,
  }),
  z.object({ kind: z.literal('rectify'), correction: Correction, presented: z.optional(Presented), ...proposed }),
  z.object({ kind: z.literal('pact'), finding: z.enum(pactFindings), ...proposed }),
  /** To take the benefit and the status, or what is left of the benefit, for the fact that is contested. */
  z.object({
    kind: z.literal('forfeit'),
    contestedId: ActId,
    effect: z.enum(['forfeiture', 'loss']),
    /** How the decision is to be served. */
    channel: z.enum(serviceChannels),
    /** The word of work that who proposed had read. */
    workToldAt: z.optional(Instant),
    ...proposed,
  }),
  /** What the committee said of the appeal against a decision, under its own protocol number and day. */
  z.object({
    kind: z.literal('appeal-outcome'),
    decisionId: ActId,
    outcome: z.enum(appealOutcomes),
    protocol: z.string(),
    on: PlainDate,
    ...proposed,
  }),
]);
export type Proposal = z.infer<typeof Proposal>;

/** What a meeting brought, told together with the pact that follows it, or by itself from an instant on. */
export const Untold = z.object({ mail: MeetingNews, tellAt: Instant });
export type Untold = z.infer<typeof Untold>;

/** How the person agreed in the pact to be called up. */
export const contactChannels = ['email', 'pec', 'sms', 'telephone', 'registered-letter'] as const;

/**
 * That the person said not to have signed the pact. It stays as it is until two persons decide; `dismissed`: they found
 * that it stands, and why. Where they find that it is none, pact and dispute leave the case.
 */
export const PactDispute = z.object({
  disputedAt: Instant,
  note: z.optional(z.string()),
  dismissed: z.optional(z.object({ on: PlainDate, reason: z.string() })),
});

/** What is erased of a case that ended: what was shown and told, then all that is personal. */
export const erasures = ['evidence', 'case'] as const;

/** Why a case must not be erased yet: an appeal is open, money is recovered, an authority inspects. */
export const holdKinds = ['appeal', 'recovery', 'inspection'] as const;

/** What keeps a case from being erased until an administrator lifts it; one of a kind. */
export const Hold = z.object({ kind: z.enum(holdKinds), reason: z.string(), setAt: Instant });

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
  /** With whom it was signed: the case may go to another office. */
  pactOperatorId: z.optional(OperatorId),
  /** The DID under which the pact was signed, where that one was merged into this. */
  pactFrom: z.optional(DeclarationId),
  pactDispute: z.optional(PactDispute),
  /** How the pact was signed, and where the proof of it is kept; each absent until it is recorded. */
  pactSignature: z.optional(z.object({ kind: z.enum(signatureKinds), evidence: z.optional(z.string()) })),
  /** The day on which a pact was found to be none: what follows a DID without a pact runs from then. */
  pactVoidedOn: z.optional(PlainDate),
  /** How the pact lets the person be called up. */
  agreedChannel: z.optional(z.enum(contactChannels)),
  untold: z.optional(Untold),
  operatorId: z.optional(OperatorId),
  operatorChosenOn: z.optional(PlainDate),
  /** That the person was asked to choose again: which operator has ended, and the first day without it. */
  chooseAgain: z.optional(z.object({ operatorId: OperatorId, since: PlainDate })),
  /** While tasks of the case are still to change hands: from which operators, since when. */
  handingOver: z.optional(z.object({ from: z.array(OperatorId), since: Instant })),
  /** The job centre of the domicile, once known. */
  competentCpiId: z.optional(OperatorId),
  appointment: z.optional(Appointment),
  /** The day on which the person was told to come again; `asked`: the office was asked what became of it. */
  nextMeeting: z.optional(z.object({ on: PlainDate, asked: z.optional(z.boolean()) })),
  /** Notices before a closing, oldest first; they begin again when a broken mailbox is repaired. */
  notices: z.optional(z.array(Notice)),
  /** The last day to complete a DID con riserva, where an office gave more time. */
  extendedTo: z.optional(PlainDate),
  /** When the job centre was asked to convene the person. */
  convenedAt: z.optional(Instant),
  endedOn: z.optional(PlainDate),
  /** Set while the status is suspended. */
  suspension: z.optional(Suspension),
  /** Suspensions that are over, oldest first. */
  suspensions: z.optional(z.array(PastSuspension)),
  /** When the person was asked about work that employers told of; gone once it was said what became of it. */
  jobAskedAt: z.optional(Instant),
  closure: z.optional(Closure),
  ending: z.optional(Ending),
  /** Until when a withdrawal is taken back, as the person was told. */
  undoUntil: z.optional(Instant),
  /** The day of the latest reopening: terms run from then. */
  reopenedOn: z.optional(PlainDate),
  /** What the person says of the case on the telephone; nobody else sees it. */
  telephoneCode: z.optional(TelephoneCode),
  /** What waits for a second person. */
  proposal: z.optional(Proposal),
  holds: z.optional(z.array(Hold)),
  /** The day on which what was shown and told was erased, once nobody could contest the case any more. */
  evidenceErasedOn: z.optional(PlainDate),
  /** The day on which all that is personal was erased: ids, dates and rules are left. */
  erasedOn: z.optional(PlainDate),
  /** What is being erased around the case: marked before it begins, so that it is never half done. */
  erasing: z.optional(z.enum(erasures)),
  /** Call-ups that are not settled; a settled one is kept beside the case. */
  callUps: z.optional(z.array(CallUp)),
  /** The fact that is contested now; one at a time. */
  contested: z.optional(Contested),
  /** Decisions on contested facts, oldest first. */
  decisions: z.optional(z.array(SanctionDecision)),
  /** More time that an office gave. */
  extensions: z.optional(z.array(Extension)),
  /** When another DID could begin beside this one, so long after its forfeiture: it does not hold the guard any more. */
  guardFreedAt: z.optional(Instant),
  /** An earlier DID that an appeal brought back while this one held the guard: it takes it when this one gives it up. */
  beside: z.optional(DeclarationId),
});
export type DidCase = z.infer<typeof DidCase>;
