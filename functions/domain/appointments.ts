/**
 * Appointments with the chosen operator (S0:23): booked, moved and cancelled by the person or, by telephone and at the
 * counter, by the office. Pure decisions on what the calendar of the office said when they were asked.
 */
import * as z from 'zod/mini';
import { type Appointment, appointmentOutcomes, isToCome } from './appointment.ts';
import { aboutAppointment, bookableStatuses, toBring, withoutAppointment } from './appointment-news.ts';
import { addDays, addSeconds, dateInRome, Instant, type PlainDate, startOfDay } from './dates.ts';
import { type Facts, isStill } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { DeskHours } from './desk-hours.ts';
import type { Edit } from './edit.ts';
import { isKnown, lastKnownDay } from './holidays.ts';
import { AppointmentId, caseNumber } from './ids.ts';
import { isOwnSide, type Party } from './lifecycle.ts';
import { isActive, mainSeat, type Operator } from './operators.ts';
import type { ProcedurePolicy } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';
import { freePlaces, type Slot, slotAt, slotsOn, type Taken } from './slots.ts';
import { officeOf } from './verbs/meeting.ts';

const staffChannels = ['telephone', 'counter'] as const;

/** What an appointment edit looks at. */
export interface BookingFacts extends Facts {
  readonly didCase: DidCase;
  /** Places of the office that others have around the time that is asked for. */
  readonly taken: readonly Taken[];
}

/** The desk hours of an operator: its own, or the office's policy where it has entered none. */
export function deskOf({ desk }: Pick<Operator, 'desk'>, { deskHours }: ProcedurePolicy): DeskHours {
  return desk ?? deskHours.value;
}

/** The last day for which appointments are made on a day. */
export function lastBookableDay(today: PlainDate, { bookingDays }: ProcedurePolicy): PlainDate {
  const last = addDays(today, bookingDays.value);
  return isKnown(last) ? last : lastKnownDay;
}

/** The slots of an operator on a day, whoever has them; none on a day on which it is not active. */
export function slotsOf(operator: Operator, policy: ProcedurePolicy, day: PlainDate): Slot[] {
  return isActive(operator, day) ? slotsOn(deskOf(operator, policy), mainSeat(operator).town, day) : [];
}

/** The first instant at which a slot may begin that is booked on the portal now. */
export function firstBookable(now: Instant, { bookingLeadHours }: ProcedurePolicy): Instant {
  return addSeconds(now, bookingLeadHours.value * 3600);
}

const BookBody = z.strictObject({
  startsAt: Instant,
  /** How the person asked for it, where an office books; `portal` where the person does. */
  channel: z.optional(z.enum(staffChannels)),
});
const MoveBody = z.strictObject({ startsAt: Instant });
const OutcomeBody = z.strictObject({ outcome: z.enum(appointmentOutcomes) });

/** The slot that is asked for, and a free place in it; the refusal if it is not offered, too near or taken. */
function placeFor(facts: BookingFacts, operator: Operator, startsAt: Instant): (Slot & Taken) | Refusal {
  const { policy, receivedAt, party, taken, didCase } = facts;
  const today = dateInRome(receivedAt);
  const field = 'startsAt';
  // By instants first: a time thousands of years away has no day of four digits.
  if (startsAt >= startOfDay(addDays(lastBookableDay(today, policy), 1))) return refuse('slot-not-offered', field);
  if (startsAt < startOfDay(today)) return refuse('too-late', field);
  const desk = deskOf(operator, policy);
  const slot = isActive(operator, dateInRome(startsAt)) && slotAt(desk, mainSeat(operator).town, startsAt);
  if (!slot) return refuse('slot-not-offered', field);
  // Who stands at the counter is met in the slot that runs.
  const inTime = isOwnSide(party) ? slot.startsAt >= firstBookable(receivedAt, policy) : slot.endsAt > receivedAt;
  if (!inTime) return refuse('too-late', field);
  const own = didCase.appointment;
  const free = freePlaces(
    desk,
    slot,
    taken.filter(({ startsAt: at, place }) => at !== own?.startsAt || place !== own.place),
  );
  // Those who come at once spread over the places instead of meeting at the first.
  const place = free[Number.parseInt(didCase.declarationId.slice(0, 8), 16) % free.length];
  return place === undefined ? refuse('slot-taken', field) : { ...slot, place };
}

const actorOf = (party: Party) => (isOwnSide(party) ? party : 'office');

/** Books the one appointment of a DID with its chosen operator. */
function book(facts: BookingFacts, { startsAt, channel }: z.infer<typeof BookBody>): Edit | Refusal {
  const { didCase, operator, receivedAt, party, policy, commandId } = facts;
  if (!operator) return refuse('operator-not-chosen');
  const { appointment: other } = didCase;
  if (other && other.outcome === undefined && other.endsAt > receivedAt) return refuse('appointment-exists');
  const found = placeFor(facts, operator, startsAt);
  if ('kind' in found) return found;
  const by = isOwnSide(party) ? 'portal' : (channel ?? 'telephone');
  const appointment: Appointment = {
    id: AppointmentId.parse(commandId),
    operatorId: operator.id,
    ...found,
    sequence: 0,
    channel: by,
    bookedAt: receivedAt,
  };
  const known = aboutAppointment(didCase, appointment, operator);
  return {
    kind: 'edit',
    changes: { appointment },
    rules: ['S0:23', policy.bookingDays.rule],
    reason: by,
    // Who is met at once is not written to.
    mail: isToCome(appointment, receivedAt)
      ? { kind: 'appointment-booked', ...known, by: actorOf(party), documents: toBring(facts) }
      : undefined,
  };
}

