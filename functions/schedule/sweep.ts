import { addSeconds, epochOf, type Instant } from '../domain/dates.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import type { Tools } from '../middleware/observed.ts';
import { type Due, dueItems, setDue } from '../store/agenda.ts';
import { getCitizen } from '../store/citizens.ts';
import { deliver, type Machine } from '../store/executions.ts';
import { mailStop } from '../store/mailboxes.ts';
import { changeMail, getMail, heldPatience, requeued } from '../store/mails.ts';
import type { Table } from '../store/table.ts';
import type { UserPool } from '../store/user-pool.ts';
import { ageLimit, getWaitAt, hasEnded, pendingPatience, supersede } from '../store/waits.ts';
import { lookAtAccount } from './accounts.ts';
import { lookAtCase } from './cases.ts';
import { revive, reviveLost } from './executions.ts';
import { lookAtChange, lookAtReview, type ThirdWall } from './mailboxes.ts';
import { lookAtOperator } from './operators.ts';

/** What the scheduled checks rest on. */
export interface ScheduleDesk {
  readonly table: Table;
  readonly machine: Machine;
  readonly policy: ProcedurePolicy;
  readonly users: UserPool;
  /** Absent where there is none to build, as locally. */
  readonly thirdWall?: ThirdWall | undefined;
}

/** What a run did: items looked at, items that failed and stay due, and whether time ran out before the end. */
export interface Swept {
  readonly done: number;
  readonly failed: number;
  readonly cut: boolean;
  /** For how many seconds the oldest command and the oldest mail that were found undone have waited. */
  readonly oldest: Readonly<Record<Due['entity'], number>>;
  /** For how many seconds the oldest item had been due. */
  readonly lag: number;
}

/**
 * Looks at every item that is due and does what is missing; an item that fails, and what time does not reach, stays
 * due. Doing it twice, or stopping half-way, changes nothing: each item is decided by its record alone.
 * @param inTime whether there is time for one more item
 * @param present the instant by the senders' clock, which a trial at another `now` does not turn
 */
export async function sweep(
  desk: ScheduleDesk,
  now: Instant,
  { logger }: Tools,
  inTime: () => boolean,
  present: Instant = now,
): Promise<Swept> {
  let done = 0;
  let failed = 0;
  let lag = 0;
  const oldest = { wait: 0, mail: 0, case: 0, citizen: 0, account: 0, review: 0, operator: 0 };
  const fell = (error: unknown, entity: string) => {
    failed += 1;
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.error('item stays due', { messageCode: 'SWEEP_ITEM_FAILED', entity, fault });
  };
  try {
    if (inTime()) done += await reviveLost(desk, present, inTime);
  } catch (error) {
    fell(error, 'execution');
  }
  for await (const due of longLast(dueItems(desk.table, now))) {
    if (!inTime()) return { done, failed, cut: true, oldest, lag };
    lag = Math.max(lag, secondsSince(due.agendaDue, now));
    try {
      const since = await look(desk, due, now, present, inTime);
      if (since !== undefined) oldest[due.entity] = Math.max(oldest[due.entity], secondsSince(since, now));
      done += 1;
    } catch (error) {
      fell(error, due.entity);
    }
  }
  return { done, failed, cut: false, oldest, lag };
}

/** What may take all the time that is left comes after everything else. */
async function* longLast(items: AsyncIterable<Due>): AsyncGenerator<Due> {
  const long: Due[] = [];
  for await (const due of items) {
    if (due.entity === 'review' || due.entity === 'operator') long.push(due);
    else yield due;
  }
  yield* long;
}

const secondsSince = (instant: string, now: Instant) => (epochOf(now) - Date.parse(instant)) / 1000;

/** Looks at one item; tells since when a command or a mail has waited, if it is undone. */
async function look(
  desk: ScheduleDesk,
  due: Due,
  now: Instant,
  present: Instant,
  inTime: () => boolean,
): Promise<Instant | undefined> {
  switch (due.entity) {
    case 'wait':
      return lookAtWait(desk, due, now);
    case 'mail':
      return lookAtMail(desk, due, now, present);
    case 'case':
      await lookAtCase(desk.table, desk.policy, due, now);
      return undefined;
    case 'citizen':
      await lookAtChange(desk.table, desk.policy, due, now, present);
      return undefined;
    case 'account':
      await lookAtAccount(desk.table, desk.users, due, now);
      return undefined;
    case 'review':
      await lookAtReview(desk.table, desk.thirdWall, due, now, inTime);
      return undefined;
    case 'operator':
      await lookAtOperator(desk.table, desk.policy, due, now, inTime);
      return undefined;
  }
}

/**
 * A command pending too long, a generation that nobody started, or one too old: its one execution is looked at. Where a
 * token waits for no command the generation has begun, and nobody is asked.
 */
async function lookAtWait(desk: ScheduleDesk, due: Due, now: Instant): Promise<Instant | undefined> {
  const wait = await getWaitAt(desk.table, due.key);
  if (!wait) return undefined;
  const { table, machine } = desk;
  const limit = ageLimit(wait);
  if (hasEnded(wait)) {
    await setDue(table, due, undefined);
  } else if (limit !== undefined && limit <= now) {
    await supersede(table, wait, now);
  } else if ((wait.taskToken !== undefined && !wait.pending) || !(await revive(desk, wait, now))) {
    await deliver(machine, wait, now);
    await setDue(table, due, wait.pending ? addSeconds(now, pendingPatience) : limit);
  }
  return wait.pending?.since;
}

/**
 * A mail that the stream missed, or whose sender vanished, or that was held and whose mailbox takes mail again: back in
 * the queue, from where the stream brings it to be sent.
 */
async function lookAtMail(
  { table }: ScheduleDesk,
  due: Due,
  now: Instant,
  present: Instant,
): Promise<Instant | undefined> {
  const mail = await getMail(table, due.key);
  if (mail?.state === 'queued' || mail?.state === 'sending') {
    // The index may be behind: whoever holds a lease that runs is sending, and what was put off waits.
    if ((mail.leaseUntil ?? present) > present || (mail.notBefore ?? now) > now) return undefined;
    await changeMail(table, mail, requeued(now));
    return mail.queuedAt;
  }
  const citizen = mail?.state === 'held' ? await getCitizen(table, mail.citizenId) : undefined;
  if (!mail || !citizen) await setDue(table, due, undefined);
  else {
    const stop = await mailStop(table, citizen);
    if (stop === undefined) await changeMail(table, mail, requeued(now));
    else await setDue(table, due, addSeconds(now, heldPatience[stop]));
  }
  return undefined;
}
