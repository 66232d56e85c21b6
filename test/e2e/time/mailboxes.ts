/** Another mailbox, a domain listed later, mail that somebody disowns: as hours pass. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { audit } from '../../../local/instance.ts';
import { demo } from '../support/accounts.ts';
import { type Account, applied, citizen, communicationsOf, pact, releasedAt, see, visitor } from '../support/cases.ts';
import { inSeconds, ownFolder, sweepAt } from '../support/clock.ts';
import { api, bodyOf, problemOf } from '../support/http.ts';
import { codeIn, inbox, mailOf } from '../support/inbox.ts';
import { deskOf, finish, tasksOf } from '../support/offices.ts';
import { freshMailbox, person } from '../support/people.ts';
import { until } from '../support/until.ts';

const hour = 3600;
const name = ({ token }: Account, mailbox: string) => api('POST', '/me/mailbox', { token, body: { mailbox } });
const prove = ({ token }: Account, code: string) => api('POST', '/me/mailbox/confirmation', { token, body: { code } });
const me = async ({ token }: Account) => (await api('GET', '/me', { token })).body;

/** Names another mailbox and enters its code: the change begins. */
async function asked(who: Account, mailbox = freshMailbox(who.me)): Promise<string> {
  expect((await name(who, mailbox)).status).toBe(202);
  const answer = await prove(who, await codeIn(mailbox));
  expect(answer).toMatchObject({ status: 200, body: { mailbox, switchesAt: expect.any(String) } });
  return mailbox;
}

const List = z.object({ version: z.int(), domains: z.array(z.looseObject({ domain: z.string() })) });
const ownList = async () => bodyOf(await api('GET', '/listed-domains', { token: await demo('admin') }), 200, List);

export function mailboxesThatChange(): void {
  describe('another mailbox', () => {
    test('takes the place of the old one a day after that was told; mail goes there, and the audit is content', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-lodi');
      const desk = await deskOf('cpi-lodi');
      const mailbox = await asked(who);
      const warning = await mailOf(who.mailbox, /scriverti a un altro indirizzo/);
      expect(warning.text).toMatch(/Se non sei stato tu, entra nel portale/);
      expect(warning.text).not.toContain(mailbox);
      await sweepAt(inSeconds(23 * hour));
      expect(await me(who)).toMatchObject({ mailbox: who.mailbox, mailboxChange: { mailbox } });
      await sweepAt(inSeconds(24 * hour + 120));
      expect(await me(who)).toMatchObject({ mailbox });
      await mailOf(mailbox, /Da ora ti scriviamo/);
      const before = (await inbox(who.mailbox)).length;
      await applied(desk, `/declarations/${id}/pact`, pact());
      await communicationsOf(who.token, id);
      expect((await mailOf(mailbox, /Patto firmato/)).to).toEqual([mailbox]);
      expect(await inbox(who.mailbox)).toHaveLength(before);
      expect((await audit(ownFolder)).wrong).toEqual([]);
    });

    test('is stopped by an objection; then a password is not enough, strong identity is', async () => {
      const who = await citizen();
      await asked(who);
      await mailOf(who.mailbox, /scriverti a un altro indirizzo/);
      const stopped = await api('POST', '/me/mailbox/objection', { token: who.token, body: {} });
      expect(stopped).toMatchObject({ status: 200, body: { mailbox: who.mailbox } });
      await mailOf(who.mailbox, /Continuiamo a scriverti/);
      await sweepAt(inSeconds(48 * hour));
      expect(await me(who)).toMatchObject({ mailbox: who.mailbox });
      expect(problemOf(await name(who, freshMailbox(who.me)), 409).code).toBe('mailbox-contested');
      const manager = await demo('manager');
      const [task] = (await tasksOf(manager)).filter(({ kind }) => kind === 'mailbox-contested');
      expect(task).toBeDefined();
      if (task) expect((await finish(manager, task)).status).toBe(200);
      expect((await name(who, freshMailbox(who.me))).status).toBe(202);
    });
  });

  describe('a domain that is listed after a citizen’s mailbox was accepted', () => {
    test('is refused to others, and the citizen is told, helped and still written to', async () => {
      const desk = await deskOf('cpi-lodi');
      const domain = `ente-${Date.now()}.it`;
      const someone = person();
      const who = await visitor('SPID', { ...someone, mailbox: `anna@${domain}` });
      bodyOf(await api('PUT', '/me', { token: who.token, body: who.me }), 201, z.unknown());
      const id = await releasedAt(who, 'cpi-lodi');

      const { version, domains } = await ownList();
      const row = { domain, organisation: 'Ente Esempio', kind: 'association', certainty: 'assumed' };
      const changed = await api('PUT', '/listed-domains', {
        token: await demo('admin'),
        body: { version, reason: 'Segnalato da un operatore', domains: [...domains, row] },
      });
      expect(changed).toMatchObject({ status: 200, body: { version: version + 1 } });
      const history = await api('GET', '/listed-domains/history', { token: await demo('admin') });
      expect(history.body).toMatchObject({
        items: [{ version: version + 1, reason: 'Segnalato da un operatore', added: [row] }, {}],
      });
      const other = await visitor('SPID');
      await until('the first wall to follow', async () => {
        const { status } = await name(other, `bruno@${domain}`);
        return status === 422 || undefined;
      });

      await sweepAt(inSeconds(0));
      expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['mailbox-listed']);
      await mailOf(who.mailbox, /ci serve un altro tuo indirizzo/);
      await applied(desk, `/declarations/${id}/pact`, pact());
      expect((await mailOf(who.mailbox, /Patto firmato/)).to).toEqual([who.mailbox]);

      const mailbox = await asked(who);
      await mailOf(who.mailbox, /scriverti a un altro indirizzo/);
      await sweepAt(inSeconds(24 * hour + 120));
      expect(await me(who)).toMatchObject({ mailbox, mailboxListed: false });
      expect(await tasksOf(desk, id)).toEqual([]);
    });
  });

  describe('who has no mailbox that works', () => {
    test('is written to by letter, what was held as well', async () => {
      const who = await citizen('SPID');
      const id = await releasedAt(who, 'cpi-lodi');
      const desk = await deskOf('cpi-lodi');
      await communicationsOf(who.token, id);
      const set = (channel: string) => api('PUT', `/declarations/${id}/channel`, { token: desk, body: { channel } });
      expect(await set('letter')).toMatchObject({ status: 200, body: { channel: 'letter' } });
      const before = (await inbox(who.mailbox)).length;
      await applied(desk, `/declarations/${id}/pact`, pact());
      const [task] = await until('the letter', async () => {
        const letters = (await tasksOf(desk, id)).filter(({ kind }) => kind === 'letter');
        return letters.length > 0 ? letters : undefined;
      });
      const listed = await api('GET', '/tasks?limit=50', { token: desk });
      expect(JSON.stringify(listed.body)).toMatch(/Patto firmato/);
      expect((await see(desk, id)).person).toMatchObject({ domicile: who.me.domicile });
      expect(await inbox(who.mailbox)).toHaveLength(before);
      if (task) expect((await finish(desk, task)).status).toBe(200);
      expect((await set('mail')).status).toBe(200);
    });
  });
}
