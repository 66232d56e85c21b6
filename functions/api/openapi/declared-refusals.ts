/** What is refused wherever a person declares data. */
import type { RefusalCode } from '../../domain/refusals.ts';

/** Data that cannot be. */
export const impossibleData = [
  'job-before-birth',
  'job-before-working-age',
  'job-dates-reversed',
  'never-worked',
  'title-year-impossible',
] as const satisfies readonly RefusalCode[];

/** A privacy notice that is not the one to have read. */
export const unreadNotices = [
  'privacy-notice-unknown',
  'privacy-notice-superseded',
] as const satisfies readonly RefusalCode[];
