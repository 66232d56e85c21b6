/** Answers to our mail as those see them who may, and an office that says whose they are. */
import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen } from './record-samples.ts';
import { accredited, at, caseIn, citizenId, cpi, declarationId, otherCpi, subject } from './samples.ts';

const memory = new MemoryTable();
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = (operatorId: string) => ({
  ...{ sub: `officer-of-${operatorId}`, role: 'operator', assurance: 'strong', operatorId },
  ...{ operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited', fiscalCode: 'BNCGLI80C52F205P' },
});
const manager = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const ask = (action: ActionName, claims: Record<string, string>, more: Call = {}) =>
  call(handler, action, { claims, id: declarationId, ...more });

const receivedAt = at('2026-11-20T10:00:00.000Z');
const mine = {
  ...{ replyId: '1763632800000-4e5f60718293', declarationId, receivedAt, receiptNumber: 'R-20261120-4E5F60718293' },
  ...{ commandId: '4e5f6071-8293-5a4b-8c5d-4e5f60718293', imprint: 'aa', state: 'recognised', doubts: [] },
  ...{ subject: 'R: la DID', text: 'Vengo domani.', cut: false, messageId: 'm1', told: true, noted: true },
  attachments: [{ kind: 'image/jpeg', bytes: 5 }],
};
const doubtful = {
  ...mine,
  ...{
    replyId: '1763636400000-0a1b2c3d4e5f',
    receiptNumber: 'R-20261120-0A1B2C3D4E5F',
    imprint: 'bb',
    messageId: 'm2',
  },
  ...{ commandId: '0a1b2c3d-4e5f-5a4b-8c5d-0a1b2c3d4e5f', state: 'quarantined', doubts: ['another-mailbox'] },
  ...{ from: 'zia@posta.example', text: 'Sono io, da un’altra casella.', told: false, noted: false },
};
const keyOf = ({ replyId }: { replyId: string }) => ({ pk: `DID#${declarationId}`, sk: `REPLY#${replyId}` });
const stored = () => memory.get(keyOf(doubtful));
const decide = (claims: Record<string, string>, outcome: string, more: Call = {}) =>
  ask('recognise-reply', claims, {
    parameters: { replyId: doubtful.replyId },
    body: { outcome, reason: 'Al telefono, richiamata.' },
    ...more,
  });

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
  for (const reply of [doubtful, mine]) memory.set(keyOf(reply), { entity: 'reply', ...reply });
});

describe('the replies of a case', () => {
  test('are read by who follows it, oldest first, those in doubt with what is in doubt', async () => {
    for (const who of [officer(cpi), manager]) {
      expect(await ask('read-replies', who)).toMatchObject({
        status: 200,
        body: {
          items: [
            {
              id: mine.replyId,
              receivedAt,
              text: 'Vengo domani.',
              from: null,
              doubts: [],
              attachments: [{ bytes: 5 }],
            },
            { id: doubtful.replyId, from: 'zia@posta.example', text: doubtful.text, doubts: ['another-mailbox'] },
          ],
        },
      });
    }
  });

  test('show the person what is theirs, and of the rest that it came', async () => {
    const { status, body } = await ask('read-replies', owner);
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([
      { text: 'Vengo domani.', state: 'recognised' },
      { text: null, from: null, subject: null, attachments: [], state: 'quarantined', receivedAt },
    ]);
    expect(JSON.stringify(body)).not.toContain('zia@');
  });

  test('come page by page, and from no other list', async () => {
    const first = await ask('read-replies', owner, { query: { limit: '1' } });
    expect(first.body['items']).toMatchObject([{ id: mine.replyId }]);
    const next = await ask('read-replies', owner, { query: { limit: '1', cursor: String(first.body['cursor']) } });
    expect(next.body['items']).toMatchObject([{ id: doubtful.replyId }]);
    expect((await ask('read-replies', owner, { query: { cursor: 'abc' } })).status).toBe(422);
  });

  test('are shown to the job centre of the domicile beside an accredited operator, and to no other office', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: accredited, competentCpiId: cpi }));
    expect((await ask('read-replies', officer(cpi))).status).toBe(200);
    expect((await ask('read-replies', officer(otherCpi))).status).toBe(404);
  });
});

