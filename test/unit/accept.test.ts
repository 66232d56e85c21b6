import './function-environment.ts';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand, TaskTimedOut } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptCommand, type Order } from '../../functions/api/accept.ts';
import type { SignedRequest } from '../../functions/api/http.ts';
import { type Reply, worded } from '../../functions/api/problem.ts';
import { Subject } from '../../functions/domain/ids.ts';
import { registerCommand } from '../../functions/domain/verbs/register.ts';
import { releaseCommand } from '../../functions/domain/verbs/release.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, givenWait, liveKey, quietTools, record, waitKey } from './record-samples.ts';
import {
  caseIn,
  citizenActor,
  data,
  declarationId,
  mario,
  otherCommandId,
  otherDeclarationId,
  receivedAt,
  strongActor,
  subject,
  today,
} from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const machine = { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn };
const didCase = caseIn('registered');

interface Asked {
  readonly key?: string;
  readonly body?: unknown;
  readonly path?: string;
  readonly language?: 'it' | 'en';
}

async function accept(
  order: Order,
  { key = 'key-00000001', body = {}, path = '/v1/declarations', language = 'it' }: Asked,
): Promise<Reply> {
  const request: SignedRequest = {
    action: 'release',
    method: 'POST',
    path,
    parameters: {},
    query: {},
    headers: {},
    key,
    body,
    rawBody: JSON.stringify(body),
    receivedAt,
    today,
    language,
    actor: order.actor,
    provenEmail: undefined,
  };
  return worded(await acceptCommand(memory.table, machine, request, order, quietTools()));
}

const citizen: Omit<Order, 'command'> = { actor: citizenActor, party: 'citizen', citizen: record };

function ask({ order = {}, ...asked }: Asked & { readonly order?: Partial<Order> } = {}): Promise<Reply> {
  const path = `/v1/declarations/${declarationId}/release`;
  return accept({ ...citizen, command: releaseCommand, didCase, ...order }, { path, ...asked });
}

function register(asked: Asked = {}): Promise<Reply> {
  return accept({ ...citizen, command: registerCommand }, { body: { route: 'A', ...data }, ...asked });
}

const commandsStored = () => memory.all('command');

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(StartExecutionCommand).resolves({});
  givenCitizen(memory);
});

describe('a command that the domain would allow', () => {
  test('is received: a receipt, and where to look', async () => {
    givenCase(memory, didCase);
    const { status, body, headers } = await ask();
    const [command] = commandsStored();
    expect(status).toBe(202);
    expect(body).toEqual({
      commandId: command?.['commandId'],
      declarationId,
      receiptNumber: expect.stringMatching(/^R-20261123-[0-9A-F]{12}$/),
    });
    expect(headers).toEqual({ location: `/v1/commands/${command?.['commandId']}` });
  });

  test('is stored with its place on the wait, in one transaction', async () => {
    givenCase(memory, didCase);
    await ask({ order: { actor: strongActor } });
    expect(memory.transactions).toEqual([['command', 'wait']]);
    const [command] = commandsStored();
    expect(command).toMatchObject({
      state: 'accepted',
      verb: 'release',
      party: 'citizen',
      receivedAt,
      actor: { subject, assurance: 'strong', idp: 'SPID' },
      // Ninety days after its receipt.
      ttl: Date.parse('2027-02-21T09:30:00.000Z') / 1000,
    });
    expect(JSON.stringify(command)).not.toContain(mario.fiscalCode);
    expect(memory.get(waitKey)).toMatchObject({
      pending: { commandId: command?.['commandId'], verb: 'release', since: receivedAt, attempts: 0 },
      agendaDue: '2026-11-23T09:31:00.000Z',
    });
  });

  test('wakes the execution that waits for it', async () => {
    givenCase(memory, didCase, { taskToken: 'the-token' });
    await ask();
    const [call] = sfn.commandCalls(SendTaskSuccessCommand);
    expect(call?.args[0].input.taskToken).toBe('the-token');
  });

  test.each([
    ['is not there yet', undefined, undefined],
    ['has closed its token', 'a-token', new TaskTimedOut({ message: 'Task Timed Out', $metadata: {} })],
    ['cannot be reached', 'a-token', Object.assign(new Error('slow down'), { name: 'ThrottlingException' })],
  ])('is received all the same when the execution %s', async (_, taskToken, error) => {
    givenCase(memory, didCase, { taskToken });
    if (error) sfn.on(SendTaskSuccessCommand).rejects(error);
    expect((await ask()).status).toBe(202);
    expect(commandsStored()).toHaveLength(1);
  });

  test('of a registration opens the wait of the first generation and starts it', async () => {
    const { status, body } = await register();
    expect(status).toBe(202);
    const [wait] = memory.all('wait');
    expect(wait).toMatchObject({ generation: 1, pending: { verb: 'register' }, citizenId: record.citizenId });
    expect(wait).not.toHaveProperty('status');
    expect(body).toMatchObject({ declarationId: wait?.['declarationId'] });
    const [call] = sfn.commandCalls(StartExecutionCommand);
    expect(call?.args[0].input.name).toBe(`${wait?.['declarationId']}-1`);
    expect(memory.all('case')).toEqual([]);
  });
});

