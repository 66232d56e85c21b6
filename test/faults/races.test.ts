/** Two at once on one case, in hundreds of orders: one winner, the loser told so, nothing stuck, one mail. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { broken } from './invariants.ts';
import {
  type Asked,
  anna,
  annaMe,
  askOnce,
  bruno,
  brunoMe,
  brunoSpid,
  data,
  officer,
  type Reply,
  type Session,
  stranger,
} from './people.ts';
import { annaComes, asks, brunoComes, comesTo, meeting, pact, registers, releases, toMilano } from './stories.ts';
import { atOnce } from './turns.ts';
import { World } from './world.ts';

beforeAll(loadHandlers);

type Act = (world: World) => Promise<Reply>;

const acts =
  (who: Session, action: Parameters<typeof askOnce>[2], key: string, asked: Asked = {}): Act =>
  (world) =>
    askOnce(world, who, action, { id: world.memo['declarationId'] ?? '', key: `key-of-${key}`, ...asked });
const sweeps: Act = async (world) => {
  await world.invoke('sweep', 'sweep', { action: 'sweep' });
  return { status: 200, body: {} };
};
const reconciles: Act = async (world) => {
  await world.invoke('sweep', 'reconcile', { action: 'reconcile' });
  return { status: 200, body: {} };
};

const day = '2026-11-05';
const drafted = [...brunoComes, registers(bruno)];
const reserved = [...drafted, releases(bruno), asks('2026-11-02T13', bruno, 'choose-operator', toMilano)];
const confirmed = [
  ...reserved,
  asks('2026-11-03T10', officer, 'confirm', (world) => ({
    id: world.memo['declarationId'] ?? '',
    body: meeting('2026-11-03'),
  })),
];

const confirms = (key: string) => acts(officer, 'confirm', key, { body: meeting(day) });
const signs = (key: string) => acts(officer, 'sign-pact', key, { body: pact(day) });
const withdraws = (key: string) => acts(bruno, 'withdraw', key, { body: {} });
const releasesNow = (key: string) => acts(bruno, 'release', key, { body: {} });
const registersNow = (key: string, who = bruno) => acts(who, 'register', key, { body: { route: 'A', ...data } });
const chooses = acts(bruno, 'choose-operator', '', { body: { operatorId: 'cpi-bergamo' } });
const rewrites = acts(bruno, 'write-data', '', { body: { ...data, lastJobEndedOn: '2026-09-30' } });

/** Pairs, from where they begin; `one`: they exclude each other, so that exactly one is done. */
const races = [
  {
    name: 'two registrations',
    from: brunoComes,
    acts: [registersNow('first-one'), registersNow('second-one')],
    one: true,
  },
  {
    name: 'one registration sent twice',
    from: brunoComes,
    acts: [registersNow('the-same'), registersNow('the-same')],
    one: true,
  },
  { name: 'two releases', from: drafted, acts: [releasesNow('first-one'), releasesNow('second-one')], one: true },
  { name: 'release and withdrawal', from: drafted, acts: [releasesNow('release'), withdraws('withdraw')], one: false },
  { name: 'release and rewriting', from: drafted, acts: [releasesNow('release'), rewrites], one: false },
  { name: 'two confirmations', from: reserved, acts: [confirms('first-one'), confirms('second-one')], one: true },
  {
    name: 'confirmation and withdrawal',
    from: reserved,
    acts: [confirms('confirm'), withdraws('withdraw')],
    one: false,
  },
  { name: 'confirmation and another choice', from: reserved, acts: [confirms('confirm'), chooses], one: false },
  { name: 'two pacts', from: confirmed, acts: [signs('first-one'), signs('second-one')], one: true },
  { name: 'pact and withdrawal', from: confirmed, acts: [signs('sign-it'), withdraws('withdraw')], one: false },
  { name: 'two withdrawals', from: confirmed, acts: [withdraws('first-one'), withdraws('second-one')], one: true },
  {
    name: 'withdrawal and reconciling',
    from: confirmed,
    acts: [withdraws('withdraw'), reconciles, sweeps],
    one: false,
  },
  {
    name: 'registration, sweep and reconciling',
    from: brunoComes,
    acts: [registersNow('register'), sweeps, reconciles],
    one: false,
  },
] as const;

const runs = Number(process.env['RACES'] ?? 40);

describe.each(races)('$name', ({ from, acts: racing, one }) => {
  test(`in ${runs} orders`, async () => {
    const world = new World();
    await comesTo(world, from);
    await world.pass(Date.parse(`${day}T10:05:00.000Z`));
    const restore = world.snapshot();
    const applied = () => world.ledger.all('command').filter(({ state }) => state === 'applied').length;
    const before = applied();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (draws) => {
        restore();
        const replies = await atOnce(
          world,
          (count) => Number(draws.next().value) % count,
          racing.map((act) => () => act(world)),
        );
        expect(broken(world)).toEqual([]);
        expect(replies.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
        if (one) expect(applied() - before).toBe(1);
      }),
      { numRuns: runs, seed: 11, endOnFailure: true },
    );
  });
});
void [anna, annaMe, annaComes, brunoMe, brunoSpid, stranger];
