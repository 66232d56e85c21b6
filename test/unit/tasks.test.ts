import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as life } from '../../functions/api/life.ts';
import { handler } from '../../functions/api/queue.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { lookAtCase } from '../../functions/schedule/cases.ts';
import { transact } from '../../functions/store/table.ts';
import { type OfficeTask, obsoleteTask, openTask, readCaseTasks } from '../../functions/store/tasks.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, commandKey, givenCase, givenCitizen, givenCommand, givenWait, waitKey } from './record-samples.ts';
import {
  accredited,
  at,
  caseIn,
  citizenActor,
  commandId,
  cpi,
  data,
  day,
  declarationId,
  mario,
  meeting,
  officer,
  officerCode,
  otherCpi,
  otherDeclarationId,
  policy,
  receivedAt,
} from './samples.ts';

const memory = new MemoryTable();
const officerOf = (operatorId: string) => ({
  sub: `officer-of-${operatorId}`,
  role: 'operator',
  assurance: 'basic',
  operatorId,
  operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited',
  fiscalCode: officerCode,
});
const manager = { sub: 'the-manager', role: 'manager', assurance: 'basic', fiscalCode: officerCode };
const citizen = { sub: 'account-of-mario', role: 'citizen', assurance: 'basic' };
const taskId = `convene.${declarationId}`;
const isBusy = async () => (await readCaseTasks(memory.table, declarationId)).open.length > 0;

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  memory.set(
    { pk: 'SUB#account-of-mario', sk: 'SUB' },
    { entity: 'subject', citizenId: caseIn('confirmed').citizenId },
  );
});

