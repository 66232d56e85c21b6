import { describe, expect, test } from 'vitest';
import { procedurePolicies } from '../../functions/domain/policies.ts';
import { demo } from './support/accounts.ts';
import {
  applied,
  citizen,
  enterData,
  historyOf,
  meeting,
  ownCases,
  pact,
  releasedAt,
  see,
  visitor,
} from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { freshMailbox, today } from './support/people.ts';

describe('a DID con riserva, completed at a job centre', () => {
  test('the job centre lifts the reserve and signs the pact', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    expect(await see(cpi, id)).toMatchObject({ status: 'confirmed', authenticity: { by: 'cpi-milano', on: today() } });
    const mail = await mailOf(who.mailbox, 'Identità controllata: ora serve il patto');
    expect(mail.text).toContain('Centro per l’Impiego di Milano'.replace('’', "'"));
    await applied(cpi, `/declarations/${id}/pact`, pact());
    expect((await see(who.token, id)).status).toBe('psp-signed');
  });

  test('it takes the paper declaration because the office’s policy assumes so, and says that this is assumed', async () => {
    expect(procedurePolicies['lombardia-2017'].paperDeclarationForCpi).toMatchObject({ value: true, assumed: true });
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const path = `/declarations/${id}/confirmation`;
    const { paperDeclaration: _, ...withoutPaper } = meeting();
    const refusal = problemOf(await api('POST', path, { token: cpi, body: withoutPaper }), 422);
    expect(refusal.code).toBe('paper-declaration-missing');
    expect(refusal.rule).toBe('paper-declaration:assumed');

    await applied(cpi, path, meeting());
    const lines = await historyOf(cpi, id);
    expect(lines.at(-1)).toMatchObject({
      event: 'confirm',
      rules: expect.arrayContaining(['paper-declaration:assumed']),
    });
  });

  test('once the job centre saw the document, the fiscal code is proved and a password claims it no more', async () => {
    const [who, cpi, stranger] = await Promise.all([citizen(), demo('operatorCpi'), visitor()]);
    const id = await releasedAt(who, 'cpi-milano');
    const me = async () => (await api('GET', '/me', { token: who.token })).body;
    expect(await me()).toMatchObject({ identityVerified: false });
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    expect(await me()).toMatchObject({ identityVerified: true });

    const claim = await enterData(stranger.token, { ...stranger.me, fiscalCode: who.me.fiscalCode });
    expect(problemOf(claim, 409)).toMatchObject({ code: 'fiscal-code-needs-proof', errors: [{ field: 'fiscalCode' }] });
    expect(await me()).toMatchObject({ fiscalCode: who.me.fiscalCode, mailbox: who.mailbox });
  });

  test('the person who comes with SPID afterwards finds the same record and the same DID', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());

    const { token } = await visitor('SPID', { ...who, mailbox: freshMailbox(who.me) });
    expect((await enterData(token, who.me)).status).toBe(200);
    expect((await api('GET', '/me', { token })).body).toMatchObject({ mailbox: who.mailbox, identityVerified: true });
    expect((await ownCases(token)).map((did) => [did.id, did.status])).toEqual([[id, 'confirmed']]);
  });
});
