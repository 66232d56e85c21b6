/**
 * What time brings to a case. A timer never punishes: it reminds, it closes what was never completed once the person
 * was told twice in time, or it opens a task for a person in an office.
 */
import type { SanctionStep } from './after-decision.ts';
import { type Appointment, isToCome } from './appointment.ts';
import { awaitedNext, contactDays, expectedOn, heldByInps } from './awaited-did.ts';
import {
  addDays,
  addSeconds,
  dateInRome,
  daysOf,
  type Instant,
  instantAt,
  type PlainDate,
  startOfDay,
} from './dates.ts';
import { type ProceedingStep, proceedingsLook, proceedingsStep } from './deadlines-proceedings.ts';
import type { DidCase, Notice, Untold } from './declaration.ts';
import { isLive } from './lifecycle.ts';
import type { ProcedurePolicy } from './policies.ts';
import type { CallUp } from './proceedings.ts';
import { erasureOf } from './retention.ts';
import { afterOutages, type Outage } from './terms.ts';

/** What the sweep looks at beside the case. */
export interface DueFacts {
  /** The citizen's mailbox takes mail: no hard bounce that is not repaired. */
  readonly mailboxHealthy: boolean;
  /** Since when the mailbox is the citizen's: a notice to an earlier, broken one does not count. */
  readonly mailboxSince: Instant;
  /** Something of the case waits for an office: then the delay is not the person's. */
  readonly officeTaskOpen: boolean;
  /** When the service could not be used. */
  readonly outages?: readonly Outage[] | undefined;
}

/** What is due in a case now. `wait`: nothing, look again then, if ever. */
export type DueStep =
  | { readonly kind: 'remind'; readonly notice: 1 | 2; readonly closesOn: PlainDate }
  | { readonly kind: 'expire' }
  | { readonly kind: 'convene' }
  | { readonly kind: 'remind-inps' }
  | { readonly kind: 'chase-old-did' }
  | { readonly kind: 'ask-office' }
  | { readonly kind: 'suspension-over' }
  | { readonly kind: 'ask-entry'; readonly meeting: 'attended' | 'next' }
  | { readonly kind: 'tell-meeting'; readonly untold: Untold }
  | { readonly kind: 'remind-appointment' | 'ask-outcome'; readonly appointment: Appointment }
  | { readonly kind: 'ask-attendance'; readonly callUp: CallUp }
  | ProceedingStep
  | SanctionStep
  | { readonly kind: 'wait'; readonly until: Instant | undefined };

const later = <Text extends string>(a: Text, b: Text): Text => (a > b ? a : b);

/** Days of work during which the terms of a case stood still; first and last day of each count. */
export function suspendedDays({ suspensions = [] }: Pick<DidCase, 'suspensions'>): number {
  return suspensions.reduce((sum, { from, until }) => sum + daysOf(from, until), 0);
}

/** The day from which the terms of a case run: one that was reopened, or whose pact was none, has all of its time anew. */
export function termStart(didCase: DidCase): PlainDate {
  const { registeredAt, routeSince, reopenedOn, pactVoidedOn } = didCase;
  const began = expectedOn(didCase) ?? dateInRome(routeSince ?? registeredAt);
  return [reopenedOn, pactVoidedOn].reduce<PlainDate>((start, anew) => later(start, anew ?? start), began);
}

/**
 * The last day of the term to complete a draft or a DID con riserva, one on which the service was down giving the first
 * working day after; `undefined` for a case that no timer closes.
 */
export function termEnd(didCase: DidCase, policy: ProcedurePolicy, outages?: readonly Outage[]): PlainDate | undefined {
  const { status, route, didDate } = didCase;
  const start = termStart(didCase);
  if (status === 'registered' && route === 'A') return afterOutages(addDays(start, policy.draftDays.value), outages);
  if (status !== 'reserved' || didDate === undefined || heldByInps(didCase)) return undefined;
  const end = addDays(start, policy.reserveDays.value + suspendedDays(didCase));
  return afterOutages(later(end, didCase.extendedTo ?? didDate), outages);
}

/**
 * The last day to complete a draft or a DID con riserva as the person is told it: a notice that went out late told a later
 * one, and nothing is closed before that.
 */
export function lastDayToComplete(
  didCase: DidCase,
  policy: ProcedurePolicy,
  outages?: readonly Outage[],
): PlainDate | undefined {
  const end = termEnd(didCase, policy, outages);
  if (end === undefined) return undefined;
  return sinceReleased(didCase).reduce((last, { closesOn }) => later(last, closesOn ?? last), end);
}

/** What was told about a draft does not count for the DID that it became. */
function sinceReleased({ notices, releasedAt }: DidCase): Notice[] {
  return (notices ?? []).filter(({ sentAt }) => sentAt >= (releasedAt ?? sentAt));
}

