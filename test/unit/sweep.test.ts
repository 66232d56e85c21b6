import './function-environment.ts';
import { BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { addSeconds, type Instant, instantOf } from '../../functions/domain/dates.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { reconcile } from '../../functions/schedule/reconcile.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import {
  caseKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenMail,
  givenWait,
  historyKey,
  mailKeyOf,
  profileKey,
  quietTools,
  record,
  waitKey,
} from './record-samples.ts';
import { accredited, at, caseIn, cpi, data, declarationId, otherCpi, policy, receivedAt } from './samples.ts';
import { users } from './user-pool.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const desk = {
  table: memory.table,
  machine: { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn },
  policy,
  users,
};
const always = () => true;
const run = (now: Instant, inTime: () => boolean = always) => sweep(desk, now, quietTools(), inTime);
const later = (seconds: number) => addSeconds(receivedAt, seconds);
const missing = new ExecutionDoesNotExist({ message: 'Execution Does Not Exist', $metadata: {} });

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(StartExecutionCommand).resolves({});
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
  sfn.on(ListExecutionsCommand).resolves({ executions: [] });
  givenCitizen(memory);
});

describe('a command that is pending too long', () => {
  test('is not looked at before a minute', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    expect(await run(later(59))).toMatchObject({ done: 0, failed: 0 });
    expect(sfn.commandCalls(DescribeExecutionCommand)).toEqual([]);
  });

  test('is handed over again to an execution that runs, and looked at again', async () => {
    givenCase(memory, caseIn('registered'), { taskToken: 'the-token' });
    givenCommand(memory, 'release', {});
    expect(await run(later(60))).toMatchObject({ done: 1, failed: 0 });
    expect(sfn.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input.taskToken)).toEqual(['the-token']);
    expect(memory.get(waitKey)).toMatchObject({ agendaDue: '2026-11-23T09:32:00.000Z', generation: 1 });
  });

  test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'whose execution is %s gets the next',
    async (status) => {
      sfn.on(DescribeExecutionCommand).resolves({ status });
      givenCase(memory, caseIn('registered'));
      givenCommand(memory, 'release', {});
      await run(later(60));
      expect(memory.get(waitKey)).toMatchObject({ generation: 2, pending: { verb: 'release' } });
      expect(memory.get(waitKey)).not.toHaveProperty('taskToken');
    },
  );

  test('whose execution never was gets it', async () => {
    sfn.on(DescribeExecutionCommand).rejects(missing);
    givenWait(memory, {});
    givenCommand(memory, 'register', { route: 'A', ...data });
    await run(later(60));
    expect(sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input.name)).toEqual([
      `${declarationId}-1`,
    ]);
  });

  test('that a fault keeps from being looked at stays due', async () => {
    sfn.on(DescribeExecutionCommand).rejectsOnce(new Error('not now')).resolves({ status: 'RUNNING' });
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    expect(await run(later(60))).toMatchObject({ done: 0, failed: 1 });
    expect(memory.get(waitKey)).toMatchObject({ agendaDue: '2026-11-23T09:31:00.000Z' });
    expect(await run(later(360))).toMatchObject({ done: 1, failed: 0 });
  });

  test('is looked at for its age alone once it is settled', async () => {
    givenCase(memory, caseIn('registered'));
    memory.set(waitKey, { agendaShard: '01', agendaDue: receivedAt });
    await run(later(60));
    expect(memory.get(waitKey)).toMatchObject({ agendaDue: '2027-11-17T08:00:00.000Z' });
  });

  test('of a case that has ended is forgotten', async () => {
    givenCase(memory, caseIn('withdrawn'));
    memory.set(waitKey, { agendaShard: '01', agendaDue: receivedAt });
    await run(later(60));
    expect(memory.get(waitKey)).not.toHaveProperty('agendaDue');
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
    expect(sfn.commandCalls(StartExecutionCommand)).toEqual([]);
  });
});

describe('an execution that grows old', () => {
  test('is followed by the next before a year is over', async () => {
    givenCase(memory, caseIn('psp-signed'));
    memory.set(waitKey, { agendaShard: '01', agendaDue: '2027-11-17T08:00:00.000Z' });
    await run(at('2027-11-17T07:59:59.999Z'));
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
    await run(at('2027-11-17T08:00:00.000Z'));
    expect(memory.get(waitKey)).toMatchObject({ generation: 2, status: 'psp-signed' });
  });
});

