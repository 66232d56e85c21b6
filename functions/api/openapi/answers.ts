/**
 * What the API answers, as schemas. Objects are open, so that an answer may gain a field; the tests hold every real
 * answer to have no field more than these.
 */
import * as z from 'zod/mini';
import { assurances, operatorKinds } from '../../domain/actor.ts';
import { appointmentOutcomes, bookingChannels } from '../../domain/appointment.ts';
import { appointmentEdits } from '../../domain/appointments.ts';
import { type Action, actions } from '../../domain/authorisation.ts';
import { changeKinds } from '../../domain/changes.ts';
import { MailKind } from '../../domain/communications.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Authenticity, Correction, contactChannels, PartialData, routes } from '../../domain/declaration.ts';
import { edits } from '../../domain/edits.ts';
import { AppointmentId, CommandId, DeclarationId, MailId, OperatorId, Subject } from '../../domain/ids.ts';
import { InpsNews, mismatchFields } from '../../domain/inps.ts';
import { Closure, doubleClosures, Suspension } from '../../domain/life.ts';
import { availableVerbs, parties, statuses, verbs } from '../../domain/lifecycle.ts';
import { mailboxWarnings, OwnEmail } from '../../domain/mailbox.ts';
import { Operator, Seat } from '../../domain/operators.ts';
import { Domicile, Person } from '../../domain/person.ts';
import { refusals } from '../../domain/refusals.ts';
import { routeOutcomes, routeReasons } from '../../domain/routes.ts';
import { commandStates } from '../../store/commands.ts';
import { HistoryEntry } from '../../store/history.ts';
import { Intake } from '../../store/intakes.ts';
import { mailStates } from '../../store/mails.ts';
import { OfficeTask } from '../../store/tasks.ts';

const nullableDate = z.nullable(PlainDate);

export const Status = z.enum(statuses);
export const AllowedAction = z.enum([
  ...Object.values<Action>(actions).flatMap(({ access }) => (access.kind === 'verb' ? [access.verb] : [])),
  ...Object.keys(edits),
  ...Object.keys(appointmentEdits),
  'undo-withdrawal',
  'approve-proposal',
]);
export const CaseNumber = z.string().check(z.regex(/^DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/));
export const ReceiptNumber = z.string().check(z.regex(/^R-[0-9]{8}-[0-9A-F]{12}$/));
export const Cursor = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,2000}$/));

/** A list that is answered whole. */
export const listOf = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item) });
/** A page of a list; `cursor` is there if more follows. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), cursor: z.optional(Cursor) });

export const Health = z.object({ status: z.literal('ok'), stage: z.enum(['local', 'dev', 'prod']) });

export const OperatorAnswer = z.object({
  ...z.omit(Operator, { mailDomains: true, certainty: true, note: true }).shape,
  town: Seat.shape.town,
  province: Seat.shape.province,
  meetingWithoutAppointment: z.literal(true),
});

/** A page of the directory; `total`: how many there are in all. */
export const OperatorPage = z.object({
  items: z.array(OperatorAnswer),
  total: z.int(),
  cursor: z.optional(OperatorId),
});

/** A file of rows. */
export const Csv = z.string();

/** What an import of rows came to. */
export const ImportReport = z.object({
  dryRun: z.boolean(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
      rule: z.optional(z.string()),
      field: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
  ),
});

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
  warnings: z.array(
    z.object({
      field: z.enum(['givenName', 'familyName', 'birthDate', 'birthPlace', 'sex']),
      rule: z.literal('fiscal-code-mismatch'),
    }),
  ),
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
/** Something odd, told without stopping anything. */
export const Warning = z.object({ rule: z.string(), field: z.optional(z.string()), detail: z.string() });

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
      nationalCode: Closure.shape.nationalCode,
      since: nullableDate,
      mergedInto: z.nullable(DeclarationId),
    }),
  ),
  proposal: z.optional(
    z.nullable(
      z.object({
        kind: z.enum(['reopen', 'close', 'rectify']),
        closure: z.optional(z.enum(doubleClosures)),
        correction: z.optional(Correction),
        reason: z.string(),
        proposedAt: Instant,
        proposedBy: z.enum(parties),
      }),
    ),
  ),
  operator: z.nullable(ChosenOperator),
  /** What the person is told of an edit without being stopped. */
  warnings: z.optional(z.array(Warning)),
  agreedChannel: z.nullable(z.enum(contactChannels)),
  pactDispute: z.nullable(z.object({ disputedAt: Instant, note: z.optional(z.nullable(z.string())) })),
  chooseAgain: z.nullable(z.object({ since: PlainDate, proposed: z.nullable(ChosenOperator) })),
  appointment: z.nullable(AppointmentAnswer),
  awaiting: z.object({
    who: z.enum(['citizen', 'operator', 'office', 'nobody']),
    what: z.enum([...verbs, 'choose-operator', 'apply-to-inps', 'follow-pact', 'nothing']),
    by: nullableDate,
  }),
  allowedActions: z.array(AllowedAction),
  data: PartialData,
  inps: z.nullable(InpsAccounts),
  oldDid: z.nullable(OldDidView),
  benefit: z.nullable(z.object({ kind: benefitKind })),
  person: z.optional(
    z.object({ givenName, familyName, fiscalCode, birthDate, citizenship, phone, domicile: z.optional(Domicile) }),
  ),
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

/** A look-up at a counter. */
export const IntakeLine = z.object(Intake.shape);

/** What became of a piece of news of INPS. */
export const InpsTaken = z.object({
  outcome: z.enum(['attached', 'kept', 'noted', 'unchanged']),
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  declarationId: z.optional(DeclarationId),
});

/** What a person told of their life, as `changeView` shows it. */
export const ReportedChange = z.object({
  kind: z.enum(changeKinds),
  from: nullableDate,
  note: z.nullable(z.string()),
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
});

/** A DID after an edit that carried an Idempotency-Key, with the number of its receipt. */
export const Receipted = z.extend(Declaration, { receiptNumber: ReceiptNumber });

/** A line of the history as `historyView` shows it. */
export const HistoryLine = z.extend(z.omit(HistoryEntry, { declarationId: true }), {
  by: z.extend(HistoryEntry.shape.by, { subject: z.optional(Subject) }),
});

/** A communication as `communicationView` lists it. */
export const Communication = z.object({
  id: MailId,
  kind: MailKind,
  state: z.enum(mailStates),
  queuedAt: Instant,
  sentAt: z.nullable(Instant),
  readOn: z.nullable(PlainDate),
  closesOn: z.optional(PlainDate),
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
  verb: z.enum(availableVerbs),
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
export const Task = z.object({ ...OfficeTask.shape, taskId: TaskId });
