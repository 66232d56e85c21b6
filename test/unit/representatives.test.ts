/** Who acts for a person by law: recorded and ended by a job centre, within the scope and the days, told and noted. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as life } from '../../functions/api/life.ts';
import { handler as me } from '../../functions/api/me.ts';
import { handler as privacy } from '../../functions/api/privacy.ts';
import { Access } from '../../functions/domain/access.ts';
import { type ActionName, actions, authorise } from '../../functions/domain/authorisation.ts';
import { decideBy } from '../../functions/domain/command.ts';
import { PlainDate } from '../../functions/domain/dates.ts';
import { representedScopes } from '../../functions/domain/mail-facts-mandates.ts';
import { isInForce, Mandate } from '../../functions/domain/mandates.ts';
import { lastDay, RecordRepresentative, representativeProblem } from '../../functions/domain/representatives.ts';
import { withdrawCommand } from '../../functions/domain/verbs/withdraw.ts';
import { StoredCommand } from '../../functions/store/commands.ts';
import { HistoryEntry } from '../../functions/store/history.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, historyKey, profileKey } from './record-samples.ts';
import {
  caseFactsOf,
  caseIn,
  citizenActor,
  citizenId,
  cpi,
  decisionOf,
  declarationId,
  at as instant,
  mario,
  officer as officerActor,
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
const masked = (text: Uint8Array) => text.map((byte) => byte ^ 42);
const macOf = (code: string) => Buffer.from(masked(Buffer.from(`CF|${code}`))).toString('hex');
const anna = 'BNCGLI80C52F205P';
const counter = {
  ...{ sub: 'luisa', role: 'operator', assurance: 'basic', operatorId: cpi, operatorKind: 'cpi' },
  fiscalCode: 'VRDNNA90A41F205M',
};
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const guardian = { sub: 'anna', role: 'citizen', assurance: 'strong', idp: 'CIE', fiscalCode: anna };
const guardianKey = { pk: `CITIZEN#${otherCitizenId}`, sk: 'PROFILE' };
const evidence = { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' };
const two = { fiscalCode: mario.fiscalCode, representative: anna };
const asGuardian = { ...two, basis: { kind: 'guardian', evidence } };
const alongside = (...scope: string[]) => ({ ...two, basis: { kind: 'support-administrator', evidence, scope } });
const asParent = (minorBornOn: string) => ({
  ...two,
  basis: { kind: 'parent', evidence: { kind: 'parent-of-minor', minorBornOn } },
});

const recorded = (body: object = asGuardian, more: Call = {}) =>
  call(me, 'record-representative', { claims: counter, body, ...more });
const ended = (more: Call = {}) =>
  call(me, 'end-representative', { claims: counter, body: { ...two, reason: 'replaced' }, ...more });
const asked = (action: ActionName, more: Call = {}) =>
  call(declarations, action, { claims: guardian, id: declarationId, ...more });
const tells = (more: Call = {}) =>
  call(life, 'report-change', {
    ...{ claims: guardian, id: declarationId, body: { kind: 'other', note: 'Ciao.' } },
    ...more,
  });
const mails = () => memory.all('mail').map((item) => StoredMail.parse(item).parameters);
const kept = () => memory.all('mandate').map((item) => Mandate.parse(item));

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory, { fiscalCodeGuard: macOf(mario.fiscalCode) });
  memory.set({ pk: `CF#1#${macOf(mario.fiscalCode)}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: true });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  // Who acts for the person has an account of their own, with a record.
  memory.set(guardianKey, {
    ...memory.get(profileKey),
    ...{ citizenId: otherCitizenId, person: { ...mario, fiscalCode: anna }, fiscalCodeGuard: macOf(anna) },
    ...{ mailbox: 'anna@example.com', subjects: ['anna'], ...guardianKey },
  });
  memory.set({ pk: 'SUB#anna', sk: 'SUB' }, { entity: 'subject', citizenId: otherCitizenId });
  givenCase(memory, caseIn('confirmed'));
});

describe('the law', () => {
  const about = { person: { birthDate: PlainDate.parse('2009-11-24') }, today, policy };
  const problem = (body: object) => representativeProblem(RecordRepresentative.parse(body), about)?.code;
  const last = (body: object) => lastDay(RecordRepresentative.parse(body), about);

  test.each([
    ['a guardian', asGuardian, undefined],
    ['until today', { ...asGuardian, until: '2026-11-23' }, undefined],
    ['until yesterday', { ...asGuardian, until: '2026-11-22' }, 'representation-in-past'],
    ['ends before it begins', { ...asGuardian, from: '2026-12-02', until: '2026-12-01' }, 'representation-in-past'],
    ['for three years', { ...asGuardian, until: '2029-11-22' }, undefined],
    ['for a day more', { ...asGuardian, until: '2029-11-23' }, 'representation-too-long'],
    [
      'by a decree of tomorrow',
      { ...asGuardian, basis: { ...asGuardian.basis, evidence: { ...evidence, date: '2026-11-24' } } },
      'evidence-in-future',
    ],
    ['the person alone', { ...asGuardian, representative: mario.fiscalCode }, 'representative-self'],
    ['a parent on the day before the 18th birthday', asParent('2008-11-24'), undefined],
    ['a parent on the 18th birthday', asParent('2008-11-23'), 'guardian-of-age'],
  ])('%s', (_, body, code) => expect(problem(body)).toBe(code));

  test('a parent is none on the birthday, whatever was asked for and whichever birth is the earlier', () => {
    expect(last(asParent('2008-11-25'))).toBe('2026-11-24');
    expect(last({ ...asParent('2010-01-01'), until: '2029-01-01' })).toBe('2027-11-23');
    expect(last(asParent('2008-02-29'))).toBe('2026-02-28');
    expect(last(asGuardian)).toBe('2029-11-22');
  });

  test.each([
    ['2026-11-30T22:59:59.999Z', false],
    ['2026-11-30T23:00:00.000Z', true],
    ['2026-12-31T22:59:59.999Z', true],
    ['2026-12-31T23:00:00.000Z', false],
  ])('from the first second in Rome to the last: %s', (at, counts) => {
    const days = { from: PlainDate.parse('2026-12-01'), until: PlainDate.parse('2026-12-31') };
    expect(isInForce(days, instant(at))).toBe(counts);
  });

  test.each([[alongside('declare')], [alongside('see', 'see')], [alongside()], [{ ...asGuardian, scope: ['see'] }]])(
    'is not: %j',
    (body) => expect(RecordRepresentative.safeParse(body).success).toBe(false),
  );

  const needs: Partial<Record<ActionName, string>> = {
    ...{
      'read-declaration': 'see',
      'read-history': 'see',
      'read-receipt': 'see',
      'read-pact': 'see',
      'show-act': 'see',
    },
    ...{ 'write-data': 'declare', release: 'declare', 'choose-operator': 'choose-operator' },
    ...{ 'book-appointment': 'appointments', 'move-appointment': 'appointments', 'cancel-appointment': 'appointments' },
    ...{ 'report-change': 'answer', justify: 'answer', 'file-appeal': 'answer' },
    ...{ withdraw: 'withdraw', 'undo-withdrawal': 'withdraw' },
  };
  const names = Object.keys(actions).filter((name): name is ActionName => name in actions);
  const onCases = names.filter((name) => ['parties', 'verb'].includes(actions[name].access.kind));
  const who = { ...strongActor, citizenId: otherCitizenId };

  test.each(onCases)('%s is open to one scope, or to none', (name) => {
    for (const scope of representedScopes) {
      const parties = { citizenId, operatorId: cpi, representation: { by: otherCitizenId, scope: [scope] } };
      expect(authorise(name, who, parties)).toBe(needs[name] === scope ? 'allowed' : 'forbidden');
      expect(authorise(name, { ...who, assurance: 'basic' }, parties)).toBe('not-found');
    }
  });

  test.each(onCases)('%s is closed to staff who act for the person by law', (name) => {
    const parties = { citizenId, operatorId: cpi, citizenFiscalCode: mario.fiscalCode, representatives: [anna] };
    expect(authorise(name, { ...officerActor(cpi), fiscalCode: anna }, parties)).toBe('own-case');
  });

  test('a withdrawal is told as the person’s own, and beside it who asked for it', () => {
    const { fiscalCode: _, ...actor } = { ...citizenActor, assurance: 'strong' as const, fiscalCode: anna };
    const facts = caseFactsOf(caseIn('confirmed'), {
      ...{ actor, party: 'representative' },
      onMandate: { kind: 'guardian', namedAt: receivedAt },
    });
    const decision = decisionOf(decideBy(withdrawCommand, facts, {}));
    expect(decision.mail).toMatchObject({ kind: 'withdrawn', by: 'citizen' });
    expect(decision.actTold).toMatchObject({ kind: 'mandate-act', representative: 'guardian', what: 'withdraw' });
  });
});

describe('a job centre', () => {
  test('records who acts for the person, who is told and sees that it looked', async () => {
    const { status, body } = await recorded();
    expect([status, body]).toMatchObject([
      201,
      {
        patronato: null,
        until: '2029-11-22',
        inForce: true,
        representation: { kind: 'guardian', scope: representedScopes },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${anna}|1234/2026`));
    expect(kept()).toMatchObject([
      { citizenId, delegateMac: macOf(anna), representation: { evidence, recordedBy: { operatorId: cpi } } },
    ]);
    expect(mails()).toMatchObject([
      { kind: 'mandate-given', representative: 'guardian', represented: representedScopes, until: '2029-11-22' },
    ]);
    expect(JSON.stringify(mails())).not.toContain(anna);
    expect(memory.all('access').map((item) => Access.parse(item))).toMatchObject([
      { citizenId, what: 'record-representative', by: { role: 'operator', operatorId: cpi } },
    ]);
    expect(memory.all('intake')).toHaveLength(1);
  });

  test('records the same request once, and one at a time', async () => {
    const headers = { 'idempotency-key': 'the-same-key' };
    const { body } = await recorded(asGuardian, { headers });
    expect(await recorded(asGuardian, { headers })).toMatchObject({ status: 201, body });
    expect((await recorded(alongside('see'), { headers })).body['code']).toBe('key-reused');
    expect((await recorded()).body['code']).toBe('representative-exists');
    expect(kept()).toHaveLength(1);
  });

  test.each([
    ['the person', { ...counter, fiscalCode: mario.fiscalCode }, 'own-case'],
    ['who is to act', { ...counter, fiscalCode: anna }, 'own-case'],
    ['an accredited operator', { ...counter, operatorId: 'acc-demo-milano', operatorKind: 'accredited' }, 'forbidden'],
  ])('not by %s', async (_, claims, code) => {
    expect((await recorded(asGuardian, { claims })).body['code']).toBe(code);
    expect((await ended({ claims })).body['code']).toBe(code);
    expect(kept()).toEqual([]);
  });

  test('not for somebody who has no record here, which counts as a look-up', async () => {
    const { status, body } = await recorded(
      { ...asGuardian, fiscalCode: counter.fiscalCode },
      { claims: { ...counter, fiscalCode: 'another' } },
    );
    expect([status, body['code']]).toEqual([409, 'person-without-record']);
    expect(memory.all('intake')).toMatchObject([{ outcome: 'nobody' }]);
  });

  test('ends it at once, for a reason, and the person is told', async () => {
    expect((await ended()).body['code']).toBe('representative-none');
    await recorded();
    expect((await asked('read-declaration')).status).toBe(200);
    expect((await ended()).body).toMatchObject({ inForce: false });
    expect((await ended()).status).toBe(200);
    expect(kept()).toMatchObject([{ endedAt: receivedAt, endedBecause: 'replaced' }]);
    expect(mails().slice(1)).toEqual([
      { kind: 'mandate-ended', endedAt: receivedAt, namedAt: receivedAt, representative: 'guardian' },
    ]);
    expect((await asked('read-declaration')).status).toBe(404);
    expect((await asked('withdraw', { body: {} })).status).toBe(404);
    expect((await tells()).status).toBe(404);
    expect((await recorded()).status).toBe(201);
  });

  test('one that is to begin is not in force, and can be ended', async () => {
    await recorded({ ...asGuardian, from: '2026-12-01' });
    expect((await asked('read-declaration')).status).toBe(404);
    expect((await asked('read-declaration', { at: '2026-12-01T09:00:00.000Z' })).status).toBe(200);
    expect((await ended()).status).toBe(200);
    expect((await asked('read-declaration', { at: '2026-12-01T09:00:00.000Z' })).status).toBe(404);
  });
});

describe('who acts for a person by law', () => {
  test('reads the case; the look is logged and told', async () => {
    await recorded();
    const { status, body } = await asked('read-declaration');
    expect(status).toBe(200);
    expect(body['allowedActions']).toEqual(expect.arrayContaining(['withdraw', 'choose-operator', 'report-change']));
    for (const hidden of ['telephoneCode', 'holds', 'person']) expect(body).not.toHaveProperty(hidden);
    expect((await asked('read-history')).status).toBe(200);
    const { body: looks } = await call(privacy, 'read-accesses', { claims: owner });
    expect(looks['items']).toMatchObject([
      { role: 'citizen', roleLabel: 'Chi agisce per te per legge', sight: 'history' },
      { role: 'citizen', roleLabel: 'Chi agisce per te per legge', sight: 'case' },
      { role: 'operator' },
    ]);
  });

  test('with a decree for some things does these, and is offered no other', async () => {
    await recorded(alongside('see', 'answer'));
    const { body } = await asked('read-declaration');
    expect(body['allowedActions']).toContain('report-change');
    for (const act of ['withdraw', 'choose-operator']) expect(body['allowedActions']).not.toContain(act);
    for (const action of ['withdraw', 'release', 'choose-operator'] as const) {
      expect((await asked(action, { body: {} })).status).toBe(403);
    }
    expect((await tells()).status).toBe(201);
  });

  test('tells a change in the own name, and the person is told', async () => {
    await recorded();
    expect((await tells()).status).toBe(201);
    const { version } = caseIn('confirmed');
    expect(HistoryEntry.parse(memory.get(historyKey(version + 1)))).toMatchObject({
      event: 'report-change',
      by: { party: 'representative', subject: 'anna', assurance: 'strong', idp: 'CIE' },
    });
    expect(mails().slice(1)).toContainEqual(
      expect.objectContaining({ kind: 'mandate-act', representative: 'guardian', what: 'report-change' }),
    );
    expect(memory.all('mail').every((mail) => mail['citizenId'] === citizenId)).toBe(true);
  });

  test('withdraws; what was asked is kept with who asked, and can be looked up by them', async () => {
    await recorded();
    const { status, body } = await asked('withdraw', { body: {} });
    expect(status).toBe(202);
    expect(memory.all('command').map((item) => StoredCommand.parse(item))).toMatchObject([
      { verb: 'withdraw', party: 'representative', onMandate: { kind: 'guardian', namedAt: receivedAt } },
    ]);
    const looked = await call(commands, 'read-command', { claims: guardian, id: String(body['commandId']) });
    expect(looked).toMatchObject({ status: 200, body: { state: 'accepted' } });
  });

  test('is listed, and the person reads it and cannot end it', async () => {
    await recorded();
    const listed = await call(me, 'list-delegations', { claims: guardian });
    expect(listed.body['items']).toMatchObject([{ representation: { kind: 'guardian' } }]);
    const { body } = await call(me, 'list-own-mandates', { claims: owner });
    expect(body['items']).toMatchObject([{ representation: { kind: 'guardian' }, inForce: true }]);
    const mandateId = String(kept()[0]?.mandateId);
    const end = await call(me, 'end-mandate', { claims: owner, parameters: { mandateId } });
    expect([end.status, end.body['code']]).toEqual([403, 'representation-by-office']);
    const data = JSON.stringify((await call(privacy, 'export-me', { claims: owner })).body);
    expect(data).toContain('1234/2026');
    expect(data).not.toContain(anna);
  });

  test.each([
    ['with a password alone', { assurance: 'basic' }],
    ['with an identity of somebody else', { fiscalCode: mario.fiscalCode }],
  ])('is nobody %s', async (_, wrong) => {
    await recorded();
    expect((await asked('read-declaration', { claims: { ...guardian, ...wrong } })).status).toBe(404);
  });

  test('does nothing on the case as an officer', async () => {
    const claims = { ...counter, fiscalCode: anna };
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    expect((await asked('read-declaration', { claims })).status).toBe(200);
    await recorded();
    const looked = await asked('read-declaration', { claims });
    expect([looked.status, looked.body['code']]).toEqual([403, 'own-case']);
    await ended();
    expect((await asked('read-declaration', { claims })).status).toBe(200);
  });
});
