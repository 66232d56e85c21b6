import type { Appeal } from '../../domain/appeal.ts';
import type { MailOffice, MailParameters, ParametersOf } from '../../domain/communications.ts';
import type { Language } from '../../domain/person.ts';
import {
  type ContactLabels,
  fact,
  type MailContent,
  officeRows,
  type Row,
  reportRows,
  type Section,
  section,
} from './content.ts';
import type { Setting } from './context.ts';
import { moment, shortDate } from './words.ts';

/** What the receipt in a mail is of: what the citizen asked, what an office entered, a file closed, a draft deleted. */
type Receipt = 'received' | 'entered' | 'closed' | 'deleted';

/** The words that every mail of a language shares. */
export interface CommonWords {
  readonly language: Language;
  readonly contacts: ContactLabels;
  readonly facts: {
    readonly caseNumber: string;
    readonly protocol: string;
    /** A number of the register, with its day. */
    readonly numbered: (number: string, day: string) => string;
    readonly object: string;
    readonly objectOfCase: string;
    readonly objectOfCode: string;
    readonly objectOfMailbox: string;
    readonly receipts: Readonly<Record<Receipt, { readonly number: string; readonly at: string }>>;
  };
  readonly openPortal: string;
  readonly office: Readonly<Record<'heading' | 'chosen' | 'none' | 'answer', string>>;
  readonly ending: { readonly heading: string; readonly late: (office: string) => string };
  /** What an act that can cost the person something says beside (L. 241/1990 arts 3 and 21-bis). */
  readonly decision: Readonly<Record<'heading' | 'rule' | 'effect' | 'decidedBy' | 'appeal' | 'help', string>> & {
    /** Before whom, and in how many days from its service. */
    readonly court: (appeal: Appeal) => string;
    readonly freeHelp: string;
  };
  /** For who is written to on paper. */
  readonly onPaper: { readonly noPortal: string; readonly closing: readonly string[] };
  readonly file: { readonly heading: string; readonly lines: (caseNumber: string) => readonly string[] };
  readonly report: string;
  readonly privacy: { readonly heading: string; readonly line: string; readonly notice: string };
  readonly closing: readonly string[];
}

type Told = Pick<MailContent, 'subject' | 'preheader' | 'title' | 'happened' | 'byWhen' | 'otherwise'>;

/** What one mail says of its own; the button is added to `todo`. */
export interface OwnWords extends Told {
  readonly todo: Omit<MailContent['todo'], 'action'>;
  /** Heading of the section for who has not caused the mail. */
  readonly notYou: string;
}

/** What decided against the person, beside the facts and reasons that the mail tells first. */
export interface Decided {
  readonly rule: string;
  /** What follows from it, and from when. */
  readonly effect: string;
  readonly decidedBy: string;
  /** Where one goes against it; none where the office has set none. */
  readonly appeal: Appeal | undefined;
  /** The same where it is no court that hears it first. */
  readonly before?: string;
}

/** The same for a mail about a case. */
export interface CaseWords extends OwnWords {
  /** Where the mail is an act that can cost the person something. */
  readonly decision?: Decided;
  readonly dates: readonly Row[];
  readonly office?: MailOffice | undefined;
  readonly ending: readonly string[];
  /** Default: what the citizen asked. A mail that answers nothing shows none. */
  readonly receipt?: Receipt;
}

/** The mails about the mailbox itself and no case, but for the code that proves one. */
type MailboxKind =
  | 'mailbox-changed'
  | 'mailbox-change-asked'
  | 'mailbox-change-stopped'
  | 'mailbox-listed'
  | 'guardian-recorded';
/** Those about a person's rights over their data, and no case. */
type DataKind = 'restriction' | 'account-ended' | 'mandate-given' | 'mandate-ended';

type CaseParameters = Exclude<MailParameters, { kind: 'mailbox-code' | MailboxKind | DataKind }>;

/** The number that an act goes out under, and the day (D.P.R. 445/2000 art. 55). */
function protocolRows({ facts, language }: CommonWords, { protocol }: Setting): readonly Row[] {
  if (!protocol) return [];
  return [fact(facts.protocol, facts.numbered(protocol.number, shortDate(language, protocol.day)))];
}

