/** The middle value; the mean of the two middle ones if their number is even. Throws if there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('no values, no median');
  return (low + high) / 2;
}

/** The smallest value that at least this share (0 to 1) of the values does not exceed. Throws if there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('no values, no percentile');
  return found;
}

/** A measured value and the one it is held against, taken one right after the other. */
export interface Pair {
  readonly base: number;
  readonly value: number;
}

/** The median of the ratios of pairs: steadier than the ratio of medians when the machine has other things to do. */
export function ratioOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ base, value }) => value / base));
}
