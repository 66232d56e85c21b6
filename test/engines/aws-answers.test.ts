/** Answers as AWS gives them where the engines of the other file answer otherwise, through the SDK's own parser. */
import { createServer } from 'node:http';
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  InternalServerError,
  ItemCollectionSizeLimitExceededException,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../functions/domain/commands.ts';
import { deliver, type Machine, start, stateOfExecution } from '../../functions/store/executions.ts';
import { supersede } from '../../functions/store/waits.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { commandId, executionInput, invoked } from '../statemachines/contexts.ts';
import { isWait, load, stateOf } from '../statemachines/machine.ts';
import { type Answer, type Walk, walk } from '../statemachines/walker.ts';
import { MemoryTable } from '../unit/memory-table.ts';
import {
  appliedAt,
  commandKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenWait,
  profileKey,
  step,
  waitKey,
} from '../unit/record-samples.ts';
import { at, caseIn, declarationId, policy, commandId as sampleCommandId } from '../unit/samples.ts';

const memory = new MemoryTable();
const now = at('2026-11-23T09:31:00.000Z');
const arn = 'arn:aws:states:eu-south-1:123456789012:stateMachine:did-dev-lifecycle';
const executionArn = `arn:aws:states:eu-south-1:123456789012:execution:did-dev-lifecycle:${declarationId}-1`;

/** An answer of Step Functions on the wire: a refusal has its name in `__type`. */
type WireAnswer = Readonly<Record<string, unknown>>;
const answers: WireAnswer[] = [];
const asked: { action: string; body: Record<string, string> }[] = [];

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString('utf8');
  asked.push({ action: String(request.headers['x-amz-target']).split('.')[1] ?? '', body: JSON.parse(body) });
  const answer = answers.shift() ?? { __type: 'UnexpectedCall' };
  response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(answer));
});
let machine: Machine;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-south-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  machine = { client, arn };
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  answers.length = 0;
  asked.length = 0;
});

