/** Edits that the sweep makes: a notice before a closing, and the call to the job centre to convene somebody. */
import type { MailParameters } from './communications.ts';
import type { Instant, PlainDate } from './dates.ts';
import type { DidCase, Notice } from './declaration.ts';
import { caseNumber, type MailId } from './ids.ts';
import type { Operator } from './operators.ts';
import type { ProcedurePolicy, RuleId } from './policies.ts';
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
  /** The operator whom the citizen chose, if one was. */
  readonly operator?: Operator | undefined;
}

/** Writes to the person that the file will be closed on a day unless it is completed, and how. */
export function remind(
  didCase: DidCase,
  { number, mailId, closesOn, earlier, operator }: NextNotice,
  policy: ProcedurePolicy,
  now: Instant,
): TimedEdit & { readonly mail: MailParameters } {
  const { declarationId, didDate } = didCase;
  return {
    event: 'remind',
    changes: { notices: [...earlier.filter((notice) => notice.number < number), { number, mailId, sentAt: now }] },
    rules: [policy.noticeDaysBefore.rule],
    mail: {
      kind: 'completion-reminder',
      caseNumber: caseNumber(declarationId),
      receivedAt: didCase.releasedAt ?? didCase.registeredAt,
      closesOn,
      noticeNumber: number,
      ...(didDate === undefined ? {} : { didDate }),
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** Notes that the job centre was asked to convene the person (D.Lgs. 150/2015 art. 20 c.1); once. */
export function convene(policy: ProcedurePolicy, now: Instant): TimedEdit {
  return { event: 'convene', changes: { convenedAt: now }, rules: [policy.conveneDays.rule] };
}

/** Notes that the office was asked whether the last notice arrived; once a notice. */
export function doubt(notices: readonly Notice[], policy: ProcedurePolicy): TimedEdit {
  const changed = notices.map((notice, index) =>
    index === notices.length - 1 ? { ...notice, doubted: true } : notice,
  );
  return { event: 'notice-not-received', changes: { notices: changed }, rules: [policy.noticeDoubtDays.rule] };
}

/** Lets notices begin again, since another mailbox was proved: those to the one that broke do not count. */
export function noticesAnew(policy: ProcedurePolicy): TimedEdit {
  return { event: 'mailbox-repaired', changes: { notices: [] }, rules: [policy.noticeDaysBefore.rule] };
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
