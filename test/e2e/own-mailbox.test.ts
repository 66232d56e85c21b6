import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { audit } from '../../local/instance.ts';
import { askForAccount, demo } from './support/accounts.ts';
import {
  applied,
  citizen,
  communicationsOf,
  enterData,
  registered,
  releasedAt,
  see,
  visitor,
} from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { codeIn, inbox, mailOf } from './support/inbox.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { freshMailbox, person } from './support/people.ts';
import { until } from './support/until.ts';

const unique = () => randomUUID().slice(0, 8);
const name = (token: string, mailbox: string, reason?: string) =>
  api('POST', '/me/mailbox', { token, body: { mailbox, ...(reason !== undefined && { reason }) } });
const prove = (token: string, code: string) => api('POST', '/me/mailbox/confirmation', { token, body: { code } });
const wrongCode = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0');

describe('at sign-up', () => {
  test.each([
    ['mailbox-listed-domain', 'a patronato', 'inca.it'],
    ['mailbox-listed-domain', 'a patronato’s seat', 'milano.inca.it'],
    ['mailbox-listed-domain', 'a union', 'lombardia.cisl.it'],
    ['mailbox-listed-domain', 'an association', 'acli.it'],
    ['mailbox-operator-domain', 'a job centre', 'afolmet.it'],
    ['mailbox-operator-domain', 'an officer of a job centre', 'cpi-milano.example'],
    ['mailbox-operator-domain', 'an accredited operator', 'lavoro-demo.example'],
    ['mailbox-listed-domain', 'a patronato of the list', 'patronato-demo.example'],
    ['mailbox-disposable', 'a throw-away provider', 'mailinator.com'],
  ])('%s: the mailbox of %s is refused', async (rule, _, domain) => {
    const mailbox = `zoraide.${unique()}@${domain}`;
    await expect(askForAccount(mailbox)).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: expect.stringContaining(rule),
    });
    expect(await inbox(mailbox)).toEqual([]);
  });

  test.each(['francinca.it', 'inca.it.example', 'libero.it'])('%s only looks alike and is accepted', async (domain) => {
    await expect(askForAccount(`mario.inca.${unique()}@${domain}`)).resolves.toBeUndefined();
  });
});

describe('a mailbox in capital letters', () => {
  test('is the same mailbox', async () => {
    const { me, mailbox } = person();
    const who = await visitor('SPID', { me, mailbox: mailbox.toUpperCase() });
    expect((await enterData(who.token, me)).body).toMatchObject({ mailbox });
    await registered(who);
    expect((await mailOf(mailbox, /bozza/)).to).toEqual([mailbox]);
  });
});

describe('a mailbox that looks like an office’s', () => {
  test('asks for a reason, and is accepted with one', async () => {
    const mailbox = `info.${unique()}@libero.it`;
    const who = await visitor(undefined, { ...person(), mailbox });
    const refusal = problemOf(await enterData(who.token, who.me), 422);
    expect(refusal).toMatchObject({
      code: 'mailbox-reason-needed',
      rule: 'mailbox-role',
      errors: [{ field: 'mailbox' }],
    });
    const short = problemOf(await enterData(who.token, { ...who.me, mailboxReason: 'è mia' }), 422);
    expect(short.errors).toMatchObject([{ field: 'mailboxReason', rule: 'mailbox-reason-short' }]);
    const reason = 'La uso da sola da vent’anni, nessun altro la legge.';
    expect((await enterData(who.token, { ...who.me, mailboxReason: reason })).status).toBe(201);
    await registered(who);
    expect((await mailOf(mailbox, /bozza/)).to).toEqual([mailbox]);
  });

  test('asks nothing of a person whose surname it is', async () => {
    const mailbox = `sportello.${unique()}@libero.it`;
    const who = await visitor(undefined, { ...person({ familyName: 'Sportello' }), mailbox });
    expect((await enterData(who.token, who.me)).status).toBe(201);
  });
});

