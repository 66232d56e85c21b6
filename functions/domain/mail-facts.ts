/** Pieces of the facts that mails tell: nothing in them is personal. */
import * as z from 'zod/mini';
import { Appeal } from './appeal.ts';
import { Instant, PlainDate } from './dates.ts';
import { AppointmentId } from './ids.ts';
import { PlainLine, Telephone } from './lines.ts';

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
export const documentsToBring = [
  'identity-document',
  'residence-permit',
  'paper-declaration',
  'fiscal-code-paper',
] as const;
export type DocumentToBring = (typeof documentsToBring)[number];

export const file = {
  caseNumber: z.string().check(z.regex(/^DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)),
  responsibleOfficer: z.optional(PlainLine),
};
export const about = {
  ...file,
  receiptNumber: z.string().check(z.regex(/^R-[0-9]{8}-[0-9A-F]{12}$/)),
  /** When the request that the mail is about was received: the legal instant. */
  receivedAt: Instant,
};
/** An appointment as a mail tells it: its name and how often it changed let a calendar find the event that it holds. */
export const TheAppointment = z.strictObject({
  id: AppointmentId,
  sequence: z.int().check(z.minimum(0)),
  startsAt: Instant,
  endsAt: Instant,
});
export type TheAppointment = z.infer<typeof TheAppointment>;

/** `receivedAt`: when it was asked for as it stands, the legal instant. */
export const atOffice = { ...file, receivedAt: Instant, appointment: TheAppointment, office: z.optional(MailOffice) };
export const documents = z.array(z.enum(documentsToBring)).check(z.minLength(1));
/** Who did it: the person on the portal, or the office for them. */
export const by = z.enum(['citizen', 'delegate', 'representative', 'office']);

/** Days in which one can go to court against what was decided (L. 241/1990 art. 3 c.4). */
export const appeal = z.optional(Appeal);

/** What can have happened to an application to INPS. */
export const applicationNews = ['documents-needed', 'decided', 'date-corrected'] as const;
/** What waits for a person in INPS's own area. */
export const inpsMatters = ['notice', 'payment', 'certificate'] as const;
/** What a service may stop doing for some hours. */
export const stoppedServices = ['portal', 'sign-in', 'appointments'] as const;

/** Why a DID is closed, as a mail may say it: of a death nobody is written to. */
export const closureReason = z.enum(['job', 'pension', 'moved', 'annulled', 'not-admitted', 'forfeiture']);
/** Why a closing is proposed, the same. */
export const proposedReason = z.enum(['job', 'pension', 'moved', 'annulled', 'not-admitted']);

/** Whether the person says that the application was made: then only its date is not known (S0:43, S0:55). */
export const applied = z.optional(z.boolean());
/** The day set by the office's policy, if it sets one; no mail names a term of its own. */
export const completeBy = z.optional(PlainDate);
