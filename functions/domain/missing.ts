/** What a meeting can end without, and whose rule asks for it. */

/** What can be missing at a meeting; `agreement`: no pact was agreed on yet. */
export const missingThings = [
  'identity-document',
  'residence-permit',
  'paper-declaration',
  'inps-extremes',
  'old-did-extremes',
  'countersignature',
  'fiscal-code-paper',
  'agreement',
] as const;
export type MissingThing = (typeof missingThings)[number];

/** Who asks for it: the region's procedure (S0), the law, or the office by a rule of its own, which is assumed. */
export const bases = ['procedure', 'law', 'office'] as const;
export type Basis = (typeof bases)[number];
