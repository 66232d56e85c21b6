/**
 * What no office person and no timer does alone, and what no decision does, said a second time and in another way than the
 * product says it: plain days, a ladder of its own, a Sunday by the calendar.
 */

import { addDays, dateInRome, type Instant, type PlainDate, weekdayOf } from '../../functions/domain/dates.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { isLive } from '../../functions/domain/lifecycle.ts';
import type { SanctionDecision } from '../../functions/domain/proceedings.ts';
import type { SanctionNews } from '../../functions/domain/sanction-news.ts';
import type { Outage } from '../../functions/domain/terms.ts';
import type { Somebody } from './one-life.ts';

/** One change of a case, and all around it. */
export interface Change {
  readonly by: string;
  readonly who: Somebody;
  readonly facts: Facts;
  readonly body: object;
  readonly before: DidCase | undefined;
  readonly after: DidCase;
  readonly absorbed?: DidCase | undefined;
  readonly sanction?: SanctionNews | undefined;
  readonly now: Instant;
  readonly outages: readonly Outage[];
  readonly log: readonly string[];
  readonly seen: Set<string>;
}

/** Fails with the names of those whose acts led there. */
export function must(holds: unknown, what: string, log: readonly string[]): asserts holds {
  if (!holds) throw new Error(`${what}\n${log.join('\n')}`);
}

const bytes = 300_000;
const lastOfS1 = '2015-09-23';
const electronic = ['email', 'pec', 'portal-read'];

/** Of each kind the most that its first, second, third breach costs: days, or all of it. */
const ladder: Readonly<Record<string, readonly number[]>> = {
  'call-up': [8, 30, Number.POSITIVE_INFINITY],
  orientation: [8, 30, Number.POSITIVE_INFINITY],
  training: [30, Number.POSITIVE_INFINITY],
  offer: [Number.POSITIVE_INFINITY],
};

const costs = ({ effect }: SanctionDecision) => effect.kind !== 'dismissed';
const takesAll = ({ effect }: SanctionDecision) => effect.kind === 'forfeiture' || effect.kind === 'loss';
/** What is lost by the policy before this one is the benefit alone. */
const takesStatus = ({ effect }: SanctionDecision) => effect.kind === 'forfeiture';
const stands = ({ reversedOn }: SanctionDecision) => reversedOn === undefined;
const pends = ({ appeal, reversedOn }: SanctionDecision) =>
  appeal?.inTime === true && appeal.outcome === undefined && reversedOn === undefined;

/** The first day on which a term of so many days is over: not a Sunday's, nor one's on which the service was down. */
function overFrom(day: PlainDate, outages: readonly Outage[]): PlainDate {
  let last = weekdayOf(day) === 7 ? addDays(day, 1) : day;
  for (const { from, to } of [...outages].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const [first, end] = [dateInRome(from), dateInRome(to)];
    // An outage that ended at midnight was not on that day; a minute of it is enough for any other.
    if (first <= last && last < end) last = end;
  }
  return addDays(last, 1);
}

/** Whether a decision cannot change any more on a day. */
const isFinal = (decision: SanctionDecision, today: PlainDate, outages: readonly Outage[]) => {
  const { appeal, service } = decision;
  if (!stands(decision) || appeal?.outcome) return true;
  return !appeal?.inTime && service.servedOn !== undefined && today >= overFrom(addDays(service.servedOn, 30), outages);
};

/**
 * That a person has one live DID, which holds the guard: what stands forfeited is none any more once another may begin, and
 * what an appeal brought back stands beside the one that names it, until that one is over.
 */
export function oneLives(cases: ReadonlyMap<string, DidCase>, live: string | undefined, log: readonly string[]): void {
  const standing = [...cases.values()].filter(({ status }) => isLive(status) && status !== 'sanctioned');
  const holder = live === undefined ? undefined : cases.get(live);
  must(
    holder === undefined || (isLive(holder.status) && holder.guardFreedAt === undefined),
    'a guard for nothing',
    log,
  );
  must(standing.length === 0 || holder, 'a DID is live, and nobody holds the guard', log);
  const others = standing.filter(({ declarationId }) => declarationId !== live);
  must(others.length <= 1, 'three live at once', log);
  must(
    others.every(({ declarationId }) => holder?.beside === declarationId),
    'two live side by side',
    log,
  );
}

