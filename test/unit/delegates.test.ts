/** The delegate whom a person names by fiscal code: who may name one, what one does, what is told and noted, when it ends. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as life } from '../../functions/api/life.ts';
import { handler as me } from '../../functions/api/me.ts';
import { handler as privacy } from '../../functions/api/privacy.ts';
import { Access } from '../../functions/domain/access.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { delegateProblem, NameDelegate } from '../../functions/domain/delegates.ts';
import { Mandate } from '../../functions/domain/mandates.ts';
import { HistoryEntry } from '../../functions/store/history.ts';
import { MadeRequest } from '../../functions/store/made.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, codeKey, givenCase, givenCitizen, historyKey, profileKey } from './record-samples.ts';
import {
  caseIn,
  citizenId,
  declarationId,
  mario,
  otherCitizenId,
  policy,
  receivedAt,
  strongActor,
  subject,
  today,
} from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const mac = Buffer.from('mac-of-anna').toString('hex');
const anna = 'BNCGLI80C52F205P';
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const daughter = { sub: 'anna', role: 'citizen', assurance: 'strong', idp: 'CIE', fiscalCode: anna };
const delegateKey = { pk: `CITIZEN#${otherCitizenId}`, sk: 'PROFILE' };
const whole = { fiscalCode: anna, until: '2026-12-31' };

const named = (body: object = whole, more: Call = {}) => call(me, 'name-delegate', { claims: owner, body, ...more });
const ended = (mandateId: unknown) =>
  call(me, 'end-mandate', { claims: owner, parameters: { mandateId: String(mandateId) } });
const asked = (action: ActionName, more: Call = {}) =>
  call(declarations, action, { claims: daughter, id: declarationId, ...more });
const tells = (more: Call = {}) =>
  call(life, 'report-change', { claims: daughter, id: declarationId, body: { kind: 'other', note: 'Ciao.' }, ...more });
const mails = () => memory.all('mail').map((item) => StoredMail.parse(item).parameters);
const kept = () => memory.all('mandate').map((item) => Mandate.parse(item));

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).resolves({ Mac: Buffer.from('mac-of-anna') });
  givenCitizen(memory);
  memory.set(codeKey, { provisional: false });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  // The delegate has an account of their own, with a record.
  const profile = memory.get(profileKey);
  memory.set(delegateKey, {
    ...profile,
    citizenId: otherCitizenId,
    person: { ...mario, fiscalCode: anna },
    fiscalCodeGuard: mac,
    mailbox: 'anna@example.com',
  });
  memory.set({ pk: 'SUB#anna', sk: 'SUB' }, { entity: 'subject', citizenId: otherCitizenId });
  givenCase(memory, caseIn('confirmed'));
  const line = { entity: 'case-line', declarationId, registeredAt: caseIn('confirmed').registeredAt };
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, line);
});

describe('the law', () => {
  const about = { own: mario.fiscalCode, actor: { ...strongActor, fiscalCode: mario.fiscalCode }, today, policy };

  test.each([
    ['today', '2026-11-23', undefined],
    ['in a year', '2027-11-23', undefined],
    ['yesterday', '2026-11-22', 'mandate-in-past'],
    ['in a year and a day', '2027-11-24', 'mandate-too-long'],
  ])('a mandate that ends %s', (_, until, code) => {
    expect(delegateProblem(NameDelegate.parse({ ...whole, until }), about)?.code).toBe(code);
  });

  test('nobody names themselves', () => {
    const body = NameDelegate.parse({ ...whole, fiscalCode: mario.fiscalCode });
    expect(delegateProblem(body, about)).toMatchObject({ code: 'delegate-yourself' });
  });

  test.each([
    ['a basic identity', { assurance: 'basic' as const }],
    ['another code', { fiscalCode: anna }],
    ['no code', { fiscalCode: undefined }],
  ])('nor is one named with %s', (_, wrong) => {
    const { fiscalCode: __, ...rest } = about.actor;
    const actor = { ...rest, fiscalCode: mario.fiscalCode, ...wrong };
    const { fiscalCode, ...nameless } = actor;
    const who = fiscalCode === undefined ? nameless : { ...nameless, fiscalCode };
    expect(delegateProblem(NameDelegate.parse(whole), { ...about, actor: who })?.code).toBe('identity-for-delegate');
  });

  test.each([[{ ...whole, fiscalCode: 'BNCGLI80C52F205Q' }], [{ ...whole, name: 'Anna' }], [{ until: whole.until }]])(
    'is not: %j',
    (body) => expect(NameDelegate.safeParse(body).success).toBe(false),
  );
});

describe('a delegate', () => {
  test('is named with a receipt, told by mail, and neither the code nor a name is kept', async () => {
    const { status, body } = await named();
    expect([status, body]).toMatchObject([201, { patronato: null, scope: [], until: '2026-12-31', inForce: true }]);
    expect(kept()).toMatchObject([{ citizenId, delegateMac: mac, givenAt: receivedAt }]);
    for (const entity of ['mandate', 'delegation', 'mail', 'edit']) {
      expect(JSON.stringify(memory.all(entity))).not.toContain(anna);
    }
    expect(mails()).toEqual([{ kind: 'mandate-given', givenAt: receivedAt, until: '2026-12-31', scope: [] }]);
    expect(memory.all('edit').map((item) => MadeRequest.parse(item))).toMatchObject([
      { what: 'name-delegate', party: 'citizen', citizenId, receiptNumber: body['receiptNumber'] },
    ]);
    expect(memory.all('delegation')[0]?.['ttl']).toBe(Date.parse('2026-12-31T23:00:00.000Z') / 1000);
  });

  test('is named once, and by a proved identity', async () => {
    const headers = { 'idempotency-key': 'the-same-key' };
    const { body } = await named(whole, { headers });
    expect(await named(whole, { headers })).toMatchObject({ status: 201, body });
    expect((await named()).body['code']).toBe('delegate-exists');
    const { fiscalCode: _, ...basic } = { ...owner, assurance: 'basic' };
    expect((await named(whole, { claims: basic })).body['code']).toBe('identity-for-delegate');
    expect(kept()).toHaveLength(1);
    await ended(body['id']);
    expect((await named()).status).toBe(201);
  });

  test('reads the case and nothing else of it; the look is logged and told', async () => {
    await named();
    const { status, body } = await asked('read-declaration');
    expect(status).toBe(200);
    expect(body['allowedActions']).toContain('report-change');
    for (const act of ['withdraw', 'choose-operator', 'release', 'suspend', 'make-telephone-code']) {
      expect(body['allowedActions']).not.toContain(act);
    }
    for (const hidden of ['telephoneCode', 'toRelease', 'holds', 'person', 'declared']) {
      expect(body).not.toHaveProperty(hidden);
    }
    expect(JSON.stringify(body)).not.toContain('mario.rossi');
    expect(memory.all('access').map((item) => Access.parse(item))).toMatchObject([
      { citizenId, what: 'read-declaration', by: { subject: 'anna', role: 'citizen', party: 'delegate' } },
    ]);
    const { body: looks } = await call(privacy, 'read-accesses', { claims: owner });
    expect(looks['items']).toMatchObject([
      { role: 'citizen', roleLabel: 'La persona che hai delegato', operator: null },
    ]);
  });

  test('tells a change, in the own name, and the person is told', async () => {
    await named();
    expect((await tells()).status).toBe(201);
    const { version } = caseIn('confirmed');
    expect(HistoryEntry.parse(memory.get(historyKey(version + 1)))).toMatchObject({
      event: 'report-change',
      by: { party: 'delegate', subject: 'anna', assurance: 'strong', idp: 'CIE' },
    });
    expect(mails().slice(1)).toMatchObject([{ kind: 'mandate-act', namedAt: receivedAt, what: 'report-change' }]);
    expect(memory.all('mail').every((mail) => mail['citizenId'] === citizenId)).toBe(true);
  });

  test.each([
    ...(['release', 'withdraw', 'choose-operator', 'change-route', 'write-data', 'state-inps'] as const),
    ...(['read-history', 'read-communications'] as const),
  ])('never: %s', async (action) => {
    await named();
    expect((await asked(action, { body: {} })).status).toBe(403);
  });

  test('lists the cases by number; nobody else lists them', async () => {
    await named();
    const { body } = await call(me, 'list-delegations', { claims: daughter });
    expect(body['items']).toMatchObject([{ patronato: null, inForce: true, declaration: { id: declarationId } }]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${mario.familyName}|${mario.fiscalCode}|${citizenId}`));
    const { fiscalCode: _, ...basic } = { ...daughter, assurance: 'basic' };
    expect((await call(me, 'list-delegations', { claims: basic })).body['code']).toBe('identity-for-delegate');
  });
});

describe('is none any more', () => {
  test('without a mandate, or without the identity that proves the code', async () => {
    expect((await asked('read-declaration')).status).toBe(404);
    await named();
    for (const wrong of [{ assurance: 'basic' }, { fiscalCode: mario.fiscalCode }]) {
      expect((await asked('read-declaration', { claims: { ...daughter, ...wrong } })).status).toBe(404);
    }
    expect((await asked('read-declaration')).status).toBe(200);
  });

  test('at once when it is taken back, and after its last day', async () => {
    const { body } = await named();
    expect((await asked('read-declaration', { at: '2027-01-01T09:00:00.000Z' })).status).toBe(404);
    expect((await ended(body['id'])).status).toBe(200);
    expect(mails().at(-1)).toMatchObject({ kind: 'mandate-ended', namedAt: receivedAt });
    expect((await asked('read-declaration')).status).toBe(404);
    expect((await tells()).status).toBe(404);
    expect((await call(me, 'list-delegations', { claims: daughter })).body['items']).toEqual([]);
  });

  test.each(['deceasedAt', 'endedAt', 'takenOverAt'])('with the death or the account of either: %s', async (what) => {
    await named();
    for (const key of [profileKey, delegateKey]) {
      memory.set(key, { [what]: receivedAt });
      expect((await asked('read-declaration')).status).toBe(404);
      memory.set(key, { [what]: undefined });
      expect((await asked('read-declaration')).status).toBe(200);
    }
  });

  test('while an act is under way: it is not done', async () => {
    await named();
    memory.interrupt(() => memory.set({ pk: `CF#1#${mac}`, sk: `DELEGATION#${citizenId}` }, { endedAt: receivedAt }));
    expect((await tells()).status).toBe(409);
    expect(memory.all('evidence')).toEqual([]);
    expect(memory.get(caseKey)?.['version']).toBe(caseIn('confirmed').version);
    expect(mails()).toHaveLength(1);
  });
});
