/** Changes of the directory of operators: each with its history, all or nothing, and never two imports at once. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { Subject } from '../domain/ids.ts';
import { endsAt } from '../domain/operator-end.ts';
import { Operator, operatorDomains } from '../domain/operators.ts';
import { reviewMailboxes } from './mailbox-review.ts';
import { type DirectorySummary, directoryKey, lineKey, operatorKey, StoredOperator } from './operators.ts';
import {
  encode,
  type Key,
  overwrite,
  type PageAsked,
  put,
  queryAll,
  readPage,
  type Table,
  type Write,
} from './table.ts';

/** The directory as an import finds it. */
export interface DirectoryState {
  readonly summary: DirectorySummary;
  readonly operators: ReadonlyMap<string, StoredOperator>;
}

/** Reads the whole directory, consistently. */
export async function readState(table: Table, summary: DirectorySummary): Promise<DirectoryState> {
  const lines = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': encode(lineKey('').pk) },
      ConsistentRead: true,
    },
    StoredOperator,
  );
  return { summary, operators: new Map(lines.map((stored) => [stored.operator.id, stored])) };
}

/** One change of an operator, with all that was known of it then: who made it, and when. */
export const OperatorChange = z.object({
  revision: z.int(),
  operator: Operator,
  changedAt: Instant,
  changedBy: Subject,
});
export type OperatorChange = z.infer<typeof OperatorChange>;

const historyKey = (id: string, revision: number): Key => ({
  pk: operatorKey(id).pk,
  sk: `HISTORY#${String(revision).padStart(8, '0')}`,
});

/** The shard of the agenda that an operator falls into. */
const shardOf = (id: string) =>
  String([...id].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 16).padStart(2, '0');

/** The item of an operator; `due`: when the sweep looks at it. */
export function operatorItem({ operator, revision }: StoredOperator, due: Instant | undefined) {
  const agenda = due === undefined ? {} : { agendaShard: shardOf(operator.id), agendaDue: due };
  return { ...operatorKey(operator.id), entity: 'operator', operator, revision, ...agenda };
}

/** The line of an operator, by which all are read at once. */
export function lineItem({ operator, revision }: StoredOperator) {
  return { ...lineKey(operator.id), entity: 'operator-line', operator, revision };
}

/** What is known of the directory as a whole. */
export function summaryItem(version: number, operators: Iterable<Operator>) {
  return { ...directoryKey, entity: 'directory', version, mailDomains: operatorDomains(operators) };
}

/** How many operators one transaction holds: three items each, and the summary. */
export const operatorsAtOnce = 30;

/**
 * The writes of some changed operators: each with its line and history, and the directory's new version, which another
 * import that came in between makes fail.
 */
export function saveOperators(
  table: Table,
  { summary, operators }: DirectoryState,
  changed: readonly Operator[],
  by: { readonly changedAt: Instant; readonly changedBy: Subject },
): { readonly writes: readonly Write[]; readonly after: DirectoryState } {
  const stored = changed.map((operator) => ({
    operator,
    revision: (operators.get(operator.id)?.revision ?? 0) + 1,
  }));
  const all = new Map([...operators, ...stored.map((each) => [String(each.operator.id), each] as const)]);
  const version = summary.version + 1;
  const next = summaryItem(
    version,
    [...all.values()].map(({ operator }) => operator),
  );
  const writes = stored.flatMap((each) => [
    overwrite(table, 'operator', operatorItem(each, endsAt(each.operator))),
    overwrite(table, 'line', lineItem(each)),
    put(table, 'history', {
      ...historyKey(each.operator.id, each.revision),
      entity: 'operator-history',
      ...each,
      ...by,
    }),
  ]);
  const domains = (of: DirectorySummary) => JSON.stringify(of.mailDomains);
  const unchanged =
    summary.version === 0
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: 'version = :from', values: { ':from': summary.version } };
  return {
    writes: [
      ...writes,
      put(table, 'directory', next, unchanged),
      // Mailboxes of before are looked at one by one: nobody is silently stopped.
      ...(domains(summary) === domains(next) ? [] : [reviewMailboxes(table, by.changedAt)]),
    ],
    after: { summary: { version, mailDomains: next.mailDomains }, operators: all },
  };
}

/** A page of the changes of an operator, the latest first. */
export function readChanges(table: Table, id: string, asked: PageAsked) {
  return readPage(
    table,
    { pk: operatorKey(id).pk, prefix: 'HISTORY#' },
    { ...asked, newestFirst: true },
    OperatorChange,
  );
}