describe('another mailbox than the account’s', () => {
  test('is the person’s once the code that came to it is entered; all mail goes there and nowhere else', async () => {
    const who = await visitor('SPID');
    const mailbox = freshMailbox(who.me);
    expect((await name(who.token, mailbox.toUpperCase())).body).toMatchObject({ mailbox });
    const code = await codeIn(mailbox);
    expect(problemOf(await prove(who.token, wrongCode(code)), 422)).toMatchObject({
      code: 'mailbox-code-wrong',
      errors: [{ field: 'code' }],
    });
    expect((await prove(who.token, code)).body).toMatchObject({ mailbox });
    expect((await enterData(who.token, who.me)).body).toMatchObject({ mailbox });
    await registered(who);
    expect((await mailOf(mailbox, /bozza/)).to).toEqual([mailbox]);
    expect(await inbox(who.mailbox)).toHaveLength(1);
  });

  test.each([
    ['mailbox-listed-domain', 'x@sede.inca.it'],
    ['mailbox-operator-domain', 'x@afolmet.it'],
    ['mailbox-disposable', 'x@yopmail.com'],
  ])('%s is refused at the door, and no code is sent', async (rule, mailbox) => {
    const who = await visitor('SPID');
    expect(problemOf(await name(who.token, mailbox), 422)).toMatchObject({ code: 'mailbox-not-own', rule });
    expect(await inbox(mailbox)).toEqual([]);
  });

  test('of an office needs its reason before any code is sent', async () => {
    const who = await visitor('SPID');
    const mailbox = `segreteria.${unique()}@libero.it`;
    expect(problemOf(await name(who.token, mailbox), 422)).toMatchObject({ rule: 'mailbox-role' });
    expect(await inbox(mailbox)).toEqual([]);
    expect((await name(who.token, mailbox, 'La leggo soltanto io, da anni.')).status).toBe(202);
    expect((await prove(who.token, await codeIn(mailbox))).status).toBe(200);
    expect((await enterData(who.token, who.me)).body).toMatchObject({ mailbox });
  });

  test('of somebody else says so only to who can read the code in it', async () => {
    const [owner, who] = await Promise.all([citizen(), visitor('SPID')]);
    const [free, signUpCode] = [freshMailbox(who.me), await codeIn(owner.mailbox)];
    const [toUsed, toFree] = [await name(who.token, owner.mailbox), await name((await visitor()).token, free)];
    expect([toUsed.status, Object.keys(toUsed.body ?? {})]).toEqual([toFree.status, Object.keys(toFree.body ?? {})]);

    const code = await codeIn(owner.mailbox, [signUpCode]);
    expect(problemOf(await prove(who.token, wrongCode(code)), 422).code).toBe('mailbox-code-wrong');
    expect((await prove(who.token, code)).status).toBe(200);
    const refusal = problemOf(await enterData(who.token, who.me), 409);
    expect(refusal).toMatchObject({ code: 'mailbox-in-use', errors: [{ field: 'mailbox' }] });
    expect(JSON.stringify(refusal)).not.toContain(owner.me.familyName);
  });

  test('five wrong codes make the right one void; a new one may be asked for', async () => {
    const who = await visitor('SPID');
    const mailbox = freshMailbox(who.me);
    await name(who.token, mailbox);
    const code = await codeIn(mailbox);
    for (let guess = 0; guess < 5; guess += 1) await prove(who.token, wrongCode(code));
    expect(problemOf(await prove(who.token, code), 422).code).toBe('mailbox-code-wrong');
    await name(who.token, mailbox);
    expect((await prove(who.token, await codeIn(mailbox, [code]))).status).toBe(200);
  });

  test('gets five codes a day and no more, however many are asked for at once', async () => {
    const who = await visitor('SPID');
    const mailbox = freshMailbox(who.me);
    await name(who.token, mailbox);
    await Promise.all(Array.from({ length: 10 }, () => name(who.token, mailbox)));
    let answer = await name(who.token, mailbox);
    for (let more = 0; more < 5 && answer.status === 202; more += 1) answer = await name(who.token, mailbox);
    expect(problemOf(answer, 409).code).toBe('mailbox-code-limit');
    const codes = (await inbox(mailbox)).length;
    expect(codes).toBeGreaterThan(0);
    expect(codes).toBeLessThanOrEqual(5);
  });

  test('does not slip in by an old code once the record is there', async () => {
    const who = await visitor('SPID');
    const mailbox = freshMailbox(who.me);
    await name(who.token, mailbox);
    const code = await codeIn(mailbox);
    expect((await enterData(who.token, who.me)).body).toMatchObject({ mailbox: who.mailbox });
    expect(problemOf(await prove(who.token, code), 422).code).toBe('mailbox-code-wrong');
    const { body } = await api('GET', '/me', { token: who.token });
    expect(body).toMatchObject({ mailbox: who.mailbox });
    expect(body).not.toHaveProperty('mailboxChange');
  });

  test('is not taken without any proof', async () => {
    const who = await visitor('SPID');
    await name(who.token, freshMailbox(who.me));
    expect(problemOf(await prove(who.token, '12345'), 422).errors).toMatchObject([
      { field: 'code', rule: 'six-digits' },
    ]);
    expect((await enterData(who.token, who.me)).body).toMatchObject({ mailbox: who.mailbox });
  });
});

