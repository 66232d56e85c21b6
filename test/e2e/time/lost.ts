/** Executions that are stopped, that fail, or that are gone with their state machine: the record rebuilds each case. */

import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { edgeOf, isLive, stateName } from '../../../functions/domain/lifecycle.ts';
import { aws, Nothing } from '../support/aws.ts';
import { inSeconds, restarted, sweepAt } from '../support/clock.ts';
import { api } from '../support/http.ts';
import { annulmentHeldBack, withdrawalHeldBack } from '../support/late.ts';
import { ended, executions, machine, statesEntered, stopExecution } from '../support/machine.ts';
import { stack } from '../support/stack.ts';
import { goesOn, liveStatuses, type Standing, seen, standingIn, waiting, wholeOf } from '../support/standing.ts';
import { until } from '../support/until.ts';

/** Seven cases at once, on functions that have not run yet. */
const slow = { timeout: 120_000 };

const everywhere = () => Promise.all(liveStatuses.map(standingIn));
const generations = (cases: readonly Standing[]) =>
  Promise.all(cases.map(async ({ id }) => (await waiting(id)).generation));

const canBeWithdrawn = ({ status }: Standing) => edgeOf(status, 'withdraw') !== undefined;

/** Reconciles, and holds every case against what it was: the same, one generation on, in the state of its status. */
async function comeBack(cases: readonly Standing[], lose: () => Promise<unknown>): Promise<void> {
  const [before, old] = [await Promise.all(cases.map(wholeOf)), await generations(cases)];
  await lose();
  await restarted();
  for (const [at, { id, status }] of cases.entries()) {
    const next = (old[at] ?? 0) + 1;
    await waiting(id, next);
    expect(await statesEntered(id, next)).toEqual(['Resume', stateName(status)]);
  }
  expect(await restarted()).toBe(0);
  expect(await Promise.all(cases.map(wholeOf))).toEqual(before);
}

const losses: readonly [string, (id: string, generation: number, taskToken: string) => Promise<unknown>][] = [
  ['is stopped', (id, generation) => stopExecution(id, generation)],
  [
    'fails',
    (_id, _generation, taskToken) =>
      aws('states', 'SendTaskFailure', { taskToken, error: 'Unforeseen', cause: 'a trial' }, Nothing),
  ],
];

/** Deletes the state machine with all its executions and puts it back, empty. */
async function deleteExecutions(): Promise<void> {
  const { name, definition, roleArn } = await machine();
  await aws('states', 'DeleteStateMachine', { stateMachineArn: stack().stateMachineArn }, Nothing);
  const again = { name, definition, roleArn };
  await aws('states', 'CreateStateMachine', again, z.object({ stateMachineArn: z.literal(stack().stateMachineArn) }));
  expect(await executions()).toEqual([]);
}

const Lines = z.object({ events: z.array(z.object({ message: z.string() })) });

/** Waits until a transition has answered the execution of a generation that was passed over. */
const turnedAway = (transition: string, id: string, generation: number) =>
  until(`${transition} to turn generation ${generation} away`, async () => {
    const group = { logGroupName: `/aws/lambda/did-local-${transition}`, limit: 10_000 };
    const { events } = await aws('logs', 'FilterLogEvents', group, Lines);
    const line = new RegExp(`"generation":${generation}\\b.*"outcome":"superseded"`);
    return events.some(({ message }) => message.includes(id) && line.test(message)) || undefined;
  });

export function executionsThatAreLost(): void {
  describe.each(losses)('in every status, an execution that %s', (_what, lose) => {
    test('is followed by the next where the case stands, and the case goes on', slow, async () => {
      const cases = await everywhere();
      await comeBack(cases, async () => {
        for (const { id } of cases) {
          const { generation, taskToken } = await waiting(id);
          await lose(id, generation, taskToken);
          await ended(`${id}-${generation}`);
        }
      });
      await Promise.all(cases.map((standing) => goesOn(standing)));
    });
  });

  describe('in every status, when the state machine is deleted with all its executions', () => {
    test('each case comes back and goes on; what still runs of the old ones applies nothing', slow, async () => {
      const cases = await everywhere();
      const old = await Promise.all(cases.map(({ id }) => waiting(id)));
      await comeBack(cases, deleteExecutions);

      const notBefore = inSeconds(3600);
      for (const [at, standing] of cases.entries()) {
        const { id, who } = standing;
        const { generation = 0, taskToken } = old[at] ?? {};
        const [verb, hold] = canBeWithdrawn(standing)
          ? (['withdraw', withdrawalHeldBack] as const)
          : (['close', annulmentHeldBack] as const);
        const commandId = await hold(who.token, id, notBefore);
        const [before, fresh] = [await wholeOf(standing), await waiting(id)];

        // The emulator's deleted executions still wait: each takes the command that is meant for its successor.
        const output = JSON.stringify({ commandId, verb });
        await aws('states', 'SendTaskSuccess', { taskToken, output }, Nothing);
        await turnedAway(verb, id, generation);
        expect(await wholeOf(standing)).toEqual(before);
        expect(await waiting(id)).toEqual(fresh);
        expect((await api('GET', `/commands/${commandId}`, { token: who.token })).body).toMatchObject({
          state: 'accepted',
        });
      }

      const before = await Promise.all(cases.map(wholeOf));
      await sweepAt(inSeconds(3700));
      for (const [at, standing] of cases.entries()) {
        const ends = async () => (isLive((await seen(standing)).status) ? undefined : true);
        await until('its own execution to apply the command', ends);
        const { history, mails } = await wholeOf(standing);
        const [verb, mail] = canBeWithdrawn(standing) ? ['withdraw', ['withdrawn']] : ['close', []];
        expect(history.slice(before[at]?.history.length).map(({ event }) => event)).toEqual([verb]);
        expect(mails.slice(before[at]?.mails.length).map(({ kind }) => kind)).toEqual(mail);
      }
    });
  });
}
