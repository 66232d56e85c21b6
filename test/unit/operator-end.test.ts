import './function-environment.ts';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { endsAt } from '../../functions/domain/operator-end.ts';
import type { Operator } from '../../functions/domain/operators.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { lineItem, operatorItem } from '../../functions/store/directory.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, historyKey, quietTools } from './record-samples.ts';
import { accredited, at, caseIn, cpi, day, declarationId, operatorOf, otherCpi, policy } from './samples.ts';
import { users } from './user-pool.ts';

const memory = new MemoryTable();
mockClient(SFNClient).on(ListExecutionsCommand).resolves({ executions: [] });
const desk = {
  table: memory.table,
  machine: { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn },
  policy,
  users,
};
const always = () => true;
const night = at('2026-11-20T23:00:00.000Z');
const run = (now: Instant = night, inTime = always) => sweep(desk, now, quietTools(), inTime);
const operatorKey = { pk: `OPERATOR#${accredited}`, sk: 'PROFILE' };

/** The accredited operator as an administrator has ended it, on 20 November in Rome. */
function givenEnd(changes: Partial<Operator> = {}): void {
  const operator: Operator = { ...operatorOf(accredited), validTo: day('2026-11-20'), ...changes };
  for (const { pk, sk, ...fields } of [
    operatorItem({ operator, revision: 2 }, endsAt(operator)),
    lineItem({ operator, revision: 2 }),
  ]) {
    memory.set({ pk, sk }, fields);
  }
}

function givenListed(didCase: DidCase): void {
  givenCase(memory, didCase);
  const queueKey = `${didCase.status}#${didCase.didDate}#${didCase.declarationId}`;
  memory.set(caseKey, { queueOperator: didCase.operatorId, queueKey });
}

const mails = () => memory.all('mail').map(({ parameters }) => Object(parameters));
const tasks = () => memory.all('task').map(({ kind, operatorId }) => [kind, operatorId]);

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

describe('on the day after the last one of an operator', () => {
  test.each(['reserved', 'confirmed', 'psp-signed'] as const)(
    'the person of a DID that is %s is told once',
    async (status) => {
      const before = caseIn(status, { operatorId: accredited, competentCpiId: cpi });
      givenListed(before);
      givenEnd();
      await run();
      const after = memory.get(caseKey);
      expect(after).toMatchObject({
        status,
        operatorId: accredited,
        chooseAgain: { operatorId: accredited, since: '2026-11-21' },
      });
      for (const name of ['didDate', 'unemployedSince', 'releasedAt', 'pactSignedOn'] as const) {
        expect(after?.[name]).toEqual(before[name]);
      }
      expect(mails()).toMatchObject([
        { kind: 'operator-ended', endedOn: '2026-11-20', was: operatorOf(accredited).name },
      ]);
      expect(tasks()).toEqual([['choose-again', cpi]]);
      expect(memory.get(historyKey(before.version + 1))).toMatchObject({
        event: 'operator-ended',
        by: { party: 'schedule' },
      });

      await run(at('2026-11-21T23:00:00.000Z'));
      await run(at('2026-11-30T23:00:00.000Z'));
      expect(mails()).toHaveLength(1);
      expect(memory.get(operatorKey)?.['agendaDue']).toBeUndefined();
    },
  );

  test('nobody is told a second before', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    givenEnd();
    await run(at('2026-11-20T22:59:59.000Z'));
    expect(mails()).toEqual([]);
  });

  test('who followed it is proposed', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    givenEnd({ successor: otherCpi });
    await run();
    expect(mails()).toMatchObject([{ proposed: { name: operatorOf(otherCpi).name } }]);
  });

  test.each([
    ['without a job centre of the domicile', {}, undefined],
    ['where that one has it', { competentCpiId: otherCpi }, otherCpi],
  ])('the task is on the list of whom it concerns: %s', async (_, changes, list) => {
    givenListed(caseIn('confirmed', { operatorId: accredited, ...changes }));
    givenEnd();
    await run();
    expect(tasks()).toEqual([['choose-again', list]]);
  });

  test.each(['expired', 'withdrawn', 'closed'] as const)('a file that is %s is left alone', async (status) => {
    givenListed(caseIn(status, { operatorId: accredited }));
    givenEnd();
    await run();
    expect(mails()).toEqual([]);
  });

  test('who has chosen another meanwhile is left alone, though the list still shows the old one', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    memory.set(caseKey, { operatorId: cpi });
    givenEnd();
    await run();
    expect(mails()).toEqual([]);
  });

  test('what time does not reach stays due', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    givenEnd();
    let looks = 0;
    await run(night, () => {
      looks += 1;
      return looks < 2;
    });
    expect(mails()).toEqual([]);
    await run();
    expect(mails()).toHaveLength(1);
  });

  test('a case that changes meanwhile is told by the next run', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    givenEnd();
    memory.interrupt(() => memory.set(caseKey, { version: Number(memory.get(caseKey)?.['version']) + 1 }));
    await run();
    expect(mails()).toEqual([]);
    await run(at('2026-11-20T23:10:00.000Z'));
    expect(mails()).toHaveLength(1);
  });

  test('every one of many is told', async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      DeclarationId.parse(`5e3d9f7a-2222-4b4b-9b4b-${String(index).padStart(12, '0')}`),
    );
    for (const id of many) {
      const didCase = { ...caseIn('confirmed', { operatorId: accredited }), declarationId: id };
      const queueKey = `confirmed#${didCase.didDate}#${id}`;
      memory.set({ pk: `DID#${id}`, sk: 'CASE' }, { entity: 'case', ...didCase, queueOperator: accredited, queueKey });
    }
    givenEnd();
    expect((await run()).failed).toBe(0);
    expect(mails()).toHaveLength(many.length);
  });

  test('an operator that goes on after all is not looked at', async () => {
    givenListed(caseIn('confirmed', { operatorId: accredited }));
    givenEnd();
    const operator: Operator = { ...operatorOf(accredited), validTo: null };
    // The agenda may be behind what an administrator has entered.
    memory.set(operatorKey, { operator });
    await run();
    expect(mails()).toEqual([]);
    expect(memory.get(operatorKey)?.['agendaDue']).toBeUndefined();
    expect(memory.get({ pk: `DID#${declarationId}`, sk: 'CASE' })?.['chooseAgain']).toBeUndefined();
  });
});
