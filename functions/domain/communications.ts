import * as z from 'zod/mini';
import { Appeal } from './appeal.ts';
import { Instant, PlainDate } from './dates.ts';
import { otherRegions } from './life.ts';
import { PlainLine } from './lines.ts';
import {
  about,
  appeal,
  atOffice,
  by,
  closureReason,
  completeBy,
  documents,
  documentsToBring,
  file,
  MailOffice,
  proposedReason,
} from './mail-facts.ts';
import { factsOfAppeals } from './mail-facts-appeals.ts';
import { factsOfCallUps } from './mail-facts-call-ups.ts';
import { factsOfDecisions } from './mail-facts-decisions.ts';
import { factsElsewhere, factsOfBodies } from './mail-facts-elsewhere.ts';
import { factsOfMandates } from './mail-facts-mandates.ts';
import { factsOfProceedings } from './mail-facts-proceedings.ts';
import { factsOfRecord } from './mail-facts-record.ts';
import { factsOfTerms } from './mail-facts-terms.ts';
import type { MailKind } from './mail-kinds.ts';

export { PlainLine, Telephone } from './lines.ts';
export {
  applicationNews,
  type DocumentToBring,
  documentsToBring,
  inpsMatters,
  MailOffice,
  stoppedServices,
  type TheAppointment,
} from './mail-facts.ts';
export { MailKind, type MailSort, mailKinds, mailSorts } from './mail-kinds.ts';

import { bases, missingThings } from './missing.ts';
import { signatureKinds } from './signature.ts';

/** Who decides on a closing in an office: told by the office, never by the name. */
const closers = ['job-centre', 'manager'] as const;
export type Closer = (typeof closers)[number];

const Authenticated = z.strictObject({
  kind: z.literal('did-authenticated'),
  ...about,
  didDate: PlainDate,
  /** The day of the meeting at which the identity was checked. */
  authenticatedOn: PlainDate,
  office: MailOffice,
  completeBy,
});
const ExtremesVerified = z.strictObject({
  kind: z.literal('extremes-verified'),
  ...about,
  didDate: PlainDate,
  /** The day of the meeting at which they were recorded. */
  verifiedOn: PlainDate,
  office: MailOffice,
});
/** What a meeting brought before the pact: told by a mail of its own, or together with the pact. */
export const MeetingNews = z.discriminatedUnion('kind', [Authenticated, ExtremesVerified]);

/**
 * The facts that a mail tells, stored with it when it is queued: the texts are made from these alone. Strict: an
 * unknown field is refused, so that nothing personal can ride along. The code of `mailbox-code` is not among them.
 */
