/** Refusals about a pact that was entered: its signature, and that the person says they did not sign. */
export const pactRefusals = {
  'pact-disputed-already': { status: 409, rule: 'pact.dispute' },
  'dispute-too-late': { status: 409, rule: 'pact.dispute' },
  'pact-not-disputed': { status: 409, rule: 'pact.dispute' },
  'signature-not-recorded': { status: 409, rule: 'D.Lgs. 82/2005 art. 20 c.1-bis' },
  'signature-recorded': { status: 409, rule: 'D.Lgs. 82/2005 art. 20 c.1-bis' },
} as const;
