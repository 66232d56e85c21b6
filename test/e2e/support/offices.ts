/** People in offices, and what they are asked to look at. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { taskKinds } from '../../../functions/domain/tasks.ts';
import { staff } from './accounts.ts';
import { api, bodyOf } from './http.ts';
import { person } from './people.ts';

/** An officer of a job centre, signed in. */
export const deskOf = (operatorId: string): Promise<string> =>
  staff({
    username: `${randomUUID()}@${operatorId}.example`,
    group: 'operator',
    fiscalCode: person().me.fiscalCode,
    operatorId,
    operatorKind: 'cpi',
  });

/** A task as the API shows it. */
export const Task = z.object({
  taskId: z.string(),
  kind: z.enum(taskKinds),
  declarationId: z.optional(z.string()),
  operatorId: z.optional(z.string()),
  openedAt: z.string(),
  doneAt: z.optional(z.string()),
  note: z.optional(z.string()),
  fiscalCode: z.optional(z.string()),
});
export type Task = z.infer<typeof Task>;

/** All open tasks of an office, oldest first; of one case if it is named. */
export async function tasksOf(token: string, declarationId?: string): Promise<Task[]> {
  const Page = z.object({ items: z.array(Task), cursor: z.optional(z.string()) });
  const all: Task[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${cursor}`;
    const page = bodyOf(await api('GET', `/tasks?limit=50${query}`, { token }), 200, Page);
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return declarationId === undefined ? all : all.filter((task) => task.declarationId === declarationId);
}

/** Settles a task with a note. */
export const finish = (token: string, { taskId }: Task, note = 'Telefonato: tutto a posto.') =>
  api('POST', `/tasks/${taskId}/completion`, { token, body: { note } });