describe('a reply in quarantine', () => {
  test('recognised counts from when it was received: history, register, and a receipt to the person', async () => {
    const answer = await decide(officer(cpi), 'recognised');
    expect(answer).toMatchObject({ status: 201, body: { id: declarationId, receiptNumber: expect.any(String) } });
    expect(stored()).toMatchObject({
      ...{ state: 'recognised', receivedAt, noted: true },
      decision: { outcome: 'recognised', reason: 'Al telefono, richiamata.', by: `officer-of-${cpi}` },
    });
    expect(memory.all('history')).toMatchObject([
      { event: 'recognise-reply', reason: 'recognised', by: { party: 'cpi' } },
    ]);
    expect(JSON.stringify(memory.all('history'))).not.toContain('telefono');
    expect(memory.all('edit')).toContainEqual(
      expect.objectContaining({ what: 'reply-received', party: 'citizen', bodyHash: 'bb', receivedAt }),
    );
    expect(memory.all('mail').map(({ parameters }) => parameters)).toMatchObject([
      { kind: 'reply-received', receiptNumber: doubtful.receiptNumber, receivedAt },
    ]);
    const { body } = await ask('read-replies', owner);
    expect(body['items']).toMatchObject([
      {},
      { text: doubtful.text, decision: { outcome: 'recognised', reason: null } },
    ]);
  });

  test('rejected stays hidden from the person, who is not written to', async () => {
    expect((await decide(manager, 'rejected')).status).toBe(201);
    expect(stored()).toMatchObject({ state: 'rejected', noted: false, decision: { outcome: 'rejected' } });
    expect([memory.all('mail'), (await ask('read-replies', owner)).body['items']]).toMatchObject([
      [],
      [{}, { text: null }],
    ]);
  });

  test('a mistake is put right either way, and the register has it once', async () => {
    for (const outcome of ['rejected', 'recognised', 'rejected', 'recognised']) {
      expect((await decide(officer(cpi), outcome)).status).toBe(201);
    }
    expect(stored()).toMatchObject({ state: 'recognised' });
    expect(memory.all('edit').filter(({ what }) => what === 'reply-received')).toHaveLength(1);
    expect(memory.all('history').map(({ reason }) => reason)).toEqual([
      'rejected',
      'recognised',
      'rejected',
      'recognised',
    ]);
    expect((await decide(officer(cpi), 'recognised')).body).toMatchObject({ status: 409, code: 'reply-decided' });
  });

  test('decided by two at once is decided once', async () => {
    memory.interrupt(() => memory.set(keyOf(doubtful), { state: 'rejected' }));
    expect(await decide(officer(cpi), 'recognised')).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile' },
    });
    expect([stored()?.['state'], memory.all('history'), memory.all('mail')]).toEqual(['rejected', [], []]);
  });

  test('the same request twice is one decision, with one receipt', async () => {
    const key = { headers: { 'idempotency-key': 'decide-once' } };
    const [first, second] = [await decide(manager, 'recognised', key), await decide(manager, 'recognised', key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body['receiptNumber']).toBe(first.body['receiptNumber']);
    expect(memory.all('history')).toHaveLength(1);
  });

  test('is decided on a case that has ended, too', async () => {
    givenCase(memory, caseIn('withdrawn', { operatorId: cpi }));
    expect((await decide(officer(cpi), 'recognised')).status).toBe(201);
    expect(memory.get(caseKey)).toMatchObject({ status: 'withdrawn' });
  });

  test.each([
    ['the person', owner, 403],
    ['another office', officer(otherCpi), 404],
  ])('never by %s', async (_, who, status) => {
    expect((await decide(who, 'recognised')).status).toBe(status);
    expect(stored()).toMatchObject({ state: 'quarantined' });
  });

  test.each([
    ['that is the person’s own', mine.replyId, {}, 'reply-not-in-doubt'],
    ['without a reason', doubtful.replyId, { reason: '' }, 'invalid'],
    ['with another outcome', doubtful.replyId, { outcome: 'maybe' }, 'invalid'],
    ['that is not there', '1763636400000-000000000000', {}, 'not-found'],
    ['of a name that is none', 'CASE', {}, 'not-found'],
  ])('nothing is decided on one %s', async (_, replyId, change, code) => {
    const body = { outcome: 'recognised', reason: 'Al telefono.', ...change };
    expect((await decide(officer(cpi), '', { parameters: { replyId }, body })).body).toMatchObject({ code });
  });
});
