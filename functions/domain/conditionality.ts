/**
 * What follows where a person who gets a benefit does not do what was agreed: dated policies, chosen by the day of the
 * fact and by no other. A decision stores the policy and the rule that it rests on.
 */
import type { Appeal, AppealTo } from './appeal.ts';
import { PlainDate } from './dates.ts';
import { assumed, assumedAdverseTerms, type ProcedurePolicyId, type RuleId, stated, type Term } from './policies.ts';
import type { ServedAct, ServiceChannel } from './service.ts';

/**
 * What a person can be said not to have done (D.Lgs. 150/2015 art. 21 c.7, letters a to d; S1:73, S1:90-92): come when
 * called up, take part in orientation or in training, accept a congruous offer, sign the declaration.
 */
export const breachKinds = ['call-up', 'orientation', 'training', 'offer', 'declaration'] as const;
export type BreachKind = (typeof breachKinds)[number];

/**
 * What a breach costs: days of the benefit; the benefit and the status (forfeiture); or, by S1, any payment of the
 * benefit from then on, what has accrued being kept (S1:73, S1:84, S1:92).
 */
export type Consequence =
  | { readonly kind: 'cut'; readonly days: number }
  | { readonly kind: 'forfeiture' }
  | { readonly kind: 'loss' };

/** What the first, the second and each later breach of a kind costs; the last step repeats. */
export interface Ladder {
  readonly rule: string;
  readonly source: string;
  readonly steps: readonly [Consequence, ...Consequence[]];
}

/** A way by which an act can be validly served, from a day on. */
export interface ValidChannel {
  readonly channel: ServiceChannel;
  readonly from: PlainDate;
  readonly source: string;
  readonly assumed: boolean;
  /** Only for who agreed on it in the pact. */
  readonly ifAgreed?: true;
}

/** What a declaration of a benefit was about: S1 knows benefits for which one was available for training alone. */
export const scopes = ['training', 'work-and-training'] as const;
export type Scope = (typeof scopes)[number];

export interface ConditionalityPolicy {
  readonly id: 'circolare-133-2010' | 'dlgs-150-2015';
  readonly source: string;
  /** First day of the facts that it is for. */
  readonly from: PlainDate;
  /** Last day; the policy of today has none. */
  readonly to?: PlainDate;
  readonly ladders: Readonly<Partial<Record<BreachKind, Ladder>>>;
  /** Who decides: the job centre (D.Lgs. 150/2015 art. 21 c.10), or INPS (S1:63-65). */
  readonly decidedBy: 'job-centre' | 'inps';
  /** Who decides on an appeal: the committee at the Ministry of Labour, or that of INPS. */
  readonly appealTo: AppealTo;
  /** Which court one goes to after it, and in how many days; left out, that of any other decision of an office. */
  readonly courtAfter?: Term<Appeal>;
  /** The rule on which an appeal rests, and that by which a reason excuses. */
  readonly appealRule: RuleId;
  readonly excuseRule: RuleId;
  /** What nobody misses without having been called up for it. */
  readonly calledUpFor: readonly BreachKind[];
  readonly validChannels: Readonly<Record<ServedAct, readonly ValidChannel[]>>;
  /** Days of notice of a call-up before the pact says how one is called up. */
  readonly firstCallUpDays: Term<number>;
  /** Hours of notice, from and to, of a call-up by the way that the pact agreed on, on working days. */
  readonly agreedCallUpHours: Term<readonly [least: number, most: number]>;
  /** Days after an absence in which one says why; the impediment itself does not count. */
  readonly excuseDays: Term<number>;
  /** Days from service in which one answers to what is contested. */
  readonly justificationDays: Term<number>;
  /** Days from service in which a decision is appealed against. */
  readonly appealDays: Term<number>;
  /** Whether a term that ends on a Sunday or public holiday ends on the next working day. */
  readonly holidaysShift: Term<boolean>;
  /** Calendar months after a forfeiture before which no new declaration is made. */
  readonly newDeclarationMonths: Term<number>;
  /** Days in which an office decides on what it contested; later its managers are asked. */
  readonly decisionDays: Term<number>;
  /** Days before the end of the time to answer on which who has not answered is written to once more. */
  readonly reminderDays: Term<number>;
  /** Days after which an office is asked whether an act arrived that nothing proves; until then no term runs. */
  readonly serviceDoubtDays: Term<number>;
}

