/** Temporary work: time asks an office what became of it, and ends nothing. */
import { describe, expect, test } from 'vitest';
import { applied, citizen, historyOf, releasedAt, see } from '../support/cases.ts';
import { sweepIn } from '../support/clock.ts';
import { deskOf, tasksOf } from '../support/offices.ts';
import { today } from '../support/people.ts';

export function workThatLasts(): void {
  describe('a DID suspended for work of three months', () => {
    test('is looked at after them, and never ends by itself', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-lecco');
      const desk = await deskOf('cpi-lecco');
      const kinds = async () => (await tasksOf(desk, id)).map(({ kind }) => kind);
      await applied(who.token, `/declarations/${id}/suspension`, { from: today(), days: 90 });
      await sweepIn(60);
      expect(await kinds()).toEqual([]);
      await sweepIn(91);
      expect(await kinds()).toEqual(['suspension-over']);
      await sweepIn(200);
      await sweepIn(400);
      expect(await kinds()).toEqual(['suspension-over']);
      expect((await see(who.token, id)).status).toBe('suspended');

      await applied(desk, `/declarations/${id}/resumption`, { until: today() });
      expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: today(), suspension: null });
      expect(await kinds()).toEqual([]);
      expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
        'register',
        'release',
        'choose-operator',
        'suspend',
        'suspension-over',
        'resume',
      ]);
    });
  });
}
