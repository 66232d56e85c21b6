/** The code for the telephone: made, said, taken back, and guessed in vain. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { TelephoneCode } from '../../functions/domain/ids.ts';
import { withoutPerson } from '../../functions/domain/retention.ts';
import { wrongStill } from '../../functions/domain/telephone-code.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen } from './record-samples.ts';
import {
  at,
  caseIn,
  citizenId,
  cpi,
  day,
  declarationId,
  mario,
  otherCpi,
  policy,
  receivedAt,
  subject,
} from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
mockClient(SFNClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = (fiscalCode: string) => ({
  sub: `officer ${fiscalCode}`,
  ...{ role: 'operator', assurance: 'strong', operatorId: otherCpi, operatorKind: 'cpi' },
  ...(fiscalCode !== '' && { fiscalCode }),
});
const giulia = officer('BNCGLI80C52F205P');
const ask = (action: ActionName, claims: Record<string, string>, body: unknown = {}, more: Call = {}) =>
  call(handler, action, { claims, id: declarationId, body, ...more });
const say = (code: unknown, more: Call = {}, who: Record<string, string> = giulia) =>
  ask('read-by-telephone-code', who, { code, callback: true }, more);
const stored = () => DidCase.parse(memory.get(caseKey));
const codes = () => memory.all('telephone-code').map(({ pk }) => pk);
const withPhone = { person: { ...mario, phone: '+390212345678' } };

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message) }));
  givenCitizen(memory, withPhone);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  givenCase(memory, caseIn('reserved', { operatorId: cpi }));
});

async function made(): Promise<string> {
  const { status, body } = await ask('make-telephone-code', owner);
  expect(status).toBe(201);
  return String(body['telephoneCode']);
}

describe('the code', () => {
  test.each([
    ['7km3qx', '7KM3QX'],
    ['7km-3qx', '7KM3QX'],
    ['7 K M 3 Q X', '7KM3QX'],
    ['oil000', '011000'],
    ['7KM3Q', undefined],
    ['7KM3QXX', undefined],
    ['7KM3QU', undefined],
  ])('%s is read as %s', (said, read) => {
    expect(TelephoneCode.safeParse(said).data).toBe(read);
  });

  test('is made by the service, shown to the person alone, and noted in the history without it', async () => {
    const code = await made();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(codes()).toEqual([`TELEPHONE#${code}`]);
    expect(JSON.stringify(memory.all('history'))).not.toContain(code);
    const seen = await ask('extend-term', { ...giulia, operatorId: cpi }, { until: '2027-04-30' });
    expect(seen.body).not.toHaveProperty('telephoneCode');
    expect((await ask('make-telephone-code', owner, { code: '7KM3QX' })).status).toBe(422);
    expect((await ask('make-telephone-code', giulia)).status).toBe(404);
  });

  test('asked again under its key is the same; asked anew, another, and the first leads nowhere', async () => {
    const headers = { 'idempotency-key': 'codice-telefono-1' };
    const first = String((await ask('make-telephone-code', owner, {}, { headers })).body['telephoneCode']);
    expect((await ask('make-telephone-code', owner, {}, { headers })).body['telephoneCode']).toBe(first);
    const second = await made();
    expect(codes()).toEqual([`TELEPHONE#${second}`]);
    expect((await say(first)).body).toMatchObject({ code: 'telephone-code-unknown' });
    expect((await say(second)).status).toBe(200);
  });

  test('taken back it leads nowhere', async () => {
    const code = await made();
    expect((await ask('drop-telephone-code', owner, undefined)).body).toMatchObject({ telephoneCode: null });
    expect(stored().telephoneCode).toBeUndefined();
    expect(codes()).toEqual([]);
    expect((await say(code)).status).toBe(404);
    expect((await ask('drop-telephone-code', owner, undefined)).status).toBe(200);
  });

  test('made twice at once, one of them leads to the case', async () => {
    const answers = await Promise.all([ask('make-telephone-code', owner), ask('make-telephone-code', owner)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(codes()).toEqual([`TELEPHONE#${stored().telephoneCode}`]);
  });

  test('of a case that has ended leads nowhere', async () => {
    const code = await made();
    givenCase(memory, DidCase.parse({ ...caseIn('closed', { operatorId: cpi }), telephoneCode: code }));
    expect((await say(code)).body).toMatchObject({ code: 'telephone-code-unknown' });
  });

  test('goes with what is personal', () => {
    const didCase = DidCase.parse({ ...caseIn('closed'), telephoneCode: '7KM3QX' });
    expect(withoutPerson(didCase, day('2036-12-01'))).toHaveProperty('telephoneCode', undefined);
  });
});

describe('who is called back hears', () => {
  test('where the case stands and what comes next, nothing of whose it is; and the person reads who looked', async () => {
    const { body, status } = await say(await made());
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusLabel: expect.stringContaining('con riserva'), awaiting: { what: 'confirm' } });
    expect(Object.keys(body).sort()).toEqual(['awaiting', 'statusLabel']);
    expect(memory.all('access')).toMatchObject([
      { what: 'read-by-telephone-code', citizenId, by: { operatorId: otherCpi } },
    ]);
  });

  test.each([
    ['who was not called back', { callback: false }, 422],
    ['a callback that nobody speaks of', { callback: undefined }, 422],
  ])('nothing: %s', async (_, change, status) => {
    const body = { code: await made(), ...change };
    expect((await ask('read-by-telephone-code', giulia, body)).status).toBe(status);
    expect(memory.all('access')).toEqual([]);
  });

  test('nothing where no number is on record, on the own case, or of an officer whom nobody knows', async () => {
    const code = await made();
    expect((await say(code, {}, officer(mario.fiscalCode))).body).toMatchObject({ code: 'own-case' });
    expect((await say(code, {}, officer(''))).status).toBe(403);
    givenCitizen(memory, { person: mario });
    expect((await say(code)).body).toMatchObject({ code: 'telephone-none' });
    expect(memory.all('access')).toEqual([]);
  });
});

describe('who guesses', () => {
  const minute = (minutes: number) => ({
    at: at(`2026-11-23T${10 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00.000Z`),
  });

  test('has five tries an hour, then none, right or wrong; an hour later again', async () => {
    const code = await made();
    for (let tries = 0; tries < policy.telephoneTries.value; tries += 1) {
      expect((await say('000000', minute(tries))).body).toMatchObject({ code: 'telephone-code-unknown' });
    }
    expect(await say('000000', minute(6))).toMatchObject({
      status: 429,
      body: { code: 'telephone-limit', status: 429 },
      // Until the first of them is an hour old.
      headers: { 'retry-after': String(54 * 60) },
    });
    expect((await say(code, minute(7))).body).toMatchObject({ code: 'telephone-limit' });
    expect((await say(code, minute(7), officer('CSTLNE70D45F205G'))).status).toBe(200);
    expect((await say(code, minute(61))).status).toBe(200);
  });

  test('has as many tries when they come at once: none is heard that was not counted', async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => say('000000')));
    const heard = tries.filter(({ body }) => body['code'] === 'telephone-code-unknown');
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThanOrEqual(policy.telephoneTries.value);
    const [kept] = memory.all('telephone-tries');
    expect(kept?.['tries']).toHaveLength(heard.length);
  });

  test('has lost no try by the right code, however often it is said', async () => {
    const code = await made();
    for (let times = 0; times < 2 * policy.telephoneTries.value; times += 1) expect((await say(code)).status).toBe(200);
    expect((await say('000000')).body).toMatchObject({ code: 'telephone-code-unknown' });
    expect(memory.all('telephone-tries')).toMatchObject([{ tries: [receivedAt] }]);
  });

  test.each([
    [[], 0],
    [['2026-11-23T08:30:00.000Z'], 0],
    [['2026-11-23T08:30:00.001Z'], 1],
    [['2026-11-23T07:00:00.000Z', '2026-11-23T09:00:00.000Z'], 1],
  ])('%j counts %i times at half past nine', (tries, count) => {
    expect(receivedAt).toBe('2026-11-23T09:30:00.000Z');
    expect(wrongStill(tries.map(at), receivedAt)).toHaveLength(count);
  });
});
