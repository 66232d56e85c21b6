/** What makes one list of domains of another, for its history. */
import * as z from 'zod/mini';
import { ListedDomain } from './mailbox.ts';

/** What a change of the list added, took away and wrote anew, by domain. */
export const ListChange = z.object({
  added: z.array(ListedDomain),
  removed: z.array(ListedDomain),
  changed: z.array(ListedDomain),
});
export type ListChange = z.infer<typeof ListChange>;

const domainOf = ({ domain }: ListedDomain) => domain;
const byDomain = (rows: readonly ListedDomain[]) => new Map(rows.map((row) => [domainOf(row), row]));
const same = (one: ListedDomain, other: ListedDomain | undefined) =>
  one.organisation === other?.organisation && one.kind === other.kind && one.certainty === other.certainty;

/** What makes one list of another. */
export function changeOfList(before: readonly ListedDomain[], after: readonly ListedDomain[]): ListChange {
  const [was, is] = [byDomain(before), byDomain(after)];
  return {
    added: after.filter(({ domain }) => !was.has(domain)),
    removed: before.filter(({ domain }) => !is.has(domain)),
    changed: after.filter((row) => was.has(row.domain) && !same(row, was.get(row.domain))),
  };
}
