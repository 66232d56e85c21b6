/**
 * What time brings to a case. A timer never punishes: it reminds, it closes what was never completed once the person
 * was told twice in time, or it opens a task for a person in an office.
 */
import { addDays, dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { DidCase, Notice } from './declaration.ts';
import type { ProcedurePolicy } from './policies.ts';

/** What the sweep looks at beside the case. */
export interface DueFacts {
  /** The citizen's mailbox takes mail: no hard bounce that is not repaired. */
  readonly mailboxHealthy: boolean;
  /** Since when the mailbox is the citizen's: a notice to an earlier, broken one does not count. */
  readonly mailboxSince: Instant;
  /** Something of the case waits for an office: then the delay is not the person's. */
  readonly officeTaskOpen: boolean;
}

/** What is due in a case now. `wait`: nothing, look again then, if ever. */
export type DueStep =
  | { readonly kind: 'remind'; readonly notice: 1 | 2; readonly closesOn: PlainDate }
  | { readonly kind: 'expire' }
  | { readonly kind: 'convene' }
  | { readonly kind: 'ask-office' }
  | { readonly kind: 'wait'; readonly until: Instant | undefined };

const later = <Text extends string>(a: Text, b: Text): Text => (a > b ? a : b);

/** The last day of the term to complete a draft or a DID con riserva; `undefined` for a case that no timer closes. */
export function termEnd(didCase: DidCase, policy: ProcedurePolicy): PlainDate | undefined {
  const { status, route, didDate, registeredAt } = didCase;
  if (status === 'registered' && route === 'A') return addDays(dateInRome(registeredAt), policy.draftDays.value);
  if (status === 'reserved' && didDate !== undefined) return addDays(didDate, policy.reserveDays.value);
  return undefined;
}

/** The day from which the job centre convenes a person whose DID is authentic and who has signed no pact. */
export function conveneFrom({ status, didDate }: DidCase, policy: ProcedurePolicy): PlainDate | undefined {
  return status === 'confirmed' && didDate !== undefined ? addDays(didDate, policy.conveneDays.value + 1) : undefined;
}

/** When a notice counts as received: its delivery, where the policy takes it for service (`reserve.notice-service`). */
const servedOn = (notice: Notice | undefined) =>
  notice?.servedAt === undefined ? undefined : dateInRome(notice.servedAt);

/** When the case has to be looked at next, if nothing else happens to it; `undefined` if time brings nothing. */
export function nextLook(didCase: DidCase, policy: ProcedurePolicy): Instant | undefined {
  const convene = conveneFrom(didCase, policy);
  if (convene !== undefined) return didCase.convenedAt === undefined ? startOfDay(convene) : undefined;
  const end = termEnd(didCase, policy);
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

/** The notices that went to the mailbox of today; they begin again when a broken mailbox was replaced. */
export function countedNotices({ notices }: DidCase, mailboxSince: Instant): Notice[] {
  return (notices ?? []).filter(({ sentAt }) => sentAt >= mailboxSince);
}

/**
 * What is due in a case at an instant. Two notices come before any closing, the second at least so many days after the
 * first was received, the closing at least so many after the second: a run that comes late shortens nothing. Nothing is
 * closed while the mailbox is broken or an office has something to do.
 */
export function dueStep(didCase: DidCase, facts: DueFacts, policy: ProcedurePolicy, now: Instant): DueStep {
  const counted = countedNotices(didCase, facts.mailboxSince);
  const look = nextLook({ ...didCase, notices: counted }, policy);
  if (look === undefined || look > now) return { kind: 'wait', until: look };
  const end = termEnd(didCase, policy);
  if (end === undefined) return { kind: 'convene' };

  const today = dateInRome(now);
  const tomorrow = startOfDay(addDays(today, 1));
  if (!facts.mailboxHealthy) return { kind: 'wait', until: tomorrow };
  const [firstDays, lastDays] = policy.noticeDaysBefore.value;
  const [first, second] = counted;
  if (!first) return { kind: 'remind', notice: 1, closesOn: later(end, addDays(today, firstDays)) };
  const latest = second ?? first;
  if (servedOn(latest) === undefined) return { kind: 'ask-office' };
  if (!second) return { kind: 'remind', notice: 2, closesOn: later(end, addDays(today, lastDays)) };
  return facts.officeTaskOpen ? { kind: 'wait', until: tomorrow } : { kind: 'expire' };
}
