/** The dated price list and the arithmetic over it. */
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Price = z.strictObject({ usd: z.number(), per: z.number(), source: z.string(), assumed: z.boolean() });
const Assumption = z.strictObject({ value: z.number(), what: z.string() });

/** Prices of one region on one day, and what has to be assumed beside what is measured. */
export const PriceList = z.strictObject({
  region: z.string(),
  currency: z.literal('USD'),
  date: z.string(),
  note: z.string(),
  prices: z.record(z.string(), Price),
  assumptions: z.record(z.string(), Assumption),
});
export type PriceList = z.infer<typeof PriceList>;

/** The price list of Milan. */
export function milan(): PriceList {
  return PriceList.parse(JSON.parse(readFileSync(new URL('prices-eu-south-1.json', import.meta.url), 'utf8')));
}

/** The value of an assumption. Throws if the list has none of this name. */
export function assumption(list: PriceList, name: string): number {
  const found = list.assumptions[name];
  if (!found) throw new Error(`the price list assumes nothing of ${name}`);
  return found.value;
}

/** So much of something that has a price. */
export interface Quantity {
  readonly price: string;
  readonly amount: number;
}

/** What quantities cost together, in US dollars. Throws if one of them has no price. */
export function costOf(list: PriceList, quantities: readonly Quantity[]): number {
  return quantities.reduce((total, { price, amount }) => {
    const found = list.prices[price];
    if (!found) throw new Error(`the price list has no ${price}`);
    return total + (amount * found.usd) / found.per;
  }, 0);
}

/** Which of these prices were written from memory. */
export function assumedOf(list: PriceList, quantities: readonly Quantity[]): string[] {
  return [...new Set(quantities.map(({ price }) => price))].filter((price) => list.prices[price]?.assumed);
}
