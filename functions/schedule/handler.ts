import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { addSeconds, epochOf, Instant, instantOf } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { environment, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { setDue } from '../store/agenda.ts';
import { openMachine, openTable } from '../store/clients.ts';
import { getWait, waitKey } from '../store/waits.ts';
import { reconcile } from './reconcile.ts';
import { revive, sweep } from './sweep.ts';

const Event = z.discriminatedUnion('action', [
  z.object({ action: z.literal('sweep'), at: z.optional(Instant) }),
  z.object({ action: z.literal('reconcile'), cursor: z.optional(z.string()) }),
  z.object({ action: z.literal('reconcile-execution'), execution: z.string() }),
]);

/** Milliseconds kept back for the end of a run: what is left then stays due. */
const reserve = 15_000;

/** An execution that ended badly within so many seconds of its beginning would end so again. */
const youngSeconds = 300;

const desk = {
  table: openTable(environment.tableName),
  machine: openMachine(setting('STATE_MACHINE_ARN')),
  policy: procedurePolicies[environment.procedurePolicy],
};

/** One execution that ended badly: if it held its case, the case gets the next generation. */
async function reviveOne(execution: string, now: Instant): Promise<{ revived: boolean }> {
  const [, name, generation] = /^(.{36})-(\d+)$/.exec(execution) ?? [];
  const id = DeclarationId.safeParse(name);
  const wait = id.success ? await getWait(desk.table, id.data) : undefined;
  if (!wait || wait.generation !== Number(generation)) return { revived: false };
  const { declarationId, since, agendaDue } = wait;
  // One that fails as soon as it begins is left to the sweep's slower pace: without a command it were due in a year.
  if (since !== undefined && epochOf(now) - Date.parse(since) < youngSeconds * 1000) {
    const due = agendaDue !== undefined && { key: waitKey(declarationId), entity: 'wait' as const, agendaDue };
    if (due) await setDue(desk.table, due, addSeconds(now, youngSeconds));
    return { revived: false };
  }
  return { revived: await revive(desk, wait, now) };
}

/**
 * The scheduled checks: every five minutes what is due; on demand, live cases against running executions. `at` stands
 * for the present instant in trials and does nothing in stage `prod`.
 */
export const handler = observed(async (raw: unknown, tools, context: Context) => {
  const { logger, count } = tools;
  const event = Event.parse(raw);
  const now = instantOf(Date.now());
  if (event.action === 'reconcile-execution') {
    const revived = await reviveOne(event.execution, now);
    logger.info('execution looked at', { messageCode: 'EXECUTION_LOOKED_AT', ...revived });
    return revived;
  }
  if (event.action === 'reconcile') {
    const found = await reconcile(desk, now, event.cursor);
    logger.info('reconciled', { messageCode: 'RECONCILED', checked: found.checked, restarted: found.restarted });
    return found;
  }
  const at = environment.stage === 'prod' ? now : (event.at ?? now);
  const inTime = () => context.getRemainingTimeInMillis() > reserve;
  const swept = await sweep(desk, at, tools, inTime, now);
  logger.info('swept', { messageCode: 'SWEPT', ...swept });
  count('SweepDone', swept.done);
  count('SweepFailed', swept.failed);
  count('SweepCut', swept.cut ? 1 : 0);
  count('OldestCommandSeconds', swept.oldest.wait);
  count('OldestMailSeconds', swept.oldest.mail);
  count('SweepLagSeconds', swept.lag);
  return swept;
});
