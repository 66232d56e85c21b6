import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { DeclarationId, OperatorId, Subject } from '../domain/ids.ts';
import {
  decode,
  encode,
  encodeItem,
  encodeKey,
  get,
  getMany,
  hold,
  type Key,
  type Page,
  query,
  readCursorWithin,
  type Table,
  update,
  updateOf,
  type Write,
} from './table.ts';

/** What a person in an office is asked to look at. */
export const taskKinds = [
  'command-failed',
  'mail-failed',
  'mail-to-wrong-mailbox',
  'mailbox-broken',
  'mail-complaint',
  'notice-not-received',
  'convene',
  'did-annulled',
] as const;

/** Whose work list tasks of cases without a chosen operator are on: the manager's. */
export const noOperator = 'office';

/** Something that a person in an office must look at; one of a kind for a subject, however often it comes up. */
export const OfficeTask = z.object({
  taskId: z.string(),
  kind: z.enum(taskKinds),
  declarationId: z.optional(DeclarationId),
  operatorId: z.optional(OperatorId),
  openedAt: Instant,
  doneAt: z.optional(Instant),
  doneBy: z.optional(Subject),
  note: z.optional(z.string()),
});
export type OfficeTask = z.infer<typeof OfficeTask>;

const form = /^(?<kind>[a-z-]+)\.(?<about>[0-9a-f-]{36})$/;

/** The name of the task of a kind about a thing, such as `convene.<declaration>`. */
export const taskIdOf = (kind: OfficeTask['kind'], about: string) => `${kind}.${about}`;

/** Whether a text is the name of a task. */
export const isTaskId = (text: string) => form.test(text);

const key = (taskId: string): Key => ({ pk: `TASK#${taskId}`, sk: 'TASK' });
const lineKey = (id: DeclarationId, taskId: string): Key => ({ pk: `DID#${id}`, sk: `TASK#${taskId}` });
/** Changes whenever a task of the case is opened. It stands before the lines, so that one query reads it first. */
const markKey = (id: DeclarationId): Key => ({ pk: `DID#${id}`, sk: 'TASK' });

/**
 * On whose work list a task is: the chosen operator's. But a job centre convenes (D.Lgs. 150/2015 art. 20 c.1): where an
 * accredited body was chosen the managers name one.
 */
export function listedFor(kind: OfficeTask['kind'], operatorId: OperatorId | undefined): OperatorId | undefined {
  return kind === 'convene' && !operatorId?.startsWith('cpi-') ? undefined : operatorId;
}

/** A task to be opened: what it is about decides that there is one only. */
export interface NewTask extends Pick<OfficeTask, 'kind' | 'declarationId' | 'operatorId' | 'openedAt'> {
  readonly about: string;
}

/** Opens a task on a work list, and notes it at its case; an open one about the same thing stays, a done one reopens. */
export function openTask(table: Table, { about, ...task }: NewTask): Write[] {
  const taskId = taskIdOf(task.kind, about);
  const listed = {
    entity: 'task',
    taskId,
    ...task,
    queueOperator: task.operatorId ?? noOperator,
    queueKey: `task#${task.openedAt}#${taskId}`,
  };
  const writes = [writeTask(table, key(taskId), listed)];
  if (task.declarationId === undefined) return writes;
  const line = {
    Item: encodeItem({ ...lineKey(task.declarationId, taskId), entity: 'task-line', taskId, open: true }),
  };
  const mark = { entity: 'task-mark', mark: `${taskId} ${task.openedAt}` };
  return [
    ...writes,
    { label: 'task', item: { Put: { TableName: table.name, ...line } } },
    {
      label: 'task',
      item: { Put: { TableName: table.name, Item: encodeItem({ ...markKey(task.declarationId), ...mark }) } },
    },
  ];
}

