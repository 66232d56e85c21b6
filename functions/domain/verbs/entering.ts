/** How a case stands when a route begins: at the registration, and when the citizen changes it. */
import * as z from 'zod/mini';
import type { MailParameters } from '../communications.ts';
import { addDays, dateInRome } from '../dates.ts';
import type { Decision, Facts, Warning } from '../decide.ts';
import { type DidCase, PartialData } from '../declaration.ts';
import { type InpsRecord, InpsStatement, protocolWarnings } from '../inps.ts';
import { attachAll } from '../inps-case.ts';
import { OldDidStatement } from '../old-did.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { CaseTask } from '../tasks.ts';
import { askOldDid } from './ask-old-did.ts';
import { receiptOf } from './meeting.ts';

/** What the citizen says on route B and on route C, beside the data that route A alone needs. */
export const entryB = { route: z.literal('B'), inps: InpsStatement };
export const entryC = { route: z.literal('C'), oldDid: OldDidStatement };
export const EntryB = z.extend(PartialData, entryB);
export const EntryC = z.extend(PartialData, entryC);

type Case = Omit<DidCase, 'version'>;

/** A case at the beginning of a route, and what goes with it. */
export type Entry = Pick<Decision, 'next' | 'rules'> &
  Required<Pick<Decision, 'warnings' | 'effects' | 'mail'>> & { readonly tasks: readonly CaseTask[] };

/** What keeps the citizen's word about the application from holding: a day that is still to come. */
export function statementProblem(statement: InpsStatement, facts: Pick<Facts, 'receivedAt'>): Refusal | undefined {
  const future = statement.state === 'made' && (statement.appliedOn ?? '') > dateInRome(facts.receivedAt);
  return future ? refuse('applied-in-future', 'inps.appliedOn') : undefined;
}

/** What is odd in the citizen's word, and said without refusing it. */
export function statementWarnings(statement: InpsStatement, { data }: Pick<Case, 'data'>): Warning[] {
  if (statement.state === 'about-to') return [];
  const { lastJobEndedOn } = data;
  const early = lastJobEndedOn !== undefined && (statement.appliedOn ?? lastJobEndedOn) < lastJobEndedOn;
  return [
    ...protocolWarnings(statement, 'inps.protocol'),
    ...(early ? [{ rule: 'inps-before-job-end', field: 'inps.appliedOn' }] : []),
  ];
}

/** The DID that the citizen's word gives: enough to choose an operator (S0:49), to be verified at the meeting (S0:55). */
export function statedDid(
  statement: InpsStatement,
  facts: Pick<Facts, 'receivedAt'>,
): Pick<Partial<DidCase>, 'didDate' | 'didSource' | 'unemployedSince' | 'didKnownAt'> {
  const on = statement.state === 'made' ? statement.appliedOn : undefined;
  if (on === undefined)
    return { didDate: undefined, didSource: undefined, unemployedSince: undefined, didKnownAt: undefined };
  return { didDate: on, didSource: 'inps', unemployedSince: on, didKnownAt: facts.receivedAt };
}

/**
 * Route B: the application to INPS is the DID, nothing is released here (S0:43-45). What INPS told before the person came
 * is taken up. Refuses an application dated in the future (`applied-in-future`).
 */
export function enterB(facts: Facts, base: Case, statement: InpsStatement): Entry | Refusal {
  const problem = statementProblem(statement, facts);
  if (problem) return problem;
  const inps: InpsRecord = { ...base.inps, stated: { ...statement, at: facts.receivedAt } };
  const stated: Case = { ...base, route: 'B', inps };
  const told = facts.citizen.applications ?? [];
  const taken = told.length > 0 ? attachAll(stated, told, facts.receivedAt) : undefined;
  const next: Case = taken?.next ?? { ...stated, ...statedDid(statement, facts) };
  return {
    next,
    rules: [...new Set(['S0:43', 'S0:45', 'S0:49', ...(taken?.rules ?? [])])],
    warnings: statementWarnings(statement, base),
    effects: taken ? ['adopt-applications'] : [],
    tasks: taken?.tasks ?? [],
    mail: inpsMail(facts, next, taken ? 'inps' : 'citizen'),
  };
}

/** Tells the person of the application that is the DID, or that it is awaited. */
export function inpsMail(facts: Facts, next: Case, toldBy: 'inps' | 'citizen'): MailParameters {
  const { inps, didDate } = next;
  const told = inps?.applications?.find(({ appliedOn }) => appliedOn === didDate);
  const appliedOn = told?.appliedOn ?? inps?.stated?.appliedOn;
  if (didDate === undefined || appliedOn === undefined) {
    return { kind: 'inps-awaited', ...receiptOf(facts), applied: inps?.stated?.state === 'made' };
  }
  const protocol = told?.protocol ?? inps?.stated?.protocol;
  return {
    kind: 'inps-application',
    ...receiptOf(facts),
    didDate,
    appliedOn,
    ...(protocol !== undefined && { protocol }),
    toldBy,
    joined: false,
    differs: inps?.mismatch !== undefined,
  };
}

/**
 * Route C: the job centre that took the earlier DID is asked whether it is valid (S0:57); nothing is released until it
 * has answered. Refuses what `askOldDid` refuses.
 */
export function enterC(facts: Facts, base: Case, statement: OldDidStatement): Entry | Refusal {
  const oldDid = askOldDid(statement, {
    at: facts.receivedAt,
    today: dateInRome(facts.receivedAt),
    operators: facts.operators,
    writer: facts.domicileCpiId,
  });
  if ('kind' in oldDid) return oldDid;
  const kind = oldDid.byLetter ? 'old-did-letter' : 'old-did-question';
  return {
    next: { ...base, route: 'C', oldDid },
    rules: ['S0:57', 'S0:59'],
    warnings: [],
    effects: [],
    tasks: [{ kind, list: oldDid.askedOf ?? 'managers' }],
    mail: {
      kind: 'old-did-asked',
      ...receiptOf(facts),
      jobCentre: oldDid.cpiName,
      ...(oldDid.statedDate !== undefined && { statedDate: oldDid.statedDate }),
    },
  };
}

/** Route A: a draft, no DID until *salva DID* (S0:15). */
export function enterA(facts: Facts, base: Case): Entry {
  return {
    next: { ...base, route: 'A' },
    rules: ['S0:7', 'S0:15'],
    warnings: [],
    effects: [],
    tasks: [],
    mail: {
      kind: 'draft-saved',
      ...receiptOf(facts),
      completeBy: addDays(dateInRome(facts.receivedAt), facts.policy.draftDays.value),
    },
  };
}
