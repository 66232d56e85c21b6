import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  act,
  applied,
  citizen,
  communicationsOf,
  historyOf,
  identityDocument,
  meeting,
  pact,
  releasedAt,
  see,
} from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { inDays, today } from './support/people.ts';

const operator = 'acc-demo-milano';

describe('a citizen with a password: DID con riserva, completed at an accredited operator', () => {
  test('the DID counts from its release; the operator lifts the reserve; the pact confirms the status', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    const reserved = await see(who.token, id);
    expect(reserved).toMatchObject({
      status: 'reserved',
      withReserve: true,
      didDate: today(),
      releasedOn: today(),
      unemployedSince: today(),
      unemploymentConfirmedOn: null,
      authenticity: { state: 'reserve' },
      awaiting: { what: 'confirm', by: inDays(120) },
      operator: { id: operator, kind: 'accredited' },
    });
    expect(reserved.statusLabel).toContain('con riserva');
    expect((await statesEntered(id)).at(-1)).toBe('Reserved');

    await applied(accredited, `/declarations/${id}/confirmation`, meeting());
    expect(await see(who.token, id)).toMatchObject({
      status: 'confirmed',
      didDate: today(),
      reserveLiftedOn: today(),
      unemployedSince: today(),
      unemploymentConfirmedOn: null,
      authenticity: { state: 'authentic', by: operator, on: today() },
    });

    await applied(accredited, `/declarations/${id}/pact`, pact());
    expect(await see(who.token, id)).toMatchObject({ status: 'psp-signed', unemploymentConfirmedOn: today() });
    expect(await statesEntered(id)).toEqual([
      ...['Resume', 'Register', 'Outcome', 'Registered', 'RegisteredVerb'],
      ...['Release', 'Outcome', 'Reserved', 'ReservedVerb'],
      ...['Confirm', 'Outcome', 'Confirmed', 'ConfirmedVerb', 'SignPact', 'Outcome', 'PspSigned'],
    ]);
    expect((await historyOf(who.token, id)).map(({ event, by }) => [event, by.party])).toEqual([
      ['register', 'citizen'],
      ['release', 'citizen'],
      ['choose-operator', 'citizen'],
      ['confirm', 'accredited'],
      ['sign-pact', 'accredited'],
    ]);
  });

  test('the mails say what to bring, that the date counts in any case, and that the pact is still to be signed', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    await applied(accredited, `/declarations/${id}/confirmation`, meeting());

    const reserved = await mailOf(who.mailbox, 'DID con riserva: porta questi documenti');
    expect(reserved.text).toContain('La data vale comunque');
    expect(reserved.text).toContain('Un documento d’identità valido');
    expect(reserved.text).toContain('una dichiarazione su carta');
    expect(reserved.text).not.toContain('permesso di soggiorno');
    expect(reserved.to).toEqual([who.mailbox]);

    const authenticated = await mailOf(who.mailbox, 'Identità controllata: ora serve il patto');
    expect(authenticated.text).toContain('La tua DID non è più con riserva');
    expect(authenticated.text).toContain('devi ancora firmare il patto');
    expect(authenticated.text).not.toContain(identityDocument().number);

    expect((await communicationsOf(who.token, id)).map(({ kind, state }) => [kind, state])).toEqual([
      ['draft-saved', 'sent'],
      ['did-released-with-reserve', 'sent'],
      ['did-authenticated', 'sent'],
    ]);
  });

  test('without the paper declaration, or with one of another day, nothing happens', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    const confirm = (change: object) =>
      api('POST', `/declarations/${id}/confirmation`, { token: accredited, body: { ...meeting(), ...change } });

    const missing = problemOf(await confirm({ paperDeclaration: undefined }), 422);
    expect(missing).toMatchObject({ code: 'paper-declaration-missing', errors: [{ field: 'paperDeclaration' }] });
    expect(missing.rule).toContain('S0:31');
    const early = problemOf(await confirm({ paperDeclaration: { signedOn: inDays(-1) } }), 422);
    expect(early.code).toBe('paper-declaration-before-did');
    const late = problemOf(await confirm({ paperDeclaration: { signedOn: inDays(1) } }), 422);
    expect(late.code).toBe('paper-declaration-after-meeting');

    expect((await see(who.token, id)).status).toBe('reserved');
    expect(await historyOf(who.token, id)).toHaveLength(3);
  });

  test('an expired or missing document, and a meeting on an impossible day, are refused', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    const confirm = async (change: object) => {
      const body = { ...meeting(), ...change };
      return problemOf(await api('POST', `/declarations/${id}/confirmation`, { token: accredited, body }), 422);
    };

    const expired = await confirm({ identityDocument: { ...identityDocument(), expiresOn: inDays(-1) } });
    expect(expired).toMatchObject({
      code: 'identity-document-expired',
      errors: [{ field: 'identityDocument', rule: expect.stringContaining('S0:29') }],
    });
    const missing = await confirm({ identityDocument: undefined });
    expect(missing.errors).toMatchObject([{ field: 'identityDocument' }]);
    expect(await confirm({ metOn: inDays(1) })).toMatchObject({ code: 'met-in-future', errors: [{ field: 'metOn' }] });
    expect(await confirm({ metOn: inDays(-1) })).toMatchObject({ code: 'met-before-did' });
    expect((await see(who.token, id)).status).toBe('reserved');
  });

  test('a document on its last day is still valid', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    const body = { ...meeting(), identityDocument: { ...identityDocument(), expiresOn: today() } };
    expect(await act(accredited, `/declarations/${id}/confirmation`, body)).toMatchObject({ state: 'applied' });
  });

  test('the pact cannot be signed before the reserve is lifted', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, operator);
    const answer = await api('POST', `/declarations/${id}/pact`, { token: accredited, body: pact() });
    expect(problemOf(answer, 409)).toMatchObject({ code: 'reserve-not-lifted', rule: 'S0:27-31' });
  });

  test('an account of Cliclavoro gives no strong identity either', async () => {
    const who = await citizen('CLICLAVORO');
    const id = await releasedAt(who, operator);
    expect(await see(who.token, id)).toMatchObject({ status: 'reserved', withReserve: true });
  });
});
