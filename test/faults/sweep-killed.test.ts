/** The sweep killed at any point and run again comes to the same as one clean run. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { roundAt, town } from './crowd.ts';
import { loadHandlers } from './functions.ts';
import { outcomeOf } from './record.ts';
import type { World } from './world.ts';

beforeAll(loadHandlers);

const severalKills = 20;
const end = Date.parse(roundAt) + 50 * 60_000;

/** What the sweep finds to do in the town, each at least once. */
const found = [
  ...['notice-received', 'remind', 'convene', 'expire', 'suspension-over', 'ask-attendance', 'withdraw', 'register'],
  ...['remind-justification', 'decision-overdue', 'ask-service', 'guard-freed', 'decision-final'],
];

async function round(world: World): Promise<void> {
  await world.sweep();
  await world.pass(end);
}

/** The sweep dies at these of its calls, one after the other; `done`: once the call was carried out. */
function killAt(world: World, places: readonly number[], done: boolean): void {
  const left = [...places];
  let made = 0;
  world.weather = ({ fn }) => {
    if (fn !== 'sweep' || made++ !== left[0]) return { kind: 'goes-well' };
    left.shift();
    made = 0;
    return { kind: done ? 'dies' : 'dies undone' };
  };
}

test('at every call, and two or three times', async () => {
  const world = await town();
  const restore = world.snapshot();
  restore();
  await world.sweep();
  const calls = world.calls.filter(({ fn }) => fn === 'sweep').length;
  await world.pass(end);
  const clean = outcomeOf(world);
  const events = world.ledger.all('history').filter(({ appliedAt }) => String(appliedAt) >= roundAt);
  expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(found));

  const comesToTheSame = async (places: readonly number[], done: boolean) => {
    restore();
    killAt(world, places, done);
    await round(world);
    expect(outcomeOf(world)).toEqual(clean);
  };
  // Who dies before a call dies after the one before it.
  for (let place = 0; place < calls; place += 1) await comesToTheSame([place], true);
  const place = fc.nat({ max: calls - 1 });
  await fc.assert(fc.asyncProperty(fc.array(place, { minLength: 2, maxLength: 3 }), fc.boolean(), comesToTheSame), {
    numRuns: severalKills,
    seed: 7,
    endOnFailure: true,
  });
});
