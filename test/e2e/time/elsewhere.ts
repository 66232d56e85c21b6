/** A DID that is made elsewhere: time asks again, helps, and never closes. */
import { describe, expect, test } from 'vitest';
import { demo } from '../support/accounts.ts';
import { applied, citizen, communicationsOf, historyOf, see } from '../support/cases.ts';
import { sweepIn } from '../support/clock.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';

const privacyNoticeVersion = '2026-1';

export function waitingForADid(): void {
  describe('route C without an answer', () => {
    test('the job centre is asked again and again; silence is never «not valid»', async () => {
      const who = await citizen('SPID');
      const oldDid = { cpiId: 'cpi-chiavenna' };
      const { declarationId: id } = await applied(who.token, '/declarations', {
        route: 'C',
        privacyNoticeVersion,
        oldDid,
      });
      const desk = await deskOf('cpi-chiavenna');
      const kinds = async () => (await tasksOf(desk, id)).map(({ kind }) => kind).sort();
      await sweepIn(30);
      expect(await kinds()).toEqual(['old-did-question']);
      await sweepIn(31);
      expect(await kinds()).toEqual(['old-did-overdue', 'old-did-question']);
      const overdue = (await tasksOf(desk, id)).find(({ kind }) => kind === 'old-did-overdue');
      if (overdue) await finish(desk, overdue);
      await sweepIn(70);
      expect(await kinds()).toEqual(['old-did-overdue', 'old-did-question']);
      await sweepIn(900);
      expect(await see(who.token, id)).toMatchObject({
        route: 'C',
        status: 'registered',
        didDate: null,
        endedOn: null,
      });
    });
  });

  describe('route B without an application', () => {
    test('the person is asked once, then an office helps, once; nothing is closed', async () => {
      const who = await citizen('SPID');
      const inps = { state: 'about-to', kind: 'naspi' };
      const { declarationId: id } = await applied(who.token, '/declarations', {
        route: 'B',
        privacyNoticeVersion,
        inps,
      });
      for (const day of [30, 31, 32, 61, 62, 63, 900]) await sweepIn(day);
      expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toEqual([
        'inps-awaited',
        'inps-reminder',
      ]);
      expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
        'register',
        'remind-inps',
        'convene',
      ]);
      expect((await tasksOf(await demo('operatorCpi'), id)).map(({ kind }) => kind)).toEqual(['convene']);
      expect(await see(who.token, id)).toMatchObject({ route: 'B', status: 'registered', endedOn: null });
    });
  });
}
