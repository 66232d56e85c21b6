/** To which DID INPS's news goes: never to one that was forfeited before it, nor to one of who has not proved the code. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler } from '../../functions/api/inps.ts';
import { handler as me } from '../../functions/api/me.ts';
import { commands } from '../../functions/domain/commands.ts';
import { instantOf } from '../../functions/domain/dates.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { AvailableVerbs, commandsIn } from './pending.ts';
import { cpi, data, mario, meeting, policy, receivedAt } from './samples.ts';
import { decidedCase, forfeiture } from './sanctioned.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
mockClient(SFNClient).onAnyCommand().resolves({});
const feed = { sub: 'inps', role: 'inps', assurance: 'strong' };
const owner = {
  ...{ sub: 'the-owner', role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode },
  ...{ email: 'mario.rossi@libero.it', email_verified: 'true' },
};
/** The same account without proof of the code. */
const { fiscalCode: _, idp: __, ...claims } = owner;
const unproved = { ...claims, assurance: 'basic', idp: 'PASSWORD' };
const desk = { sub: 'anna', role: 'operator', assurance: 'strong', operatorId: cpi, operatorKind: 'cpi' };
const atDesk = { ...desk, fiscalCode: 'BNCNNA80A41F205S' };
const filed = {
  ...{ fiscalCode: mario.fiscalCode, kind: 'naspi', appliedOn: '2026-11-16', protocol: 'PRIMA.1' },
  ...{ filedBy: 'patronato', event: 'filed' },
};

const tell = (change: object = {}, asked: Call = {}): Promise<Answered> =>
  call(handler, 'take-inps-news', { claims: feed, body: { ...filed, ...change }, ...asked });
const enter = (who: Record<string, string>) => call(me, 'write-me', { claims: who, body: mario });

/** Lets the executions do what is pending. */
async function settle(at: string = receivedAt): Promise<void> {
  const now = () => instantOf(Date.parse(at) + 500);
  for (const { verb, ...step } of commandsIn(memory)) {
    const law = commands[AvailableVerbs.parse(verb)];
    await apply({ table: memory.table, policy, now }, law, { ...step, executionStartedAt: receivedAt });
  }
}
async function asks(who: Record<string, string>, route: Parameters<typeof call>[1], more: Call): Promise<Answered> {
  const reply = await call(declarations, route, { claims: who, ...more });
  await settle();
  return reply;
}
const cases = () => memory.all('case');
const mails = () => memory.all('mail').map(({ parameters }) => Object(parameters));
const open = () => memory.all('task').filter(({ queueKey }) => queueKey !== undefined);
const tasks = () => open().map(({ kind }) => kind);
const applications = () => memory.all('inps').flatMap((ledger) => [...Object(ledger).applications]);
const live = () => memory.all('guard').filter(({ sk }) => sk === 'LIVE')[0]?.['declarationId'];
const routeB = { route: 'B', privacyNoticeVersion: '2026-1', inps: { state: 'about-to', kind: 'naspi' } };

beforeEach(() => {
  memory.clear();
  givenDirectory(memory);
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
});

