/** Executions that are lost, and executions that should be: the record alone says where a case stands. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dateInRome } from '../../../functions/domain/dates.ts';
import { CommandId, DeclarationId, receiptNumber, Subject } from '../../../functions/domain/ids.ts';
import { getCase } from '../../../functions/store/cases.ts';
import { storeCommand } from '../../../functions/store/commands.ts';
import { transact } from '../../../functions/store/table.ts';
import { makePending, supersede } from '../../../functions/store/waits.ts';
import { subjectOf } from '../support/accounts.ts';
import { aws, Nothing } from '../support/aws.ts';
import {
  type Account,
  applied,
  citizen,
  communicationsOf,
  historyOf,
  meeting,
  pact,
  Receipt,
  registered,
  releasedAt,
  see,
  settled,
} from '../support/cases.ts';
import { inSeconds, restarted, sweepAt, sweepIn, waitIn } from '../support/clock.ts';
import { api, bodyOf } from '../support/http.ts';
import { table } from '../support/late.ts';
import { executions, statesEntered } from '../support/machine.ts';
import { deskOf } from '../support/offices.ts';
import { stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const arnOf = (name: string) => `${stack().stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
const stop = (id: string, generation = 1) =>
  aws('states', 'StopExecution', { executionArn: arnOf(`${id}-${generation}`) }, Nothing);
const ended = (name: string) =>
  until(`execution ${name} to end`, async () =>
    (await executions()).find((one) => one.name === name && one.status !== 'RUNNING'),
  );

/** A withdrawal that the record holds as pending and that nobody delivers before its time. */
async function pendingWithdrawal({ token }: Account, id: string, notBefore = inSeconds(3600)): Promise<CommandId> {
  const declarationId = DeclarationId.parse(id);
  const didCase = await getCase(table(), declarationId);
  if (!didCase) throw new Error('no such case');
  const commandId = CommandId.parse(randomUUID());
  const receivedAt = inSeconds(0);
  const { citizenId } = didCase;
  const lost = await transact(table(), [
    storeCommand(table(), {
      commandId,
      verb: 'withdraw',
      declarationId,
      citizenId,
      actor: { subject: Subject.parse(subjectOf(token)), role: 'citizen', assurance: 'strong', citizenId },
      party: 'citizen',
      body: {},
      bodyHash: '',
      receivedAt,
      receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
      state: 'accepted',
    }),
    makePending(table(), declarationId, didCase.status, {
      commandId,
      verb: 'withdraw',
      since: receivedAt,
      attempts: 0,
      notBefore,
    }),
  ]);
  expect([...lost]).toEqual([]);
  return commandId;
}

export function lostExecutions(): void {
  describe('executions that are stopped', () => {
    test('come back where each case stands, one generation on, and every case goes on', async () => {
      const desk = await deskOf('cpi-varese');
      const [draft, reserved, confirmed, signed] = await Promise.all([
        citizen(),
        citizen(),
        citizen('SPID'),
        citizen('SPID'),
      ]);
      const ids = await Promise.all([
        registered(draft),
        releasedAt(reserved, 'cpi-varese'),
        releasedAt(confirmed, 'cpi-varese'),
        releasedAt(signed, 'cpi-varese'),
      ]);
      const [draftId, reservedId, confirmedId, signedId] = ids;
      await applied(desk, `/declarations/${signedId}/pact`, pact());
      const people = [draft, reserved, confirmed, signed];
      const shown = () => Promise.all(people.map(({ token }, index) => see(token, ids[index] ?? '')));
      const before = await shown();

      for (const id of ids) await stop(id);
      expect(await restarted()).toBe(4);
      for (const id of ids) await waitIn(id, 2);
      expect(await restarted()).toBe(0);
      expect(await shown()).toEqual(before);
      expect(await Promise.all(ids.map((id) => statesEntered(id, 2)))).toEqual([
        ['Resume', 'Registered'],
        ['Resume', 'Reserved'],
        ['Resume', 'Confirmed'],
        ['Resume', 'PspSigned'],
      ]);

      await applied(draft.token, `/declarations/${draftId}/release`);
      await applied(desk, `/declarations/${reservedId}/confirmation`, meeting());
      await applied(desk, `/declarations/${confirmedId}/pact`, pact());
      await applied(signed.token, `/declarations/${signedId}/withdrawal`);
      expect((await shown()).map(({ status }) => status)).toEqual(['reserved', 'confirmed', 'psp-signed', 'withdrawn']);
    });

    test('while a command waits: the sweep finds out, and the command counts from when it was received', async () => {
      const who = await citizen();
      const id = await registered(who);
      await stop(id);
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
      const commandId = await pendingWithdrawal(who, id);
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
