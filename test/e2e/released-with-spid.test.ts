import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  applied,
  choose,
  citizen,
  communicationsOf,
  historyOf,
  pact,
  registered,
  routeA,
  see,
} from './support/cases.ts';
import { api } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { inDays, inWords, secretsOf, today } from './support/people.ts';
import { stack } from './support/stack.ts';

describe('a citizen with SPID: draft, DID, job centre, pact', () => {
  test('each step shows where the case stands, since when, and what comes next', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);

    const id = await registered(who);
    const draft = await see(who.token, id);
    expect(draft).toMatchObject({
      status: 'registered',
      statusLabel: 'Bozza: la DID non è ancora rilasciata',
      didDate: null,
      releasedOn: null,
      unemployedSince: null,
      unemploymentConfirmedOn: null,
      operator: null,
      authenticity: { state: 'none' },
    });
    expect(draft.allowedActions).toEqual(expect.arrayContaining(['release', 'withdraw', 'write-data']));
    expect((await statesEntered(id)).at(-1)).toBe('Registered');

    await applied(who.token, `/declarations/${id}/release`);
    const confirmed = await see(who.token, id);
    expect(confirmed).toMatchObject({
      status: 'confirmed',
      withReserve: false,
      didDate: today(),
      didSource: 'portal',
      releasedOn: today(),
      unemployedSince: today(),
      unemploymentConfirmedOn: null,
      authenticity: { state: 'authentic', by: 'SPID', on: today() },
      awaiting: { who: 'citizen', what: 'choose-operator', by: inDays(30) },
    });
    expect(confirmed.statusLabel).toContain('Per confermare lo stato di disoccupazione firma il patto');
    expect((await statesEntered(id)).at(-1)).toBe('Confirmed');

    expect((await api('GET', `/declarations/${id}`, { token: cpi })).status).toBe(404);
    expect((await choose(who, id, 'cpi-milano')).status).toBe(200);
    const seenByCpi = await see(cpi, id);
    expect(seenByCpi.person).toMatchObject({ fiscalCode: who.me.fiscalCode, familyName: who.me.familyName });
    expect(seenByCpi.allowedActions).toContain('sign-pact');

    await applied(cpi, `/declarations/${id}/pact`, pact());
    expect(await see(who.token, id)).toMatchObject({
      status: 'psp-signed',
      unemployedSince: today(),
      unemploymentConfirmedOn: today(),
      pactSignedOn: today(),
      operator: { id: 'cpi-milano', kind: 'cpi' },
    });
    expect(await statesEntered(id)).toEqual([
      ...['Resume', 'Register', 'Outcome', 'Registered', 'RegisteredVerb'],
      ...['Release', 'Outcome', 'Confirmed', 'ConfirmedVerb', 'SignPact', 'Outcome', 'PspSigned'],
    ]);
  });

  test('each step is in the history: who, from where to where, by which rule', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await registered(who);
    const release = await applied(who.token, `/declarations/${id}/release`);
    await choose(who, id, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());

    const lines = await historyOf(who.token, id);
    expect(lines.map(({ sequence, event, from, to, by }) => [sequence, event, from, to, by.party])).toEqual([
      [1, 'register', 'none', 'registered', 'citizen'],
      [2, 'release', 'registered', 'confirmed', 'citizen'],
      [3, 'choose-operator', 'confirmed', 'confirmed', 'citizen'],
      [4, 'sign-pact', 'confirmed', 'psp-signed', 'cpi'],
    ]);
    expect(lines[1]).toMatchObject({
      commandId: release.id,
      receiptNumber: release.receiptNumber,
      receivedAt: release.receivedAt,
      by: { assurance: 'strong' },
    });
    expect(lines.every(({ rules, policy }) => rules.length > 0 && policy === 'lombardia-2017')).toBe(true);
    const seenByCpi = await historyOf(cpi, id);
    expect(seenByCpi.map(({ by }) => by.subject)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('each step brings one mail, in both parts, to the citizen’s own mailbox and to nobody else', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await registered(who);
    const release = await applied(who.token, `/declarations/${id}/release`);
    await choose(who, id, 'cpi-milano');
    const signed = await applied(cpi, `/declarations/${id}/pact`, pact());

    const { caseNumber } = await see(who.token, id);
    const portal = stack().portalUrl;
    const mails = {
      draft: await mailOf(who.mailbox, 'La tua bozza è salvata: ora rilascia la DID'),
      released: await mailOf(who.mailbox, `DID rilasciata il ${inWords(today())}: cosa fare adesso`),
      signed: await mailOf(who.mailbox, 'Patto firmato: conserva questa email'),
    };
    for (const mail of Object.values(mails)) {
      expect(mail.to).toEqual([who.mailbox]);
      expect(mail.cc ?? []).toEqual([]);
      expect(mail.bcc ?? []).toEqual([]);
      for (const part of [mail.text ?? '', mail.html ?? '']) {
        expect(part).toContain(caseNumber);
        expect(part).toContain(portal);
        expect(part).toContain('Questa email è stata inviata a te soltanto');
        for (const secret of secretsOf(who)) expect(part.toLowerCase()).not.toContain(secret.toLowerCase());
      }
    }
    expect(mails.draft.text).toContain('La DID non è ancora rilasciata');
    expect(mails.released.text).toContain(release.receiptNumber);
    expect(mails.released.text).toContain('Per confermare lo stato di disoccupazione devi firmare il patto');
    expect(mails.signed.text).toContain(signed.receiptNumber);
    expect(mails.signed.text).toContain('Il tuo stato di disoccupazione è confermato');
    expect(mails.signed.text).toContain('Giulia Bianchi');
    expect(mails.signed.text).toContain('ogni 2 settimane');

    const listed = await communicationsOf(who.token, id);
    expect(listed.map(({ kind, state }) => [kind, state])).toEqual([
      ['draft-saved', 'sent'],
      ['did-released', 'sent'],
      ['psp-signed', 'sent'],
    ]);
    // The code of the sign-up came before them.
    expect(await inbox(who.mailbox)).toHaveLength(1 + listed.length);
  });

  test('what an office types comes as it was typed, never as markup', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await registered(who);
    await applied(who.token, `/declarations/${id}/release`);
    await choose(who, id, 'cpi-milano');
    const responsibleOfficer = 'Giulia <b>Bianchi</b> & "Figli" {{bodyName}}';
    await applied(cpi, `/declarations/${id}/pact`, { ...pact(), responsibleOfficer });
    const mail = await mailOf(who.mailbox, 'Patto firmato: conserva questa email');
    expect(mail.text).toContain(responsibleOfficer);
    expect(mail.html).toContain('Giulia &lt;b&gt;Bianchi&lt;/b&gt; &amp;');
    expect(mail.html).not.toContain('<b>Bianchi');
  });

  test('nothing says that the status of unemployment is confirmed before the pact', async () => {
    const who = await citizen('CIE');
    const id = await registered(who);
    await applied(who.token, `/declarations/${id}/release`);
    await communicationsOf(who.token, id);
    const said = [(await see(who.token, id)).statusLabel, ...(await inbox(who.mailbox)).map(({ text }) => text ?? '')];
    for (const text of said) expect(text).not.toMatch(/disoccupazione è confermat|DID confermata|è stata confermata/i);
  });

  test.each(['CIE', 'CNS', 'INPS-PIN'] as const)('%s is as strong as SPID', async (idp) => {
    const who = await citizen(idp);
    const id = await registered(who);
    await applied(who.token, `/declarations/${id}/release`);
    expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', withReserve: false });
  });

  test('the receipt of an accepted command says where its outcome will be', async () => {
    const who = await citizen('SPID');
    const answer = await api('POST', '/declarations', { token: who.token, body: routeA() });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      receiptNumber: expect.stringMatching(new RegExp(`^R-${today().replaceAll('-', '')}-[0-9A-F]{12}$`)),
    });
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/v1\/commands\/[0-9a-f-]{36}$/);
    expect((await api('GET', location.replace('/v1', ''), { token: who.token })).status).toBe(200);
  });
});
