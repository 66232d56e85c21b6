import './function-environment.ts';
import { beforeEach, expect, test } from 'vitest';
import { lookAtCase } from '../../functions/schedule/cases.ts';
import type { Due } from '../../functions/store/agenda.ts';
import { getLive } from '../../functions/store/citizens.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, liveKey } from './record-samples.ts';
import { at, citizenId, declarationId, otherDeclarationId, policy } from './samples.ts';
import { appealOf, decidedCase, forfeiture } from './sanctioned.ts';

const memory = new MemoryTable();
const due: Due = { key: caseKey, entity: 'case', agendaDue: at('2027-01-13T23:00:00.000Z') };
const look = (when: string) => lookAtCase(memory.table, policy, due, at(when));
const events = () => memory.all('history').map(({ event }) => event);

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

test('as the first permitted day begins the guard is free, once, and the person is told; an appeal stays pending', async () => {
  givenCase(memory, decidedCase(forfeiture, { decision: appealOf('2026-12-10T10:00:00.000Z') }));
  await look('2027-01-13T22:59:59.999Z');
  expect(await getLive(memory.table, citizenId)).toBe(declarationId);
  for (const when of ['2027-01-13T23:00:00.000Z', '2027-01-13T23:05:00.000Z']) await look(when);
  expect(await getLive(memory.table, citizenId)).toBeUndefined();
  expect(events()).toEqual(['guard-freed']);
  expect(memory.all('mail')).toMatchObject([{ parameters: { kind: 'may-declare-again' } }]);
  expect(memory.get(caseKey)).toMatchObject({ status: 'sanctioned', guardFreedAt: '2027-01-13T23:00:00.000Z' });
});

test('it frees the guard of no other DID', async () => {
  givenCase(memory, decidedCase(forfeiture, { decision: appealOf('2026-12-10T10:00:00.000Z') }));
  memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
  await look('2027-01-13T23:00:00.000Z');
  expect(await getLive(memory.table, citizenId)).toBe(otherDeclarationId);
  expect(events()).toEqual([]);
});

test('once a forfeiture is final the job centre is asked, once, and nothing ends', async () => {
  givenCase(memory, decidedCase(forfeiture));
  await look('2027-01-02T22:59:59.999Z');
  expect(memory.all('task')).toEqual([]);
  for (const when of ['2027-01-02T23:00:00.000Z', '2027-01-02T23:05:00.000Z']) await look(when);
  expect(memory.all('task')).toMatchObject([{ kind: 'decision-final', queueOperator: 'cpi-milano' }]);
  expect(events()).toEqual(['decision-final']);
  expect(memory.get(caseKey)).toMatchObject({ status: 'sanctioned' });
});
