/**
 * Why a case stands where it stands: every step in sentences, each with what it rests on, for the person to read. Of what
 * was said or shown nothing is told, and nobody is named.
 */
import { dateInRome, type Instant, type PlainDate } from './dates.ts';
import type { Deadline } from './deadline-views.ts';
import type { DidCase } from './declaration.ts';
import type { Benefit } from './inps.ts';
import type { Party, Status } from './lifecycle.ts';
import type { DecidedEffect } from './proceedings.ts';
import { type KnownRule, knownRule, ruleSources } from './rules.ts';

/** An entry of the history, as far as it is explained. */
export interface Entry {
  readonly sequence: number;
  readonly event: string;
  readonly from: Status | 'none';
  readonly to: Status;
  readonly by: { readonly party: Party; readonly operatorId?: string | undefined };
  readonly receiptNumber?: string | undefined;
  readonly receivedAt: Instant;
  readonly rules: readonly string[];
  readonly policy: string;
}

/** What a sentence rests on: the record of the case, a law or text that is cited, or the office alone. */
export type Source =
  | { readonly kind: 'record'; readonly sequence: number }
  | { readonly kind: 'law'; readonly rule: KnownRule; readonly citation: string }
  | { readonly kind: 'office'; readonly rule: KnownRule };

/** What a sentence says, for the words of a language. */
export type Said =
  | { readonly what: 'event'; readonly event: string; readonly on: PlainDate }
  | { readonly what: 'by'; readonly party: Party }
  | { readonly what: 'rule'; readonly rule: KnownRule }
  | { readonly what: 'status'; readonly status: Status; readonly changed: boolean }
  | { readonly what: 'did-date'; readonly on: PlainDate }
  | { readonly what: 'confirmed'; readonly from: PlainDate; readonly pactOn: PlainDate }
  | { readonly what: 'benefit'; readonly kind: Benefit['kind'] }
  | { readonly what: 'contested'; readonly factOn: PlainDate }
  | { readonly what: 'decided'; readonly number: number; readonly effect: DecidedEffect; readonly works: boolean }
  | { readonly what: 'reversed'; readonly number: number; readonly on: PlainDate }
  | ({ readonly what: 'due'; readonly on: PlainDate } & Pick<Deadline, 'kind' | 'who' | 'ifMissed'>)
  | { readonly what: 'answer-days' };

export interface Sentence {
  readonly says: Said;
  readonly source: Source;
}

/** A step of the case: when, under which policy, and its sentences. */
export interface Step {
  readonly sequence: number;
  readonly event: string;
  readonly on: PlainDate;
  readonly policy: string;
  readonly receiptNumber?: string | undefined;
  readonly sentences: readonly Sentence[];
  /** Rules that the record names and nobody can say: from a release that knew others. */
  readonly unknownRules: readonly string[];
}

/** For whom it is explained. */
export interface Reader {
  readonly party: Party;
  readonly operatorId?: string | undefined;
}

/** What a rule is cited by. */
export function sourceOf(rule: KnownRule): Source {
  const citation = ruleSources[rule];
  return citation === null ? { kind: 'office', rule } : { kind: 'law', rule, citation };
}

const ruleSentence = (rule: KnownRule): Sentence => ({ says: { what: 'rule', rule }, source: sourceOf(rule) });

/** What is between a person and who may decide on their benefit: another accredited operator does not see it. */
const ofProceedings: readonly string[] = [
  'report-breach',
  'justify',
  'decide',
  'propose-forfeiture',
  'serve-act',
  'read-act',
  'record-call-up',
  'excuse-absence',
  'ask-attendance',
  'file-appeal',
  'propose-appeal-outcome',
  'record-appeal-outcome',
  'appeal-outcome',
  'decision-final',
  'guard-freed',
  'guard-returned',
  'other-did-back',
  'ask-service',
  'decision-overdue',
  'remind-justification',
];

