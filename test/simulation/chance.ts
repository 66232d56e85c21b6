import { hash } from 'node:crypto';

/**
 * The lot that falls to somebody in some matter, in [0, 1): the hash of seed, person and matter. So the same seed gives
 * the same year, and a parameter that is changed changes nothing for those whom it does not touch.
 */
export type Lots = (matter: string) => number;

/** The lots of one person, or of any other thing that has a name. */
export function lotsOf(seed: number, who: string | number): Lots {
  return (matter) => hash('sha256', `${seed}|${who}|${matter}`, 'buffer').readUIntBE(0, 6) / 2 ** 48;
}

/** A waiting time with this mean, exponentially distributed, from a lot. */
export const waitingTime = (lot: number, mean: number): number => -mean * Math.log(1 - lot);

/** The index into weights that a lot falls on. */
export function weighted(lot: number, weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = lot * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
