/** A DID that is authentic: time convenes, and never closes. */
import { describe, expect, test } from 'vitest';
import { demo } from '../support/accounts.ts';
import { applied, citizen, communicationsOf, historyOf, pact, released, releasedAt, see } from '../support/cases.ts';
import { sweepByHand, sweepIn, waitIn } from '../support/clock.ts';
import { api } from '../support/http.ts';
import { statesEntered } from '../support/machine.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';
import { inDays } from '../support/people.ts';

export function convenedNeverExpired(): void {
  describe('a strong DID without a pact', () => {
    test('is never closed by time: the office has one task, and executions follow one another', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-crema');
      const desk = await deskOf('cpi-crema');
      const kinds = async () => (await tasksOf(desk, id)).map(({ kind }) => kind);
      await sweepIn(30);
      expect(await kinds()).toEqual([]);

      await sweepByHand(40);
      for (const day of [41, 80]) await sweepIn(day);
      expect(await kinds()).toEqual(['convene']);
      expect((await waitIn(id, 1)).generation).toBe(1);

      await sweepByHand(400);
      await waitIn(id, 2);
      await sweepIn(401);
      await sweepByHand(800);
      const { since } = await waitIn(id, 3);
      expect(since?.slice(0, 10)).toBe(inDays(800));
      expect(await statesEntered(id, 2)).toEqual(['Resume', 'Confirmed']);
      expect(await statesEntered(id, 3)).toEqual(['Resume', 'Confirmed']);
      expect(await kinds()).toEqual(['convene']);
      expect(await see(who.token, id)).toMatchObject({
        status: 'confirmed',
        unemployedSince: inDays(0),
        endedOn: null,
      });

      const [task] = await tasksOf(desk, id);
      if (task) expect((await finish(desk, task)).status).toBe(200);
      await sweepIn(801);
      expect(await kinds()).toEqual([]);

      await applied(desk, `/declarations/${id}/pact`, pact());
      const signed = await see(who.token, id);
      expect(signed).toMatchObject({ status: 'psp-signed', unemployedSince: inDays(0) });
      expect((await statesEntered(id, 3)).at(-1)).toBe('PspSigned');
      await sweepIn(802);
      expect((await see(who.token, id)).version).toBe(signed.version);
      expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
        'register',
        'release',
        'choose-operator',
        'convene',
        'sign-pact',
      ]);
      expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual([
        'draft-saved',
        'did-released',
        'psp-signed',
      ]);
    });

    test('without an operator is for the job centre of the domicile to convene, which sees the case from then on', async () => {
      const who = await citizen('SPID');
      const id = await released(who);
      const jobCentre = await demo('operatorCpi');
      const looked = async () => (await api('GET', `/declarations/${id}`, { token: jobCentre })).status;
      expect(await looked()).toBe(404);
      await sweepIn(40);
      expect((await tasksOf(jobCentre, id)).map(({ kind }) => kind)).toEqual(['convene']);
      expect(await looked()).toBe(200);
    });
  });
}
