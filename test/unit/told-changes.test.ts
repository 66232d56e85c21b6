/** What a person tells of their life: how often a day, how it is read, and what an office answers to a correction. */
import './function-environment.ts';
import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen } from './record-samples.ts';
import { accredited, caseIn, citizenId, cpi, declarationId, officerCode, policy, subject } from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = {
  ...{ sub: 'carla', role: 'operator', assurance: 'strong', operatorId: String(cpi), operatorKind: 'cpi' },
  fiscalCode: officerCode,
};
const manager = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const ask = (action: ActionName, claims: Record<string, string>, asked: Call = {}) =>
  call(handler, action, { claims, id: declarationId, ...asked });
const tell = (body: object, key: string = randomUUID()) =>
  ask('report-change', owner, { body, headers: { 'idempotency-key': key } });
const items = async (claims: Record<string, string> = owner) =>
  Array.from<Record<string, unknown>>(Object((await ask('read-changes', claims)).body['items']));
const mails = (kind: string) =>
  memory.all('mail').flatMap((item) => {
    const { parameters } = StoredMail.parse(item);
    return parameters.kind === kind ? [parameters] : [];
  });

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
});

describe('how much a person tells on a day', () => {
  const limit = policy.changeDailyLimit.value;
  const news = { kind: 'other', note: 'Una novità.' };
  const tellAll = async () => {
    for (let place = 0; place < limit; place += 1) expect((await tell(news)).status).toBe(201);
  };

  test('has a limit; what is refused leaves no task, no evidence and no history', async () => {
    await tellAll();
    const { size } = memory.items;
    expect(await tell(news)).toMatchObject({ status: 409, body: { code: 'too-many-changes' } });
    expect(memory.items.size).toBe(size);
    expect(memory.all('task')).toHaveLength(limit);
  });

  test('is counted once for a request that is repeated, and its repetition is answered past the limit', async () => {
    const first = await tell(news, 'the-same-key');
    for (let place = 1; place < limit; place += 1) await tell(news);
    expect(await tell(news, 'the-same-key')).toMatchObject({
      status: 201,
      body: { receiptNumber: first.body['receiptNumber'] },
    });
    expect((await tell(news)).status).toBe(409);
  });

  test('at once: no more get through than the limit', async () => {
    const answers = await Promise.all(Array.from({ length: limit + 5 }, () => tell(news)));
    const done = answers.filter(({ status }) => status === 201).length;
    expect(done).toBeLessThanOrEqual(limit);
    expect(memory.all('evidence')).toHaveLength(done);
  });

  test('begins anew on the next day', async () => {
    await tellAll();
    const count = memory.all('change-count')[0];
    expect(count).toMatchObject({ sk: 'CHANGES#2026-11-23', sent: limit });
    memory.items.delete(`${count?.['pk']}|${count?.['sk']}`);
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'CHANGES#2026-11-22' }, { entity: 'change-count', sent: limit });
    expect((await tell(news)).status).toBe(201);
  });

  test('never keeps an answer to a proposal to close from being heard', async () => {
    await tellAll();
    memory.set(caseKey, {
      proposal: {
        kind: 'close',
        closure: 'annulled',
        answerBy: '2026-12-05',
        reason: 'x',
        proposedBy: { subject: 'carla', fiscalCodeMac: 'a-mac', party: 'cpi' },
        proposedAt: '2026-11-20T09:30:00.000Z',
      },
    });
    expect((await tell({ kind: 'answer', note: 'Non è vero.' })).status).toBe(201);
  });
});

test.each([
  ['in 1900', 'found-work', '1900-01-01', false],
  ['the day before birth', 'moved', '1985-12-09', false],
  ['the day of birth', 'moved', '1985-12-10', true],
  ['before the DID, since people tell what they had forgotten', 'found-work', '2026-10-01', true],
])('since when something holds: %s', async (_, kind, from, right) => {
  expect(await tell({ kind, from })).toMatchObject(
    right ? { status: 201 } : { status: 422, body: { code: 'change-before-birth', errors: [{ field: 'from' }] } },
  );
});

test('what was told is read by one query of the evidence', async () => {
  await tell({ kind: 'moved', note: 'Via Po 3' });
  const before = memory.mock.commandCalls(QueryCommand).length;
  expect(await items()).toMatchObject([{ kind: 'moved', answer: null }]);
  const asked = memory.mock.commandCalls(QueryCommand).slice(before);
  const ofEvidence = asked.filter(({ args }) => JSON.stringify(args[0].input).includes('EVIDENCE#'));
  expect(ofEvidence).toHaveLength(1);
});