describe('an application after a forfeiture', () => {
  const fresh = { protocol: 'NUOVA.1', appliedOn: '2026-12-15' };
  const within = { at: '2026-12-20T09:00:00.000Z' };
  const anew = { protocol: 'NUOVA.2', appliedOn: '2027-01-14' };
  const permitted = { at: '2027-01-14T09:00:00.000Z' };
  let forfeited = '';

  /** Forfeited from 14 November: another DID may begin on 14 January. */
  const decided = async (decision: object = {}) => {
    await enter(owner);
    await tell();
    await settle();
    forfeited = String(cases()[0]?.['declarationId']);
    const { status, decisions, pactSignedOn, operatorId, authenticity } = decidedCase(forfeiture, { decision });
    memory.set({ pk: `DID#${forfeited}`, sk: 'CASE' }, { status, decisions, pactSignedOn, operatorId, authenticity });
  };
  const ofForfeited = () => cases().find(({ declarationId }) => declarationId === forfeited);

  test('in the two months goes to no DID: nothing of it changes, INPS is told from when, an office looks', async () => {
    await decided();
    const [before, written] = [ofForfeited(), mails().length];
    const asked = { ...within, headers: { 'idempotency-key': 'the-first-time' } };
    const first = await tell(fresh, asked);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'noted', notBefore: '2027-01-14' } });
    expect(await tell(fresh, asked)).toEqual(first);
    expect(ofForfeited()).toEqual(before);
    expect([cases().length, mails().length, tasks()]).toEqual([1, written, ['inps-application']]);
    expect(open()).toMatchObject([{ declarationId: forfeited }]);
    expect(applications()).toMatchObject([{ protocol: 'PRIMA.1' }, { protocol: 'NUOVA.1', state: 'filed' }]);
    // Nor does what comes of it later.
    const corrected = { ...fresh, event: 'corrected', payment: { from: '2026-12-23' } };
    expect(await tell(corrected, within)).toMatchObject({ body: { outcome: 'noted' } });
    expect([ofForfeited(), live()]).toEqual([before, forfeited]);
  });

  test('from the day on which one may begin it is one, though the sweep has not freed the guard', async () => {
    await decided();
    const reply = await tell(anew, permitted);
    expect(reply.status).toBe(202);
    await settle(permitted.at);
    const [, next] = cases();
    expect(next).toMatchObject({ route: 'B', status: 'registered', didDate: '2027-01-14', didSource: 'inps' });
    expect(next?.['benefit']).toMatchObject({ protocol: 'NUOVA.2' });
    expect(ofForfeited()).toMatchObject({ status: 'sanctioned', guardFreedAt: permitted.at });
    expect(ofForfeited()?.['benefit']).toMatchObject({ protocol: 'PRIMA.1' });
    expect(live()).toBe(reply.body['declarationId']);
    expect(mails().at(-1)).toMatchObject({ kind: 'inps-application', joined: false, didDate: '2027-01-14' });
    expect(memory.all('history').map(({ event }) => event)).toEqual(['register', 'guard-freed', 'register']);
    expect(applications().map(({ protocol, declarationId }) => [protocol, declarationId === forfeited])).toEqual([
      ['PRIMA.1', true],
      ['NUOVA.2', false],
    ]);
  });

  test('dated within the two months and told after them makes none either', async () => {
    await decided();
    expect(await tell(fresh, permitted)).toMatchObject({ body: { outcome: 'noted', notBefore: '2027-01-14' } });
    expect([cases().length, live(), tasks()]).toEqual([1, forfeited, ['inps-application']]);
  });

  test('while the forfeiture has not reached the person an office looks, and nobody is named a day', async () => {
    await decided({ servedOn: null });
    const reply = await tell(anew, permitted);
    expect(reply).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    expect(reply.body).not.toHaveProperty('notBefore');
    expect([cases().length, live(), tasks()]).toEqual([1, forfeited, ['inps-application']]);
  });

  test('what INPS tells of the application that the forfeited DID rests on is still of it', async () => {
    await decided();
    const paid = { payment: { from: '2026-11-24', to: '2026-12-31' } };
    expect(await tell(paid, within)).toMatchObject({ body: { outcome: 'attached', declarationId: forfeited } });
    expect(ofForfeited()).toMatchObject({ status: 'sanctioned', benefit: { paidTo: '2026-12-31' } });
  });
});

