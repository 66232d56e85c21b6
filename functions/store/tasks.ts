import * as z from 'zod/mini';
import { Instant, PlainDate } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Settled } from '../domain/edit.ts';
import { FiscalCode } from '../domain/fiscal-code.ts';
import { CitizenId, type CommandId, DeclarationId, OperatorId, Subject } from '../domain/ids.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import type { Followed } from '../domain/task-lists.ts';
import { type CaseTask, jobProposals, taskKinds } from '../domain/tasks.ts';
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
  queryAll,
  startOfPage,
  type Table,
  update,
  updateOf,
  type Write,
} from './table.ts';

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
  /** Whose counter's look-ups of which week are to be reviewed; the week by its Monday. */
  counter: z.optional(z.object({ operatorId: OperatorId, week: PlainDate })),
  /** What news of work would mean. */
  proposes: z.optional(z.enum(jobProposals)),
  /** What is to be sent on paper. */
  letter: z.optional(z.object({ subject: z.string(), text: z.string() })),
  /** Whom it is sent to. */
  citizenId: z.optional(CitizenId),
  /** Of whom nothing else is known: by it the office finds where to write. Gone once the task is. */
  fiscalCode: z.optional(FiscalCode),
});
export type OfficeTask = z.infer<typeof OfficeTask>;

const form = /^(?<kind>[a-z-]+)\.(?<about>[0-9a-f-]{36})$/;

/** The name of the task of a kind about a thing, such as `convene.<declaration>`. */
export const taskIdOf = (kind: OfficeTask['kind'], about: string) => `${kind}.${about}`;

/** The name of a task that is done with. */
export const settledTask = (settled: Settled, id: DeclarationId): string =>
  typeof settled === 'string' ? taskIdOf(settled, id) : taskIdOf(settled.kind, settled.act);

/** Whether a text is the name of a task. */
export const isTaskId = (text: string) => form.test(text);

const key = (taskId: string): Key => ({ pk: `TASK#${taskId}`, sk: 'TASK' });
const lineKey = (id: DeclarationId, taskId: string): Key => ({ pk: `DID#${id}`, sk: `TASK#${taskId}` });
/** Changes whenever a task of the case is opened. It stands before the lines, so that one query reads it first. */
const markKey = (id: DeclarationId): Key => ({ pk: `DID#${id}`, sk: 'TASK' });

/** A task to be opened: what it is about decides that there is one only. */
export interface NewTask
  extends Pick<
    OfficeTask,
    | 'kind'
    | 'declarationId'
    | 'operatorId'
    | 'openedAt'
    | 'letter'
    | 'citizenId'
    | 'fiscalCode'
    | 'counter'
    | 'proposes'
  > {
  readonly about: string;
}

/** Opens a task on a work list, and notes it at its case; an open one about the same thing stays, a done one reopens. */
export function openTask(table: Table, task: NewTask): Write[] {
  const { declarationId } = task;
  if (declarationId === undefined) return opening(table, task);
  return [
    ...opening(table, task),
    moveMark(table, declarationId, `${taskIdOf(task.kind, task.about)} ${task.openedAt}`),
  ];
}

function opening(table: Table, { about, ...task }: NewTask): Write[] {
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
  return [...writes, { label: 'task', item: { Put: { TableName: table.name, ...line } } }];
}

/** Once a transaction, however many tasks it opens. */
function moveMark(table: Table, id: DeclarationId, mark: string): Write {
  const item = encodeItem({ ...markKey(id), entity: 'task-mark', mark });
  return { label: 'task', item: { Put: { TableName: table.name, Item: item } } };
}

/** What a task has while it is open, by which an opening knows whether it is. */
const whileOpen = { queueKey: undefined, openSince: undefined };

/** Writes a task: since when it is open stays, who has it on the list is who follows the case now, done it is no more. */
function writeTask(table: Table, at: Key, { openedAt, ...fields }: Record<string, unknown>): Write {
  const given = Object.entries({ ...fields, openSince: openedAt }).filter(([, value]) => value !== undefined);
  const set = given.map(([name]) =>
    name in whileOpen ? `#${name} = if_not_exists(#${name}, :${name})` : `#${name} = :${name}`,
  );
  set.push('openedAt = if_not_exists(#openSince, :openSince)');
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

/** The tasks that an act opens about a case, each on the list that it names. */
export function caseTasks(
  table: Table,
  didCase: Pick<DidCase, 'declarationId'> & Followed,
  act: CommandId,
  tasks: readonly CaseTask[],
  openedAt: Instant,
): Write[] {
  const { declarationId, operatorId } = didCase;
  const listOf = (list: CaseTask['list'] = 'operator') => {
    if (list === 'managers') return undefined;
    if (list === 'operator') return operatorId;
    return list === 'job-centre' ? jobCentreOf(didCase) : list;
  };
  if (tasks.length === 0) return [];
  return [
    ...tasks.flatMap(({ kind, about, list, proposes }) =>
      opening(table, {
        kind,
        about: about === 'act' ? act : declarationId,
        declarationId,
        operatorId: listOf(list),
        openedAt,
        ...(proposes !== undefined && { proposes }),
      }),
    ),
    moveMark(table, declarationId, `${act} ${openedAt}`),
  ];
}

/** What an office has to do about a case: its tasks that are not done, and the mark that the next one to be opened moves. */
export interface CaseTasks {
  readonly open: readonly string[];
  readonly mark: string | undefined;
}

/** Reads which tasks of a case are not done. */
export async function readCaseTasks(table: Table, id: DeclarationId): Promise<CaseTasks> {
  const items = await queryAll(
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

/** Whether the task of a kind about a thing is there and not done. */
export async function isTaskOpen(table: Table, kind: OfficeTask['kind'], about: string): Promise<boolean> {
  const task = await getTask(table, taskIdOf(kind, about));
  return task !== undefined && task.doneAt === undefined;
}

/** A page of an operator's open tasks, oldest first; `office`: those of cases without an operator. */
export function readTasks(
  table: Table,
  operatorId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<OfficeTask>> {
  const start = startOfPage(cursor, {
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
  return [dropTask(table, taskId, at, id), { label: 'task', item: { Put: { TableName: table.name, Item: line } } }];
}

/**
 * Takes a task off the work list, because what it asked for has happened. One that never was is written whole, as done at
 * once: whoever reads it by its name finds a task.
 */
export function dropTask(table: Table, taskId: string, at: Instant, id?: DeclarationId): Write {
  const [kind] = taskId.split('.');
  const fields = {
    entity: 'task',
    taskId,
    kind,
    openedAt: at,
    doneAt: at,
    ...(id !== undefined && { declarationId: id }),
  };
  const set = Object.keys(fields).map((name) => `#${name} = if_not_exists(#${name}, :${name})`);
  return {
    label: 'task',
    item: {
      Update: {
        TableName: table.name,
        Key: encodeKey(key(taskId)),
        UpdateExpression: `SET ${set.join(', ')} REMOVE queueOperator, ${Object.keys(whileOpen).join(', ')}, fiscalCode`,
        ExpressionAttributeNames: Object.fromEntries(Object.keys(fields).map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: encodeItem(
          Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])),
        ),
      },
    },
  };
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
  const writes = [finish(key(task.taskId), { ...done, queueOperator: undefined, ...whileOpen })];
  if (task.declarationId === undefined) return writes;
  return [...writes, finish(lineKey(task.declarationId, task.taskId), { open: false })];
}
