import { describe, expect, test } from 'vitest';
import { refusalWords } from '../../functions/api/refusal-words.ts';
import { languages } from '../../functions/domain/person.ts';
import { demo } from './support/accounts.ts';
import { applied, citizen, pact, registered, releasedAt, routeA, settled, visitor } from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { freshMailbox, today } from './support/people.ts';
import { until } from './support/until.ts';

describe('answers come in the language that the client asks for', () => {
  test.each([
    ['en', 'en'],
    ['en-GB,it;q=0.5', 'en'],
    ['fr, en;q=0.8', 'en'],
    ['it-IT', 'it'],
    ['fr', 'it'],
    [undefined, 'it'],
  ])('Accept-Language %s → %s', async (language, spoken) => {
    const answer = await api('GET', '/nowhere', language === undefined ? {} : { language });
    expect(problemOf(answer, 404).detail).toBe(
      spoken === 'en' ? 'There is nothing here for you.' : 'Non c’è nulla a questo indirizzo per te.',
    );
  });

  test('labels, refusals, field errors and warnings', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const see = async (language: string) =>
      (await api('GET', `/declarations/${id}`, { token: who.token, language })).body;
    expect(await see('en')).toMatchObject({ statusLabel: 'Draft: the DID is not released yet' });
    expect(await see('it')).toMatchObject({ statusLabel: 'Bozza: la DID non è ancora rilasciata' });

    for (const language of languages) {
      const post = (body: object) => api('POST', '/declarations', { token: who.token, body, language });
      expect(problemOf(await post(routeA()), 409).detail).toBe(refusalWords['live-did-exists'][language]);
      const { errors } = problemOf(await post({ ...routeA(), lastJobEndedOn: '2026-02-31' }), 422);
      const message = expect.stringMatching(language === 'en' ? /\bdate\b/ : /\bdata\b/);
      expect(errors).toMatchObject([{ field: 'lastJobEndedOn', message }]);
    }
  });

  test('a warning at the counter', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const identityDocument = { kind: 'passport', number: 'YA1234567', issuedBy: 'Questura', expiresOn: '2020-01-01' };
    const { id: commandId } = await applied(cpi, `/declarations/${id}/pact`, { ...pact(), identityDocument });
    await settled(cpi, commandId);
    const { body } = await api('GET', `/commands/${commandId}`, { token: cpi, language: 'en' });
    expect(body).toMatchObject({
      warnings: [{ detail: refusalWords['identity-document-expired'].en }],
    });
  });
});

describe('mail comes in the citizen’s language', () => {
  test('English for who chose it, whatever the browser says', async () => {
    const who = await citizen('SPID', { language: 'en' });
    const id = await registered(who);
    await applied(who.token, `/declarations/${id}/release`);
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(today()));
    const mail = await mailOf(who.mailbox, new RegExp(`^DID released on ${day}`));
    expect(mail.text).toContain('Italian time');
    expect(mail.html).toContain('lang="en"');
    for (const { text } of (await inbox(who.mailbox)).slice(1)) {
      expect(text).not.toMatch(/Che cosa|Entro quando|Richiesta ricevuta|Questa email|Apri il portale/);
    }
  });

  test('the code of a mailbox in the language of the request: there is no record yet', async () => {
    for (const [language, subject] of [
      ['en', /mailbox|email/],
      ['it', /^Conferma la tua casella email$/],
    ] as const) {
      const who = await visitor('SPID');
      const mailbox = freshMailbox(who.me);
      await api('POST', '/me/mailbox', { token: who.token, body: { mailbox }, language });
      const mail = await until('the code', async () => (await inbox(mailbox))[0]);
      expect(mail.subject).toMatch(subject);
      expect(mail.text).toContain(language === 'en' ? 'code' : 'codice');
    }
  });
});
