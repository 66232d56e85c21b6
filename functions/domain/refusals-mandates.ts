/** Refusals about the mandates that a person gives patronati and trusted persons. */
export const mandateRefusals = {
  'patronato-unknown': { status: 422, rule: 'L. 152/2001 arts 2-3' },
  'mandate-in-past': { status: 422, rule: 'mandate.longest' },
  'mandate-too-long': { status: 422, rule: 'mandate.longest' },
  'mandate-exists': { status: 409, rule: 'one mandate a patronato' },
  'delegate-yourself': { status: 422, rule: 'D.Lgs. 82/2005 art. 64-ter' },
  'delegate-exists': { status: 409, rule: 'one mandate a delegate' },
  'identity-for-delegate': { status: 403, rule: 'D.Lgs. 82/2005 art. 64-ter' },
  'notice-own-hand': { status: 422, rule: 'GDPR art. 13' },
} as const;
