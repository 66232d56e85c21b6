import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/domain/commands.ts';
import { addDays } from '../../../functions/domain/dates.ts';
import { dueStep } from '../../../functions/domain/deadlines.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { hear, type InpsApplication, inpsEvents, standing } from '../../../functions/domain/inps.ts';
import { isLive } from '../../../functions/domain/lifecycle.ts';
import { RouteQuery, routeOf } from '../../../functions/domain/routes.ts';
import { existsElsewhere } from '../../../functions/domain/verbs/change-route.ts';
import {
  at,
  citizenActor,
  cpi,
  data,
  editFactsOf,
  factsOf,
  identityDocument,
  officer,
  otherCpi,
  pact,
  policy,
  receivedAt,
  strongActor,
  today,
} from '../samples.ts';
import { aboutTo, asked, made, news, register, told } from './elsewhere.ts';

const days = fc.integer({ min: -40, max: 0 }).map((count) => addDays(today, count));
const event = fc.constantFrom(...inpsEvents);
const protocols = fc.constantFrom('INPS.4900.16/11/2026.0012345', 'INPS.4900.16/11/2026.0012346');

type Act =
  | { readonly do: 'news'; readonly news: object }
  | {
      readonly do: 'command';
      readonly verb: 'release' | 'confirm' | 'sign-pact' | 'withdraw';
      readonly strong: boolean;
    }
  | { readonly do: 'route'; readonly body: object }
  | { readonly do: 'answer'; readonly body: object }
  | { readonly do: 'state'; readonly body: object }
  | { readonly do: 'choose' }
  | { readonly do: 'decide'; readonly choice: 'stated' | 'inps' };

const statement = fc.oneof(
  fc.record({
    state: fc.constant('made'),
    kind: fc.constantFrom('naspi', 'dis-coll'),
    appliedOn: days,
    protocol: protocols,
  }),
  fc.constant(aboutTo),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('news' as const),
    news: fc.record({ event, appliedOn: days, protocol: protocols }),
  }),
  fc.record({
    do: fc.constant('command' as const),
    verb: fc.constantFrom('release' as const, 'confirm' as const, 'sign-pact' as const, 'withdraw' as const),
    strong: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('route' as const),
    body: fc.oneof(
      fc.constant({ route: 'A', ...data, noEarlierDid: true, noInpsApplication: true }),
      fc.constant({ route: 'A' }),
      statement.map((inps) => ({ route: 'B', inps })),
      fc.constant({ route: 'C', oldDid: { cpiId: otherCpi } }),
      fc.constant({ route: 'C', oldDid: { cpiId: otherCpi }, noInpsApplication: true }),
    ),
  }),
  fc.record({
    do: fc.constant('answer' as const),
    body: fc.oneof(
      days.map((didDate) => ({ answer: 'valid', didDate })),
      fc.constant({ answer: 'not-valid', reason: 'Decaduta.' }),
    ),
  }),
  statement.map((body) => ({ do: 'state' as const, body })),
  fc.constant({ do: 'choose' as const }),
  fc.record({ do: fc.constant('decide' as const), choice: fc.constantFrom('stated' as const, 'inps' as const) }),
);

/** What a case becomes by an act; itself if it is refused. */
function step(didCase: DidCase, one: Act): DidCase {
  if (!isLive(didCase.status)) return didCase;
  switch (one.do) {
    case 'news':
      return told(didCase, one.news).didCase;
    case 'route':
      return commanded(didCase, 'change-route', one.body, { party: 'citizen', actor: citizenActor });
    case 'answer':
      return commanded(didCase, 'verify-old-did', one.body, asked());
    case 'command': {
      const byOffice = one.verb === 'confirm' || one.verb === 'sign-pact';
      const who = byOffice
        ? { actor: officer(cpi), party: 'cpi' as const }
        : { actor: one.strong ? strongActor : citizenActor, party: 'citizen' as const };
      const meeting = { metOn: today, identityDocument, paperDeclaration: { signedOn: today } };
      const bodies = { release: {}, confirm: meeting, 'sign-pact': pact, withdraw: { lossConfirmed: true } };
      return commanded(didCase, one.verb, bodies[one.verb], who);
    }
    case 'state':
      return edited(didCase, 'state-inps', one.body, {});
    case 'choose':
      return edited(didCase, 'choose-operator', { operatorId: cpi }, {});
    case 'decide':
      return edited(
        didCase,
        'decide-inps-mismatch',
        { choice: one.choice, reason: 'Ricevuta.' },
        { actor: officer(cpi), party: 'cpi' },
      );
  }
}

function commanded(
  didCase: DidCase,
  verb: Parameters<typeof decide>[0],
  body: object,
  who: Parameters<typeof factsOf>[0],
): DidCase {
  const outcome = decide(verb, factsOf({ didCase, ...who }), body);
  return outcome.kind === 'decision' ? { ...outcome.next, version: didCase.version + 1 } : didCase;
}

function edited(
  didCase: DidCase,
  name: 'state-inps' | 'choose-operator' | 'decide-inps-mismatch',
  body: object,
  who: object,
): DidCase {
  const outcome = edits[name].decide(editFactsOf(didCase, who), body);
  return outcome.kind === 'edit' ? { ...didCase, ...outcome.changes, version: didCase.version + 1 } : didCase;
}

const begun = fc.oneof(
  fc.constant({ ...data, route: 'A' }),
  statement.map((inps) => ({ route: 'B', inps })),
  fc.constant({ route: 'C', oldDid: { cpiId: otherCpi } }),
);

