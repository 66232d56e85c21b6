/** What is held of a person, as they get it. */
import * as z from 'zod/mini';
import type { Account } from './cases.ts';
import { api, bodyOf } from './http.ts';

const Term = z.object({ id: z.string(), what: z.string(), keptFor: z.object({ length: z.int(), unit: z.string() }) });
const ExportPage = z.strictObject({
  schema: z.literal('did-export/1'),
  exportedAt: z.string(),
  complete: z.boolean(),
  notes: z.array(z.string()),
  retention: z.optional(z.array(Term)),
  items: z.array(z.strictObject({ section: z.string(), data: z.record(z.string(), z.unknown()) })),
  cursor: z.optional(z.string()),
});
/** A page of an export. */
export type ExportPage = z.infer<typeof ExportPage>;

const pageOf = async (token: string, cursor?: string): Promise<ExportPage> =>
  bodyOf(await api('GET', `/me/export${cursor === undefined ? '' : `?cursor=${cursor}`}`, { token }), 200, ExportPage);

/** Every page of the export of who asks. */
export async function exportOf({ token }: Pick<Account, 'token'>): Promise<ExportPage[]> {
  const pages = [await pageOf(token)];
  for (let { cursor } = pages[0] ?? {}; cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    pages.push(await pageOf(token, cursor));
  }
  return pages;
}

/** The data of one section of an export. */
export const dataOf = (pages: readonly ExportPage[], section: string) =>
  pages.flatMap(({ items }) => items.flatMap((item) => (item.section === section ? [item.data] : [])));
