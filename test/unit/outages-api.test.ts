/** The register of outages over the API, on a table in memory. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/proceedings.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { subject } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const admin = (sub: string, fiscalCode?: string) => ({
  ...{ sub, role: 'admin', assurance: 'strong' },
  ...(fiscalCode !== undefined && { fiscalCode }),
});
const anna = admin('anna', 'BNCGLI80C52F205P');
const elena = admin('elena', 'CSTLNE70D45F205G');
const citizen = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
// Requests of these calls are received on 23 November 2026 at 9:30 UTC.
const outage = {
  ...{ from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T18:00:00.000Z' },
  reason: 'Il portale non rispondeva.',
};
const ask = (action: ActionName, claims: Record<string, string>, more: Call = {}) =>
  call(handler, action, { claims, ...more });
const enter = (claims: Record<string, string>, body: object = outage, key = 'outage-0001') =>
  ask('propose-outage', claims, { body, headers: { 'idempotency-key': key } });
const confirm = (claims: Record<string, string>, id: unknown) =>
  ask('confirm-outage', claims, { id: String(id), body: {} });
const listed = async (claims: Record<string, string>) => (await ask('list-outages', claims)).body['items'];

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }: { Message: Uint8Array }) => ({ Mac: Message }));
});

describe('an outage', () => {
  test('is seen by administrators alone until a second one confirms it, then by all', async () => {
    const { status, body } = await enter(anna);
    expect([status, body]).toMatchObject([201, { ...outage, state: 'proposed', confirmedAt: null }]);
    expect([await listed(citizen), await listed(elena)]).toMatchObject([[], [{ state: 'proposed' }]]);
    expect(await confirm(elena, body['id'])).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await listed(citizen)).toMatchObject([{ ...outage, state: 'confirmed' }]);
    expect(JSON.stringify(await listed(citizen))).not.toMatch(/anna|elena|mac/i);
    expect(await confirm(elena, body['id'])).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  });

  test('is confirmed by nobody who entered it, whatever the account', async () => {
    const { body } = await enter(anna);
    expect(await confirm(anna, body['id'])).toMatchObject({ status: 403, body: { code: 'same-person' } });
    const twice = admin('anna-again', 'BNCGLI80C52F205P');
    expect(await confirm(twice, body['id'])).toMatchObject({ status: 403, body: { code: 'same-person' } });
    expect(await listed(citizen)).toEqual([]);
  });

  test('is entered once under one key', async () => {
    const [first, second] = [await enter(anna), await enter(anna)];
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await enter(anna, { ...outage, reason: 'Altro.' })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
    expect(memory.all('outage')).toHaveLength(1);
  });

  test.each([
    ['outage-not-over', { to: '2026-11-23T09:30:00.001Z' }],
    ['outage-times', { to: outage.from }],
    ['outage-too-long', { from: '2025-11-20T08:00:00.000Z' }],
    ['invalid', { reason: '' }],
  ])('is refused as %s', async (code, change) => {
    expect(await enter(anna, { ...outage, ...change })).toMatchObject({ status: 422, body: { code } });
  });

  test('is no business of an administrator whose account does not say who they are', async () => {
    expect(await enter(admin('nobody'))).toMatchObject({ status: 403 });
    expect(memory.all('outage')).toEqual([]);
  });

  test('that nobody entered is not there', async () => {
    expect((await confirm(elena, '9a1b2c3d-3333-5c5c-8c5c-00000000dead')).status).toBe(404);
    expect((await confirm(elena, 'x')).status).toBe(404);
  });
});
