/** How the document names and explains the schemas: of the domain, of the requests, of the answers. */
import './settings.ts';
import * as z from 'zod/mini';
import { appointmentEdits } from '../../domain/appointments.ts';
import { ReportChangeBody, TransferBody } from '../../domain/changes.ts';
import { commands } from '../../domain/commands.ts';
import { MailKind } from '../../domain/communications.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Authenticity, Correction, DeclarationData, Hold, PartialData } from '../../domain/declaration.ts';
import { NameDelegate } from '../../domain/delegates.ts';
import { IdentityDocument, PaperDeclaration, PermitOfStay } from '../../domain/documents.ts';
import { edits } from '../../domain/edits.ts';
import { ExtendTermBody } from '../../domain/extend-term.ts';
import { FiscalCode } from '../../domain/fiscal-code.ts';
import { Guardian, RecordGuardian } from '../../domain/guardians.ts';
import { HoldBody } from '../../domain/holds.ts';
import { AppointmentId, CommandId, DeclarationId, MandateId, OperatorId, PatronatoId } from '../../domain/ids.ts';
import { InpsNews, InpsStatement } from '../../domain/inps.ts';
import { IntakeBody } from '../../domain/intake.ts';
import { PutListedDomains } from '../../domain/listed-domains.ts';
import { ListedDomain, MailboxReason, OwnEmail } from '../../domain/mailbox.ts';
import { GiveMandate } from '../../domain/mandates.ts';
import { SuspensionRequest } from '../../domain/note-work.ts';
import { OldDidStatement } from '../../domain/old-did.ts';
import { OutageBody } from '../../domain/outages.ts';
import { BirthPlace, Citizenship, Domicile, Municipality, PersonName, Phone, PutMe } from '../../domain/person.ts';
import { ApprovalRequest, RectifyRequest, UndoRequest } from '../../domain/proposals.ts';
import { ClosureRequest } from '../../domain/propose-closure.ts';
import { CodeRead } from '../../domain/provisional-code.ts';
import { LanguageCode, LastJob, Preferences, Professional } from '../../domain/release-data.ts';
import { RecognitionBody, ReplyId } from '../../domain/replies.ts';
import { EndRepresentative, RecordRepresentative } from '../../domain/representatives.ts';
import { AskRestriction, DecideRestriction } from '../../domain/restriction.ts';
import { SignedRequest } from '../../domain/signed-request.ts';
import { Countersignature } from '../../domain/verbs/countersigned.ts';
import { ListHistoryEntry, StoredList } from '../../store/listed-domains.ts';
import { WrongMail } from '../../store/mail-audit.ts';
import { EndAccount } from '../account.ts';
import { ChannelBody } from '../channel.ts';
import { RetryBody } from '../commands.ts';
import { NameBody, ProveBody } from '../mailbox.ts';
import { ObjectBody } from '../mailbox-change.ts';
import { NotMeBody } from '../reports.ts';
import { FinishBody } from '../tasks.ts';
import * as answers from './answers.ts';
import { ReportedChange } from './changes.ts';
import { DeadlineShown } from './deadline-answers.ts';
import * as directory from './directory-answers.ts';
import * as mandateAnswers from './mandate-answers.ts';
import { OutageView } from './outages.ts';
import * as privacyAnswers from './privacy-answers.ts';
import * as problems from './problem-answers.ts';
import { Declared, ReleaseText, ToRelease } from './release-answers.ts';
import { ReplyAnswer } from './replies.ts';
import { WorkListLine } from './work-list-answers.ts';

type Meta = NonNullable<Parameters<typeof z.globalRegistry.add>[1]>;