/** Moves an appointment that has not begun to another slot: the same event for the calendars that hold it. */
function move(facts: BookingFacts, { startsAt }: z.infer<typeof MoveBody>): Edit | Refusal {
  const { didCase, operator, receivedAt, party, policy } = facts;
  const { appointment } = didCase;
  if (!operator) return refuse('operator-not-chosen');
  if (!isToCome(appointment, receivedAt)) return refuse('too-late');
  if (startsAt === appointment.startsAt) return { kind: 'edit', changes: {}, rules: [] };
  const found = placeFor(facts, operator, startsAt);
  if ('kind' in found) return found;
  const { remindedAt: _, ...kept } = appointment;
  const moved = { ...kept, ...found, sequence: appointment.sequence + 1, bookedAt: receivedAt };
  return {
    kind: 'edit',
    changes: { appointment: moved },
    rules: ['S0:23', policy.bookingDays.rule],
    mail: {
      kind: 'appointment-moved',
      ...aboutAppointment(didCase, moved, operator),
      movedFrom: appointment.startsAt,
      by: actorOf(party),
      documents: toBring(facts),
    },
  };
}

function cancel({ didCase, operator, receivedAt, party }: BookingFacts): Edit | Refusal {
  const without = withoutAppointment(didCase, actorOf(party), operator, receivedAt);
  return without ? { kind: 'edit', ...without, rules: ['S0:23'] } : refuse('too-late');
}

/** Tells the person that they were not there, and how to say why, at best by the next day; nothing follows from it. */
function missedMail(
  { declarationId, responsibleOfficer }: DidCase,
  { startsAt }: Appointment,
  operator: Operator | undefined,
  now: Instant,
): Edit['mail'] {
  return {
    kind: 'appointment-missed',
    caseNumber: caseNumber(declarationId),
    receivedAt: now,
    ...(responsibleOfficer !== undefined && { responsibleOfficer }),
    startedAt: startsAt,
    explainBy: addDays(dateInRome(now), 1),
    ...(operator && { office: officeOf(operator) }),
  };
}

/**
 * Notes whether the person came, once it has begun; noted again if it was noted wrongly. No consequence follows; who is
 * noted not to have come is told.
 */
function recordOutcome(facts: BookingFacts, { outcome }: z.infer<typeof OutcomeBody>): Edit | Refusal {
  const { didCase, receivedAt, operator } = facts;
  const { appointment, operatorId } = didCase;
  if (!appointment || appointment.startsAt > receivedAt) return refuse('appointment-to-come');
  // What was with another office is told by nobody any more.
  if (appointment.operatorId !== operatorId) return refuse('not-this-party');
  const missed = outcome === 'not-attended' && appointment.outcome !== outcome;
  return {
    kind: 'edit',
    changes: { appointment: { ...appointment, outcome } },
    rules: ['S0:23'],
    reason: outcome,
    mail: missed ? missedMail(didCase, appointment, operator, receivedAt) : undefined,
  };
}

/** An edit of an appointment: who may make it, its body, and who decides. */
export interface AppointmentEdit {
  readonly parties: readonly Party[];
  readonly body: z.ZodMiniType;
  /** When the slot begins that a body asks for: the calendar is asked about it beforehand. */
  readonly asks: (body: unknown) => Instant | undefined;
  readonly decide: (facts: BookingFacts, body: unknown) => Edit | Refusal;
}

const everybody: readonly Party[] = ['citizen', 'representative', 'delegate', 'cpi', 'accredited'];
const office: readonly Party[] = ['cpi', 'accredited'];

function appointmentEdit<Body>(
  parties: readonly Party[],
  body: z.ZodMiniType<Body>,
  decide: (facts: BookingFacts, body: Body) => Edit | Refusal,
  asks: (body: Body) => Instant | undefined = () => undefined,
): AppointmentEdit {
  return {
    parties,
    body,
    asks: (raw) => asks(body.parse(raw)),
    decide: (facts, raw) => {
      if (!parties.includes(facts.party) || !isStill(facts)) return refuse('not-this-party');
      if (!bookableStatuses.includes(facts.didCase.status)) return refuse('wrong-status');
      return decide(facts, body.parse(raw));
    },
  };
}

/** Every edit of an appointment in service, by the name of its action. */
export const appointmentEdits = {
  'book-appointment': appointmentEdit(everybody, BookBody, book, ({ startsAt }) => startsAt),
  'move-appointment': appointmentEdit(everybody, MoveBody, move, ({ startsAt }) => startsAt),
  'cancel-appointment': appointmentEdit(everybody, z.unknown(), cancel),
  'record-attendance': appointmentEdit(office, OutcomeBody, recordOutcome),
} as const;
export type AppointmentEditName = keyof typeof appointmentEdits;

/** The edits of an appointment that a party may make now. */
export function allowedAppointmentEdits(didCase: DidCase, party: Party, now: Instant): AppointmentEditName[] {
  const { appointment, operatorId, status } = didCase;
  if (operatorId === undefined || !bookableStatuses.includes(status)) return [];
  const begun = appointment?.operatorId === operatorId && appointment.startsAt <= now;
  const free = !appointment || appointment.outcome !== undefined || appointment.endsAt <= now;
  return [
    ...(free ? (['book-appointment'] as const) : []),
    ...(isToCome(appointment, now) ? (['move-appointment', 'cancel-appointment'] as const) : []),
    ...(begun ? (['record-attendance'] as const) : []),
  ].filter((name) => appointmentEdits[name].parties.includes(party));
}
