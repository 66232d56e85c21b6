import './function-environment.ts';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand, TaskTimedOut } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { handler as outbox } from '../../functions/outbox/handler.ts';
import { handler as publish } from '../../functions/publish/handler.ts';
import { handler as sweep } from '../../functions/schedule/handler.ts';
import { context } from './api-calls.ts';
import type { Item } from './memory-expressions.ts';
import { type Change, MemoryTable } from './memory-table.ts';
import {
  caseKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenMail,
  givenWait,
  historyKey,
  mailKeyOf,
  waitKey,
} from './record-samples.ts';
import { caseIn, commandId, data, declarationId, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const ses = mockClient(SESClient);
const bus = mockClient(EventBridgeClient);
mockClient(KMSClient)
  .on(GenerateMacCommand)
  .resolves({ Mac: new Uint8Array(32) });
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

/** Changes of items as the table's stream brings them. */
function streamOf(...changes: Change[]): DynamoDBStreamEvent {
  const image = (item: Item) => JSON.parse(JSON.stringify(marshall(item, { removeUndefinedValues: true })));
  return {
    Records: changes.map(({ before, after }, index) => ({
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      dynamodb: {
        SequenceNumber: String(index + 1),
        ...(before && { OldImage: image(before) }),
        ...(after && { NewImage: image(after) }),
      },
    })),
  };
}
const bring = (...changes: Change[]) => outbox(streamOf(...changes), context);
const inserted = (after: Item | undefined): Change => ({ before: undefined, after });
const started = () => sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input.name);
const delivered = () => sfn.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input.taskToken);

beforeEach(() => {
  memory.clear();
  sfn.reset();
  ses.reset();
  bus.reset();
  sfn.on(StartExecutionCommand).resolves({});
  sfn.on(SendTaskSuccessCommand).resolves({});
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
  givenCitizen(memory);
});

describe('the outbox', () => {
  const pending = { commandId, verb: 'release', since: receivedAt, attempts: 0 } as const;

  test('starts the execution of a registration', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', { route: 'A', ...data });
    expect(await bring(inserted(memory.get(waitKey)))).toEqual({ batchItemFailures: [] });
    expect(started()).toEqual([`${declarationId}-1`]);
    expect(delivered()).toEqual([]);
  });

  test('starts the next generation, and nothing for the same one', async () => {
    const before = givenWait(memory, { status: 'confirmed', taskToken: 'one' });
    const { taskToken: _, ...next } = { ...before, entity: 'wait', generation: 2 };
    await bring({ before: { entity: 'wait', ...before }, after: next });
    expect(started()).toEqual([`${declarationId}-2`]);
    await bring({ before: next, after: { ...next, taskToken: 'two' } });
    expect(started()).toHaveLength(1);
  });

  test.each<[string, object, object]>([
    ['a token comes to a command', { pending }, { pending, taskToken: 'a-token' }],
    ['a command comes to a token', { taskToken: 'a-token' }, { pending, taskToken: 'a-token' }],
    ['another token comes', { pending, taskToken: 'another' }, { pending, taskToken: 'a-token' }],
  ])('hands over a command when %s', async (_, before, after) => {
    const wait = { entity: 'wait', ...givenWait(memory, { status: 'registered' }) };
    await bring({ before: { ...wait, ...before }, after: { ...wait, ...after } });
    expect(delivered()).toEqual(['a-token']);
  });

  test.each<[string, object, object]>([
    [
      'nothing of both has changed',
      { pending, taskToken: 'a-token' },
      { pending, taskToken: 'a-token', agendaDue: 'x' },
    ],
    ['there is no command', {}, { taskToken: 'a-token' }],
    ['there is no token', {}, { pending }],
    ['the command is settled', { pending, taskToken: 'a-token' }, {}],
  ])('hands over nothing when %s', async (_, before, after) => {
    const wait = { entity: 'wait', ...givenWait(memory, { status: 'registered' }) };
    await bring({ before: { ...wait, ...before }, after: { ...wait, ...after } });
    expect(sfn.calls()).toEqual([]);
  });

  test('takes a token that is closed for delivered, or lost', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(new TaskTimedOut({ message: 'Task Timed Out', $metadata: {} }));
    const wait = { entity: 'wait', ...givenWait(memory, { status: 'registered' }) };
    expect(await bring({ before: wait, after: { ...wait, pending, taskToken: 'a-token' } })).toEqual({
      batchItemFailures: [],
    });
  });

  test('sends a mail that is queued, and not what it says of itself afterwards', async () => {
    const mail = givenMail(memory);
    const queued = memory.get(mailKeyOf(mail));
    await bring(inserted(queued));
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
    await bring({ before: queued, after: memory.get(mailKeyOf(mail)) });
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'sent' });
  });

  test('looks at nothing else, nor at what is gone', async () => {
    givenCase(memory, caseIn('registered'));
    const changes = [caseKey, waitKey].map((key) => ({ before: memory.get(key), after: undefined }));
    expect(await bring(...changes, inserted(memory.get(caseKey)))).toEqual({ batchItemFailures: [] });
    expect([sfn.calls(), ses.calls()]).toEqual([[], []]);
  });

  test('gives back a record that failed and those after it, and keeps what was done before', async () => {
    sfn.on(StartExecutionCommand).rejects(throttled);
    const mail = givenMail(memory);
    givenWait(memory, {});
    const changes = [
      inserted(memory.get(mailKeyOf(mail))),
      inserted(memory.get(waitKey)),
      inserted(memory.get(waitKey)),
    ];
    expect(await bring(...changes)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'sent' });
    expect(sfn.commandCalls(StartExecutionCommand)).toHaveLength(1);
  });
});

