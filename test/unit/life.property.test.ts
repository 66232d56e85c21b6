/** Whatever happens to DIDs in the life of one person, in whatever order, by whomever: the record stays right. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { closes } from '../../functions/domain/changes.ts';
import { commands, decide } from '../../functions/domain/commands.ts';
import { MailParameters } from '../../functions/domain/communications.ts';
import {
  addDays,
  addSeconds,
  dateInRome,
  epochOf,
  type Instant,
  type PlainDate,
} from '../../functions/domain/dates.ts';
import { dueStep } from '../../functions/domain/deadlines.ts';
import type { Decision, Facts } from '../../functions/domain/decide.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import type { EditRule } from '../../functions/domain/edit.ts';
import { edits } from '../../functions/domain/edits.ts';
import { CommandId, DeclarationId, MailId, Subject } from '../../functions/domain/ids.ts';
import { doubleClosures, singleClosures } from '../../functions/domain/life.ts';
import { edgeOf, isLive, type Status, type Verb } from '../../functions/domain/lifecycle.ts';
import { partyOf } from '../../functions/domain/parties.ts';
import { applyRectification } from '../../functions/domain/proposals.ts';
import { proposeClosure } from '../../functions/domain/propose-closure.ts';
import { askAboutWork, convene, doubt, remind, type TimedEdit } from '../../functions/domain/reminders.ts';
import { directory } from './directory.ts';
import {
  accredited,
  at,
  citizenActor,
  citizenId,
  cpi,
  data,
  identityDocument,
  mario,
  officer,
  otherCpi,
  pact,
  policy,
  recordOf,
  strongActor,
} from './samples.ts';

/** Somebody, and what a session proves of the fiscal code. Two managers; one of them is the officer, by another account. */
interface Somebody {
  readonly actor: Actor;
  readonly mac: string | undefined;
}
const manager = (name: string): Actor => ({ subject: Subject.parse(name), role: 'manager', assurance: 'strong' });
const people: readonly Somebody[] = [
  { actor: citizenActor, mac: undefined },
  { actor: strongActor, mac: undefined },
  { actor: officer(cpi), mac: 'mac-of-giulia' },
  { actor: officer(otherCpi), mac: 'mac-of-carlo' },
  { actor: officer(accredited), mac: 'mac-of-marco' },
  { actor: manager('elena'), mac: 'mac-of-elena' },
  { actor: manager('giulia-as-manager'), mac: 'mac-of-giulia' },
  { actor: manager('nobody'), mac: undefined },
];

const kinds = [
  'register',
  'release',
  'choose',
  'confirm',
  'sign-pact',
  'suspend',
  'resume',
  'withdraw',
  'undo',
  'close',
  'propose-closure',
  'propose-reopening',
  'propose-rectification',
  'approve',
  'refuse',
  'report-change',
  'answer',
  'ask-reopening',
  'transfer',
  'time',
] as const;
type Kind = (typeof kinds)[number];

interface Act {
  readonly what: Kind;
  readonly who: Somebody;
  readonly seconds: number;
  readonly days: number;
  readonly which: number;
  readonly flag: boolean;
  readonly reason: (typeof singleClosures)[number] | (typeof doubleClosures)[number];
}

/** What moves a case on from where it stands, so that runs get somewhere. */
const onward: Record<Status | 'none', readonly Kind[]> = {
  none: ['register'],
  registered: ['release', 'release', 'close'],
  reserved: ['choose', 'confirm', 'suspend', 'withdraw', 'propose-rectification', 'time'],
  confirmed: [
    'choose',
    'sign-pact',
    'suspend',
    'close',
    'propose-closure',
    'withdraw',
    'approve',
    'approve',
    'answer',
    'time',
  ],
  'psp-signed': [
    'report-change',
    'suspend',
    'close',
    'propose-rectification',
    'propose-closure',
    'approve',
    'approve',
    'withdraw',
    'transfer',
  ],
  suspended: ['resume', 'time', 'time', 'close'],
  'sanction-proposed': [],
  sanctioned: [],
  expired: ['propose-reopening', 'approve', 'register'],
  withdrawn: ['undo', 'propose-reopening', 'approve', 'register'],
  closed: ['propose-reopening', 'approve', 'approve', 'register', 'ask-reopening'],
};

