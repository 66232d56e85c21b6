/** Executions that ended without their case's end: which cases they leave behind, and the one way to go on. */
import { ExecutionStatus, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { addSeconds, epochOf, type Instant, instantOf } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import { lookedAt, noteLook, setDue } from '../store/agenda.ts';
import { type Machine, start, stateOfExecution } from '../store/executions.ts';
import { getWaits, hasEnded, supersede, type Wait, waitKey } from '../store/waits.ts';
import type { ScheduleDesk } from './sweep.ts';

/** An execution that ended badly within so many seconds of its beginning would end so again. */
const youngSeconds = 300;
/** The list is eventually consistent: what ended so long before the last look is looked at again. */
const overlapSeconds = 600;
/** Pages of a thousand that one look takes of each status; what is not on them `reconcile` finds. */
const mostPages = 3;
const endedBadly = [ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED];

/** Whether an execution should be running for a wait: a registration or a reopening under way, or a live case. */
export const needsExecution = (wait: Wait) => !hasEnded(wait);

/**
 * Gives a wait whose execution is missing or closed a running one; tells whether it had to.
 * @param known what became of the execution, if that is known already: then nobody is asked
 */
export async function revive(
  { table, machine }: ScheduleDesk,
  wait: Wait,
  now: Instant,
  known?: 'closed',
): Promise<boolean> {
  const state = known ?? (await stateOfExecution(machine, wait));
  if (state === 'running') return false;
  // What has left a token was there, and vanished: what it may still do must be void.
  if (state === 'missing' && wait.taskToken === undefined) await start(table, machine, wait, now);
  else await supersede(table, wait, now);
  return true;
}

/**
 * The same for an execution that ended badly. One that fails as soon as it begins is left to the agenda's slower pace,
 * without its token, so that the sweep looks at it: nothing waits there any more.
 */
export async function reviveEnded(desk: ScheduleDesk, wait: Wait, now: Instant, known?: 'closed'): Promise<boolean> {
  const { declarationId, since, agendaDue, pending } = wait;
  const young = since !== undefined && epochOf(now) - Date.parse(since) < youngSeconds * 1000;
  if (!young) return revive(desk, wait, now, known);
  if (known !== 'closed' && (await stateOfExecution(desk.machine, wait)) === 'running') return false;
  if (agendaDue === undefined) return false;
  const slower = addSeconds(now, youngSeconds);
  // A command that waits there is due sooner, and stays so.
  const next = pending && agendaDue < slower ? instantOf(Date.parse(agendaDue)) : slower;
  await setDue(desk.table, { key: waitKey(declarationId), entity: 'wait', agendaDue }, next, { taskToken: undefined });
  return false;
}

/** The wait that an execution held, if its generation still is the one that holds the case. */
export function heldBy(
  name: string,
): { readonly declarationId: DeclarationId; readonly generation: number } | undefined {
  const [, text, generation] = /^(.{36})-(\d+)$/.exec(name) ?? [];
  const id = DeclarationId.safeParse(text);
  return id.success ? { declarationId: id.data, generation: Number(generation) } : undefined;
}

/**
 * Looks, newest first, for executions that ended badly since the last look, and revives the cases that they still held.
 * The list says that they are closed: none is described. Gives how many cases were revived; what time does not reach is
 * looked at again, since the look is noted only when it was complete.
 * @param now the present instant by the clock of AWS
 */
export async function reviveLost(desk: ScheduleDesk, now: Instant, inTime: () => boolean): Promise<number> {
  const last = await lookedAt(desk.table);
  const since = last === undefined ? 0 : epochOf(last) - overlapSeconds * 1000;
  const names: string[] = [];
  for (const status of endedBadly) names.push(...(await endedSince(desk.machine, status, since)));
  const ended = new Map(
    names.flatMap((name) => {
      const held = heldBy(name);
      return held ? [[name, held.declarationId] as const] : [];
    }),
  );
  let revived = 0;
  for (const wait of await getWaits(desk.table, [...new Set(ended.values())])) {
    if (!ended.has(`${wait.declarationId}-${wait.generation}`) || !needsExecution(wait)) continue;
    if (!inTime()) return revived;
    if (await reviveEnded(desk, wait, now, 'closed')) revived += 1;
  }
  await noteLook(desk.table, now);
  return revived;
}

async function endedSince({ client, arn }: Machine, status: ExecutionStatus, since: number): Promise<string[]> {
  const names: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const listed = await client.send(
      new ListExecutionsCommand({
        stateMachineArn: arn,
        statusFilter: status,
        maxResults: 1000,
        ...(nextToken !== undefined && { nextToken }),
      }),
    );
    const fresh = (listed.executions ?? []).filter(({ stopDate }) => (stopDate?.getTime() ?? since) >= since);
    names.push(...fresh.flatMap(({ name }) => name ?? []));
    nextToken = listed.nextToken;
    // The list begins with the newest.
    if (nextToken === undefined || fresh.length === 0) return names;
  }
  return names;
}

/** Names of all running executions. */
export async function runningExecutions({ client, arn }: Machine): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListExecutionsCommand({
        stateMachineArn: arn,
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
