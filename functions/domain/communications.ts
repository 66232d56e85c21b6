import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { AppointmentId } from './ids.ts';
import { PlainLine, Telephone } from './lines.ts';
import type { MailKind } from './mail-kinds.ts';

export { PlainLine, Telephone } from './lines.ts';
export { MailKind, type MailSort, mailKinds, mailSorts } from './mail-kinds.ts';

import { bases, missingThings } from './missing.ts';

/** An office of the public service: never a citizen's particulars. */
export const MailOffice = z.strictObject({
  name: PlainLine,
  address: z.optional(PlainLine),
  phone: z.optional(Telephone),
  email: z.optional(z.email().check(z.maxLength(254))),
  hours: z.optional(PlainLine),
});
export type MailOffice = z.infer<typeof MailOffice>;

/** What to bring to the office to complete a DID con riserva (S0:29-31). The permit is asked of non-EU citizens only. */
export const documentsToBring = ['identity-document', 'residence-permit', 'paper-declaration'] as const;
export type DocumentToBring = (typeof documentsToBring)[number];

const file = {
  caseNumber: z.string().check(z.regex(/^DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)),
  responsibleOfficer: z.optional(PlainLine),
};
const about = {
  ...file,
  receiptNumber: z.string().check(z.regex(/^R-[0-9]{8}-[0-9A-F]{12}$/)),
  /** When the request that the mail is about was received: the legal instant. */
  receivedAt: Instant,
};
/** An appointment as a mail tells it: its name and how often it changed let a calendar find the event that it holds. */
const TheAppointment = z.strictObject({
  id: AppointmentId,
  sequence: z.int().check(z.minimum(0)),
  startsAt: Instant,
  endsAt: Instant,
});
export type TheAppointment = z.infer<typeof TheAppointment>;

/** `receivedAt`: when it was asked for as it stands, the legal instant. */
const atOffice = { ...file, receivedAt: Instant, appointment: TheAppointment, office: z.optional(MailOffice) };
const documents = z.array(z.enum(documentsToBring)).check(z.minLength(1));
/** Who did it: the person on the portal, or the office for them. */
const by = z.enum(['citizen', 'office']);

/** The day set by the office's policy, if it sets one; no mail names a term of its own. */
const completeBy = z.optional(PlainDate);

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
    didDate: PlainDate,
    /** The office at whose counter it was chosen. */
    office: MailOffice,
    /** Another had been chosen before. */
    instead: z.boolean(),
    documents,
  }),
  z.strictObject({
    kind: z.literal('meeting-not-concluded'),
    ...about,
    didDate: PlainDate,
    metOn: PlainDate,
    missing: z.array(z.strictObject({ what: z.enum(missingThings), basis: z.enum(bases) })).check(z.minLength(1)),
    nextMeetingOn: z.optional(PlainDate),
    office: MailOffice,
  }),
  z.strictObject({
    kind: z.literal('pact-disputed'),
    ...about,
    didDate: PlainDate,
    pactSignedOn: PlainDate,
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
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('status-resumed'),
    ...about,
    didDate: PlainDate,
    from: PlainDate,
    until: PlainDate,
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('did-closed'),
    ...about,
    /** Absent if what was closed was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    reason: z.enum(['job', 'pension', 'moved', 'annulled', 'not-admitted']),
    since: z.optional(PlainDate),
    /** Days in which one can go to court, where two persons decided against what was declared. */
    appealDays: z.optional(z.int()),
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
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('did-rectified'),
    ...about,
    didDate: z.optional(PlainDate),
    rectifiedOn: PlainDate,
    what: z.array(z.enum(['data', 'did-date', 'pact-date'])).check(z.minLength(1)),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('case-transferred'),
    ...about,
    didDate: z.optional(PlainDate),
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
    /** Absent for a draft: then no DID exists. */
    didDate: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({
    kind: z.literal('file-closed'),
    ...about,
    /** Absent if what was closed was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    office: z.optional(MailOffice),
  }),
  z.strictObject({ kind: z.literal('appointment-booked'), ...atOffice, by, documents }),
  z.strictObject({ kind: z.literal('appointment-moved'), ...atOffice, by, documents, movedFrom: Instant }),
  z.strictObject({
    kind: z.literal('appointment-cancelled'),
    ...atOffice,
    /** `operator-changed`: it was with the operator of before; `case-ended`: the file is closed or suspended. */
    by: z.enum(['citizen', 'office', 'operator-changed', 'case-ended']),
  }),
  z.strictObject({ kind: z.literal('appointment-reminder'), ...atOffice, documents }),
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
  z.strictObject({ kind: z.literal('inps-awaited'), ...about }),
  /** It answers no request, so it has no receipt; `receivedAt`: when the route began. */
  z.strictObject({ kind: z.literal('inps-reminder'), ...file, receivedAt: Instant }),
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
    completeBy,
  }),
  ExtremesVerified,
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
]);
export type MailParameters = z.infer<typeof MailParameters>;

/** The facts of one kind of mail. */
export type ParametersOf<K extends MailKind> = Extract<MailParameters, { kind: K }>;