describe('what the bus is told', () => {
  const entry = (sequence: number) => ({
    ...historyKey(sequence),
    entity: 'history',
    declarationId,
    sequence,
    event: 'release',
    from: 'registered',
    to: 'reserved',
    by: { party: 'citizen', subject: 'account-of-mario', assurance: 'basic' },
    receivedAt,
    appliedAt: receivedAt,
    rules: ['S0:25'],
    policy: 'lombardia-2017',
  });
  const tell = (...changes: Change[]) => publish(streamOf(...changes), context);
  const told = () => bus.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
  beforeEach(() => {
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'e' })) }));
  });

  test('is every entry of the history, without the account', async () => {
    expect(await tell(inserted(entry(2)))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual([
      { EventBusName: 'did-test', Source: 'did', DetailType: 'declaration.release', Detail: expect.any(String) },
    ]);
    const detail = told()[0]?.Detail ?? '{}';
    expect(JSON.parse(detail)).toMatchObject({
      id: `${declarationId}-2`,
      schema: 1,
      declarationId,
      sequence: 2,
      to: 'reserved',
      by: { party: 'citizen' },
    });
    expect(detail).not.toContain('account-of-mario');
  });

  test('is what INPS acts on beside, with a name of its own and nothing personal; both are told again together', async () => {
    const sanction = {
      ...{ what: 'effect-due', decision: 2, conditionality: 'dlgs-150-2015', rule: 'art. 21 c.7 a', kind: 'cut' },
      ...{ days: 8, from: '2026-11-19', to: '2026-11-26', on: '2026-12-14' },
      benefit: { kind: 'naspi', protocol: 'INPS.1' },
    };
    const served = { ...entry(3), event: 'serve-act', from: 'psp-signed', to: 'psp-signed', sanction };
    expect(await tell(inserted(served))).toEqual({ batchItemFailures: [] });
    expect(told().map(({ DetailType }) => DetailType)).toEqual(['declaration.serve-act', 'sanction.effect-due']);
    const [history, beside] = told().map(({ Detail = '{}' }) => JSON.parse(Detail));
    expect(history).not.toHaveProperty('sanction');
    const { what: _, ...facts } = sanction;
    expect(beside).toEqual({
      id: `${declarationId}-3-effect-due`,
      schema: 1,
      declarationId,
      appliedAt: receivedAt,
      ...facts,
    });
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
      Entries: Entries.map(({ DetailType }: { DetailType: string }) =>
        DetailType.startsWith('sanction.') ? { ErrorCode: 'InternalFailure' } : { EventId: 'e' },
      ),
    }));
    expect(await tell(inserted(entry(2)), inserted(served))).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  test('passes over what it cannot read, and counts it for the alarm', async () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'CRITICAL');
    vi.resetModules();
    const { handler } = await import('../../functions/publish/handler.ts');
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const command = { ...givenCommand(memory, 'release', {}), entity: 'command', verb: 'a verb of tomorrow' };
    const unread = [inserted({ ...entry(3), to: 'a status of tomorrow' }), inserted(command)];
    const { Records } = streamOf(inserted(entry(2)), ...unread, inserted(entry(4)));
    expect(await handler({ Records: [{ eventName: 'INSERT' }, ...Records] }, context)).toEqual({
      batchItemFailures: [],
    });
    const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)));
    written.mockRestore();
    expect(lines).toEqual([expect.objectContaining({ RecordUnreadable: 3 })]);
    expect(told().map(({ Detail = '{}' }) => JSON.parse(Detail).sequence)).toEqual([2, 4]);
  });

  test('is nothing but new history', async () => {
    givenCase(memory, caseIn('reserved'));
    await tell(
      inserted(memory.get(caseKey)),
      inserted(memory.get(waitKey)),
      { before: entry(2), after: entry(2) },
      { before: entry(2), after: undefined },
    );
    expect(bus.calls()).toEqual([]);
  });

  test('goes in tens, which is what a bus takes at once', async () => {
    await tell(...Array.from({ length: 25 }, (_, index) => inserted(entry(index + 1))));
    expect(bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.length)).toEqual([10, 10, 5]);
  });

  test('comes again from the first that the bus did not take', async () => {
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
      Entries: Entries.map((_: unknown, index: number) =>
        index === 1 ? { ErrorCode: 'ThrottlingException' } : { EventId: 'e' },
      ),
    }));
    expect(await tell(inserted(entry(2)), inserted(entry(3)), inserted(entry(4)))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
  });

  test('comes again as a whole when the bus cannot be reached', async () => {
    bus.on(PutEventsCommand).rejects(throttled);
    await expect(tell(inserted(entry(2)))).rejects.toThrow('slow down');
  });
});

