/**
 * What is kept for how long, as dated data: a schedule counts from its day until the next one begins. No source gives
 * these terms but where one is named; the office confirms or changes them before production. The words are beside, in
 * `retention-words.ts`.
 */
import type { Term } from './policies.ts';
import type { KnownRule } from './rules.ts';

/** A length of time on the calendar. */
export type Period =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
  | { readonly years: number };

/** One sort of data: how long it is kept, by which rule, and what that rests on. */
export type RetentionTerm = Term<Period>;

export const retentionIds = [
  'draft',
  'code',
  'command',
  'access',
  'evidence',
  'case',
  'record',
  'mailboxes',
  'seat',
] as const;
export type RetentionId = (typeof retentionIds)[number];

export interface RetentionSchedule {
  /** The first day on which it counts, in Europe/Rome. */
  readonly from: string;
  readonly terms: Readonly<Record<RetentionId, RetentionTerm>>;
}

const term = (rule: KnownRule, value: Period, source = 'no source gives a term'): RetentionTerm => ({
  rule,
  value,
  source,
  assumed: true,
  adverse: false,
});

export const retentionSchedules: readonly RetentionSchedule[] = [
  {
    from: '2017-12-01',
    terms: {
      draft: term('retention.draft', { days: 90 }),
      code: term('retention.code', { hours: 24 }),
      command: term('retention.command', { days: 90 }),
      access: term('retention.access', { months: 24 }),
      evidence: term('retention.evidence', { days: 30 }),
      case: term('retention.case', { years: 10 }, 'c.c. art. 2946; no source gives a term for a DID'),
      record: term('retention.record', { years: 10 }, 'c.c. art. 2946; no source gives a term for a DID'),
      mailboxes: term('retention.mailboxes', { days: 1 }),
      seat: term('retention.seat', { days: 90 }),
    },
  },
];