const cut = (days: number): Consequence => ({ kind: 'cut', days });
const forfeiture: Consequence = { kind: 'forfeiture' };
const loss: Consequence = { kind: 'loss' };

const day = (text: string) => PlainDate.parse(text);

const letters = 'ANPAL delib. 54/2019: registered letter or certified mail';
const electronic = 'D.L. 60/2024; D.M. 174/2024';
const channel = (name: ServiceChannel, from: string, source: string, isAssumed = false): ValidChannel => ({
  channel: name,
  from: day(from),
  source,
  assumed: isAssumed,
});

/** Acts that can cost a person something: by paper, by certified mail, or by their own reading of them. */
const formal = (from: string, letter = letters, pec = letters): readonly ValidChannel[] => [
  channel('registered-letter', from, letter),
  channel('pec', from, pec),
  channel('hand', from, 'c.p.c. art. 138', true),
  channel('portal-read', from, 'no source says that reading is service', true),
];

const terms = {
  firstCallUpDays: assumed('call-up.first-notice', 7, 'no source gives a notice before the pact', true),
  agreedCallUpHours: stated('call-up.notice', [24, 72] as const, 'D.Lgs. 150/2015 art. 21 c.6', true),
  excuseDays: stated('call-up.excuse', 1, 'ANPAL delib. 54/2019: at the latest the day after', true),
  justificationDays: assumed('breach.justification', 15, 'no source gives a time to answer', true),
  appealDays: stated(
    'decision.appeal',
    30,
    'D.Lgs. 150/2015 art. 21 c.12; Ministry of Labour, committee on appeals',
    true,
  ),
  holidaysShift: assumed('term.holidays', true, 'c.c. art. 2963; no source says it of these terms'),
  newDeclarationMonths: stated('forfeiture.new-declaration', 2, 'D.Lgs. 150/2015 art. 21 c.9', true),
  decisionDays: stated('decision.term', 30, 'L. 241/1990 art. 2 c.2'),
  reminderDays: assumed('breach.reminder', 5, 'no source asks for a reminder'),
  serviceDoubtDays: assumed('service.doubt', 30, 'no source says how long news of a letter may take'),
} satisfies Partial<ConditionalityPolicy>;

/** By what the law said of letters and of certified mail at that time. */
const formerly = formal('2009-05-19', 'c.c. art. 1335', 'D.P.R. 68/2005; D.Lgs. 82/2005 art. 48 c.2');

/** What the law of today says of these terms, and no source says of facts before it. */
const unsaid = 'no source of the time; as D.Lgs. 150/2015 art. 21 has it';
const formerTerms = {
  ...terms,
  agreedCallUpHours: assumed('circolare-133.call-up-notice', [24, 72] as const, unsaid, true),
  excuseDays: assumed('circolare-133.excuse', 1, unsaid, true),
  appealDays: assumed(
    'circolare-133.appeal',
    90,
    'L. 88/1989 art. 46, for unemployment benefits; no source for the others',
    true,
  ),
  courtAfter: stated(
    'circolare-133.court',
    { court: 'ordinary', days: 365 },
    'D.P.R. 639/1970 art. 47; INPS circ. 94/2015: one year',
    true,
  ),
  newDeclarationMonths: assumed('circolare-133.new-declaration', 0, 'S1 knows no forfeiture of the status'),
} satisfies Partial<ConditionalityPolicy>;

