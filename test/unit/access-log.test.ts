/** «Chi ha visto la mia pratica»: no look of staff goes unlogged, none of the citizen is logged. */
import './function-environment.ts';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as appointments } from '../../functions/api/appointments.ts';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as documents } from '../../functions/api/documents.ts';
import { handler as life } from '../../functions/api/life.ts';
import { handler as privacy } from '../../functions/api/privacy.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { Access, sightOfAction, spanOf } from '../../functions/domain/access.ts';
import { type ActionName, actions } from '../../functions/domain/authorisation.ts';
import { noteAccess } from '../../functions/store/accesses.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { codeKey, givenCase, givenCitizen, givenCommand } from './record-samples.ts';
import {
  accredited,
  at,
  caseIn,
  citizenId,
  cpi,
  declarationId,
  identityDocument,
  mario,
  officerCode,
  receivedAt,
  subject,
} from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const officer = {
  sub: 'carla',
  role: 'operator',
  assurance: 'strong',
  operatorId: String(cpi),
  operatorKind: 'cpi',
  fiscalCode: officerCode,
};
const manager = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const handlers = { declarations, documents, life, appointments, commands, queue, privacy };
const ask = (action: ActionName, claims: Record<string, string>, asked: Call = {}) => {
  const { api } = actions[action];
  const handler = Object.entries(handlers).find(([name]) => name === api)?.[1];
  if (!handler) throw new Error(`no handler for ${action}`);
  return call(handler, action, { claims, id: declarationId, ...asked });
};
const looks = () => memory.all('access').map((item) => Access.parse(item));

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  kms.reset();
  kms.on(GenerateMacCommand).resolves({ Mac: Buffer.from('mac-of-the-code') });
  givenCitizen(memory);
  memory.set(codeKey, { provisional: false });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  givenCase(memory, caseIn('psp-signed'));
});

/** Everything that staff may ask of a case by its path. */
const aboutACase = Object.entries(actions).flatMap(([name, { path, access }]) =>
  path.startsWith('/declarations/{id}') && (access.kind === 'parties' || access.kind === 'verb') ? [name] : [],
);