describe('a mail that is due', () => {
  test.each(['queued', 'sending'] as const)(
    'because the stream missed it, or its sender vanished (%s), is queued anew',
    async (state) => {
      const mail = givenMail(memory, { state, attempts: 2, ...(state === 'sending' && { leaseUntil: later(120) }) });
      await run(later(121));
      const left = memory.get(mailKeyOf(mail));
      expect(left).toMatchObject({ state: 'queued', attempts: 2, agendaDue: '2026-11-23T09:34:01.000Z' });
      expect(left).not.toHaveProperty('leaseUntil');
    },
  );

  test.each(['sent', 'delivered', 'bounced', 'failed', 'cancelled'] as const)(
    'though it is %s, is forgotten',
    async (state) => {
      const mail = givenMail(memory, { state });
      await run(later(121));
      expect(memory.get(mailKeyOf(mail))).toMatchObject({ state });
      expect(memory.get(mailKeyOf(mail))).not.toHaveProperty('agendaDue');
    },
  );

  test.each([
    ['is kept while the mailbox is broken', { mailboxBrokenAt: receivedAt }, 'held'],
    ['is queued once it takes mail', {}, 'queued'],
  ])('and held %s', async (_, changes, state) => {
    memory.set(profileKey, changes);
    const mail = givenMail(memory, { state: 'held' });
    await run(later(121));
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state });
  });
});

describe('a case that is due', () => {
  const due = (status: 'reserved' | 'confirmed', agendaDue: string) => {
    givenCase(memory, caseIn(status, { operatorId: cpi }));
    memory.set(caseKey, { agendaShard: '01', agendaDue });
  };

  test('con riserva: the person is written to, with history, at once or not at all', async () => {
    due('reserved', '2027-01-31T23:00:00.000Z');
    await run(at('2027-02-01T03:10:00.000Z'));
    expect(memory.get(caseKey)).toMatchObject({ status: 'reserved', version: 3, notices: [{ number: 1 }] });
    expect(memory.get(historyKey(3))).toMatchObject({ event: 'remind', by: { party: 'schedule' } });
    expect(memory.all('mail')).toEqual([
      expect.objectContaining({
        parameters: expect.objectContaining({ kind: 'completion-reminder', closesOn: '2027-03-03' }),
      }),
    ]);
    expect(memory.transactions).toEqual([['case', 'history', 'mail']]);
  });

  test('con riserva, run twice or two at a time: one notice', async () => {
    due('reserved', '2027-01-31T23:00:00.000Z');
    await Promise.all([run(at('2027-02-01T03:10:00.000Z')), run(at('2027-02-01T03:10:00.000Z'))]);
    await run(at('2027-02-01T03:15:00.000Z'));
    expect(memory.all('mail')).toHaveLength(1);
    expect(memory.get(caseKey)).toMatchObject({ version: 3 });
  });

  test('authentic and late: one task to convene, whatever the year, and it never expires', async () => {
    due('confirmed', '2026-12-03T23:00:00.000Z');
    for (const now of ['2026-12-04T03:10:00.000Z', '2026-12-05T03:10:00.000Z', '2029-01-01T03:10:00.000Z'])
      await run(at(now));
    expect(memory.all('task')).toEqual([expect.objectContaining({ kind: 'convene', declarationId, operatorId: cpi })]);
    expect(memory.get(caseKey)).toMatchObject({ status: 'confirmed', convenedAt: '2026-12-04T03:10:00.000Z' });
    expect(memory.all('command')).toEqual([]);
  });

  test.each([
    ['nobody', undefined],
    ['an accredited operator', accredited],
  ])('authentic and late, where %s was chosen: the job centre of the domicile convenes', async (_, operatorId) => {
    due('confirmed', '2026-12-03T23:00:00.000Z');
    memory.set(caseKey, { operatorId, competentCpiId: otherCpi });
    await run(at('2026-12-04T03:10:00.000Z'));
    expect(memory.all('task')).toEqual([expect.objectContaining({ kind: 'convene', queueOperator: otherCpi })]);
  });

  test('con riserva, its term over and both notices received: the command to close it, once', async () => {
    due('reserved', '2027-03-03T23:00:00.000Z');
    const notice = (number: number, on: string) => ({ number, mailId: declarationId, sentAt: on, servedAt: on });
    memory.set(caseKey, { notices: [notice(1, '2027-02-01T03:10:00.000Z'), notice(2, '2027-02-24T03:10:00.000Z')] });
    await run(at('2027-03-04T03:10:00.000Z'));
    await run(at('2027-03-04T03:10:00.000Z'));
    expect(memory.all('command')).toEqual([
      expect.objectContaining({
        verb: 'expire',
        party: 'schedule',
        state: 'accepted',
        receivedAt: '2027-03-04T03:10:00.000Z',
      }),
    ]);
    expect(memory.get(waitKey)).toMatchObject({ pending: { verb: 'expire' } });
    expect(memory.get(caseKey)).toMatchObject({ status: 'reserved' });
  });
});

