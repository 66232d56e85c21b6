import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { reviveCommand, settleCommand } from '../../functions/store/commands.ts';
import { transact } from '../../functions/store/table.ts';
import type { Step } from '../../functions/transitions/apply.ts';
import { park } from '../../functions/transitions/park.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  commandKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenWait,
  step,
  waitKey,
} from './record-samples.ts';
import { caseIn, data, declarationId, otherCommandId, policy } from './samples.ts';

const memory = new MemoryTable();
const run = (change: Partial<Step> = {}) =>
  park({ table: memory.table, policy, now: () => appliedAt }, { ...step, ...change });

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

describe('a transition that failed for good', () => {
  test.each([
    [0, 1, '2026-11-23T09:31:00.500Z'],
    [1, 2, '2026-11-23T09:32:00.500Z'],
    [2, 3, '2026-11-23T09:34:00.500Z'],
    [3, 4, '2026-11-23T09:38:00.500Z'],
  ])('after %d failures is put off, later each time', async (before, attempts, notBefore) => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {}, { attempts: before });
    expect(await run()).toEqual({ outcome: 'parked', next: 'registered', rollOver: false });
    expect(memory.get(waitKey)).toMatchObject({
      pending: { attempts, notBefore, verb: 'release' },
      agendaDue: notBefore,
    });
    expect(memory.get(waitKey)).not.toHaveProperty('taskToken');
    expect(memory.get(commandKey)).toMatchObject({ state: 'accepted' });
    expect(memory.all('task')).toEqual([]);
  });

  test('the fifth time is given up: the command has failed, a person is asked, the case waits on', async () => {
    const didCase = caseIn('registered');
    givenCase(memory, didCase);
    givenCommand(memory, 'release', {}, { attempts: 4 });
    expect(await run()).toEqual({ outcome: 'failed', next: 'registered', rollOver: false });
    expect(memory.get(commandKey)).toMatchObject({ state: 'failed', next: 'registered', settledAt: appliedAt });
    expect(memory.get(waitKey)).toMatchObject({ status: 'registered', generation: 1 });
    expect(memory.get(waitKey)).not.toHaveProperty('pending');
    expect(memory.get(caseKey)).toMatchObject({ status: 'registered', version: didCase.version });
    expect(memory.all('task')).toEqual([
      expect.objectContaining({ kind: 'command-failed', declarationId, openedAt: appliedAt }),
    ]);
    expect(memory.transactions).toHaveLength(1);
  });

  test('given up, its command stays until it is taken up, and goes ninety days after it was settled', async () => {
    givenCase(memory, caseIn('registered'));
    const { commandId } = givenCommand(memory, 'release', {}, { attempts: 4 });
    memory.set(commandKey, { ttl: 1_800_000_000 });
    await run();
    expect(memory.get(commandKey)).not.toHaveProperty('ttl');
    await transact(memory.table, [reviveCommand(memory.table, commandId, [])]);
    expect(memory.get(commandKey)).not.toHaveProperty('ttl');
    const settlement = { state: 'applied', next: 'reserved', settledAt: appliedAt } as const;
    await transact(memory.table, [settleCommand(memory.table, commandId, settlement)]);
    expect(memory.get(commandKey)).toMatchObject({ ttl: Date.parse('2027-02-21T09:30:00.000Z') / 1000 });
  });

  test('of a registration, the fifth time, leaves nothing that waits', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', { route: 'A', ...data }, { attempts: 4 });
    expect(await run()).toEqual({ outcome: 'failed', next: 'none', rollOver: false });
    expect(memory.get(waitKey)).toBeUndefined();
    expect(memory.get(commandKey)).toMatchObject({ state: 'failed', next: 'none' });
    expect(memory.all('task')).toHaveLength(1);
  });

  test('of a registration, before, waits for another attempt', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', { route: 'A', ...data });
    expect(await run()).toEqual({ outcome: 'parked', next: 'none', rollOver: false });
    expect(memory.get(waitKey)).toMatchObject({ pending: { attempts: 1 } });
  });
});

describe('what is left alone', () => {
  test.each(['applied', 'refused', 'failed'])('a command that was settled all the same: %s', async (state) => {
    givenCase(memory, caseIn('reserved'));
    givenCommand(memory, 'release', {});
    memory.set(commandKey, { state });
    const before = structuredClone([...memory.items]);
    expect(await run()).toEqual({ outcome: 'parked', next: 'reserved', rollOver: false });
    expect([...memory.items]).toEqual(before);
  });

  test('a generation that was passed over', async () => {
    givenCase(memory, caseIn('registered'), { generation: 2 });
    givenCommand(memory, 'release', {});
    expect(await run()).toEqual({ outcome: 'superseded', next: 'superseded', rollOver: false });
    expect(memory.transactions).toEqual([]);
  });

  test('another command that is under way', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    memory.set(waitKey, { pending: { commandId: otherCommandId, verb: 'withdraw', since: appliedAt, attempts: 0 } });
    expect((await run()).outcome).toBe('parked');
    expect(memory.transactions).toEqual([]);
  });

  test('a command that nobody knows', async () => {
    givenCase(memory, caseIn('registered'));
    expect(await run()).toEqual({ outcome: 'parked', next: 'registered', rollOver: false });
    expect(memory.transactions).toEqual([]);
  });
});
