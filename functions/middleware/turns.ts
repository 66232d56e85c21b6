import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** Waits before another attempt, the first being 0: longer each time, at most a third of a second, no two as long. */
export async function waitTurn(attempt: number): Promise<void> {
  await setTimeout(randomInt(10 * 2 ** Math.min(attempt, 5)));
}
