/** A patronato with a mandate fills in, and the person is told each time; revoked, it sees nothing. */
import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  type Account,
  applied,
  citizen,
  communicationsOf,
  historyOf,
  registered,
  routeA,
  see,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { inDays } from './support/people.ts';
import { until } from './support/until.ts';

const patronatoMailbox = 'sportello@patronato-demo.example';
const Given = z.object({ id: z.string(), inForce: z.boolean(), receiptNumber: z.string() });
const Small = z.strictObject({
  id: z.string(),
  caseNumber: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  route: z.string(),
  didDate: z.nullable(z.string()),
  awaiting: z.object({ who: z.string(), what: z.string() }),
  deadlines: z.array(z.unknown()),
  allowedActions: z.array(z.string()),
  mandate: z.object({ id: z.string(), scope: z.array(z.string()), until: z.string() }),
  data: z.optional(z.record(z.string(), z.unknown())),
  inps: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  warnings: z.optional(z.array(z.unknown())),
  version: z.int(),
});

const gives = async ({ token }: Account, scope: string[]) =>
  bodyOf(
    await api('POST', '/me/mandates', { token, body: { patronatoId: 'pat-demo', until: inDays(90), scope } }),
    201,
    Given,
  );
const { route: _, privacyNoticeVersion: __, ...entered } = routeA();
const toldOf = async (who: Account, id: string, kind: string) =>
  (await communicationsOf(who.token, id)).filter((mail) => mail.kind === kind);

describe('a person who needs help with the draft', () => {
  let who: Account;
  let id = '';
  let helper = '';
  let mandateId = '';
  const look = async () => api('GET', `/declarations/${id}`, { token: helper });
  const fills = async (lastJobEndedOn: string) =>
    api('PUT', `/declarations/${id}/data`, { token: helper, body: { ...entered, lastJobEndedOn } });

  beforeAll(async () => {
    who = await citizen('SPID');
    id = await registered(who);
    helper = await demo('patronato');
  });

  test('finds the patronato on a list, and before a mandate it finds nothing', async () => {
    const { items } = bodyOf(
      await api('GET', '/patronati', {}),
      200,
      z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    );
    expect(items.map((one) => one.id)).toContain('pat-demo');
    problemOf(await look(), 404);
    problemOf(await fills(inDays(-20)), 404);
  });

  test('gives a mandate, and is told by mail', async () => {
    const given = await gives(who, ['see', 'fill-in']);
    mandateId = given.id;
    expect(given.inForce).toBe(true);
    const mail = await mailOf(who.mailbox, 'Hai dato una delega a un patronato');
    expect(mail.text).toContain('Patronato di prova');
    expect(mail.to).toEqual([who.mailbox]);
  });

  test('the patronato sees status and deadlines, not whose it is, and what it sees is told', async () => {
    const shown = bodyOf(await look(), 200, Small);
    expect(shown).toMatchObject({ id, status: 'registered', allowedActions: ['write-data'] });
    const text = JSON.stringify(shown);
    for (const hidden of [who.me.fiscalCode, who.me.familyName, who.mailbox]) expect(text).not.toContain(hidden);
    const { items } = bodyOf(
      await api('GET', '/mandates', { token: helper }),
      200,
      z.object({ items: z.array(z.object({ id: z.string(), declaration: z.nullable(z.object({ id: z.string() })) })) }),
    );
    expect(items).toContainEqual({ id: mandateId, declaration: { id } });
    const { body } = await api('GET', '/me/accesses', { token: who.token });
    expect(body).toMatchObject({
      items: [{ role: 'patronato', sight: 'case', patronato: { id: 'pat-demo', name: 'Patronato di prova' } }],
    });
  });

  test('it fills in the draft twice, and the person is told each time', async () => {
    for (const [times, days] of [-20, -30].entries()) {
      bodyOf(await fills(inDays(days)), 200, Small);
      expect((await see(who.token, id)).data).toMatchObject({ lastJobEndedOn: inDays(days) });
      expect(await toldOf(who, id, 'mandate-act')).toHaveLength(times + 1);
    }
    const acts = await until('two mails of the acts', async () => {
      const mails = (await inbox(who.mailbox)).filter(({ subject }) => subject.includes('il patronato ha scritto'));
      return mails.length === 2 ? mails : undefined;
    });
    for (const { text } of acts) expect(text).toContain('nessuna DID è stata rilasciata');
    const lines = await historyOf(who.token, id);
    expect(lines.map(({ event, by }) => [event, by.party])).toEqual([
      ['register', 'citizen'],
      ['write-data', 'patronato'],
      ['write-data', 'patronato'],
    ]);
  });

  test('it never releases, chooses, reads the history or the mail, nor tells of INPS outside its scope', async () => {
    for (const [method, path] of [
      ['POST', 'release'],
      ['POST', 'withdrawal'],
      ['PUT', 'operator'],
      ['PUT', 'inps'],
      ['GET', 'history'],
      ['GET', 'communications'],
      ['GET', 'receipt.pdf'],
      ['GET', 'changes'],
      ['GET', 'replies'],
    ] as const) {
      const answer = await api(method, `/declarations/${id}/${path}`, {
        token: helper,
        ...(method !== 'GET' && { body: {} }),
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    problemOf(await api('POST', '/me/mailbox', { token: helper, body: { mailbox: patronatoMailbox } }), 403);
  });

  test('the person releases by themselves, and then nobody fills in any more', async () => {
    await applied(who.token, `/declarations/${id}/release`);
    problemOf(await fills(inDays(-25)), 409);
    const shown = bodyOf(await look(), 200, Small);
    expect(shown.status).toBe('confirmed');
    expect(shown.data).toBeUndefined();
  });

  test('takes the mandate back: at once the patronato sees nothing, and the person is told', async () => {
    const ended = await api('DELETE', `/me/mandates/${mandateId}`, { token: who.token });
    expect(ended).toMatchObject({ status: 200, body: { inForce: false } });
    problemOf(await look(), 404);
    problemOf(await fills(inDays(-20)), 404);
    await mailOf(who.mailbox, 'Hai revocato la delega a un patronato');
    expect(await api('GET', '/me/mandates', { token: who.token })).toMatchObject({
      body: { items: [{ id: mandateId, inForce: false }] },
    });
  });

  test('and the patronato was never written to', async () => {
    expect(await inbox(patronatoMailbox)).toEqual([]);
  });
});

test('a patronato tells the application that it sent to INPS: that is the DID, and the person is told of both', async () => {
  const who = await citizen('SPID');
  const begun = { route: 'B', privacyNoticeVersion: '2026-1', inps: { state: 'about-to', kind: 'naspi' } };
  const { declarationId: id } = await applied(who.token, '/declarations', begun);
  await gives(who, ['see', 'tell-inps']);
  const helper = await demo('patronato');
  const protocol = `INPS.4900.${randomInt(1_000_000, 10_000_000)}`;
  const tells = (body: object) => api('PUT', `/declarations/${id}/inps`, { token: helper, body });
  const made = { state: 'made', kind: 'naspi', appliedOn: inDays(-3), protocol };
  expect(problemOf(await tells({ state: 'made', kind: 'naspi', protocol }), 422).code).toBe('extremes-missing');
  const shown = bodyOf(await tells(made), 200, Small);
  expect(shown).toMatchObject({ didDate: inDays(-3), inps: made });
  expect(await see(who.token, id)).toMatchObject({ didDate: inDays(-3), didSource: 'inps' });
  for (const kind of ['inps-application', 'mandate-act']) expect(await toldOf(who, id, kind)).toHaveLength(1);
});