const names: readonly (readonly [schema: z.core.$ZodType, id: string, description: string, more?: Meta])[] = [
  [PlainDate, 'Date', 'A day in Europe/Rome.', { format: 'date' }],
  [
    Instant,
    'Instant',
    'A point in time, UTC, with milliseconds.',
    { format: 'date-time', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' },
  ],
  [DeclarationId, 'DeclarationId', 'A DID.'],
  [AppointmentId, 'AppointmentId', 'An appointment; calendars know the event by it.'],
  [CommandId, 'CommandId', 'A request that changes a status.'],
  [OperatorId, 'OperatorId', '`cpi-<slug>` for a job centre, `acc-<slug>` for an accredited operator.'],
  [
    OwnEmail,
    'Mailbox',
    "A citizen's own mailbox: at most 254 characters, kept in lower case and with an ASCII domain.",
    { pattern: '^[^@\\s]+@[^@\\s]+$' },
  ],
  [MailboxReason, 'MailboxReason', "Why a mailbox that looks like an office's is the person's own."],
  [
    FiscalCode,
    'FiscalCode',
    'The fiscal code of a natural person, omocodia allowed; kept in upper case. The check character must agree. Or a ' +
      'provisional code of 11 digits, which an operator reads on paper.',
    { pattern: '^([A-Za-z]{6}[0-9A-Za-z]{9}[A-Za-z]|[0-9]{11})$', minLength: 11, maxLength: 16 },
  ],
  [
    PersonName,
    'PersonName',
    'A given or family name as on the document, without digits, in letters that a paper can print (Latin, Greek, Cyrillic, ' +
      'Hebrew, Arabic and some more): others are refused by `text-not-printable`.',
  ],
  [BirthPlace, 'BirthPlace', 'Land Registry code of the municipality, or `Z` and three digits for a foreign country.'],
  [Municipality, 'Municipality', 'Land Registry code of an Italian municipality.'],
  [
    Citizenship,
    'Citizenship',
    'ISO 3166-1 alpha-2; `XK` for Kosovo, `XX` for a stateless person.',
    { pattern: '^[A-Za-z]{2}$' },
  ],
  [
    Phone,
    'Phone',
    'A telephone number with its country, `+39…` or E.164; blanks, dots and hyphens are dropped.',
    { pattern: '^[ .()/-]*[+][ .()/-]*[1-9]([ .()/-]*[0-9]){7,14}[ .()/-]*$' },
  ],
  [Domicile, 'Domicile', 'Where the person lives. Street and postcode may be left out only with `noFixedHome`.'],
  [
    PutMe,
    'PersonalData',
    'Who the citizen is. The mailbox is proved apart, and `mailboxReason` sent only if asked for.',
  ],
  [FinishBody, 'TaskDone', 'What was done.'],
  [RetryBody, 'Retry', 'Nothing to say.'],
  [NameBody, 'MailboxToProve', 'The mailbox to which a code is to be sent.'],
  [ObjectBody, 'Objection', 'Nothing to say.'],
  [NotMeBody, 'NotMe', 'Whether it was done by somebody else, or the mail is for somebody else.'],
  [RecordGuardian, 'GuardianAtCounter', 'Whose mail, at which mailbox of whom, on what evidence, until when at most.'],
  [Guardian, 'Guardian', 'What the other is to the person, and what was shown of it.'],
  [ChannelBody, 'Channel', 'By mail, or by letter.'],
  [PutListedDomains, 'ListedDomainsToBe', 'The whole list, the version that it was made from, and why it changes.'],
  [ListedDomain, 'ListedDomain', 'A domain, with its subdomains, whose mailboxes are no citizen’s own.'],
  [StoredList, 'ListedDomains', 'The list, and how often it has changed.'],
  [ListHistoryEntry, 'ListedDomainsChange', 'One change of the list. Without `changedBy`: the list as it was shipped.'],
  [WrongMail, 'WrongMail', 'A mail that went elsewhere than to its citizen’s mailbox.'],
  [ReplyId, 'ReplyId', 'An answer to the mail of a case; sorts by the instant of its receipt.'],
  [ReplyAnswer, 'ReplyToMail', 'An answer to the mail of a case, with what keeps it from being the person’s word.'],
  [RecognitionBody, 'Recognition', 'Whether the reply is the person’s, and why.'],
  [ProveBody, 'MailboxCode', 'The six digits that came to the mailbox.'],
  [
    DeclarationData,
    'DeclarationData',
    'What is declared: availability for work and for active measures, the last job (absent: never worked), the profile; ' +
      'if the person likes, what they can do, more of the last job, and what work they prefer.',
  ],
  [PartialData, 'Draft', 'What is declared so far: anything may be missing.'],
  [Professional, 'Professional', 'What the person has learnt and can do.'],
  [LastJob, 'LastJob', 'More of the last job. `sector`: the section of ATECO, a letter.'],
  [Preferences, 'Preferences', 'What work the person prefers; it limits the availability in nothing.'],
  [
    LanguageCode,
    'LanguageCode',
    'ISO 639-1, or ISO 639-3 for a language that has no two letters.',
    { pattern: '^[A-Za-z]{2,3}$' },
  ],
  [CodeRead, 'FiscalCodeRead', 'The fiscal code as an operator read it, and on what.'],
  [ReleaseText, 'ReleaseText', 'The declaration, and the warnings of D.P.R. 445/2000 arts 75-76.'],
  [ToRelease, 'ToRelease', 'What the draft still needs, and what will be released.'],
  [Declared, 'Declared', 'What was released, as it stood then.'],
  [commands.register.body, 'Registration', 'The route, and what it asks: only `A` needs all the data of the draft.'],
  [
    commands['change-route'].body,
    'ChangeOfRoute',
    'The new route, what it asks, and of the data what is to be added. `noEarlierDid` takes the question to a job centre back, `noInpsApplication` the word of an application to INPS.',
  ],
  [commands['verify-old-did'].body, 'OldDidAnswer', 'Valid, and since when; or not valid, and why.'],
  [InpsStatement, 'InpsStatement', 'The application to INPS: made, with what is known of it, or about to be made.'],
  [
    OldDidStatement,
    'OldDidStatement',
    'Where an earlier DID was made: `cpiId`, or `cpiName` for a job centre elsewhere.',
  ],
  [InpsNews, 'InpsNews', 'What happened to an application. `protocol` names it.'],
  [edits['decide-inps-mismatch'].body, 'MismatchDecision', 'Whose data count, and why.'],
  [answers.RouteFound, 'RouteFound', 'The route, why, and where to go.'],
  [answers.OldDidTaken, 'OldDidTaken', 'The question after an answer that came late, with its receipt.'],
  [answers.OldDidQuestion, 'OldDidQuestion', 'The question to a job centre; `person` is there for offices only.'],
  [
    answers.InpsAccounts,
    'InpsAccounts',
    'The application as stated, as told by INPS, as verified; and where they differ.',
  ],
  [answers.OldDidView, 'OldDid', 'The earlier DID and what its job centre answered.'],
  [answers.InpsTaken, 'InpsTaken', 'What became of the news.'],
  [commands.release.body, 'Release', 'Nothing to say: the draft says it all. `shown`: the text that was read.'],
  [
    commands.confirm.body,
    'Confirmation',
    'The meeting at which the operator checked who the person is. With `pactFollows` one mail tells it together with the pact.',
  ],
  [commands['sign-pact'].body, 'Pact', 'The content of the service pact (PSP) and the day on which it was signed.'],
  [
    commands.withdraw.body,
    'Withdrawal',
    'An office needs the signed request of the person; `lossConfirmed` is asked where a benefit rests on the DID.',
  ],
  [SuspensionRequest, 'Suspension', 'The first day of work, and how many days it is to last if that is known.'],
  [commands.resume.body, 'Resumption', 'The last day of work.'],
  [ClosureRequest, 'Closing', 'Why the DID is closed, on the person’s own word; or `why` it is proposed.'],
  [edits['propose-reopening'].body, 'ReopeningProposal', 'Why a DID that ended is to be reopened.'],
  [RectifyRequest, 'RectificationProposal', 'What is to be put right, and why.'],
  [Correction, 'Correction', 'What was wrong from the beginning: data that were declared, the person, the days.'],
  [ApprovalRequest, 'Approval', 'Which proposal was seen, and which answer was read.'],
  [edits['refuse-proposal'].body, 'ProposalRefusal', 'Why a proposal is refused.'],
  [UndoRequest, 'WithdrawalUndo', 'Nothing to say by the person; at a counter, the paper that they signed.'],
  [SignedRequest, 'SignedRequest', 'What the person signed: when, and where the paper is found again.'],
  [edits['ask-reopening'].body, 'ReopeningRequest', 'Why the DID should not have ended.'],
  [ReportChangeBody, 'Change', 'News of the person, and since when or from when it holds.'],
  [ExtendTermBody, 'TermExtension', 'The last day from now on, and why.'],
  [TransferBody, 'Transfer', 'The job centre that is competent from now on.'],
  [edits['choose-operator'].body, 'ChoiceOfOperator', 'The job centre or accredited operator to sign the pact with.'],
  [
    appointmentEdits['book-appointment'].body,
    'Booking',
    'When the slot begins; `channel` only where an office books for the citizen, `telephone` unless told.',
  ],
  [appointmentEdits['move-appointment'].body, 'NewTime', 'When the new slot begins.'],
  [appointmentEdits['record-attendance'].body, 'Attendance', 'Whether the citizen came.'],
  [
    answers.Receipted,
    'ReceiptedDeclaration',
    'A DID as a party sees it after an edit, with the number of its receipt.',
  ],
  [answers.AppointmentAnswer, 'Appointment', 'An appointment; `outcome` is null until it is told what became of it.'],
  [answers.Slot, 'Slot', 'A time with a free place; `date` and `time` as clocks in Italy show it.'],
  [answers.WhoComes, 'CalendarLine', 'Who comes, when and to which of the places that the office has at that time.'],
  [
    IdentityDocument,
    'IdentityDocument',
    'The document shown; `expiresOn` is its last day of validity. `description` tells what an `other-equivalent` one is.',
  ],
  [
    PermitOfStay,
    'PermitOfStay',
    'Asked of citizens from outside the EU. `expiresOn`: with a `renewal-receipt` that of the old permit, with a ' +
      '`first-issue-receipt` 1900-01-01, without an end 2099-12-31.',
  ],
  [Countersignature, 'Countersignature', 'Who signed beside a minor, and the document that was shown.'],
  [IntakeBody, 'Intake', 'Who stands at the counter, and the document that was shown. `present` must be true.'],
  [
    edits['meeting-not-concluded'].body,
    'MeetingNotConcluded',
    'What was missing at a meeting, and when the next one is.',
  ],
  [edits['dispute-pact'].body, 'PactDispute', 'What the person wants to say about a pact that they did not sign.'],
  [edits['record-signature'].body, 'PactSignature', 'How the pact was signed, and where the proof of it is kept.'],
  [edits['propose-pact-decision'].body, 'PactDecision', 'What one person finds about a pact, and why.'],
  [answers.IntakeLine, 'IntakeLine', 'A look-up at a counter, and what came of it.'],
  [PaperDeclaration, 'PaperDeclaration', 'The signed paper that confirms that the person made the DID.'],
  [Authenticity, 'Authenticity', 'Whether the DID is proved to be the act of the person, by whom, and since when.'],
  [MailKind, 'MailKind', 'What a communication is about.'],
  [
    answers.Status,
    'Status',
    'Where a DID stands. `confirmed`: the DID is authentic, not yet the status of unemployment.',
  ],
  [answers.AllowedAction, 'AllowedAction', 'The operation (`operationId`) that may be used now.'],
  [answers.CaseNumber, 'CaseNumber', 'The number that people quote on the telephone.'],
  [answers.ReceiptNumber, 'ReceiptNumber', 'The number of the receipt that was given when the request was received.'],
  [answers.Cursor, 'Cursor', 'Where the next page begins; opaque.'],
  [directory.OperatorAnswer, 'Operator', 'A job centre or accredited operator. Null: no source tells.'],
  [directory.OperatorPage, 'OperatorPage', 'A page of the directory; `total` is how many there are in all.'],
  [directory.Csv, 'Csv', 'Rows with the names of their columns in the first one, UTF-8.'],
  [directory.ImportReport, 'ImportReport', 'What became of every row: `line` 1 is that of the column names.'],
  [answers.Me, 'Me', "The citizen's own record. `warnings` name what does not agree with the fiscal code."],
  [answers.MailboxNamed, 'MailboxNamed', 'The mailbox to which a code was sent, and until when it is good.'],
  [answers.MailboxProven, 'MailboxProven', 'The mailbox that was proved.'],
  [
    answers.Declaration,
    'Declaration',
    'A DID as a party sees it. Null: not yet. `person` is there for the chosen operator only; `unemploymentConfirmedOn` ' +
      'stays null until the pact is signed; an `appointment` that is over stays until another is made.',
  ],
  [answers.HistoryLine, 'HistoryLine', 'One change of a DID: who, when received and applied, by which rules.'],
  [ReportedChange, 'ReportedChange', 'What a person told, with its receipt.'],
  [answers.Communication, 'Communication', 'A mail to the citizen, and what became of it.'],
  [AskRestriction, 'RestrictionWanted', 'Why the use of the data is to be restricted.'],
  [DecideRestriction, 'RestrictionDecision', 'What is decided on a restriction, and why.'],
  [OutageBody, 'OutageToEnter', 'When the service was down, and why.'],
  [OutageView, 'Outage', 'A time in which the service was down, as administrators certified it.'],
  [DeadlineShown, 'Deadline', 'A date of a case: who acts by when, by which rule, and what follows.'],
  [HoldBody, 'HoldToBe', 'Which hold is set or lifted, and why.'],
  [EndAccount, 'AccountEnd', 'That the account is to end for good.'],
  [privacyAnswers.AccessLine, 'AccessLine', 'A look of staff at the data of a citizen.'],
  [
    privacyAnswers.RetentionLine,
    'RetentionLine',
    'What is kept for how long, since when, and what becomes of it then.',
  ],
  [
    privacyAnswers.ExportPage,
    'ExportPage',
    'A page of an export. `complete` is false where only what the citizen entered is there.',
  ],
  [privacyAnswers.ExportItem, 'ExportItem', 'One thing that is held, as it stands in the record.'],
  [privacyAnswers.RestrictionView, 'Restriction', 'A restriction of processing: asked for, granted, ending, or none.'],
  [privacyAnswers.RestrictionAsked, 'RestrictionReceipt', 'A restriction that was asked for, with its receipt.'],
  [privacyAnswers.RestrictionRequest, 'RestrictionRequest', 'A restriction as who decides on it sees it.'],
  [privacyAnswers.HeldCase, 'HeldCase', 'A case with what keeps it from being erased.'],
  [privacyAnswers.AccountEnded, 'AccountEnded', 'When the account ended, and the cases that stay for their term.'],
  [MandateId, 'MandateId', 'A mandate to a patronato or a delegate, or that of a legal representative.'],
  [PatronatoId, 'PatronatoId', '`pat-<slug>`.'],
  [GiveMandate, 'MandateToBe', 'To which patronato, until which day, for what; `see` is always in it.'],
  [NameDelegate, 'DelegateToBe', 'Whom, by fiscal code, and until which day.'],
  [
    RecordRepresentative,
    'RepresentativeToBe',
    'Who acts for whom, on what was shown; of an administrator of support, what the decree lets them do.',
  ],
  [EndRepresentative, 'RepresentativeToEnd', 'Who acts for whom no more, and why.'],
  [mandateAnswers.PatronatoLine, 'Patronato', 'A patronato by its name.'],
  [
    mandateAnswers.MandateAnswer,
    'Mandate',
    'A mandate to a patronato or a delegate, or what a legal representative is recorded for; `inForce`: whether it counts now.',
  ],
  [mandateAnswers.MandateReceipted, 'MandateReceipt', 'A mandate that was given or taken back, with its receipt.'],
  [mandateAnswers.MandateLine, 'MandateLine', 'A mandate as who has it sees it, with where the DID stands.'],
  [mandateAnswers.MandatedCase, 'MandatedDeclaration', 'What a patronato sees of a DID with the citizen’s mandate.'],
  [mandateAnswers.CaseAnswer, 'DeclarationSeen', 'A DID as its party sees it.'],
  [Hold, 'Hold', 'What keeps a case from being erased, why and since when.'],
  [WorkListLine, 'WorkListLine', 'A case that waits, by its number; whose it is stands in the case alone.'],
  [answers.Receipt, 'Receipt', 'The request was received and is being applied; its legal instant is that of receipt.'],
  [
    answers.Command,
    'Command',
    '`accepted` is under way; `applied`, `refused` (see `reason`), `ignored` (another was under way) and `failed` are final.',
  ],
  [answers.TaskId, 'TaskId', 'The kind of the task and what it is about.'],
  [answers.Task, 'Task', 'What a person in an office must look at; `doneAt`, `doneBy` and `note` once it is done.'],
  [answers.RefusalCode, 'RefusalCode', 'Why the domain refuses something.'],
  [problems.ProblemCode, 'ProblemCode', 'The kind of a problem, for programs.'],
  [
    problems.FieldProblem,
    'FieldProblem',
    'One thing wrong: the field (dotted path, `body` for the whole), the rule, the words. Never the value.',
  ],
  [problems.Problem, 'Problem', 'RFC 9457. `code` is for programs; `detail` is for people, in the language asked for.'],
  [problems.GatewayMessage, 'GatewayMessage', 'The answer of the gateway in front of the service, not problem+json.'],
];

for (const [schema, id, description, more] of names) z.globalRegistry.add(schema, { id, description, ...more });

/** Names of the schemas in the document; to import this file is to name them. */
export const schemaNames: readonly string[] = names.map(([, id]) => id);
