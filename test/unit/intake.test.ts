/** The counter as a whole: who is found, what others learn, what is counted, noted and reviewed; and one mail a meeting. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import { commands as laws } from '../../functions/domain/commands.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { CommandId, receiptNumber as receiptNumberOf } from '../../functions/domain/ids.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  givenCase,
  givenCitizen,
  liveKey,
  profileKey,
  quietTools,
  record,
  startedAt,
  waitKey,
} from './record-samples.ts';
import {
  accredited,
  officer as actorOf,
  at,
  caseIn,
  citizenId,
  cpi,
  declarationId,
  identityDocument,
  mario,
  meeting,
  pact,
  policy,
  receivedAt,
  subject,
} from './samples.ts';
import { users } from './user-pool.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const officer = (operatorId: string, more: Record<string, string> = {}) => ({
  sub: `officer-of-${operatorId}`,
  role: 'operator',
  assurance: 'strong',
  operatorId,
  operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited',
  ...more,
});
const manager = { sub: 'elena', role: 'manager', assurance: 'strong' };
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const body = { fiscalCode: mario.fiscalCode, documentShown: identityDocument, present: true };
const takeIn = (change: object = {}, claims: Record<string, string> = officer(cpi), more: Call = {}) =>
  call(handler, 'intake', { claims, body: { ...body, ...change }, ...more });
const stored = () => DidCase.parse(memory.get(caseKey));
const kindsOfMail = () => memory.all('mail').map((mail) => Object(mail['parameters']).kind);
const lines = () => memory.all('intake').map(({ outcome, declarationId: id }) => [outcome, id]);
const stranger = 'VRDNNA90A41F205M';
const masked = (text: Uint8Array) => text.map((byte) => byte ^ 42);
const macOf = (code: string) => Buffer.from(masked(Buffer.from(`CF|${code}`))).toString('hex');

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  memory.set({ pk: `CF#1#${macOf(mario.fiscalCode)}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: true });
  givenCase(memory, caseIn('reserved'));
});

describe('who walks in', () => {
  test.each([cpi, accredited])('is taken in at the counter of %s: chosen, told, noted, to be reviewed', async (by) => {
    const { status, body: shown } = await takeIn({}, officer(by));
    expect(status).toBe(201);
    expect(shown).toMatchObject({
      id: declarationId,
      operator: { id: by },
      person: { fiscalCode: mario.fiscalCode },
      receiptNumber: expect.stringMatching(/^R-20261123-/),
    });
    expect(stored()).toMatchObject({ operatorId: by, operatorChosenOn: '2026-11-23', status: 'reserved' });
    expect(kindsOfMail()).toEqual(['operator-chosen']);
    expect(lines()).toEqual([['found', declarationId]]);
    expect(memory.all('history')[0]).toMatchObject({ event: 'intake', rules: expect.arrayContaining(['S0:23']) });
    expect(memory.all('task')).toMatchObject([
      { kind: 'intake-review', queueOperator: 'office', counter: { operatorId: by, week: '2026-11-23' } },
    ]);
    expect(memory.all('evidence')).toMatchObject([{ kind: 'intake', content: { documentShown: identityDocument } }]);
  });

  test('what is noted of a look-up, and the history, hold no fiscal code and no document', async () => {
    await takeIn();
    const kept = JSON.stringify([...memory.all('intake'), ...memory.all('history'), ...memory.all('task')]);
    for (const secret of [mario.fiscalCode, identityDocument.number, mario.familyName])
      expect(kept).not.toContain(secret);
  });

  test('the operator of before loses sight; taken in again, only the visit is noted', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: accredited }));
    expect((await takeIn()).status).toBe(201);
    expect(stored().operatorId).toBe(cpi);
    const before = await call(handler, 'meeting-not-concluded', {
      claims: officer(accredited),
      id: declarationId,
      body: { metOn: '2026-11-23', missing: ['agreement'] },
    });
    expect(before.status).toBe(404);
    expect((await takeIn()).status).toBe(201);
    expect(kindsOfMail()).toEqual(['operator-chosen']);
    expect(memory.all('history').map(({ event }) => event)).toEqual(['intake', 'intake']);
  });

  test('at two counters at the very same moment is taken in by one; the other hears it, and may ask again', async () => {
    const answers = await Promise.all([takeIn({}, officer(cpi)), takeIn({}, officer(accredited))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'changed-meanwhile' });
    const winner = answers.findIndex(({ status }) => status === 201) === 0 ? cpi : accredited;
    expect(stored().operatorId).toBe(winner);
    expect(kindsOfMail()).toEqual(['operator-chosen']);
  });

  test('at one counter by two officers at once is taken in by both', async () => {
    const answers = await Promise.all([takeIn(), takeIn({}, officer(cpi, { sub: 'another' }))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(stored().operatorId).toBe(cpi);
  });

  test('the same key twice takes in once; with another body it is refused', async () => {
    const headers = { 'idempotency-key': 'counter-key-1' };
    const first = await takeIn({}, officer(cpi), { headers });
    const second = await takeIn({}, officer(cpi), { headers });
    expect([second.status, second.body['receiptNumber']]).toEqual([201, first.body['receiptNumber']]);
    expect(memory.all('history')).toHaveLength(1);
    const other = await takeIn({ fiscalCode: stranger }, officer(cpi), { headers });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
  });
});

describe('what a counter cannot learn', () => {
  const nobody = async (change: object = {}, claims = officer(cpi)) => {
    const { status, body: told } = await takeIn(change, claims);
    return [status, told];
  };

  test.each([
    ['somebody without a DID', () => memory.items.delete(`${liveKey.pk}|${liveKey.sk}`)],
    [
      'a draft',
      () => {
        memory.items.delete(`${caseKey.pk}|${caseKey.sk}`);
        givenCase(memory, caseIn('registered'));
      },
    ],
    ['a pact with another', () => givenCase(memory, caseIn('psp-signed', { operatorId: accredited }))],
    [
      'a record that was taken over',
      () => memory.set(profileKey, { entity: 'citizen', ...record, takenOverAt: receivedAt }),
    ],
    [
      'a mailbox of the operator itself',
      () => memory.set(profileKey, { entity: 'citizen', ...record, mailbox: 'mario@lavoro-demo.example' }),
    ],
  ])('%s looks like a code of nobody, to the last byte', async (what, arrange) => {
    arrange();
    const claims = officer(what.startsWith('a mailbox') ? accredited : cpi);
    const known = await nobody({}, claims);
    expect(known).toEqual(await nobody({ fiscalCode: stranger }, claims));
    expect(known[0]).toBe(404);
    expect(known[1]).toMatchObject({ code: 'intake-nobody', rule: 'S0:23' });
    expect(memory.all('history')).toEqual([]);
  });

  test.each([
    [{ present: false }, 422],
    [{ fiscalCode: 'RSSMRA85T10A562T' }, 422],
    [{ documentShown: { ...identityDocument, expiresOn: '2026-11-22' } }, 422],
    [{ documentShown: { ...identityDocument, kind: 'other-equivalent' } }, 422],
    [{ email: 'mario@libero.it' }, 422],
  ])('%j is refused before anybody is looked up', async (change, status) => {
    expect((await takeIn(change)).status).toBe(status);
    expect(lines()).toEqual([]);
    expect(kms.calls()).toEqual([]);
  });

  test('nobody takes in themselves, and a citizen nobody', async () => {
    expect((await takeIn({}, officer(cpi, { fiscalCode: mario.fiscalCode }))).body['code']).toBe('own-case');
    expect((await takeIn({}, owner)).status).toBe(403);
    expect((await takeIn({}, manager)).status).toBe(403);
    expect((await takeIn({}, { sub: 'x', role: 'operator', assurance: 'basic' })).status).toBe(403);
    expect(lines()).toEqual([]);
  });
});

describe('what a counter looked up', () => {
  const limit = policy.intakeDailyLimit.value;
  const counted = (lookUps: number, day = '2026-11-23') =>
    memory.set({ pk: `OPERATOR#${cpi}`, sk: `INTAKES#${day}` }, { entity: 'intake-counter', lookUps });

  test.each([
    [limit - 1, 201],
    [limit, 409],
  ])('after %i of a day, one more: %i', async (lookUps, status) => {
    counted(lookUps);
    expect((await takeIn()).status).toBe(status);
  });

  test('a code of nobody counts as well; another day and another operator count for themselves', async () => {
    counted(limit - 1);
    expect((await takeIn({ fiscalCode: stranger })).status).toBe(404);
    const refused = await takeIn();
    expect(refused.body).toMatchObject({ code: 'intake-limit', rule: 'intake.limit' });
    expect((await takeIn({}, officer(cpi), { at: '2026-11-23T23:00:00.000Z' })).status).toBe(201);
    expect((await takeIn({}, officer(accredited))).status).toBe(201);
  });

  test('is read by managers, day by day, for seven days', async () => {
    await takeIn({ fiscalCode: stranger });
    await takeIn({}, officer(cpi), { at: '2026-11-24T09:00:00.000Z' });
    const read = (query: Record<string, string> = {}, claims: Record<string, string> = manager) =>
      call(handler, 'read-intakes', { claims, id: cpi, query });
    const { status, body: page } = await read();
    expect(status).toBe(200);
    expect(page['items']).toEqual([
      { commandId: expect.any(String), takenAt: receivedAt, subject: `officer-of-${cpi}`, outcome: 'nobody' },
      {
        commandId: expect.any(String),
        takenAt: '2026-11-24T09:00:00.000Z',
        subject: `officer-of-${cpi}`,
        outcome: 'found',
        declarationId,
      },
    ]);
    expect((await read({ from: '2026-11-24' })).body['items']).toHaveLength(1);
    expect((await read({ from: '2026-11-16' })).body['items']).toHaveLength(0);
    const first = await read({ limit: '1' });
    expect((await read({ limit: '1', cursor: String(first.body['cursor']) })).body['items']).toMatchObject([
      { outcome: 'found' },
    ]);
    expect((await read({}, officer(cpi))).status).toBe(403);
    expect((await call(handler, 'read-intakes', { claims: manager, id: 'cpi-atlantide' })).status).toBe(404);
  });
});

describe('one communication a meeting', () => {
  const desk = (now = appliedAt) => ({ table: memory.table, policy, now: () => now });
  const step = (id: string) => ({
    declarationId,
    generation: 1,
    commandId: CommandId.parse(id),
    executionStartedAt: startedAt,
  });
  const commands = ['9a1b2c3d-3333-5c5c-8c5c-0000000000a1', '9a1b2c3d-3333-5c5c-8c5c-0000000000a2'] as const;
  const does = async (verb: 'confirm' | 'sign-pact', id: string, content: object, now = receivedAt) => {
    const given = { party: 'cpi', actor: actorOf(cpi), receivedAt: now, commandId: CommandId.parse(id) } as const;
    const command = { ...given, verb, declarationId, citizenId, body: content, bodyHash: 'x', state: 'accepted' };
    const receiptNumber = receiptNumberOf(given.commandId, '2026-11-23');
    memory.set({ pk: `COMMAND#${id}`, sk: 'COMMAND' }, { entity: 'command', ...command, receiptNumber });
    memory.set(waitKey, { pending: { commandId: id, verb, since: now, attempts: 0 } });
    expect((await apply(desk(), laws[verb], step(id))).outcome).toBe('applied');
  };
  const sweepAt = (now: string) =>
    sweep(
      { table: memory.table, machine: { client: new SFNClient({}), arn: 'none' }, policy, users },
      at(now),
      quietTools(),
      () => true,
    );

  beforeEach(() => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
  });

  test('the pact’s mail tells both, and nothing is told twice when time passes', async () => {
    await does('confirm', commands[0], { ...meeting, pactFollows: true });
    expect(kindsOfMail()).toEqual([]);
    expect(stored()).toMatchObject({ status: 'confirmed', untold: { tellAt: '2026-11-23T10:00:00.000Z' } });
    await does('sign-pact', commands[1], pact);
    expect(kindsOfMail()).toEqual(['psp-signed']);
    const [mail] = memory.all('mail');
    const [confirmed, signed] = memory.all('history').map(({ receiptNumber }) => receiptNumber);
    expect(mail).toMatchObject({
      parameters: { receiptNumber: signed, sameMeeting: { what: 'authenticated', receiptNumber: confirmed } },
    });
    await sweepAt('2026-11-23T12:00:00.000Z');
    expect(kindsOfMail()).toEqual(['psp-signed']);
  });

  test.each([
    ['a moment before the minutes are over', '2026-11-23T09:59:59.000Z', []],
    ['once they are', '2026-11-23T10:00:00.000Z', ['did-authenticated']],
  ])('no pact came, %s', async (_, now, kinds) => {
    await does('confirm', commands[0], { ...meeting, pactFollows: true });
    await sweepAt(now);
    expect(kindsOfMail()).toEqual(kinds);
    if (kinds.length > 0) {
      expect(stored()).not.toHaveProperty('untold');
      expect(memory.all('history').at(-1)).toMatchObject({ event: 'tell-meeting', rules: ['meeting.one-mail'] });
    }
  });

  test('a pact after that is told by itself', async () => {
    await does('confirm', commands[0], { ...meeting, pactFollows: true });
    await sweepAt('2026-11-23T10:00:00.000Z');
    await does('sign-pact', commands[1], pact);
    expect(kindsOfMail().sort()).toEqual(['did-authenticated', 'psp-signed']);
    expect(JSON.stringify(memory.all('mail'))).not.toContain('sameMeeting');
  });
});