describe('what may go wrong with a mailbox', () => {
  test('is told with the code, and stops nothing', async () => {
    const who = await visitor('SPID');
    const { status, body } = await name(who.token, `anna.${unique()}@azienda-esempio.it`);
    expect([status, body]).toMatchObject([202, { warnings: [{ field: 'mailbox', rule: 'work-or-school-mailbox' }] }]);
  });
});

describe('two spouses with one mailbox', () => {
  test('the second is told, after the proof, to have one of her own and who helps with it', async () => {
    const [husband, wife] = await Promise.all([citizen('SPID'), visitor('SPID')]);
    const [signUpCode] = [await codeIn(husband.mailbox)];
    await name(wife.token, husband.mailbox);
    expect((await prove(wife.token, await codeIn(husband.mailbox, [signUpCode]))).status).toBe(200);
    const refusal = problemOf(await enterData(wife.token, wife.me), 409);
    expect(refusal).toMatchObject({ code: 'mailbox-in-use', detail: expect.stringContaining('ti aiuta ad aprirla') });

    const own = freshMailbox(wife.me);
    await name(wife.token, own);
    expect((await prove(wife.token, await codeIn(own))).status).toBe(200);
    expect((await enterData(wife.token, wife.me)).body).toMatchObject({ mailbox: own });
  });
});

describe('a guardian with a decree', () => {
  const evidence = { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' };

  test('gets the mail of two wards at one mailbox, once a job centre has seen the decree', async () => {
    const [guardian, first, second, counter] = await Promise.all([
      citizen('SPID'),
      visitor('SPID'),
      visitor('SPID'),
      demo('operatorCpi'),
    ]);
    const seen = [await codeIn(guardian.mailbox)];
    const numbers: string[] = [];
    for (const ward of [first, second]) {
      await name(ward.token, guardian.mailbox);
      const code = await codeIn(guardian.mailbox, seen);
      seen.push(code);
      expect((await prove(ward.token, code)).status).toBe(200);
      expect(problemOf(await enterData(ward.token, ward.me), 409).code).toBe('mailbox-in-use');
      const body = {
        fiscalCode: ward.me.fiscalCode,
        mailbox: guardian.mailbox,
        guardian: { kind: 'guardian', evidence },
      };
      const accredited = await demo('operatorAccredited');
      expect((await api('POST', '/guardians', { token: accredited, body })).status).toBe(403);
      expect((await api('POST', '/guardians', { token: counter, body })).status).toBe(201);
      expect((await enterData(ward.token, ward.me)).body).toMatchObject({ mailbox: guardian.mailbox });
      numbers.push((await see(ward.token, await registered(ward))).caseNumber);
    }
    const drafts = await until('the mail of both wards', async () => {
      const mails = (await inbox(guardian.mailbox)).filter(({ subject }) => /bozza/.test(subject));
      return mails.length > 1 ? mails : undefined;
    });
    expect(drafts.map(({ to }) => to)).toEqual([[guardian.mailbox], [guardian.mailbox]]);
    const { wrong } = await audit(inject('folder'));
    expect(wrong.filter(({ caseNumber = '' }) => numbers.includes(caseNumber))).toEqual([]);
  });
});

describe('«non è per me»', () => {
  test('stops the mail until an office has looked at it', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-cantu');
    await communicationsOf(who.token, id);
    const before = (await inbox(who.mailbox)).length;
    const told = await api('POST', '/reports/not-me', { token: who.token, body: { what: 'not-for-me' } });
    expect(told).toMatchObject({ status: 202, body: { what: 'not-for-me' } });
    await applied(who.token, `/declarations/${id}/withdrawal`);
    const mails = await communicationsOf(who.token, id);
    expect(mails.find(({ kind }) => kind === 'withdrawn')?.state).toBe('held');
    expect(await inbox(who.mailbox)).toHaveLength(before);
    const desk = await deskOf('cpi-cantu');
    expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['not-me']);
  });
});
