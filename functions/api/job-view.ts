import type { Instant } from '../domain/dates.ts';
import { KnownJob } from '../domain/job-news.ts';

/** News of work as the person and who follows the case read it; employer and pay were never told. Nothing of what was erased. */
export function jobView({ content, takenAt }: { readonly content?: unknown; readonly takenAt: Instant }) {
  const news = KnownJob.safeParse(content).data;
  if (!news) return [];
  const { kind, from, until, event, proposes } = news;
  return [{ kind, from, until: until ?? null, event, proposes, receivedAt: takenAt }];
}
