import { describe, expect, it } from 'vitest';
import { commandId, executionInput, invoked } from './contexts.ts';
import { isWait, load, stateOf } from './machine.ts';
import { type Answer, type Attempt, type Walk, walk } from './walker.ts';

const machine = load();

/** A function's answer: `next` status, and whether the execution is too old to go on. */
const applied = (next: string, rollOver = false): Answer => ({
  result: invoked({ outcome: 'applied', next, rollOver }),
});
const command = (verb: string): Answer => ({ result: { commandId, verb } });
const timeout: Answer = { error: 'States.Timeout' };

/** Walks from a status with the answers to the Tasks in order; when they run out the case waits. */
function play(from: string, answers: Answer[], generation = 1): Promise<Walk> {
  const left = [...answers];
  return walk(machine, { executionInput: executionInput(from, generation) }, ({ state }: Attempt) => {
    const next = left.shift();
    if (next) return next;
    const task = stateOf(machine, state);
    if (task.Type === 'Task' && isWait(task)) return 'waits';
    throw new Error(`${state} has no answer`);
  });
}

const put = (walked: Walk, state: string) => walked.attempts.filter((attempt) => attempt.state === state);

describe('from register to the signed pact', () => {
  it('a strong DID enters 12 states', async () => {
    const walked = await play('none', [
      applied('registered'),
      command('release'),
      applied('confirmed'),
      command('sign-pact'),
      applied('psp-signed'),
    ]);
    expect(walked.entered).toEqual([
      'Resume',
      'Register',
      'Outcome',
      'Registered',
      'RegisteredVerb',
      'Release',
      'Outcome',
      'Confirmed',
      'ConfirmedVerb',
      'SignPact',
      'Outcome',
      'PspSigned',
    ]);
    expect(walked.status).toBe('RUNNING');
  });

  it('a DID con riserva enters 16 states', async () => {
    const walked = await play('none', [
      applied('registered'),
      command('release'),
      applied('reserved'),
      command('confirm'),
      applied('confirmed'),
      command('sign-pact'),
      applied('psp-signed'),
    ]);
    expect(walked.entered).toHaveLength(16);
    expect(walked.entered).toContain('Reserved');
    expect(walked.entered.at(-1)).toBe('PspSigned');
  });

  it('asks for what each service needs and no more', async () => {
    const walked = await play('none', [applied('registered'), command('withdraw'), applied('withdrawn')], 1);
    const { declarationId } = executionInput('none');
    const ids = { declarationId, generation: 1, commandId, executionStartedAt: '2026-11-23T09:41:07.214Z' };
    expect(walked.attempts.map((attempt) => attempt.arguments)).toEqual([
      { FunctionName: 'did-dev-register', Payload: ids },
      {
        TableName: 'did-dev',
        Key: { pk: { S: `WAIT#${declarationId}` }, sk: { S: 'WAIT' } },
        ConditionExpression: 'generation = :generation',
        UpdateExpression: 'SET taskToken = :token',
        ExpressionAttributeValues: { ':generation': { N: '1' }, ':token': { S: 'token-1' } },
      },
      { FunctionName: 'did-dev-withdraw', Payload: ids },
    ]);
    expect(walked).toMatchObject({ status: 'SUCCEEDED' });
    expect(walked.entered.at(-1)).toBe('Withdrawn');
  });
});

describe('the life of a DID', () => {
  it('work for three months, and back', async () => {
    const walked = await play('psp-signed', [
      command('suspend'),
      applied('suspended'),
      command('resume'),
      applied('psp-signed'),
    ]);
    expect(walked.entered.slice(1)).toEqual([
      'PspSigned',
      'PspSignedVerb',
      'Suspend',
      'Outcome',
      'Suspended',
      'SuspendedVerb',
      'ResumeStatus',
      'Outcome',
      'PspSigned',
    ]);
  });

  it('a pact that was none, and a true one', async () => {
    const walked = await play('psp-signed', [
      command('void-pact'),
      applied('confirmed'),
      command('sign-pact'),
      applied('psp-signed'),
    ]);
    expect(walked.entered.slice(1)).toEqual([
      'PspSigned',
      'PspSignedVerb',
      'VoidPact',
      'Outcome',
      'Confirmed',
      'ConfirmedVerb',
      'SignPact',
      'Outcome',
      'PspSigned',
    ]);
  });

  it('a forfeiture of which nothing is left after the appeal, and a cut', async () => {
    const walked = await play('sanction-proposed', [
      command('decide'),
      applied('sanctioned'),
      command('record-appeal-outcome'),
      applied('psp-signed'),
    ]);
    expect(walked.entered.slice(1)).toEqual([
      'SanctionProposed',
      'SanctionProposedVerb',
      'Decide',
      'Outcome',
      'Sanctioned',
      'SanctionedVerb',
      'RecordAppealOutcome',
      'Outcome',
      'PspSigned',
    ]);
    const cut = await play('sanction-proposed', [command('decide'), applied('psp-signed')]);
    expect(cut.entered.slice(-2)).toEqual(['Outcome', 'PspSigned']);
  });

  it.each(['expired', 'withdrawn', 'closed'])(
    '%s, and reopened: the execution begins with the command',
    async (from) => {
      const walked = await play(from, [applied('confirmed')], 4);
      expect(walked.entered).toEqual(['Resume', 'Reopen', 'Outcome', 'Confirmed']);
      expect(walked.attempts[0]?.arguments).toMatchObject({
        FunctionName: 'did-dev-reopen',
        Payload: { commandId, generation: 4 },
      });
      expect(walked.status).toBe('RUNNING');
    },
  );

  it('a reopening that was put off ends the execution, and the case stays ended', async () => {
    const parked = { result: invoked({ outcome: 'parked', next: 'closed', rollOver: false }) };
    const failing: Answer = { error: 'TypeError' };
    const walked = await play('closed', [failing, failing, failing, failing, parked], 4);
    expect(walked.entered).toEqual(['Resume', 'Reopen', 'Parked', 'Outcome', 'Closed']);
    expect(walked.status).toBe('SUCCEEDED');
  });
});

