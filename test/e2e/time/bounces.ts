/** A mailbox that does not take mail: no term runs, the office finds the person, nothing is lost. */
import { describe, expect, test } from 'vitest';
import {
  type Account,
  applied,
  choose,
  citizen,
  communicationsOf,
  pact,
  released,
  releasedAt,
  routeA,
  see,
  settled,
} from '../support/cases.ts';
import {
  becameByHand,
  becameOf,
  inSeconds,
  lastMailOf,
  mailsOf,
  noonIn,
  recordedMails,
  sweepAt,
  sweepIn,
} from '../support/clock.ts';
import { api, problemOf } from '../support/http.ts';
import { codeIn, inbox, mailOf } from '../support/inbox.ts';
import { receivedEarlier } from '../support/late.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';
import { freshMailbox, inDays, inWords } from '../support/people.ts';
import { until } from '../support/until.ts';

const reminder = 'completion-reminder';
const stateOf = async (_: Account, id: string, mailId: string) =>
  (await recordedMails(id)).find((mail) => mail.id === mailId)?.state;
const name = ({ token }: Account, mailbox: string) => api('POST', '/me/mailbox', { token, body: { mailbox } });
const prove = ({ token }: Account, code: string) => api('POST', '/me/mailbox/confirmation', { token, body: { code } });

/** Names another mailbox and proves it; returns its address and its code. */
async function moved(who: Account): Promise<{ mailbox: string; code: string }> {
  const mailbox = freshMailbox(who.me);
  expect((await name(who, mailbox)).status).toBe(202);
  const code = await codeIn(mailbox);
  const answer = await prove(who, code);
  expect(answer).toMatchObject({ status: 200, body: { mailbox } });
  return { mailbox, code };
}

/** A DID con riserva that was released so many days ago. */
async function releasedAgo(who: Account, days: number, operatorId: string): Promise<string> {
  const draft = { ...routeA(), lastJobEndedOn: inDays(-days - 40) };
  const { declarationId: id } = await applied(who.token, '/declarations', draft);
  await settled(who.token, await receivedEarlier(who.token, id, 'release', noonIn(-days), 'basic'));
  await choose(who, id, operatorId);
  return id;
}

export function mailboxesThatBounce(): void {
  describe('a reminder that bounces for good', () => {
    test('closes nothing; once another mailbox is proved the notices begin again', async () => {
      const who = await citizen();
      const id = await releasedAgo(who, 100, 'cpi-cremona');
      const desk = await deskOf('cpi-cremona');
      await communicationsOf(who.token, id);
      await sweepAt(inSeconds(0));
      const first = await lastMailOf(who.token, id, reminder, 1);
      await becameByHand(first, 'bounce', 0);
      await becameByHand(first, 'bounce', 0);
      expect(await stateOf(who, id, first)).toBe('bounced');
      const [task, ...more] = await tasksOf(desk, id);
      expect([task?.kind, more]).toEqual(['mailbox-broken', []]);

      for (const day of [8, 31, 60, 200]) await sweepIn(day);
      expect((await see(who.token, id)).status).toBe('reserved');
      await lastMailOf(who.token, id, reminder, 1);
      expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['mailbox-broken']);

      const { mailbox } = await moved(who);
      if (task) expect((await finish(desk, task)).status).toBe(200);
      await sweepIn(201);
      const again = await lastMailOf(who.token, id, reminder, 2);
      const told = await mailOf(mailbox, /completa la DID/);
      expect(told.text).toContain(inWords(inDays(231)));
      await becameOf(again, 'delivery', 201);
      await sweepIn(224);
      await becameOf(await lastMailOf(who.token, id, reminder, 3), 'delivery', 224);
      await sweepIn(231);
      expect((await see(who.token, id)).status).toBe('reserved');
      await sweepIn(232);
      await until('the file to be closed', async () => (await see(who.token, id)).status === 'expired' || undefined);
      const old = (await inbox(who.mailbox)).map(({ subject }) => subject);
      expect(old.filter((subject) => /Promemoria|novità/.test(subject))).toHaveLength(1);
    });
  });

  describe('mail for a mailbox that is broken', () => {
    test('is held, and goes to the new mailbox as soon as it is proved', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-cremona');
      const desk = await deskOf('cpi-cremona');
      await becameOf(await lastMailOf(who.token, id, 'did-released', 1), 'bounce', 0);
      const before = (await inbox(who.mailbox)).length;

      await applied(desk, `/declarations/${id}/pact`, pact());
      const held = await lastMailOf(who.token, id, 'psp-signed', 1);
      expect(await stateOf(who, id, held)).toBe('held');
      await sweepIn(3);
      expect(await stateOf(who, id, held)).toBe('held');

      const { mailbox, code } = await moved(who);
      const sent = await mailOf(mailbox, /Patto firmato/);
      expect(sent.to).toEqual([mailbox]);
      expect(await stateOf(who, id, held)).toBe('sent');
      await mailOf(mailbox, /casella/i);
      expect(await inbox(who.mailbox)).toHaveLength(before);
      expect((await api('GET', '/me', { token: who.token })).body).toMatchObject({ mailbox });

      // The same again changes nothing; and once the new mailbox breaks as well the code is worth nothing.
      expect((await prove(who, code)).status).toBe(200);
      await sweepIn(3);
      await mailOf(mailbox, /Patto firmato/);
      await mailOf(mailbox, /casella/i);
      await becameOf(held, 'bounce', 3);
      expect(problemOf(await prove(who, code), 422).code).toBe('mailbox-code-wrong');
    });

    test('cannot be turned to somebody else’s mailbox', async () => {
      const [who, other] = await Promise.all([citizen('SPID'), citizen()]);
      const id = await released(who);
      await becameOf(await lastMailOf(who.token, id, 'did-released', 1), 'bounce', 0);
      expect((await name(who, other.mailbox)).status).toBe(202);
      const code = await until('the code', async () => {
        const text = (await inbox(other.mailbox)).at(-1)?.text ?? '';
        return /casella/.test(text) ? /\b\d{6}\b/.exec(text)?.[0] : undefined;
      });
      expect(problemOf(await prove(who, code), 409).code).toBe('mailbox-in-use');
      expect((await api('GET', '/me', { token: who.token })).body).toMatchObject({ mailbox: who.mailbox });
    });
  });

  describe('a mail that bounces for the moment', () => {
    test('is sent again after four hours, and after three days the mailbox counts as broken', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-cremona');
      const desk = await deskOf('cpi-cremona');
      const mailId = await lastMailOf(who.token, id, 'did-released', 1);
      const copies = async () =>
        (await inbox(who.mailbox)).filter(({ subject }) => /DID rilasciata/.test(subject)).length;
      await becameOf(mailId, 'soft-bounce', 0);
      await sweepAt(inSeconds(3 * 3600));
      expect(await copies()).toBe(1);
      await sweepAt(inSeconds(5 * 3600));
      await until('the second copy', async () => (await copies()) === 2 || undefined);
      expect(await stateOf(who, id, mailId)).toBe('sent');
      expect(await tasksOf(desk, id)).toEqual([]);

      await becameOf(mailId, 'soft-bounce', 4);
      expect(await stateOf(who, id, mailId)).toBe('bounced');
      expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['mailbox-broken']);
      expect(await mailsOf(who.token, id, 'did-released')).toHaveLength(1);
    });
  });
}