describe('the same key', () => {
  test('with the same body gives the first answer again, and changes nothing', async () => {
    givenCase(memory, didCase);
    const first = await ask();
    const left = structuredClone([...memory.items]);
    expect(await ask()).toEqual(first);
    expect([...memory.items]).toEqual(left);
    expect(sfn.commandCalls(SendTaskSuccessCommand)).toHaveLength(1);
  });

  test.each(['applied', 'refused', 'failed'])('gives it even once the command is %s', async (state) => {
    givenCase(memory, didCase);
    const first = await ask();
    const id = String(commandsStored()[0]?.['commandId']);
    memory.set({ pk: `COMMAND#${id}`, sk: 'COMMAND' }, { state });
    expect(await ask({ order: { didCase: caseIn('reserved') } })).toEqual(first);
  });

  test('with another body is refused', async () => {
    await register();
    const other = await register({ body: { route: 'A', ...data, lastJobEndedOn: '2026-08-31' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    expect(commandsStored()).toHaveLength(1);
  });

  test('twice at once is one command', async () => {
    givenCase(memory, didCase);
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(two);
    expect(one.status).toBe(202);
    expect(commandsStored()).toHaveLength(1);
  });

  test('of a registration twice at once opens one wait', async () => {
    const [one, two] = await Promise.all([register(), register()]);
    expect([one.status, two.status]).toEqual([202, 202]);
    expect(one.body).toEqual(two.body);
    expect([commandsStored().length, memory.all('wait').length]).toEqual([1, 1]);
  });

  test('of another account, or on another path, is another command', async () => {
    const other = { actor: { ...citizenActor, subject: Subject.parse('another-account') } };
    const ids = new Set<unknown>();
    for (const asked of [{}, { order: other }, { path: `/v1/declarations/${otherDeclarationId}/release` }]) {
      memory.clear();
      givenCase(memory, didCase);
      expect((await ask(asked)).status).toBe(202);
      ids.add(commandsStored()[0]?.['commandId']);
    }
    expect(ids.size).toBe(3);
  });
});

describe('a command that meets another', () => {
  const pending = { commandId: otherCommandId, verb: 'withdraw', since: receivedAt, attempts: 0 } as const;

  test('under way is stored as ignored: 409, try again in a second', async () => {
    givenCase(memory, didCase, { pending });
    const { status, headers, body } = await ask();
    expect(status).toBe(409);
    expect(headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json' });
    expect(commandsStored()).toEqual([expect.objectContaining({ state: 'ignored', verb: 'release' })]);
    expect(body).toMatchObject({ code: 'command-pending', commandId: commandsStored()[0]?.['commandId'] });
    expect(memory.get(waitKey)).toMatchObject({ pending });
    expect(sfn.calls()).toEqual([]);
  });

  test('at the same time: one is received, the other is to try again', async () => {
    givenCase(memory, didCase);
    const both = await Promise.all([ask({ key: 'one-key-1' }), ask({ key: 'another-key-2' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(
      commandsStored()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['accepted', 'ignored']);
  });

  test('is taken under the same key once the other is settled', async () => {
    givenCase(memory, didCase, { pending });
    await ask();
    givenCase(memory, didCase);
    memory.set(waitKey, { pending: undefined });
    expect((await ask()).status).toBe(202);
    expect(commandsStored()).toEqual([expect.objectContaining({ state: 'accepted' })]);
  });

  test('that ended the case just before is given to no execution that is not there', async () => {
    givenWait(memory, { status: 'withdrawn' });
    expect((await ask()).status).toBe(409);
    expect(memory.get(waitKey)).not.toHaveProperty('pending');
  });

  test('speaks English to who asks for it', async () => {
    givenCase(memory, didCase, { pending });
    expect(await ask({ language: 'en' })).toMatchObject({ body: { detail: expect.stringContaining('Try again') } });
  });
});

describe('what the domain refuses', () => {
  test('is answered at once and stored nowhere', async () => {
    givenCase(memory, caseIn('reserved'));
    const left = structuredClone([...memory.items]);
    expect(await ask({ order: { didCase: caseIn('reserved') } })).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: 'urn:did-psp:problem:wrong-status', code: 'wrong-status', rule: 'lifecycle', status: 409 },
    });
    expect([...memory.items]).toEqual(left);
  });

  test('is decided anew under the same key', async () => {
    givenCase(memory, didCase);
    expect((await ask({ order: { didCase: caseIn('reserved') } })).status).toBe(409);
    expect((await ask()).status).toBe(202);
  });

  test('names field and rule of a body that breaks one', async () => {
    const reply = await register({ body: { route: 'A', ...data, lastJobEndedOn: '2026-11-24' } });
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'job-not-ended', errors: [{ field: 'lastJobEndedOn', rule: 'S0:5' }] },
    });
    expect(memory.transactions).toEqual([]);
  });

  test('names each field of a body that is none, never its value', async () => {
    const reply = await register({ body: { ...data, route: 'A', lastJobEndedOn: '2026-02-31', surprise: 'Mario' } });
    expect(reply.status).toBe(422);
    expect(reply).toMatchObject({ body: { code: 'invalid' } });
    expect(JSON.stringify(reply.body)).toMatch(/lastJobEndedOn.*surprise|surprise.*lastJobEndedOn/);
    expect(JSON.stringify(reply.body)).not.toMatch(/Mario|2026-02-31/);
  });

  test('a second live DID', async () => {
    memory.set(liveKey, { entity: 'guard', declarationId });
    expect(await register()).toMatchObject({ status: 409, body: { code: 'live-did-exists' } });
  });

  test('the digital identity of somebody else, which the transition could not tell any more', async () => {
    givenCase(memory, didCase);
    const reply = await ask({ order: { actor: { ...strongActor, fiscalCode: 'BNCNNA90A41F205X' } } });
    expect(reply).toMatchObject({ status: 422, body: { code: 'fiscal-code-not-yours' } });
    expect(commandsStored()).toEqual([]);
  });
});

test('a case without a wait is a fault: the record is damaged', async () => {
  await expect(ask()).rejects.toThrow('not in the record');
});
