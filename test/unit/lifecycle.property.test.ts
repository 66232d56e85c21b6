import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { commands, decide } from '../../functions/domain/commands.ts';
import { MailParameters } from '../../functions/domain/communications.ts';
import { addDays, addSeconds, dateInRome, type Instant, type PlainDate } from '../../functions/domain/dates.ts';
import type { Decision, Facts } from '../../functions/domain/decide.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { type EditName, edits } from '../../functions/domain/edits.ts';
import { type CommandId, DeclarationId, MailId } from '../../functions/domain/ids.ts';
import { edgeOf, isLive, type Party, type Status, type Verb, verbs } from '../../functions/domain/lifecycle.ts';
import { partyOf } from '../../functions/domain/parties.ts';
import { type Refusal, refusals } from '../../functions/domain/refusals.ts';
import { directory } from './directory.ts';
import {
  accredited,
  at,
  citizenActor,
  citizenId,
  commandId,
  cpi,
  data,
  editFactsOf,
  foreigner,
  identityDocument,
  mario,
  officer,
  otherCitizenId,
  otherCpi,
  pact,
  permit,
  policy,
  recordOf,
  strongActor,
  subject,
} from './samples.ts';

/** Somebody who tries something; `as`: what they act as, if that is not said by the account. */
interface Somebody {
  readonly actor: Actor;
  readonly as?: Party;
}
const sweep: Somebody = { actor: { subject, role: 'system', assurance: 'basic' }, as: 'schedule' };
const owner: Somebody = { actor: { subject, role: 'citizen', assurance: 'strong' }, as: 'identity' };
const people: readonly Somebody[] = [
  { actor: citizenActor },
  { actor: strongActor },
  { actor: { ...citizenActor, citizenId: otherCitizenId } },
  { actor: { ...strongActor, fiscalCode: 'BNCNNA90A41F205X' } },
  { actor: officer(cpi) },
  { actor: officer(accredited) },
  { actor: officer(otherCpi) },
  { actor: { subject, role: 'manager', assurance: 'basic' } },
  { actor: { subject, role: 'inps', assurance: 'basic' }, as: 'inps' },
  sweep,
  owner,
];

interface Act {
  readonly what: Verb | EditName | 'notice' | 'receipt';
  readonly who: Somebody;
  /** Done by whom it belongs to, instead of by `who`. */
  readonly proper: boolean;
  readonly strong: boolean;
  /** Instead of `what`, something that belongs to where the live case stands. */
  readonly orderly: boolean;
  readonly which: number;
  readonly seconds: number;
  /** Days from the day of receipt, for the dates that the body names. */
  readonly days: readonly [number, number, number];
  readonly flags: readonly [boolean, boolean, boolean];
  readonly person: typeof mario;
  readonly operatorId: string;
}

/** What belongs to a status in an orderly life. */
const orderly: Partial<Record<Status | 'none', readonly Act['what'][]>> = {
  none: ['register'],
  registered: ['write-data', 'release', 'release', 'notice', 'receipt', 'expire'],
  reserved: ['choose-operator', 'confirm', 'expire', 'notice', 'receipt', 'expire'],
  confirmed: ['choose-operator', 'sign-pact', 'sign-pact'],
};

// Mostly today, mostly right: otherwise hardly any run would get as far as a pact.
const days = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -40, max: 2 }) },
);
const mostly = fc.oneof({ weight: 8, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const act: fc.Arbitrary<Act> = fc.record({
  what: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Act['what'][]>('withdraw', 'close') },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Act['what'][]>(
        'register',
        'release',
        'confirm',
        'sign-pact',
        'choose-operator',
        'write-data',
      ),
    },
    { weight: 4, arbitrary: fc.constantFrom<Act['what'][]>('notice', 'receipt', 'expire') },
  ),
  who: fc.constantFrom(...people),
  proper: mostly,
  strong: fc.boolean(),
  orderly: fc.boolean(),
  which: fc.nat(5),
  seconds: fc.oneof(fc.integer({ min: 1, max: 7200 }), fc.integer({ min: 1, max: 60 * 86_400 })),
  days: fc.tuple(days, days, days),
  flags: fc.tuple(mostly, mostly, mostly),
  person: fc.constantFrom(mario, foreigner),
  operatorId: fc.constantFrom<string>(cpi, accredited, otherCpi, 'cpi-sesto-calende', 'cpi-atlantide'),
});

function properly(verb: Verb, { strong }: Act, didCase: DidCase | undefined): Somebody {
  if (verb === 'expire') return sweep;
  if (verb === 'close') return owner;
  if (verb === 'confirm' || verb === 'sign-pact') return { actor: officer(didCase?.operatorId ?? cpi) };
  return { actor: strong ? strongActor : citizenActor };
}

function isEdit(name: string): name is EditName {
  return name in edits;
}

