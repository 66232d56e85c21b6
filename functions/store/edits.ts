import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/dates.ts';
import { nextLook } from '../domain/deadlines.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { ProcedurePolicy, RuleId } from '../domain/policies.ts';
import { editCase } from './cases.ts';
import { appendHistory } from './history.ts';
import { type Table, transact, type Write } from './table.ts';

/** An edit as it goes into the record: what changes, who made it, when it was received and applied. */
export interface RecordedEdit {
  readonly event: string;
  readonly changes: Omit<Partial<DidCase>, 'status' | 'version'>;
  readonly rules: readonly RuleId[];
  readonly by: { readonly party: Party; readonly actor: Actor };
  readonly receivedAt: Instant;
  readonly appliedAt: Instant;
}

/** The writes of an edit of a case that is as it was read, the fields and the history, and the case as it is then. */
export function editWrites(
  table: Table,
  before: DidCase,
  { event, changes, rules, by, receivedAt, appliedAt }: RecordedEdit,
  policy: ProcedurePolicy,
): { readonly after: DidCase; readonly writes: readonly Write[] } {
  const after: DidCase = { ...before, ...changes, version: before.version + 1 };
  const { subject, assurance, idp, operatorId } = by.actor;
  const entry = appendHistory(table, {
    declarationId: before.declarationId,
    sequence: after.version,
    event,
    from: before.status,
    to: before.status,
    by: {
      party: by.party,
      subject,
      assurance,
      ...(idp !== undefined && { idp }),
      ...(operatorId !== undefined && { operatorId }),
    },
    receivedAt,
    appliedAt,
    rules: [...rules],
    policy: policy.id,
  });
  return { after, writes: [editCase(table, before, changes, nextLook(after, policy)), entry] };
}

/**
 * Writes an edit of a case that is as it was read: the fields, the history, and what goes with them, all or nothing.
 * Gives the case as it is then, or `undefined` if something had changed meanwhile.
 */
export async function applyEdit(
  table: Table,
  before: DidCase,
  edit: RecordedEdit,
  policy: ProcedurePolicy,
  more: readonly Write[] = [],
): Promise<DidCase | undefined> {
  const { after, writes } = editWrites(table, before, edit, policy);
  const lost = await transact(table, [...writes, ...more]);
  return lost.size === 0 ? after : undefined;
}
