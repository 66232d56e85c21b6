/** How the document names and explains the schemas: of the domain, of the requests, of the answers. */
import './settings.ts';
import * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import { MailKind } from '../../domain/communications.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Authenticity, DeclarationData } from '../../domain/declaration.ts';
import { IdentityDocument, PaperDeclaration, PermitOfStay } from '../../domain/documents.ts';
import { edits } from '../../domain/edits.ts';
import { FiscalCode } from '../../domain/fiscal-code.ts';
import { CommandId, DeclarationId, OperatorId } from '../../domain/ids.ts';
import { MailboxReason, OwnEmail } from '../../domain/mailbox.ts';
import { BirthPlace, Citizenship, Domicile, Municipality, PersonName, Phone, PutMe } from '../../domain/person.ts';
import { NameBody, ProveBody } from '../mailbox.ts';
import { FinishBody } from '../tasks.ts';
import * as answers from './answers.ts';

type Meta = NonNullable<Parameters<typeof z.globalRegistry.add>[1]>;

const names: readonly (readonly [schema: z.core.$ZodType, id: string, description: string, more?: Meta])[] = [
  [PlainDate, 'Date', 'A day in Europe/Rome.', { format: 'date' }],
  [Instant, 'Instant', 'A point in time, UTC, with milliseconds.', { format: 'date-time' }],
  [DeclarationId, 'DeclarationId', 'A DID.'],
  [CommandId, 'CommandId', 'A request that changes a status.'],
  [OperatorId, 'OperatorId', '`cpi-<slug>` for a job centre, `acc-<slug>` for an accredited operator.'],
  [
    OwnEmail,
    'Mailbox',
    "A citizen's own mailbox: at most 254 characters, kept in lower case and with an ASCII domain.",
  ],
  [MailboxReason, 'MailboxReason', "Why a mailbox that looks like an office's is the person's own."],
  [
    FiscalCode,
    'FiscalCode',
    'The fiscal code of a natural person, omocodia allowed; kept in upper case. The check character must agree.',
    { pattern: '^[A-Za-z]{6}[0-9A-Za-z]{9}[A-Za-z]$', minLength: 16, maxLength: 16 },
  ],
  [PersonName, 'PersonName', 'A given or family name as on the document, in any script, without digits.'],
  [BirthPlace, 'BirthPlace', 'Land Registry code of the municipality, or `Z` and three digits for a foreign country.'],
  [Municipality, 'Municipality', 'Land Registry code of an Italian municipality.'],
  [
    Citizenship,
    'Citizenship',
    'ISO 3166-1 alpha-2; `XK` for Kosovo, `XX` for a stateless person.',
    { pattern: '^[A-Za-z]{2}$' },
  ],
  [Phone, 'Phone', 'A telephone number with its country, `+39…` or E.164; blanks, dots and hyphens are dropped.'],
  [Domicile, 'Domicile', 'Where the person lives. Street and postcode may be left out only with `noFixedHome`.'],
  [
    PutMe,
    'PersonalData',
    'Who the citizen is. The mailbox is proved apart, and `mailboxReason` sent only if asked for.',
  ],
  [FinishBody, 'TaskDone', 'What was done.'],
  [NameBody, 'MailboxToProve', 'The mailbox to which a code is to be sent.'],
  [ProveBody, 'MailboxCode', 'The six digits that came to the mailbox.'],
  [
    DeclarationData,
    'DeclarationData',
    'What is declared: availability for work and for active measures, the last job (absent: never worked), the profile.',
  ],
  [commands.register.body, 'Registration', 'The draft of a DID, with the route. Only route `A` is in service.'],
  [commands.release.body, 'Release', 'Nothing to say: the draft says it all.'],
  [commands.confirm.body, 'Confirmation', 'The meeting at which the operator checked who the person is.'],
  [commands['sign-pact'].body, 'Pact', 'The content of the service pact (PSP) and the day on which it was signed.'],
  [
    commands.withdraw.body,
    'Withdrawal',
    'An office needs the signed request of the person; `lossConfirmed` is asked where a benefit rests on the DID.',
  ],
  [edits['choose-operator'].body, 'ChoiceOfOperator', 'The job centre or accredited operator to sign the pact with.'],
  [IdentityDocument, 'IdentityDocument', 'The document shown; `expiresOn` is its last day of validity.'],
  [
    PermitOfStay,
    'PermitOfStay',
    'Asked of citizens from outside the EU. `expiresOn`: with a `renewal-receipt` that of the old permit, with a ' +
      '`first-issue-receipt` 1900-01-01, without an end 2099-12-31.',
  ],
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
  [answers.OperatorAnswer, 'Operator', 'A job centre or accredited operator. Null: no source tells.'],
  [answers.Me, 'Me', "The citizen's own record. `warnings` name what does not agree with the fiscal code."],
  [answers.MailboxNamed, 'MailboxNamed', 'The mailbox to which a code was sent, and until when it is good.'],
  [answers.MailboxProven, 'MailboxProven', 'The mailbox that was proved.'],
  [
    answers.Declaration,
    'Declaration',
    'A DID as a party sees it. Null: not yet. `person` is there for the chosen operator only; `unemploymentConfirmedOn` ' +
      'stays null until the pact is signed; `appointment` is null while appointments are not in service.',
  ],
  [answers.HistoryLine, 'HistoryLine', 'One change of a DID: who, when received and applied, by which rules.'],
  [answers.Communication, 'Communication', 'A mail to the citizen, and what became of it.'],
  [answers.Receipt, 'Receipt', 'The request was received and is being applied; its legal instant is that of receipt.'],
  [
    answers.Command,
    'Command',
    '`accepted` is under way; `applied`, `refused` (see `reason`), `ignored` (another was under way) and `failed` are final.',
  ],
  [answers.TaskId, 'TaskId', 'The kind of the task and what it is about.'],
  [answers.Task, 'Task', 'What a person in an office must look at; `doneAt`, `doneBy` and `note` once it is done.'],
  [answers.RefusalCode, 'RefusalCode', 'Why the domain refuses something.'],
  [answers.ProblemCode, 'ProblemCode', 'The kind of a problem, for programs.'],
  [
    answers.FieldProblem,
    'FieldProblem',
    'One thing wrong: the field (dotted path, `body` for the whole), the rule, the words. Never the value.',
  ],
  [answers.Problem, 'Problem', 'RFC 9457. `code` is for programs; `detail` is for people, in the language asked for.'],
  [answers.GatewayMessage, 'GatewayMessage', 'The answer of the gateway in front of the service, not problem+json.'],
];

for (const [schema, id, description, more] of names) z.globalRegistry.add(schema, { id, description, ...more });

/** Names of the schemas in the document; to import this file is to name them. */
export const schemaNames: readonly string[] = names.map(([, id]) => id);
