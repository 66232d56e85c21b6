import type { MailOffice } from '../../domain/communications.ts';
import type { Language } from '../../domain/person.ts';
import type { MailContext } from './context.ts';
import { phoneInWords, phoneLink } from './words.ts';

/** A fact with its name; `href` if it can be followed (page, telephone, mailbox). */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly href: string | null;
}

/** One heading of a mail with what stands below it. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly items: readonly string[];
  readonly rows: readonly Row[];
  /** The mail's one button; its address is shown in full as well. */
  readonly action: { readonly label: string; readonly url: string } | null;
}

/**
 * Everything a mail says, once: the HTML and the text layout both render this and nothing else, so that they carry the
 * same facts. The fields are the minimum of every mail (L. 241/1990 arts 5, 8, 18-bis).
 */
export interface MailContent {
  readonly language: Language;
  /** At most 60 characters; no name and no outcome: it shows on a locked screen. */
  readonly subject: string;
  /** The line that a mailbox shows after the subject: the same care. */
  readonly preheader: string;
  readonly bodyName: string;
  readonly title: string;
  /** Case number, receipt, object of the proceeding, dates. */
  readonly facts: readonly Row[];
  readonly code: { readonly label: string; readonly value: string } | null;
  readonly happened: Section;
  readonly todo: Section;
  readonly byWhen: Section;
  readonly otherwise: Section;
  /** Rule, effect, who decided, appeal, free help: of an act that can cost the person something. */
  readonly decision: Section | null;
  readonly office: Section;
  /** How the proceeding ends and whom to ask if it is late; none for a mail that is not about a case. */
  readonly ending: Section | null;
  readonly file: Section | null;
  readonly notYou: Section;
  readonly privacy: Section;
  /** Sent to you alone; what is never asked. */
  readonly closing: readonly string[];
}

/** What the two layouts take: the content with its sections in reading order. */
export interface MailView {
  readonly language: Language;
  readonly subject: string;
  readonly preheader: string;
  readonly bodyName: string;
  readonly title: string;
  readonly facts: readonly Row[];
  readonly code: MailContent['code'];
  readonly sections: readonly Section[];
  readonly closing: readonly string[];
}

/** Puts the sections of a mail in the order in which they are read. */
export function viewOf(content: MailContent): MailView {
  const { happened, todo, byWhen, otherwise, decision, office, ending, file, notYou, privacy, ...rest } = content;
  const all = [happened, todo, byWhen, otherwise, decision, office, ending, file, notYou, privacy];
  return { ...rest, sections: all.filter((section) => section !== null) };
}

/** A section: heading and paragraphs, and whatever else it has. */
export function section(heading: string, paragraphs: readonly string[], more: Partial<Section> = {}): Section {
  return { heading, paragraphs, items: [], rows: [], action: null, ...more };
}

/** A fact without a link. */
export function fact(label: string, value: string): Row {
  return { label, value, href: null };
}

/** Names of the ways to reach an office, in the mail's language. */
export interface ContactLabels {
  readonly office: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly hours: string;
  readonly officer: string;
  readonly pec: string;
  readonly help: string;
  readonly desk: string;
  readonly portal: string;
}

const phone = (label: string, number: string, hours?: string): Row => ({
  label,
  value: hours === undefined ? phoneInWords(number) : `${phoneInWords(number)} (${hours})`,
  href: phoneLink(number),
});

/**
 * How to reach the office that follows the case, if one was chosen, who answers for the proceeding, and the help. What
 * the directory does not know of the office, the desk and the hours of the service stand for.
 */
export function officeRows(
  labels: ContactLabels,
  context: MailContext,
  office: MailOffice | undefined,
  officer: string | undefined,
): readonly Row[] {
  return [
    ...(office ? [fact(labels.office, office.name)] : []),
    office?.address ? fact(labels.address, office.address) : fact(labels.desk, context.help.desk),
    ...(office?.phone ? [phone(labels.phone, office.phone)] : []),
    ...(office?.email ? [{ label: labels.email, value: office.email, href: `mailto:${office.email}` }] : []),
    ...(office?.hours ? [fact(labels.hours, office.hours)] : []),
    fact(labels.officer, officer ?? context.responsibleOffice),
    { label: labels.pec, value: context.pec, href: `mailto:${context.pec}` },
    phone(labels.help, context.help.phone, context.help.hours),
  ];
}

/** Where to report a mail that one has not caused: by telephone, in person, from the portal's home page. */
export function reportRows(labels: ContactLabels, context: MailContext): readonly Row[] {
  return [
    phone(labels.phone, context.help.phone, context.help.hours),
    fact(labels.desk, context.help.desk),
    { label: labels.portal, value: context.portalUrl, href: context.portalUrl },
  ];
}