/** Whom to ask: an answer to the mail does; who gets letters is told that no portal is needed. */
function officeSection(
  words: CommonWords,
  context: Setting,
  office: MailOffice | undefined,
  officer: string | undefined,
) {
  const lines = [office ? words.office.chosen : words.office.none];
  lines.push(context.medium === 'letter' ? words.onPaper.noPortal : words.office.answer);
  return section(words.office.heading, lines, { rows: officeRows(words.contacts, context, office, officer) });
}

function decisionSection({ decision: words }: CommonWords, decided: Decided): Section {
  const { rule, effect, decidedBy, appeal, before } = decided;
  return section(words.heading, [], {
    rows: [
      fact(words.rule, rule),
      fact(words.effect, effect),
      fact(words.decidedBy, decidedBy),
      ...(before === undefined ? [] : [fact(words.appeal, before)]),
      ...(appeal ? [fact(words.appeal, words.court(appeal))] : []),
      fact(words.help, words.freeHelp),
    ],
  });
}

function frame(words: CommonWords, context: Setting, own: OwnWords) {
  const { subject, preheader, title, happened, todo, byWhen, otherwise } = own;
  return {
    language: words.language,
    bodyName: context.bodyName,
    ...{ subject, preheader, title, happened, byWhen, otherwise },
    todo: { ...todo, action: { label: words.openPortal, url: context.portalUrl } },
    privacy: section(words.privacy.heading, [words.privacy.line], {
      rows: [{ label: words.privacy.notice, value: context.privacyUrl, href: context.privacyUrl }],
    }),
  };
}

/** A mail about a case: its own words within the minimum that every such mail carries. */
export function caseMail(
  words: CommonWords,
  parameters: CaseParameters,
  context: Setting,
  own: CaseWords,
): MailContent {
  const { caseNumber, responsibleOfficer } = parameters;
  return {
    ...frame(words, context, own),
    code: null,
    facts: [
      fact(words.facts.caseNumber, caseNumber),
      ...protocolRows(words, context),
      fact(words.facts.object, words.facts.objectOfCase),
      ...receiptRows(words, parameters, own.receipt ?? 'received'),
      ...own.dates,
    ],
    decision: own.decision ? decisionSection(words, own.decision) : null,
    office: officeSection(words, context, own.office, responsibleOfficer),
    ending: section(words.ending.heading, [
      ...own.ending,
      // Never the officer who is late (L. 241/1990 art. 2 c. 9-bis).
      words.ending.late(context.responsibleOffice),
    ]),
    file: section(words.file.heading, words.file.lines(caseNumber)),
    notYou: section(own.notYou, [words.report], { rows: reportRows(words.contacts, context) }),
    closing: context.medium === 'letter' ? words.onPaper.closing : words.closing,
  };
}

function receiptRows(words: CommonWords, parameters: CaseParameters, receipt: Receipt): readonly Row[] {
  if (!('receiptNumber' in parameters)) return [];
  const { number, at } = words.facts.receipts[receipt];
  return [fact(number, parameters.receiptNumber), fact(at, moment(words.language, parameters.receivedAt))];
}

/** A mail about the mailbox itself and no case: the code that proves it, or that it was changed. */
export function mailboxMail(
  words: CommonWords,
  context: Setting,
  own: OwnWords & {
    readonly facts: readonly Row[];
    readonly code: MailContent['code'];
    readonly report: string;
    readonly closing: readonly string[];
  },
): MailContent {
  return {
    ...frame(words, context, own),
    code: own.code,
    facts: [...protocolRows(words, context), ...own.facts],
    decision: null,
    office: officeSection(words, context, undefined, undefined),
    ending: null,
    file: null,
    notYou: section(own.notYou, [own.report], { rows: reportRows(words.contacts, context) }),
    closing: context.medium === 'letter' ? words.onPaper.closing : own.closing,
  };
}

type Text<K extends CaseParameters['kind']> = (parameters: ParametersOf<K>, context: Setting) => MailContent;

type MailboxText<K extends MailboxKind | DataKind> = (parameters: ParametersOf<K>, context: Setting) => MailContent;

/** The mails about the mailbox itself. */
export type MailboxTexts = Pick<Texts, 'mailbox-code' | MailboxKind>;

