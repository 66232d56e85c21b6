/** What happens at a counter: somebody walks in, a meeting comes to no end, one mail tells a whole meeting. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  applied,
  choose,
  citizen,
  communicationsOf,
  historyOf,
  identityDocument,
  meeting,
  pact,
  released,
  releasedAt,
  see,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, inWords, person, today } from './support/people.ts';

let cpi = '';
let accredited = '';
let manager = '';
beforeAll(async () => {
  [cpi, accredited, manager] = await Promise.all([demo('operatorCpi'), demo('operatorAccredited'), demo('manager')]);
});

const Taken = z.object({ id: z.string(), receiptNumber: z.string(), operator: z.object({ id: z.string() }) });
const takeIn = (token: string, fiscalCode: string, change: object = {}) =>
  api('POST', '/operators/me/intake', {
    token,
    body: { fiscalCode, documentShown: identityDocument(), present: true, ...change },
  });
const post = (token: string, path: string, body: object) => api('POST', path, { token, body });
const Edited = z.object({ status: z.string(), didDate: z.string(), receiptNumber: z.string() });

describe('walking in', () => {
  test('route A con riserva: nobody was chosen, the counter takes the person in, confirms and signs the pact', async () => {
    const who = await citizen();
    const id = await released(who);
    expect((await api('GET', `/declarations/${id}`, { token: accredited })).status).toBe(404);

    const taken = bodyOf(await takeIn(accredited, who.me.fiscalCode), 201, Taken);
    expect(taken).toMatchObject({ id, operator: { id: 'acc-demo-milano' } });
    expect(await see(who.token, id)).toMatchObject({ status: 'reserved', operator: { id: 'acc-demo-milano' } });

    await applied(accredited, `/declarations/${id}/confirmation`, { ...meeting(), pactFollows: true });
    await applied(accredited, `/declarations/${id}/pact`, pact());
    expect(await see(who.token, id)).toMatchObject({
      status: 'psp-signed',
      unemployedSince: today(),
      unemploymentConfirmedOn: today(),
    });
    const told = await communicationsOf(who.token, id);
    expect(told.map(({ kind }) => kind).sort()).toEqual([
      'did-released-with-reserve',
      'draft-saved',
      'operator-chosen',
      'psp-signed',
    ]);
    const history = await historyOf(who.token, id);
    expect(history.map(({ event, rules }) => [event, rules[0]])).toEqual([
      ['register', 'S0:9'],
      ['release', 'S0:25'],
      ['intake', 'S0:23'],
      ['confirm', 'S0:29'],
      ['sign-pact', 'S0:17'],
    ]);
    const { text } = await mailOf(who.mailbox, 'Patto firmato: conserva questa email');
    for (const { event, receiptNumber } of history.filter((line) => ['confirm', 'sign-pact'].includes(line.event))) {
      expect(text, event).toContain(receiptNumber);
    }
    const chosen = await mailOf(who.mailbox, 'Hai scelto allo sportello chi ti segue');
    expect(chosen.text).toContain('Non eri tu allo sportello?');
  });

  test('who had chosen another office: that one loses sight, and a pact is not taken over', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'acc-demo-milano');
    bodyOf(await takeIn(cpi, who.me.fiscalCode), 201, Taken);
    expect((await api('GET', `/declarations/${id}`, { token: accredited })).status).toBe(404);
    await applied(cpi, `/declarations/${id}/pact`, { ...pact(), identityDocument: identityDocument() });
    expect(problemOf(await takeIn(accredited, who.me.fiscalCode), 404).code).toBe('intake-nobody');
    expect((await see(who.token, id)).operator?.id).toBe('cpi-milano');
  });

  test('a code of nobody and one without a DID look alike; what was looked up is for the managers', async () => {
    const [stranger, idle] = [person(), await citizen()];
    const [unknown, known] = [await takeIn(cpi, stranger.me.fiscalCode), await takeIn(cpi, idle.me.fiscalCode)];
    expect(problemOf(unknown, 404)).toEqual(problemOf(known, 404));
    const Page = z.object({ items: z.array(z.object({ outcome: z.string() })) });
    const { items } = bodyOf(
      await api('GET', '/operators/cpi-milano/intakes?limit=100', { token: manager }),
      200,
      Page,
    );
    expect(items.filter(({ outcome }) => outcome === 'nobody').length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(items)).not.toContain(idle.me.fiscalCode);
    expect((await tasksOf(manager)).map(({ kind }) => kind)).toContain('intake-review');
  });

  test('not without the person, nor on an expired card', async () => {
    const who = await citizen('SPID');
    await released(who);
    expect((await takeIn(cpi, who.me.fiscalCode, { present: false })).status).toBe(422);
    const documentShown = { ...identityDocument(), expiresOn: inDays(-1) };
    expect(problemOf(await takeIn(cpi, who.me.fiscalCode, { documentShown }), 422).code).toBe(
      'identity-document-expired',
    );
  });
});

describe('being helped (S0:35-41)', () => {
  test('the operator acts in the person’s own session, up to the choice; in its own it declares nothing', async () => {
    const who = await citizen();
    const id = await released(who);
    bodyOf(await choose(who, id, 'acc-demo-milano'), 200, z.object({ operator: z.object({ id: z.string() }) }));
    for (const [method, path, body] of [
      ['POST', `/declarations/${id}/release`, {}],
      ['PUT', `/declarations/${id}/operator`, { operatorId: 'acc-demo-milano' }],
      ['POST', '/declarations', { route: 'A' }],
    ] as const) {
      expect((await api(method, path, { token: accredited, body })).status, path).toBe(403);
    }
    const by = (await historyOf(who.token, id)).map(({ by: { party } }) => party);
    expect(by).toEqual(['citizen', 'citizen', 'citizen']);
  });
});

describe('a meeting that was not concluded', () => {
  test('leaves status and date, tells what is missing, and is concluded the next time', async () => {
    const who = await citizen();
    const id = await releasedAt(who, 'acc-demo-milano');
    const lacking = {
      metOn: today(),
      missing: ['identity-document', 'paper-declaration'],
      note: 'Ha perso la carta.',
      nextAppointmentOn: inDays(7),
    };
    const path = `/declarations/${id}/meeting-not-concluded`;
    expect(bodyOf(await post(accredited, path, lacking), 201, Edited)).toMatchObject({
      status: 'reserved',
      didDate: today(),
    });
    const mail = await mailOf(who.mailbox, 'L’incontro non si è concluso: manca qualcosa');
    expect(mail.text).toContain('Un documento d’identità valido. Lo chiede la procedura della Regione.');
    expect(mail.text).toContain(inWords(inDays(7)));
    expect(mail.text).not.toContain('Ha perso');
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({
      event: 'meeting-not-concluded',
      rules: ['S0:29', 'S0:31'],
      reason: 'identity-document, paper-declaration',
    });
    expect((await post(accredited, path, { ...lacking, missing: ['residence-permit'] })).status).toBe(422);
    expect((await post(who.token, path, lacking)).status).toBe(403);
    await applied(accredited, `/declarations/${id}/confirmation`, meeting());
    expect((await see(who.token, id)).status).toBe('confirmed');
  });
});

describe('a pact', () => {
  test('before the reserve is lifted is refused', async () => {
    const who = await citizen();
    const id = await releasedAt(who, 'cpi-milano');
    expect(problemOf(await post(cpi, `/declarations/${id}/pact`, pact()), 409).code).toBe('reserve-not-lifted');
  });

  test('that the person says they did not sign stays, with a flag, a task for the managers and a receipt', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    const path = `/declarations/${id}/pact-dispute`;
    const { receiptNumber } = bodyOf(await post(who.token, path, { note: 'Non ero lì.' }), 201, Edited);
    const seen = (token: string) => api('GET', `/declarations/${id}`, { token });
    expect((await seen(who.token)).body).toMatchObject({
      status: 'psp-signed',
      pactDispute: { note: 'Non ero lì.' },
    });
    expect(JSON.stringify((await seen(cpi)).body)).not.toContain('Non ero lì');
    expect((await tasksOf(manager, id)).map(({ kind }) => kind)).toEqual(['pact-disputed']);
    const mail = await mailOf(who.mailbox, /abbiamo la tua segnalazione/);
    expect(mail.text).toContain(receiptNumber);
    expect(problemOf(await post(who.token, path, {}), 409).code).toBe('pact-disputed-already');
    expect((await post(cpi, path, {})).status).toBe(403);
  });
});

describe('a minor', () => {
  test('of 17 makes a DID; a parent signs beside them at the meeting and in the pact', async () => {
    const who = await citizen(undefined, { birthDate: inDays(-17 * 366) });
    const id = await releasedAt(who, 'cpi-milano');
    const alone = await post(cpi, `/declarations/${id}/confirmation`, meeting());
    expect(problemOf(alone, 422).code).toBe('countersignature-missing');
    const countersignature = { name: 'Paola Zanzottera', kind: 'parent', documentShown: identityDocument() };
    await applied(cpi, `/declarations/${id}/confirmation`, { ...meeting(), countersignature });
    expect(problemOf(await post(cpi, `/declarations/${id}/pact`, pact()), 422).code).toBe('countersignature-missing');
    await applied(cpi, `/declarations/${id}/pact`, { ...pact(), countersignature });
    expect((await historyOf(who.token, id)).at(-1)?.rules).toContain('age.countersignature:assumed');
  });

  test('of 15 does not', async () => {
    const who = await citizen('SPID', { birthDate: inDays(-15 * 366) });
    const body = {
      route: 'A',
      availability: { work: true, training: true },
      profile: { education: 'lower-secondary', everWorked: false, monthsSearching: 0, studying: true },
      privacyNoticeVersion: '2026-1',
    };
    expect(problemOf(await post(who.token, '/declarations', body), 422).code).toBe('under-age');
  });
});
