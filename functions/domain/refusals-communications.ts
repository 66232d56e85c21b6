/** Refusals about what INPS and the region have people written. */
export const communicationRefusals = {
  'template-not-yours': { status: 403, rule: 'S0:9' },
  'communication-nobody': { status: 404, rule: 'S0:9' },
  'communication-limit': { status: 409, rule: 'communication.limit' },
  'term-in-past': { status: 422, rule: 'S0:9' },
  'interruption-ends-first': { status: 422, rule: 'S0:9' },
  'interruption-over': { status: 422, rule: 'S0:9' },
} as const;
