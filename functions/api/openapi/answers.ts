/**
 * What the API answers, as schemas. Objects are open, so that an answer may gain a field; the tests hold every real
 * answer to have no field more than these.
 */
import * as z from 'zod/mini';
import { assurances, operatorKinds } from '../../domain/actor.ts';
import { appointmentOutcomes, bookingChannels } from '../../domain/appointment.ts';
import { appointmentEdits } from '../../domain/appointments.ts';
import { type Action, actions } from '../../domain/authorisation.ts';
import { callUpEdits } from '../../domain/call-ups.ts';
import { MailKind } from '../../domain/communications.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Authenticity, contactChannels, Hold, PartialData, routes } from '../../domain/declaration.ts';
import { edits } from '../../domain/edits.ts';
import {
  AppointmentId,
  CommandId,
  DeclarationId,
  MailId,
  OperatorId,
  Subject,
  TelephoneCode,
} from '../../domain/ids.ts';

import { InpsNews, mismatchFields } from '../../domain/inps.ts';
import { Closure, endCodes, otherRegions, Suspension } from '../../domain/life.ts';
import { statuses, verbs } from '../../domain/lifecycle.ts';
import { mailboxWarnings, OwnEmail } from '../../domain/mailbox.ts';
import { writers } from '../../domain/outside-mail.ts';
import { Domicile, Person } from '../../domain/person.ts';
import { Registered } from '../../domain/protocol.ts';
import { refusals } from '../../domain/refusals.ts';
import { routeOutcomes, routeReasons } from '../../domain/routes.ts';
import { signatureKinds } from '../../domain/signature.ts';
import { commandStates } from '../../store/commands.ts';
import { HistoryEntry } from '../../store/history.ts';
import { Intake } from '../../store/intakes.ts';
import { mailStates } from '../../store/mails.ts';
import { OfficeTask } from '../../store/tasks.ts';
import { DeadlineShown } from './deadline-answers.ts';
import { DecisionShown } from './decision-answers.ts';
import { RestrictionView } from './privacy-answers.ts';
import { CallUpShown, ContestedShown } from './proceeding-answers.ts';
import { ProposalShown } from './proposal-answers.ts';
import { Declared, PersonCheck, ReceiptNumber, ToRelease, Warning } from './release-answers.ts';

export { ReceiptNumber, Warning } from './release-answers.ts';

const nullableDate = z.nullable(PlainDate);

export const Status = z.enum(statuses);
export const AllowedAction = z.enum([
  ...Object.values<Action>(actions).flatMap(({ access }) => (access.kind === 'verb' ? [access.verb] : [])),
  ...Object.keys(edits),
  ...Object.keys(appointmentEdits),
  'call-up',
  ...Object.keys(callUpEdits),
  'undo-withdrawal',
  'approve-proposal',
]);
export const CaseNumber = z.string().check(z.regex(/^DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/));
export const Cursor = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,2000}$/));

/** A list that is answered whole. */
export const listOf = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item) });
/** A page of a list; `cursor` is there if more follows. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), cursor: z.optional(Cursor) });

export const Health = z.object({ status: z.literal('ok'), stage: z.enum(['local', 'dev', 'prod']) });

/** `PUT /me`, `GET /me`. */
export const Me = z.object({
  ...Person.shape,
  mailbox: OwnEmail,
  mailboxSince: Instant,
  mailboxListed: z.boolean(),
  mailboxChange: z.optional(z.object({ mailbox: OwnEmail, askedAt: Instant, switchesAt: Instant })),
  channel: z.enum(['mail', 'letter']),
  assurance: z.enum(assurances),
  identityVerified: z.boolean(),
  restriction: z.optional(RestrictionView),
  warnings: z.array(PersonCheck),
});

/** `POST /me/mailbox`. */
export const MailboxNamed = z.object({
  mailbox: OwnEmail,
  validUntil: Instant,
  warnings: z.array(z.object({ field: z.literal('mailbox'), rule: z.enum(mailboxWarnings), message: z.string() })),
});
/** `POST /me/mailbox/confirmation`. */
export const MailboxProven = z.object({ mailbox: OwnEmail, provenAt: Instant, switchesAt: z.optional(Instant) });

const { givenName, familyName, fiscalCode, birthDate, citizenship, phone } = Person.shape;

const Outcome = z.nullable(z.enum(appointmentOutcomes));

/** The appointment of a DID as a party sees it. */
export const AppointmentAnswer = z.object({
  id: AppointmentId,
  operatorId: OperatorId,
  startsAt: Instant,
  endsAt: Instant,
  channel: z.enum(bookingChannels),
  outcome: Outcome,
});