const act: fc.Arbitrary<Act & { readonly orderly: boolean }> = fc.record({
  what: fc.constantFrom(...kinds),
  who: fc.constantFrom(...people),
  orderly: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  seconds: fc.oneof(fc.integer({ min: 1, max: 7200 }), fc.integer({ min: 1, max: 40 * 86_400 })),
  days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -200, max: 3 }) }),
  which: fc.nat(9),
  flag: fc.boolean(),
  reason: fc.constantFrom(...singleClosures, ...doubleClosures),
});

const ofTheCitizen: readonly Kind[] = [
  'register',
  'release',
  'choose',
  'withdraw',
  'undo',
  'report-change',
  'answer',
  'ask-reopening',
];

const paper = (signedOn: PlainDate) => ({ signedOn, reference: 'prot. 1' });
const told = ['other', 'found-work', 'moved', 'pension'] as const;
const sweeper: Somebody = {
  actor: { subject: Subject.parse('schedule'), role: 'system', assurance: 'strong' },
  mac: undefined,
};

class World {
  readonly cases = new Map<string, DidCase>();
  /** What would close a DID that its person has reported. */
  readonly reported = new Map<string, string[]>();
  readonly seen: Set<string>;
  live: DeclarationId | undefined;
  deceased = false;
  now: Instant = at('2026-03-27T20:00:00.000Z');
  serial = 0;

  constructor(seen: Set<string>) {
    this.seen = seen;
  }

  do({ orderly, ...given }: Act & { readonly orderly: boolean }): void {
    this.now = addSeconds(this.now, given.seconds);
    const all = [...this.cases.values()];
    const live = this.live && this.cases.get(this.live);
    const some = (given.flag && live) || all[given.which % Math.max(all.length, 1)];
    const fitting = onward[some?.status ?? 'none'];
    const what = (orderly ? fitting[given.which % Math.max(fitting.length, 1)] : undefined) ?? given.what;
    this.try({ ...given, what }, what === 'register' ? undefined : some, orderly);
  }

  private try(given: Act, didCase: DidCase | undefined, orderly: boolean) {
    const { what, days, reason } = given;
    const who = orderly ? this.rightful(given, didCase) : given.who;
    const day = addDays(dateInRome(this.now), days);
    if (what === 'time') return didCase && this.time(didCase);
    switch (what) {
      case 'register':
        return this.command('register', who, undefined, { route: 'A', ...data });
      case 'release':
        return this.command('release', who, didCase, {});
      case 'confirm':
        return this.command('confirm', who, didCase, {
          metOn: day,
          identityDocument: { ...identityDocument, expiresOn: '2099-01-01' },
          paperDeclaration: { signedOn: day },
        });
      case 'sign-pact':
        return this.command('sign-pact', who, didCase, { ...pact, signedOn: day });
      case 'suspend':
        return this.command('suspend', who, didCase, { from: day, ...(given.flag && { days: 5 }) });
      case 'resume':
        return this.command('resume', who, didCase, { until: day });
      case 'withdraw':
        return this.command('withdraw', who, didCase, given.flag ? { signedRequest: paper(day) } : {});
      case 'undo':
        return this.command('reopen', who, didCase, given.flag ? { signedRequest: paper(day) } : {});
      case 'close':
        return this.command('close', who, didCase, { since: day, ...this.wordOf(given, didCase, day) });
      case 'approve':
        return this.approve(who, didCase, given.which % 3 > 0);
      case 'choose':
        return this.edit('choose-operator', edits['choose-operator'], who, didCase, {
          operatorId: given.flag ? cpi : accredited,
        });
      case 'report-change':
        return this.edit('report-change', edits['report-change'], who, didCase, {
          kind: told[given.which % told.length],
        });
      case 'answer':
        return this.edit('report-change', edits['report-change'], who, didCase, { kind: 'answer', note: 'x' });
      case 'ask-reopening':
        return this.edit(what, edits[what], who, didCase, {});
      case 'transfer':
        return this.edit('transfer', edits.transfer, who, didCase, { competentCpiId: given.flag ? cpi : otherCpi });
      case 'propose-reopening':
        return this.edit(what, edits[what], who, didCase, { reason: 'x' });
      case 'propose-rectification':
        return this.edit(what, edits[what], who, didCase, { reason: 'x', correction: { didDate: day } });
      case 'propose-closure':
        return this.edit(what, proposeClosure, who, didCase, { reason, since: day, why: 'x' });
      case 'refuse':
        return this.edit('refuse-proposal', edits['refuse-proposal'], who, didCase, { reason: 'x' });
    }
  }