/**
 * The day from which the job centre convenes a person who has signed no pact, and whose DID is authentic, or held by INPS
 * or by another job centre: such a DID never expires by itself.
 */
export function conveneFrom(didCase: DidCase, policy: ProcedurePolicy): PlainDate | undefined {
  const { status, didDate } = didCase;
  const convened = status === 'confirmed' || status === 'registered' || (status === 'reserved' && heldByInps(didCase));
  if (!convened || didDate === undefined) return undefined;
  return addDays(termStart(didCase), contactDays(didCase, policy).value + suspendedDays(didCase) + 1);
}

/**
 * The day from which an office looks what became of the work for which a status is suspended: after the days that it was
 * to last, at the latest after those that the law gives (D.Lgs. 150/2015 art. 19 c.3). Nothing ends by itself.
 */
export function suspensionOver({ status, suspension }: DidCase, policy: ProcedurePolicy): PlainDate | undefined {
  if (status !== 'suspended' || !suspension || suspension.askedAt !== undefined) return undefined;
  const limit = policy.suspensionDays.value;
  return addDays(suspension.from, Math.min(suspension.days ?? limit, limit));
}

/** When a notice counts as received: its delivery, where the policy takes it for service (`reserve.notice-service`). */
const servedOn = (notice: Notice | undefined) =>
  notice?.servedAt === undefined ? undefined : dateInRome(notice.servedAt);

/** When a person is reminded of an appointment: the day before, unless they were, or booked it later than that. */
function reminderAt(appointment: Appointment | undefined, policy: ProcedurePolicy): Instant | undefined {
  if (!appointment || appointment.remindedAt !== undefined || appointment.outcome !== undefined) return undefined;
  const dayBefore = addDays(dateInRome(appointment.startsAt), -1);
  const at = instantAt(dayBefore, policy.appointmentReminderAt.value);
  return appointment.bookedAt < at ? at : undefined;
}