const italianTime = { date: PlainDate, time: z.string().check(z.regex(/^[0-9]{2}:[0-9]{2}$/)) };

/** A time at which an office can be booked. */
export const Slot = z.object({ startsAt: Instant, endsAt: Instant, ...italianTime, free: z.int() });

/** A line of an office's calendar. */
export const WhoComes = z.object({
  appointmentId: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  ...italianTime,
  place: z.int(),
  channel: z.enum(bookingChannels),
  outcome: Outcome,
  declarationId: DeclarationId,
  caseNumber: CaseNumber,
  person: z.optional(z.object({ givenName, familyName, phone })),
});

const ChosenOperator = z.object({ id: OperatorId, kind: z.enum(operatorKinds), name: z.string() });

const OldJobCentre = z.object({ id: z.nullable(OperatorId), name: z.string() });
const OldDidAnswer = z.nullable(
  z.object({ valid: z.boolean(), didDate: nullableDate, reason: z.nullable(z.string()), on: PlainDate }),
);
const { kind: benefitKind, appliedOn, protocol, filedBy, event: inpsEvent } = InpsNews.shape;

/** The application to INPS as the citizen stated it, as INPS told it, and as the operator verified it. */
export const InpsAccounts = z.object({
  stated: z.nullable(
    z.object({
      state: z.enum(['made', 'about-to']),
      kind: benefitKind,
      appliedOn: nullableDate,
      protocol: z.nullable(protocol),
    }),
  ),
  told: z.array(z.object({ kind: benefitKind, appliedOn, protocol, filedBy, state: inpsEvent })),
  verified: z.nullable(z.object({ appliedOn, protocol, on: PlainDate })),
  mismatch: z.nullable(
    z.object({
      fields: z.array(z.enum(mismatchFields)),
      decided: z.nullable(z.object({ choice: z.enum(['stated', 'inps']), reason: z.string(), on: PlainDate })),
    }),
  ),
  warnings: z.array(z.object({ rule: z.string(), field: z.string() })),
});

/** The earlier DID, and what its job centre answered. */
export const OldDidView = z.object({
  jobCentre: OldJobCentre,
  statedDate: nullableDate,
  askedAt: Instant,
  open: z.boolean(),
  answer: OldDidAnswer,
});

/** A DID as `declarationView` shows it. */
export const Declaration = z.object({
  id: DeclarationId,
  caseNumber: CaseNumber,
  status: Status,
  statusLabel: z.string(),
  route: z.enum(routes),
  withReserve: z.boolean(),
  authenticity: Authenticity,
  didDate: nullableDate,
  didSource: z.nullable(z.enum(['portal', 'inps', 'cpi'])),
  releasedOn: nullableDate,
  reserveLiftedOn: nullableDate,
  unemployedSince: nullableDate,
  unemploymentConfirmedOn: nullableDate,
  pactSignedOn: nullableDate,
  endedOn: nullableDate,
  suspension: z.nullable(z.object({ from: PlainDate, reason: Suspension.shape.reason, days: z.nullable(z.int()) })),
  closure: z.nullable(
    z.object({
      reason: Closure.shape.reason,
      nationalCode: z.nullable(z.enum(endCodes)),
      since: nullableDate,
      toRegion: z.optional(z.nullable(z.enum(otherRegions))),
      mergedInto: z.nullable(DeclarationId),
      rule: z.nullable(z.string()),
      why: z.optional(z.nullable(z.string())),
    }),
  ),
  proposal: z.optional(z.nullable(ProposalShown)),
  callUps: z.array(CallUpShown),
  contested: z.nullable(ContestedShown),
  decisions: z.array(DecisionShown),
  telephoneCode: z.optional(z.nullable(TelephoneCode)),
  operator: z.nullable(ChosenOperator),
  /** What the person is told of an edit without being stopped. */
  warnings: z.optional(z.array(Warning)),
  agreedChannel: z.nullable(z.enum(contactChannels)),
  pactSignature: z.nullable(z.object({ kind: z.enum(signatureKinds), evidence: z.nullable(z.string()) })),
  pactDispute: z.nullable(
    z.object({
      disputedAt: Instant,
      dismissedOn: nullableDate,
      note: z.optional(z.nullable(z.string())),
      reason: z.optional(z.nullable(z.string())),
    }),
  ),
  chooseAgain: z.nullable(z.object({ since: PlainDate, proposed: z.nullable(ChosenOperator) })),
  appointment: z.nullable(AppointmentAnswer),
  nextMeetingOn: nullableDate,
  extendedTo: nullableDate,
  awaiting: z.object({
    who: z.enum(['citizen', 'operator', 'office', 'nobody']),
    what: z.enum([...verbs, 'choose-operator', 'apply-to-inps', 'follow-pact', 'decide-pact-dispute', 'nothing']),
    by: nullableDate,
  }),
  /** The earliest end first. */
  deadlines: z.array(DeadlineShown),
  allowedActions: z.array(AllowedAction),
  restricted: z.boolean(),
  erasedOn: nullableDate,
  holds: z.optional(z.array(z.pick(Hold, { kind: true, setAt: true }))),
  data: PartialData,
  /** For the citizen only. */
  toRelease: z.optional(z.nullable(ToRelease)),
  declared: z.optional(z.nullable(Declared)),
  inps: z.nullable(InpsAccounts),
  oldDid: z.nullable(OldDidView),
  benefit: z.nullable(z.object({ kind: benefitKind })),
  person: z.optional(
    z.object({ givenName, familyName, fiscalCode, birthDate, citizenship, phone, domicile: z.optional(Domicile) }),
  ),
  identityChecks: z.optional(z.array(PersonCheck)),
  version: z.int(),
});

