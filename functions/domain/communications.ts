import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';

/** What a citizen is written about. */
export const mailKinds = [
  'draft-saved',
  'did-released',
  'did-released-with-reserve',
  'did-authenticated',
  'psp-signed',
  'withdrawn',
  'completion-reminder',
  'file-closed',
  'mailbox-code',
  'mailbox-changed',
] as const;
export const MailKind = z.enum(mailKinds);
export type MailKind = z.infer<typeof MailKind>;

/** `courtesy` mail stops after a complaint, `legal` mail does not; `version` goes up whenever the words change. */
export interface MailSort {
  readonly nature: 'legal' | 'courtesy';
  readonly version: number;
}

export const mailSorts: Readonly<Record<MailKind, MailSort>> = {
  'draft-saved': { nature: 'courtesy', version: 1 },
  'did-released': { nature: 'legal', version: 2 },
  'did-released-with-reserve': { nature: 'legal', version: 1 },
  'did-authenticated': { nature: 'legal', version: 1 },
  'psp-signed': { nature: 'legal', version: 1 },
  withdrawn: { nature: 'legal', version: 1 },
  'completion-reminder': { nature: 'legal', version: 1 },
  'file-closed': { nature: 'legal', version: 1 },
  // Asked for by who waits in front of the portal, so a complaint about another mail must not stop it.
  'mailbox-code': { nature: 'legal', version: 1 },
  'mailbox-changed': { nature: 'legal', version: 2 },
};

const fiscalCode = /\b[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/i;

/**
 * One line of an office's particulars as a mail shows it: no control, format or separator character (it could forge
 * lines of the text), no `@` and no fiscal code (personal data never enter a mail: GDPR art. 5.1.c).
 */
export const PlainLine = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(160),
  z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}@]+$/u, { error: 'plain-line' }),
  z.refine((line) => !fiscalCode.test(line), { error: 'fiscal-code' }),
);

/** A telephone number as people read it: digits, spaces, dots, slashes, hyphens, perhaps a leading `+`. */
export const Telephone = z.string().check(z.regex(/^\+?[0-9][0-9 ./-]{2,23}$/));

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
/** The day set by the office's policy, if it sets one; no mail names a term of its own. */
const completeBy = z.optional(PlainDate);

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
  z.strictObject({
    kind: z.literal('did-authenticated'),
    ...about,
    didDate: PlainDate,
    /** The day of the meeting at which the identity was checked. */
    authenticatedOn: PlainDate,
    office: MailOffice,
    completeBy,
  }),
  z.strictObject({
    kind: z.literal('psp-signed'),
    ...about,
    didDate: PlainDate,
    pactSignedOn: PlainDate,
    office: MailOffice,
    nextContactOn: z.optional(PlainDate),
    /** ISO 8601 duration in whole days, weeks or months (`P2W`). */
    contactFrequency: z.optional(z.string().check(z.regex(/^P[1-9][0-9]{0,2}[DWM]$/))),
  }),
  z.strictObject({
    kind: z.literal('withdrawn'),
    ...about,
    /** Absent if what was given up was a draft: then no DID ever existed. */
    didDate: z.optional(PlainDate),
    /** `office`: entered by the job centre on the citizen's signed request. */
    by: z.enum(['citizen', 'office']),
    office: z.optional(MailOffice),
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
  z.strictObject({ kind: z.literal('mailbox-code'), validUntil: Instant }),
  /** Goes to the new mailbox, once the citizen has proved it. */
  z.strictObject({ kind: z.literal('mailbox-changed'), changedAt: Instant }),
]);
export type MailParameters = z.infer<typeof MailParameters>;

/** The facts of one kind of mail. */
export type ParametersOf<K extends MailKind> = Extract<MailParameters, { kind: K }>;
