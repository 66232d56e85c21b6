import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit } from '../domain/edits.ts';
import { CommandId, type OperatorId } from '../domain/ids.ts';
import { type Followed, listedFor } from '../domain/task-lists.ts';
import { holdOperator } from '../store/cases.ts';
import { getCommand } from '../store/commands.ts';
import { type Table, transact, type Write } from '../store/table.ts';
import {
  getTasks,
  holdTasks,
  moveTask,
  type OfficeTask,
  obsoleteTask,
  readCaseTasks,
  taskIdOf,
} from '../store/tasks.ts';

/** So many tasks change hands with the edit itself: a transaction takes a hundred writes, and the edit needs some. */
const atOnce = 30;

/** What changes hands in the transaction of an edit, and what right after it, each task by itself. */
export interface HandOver {
  readonly writes: readonly Write[];
  readonly rest: readonly (readonly Write[])[];
}

/**
 * The writes by which what is to be done about a case goes to who follows it from now on, in the transaction of the edit
 * that says so; what only the operator of before could do is done with. One opened meanwhile fails it. Of very many tasks
 * the last to be listed go right after it (`finishHandOver`).
 */
export async function handOver(table: Table, didCase: DidCase, edit: Edit, at: Instant): Promise<HandOver> {
  const { operatorId, competentCpiId, declarationId, didDate, status } = didCase;
  const to: Followed = { operatorId, competentCpiId, didDate, status, ...edit.changes };
  if (to.operatorId === operatorId && to.competentCpiId === competentCpiId) return { writes: [], rest: [] };
  const { open, mark } = await readCaseTasks(table, declarationId);
  const settled = (edit.settles ?? []).map((kind) => taskIdOf(kind, declarationId));
  // The mark moves by what the edit itself opens: it cannot be held to at once.
  const held = edit.tasks?.length ? [] : [holdTasks(table, declarationId, mark)];
  const handed: Write[][] = [];
  for (const task of await getTasks(table, open)) {
    if (settled.includes(task.taskId)) continue;
    const list = listedFor(task, to);
    if (await isOnlyFor(table, task, operatorId, to.operatorId)) {
      handed.push(obsoleteTask(table, task.taskId, declarationId, at));
    } else if (list !== task.operatorId) {
      handed.push([moveTask(table, task, list)]);
    }
  }
  return { writes: [...held, ...handed.slice(0, atOnce).flat()], rest: handed.slice(atOnce) };
}

/** Hands over the rest of the tasks of a case as an edit left it; one that was done, or a case that moved on, is passed by. */
export async function finishHandOver(table: Table, after: DidCase, rest: HandOver['rest']): Promise<void> {
  for (const writes of rest) await transact(table, [holdOperator(table, after), ...writes]);
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
  if (kind === 'appointment-outcome' || kind === 'meeting-not-entered') return true;
  const id = CommandId.safeParse(taskId.slice(kind.length + 1));
  if (kind !== 'command-failed' || !id.success) return false;
  const operatorId = (await getCommand(table, id.data))?.actor.operatorId;
  return operatorId !== undefined && operatorId === before;
}