describe('a live DID of who has not proved that the code is theirs', () => {
  /** A DID con riserva. */
  const reserved = async () => {
    await enter(unproved);
    await asks(unproved, 'register', { body: { route: 'A', ...data } });
    const id = String(cases()[0]?.['declarationId']);
    await asks(unproved, 'release', { id, body: {} });
    return id;
  };

  test('takes nothing of what INPS tells: it is kept, nobody is written to, an office looks for the person', async () => {
    await reserved();
    const [before, written] = [cases(), mails().length];
    expect(await tell()).toMatchObject({ status: 200, body: { outcome: 'kept' } });
    expect([cases(), mails().length]).toEqual([before, written]);
    expect(open()).toMatchObject([{ kind: 'inps-unknown-person', fiscalCode: mario.fiscalCode }]);
    expect(applications()).toMatchObject([{ protocol: 'PRIMA.1', state: 'filed' }]);
    expect(memory.all('access').map(({ what }) => what)).not.toContain('take-inps-news');
  });

  test('nor does one that begins afterwards: a password is not enough to learn of an application', async () => {
    await enter(unproved);
    await tell();
    expect((await asks(unproved, 'register', { body: routeB })).status).toBe(202);
    expect(cases()[0]).not.toHaveProperty('benefit');
    expect([cases()[0]?.['didDate'], mails().map(({ kind }) => kind)]).toEqual([undefined, ['inps-awaited']]);
    expect(tasks()).toEqual(['inps-unknown-person']);
  });

  test('nor is one on another route refused for it, which would tell the same', async () => {
    await enter(unproved);
    await tell();
    expect((await asks(unproved, 'register', { body: { route: 'A', ...data } })).status).toBe(202);
    expect(cases()).toMatchObject([{ route: 'A', status: 'registered' }]);
  });

  test('takes it once an operator has seen who they are: the earlier day counts, nobody is looked for any more', async () => {
    const id = await reserved();
    await tell();
    await asks(unproved, 'choose-operator', { id, body: { operatorId: cpi } });
    const reply = await asks(atDesk, 'confirm', { id, body: meeting });
    expect([reply.status, reply.body['code']]).toEqual([202, undefined]);
    expect(cases()).toMatchObject([
      { status: 'confirmed', didDate: '2026-11-16', didSource: 'inps', benefit: { protocol: 'PRIMA.1' } },
    ]);
    expect([tasks(), mails().at(-1)]).toMatchObject([[], { kind: 'did-authenticated', didDate: '2026-11-16' }]);
    expect(applications()).toMatchObject([{ declarationId: id }]);
  });

  test('takes it once they come with SPID, and they are told', async () => {
    const id = await reserved();
    await tell();
    expect((await enter(owner)).status).toBe(200);
    await settle();
    expect(cases()).toMatchObject([{ status: 'reserved', didDate: '2026-11-16', benefit: { protocol: 'PRIMA.1' } }]);
    expect(tasks()).toEqual([]);
    expect(mails().at(-1)).toMatchObject({ kind: 'inps-application', joined: true, didDate: '2026-11-16' });
    expect(applications()).toMatchObject([{ declarationId: id }]);
    expect(await tell()).toMatchObject({ body: { outcome: 'unchanged', declarationId: id } });
  });
});

describe('the first word of an application', () => {
  test.each([
    ['filed', 202, 1, []],
    // Who corrects has filed: the DID is of that day, and a person looks whether it is theirs.
    ['corrected', 202, 1, ['inps-application']],
    ['rejected', 200, 0, []],
    ['annulled', 200, 0, []],
  ])('%s, to a person without a DID', async (event, status, dids, asked) => {
    await enter(owner);
    expect((await tell({ event })).status).toBe(status);
    await settle();
    expect([cases().length, tasks()]).toEqual([dids, asked]);
  });

  test('corrected: its filing, when it comes at last, changes nothing', async () => {
    await enter(owner);
    await tell({ event: 'corrected' });
    await settle();
    const before = cases();
    expect(await tell({ appliedOn: '2026-11-10' })).toMatchObject({ body: { outcome: 'unchanged' } });
    expect(cases()).toEqual(before);
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', benefit: { protocol: 'PRIMA.1' } }]);
  });

  test('corrected, to a live DID: a benefit rests on it, and a person looks', async () => {
    await enter(owner);
    await asks(owner, 'register', { body: { ...routeB } });
    await tell({ event: 'corrected' });
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', benefit: { protocol: 'PRIMA.1' } }]);
    expect(tasks()).toEqual(['inps-application']);
  });
});

