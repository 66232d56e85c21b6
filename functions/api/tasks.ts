import * as z from 'zod/mini';
import type { Actor } from '../domain/actor.ts';
import { CitizenId } from '../domain/ids.ts';
import { refuse } from '../domain/refusals.ts';
import type { TaskKind } from '../domain/tasks.ts';
import { getCase } from '../store/cases.ts';
import { transact } from '../store/table.ts';
import { finishTask, getTask, isTaskId, noOperator, type OfficeTask, readTasks } from '../store/tasks.ts';
import { noteLook } from './access-log.ts';
import { conflictWith } from './cases.ts';
import { table } from './desk.ts';
import { asking, PageQuery, parseBody, type SignedRequest, signed } from './http.ts';
import { refusalReply, requestProblem } from './problem.ts';

/** The work list whose tasks an actor sees: the operator's own, or for a manager those of cases without an operator. */
const listOf = ({ role, operatorId }: Actor) => (role === 'manager' ? noOperator : operatorId);

/** Whether a task is on the own work list of an actor. */
export function isOnListOf({ operatorId }: OfficeTask, actor: Actor): boolean {
  return (operatorId ?? noOperator) === listOf(actor);
}

/** A task as its office sees it: whom a letter goes to stands on the letter. */
const shown = ({ citizenId: _, ...task }: OfficeTask) => task;

/**
 * Notes that an officer reads the fiscal code of somebody who is looked for: under the name of the search, since no record
 * is known yet.
 */
async function noteCodes(read: readonly OfficeTask[], request: SignedRequest): Promise<void> {
  for (const { taskId, fiscalCode } of read) {
    const about = CitizenId.safeParse(taskId.split('.')[1]);
    if (fiscalCode !== undefined && about.success) await noteLook(table, request, { citizenId: about.data });
  }
}

/** An office's open tasks, oldest first. */
export const tasks = asking(
  PageQuery,
  signed(async (request) => {
    const { actor, query, language } = request;
    const list = listOf(actor);
    if (list === undefined) return requestProblem('forbidden', language);
    const { items, cursor } = await readTasks(table, list, query);
    await noteCodes(items, request);
    return { status: 200, body: { items: items.map(shown), ...(cursor && { cursor }) } };
  }),
);

/** Tasks that only a decision of their own settles: the person has asked for one, and a note is none. */
const decidedElsewhere: readonly TaskKind[] = ['restriction-asked', 'correction-asked'];

/** Body of a task's completion: what was done. */
export const FinishBody = z.strictObject({ note: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)) });

/** Settles a task with a note; only who has it on the own work list may. */
export const finish = signed(async (request) => {
  const { actor, parameters, language, receivedAt } = request;
  const taskId = parameters['id'] ?? '';
  const task = isTaskId(taskId) ? await getTask(table, taskId) : undefined;
  if (!task || !isOnListOf(task, actor)) return requestProblem('not-found', language);
  const body = parseBody(FinishBody, request);
  if ('reply' in body) return body.reply;
  const didCase = task.declarationId && (await getCase(table, task.declarationId));
  const conflict = didCase && (await conflictWith(table, actor, didCase.citizenId, request.receivedAt));
  if (conflict) return requestProblem(conflict, language);
  if (decidedElsewhere.includes(task.kind)) return refusalReply(refuse('task-needs-decision'), language);
  const { note } = body.value;
  await noteCodes([task], request);
  if (task.doneBy === actor.subject && task.note === note) return { status: 200, body: shown(task) };
  const done = { doneAt: receivedAt, doneBy: actor.subject, note };
  const lost = await transact(table, finishTask(table, task, done));
  return lost.size > 0
    ? refusalReply(refuse('task-done'), language)
    : { status: 200, body: shown({ ...task, ...done }) };
});
