import { describe, expect, it } from 'vitest';
import { isLive, stateName, statuses } from '../../functions/domain/lifecycle.ts';
import { commandId, executionInput, invoked } from './contexts.ts';
import { choices, load, tasks } from './machine.ts';
import { type Answer, type Walk, walk } from './walker.ts';

const machine = load();
const live = statuses.filter(isLive);
const transitions = [
  'Register',
  'Release',
  'Confirm',
  'SignPact',
  'VoidPact',
  'ReportBreach',
  'Decide',
  'RecordAppealOutcome',
  'Withdraw',
  'Close',
  'Expire',
  'ChangeRoute',
  'VerifyOldDid',
  'Suspend',
  'ResumeStatus',
  'Reopen',
];

/** What DynamoDB and the network may answer today and not tomorrow, as Step Functions names it. */
const passing = [
  'DynamoDb.TransactionConflictException',
  'DynamoDb.ThrottlingException',
  'DynamoDb.ProvisionedThroughputExceededException',
  'DynamoDb.RequestLimitExceededException',
  'DynamoDb.InternalServerErrorException',
  'DynamoDb.DynamoDbException',
  'DynamoDb.SdkClientException',
];
/** What no second attempt heals. */
const lasting = [
  'DynamoDb.ResourceNotFoundException',
  'DynamoDb.ItemCollectionSizeLimitExceededException',
  'States.Permissions',
  'States.QueryEvaluationError',
  'SentByNobody',
];
/** What Lambda answers when it has no room or a bad minute: no fault of the command. */
const ofLambda = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];
/** What else a function's Task may end with: faults of the runtime, of our code, and time. */
const ofFunctions = [
  'Lambda.ResourceNotFoundException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'TypeError',
  'TransactionCanceledException',
  'States.TaskFailed',
  'States.Timeout',
];

/** One fault: in this state, this error, retried so often, and where the execution goes when it does not pass. */
interface Fault {
  readonly state: string;
  readonly error: string;
  readonly retries: number;
  readonly to: string;
}

const each = (states: readonly string[], errors: readonly string[], retries: number, to: string): Fault[] =>
  states.flatMap((state) => errors.map((error) => ({ state, error, retries, to })));

const waiting = live.map(stateName);
const faults: Fault[] = [
  ...each(waiting, passing, 6, 'Lost'),
  ...each(waiting, ['DynamoDb.ConditionalCheckFailedException'], 0, 'Superseded'),
  ...each(waiting, ['States.Timeout'], 0, 'RollOver'),
  ...each(waiting, lasting, 0, 'Lost'),
  ...each(transitions, ofLambda, 8, 'Parked'),
  ...each(['Parked'], ofLambda, 8, 'Lost'),
  ...each(transitions, ofFunctions, 3, 'Parked'),
  ...each(['Parked'], ofFunctions, 5, 'Lost'),
  ...each(['RollOver'], [...passing, 'States.Timeout'], 6, 'Lost'),
  ...each(['RollOver'], ['DynamoDb.ConditionalCheckFailedException'], 0, 'Superseded'),
  ...each(['RollOver'], lasting, 0, 'Lost'),
];

const payload = { outcome: 'applied', next: 'closed', rollOver: false };
const result = { ...invoked(payload), commandId, verb: 'close' };

/** Begins at the fault's state; the error comes in the first `times` attempts there, everything else goes well. */
function strike({ state, error }: Fault, times: number): Promise<Walk> {
  const start = { executionInput: executionInput('none'), at: { state, input: { commandId, verb: 'close' } } };
  return walk(
    machine,
    start,
    (attempt): Answer => (attempt.state === state && attempt.number <= times ? { error } : { result }),
  );
}

/** One input of a Choice and the state it leads to. */
interface Way {
  readonly choice: string;
  readonly input: unknown;
  readonly to: string;
}

