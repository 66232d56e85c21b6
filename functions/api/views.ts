import type { Actor } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { allowedAppointmentEdits } from '../domain/appointments.ts';
import { ReportChangeBody } from '../domain/changes.ts';
import { dateInRome, type Instant, type PlainDate } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CommandId, caseNumber, receiptNumber } from '../domain/ids.ts';
import { inpsWarnings } from '../domain/inps.ts';
import type { Party } from '../domain/lifecycle.ts';
import { mustChooseAgain, successorOf } from '../domain/operator-end.ts';
import type { Operator, Operators } from '../domain/operators.ts';
import type { Language } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { allowedActions, awaiting, statusLabel } from '../domain/view.ts';
import type { CitizenRecord } from '../store/citizens.ts';
import type { StoredCommand } from '../store/commands.ts';
import type { HistoryEntry } from '../store/history.ts';
import type { StoredMail } from '../store/mails.ts';
import { elsewhereView } from './elsewhere-views.ts';
import { refusalWords } from './refusal-words.ts';
import { choiceWarning } from './words.ts';

/** For whom a case is shown. */
export interface Onlooker {
  readonly citizen: CitizenRecord;
  readonly actor: Actor;
  readonly party: Party;
  /** The chosen operator, and who followed it if it has ended. */
  readonly operators: Operators;
}

/** A case as the API shows it to a party; the chosen operator also sees whose it is and how to reach them. */
export function declarationView(
  didCase: DidCase,
  { citizen, party, operators }: Onlooker,
  { language, receivedAt }: { readonly language: Language; readonly receivedAt: Instant },
  policy: ProcedurePolicy,
) {
  const operator = operators.get(didCase.operatorId ?? '');
  // What was declared at release; the telephone is the one of today.
  const { givenName, familyName, fiscalCode, birthDate, citizenship } = didCase.snapshot?.person ?? citizen.person;
  const { phone, domicile } = citizen.person;
  // Where a letter goes.
  const byLetter = citizen.channel && { domicile };
  return {
    id: didCase.declarationId,
    caseNumber: caseNumber(didCase.declarationId),
    status: didCase.status,
    statusLabel: statusLabel(didCase, language, operator),
    route: didCase.route,
    withReserve: didCase.withReserve,
    authenticity: didCase.authenticity,
    didDate: didCase.didDate ?? null,
    didSource: didCase.didSource ?? null,
    releasedOn: didCase.didDate ?? null,
    reserveLiftedOn: didCase.reserveLiftedOn ?? null,
    unemployedSince: didCase.unemployedSince ?? null,
    unemploymentConfirmedOn: didCase.unemploymentConfirmedOn ?? null,
    pactSignedOn: didCase.pactSignedOn ?? null,
    endedOn: didCase.endedOn ?? null,
    suspension: suspensionView(didCase),
    closure: closureView(didCase.closure),
    agreedChannel: didCase.agreedChannel ?? null,
    pactDispute: disputeView(didCase.pactDispute, party),
    ...(decides(party) && { proposal: proposalView(didCase.proposal) }),
    operator: operator ? named(operator) : null,
    chooseAgain: chooseAgainView(didCase, operators, dateInRome(receivedAt)),
    appointment: appointmentView(didCase.appointment),
    awaiting: awaiting(didCase, policy),
    allowedActions: [...allowedActions(didCase, party), ...allowedAppointmentEdits(didCase, party, receivedAt)],
    data: didCase.snapshot?.data ?? didCase.data,
    ...elsewhereView(didCase),
    ...((party === 'accredited' || party === 'cpi' || party === 'competent-cpi') && {
      person: { givenName, familyName, fiscalCode, birthDate, citizenship, ...(phone && { phone }), ...byLetter },
    }),
    version: didCase.version,
  };
}

/** That the person says not to have signed the pact; in what words is for them and for who decides on it. */
function disputeView(dispute: DidCase['pactDispute'], party: Party) {
  if (!dispute) return null;
  const { disputedAt, note } = dispute;
  const told = party === 'citizen' || party === 'manager' ? { note: note ?? null } : {};
  return { disputedAt, ...told };
}

