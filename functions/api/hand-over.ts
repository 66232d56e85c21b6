import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit } from '../domain/edits.ts';
import { CommandId, type OperatorId } from '../domain/ids.ts';
import { getCommand } from '../store/commands.ts';
import type { Table, Write } from '../store/table.ts';
import {
  type Followed,
  getTasks,
  holdTasks,
  listedFor,
  moveTask,
  type OfficeTask,
  obsoleteTask,
  readCaseTasks,
  taskIdOf,
} from '../store/tasks.ts';

/**
 * The writes by which what is to be done about a case goes to who follows it from now on, in the transaction of the edit
 * that says so; what only the operator of before could do is done with. One opened meanwhile fails it.
 */
export async function handOver(table: Table, didCase: DidCase, edit: Edit, at: Instant): Promise<Write[]> {
  const { operatorId, competentCpiId, declarationId } = didCase;
  const to: Followed = { operatorId, competentCpiId, ...edit.changes };
  if (to.operatorId === operatorId && to.competentCpiId === competentCpiId) return [];
  const { open, mark } = await readCaseTasks(table, declarationId);
  const settled = (edit.settles ?? []).map((kind) => taskIdOf(kind, declarationId));
  // The mark moves by what the edit itself opens: it cannot be held to at once.
  const writes = edit.tasks?.length ? [] : [holdTasks(table, declarationId, mark)];
  for (const task of await getTasks(table, open)) {
    if (settled.includes(task.taskId)) continue;
    const list = listedFor(task, to);
    if (await isOnlyFor(table, task, operatorId, to.operatorId)) {
      writes.push(...obsoleteTask(table, task.taskId, declarationId, at));
    } else if (list !== task.operatorId) {
      writes.push(moveTask(table, task, list));
    }
  }
  return writes;
}

/**
 * A command that an operator's officer gave cannot be taken up once the citizen has chosen another, and only who had an
 * appointment with the person can tell what became of it.
 */
async function isOnlyFor(
  table: Table,
  { kind, taskId }: OfficeTask,
  before: OperatorId | undefined,
  after: OperatorId | undefined,
): Promise<boolean> {
  if (before === after) return false;
  if (kind === 'appointment-outcome') return true;
  const id = CommandId.safeParse(taskId.slice(kind.length + 1));
  if (kind !== 'command-failed' || !id.success) return false;
  const operatorId = (await getCommand(table, id.data))?.actor.operatorId;
  return operatorId !== undefined && operatorId === before;
}