const actions = () => asked.map(({ action }) => action);
const started = { executionArn, startDate: 1795427467.214 };
const alreadyExists = { __type: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` };
const described = (status: string) => ({ executionArn, stateMachineArn: arn, status, startDate: 1795427467.214 });

describe('StartExecution', () => {
  test('repeated with the same input while the execution runs succeeds: nobody asks on', async () => {
    const wait = givenWait(memory, { status: 'registered' });
    answers.push(started, started);
    await start(memory.table, machine, wait, now);
    await start(memory.table, machine, wait, now);
    expect(asked[1]).toEqual(asked[0]);
    expect(actions()).toEqual(['StartExecution', 'StartExecution']);
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
  });

  test('repeated with another input while the execution runs is refused, and it goes on', async () => {
    const opened = givenWait(memory, {});
    const pending = { commandId: sampleCommandId, verb: 'register', since: now, attempts: 0 } as const;
    answers.push(started, alreadyExists, described('RUNNING'));
    await start(memory.table, machine, { ...opened, pending }, now);
    await start(memory.table, machine, givenWait(memory, { status: 'registered' }), now);
    expect(asked[1]?.body.name).toBe(asked[0]?.body.name);
    expect(asked[1]?.body.input).not.toBe(asked[0]?.body.input);
    expect(actions()).toEqual(['StartExecution', 'StartExecution', 'DescribeExecution']);
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
  });

  test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])(
    'repeated once the execution is %s is refused whatever the input: the next generation takes over',
    async (status) => {
      const wait = givenWait(memory, { status: 'registered', taskToken: 'a-token' });
      answers.push(alreadyExists, described(status));
      await start(memory.table, machine, wait, now);
      expect(memory.get(waitKey)).toMatchObject({ generation: 2 });
      expect(memory.get(waitKey)).not.toHaveProperty('taskToken');
    },
  );

  test('of which nothing is known is told from one that is closed', async () => {
    answers.push({ __type: 'ExecutionDoesNotExist', message: `Execution Does Not Exist: '${executionArn}'` });
    expect(await stateOfExecution(machine, givenWait(memory, { status: 'registered' }))).toBe('missing');
  });
});

describe('SendTaskSuccess', () => {
  const waiting = () => {
    const wait = givenCase(memory, caseIn('registered'));
    const pending = { commandId: sampleCommandId, verb: 'release', since: now, attempts: 0 } as const;
    return { ...wait, pending };
  };

  test.each<WireAnswer>([
    { __type: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" },
    { __type: 'TaskDoesNotExist', message: "Task Does Not Exist: 'Provided task does not exist'" },
    { __type: 'InvalidToken', message: "Invalid Token: 'Invalid token'" },
    { __type: 'com.amazonaws.swf.service.v2.model#TaskTimedOut', message: 'Task Timed Out' },
  ])('on a token that is closed or was none is answered $__type: delivered, or lost', async (answer) => {
    answers.push(answer);
    expect(await deliver(machine, waiting(), now)).toBe('token-closed');
    expect(memory.get(waitKey)).toMatchObject({ generation: 1, taskToken: 'a-token' });
    expect(actions()).toEqual(['SendTaskSuccess']);
  });

  test('at once by two closes the token for one of them', async () => {
    const wait = waiting();
    answers.push({}, { __type: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" });
    const both = await Promise.all([deliver(machine, wait, now), deliver(machine, wait, now)]);
    expect(both.toSorted()).toEqual(['delivered', 'token-closed']);
  });

  test.each<WireAnswer>([
    { __type: 'ThrottlingException', message: 'Rate exceeded' },
    { __type: 'AccessDeniedException', message: 'is not authorized to perform: states:SendTaskSuccess' },
  ])('refused by $__type is a fault, for the stream to bring again', async (answer) => {
    answers.push(answer);
    await expect(deliver(machine, waiting(), now)).rejects.toMatchObject({ name: answer['__type'] });
  });
});

const lifecycle = load();

/** Walks from `registered`: the first wait is answered with a command, the state under test with an error for good. */
function strike(state: string, error: string, verb = 'release'): Promise<Walk> {
  let woken = false;
  return walk(lifecycle, { executionInput: executionInput('registered') }, (attempt): Answer => {
    if (attempt.state === state) return { error };
    const task = stateOf(lifecycle, attempt.state);
    if (task.Type !== 'Task' || !isWait(task)) return { result: invoked({ outcome: 'parked', next: 'registered' }) };
    if (woken) return 'waits';
    woken = true;
    return { result: { commandId, verb } };
  });
}

const tries = ({ attempts }: Walk, name: string) => attempts.filter(({ state }) => state === name).length;

describe('a function that throws fails its Task under the own name of the error', () => {
  const release = () => apply({ table: memory.table, policy, now: () => appliedAt }, commands.release, step);
  const given = () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
  };
  const damaged = () => {
    given();
    memory.set(profileKey, { version: 'none' });
  };
  const cancelled = (Code: string) =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: {},
      CancellationReasons: [{ Code }],
    });
  const throwing = (error: Error) => () => {
    given();
    const doing = () => {
      throw error;
    };
    memory.interrupt(doing, doing, doing);
  };

  test.each<[name: string, given: () => void]>([
    ['Error', () => {}],
    ['$ZodError', damaged],
    ['TransactionCanceledException', throwing(cancelled('ThrottlingError'))],
    ['ThrottlingException', throwing(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }))],
    ['TimeoutError', throwing(Object.assign(new Error('socket hang up'), { name: 'TimeoutError' }))],
  ])('%s: tried four times, then parked, and the case waits where it stood', async (name, arrange) => {
    arrange();
    const thrown = await release().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).toMatchObject({ name });
    expect(memory.transactions).toEqual([]);

    const walked = await strike('Release', name);
    expect(tries(walked, 'Release')).toBe(4);
    expect(walked.entered.slice(-3)).toEqual(['Parked', 'Outcome', 'Registered']);
  });

  test('a conflict with another transaction is decided again, and is no fault', async () => {
    given();
    memory.interrupt(() => {
      throw cancelled('TransactionConflict');
    });
    expect((await release()).outcome).toBe('applied');
  });
});

describe('an error of DynamoDB reaches the state machine with the prefix of the service', () => {
  const of = { message: 'as the test wants', $metadata: {} };
  /** Step Functions names errors of an aws-sdk Task after the Java SDK: all of them end in Exception. */
  const nameOf = ({ name }: Error) => `DynamoDb.${name.replace(/(Exception)?$/, 'Exception')}`;
  const errors: [error: Error, tries: number, to: string][] = [
    [new TransactionConflictException(of), 7, 'Lost'],
    [new ProvisionedThroughputExceededException(of), 7, 'Lost'],
    [new RequestLimitExceeded(of), 7, 'Lost'],
    [new ThrottlingException(of), 7, 'Lost'],
    [new InternalServerError(of), 7, 'Lost'],
    [new DynamoDBServiceException({ ...of, name: 'DynamoDb', $fault: 'server' }), 7, 'Lost'],
    [Object.assign(new Error('no route to host'), { name: 'SdkClient' }), 7, 'Lost'],
    [new ConditionalCheckFailedException(of), 1, 'Superseded'],
    [new ResourceNotFoundException(of), 1, 'Lost'],
    [new ItemCollectionSizeLimitExceededException(of), 1, 'Lost'],
  ];

  test.each(errors.map(([error, ...rest]) => [nameOf(error), ...rest] as const))(
    '%s: %d tries, then %s',
    async (name, times, to) => {
      const token = await strike('Registered', name);
      expect([tries(token, 'Registered'), token.entered.at(-1)]).toEqual([times, to]);
      const rollOver = await strike('RollOver', name, 'of-a-later-definition');
      expect([tries(rollOver, 'RollOver'), rollOver.entered.at(-1)]).toEqual([times, to]);
    },
  );

  test('without the prefix, as DynamoDB itself says it, no rule of the machine takes it', async () => {
    const walked = await strike('Registered', 'ConditionalCheckFailedException');
    expect(walked.entered.at(-1)).toBe('Lost');
  });

  test('an update that meets a transaction is a fault for the stream or the sweep to bring again', async () => {
    const wait = givenWait(memory, { status: 'registered' });
    memory.mock.rejectsOnce(new TransactionConflictException(of));
    await expect(supersede(memory.table, wait, now)).rejects.toThrow(TransactionConflictException);
    expect(memory.get(waitKey)).toMatchObject({ generation: 1 });
  });
});

describe('time that runs out is States.Timeout', () => {
  test('of a token: the case is handed on, nothing is tried again', async () => {
    const walked = await strike('Registered', 'States.Timeout');
    expect(walked.entered).toEqual(['Resume', 'Registered', 'RollOver', 'RolledOver']);
    expect(tries(walked, 'Registered')).toBe(1);
  });

  test('of a function: it is tried again, though States.TaskFailed does not cover it', async () => {
    expect(tries(await strike('Release', 'States.Timeout'), 'Release')).toBe(4);
  });

  test('of a function in Lambda itself has another name, and is tried again all the same', async () => {
    expect(tries(await strike('Release', 'Sandbox.Timedout'), 'Release')).toBe(4);
  });
});

describe('a token that is taken although its execution was stopped', () => {
  const run = (generation: number) =>
    apply({ table: memory.table, policy, now: () => appliedAt }, commands.release, { ...step, generation });

  test('wakes an execution of a generation passed over, whose transition writes nothing', async () => {
    const wait = givenCase(memory, caseIn('registered'));
    const { verb } = givenCommand(memory, 'release', {});
    const pending = { commandId: sampleCommandId, verb, since: now, attempts: 0 };
    answers.push(alreadyExists, described('ABORTED'), {});
    await start(memory.table, machine, wait, now);
    expect(await deliver(machine, { ...wait, pending }, now)).toBe('delivered');

    expect(await run(1)).toEqual({ outcome: 'superseded', next: 'superseded', rollOver: false });
    expect(memory.transactions).toEqual([]);
    expect(memory.get(commandKey)).toMatchObject({ state: 'accepted' });
    expect((await run(2)).outcome).toBe('applied');
    expect(memory.all('history')).toHaveLength(1);
  });

  test('before anybody passed it over applies the command once, and the next generation goes on from there', async () => {
    const wait = givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const first = await run(1);
    expect(first.outcome).toBe('applied');
    await supersede(memory.table, wait, now);
    expect(await run(2)).toEqual(first);
    expect(memory.all('history')).toHaveLength(1);
  });
});
