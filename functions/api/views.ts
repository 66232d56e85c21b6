import type { Actor } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { allowedAppointmentEdits } from '../domain/appointments.ts';
import { allowedCallUpEdits } from '../domain/call-ups.ts';
import { ToldChange } from '../domain/changes.ts';
import { dateInRome, type Instant, type PlainDate } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CommandId, caseNumber, receiptNumber } from '../domain/ids.ts';
import { isInPlace, isOwnSide, type Party } from '../domain/lifecycle.ts';
import { mustChooseAgain, successorOf } from '../domain/operator-end.ts';
import type { Operator, Operators } from '../domain/operators.ts';
import { writerOf } from '../domain/outside-mail.ts';
import type { Language } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { mailSource, type Registered, requestSource } from '../domain/protocol.ts';
import type { Reply } from '../domain/replies.ts';
import { isHeldBack, isRestricted } from '../domain/restriction.ts';
import type { Outage } from '../domain/terms.ts';
import { closureRules } from '../domain/verbs/close.ts';
import { allowedActions, awaiting, statusLabel } from '../domain/view.ts';
import type { CitizenRecord } from '../store/citizens.ts';
import type { StoredCommand } from '../store/commands.ts';
import type { HistoryEntry } from '../store/history.ts';
import type { StoredMail } from '../store/mails.ts';
import { callUpsView } from './call-up-views.ts';
import { deadlinesView } from './deadline-words.ts';
import { decisionsView, tellsWhy } from './decision-views.ts';
import { elsewhereView } from './elsewhere-views.ts';
import { contestedView } from './proceeding-views.ts';
import { declared, personTold, toRelease } from './release-views.ts';

/** For whom a case is shown. */
export interface Onlooker {
  readonly citizen: CitizenRecord;
  readonly actor: Actor;
  readonly party: Party;
  /** The chosen operator, and who followed it if it has ended. */
  readonly operators: Operators;
  /** When the service was down; read where a term runs that an outage shifts. */
  readonly outages?: readonly Outage[] | undefined;
}

/** A case as the API shows it to a party; the chosen operator also sees whose it is and how to reach them. */
export function declarationView(
  didCase: DidCase,
  { citizen, actor, party, operators, outages }: Onlooker,
  { language, receivedAt }: { readonly language: Language; readonly receivedAt: Instant },
  policy: ProcedurePolicy,
) {
  const operator = operators.get(didCase.operatorId ?? '');
  // What was declared at release; the telephone is the one of today.
  const person = didCase.snapshot?.person ?? citizen.person;
  const { givenName, familyName, fiscalCode, birthDate, citizenship } = person;
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
    closure: closureView(didCase.closure, party),
    agreedChannel: didCase.agreedChannel ?? null,
    pactSignature: signatureView(didCase),
    pactDispute: disputeView(didCase, party),
    ...(decides(party) && { proposal: proposalView(didCase.proposal) }),
    ...(isOwnSide(party) && { proposal: closingView(didCase.proposal) }),
    callUps: callUpsView(didCase, { party, actor }),
    contested: contestedView(didCase, { party, actor }),
    decisions: decisionsView(didCase, party, outages),
    ...(party === 'citizen' && { telephoneCode: didCase.telephoneCode ?? null }),
    operator: operator ? named(operator) : null,
    chooseAgain: chooseAgainView(didCase, operators, dateInRome(receivedAt)),
    appointment: appointmentView(didCase.appointment),
    nextMeetingOn: didCase.nextMeeting?.on ?? null,
    extendedTo: didCase.extendedTo ?? null,
    awaiting: awaiting(didCase, policy, outages),
    deadlines: deadlinesView(didCase, { party, language }, { policy, outages }),
    allowedActions: [
      ...allowedActions(didCase, party),
      ...allowedAppointmentEdits(didCase, party, receivedAt),
      ...allowedCallUpEdits(didCase, party, receivedAt),
    ].filter((act) => !isHeldBack(citizen.restriction, party, act, didCase)),
    restricted: isRestricted(citizen.restriction),
    erasedOn: didCase.erasedOn ?? null,
    ...((party === 'citizen' || party === 'manager') && { holds: holdsView(didCase) }),
    data: didCase.snapshot?.data ?? didCase.data,
    ...(isInPlace(party) && {
      toRelease: toRelease(didCase, { person: citizen.person, language, receivedAt, policy }),
      declared: declared(didCase),
    }),
    ...elsewhereView(didCase),
    ...((party === 'accredited' || party === 'cpi' || party === 'competent-cpi') && {
      person: { givenName, familyName, fiscalCode, birthDate, citizenship, ...(phone && { phone }), ...byLetter },
      // What to hold against the document (S0:29-31).
      identityChecks: personTold(person, language),
    }),
    version: didCase.version,
  };
}

