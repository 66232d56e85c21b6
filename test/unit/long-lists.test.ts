/** Lists by which something is decided are read to their end, however long they are: DynamoDB gives a page at a time. */
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { listCases } from '../../functions/store/cases.ts';
import { readEvidence } from '../../functions/store/evidence.ts';
import { listMails } from '../../functions/store/mails.ts';
import { numbersOf } from '../../functions/store/protocol.ts';
import { getMany } from '../../functions/store/table.ts';
import { readCaseTasks } from '../../functions/store/tasks.ts';
import { MemoryTable } from './memory-table.ts';
import { givenMail, mailKeyOf } from './record-samples.ts';
import { caseIn, citizenId, commandId, declarationId, receivedAt } from './samples.ts';

const memory = new MemoryTable();
/** One more than the table in memory gives at once. */
const places = Array.from({ length: 1001 }, (_, place) => String(place).padStart(12, '0'));
const uuid = (place: string) => `00000000-0000-4000-8000-${place}`;
const given = (key: (place: string) => { pk: string; sk: string }, item: (place: string) => object) => {
  for (const place of places) memory.set(key(place), { ...item(place) });
};

beforeEach(() => memory.clear());

test('of many items those that DynamoDB leaves are asked for again, after a pause', async () => {
  given(
    (place) => ({ pk: `DID#${place}`, sk: 'CASE' }),
    () => ({}),
  );
  const pauses: number[] = [];
  const table = { ...memory.table, pause: async (attempt: number) => void pauses.push(attempt) };
  const keys = places.slice(0, 3).map((place) => ({ pk: `DID#${place}`, sk: 'CASE' }));
  const left = { [table.name]: { Keys: keys.slice(1).map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } })) } };
  const busy = { UnprocessedKeys: left };
  memory.mock.on(BatchGetItemCommand).resolvesOnce(busy).resolvesOnce(busy).resolves({});
  await getMany(table, keys);
  expect(memory.mock.commandCalls(BatchGetItemCommand)).toHaveLength(3);
  expect(pauses).toEqual([0, 1]);
});

describe('read to its end', () => {
  test('the mails of a DID', async () => {
    const mail = givenMail(memory);
    const stored = memory.get(mailKeyOf(mail));
    memory.clear();
    given(
      (place) => ({ pk: `DID#${declarationId}`, sk: `MAIL#${place}` }),
      (place) => ({ ...stored, sk: `MAIL#${place}` }),
    );
    expect(await listMails(memory.table, declarationId)).toHaveLength(places.length);
  });

  test('the evidence of a DID', async () => {
    given(
      (place) => ({ pk: `DID#${declarationId}`, sk: `EVIDENCE#${place}` }),
      () => ({ entity: 'evidence', kind: 'change', content: {}, takenAt: receivedAt, commandId }),
    );
    expect(await readEvidence(memory.table, declarationId, 'change')).toHaveLength(places.length);
  });

  test('the DIDs of a citizen', async () => {
    given(
      (place) => ({ pk: `CITIZEN#${citizenId}`, sk: `DID#${uuid(place)}` }),
      (place) => ({ entity: 'case-line', declarationId: uuid(place) }),
    );
    given(
      (place) => ({ pk: `DID#${uuid(place)}`, sk: 'CASE' }),
      (place) => ({ entity: 'case', ...caseIn('closed'), declarationId: uuid(place) }),
    );
    expect(await listCases(memory.table, citizenId)).toHaveLength(places.length);
  });

  test('what an office has to do about a DID', async () => {
    given(
      (place) => ({ pk: `DID#${declarationId}`, sk: `TASK#letter.${place}` }),
      (place) => ({ entity: 'task-line', taskId: `letter.${place}`, open: true }),
    );
    expect((await readCaseTasks(memory.table, declarationId)).open).toHaveLength(places.length);
  });

  test('the numbers of the register of a DID', async () => {
    given(
      (place) => ({ pk: `PROTOCOL#OF#${declarationId}`, sk: `NUMBER#${place}` }),
      (place) => ({ entity: 'protocol-number', source: place, number: '2026/0000001', day: '2026-11-23' }),
    );
    expect((await numbersOf(memory.table, declarationId)).size).toBe(places.length);
  });
});
