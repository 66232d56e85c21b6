/** What a person is told of an appointment, and how it ends with what it belonged to. */
import { type Appointment, isToCome } from './appointment.ts';
import type { DocumentToBring, MailParameters } from './communications.ts';
import type { Instant } from './dates.ts';
import { type CaseFacts, citizenshipOf, type Decision, type Facts } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { Edit } from './edit.ts';
import { caseNumber } from './ids.ts';
import type { Status } from './lifecycle.ts';
import type { Operator } from './operators.ts';
import { isNonEu } from './person.ts';
import { isCodeUnread } from './provisional-code.ts';
import { officeOf } from './verbs/meeting.ts';

/** Where a DID must stand for its person to be met by appointment. */
export const bookableStatuses: readonly Status[] = ['registered', 'reserved', 'confirmed', 'psp-signed'];

/**
 * What to bring to a meeting (S0:29-31): the paper declaration is signed where the DID is con riserva; a provisional
 * fiscal code is read on the paper that it was given on, as long as nobody has.
 */
export function toBring(facts: Pick<CaseFacts, 'didCase' | 'citizen'>): DocumentToBring[] {
  return [
    'identity-document',
    ...(isNonEu(citizenshipOf(facts)) ? (['residence-permit'] as const) : []),
    ...(facts.didCase.status === 'reserved' ? (['paper-declaration'] as const) : []),
    ...(isCodeUnread(facts) ? (['fiscal-code-paper'] as const) : []),
  ];
}

/** What every mail about an appointment says of it. */
export function aboutAppointment(
  { declarationId, responsibleOfficer }: DidCase,
  appointment: Appointment,
  operator: Operator | undefined,
  receivedAt: Instant = appointment.bookedAt,
) {
  const { id, sequence, startsAt, endsAt } = appointment;
  return {
    caseNumber: caseNumber(declarationId),
    receivedAt,
    ...(responsibleOfficer !== undefined && { responsibleOfficer }),
    appointment: { id, sequence, startsAt, endsAt },
    ...(operator && { office: officeOf(operator) }),
  };
}

/** Why an appointment is no more. */
export type CancelledBy = Extract<MailParameters, { kind: 'appointment-cancelled' }>['by'];

/**
 * What taking an appointment back changes in a case and tells the person; nothing if none is to come. Its place is set
 * free by the same transaction, whatever writes it. `operator` is the one that it was with.
 */
export function withoutAppointment(
  didCase: DidCase,
  by: CancelledBy,
  operator: Operator | undefined,
  now: Instant,
): Pick<Edit, 'changes' | 'mail'> | undefined {
  const { appointment } = didCase;
  if (!isToCome(appointment, now)) return undefined;
  const cancelled = { ...appointment, sequence: appointment.sequence + 1 };
  return {
    changes: { appointment: undefined },
    mail: { kind: 'appointment-cancelled', ...aboutAppointment(didCase, cancelled, operator, now), by },
  };
}

/** Takes back the appointment of a DID that a step leads where nobody is met any more; who is told of the step is told. */
export function endingAppointment({ didCase, operator, receivedAt }: Facts, decision: Decision): Decision {
  if (!didCase || bookableStatuses.includes(decision.next.status)) return decision;
  const ended = withoutAppointment(didCase, 'case-ended', operator, receivedAt);
  if (!ended) return decision;
  return { ...decision, next: { ...decision.next, ...ended.changes }, alsoTold: decision.mail && ended.mail };
}
