import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver, type Machine, start, stateOfExecution } from '../../functions/store/executions.ts';
import type { Wait } from '../../functions/store/waits.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCommand, givenWait, waitKey } from './record-samples.ts';
import { at, caseIn, commandId, data, declarationId } from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const arn = 'arn:aws:states:eu-south-1:000000000000:stateMachine:did-test-lifecycle';
const machine: Machine = { client: new SFNClient({ region: 'eu-south-1' }), arn };
const now = at('2026-11-23T09:31:00.000Z');
const of = (message: string) => ({ message, $metadata: {} });
const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });

beforeEach(() => {
  memory.clear();
  sfn.reset();
});

describe('starting the execution of a generation', () => {
  const wait = (changes: Partial<Wait> = {}) => givenWait(memory, { status: 'confirmed', generation: 3, ...changes });
  const started = () => sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input);

  test('names it after case and generation, and says where the case stands: ids only', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    await start(memory.table, machine, wait(), now);
    expect(started()).toEqual([
      {
        stateMachineArn: arn,
        name: `${declarationId}-3`,
        input: JSON.stringify({ declarationId, generation: 3, from: 'confirmed' }),
      },
    ]);
  });

  test('hands over a registration, which has no case to wait for yet', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    const opened = wait({ status: undefined, generation: 1 });
    const { commandId: id } = givenCommand(memory, 'register', { route: 'A', ...data });
    await start(
      memory.table,
      machine,
      { ...opened, pending: { commandId: id, verb: 'register', since: now, attempts: 0 } },
      now,
    );
    expect(JSON.parse(started()[0]?.input ?? '')).toEqual({ declarationId, generation: 1, from: 'none', commandId });
  });

  test('does nothing where it is running already', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(of('Execution Already Exists')));
    sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
    const before = wait();
    await start(memory.table, machine, before, now);
    expect(memory.get(waitKey)).toMatchObject({ generation: 3 });
    expect(sfn.commandCalls(DescribeExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: `arn:aws:states:eu-south-1:000000000000:execution:did-test-lifecycle:${declarationId}-3`,
    });
  });

  test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'moves on to the next generation where it is closed: %s',
    async (status) => {
      sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(of('Execution Already Exists')));
      sfn.on(DescribeExecutionCommand).resolves({ status });
      await start(memory.table, machine, wait({ taskToken: 'an-old-token' }), now);
      const left = memory.get(waitKey);
      expect(left).toMatchObject({ generation: 4, status: 'confirmed', agendaDue: '2026-11-23T09:32:00.000Z' });
      expect(left).not.toHaveProperty('taskToken');
      expect(started()).toHaveLength(1);
    },
  );

  test('leaves it to who moved it first', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(of('Execution Already Exists')));
    sfn.on(DescribeExecutionCommand).resolves({ status: 'FAILED' });
    const before = wait();
    memory.set(waitKey, { generation: 4 });
    await start(memory.table, machine, before, now);
    expect(memory.get(waitKey)).toMatchObject({ generation: 4 });
  });

  test.each(['expired', 'withdrawn', 'closed'] as const)(
    'begins no new generation of a case that has ended: %s',
    async (status) => {
      sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(of('Execution Already Exists')));
      sfn.on(DescribeExecutionCommand).resolves({ status: 'SUCCEEDED' });
      const before = wait();
      givenWait(memory, { status, generation: 3 });
      await start(memory.table, machine, before, now);
      expect(memory.get(waitKey)).toMatchObject({ generation: 3, status });
    },
  );

  test('throws any other fault', async () => {
    sfn.on(StartExecutionCommand).rejects(throttled);
    await expect(start(memory.table, machine, wait(), now)).rejects.toBe(throttled);
  });
});

describe('handing over a command', () => {
  const ready = (changes: Partial<Wait> = {}) => {
    const wait = givenCase(memory, caseIn('registered'), changes);
    return { ...wait, pending: { commandId, verb: 'release', since: now, attempts: 0 } as const };
  };
  const handed = () => sfn.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input);

  test('answers the token with the command’s id and verb alone', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    expect(await deliver(machine, ready(), now)).toBe('delivered');
    expect(handed()).toEqual([{ taskToken: 'a-token', output: JSON.stringify({ commandId, verb: 'release' }) }]);
  });

  test.each([
    ['TaskTimedOut', new TaskTimedOut(of('Task Timed Out: Provided task does not exist anymore'))],
    ['TaskDoesNotExist', new TaskDoesNotExist(of('Task does not exist'))],
    ['InvalidToken', new InvalidToken(of('Invalid token'))],
  ])('is best effort: %s means delivered, or lost', async (_, error) => {
    sfn.on(SendTaskSuccessCommand).rejects(error);
    expect(await deliver(machine, ready(), now)).toBe('token-closed');
  });

  test('throws any other fault', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(throttled);
    await expect(deliver(machine, ready(), now)).rejects.toBe(throttled);
  });

  test.each<[string, Partial<Wait>]>([
    ['no execution waits', { taskToken: undefined }],
    ['no command is pending', { pending: undefined }],
    [
      'the command is put off',
      { pending: { commandId, verb: 'release', since: now, attempts: 1, notBefore: at('2026-11-23T09:31:00.001Z') } },
    ],
  ])('waits while %s', async (_, changes) => {
    expect(await deliver(machine, { ...ready(), ...changes }, now)).toBe('not-now');
    expect(handed()).toEqual([]);
  });

  test('takes up a command that was put off once its time has come', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    const pending = { commandId, verb: 'release', since: now, attempts: 1, notBefore: now } as const;
    expect(await deliver(machine, { ...ready(), pending }, now)).toBe('delivered');
  });
});

describe('what became of an execution', () => {
  const wait = () => givenWait(memory, { status: 'confirmed' });

  test.each([
    ['RUNNING', 'running'],
    ['SUCCEEDED', 'closed'],
    ['FAILED', 'closed'],
    ['TIMED_OUT', 'closed'],
    ['ABORTED', 'closed'],
  ] as const)('%s: %s', async (status, expected) => {
    sfn.on(DescribeExecutionCommand).resolves({ status });
    expect(await stateOfExecution(machine, wait())).toBe(expected);
  });

  test('never was', async () => {
    sfn.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(of('Execution Does Not Exist')));
    expect(await stateOfExecution(machine, wait())).toBe('missing');
  });

  test('is not known: the fault is thrown', async () => {
    sfn.on(DescribeExecutionCommand).rejects(throttled);
    await expect(stateOfExecution(machine, wait())).rejects.toBe(throttled);
  });
});
