/** The sweep killed at any point and run again comes to the same as one clean run. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { roundAt, town } from './crowd.ts';
import { loadHandlers } from './functions.ts';
import { outcomeOf } from './record.ts';
import type { World } from './world.ts';

beforeAll(loadHandlers);

const kills = 200;
const end = Date.parse(roundAt) + 50 * 60_000;

async function round(world: World): Promise<void> {
  await world.sweep();
  await world.pass(end);
}

test(`${kills} times`, async () => {
  const world = await town();
  const restore = world.snapshot();
  restore();
  await world.sweep();
  const calls = world.calls.filter(({ fn }) => fn === 'sweep').length;
  await world.pass(end);
  const clean = outcomeOf(world);
  expect(calls).toBeGreaterThan(50);

  const place = fc.nat({ max: calls - 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 3 }), fc.boolean(), async (places, done) => {
      restore();
      const left = [...places];
      let made = 0;
      world.weather = ({ fn }) => {
        if (fn !== 'sweep' || made++ !== left[0]) return { kind: 'goes-well' };
        left.shift();
        made = 0;
        return { kind: done ? 'dies' : 'dies undone' };
      };
      await round(world);
      expect(outcomeOf(world)).toEqual(clean);
    }),
    { numRuns: kills, seed: 7, endOnFailure: true },
  );
});