describe('roll-over', () => {
  const rolled = { result: { SdkHttpMetadata: { HttpStatusCode: 200 } } };

  it('at a transition, when the function finds the execution older than 30 days', async () => {
    const walked = await play('registered', [command('release'), applied('confirmed', true), rolled], 4);
    expect(walked.entered.slice(-3)).toEqual(['Outcome', 'RollOver', 'RolledOver']);
    expect(put(walked, 'RollOver')[0]?.arguments).toMatchObject({
      UpdateExpression:
        'SET generation = :next, since = :now, agendaDue = :now, agendaShard = if_not_exists(agendaShard, homeShard) REMOVE taskToken',
      ConditionExpression: 'generation = :generation',
      ExpressionAttributeValues: {
        ':generation': { N: '4' },
        ':next': { N: '5' },
        ':now': { S: '2026-11-23T09:41:08.530Z' },
      },
    });
  });

  it('not when the transition ended the case', async () => {
    const walked = await play('registered', [command('close'), applied('closed', true)]);
    expect(walked.entered.at(-1)).toBe('Closed');
  });

  it.each(['registered', 'reserved', 'confirmed', 'psp-signed', 'suspended', 'sanction-proposed', 'sanctioned'])(
    'at the timeout of the wait of %s',
    async (status) => {
      const walked = await play(status, [timeout, rolled]);
      expect(walked.entered.slice(2)).toEqual(['RollOver', 'RolledOver']);
      expect(walked.status).toBe('SUCCEEDED');
    },
  );

  it('hands over a command whose verb this definition does not know', async () => {
    const walked = await play('confirmed', [command('report-breach'), rolled]);
    expect(walked.entered.slice(1)).toEqual(['Confirmed', 'ConfirmedVerb', 'RollOver', 'RolledOver']);
  });

  it('yields to a generation that is ahead already', async () => {
    const walked = await play('confirmed', [timeout, { error: 'DynamoDb.ConditionalCheckFailedException' }]);
    expect(walked.entered.slice(-2)).toEqual(['RollOver', 'Superseded']);
    expect(walked.status).toBe('SUCCEEDED');
  });
});

describe('an execution of an old generation', () => {
  it('cannot write its token and ends superseded', async () => {
    const walked = await play('registered', [{ error: 'DynamoDb.ConditionalCheckFailedException' }]);
    expect(walked.entered).toEqual(['Resume', 'Registered', 'Superseded']);
  });

  it('ends superseded when a transition says so', async () => {
    const walked = await play('registered', [command('release'), applied('superseded', true)]);
    expect(walked.entered.at(-1)).toBe('Superseded');
  });
});

describe('a transition that fails for good', () => {
  const fails: Answer[] = Array.from({ length: 4 }, () => ({ error: 'TypeError' }));

  it('is parked, and the case waits again where it stood', async () => {
    const walked = await play('registered', [command('release'), ...fails, applied('registered')]);
    expect(walked.entered.slice(-3)).toEqual(['Parked', 'Outcome', 'Registered']);
    expect(walked.status).toBe('RUNNING');
    expect(put(walked, 'Registered')).toHaveLength(2);
  });

  it('of a first registration is parked, and nothing is registered', async () => {
    const walked = await play('none', [...fails, applied('none')]);
    expect(walked.entered).toEqual(['Resume', 'Register', 'Parked', 'Outcome', 'NotRegistered']);
    expect(put(walked, 'Parked')[0]?.arguments).toMatchObject({ Payload: { commandId } });
  });

  it('is lost when it cannot even be parked', async () => {
    const walked = await play('registered', [command('release'), ...fails, ...fails, ...fails.slice(2)]);
    expect(walked.entered.slice(-2)).toEqual(['Parked', 'Lost']);
    expect(walked).toMatchObject({ status: 'FAILED', error: 'Did.Lost' });
  });
});

describe('an answer without sense', () => {
  it.each([null, {}, 'closed', { next: 'nowhere' }])(
    '%j of a function loses the execution, not the case',
    async (answer) => {
      const walked = await play('registered', [command('release'), { result: invoked(answer) }]);
      expect(walked.entered.slice(-2)).toEqual(['Outcome', 'Lost']);
    },
  );

  it('of a token without a command id never reaches a function', async () => {
    const walked = await play('registered', [{ result: { verb: 'release' } }]);
    expect(walked.attempts.map(({ state }) => state)).toEqual(['Registered']);
    expect(walked).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('a refused registration ends without a case', async () => {
    const walked = await play('none', [applied('none')]);
    expect(walked.entered.at(-1)).toBe('NotRegistered');
    expect(walked.status).toBe('SUCCEEDED');
  });
});
