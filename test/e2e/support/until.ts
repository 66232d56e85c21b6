import { setTimeout as sleep } from 'node:timers/promises';

const patience = 20_000;

/**
 * Asks again and again until there is an answer, and returns it.
 * @throws Error that names what was waited for, after 20 seconds
 */
export async function until<Value>(what: string, probe: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 1.5, 250)) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}`);
    await sleep(pause);
  }
}