/** Who proposes and decides on a proposal, and so sees it. */
const decides = (party: Party) => party === 'cpi' || party === 'competent-cpi' || party === 'manager';

/** Since when a status is suspended. */
function suspensionView({ status, suspension }: DidCase) {
  if (status !== 'suspended' || !suspension) return null;
  const { from, reason, days } = suspension;
  return { from, reason, days: days ?? null };
}

/** How a DID was closed, with the state of the national service. */
function closureView(closure: DidCase['closure']) {
  if (!closure) return null;
  const { reason, nationalCode, since, mergedInto } = closure;
  return { reason, nationalCode, since: since ?? null, mergedInto: mergedInto ?? null };
}

/** What waits for a second person; who proposed it is told by the party alone. */
function proposalView(proposal: DidCase['proposal']) {
  if (!proposal) return null;
  const { proposedBy, ...shown } = proposal;
  return { ...shown, proposedBy: proposedBy.party };
}

/**
 * What a person has told of their life, as those see it who follow the case; of an illness the accredited operator sees
 * no more than that there is one (GDPR art. 9).
 */
export function changeView({ content, takenAt, commandId }: Kept, party: Party) {
  const { kind, from, note } = ReportChangeBody.parse(content);
  const hidden = kind === 'illness' && party === 'accredited';
  return {
    kind,
    from: from ?? null,
    note: hidden ? null : (note ?? null),
    receivedAt: takenAt,
    receiptNumber: receiptNumber(commandId, dateInRome(takenAt)),
  };
}

interface Kept {
  readonly content: unknown;
  readonly takenAt: Instant;
  readonly commandId: CommandId;
}

/** The appointment of a case; one that is over stays until another is made. */
function appointmentView(appointment: Appointment | undefined) {
  if (!appointment) return null;
  const { id, operatorId, startsAt, endsAt, channel, outcome } = appointment;
  return { id, operatorId, startsAt, endsAt, channel, outcome: outcome ?? null };
}

const named = ({ id, kind, name }: Operator) => ({ id, kind, name });

/** That the operator has ended and another is to be chosen: since when, and who followed it. */
function chooseAgainView(didCase: DidCase, operators: Operators, today: PlainDate) {
  const ended = mustChooseAgain(didCase) ? operators.get(didCase.operatorId ?? '') : undefined;
  if (!ended || !didCase.chooseAgain) return null;
  const proposed = successorOf(ended, operators, today);
  return { since: didCase.chooseAgain.since, proposed: proposed ? named(proposed) : null };
}

/** A line of the history; the citizen's own account is named to nobody else. */
export function historyView({ declarationId: _, by, ...entry }: HistoryEntry, party: Party) {
  const { subject, ...who } = by;
  return { ...entry, by: party === 'citizen' && by.party === 'citizen' ? by : who };
}

/** A communication as its reader sees it listed. */
export function communicationView({ mailId, parameters, state, queuedAt, sentAt, readAt }: StoredMail) {
  return {
    id: mailId,
    kind: parameters.kind,
    state,
    queuedAt,
    sentAt: sentAt ?? null,
    readOn: readAt === undefined ? null : dateInRome(readAt),
    ...(parameters.kind === 'completion-reminder' && { closesOn: parameters.closesOn }),
  };
}

/** A command as those see it who may: where it stands, and why it was refused if it was. */
export function commandView(command: StoredCommand, language: Language) {
  const { refusal, warnings, settledAt } = command;
  return {
    id: command.commandId,
    state: command.state,
    verb: command.verb,
    declarationId: command.declarationId,
    receivedAt: command.receivedAt,
    receiptNumber: command.receiptNumber,
    ...(settledAt !== undefined && { settledAt }),
    ...(refusal && { reason: { ...refusal, detail: wordsOf(refusal.code, language) } }),
    ...(warnings && { warnings: warnings.map((warning) => ({ ...warning, detail: wordsOf(warning.rule, language) })) }),
  };
}

/** A warning or refusal in words. */
export function wordsOf(code: string, language: Language): string {
  const refusal = Object.entries(refusalWords).find(([known]) => known === code)?.[1];
  return refusal?.[language] ?? choiceWarning(code, language) ?? inpsWarnings[code]?.[language] ?? code;
}