/** Every case along a random life. */
function life(body: object, acts: readonly Act[]): DidCase[] {
  const outcome = register(body);
  if (outcome.kind === 'refusal') throw new Error(outcome.code);
  const cases: DidCase[] = [{ ...outcome.next, version: 1 }];
  for (const one of acts) {
    const now = cases.at(-1);
    if (now) cases.push(step(now, one));
  }
  return cases;
}

const lives = fc.tuple(begun, fc.array(act, { maxLength: 12 }));
const runs = { numRuns: 400 };

describe('whatever people and INPS do, in whatever order', () => {
  test('con riserva is out of reach of routes B and C, and releases are route A’s alone', () => {
    fc.assert(
      fc.property(lives, ([body, acts]) => {
        for (const { status, route, withReserve, releasedAt, snapshot } of life(body, acts)) {
          if (route === 'A') continue;
          expect(status).not.toBe('reserved');
          expect([withReserve, releasedAt, snapshot]).toEqual([false, undefined, undefined]);
        }
      }),
      runs,
    );
  });

  test('unemployment runs from the day of the DID, and a case past the registration has one', () => {
    fc.assert(
      fc.property(lives, ([body, acts]) => {
        for (const { status, didDate, unemployedSince, didSource } of life(body, acts)) {
          expect(unemployedSince).toBe(didDate);
          expect(didSource === undefined).toBe(didDate === undefined);
          if (status !== 'registered' && isLive(status)) expect(didDate).toBeDefined();
        }
      }),
      runs,
    );
  });

  test('a DID that is known to exist keeps its day, or gets an earlier one; a later one only by a person or INPS’s correction', () => {
    fc.assert(
      fc.property(lives, ([body, acts]) => {
        const cases = life(body, acts);
        for (const [index, one] of acts.entries()) {
          const [before, after] = [cases[index], cases[index + 1]];
          if (!before || !after || !existsElsewhere(before) || before.didDate === undefined) continue;
          expect(after.didDate).toBeDefined();
          const later = (after.didDate ?? '') > before.didDate;
          if (!later) continue;
          const corrects = one.do === 'news' && before.status === 'registered' && before.didSource === 'inps';
          const decides = one.do === 'decide' || (one.do === 'command' && one.verb === 'confirm');
          expect(corrects || decides).toBe(true);
        }
      }),
      runs,
    );
  });

  test('time expires no DID that INPS or another job centre holds', () => {
    const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 4000 }), ([body, acts], count) => {
        const now = at(`${addDays(today, count)}T12:00:00.000Z`);
        for (const didCase of life(body, acts)) {
          if (!isLive(didCase.status)) continue;
          const step = dueStep(didCase, facts, policy, now).kind;
          if (didCase.route !== 'A' || existsElsewhere(didCase))
            expect(['expire', 'remind', 'ask-office']).not.toContain(step);
        }
      }),
      runs,
    );
  });

  test('a benefit rests on the DID exactly while INPS holds an application that was not rejected or annulled', () => {
    fc.assert(
      fc.property(lives, ([body, acts]) => {
        for (const { inps, benefit } of life(body, acts)) {
          const paid = standing(inps?.applications).filter(({ state }) => state !== 'rejected');
          if (paid.length === 0) expect(benefit).toBeUndefined();
          else if (benefit) expect(paid.map(({ protocol }) => protocol)).toContain(benefit.protocol);
        }
      }),
      runs,
    );
  });
});

describe('what INPS tells', () => {
  const piece = fc.record({ event, appliedOn: days, protocol: protocols });

  const heardAll = (all: readonly object[]): InpsApplication[] =>
    all.reduce<InpsApplication[]>((known, changes) => {
      const { fiscalCode: _, ...one } = news(changes);
      return hear(known, one, receivedAt).applications;
    }, []);

  test('again says nothing new', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (all) => {
        const [known, last] = [heardAll(all), all.at(-1)];
        if (!last) return;
        const { fiscalCode: _, ...one } = news(last);
        const again = hear(known, one, receivedAt);
        expect(['unchanged', 'contradicts']).toContain(again.change);
        expect(again.applications).toEqual(known);
      }),
      runs,
    );
  });

  test('in any order ends at the furthest that happened', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...inpsEvents], { minLength: 1 }), (events) => {
        const [application] = heardAll(events.map((each) => ({ event: each })));
        const furthest = inpsEvents.findLast((each) => events.includes(each));
        // The second of two that say the same corrects nothing.
        expect([furthest, furthest === 'corrected' ? 'filed' : furthest]).toContain(application?.state);
      }),
      runs,
    );
  });
});

test('one route for every answer, and the day alone may change it', () => {
  const answers = fc.record(
    {
      jobEndedOn: days,
      neverWorked: fc.constant('true'),
      suspended: fc.constant('true'),
      inpsApplication: fc.constantFrom('made', 'about-to', 'no'),
      earlierDid: fc.constantFrom('none', 'cpi', 'inps'),
    },
    { requiredKeys: ['inpsApplication'] },
  );
  fc.assert(
    fc.property(answers, (given) => {
      const parsed = RouteQuery.safeParse(given);
      if (!parsed.success) return;
      const found = routeOf(parsed.data, policy, today);
      const works = parsed.data.jobEndedOn === undefined && parsed.data.neverWorked === undefined;
      expect(found.route === 'not-yet').toBe(works);
      if (!works) expect(found.route === 'B').toBe(given.inpsApplication !== 'no');
      expect(found.releaseHere).toBe(found.route === 'A');
    }),
  );
});

test('the statements that begin the stories are taken', () => {
  expect(register({ route: 'B', inps: made }).kind).toBe('decision');
});
