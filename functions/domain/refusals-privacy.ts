import { mandateRefusals } from './refusals-mandates.ts';

/** Refusals about a person's say over their data: correction, restriction, what is kept, the end of the account, mandates. */
export const privacyRefusals = {
  'correction-unknown': { status: 404, rule: 'GDPR art. 16' },
  'not-corrected': { status: 409, rule: 'GDPR art. 16' },
  'correction-not-told': { status: 422, rule: 'GDPR art. 16' },
  'restriction-stands': { status: 409, rule: 'GDPR art. 18' },
  'restriction-not-so': { status: 409, rule: 'GDPR art. 18' },
  'restriction-not-told': { status: 409, rule: 'GDPR art. 18 par. 3' },
  'data-restricted': { status: 409, rule: 'GDPR art. 18' },
  'identity-not-proved': { status: 403, rule: 'GDPR art. 12 par. 6' },
  'account-ended': { status: 403, rule: 'GDPR art. 17' },
  'account-live-did': { status: 409, rule: 'GDPR art. 17 par. 3' },
  'hold-none': { status: 409, rule: 'retention.hold' },
  'telephone-code-unknown': { status: 404, rule: 'telephone.code:assumed' },
  'telephone-limit': { status: 429, rule: 'telephone.limit' },
  'telephone-none': { status: 409, rule: 'telephone.code:assumed' },
  'not-moved': { status: 409, rule: 'closure.moved:assumed' },
  'task-needs-decision': { status: 409, rule: 'GDPR art. 12 par. 3' },
  'case-erased': { status: 409, rule: 'retention.case' },
  ...mandateRefusals,
} as const;
