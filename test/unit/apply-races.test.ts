import { beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../functions/domain/commands.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import { MailId, Subject } from '../../functions/domain/ids.ts';
import type { Verb } from '../../functions/domain/lifecycle.ts';
import { transact } from '../../functions/store/table.ts';
import { finishTask, getTask, openTask, taskIdOf } from '../../functions/store/tasks.ts';
import { apply, type Step } from '../../functions/transitions/apply.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  commandKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenOfficersCommand,
  givenWait,
  liveKey,
  profileKey,
  step,
  waitKey,
} from './record-samples.ts';
import { accredited, at, caseIn, cpi, data, declarationId, meeting, otherDeclarationId, policy } from './samples.ts';

const memory = new MemoryTable();
const run = (verb: Verb, change: Partial<Step> = {}, now: Instant = appliedAt) =>
  apply({ table: memory.table, policy, now: () => now }, commands[verb], { ...step, ...change });

const registration = { route: 'A', ...data };

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

describe('a step that comes twice', () => {
  test('gives the outcome that is stored, and writes nothing', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const first = await run('release');
    const left = structuredClone([...memory.items]);
    expect(await run('release', {}, at('2026-11-24T09:30:00.000Z'))).toEqual(first);
    expect([...memory.items]).toEqual(left);
  });

  test('at the same time is applied once', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const both = await Promise.all([run('release'), run('release')]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect(memory.transactions).toHaveLength(1);
    expect([memory.all('history').length, memory.all('mail').length]).toEqual([1, 1]);
    expect(memory.get(caseKey)).toMatchObject({ version: 2 });
  });

  test('after a refused registration, whose wait is gone, is refused again', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', registration);
    memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
    const first = await run('register');
    expect(await run('register')).toEqual(first);
  });

  test.each([
    ['applied', 'applied', 'reserved'],
    ['refused', 'refused', 'registered'],
    ['failed', 'failed', 'registered'],
    ['ignored', 'refused', 'registered'],
  ] as const)('of a command that is %s answers %s', async (state, outcome, next) => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    memory.set(commandKey, { state, next });
    expect(await run('release')).toEqual({ outcome, next, rollOver: false });
    expect(memory.transactions).toEqual([]);
  });
});

describe('a generation that was passed over', () => {
  test.each([1, 3])('%d, while the second holds the case, writes nothing', async (generation) => {
    givenCase(memory, caseIn('registered'), { generation: 2 });
    givenCommand(memory, 'release', {});
    expect(await run('release', { generation })).toEqual({
      outcome: 'superseded',
      next: 'superseded',
      rollOver: false,
    });
    expect(memory.transactions).toEqual([]);
  });

  test('between reading and writing writes nothing', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    memory.interrupt(() => memory.set(waitKey, { generation: 2 }));
    expect((await run('release')).outcome).toBe('superseded');
    expect(memory.transactions).toEqual([]);
    expect(memory.get(commandKey)).toMatchObject({ state: 'accepted' });
  });
});

describe('an edit that comes in between', () => {
  const edit = (changes: object) => () => {
    memory.set(caseKey, { ...changes, version: Number(memory.get(caseKey)?.['version']) + 1 });
  };

  test('is kept: the command is decided again on top of it', async () => {
    givenCase(memory, caseIn('reserved'));
    givenCommand(memory, 'withdraw', {});
    memory.interrupt(edit({ operatorId: cpi, operatorChosenOn: '2026-11-23' }));
    expect((await run('withdraw')).outcome).toBe('applied');
    expect(memory.get(caseKey)).toMatchObject({ status: 'withdrawn', version: 4, operatorId: cpi });
    expect(memory.transactions).toHaveLength(1);
  });

  test('may turn the decision into a refusal: the citizen has left the operator', async () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    givenCase(memory, didCase);
    givenOfficersCommand(memory, 'confirm', meeting, didCase);
    memory.interrupt(edit({ operatorId: accredited }));
    expect((await run('confirm')).outcome).toBe('refused');
    expect(memory.get(caseKey)).toMatchObject({ status: 'reserved', operatorId: accredited });
    expect(memory.get(commandKey)).toMatchObject({ refusal: { code: 'not-this-party' } });
  });

  test('three times over is a fault, for the machine to try again', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const again = edit({});
    memory.interrupt(again, again, again);
    await expect(run('release')).rejects.toThrow('3 times');
    expect(memory.get(commandKey)).toMatchObject({ state: 'accepted' });
    expect((await run('release')).outcome).toBe('applied');
  });

  test('another registration that took the guard of the live DID first', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', registration);
    memory.interrupt(() => memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId }));
    expect((await run('register')).outcome).toBe('refused');
    expect(memory.get(liveKey)).toMatchObject({ declarationId: otherDeclarationId });
    expect(memory.get(waitKey)).toBeUndefined();
  });
});

