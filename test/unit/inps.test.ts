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
import { data, mario, policy, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
// The stream starts executions as well: what these answer does not matter.
mockClient(SFNClient).onAnyCommand().resolves({});
const feed = { sub: 'inps', role: 'inps', assurance: 'strong' };
const owner = {
  sub: 'the-owner',
  role: 'citizen',
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode: mario.fiscalCode,
  email: 'mario.rossi@libero.it',
  email_verified: 'true',
};
const { fiscalCode: _, ...claims } = owner;
const stranger = { ...claims, sub: 'a-stranger', assurance: 'basic', idp: 'PASSWORD', email: 'chi.sa@libero.it' };
const protocol = 'INPS.4900.16/11/2026.0012345';
const filed = {
  fiscalCode: mario.fiscalCode,
  kind: 'naspi',
  appliedOn: '2026-11-16',
  protocol,
  filedBy: 'patronato',
  event: 'filed',
};

const tell = (change: object = {}, asked: Call = {}): Promise<Answered> =>
  call(handler, 'take-inps-news', { claims: feed, body: { ...filed, ...change }, ...asked });
const enter = (who: Record<string, string>) => call(me, 'write-me', { claims: who, body: mario });
const desk = { table: memory.table, policy, now: () => instantOf(Date.parse(receivedAt) + 500) };

/** Lets the executions do what is pending. */
async function settle(): Promise<void> {
  for (const { verb, ...step } of commandsIn(memory)) {
    await apply(desk, commands[AvailableVerbs.parse(verb)], { ...step, executionStartedAt: receivedAt });
  }
}
async function register(who: Record<string, string>, body: object): Promise<Answered> {
  const reply = await call(declarations, 'register', { claims: who, body });
  await settle();
  return reply;
}
const cases = () => memory.all('case');
const mails = () => memory.all('mail').map(({ parameters }) => Object(parameters));
const tasks = () =>
  memory
    .all('task')
    .filter(({ queueKey }) => queueKey !== undefined)
    .map(({ kind }) => kind);
const routeB = { route: 'B', privacyNoticeVersion: '2026-1', inps: { state: 'about-to', kind: 'naspi' } };

beforeEach(() => {
  memory.clear();
  givenDirectory(memory);
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
});

describe('who may tell, and what', () => {
  test.each(['citizen', 'operator', 'manager', 'employer', 'admin'])('not a %s', async (role) => {
    expect((await tell({}, { claims: { ...feed, role } })).status).toBe(403);
  });

  test.each([
    ['a contact that a patronato gave', { email: 'milano@inca.it' }, 'email'],
    ['a telephone', { phone: '+393331234567' }, 'phone'],
    ['a name', { givenName: 'Mario' }, 'givenName'],
    ['a fiscal code with another check character', { fiscalCode: 'RSSMRA85T10A562T' }, 'fiscalCode'],
    ['no protocol', { protocol: '' }, 'protocol'],
    ['a mailbox in the protocol', { protocol: 'milano@inca.it' }, 'protocol'],
  ])('%s is refused, and nothing is kept', async (_, change, field) => {
    const before = memory.items.size;
    const { status, body } = await tell(change);
    expect([status, Object(body['errors'])[0]?.field]).toEqual([422, field]);
    expect(memory.items.size).toBe(before);
  });

  test('no day to come, as clocks in Rome show it', async () => {
    expect(await tell({ appliedOn: '2026-11-24' })).toMatchObject({ status: 422, body: { code: 'applied-in-future' } });
    const late = { at: '2026-11-23T23:30:00.000Z' };
    expect((await tell({ appliedOn: '2026-11-24' }, late)).status).toBe(200);
  });
});

describe('an unknown fiscal code', () => {
  test('is kept under its guard; nobody is mailed, an office looks for the person', async () => {
    expect(await tell()).toMatchObject({ status: 200, body: { outcome: 'kept' } });
    expect(memory.all('inps')).toMatchObject([{ applications: [{ protocol, state: 'filed' }] }]);
    expect(memory.all('inps')[0]?.['pk']).toMatch(/^CF#1#[0-9a-f]+$/);
    expect(mails()).toEqual([]);
    expect(memory.all('task')).toMatchObject([{ kind: 'inps-unknown-person', fiscalCode: mario.fiscalCode }]);
    for (const key of memory.items.keys()) expect(key).not.toContain(mario.fiscalCode);
  });

  test('is taken up when its owner signs in: one DID, of the day of the application, and the person is told', async () => {
    await tell();
    await enter(owner);
    await settle();
    expect(cases()).toMatchObject([
      { route: 'B', status: 'registered', didDate: '2026-11-16', didSource: 'inps', unemployedSince: '2026-11-16' },
    ]);
    expect(mails()).toMatchObject([{ kind: 'inps-application', didDate: '2026-11-16', toldBy: 'inps', protocol }]);
    expect(tasks()).toEqual([]);
    expect(memory.all('task')[0]).not.toHaveProperty('fiscalCode');
    expect(memory.all('inps')).toMatchObject([{ applications: [{ declarationId: cases()[0]?.['declarationId'] }] }]);
  });

  test('tells nothing to who only claims it', async () => {
    await tell();
    await enter(stranger);
    await settle();
    expect([cases(), mails()]).toEqual([[], []]);
    // Nor does what comes after.
    expect(await tell({ protocol: 'INPS.4900.17/11/2026.0012346', appliedOn: '2026-11-17' })).toMatchObject({
      body: { outcome: 'kept' },
    });
    expect([cases(), mails()]).toEqual([[], []]);
  });

  test('goes to its owner from who only claimed it, with what INPS had told', async () => {
    await enter(stranger);
    await register(stranger, routeB);
    await tell();
    expect(cases()[0]).not.toHaveProperty('didDate');
    await enter(owner);
    await settle();
    const [live, ...others] = cases().filter(({ status }) => status === 'registered');
    expect(others).toEqual([]);
    expect(live).toMatchObject({ route: 'B', didDate: '2026-11-16' });
  });

  test('rejected or annulled before anybody came makes no DID', async () => {
    await tell();
    await tell({ event: 'annulled' });
    await enter(owner);
    await settle();
    expect(cases()).toEqual([]);
  });
});

describe('a person whose code is proved', () => {
  beforeEach(async () => {
    await enter(owner);
  });

  test('and who has no DID gets one, by a command', async () => {
    const reply = await tell();
    expect(reply.status).toBe(202);
    expect(reply.headers['location']).toBe(`/v1/commands/${reply.body['commandId']}`);
    expect((await tell()).status).toBe(409);
    await settle();
    expect(cases()).toMatchObject([{ route: 'B', didDate: '2026-11-16', benefit: { kind: 'naspi' } }]);
    expect(memory.all('history')).toMatchObject([
      { event: 'register', by: { party: 'inps' }, rules: ['S0:43', 'S0:45'] },
    ]);
    expect(await tell()).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
    expect(cases()).toHaveLength(1);
  });

  test('has one DID, whoever comes first', async () => {
    const [first, second] = await Promise.all([
      tell(),
      call(declarations, 'register', { claims: owner, body: routeB }),
    ]);
    expect(first.status).toBe(202);
    expect([202, 409]).toContain(second.status);
    await settle();
    expect(cases()).toMatchObject([{ route: 'B', didDate: '2026-11-16' }]);
  });

  test('is not registered on another route, which says where to go', async () => {
    await call(me, 'read-me', { claims: owner });
    await tell();
    await settle();
    const reply = await register(owner, { route: 'A', ...data });
    expect(reply).toMatchObject({ status: 409, body: { code: 'live-did-exists' } });
  });

  test('was about to apply: the feed makes the DID', async () => {
    await register(owner, routeB);
    expect(cases()).toMatchObject([{ route: 'B', status: 'registered' }]);
    expect(cases()[0]).not.toHaveProperty('didDate');
    expect(await tell()).toMatchObject({ status: 200, body: { outcome: 'attached' } });
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', version: 2 }]);
    expect(mails().map(({ kind }) => kind)).toEqual(['inps-awaited', 'inps-application']);
  });

  test('the same news again changes nothing, with the same key or another', async () => {
    await register(owner, routeB);
    const headers = { 'idempotency-key': 'the-first-time' };
    const first = await tell({}, { headers });
    expect(await tell({}, { headers })).toEqual(first);
    expect(await tell()).toMatchObject({ body: { outcome: 'unchanged' } });
    expect(await tell({ appliedOn: '2026-11-15' }, { headers })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
    expect([cases()[0]?.['version'], mails().length]).toEqual([2, 2]);
  });

  test('with a draft: it becomes route B, and is not released any more', async () => {
    await register(owner, { route: 'A', ...data });
    await tell();
    expect(cases()).toMatchObject([{ route: 'B', status: 'registered', didDate: '2026-11-16' }]);
    const id = String(cases()[0]?.['declarationId']);
    const reply = await call(declarations, 'release', { claims: owner, id, body: {} });
    expect(reply).toMatchObject({ status: 409, body: { code: 'did-exists' } });
  });

  test.each([
    ['2026-11-16', '2026-11-16', 'inps'],
    ['2026-11-23', '2026-11-23', 'portal'],
  ])('with a live DID of today, applied on %s: one DID, of %s', async (appliedOn, didDate, didSource) => {
    await register(owner, { route: 'A', ...data });
    const id = String(cases()[0]?.['declarationId']);
    await call(declarations, 'release', { claims: owner, id, body: {} });
    await settle();
    expect(await tell({ appliedOn })).toMatchObject({ body: { outcome: 'attached', declarationId: id } });
    expect(cases()).toMatchObject([
      { route: 'A', status: 'confirmed', didDate, didSource, benefit: { kind: 'naspi' } },
    ]);
    expect(mails().at(-1)).toMatchObject({ kind: 'inps-application', joined: true, didDate });
  });

  test('differs from what was stated: flagged, and told', async () => {
    await register(owner, { ...routeB, inps: { state: 'made', kind: 'naspi', appliedOn: '2026-11-14', protocol } });
    await tell();
    expect(cases()).toMatchObject([{ didDate: '2026-11-14', inps: { mismatch: { fields: ['appliedOn'] } } }]);
    expect(tasks()).toEqual(['inps-mismatch']);
    expect(mails().at(-1)).toMatchObject({ differs: true, didDate: '2026-11-14', appliedOn: '2026-11-16' });
  });

  test('rejected: no benefit, the DID stays, nobody is written to', async () => {
    await register(owner, routeB);
    await tell();
    await tell({ event: 'rejected' });
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', inps: { applications: [{ state: 'rejected' }] } }]);
    expect(cases()[0]).not.toHaveProperty('benefit');
    expect(mails()).toHaveLength(2);
  });

  test('annulled: a person looks at it', async () => {
    await register(owner, routeB);
    await tell();
    await tell({ event: 'annulled' });
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', status: 'registered' }]);
    expect(tasks()).toEqual(['inps-application']);
  });

  /** Withdrawn on 23 November, with an application of the 16th; `status`: or ended otherwise on that day. */
  const ended = async (status: string) => {
    await register(owner, routeB);
    await tell();
    const id = String(cases()[0]?.['declarationId']);
    await call(declarations, 'withdraw', { claims: owner, id, body: { lossConfirmed: true } });
    await settle();
    memory.set({ pk: `DID#${id}`, sk: 'CASE' }, { status });
  };

  test('whose DID was closed: an application of before belongs to it, a later one begins another', async () => {
    await ended('closed');
    expect(await tell()).toMatchObject({ body: { outcome: 'unchanged' } });
    expect(await tell({ protocol: 'TARDI.1', appliedOn: '2026-11-20' })).toMatchObject({ body: { outcome: 'noted' } });
    expect(tasks()).toEqual(['inps-application']);
    const later = { at: '2026-12-10T09:00:00.000Z' };
    expect((await tell({ protocol: 'NUOVA.1', appliedOn: '2026-12-09' }, later)).status).toBe(202);
    await settle();
    expect(cases().filter(({ status }) => status === 'registered')).toMatchObject([{ didDate: '2026-12-09' }]);
  });

  test.each(['withdrawn', 'expired'])('whose DID was %s: another application of before is a DID', async (status) => {
    await ended(status);
    expect(await tell()).toMatchObject({ body: { outcome: 'unchanged' } });
    expect((await tell({ protocol: 'TARDI.1', appliedOn: '2026-11-20' })).status).toBe(202);
    await settle();
    expect(cases().filter((one) => one['status'] === 'registered')).toMatchObject([
      { route: 'B', didDate: '2026-11-20' },
    ]);
    expect(mails().at(-1)).toMatchObject({ kind: 'inps-application', didDate: '2026-11-20' });
    expect(tasks()).toEqual([]);
  });

  test('when the case changes at the same moment the news is decided anew', async () => {
    await register(owner, routeB);
    const id = String(cases()[0]?.['declarationId']);
    memory.interrupt(() => memory.set({ pk: `DID#${id}`, sk: 'CASE' }, { version: 7 }));
    expect(await tell()).toMatchObject({ body: { outcome: 'attached' } });
    expect(cases()).toMatchObject([{ didDate: '2026-11-16', version: 8 }]);
  });
});
