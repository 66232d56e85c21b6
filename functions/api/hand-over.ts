import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId, type OperatorId } from '../domain/ids.ts';
import { getCommand } from '../store/commands.ts';
import type { Table, Write } from '../store/table.ts';
import {
  getTasks,
  holdTasks,
  listedFor,
  moveTask,
  type OfficeTask,
  obsoleteTask,
  readCaseTasks,
} from '../store/tasks.ts';

/**
 * The writes by which what is to be done about a case goes to the operator who follows it from now on, in the
 * transaction that says so; what only the operator of before could do is done with. One opened meanwhile fails it.
 */
export async function handOver(table: Table, didCase: DidCase, to: OperatorId, at: Instant): Promise<Write[]> {
  const { declarationId } = didCase;
  const { open, mark } = await readCaseTasks(table, declarationId);
  const writes = [holdTasks(table, declarationId, mark)];
  for (const task of await getTasks(table, open)) {
    const over = await isOnlyFor(table, task, didCase.operatorId);
    writes.push(
      ...(over
        ? obsoleteTask(table, task.taskId, declarationId, at)
        : [moveTask(table, task, listedFor(task.kind, to))]),
    );
  }
  return writes;
}

/** A command that an operator's officer gave cannot be taken up once the citizen has chosen another. */
async function isOnlyFor(table: Table, { kind, taskId }: OfficeTask, before: OperatorId | undefined): Promise<boolean> {
  const id = CommandId.safeParse(taskId.slice(kind.length + 1));
  if (kind !== 'command-failed' || !id.success) return false;
  const operatorId = (await getCommand(table, id.data))?.actor.operatorId;
  return operatorId !== undefined && operatorId === before;
}
