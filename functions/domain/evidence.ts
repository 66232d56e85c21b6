/** What an act brought that outlives it, kept beside the case so that it can be restricted and deleted by itself. */
export const evidenceKinds = [
  'meeting',
  'pact',
  'withdrawal',
  'change',
  'proposal',
  'closure',
  'rectification',
  'intake',
  'meeting-not-concluded',
  'term-extended',
  'hold',
  'pact-decision',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
