import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/inps.ts';
import { handler as me } from '../../functions/api/me.ts';
import { commands } from '../../functions/domain/commands.ts';
import { addDays, instantOf } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { isNewJob, type JobNews, type KnownJob, proposalOf, tellJob } from '../../functions/domain/job-news.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { AvailableVerbs, commandsIn } from './pending.ts';
import { caseIn, cpi, day, didDate, mario, partyFactsOf, policy, receivedAt, today } from './samples.ts';

const job = (changes: Partial<KnownJob> = {}): KnownJob => ({
  kind: 'hired',
  from: day('2026-11-16'),
  protocol: 'CO-1',
  event: 'told',
  proposes: 'suspension',
  ...changes,
});

describe('news of work is taken once, in any order', () => {
  test.each<[string, KnownJob[], Partial<KnownJob>, boolean]>([
    ['the first word of a protocol', [], {}, true],
    ['the same again', [job()], {}, false],
    ['another protocol', [job()], { protocol: 'CO-2' }, true],
    ['other days', [job()], { from: day('2026-11-17') }, true],
    ['a last day', [job()], { until: day('2026-12-31'), event: 'corrected' }, true],
    ['what was corrected, as it was at first', [job({ event: 'corrected', until: day('2026-12-31') })], {}, false],
    ['taken back', [job()], { event: 'annulled' }, true],
    ['taken back twice', [job(), job({ event: 'annulled' })], { event: 'annulled' }, false],
    ['after it was taken back', [job({ event: 'annulled' })], {}, false],
    ['taken back before it came', [], { event: 'annulled' }, true],
  ])('%s', (_, known, news, isNew) => expect(isNewJob(known, job(news))).toBe(isNew));
});

describe('what a job would mean is for a person to say', () => {
  const from = day('2026-11-16');
  const suspended = { suspension: { from, reason: 'job', statusBefore: 'confirmed' } } as const;

  test.each<[string, Status, Partial<DidCase>, Partial<KnownJob>, string]>([
    ['work without a last day', 'confirmed', {}, {}, 'suspension'],
    ['180 days', 'psp-signed', {}, { until: addDays(from, 179) }, 'suspension'],
    ['181 days', 'psp-signed', {}, { until: addDays(from, 180) }, 'closure'],
    ['work to come', 'confirmed', {}, { from: addDays(today, 10) }, 'suspension'],
    [
      'work that was over before the DID',
      'confirmed',
      {},
      { from: day('2026-01-01'), until: addDays(didDate, -1) },
      'nothing',
    ],
    ['work that ended on the day of the DID', 'confirmed', {}, { from: didDate, until: didDate }, 'suspension'],
    ['work that is suspended for already', 'suspended', suspended, {}, 'nothing'],
    ['other work meanwhile', 'suspended', suspended, { from: addDays(from, 1) }, 'look'],
    ['work that lasts beyond, meanwhile', 'suspended', suspended, { until: addDays(from, 180) }, 'closure'],
    ['the end of the work', 'suspended', suspended, { kind: 'ended', until: addDays(from, 5) }, 'resumption'],
    [
      'work that is over here as well',
      'confirmed',
      { suspensions: [{ from, until: addDays(from, 5), reason: 'job' }] },
      { kind: 'ended', until: addDays(from, 5) },
      'nothing',
    ],
    ['work while a fact is contested', 'sanction-proposed', {}, {}, 'look'],
    ['work after a forfeiture', 'sanctioned', {}, {}, 'look'],
    ['work of who has a draft only', 'registered', {}, {}, 'nothing'],
  ])('%s', (_, status, changes, news, proposed) => {
    expect(proposalOf(caseIn(status, changes), job(news), policy.suspensionDays.value)).toBe(proposed);
  });
});