describe('roll-over', () => {
  const startedAt = step.executionStartedAt;

  test.each([
    ['after exactly 30 days', '2026-12-20T08:00:00.000Z', false],
    ['after 30 days and a moment', '2026-12-20T08:00:00.001Z', true],
  ])('%s', async (_, now, rollOver) => {
    expect(startedAt).toBe('2026-11-20T08:00:00.000Z');
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    expect(await run('release', {}, at(now))).toEqual({ outcome: 'applied', next: 'reserved', rollOver });
    expect(await run('release', {}, at(now))).toMatchObject({ rollOver });
  });

  test('is not for a case that has ended', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'withdraw', {});
    expect(await run('withdraw', {}, at('2027-11-20T08:00:00.000Z'))).toMatchObject({
      next: 'withdrawn',
      rollOver: false,
    });
  });
});

describe('a fault is thrown, for the machine to try again', () => {
  test.each<[string, () => void]>([
    ['no such command', () => memory.items.delete(`${commandKey.pk}|${commandKey.sk}`)],
    ['a command of another verb', () => memory.set(commandKey, { verb: 'withdraw' })],
    ['no wait', () => memory.items.delete(`${waitKey.pk}|${waitKey.sk}`)],
    ['no record of the citizen', () => memory.items.delete(`${profileKey.pk}|${profileKey.sk}`)],
    ['a damaged case', () => memory.set(caseKey, { status: 'lost' })],
    ['a damaged wait', () => memory.set(waitKey, { generation: 'one' })],
    ['a damaged command', () => memory.set(commandKey, { receivedAt: 'yesterday' })],
  ])('%s', async (_, damage) => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    damage();
    await expect(run('release')).rejects.toThrow();
    expect(memory.transactions).toEqual([]);
  });

  test('whatever DynamoDB says but a lost condition', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    memory.interrupt(() => Promise.reject(throttled));
    await expect(run('release')).rejects.toBe(throttled);
    expect((await run('release')).outcome).toBe('applied');
  });
});

describe('a closing rests on what it has seen', () => {
  const now = at('2027-03-04T03:10:00.000Z');
  const notice = (number: 1 | 2, on: string) => ({
    number,
    mailId: MailId.parse(otherDeclarationId),
    sentAt: at(on),
    servedAt: at(on),
  });
  const notices = [notice(1, '2027-02-01T03:10:00.000Z'), notice(2, '2027-02-24T03:10:00.000Z')];
  const task = {
    kind: 'mail-complaint',
    about: otherDeclarationId,
    declarationId,
    operatorId: cpi,
    openedAt: now,
  } as const;
  const open = async () => void (await transact(memory.table, openTask(memory.table, task)));
  const finish = async () => {
    const found = await getTask(memory.table, taskIdOf(task.kind, task.about));
    const done = { doneAt: now, doneBy: Subject.parse('somebody'), note: 'Fatto' };
    if (found) await transact(memory.table, finishTask(memory.table, found, done));
  };
  const closed = () => memory.get(caseKey)?.['status'];
  beforeEach(() => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices }));
    givenCommand(memory, 'expire', {}, { party: 'schedule', receivedAt: now });
  });
  const close = () => run('expire', {}, now);

  test('and is done where nothing stands against it, also after a task that is done', async () => {
    await open();
    await finish();
    expect(await close()).toMatchObject({ outcome: 'applied', next: 'expired' });
  });

  test('an office has something to do since the command was given: refused', async () => {
    await open();
    expect(await close()).toMatchObject({ outcome: 'refused' });
    expect(closed()).toBe('reserved');
  });

  test.each<[string, () => void | Promise<void>]>([
    ['an office gets something to do', open],
    [
      'an office gets something to do, again',
      async () => {
        await finish();
        await open();
      },
    ],
    ['the mailbox breaks', () => memory.set(profileKey, { mailboxBrokenAt: now, version: 2 })],
    ['the mailbox is replaced', () => memory.set(profileKey, { mailboxSince: now, version: 2 })],
  ])('%s at that very moment: refused', async (what, meanwhile) => {
    if (what.endsWith('again')) {
      await open();
      await finish();
      memory.set({ pk: `DID#${declarationId}`, sk: 'TASK' }, { mark: 'an earlier one' });
    }
    memory.interrupt(meanwhile);
    expect(await close()).toMatchObject({ outcome: 'refused' });
    expect(closed()).toBe('reserved');
  });

  test('a change that does not matter only has it decided again', async () => {
    memory.interrupt(() => memory.set(profileKey, { version: 2 }));
    expect(await close()).toMatchObject({ outcome: 'applied', next: 'expired' });
  });
});
