import { SESClient } from '@aws-sdk/client-ses';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { Instant, instantOf } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { environment, optionalSetting, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { waitTurn } from '../middleware/turns.ts';
import { tellUnreadable } from '../middleware/unreadable.ts';
import { openBus, openMachine, openTable, openUserPool, within } from '../store/clients.ts';
import { tableProtocol } from '../store/protocol.ts';
import { getWait } from '../store/waits.ts';
import { enterRequests } from './enter-requests.ts';
import { heldBy, reviveEnded } from './executions.ts';
import { reconcile } from './reconcile.ts';
import { republish } from './republish.ts';
import { type ScheduleDesk, sweep } from './sweep.ts';
import { openThirdWall } from './third-wall.ts';

const Event = z.discriminatedUnion('action', [
  z.object({ action: z.literal('sweep'), at: z.optional(Instant) }),
  z.object({ action: z.literal('reconcile'), cursor: z.optional(z.string()) }),
  z.object({ action: z.literal('reconcile-execution'), execution: z.string() }),
  z.object({
    action: z.literal('enter-requests'),
    from: Instant,
    to: Instant,
    cursor: z.optional(z.string()),
  }),
]);

/** What is told again; without a DID, of which time. */
const Republish = z.union([
  z.object({ action: z.literal('republish'), declarationId: DeclarationId, cursor: z.optional(z.string()) }),
  z.object({ action: z.literal('republish'), from: Instant, to: Instant, cursor: z.optional(z.string()) }),
]);

/** Milliseconds kept back for the end of a run: what is left then stays due. */
const reserve = 15_000;

const senderArn = optionalSetting('SENDER_ARN');
const opened = {
  table: openTable(environment.tableName, waitTurn),
  machine: openMachine(setting('STATE_MACHINE_ARN')),
  users: openUserPool(setting('USER_POOL_ID')),
  bus: openBus(setting('BUS_NAME')),
  register: tableProtocol(openTable(environment.tableName), waitTurn),
  policy: procedurePolicies[environment.procedurePolicy],
  thirdWall: senderArn === undefined ? undefined : openThirdWall(new SESClient(within(10)), senderArn),
};

/** One execution that ended badly: if it held its case, the case gets the next generation. */
async function reviveOne(desk: ScheduleDesk, execution: string, now: Instant): Promise<{ revived: boolean }> {
  const held = heldBy(execution);
  const wait = held && (await getWait(desk.table, held.declarationId));
  if (!wait || wait.generation !== held.generation) return { revived: false };
  return { revived: await reviveEnded(desk, wait, now) };
}

/**
 * The scheduled checks: every five minutes what is due; on demand, live cases against running executions, events
 * for the bus once more, or requests that the register missed. `at` stands for the present instant in trials and does nothing in stage `prod`.
 */
export const handler = observed(async (raw: unknown, tools, context: Context) => {
  const { logger, count } = tools;
  const event = z.union([Event, Republish]).parse(raw);
  const desk = { ...opened, table: { ...opened.table, unreadable: tellUnreadable(tools) } };
  const now = instantOf(Date.now());
  const inTime = () => context.getRemainingTimeInMillis() > reserve;
  if (event.action === 'reconcile-execution') {
    const revived = await reviveOne(desk, event.execution, now);
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
  if (event.action === 'enter-requests') {
    const found = await enterRequests(desk, { ...event, enteredAt: now }, inTime, event.cursor);
    logger.info('entered', { messageCode: 'REQUESTS_ENTERED', entered: found.entered });
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
