import type { Actor } from '../domain/actor.ts';
import { dateInRome } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { caseNumber } from '../domain/ids.ts';
import type { Party } from '../domain/lifecycle.ts';
import { type Operator, operatorById } from '../domain/operators.ts';
import type { Language } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { allowedActions, awaiting, statusLabel } from '../domain/view.ts';
import type { CitizenRecord } from '../store/citizens.ts';
import type { StoredCommand } from '../store/commands.ts';
import type { HistoryEntry } from '../store/history.ts';
import type { StoredMail } from '../store/mails.ts';
import { refusalWords } from './refusal-words.ts';

/** For whom a case is shown. */
export interface Onlooker {
  readonly citizen: CitizenRecord;
  readonly actor: Actor;
  readonly party: Party;
}

/** A case as the API shows it to a party; the chosen operator also sees whose it is and how to reach them. */
export function declarationView(
  didCase: DidCase,
  { citizen, party }: Onlooker,
  { language }: { readonly language: Language },
  policy: ProcedurePolicy,
) {
  const operator = didCase.operatorId === undefined ? undefined : operatorById(didCase.operatorId);
  // What was declared at release; the telephone is the one of today.
  const { givenName, familyName, fiscalCode, birthDate, citizenship } = didCase.snapshot?.person ?? citizen.person;
  const { phone } = citizen.person;
  return {
    id: didCase.declarationId,
    caseNumber: caseNumber(didCase.declarationId),
    status: didCase.status,
    statusLabel: statusLabel(didCase, language),
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
    operator: operator ? { id: operator.id, kind: operator.kind, name: operator.name } : null,
    appointment: null,
    awaiting: awaiting(didCase, policy),
    allowedActions: allowedActions(didCase, party),
    data: didCase.snapshot?.data ?? didCase.data,
    ...((party === 'cpi' || party === 'accredited') && {
      person: { givenName, familyName, fiscalCode, birthDate, citizenship, ...(phone && { phone }) },
    }),
    version: didCase.version,
  };
}

/** A body of the directory as the public sees it: without what only we need to know of it. */
export function operatorView({ mailDomains: _, certainty: __, note: ___, ...shown }: Operator) {
  return shown;
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

function wordsOf(code: string, language: Language): string {
  return Object.entries(refusalWords).find(([known]) => known === code)?.[1][language] ?? code;
}
