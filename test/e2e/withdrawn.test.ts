import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  applied,
  choose,
  citizen,
  historyOf,
  meeting,
  ownCases,
  pact,
  registered,
  released,
  releasedAt,
  see,
} from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { statesEntered } from './support/machine.ts';
import { inDays, inWords, today } from './support/people.ts';
import { benefitTold } from './support/proceedings.ts';

describe('a withdrawal', () => {
  test('by the citizen ends the DID; a new one is possible and counts from its own day', async () => {
    const who = await citizen('SPID');
    const first = await released(who);
    await applied(who.token, `/declarations/${first}/withdrawal`);
    expect(await see(who.token, first)).toMatchObject({
      status: 'withdrawn',
      statusLabel: `Ritirata il ${inWords(today())}`,
      endedOn: today(),
      allowedActions: ['undo-withdrawal', 'ask-reopening'],
      awaiting: { who: 'nobody' },
    });
    expect((await statesEntered(first)).at(-1)).toBe('Withdrawn');

    const second = await released(who);
    expect((await ownCases(who.token)).map(({ id, status }) => [id, status])).toEqual([
      [second, 'confirmed'],
      [first, 'withdrawn'],
    ]);
  });

  test('is told in one mail, with what can be done if it was a mistake', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    const { caseNumber } = await see(who.token, id);
    const mail = await mailOf(who.mailbox, `Pratica ${caseNumber}: richiesta eseguita`);
    expect(mail.text).toContain('Abbiamo ricevuto la tua richiesta');
    expect(mail.text).toContain('è ritirata');
    expect(mail.text).toContain('Se è uno sbaglio');
  });

  test('of a draft says that no DID ever existed', async () => {
    const who = await citizen();
    const id = await registered(who);
    await applied(who.token, `/declarations/${id}/withdrawal`);
    expect(await see(who.token, id)).toMatchObject({ status: 'withdrawn', didDate: null, unemployedSince: null });
    const mail = await mailOf(who.mailbox, /richiesta eseguita/);
    expect(mail.text).toContain('Nessuna DID era stata rilasciata');
    await registered(who);
  });

  test('by the job centre needs the person’s signed request', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    const path = `/declarations/${id}/withdrawal`;
    const missing = problemOf(await api('POST', path, { token: cpi, body: {} }), 422);
    expect(missing).toMatchObject({ code: 'signed-request-missing', errors: [{ field: 'signedRequest' }] });
    const early = await api('POST', path, {
      token: cpi,
      body: { signedRequest: { signedOn: inDays(1), reference: 'prot. 1' } },
    });
    expect(problemOf(early, 422).code).toBe('signed-request-missing');

    await applied(cpi, path, { signedRequest: { signedOn: today(), reference: 'prot. 1' } });
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'withdraw', by: { party: 'cpi' } });
    const mail = await mailOf(who.mailbox, /richiesta eseguita/);
    expect(mail.text).toContain('L’ufficio ha registrato la tua richiesta firmata');
    await released(who);
  });

  test('with a benefit ends no password: I prove who I am, or I sign at the counter', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    // Until the office has seen whose code it is, no application is put to a DID that a password made.
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    await benefitTold({ who, id });
    const path = `/declarations/${id}/withdrawal`;
    const refused = problemOf(await api('POST', path, { token: who.token, body: { lossConfirmed: true } }), 403);
    expect(refused.code).toBe('withdrawal-not-proved');
    expect(refused.detail).toMatch(/SPID, CIE o CNS.*allo sportello/);
    const { didDate, unemployedSince, status } = await see(who.token, id);
    expect([didDate, unemployedSince, status]).toEqual([today(), today(), 'confirmed']);

    const signed = { lossConfirmed: true, signedRequest: { signedOn: today(), reference: 'prot. 1' } };
    await applied(cpi, path, signed);
    expect((await see(who.token, id)).status).toBe('withdrawn');

    const proved = await citizen('SPID');
    const other = await released(proved);
    await benefitTold({ who: proved, id: other });
    const own = `/declarations/${other}/withdrawal`;
    expect(problemOf(await api('POST', own, { token: proved.token, body: {} }), 422).code).toBe('loss-not-confirmed');
    await applied(proved.token, own, { lossConfirmed: true });
  });

  test('is not for an accredited operator', async () => {
    const [who, accredited] = await Promise.all([citizen(), demo('operatorAccredited')]);
    const id = await releasedAt(who, 'acc-demo-milano');
    const body = { signedRequest: { signedOn: today(), reference: 'prot. 1' } };
    const answer = await api('POST', `/declarations/${id}/withdrawal`, { token: accredited, body });
    expect(problemOf(answer, 403).code).toBe('forbidden');
    expect((await see(who.token, id)).status).toBe('reserved');
  });

  test('is possible after the pact too; the ended case takes nothing more', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    await applied(who.token, `/declarations/${id}/withdrawal`);
    const [own, theirs] = [{ token: who.token }, { token: cpi }];
    const answers = await Promise.all([
      api('POST', `/declarations/${id}/release`, { ...own, body: {} }),
      api('POST', `/declarations/${id}/withdrawal`, { ...own, body: {} }),
      api('POST', `/declarations/${id}/confirmation`, { ...theirs, body: meeting() }),
      api('POST', `/declarations/${id}/pact`, { ...theirs, body: pact() }),
      choose(who, id, 'cpi-lodi'),
    ]);
    expect(answers.map((answer) => problemOf(answer, 409).code)).toEqual(Array(5).fill('wrong-status'));
  });
});