describe('what an office is asked to look at', () => {
  const open = (operatorId: typeof cpi | undefined, openedAt = receivedAt) =>
    transact(
      memory.table,
      openTask(memory.table, { kind: 'convene', about: declarationId, declarationId, operatorId, openedAt }),
    );
  const list = async (claims: Record<string, string>) => (await call(handler, 'read-tasks', { claims })).body['items'];
  const finish = (claims: Record<string, string>, asked: Call = {}) =>
    call(handler, 'finish-task', { claims, id: taskId, body: { note: 'Telefonato, viene lunedì' }, ...asked });
  beforeEach(() => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
  });

  test('is on the list of the chosen operator, and on nobody else’s', async () => {
    await open(cpi);
    expect(await list(officerOf(cpi))).toEqual([expect.objectContaining({ taskId, kind: 'convene', declarationId })]);
    for (const claims of [officerOf(otherCpi), officerOf(accredited), manager]) expect(await list(claims)).toEqual([]);
  });

  test('is the manager’s where no operator is chosen', async () => {
    await open(undefined);
    expect(await list(manager)).toHaveLength(1);
    expect(await list(officerOf(cpi))).toEqual([]);
  });

  test('is done where what settles it comes before anybody asked: its completion finds it so', async () => {
    await transact(memory.table, obsoleteTask(memory.table, taskId, declarationId, receivedAt));
    expect((await finish(officerOf(cpi))).status).toBeLessThan(500);
    expect(memory.get({ pk: `TASK#${taskId}`, sk: 'TASK' })).toMatchObject({ kind: 'convene', doneAt: receivedAt });
    await open(cpi, at('2026-11-25T09:30:00.000Z'));
    expect(await list(officerOf(cpi))).toEqual([expect.objectContaining({ openedAt: '2026-11-25T09:30:00.000Z' })]);
  });

  test('is asked once about the same thing', async () => {
    await open(cpi);
    await open(cpi, at('2026-12-24T09:30:00.000Z'));
    expect(await list(officerOf(cpi))).toEqual([expect.objectContaining({ openedAt: receivedAt })]);
  });

  test('is done with a note, and no delay of the office holds up the case any more', async () => {
    await open(cpi);
    expect(await isBusy()).toBe(true);
    expect((await finish(officerOf(cpi))).status).toBe(200);
    expect(await list(officerOf(cpi))).toEqual([]);
    expect(await isBusy()).toBe(false);
    expect(memory.all('task')).toEqual([
      expect.objectContaining({
        doneBy: 'officer-of-cpi-milano',
        note: 'Telefonato, viene lunedì',
        doneAt: receivedAt,
      }),
    ]);
  });

  test('comes up again after it was done', async () => {
    await open(cpi);
    await finish(officerOf(cpi));
    await open(cpi, at('2026-12-24T09:30:00.000Z'));
    expect(await list(officerOf(cpi))).toHaveLength(1);
    expect(await isBusy()).toBe(true);
    expect((await finish(officerOf(cpi), { body: { note: 'Di nuovo' } })).status).toBe(200);
  });

  test('is done by whose list it is on, and by nobody about their own case', async () => {
    await open(cpi);
    expect((await finish(officerOf(otherCpi))).status).toBe(404);
    expect((await finish(manager)).status).toBe(404);
    expect((await finish(citizen)).status).toBe(403);
    expect(await finish({ ...officerOf(cpi), fiscalCode: mario.fiscalCode })).toMatchObject({
      status: 403,
      body: { code: 'own-case' },
    });
  });

  test('is done once; the same again is the same answer', async () => {
    await open(cpi);
    await finish(officerOf(cpi));
    expect((await finish(officerOf(cpi))).status).toBe(200);
    expect(await finish(officerOf(cpi), { body: { note: 'Altro' } })).toMatchObject({
      status: 409,
      body: { code: 'task-done' },
    });
  });

  test('is not done by staff whose account does not say who they are', async () => {
    await open(cpi);
    const { fiscalCode: _, ...nameless } = officerOf(cpi);
    expect(await finish(nameless)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test.each(['convene', 'nothing', `convene.${'x'.repeat(36)}`, `convene.${commandId}`])('%s is none', async (id) => {
    expect((await finish(officerOf(cpi), { id })).status).toBe(404);
  });
});

describe('what is to be done, when the citizen chooses another operator', () => {
  const open = (kind: OfficeTask['kind'], about: string, operatorId: typeof cpi | undefined) =>
    transact(memory.table, openTask(memory.table, { kind, about, declarationId, operatorId, openedAt: receivedAt }));
  const lists = async () => {
    const of = async (claims: Record<string, string>) =>
      Array.from<unknown>(Object((await call(handler, 'read-tasks', { claims })).body['items']))
        .map((task) => String(Object(task).kind))
        .toSorted();
    return [
      await of(officerOf(cpi)),
      await of(officerOf(otherCpi)),
      await of(officerOf(accredited)),
      await of(manager),
    ];
  };
  const choose = (operatorId: string) =>
    call(declarations, 'choose-operator', { claims: citizen, id: declarationId, body: { operatorId } });
  const begun = async ({ operatorId, ...more }: Partial<DidCase> = { operatorId: cpi }) => {
    givenCase(memory, caseIn('confirmed', { operatorId, ...more }));
    await open('convene', declarationId, operatorId);
    await open('mailbox-broken', otherDeclarationId, operatorId);
  };

  test('goes along, in the transaction of the choice', async () => {
    await begun();
    const before = memory.transactions.length;
    expect((await choose(otherCpi)).status).toBe(200);
    expect(await lists()).toEqual([[], ['convene', 'mailbox-broken'], [], []]);
    expect(memory.transactions.slice(before)).toHaveLength(1);
    expect(memory.all('task')).toMatchObject([{ operatorId: otherCpi }, { operatorId: otherCpi }]);
  });

  test('and an accredited body cannot do it, goes to the managers', async () => {
    await begun();
    await choose(accredited);
    expect(await lists()).toEqual([[], [], ['mailbox-broken'], ['convene']]);
    expect(memory.get({ pk: `TASK#${taskId}`, sk: 'TASK' })).not.toHaveProperty('operatorId');
  });

  test('and an accredited body cannot do it, goes to the job centre of the domicile where that is known', async () => {
    await begun({ operatorId: cpi, competentCpiId: otherCpi });
    await choose(accredited);
    expect(await lists()).toEqual([[], ['convene'], ['mailbox-broken'], []]);
  });

  test('and none had been chosen, comes from the managers', async () => {
    await begun({});
    expect(await lists()).toEqual([[], [], [], ['convene', 'mailbox-broken']]);
    await choose(cpi);
    expect(await lists()).toEqual([['convene', 'mailbox-broken'], [], [], []]);
  });

  test.each([
    ['an officer of the operator of before gave is done with', officer(cpi), []],
    ['the citizen gave goes along', citizenActor, ['command-failed']],
  ] as const)('and is about a command that failed, which %s', async (_, actor, left) => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    givenCommand(memory, 'confirm', meeting, { actor });
    memory.set(commandKey, { state: 'failed' });
    memory.set(waitKey, { pending: undefined });
    await open('command-failed', commandId, cpi);
    await choose(otherCpi);
    expect(await lists()).toEqual([[], left, [], []]);
    expect(await isBusy()).toBe(left.length > 0);
  });

  test('and is asked of another office, or of the managers, stays there', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    await open('old-did-overdue', declarationId, cpi);
    await open('proposal-made', declarationId, undefined);
    await choose(otherCpi);
    expect(await lists()).toEqual([['old-did-overdue'], [], [], ['proposal-made']]);
  });

  test('and a job centre must do it, goes to the one of the domicile where an accredited body is chosen', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: otherCpi, competentCpiId: cpi }));
    await open('letter', declarationId, otherCpi);
    await choose(accredited);
    expect(await lists()).toEqual([['letter'], [], [], []]);
  });

  test('and was to have them choose, is done with', async () => {
    const chooseAgain = { operatorId: otherCpi, since: day('2026-11-21') };
    givenCase(memory, caseIn('psp-signed', { operatorId: otherCpi, chooseAgain }));
    await open('choose-again', declarationId, cpi);
    await open('mail-complaint', otherDeclarationId, otherCpi);
    expect((await choose(accredited)).status).toBe(200);
    expect(await lists()).toEqual([[], [], ['mail-complaint'], []]);
  });

  test('and only who had the appointment knows it, is done with', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    await open('appointment-outcome', declarationId, cpi);
    await choose(otherCpi);
    expect(await lists()).toEqual([[], [], [], []]);
    expect(await isBusy()).toBe(false);
  });

  test('goes along when offices hand the case over', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi, competentCpiId: cpi }));
    await open('suspension-over', declarationId, cpi);
    await open('convene', declarationId, cpi);
    const body = { competentCpiId: otherCpi };
    expect((await call(life, 'transfer', { claims: officerOf(cpi), id: declarationId, body })).status).toBe(201);
    expect(await lists()).toEqual([[], ['convene', 'suspension-over'], [], []]);
  });

  test('and there are very many, all go along', async () => {
    await begun();
    for (let place = 0; place < 120; place += 1) {
      const about = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
      const task = { kind: 'letter', about, declarationId, operatorId: cpi, openedAt: receivedAt } as const;
      await transact(memory.table, openTask(memory.table, task));
    }
    expect((await choose(otherCpi)).status).toBe(200);
    const lists = memory.all('task').map(({ queueOperator }) => queueOperator);
    expect([lists.length >= 120, new Set(lists)]).toEqual([true, new Set([otherCpi])]);
  });

  describe('and there are very many, and the function dies with some of them done', () => {
    const someTasks = async () => {
      for (let place = 0; place < 40; place += 1) {
        const about = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
        const task = { kind: 'letter', about, declarationId, operatorId: cpi, openedAt: receivedAt } as const;
        await transact(memory.table, openTask(memory.table, task));
      }
    };
    const due = () => {
      const agendaDue = String(memory.get(caseKey)?.['agendaDue']);
      return { key: caseKey, entity: 'case', agendaDue } as const;
    };
    const on = (operatorId: string) => memory.all('task').filter((task) => task['queueOperator'] === operatorId).length;
    const diesAfter = (transactions: number) =>
      memory.interrupt(...Array.from({ length: transactions }, () => () => undefined), () => {
        throw new Error('killed');
      });
    const look = () => lookAtCase(memory.table, policy, due(), at('2026-11-24T10:00:00.000Z'));

    test.each([1, 2, 5])('the sweep does the rest; %i calls were done', async (calls) => {
      await begun();
      await someTasks();
      diesAfter(calls);
      expect((await choose(otherCpi)).status).toBe(500);
      expect(on(cpi)).toBeGreaterThan(0);
      await look();
      expect([on(cpi), on(otherCpi)]).toEqual([0, 42]);
      expect(memory.get(caseKey)).not.toHaveProperty('handingOver');
    });

    test('and the person chooses once more: nothing is left with either of before', async () => {
      await begun();
      await someTasks();
      await open('appointment-outcome', declarationId, cpi);
      diesAfter(1);
      await choose(otherCpi);
      await choose(accredited);
      await look();
      expect([on(cpi), on(otherCpi)]).toEqual([0, 0]);
      expect((await lists())[2]).not.toContain('appointment-outcome');
    });
  });

  test('and was done before, stays with who did it', async () => {
    await begun();
    const done = { claims: officerOf(cpi), id: taskId, body: { note: 'Convocato' } };
    await call(handler, 'finish-task', done);
    await choose(otherCpi);
    expect(memory.get({ pk: `TASK#${taskId}`, sk: 'TASK' })).toMatchObject({ operatorId: cpi, note: 'Convocato' });
  });

  test.each([
    ['opened', () => open('mail-complaint', commandId, cpi)],
    ['done', () => call(handler, 'finish-task', { claims: officerOf(cpi), id: taskId, body: { note: 'Fatto' } })],
  ])('and something is %s at that moment: nothing is left behind', async (_, meanwhile) => {
    await begun();
    memory.interrupt(async () => void (await meanwhile()));
    expect((await choose(otherCpi)).status).toBe(200);
    const [before] = await lists();
    expect(before).toEqual([]);
  });
});

