/** Edits that the sweep makes: a notice before a closing, and the call to the job centre to convene somebody. */
import type { Appointment } from './appointment.ts';
import { aboutAppointment, toBring } from './appointment-news.ts';
import { conveneRules } from './awaited-did.ts';
import type { DocumentToBring, MailParameters } from './communications.ts';
import type { Instant, PlainDate } from './dates.ts';
import type { CaseFacts } from './decide.ts';
import type { DidCase, Notice, Untold } from './declaration.ts';
import { caseNumber, type MailId } from './ids.ts';
import type { OldDid } from './old-did.ts';
import type { Operator } from './operators.ts';
import type { ProcedurePolicy, RuleId } from './policies.ts';
import type { CallUp } from './proceedings.ts';
import { officeOf } from './verbs/meeting.ts';

/** What a timer changes in a case, short of its status. */
export interface TimedEdit {
  readonly event: string;
  readonly changes: Omit<Partial<DidCase>, 'status' | 'version'>;
  readonly rules: readonly RuleId[];
}

/** A notice to be sent, after those that count. */
export interface NextNotice {
  readonly number: 1 | 2;
  readonly mailId: MailId;
  readonly closesOn: PlainDate;
  readonly earlier: readonly Notice[];
  /** What the person still has to bring to complete a DID con riserva. */
  readonly documents?: readonly DocumentToBring[] | undefined;
  /** The operator whom the citizen chose, if one was. */
  readonly operator?: Operator | undefined;
}