/** That whoever makes a change, the days of the DID and its benefit stay. */
export function heldTo(change: Change): void {
  const { by, before, after, absorbed, log, seen, who } = change;
  if (after.version % 8 === 0 || !isLive(after.status)) {
    must(Buffer.byteLength(JSON.stringify(after)) <= bytes, 'the case is too large', log);
  }
  must(after.version === (before?.version ?? 0) + 1, 'a version is left out', log);
  if (!before) return;
  if (before.benefit) must(after.benefit?.protocol === before.benefit.protocol, 'the benefit is gone', log);
  if (before.didDate !== undefined && after.didDate !== before.didDate) {
    const earlier = after.didDate !== undefined && after.didDate < before.didDate;
    must(by === 'rectify' || (absorbed !== undefined && earlier), 'the day of the DID moves', log);
    if (by === 'rectify') {
      seen.add(earlier ? 'the day of the DID earlier, by two' : 'the day of the DID later, by two');
      proposedByAnother(change);
    }
  }
  if (before.unemployedSince !== undefined) must(after.unemployedSince !== undefined, 'unemployment is gone', log);
  must(after.unemployedSince === after.didDate, 'two days of unemployment', log);
  if (who.actor.role === 'system') must(after.status === before.status || by === 'expire', 'time moved it', log);
}

/** The approval is another person's than the proposal, by account and by fiscal code. */
function proposedByAnother({ before, who, log }: Change): void {
  const { proposedBy } = before?.proposal ?? {};
  must(proposedBy && who.mac !== undefined, 'approved, and none proposed it', log);
  const other = proposedBy.fiscalCodeMac !== who.mac && proposedBy.subject !== who.actor.subject;
  must(other, `${who.mac} alone`, log);
}

/** What is contested, decided, served, appealed against. */
export function writesRightly(change: Change): void {
  const { by, before, after, now, outages, log, seen, sanction, who } = change;
  const today = dateInRome(now);
  const earlier = before?.decisions ?? [];
  const decisions = after.decisions ?? [];

  if (by === 'report-breach') {
    must(before && !before.contested && after.contested, 'contested twice', log);
    must(!earlier.some((one) => costs(one) && !isFinal(one, today, outages)), 'a second breach while one runs', log);
    const paidFrom = after.benefit?.paidFrom;
    must(paidFrom !== undefined && paidFrom <= after.contested.factOn, 'contested, and nothing was paid', log);
    must(after.contested.factOn >= (before.pactSignedOn ?? '9') && after.contested.factOn <= today, 'the fact', log);
    const { kind, factOn, callUpId } = after.contested;
    if (factOn > lastOfS1 && kind !== 'offer') {
      const missed = before.callUps?.find(({ id }) => id === callUpId);
      must(missed?.attendance === 'absent', 'nobody stayed away', log);
      must((missed.service.servedOn ?? '9') < factOn, 'nobody was called up before', log);
      must(today > addDays(factOn, 1), 'contested while the person may say why', log);
    }
    seen.add(`contested: ${after.contested.kind} ${after.contested.recurrence}`);
  } else if (before?.contested && by !== 'decide') {
    must(after.contested?.id === before.contested.id, 'what was contested is gone', log);
    must((after.contested.extendedTo ?? '9') >= (before.contested.extendedTo ?? ''), 'a term gets shorter', log);
  }

  // Decisions are taken one by one, and stay as they were taken.
  must(decisions.length === earlier.length + (by === 'decide' ? 1 : 0) || change.absorbed, 'decisions come or go', log);
  for (const [index, was] of earlier.entries()) {
    const is = decisions[index];
    must(
      is?.decisionId === was.decisionId && JSON.stringify(is.effect) === JSON.stringify(was.effect),
      'rewritten',
      log,
    );
    if (is.appeal && !was.appeal) appealedRightly(change, is);
    const { outcome } = is.appeal ?? {};
    if (!outcome || was.appeal?.outcome) {
      must(is.reversedOn === was.reversedOn, 'reversed by nobody', log);
      continue;
    }
    seen.add(`appeal: ${outcome.kind}`);
    must(outcome.by.fiscalCodeMac !== outcome.approvedBy.fiscalCodeMac, 'one person for the committee', log);
    must((is.reversedOn !== undefined) === (outcome.kind === 'upheld'), 'reversed', log);
    proposedByAnother(change);
  }
  if (by === 'decide') decidedRightly(change);
  if (by === 'decide' || before?.status !== after.status) {
    must(after.status !== 'sanctioned' || decisions.some((one) => takesStatus(one) && stands(one)), 'for nothing', log);
  }
  if (sanction?.what === 'effect-due') {
    const due = decisions.find(({ number }) => number === sanction.decision);
    must(due?.service.servedOn !== undefined && stands(due), 'an effect before it is served', log);
    seen.add('an effect is due');
  }
  // A decision that takes a benefit is one person's nowhere: told of whoever wrote last.
  const macs = new Set(decisions.at(-1) && namesOf(decisions.at(-1)));
  must(decisions.length === 0 || !costs(decisions.at(-1) ?? never()) || macs.size > 1, `${who.mac} alone`, log);
}