describe('a run', () => {
  test('that has no time left leaves the rest due', async () => {
    givenMail(memory);
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const before = structuredClone([...memory.items]);
    expect(await run(later(600), () => false)).toMatchObject({ done: 0, cut: true });
    expect([...memory.items]).toEqual(before);
  });

  test('does what may take the rest of it last, whatever shard it is in', async () => {
    // The first shard of this run is 00.
    const now = instantOf(Math.ceil(Date.parse(later(600)) / 4_800_000) * 4_800_000);
    const due = { agendaDue: receivedAt };
    const review = { state: 'watching', askedAt: receivedAt, agendaShard: '00', ...due };
    memory.set({ pk: 'LISTED#DOMAINS', sk: 'REVIEW' }, { entity: 'mailbox-review', ...review });
    memory.set({ pk: 'OPERATOR#cpi-milano', sk: 'PROFILE' }, { agendaShard: '01', ...due });
    givenCase(memory, caseIn('confirmed'));
    memory.set(waitKey, { agendaShard: '15', ...due });
    memory.mock.resetHistory();
    expect(await run(now)).toMatchObject({ done: 3, failed: 0 });
    const read = memory.mock
      .commandCalls(GetItemCommand)
      .map(({ args }) => args[0].input.Key?.['pk']?.S?.split('#')[0]);
    const order = read.filter((pk) => pk === 'WAIT' || pk === 'LISTED' || pk === 'OPERATOR');
    expect(order.slice(0, 1)).toEqual(['WAIT']);
    expect(order.slice(1)).toEqual(expect.arrayContaining(['LISTED', 'OPERATOR']));
  });

  test('done again changes nothing more', async () => {
    givenMail(memory);
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    await run(later(600));
    const after = structuredClone([...memory.items]);
    expect(await run(later(600))).toMatchObject({ done: 0, failed: 0 });
    expect([...memory.items]).toEqual(after);
  });
});