const foreign = [
  null,
  {},
  'text',
  { from: 'none ', verb: 'Close', next: 'Closed' },
  { from: 1, verb: true, next: ['closed'] },
];
const ways: Way[] = [
  { choice: 'Resume', input: { from: 'none' }, to: 'Register' },
  ...live.map((from) => ({ choice: 'Resume', input: { from }, to: stateName(from) })),
  ...foreign.map((input) => ({ choice: 'Resume', input, to: 'Lost' })),
  ...['expired', 'withdrawn', 'closed'].map((from) => ({ choice: 'Resume', input: { from }, to: 'Reopen' })),

  ...statuses.map((next) => ({ choice: 'Outcome', input: { next, rollOver: false }, to: stateName(next) })),
  ...statuses.map((next) => ({ choice: 'Outcome', input: { next }, to: stateName(next) })),
  ...statuses.map((next) => ({
    choice: 'Outcome',
    input: { next, rollOver: true },
    to: isLive(next) ? 'RollOver' : stateName(next),
  })),
  { choice: 'Outcome', input: { next: 'none', rollOver: true }, to: 'NotRegistered' },
  { choice: 'Outcome', input: { next: 'superseded', rollOver: true }, to: 'Superseded' },
  ...foreign.map((input) => ({ choice: 'Outcome', input, to: 'Lost' })),

  ...live.map((status) => ({ choice: `${stateName(status)}Verb`, input: { verb: 'close' }, to: 'Close' })),
  ...['Registered', 'Reserved', 'Confirmed', 'PspSigned'].map((state) => ({
    choice: `${state}Verb`,
    input: { verb: 'withdraw' },
    to: 'Withdraw',
  })),
  ...['Registered', 'Reserved', 'Confirmed', 'PspSigned'].map((state) => ({
    choice: `${state}Verb`,
    input: { verb: 'suspend' },
    to: 'Suspend',
  })),
  { choice: 'SuspendedVerb', input: { verb: 'resume' }, to: 'ResumeStatus' },
  ...['PspSigned', 'Suspended'].map((state) => ({
    choice: `${state}Verb`,
    input: { verb: 'void-pact' },
    to: 'VoidPact',
  })),
  { choice: 'PspSignedVerb', input: { verb: 'report-breach' }, to: 'ReportBreach' },
  { choice: 'SanctionProposedVerb', input: { verb: 'decide' }, to: 'Decide' },
  { choice: 'SanctionedVerb', input: { verb: 'record-appeal-outcome' }, to: 'RecordAppealOutcome' },
  { choice: 'RegisteredVerb', input: { verb: 'change-route' }, to: 'ChangeRoute' },
  { choice: 'RegisteredVerb', input: { verb: 'verify-old-did' }, to: 'VerifyOldDid' },
  { choice: 'RegisteredVerb', input: { verb: 'release' }, to: 'Release' },
  { choice: 'RegisteredVerb', input: { verb: 'confirm' }, to: 'Confirm' },
  { choice: 'RegisteredVerb', input: { verb: 'expire' }, to: 'Expire' },
  { choice: 'ReservedVerb', input: { verb: 'expire' }, to: 'Expire' },
  { choice: 'ReservedVerb', input: { verb: 'confirm' }, to: 'Confirm' },
  { choice: 'ConfirmedVerb', input: { verb: 'sign-pact' }, to: 'SignPact' },
  ...live.flatMap((status) => foreign.map((input) => ({ choice: `${stateName(status)}Verb`, input, to: 'RollOver' }))),
];

/** Takes one Choice only: the walk stops at the first Task. */
function take({ choice, input }: Way): Promise<Walk> {
  const start = { executionInput: executionInput('none'), at: { state: choice, input } };
  return walk(machine, start, () => ({ error: 'States.Runtime' }));
}

describe('a fault that passes changes nothing but the number of attempts', () => {
  it.each(faults.filter(({ retries }) => retries > 0))('$error in $state', async (fault) => {
    for (const times of [1, fault.retries]) {
      const walked = await strike(fault, times);
      expect(walked.attempts.filter(({ state }) => state === fault.state)).toHaveLength(times + 1);
      expect(walked.entered).not.toContain(fault.to);
      expect(walked.status).toBe('SUCCEEDED');
    }
  });
});

describe('a fault that stays', () => {
  it.each(faults)('$error in $state, after $retries retries, leads to $to', async (fault) => {
    const walked = await strike(fault, Number.POSITIVE_INFINITY);
    expect(walked.attempts.filter(({ state }) => state === fault.state)).toHaveLength(fault.retries + 1);
    expect(walked.entered.slice(0, 2)).toEqual([fault.state, fault.to]);
  });

  it.each(transitions)('of %s is parked with its command', async (state) => {
    const walked = await strike({ state, error: 'TypeError', retries: 3, to: 'Parked' }, 99);
    const parked = walked.attempts.find((attempt) => attempt.state === 'Parked');
    expect(parked?.arguments).toMatchObject({
      FunctionName: 'did-dev-park',
      Payload: { commandId, generation: 3 },
    });
  });

  it('ends the execution as failed when it is lost, for the sweep to find', async () => {
    const walked = await strike({ state: 'Parked', error: 'TypeError', retries: 5, to: 'Lost' }, 99);
    expect(walked).toMatchObject({ status: 'FAILED', error: 'Did.Lost' });
  });
});

describe('a Choice', () => {
  it.each(ways)('$choice takes $input to $to', async (way) => {
    expect((await take(way)).entered.slice(0, 2)).toEqual([way.choice, way.to]);
  });
});

it('the cases above use every Retry, Catch, rule and Default of the file', async () => {
  const walks = await Promise.all([...faults.map((fault) => strike(fault, 99)), ...ways.map(take)]);
  const parts = [
    ...tasks(machine).flatMap(([name, task]) => [
      ...task.Retry.map((_, index) => `${name}.Retry[${index}]`),
      ...task.Catch.map((_, index) => `${name}.Catch[${index}]`),
    ]),
    ...choices(machine).flatMap(([name, choice]) => [
      ...choice.Choices.map((_, index) => `${name}.Choices[${index}]`),
      `${name}.Default`,
    ]),
  ];
  expect(parts.filter((part) => !walks.some(({ used }) => used.includes(part)))).toEqual([]);

  const listed = tasks(machine).flatMap(([name, task]) =>
    [...task.Retry, ...task.Catch].flatMap(({ ErrorEquals }) => ErrorEquals.map((error) => `${name} ${error}`)),
  );
  const struck = new Set(faults.map(({ state, error }) => `${state} ${error}`));
  expect(listed.filter((entry) => !entry.endsWith(' States.ALL') && !struck.has(entry))).toEqual([]);
});
