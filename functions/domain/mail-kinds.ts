import * as z from 'zod/mini';

/** What a citizen is written about. */
export const mailKinds = [
  'draft-saved',
  'did-released',
  'did-released-with-reserve',
  'operator-chosen',
  'did-authenticated',
  'meeting-not-concluded',
  'psp-signed',
  'pact-disputed',
  'withdrawn',
  'status-suspended',
  'status-resumed',
  'did-closed',
  'did-reopened',
  'did-rectified',
  'case-transferred',
  'operator-ended',
  'completion-reminder',
  'file-closed',
  'inps-application',
  'inps-awaited',
  'inps-reminder',
  'old-did-asked',
  'old-did-answered',
  'extremes-verified',
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'appointment-reminder',
  'mailbox-code',
  'mailbox-changed',
  'mailbox-change-asked',
  'mailbox-change-stopped',
  'mailbox-listed',
  'guardian-recorded',
] as const;
export const MailKind = z.enum(mailKinds);
export type MailKind = z.infer<typeof MailKind>;

/** `courtesy` mail stops after a complaint, `legal` mail does not; `version` goes up whenever the words change. */
export interface MailSort {
  readonly nature: 'legal' | 'courtesy';
  readonly version: number;
}

export const mailSorts: Readonly<Record<MailKind, MailSort>> = {
  'draft-saved': { nature: 'courtesy', version: 1 },
  'did-released': { nature: 'legal', version: 3 },
  'did-released-with-reserve': { nature: 'legal', version: 2 },
  'did-authenticated': { nature: 'legal', version: 2 },
  'operator-chosen': { nature: 'legal', version: 1 },
  'meeting-not-concluded': { nature: 'legal', version: 1 },
  'psp-signed': { nature: 'legal', version: 2 },
  'pact-disputed': { nature: 'legal', version: 1 },
  withdrawn: { nature: 'legal', version: 2 },
  'status-suspended': { nature: 'legal', version: 1 },
  'status-resumed': { nature: 'legal', version: 1 },
  'did-closed': { nature: 'legal', version: 1 },
  'did-reopened': { nature: 'legal', version: 1 },
  'did-rectified': { nature: 'legal', version: 1 },
  'case-transferred': { nature: 'legal', version: 1 },
  'operator-ended': { nature: 'legal', version: 1 },
  'completion-reminder': { nature: 'legal', version: 2 },
  'file-closed': { nature: 'legal', version: 1 },
  'inps-application': { nature: 'legal', version: 1 },
  'inps-awaited': { nature: 'legal', version: 1 },
  'inps-reminder': { nature: 'courtesy', version: 1 },
  'old-did-asked': { nature: 'legal', version: 1 },
  'old-did-answered': { nature: 'legal', version: 1 },
  'extremes-verified': { nature: 'legal', version: 1 },
  'appointment-booked': { nature: 'legal', version: 1 },
  'appointment-moved': { nature: 'legal', version: 1 },
  'appointment-cancelled': { nature: 'legal', version: 1 },
  'appointment-reminder': { nature: 'courtesy', version: 1 },
  // Asked for by who waits in front of the portal, so a complaint about another mail must not stop it.
  'mailbox-code': { nature: 'legal', version: 1 },
  'mailbox-changed': { nature: 'legal', version: 3 },
  'mailbox-change-asked': { nature: 'legal', version: 1 },
  'mailbox-change-stopped': { nature: 'legal', version: 1 },
  'mailbox-listed': { nature: 'legal', version: 1 },
  'guardian-recorded': { nature: 'legal', version: 1 },
};
