import './function-environment.ts';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/declarations.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen } from './record-samples.ts';
import { accredited, caseIn, citizenId, cpi, declarationId, officerCode, otherCpi, subject } from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officerOf = (operatorId: string) => ({
  sub: `officer-of-${operatorId}`,
  role: 'operator',
  assurance: 'basic',
  operatorId,
  operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited',
  fiscalCode: officerCode,
});
const ask = (action: ActionName, asked: Call = {}) =>
  call(handler, action, { claims: owner, id: declarationId, ...asked });

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(StartExecutionCommand).resolves({});
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
});

describe('the work list', () => {
  const list = (operatorId: string, query: Record<string, string> = {}) =>
    call(queue, 'read-queue', { claims: officerOf(operatorId), query });
  beforeEach(async () => {
    givenCase(memory, caseIn('reserved'));
    await ask('choose-operator', { body: { operatorId: cpi } });
  });

  test('shows a case to the operator that was chosen, and nothing of whose it is', async () => {
    const { body } = await list(cpi);
    expect(body).toMatchObject({ items: [{ id: declarationId, status: 'reserved' }] });
    expect(JSON.stringify(body)).not.toMatch(/Rossi|RSSMRA|upper-secondary/);
    expect((await list(otherCpi)).body).toEqual({ items: [] });
  });

  test('follows the citizen to another operator', async () => {
    await ask('choose-operator', { body: { operatorId: accredited } });
    expect((await list(cpi)).body).toEqual({ items: [] });
    expect((await list(accredited)).body).toMatchObject({ items: [{ id: declarationId }] });
  });

  test.each([
    [{ status: 'confirmed' }, 0],
    [{ before: '2026-11-03' }, 0],
    [{ before: '2026-11-04' }, 1],
  ])('asked for %j has %d', async (query, count) => {
    expect((await list(cpi, query)).body['items']).toHaveLength(count);
  });

  test('of nobody’s officer is none', async () => {
    const { operatorId: _, ...unplaced } = officerOf(cpi);
    expect((await call(queue, 'read-queue', { claims: unplaced })).status).toBe(403);
  });

  test.each([{ status: 'lost' }, { before: '2026-02-30' }, { limit: '1000' }])(
    'asked for %j is refused',
    async (query) => {
      expect((await list(cpi, query)).status).toBe(422);
    },
  );
});
