import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { addSeconds, Instant, instantOf } from '../domain/dates.ts';
import { CitizenId, CommandId, DeclarationId } from '../domain/ids.ts';
import { isLive, type Status, statuses, verbs } from '../domain/lifecycle.ts';
import { readImages, scanFor } from './bulk.ts';
import {
  agenda,
  encode,
  encodeKey,
  get,
  getMany,
  hold,
  type Key,
  type Page,
  put,
  shardOf,
  type Table,
  update,
  updateOf,
  type Write,
} from './table.ts';

/** An execution older than this should have rolled over by its own timeout (30 + 330 days), so it is looked at. */
const oldestExecutionSeconds = 362 * 86_400;

/** After so many seconds a command that is still pending is looked at by the sweep. */
export const pendingPatience = 60;

/** The command that is under way on a case. */
export const Pending = z.object({
  commandId: CommandId,
  verb: z.enum(verbs),
  since: Instant,
  /** Times its transition has failed for good. */
  attempts: z.int(),
  /** Not to be delivered before: set while it is put off after a failure. */
  notBefore: z.optional(Instant),
});
export type Pending = z.infer<typeof Pending>;

/** Where a case waits: the execution of which generation holds it, on which token, with which command under way. */
export const Wait = z.object({
  declarationId: DeclarationId,
  citizenId: CitizenId,
  generation: z.int(),
  /** When this generation began: its execution rolls over before it is a year old. */
  since: z.optional(z.string()),
  /** Absent until the registration has been applied. */
  status: z.optional(z.enum(statuses)),
  taskToken: z.optional(z.string()),
  pending: z.optional(Pending),
  agendaDue: z.optional(z.string()),
});
export type Wait = z.infer<typeof Wait>;

/** The key of a wait. */
export const waitKey = (id: DeclarationId): Key => ({ pk: `WAIT#${id}`, sk: 'WAIT' });

/** Reads a wait; `undefined` if there is none. */
export function getWait(table: Table, id: DeclarationId): Promise<Wait | undefined> {
  return get(table, waitKey(id), Wait);
}

/** Reads many waits; those that are not there, or that cannot be read, are left out. */
export async function getWaits(table: Table, ids: readonly DeclarationId[]): Promise<Wait[]> {
  const found = await getMany(table, ids.map(waitKey));
  return readImages(table, Wait, found.values());
}

/** Reads a wait by its key. */
export function getWaitAt(table: Table, key: Key): Promise<Wait | undefined> {
  return get(table, key, Wait);
}

/** A page of all waits, in no order: for reconciling after a loss, not for every day. Leaves out what cannot be read. */
export function pageOfWaits(table: Table, cursor: string | undefined): Promise<Page<Wait>> {
  const values = { ':wait': encode('wait') };
  const asked = { FilterExpression: 'entity = :wait', ExpressionAttributeValues: values, ConsistentRead: true };
  return scanFor(table, asked, cursor, Wait);
}

/** First write of a wait, for a registration; the stream starts its first execution. */
export function openWait(
  table: Table,
  wait: Omit<Wait, 'status' | 'agendaDue'> & { readonly pending: Pending },
): Write {
  const due = addSeconds(wait.pending.since, pendingPatience);
  return put(table, 'wait', {
    ...waitKey(wait.declarationId),
    entity: 'wait',
    ...wait,
    homeShard: shardOf(wait.declarationId),
    ...agenda(wait.declarationId, due),
  });
}

// An ended case has no execution: a command or a generation given to it would wait for ever. Its wait has lost its home
// shard, which tells it to those who may not look at a status.
const notEnded = 'attribute_exists(homeShard)';

/**
 * Makes a command the pending one, if none is and the case stands where it was decided upon: one that the case has left
 * meanwhile knows no way for the verb, and its execution would hand the command on and on.
 */
export function makePending(table: Table, id: DeclarationId, stands: Status, pending: Pending): Write {
  const due = addSeconds(pending.since, pendingPatience);
  return update(
    table,
    'wait',
    waitKey(id),
    { pending, ...agenda(id, due) },
    {
      expression: `attribute_not_exists(pending) AND #status = :stands AND ${notEnded}`,
      names: { '#status': 'status' },
      values: { ':stands': stands },
    },
  );
}

/**
 * Makes a reopening the pending command of a case that has ended: the wait has a home again and moves to a generation of
 * its own, whose execution the stream starts straight with the command.
 */