describe('nothing is done by itself', () => {
  const facts = (didCase: DidCase) => ({
    ...partyFactsOf('inps', didCase),
    didCase,
    mailbox: 'mario.rossi@libero.it',
  });
  const news = (changes: Partial<JobNews> = {}): JobNews => {
    const { proposes: _, ...told } = job();
    return { fiscalCode: mario.fiscalCode, ...told, ...changes };
  };
  const tell = (didCase: DidCase, changes: Partial<JobNews> = {}, known: KnownJob[] = []) =>
    tellJob(facts(didCase), news(changes), known);

  test('the case stays; the job centre has a task, the person is asked', () => {
    const edit = tell(caseIn('psp-signed', { operatorId: cpi }));
    expect(edit).toMatchObject({
      changes: { jobAskedAt: receivedAt },
      evidence: { kind: 'job-news', content: { kind: 'hired', protocol: 'CO-1', proposes: 'suspension' } },
      tasks: [{ kind: 'job-news', list: 'job-centre', proposes: 'suspension' }],
      mail: { kind: 'job-news-told', job: 'hired', toCome: false },
    });
    expect(JSON.stringify(edit)).not.toContain(mario.fiscalCode);
  });

  test('news that was taken back settles the task and is told to who was asked', () => {
    const asked = caseIn('psp-signed', { operatorId: cpi, jobAskedAt: receivedAt });
    expect(tell(asked, { event: 'annulled' }, [job()])).toMatchObject({
      changes: { jobAskedAt: undefined },
      settles: ['job-news'],
      mail: { job: 'annulled' },
    });
    const other = [job(), job({ protocol: 'CO-2' })];
    expect(tell(asked, { event: 'annulled' }, other)).not.toHaveProperty('settles');
  });

  test('where the status was suspended for it, an office looks', () => {
    const from = day('2026-11-16');
    const suspended = caseIn('suspended', { suspension: { from, reason: 'job', statusBefore: 'confirmed' } });
    expect(tell(suspended, { event: 'annulled' }, [job()])?.tasks).toEqual([
      { kind: 'job-news', list: 'job-centre', proposes: 'resumption' },
    ]);
  });

  test('old work is kept, and nobody is asked', () => {
    const edit = tell(caseIn('confirmed'), { from: day('2025-01-01'), until: day('2025-02-01') });
    expect([edit?.tasks, edit?.mail, edit?.changes]).toEqual([undefined, undefined, {}]);
  });
});