/** Writes to the person that the file will be closed on a day unless it is completed, and how. */
export function remind(
  didCase: DidCase,
  { number, mailId, closesOn, earlier, documents, operator }: NextNotice,
  policy: ProcedurePolicy,
  now: Instant,
): TimedEdit & { readonly mail: MailParameters } {
  const { declarationId, didDate } = didCase;
  return {
    event: 'remind',
    changes: {
      notices: [...earlier.filter((notice) => notice.number < number), { number, mailId, sentAt: now, closesOn }],
    },
    rules: [policy.noticeDaysBefore.rule],
    mail: {
      kind: 'completion-reminder',
      caseNumber: caseNumber(declarationId),
      receivedAt: didCase.releasedAt ?? didCase.registeredAt,
      closesOn,
      noticeNumber: number,
      ...(didDate === undefined ? {} : { didDate, ...(documents && { documents: [...documents] }) }),
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** Reminds the person of an appointment, once: what to bring, where, how to move it. */
export function remindAppointment(
  appointment: Appointment,
  facts: Pick<CaseFacts, 'didCase' | 'citizen'>,
  operator: Operator | undefined,
  policy: ProcedurePolicy,
  now: Instant,
): TimedEdit & { readonly mail: MailParameters } {
  return {
    event: 'remind-appointment',
    changes: { appointment: { ...appointment, remindedAt: now } },
    rules: [policy.appointmentReminderAt.rule],
    mail: {
      kind: 'appointment-reminder',
      ...aboutAppointment(facts.didCase, appointment, operator),
      documents: toBring(facts),
    },
  };
}

/** Notes that the office was asked what became of an appointment; once an appointment. */
export function askOutcome(appointment: Appointment, policy: ProcedurePolicy): TimedEdit {
  return {
    event: 'ask-outcome',
    changes: { appointment: { ...appointment, outcomeAsked: true } },
    rules: [policy.reserveDays.rule],
  };
}

/** Notes that the office was asked who came when a person was called up; once a call-up. */
export function askAttendance({ callUps = [] }: DidCase, { id }: CallUp): TimedEdit {
  return {
    event: 'ask-attendance',
    changes: { callUps: callUps.map((one) => (one.id === id ? { ...one, outcomeAsked: true } : one)) },
    rules: ['D.Lgs. 150/2015 art. 21 c.6'],
  };
}

/** Notes that the office was asked to enter what came of a meeting: of an appointment that was kept, or the next one. */
export function askEntry(
  { appointment, nextMeeting }: DidCase,
  meeting: 'attended' | 'next',
  policy: ProcedurePolicy,
): TimedEdit {
  const asked = {
    attended: appointment && { appointment: { ...appointment, entryAsked: true } },
    next: nextMeeting && { nextMeeting: { ...nextMeeting, asked: true } },
  }[meeting];
  return { event: 'ask-entry', changes: { ...asked }, rules: [policy.reserveDays.rule] };
}

/** Notes that an office was asked what became of the work for which the status is suspended; once a suspension. */
export function askAboutWork({ suspension }: DidCase, policy: ProcedurePolicy, now: Instant): TimedEdit {
  return {
    event: 'suspension-over',
    changes: suspension ? { suspension: { ...suspension, askedAt: now } } : {},
    rules: [policy.suspensionDays.rule],
  };
}

/** Notes that the job centre was asked to convene the person (D.Lgs. 150/2015 arts 20 c.1 and 21 c.2); once. */
export function convene(didCase: DidCase, policy: ProcedurePolicy, now: Instant): TimedEdit {
  return { event: 'convene', changes: { convenedAt: now }, rules: conveneRules(didCase, policy) };
}

/** Tells what a meeting brought, since the pact that was to follow at once did not come. */
export function tellMeeting({ mail }: Untold, policy: ProcedurePolicy): TimedEdit & { readonly mail: MailParameters } {
  return { event: 'tell-meeting', changes: { untold: undefined }, rules: [policy.meetingMailMinutes.rule], mail };
}

/** Asks who is about to apply to INPS whether it is still so, once; nothing is lost by not answering. */
export function remindInps(
  { declarationId, inps, routeSince, registeredAt }: DidCase,
  policy: ProcedurePolicy,
  now: Instant,
): TimedEdit & { readonly mail: MailParameters } {
  return {
    event: 'remind-inps',
    changes: { inps: { ...inps, remindedAt: now } },
    rules: [policy.inpsReminderDays.rule],
    mail: {
      kind: 'inps-reminder',
      caseNumber: caseNumber(declarationId),
      receivedAt: routeSince ?? registeredAt,
      applied: inps?.stated?.state === 'made',
    },
  };
}

/** Notes that a job centre that has not answered was asked again; its silence changes nothing else (S0:57). */
export function chaseOldDid(oldDid: OldDid, policy: ProcedurePolicy, now: Instant): TimedEdit {
  return {
    event: 'chase-old-did',
    changes: { oldDid: { ...oldDid, chasedAt: now } },
    rules: [policy.oldDidAnswerDays.rule],
  };
}

/** Notes that the office was asked whether the last notice arrived; once a notice. */
export function doubt(notices: readonly Notice[], policy: ProcedurePolicy): TimedEdit {
  const changed = notices.map((notice, index) =>
    index === notices.length - 1 ? { ...notice, doubted: true } : notice,
  );
  return { event: 'notice-not-received', changes: { notices: changed }, rules: [policy.noticeDoubtDays.rule] };
}

/** Lets notices begin again, since another mailbox took the place of the one that they went to: those do not count. */
export function noticesAnew(policy: ProcedurePolicy, why: 'repaired' | 'changed'): TimedEdit {
  return { event: `mailbox-${why}`, changes: { notices: [] }, rules: [policy.noticeDaysBefore.rule] };
}

/**
 * Notes when a notice was received, which lets its term run; `undefined` if that is known or the mail is no notice.
 * @param by what proves it: news of the mail's delivery, or that the person read it in the portal
 */
export function noticeServed(
  didCase: DidCase,
  mailId: MailId,
  servedAt: Instant,
  policy: ProcedurePolicy,
  by: 'delivery' | 'reading' = 'delivery',
): TimedEdit | undefined {
  const notices = didCase.notices ?? [];
  const found = notices.find((notice) => notice.mailId === mailId);
  if (!found || found.servedAt !== undefined) return undefined;
  // Clocks differ: nothing is received before it is sent, and no term gets shorter by that.
  const received = { ...found, servedAt: servedAt > found.sentAt ? servedAt : found.sentAt };
  return {
    event: by === 'delivery' ? 'notice-received' : 'notice-read',
    changes: { notices: notices.map((notice) => (notice === found ? received : notice)) },
    rules: [(by === 'delivery' ? policy.noticeServedByDelivery : policy.noticeServedByReading).rule],
  };
}
