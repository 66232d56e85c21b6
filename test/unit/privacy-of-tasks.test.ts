/** What an office sees of a person by a task, and what an export holds of others: both are somebody's data. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as privacy } from '../../functions/api/privacy.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { sightOfAction } from '../../functions/domain/access.ts';
import { fileIdOf } from '../../functions/store/inps.ts';
import { transact } from '../../functions/store/table.ts';
import { openTask } from '../../functions/store/tasks.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, profileKey } from './record-samples.ts';
import { caseIn, citizenId, cpi, declarationId, mario, receivedAt, subject } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
mockClient(SFNClient);
const elena = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const mac = Buffer.from('mac').toString('hex');
const fileId = fileIdOf(mac);
const looks = () => memory.all('access').map(({ pk, what, by }) => [pk, what, Object(by).subject]);
const finish = (id: string) => call(queue, 'finish-task', { claims: elena, id, body: { note: 'Fatto.' } });

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).resolves({ Mac: Buffer.from('mac') });
  givenCitizen(memory, { fiscalCodeGuard: mac });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  memory.set({ pk: `CF#1#${mac}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: false });
  givenCase(memory, caseIn('reserved', { operatorId: cpi }));
  const line = { pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` };
  memory.set(line, { entity: 'case-line', declarationId, registeredAt: receivedAt });
});

describe('the fiscal code of somebody who is looked for', () => {
  const task = {
    kind: 'inps-unknown-person',
    about: fileId,
    openedAt: receivedAt,
    fiscalCode: mario.fiscalCode,
  } as const;
  beforeEach(() => transact(memory.table, openTask(memory.table, task)));

  test('is read by nobody without a line in the log, the same in ten minutes once', async () => {
    expect((await call(queue, 'read-tasks', { claims: elena })).body).toMatchObject({
      items: [{ fiscalCode: mario.fiscalCode }],
    });
    await call(queue, 'read-tasks', { claims: elena });
    expect(looks()).toEqual([[`ACCESS#${fileId}`, 'read-tasks', 'elena']]);
    expect((await finish(`inps-unknown-person.${fileId}`)).status).toBe(200);
    expect(looks()).toContainEqual([`ACCESS#${fileId}`, 'finish-task', 'elena']);
    expect(sightOfAction('read-tasks')).toBe('sought');
  });

  test('and who it was reads so in their export, once their code is proved', async () => {
    await call(queue, 'read-tasks', { claims: elena });
    expect(JSON.stringify(await wholeExport())).toContain('per cercarti');
  });
});

test('a task without a code is read without a line in the log', async () => {
  const task = { kind: 'not-me', about: declarationId, declarationId, openedAt: receivedAt } as const;
  await transact(memory.table, openTask(memory.table, task));
  expect((await call(queue, 'read-tasks', { claims: elena })).body['items']).toHaveLength(1);
  expect(looks()).toEqual([]);
});

test('a request to restrict the data is settled by a decision, never by a note', async () => {
  const task = { kind: 'restriction-asked', about: citizenId, openedAt: receivedAt } as const;
  await transact(memory.table, openTask(memory.table, task));
  expect(await finish(`restriction-asked.${citizenId}`)).toMatchObject({
    status: 409,
    body: { code: 'task-needs-decision' },
  });
  expect(memory.all('task')[0]).not.toHaveProperty('doneAt');
});

describe('an answer to mail in the export', () => {
  const reply = (state: string) =>
    memory.set(
      { pk: `DID#${declarationId}`, sk: 'REPLY#1' },
      {
        ...{ entity: 'reply', declarationId, replyId: '1', receivedAt, state, doubts: ['another-mailbox'] },
        ...{
          from: 'estraneo@libero.it',
          subject: 'Ciao',
          text: 'Sono malato.',
          attachments: [{ kind: 'image/png', bytes: 9 }],
        },
      },
    );

  test.each(['quarantined', 'rejected'])('that is %s shows neither what it says nor from whom', async (state) => {
    reply(state);
    const text = JSON.stringify(await wholeExport());
    expect(text).toContain('another-mailbox');
    expect(text).not.toMatch(/estraneo|Ciao|malato|image/);
  });

  test('that is the person’s is whole', async () => {
    reply('recognised');
    expect(JSON.stringify(await wholeExport())).toContain('Sono malato.');
  });
});

async function wholeExport(): Promise<unknown[]> {
  expect(memory.get(profileKey)).toBeDefined();
  const items: unknown[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { query: { cursor } };
    const { body, status } = await call(privacy, 'export-me', { claims: owner, ...query });
    expect(status).toBe(200);
    items.push(...Array.from<unknown>(Object(body['items'])));
    cursor = typeof body['cursor'] === 'string' ? body['cursor'] : undefined;
  } while (cursor !== undefined);
  return items;
}
