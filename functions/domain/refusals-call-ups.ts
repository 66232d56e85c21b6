/** Refusals about calling a person up, and about what came of it. */
export const callUpRefusals = {
  'notice-too-short': { status: 422, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'channel-not-agreed': { status: 422, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'call-up-holiday': { status: 422, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'call-up-hour': { status: 422, rule: 'call-up.hours' },
  'call-up-too-far': { status: 422, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'too-many-call-ups': { status: 409, rule: 'call-ups of a case' },
  'called-up-already': { status: 409, rule: 'call-ups of a case' },
  'call-up-to-come': { status: 409, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'call-up-begun': { status: 409, rule: 'D.Lgs. 150/2015 art. 21 c.6' },
  'room-full': { status: 409, rule: 'one person a seat' },
} as const;
