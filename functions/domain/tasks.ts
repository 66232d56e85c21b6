import type { OperatorId } from './ids.ts';

/** What a person in an office is asked to look at. */
export const taskKinds = [
  'command-failed',
  'mail-failed',
  'mail-to-wrong-mailbox',
  'mailbox-broken',
  'mail-complaint',
  'notice-not-received',
  'convene',
  'choose-again',
  'did-annulled',
  'old-did-question',
  'old-did-overdue',
  'old-did-letter',
  'inps-unknown-person',
  'inps-mismatch',
  'inps-application',
  'appointment-outcome',
  'meeting-not-entered',
  'mailbox-listed',
  'mailbox-contested',
  'not-me',
  'letter',
  'change-reported',
  'domicile-changed',
  'suspension-proposed',
  'suspension-over',
  'proposal-made',
  'reopening-asked',
  'pact-disputed',
  'examine-pact',
  'pact-signature',
  'intake-review',
  'reply-received',
  'correction-asked',
  'restriction-asked',
  'breach-to-decide',
  'decision-overdue',
  'decision-final',
  'act-not-served',
  'job-news',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What news of work would mean, for a person in an office to say; `look`: nothing that is done as the case stands. */
export const jobProposals = ['suspension', 'closure', 'resumption', 'look'] as const;

/** A task that a decision or an edit brings. */
export interface CaseTask {
  readonly kind: TaskKind;
  /** `declaration`: one of its kind for the DID, the default; `act`: one for each act that brings it. */
  readonly about?: 'declaration' | 'act';
  /**
   * On whose work list: the chosen operator's by default; `job-centre`: that of the job centre who may decide on the case
   * (the chosen one, or that of the domicile); the managers'; or this one's. Where there is none, the managers'.
   */
  readonly list?: 'operator' | 'job-centre' | 'managers' | OperatorId;
  /** What is proposed to who looks at it. */
  readonly proposes?: (typeof jobProposals)[number];
}