/** The mails of a language, one function a kind: pure, from the stored facts to everything the mail says. */
export interface Texts {
  readonly 'draft-saved': Text<'draft-saved'>;
  readonly 'did-released': Text<'did-released'>;
  readonly 'did-released-with-reserve': Text<'did-released-with-reserve'>;
  readonly 'did-authenticated': Text<'did-authenticated'>;
  readonly 'psp-signed': Text<'psp-signed'>;
  readonly 'operator-chosen': Text<'operator-chosen'>;
  readonly 'meeting-not-concluded': Text<'meeting-not-concluded'>;
  readonly 'pact-disputed': Text<'pact-disputed'>;
  readonly 'pact-dispute-dismissed': Text<'pact-dispute-dismissed'>;
  readonly 'pact-voided': Text<'pact-voided'>;
  readonly withdrawn: Text<'withdrawn'>;
  readonly 'status-suspended': Text<'status-suspended'>;
  readonly 'status-resumed': Text<'status-resumed'>;
  readonly 'did-closed': Text<'did-closed'>;
  readonly 'closure-proposed': Text<'closure-proposed'>;
  readonly 'closure-dropped': Text<'closure-dropped'>;
  readonly 'did-reopened': Text<'did-reopened'>;
  readonly 'did-rectified': Text<'did-rectified'>;
  readonly 'case-transferred': Text<'case-transferred'>;
  readonly 'operator-ended': Text<'operator-ended'>;
  readonly 'completion-reminder': Text<'completion-reminder'>;
  readonly 'term-extended': Text<'term-extended'>;
  readonly 'file-closed': Text<'file-closed'>;
  readonly 'appointment-booked': Text<'appointment-booked'>;
  readonly 'appointment-moved': Text<'appointment-moved'>;
  readonly 'appointment-cancelled': Text<'appointment-cancelled'>;
  readonly 'appointment-reminder': Text<'appointment-reminder'>;
  readonly 'appointment-missed': Text<'appointment-missed'>;
  readonly 'inps-application': Text<'inps-application'>;
  readonly 'inps-awaited': Text<'inps-awaited'>;
  readonly 'inps-reminder': Text<'inps-reminder'>;
  readonly 'inps-date-decided': Text<'inps-date-decided'>;
  readonly 'old-did-asked': Text<'old-did-asked'>;
  readonly 'old-did-answered': Text<'old-did-answered'>;
  readonly 'extremes-verified': Text<'extremes-verified'>;
  readonly 'inps-benefit-news': Text<'inps-benefit-news'>;
  readonly 'inps-area-invitation': Text<'inps-area-invitation'>;
  readonly 'service-interruption': Text<'service-interruption'>;
  readonly 'deadline-extended': Text<'deadline-extended'>;
  readonly 'deadline-reminder': Text<'deadline-reminder'>;
  readonly 'job-news-told': Text<'job-news-told'>;
  readonly 'decision-taken': Text<'decision-taken'>;
  readonly 'appeal-recorded': Text<'appeal-recorded'>;
  readonly 'appeal-decided': Text<'appeal-decided'>;
  readonly 'may-declare-again': Text<'may-declare-again'>;
  readonly 'call-up': Text<'call-up'>;
  readonly 'call-up-cancelled': Text<'call-up-cancelled'>;
  readonly 'call-up-missed': Text<'call-up-missed'>;
  readonly 'absence-excused': Text<'absence-excused'>;
  readonly 'breach-contested': Text<'breach-contested'>;
  readonly 'justification-received': Text<'justification-received'>;
  readonly 'reply-received': Text<'reply-received'>;
  readonly 'mailbox-code': (parameters: ParametersOf<'mailbox-code'>, context: Setting, code: string) => MailContent;
  readonly 'mailbox-changed': MailboxText<'mailbox-changed'>;
  readonly 'mailbox-change-asked': MailboxText<'mailbox-change-asked'>;
  readonly 'mailbox-change-stopped': MailboxText<'mailbox-change-stopped'>;
  readonly 'mailbox-listed': MailboxText<'mailbox-listed'>;
  readonly 'guardian-recorded': MailboxText<'guardian-recorded'>;
  readonly 'mandate-given': MailboxText<'mandate-given'>;
  readonly 'mandate-ended': MailboxText<'mandate-ended'>;
  readonly 'mandate-act': Text<'mandate-act'>;
  readonly 'correction-asked': Text<'correction-asked'>;
  readonly 'correction-refused': Text<'correction-refused'>;
  readonly restriction: MailboxText<'restriction'>;
  readonly 'account-ended': MailboxText<'account-ended'>;
}
