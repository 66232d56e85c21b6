import { addSeconds, type Instant } from '../domain/dates.ts';
import { cursorAt } from '../store/table.ts';
import { pageOfWaits, type Wait, waitKey } from '../store/waits.ts';
import { needsExecution, revive, runningExecutions } from './executions.ts';
import type { ScheduleDesk } from './sweep.ts';

/** The list is eventually consistent: what is younger may be running though it is not listed. */
const listedAfterSeconds = 60;

/** How many cases were looked at and how many got a fresh execution; `cursor` if there are more. */
export interface Reconciled {
  readonly checked: number;
  readonly restarted: number;
  readonly cursor?: string;
}

/**
 * Holds live cases against the running executions, which are listed once: a case whose execution is not among them moves
 * on to its next generation, which the stream starts where the case stands. A generation that had just begun is asked
 * for first. Goes on while there is time; the cursor tells where to begin again. Running it again changes nothing.
 * @param inTime whether there is time for one more case
 */
export async function reconcile(
  desk: ScheduleDesk,
  now: Instant,
  inTime: () => boolean,
  begin?: string,
): Promise<Reconciled> {
  const running = await runningExecutions(desk.machine);
  const known = ({ since }: Wait) =>
    since !== undefined && since < addSeconds(now, -listedAfterSeconds) ? 'closed' : undefined;
  let checked = 0;
  let restarted = 0;
  let cursor = begin;
  do {
    const page = await pageOfWaits(desk.table, cursor);
    for (const wait of page.items) {
      if (!inTime() && cursor !== begin) return { checked, restarted, ...(cursor !== undefined && { cursor }) };
      checked += 1;
      const listed = running.has(`${wait.declarationId}-${wait.generation}`);
      if (needsExecution(wait) && !listed && (await revive(desk, wait, now, known(wait)))) restarted += 1;
      cursor = cursorAt(waitKey(wait.declarationId));
    }
    cursor = page.cursor;
    if (cursor !== undefined && !inTime()) return { checked, restarted, cursor };
  } while (cursor !== undefined);
  return { checked, restarted };
}