function bodyOf({ what, days: [first, second, third], flags: [one, two] }: Act, today: PlainDate): object {
  const soon = (offset: number) => addDays(today, offset);
  const availability = { work: one, training: two };
  const declared = { ...data, availability, lastJobEndedOn: soon(first) };
  const shown = {
    identityDocument: { ...identityDocument, expiresOn: soon(second) },
    ...(two && { permit: { ...permit, expiresOn: soon(third) } }),
  };
  switch (what) {
    case 'register':
      // Routes B and C have properties of their own: test/unit/rules/routes.property.test.ts.
      return { ...declared, route: 'A' };
    case 'confirm':
      return { metOn: soon(first), ...shown, ...(one && { paperDeclaration: { signedOn: soon(first) } }) };
    case 'sign-pact':
      return { ...pact, ...shown, signedOn: soon(first) };
    case 'withdraw':
      return one ? { signedRequest: { signedOn: soon(first), reference: 'prot. 1' } } : {};
    case 'close':
      return { reason: 'annulled' };
    default:
      return declared;
  }
}

/** One citizen's cases, folded as transitions and edits fold them. */
class World {
  readonly cases = new Map<string, DidCase>();
  readonly signed = new Set<string>();
  live: DeclarationId | undefined;
  now: Instant = at('2026-03-28T20:00:00.000Z');
  serial = 0;

  do(given: Act, seen: Set<string>): void {
    this.now = addSeconds(this.now, given.seconds);
    const live = this.live && this.cases.get(this.live);
    const fitting = orderly[live?.status ?? 'none'] ?? [];
    const what = (given.orderly ? fitting[given.which % fitting.length] : undefined) ?? given.what;
    const some = [...this.cases.values()][given.which % Math.max(this.cases.size, 1)];
    const before = given.orderly ? live : some;
    const act = { ...given, what };
    if (isVerb(what)) this.command(what, act, what === 'register' ? undefined : before, seen);
    else if (before) this.edit(act, before);
  }

  private command(verb: Verb, act: Act, before: DidCase | undefined, seen: Set<string>): void {
    this.serial += 1;
    const id =
      before?.declarationId ?? DeclarationId.parse(`5e3d9f7a-2222-4b4b-9b4b-${String(this.serial).padStart(12, '0')}`);
    const { actor, as } = act.proper ? properly(verb, act, before) : act.who;
    const party = as ?? (before ? partyOf(actor, before) : partyOf(actor, { citizenId }));
    if (!party) return;
    const facts: Facts = {
      commandId: commandIdOf(),
      declarationId: id,
      receivedAt: this.now,
      actor,
      party,
      citizen: { ...recordOf(act.person), liveDeclarationId: this.live },
      didCase: before,
      operator: directory.get(before?.operatorId ?? ''),
      operators: directory,
      domicileCpiId: cpi,
      officeTaskOpen: false,
      policy,
    };
    const body = commands[verb].body.parse(
      verb === 'release' || verb === 'expire' ? {} : bodyOf(act, dateInRome(this.now)),
    );
    const outcome = decide(verb, facts, body);
    if (outcome.kind === 'refusal') {
      expectRefusal(outcome);
      return;
    }
    seen.add(outcome.next.status);
    this.applied(verb, facts, before, outcome);
  }

  private applied(verb: Verb, facts: Facts, before: DidCase | undefined, decision: Decision): void {
    const { party, receivedAt } = facts;
    const { effects, mail, rules, next } = decision;
    const after = DidCase.parse({ ...next, version: (before?.version ?? 0) + 1 });
    const from = before?.status ?? 'none';

    // Only along the table, by a party of the row, and never out of an end.
    const edge = edgeOf(from, verb);
    expect(edge?.to).toContain(after.status);
    expect(edge?.by).toContain(party);
    if (before) expect(isLive(before.status)).toBe(true);

    // A timer closes what was never completed, after two notices were received; nobody else ends an authentic DID.
    if (party === 'schedule') {
      expect([from, after.status]).toEqual([expect.stringMatching(/^(registered|reserved)$/), 'expired']);
      expect(before?.notices?.filter(({ servedAt }) => servedAt !== undefined)).toHaveLength(2);
    }
    if (before?.authenticity.state === 'authentic' && !isLive(after.status)) expect(verb).toBe('withdraw');

    // One live DID: taken once, by the registration, and freed once, at the end.
    expect(effects.includes('take-live-guard')).toBe(verb === 'register');
    expect(effects.includes('free-live-guard')).toBe(!isLive(after.status));
    expect(new Set(effects).size).toBe(effects.length);
    if (effects.includes('take-live-guard')) {
      expect(this.live).toBeUndefined();
      this.live = after.declarationId;
    }
    if (effects.includes('free-live-guard')) {
      expect(this.live).toBe(after.declarationId);
      this.live = undefined;
    }

    if (verb === 'release')
      expect([after.didDate, after.snapshot?.takenAt]).toEqual([dateInRome(receivedAt), receivedAt]);
    if (verb === 'sign-pact') this.signed.add(after.declarationId);
    expect(rules.length).toBeGreaterThan(0);
    if (mail) {
      expect(MailParameters.parse(mail)).toEqual(mail);
      for (const personal of [mario.fiscalCode, mario.familyName, mario.domicile.address]) {
        expect(JSON.stringify(mail)).not.toContain(personal);
      }
    }
    this.wrote(before, after);
  }