describe('reconciling live cases with running executions', () => {
  const running = (...names: string[]) =>
    sfn.on(ListExecutionsCommand).resolves({
      executions: names.map((name) => ({
        name,
        executionArn: '',
        stateMachineArn: '',
        status: 'RUNNING',
        startDate: new Date(0),
      })),
    });

  test.each([
    'registered',
    'reserved',
    'confirmed',
    'psp-signed',
    'suspended',
    'sanction-proposed',
    'sanctioned',
  ] as const)('a case %s without one goes on by the next generation, where it stood', async (status) => {
    running();
    sfn.on(DescribeExecutionCommand).resolves({ status: 'ABORTED' });
    givenCase(memory, caseIn(status));
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 1 });
    expect(memory.get(waitKey)).toMatchObject({ generation: 2, status });
  });

  test('a case with one is left alone, and one of an older generation is none', async () => {
    running(`${declarationId}-1`);
    givenCase(memory, caseIn('confirmed'));
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 0 });
    sfn.on(DescribeExecutionCommand).rejects(missing);
    givenCase(memory, caseIn('confirmed'), { generation: 2 });
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 1 });
  });

  test('a wait that cannot be read is told of and keeps no other from going on', async () => {
    running();
    sfn.on(DescribeExecutionCommand).resolves({ status: 'ABORTED' });
    givenCase(memory, caseIn('confirmed'));
    memory.set({ pk: 'WAIT#of-tomorrow', sk: 'WAIT' }, { entity: 'wait', status: 'of-tomorrow' });
    const unreadable: string[] = [];
    const table = { ...desk.table, unreadable: (pk: string) => unreadable.push(pk) };
    expect(await reconcile({ ...desk, table }, receivedAt, always)).toEqual({ checked: 1, restarted: 1 });
    expect(unreadable).toEqual(['WAIT#of-tomorrow']);
  });

  test('a case that has ended needs none', async () => {
    running();
    givenCase(memory, caseIn('withdrawn'));
    await reconcile(desk, receivedAt, always);
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
  });

  test('every page of executions is read', async () => {
    sfn.on(ListExecutionsCommand).callsFake(({ nextToken, statusFilter }) => {
      expect(statusFilter).toBe('RUNNING');
      return nextToken ? { executions: [{ name: `${declarationId}-1` }] } : { executions: [], nextToken: 'more' };
    });
    givenCase(memory, caseIn('confirmed'));
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 0 });
    expect(sfn.commandCalls(DescribeExecutionCommand)).toEqual([]);
  });

  test('one that is not listed though it had begun is followed without a look at it', async () => {
    running();
    givenCase(memory, caseIn('confirmed'), { since: later(-61) });
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 1 });
    expect(sfn.commandCalls(DescribeExecutionCommand)).toEqual([]);
  });

  test('one that began as they were listed, or since, is left alone', async () => {
    running();
    sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
    givenCase(memory, caseIn('confirmed'), { since: later(-60) });
    expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 1, restarted: 0 });
  });

  test('one that vanished while it waited is followed by the next, one that never began is started', async () => {
    running();
    sfn.on(DescribeExecutionCommand).rejects(missing);
    givenCase(memory, caseIn('confirmed'), { since: receivedAt });
    await reconcile(desk, receivedAt, always);
    expect(memory.get(waitKey)).toMatchObject({ generation: 2 });
    memory.set(waitKey, { taskToken: undefined });
    await reconcile(desk, receivedAt, always);
    expect(sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input.name)).toEqual([
      `${declarationId}-2`,
    ]);
    expect(memory.get(waitKey)).toMatchObject({ generation: 2 });
  });

  describe('of many cases', () => {
    const ids = Array.from({ length: 2500 }, (_, index) =>
      DeclarationId.parse(`5e3d9f7a-2222-4c4c-8c4c-${String(index).padStart(12, '0')}`),
    );
    beforeEach(() => {
      running();
      sfn.on(DescribeExecutionCommand).resolves({ status: 'ABORTED' });
      memory.clear();
      for (const id of ids) {
        const wait = { entity: 'wait', declarationId: id, citizenId: record.citizenId, generation: 1, homeShard: '01' };
        memory.set({ pk: `WAIT#${id}`, sk: 'WAIT' }, { ...wait, status: 'confirmed', taskToken: 'a-token' });
      }
    });
    const generations = () => memory.all('wait').map(({ generation }) => generation);

    test('every page in one go, executions listed once', async () => {
      expect(await reconcile(desk, receivedAt, always)).toEqual({ checked: 2500, restarted: 2500 });
      expect(sfn.commandCalls(ListExecutionsCommand)).toHaveLength(1);
      expect(new Set(generations())).toEqual(new Set([2]));
    });

    test('run out of time again and again: each begins where the last stopped, and at last all is done', async () => {
      let cursor: string | undefined;
      let calls = 0;
      do {
        const before: number = sfn.commandCalls(DescribeExecutionCommand).length;
        const inTime = () => sfn.commandCalls(DescribeExecutionCommand).length < before + 700;
        const found = await reconcile(desk, receivedAt, inTime, cursor);
        expect(found.restarted).toBe(found.checked);
        cursor = found.cursor;
        calls += 1;
      } while (cursor !== undefined && calls < 20);
      expect([calls, new Set(generations())]).toEqual([4, new Set([2])]);
    });
  });
});

