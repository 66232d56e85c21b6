/** A command whose transition fails for good: put off, given up, and taken up again by a person. */
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { encodeItem } from '../../../functions/store/table.ts';
import { citizen, communicationsOf, pact, Receipt, releasedAt, see, settled } from '../support/cases.ts';
import { sweepAt, waitOf } from '../support/clock.ts';
import { api, bodyOf, problemOf } from '../support/http.ts';
import { table } from '../support/late.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';
import { today } from '../support/people.ts';

/** Damages a record: the place of the next line of its history is taken, so that no transition can be written. */
async function damage(id: string, version: number): Promise<() => Promise<unknown>> {
  const { client, name: TableName } = table();
  const key = encodeItem({ pk: `DID#${id}`, sk: `HISTORY#${String(version + 1).padStart(8, '0')}` });
  await client.send(new PutItemCommand({ TableName, Item: { ...key, ...encodeItem({ entity: 'damage' }) } }));
  return () => client.send(new DeleteItemCommand({ TableName, Key: key }));
}

export function commandsThatFail(): void {
  describe('a command that fails again and again', () => {
    test('is put off, later each time; the fifth time a person is asked, who takes it up again', async () => {
      const desk = await deskOf('cpi-como');
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-como');
      const before = await see(who.token, id);
      const repair = await damage(id, before.version);

      const answer = await api('POST', `/declarations/${id}/pact`, { token: desk, body: pact() });
      const { commandId } = bodyOf(answer, 202, Receipt);
      const retry = (token: string) => api('POST', `/commands/${commandId}/retry`, { token, body: {} });
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const { pending } = await waitOf(
          id,
          `${attempt} failures`,
          (wait) => wait.pending?.attempts === attempt && wait.taskToken !== undefined,
        );
        const notBefore = pending?.notBefore;
        if (notBefore === undefined) throw new Error('the command was not put off');
        expect(problemOf(await retry(desk), 409).code).toBe('command-not-failed');
        await sweepAt(notBefore);
      }
      const failed = await settled(desk, commandId);
      expect(failed.state).toBe('failed');
      expect(await see(who.token, id)).toEqual(before);
      const [task, ...more] = await tasksOf(desk, id);
      expect([task?.kind, more]).toEqual(['command-failed', []]);

      await repair();
      expect(problemOf(await retry(who.token), 403).code).toBe('forbidden');
      expect(problemOf(await retry(await deskOf('cpi-lecco')), 404).code).toBe('not-found');
      const again = bodyOf(await retry(desk), 202, Receipt);
      expect(again).toMatchObject({ commandId, receiptNumber: failed.receiptNumber });
      const done = await settled(desk, commandId);
      expect(done).toMatchObject({ state: 'applied', receivedAt: failed.receivedAt });
      expect(await see(who.token, id)).toMatchObject({ status: 'psp-signed', pactSignedOn: today() });
      if (task) expect((await finish(desk, task)).status).toBe(200);
      expect(problemOf(await retry(desk), 409).code).toBe('command-not-failed');
      expect((await communicationsOf(who.token, id)).filter(({ kind }) => kind === 'psp-signed')).toHaveLength(1);
    });
  });
}
