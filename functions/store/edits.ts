import type { Actor } from '../domain/actor.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import { nextLook } from '../domain/deadlines.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit } from '../domain/edits.ts';
import { type CommandId, receiptNumber } from '../domain/ids.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { ActId } from '../domain/proceedings.ts';
import { placeWrites } from './appointments.ts';
import { editCase } from './cases.ts';
import { keepEvidence } from './evidence.ts';
import { appendHistory } from './history.ts';
import { mailIdOf, queueMail } from './mails.ts';
import { type Table, transact, type Write } from './table.ts';
import { caseTasks, obsoleteTask, settledTask } from './tasks.ts';

export { type Made, type MadeRequest, madeBefore, noteMade } from './made.ts';

/** An edit as it goes into the record: what changes, who made it, when it was received and applied. */
export interface RecordedEdit extends Omit<Edit, 'kind'> {
  readonly event: string;
  readonly by: { readonly party: Party; readonly actor: Actor };
  readonly receivedAt: Instant;
  readonly appliedAt: Instant;
  /** Names the act; what it brings hangs on that name. The sweep's own edits bring what goes with them as `more`. */
  readonly commandId?: CommandId;
  /** Whether the person has a receipt of it, which the history then names. */
  readonly receipted?: boolean;
}

/** The writes of an edit of a case that is as it was read, with what it brings, and the case as it is then. */
export function editWrites(
  table: Table,
  before: DidCase,
  edit: RecordedEdit,
  policy: ProcedurePolicy,
): { readonly after: DidCase; readonly writes: readonly Write[] } {
  const { event, changes, rules, reason, by, receivedAt, appliedAt, commandId } = edit;
  const after: DidCase = { ...before, ...changes, version: before.version + 1 };
  const { subject, assurance, idp, operatorId, patronatoId } = by.actor;
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
      ...(patronatoId !== undefined && { patronatoId }),
    },
    ...(edit.receipted === true &&
      commandId !== undefined && { receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)) }),
    receivedAt,
    appliedAt,
    rules: [...rules],
    policy: policy.id,
    ...(reason !== undefined && { reason }),
    ...(edit.sanction && { sanction: edit.sanction }),
    ...(edit.warnings && edit.warnings.length > 0 && { warnings: [...edit.warnings] }),
  });
  const writes = [
    editCase(table, before, changes, nextLook(after, policy)),
    entry,
    ...placeWrites(table, before, after, receivedAt),
    ...(commandId === undefined ? [] : broughtBy(table, after, commandId, edit)),
  ];
  return { after, writes };
}

/**
 * Writes an edit of a case that is as it was read: the fields, the history, mail, evidence, tasks, and what goes with
 * them, all or nothing. Gives the case as it is then, or `undefined` if something had changed meanwhile.
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

/** What an act brings beside the case: its mails, its evidence, the tasks that it opens and those it settles. */
export function broughtBy(
  table: Table,
  didCase: DidCase,
  commandId: CommandId,
  act: Pick<
    RecordedEdit,
    'mail' | 'alsoTold' | 'actTold' | 'takenBack' | 'evidence' | 'tasks' | 'settles' | 'receivedAt' | 'appliedAt'
  >,
): Write[] {
  const { declarationId, citizenId } = didCase;
  const { mail, alsoTold, actTold, takenBack = [], evidence, tasks = [], settles = [], receivedAt, appliedAt } = act;
  return [
    ...[mail, alsoTold, actTold]
      .filter((told) => told !== undefined)
      .map((told) =>
        queueMail(
          table,
          { mailId: mailIdOf(commandId, told.kind), citizenId, declarationId, queuedAt: appliedAt },
          told,
        ),
      ),
    // Each is named by the call-up that it takes back, which happens once.
    ...takenBack.map((told) =>
      queueMail(
        table,
        {
          mailId: mailIdOf(ActId.parse(told.appointment.id), told.kind),
          citizenId,
          declarationId,
          queuedAt: appliedAt,
        },
        told,
      ),
    ),
    ...(evidence ? [keepEvidence(table, { declarationId, commandId, ...evidence, takenAt: receivedAt })] : []),
    ...settles.flatMap((done) => obsoleteTask(table, settledTask(done, declarationId), declarationId, appliedAt)),
    ...caseTasks(table, didCase, commandId, tasks, appliedAt),
  ];
}
