/** The privacy notices (GDPR arts 13-14) that were ever shown, as data: which one a person has read is kept for good. */
import type { PlainDate } from './dates.ts';

export interface PrivacyNotice {
  readonly version: string;
  /** Where it is read, below the portal's address. */
  readonly path: string;
  /** The last day on which it was the one to read; absent for the one of today. */
  readonly until?: string;
}

/** Oldest first. A version is never taken out: what was read under it stands. */
export const privacyNotices: readonly PrivacyNotice[] = [{ version: '2026-1', path: '/privacy' }];

/** What is wrong with having read a notice on a day in Europe/Rome: there is no such one, or another is in force. */
export function noticeProblem(
  version: string,
  day: PlainDate,
  notices: readonly PrivacyNotice[] = privacyNotices,
): 'privacy-notice-unknown' | 'privacy-notice-superseded' | undefined {
  const notice = notices.find((each) => each.version === version);
  if (!notice) return 'privacy-notice-unknown';
  return notice.until !== undefined && notice.until < day ? 'privacy-notice-superseded' : undefined;
}