describe('what comes in has a number of the register', () => {
  const numbers = () => memory.all('protocol-entry').map(({ number, subject }) => [number, subject]);
  const hand = (...changes: Change[]) => publish(streamOf(...changes), context);
  const made = {
    pk: 'COMMAND#0b6f0a53-6c1e-5a52-94e0-5c0b8a0e2f1d',
    sk: 'EDIT',
    entity: 'edit',
    bodyHash: 'b'.repeat(64),
    receiptNumber: 'R-20261123-ABCDEF012345',
    what: 'choose-operator',
    party: 'citizen',
    declarationId,
    receivedAt,
  };
  beforeEach(() => {
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'e' })) }));
    givenCommand(memory, 'release', {});
  });
  const command = () => inserted(memory.get({ pk: `COMMAND#${commandId}`, sk: 'COMMAND' }));

  test('commands and edits of a citizen, once however often the stream brings them', async () => {
    expect(await hand(command(), inserted(made))).toEqual({ batchItemFailures: [] });
    await hand(inserted(made), command());
    expect(numbers()).toEqual([
      ['2026/0000001', 'release'],
      ['2026/0000002', 'choose-operator'],
    ]);
    const [line] = memory.all('protocol-entry');
    expect(line).toMatchObject({ direction: 'in', correspondent: 'citizen', receivedAt, declarationId });
    expect(JSON.stringify(memory.all('protocol-entry'))).not.toMatch(/Mario|Rossi|RSSMRA/);
  });

  test('what an office does, what was ignored, and the history do not', async () => {
    const { after } = command();
    await hand(
      inserted({ ...made, party: 'cpi' }),
      inserted({ ...after, party: 'cpi', verb: 'confirm' }),
      inserted({ ...after, state: 'ignored' }),
    );
    expect(numbers()).toEqual([]);
  });

  test('the register being down holds up no event, and what it did not take comes again with what follows', async () => {
    const entry = {
      ...historyKey(2),
      ...{ entity: 'history', declarationId, sequence: 2, event: 'release', from: 'registered', to: 'reserved' },
      by: { party: 'citizen', subject: 'account-of-mario', assurance: 'basic' },
      ...{ receivedAt, appliedAt: receivedAt, rules: [], policy: 'lombardia-2017' },
    };
    memory.interrupt(() => {
      throw throttled;
    });
    expect(await hand(command(), inserted(made), inserted(entry))).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
    expect(bus.commandCalls(PutEventsCommand)).toHaveLength(1);
    expect(numbers()).toEqual([]);
    await hand(command(), inserted(made), inserted(entry));
    expect(numbers()).toHaveLength(2);
  });

  test('what the stream gave up is entered by hand, in the order in which it came', async () => {
    memory.set({ pk: made.pk, sk: made.sk }, { ...made, receivedAt: '2026-11-22T10:00:00.000Z' });
    const event = { action: 'enter-requests', from: '2026-11-22T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' };
    const run = () => sweep(event, { ...context, getRemainingTimeInMillis: () => 60_000 });
    expect(await run()).toEqual({ entered: 2 });
    expect(await run()).toEqual({ entered: 2 });
    memory.set(
      { pk: 'COMMAND#of-tomorrow', sk: 'COMMAND' },
      { ...command().after, pk: 'COMMAND#of-tomorrow', verb: 'tomorrow' },
    );
    expect(await run()).toEqual({ entered: 2 });
    expect(numbers().map(([, subject]) => subject)).toEqual(['choose-operator', 'release']);
  });
});