/** A case on a work list: what waits for whom since when, and nothing of whose it is; who must know opens the case. */
export function workListView(...shown: Parameters<typeof declarationView>) {
  const { id, caseNumber, status, statusLabel, route, withReserve, didDate, ...more } = declarationView(...shown);
  const { operator, chooseAgain, appointment, awaiting, allowedActions, restricted, version } = more;
  return {
    ...{ id, caseNumber, status, statusLabel, route, withReserve, didDate },
    ...{ operator, chooseAgain, appointment, awaiting, allowedActions, restricted, version },
  };
}

/** What keeps a case from being erased, and since when. */
export function holdsView({ holds = [] }: Pick<DidCase, 'holds'>) {
  return holds.map(({ kind, setAt }) => ({ kind, setAt }));
}

/**
 * That the person says not to have signed the pact. In what words is for them and for who decides, but not for the office
 * that entered it; why the pact stands is for all of these.
 */
function disputeView({ pactDispute, operatorId, pactOperatorId }: DidCase, party: Party) {
  if (!pactDispute) return null;
  const { disputedAt, note, dismissed } = pactDispute;
  const told = party === 'citizen' || decides(party);
  const hears = told && (party !== 'cpi' || operatorId !== pactOperatorId);
  return {
    disputedAt,
    dismissedOn: dismissed?.on ?? null,
    ...(hears && { note: note ?? null }),
    ...(told && { reason: dismissed?.reason ?? null }),
  };
}

/** How the pact was signed, and where the proof of it is; what is not on record is null. */
function signatureView({ pactSignedOn, pactSignature }: DidCase) {
  if (pactSignedOn === undefined || !pactSignature) return null;
  return { kind: pactSignature.kind, evidence: pactSignature.evidence ?? null };
}

/** Who proposes and decides on a proposal, and so sees it. */
const decides = (party: Party) =>
  party === 'cpi' || party === 'competent-cpi' || party === 'manager' || party === 'inps';

/** Since when a status is suspended. */
function suspensionView({ status, suspension }: DidCase) {
  if (status !== 'suspended' || !suspension) return null;
  const { from, reason, days } = suspension;
  return { from, reason, days: days ?? null };
}

/** How a DID was closed, with the state of the national service; why two persons did is not for accredited operators. */
function closureView(closure: DidCase['closure'], party: Party) {
  if (!closure) return null;
  const { reason, nationalCode, since, toRegion, mergedInto, rule, why } = closure;
  return {
    reason,
    nationalCode: nationalCode ?? null,
    since: since ?? null,
    ...(reason === 'moved' && { toRegion: toRegion ?? null }),
    mergedInto: mergedInto ?? null,
    rule: rule ?? null,
    ...(party !== 'accredited' && { why: why ?? null }),
  };
}

/** What waits for a second person; who proposed it is told by the party alone. */
function proposalView(proposal: DidCase['proposal']) {
  if (!proposal) return null;
  const { proposedBy, ...shown } = proposal;
  return {
    ...shown,
    ...(shown.kind === 'close' && { rule: closureRules[shown.closure] }),
    proposedBy: proposedBy.party,
  };
}

/** The person reads of a closing that is proposed, with its reasons and its rule, and answers; of no other proposal. */
function closingView(proposal: DidCase['proposal']) {
  return proposal?.kind === 'close' ? proposalView(proposal) : null;
}

/**
 * What a person has told of their life, as those see it who follow the case; of an illness the accredited operator sees
 * no more than that there is one (GDPR art. 9). Nothing of what was erased.
 */
