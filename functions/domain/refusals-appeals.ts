/** Refusals about appeals against decisions, and what follows a forfeiture. */
const appeal = 'D.Lgs. 150/2015 art. 21 c.12';
const afterForfeiture = 'D.Lgs. 150/2015 art. 21 c.9';

export const appealRefusals = {
  'decision-unknown': { status: 404, rule: 'acts of a case' },
  'nothing-to-appeal': { status: 409, rule: appeal },
  'appeal-filed': { status: 409, rule: appeal },
  'appeal-not-filed': { status: 409, rule: appeal },
  'appeal-decided': { status: 409, rule: appeal },
  'appeal-paper-missing': { status: 422, rule: appeal },
  'appeal-in-future': { status: 422, rule: appeal },
  'appeal-before-decision': { status: 422, rule: appeal },
  'outcome-in-future': { status: 422, rule: appeal },
  'outcome-before-appeal': { status: 422, rule: appeal },
  'appeal-pending': { status: 409, rule: appeal },
  'decision-not-final': { status: 409, rule: appeal },
  'before-two-months': { status: 409, rule: afterForfeiture },
} as const;
