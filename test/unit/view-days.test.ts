/** Days that an office gives, as the person then reads them in the case. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as life } from '../../functions/api/life.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { call } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen } from './record-samples.ts';
import { caseIn, citizenId, cpi, declarationId, officerCode, otherCpi, subject } from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = {
  ...{ sub: 'carla', role: 'operator', assurance: 'strong', operatorId: String(cpi), operatorKind: 'cpi' },
  fiscalCode: officerCode,
};
const act = async (action: ActionName, body: object) =>
  (await call(life, action, { claims: officer, id: declarationId, body })).status;
const read = async () => (await call(declarations, 'read-declaration', { claims: owner, id: declarationId })).body;

beforeEach(() => {
  memory.clear();
  givenDirectory(memory);
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
});

describe('the day to come again', () => {
  const notConcluded = {
    metOn: '2026-11-20',
    missing: ['identity-document'],
    nextAppointmentOn: '2026-11-30',
  };

  test('is none before an office names one, and then what it named', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    expect((await read())['nextMeetingOn']).toBeNull();
    expect(await act('meeting-not-concluded', notConcluded)).toBe(201);
    expect((await read())['nextMeetingOn']).toBe('2026-11-30');
  });

  test('is the one of the last meeting, and goes with the operator that named it', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    await act('meeting-not-concluded', notConcluded);
    await act('meeting-not-concluded', { ...notConcluded, nextAppointmentOn: '2026-12-04' });
    expect((await read())['nextMeetingOn']).toBe('2026-12-04');
    const chosen = { claims: owner, id: declarationId, body: { operatorId: otherCpi } };
    expect((await call(declarations, 'choose-operator', chosen)).status).toBe(200);
    expect((await read())['nextMeetingOn']).toBeNull();
  });
});

describe('the later last day that an office gave', () => {
  const given = (until: string) => act('extend-term', { term: 'complete-reserve', until, reason: 'È in ospedale.' });

  test('is none before, then that day; the term ends on it and the reason is nowhere', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    expect((await read())['extendedTo']).toBeNull();
    expect(await given('2027-04-30')).toBe(201);
    const seen = await read();
    expect(seen['extendedTo']).toBe('2027-04-30');
    expect(seen['deadlines']).toContainEqual(expect.objectContaining({ endsOn: '2027-04-30', extended: true }));
    expect(JSON.stringify(seen)).not.toContain('ospedale');
  });

  test('is not moved to an earlier day', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    await given('2027-04-30');
    expect(await given('2027-04-29')).not.toBe(201);
    expect((await read())['extendedTo']).toBe('2027-04-30');
  });
});