function never(): never {
  throw new Error('there is one');
}

const namesOf = (decision: SanctionDecision | undefined) =>
  [decision?.reportedBy, decision?.decidedBy, decision?.approvedBy].flatMap((one) => one?.fiscalCodeMac ?? []);

function appealedRightly({ outages, log, seen }: Change, { appeal, service }: SanctionDecision): void {
  must(appeal, 'no appeal', log);
  const { servedOn } = service;
  const filedOn = dateInRome(appeal.filedAt);
  const inTime = servedOn === undefined || filedOn < overFrom(addDays(servedOn, 30), outages);
  // A holiday on the last day gives more than is counted here, never less.
  must(appeal.inTime || !inTime, `an appeal in time is called late: ${filedOn}, served ${servedOn}`, log);
  seen.add(appeal.inTime ? 'appeal: in time' : 'appeal: late');
}

function decidedRightly(change: Change): void {
  const { before, after, body, facts, now, outages, log, seen } = change;
  const decision = after.decisions?.at(-1);
  const contested = before?.contested;
  must(decision && contested && decision.id === contested.id && !after.contested, 'decided on nothing', log);
  const { effect, decidedBy, approvedBy, reportedBy, factOn, kind } = decision;
  seen.add(`decision: ${effect.kind}${effect.kind === 'cut' ? ` ${effect.days}` : ''}`);
  const told = [decision.conditionality, decision.procedure, decision.rule, decision.legalBasis, decidedBy.subject];
  must(told.every(Boolean), 'a decision that does not say on what it rests', log);
  must(decision.conditionality === (factOn <= lastOfS1 ? 'circolare-133-2010' : 'dlgs-150-2015'), 'the policy', log);
  const parties = factOn <= lastOfS1 ? ['inps'] : ['cpi', 'competent-cpi', 'manager'];
  for (const one of [decidedBy, approvedBy]) must(!one || parties.includes(one.party), `${one?.party} decides`, log);
  must((after.status === 'sanctioned') === takesStatus(decision), 'the status does not say what was decided', log);
  if (effect.kind === 'dismissed') return;

  must(decidedBy.fiscalCodeMac !== reportedBy.fiscalCodeMac, 'who reported decides', log);
  must(decidedBy.subject !== reportedBy.subject, 'the account that reported decides', log);
  if (takesAll(decision)) {
    must(approvedBy && new Set(namesOf(decision)).size === 3, 'two persons besides who reported it', log);
    proposedByAnother(change);
  }
  const { servedOn, channel } = contested.service;
  const today = dateInRome(now);
  const { workToldAt: read }: { workToldAt?: unknown } = before.proposal?.kind === 'forfeit' ? before.proposal : body;
  must(contested.workToldAt === read, 'decided, and nobody had read of the work', log);
  must(servedOn !== undefined, 'nobody was served', log);
  const days = addDays(servedOn, 15);
  const last = contested.extendedTo !== undefined && contested.extendedTo > days ? contested.extendedTo : days;
  must(today > last && today >= overFrom(days, outages), 'decided while the person may answer', log);
  const byMail = electronic.includes(channel) || electronic.includes(decision.service.channel);
  must(facts.citizen.mailboxHealthy || !byMail, 'decided on a broken mailbox', log);
  must(effect.from === addDays(factOn, 1), 'from another day than the one after', log);

  // The steps of the ladder are those that were final when the fact was reported, and stand.
  const before1 = before.decisions ?? [];
  const counted = before1.filter(
    (one) => one.kind === kind && one.benefit.protocol === decision.benefit.protocol && costs(one) && stands(one),
  );
  if (factOn <= lastOfS1) {
    must(effect.kind === 'loss', 'more than S1 knows', log);
  } else {
    const steps = ladder[kind] ?? [0];
    const most = steps[Math.min(counted.length, steps.length - 1)] ?? 0;
    must((effect.kind === 'cut' ? effect.days : Number.POSITIVE_INFINITY) <= most, 'more than the ladder', log);
    must(effect.kind !== 'loss', 'a loss that the law of the day does not know', log);
  }
}