describe('what is noted', () => {
  test('every look at a case by an officer: body, role, when, at what; for 24 months', async () => {
    expect((await ask('read-declaration', officer)).status).toBe(200);
    expect(looks()).toEqual([
      {
        ...{ citizenId, declarationId, at: receivedAt, what: 'read-declaration' },
        by: { subject: 'carla', role: 'operator', party: 'cpi', operatorId: cpi },
      },
    ]);
    expect(memory.all('access')[0]?.['ttl']).toBe(Date.parse('2028-11-23T23:00:00.000Z') / 1000);
  });

  test.each(aboutACase)('%s, by whoever of the offices may ask it', async (name) => {
    const action = Object.keys(actions).find((known): known is ActionName => known === name);
    if (!action) throw new Error(name);
    const { api } = actions[action];
    if (!Object.keys(handlers).includes(api)) return;
    const administrator = { sub: 'paola', role: 'admin', assurance: 'strong', fiscalCode: 'GLLPLA75E15F205K' };
    for (const claims of [officer, manager, administrator]) {
      for (const [key, item] of memory.items) if (item['entity'] === 'access') memory.items.delete(key);
      // A paper is no JSON: that it came is all that counts here.
      const asked = ask(action, claims, { parameters: { appointmentId: declarationId }, body: {} });
      const { status } = await asked.catch(() => ({ status: 200 }));
      const opened = status !== 403 && status !== 404;
      // Who was let in is noted, whatever became of what they wanted; a refusal at the door shows nothing.
      if (opened) expect([name, claims.sub, looks().length]).toEqual([name, claims.sub, 1]);
      if (status === 403) expect(looks()).toEqual([]);
    }
  });

  test('none of the citizen', async () => {
    for (const action of ['read-declaration', 'read-history', 'read-communications'] as const) await ask(action, owner);
    expect(looks()).toEqual([]);
  });

  test('the same look within ten minutes once, a later one again', async () => {
    for (const minute of ['30', '31', '39', '40'])
      await ask('read-declaration', officer, { at: `2026-11-23T09:${minute}:00.000Z` });
    expect(looks().map((look) => look.at)).toEqual(['2026-11-23T09:30:00.000Z', '2026-11-23T09:40:00.000Z']);
    await ask('read-history', officer);
    await ask('read-declaration', { ...officer, sub: 'dario' });
    expect(looks()).toHaveLength(4);
  });

  test('a look-up at a counter, though it found no DID; never one of nobody', async () => {
    const body = { fiscalCode: mario.fiscalCode, documentShown: identityDocument, present: true };
    const mac = Buffer.from('mac-of-the-code').toString('hex');
    memory.set({ pk: `CF#1#${mac}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: false });
    memory.items.delete(`CITIZEN#${citizenId}|LIVE`);
    expect((await ask('intake', officer, { body })).status).toBe(404);
    expect(looks()).toMatchObject([{ what: 'intake', citizenId, by: { operatorId: cpi } }]);
    kms.on(GenerateMacCommand).resolves({ Mac: Buffer.from('mac-of-nobody') });
    await ask('intake', officer, { body });
    expect(looks()).toHaveLength(1);
  });

  test('another’s command; the own one is no look', async () => {
    const { commandId } = givenCommand(memory, 'withdraw', {});
    expect((await ask('read-command', manager, { id: commandId })).status).toBe(200);
    expect(looks()).toMatchObject([{ what: 'read-command', by: { role: 'manager' } }]);
    memory.set({ pk: `COMMAND#${commandId}`, sk: 'COMMAND' }, { actor: { ...manager, subject: 'carla' } });
    await ask('read-command', officer, { id: commandId });
    expect(looks()).toHaveLength(1);
  });
});

describe('no look goes unlogged', () => {
  test('what cannot be noted is not shown: 500, and nothing of the person', async () => {
    memory.mock.on(UpdateItemCommand).rejects(new Error('throttled'));
    const { status, body } = await ask('read-declaration', officer);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain(mario.familyName);
  });

  test('the work list shows numbers, and nothing of whose they are', async () => {
    const inQueue = { queueOperator: cpi, queueKey: `psp-signed#2026-11-03#${declarationId}` };
    memory.set({ pk: `DID#${declarationId}`, sk: 'CASE' }, inQueue);
    const { body } = await ask('read-queue', officer, { query: { status: 'psp-signed' } });
    expect(body['items']).toMatchObject([{ id: declarationId, caseNumber: 'DID 5E3D-9F7A-2222' }]);
    for (const word of [mario.fiscalCode, mario.familyName, 'upper-secondary']) {
      expect(JSON.stringify(body)).not.toContain(word);
    }
    expect(looks()).toEqual([]);
  });
});

describe('what the citizen reads', () => {
  const read = (asked: Call = {}) => ask('read-accesses', owner, asked);

  test('the newest first: which office, in which role, at what; never the account', async () => {
    await ask('read-declaration', officer);
    await ask('read-history', manager, { at: '2026-11-24T09:30:00.000Z' });
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([
      { sight: 'history', role: 'manager', operator: null, label: 'Ha letto la storia della pratica.' },
      { sight: 'case', role: 'operator', operator: { id: cpi, kind: 'cpi' }, caseNumber: 'DID 5E3D-9F7A-2222' },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/carla|elena|BNCGLI/);
  });

  test('page by page', async () => {
    for (const day of ['23', '24', '25'])
      await ask('read-declaration', officer, { at: `2026-11-${day}T09:30:00.000Z` });
    const first = await read({ query: { limit: '2' } });
    const second = await read({ query: { limit: '2', cursor: String(first.body['cursor']) } });
    const days = [first, second].flatMap(({ body }) => Object(body['items']).map(({ at: day }: { at: string }) => day));
    expect(days.map((day) => day.slice(8, 10))).toEqual(['25', '24', '23']);
    expect((await read({ query: { cursor: 'eyJwayI6eyJTIjoiRElEIn19' } })).status).toBe(422);
  });

  test('only who has proved whose the fiscal code is', async () => {
    memory.set(codeKey, { provisional: true });
    const basic = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
    expect(await ask('read-accesses', basic)).toMatchObject({ status: 403, body: { code: 'identity-not-proved' } });
    expect((await read()).status).toBe(200);
  });

  test('nobody else’s', async () => {
    await ask('read-declaration', officer);
    const stranger = {
      sub: 'stranger',
      role: 'citizen',
      assurance: 'strong',
      idp: 'SPID',
      fiscalCode: 'VRDNNA90A41F205M',
    };
    expect(await ask('read-accesses', stranger)).toMatchObject({ status: 409, body: { code: 'record-missing' } });
  });
});

describe('how looks are told apart', () => {
  const look = (what: string, minute = '31') =>
    Access.parse({
      ...{ citizenId, declarationId, at: `2026-11-23T09:${minute}:12.345Z`, what },
      by: { subject: 'carla', role: 'operator', party: 'accredited', operatorId: accredited },
    });

  test('by spans of ten minutes; of a calendar, by days', () => {
    expect([spanOf(look('read-declaration')), spanOf(look('read-declaration', '39'))]).toEqual([
      '2026-11-23T09:30:00.000Z',
      '2026-11-23T09:30:00.000Z',
    ]);
    expect(spanOf(look('read-calendar'))).toBe('2026-11-22T23:00:00.000Z');
  });

  test('at once, the same one is noted once', async () => {
    await Promise.all([1, 2, 3].map(() => noteAccess(memory.table, look('read-declaration'))));
    expect(looks()).toHaveLength(1);
    await noteAccess(memory.table, { ...look('read-declaration'), at: at('2026-11-23T09:41:00.000Z') });
    expect(looks()).toHaveLength(2);
  });

  test('every action that staff have is told as something', () => {
    for (const name of Object.keys(actions)) expect(sightOfAction(name)).toMatch(/^[a-z-]+$/);
    expect([sightOfAction('read-pact'), sightOfAction('sign-pact')]).toEqual(['papers', 'act']);
  });
});