/** Writes a task: since when it is open stays, who has it on the list is who follows the case now, done it is no more. */
function writeTask(table: Table, at: Key, fields: Record<string, unknown>): Write {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const kept = ['openedAt', 'queueKey'];
  const set = given.map(([name]) =>
    kept.includes(name) ? `#${name} = if_not_exists(#${name}, :${name})` : `#${name} = :${name}`,
  );
  const removed = ['doneAt', 'doneBy', 'note', ...(fields['operatorId'] === undefined ? ['operatorId'] : [])];
  return {
    label: 'task',
    item: {
      Update: {
        TableName: table.name,
        Key: encodeKey(at),
        UpdateExpression: `SET ${set.join(', ')} REMOVE ${removed.join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: encodeItem(Object.fromEntries(given.map(([name, value]) => [`:${name}`, value]))),
      },
    },
  };
}

/** What an office has to do about a case: its tasks that are not done, and the mark that the next one to be opened moves. */
export interface CaseTasks {
  readonly open: readonly string[];
  readonly mark: string | undefined;
}

/** Reads which tasks of a case are not done. */
export async function readCaseTasks(table: Table, id: DeclarationId): Promise<CaseTasks> {
  const { items } = await query(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :task)',
      ExpressionAttributeValues: { ':pk': encode(`DID#${id}`), ':task': encode('TASK') },
      ConsistentRead: true,
    },
    z.union([z.object({ taskId: z.string(), open: z.boolean() }), z.object({ mark: z.string() })]),
  );
  return {
    open: items.flatMap((item) => ('open' in item && item.open ? item.taskId : [])),
    mark: items.flatMap((item) => ('mark' in item ? item.mark : [])).at(0),
  };
}

/** Holds a transaction to a case of which no task was opened since its tasks were read. */
export function holdTasks(table: Table, id: DeclarationId, mark: string | undefined): Write {
  return hold(
    table,
    'tasks',
    markKey(id),
    mark === undefined
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: 'mark = :mark', values: { ':mark': mark } },
  );
}

/** Reads tasks by their names. */
export async function getTasks(table: Table, taskIds: readonly string[]): Promise<OfficeTask[]> {
  const found = await getMany(table, taskIds.map(key));
  return [...found.values()].map((item) => decode(OfficeTask, item));
}

/** Puts an open task on another operator's work list; on the managers' if that is nobody's. */
export function moveTask(table: Table, { taskId }: OfficeTask, operatorId: OperatorId | undefined): Write {
  return update(
    table,
    'task',
    key(taskId),
    { operatorId, queueOperator: operatorId ?? noOperator },
    { expression: 'attribute_exists(pk) AND attribute_not_exists(doneAt)' },
  );
}

/** Reads a task. */
export function getTask(table: Table, taskId: string): Promise<OfficeTask | undefined> {
  return get(table, key(taskId), OfficeTask);
}

/** A page of an operator's open tasks, oldest first; `office`: those of cases without an operator. */
export function readTasks(
  table: Table,
  operatorId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<OfficeTask>> {
  const start =
    cursor === undefined
      ? undefined
      : readCursorWithin(cursor, {
          pk: () => true,
          sk: () => true,
          queueOperator: (operator) => operator === operatorId,
          queueKey: (key) => key.startsWith('task#'),
        });
  return query(
    table,
    {
      IndexName: 'queue',
      KeyConditionExpression: 'queueOperator = :operator AND begins_with(queueKey, :task)',
      ExpressionAttributeValues: { ':operator': encode(operatorId), ':task': encode('task#') },
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    },
    OfficeTask,
  );
}

/** Takes a task off the work list because nothing is to be done any more; one that a person settled stays as it is. */
export function obsoleteTask(table: Table, taskId: string, id: DeclarationId, at: Instant): Write[] {
  const line = encodeItem({ ...lineKey(id, taskId), entity: 'task-line', taskId, open: false });
  return [
    {
      label: 'task',
      item: {
        Update: {
          TableName: table.name,
          Key: encodeKey(key(taskId)),
          UpdateExpression: 'SET doneAt = if_not_exists(doneAt, :at) REMOVE queueOperator, queueKey',
          ExpressionAttributeValues: encodeItem({ ':at': at }),
        },
      },
    },
    { label: 'task', item: { Put: { TableName: table.name, Item: line } } },
  ];
}

/** The writes that settle a task: it leaves the work list, and its case's line says so. */
export function finishTask(
  table: Table,
  task: OfficeTask,
  done: Required<Pick<OfficeTask, 'doneAt' | 'doneBy' | 'note'>>,
): Write[] {
  const finish = (at: Key, fields: Record<string, unknown>): Write => ({
    label: 'task',
    item: {
      Update: {
        TableName: table.name,
        Key: encodeKey(at),
        ...updateOf(fields, { expression: 'attribute_exists(pk) AND attribute_not_exists(doneAt)' }),
      },
    },
  });
  const writes = [finish(key(task.taskId), { ...done, queueOperator: undefined, queueKey: undefined })];
  if (task.declarationId === undefined) return writes;
  return [...writes, finish(lineKey(task.declarationId, task.taskId), { open: false })];
}
