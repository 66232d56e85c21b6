/** Who decides on a contested fact, what the ladder gives for it now, and what stands against a decision. */
import {
  type ConditionalityPolicy,
  type Consequence,
  conditionalityOn,
  consequenceOf,
  isValidChannel,
  type Ladder,
} from './conditionality.ts';
import { addDays, dateInRome, type Instant, type PlainDate } from './dates.ts';
import type { Facts } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { Party } from './lifecycle.ts';
import { type ActId, type Contested, type DecidedEffect, isSamePerson } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { channelNotValid } from './served-by.ts';
import type { ServiceChannel } from './service.ts';
import { isInTime, justifyUntil, type Outage, recurrenceOf } from './terms.ts';

/** What a decision can come to. */
export const outcomes = ['dismissed', 'cut', 'forfeiture', 'loss'] as const satisfies readonly DecidedEffect['kind'][];
export type Outcome = (typeof outcomes)[number];

const jobCentre: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];

/** Who decides: a job centre, never an accredited operator (D.Lgs. 150/2015 art. 21 c.10); INPS by S1 (S1:63-65). */
export function decidersOn({ factOn }: Pick<Contested, 'factOn'>): readonly Party[] {
  return conditionalityOn(factOn)?.decidedBy === 'inps' ? ['inps'] : jobCentre;
}

/** Who approves what another proposed: the managers, or INPS where INPS decides. */
export function approversOn({ factOn }: Pick<Contested, 'factOn'>): Party {
  return conditionalityOn(factOn)?.decidedBy === 'inps' ? 'inps' : 'manager';
}

/** A step of the ladder, and which breach of its kind that is. */
export interface Step extends Ladder {
  readonly consequence: Consequence;
  readonly recurrence: number;
}

/**
 * What the ladder gives for a contested fact: as many earlier breaches as were final before its day, less those that
 * were reversed since. Never more than the person was told; `undefined` where no policy knows the fact.
 */
export function stepFor(
  contested: Contested,
  decisions: DidCase['decisions'],
  outages?: readonly Outage[],
): Step | undefined {
  const { kind, factOn, benefit } = contested;
  const counted = recurrenceOf(decisions, { kind, protocol: benefit.protocol, factOn }, outages);
  const recurrence = Math.min(contested.recurrence, counted);
  const policy = conditionalityOn(factOn);
  const step = policy && consequenceOf(policy, kind, recurrence);
  return step && { ...step, recurrence };
}

/** The law that a decision rests on, as it is told to the person. */
export function lawOf({ id, source }: ConditionalityPolicy, step: Step | undefined): string {
  return id === 'circolare-133-2010' ? 'D.L. 185/2008 art. 19 c.10; circolare INPS 133/2010' : (step?.source ?? source);
}

/** What an outcome does: from the day after the event (D.Lgs. 150/2015 art. 21 c.7), days of a cut both counted. */
export function effectOf(factOn: PlainDate, consequence: Consequence | { readonly kind: 'dismissed' }): DecidedEffect {
  const from = addDays(factOn, 1);
  switch (consequence.kind) {
    case 'dismissed':
      return { kind: 'dismissed' };
    case 'cut':
      return { kind: 'cut', days: consequence.days, from, to: addDays(from, consequence.days - 1) };
    case 'forfeiture':
    case 'loss':
      return { kind: consequence.kind, from };
  }
}

/** A decision that somebody wants to take, or to propose. */
export interface Intended {
  readonly actId: ActId;
  readonly outcome: Outcome;
  readonly channel: ServiceChannel;
  /** Keyed hash of the fiscal code of who decides or proposes. */
  readonly fiscalCodeMac: string;
  /** The word of work that who decides has read; as it stands with the contested fact. */
  readonly workToldAt?: Instant | undefined;
}

const electronic: readonly ServiceChannel[] = ['email', 'pec', 'portal-read'];

/**
 * What keeps a decision from being taken. Any: that the fact is not contested now (`not-contested`), or who decides is
 * another (`not-this-party`). One that costs something also: what the ladder does not give (`wrong-consequence`); that
 * the person was not served with what is contested (`not-served`), cannot be reached (`mailbox-broken`), or still has
 * time to answer (`justification-open`); that work was told of meanwhile, and who decides has not read of it
 * (`work-unread`); a channel that does not serve a decision (`channel-not-valid`); and that the
 * same person reported the fact (`same-person`); and that the benefit is none any more, INPS having rejected or annulled
 * it meanwhile (`no-benefit`).
 */
export function decisionProblem(
  facts: Pick<Facts, 'receivedAt' | 'actor' | 'party' | 'citizen' | 'outages'> & { readonly didCase: DidCase },
  { actId, outcome, channel, fiscalCodeMac, workToldAt }: Intended,
): Refusal | undefined {
  const { contested, decisions } = facts.didCase;
  const { receivedAt, outages, citizen } = facts;
  if (contested?.id !== actId) return refuse('not-contested', 'actId');
  if (!decidersOn(contested).includes(facts.party)) return refuse('not-this-party');
  if (outcome === 'dismissed') return undefined;
  const policy = conditionalityOn(contested.factOn);
  if (!policy || stepFor(contested, decisions, outages)?.consequence.kind !== outcome) {
    return refuse('wrong-consequence', 'outcome');
  }
  if (facts.didCase.benefit?.protocol !== contested.benefit.protocol) return refuse('no-benefit');
  if (isSamePerson(contested.reportedBy, { subject: facts.actor.subject, fiscalCodeMac })) return refuse('same-person');
  const until = justifyUntil(contested, outages);
  if (until === undefined) return refuse('not-served');
  if (!citizen.mailboxHealthy && [contested.service.channel, channel].some((way) => electronic.includes(way))) {
    return refuse('mailbox-broken');
  }
  if (isInTime(receivedAt, until)) return refuse('justification-open');
  if (contested.workToldAt !== workToldAt) return refuse('work-unread', 'workToldAt');
  if (!isValidChannel(policy, 'decision', channel, dateInRome(receivedAt))) {
    return channelNotValid('channel', policy, { act: 'decision', channel, on: dateInRome(receivedAt) });
  }
  return undefined;
}