describe('a correction that was asked for', () => {
  const reason = 'La comunicazione del datore dice il 31 ottobre.';
  const nothing = { outcome: 'nothing-to-correct', reason };
  const asked = async () => {
    const { body } = await tell({ kind: 'correction', note: 'È finito il 30.' });
    return String((await items()).find(({ receiptNumber }) => receiptNumber === body['receiptNumber'])?.['id']);
  };
  const answer = (changeId: string, body: object = nothing, claims: Record<string, string> = officer, key?: string) =>
    ask('answer-correction', claims, {
      parameters: { changeId },
      body,
      headers: { 'idempotency-key': key ?? randomUUID() },
    });
  const openTasks = () => memory.all('task').filter(({ doneAt }) => doneAt === undefined);
  const corrected = () =>
    memory.set(
      { pk: `DID#${declarationId}`, sk: 'EVIDENCE#corrected' },
      {
        entity: 'evidence',
        kind: 'rectification',
        content: {},
        takenAt: '2026-11-24T09:00:00.000Z',
        commandId: citizenId,
      },
    );

  test('and there is nothing to correct: task, mail, history, and why, for the person to read', async () => {
    const id = await asked();
    expect((await answer(id)).status).toBe(201);
    expect(openTasks()).toEqual([]);
    expect(mails('correction-refused')).toMatchObject([{ askedOn: '2026-11-23', didDate: '2026-11-03' }]);
    expect(JSON.stringify(memory.all('mail'))).not.toContain(reason);
    expect(memory.all('history').at(-1)).toMatchObject({
      event: 'answer-correction',
      reason: 'nothing-to-correct',
      rules: ['GDPR art. 16', 'GDPR art. 12 par. 4'],
    });
    expect(JSON.stringify(memory.all('history'))).not.toContain(reason);
    expect(await items()).toMatchObject([{ id, answer: { outcome: 'nothing-to-correct', reason } }]);
  });

  test('is answered once: the same request again gets the same answer, another one is late', async () => {
    const id = await asked();
    const first = await answer(id, nothing, officer, 'the-office-key');
    expect(await answer(id, nothing, officer, 'the-office-key')).toEqual(first);
    expect(await answer(id)).toMatchObject({ status: 409, body: { code: 'task-done' } });
    expect(mails('correction-refused')).toHaveLength(1);
  });

  test('one of two: the other is still to be answered', async () => {
    const [one, other] = [await asked(), await asked()];
    await answer(one);
    expect(openTasks()).toMatchObject([{ taskId: `correction-asked.${other}` }]);
    expect((await items()).filter(({ answer: given }) => given === null)).toMatchObject([{ id: other }]);
  });

  test('and two persons have corrected it since: the task is done, and no other mail goes out', async () => {
    const id = await asked();
    expect((await answer(id, { outcome: 'corrected' })).body['code']).toBe('not-corrected');
    corrected();
    expect((await answer(id, { outcome: 'corrected' }, manager)).status).toBe(201);
    expect(openTasks()).toEqual([]);
    expect(mails('correction-refused')).toEqual([]);
    expect(await items()).toMatchObject([{ answer: { outcome: 'corrected', reason: null } }]);
  });

  test('is not refused while its correction waits for a second person', async () => {
    const id = await asked();
    const correction = { didDate: '2026-11-02' };
    expect((await ask('propose-rectification', officer, { body: { reason: 'x', correction } })).status).toBe(201);
    expect((await answer(id)).body['code']).toBe('proposal-pending');
  });

  test('cannot be settled by a note', async () => {
    const id = await asked();
    const note = { body: { note: 'Visto' }, claims: officer, id: `correction-asked.${id}` };
    expect((await call(queue, 'finish-task', note)).body['code']).toBe('task-needs-decision');
  });

  test('nothing but a correction of this case can be answered, and why is to be said', async () => {
    await tell({ kind: 'moved', note: 'Via Po 3' });
    const moved = String((await items())[0]?.['id']);
    for (const id of [moved, citizenId, 'nothing']) {
      expect(await answer(id)).toMatchObject({ status: 404, body: { code: 'correction-unknown' } });
    }
    expect((await answer(await asked(), { outcome: 'nothing-to-correct' })).status).toBe(422);
  });

  test.each([
    ['the person', owner],
    ['an accredited operator', { ...officer, operatorId: String(accredited), operatorKind: 'accredited' }],
  ])('is answered by the job centre, not by %s', async (_, claims) => {
    const id = await asked();
    if (claims !== owner) memory.set(caseKey, { operatorId: accredited });
    expect((await answer(id, nothing, claims)).status).toBe(403);
  });
});