describe('a command that failed', () => {
  const retry = (claims: Record<string, string>) => call(commands, 'retry-command', { claims, id: commandId });
  const failed = () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    givenCase(memory, didCase);
    givenCommand(memory, 'confirm', meeting, { receivedAt: at('2026-11-20T09:30:00.000Z') });
    memory.set(commandKey, { state: 'failed', settledAt: receivedAt });
    memory.set(waitKey, { pending: undefined });
  };

  test('is taken up by the office, with its legal instant as it was', async () => {
    failed();
    expect((await retry(officerOf(cpi))).status).toBe(202);
    expect(memory.get(commandKey)).toMatchObject({ state: 'accepted', receivedAt: '2026-11-20T09:30:00.000Z' });
    expect(memory.get(waitKey)).toMatchObject({ pending: { commandId, verb: 'confirm', attempts: 0 } });
  });

  describe('asked twice under the same key', () => {
    const again = (body: object = {}, key = 'retry-key-1') =>
      call(commands, 'retry-command', {
        claims: officerOf(cpi),
        id: commandId,
        headers: { 'idempotency-key': key },
        body,
      });

    test.each(['accepted', 'applied', 'refused', 'failed'])(
      'gives the same answer, though the command is %s by then',
      async (state) => {
        failed();
        const first = await again();
        expect(first.status).toBe(202);
        memory.set(commandKey, { state });
        expect(await again()).toEqual(first);
        expect(memory.get(commandKey)).toMatchObject({ state });
      },
    );

    test('and another body is refused; another key is another request', async () => {
      failed();
      await again();
      expect(await again({ other: true })).toMatchObject({ status: 422, body: { code: 'key-reused' } });
      expect(await again({}, 'retry-key-2')).toMatchObject({ status: 409, body: { code: 'command-not-failed' } });
      memory.set(commandKey, { state: 'failed' });
      memory.set(waitKey, { pending: undefined });
      expect((await again({}, 'retry-key-2')).status).toBe(202);
      expect((await again()).status).toBe(202);
    });

    test('at once: both are answered the same', async () => {
      failed();
      const [one, other] = await Promise.all([again(), again()]);
      expect([one.status, other.body]).toEqual([202, one.body]);
    });
  });

  test('is not for a stranger, nor for the citizen, nor about one’s own case', async () => {
    failed();
    expect((await retry(officerOf(otherCpi))).status).toBe(404);
    expect((await retry(citizen)).status).toBe(403);
    expect((await retry({ ...officerOf(cpi), fiscalCode: mario.fiscalCode })).status).toBe(403);
    expect(memory.get(commandKey)).toMatchObject({ state: 'failed' });
  });

  test.each(['accepted', 'applied', 'refused', 'ignored'])('is not one that is %s', async (state) => {
    failed();
    memory.set(commandKey, { state });
    expect(await retry(officerOf(cpi))).toMatchObject({ status: 409, body: { code: 'command-not-failed' } });
    expect(memory.get(commandKey)).toMatchObject({ state });
  });

  test('waits its turn behind another', async () => {
    failed();
    memory.set(waitKey, { pending: { commandId: declarationId, verb: 'withdraw', since: receivedAt, attempts: 0 } });
    expect(await retry(officerOf(cpi))).toMatchObject({ status: 409, headers: { 'retry-after': '1' } });
    expect(memory.get(commandKey)).toMatchObject({ state: 'failed' });
  });

  test('and was a registration has left nothing to take up', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', { route: 'A', ...data });
    memory.set(commandKey, { state: 'failed' });
    expect((await retry(manager)).status).toBe(409);
  });
});