/** Who may end a DID, and how. */
export function endsRightly(change: Change) {
  const { by, who, before, after, body, now, outages, log, seen, facts } = change;
  // Of what has ended already other things are written still.
  if (!before || !isLive(before.status)) return;
  const { signedRequest, reportedChange, changeProved }: Partial<Record<string, unknown>> = body;
  const reason = after.closure?.reason;
  const pending = (before.decisions ?? []).some(pends);
  if (by === 'expire') {
    const served = (before.notices ?? []).filter(({ servedAt }) => servedAt !== undefined).length;
    must(served === 2 && before.pactSignedOn === undefined && !before.benefit, 'a timer ends a DID', log);
    return must(before.authenticity.state !== 'authentic', 'a timer ends an authentic DID', log);
  }
  if (by === 'withdraw') {
    must(!/sanction/.test(before.status), 'withdrawn under a sanction', log);
    seen.add(who.actor.role === 'citizen' ? 'withdrawn by the person' : 'withdrawn on paper');
    if (who.actor.role === 'citizen' && who.actor.assurance !== 'strong') {
      seen.add('withdrawn with a password');
      must(!before.benefit && before.route !== 'B', 'a password ends a benefit', log);
    }
    return must(who.actor.role === 'citizen' || signedRequest !== undefined, `withdrawn by ${who.mac}`, log);
  }
  if (reason === 'merged') return;
  if (by === 'record-appeal-outcome') return must(after.closure, 'it ends, and nobody closed it', log);
  must(by === 'close', `${by} ends it`, log);
  must(!pending || reason === 'death', 'it ends while an appeal is pending', log);
  if (reason === 'forfeiture') {
    const decision = (before.decisions ?? []).findLast((one) => takesStatus(one) && stands(one));
    must(decision && before.status === 'sanctioned', 'closed for a forfeiture that there is not', log);
    must(isFinal(decision, dateInRome(now), outages), 'closed before it is final', log);
    seen.add('closed: final');
    return must(new Set(namesOf(decision)).size === 3, 'by fewer than three', log);
  }
  if (signedRequest !== undefined || reportedChange !== undefined) {
    must(['job', 'pension', 'moved'].includes(reason ?? ''), `the own word is no ${reason}`, log);
    must(signedRequest !== undefined || changeProved || !before.benefit, 'an unproved word ends a benefit', log);
    seen.add('closed: own word');
    if (changeProved) seen.add('closed: proved word');
    return must(before.status !== 'sanctioned' || facts.party !== 'accredited', 'accredited', log);
  }
  seen.add('closed: two persons');
  proposedByAnother(change);
}
