import { addSeconds, epochOf, type Instant } from '../domain/dates.ts';
import { isLive } from '../domain/lifecycle.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import type { Tools } from '../middleware/observed.ts';
import { type Due, dueItems, setDue } from '../store/agenda.ts';
import { getCitizen } from '../store/citizens.ts';
import { deliver, type Machine, start, stateOfExecution } from '../store/executions.ts';
import { changeMail, getMail, requeued } from '../store/mails.ts';
import type { Table } from '../store/table.ts';
import { ageLimit, getWaitAt, pendingPatience, supersede, type Wait } from '../store/waits.ts';
import { lookAtCase } from './cases.ts';

/** What the scheduled checks rest on. */
export interface ScheduleDesk {
  readonly table: Table;
  readonly machine: Machine;
  readonly policy: ProcedurePolicy;
}

/** What a run did: items looked at, items that failed and stay due, and whether time ran out before the end. */
export interface Swept {
  readonly done: number;
  readonly failed: number;
  readonly cut: boolean;
  /** For how many seconds the oldest item of each kind had been due. */
  readonly lag: Readonly<Record<Due['entity'], number>>;
}

/**
 * Looks at every item that is due and does what is missing; an item that fails, and what time does not reach, stays
 * due. Doing it twice, or stopping half-way, changes nothing: each item is decided by its record alone.
 * @param inTime whether there is time for one more item
 */
export async function sweep(
  desk: ScheduleDesk,
  now: Instant,
  { logger }: Tools,
  inTime: () => boolean,
): Promise<Swept> {
  let done = 0;
  let failed = 0;
  const lag = { wait: 0, mail: 0, case: 0 };
  for await (const due of dueItems(desk.table, now)) {
    lag[due.entity] = Math.max(lag[due.entity], (epochOf(now) - Date.parse(due.agendaDue)) / 1000);
    if (!inTime()) return { done, failed, cut: true, lag };
    try {
      await look(desk, due, now);
      done += 1;
    } catch (error) {
      failed += 1;
      const fault = error instanceof Error ? error.name : 'unknown';
      logger.error('item stays due', { messageCode: 'SWEEP_ITEM_FAILED', entity: due.entity, fault });
    }
  }
  return { done, failed, cut: false, lag };
}

function look(desk: ScheduleDesk, due: Due, now: Instant): Promise<void> {
  switch (due.entity) {
    case 'wait':
      return lookAtWait(desk, due, now);
    case 'mail':
      return lookAtMail(desk, due, now);
    case 'case':
      return lookAtCase(desk.table, desk.policy, due, now);
  }
}

/** A command pending too long, a generation that nobody started, or one too old: its one execution is looked at. */
async function lookAtWait(desk: ScheduleDesk, due: Due, now: Instant): Promise<void> {
  const wait = await getWaitAt(desk.table, due.key);
  if (!wait) return;
  const { table, machine } = desk;
  if (wait.status !== undefined && !isLive(wait.status)) return setDue(table, due, undefined);
  const limit = ageLimit(wait);
  if (limit !== undefined && limit <= now) {
    await supersede(table, wait, now);
    return;
  }
  if (await revive(desk, wait, now)) return;
  await deliver(machine, wait, now);
  return setDue(table, due, wait.pending ? addSeconds(now, pendingPatience) : limit);
}

/** Gives a wait whose execution is missing or closed a running one; tells whether it had to. */
export async function revive({ table, machine }: ScheduleDesk, wait: Wait, now: Instant): Promise<boolean> {
  const state = await stateOfExecution(machine, wait);
  if (state === 'running') return false;
  if (state === 'missing') await start(table, machine, wait, now);
  else await supersede(table, wait, now);
  return true;
}

/**
 * A mail that the stream missed, or whose sender vanished, or that was held and whose mailbox takes mail again: back in
 * the queue, from where the stream brings it to be sent.
 */
async function lookAtMail({ table }: ScheduleDesk, due: Due, now: Instant): Promise<void> {
  const mail = await getMail(table, due.key);
  if (!mail) return;
  if (mail.state === 'held') {
    const citizen = await getCitizen(table, mail.citizenId);
    if (citizen?.mailboxBrokenAt !== undefined) return setDue(table, due, addSeconds(now, 86_400));
  } else if (mail.state !== 'queued' && mail.state !== 'sending') {
    return setDue(table, due, undefined);
  }
  await changeMail(table, mail, requeued(now));
}
