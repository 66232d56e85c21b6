import { ExecutionStatus, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Instant } from '../domain/dates.ts';
import { isLive } from '../domain/lifecycle.ts';
import { pageOfWaits, supersede } from '../store/waits.ts';
import type { ScheduleDesk } from './sweep.ts';

/** How many cases were looked at and how many got a fresh execution; `cursor` if there are more. */
export interface Reconciled {
  readonly checked: number;
  readonly restarted: number;
  readonly cursor?: string;
}

/**
 * Holds one page of live cases against the running executions, listed page by page: a case without one moves on to its
 * next generation, which the stream starts where the case stands. Running it again changes nothing.
 */
export async function reconcile(desk: ScheduleDesk, now: Instant, cursor?: string): Promise<Reconciled> {
  // The waits first: an execution that begins meanwhile is listed then.
  const page = await pageOfWaits(desk.table, cursor);
  const running = await runningExecutions(desk);
  const lost = page.items.filter(
    ({ declarationId, generation, status }) =>
      (status === undefined || isLive(status)) && !running.has(`${declarationId}-${generation}`),
  );
  for (const wait of lost) await supersede(desk.table, wait, now);
  return {
    checked: page.items.length,
    restarted: lost.length,
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

async function runningExecutions({ machine }: ScheduleDesk): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let nextToken: string | undefined;
  do {
    const page = await machine.client.send(
      new ListExecutionsCommand({
        stateMachineArn: machine.arn,
        statusFilter: ExecutionStatus.RUNNING,
        maxResults: 1000,
        ...(nextToken !== undefined && { nextToken }),
      }),
    );
    for (const { name } of page.executions ?? []) if (name !== undefined) names.add(name);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
}
