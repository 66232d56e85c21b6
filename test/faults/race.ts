/** Two and more at once, in many orders: one winner, the loser told so, nothing stuck, one mail. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { broken } from './invariants.ts';
import { type Asked, askOnce, type Reply, type Session } from './people.ts';
import { comesTo, type Step } from './stories.ts';
import { atOnce } from './turns.ts';
import { World } from './world.ts';

/** What one of them does. */
export type Act = (world: World) => Promise<Reply>;

/** Asks the API for something about the case that was remembered. */
export const acts =
  (
    who: Session,
    action: Parameters<typeof askOnce>[2],
    key: string,
    asked: Asked | ((world: World) => Asked) = {},
  ): Act =>
  (world) =>
    askOnce(world, who, action, {
      id: world.memo['declarationId'] ?? '',
      key: `key-of-${key}`,
      ...(typeof asked === 'function' ? asked(world) : asked),
    });

/** Runs a check of the schedule. */
export const checks =
  (action: 'sweep' | 'reconcile'): Act =>
  async (world) => {
    await world.invoke('sweep', action, { action });
    return { status: 200, body: {} };
  };

/** Who acts at once, and from where on. */
export interface Race {
  readonly name: string;
  readonly from: readonly Step[];
  readonly acts: readonly Act[];
  /** How many commands are applied, whatever the order. */
  readonly applied?: number;
  /** When they act, if later than the fifth of November. */
  readonly at?: string;
}

/** The day on which they act, if no other is named. */
export const day = '2026-11-05';
const runs = Number(process.env['RACES'] ?? 50);

/** Defines a test for each race. */
export function tryAll(races: readonly Race[]): void {
  beforeAll(loadHandlers);
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
            'newer-draft-open',
            'newer-did-open',
            'changed-meanwhile',
            'command-not-failed',
            'not-found',
            'already-released',
            'record-missing',
            'appointment-exists',
            'slot-taken',
            'no-proposal',
            'breach-pending',
            'not-contested',
            'act-unknown',
            'justification-open',
            'appeal-pending',
            'appeal-filed',
            'called-up-already',
            'served-earlier',
            'proposal-pending',
          ];
          expect(refused.filter((code) => !fair.includes(String(code)))).toEqual([]);
          if (applied !== undefined) expect(count() - before).toBe(applied);
        }),
        { numRuns: runs, seed: 11, endOnFailure: true },
      );
    });
  });
}
