/** Refusals about what a person declares: data that cannot be, texts and notices that are not those in force. */
export const declaredRefusals = {
  'job-before-birth': { status: 422, rule: 'declared.last-job' },
  'job-before-working-age': { status: 422, rule: 'work.minimum-age' },
  'job-dates-reversed': { status: 422, rule: 'declared.last-job' },
  'never-worked': { status: 422, rule: 'declared.last-job' },
  'title-year-impossible': { status: 422, rule: 'declared.title' },
  'privacy-notice-unknown': { status: 422, rule: 'GDPR art. 13' },
  'privacy-notice-superseded': { status: 422, rule: 'GDPR art. 13' },
  'declaration-text-unknown': { status: 422, rule: 'D.P.R. 445/2000 art. 48 c.2' },
  'declaration-text-superseded': { status: 409, rule: 'D.P.R. 445/2000 art. 48 c.2' },
  'fiscal-code-unread': { status: 422, rule: 'identity.provisional-code' },
  'fiscal-code-differs': { status: 422, rule: 'identity' },
  'fiscal-code-same': { status: 422, rule: 'identity' },
  'fiscal-code-provisional-again': { status: 422, rule: 'identity' },
  'fiscal-code-held': { status: 409, rule: 'identity' },
} as const;
