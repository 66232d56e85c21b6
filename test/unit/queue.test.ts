import './function-environment.ts';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/declarations.ts';
import { table } from '../../functions/api/desk.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { replaceCase } from '../../functions/store/cases.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen } from './record-samples.ts';
import {
  accredited,
  caseIn,
  citizenId,
  cpi,
  declarationId,
  mario,
  officerCode,
  otherCpi,
  subject,
  today,
} from './samples.ts';

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

  describe('of a case that has ended', () => {
    const number = 'DID 5E3D-9F7A-2222';
    const looks = () => memory.all('access').map(({ what, by }) => [what, Object(by).operatorId]);
    const endedCase = (changes: object = {}) => {
      memory.clear();
      givenCitizen(memory);
      const ended = caseIn('closed', {
        operatorId: cpi,
        competentCpiId: otherCpi,
        endedOn: today,
        ...changes,
      });
      // As the record writes it.
      const { Item = {} } = replaceCase(table, ended, 1, undefined).item.Put ?? {};
      memory.set({ pk: `DID#${declarationId}`, sk: 'CASE' }, unmarshall(Item));
    };

    test.each([number, '5e3d-9f7a-2222', '5E3D9F7A2222'])(
      'finds it by %s, once, and notes the look',
      async (written) => {
        endedCase();
        const { body } = await list(cpi, { number: written });
        expect(body).toMatchObject({ items: [{ id: declarationId, caseNumber: number, status: 'closed' }] });
        expect(JSON.stringify(body)).not.toMatch(/Rossi|RSSMRA|upper-secondary/);
        expect(looks()).toEqual([['read-queue', cpi]]);
      },
    );

    test.each<[string, string, object]>([
      ['of an office that does not follow it', 'cpi-lodi', {}],
      ['whose data were erased', cpi, { erasedOn: '2036-11-11' }],
      ['that was a draft', cpi, { didDate: undefined }],
    ])('not one %s', async (_, office, changes) => {
      endedCase(changes);
      expect((await list(office, { number })).body).toEqual({ items: [] });
      expect(looks()).toEqual([]);
    });

    test('not the officer’s own', async () => {
      endedCase();
      const claims = { ...officerOf(cpi), fiscalCode: mario.fiscalCode };
      expect(await call(queue, 'read-queue', { claims, query: { number } })).toMatchObject({ status: 403 });
      expect(looks()).toEqual([]);
    });

    test('nor a live one', async () => {
      expect((await list(cpi, { number })).body).toEqual({ items: [] });
    });
  });

  test.each([{ status: 'lost' }, { before: '2026-02-30' }, { limit: '1000' }])(
    'asked for %j is refused',
    async (query) => {
      expect((await list(cpi, query)).status).toBe(422);
    },
  );
});
