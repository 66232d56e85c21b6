/** Two and more at once, in hundreds of orders: one winner, the loser told so, nothing stuck, one mail. */
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
  data,
  officer,
  type Reply,
  type Session,
  stranger,
} from './people.ts';
import {
  asks,
  brunoComes,
  claimed,
  comesTo,
  declaration,
  givenUpAtOffice,
  meeting,
  pact,
  registers,
  releases,
  type Step,
  toBeClosed,
  toMilano,
} from './stories.ts';
import { atOnce } from './turns.ts';
import { World } from './world.ts';

beforeAll(loadHandlers);

type Act = (world: World) => Promise<Reply>;

const acts =
  (who: Session, action: Parameters<typeof askOnce>[2], key: string, asked: Asked = {}): Act =>
  (world) =>
    askOnce(world, who, action, { id: world.memo['declarationId'] ?? '', key: `key-of-${key}`, ...asked });
const checks =
  (action: 'sweep' | 'reconcile'): Act =>
  async (world) => {
    await world.invoke('sweep', action, { action });
    return { status: 200, body: {} };
  };

const drafted = [...brunoComes, registers(bruno)];
const reserved = [...drafted, releases(bruno), asks('2026-11-02T13', bruno, 'choose-operator', toMilano)];
const confirmed = [
  ...reserved,
  asks('2026-11-03T10', officer, 'confirm', declaration({ body: meeting('2026-11-03') })),
];

const day = '2026-11-05';
const confirms = (key: string, on = day) => acts(officer, 'confirm', key, { body: meeting(on) });
const signs = (key: string) => acts(officer, 'sign-pact', key, { body: pact(day) });
const withdraws = (key: string) => acts(bruno, 'withdraw', key, { body: {} });
const releasesNow = (key: string, who = bruno) => acts(who, 'release', key, { body: {} });
const registersNow = (key: string, who = bruno) => acts(who, 'register', key, { body: { route: 'A', ...data } });
const chooses = acts(bruno, 'choose-operator', '', { body: { operatorId: 'cpi-bergamo' } });
const rewrites = acts(bruno, 'write-data', '', { body: { ...data, lastJobEndedOn: '2026-09-30' } });
const takesOver = acts(anna, 'write-me', '', { body: annaMe });
const enters = acts(bruno, 'write-me', '', { body: brunoMe });
const retries: Act = (world) =>
  askOnce(world, officer, 'retry-command', { id: world.memo['commandId'] ?? '', key: 'key-of-retry' });

interface Race {
  readonly name: string;
  readonly from: readonly Step[];
  readonly acts: readonly Act[];
  /** How many commands are applied, whatever the order. */
  readonly applied?: number;
  /** When they act, if later than the fifth of November. */
  readonly at?: string;
}

const races: readonly Race[] = [
  {
    name: 'two registrations',
    from: brunoComes,
    acts: [registersNow('first-one'), registersNow('second-one')],
    applied: 1,
  },
  {
    name: 'one registration sent twice',
    from: brunoComes,
    acts: [registersNow('the-same'), registersNow('the-same')],
    applied: 1,
  },
  { name: 'two releases', from: drafted, acts: [releasesNow('first-one'), releasesNow('second-one')], applied: 1 },
  { name: 'release and withdrawal', from: drafted, acts: [releasesNow('release'), withdraws('withdraw')] },
  { name: 'release and rewriting', from: drafted, acts: [releasesNow('release'), rewrites], applied: 1 },
  { name: 'two confirmations', from: reserved, acts: [confirms('first-one'), confirms('second-one')], applied: 1 },
  { name: 'confirmation and withdrawal', from: reserved, acts: [confirms('confirm'), withdraws('withdraw')] },
  { name: 'confirmation and another choice', from: reserved, acts: [confirms('confirm'), chooses] },
  { name: 'two pacts', from: confirmed, acts: [signs('first-one'), signs('second-one')], applied: 1 },
  { name: 'pact and withdrawal', from: confirmed, acts: [signs('sign-it'), withdraws('withdraw')] },
  { name: 'two withdrawals', from: confirmed, acts: [withdraws('first-one'), withdraws('second-one')], applied: 1 },
  {
    name: 'withdrawal, reconciling and sweep',
    from: confirmed,
    acts: [withdraws('withdraw'), checks('reconcile'), checks('sweep')],
    applied: 1,
  },
  {
    name: 'registration, sweep and reconciling',
    from: brunoComes,
    acts: [registersNow('register'), checks('sweep'), checks('reconcile')],
    applied: 1,
  },
  {
    name: 'closing and confirmation',
    from: toBeClosed,
    acts: [checks('sweep'), confirms('confirm', '2027-03-02')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'closing by two sweeps',
    from: toBeClosed,
    acts: [checks('sweep'), checks('sweep')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'closing and withdrawal',
    from: toBeClosed,
    acts: [checks('sweep'), withdraws('withdraw')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'a retried command and the same anew',
    from: givenUpAtOffice,
    acts: [retries, confirms('anew')],
    at: '2026-11-05T12',
    applied: 1,
  },
  {
    name: 'a take-over and the claimant’s registration',
    from: claimed.slice(0, 3),
    acts: [takesOver, registersNow('register', stranger)],
  },
  {
    name: 'a take-over and the claimant’s release',
    from: claimed,
    acts: [takesOver, releasesNow('release', stranger)],
  },
  { name: 'one record entered twice', from: [], acts: [enters, enters] },
];

const runs = Number(process.env['RACES'] ?? 50);

describe.each(races)('$name', ({ from, acts: racing, applied, at = `${day}T10` }) => {
  test(`in ${runs} orders`, async () => {
    const world = new World();
    await comesTo(world, from);
    world.clock = Date.parse(`${at}:05:00.000Z`);
    const restore = world.snapshot();
    const count = () => world.ledger.all('command').filter(({ state }) => state === 'applied').length;
    const before = count();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (draws) => {
        restore();
        const replies = await atOnce(
          world,
          (among) => Number(draws.next().value) % among,
          racing.map((act) => () => act(world)),
        );
        expect(broken(world)).toEqual([]);
        expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
        const refused = replies.filter(({ status }) => status >= 300).map(({ body }) => body['code']);
        const fair = [
          'command-pending',
          'wrong-status',
          'live-did-exists',
          'changed-meanwhile',
          'command-not-failed',
          'not-found',
          'already-released',
          'record-missing',
        ];
        expect(refused.filter((code) => !fair.includes(String(code)))).toEqual([]);
        if (applied !== undefined) expect(count() - before).toBe(applied);
      }),
      { numRuns: runs, seed: 11, endOnFailure: true },
    );
  });
});