export const MailParameters = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft-saved'), ...about, completeBy }),
  z.strictObject({
    kind: z.literal('did-released'),
    ...about,
    didDate: PlainDate,
    office: z.optional(MailOffice),
    completeBy,
  }),
  z.strictObject({
    kind: z.literal('did-released-with-reserve'),
    ...about,
    didDate: PlainDate,
    office: z.optional(MailOffice),
    documents: z.array(z.enum(documentsToBring)).check(z.minLength(1)),
    completeBy,
  }),
  Authenticated,
  z.strictObject({
    kind: z.literal('psp-signed'),
    ...about,
    didDate: PlainDate,
    pactSignedOn: PlainDate,
    office: MailOffice,
    nextContactOn: z.optional(PlainDate),
    /** ISO 8601 duration in whole days, weeks or months (`P2W`). */
    contactFrequency: z.optional(z.string().check(z.regex(/^P[1-9][0-9]{0,2}[DWM]$/))),
    /** How many acts of search the pact names; what they are stands in the pact alone. */
    searchActs: z.optional(z.int()),
    signature: z.optional(z.enum([...signatureKinds, 'not-recorded'])),
    /** Who signed beside a minor. */
    countersignedBy: z.optional(z.enum(['parent', 'guardian'])),
    /** The last day on which the person says on the portal that they did not sign. */
    disputeBy: z.optional(PlainDate),
    /** What the same meeting brought before the pact, and its own entry: told here and nowhere else. */
    sameMeeting: z.optional(
      z.strictObject({
        what: z.enum(['authenticated', 'extremes-verified']),
        on: PlainDate,
        receiptNumber: about.receiptNumber,
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('operator-chosen'),
    ...about,
    /** Absent where only the date of the application to INPS is not known yet. */
    didDate: z.optional(PlainDate),
    pactSignedOn: z.optional(PlainDate),
    /** The office at whose counter it was chosen. */
    office: MailOffice,
    /** Another had been chosen before. */
    instead: z.boolean(),
    documents,
  }),
  z.strictObject({
    kind: z.literal('meeting-not-concluded'),
    ...about,
    /** Absent where only the date of the application to INPS is not known yet. */
    didDate: z.optional(PlainDate),
    metOn: PlainDate,
    missing: z.array(z.strictObject({ what: z.enum(missingThings), basis: z.enum(bases) })).check(z.minLength(1)),
    nextMeetingOn: z.optional(PlainDate),
    completeBy,
    office: MailOffice,
  }),
  z.strictObject({
    kind: z.literal('pact-disputed'),
    ...about,
    didDate: PlainDate,
    pactSignedOn: PlainDate,
    /** Within which day two persons decide. */
    decideBy: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('pact-dispute-dismissed'),
    ...about,
    didDate: PlainDate,
    pactSignedOn: PlainDate,
    /** Of which signature the office has the proof. */
    signature: z.enum(signatureKinds),
    /** Days in which one can go to court. */
    appeal: Appeal,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('pact-voided'),
    ...about,
    didDate: PlainDate,
    /** The day that stood in the pact. */
    pactSignedOn: PlainDate,
    /** The person had said so; otherwise the office found it. */
    disputed: z.boolean(),
    /** Absent while the person works. */
    completeBy,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('withdrawn'),
    ...about,
    /** Absent if what was given up was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    /** `office`: entered by the job centre on the citizen's signed request. */
    by: z.enum(['citizen', 'office']),
    /** Until when the person can take it back. */
    undoUntil: z.optional(Instant),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('status-suspended'),
    ...about,
    didDate: PlainDate,
    /** The first day of work. */
    from: PlainDate,
    /** Days of work for which a status is suspended at most. */
    limitDays: z.int(),
    /** How many days the work is to last, if that was told. */
    days: z.optional(z.int()),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('status-resumed'),
    ...about,
    didDate: PlainDate,
    from: PlainDate,
    until: PlainDate,
    pactSignedOn: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('closure-proposed'),
    ...about,
    didDate: z.optional(PlainDate),
    reason: proposedReason,
    since: z.optional(PlainDate),
    /** The last day on which the person answers before anybody decides. */
    answerBy: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('closure-dropped'),
    ...about,
    didDate: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('did-closed'),
    ...about,
    /** Absent if what was closed was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    reason: closureReason,
    /** Two persons decided it; one, where the person's own word says it. */
    twoPersons: z.optional(z.literal(true)),
    /** The offices of these two, never their names; not in mails from before they were told. */
    deciders: z.optional(z.strictObject({ proposed: z.enum(closers), approved: z.enum(closers) })),
    since: z.optional(PlainDate),
    /** The person asked for it on a signed request. */
    asked: z.optional(z.literal(true)),
    /** Where the person moved to, if that was told. */
    toRegion: z.optional(z.enum(otherRegions)),
    appeal,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('did-reopened'),
    ...about,
    didDate: z.optional(PlainDate),
    /** `citizen`: a withdrawal was taken back. */
    by: z.enum(['citizen', 'office']),
    /** A newer DID went into it. */
    merged: z.boolean(),
    pactSignedOn: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('did-rectified'),
    ...about,
    didDate: z.optional(PlainDate),
    rectifiedOn: PlainDate,
    what: z.array(z.enum(['data', 'did-date', 'pact-date'])).check(z.minLength(1)),
    /** The day of the pact as it is now, where it was put right; and the days that were put right, as they were. */
    pactSignedOn: z.optional(PlainDate),
    before: z.optional(z.strictObject({ didDate: z.optional(PlainDate), pactSignedOn: z.optional(PlainDate) })),
    appeal,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('case-transferred'),
    ...about,
    didDate: z.optional(PlainDate),
    pactSignedOn: z.optional(PlainDate),
    office: MailOffice,
    /** The new job centre is the one to sign the pact with as well. */
    follows: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('operator-ended'),
    // It answers no request, so it has no receipt.
    ...file,
    /** The operator that was chosen, and its last day. */
    was: PlainLine,
    endedOn: PlainDate,
    didDate: z.optional(PlainDate),
    pactSignedOn: z.optional(PlainDate),
    /** Who followed it. */
    proposed: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('completion-reminder'),
    // It answers no request, so it has no receipt.
    ...file,
    /** When the draft was saved or the DID released. */
    receivedAt: Instant,
    /** The last day to complete the file; what was not completed may be closed after it. */
    closesOn: PlainDate,
    noticeNumber: z.literal([1, 2]),
    /** What the person still has to bring, where a DID is con riserva. */
    documents: z.optional(documents),
    /** Absent for a draft: then no DID exists. */
    didDate: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('term-extended'),
    ...about,
    didDate: PlainDate,
    /** The last day to complete the DID con riserva, and the one that it was before. */
    closesOn: PlainDate,
    before: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('file-closed'),
    ...about,
    /** Absent if what was closed was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    appeal,
    office: z.optional(MailOffice),
  }),
  z.strictObject({ kind: z.literal('appointment-booked'), ...atOffice, by, documents }),
  z.strictObject({ kind: z.literal('appointment-moved'), ...atOffice, by, documents, movedFrom: Instant }),
  z.strictObject({
    kind: z.literal('appointment-cancelled'),
    ...atOffice,
    /** `operator-changed`: it was with the operator of before; `case-ended`: the file is closed or suspended. */
    by: z.enum(['citizen', 'delegate', 'representative', 'office', 'operator-changed', 'case-ended']),
  }),
  z.strictObject({ kind: z.literal('appointment-reminder'), ...atOffice, documents }),
  z.strictObject({
    kind: z.literal('appointment-missed'),
    ...file,
    /** When the office noted it. */
    receivedAt: Instant,
    /** When the appointment was. */
    startedAt: Instant,
    /** The day on which it is best explained. */
    explainBy: PlainDate,
    office: z.optional(MailOffice),
  }),
  ...factsOfCallUps,
  ...factsElsewhere,
  ExtremesVerified,
  ...factsOfAppeals,
  ...factsOfBodies,
  ...factsOfDecisions,
  ...factsOfProceedings,
  ...factsOfRecord,
  ...factsOfMandates,
  ...factsOfTerms,
]);
export type MailParameters = z.infer<typeof MailParameters>;

/** The facts of one kind of mail. */
export type ParametersOf<K extends MailKind> = Extract<MailParameters, { kind: K }>;