describe('what INPS pays', () => {
  const payment = { from: '2026-11-24' };

  test.each([
    ['with the first word', [{ payment }], { paidFrom: '2026-11-24' }],
    ['after it', [{}, { payment }], { paidFrom: '2026-11-24' }],
    ['to a day', [{ payment }, { payment: { ...payment, to: '2027-05-31' } }], { paidTo: '2027-05-31' }],
    [
      'for longer than it was told',
      [{ payment: { ...payment, to: '2026-12-31' } }, { payment }],
      { paidFrom: '2026-11-24' },
    ],
  ])('is on the DID, told %s', async (_name, news, paid) => {
    await enter(owner);
    for (const one of news) {
      await tell(one);
      await settle();
    }
    const benefit = Object(cases()[0]?.['benefit']);
    expect(benefit).toMatchObject({ kind: 'naspi', protocol: 'PRIMA.1', ...paid });
    if (!('paidTo' in paid)) expect(benefit).not.toHaveProperty('paidTo');
    // Whom INPS pays is told of the application once, not of every payment.
    expect(mails().map(({ kind }) => kind)).toEqual(['inps-application']);
  });

  test.each([
    ['ends before it begins', '2026-11-23', 422],
    ['is of one day', '2026-11-24', 202],
  ])('and %s', async (_, to, status) => {
    await enter(owner);
    const reply = await tell({ payment: { ...payment, to } });
    expect(reply.status).toBe(status);
    if (status !== 422) return;
    expect(reply.body).toMatchObject({ code: 'invalid', errors: [{ field: 'payment.to', rule: 'period-reversed' }] });
    expect(cases()).toEqual([]);
  });

  test('stays what it was when a correction says nothing of it, and goes with a rejection', async () => {
    await enter(owner);
    await tell({ payment });
    await settle();
    await tell({ event: 'corrected', kind: 'dis-coll' });
    expect(cases()).toMatchObject([{ benefit: { kind: 'dis-coll', paidFrom: '2026-11-24' } }]);
    await tell({ event: 'rejected', kind: 'dis-coll' });
    expect(cases()[0]).not.toHaveProperty('benefit');
  });

  test('of an application that was annulled pays nothing any more, and a person looks', async () => {
    await enter(owner);
    await tell({ payment });
    await settle();
    await tell({ event: 'annulled' });
    expect(await tell({ payment: { from: '2026-12-01' } })).toMatchObject({ body: { outcome: 'unchanged' } });
    expect(cases()[0]).not.toHaveProperty('benefit');
    expect(tasks()).toEqual(['inps-application']);
  });
});

describe('an application that INPS rejects meanwhile', () => {
  const rejected = { event: 'rejected' };

  test('before its person comes makes no DID', async () => {
    await tell();
    expect(await tell(rejected)).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    await enter(owner);
    await settle();
    expect([cases(), mails()]).toEqual([[], []]);
    expect(applications()).toMatchObject([{ protocol: 'PRIMA.1', state: 'rejected' }]);
  });

  test('while its DID is being registered waits a moment, and is then of that DID: it stays, without the benefit', async () => {
    await enter(owner);
    expect((await tell()).status).toBe(202);
    expect(await tell(rejected)).toMatchObject({ status: 409, body: { code: 'command-pending' } });
    await settle();
    expect(await tell(rejected)).toMatchObject({ status: 200, body: { outcome: 'attached' } });
    expect(cases()).toMatchObject([{ status: 'registered', didDate: '2026-11-16' }]);
    expect(cases()[0]).not.toHaveProperty('benefit');
  });

  test('while the code waits to be proved makes no DID of a draft either', async () => {
    await enter(unproved);
    await asks(unproved, 'register', { body: { route: 'A', ...data } });
    await tell();
    await tell(rejected);
    const before = cases();
    await enter(owner);
    expect(cases()).toEqual(before);
  });

  test('while the code waits to be proved is known to the DID that is there: the earlier day counts, no benefit', async () => {
    await enter(unproved);
    await asks(unproved, 'register', { body: { route: 'A', ...data } });
    await asks(unproved, 'release', { id: String(cases()[0]?.['declarationId']), body: {} });
    await tell();
    await tell(rejected);
    const written = mails().length;
    await enter(owner);
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', inps: { applications: [{ state: 'rejected' }] } }]);
    expect(cases()[0]).not.toHaveProperty('benefit');
    expect(mails().slice(written)).toMatchObject([{ kind: 'inps-application', didDate: '2026-11-16' }]);
    expect(tasks()).toEqual([]);
  });
});
