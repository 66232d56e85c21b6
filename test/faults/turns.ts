/** Many at once: everybody's calls of AWS wait for their turn, and the test draws whose comes next. */
import { setImmediate } from 'node:timers/promises';
import type { World } from './world.ts';

/** Draws one of so many, from 0. */
export type Draw = (count: number) => number;

/**
 * Lets actors act at once, together with everything that happens by itself, in an order that is drawn call by call.
 * Gives back what each actor came to, once all have and the world has come to rest.
 */
export async function atOnce<Result>(
  world: World,
  draw: Draw,
  actors: readonly (() => Promise<Result>)[],
): Promise<Result[]> {
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  let acting = actors.length;
  let running = 0;
  const run = async <Value>(what: () => Promise<Value>): Promise<Value> => {
    running += 1;
    try {
      return await what();
    } finally {
      running -= 1;
    }
  };
  const keepOn = async (move: () => Promise<boolean> | boolean) => {
    while (acting > 0) if (!(await move())) await turn();
  };

  world.gate = turn;
  const results = actors.map((actor) =>
    run(async () => {
      await turn();
      try {
        return await actor();
      } finally {
        acting -= 1;
      }
    }),
  );
  const { executions, couriers } = world;
  const moves = [
    () => executions.runOne(),
    () => executions.runOne(),
    () => couriers.read('outbox'),
    () => couriers.read('publish'),
    () => couriers.run(),
    () => world.watch(),
  ];
  const others = moves.map((move) => run(() => keepOn(move)));
  while (running > 0) {
    await setImmediate();
    // Each has come to its next call or to its end by now.
    const [next] = waiting.splice(draw(Math.max(1, waiting.length)), 1);
    next?.();
  }
  world.gate = undefined;
  await Promise.all(others);
  const done = await Promise.all(results);
  await world.pass(world.clock + 50 * 60_000);
  return done;
}
