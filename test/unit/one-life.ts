/**
 * One person's life with a benefit, folded as transitions, edits and the sweep fold it: whatever anybody tries is tried on
 * the real rules, and every change is held against what must hold, by rules written down here a second time.
 */
import type { Actor } from '../../functions/domain/actor.ts';
import { applyAppealOutcome, movesStatus } from '../../functions/domain/appeals.ts';
import { callUpEdits, decideCallUp } from '../../functions/domain/call-ups.ts';
import { closes } from '../../functions/domain/changes.ts';
import { commands, decide } from '../../functions/domain/commands.ts';
import { addDays, dateInRome, type Instant, type PlainDate } from '../../functions/domain/dates.ts';
import { dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import type { Decision, Facts } from '../../functions/domain/decide.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import type { Edit, EditFacts, EditRule } from '../../functions/domain/edit.ts';
import { type EditName, edits } from '../../functions/domain/edits.ts';
import { CommandId, DeclarationId, MailId, Subject } from '../../functions/domain/ids.ts';
import { edgeOf, isLive, type Verb } from '../../functions/domain/lifecycle.ts';
import {
  guardReturned,
  holdsGuard,
  livesBeside,
  mayDeclareAfter,
  waitsForGuard,
} from '../../functions/domain/live-guard.ts';
import { partyOf } from '../../functions/domain/parties.ts';
import { applyRectification } from '../../functions/domain/proposals.ts';
import { proposeClosure } from '../../functions/domain/propose-closure.ts';
import type { Refusal } from '../../functions/domain/refusals.ts';
import {
  askAboutWork,
  askAttendance,
  askEntry,
  convene,
  doubt,
  noticeServed,
  remind,
  type TimedEdit,
} from '../../functions/domain/reminders.ts';
import { takeStep } from '../../functions/domain/reminders-proceedings.ts';
import { askFinal, freeGuard, guardFreed } from '../../functions/domain/sanction-reminders.ts';
import type { Outage } from '../../functions/domain/terms.ts';
import { directory } from './directory.ts';
import { type Change, endsRightly, heldTo, must, oneLives, writesRightly } from './one-life-rules.ts';
import { at, citizenId, cpi, policy, recordOf } from './samples.ts';

/** Somebody, and what their session proves of their fiscal code; the citizen and the clock have none here. */
export interface Somebody {
  readonly actor: Actor;
  readonly mac: string | undefined;
}
export const sweeper: Somebody = {
  actor: { subject: Subject.parse('schedule'), role: 'system', assurance: 'strong' },
  mac: undefined,
};

/** How often each thing came about, over all lives. */
export type Seen = Map<string, number>;
type Outcome = Decision | Edit | Refusal;

export class Life {
  readonly cases = new Map<string, DidCase>();
  /** What would close a DID that its person has reported. */
  readonly reported = new Map<string, { readonly reason: string; readonly proved: boolean }[]>();
  readonly seen = new Set<string>();
  /** Who did what, as a failure tells it. */
  readonly log: string[] = [];
  live: DeclarationId | undefined;
  healthy = true;
  outages: readonly Outage[] = [];
  deceased = false;
  /** What this person is called up to most often, by a number. */
  leaning = 0;
  now: Instant;
  /** Beyond those of the samples, so that no act is named as another. */
  serial = 1000;

  constructor(now: Instant, begun?: DidCase) {
    this.now = now;
    if (!begun) return;
    this.cases.set(begun.declarationId, begun);
    this.live = begun.declarationId;
  }

  /** The DID that holds the guard of one live DID. */
  get liveCase(): DidCase | undefined {
    return this.live && this.cases.get(this.live);
  }

  private factsOf({ actor, mac }: Somebody, didCase: DidCase | undefined): Facts | undefined {
    // The door lets no staff in who do not say who they are.
    const isStaff = actor.role !== 'citizen' && actor.role !== 'system';
    if (isStaff && mac === undefined) return undefined;
    const party = actor.role === 'system' ? 'schedule' : partyOf(actor, didCase ?? { citizenId });
    if (!party) return undefined;
    this.serial += 1;
    const tail = String(this.serial).padStart(12, '0');
    return {
      commandId: CommandId.parse(`9a1b2c3d-3333-5c5c-8c5c-${tail}`),
      declarationId: didCase?.declarationId ?? DeclarationId.parse(`5e3d9f7a-2222-4b4b-9b4b-${tail}`),
      receivedAt: this.now,
      actor,
      party,
      citizen: {
        ...recordOf(),
        mailboxHealthy: this.healthy,
        liveDeclarationId: this.live,
        mayDeclareFrom: mayDeclareAfter([...this.cases.values()]),
      },
      didCase,
      liveCase: this.live === didCase?.declarationId ? undefined : this.liveCase,
      operator: directory.get(didCase?.operatorId ?? ''),
      operators: directory,
      domicileCpiId: cpi,
      officeTaskOpen: false,
      outages: this.outages,
      policy,
    };
  }

  /** Asks for a verb; a body that the contract does not take is refused at the door. */
  command(verb: Verb, who: Somebody, didCase: DidCase | undefined, body: object): void {
    const facts = this.factsOf(who, didCase);
    const parsed = facts && commands[verb].body.safeParse(body);
    if (!facts || !parsed?.success) return;
    const outcome = decide(verb, facts, parsed.data);
    if (outcome.kind === 'decision') this.applied(verb, facts, outcome, who, Object(parsed.data));
  }

  edit(name: EditName, who: Somebody, didCase: DidCase, body: object): void {
    this.editBy(name, edits[name], who, didCase, body);
    const told = name === 'report-change' && this.cases.get(didCase.declarationId)?.version !== didCase.version;
    const reason = told && Object.entries(closes).find(([kind]) => kind === Object(body).kind)?.[1];
    if (!reason) return;
    const proved = who.actor.role === 'citizen' && who.actor.assurance === 'strong';
    const reported = this.reported.get(didCase.declarationId) ?? [];
    this.reported.set(didCase.declarationId, [...reported, { reason, proved }]);
  }

  private editBy(name: string, rule: EditRule, who: Somebody, didCase: DidCase, body: object): void {
    if (!rule.body.safeParse(body).success) return;
    this.settle(name, who, didCase, body, (facts) => rule.decide(facts, body));
  }

  proposeClosing(who: Somebody, didCase: DidCase, body: object): void {
    this.editBy('propose-closure', proposeClosure, who, didCase, body);
  }

  callUp(who: Somebody, didCase: DidCase, body: Parameters<typeof decideCallUp>[1]): void {
    this.settle('call-up', who, didCase, body, (facts) => decideCallUp(facts, body));
  }

  onCallUp(name: keyof typeof callUpEdits, who: Somebody, didCase: DidCase, id: CommandId, body: object): void {
    this.settle(name, who, didCase, body, (facts) => callUpEdits[name].decide(facts, id, body));
  }

  private settle(
    name: string,
    who: Somebody,
    didCase: DidCase,
    body: object,
    by: (facts: EditFacts) => Edit | Refusal,
  ): void {
    const facts = this.factsOf(who, didCase);
    if (!facts) return;
    const outcome: Outcome = by({ ...facts, didCase, mailbox: 'm@libero.it', fiscalCodeMac: who.mac });
    if (outcome.kind === 'refusal') return;
    must(!('status' in outcome.changes), 'an edit moves the status', this.log);
    this.noted(`edit ${name}`, who);
    const after = DidCase.parse({ ...didCase, ...outcome.changes, version: didCase.version + 1 });
    this.wrote({ by: name, who, facts, body, before: didCase, after, sanction: outcome.sanction });
  }

  /** A second person takes up what waits, as it was seen. */
  approve(who: Somebody, didCase: DidCase, read: boolean) {
    const { proposal } = didCase;
    if (!proposal || who.mac === undefined) return;
    const answeredAt = proposal.kind === 'close' && read ? proposal.answeredAt : undefined;
    const approval = {
      ...{ proposedAt: proposal.proposedAt, fiscalCodeMac: who.mac },
      ...(answeredAt !== undefined && { answeredAt }),
    };
    switch (proposal.kind) {
      case 'rectify':
        return this.editBy('rectify', applyRectification, who, didCase, { approval });
      case 'pact':
        return this.command('void-pact', who, didCase, { approval });
      case 'forfeit':
        return this.command('decide', who, didCase, { approval });
      case 'appeal-outcome':
        return movesStatus(didCase, proposal, { receivedAt: this.now, outages: this.outages })
          ? this.command('record-appeal-outcome', who, didCase, { approval })
          : this.editBy('appeal-outcome', applyAppealOutcome, who, didCase, { approval });
      case 'reopen':
        return this.command('reopen', who, didCase, { approval });
      case 'close':
        return this.command('close', who, didCase, { reason: proposal.closure, since: proposal.since, approval });
    }
  }

  private applied(verb: Verb, facts: Facts, decision: Decision, who: Somebody, body: object): void {
    const { didCase: before, party } = facts;
    const { next, effects, absorbs, succeeds, besides } = decision;
    this.noted(`${before?.status ?? 'none'} ${verb} ${next.status}`, who);
    const after = DidCase.parse({ ...next, version: (before?.version ?? 0) + 1 });
    const edge = edgeOf(before?.status ?? 'none', verb);
    must(edge?.to.includes(after.status) && edge.by.includes(party), 'off the table', this.log);

    if (succeeds) {
      this.seen.add('a DID after a forfeited one');
      must(this.live === succeeds.declarationId, 'another holds the guard', this.log);
      const { changes } = guardFreed(succeeds, this.now);
      this.cases.set(succeeds.declarationId, { ...succeeds, ...changes, version: succeeds.version + 1 });
      this.live = undefined;
    }
    if (effects.includes('take-live-guard') || succeeds) {
      must(this.live === undefined, 'the guard is taken twice', this.log);
      this.live = after.declarationId;
    }
    if (effects.includes('free-live-guard')) {
      must(this.live === after.declarationId, 'the guard of another is freed', this.log);
      this.givesUpGuard(after);
    }
    if (besides) {
      must(this.live === besides.declarationId, 'it lives beside one that holds no guard', this.log);
      this.seen.add('two side by side');
      this.noteOn(besides, livesBeside(after.declarationId).changes);
    }
    if (effects.includes('mark-deceased')) this.deceased = true;
    if (absorbs) {
      this.seen.add('merged');
      must(this.live === absorbs.declarationId, 'what goes in holds no guard', this.log);
      this.live = after.declarationId;
      this.cases.set(after.declarationId, after);
      const of: Facts = { ...facts, declarationId: absorbs.declarationId, didCase: absorbs, party: 'manager' };
      const closing = decide('close', of, { reason: 'merged', mergedInto: after.declarationId });
      if (closing.kind === 'refusal') throw new Error(`the newer one is not closed: ${closing.code}`);
      this.applied('close', of, closing, who, { reason: 'merged' });
    }
    const { sanction } = decision;
    this.wrote({ by: verb, who, facts, body, before, after, absorbed: absorbs, sanction });
  }

  /** The guard goes to the DID that lives beside without it, if one does; otherwise it is free. */
  private givesUpGuard({ beside }: DidCase): void {
    const other = beside && this.cases.get(beside);
    const takes = other && waitsForGuard(other) ? other : undefined;
    this.live = takes?.declarationId;
    if (!takes) return;
    this.seen.add('the guard goes back');
    this.noteOn(takes, guardReturned.changes);
  }

  private noteOn(didCase: DidCase, changes: Partial<DidCase>): void {
    this.cases.set(didCase.declarationId, DidCase.parse({ ...didCase, ...changes, version: didCase.version + 1 }));
  }

  private noted(what: string, { actor, mac }: Somebody): void {
    this.seen.add(what);
    this.log.push(`${this.now} ${what} by ${mac ?? actor.role}`);
  }

  /** When time brings something to a DID next. */
  nextDue(didCase: DidCase): Instant | undefined {
    return nextLook(didCase, policy);
  }

  /** What the sweep does that comes by: it reminds, it asks offices; of what exists it ends nothing. */
  sweep(didCase: DidCase, delivered: boolean) {
    const facts = {
      mailboxHealthy: this.healthy,
      mailboxSince: at('2010-01-01T00:00:00.000Z'),
      officeTaskOpen: false,
      outages: this.outages,
    };
    const step = dueStep(didCase, facts, policy, this.now);
    if (step.kind === 'wait') return;
    this.seen.add(`time: ${step.kind}`);
    if (step.kind === 'expire') return this.command('expire', sweeper, didCase, {});
    const timed = this.timed(didCase, step);
    if (!timed) return;
    if (step.kind === 'free-guard') {
      must(this.live === didCase.declarationId, 'a guard that another holds is freed', this.log);
      this.givesUpGuard(didCase);
    }
    must(Object.keys(timed.changes).length === 1 && !('status' in timed.changes), 'the sweep does more', this.log);
    this.byTime(didCase, timed, step.kind);
    const told = this.cases.get(didCase.declarationId);
    const notice = told?.notices?.at(-1);
    const served = delivered && told && notice && noticeServed(told, notice.mailId, this.now, policy);
    if (served) this.byTime(told, served, 'delivery');
  }

  private byTime(before: DidCase, { changes }: TimedEdit, by: string): void {
    const facts = this.factsOf(sweeper, before);
    if (!facts) return;
    const after = DidCase.parse({ ...before, ...changes, version: before.version + 1 });
    this.wrote({ by, who: sweeper, facts, body: {}, before, after });
  }

  private timed(didCase: DidCase, step: Exclude<ReturnType<typeof dueStep>, { kind: 'wait' }>): TimedEdit | undefined {
    const { now } = this;
    switch (step.kind) {
      case 'remind-justification':
      case 'decision-overdue':
      case 'ask-service':
        return takeStep(didCase, step, undefined, now);
      case 'free-guard':
        return freeGuard(didCase, undefined, now);
      case 'ask-final':
        return askFinal(didCase, step.decision, now);
      case 'ask-attendance':
        return askAttendance(didCase, step.callUp);
      case 'ask-entry':
        return askEntry(didCase, step.meeting, policy);
      case 'suspension-over':
        return askAboutWork(didCase, policy, now);
      case 'convene':
        return convene(didCase, policy, now);
      case 'ask-office':
        return doubt(didCase.notices ?? [], policy);
      case 'remind': {
        this.serial += 1;
        const mailId = MailId.parse(`9a1b2c3d-3333-5c5c-8c5c-${String(this.serial).padStart(12, '0')}`);
        const { notice: number, closesOn } = step;
        return remind(didCase, { number, mailId, closesOn, earlier: didCase.notices ?? [] }, policy, now);
      }
      default:
        return undefined;
    }
  }

  /** What holds of every change, whoever made it. */
  private wrote(change: Omit<Change, 'now' | 'log' | 'seen' | 'outages'>): void {
    const { after } = change;
    const { now, log, seen, outages } = this;
    this.cases.set(after.declarationId, after);
    const whole: Change = { ...change, now, log, seen, outages };
    heldTo(whole);
    writesRightly(whole);
    if (change.before && !isLive(after.status)) endsRightly(whole);
    seen.add(`status: ${after.status}`);
    if (change.absorbed) return;
    const holding = [...this.cases.values()].filter(holdsGuard).map(({ declarationId }) => declarationId);
    must(holding.length <= 1 && holding[0] === this.live, `the guard: ${holding} hold it, it says ${this.live}`, log);
    oneLives(this.cases, this.live, log);
  }
}

/** The day of a life so many days on. */
export const dayOf = ({ now }: Life, days = 0): PlainDate => addDays(dateInRome(now), days);
