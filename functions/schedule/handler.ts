import { SESClient } from '@aws-sdk/client-ses';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { Instant, instantOf } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { environment, optionalSetting, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { openBus, openMachine, openTable } from '../store/clients.ts';
import { getWait } from '../store/waits.ts';
import { heldBy, reviveEnded } from './executions.ts';
import { reconcile } from './reconcile.ts';
import { republish } from './republish.ts';
import { sweep } from './sweep.ts';
import { openThirdWall } from './third-wall.ts';

const Event = z.discriminatedUnion('action', [
  z.object({ action: z.literal('sweep'), at: z.optional(Instant) }),
  z.object({ action: z.literal('reconcile'), cursor: z.optional(z.string()) }),
  z.object({ action: z.literal('reconcile-execution'), execution: z.string() }),
]);

/** What is told again; without a DID, of which time. */
const Republish = z.union([
  z.object({ action: z.literal('republish'), declarationId: DeclarationId, cursor: z.optional(z.string()) }),
  z.object({ action: z.literal('republish'), from: Instant, to: Instant, cursor: z.optional(z.string()) }),
]);

/** Milliseconds kept back for the end of a run: what is left then stays due. */
const reserve = 15_000;

const senderArn = optionalSetting('SENDER_ARN');
const desk = {
  table: openTable(environment.tableName),
  machine: openMachine(setting('STATE_MACHINE_ARN')),
  bus: openBus(setting('BUS_NAME')),
  policy: procedurePolicies[environment.procedurePolicy],
  thirdWall: senderArn === undefined ? undefined : openThirdWall(new SESClient({}), senderArn),
};

/** One execution that ended badly: if it held its case, the case gets the next generation. */
async function reviveOne(execution: string, now: Instant): Promise<{ revived: boolean }> {
  const held = heldBy(execution);
  const wait = held && (await getWait(desk.table, held.declarationId));
  if (!wait || wait.generation !== held.generation) return { revived: false };
  return { revived: await reviveEnded(desk, wait, now) };
}

/**
 * The scheduled checks: every five minutes what is due; on demand, live cases against running executions, or
 * events for the bus once more. `at` stands for the present instant in trials and does nothing in stage `prod`.
 */
export const handler = observed(async (raw: unknown, tools, context: Context) => {
  const { logger, count } = tools;
  const event = z.union([Event, Republish]).parse(raw);
  const now = instantOf(Date.now());
  const inTime = () => context.getRemainingTimeInMillis() > reserve;
  if (event.action === 'reconcile-execution') {
    const revived = await reviveOne(event.execution, now);
    logger.info('execution looked at', { messageCode: 'EXECUTION_LOOKED_AT', ...revived });
    return revived;
  }
  if (event.action === 'reconcile') {
    const found = await reconcile(desk, now, inTime, event.cursor);
    logger.info('reconciled', { messageCode: 'RECONCILED', checked: found.checked, restarted: found.restarted });
    return found;
  }
  if (event.action === 'republish') {
    const found = await republish(desk, event, inTime, event.cursor);
    logger.info('told again', { messageCode: 'REPUBLISHED', told: found.told });
    return found;
  }
  const at = environment.stage === 'prod' ? now : (event.at ?? now);
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