describe('POST /inps/job-news', () => {
  const memory = new MemoryTable();
  const kms = mockClient(KMSClient);
  mockClient(SFNClient).onAnyCommand().resolves({});
  const feed = { sub: 'inps', role: 'inps', assurance: 'strong' };
  const owner = {
    ...{ sub: 'the-owner', role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode },
    ...{ email: 'mario.rossi@libero.it', email_verified: 'true' },
  };
  const body = { fiscalCode: mario.fiscalCode, kind: 'hired', from: '2026-11-23', protocol: 'CO-1' };
  const tell = (change: object = {}, asked: Call = {}): Promise<Answered> =>
    call(handler, 'take-job-news', { claims: feed, body: { ...body, ...change }, ...asked });
  const desk = { table: memory.table, policy, now: () => instantOf(Date.parse(receivedAt) + 500) };
  async function settle(): Promise<void> {
    for (const { verb, ...step } of commandsIn(memory)) {
      await apply(desk, commands[AvailableVerbs.parse(verb)], { ...step, executionStartedAt: receivedAt });
    }
  }
  const kept = () => memory.all('evidence').filter(({ kind }) => kind === 'job-news');

  beforeEach(() => {
    memory.clear();
    givenDirectory(memory);
    kms.reset();
    kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  });
  /** A DID that an application to INPS is. */
  async function released(): Promise<void> {
    await call(me, 'write-me', { claims: owner, body: mario });
    const filed = { kind: 'naspi', appliedOn: '2026-11-16', protocol: 'A.1', filedBy: 'person', event: 'filed' };
    await call(handler, 'take-inps-news', { claims: feed, body: { fiscalCode: mario.fiscalCode, ...filed } });
    await settle();
  }

  test.each(['citizen', 'operator', 'manager', 'employer', 'admin'])('not by a %s', async (role) => {
    expect((await tell({}, { claims: { ...feed, role } })).status).toBe(403);
  });

  test.each<[object, string]>([
    [{ kind: 'ended' }, 'job-end-missing'],
    [{ until: '2026-11-01' }, 'job-ends-first'],
    [{ employer: 'Acme' }, 'unrecognized_keys'],
  ])('not %j', async (change, rule) => {
    const { status, body: problem } = await tell(change);
    expect([status, JSON.stringify(problem)]).toEqual([422, expect.stringContaining(rule)]);
  });

  test('of a code that nobody holds: received, and nothing is kept but that', async () => {
    const { status, body: said } = await tell();
    expect([status, said]).toEqual([
      200,
      { outcome: 'noted', receivedAt, receiptNumber: expect.stringMatching(/^R-20261123-/) },
    ]);
    expect([memory.all('task'), memory.all('mail'), memory.all('evidence')]).toEqual([[], [], []]);
    expect(JSON.stringify(memory.all('edit'))).not.toContain(mario.fiscalCode);
  });

  test('of a live DID: it is kept, its job centre asked, the person written, its status as before', async () => {
    await released();
    const [before] = memory.all('case');
    const { body: said } = await tell();
    expect(said).toMatchObject({ outcome: 'attached', declarationId: before?.['declarationId'] });
    expect(memory.all('case')[0]).toMatchObject({ status: before?.['status'], jobAskedAt: receivedAt });
    expect(memory.all('task').filter(({ kind }) => kind === 'job-news')).toMatchObject([{ proposes: 'suspension' }]);
    expect(memory.all('mail').map(({ parameters }) => Object(parameters).kind)).toContain('job-news-told');
    expect(memory.all('history').at(-1)).toMatchObject({ event: 'job-news-told', by: { party: 'inps' } });
    expect(memory.all('access').map(({ what }) => what)).toContain('take-job-news');
  });

  test('of who has not proved whose the code is: nothing is kept, and nobody written', async () => {
    await released();
    for (const { pk, sk } of memory.all('guard').filter(({ citizenId }) => citizenId !== undefined)) {
      if (String(pk).startsWith('CF#')) memory.set({ pk: String(pk), sk: String(sk) }, { provisional: true });
    }
    const mails = memory.all('mail').length;
    const { status, body: said } = await tell();
    expect([status, said]).toEqual([200, { outcome: 'noted', receivedAt, receiptNumber: expect.any(String) }]);
    expect([kept(), memory.all('mail').length]).toEqual([[], mails]);
    expect(memory.all('access').map(({ what }) => what)).not.toContain('take-job-news');
  });

  test('comes once more when what was kept has been erased', async () => {
    await released();
    await tell();
    const [{ pk, sk } = { pk: '', sk: '' }] = kept();
    memory.set({ pk: String(pk), sk: String(sk) }, { content: undefined, erasedOn: '2026-11-23' });
    expect((await tell({ protocol: 'CO-2' })).body).toMatchObject({ outcome: 'attached' });
  });

  test('comes twice: with another key it is known, with the same it has the same answer', async () => {
    await released();
    const headers = { 'idempotency-key': 'job-news-0001' };
    const first = await tell({}, { headers });
    expect((await tell({}, { headers })).body).toEqual(first.body);
    expect((await tell()).body).toMatchObject({ outcome: 'unchanged' });
    expect((await tell({ from: '2026-11-22' }, { headers })).status).toBe(422);
    expect(kept()).toHaveLength(1);
  });

  test('is corrected and taken back', async () => {
    await released();
    await tell();
    await tell({ until: '2027-12-31', event: 'corrected' });
    expect(memory.all('task').filter(({ kind }) => kind === 'job-news')).toMatchObject([{ proposes: 'closure' }]);
    await tell({ event: 'annulled' });
    expect(memory.all('task').filter(({ kind }) => kind === 'job-news')).toMatchObject([
      { doneAt: expect.any(String) },
    ]);
    expect(kept()).toHaveLength(3);
  });
});
