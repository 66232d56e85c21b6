import { changeOfList } from '../domain/list-changes.ts';
import { listProblem, PutListedDomains } from '../domain/listed-domains.ts';
import { refuse } from '../domain/refusals.ts';
import { changeList, getListedDomains, type ListHistoryEntry, readListHistory } from '../store/listed-domains.ts';
import { reviewMailboxes } from '../store/mailbox-review.ts';
import { transact } from '../store/table.ts';
import { table } from './desk.ts';
import { asking, PageQuery, parseBody, signed } from './http.ts';
import { refusalReply } from './problem.ts';

/** The domains that are no citizen's own, as they stand. */
export const readList = signed(async () => ({ status: 200, body: await getListedDomains(table) }));

/** Replaces the list, if it still is the one that the administrator read; what it changes goes into its history. */
export const writeList = signed(async (request, { logger }) => {
  const { actor, language, receivedAt } = request;
  const body = parseBody(PutListedDomains, request);
  if ('reply' in body) return body.reply;
  const { version, reason, domains } = body.value;
  const problem = listProblem(domains);
  if (problem) return refusalReply(problem, language);
  const before = await getListedDomains(table);
  const change = changeOfList(before.domains, domains);
  // Asked again because its answer was lost, it finds its change made.
  if (change.added.length + change.removed.length + change.changed.length === 0) return { status: 200, body: before };
  if (before.version !== version) return refusalReply(refuse('changed-meanwhile'), language);
  const entry: ListHistoryEntry = {
    version: version + 1,
    changedAt: receivedAt,
    changedBy: actor.subject,
    reason,
    ...change,
  };
  const lost = await transact(table, [
    ...changeList(table, before, domains, entry),
    // Mailboxes of before are looked at one by one: nobody is silently stopped.
    reviewMailboxes(table, receivedAt),
  ]);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  logger.info('listed domains changed', { messageCode: 'LISTED_DOMAINS_CHANGED', version: entry.version });
  return { status: 200, body: { version: entry.version, domains } };
});

/** What changed in the list, the newest first. */
export const readChanges = asking(
  PageQuery,
  signed(async ({ query }) => {
    const { items, cursor } = await readListHistory(table, query);
    return { status: 200, body: { items, ...(cursor && { cursor }) } };
  }),
);
