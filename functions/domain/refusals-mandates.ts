/** Refusals about the mandates that a person gives patronati and trusted persons. */
export const mandateRefusals = {
  'patronato-unknown': { status: 422, rule: 'L. 152/2001 arts 2-3' },
  'mandate-in-past': { status: 422, rule: 'mandate.longest' },
  'mandate-too-long': { status: 422, rule: 'mandate.longest' },
  'mandate-exists': { status: 409, rule: 'one mandate a patronato' },
  'delegate-yourself': { status: 422, rule: 'D.Lgs. 82/2005 art. 64-ter' },
  'delegate-exists': { status: 409, rule: 'one mandate a delegate' },
  'identity-for-delegate': { status: 403, rule: 'D.Lgs. 82/2005 art. 64-ter' },
  'representative-self': { status: 422, rule: 'representation.full' },
  'representative-exists': { status: 409, rule: 'one mandate a delegate' },
  'representative-none': { status: 404, rule: 'representation.full' },
  'representation-in-past': { status: 422, rule: 'representation.longest' },
  'representation-too-long': { status: 422, rule: 'representation.longest' },
  'representation-by-office': { status: 403, rule: 'representation.full' },
  'person-without-record': { status: 409, rule: 'representation.full' },
  'notice-own-hand': { status: 422, rule: 'GDPR art. 13' },
} as const;