  private rightful({ what, who, flag }: Act, didCase: DidCase | undefined): Somebody {
    const pick = (index: number) => people[index] ?? who;
    if (ofTheCitizen.includes(what)) return pick(flag ? 0 : 1);
    if (what === 'approve' || what === 'refuse') return pick(flag ? 5 : 6);
    if (what === 'confirm' || what === 'sign-pact') {
      const operatorId = didCase?.operatorId;
      return people.find(({ actor }) => actor.operatorId !== undefined && actor.operatorId === operatorId) ?? who;
    }
    return pick(flag ? 5 : 2);
  }

  private factsOf({ actor, mac }: Somebody, didCase: DidCase | undefined): Facts | undefined {
    // The door lets no staff in who do not say who they are.
    if ((actor.role === 'operator' || actor.role === 'manager') && mac === undefined) return undefined;
    const party =
      actor.role === 'system' ? 'schedule' : didCase ? partyOf(actor, didCase) : partyOf(actor, { citizenId });
    if (!party) return undefined;
    this.serial += 1;
    const tail = String(this.serial).padStart(12, '0');
    const liveCase = this.live === didCase?.declarationId ? undefined : this.live && this.cases.get(this.live);
    return {
      commandId: CommandId.parse(`9a1b2c3d-3333-5c5c-8c5c-${tail}`),
      declarationId: didCase?.declarationId ?? DeclarationId.parse(`5e3d9f7a-2222-4b4b-9b4b-${tail}`),
      receivedAt: this.now,
      actor,
      party,
      citizen: { ...recordOf(), liveDeclarationId: this.live },
      didCase,
      liveCase: liveCase || undefined,
      operator: directory.get(didCase?.operatorId ?? ''),
      operators: directory,
      domicileCpiId: cpi,
      policy,
    };
  }

  private command(verb: Verb, who: Somebody, didCase: DidCase | undefined, body: object): undefined {
    const facts = this.factsOf(who, didCase);
    const parsed = facts && commands[verb].body.safeParse(body);
    if (!facts || !parsed?.success) return;
    const outcome = decide(verb, facts, parsed.data);
    if (outcome.kind === 'decision') this.applied(verb, facts, outcome, who, parsed.data);
  }

  /** On what an officer says that a closing rests: a paper, what the person has reported, or nothing. */
  private wordOf({ flag, reason }: Act, didCase: DidCase | undefined, day: PlainDate): object {
    if (flag) return { reason, signedRequest: paper(day) };
    const reported = didCase && this.reported.get(didCase.declarationId)?.[0];
    return reported === undefined ? { reason } : { reason: reported, reportedChange: 'R-20260327-0123456789AB' };
  }

  private approve(who: Somebody, didCase: DidCase | undefined, read: boolean) {
    const proposal = didCase?.proposal;
    if (!didCase || !proposal || who.mac === undefined) return;
    const answeredAt = proposal.kind === 'close' && read ? proposal.answeredAt : undefined;
    const approval = {
      ...{ proposedAt: proposal.proposedAt, fiscalCodeMac: who.mac },
      ...(answeredAt !== undefined && { answeredAt }),
    };
    if (proposal.kind === 'rectify') return this.edit('rectify', applyRectification, who, didCase, { approval });
    const body =
      proposal.kind === 'close' ? { reason: proposal.closure, since: proposal.since, approval } : { approval };
    this.command(proposal.kind === 'close' ? 'close' : 'reopen', who, didCase, body);
  }

