/**
 * Values that the law or the office gives, as dated data. Each names its source; what no source gives is `assumed`.
 * Two axes: the procedure is chosen by the office in the stage configuration, conditionality by the date of the fact.
 */

/** Identifier of a rule, stored with every decision that rests on it. */
export type RuleId = string;

/** One value of a policy. `adverse`: applying it can cost a person something, so a stage `prod` wants a legal basis. */
export interface Term<Value> {
  readonly rule: RuleId;
  readonly value: Value;
  readonly source: string;
  readonly assumed: boolean;
  readonly adverse: boolean;
}

/** A way to prove who one is; `until` is the last day on which citizens could use it (D.L. 76/2020 art. 24). */
export interface IdentityMeans {
  readonly idp: string;
  readonly strong: boolean;
  readonly source: string;
  readonly until?: string;
}

export interface ProcedurePolicy {
  readonly id: 'lombardia-2017';
  readonly identityMeans: readonly IdentityMeans[];
  /** For an accredited operator S0:31 asks it, whatever the policy. */
  readonly paperDeclarationForCpi: Term<boolean>;
  /** Days after which a draft that was never released may be deleted. No DID exists, so nobody loses anything. */
  readonly draftDays: Term<number>;
  /** Days from release after which a DID con riserva that was never completed may be closed, once noticed. */
  readonly reserveDays: Term<number>;
  /** Days before the end of a term on which the person is written to. */
  readonly noticeDaysBefore: Term<readonly [first: number, last: number]>;
  /** Whether SES's delivery event proves that a notice was received; without it no notice is, and nothing is closed. */
  readonly noticeServedByDelivery: Term<boolean>;
  /** Whether the person's reading a notice in the portal proves that it was received, whatever became of the mail. */
  readonly noticeServedByReading: Term<boolean>;
  /** Days after which an office is asked whether a notice arrived that nothing proves; nobody looks at it any more. */
  readonly noticeDoubtDays: Term<number>;
  /** Days from the DID within which the person is expected at the operator; later the job centre convenes. */
  readonly conveneDays: Term<number>;
}

const stated = <Value>(rule: RuleId, value: Value, source: string, adverse = false): Term<Value> => ({
  rule,
  value,
  source,
  assumed: false,
  adverse,
});
const assumed = <Value>(rule: RuleId, value: Value, source: string, adverse = false): Term<Value> => ({
  rule,
  value,
  source,
  assumed: true,
  adverse,
});

const lombardia2017: ProcedurePolicy = {
  id: 'lombardia-2017',
  identityMeans: [
    { idp: 'SPID', strong: true, source: 'S0:15' },
    { idp: 'CNS', strong: true, source: 'S0:15' },
    { idp: 'CIE', strong: true, source: 'D.Lgs. 82/2005 art. 64' },
    { idp: 'INPS-PIN', strong: true, source: 'S0:15', until: '2021-09-30' },
    { idp: 'CLICLAVORO', strong: false, source: 'S0:9', until: '2021-09-30' },
    { idp: 'PASSWORD', strong: false, source: 'S0:13, S0:25', until: '2021-09-30' },
  ],
  paperDeclarationForCpi: assumed('paper-declaration.cpi', true, 'D.P.R. 445/2000 art. 38', true),
  draftDays: assumed('draft.term', 90, 'no source gives a term'),
  reserveDays: assumed('reserve.term', 120, 'S0 gives no term', true),
  noticeDaysBefore: assumed('reserve.notices', [30, 7], 'no source gives a notice', true),
  noticeServedByDelivery: assumed('reserve.notice-service', true, 'no source says what proves a notice', true),
  noticeServedByReading: assumed('reserve.notice-reading', true, 'no source says what proves a notice', true),
  noticeDoubtDays: assumed('reserve.notice-doubt', 7, 'no source says how long news of a notice may take'),
  conveneDays: stated('convene.term', 30, 'D.Lgs. 150/2015 art. 20 c.1'),
};

export const procedurePolicies = { 'lombardia-2017': lombardia2017 } as const satisfies Record<string, ProcedurePolicy>;
export type ProcedurePolicyId = keyof typeof procedurePolicies;

/** Rules of conditionality by the date of the fact; without gaps between them or overlaps. Sanctions rest on them. */
export const conditionalityPolicies = [
  { id: 'circolare-133-2010', from: '2009-05-19', to: '2015-09-23', source: 'S1:73-92' },
  { id: 'dlgs-150-2015', from: '2015-09-24', to: undefined, source: 'D.Lgs. 150/2015 art. 21' },
] as const;

/** Rules of a procedure that can cost a person something and rest on no source: `prod` refuses them undecided. */
export function assumedAdverseTerms(id: ProcedurePolicyId): RuleId[] {
  const { identityMeans: _, id: __, ...terms } = procedurePolicies[id];
  return Object.values(terms)
    .filter((term) => term.adverse && term.assumed)
    .map((term) => term.rule);
}
