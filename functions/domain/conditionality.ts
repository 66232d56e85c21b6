/**
 * What follows where a person who gets a benefit does not do what was agreed: dated policies, chosen by the day of the
 * fact and by no other. A decision stores the policy and the rule that it rests on.
 */
import { PlainDate } from './dates.ts';
import { assumed, stated, type Term } from './policies.ts';
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
}

/** What a declaration of a benefit was about: S1 knows benefits for which one was available for training alone. */
export type Scope = 'training' | 'work-and-training';

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
const formal = (from: string): readonly ValidChannel[] => [
  channel('registered-letter', from, letters),
  channel('pec', from, letters),
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
} satisfies Partial<ConditionalityPolicy>;

/** By the day of the fact; without gaps between them or overlaps. */
export const conditionalityPolicies: readonly [ConditionalityPolicy, ConditionalityPolicy] = [
  {
    id: 'circolare-133-2010',
    source: 'S1:73-92; D.M. 46441/2009 art. 12',
    from: day('2009-05-19'),
    to: day('2015-09-23'),
    decidedBy: 'inps',
    ladders: {
      declaration: { rule: 'C6', source: 'S1:73, S1:84, S1:92', steps: [loss] },
      training: { rule: 'C8', source: 'S1:92', steps: [loss] },
      offer: { rule: 'C9', source: 'S1:90', steps: [loss] },
    },
    validChannels: {
      'call-up': formal('2009-05-19'),
      contestation: formal('2009-05-19'),
      decision: formal('2009-05-19'),
    },
    ...terms,
  },
  {
    id: 'dlgs-150-2015',
    source: 'D.Lgs. 150/2015 art. 21',
    from: day('2015-09-24'),
    decidedBy: 'job-centre',
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
      'call-up': [...formal('2015-09-24'), channel('email', '2024-11-23', electronic, true)],
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

/** Whether an act can be served by a channel on a day. */
export function isValidChannel(policy: ConditionalityPolicy, act: ServedAct, name: ServiceChannel, on: PlainDate) {
  return policy.validChannels[act].some((valid) => valid.channel === name && valid.from <= on);
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

/** Rules of conditionality that can cost a person something and rest on no source: `prod` refuses them undecided. */
export function assumedAdverseConditions(): string[] {
  return [
    ...new Set(
      conditionalityPolicies.flatMap((policy) =>
        Object.values(policy).flatMap((value) =>
          typeof value === 'object' && 'adverse' in value && value.adverse && value.assumed ? [value.rule] : [],
        ),
      ),
    ),
  ];
}
