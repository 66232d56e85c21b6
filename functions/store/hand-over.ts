/** What is to be done about a case, when another office follows it: its open tasks change hands. */
import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit } from '../domain/edits.ts';
import { CommandId, type OperatorId } from '../domain/ids.ts';
import { type Followed, listedFor } from '../domain/task-lists.ts';
import { holdOperator } from './cases.ts';
import { getCommand } from './commands.ts';
import { type Table, transact, type Write } from './table.ts';
import { getTasks, holdTasks, moveTask, type OfficeTask, obsoleteTask, readCaseTasks, settledTask } from './tasks.ts';

/** So many tasks change hands with the edit itself: a transaction takes a hundred writes, and the edit needs some. */
const atOnce = 30;

type Mark = NonNullable<DidCase['handingOver']>;

/** What changes hands in the transaction of an edit, and what marks the case while some is left. */
interface HandOver {
  readonly writes: readonly Write[];
  readonly changes: Pick<Partial<DidCase>, 'handingOver'>;
}

/**
 * The writes by which what is to be done about a case goes to who follows it from now on, in the transaction of the edit
 * that says so; what only the operator of before could do is done with. One opened meanwhile fails it. Of very many tasks
 * the last to be listed go right after it (`finishHandOver`): until then the case is marked, and the sweep looks at it.
 */
export async function handOver(table: Table, didCase: DidCase, edit: Edit, at: Instant): Promise<HandOver> {
  const { operatorId, competentCpiId, declarationId, didDate, status, handingOver: unfinished } = didCase;
  const to: Followed = { operatorId, competentCpiId, didDate, status, ...edit.changes };
  if (to.operatorId === operatorId && to.competentCpiId === competentCpiId) return { writes: [], changes: {} };
  const left = operatorId === undefined || to.operatorId === operatorId ? [] : [operatorId];
  const handingOver: Mark = { since: at, from: [...(unfinished?.from ?? []), ...left] };
  const { open, mark } = await readCaseTasks(table, declarationId);
  const settled = (edit.settles ?? []).map((done) => settledTask(done, declarationId));
  // The mark moves by what the edit itself opens: it cannot be held to at once.
  const held = edit.tasks?.length ? [] : [holdTasks(table, declarationId, mark)];
  const tasks = (await getTasks(table, open)).filter(({ taskId }) => !settled.includes(taskId));
  const handed = await handedOver(table, tasks, declarationId, to, handingOver);
  return {
    writes: [...held, ...handed.slice(0, atOnce).flat()],
    changes: handed.length > atOnce ? { handingOver } : unfinished ? { handingOver: undefined } : {},
  };
}

/** Hands over what is left of the tasks of a marked case; one that was done, or a case that moved on, is passed by. */
export async function finishHandOver(table: Table, didCase: DidCase): Promise<void> {
  const { declarationId, handingOver } = didCase;
  if (!handingOver) return;
  const { open } = await readCaseTasks(table, declarationId);
  const tasks = await getTasks(table, open);
  for (const writes of await handedOver(table, tasks, declarationId, didCase, handingOver)) {
    await transact(table, [holdOperator(table, didCase), ...writes]);
  }
}

/** The writes for each task that is not where it belongs. */
async function handedOver(
  table: Table,
  tasks: readonly OfficeTask[],
  declarationId: DidCase['declarationId'],
  to: Followed,
  mark: Mark,
): Promise<Write[][]> {
  const handed: Write[][] = [];
  for (const task of tasks) {
    const list = listedFor(task, to);
    if (await isOnlyFor(table, task, mark, to.operatorId)) {
      handed.push(obsoleteTask(table, task.taskId, declarationId, mark.since));
    } else if (list !== task.operatorId) {
      handed.push([moveTask(table, task, list)]);
    }
  }
  return handed;
}

/**
 * A command that an operator's officer gave cannot be taken up once the citizen has chosen another, and only who had an
 * appointment with the person can tell what became of it.
 */
async function isOnlyFor(
  table: Table,
  { kind, taskId, openedAt }: OfficeTask,
  { from, since }: Mark,
  after: OperatorId | undefined,
): Promise<boolean> {
  if (from.length === 0 || openedAt > since) return false;
  if (kind === 'appointment-outcome' || kind === 'meeting-not-entered') return true;
  const id = CommandId.safeParse(taskId.slice(kind.length + 1));
  if (kind !== 'command-failed' || !id.success) return false;
  const operatorId = (await getCommand(table, id.data))?.actor.operatorId;
  return operatorId !== undefined && operatorId !== after && from.includes(operatorId);
}
