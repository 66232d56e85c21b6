/** The mandate of a person to a patronato: what it is for, when it counts, what the person is told, what is seen. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as me } from '../../functions/api/me.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { handler as system } from '../../functions/api/system.ts';
import { Access } from '../../functions/domain/access.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { shippedListedDomains } from '../../functions/domain/mailbox.ts';
import { GiveMandate, holds, isInForce, Mandate, mandateProblem } from '../../functions/domain/mandates.ts';
import { patronati, patronatiOn } from '../../functions/domain/patronati.ts';
import { HistoryEntry } from '../../functions/store/history.ts';
import { MadeRequest } from '../../functions/store/made.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, codeKey, givenCase, givenCitizen, historyKey, profileKey } from './record-samples.ts';
import {
  at,
  caseIn,
  citizenId,
  data,
  day,
  declarationId,
  mario,
  policy,
  receivedAt,
  subject,
  today,
} from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const helper = {
  ...{ sub: 'rita', role: 'patronato', assurance: 'strong', patronatoId: 'pat-inca' },
  fiscalCode: 'SLARTI72P55F205W',
};
const elsewhere = { ...helper, sub: 'ugo', patronatoId: 'pat-inas' };
const whole = { patronatoId: 'pat-inca', until: '2026-12-31', scope: ['see', 'fill-in', 'tell-inps'] };
const { privacyNoticeVersion: _, ...entered } = data;

const given = (body: object = whole, more: Call = {}) => call(me, 'give-mandate', { claims: owner, body, ...more });
const ended = (mandateId: unknown, more: Call = {}) =>
  call(me, 'end-mandate', { claims: owner, parameters: { mandateId: String(mandateId) }, ...more });
const asked = (action: ActionName, more: Call = {}) =>
  call(declarations, action, { claims: helper, id: declarationId, ...more });
const mails = () => memory.all('mail').map((item) => StoredMail.parse(item).parameters);
const kept = () => memory.all('mandate').map((item) => Mandate.parse(item));

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).resolves({ Mac: Buffer.from('mac-of-the-code') });
  givenCitizen(memory);
  memory.set(codeKey, { provisional: false });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  givenCase(memory, caseIn('registered'));
  const line = { entity: 'case-line', declarationId, registeredAt: caseIn('registered').registeredAt };
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, line);
});

describe('the law', () => {
  test.each([
    ['today', '2026-11-23', undefined],
    ['in a year', '2027-11-23', undefined],
    ['yesterday', '2026-11-22', 'mandate-in-past'],
    ['in a year and a day', '2027-11-24', 'mandate-too-long'],
  ])('a mandate that ends %s', (_, until, code) => {
    const body = GiveMandate.parse({ ...whole, until });
    expect(mandateProblem(body, { today, policy, withDemo: false })?.code).toBe(code);
  });

  test.each([
    ['pat-nessuno', true, 'patronato-unknown'],
    ['pat-demo', true, undefined],
    ['pat-demo', false, 'patronato-unknown'],
  ])('to %s, with the invented one: %s', (patronatoId, withDemo, code) => {
    const body = GiveMandate.parse({ ...whole, patronatoId });
    expect(mandateProblem(body, { today, policy, withDemo })?.code).toBe(code);
  });

  test.each([[[]], [['fill-in']], [['see', 'see']], [['see', 'release']]])('is not for %j', (scope) => {
    expect(GiveMandate.safeParse({ ...whole, scope }).success).toBe(false);
  });

  test('counts to the last second of its last day in Rome, and not once it was taken back', () => {
    const mandate = { until: day('2026-12-31') };
    expect(isInForce(mandate, at('2026-12-31T22:59:59.999Z'))).toBe(true);
    expect(isInForce(mandate, at('2026-12-31T23:00:00.000Z'))).toBe(false);
    expect(isInForce({ ...mandate, endedAt: receivedAt }, receivedAt)).toBe(false);
  });

  test.each(['deceasedAt', 'endedAt', 'takenOverAt'])('dies with who gave it: %s (c.c. art. 1722)', (what) => {
    const mandate = Mandate.parse({ ...whole, mandateId: declarationId, citizenId, givenAt: receivedAt });
    expect(holds(mandate, {}, receivedAt)).toBe(true);
    expect(holds(mandate, { [what]: receivedAt }, receivedAt)).toBe(false);
  });

  test('no patronato is listed twice, every listed one keeps its people from using its mailboxes', () => {
    expect(new Set(patronati.map(({ id }) => id)).size).toBe(patronati.length);
    const organisations = shippedListedDomains().map(({ organisation }) => organisation);
    for (const { name } of patronatiOn(today, false)) expect(organisations).toContain(name);
  });
});

describe('a mandate', () => {
  test('is given with a receipt, kept, told by mail, and has a number of the register', async () => {
    const { status, body } = await given();
    expect([status, body]).toMatchObject([
      201,
      { patronato: { id: 'pat-inca', name: 'INCA (CGIL)' }, scope: whole.scope, until: '2026-12-31', inForce: true },
    ]);
    expect(kept()).toMatchObject([{ citizenId, patronatoId: 'pat-inca', givenAt: receivedAt }]);
    expect(mails()).toEqual([
      {
        ...{ kind: 'mandate-given', givenAt: receivedAt, patronato: 'INCA (CGIL)' },
        ...{ until: '2026-12-31', scope: whole.scope },
      },
    ]);
    expect(memory.all('edit').map((item) => MadeRequest.parse(item))).toMatchObject([
      { what: 'give-mandate', party: 'citizen', citizenId, receiptNumber: body['receiptNumber'] },
    ]);
    // The line goes once the last day is over.
    expect(memory.all('mandate-line')[0]?.['ttl']).toBe(Date.parse('2026-12-31T23:00:00.000Z') / 1000);
  });

  test('asked twice with a key is one; with another body it is refused', async () => {
    const headers = { 'idempotency-key': 'the-same-key' };
    const first = await given(whole, { headers });
    expect(await given(whole, { headers })).toMatchObject({ status: 201, body: first.body });
    expect(await given({ ...whole, scope: ['see'] }, { headers })).toMatchObject({ status: 422 });
    expect(kept()).toHaveLength(1);
    expect(mails()).toHaveLength(1);
  });

  test('is one a patronato until it is over, by revocation or by time', async () => {
    const { body } = await given();
    expect((await given()).body['code']).toBe('mandate-exists');
    expect((await given({ ...whole, patronatoId: 'pat-inas' })).status).toBe(201);
    await ended(body['id']);
    expect((await given()).status).toBe(201);
    expect((await given({ ...whole, until: '2027-02-01' }, { at: '2027-01-01T09:00:00.000Z' })).status).toBe(201);
    expect(kept()).toHaveLength(4);
  });

  test.each([
    [{ ...whole, until: '2026-11-22' }, 'mandate-in-past', 'until'],
    [{ ...whole, until: '2028-01-01' }, 'mandate-too-long', 'until'],
    [{ ...whole, patronatoId: 'pat-nessuno' }, 'patronato-unknown', 'patronatoId'],
    [{ ...whole, email: 'rita@inca.it' }, 'invalid', undefined],
  ])('is refused in words: %j', async (wrong, code, field) => {
    const { status, body } = await given(wrong);
    expect([status, body['code']]).toEqual([422, code]);
    if (field) expect(JSON.stringify(body)).toContain(field);
    expect(kept()).toEqual([]);
    expect(mails()).toEqual([]);
  });

  test('is taken back once and at once, and stays on record', async () => {
    const { body } = await given();
    const later = { at: '2026-11-24T10:00:00.000Z' };
    const over = await ended(body['id'], later);
    expect(over).toMatchObject({ status: 200, body: { endedAt: later.at, inForce: false } });
    const again = await ended(body['id'], { at: '2026-11-25T10:00:00.000Z' });
    expect(again).toMatchObject({ status: 200, body: over.body });
    expect(mails().map(({ kind }) => kind)).toEqual(['mandate-given', 'mandate-ended']);
    const listed = await call(me, 'list-own-mandates', { claims: owner, ...later });
    expect(listed.body['items']).toMatchObject([{ id: body['id'], endedAt: later.at, inForce: false }]);
  });

  test('of others is none', async () => {
    for (const id of ['x', declarationId]) expect((await ended(id)).status).toBe(404);
  });
});

describe('with it a patronato', () => {
  test('sees where the case stands and nothing else; the look is logged', async () => {
    await given({ ...whole, scope: ['see'] });
    const { status, body } = await asked('read-declaration');
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      [
        ...['allowedActions', 'awaiting', 'caseNumber', 'deadlines', 'didDate', 'id', 'mandate', 'route', 'status'],
        ...['statusLabel', 'version'],
      ].sort(),
    );
    expect(body['allowedActions']).toEqual([]);
    const shown = JSON.stringify(body);
    for (const hidden of [mario.fiscalCode, mario.familyName, 'Via Roma', 'mario.rossi', data.profile.education]) {
      expect(shown).not.toContain(hidden);
    }
    expect(memory.all('access').map((item) => Access.parse(item))).toMatchObject([
      { citizenId, what: 'read-declaration', by: { role: 'patronato', party: 'patronato', patronatoId: 'pat-inca' } },
    ]);
  });

  test('fills in the draft, which the person is told each time; what changes nothing is no act', async () => {
    await given();
    const body = { ...entered, profile: { ...data.profile, monthsSearching: 7 } };
    const { status, body: shown } = await asked('write-data', { body });
    expect(status).toBe(200);
    expect(shown['data']).toMatchObject({ profile: { monthsSearching: 7 }, privacyNoticeVersion: '2026-1' });
    expect(mails().slice(1)).toEqual([
      {
        ...{ kind: 'mandate-act', caseNumber: shown['caseNumber'], receivedAt },
        ...{ patronato: 'INCA (CGIL)', what: 'write-data' },
      },
    ]);
    expect(HistoryEntry.parse(memory.get(historyKey(2)))).toMatchObject({
      event: 'write-data',
      by: { party: 'patronato', patronatoId: 'pat-inca' },
    });
    await asked('write-data', { body });
    expect(mails()).toHaveLength(2);
  });

  test('does not say in the person’s place that the notice was read', async () => {
    memory.set(caseKey, { data: entered });
    await given();
    expect((await asked('write-data', { body: data })).body['code']).toBe('notice-own-hand');
    expect((await asked('write-data', { body: entered })).status).toBe(200);
  });

  test('tells the date and the receipt of an application, both, which has a number of the register', async () => {
    memory.set(caseKey, { route: 'B', inps: { stated: { state: 'about-to', kind: 'naspi', at: receivedAt } } });
    await given();
    const made = { state: 'made', kind: 'naspi', appliedOn: '2026-11-20', protocol: 'INPS.1' };
    for (const body of [
      { state: 'about-to', kind: 'other' },
      { ...made, protocol: undefined },
    ]) {
      expect((await asked('state-inps', { body })).body['code']).toBe('extremes-missing');
    }
    expect(await asked('state-inps', { body: made })).toMatchObject({ status: 200, body: { inps: made } });
    expect(DidCase.parse(memory.get(caseKey))).toMatchObject({ didDate: '2026-11-20', didSource: 'inps' });
    expect(mails().map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['mandate-given', 'inps-application', 'mandate-act']),
    );
    expect(memory.all('edit').map((item) => MadeRequest.parse(item).party)).toContain('patronato');
  });

  test.each([
    ['write-data', { ...whole, scope: ['see', 'tell-inps'] }],
    ['state-inps', { ...whole, scope: ['see', 'fill-in'] }],
  ] as const)('does not %s without the scope', async (action, mandate) => {
    await given(mandate);
    expect((await asked(action, { body: entered })).status).toBe(403);
    expect(mails()).toHaveLength(1);
  });

  test.each(['release', 'withdraw', 'choose-operator', 'change-route', 'read-history', 'read-communications'] as const)(
    'never: %s',
    async (action) => {
      await given();
      expect((await asked(action, { body: {} })).status).toBe(403);
    },
  );

  test('lists the cases of its mandates by number, nothing of whose they are', async () => {
    await given();
    const { body } = await call(queue, 'list-mandates', { claims: helper });
    expect(body['items']).toMatchObject([
      { until: '2026-12-31', inForce: true, declaration: { id: declarationId, status: 'registered' } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${mario.familyName}|${mario.fiscalCode}|${citizenId}`));
    for (const claims of [elsewhere]) {
      expect((await call(queue, 'list-mandates', { claims })).body['items']).toEqual([]);
    }
    const { patronatoId: _, ...bodiless } = helper;
    expect((await call(queue, 'list-mandates', { claims: bodiless })).status).toBe(403);
  });
});

describe('without it a patronato finds nothing', () => {
  const acts = ['read-declaration', 'write-data', 'state-inps', 'read-history', 'release'] as const;

  test.each(acts)('%s', async (action) => {
    expect((await asked(action, { body: entered })).status).toBe(404);
    expect(memory.all('access')).toEqual([]);
  });

  test('nor once it was taken back, is over, is another body’s, or its person has died', async () => {
    const { body } = await given();
    expect((await asked('read-declaration', { claims: elsewhere })).status).toBe(404);
    expect((await asked('read-declaration', { at: '2027-01-01T09:00:00.000Z' })).status).toBe(404);
    memory.set(profileKey, { deceasedAt: receivedAt });
    expect((await asked('read-declaration')).status).toBe(404);
    memory.set(profileKey, { deceasedAt: undefined });
    expect((await asked('read-declaration')).status).toBe(200);
    await ended(body['id']);
    expect((await asked('read-declaration')).status).toBe(404);
    expect((await call(queue, 'list-mandates', { claims: helper })).body['items']).toEqual([]);
  });

  test('an act under way when it was taken back is not done', async () => {
    await given();
    // Read as in force a moment ago, taken back by the time the act is written.
    memory.interrupt(() => {
      memory.set({ pk: 'PATRONATO#pat-inca', sk: `MANDATE#${citizenId}` }, { endedAt: receivedAt });
    });
    const { status } = await asked('write-data', { body: { ...entered, lastJobEndedOn: '2026-10-30' } });
    expect(status).toBe(409);
    expect(DidCase.parse(memory.get(caseKey)).data).toEqual(data);
    expect(mails()).toHaveLength(1);
  });
});

test('anybody reads the list of patronati; the invented one is of this machine alone', async () => {
  const { status, body } = await call(system, 'list-patronati');
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('pat-inca');
});