  private edit(act: Act, before: DidCase): void {
    const changes = this.changesOf(act, before);
    if (changes) this.wrote(before, DidCase.parse({ ...before, ...changes, version: before.version + 1 }));
  }

  private changesOf(act: Act, before: DidCase): Partial<DidCase> | undefined {
    const { what } = act;
    if (what === 'notice') {
      if (!isLive(before.status)) return undefined;
      const number = before.notices?.length === 1 ? 2 : 1;
      const earlier = number === 2 ? (before.notices ?? []) : [];
      return { notices: [...earlier, { number, mailId: MailId.parse(commandIdOf()), sentAt: this.now }] };
    }
    if (what === 'receipt') {
      if (!before.notices) return undefined;
      return { notices: before.notices.map((notice) => ({ ...notice, servedAt: notice.servedAt ?? this.now })) };
    }
    if (!isEdit(what)) return undefined;
    const today = dateInRome(this.now);
    const body = what === 'choose-operator' ? { operatorId: act.operatorId } : bodyOf(act, today);
    const outcome = edits[what].decide(editFactsOf(before, { receivedAt: this.now }), body);
    if (outcome.kind === 'refusal') {
      expectRefusal(outcome);
      return undefined;
    }
    expect(outcome.changes).not.toHaveProperty('status');
    expect(isLive(before.status)).toBe(true);
    return outcome.changes;
  }

  /** What holds of every change, whoever made it. */
  private wrote(before: DidCase | undefined, after: DidCase): void {
    this.cases.set(after.declarationId, after);
    expect(after.version).toBe((before?.version ?? 0) + 1);
    expect(after.route).toBe('A');
    expect([after.citizenId, after.registeredAt]).toEqual([citizenId, before?.registeredAt ?? this.now]);

    // The DID's day is set once and is the day from which unemployment runs; nothing later moves it (S0:33).
    expect(after.unemployedSince).toBe(after.didDate);
    if (before?.didDate !== undefined) expect(after.didDate).toBe(before.didDate);
    expect(after.snapshot === undefined).toBe(after.didDate === undefined);
    if (before?.snapshot) {
      expect(after.snapshot).toEqual(before.snapshot);
      expect(after.data).toEqual(before.data);
      expect(after.withReserve).toBe(before.withReserve);
    }
    if (before?.authenticity.state === 'authentic') expect(after.authenticity).toEqual(before.authenticity);

    // Unemployment is confirmed by the pact alone.
    const signed = this.signed.has(after.declarationId);
    expect(after.unemploymentConfirmedOn !== undefined).toBe(signed);
    expect(after.pactSignedOn).toBe(after.unemploymentConfirmedOn);
    if (after.pactSignedOn !== undefined && after.didDate !== undefined) {
      expect(after.pactSignedOn >= after.didDate && after.pactSignedOn <= dateInRome(this.now)).toBe(true);
    }

    const ofReserve: readonly Status[] = ['reserved', 'expired', 'withdrawn', 'closed'];
    expect(after.authenticity.state === 'reserve').toBe(
      after.withReserve && after.reserveLiftedOn === undefined && ofReserve.includes(after.status),
    );
    expect(after.endedOn !== undefined).toBe(!isLive(after.status));
    const live = [...this.cases.values()].filter(({ status }) => isLive(status));
    expect(live.map(({ declarationId }) => declarationId)).toEqual(this.live === undefined ? [] : [this.live]);
  }
}

const commandIdOf = (): CommandId => commandId;

function isVerb(what: Act['what']): what is Verb {
  return verbs.some((verb) => verb === what);
}

function expectRefusal({ code, rule }: Refusal): void {
  expect(refusals[code]).toBeDefined();
  expect(rule).not.toBe('');
}

describe('whatever is tried, by whomever, in whatever order', () => {
  const seen = new Set<string>();

  test('the record stays right', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60, size: 'max' }), (acts) => {
        const world = new World();
        for (const one of acts) world.do(one, seen);
      }),
      { numRuns: 250 },
    );
  });

  test('and the runs above went everywhere that can be reached by now', () => {
    expect([...seen].sort()).toEqual([
      'closed',
      'confirmed',
      'expired',
      'psp-signed',
      'registered',
      'reserved',
      'withdrawn',
    ]);
  });
});