export function reopenWait(table: Table, { declarationId, generation }: Wait, stands: Status, pending: Pending): Write {
  const due = addSeconds(pending.since, pendingPatience);
  return update(
    table,
    'wait',
    waitKey(declarationId),
    {
      pending,
      generation: generation + 1,
      since: pending.since,
      taskToken: undefined,
      homeShard: shardOf(declarationId),
      ...agenda(declarationId, due),
    },
    {
      expression: `attribute_not_exists(pending) AND #status = :stands AND generation = :from AND NOT ${notEnded}`,
      names: { '#status': 'status' },
      values: { ':stands': stands, ':from': generation },
    },
  );
}

/** The write by which a command becomes the pending one of a case that exists, and the wait as it is then. */
export function pend(
  table: Table,
  wait: Wait,
  stands: Status,
  pending: Pending,
): { readonly write: Write; readonly wait: Wait } {
  if (isLive(stands)) {
    return { write: makePending(table, wait.declarationId, stands, pending), wait: { ...wait, pending } };
  }
  const { taskToken: _, ...rest } = wait;
  return {
    write: reopenWait(table, wait, stands, pending),
    wait: { ...rest, generation: wait.generation + 1, pending },
  };
}

/** Whether a case has ended and no reopening is under way: then no execution has anything to do. */
export function hasEnded({ status, pending }: Pick<Wait, 'status' | 'pending'>): boolean {
  return status !== undefined && !isLive(status) && !pending;
}

/** Holds a transaction to a moment at which no command is under way on the case. */
export function noneIsPending(table: Table, id: DeclarationId): Write {
  return hold(table, 'wait', waitKey(id), { expression: 'attribute_not_exists(pending)' });
}

/** What a settlement asks of the wait: still this generation, still this command pending. */
const held = (generation: number, commandId: CommandId) => ({
  expression: 'generation = :held AND pending.commandId = :command',
  values: { ':held': generation, ':command': commandId },
});

/** When the execution of a wait must be looked at for its age alone; `undefined` once the case has ended. */
export function ageLimit({ since, status }: Pick<Wait, 'since' | 'status'>): Instant | undefined {
  if (since === undefined || (status !== undefined && !isLive(status))) return undefined;
  return addSeconds(instantOf(Date.parse(since)), oldestExecutionSeconds);
}

/** Clears token and pending command when a command is settled, and writes where the case now stands. */
export function clearWait(table: Table, wait: Wait, commandId: CommandId, status: Status): Write {
  const due = ageLimit({ since: wait.since, status });
  const ended = isLive(status) ? {} : { homeShard: undefined };
  return update(
    table,
    'wait',
    waitKey(wait.declarationId),
    { status, taskToken: undefined, pending: undefined, ...ended, ...agenda(wait.declarationId, due) },
    held(wait.generation, commandId),
  );
}

/** Removes the wait of a registration that was refused: there is no case to wait for. */
export function dropWait(table: Table, id: DeclarationId, generation: number, commandId: CommandId): Write {
  const { expression, values } = held(generation, commandId);
  return {
    label: 'wait',
    item: {
      Delete: {
        TableName: table.name,
        Key: encodeKey(waitKey(id)),
        ConditionExpression: expression,
        ExpressionAttributeValues: updateOf({}, { expression, values }).ExpressionAttributeValues,
      },
    },
  };
}

/** Puts a pending command off after its transition failed for good: one more attempt, not before `notBefore`. */
export function postpone(table: Table, wait: Wait, pending: Pending & { readonly notBefore: Instant }): Write {
  return update(
    table,
    'wait',
    waitKey(wait.declarationId),
    { pending, taskToken: undefined, ...agenda(wait.declarationId, pending.notBefore) },
    held(wait.generation, pending.commandId),
  );
}

/**
 * Moves a wait to the next generation, so that the stream starts a fresh execution and whatever the old one still does
 * is void. Gives the wait as it is then, or `undefined` if somebody else moved it first or the case has ended.
 */
export async function supersede(table: Table, wait: Wait, now: Instant): Promise<Wait | undefined> {
  const generation = wait.generation + 1;
  const fields = {
    generation,
    since: now,
    taskToken: undefined,
    ...agenda(wait.declarationId, addSeconds(now, pendingPatience)),
  };
  const condition = { expression: `generation = :from AND ${notEnded}`, values: { ':from': wait.generation } };
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: encodeKey(waitKey(wait.declarationId)),
        ...updateOf(fields, condition),
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
  const { taskToken: _, ...rest } = wait;
  return { ...rest, generation, since: now };
}