export function changeView({ content, takenAt, commandId }: Kept, answered: Answered | undefined, party: Party) {
  const told = ToldChange.safeParse(content).data;
  if (!told) return [];
  const { kind, from, note } = told;
  const hidden = (kind === 'illness' || kind === 'answer') && party === 'accredited';
  return [
    {
      kind,
      from: from ?? null,
      note: hidden ? null : (note ?? null),
      receivedAt: takenAt,
      receiptNumber: receiptNumber(commandId, dateInRome(takenAt)),
      id: commandId,
      answer: answered ? { outcome: answered.outcome, at: answered.takenAt, reason: answered.reason ?? null } : null,
    },
  ];
}

/**
 * An answer to our mail. What is in doubt is shown to who is to recognise it; to the person only that something came in
 * their name, until an office has recognised it as theirs.
 */
export function replyView(reply: Reply, party: Party) {
  const { replyId, receivedAt, receiptNumber, state, doubts, from, subject, text, cut, attachments, decision } = reply;
  const hidden = party === 'citizen' && state !== 'recognised';
  return {
    id: replyId,
    receivedAt,
    receiptNumber,
    state,
    doubts,
    from: hidden ? null : (from ?? null),
    subject: hidden ? null : (subject ?? null),
    text: hidden ? null : text,
    cut,
    attachments: hidden ? [] : attachments,
    decision: decision
      ? { outcome: decision.outcome, at: decision.at, reason: party === 'citizen' ? null : decision.reason }
      : null,
  };
}

/** What an office answered to who asked for a correction. */
interface Answered {
  readonly outcome: string;
  readonly takenAt: Instant;
  readonly reason?: string | undefined;
}

interface Kept {
  readonly content?: unknown;
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

/** Numbers of the register, by what they were given to. */
export type Numbers = ReadonlyMap<string, Registered>;

/**
 * A line of the history; the citizen's own account is named to nobody else. `protocol`: under which number the request
 * came in, a moment after it did.
 */
export function historyView(
  { declarationId: _, by, sanction: __, ...entry }: HistoryEntry,
  party: Party,
  numbers: Numbers,
) {
  const { subject, ...who } = by;
  const { receiptNumber, reason, ...line } = entry;
  const why = tellsWhy(entry.event, party);
  return {
    ...line,
    ...(receiptNumber !== undefined && { receiptNumber }),
    ...(why ? reason !== undefined && { reason } : { rules: [] }),
    by: party === 'citizen' && by.party === 'citizen' ? by : who,
    protocol: (receiptNumber === undefined ? undefined : numbers.get(requestSource(receiptNumber))) ?? null,
  };
}

/** A communication as its reader sees it listed; an act has its number of the register once it went out. */
export function communicationView(
  { mailId, parameters, state, queuedAt, sentAt, readAt }: StoredMail,
  numbers: Numbers,
) {
  return {
    id: mailId,
    kind: parameters.kind,
    from: writerOf(parameters.kind),
    protocol: numbers.get(mailSource(mailId)) ?? null,
    state,
    queuedAt,
    sentAt: sentAt ?? null,
    readOn: readAt === undefined ? null : dateInRome(readAt),
    ...(parameters.kind === 'completion-reminder' && { closesOn: parameters.closesOn }),
  };
}

/** A command as those see it who may: where it stands, and why it was refused if it was. */
export async function commandView(command: StoredCommand, language: Language) {
  const { refusal, warnings, settledAt } = command;
  const words = refusal || warnings ? await import('./problem-words.ts') : undefined;
  return {
    id: command.commandId,
    state: command.state,
    verb: command.verb,
    declarationId: command.declarationId,
    receivedAt: command.receivedAt,
    receiptNumber: command.receiptNumber,
    ...(settledAt !== undefined && { settledAt }),
    ...(refusal && { reason: { ...refusal, detail: words?.wordsOf(refusal.code, language) } }),
    ...(warnings && {
      warnings: warnings.map((warning) => ({ ...warning, detail: words?.wordsOf(warning.rule, language) })),
    }),
  };
}