/** By the day of the fact; without gaps between them or overlaps. */
export const conditionalityPolicies: readonly [ConditionalityPolicy, ConditionalityPolicy] = [
  {
    id: 'circolare-133-2010',
    source: 'S1:73-92; D.M. 46441/2009 art. 12',
    from: day('2009-05-19'),
    to: day('2015-09-23'),
    decidedBy: 'inps',
    appealTo: 'inps',
    appealRule: 'circolare-133.appeal',
    excuseRule: 'circolare-133.excuse',
    calledUpFor: ['call-up'],
    ladders: {
      declaration: { rule: 'C6', source: 'S1:73, S1:84, S1:92', steps: [loss] },
      training: { rule: 'C8', source: 'S1:92', steps: [loss] },
      offer: { rule: 'C9', source: 'S1:90', steps: [loss] },
    },
    validChannels: {
      'call-up': formerly,
      contestation: formerly,
      decision: formerly,
    },
    ...formerTerms,
  },
  {
    id: 'dlgs-150-2015',
    source: 'D.Lgs. 150/2015 art. 21',
    from: day('2015-09-24'),
    decidedBy: 'job-centre',
    appealTo: 'committee',
    appealRule: 'D.Lgs. 150/2015 art. 21 c.12',
    excuseRule: 'ANPAL delib. 54/2019',
    calledUpFor: ['call-up', 'orientation', 'training'],
    ladders: {
      'call-up': {
        rule: 'art. 21 c.7 a',
        source: 'D.Lgs. 150/2015 art. 21 c.7 a',
        steps: [cut(8), cut(30), forfeiture],
      },
      orientation: {
        rule: 'art. 21 c.7 b',
        source: 'D.Lgs. 150/2015 art. 21 c.7 b',
        steps: [cut(8), cut(30), forfeiture],
      },
      training: { rule: 'art. 21 c.7 c', source: 'D.Lgs. 150/2015 art. 21 c.7 c', steps: [cut(30), forfeiture] },
      offer: { rule: 'art. 21 c.7 d', source: 'D.Lgs. 150/2015 art. 21 c.7 d', steps: [forfeiture] },
    },
    validChannels: {
      'call-up': [...formal('2015-09-24'), { ...channel('email', '2024-11-23', electronic, true), ifAgreed: true }],
      contestation: formal('2015-09-24'),
      decision: formal('2015-09-24'),
    },
    ...terms,
  },
];

/** The policy of the day of a fact; `undefined` for a day before all of them. */
export function conditionalityOn(factOn: PlainDate): ConditionalityPolicy | undefined {
  return conditionalityPolicies.find(({ from, to }) => from <= factOn && (to === undefined || factOn <= to));
}

/** Whether an act can be served by a channel on a day; `agreed`: the pact says that the person is called up that way. */
export function isValidChannel(
  policy: ConditionalityPolicy,
  act: ServedAct,
  name: ServiceChannel,
  on: PlainDate,
  agreed = false,
): boolean {
  return policy.validChannels[act].some(
    ({ channel, from, ifAgreed }) => channel === name && from <= on && (agreed || !ifAgreed),
  );
}

/**
 * What the first, second… (`recurrence`: 1, 2…) breach of a kind costs; `undefined` where the policy gives nothing for
 * it. By S1 who was available for training alone loses nothing for refusing work (S1:122, S1:136, S1:160).
 */
export function consequenceOf(
  policy: ConditionalityPolicy,
  kind: BreachKind,
  recurrence: number,
  scope?: Scope,
): (Ladder & { readonly consequence: Consequence }) | undefined {
  const ladder = policy.ladders[kind];
  if (!ladder || (policy.id === 'circolare-133-2010' && kind === 'offer' && scope === 'training')) return undefined;
  const [first, ...later] = ladder.steps;
  return { ...ladder, consequence: recurrence <= 1 ? first : (later[recurrence - 2] ?? later.at(-1) ?? first) };
}

/**
 * Rules of conditionality that can cost a person something and rest on no source: terms, and the ways by which an act is
 * taken to have been served that starts a term against them (`service.<channel>`).
 */
export function assumedAdverseConditions(): string[] {
  const terms = conditionalityPolicies.flatMap((policy) =>
    Object.values(policy).flatMap((value) =>
      typeof value === 'object' && 'adverse' in value && value.adverse && value.assumed ? [value.rule] : [],
    ),
  );
  const channels = conditionalityPolicies.flatMap(({ validChannels }) =>
    Object.values(validChannels).flatMap((valid) =>
      valid.filter((one) => one.assumed).map((one) => `service.${one.channel}`),
    ),
  );
  return [...new Set([...terms, ...channels])];
}

/** All that can cost a person something and rests on no source, on both axes: `prod` refuses it undecided. */
export function assumedAdverseRules(procedure: ProcedurePolicyId): string[] {
  return [...assumedAdverseTerms(procedure), ...assumedAdverseConditions()];
}