const earliest = (...instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.filter((instant) => instant !== undefined).sort()[0];

/** After so long whoever was handing tasks over has stopped half-way. */
const handOverSeconds = 60;

/** When the case has to be looked at next, if nothing else happens to it; `undefined` if time brings nothing. */
export function nextLook(didCase: DidCase, policy: ProcedurePolicy): Instant | undefined {
  return earliest(
    termLook(didCase, policy),
    proceedingsLook(didCase),
    attendanceLook(didCase)?.at,
    reminderAt(didCase.appointment, policy),
    didCase.untold?.tellAt,
    didCase.handingOver && addSeconds(didCase.handingOver.since, handOverSeconds),
    erasureOf(didCase, policy)?.at,
  );
}

/**
 * The first call-up that is over without anybody having noted who came, and when the office is asked: on the next day,
 * once, wherever the DID stands as long as it stands.
 */
function attendanceLook({
  status,
  callUps = [],
}: DidCase): { readonly callUp: CallUp; readonly at: Instant } | undefined {
  if (!isLive(status)) return undefined;
  return callUps
    .filter(({ attendance, outcomeAsked }) => attendance === undefined && outcomeAsked !== true)
    .map((callUp) => ({ callUp, at: dayAfter(callUp.startsAt) }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))[0];
}

const dayAfter = (instant: Instant): Instant => startOfDay(addDays(dateInRome(instant), 1));

/** When a term has to be looked at next. */
function termLook(didCase: DidCase, policy: ProcedurePolicy, outages?: readonly Outage[]): Instant | undefined {
  const over = suspensionOver(didCase, policy);
  if (over !== undefined) return startOfDay(over);
  const convene = conveneFrom(didCase, policy);
  if (convene !== undefined) return didCase.convenedAt === undefined ? startOfDay(convene) : undefined;
  const awaited = awaitedNext(didCase, policy);
  if (awaited) return awaited.at;
  const end = termEnd(didCase, policy, outages);
  if (end === undefined) return undefined;

  const [firstDays, lastDays] = policy.noticeDaysBefore.value;
  const [first, second] = didCase.notices ?? [];
  if (!first) return startOfDay(addDays(end, -firstDays));
  const latest = second ?? first;
  const served = servedOn(latest);
  if (served === undefined) {
    // Once an office was asked, only news brings the case back: a delivery, a reading, another mailbox.
    if (latest.doubted) return undefined;
    return startOfDay(addDays(dateInRome(latest.sentAt), policy.noticeDoubtDays.value));
  }
  if (!second) return startOfDay(later(addDays(end, -lastDays), addDays(served, firstDays - lastDays)));
  return startOfDay(addDays(later(end, addDays(served, lastDays)), 1));
}

/** Whether nobody has told or been asked what became of an appointment. */
const isUntold = (appointment: Appointment | undefined): appointment is Appointment =>
  appointment !== undefined && appointment.outcome === undefined && appointment.outcomeAsked !== true;

/**
 * The notices that went to the mailbox of today; they begin again when a broken mailbox was replaced, and those about the
 * draft say nothing of the DID that it became.
 */
export function countedNotices(didCase: DidCase, mailboxSince: Instant): Notice[] {
  return sinceReleased(didCase).filter(({ sentAt }) => sentAt >= mailboxSince);
}

/**
 * What is due in a case at an instant. Two notices come before any closing, the second at least so many days after the
 * first was received, the closing at least so many after the second: a run that comes late shortens nothing. Nothing is
 * closed while the mailbox is broken or an office has something to do, nor while an appointment or the next meeting is to
 * come; of one that is over the office first tells what became of it. Who came is closed by nobody's timer: an office is
 * asked to enter what came of it. Who is to be met is not convened. What a meeting brought, and
 * was to be told with its pact, is told first of all once no pact came.
 */
export function dueStep(didCase: DidCase, facts: DueFacts, policy: ProcedurePolicy, now: Instant): DueStep {
  const { untold } = didCase;
  if (untold && untold.tellAt <= now) return { kind: 'tell-meeting', untold };
  const proceeding = proceedingsStep(didCase, facts, now);
  if (proceeding.kind !== 'wait') return proceeding;
  const untoldCall = attendanceLook(didCase);
  if (untoldCall && untoldCall.at <= now) return { kind: 'ask-attendance', callUp: untoldCall.callUp };
  const step = dueByTerm(didCase, facts, policy, now);
  if (step.kind !== 'wait') return step;
  return {
    kind: 'wait',
    until: earliest(
      ...[step.until, proceeding.until, untoldCall?.at, untold?.tellAt],
      erasureOf(didCase, policy, facts.outages)?.at,
    ),
  };
}

function dueByTerm(didCase: DidCase, facts: DueFacts, policy: ProcedurePolicy, now: Instant): DueStep {
  const counted = countedNotices(didCase, facts.mailboxSince);
  const { appointment } = didCase;
  const reminder = isToCome(appointment, now) ? reminderAt(appointment, policy) : undefined;
  if (appointment && reminder !== undefined && reminder <= now) return { kind: 'remind-appointment', appointment };
  const look = termLook({ ...didCase, notices: counted }, policy, facts.outages);
  if (look === undefined || look > now) return { kind: 'wait', until: earliest(look, reminder) };
  if (suspensionOver(didCase, policy) !== undefined) return { kind: 'suspension-over' };
  const { nextMeeting } = didCase;
  const againBy = nextMeeting && startOfDay(addDays(nextMeeting.on, 1));
  const metBy = earliest(
    ...(appointment && appointment.endsAt > now ? [appointment.endsAt, reminder] : []),
    ...(againBy !== undefined && againBy > now ? [againBy] : []),
    // Of who was called up the office first tells whether they came.
    ...(didCase.callUps ?? []).map(({ startsAt }) => dayAfter(startsAt)).filter((day) => day > now),
  );
  const awaited = awaitedNext(didCase, policy);
  if (awaited?.step === 'chase-old-did') return { kind: 'chase-old-did' };
  if (awaited?.step === 'remind-inps') {
    return facts.mailboxHealthy
      ? { kind: 'remind-inps' }
      : { kind: 'wait', until: startOfDay(addDays(dateInRome(now), 1)) };
  }
  const end = termEnd(didCase, policy, facts.outages);
  if (end === undefined) return metBy === undefined ? { kind: 'convene' } : { kind: 'wait', until: metBy };

  const today = dateInRome(now);
  const tomorrow = startOfDay(addDays(today, 1));
  if (!facts.mailboxHealthy) return { kind: 'wait', until: tomorrow };
  const [firstDays, lastDays] = policy.noticeDaysBefore.value;
  const [first, second] = counted;
  if (!first) return { kind: 'remind', notice: 1, closesOn: later(end, addDays(today, firstDays)) };
  const latest = second ?? first;
  if (servedOn(latest) === undefined) return { kind: 'ask-office' };
  if (!second) return { kind: 'remind', notice: 2, closesOn: later(end, addDays(today, lastDays)) };
  if (metBy !== undefined) return { kind: 'wait', until: metBy };
  if (facts.officeTaskOpen) return { kind: 'wait', until: tomorrow };
  if (appointment?.outcome === 'attended') {
    // Who came has done what was theirs: the rest is the office's, however long it takes.
    return appointment.entryAsked ? { kind: 'wait', until: undefined } : { kind: 'ask-entry', meeting: 'attended' };
  }
  if (isUntold(appointment)) return { kind: 'ask-outcome', appointment };
  return nextMeeting && !nextMeeting.asked ? { kind: 'ask-entry', meeting: 'next' } : { kind: 'expire' };
}