/** `GET /route`: the route of a person, and where to go. */
export const RouteFound = z.object({
  route: z.enum(routeOutcomes),
  reason: z.enum(routeReasons),
  rules: z.array(z.string()),
  releaseHere: z.boolean(),
  goTo: z.object({ action: z.nullable(z.literal('register')), text: z.string() }),
});

/** `GET /declarations/{id}/old-did`. */
export const OldDidQuestion = z.object({
  declarationId: DeclarationId,
  caseNumber: CaseNumber,
  jobCentre: OldJobCentre,
  statedDate: nullableDate,
  askedAt: Instant,
  byLetter: z.boolean(),
  open: z.boolean(),
  mayAnswer: z.boolean(),
  answer: OldDidAnswer,
  person: z.optional(z.object({ givenName, familyName, fiscalCode, birthDate })),
});

/** The same after an answer that came late, with the number of its receipt. */
export const OldDidTaken = z.extend(OldDidQuestion, { receiptNumber: ReceiptNumber });

/** A look-up at a counter. */
export const IntakeLine = z.object(Intake.shape);

/** What became of a piece of news of INPS. */
export const InpsTaken = z.object({
  outcome: z.enum(['attached', 'kept', 'noted', 'unchanged']),
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  declarationId: z.optional(DeclarationId),
  notBefore: z.optional(PlainDate),
});

/** A DID after an edit that carried an Idempotency-Key, with the number of its receipt. */
export const Receipted = z.extend(Declaration, { receiptNumber: ReceiptNumber });

/** A line of the history as `historyView` shows it. */
export const HistoryLine = z.extend(z.omit(HistoryEntry, { declarationId: true }), {
  by: z.extend(HistoryEntry.shape.by, { subject: z.optional(Subject) }),
  protocol: z.nullable(Registered),
});

/** A communication as `communicationView` lists it. */
export const Communication = z.object({
  id: MailId,
  kind: MailKind,
  from: z.enum(writers),
  protocol: z.nullable(Registered),
  state: z.enum(mailStates),
  queuedAt: Instant,
  sentAt: z.nullable(Instant),
  readOn: z.nullable(PlainDate),
  closesOn: z.optional(PlainDate),
});

/** `POST /communications`. */
export const CommunicationTaken = z.object({
  communicationId: MailId,
  receiptNumber: ReceiptNumber,
  receivedAt: Instant,
});

/** The receipt that every accepted command is answered with. */
export const Receipt = z.object({
  commandId: CommandId,
  declarationId: DeclarationId,
  receiptNumber: ReceiptNumber,
});

export const RefusalCode = z.enum(Object.keys(refusals));

/** A command as `commandView` shows it. */
export const Command = z.object({
  id: CommandId,
  state: z.enum(commandStates),
  verb: z.enum(verbs),
  declarationId: DeclarationId,
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  settledAt: z.optional(Instant),
  reason: z.optional(
    z.object({ code: RefusalCode, field: z.optional(z.string()), rule: z.string(), detail: z.string() }),
  ),
  warnings: z.optional(z.array(z.object({ rule: z.string(), field: z.optional(z.string()), detail: z.string() }))),
});

export const TaskId = z.string();

/** A task of an office. */
export const Task = z.object({ ...z.omit(OfficeTask, { citizenId: true }).shape, taskId: TaskId });