  private applied(verb: Verb, facts: Facts, decision: Decision, who: Somebody, body: unknown): void {
    const { didCase: before, party } = facts;
    const { next, effects, mail, absorbs } = decision;
    const after = DidCase.parse({ ...next, version: (before?.version ?? 0) + 1 });
    const edge = edgeOf(before?.status ?? 'none', verb);
    expect(edge?.to).toContain(after.status);
    expect(edge?.by).toContain(party);
    this.seen.add(`${before?.status ?? 'none'} ${verb} ${after.status}`);

    if (before && !isLive(after.status)) this.mayEnd(verb, before, after, who, facts, Object(body));
    if (verb === 'reopen' && before) this.mayReopen(before, facts, who);

    // One live DID: taken by what begins one, freed by what ends it, handed over where two become one.
    if (effects.includes('take-live-guard')) {
      expect(this.live).toBeUndefined();
      this.live = after.declarationId;
    }
    if (effects.includes('free-live-guard')) {
      expect(this.live).toBe(after.declarationId);
      this.live = undefined;
    }
    if (absorbs) {
      this.seen.add('merged');
      expect(this.live).toBe(absorbs.declarationId);
      this.live = after.declarationId;
      expect(after.didDate !== undefined && absorbs.didDate !== undefined && after.didDate <= absorbs.didDate).toBe(
        true,
      );
    }
    if (effects.includes('mark-deceased')) this.deceased = true;
    if (effects.includes('mark-living')) this.deceased = false;
    if (after.closure?.reason === 'death' && after.status === 'closed') expect(mail).toBeUndefined();
    if (mail) {
      expect(MailParameters.parse(mail)).toEqual(mail);
      expect(JSON.stringify(mail)).not.toMatch(new RegExp(`${mario.fiscalCode}|${mario.familyName}|mac-of`));
    }
    if (absorbs) {
      this.cases.set(after.declarationId, after);
      const { actor } = who;
      const of: Facts = { ...facts, declarationId: absorbs.declarationId, didCase: absorbs, actor, party: 'manager' };
      const closing = decide('close', of, { reason: 'merged', mergedInto: after.declarationId });
      if (closing.kind === 'refusal') throw new Error(`the newer one is not closed: ${closing.code}`);
      this.applied('close', of, closing, who, {});
    }
    this.wrote(before, after, verb, absorbs);
  }

  /**
   * Nobody loses a DID to a timer, to one person of an office, or to what they did not ask: they took it back themselves,
   * an office entered their own word, or two persons decided, once the person had been heard. A timer ends a draft alone.
   */
  private mayEnd(
    verb: Verb,
    before: DidCase,
    after: DidCase,
    who: Somebody,
    facts: Facts,
    { signedRequest, reportedChange }: Partial<Record<'signedRequest' | 'reportedChange', unknown>>,
  ) {
    expect(after.ending).toEqual({ at: this.now, from: before.status });
    const reason = after.closure?.reason;
    if (verb === 'expire') return expect([facts.party, before.didDate]).toEqual(['schedule', undefined]);
    if (verb === 'withdraw') {
      expect(before.status).not.toMatch(/sanction/);
      return expect(facts.party === 'citizen' || signedRequest !== undefined).toBe(true);
    }
    expect(verb).toBe('close');
    expect(['cpi', 'competent-cpi', 'manager']).toContain(facts.party);
    if (reason === 'merged') return expect(this.cases.get(after.closure?.mergedInto ?? '')?.status).toBeDefined();
    const single = singleClosures.some((known) => known === reason);
    if (single && (signedRequest ?? reportedChange) !== undefined) {
      this.seen.add(`own word: ${signedRequest ? 'signed' : 'reported'}`);
      return expect(after.closure?.why).toBeUndefined();
    }
    this.seen.add(`two persons: ${reason === 'death' ? 'a death' : 'heard'}`);
    const { proposal } = before;
    if (proposal?.kind !== 'close') throw new Error('closed by two persons, and none proposed it');
    const { answerBy, answeredAt } = proposal;
    const heard = answeredAt !== undefined || dateInRome(this.now) > (answerBy ?? '');
    expect([heard, after.closure?.why]).toEqual([true, proposal.reason]);
    expect(answerBy === undefined).toBe(reason === 'death');
    this.twoPersons(before, who);
  }

