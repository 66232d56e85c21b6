/** Files that nobody completes: they are closed only after two notices that arrived. */
import { describe, expect, test } from 'vitest';
import {
  type Account,
  applied,
  citizen,
  communicationsOf,
  historyOf,
  meeting,
  ownCases,
  registered,
  released,
  releasedAt,
  see,
} from '../support/cases.ts';
import { becameOf, lastMailOf, mailsOf, sweepByHand, sweepIn } from '../support/clock.ts';
import { api } from '../support/http.ts';
import { inbox, mailOf } from '../support/inbox.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';
import { inDays, inWords } from '../support/people.ts';
import { until } from '../support/until.ts';

const reminder = 'completion-reminder';

/** Waits until the sweep's command has closed the file. */
const closedFile = ({ token }: Account, id: string) =>
  until('the file to be closed', async () => {
    const seen = await see(token, id);
    return seen.status === 'expired' ? seen : undefined;
  });

/** What the history says since the file was opened and released. */
const eventsOf = async ({ token }: Account, id: string) =>
  (await historyOf(token, id)).map(({ event, by }) => (by.party === 'schedule' ? `${event}!` : event));

export function filesThatNobodyCompletes(): void {
  describe('a DID con riserva that nobody completes', () => {
    test('is closed after its term and two notices that arrived, at the day that the last one named', async () => {
      const who = await citizen();
      const id = await released(who);
      await sweepByHand(40);
      expect(await mailsOf(who.token, id, reminder)).toEqual([]);

      await sweepIn(100);
      const first = await lastMailOf(who.token, id, reminder, 1);
      const [mail] = (await inbox(who.mailbox)).slice(-1);
      expect(mail?.text).toContain(inWords(inDays(130)));
      await sweepIn(106);
      await becameOf(first, 'delivery', 106);
      await sweepIn(128);
      expect(await mailsOf(who.token, id, reminder)).toHaveLength(1);

      // 23 days after the first arrived: the second is to be 7 days before the closing.
      await sweepIn(129);
      const second = await lastMailOf(who.token, id, reminder, 2);
      await becameOf(second, 'delivery', 129);
      await sweepIn(136);
      expect((await see(who.token, id)).status).toBe('reserved');
      await sweepIn(137);

      const closed = await closedFile(who, id);
      expect(closed).toMatchObject({ endedOn: inDays(137), didDate: inDays(0), unemploymentConfirmedOn: null });
      expect(closed.statusLabel).toContain('Non è una sanzione');
      expect(await eventsOf(who, id)).toEqual([
        'register',
        'release',
        ...['remind!', 'notice-received!', 'remind!', 'notice-received!', 'expire!'],
      ]);
      expect(await mailsOf(who.token, id, 'file-closed')).toHaveLength(1);
      const told = await mailOf(who.mailbox, /c’è una novità/);
      expect(told.text).toMatch(/non è una sanzione/i);
    });

    test('leaves the way free for a new one', async () => {
      const who = await citizen();
      const id = await released(who);
      for (const [index, day] of [100, 123].entries()) {
        await sweepIn(day);
        await becameOf(await lastMailOf(who.token, id, reminder, index + 1), 'delivery', day);
      }
      await sweepIn(131);
      await closedFile(who, id);
      const next = await released(who);
      expect((await ownCases(who.token)).map(({ id: one, status }) => [one, status])).toEqual([
        [next, 'reserved'],
        [id, 'expired'],
      ]);
    });

    test('is not closed before the day on which the person was told to come again; then the office is asked', async () => {
      const who = await citizen();
      const id = await releasedAt(who, 'cpi-lodi');
      const desk = await deskOf('cpi-lodi');
      const body = { metOn: inDays(0), missing: ['identity-document'], nextAppointmentOn: inDays(140) };
      const noted = await api('POST', `/declarations/${id}/meeting-not-concluded`, { token: desk, body });
      expect(noted.status).toBe(201);
      for (const [index, day] of [100, 123].entries()) {
        await sweepIn(day);
        await becameOf(await lastMailOf(who.token, id, reminder, index + 1), 'delivery', day);
      }
      for (const day of [131, 140, 141, 142]) await sweepIn(day);
      expect((await see(who.token, id)).status).toBe('reserved');
      expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['meeting-not-entered']);
    });

    test('is never closed while nobody knows that the notice arrived: the office is asked, once', async () => {
      const who = await citizen();
      const id = await releasedAt(who, 'cpi-lodi');
      const desk = await deskOf('cpi-lodi');
      await sweepIn(100);
      await lastMailOf(who.token, id, reminder, 1);
      for (const day of [108, 109, 150]) await sweepIn(day);
      for (const day of [400, 800]) await sweepByHand(day);
      expect((await see(who.token, id)).status).toBe('reserved');
      await lastMailOf(who.token, id, reminder, 1);
      const tasks = await tasksOf(desk, id);
      expect(tasks.map(({ kind }) => kind)).toEqual(['notice-not-received']);

      // Done, and the second notice does not arrive either: a task of its own.
      for (const task of tasks) expect((await finish(desk, task)).status).toBe(200);
      await becameOf(await lastMailOf(who.token, id, reminder, 1), 'delivery', 801);
      await sweepIn(830);
      await lastMailOf(who.token, id, reminder, 2);
      for (const day of [838, 840, 900]) await sweepIn(day);
      const [other, ...more] = await tasksOf(desk, id);
      expect([other?.kind, more]).toEqual(['notice-not-received', []]);
      expect((await see(who.token, id)).status).toBe('reserved');

      // The notice arrives late: it is the office that is busy now, and the file stays until it is not.
      await becameOf(await lastMailOf(who.token, id, reminder, 2), 'delivery', 901);
      await sweepIn(920);
      expect((await see(who.token, id)).status).toBe('reserved');
      if (other) expect((await finish(desk, other)).status).toBe(200);
      await sweepIn(921);
      await closedFile(who, id);
    });

    test('that is completed after a notice is never closed', async () => {
      const who = await citizen();
      const id = await releasedAt(who, 'cpi-lodi');
      const desk = await deskOf('cpi-lodi');
      await sweepIn(100);
      await becameOf(await lastMailOf(who.token, id, reminder, 1), 'delivery', 100);
      await sweepIn(123);
      await becameOf(await lastMailOf(who.token, id, reminder, 2), 'delivery', 123);
      await applied(desk, `/declarations/${id}/confirmation`, meeting());
      for (const day of [131, 132, 800]) await sweepIn(day);
      expect((await see(who.token, id)).status).toBe('confirmed');
      expect(await mailsOf(who.token, id, 'file-closed')).toEqual([]);
      expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['convene']);
    });
  });

  describe('a draft that nobody releases', () => {
    test('goes after two notices that arrived; it never was a DID', async () => {
      const who = await citizen();
      const id = await registered(who);
      await sweepIn(40);
      expect(await mailsOf(who.token, id, reminder)).toEqual([]);
      for (const [index, day] of [60, 83].entries()) {
        await sweepIn(day);
        await becameOf(await lastMailOf(who.token, id, reminder, index + 1), 'delivery', day);
      }
      await sweepIn(90);
      expect((await see(who.token, id)).status).toBe('registered');
      await sweepIn(91);
      const closed = await closedFile(who, id);
      expect(closed).toMatchObject({ didDate: null, unemployedSince: null });
      expect(closed.statusLabel).toBe('Bozza eliminata: nessuna DID era stata rilasciata');
      expect(await mailsOf(who.token, id, 'file-closed')).toHaveLength(1);
      await registered(who);
    });
  });

  describe('a sweep', () => {
    test('that runs twice, or twice at once, does everything once', async () => {
      const who = await citizen();
      const id = await released(who);
      await communicationsOf(who.token, id);
      const twice = async (day: number) => {
        await sweepIn(day);
        await sweepIn(day);
        await Promise.all([sweepIn(day), sweepIn(day), sweepIn(day)]);
      };
      await Promise.all([sweepIn(100), sweepIn(100), sweepIn(100)]);
      await twice(100);
      await becameOf(await lastMailOf(who.token, id, reminder, 1), 'delivery', 100);
      await becameOf(await lastMailOf(who.token, id, reminder, 1), 'delivery', 100);
      await twice(123);
      await becameOf(await lastMailOf(who.token, id, reminder, 2), 'delivery', 123);
      await Promise.all([sweepIn(131), sweepIn(131)]);
      await closedFile(who, id);
      await twice(131);
      expect(await eventsOf(who, id)).toEqual([
        'register',
        'release',
        ...['remind!', 'notice-received!', 'remind!', 'notice-received!', 'expire!'],
      ]);
      const subjects = (await inbox(who.mailbox)).map(({ subject }) => subject);
      expect(await mailsOf(who.token, id, 'file-closed')).toHaveLength(1);
      // The pool's code, the draft, the release, two notices, the closing.
      expect(subjects).toHaveLength(6);
    });
  });
}
