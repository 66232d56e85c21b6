/** Executions that are lost, and executions that should be: the record alone says where a case stands. */
import { describe, expect, test } from 'vitest';
import { supersede } from '../../../functions/store/waits.ts';
import { aws, Nothing } from '../support/aws.ts';
import {
  citizen,
  communicationsOf,
  historyOf,
  Receipt,
  registered,
  releasedAt,
  see,
  settled,
} from '../support/cases.ts';
import { inSeconds, sweepAt, sweepIn, waitIn } from '../support/clock.ts';
import { api, bodyOf } from '../support/http.ts';
import { table, withdrawalHeldBack } from '../support/late.ts';
import { ended, executions, statesEntered, stopExecution } from '../support/machine.ts';
import { stack } from '../support/stack.ts';

export function executionsThatDoNotServe(): void {
  describe('an execution that is stopped while a command waits', () => {
    test('is found by the sweep, and the command counts from when it was received', async () => {
      const who = await citizen();
      const id = await registered(who);
      await stopExecution(id, 1);
      const answer = await api('POST', `/declarations/${id}/release`, { token: who.token, body: {} });
      const { commandId } = bodyOf(answer, 202, Receipt);
      await sweepAt(inSeconds(90));
      const { state, receivedAt, settledAt } = await settled(who.token, commandId);
      expect([state, receivedAt < (settledAt ?? '')]).toEqual(['applied', true]);
      expect((await waitIn(id, 2)).status).toBe('reserved');
      expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual(['register', 'release']);
      expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual([
        'draft-saved',
        'did-released-with-reserve',
      ]);
    });
  });

  describe('an execution of an old generation that still runs', () => {
    test('cannot apply anything, on its own token or on none; the new one does it', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-varese');
      const old = await waitIn(id, 1);
      await supersede(table(), old, inSeconds(0));
      const fresh = await waitIn(id, 2);
      const commandId = await withdrawalHeldBack(who.token, id, inSeconds(3600));
      const before = await see(who.token, id);

      const output = JSON.stringify({ commandId, verb: 'withdraw' });
      await aws('states', 'SendTaskSuccess', { taskToken: old.taskToken, output }, Nothing);
      await ended(`${id}-1`);
      expect((await statesEntered(id, 1)).slice(-2)).toEqual(['Outcome', 'Superseded']);

      const zombie = { declarationId: id, generation: 1, from: 'confirmed' };
      const started = { stateMachineArn: stack().stateMachineArn, name: `${id}-zombie`, input: JSON.stringify(zombie) };
      await aws('states', 'StartExecution', started, Nothing);
      await ended(`${id}-zombie`);

      expect(await see(who.token, id)).toEqual(before);
      expect((await waitIn(id, 2)).taskToken).toBe(fresh.taskToken);
      const waits = bodyOf(await api('GET', `/commands/${commandId}`, { token: who.token }), 200, Nothing);
      expect(waits).toMatchObject({ state: 'accepted' });

      await sweepAt(inSeconds(3700));
      expect((await settled(who.token, commandId)).state).toBe('applied');
      expect((await see(who.token, id)).status).toBe('withdrawn');
      await ended(`${id}-2`);
      await sweepIn(400);
      expect((await executions()).filter(({ name }) => name.startsWith(id))).toHaveLength(3);
    });
  });
}