  private mayReopen(before: DidCase, { party }: Facts, who: Somebody): void {
    if (party !== 'manager') {
      expect(before.status).toBe('withdrawn');
      const since = epochOf(this.now) - epochOf(before.ending?.at ?? this.now);
      expect(since).toBeLessThanOrEqual(24 * 3_600_000);
      return;
    }
    expect(before.proposal?.kind).toBe('reopen');
    this.twoPersons(before, who);
  }

  private twoPersons({ proposal }: DidCase, { actor, mac }: Somebody): void {
    expect(mac).toBeDefined();
    expect([proposal?.proposedBy.subject, proposal?.proposedBy.fiscalCodeMac]).not.toContain(actor.subject);
    expect(proposal?.proposedBy.fiscalCodeMac).not.toBe(mac);
  }

  private edit(event: string, rule: EditRule, who: Somebody, before: DidCase | undefined, body: object): void {
    const facts = before && this.factsOf(who, before);
    if (!facts || !before || !rule.body.safeParse(body).success) return;
    const outcome = rule.decide({ ...facts, didCase: before, mailbox: 'm@libero.it', fiscalCodeMac: who.mac }, body);
    if (outcome.kind === 'refusal') return;
    expect(outcome.changes).not.toHaveProperty('status');
    if (event.startsWith('propose')) expect(who.mac).toBeDefined();
    if (event === 'rectify') this.twoPersons(before, who);
    this.seen.add(event);
    if (event === 'report-change') this.note(before, Object(body).kind);
    this.wrote(before, DidCase.parse({ ...before, ...outcome.changes, version: before.version + 1 }), event, undefined);
  }

  private note({ declarationId }: DidCase, kind: keyof typeof closes) {
    const reason = closes[kind];
    if (reason) this.reported.set(declarationId, [...(this.reported.get(declarationId) ?? []), reason]);
  }

  /** Time reminds, and asks offices; of a DID that exists it ends nothing, as long as nothing proves its notices. */
  private time(didCase: DidCase) {
    const { declarationId } = didCase;
    const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
    const step = dueStep(didCase, facts, policy, this.now);
    if (didCase.status !== 'suspended') expect(step.kind).not.toBe('suspension-over');
    this.seen.add(`time: ${step.kind}`);
    const timed = (): TimedEdit | undefined => {
      switch (step.kind) {
        case 'suspension-over':
          return askAboutWork(didCase, policy, this.now);
        case 'convene':
          return convene(didCase, policy, this.now);
        case 'remind':
          return remind(
            didCase,
            {
              number: step.notice,
              mailId: MailId.parse(declarationId),
              closesOn: step.closesOn,
              earlier: didCase.notices ?? [],
            },
            policy,
            this.now,
          );
        case 'ask-office':
          return doubt(didCase.notices ?? [], policy);
        case 'expire':
          return this.command('expire', sweeper, didCase, {});
        default:
          return undefined;
      }
    };
    const edit = timed();
    if (!edit) return;
    expect(Object.keys(edit.changes)).toHaveLength(1);
    this.wrote(
      didCase,
      DidCase.parse({ ...didCase, ...edit.changes, version: didCase.version + 1 }),
      'time',
      undefined,
    );
  }

  /** What holds of every change, whoever made it. */
  private wrote(before: DidCase | undefined, after: DidCase, by: string, absorbed: DidCase | undefined): void {
    this.cases.set(after.declarationId, after);
    expect(after.version).toBe((before?.version ?? 0) + 1);

    // The days of a DID stay, but where two become one or two persons put a day right.
    const moves = by === 'release' || by === 'rectify' || absorbed !== undefined;
    if (before && !moves)
      expect([after.didDate, after.unemployedSince]).toEqual([before.didDate, before.unemployedSince]);
    if (before && !moves && by !== 'sign-pact') expect(after.pactSignedOn).toBe(before.pactSignedOn);
    expect(after.unemployedSince).toBe(after.didDate);
    expect(after.unemploymentConfirmedOn).toBe(after.pactSignedOn);
    if (after.pactSignedOn !== undefined) expect(after.pactSignedOn >= (after.didDate ?? '')).toBe(true);
    if (before?.snapshot && by !== 'rectify') expect(after.snapshot).toEqual(before.snapshot);

    // Suspended while the person works, and only then; the days of work never overlap.
    if (after.status === 'suspended')
      expect(after.suspension?.statusBefore).toMatch(/registered|reserved|confirmed|psp-signed/);
    else if (isLive(after.status)) expect(after.suspension).toBeUndefined();
    const worked = after.suspensions ?? [];
    for (const [index, { from, until }] of worked.entries()) {
      expect(from <= until).toBe(true);
      const earlier = worked[index - 1];
      if (earlier && by !== 'reopen' && !absorbed && after.reopenedOn === undefined)
        expect(earlier.until < from).toBe(true);
    }

    // An end is told as one, and a way back leaves nothing of it.
    expect(after.endedOn !== undefined).toBe(!isLive(after.status));
    expect(after.ending !== undefined).toBe(!isLive(after.status));
    expect(after.closure !== undefined).toBe(after.status === 'closed');
    if (before && by === 'reopen') expect(after.proposal).toBeUndefined();

    if (absorbed) return;
    const live = [...this.cases.values()]
      .filter(({ status }) => isLive(status))
      .map(({ declarationId }) => declarationId);
    expect(live).toEqual(this.live === undefined ? [] : [this.live]);
  }
}