/** Whether a reader is told of a step: accredited operators see of proceedings what they began themselves. */
export function isTold({ event, by }: Pick<Entry, 'event' | 'by'>, reader: Reader): boolean {
  if (reader.party !== 'accredited' || !ofProceedings.includes(event)) return true;
  return by.operatorId !== undefined && by.operatorId === reader.operatorId;
}

/** A step in sentences: what happened on which day, who did it, by which rules, and what it means. */
export function stepOf({ sequence, event, from, to, by, receiptNumber, receivedAt, rules, policy }: Entry): Step {
  const record: Source = { kind: 'record', sequence };
  const on = dateInRome(receivedAt);
  const known = [...new Set(rules.map((rule) => knownRule(rule)).filter((rule) => rule !== undefined))];
  return {
    ...{ sequence, event, on, policy, receiptNumber },
    sentences: [
      { says: { what: 'event', event, on }, source: record },
      { says: { what: 'by', party: by.party }, source: record },
      ...known.map(ruleSentence),
      { says: { what: 'status', status: to, changed: from !== to }, source: record },
    ],
    unknownRules: rules.filter((rule) => knownRule(rule) === undefined),
  };
}

/** By what a DID has its day: salva DID, the application to INPS, or a job centre's word. */
const dateRules = { portal: 'S0:33', inps: 'S0:43', cpi: 'S0:57' } as const;

/** How a case stands and what that means for the person, beside the label: its day, its status, its benefit. */
export function standing(didCase: DidCase, reader: Reader): Sentence[] {
  const { version, didDate, didSource = 'portal', unemployedSince, pactSignedOn, benefit } = didCase;
  const sees = (operatorId: string | undefined) =>
    reader.party !== 'accredited' || (operatorId !== undefined && operatorId === reader.operatorId);
  const { contested, decisions = [] } = didCase;
  return [
    ...(didDate === undefined
      ? []
      : [{ says: { what: 'did-date', on: didDate } as const, source: sourceOf(dateRules[didSource]) }]),
    ...(unemployedSince === undefined || pactSignedOn === undefined || didCase.unemploymentConfirmedOn === undefined
      ? []
      : [
          {
            says: { what: 'confirmed', from: unemployedSince, pactOn: pactSignedOn } as const,
            source: sourceOf('D.Lgs. 150/2015 art. 20 c.1-2'),
          },
        ]),
    ...(benefit ? [{ says: { what: 'benefit', kind: benefit.kind } as const, source: sourceOf('S0:43') }] : []),
    ...(contested && sees(contested.reportedBy.operatorId)
      ? [
          {
            says: { what: 'contested', factOn: contested.factOn } as const,
            source: lawful(contested.rule, version),
          },
        ]
      : []),
    ...decisions
      .filter((one) => sees(one.reportedBy.operatorId))
      .map(({ number, effect, service, rule, reversedOn }) => ({
        says:
          reversedOn === undefined
            ? ({ what: 'decided', number, effect, works: service.servedOn !== undefined } as const)
            : ({ what: 'reversed', number, on: reversedOn } as const),
        source: lawful(rule, version),
      })),
  ];
}

const lawful = (id: string, sequence: number): Source => {
  const rule = knownRule(id);
  return rule === undefined ? { kind: 'record', sequence } : sourceOf(rule);
};

/** That the office answers whatever the person asks (L. 241/1990 art. 2 c.2). */
export const answered: Sentence = { says: { what: 'answer-days' }, source: sourceOf('office.term') };

/** What is due by a day, with what the law or the office says of it. */
export function dueOf({ kind, who, endsOn, ifMissed, rule }: Deadline, sequence: number): Sentence {
  return { says: { what: 'due', kind, who, on: endsOn, ifMissed }, source: lawful(rule, sequence) };
}

/** Whether a date is one that the person may hold the office to. */
export const isRight = ({ who, kind }: Pick<Deadline, 'who' | 'kind'>): boolean =>
  who === 'office' || kind === 'call-up-right';