describe('what the bus is told again', () => {
  const entry = (sequence: number, appliedAt: string) => ({
    entity: 'history',
    declarationId,
    sequence,
    event: 'release',
    from: 'registered',
    to: 'reserved',
    by: { party: 'citizen', subject: 'account-of-mario', assurance: 'basic' },
    receivedAt,
    appliedAt,
    rules: ['S0:25'],
    policy: 'lombardia-2017',
  });
  const again = (event: object, inTime = true) =>
    sweep({ action: 'republish', ...event }, { ...context, getRemainingTimeInMillis: () => (inTime ? 60_000 : 0) });
  const ids = () =>
    bus
      .commandCalls(PutEventsCommand)
      .flatMap(({ args }) => args[0].input.Entries ?? [])
      .map(({ Detail = '{}' }) => JSON.parse(Detail).id);
  const other = '00000000-0000-4000-8000-000000000001';
  beforeEach(() => {
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'e' })) }));
    for (const [sequence, day] of [1, 2, 3].entries())
      memory.set(historyKey(day), entry(day, `2026-11-0${sequence + 1}T10:00:00.000Z`));
    memory.set(
      { pk: `DID#${other}`, sk: 'HISTORY#00000001' },
      { ...entry(1, '2026-11-02T11:00:00.000Z'), declarationId: other },
    );
    givenCase(memory, caseIn('reserved'));
  });

  test('passes over an entry that cannot be read', async () => {
    memory.set(historyKey(2), { to: 'a status of tomorrow' });
    expect(await again({ from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' })).toEqual({ told: 3 });
  });

  test('is the history of a DID, under the ids of before', async () => {
    expect(await again({ declarationId })).toEqual({ told: 3 });
    expect(ids()).toEqual([`${declarationId}-1`, `${declarationId}-2`, `${declarationId}-3`]);
    const before = bus.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries?.[0]?.Detail;
    bus.resetHistory();
    await publish(streamOf(inserted({ ...historyKey(1), ...entry(1, '2026-11-01T10:00:00.000Z') })), context);
    expect(bus.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries?.[0]?.Detail).toBe(before);
  });

  test('is all that happened from an instant on, before another', async () => {
    const asked = { from: '2026-11-02T10:00:00.000Z', to: '2026-11-03T10:00:00.000Z' };
    expect(await again(asked)).toEqual({ told: 2 });
    expect(ids().toSorted()).toEqual([`${other}-1`, `${declarationId}-2`].toSorted());
  });

  test('goes on from where time ran out', async () => {
    for (let sequence = 4; sequence <= 150; sequence += 1)
      memory.set(historyKey(sequence), entry(sequence, '2026-11-05T10:00:00.000Z'));
    const first = Object(await again({ declarationId }, false));
    expect(first).toEqual({ told: 100, cursor: expect.any(String) });
    expect(await again({ declarationId, cursor: first.cursor }, false)).toEqual({ told: 50 });
    expect(new Set(ids()).size).toBe(150);
  });

  test('is a fault if the bus does not take it', async () => {
    bus.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'ThrottlingException' }] });
    await expect(again({ declarationId })).rejects.toThrow('the bus did not take');
  });

  test.each([{}, { from: receivedAt }, { declarationId: 'one' }])(
    'is nothing that is not named whole: %j',
    async (asked) => {
      await expect(again(asked)).rejects.toThrow();
      expect(bus.calls()).toEqual([]);
    },
  );
});