describe('executions that ended badly', () => {
  const ended = (status: ExecutionStatus, stopDate: string, ...names: string[]) =>
    sfn.on(ListExecutionsCommand, { statusFilter: status }).resolves({
      executions: names.map((name) => ({
        name,
        executionArn: '',
        stateMachineArn: '',
        status: 'FAILED',
        startDate: new Date(0),
        stopDate: new Date(stopDate),
      })),
    });
  const wait = () => memory.get(waitKey);
  beforeEach(() => {
    sfn.on(ListExecutionsCommand).resolves({ executions: [] });
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    '%s: the case goes on, though nothing was due',
    async (status) => {
      ended(status, receivedAt, `${declarationId}-1`, 'something else');
      givenCase(memory, caseIn('confirmed'));
      expect(await run(later(60))).toMatchObject({ done: 1, failed: 0 });
      expect(wait()).toMatchObject({ generation: 2, status: 'confirmed' });
      expect(sfn.commandCalls(DescribeExecutionCommand)).toEqual([]);
    },
  );

  test('one of a wait that cannot be read leaves the others to go on, and the look is noted', async () => {
    const other = DeclarationId.parse('00000000-0000-4000-8000-000000000001');
    ended('FAILED', receivedAt, `${other}-1`, `${declarationId}-1`);
    givenCase(memory, caseIn('confirmed'));
    memory.set({ pk: `WAIT#${other}`, sk: 'WAIT' }, { entity: 'wait', declarationId: other, status: 'of-tomorrow' });
    expect(await run(later(60))).toMatchObject({ done: 1, failed: 0 });
    expect(wait()).toMatchObject({ generation: 2 });
    expect(memory.get({ pk: 'SWEEP', sk: 'LOST' })).toMatchObject({ lookedAt: later(60) });
  });

  test('of an older generation, or of a case that has ended, leave nobody behind', async () => {
    ended('FAILED', receivedAt, `${declarationId}-1`);
    givenCase(memory, caseIn('confirmed'), { generation: 2 });
    await run(later(60));
    expect(wait()).toMatchObject({ generation: 2 });
    givenCase(memory, caseIn('withdrawn'));
    await run(later(120));
    expect(wait()).toMatchObject({ generation: 1 });
  });

  test('are looked at once: the next look begins where the last ended, ten minutes overlapping', async () => {
    const reads = () => memory.mock.commandCalls(BatchGetItemCommand).length;
    givenCase(memory, caseIn('confirmed'), { generation: 7 });
    ended('FAILED', receivedAt, `${declarationId}-1`);
    await run(later(0));
    expect(reads()).toBe(1);
    await run(later(601));
    expect(reads()).toBe(2);
    await run(later(900));
    await run(later(1500));
    expect(reads()).toBe(2);
  });

  test('that ended while the sweep did not run are found, however long that was', async () => {
    givenCase(memory, caseIn('confirmed'));
    await run(later(0));
    ended('FAILED', later(3600), `${declarationId}-1`);
    await run(later(40 * 86_400));
    expect(wait()).toMatchObject({ generation: 2 });
  });

  test('are looked for on as many pages as there is something new on, three at most', async () => {
    const pages: unknown[] = [];
    sfn.on(ListExecutionsCommand, { statusFilter: 'FAILED' }).callsFake(({ nextToken }) => {
      pages.push(nextToken);
      const stopDate = new Date(receivedAt);
      return { executions: [{ name: `${declarationId}-1`, stopDate }], nextToken: `${pages.length}` };
    });
    givenCase(memory, caseIn('confirmed'));
    await run(later(0));
    expect(pages).toEqual([undefined, '1', '2']);
    await run(later(3600));
    expect(pages).toHaveLength(6);
    await run(later(7200));
    expect(pages).toHaveLength(7);
  });

  test('soon after their beginning are left to the agenda, which asks what became of them', async () => {
    ended('FAILED', later(1), `${declarationId}-1`);
    givenCase(memory, caseIn('confirmed'), { since: receivedAt });
    memory.set(waitKey, { agendaShard: '01', agendaDue: later(60) });
    sfn.on(DescribeExecutionCommand).resolves({ status: 'FAILED' });
    await run(later(2));
    expect(wait()).toMatchObject({ generation: 1, agendaDue: later(302) });
    await run(later(302));
    expect(wait()).toMatchObject({ generation: 2 });
  });

  test('that cannot be listed are looked for again, and the rest is done all the same', async () => {
    sfn
      .on(ListExecutionsCommand, { statusFilter: 'ABORTED' })
      .rejectsOnce(new Error('not now'))
      .resolves({
        executions: [{ name: `${declarationId}-1`, stopDate: new Date(receivedAt) } as never],
      });
    const mail = givenMail(memory);
    givenCase(memory, caseIn('confirmed'));
    expect(await run(later(600))).toMatchObject({ done: 1, failed: 1 });
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ agendaDue: later(720) });
    await run(later(100_000));
    expect(wait()).toMatchObject({ generation: 2 });
  });

  test('are looked for by the clock of AWS, not by that of a trial', async () => {
    ended('FAILED', later(3600), `${declarationId}-1`);
    givenCase(memory, caseIn('confirmed'));
    await sweep(desk, later(400 * 86_400), quietTools(), always, later(0));
    expect(memory.get({ pk: 'SWEEP', sk: 'LOST' })).toMatchObject({ lookedAt: receivedAt });
  });
});

describe('a generation that has begun', () => {
  test('costs no look at its execution', async () => {
    givenCase(memory, caseIn('confirmed'), { generation: 2, since: receivedAt });
    memory.set(waitKey, { agendaShard: '01', agendaDue: later(60) });
    expect(await run(later(60))).toMatchObject({ done: 1, failed: 0 });
    expect(sfn.commandCalls(DescribeExecutionCommand)).toEqual([]);
    expect(memory.get(waitKey)).toMatchObject({ agendaDue: later(362 * 86_400) });
  });

  test('and one that nobody has heard of is looked at', async () => {
    sfn.on(DescribeExecutionCommand).rejects(missing);
    givenCase(memory, caseIn('confirmed'), { generation: 2, since: receivedAt, taskToken: undefined });
    memory.set(waitKey, { agendaShard: '01', agendaDue: later(60) });
    await run(later(60));
    expect(sfn.commandCalls(StartExecutionCommand)).toHaveLength(1);
  });
});