describe('whatever happens in a life', () => {
  const seen = new Set<string>();

  test('the record stays right, whoever tries what in whatever order', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 25, maxLength: 70, size: 'max' }), (acts) => {
        const world = new World(seen);
        for (const one of acts) world.do(one);
      }),
      { numRuns: 2500, interruptAfterTimeLimit: 90_000 },
    );
  });

  // Giulia, as an officer and as a manager; and whoever else has her fiscal code. Beside her time passes.
  const giulia = people.filter(({ mac }) => mac === 'mac-of-giulia');
  const alone = fc
    .tuple(
      act,
      fc.constantFrom(...giulia),
      fc.constantFrom<Kind[]>(
        'time',
        'close',
        'close',
        'approve',
        'propose-closure',
        'withdraw',
        'suspend',
        'refuse',
        'transfer',
        'undo',
      ),
    )
    .map(([one, who, what]) => ({ ...one, who, what, orderly: false }));

  test('no history of timers and one single person of an office ends a DID that exists, but at the person’s own word', () => {
    const { actor: owner } = people[0] ?? sweeper;
    let ends = 0;
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.array(alone, { minLength: 20, maxLength: 60, size: 'max' }),
        (strong, chosen, paperless, acts) => {
          const world = new World(seen);
          const by = (what: Kind, seconds = 60) =>
            world.do({
              what,
              who: { actor: strong ? strongActor : owner, mac: undefined },
              seconds,
              days: 0,
              which: 0,
              flag: true,
              reason: 'job',
              orderly: false,
            });
          // The last job ended in autumn.
          by('register', 250 * 86_400);
          by('release');
          expect(world.live).toBeDefined();
          if (chosen) by('choose');
          for (const one of acts) world.do(paperless ? { ...one, flag: false } : one);
          for (const didCase of world.cases.values()) {
            if (isLive(didCase.status)) continue;
            ends += 1;
            // Whatever ended it was allowed as `mayEnd` says: without a paper, and with nothing reported, nothing was.
            expect(paperless).toBe(false);
            expect(didCase.closure?.why).toBeUndefined();
          }
        },
      ),
      { numRuns: 1000, interruptAfterTimeLimit: 60_000 },
    );
    expect(ends).toBeGreaterThan(0);
  });

  test.each([
    'reserved suspend suspended',
    'confirmed suspend suspended',
    'psp-signed suspend suspended',
    'suspended resume reserved',
    'suspended resume confirmed',
    'suspended resume psp-signed',
    'suspended close closed',
    'psp-signed close closed',
    'withdrawn reopen confirmed',
    'withdrawn reopen psp-signed',
    'closed reopen registered',
    'closed reopen confirmed',
    'closed reopen psp-signed',
    'rectify',
    'refuse-proposal',
    'propose-closure',
    'report-change',
    'transfer',
    'ask-reopening',
    'time: suspension-over',
    'time: remind',
    'time: ask-office',
    'time: convene',
    'own word: signed',
    'own word: reported',
    'two persons: heard',
    'two persons: a death',
    'merged',
  ])('and the runs above came by: %s', (step) => expect([...seen].sort()).toContain(step));
});
