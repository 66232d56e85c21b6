/**
 * What the API answers, as schemas. Objects are open, so that an answer may gain a field; the tests hold every real
 * answer to have no field more than these.
 */
import * as z from 'zod/mini';
import { assurances, operatorKinds } from '../../domain/actor.ts';
import { type Action, actions } from '../../domain/authorisation.ts';
import { MailKind } from '../../domain/communications.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Authenticity, DeclarationData, routes } from '../../domain/declaration.ts';
import { edits } from '../../domain/edits.ts';
import { CommandId, DeclarationId, MailId, OperatorId, Subject } from '../../domain/ids.ts';
import { availableVerbs, statuses, verbs } from '../../domain/lifecycle.ts';
import { OwnEmail } from '../../domain/mailbox.ts';
import { Operator } from '../../domain/operators.ts';
import { Person } from '../../domain/person.ts';
import { refusals } from '../../domain/refusals.ts';
import { commandStates } from '../../store/commands.ts';
import { HistoryEntry } from '../../store/history.ts';
import { mailStates } from '../../store/mails.ts';
import { OfficeTask } from '../../store/tasks.ts';
import { statusOf } from '../problem.ts';

const nullableDate = z.nullable(PlainDate);

export const Status = z.enum(statuses);
export const AllowedAction = z.enum([
  ...Object.values<Action>(actions).flatMap(({ access }) => (access.kind === 'verb' ? [access.verb] : [])),
  ...Object.keys(edits),
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

export const OperatorAnswer = z.object(z.omit(Operator, { mailDomains: true, certainty: true, note: true }).shape);

/** `PUT /me`, `GET /me`. */
export const Me = z.object({
  ...Person.shape,
  mailbox: OwnEmail,
  mailboxSince: Instant,
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
export const MailboxNamed = z.object({ mailbox: OwnEmail, validUntil: Instant });
/** `POST /me/mailbox/confirmation`. */
export const MailboxProven = z.object({ mailbox: OwnEmail, provenAt: Instant });

const { givenName, familyName, fiscalCode, birthDate, citizenship, phone } = Person.shape;

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
  operator: z.nullable(z.object({ id: OperatorId, kind: z.enum(operatorKinds), name: z.string() })),
  appointment: z.null(),
  awaiting: z.object({
    who: z.enum(['citizen', 'operator', 'office', 'nobody']),
    what: z.enum([...verbs, 'choose-operator', 'follow-pact', 'nothing']),
    by: nullableDate,
  }),
  allowedActions: z.array(AllowedAction),
  data: DeclarationData,
  person: z.optional(z.object({ givenName, familyName, fiscalCode, birthDate, citizenship, phone })),
  version: z.int(),
});

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

/** Every code of a problem: of the request itself, and of the domain. */
export const ProblemCode = z.enum([...new Set([...Object.keys(statusOf), ...Object.keys(refusals)])]);

export const FieldProblem = z.object({ field: z.string(), rule: z.string(), message: z.string() });

/** An answer of RFC 9457 as `problem` makes it. */
export const Problem = z.object({
  type: z.string().check(z.regex(/^urn:did-psp:problem:[a-z0-9-]+$/)),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string(),
  rule: z.optional(z.string()),
  errors: z.optional(z.array(FieldProblem)),
  commandId: z.optional(CommandId),
});

/** What API Gateway answers on its own, before or instead of the service. */
export const GatewayMessage = z.object({ message: z.string() });
