/** The life of a DID over the API and through its transitions, on a table in memory. */
import './function-environment.ts';
import { randomUUID } from 'node:crypto';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { commands } from '../../functions/domain/commands.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { CommandId } from '../../functions/domain/ids.ts';
import { InpsApplication } from '../../functions/domain/inps.ts';
import type { Verb } from '../../functions/domain/lifecycle.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  givenCase,
  givenCitizen,
  liveKey,
  profileKey,
  startedAt,
  waitKey,
} from './record-samples.ts';
import {
  accredited,
  at,
  caseIn,
  citizenId,
  cpi,
  declarationId,
  mario,
  otherCpi,
  otherDeclarationId,
  policy,
  receivedAt,
  subject,
} from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = (operatorId: string, fiscalCode = 'BNCGLI80C52F205P') => ({
  sub: `officer-of-${operatorId}`,
  role: 'operator',
  assurance: 'strong',
  operatorId,
  operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited',
  ...(fiscalCode !== '' && { fiscalCode }),
});
const giulia = officer(cpi);
const elena = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const ask = (action: ActionName, claims: Record<string, string>, body: unknown = {}, more: Call = {}) =>
  call(handler, action, { claims, id: declarationId, body, ...more });
const stored = () => DidCase.parse(memory.get(caseKey));
/** Approves the proposal that waits on the case, as who has read it. */
const approve = (claims: Record<string, string>, more: Call = {}) =>
  ask('approve-proposal', claims, { proposedAt: stored().proposal?.proposedAt ?? receivedAt }, more);
const history = () => memory.all('history').filter(({ pk }) => pk === `DID#${declarationId}`);
const tasks = () => memory.all('task').map(({ kind, queueOperator }) => [kind, queueOperator ?? 'done']);
const mails = () => memory.all('mail').map((mail) => Object(mail['parameters']).kind);

const paper = { signedOn: '2026-11-20', reference: 'prot. 4471/2026' };
/** When the days to answer a proposal of today are over. */
const afterAnswer = { at: at('2026-12-04T09:30:00.000Z') };

/** Does what the state machine would: the transition of the command that is pending on a case. */
async function settle(id: string = declarationId, now = appliedAt) {
  const wait = memory.get({ pk: `WAIT#${id}`, sk: 'WAIT' });
  const pending = Object(wait?.['pending']);
  const verb: Verb = pending.verb;
  return apply({ table: memory.table, policy, now: () => now }, commands[verb], {
    declarationId: DidCase.shape.declarationId.parse(id),
    generation: Number(wait?.['generation']),
    commandId: CommandId.parse(pending.commandId),
    executionStartedAt: startedAt,
  });
}

async function accepted(asked: Promise<Answered>) {
  const answer = await asked;
  expect(answer).toMatchObject({ status: 202 });
  return settle();
}

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(StartExecutionCommand).resolves({});
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
});

describe('found work, and back', () => {
  test('the person suspends and resumes; the days of the DID stay', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    expect(await accepted(ask('suspend', owner, { from: '2026-11-20' }))).toMatchObject({ next: 'suspended' });
    expect(stored().suspension).toMatchObject({ from: '2026-11-20', statusBefore: 'confirmed' });
    expect(await accepted(ask('resume', owner, { until: '2026-11-23' }))).toMatchObject({ next: 'confirmed' });
    expect(stored()).toMatchObject({
      didDate: '2026-11-03',
      suspensions: [{ from: '2026-11-20', until: '2026-11-23' }],
    });
    expect(stored().suspension).toBeUndefined();
    expect(mails()).toEqual(expect.arrayContaining(['status-suspended', 'status-resumed']));
  });

  test('told as a change it suspends nothing: a receipt, a task, and the office decides', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    const body = { kind: 'found-work', from: '2026-11-30', note: 'contratto di tre mesi' };
    const answer = await ask('report-change', owner, body);
    expect(answer).toMatchObject({ status: 201, body: { status: 'psp-signed', receiptNumber: expect.any(String) } });
    expect(tasks()).toEqual([['suspension-proposed', cpi]]);
    expect(history()[0]).toMatchObject({ event: 'report-change', from: 'psp-signed' });
    expect(JSON.stringify(history())).not.toMatch(/tre mesi|found-work/);
    expect(JSON.stringify(stored())).not.toContain('tre mesi');
    const told = await ask('read-changes', giulia, undefined);
    expect(told.body['items']).toMatchObject([
      { ...body, receivedAt, answer: null, receiptNumber: answer.body['receiptNumber'] },
    ]);
    expect(await accepted(ask('suspend', giulia, { from: '2026-11-20', days: 90 }))).toMatchObject({
      next: 'suspended',
    });
    expect(tasks()).toEqual([['suspension-proposed', 'done']]);
  });

  test('of what was erased nobody reads anything, and the rest is read still', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    await ask('report-change', owner, { kind: 'found-work', from: '2026-11-30' });
    const job = { entity: 'evidence', kind: 'job-news', takenAt: receivedAt, commandId: CommandId.parse(randomUUID()) };
    memory.set({ pk: `DID#${declarationId}`, sk: `EVIDENCE#${job.commandId}` }, job);
    for (const { pk, sk } of memory.all('evidence')) {
      memory.set({ pk: String(pk), sk: String(sk) }, { content: undefined, erasedOn: '2026-11-23' });
    }
    await ask('report-change', owner, { kind: 'illness' });
    const { status, body } = await ask('read-changes', giulia, undefined);
    expect([status, body]).toMatchObject([200, { items: [{ kind: 'illness' }], jobNews: [] }]);
  });

  test('the same key tells once; with another body it is refused', async () => {
    givenCase(memory, caseIn('confirmed'));
    const headers = { 'idempotency-key': 'una-variazione-1' };
    const one = await ask('report-change', owner, { kind: 'illness' }, { headers });
    const two = await ask('report-change', owner, { kind: 'illness' }, { headers });
    expect(two).toMatchObject({ status: 201, body: { receiptNumber: one.body['receiptNumber'] } });
    expect(history()).toHaveLength(1);
    const three = await ask('report-change', owner, { kind: 'moved' }, { headers });
    expect(three).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  test.each(['illness', 'new-document', 'other'])('%s is a task of its own', async (kind) => {
    givenCase(memory, caseIn('confirmed', { operatorId: accredited }));
    await ask('report-change', owner, { kind });
    await ask('report-change', owner, { kind });
    expect(tasks()).toEqual([
      ['change-reported', accredited],
      ['change-reported', accredited],
    ]);
  });

  test('a move and another fiscal code are for the job centre, which alone may transfer and rectify', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: accredited, competentCpiId: cpi }));
    await ask('report-change', owner, { kind: 'moved' });
    await ask('report-change', owner, { kind: 'corrected-fiscal-code' });
    expect(tasks().toSorted()).toEqual([
      ['change-reported', cpi],
      ['domicile-changed', cpi],
    ]);
  });

  test('an illness is told to the office that decides, and its words not to the accredited operator', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: accredited, competentCpiId: cpi }));
    await ask('report-change', owner, { kind: 'illness', note: 'ricovero' });
    expect(JSON.stringify((await ask('read-changes', officer(accredited))).body)).not.toContain('ricovero');
    expect(JSON.stringify((await ask('read-changes', giulia)).body)).toContain('ricovero');
    expect(JSON.stringify(history())).not.toMatch(/illness|ricovero/);
  });

  test('nobody else reports, and who is no party reads nothing', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    expect((await ask('report-change', giulia, { kind: 'other' })).status).toBe(403);
    expect((await ask('read-changes', officer(otherCpi))).status).toBe(404);
  });
});

describe('who holds the job centre’s column', () => {
  const rows = ['suspend', 'close', 'propose-rectification', 'transfer'] as const;
  const bodies = {
    suspend: { from: '2026-11-20' },
    close: { reason: 'job', since: '2026-11-20', signedRequest: paper },
    'propose-rectification': { reason: 'data errata', correction: { didDate: '2026-11-02' } },
    transfer: { competentCpiId: otherCpi },
  };

  test.each(rows)('%s: the job centre of the domicile, where the chosen operator is accredited', async (action) => {
    givenCase(memory, caseIn('confirmed', { operatorId: accredited, competentCpiId: cpi }));
    expect((await ask(action, officer(accredited), bodies[action])).status).toBe(403);
    expect((await ask(action, officer(otherCpi), bodies[action])).status).toBe(404);
    expect((await ask(action, giulia, bodies[action])).status).toBeLessThan(300);
  });

  test.each(rows)('%s: the chosen job centre, and that of the domicile sees nothing', async (action) => {
    givenCase(memory, caseIn('confirmed', { operatorId: otherCpi, competentCpiId: cpi }));
    expect((await ask(action, giulia, bodies[action])).status).toBe(404);
    expect((await ask(action, officer(otherCpi), bodies[action])).status).toBeLessThan(300);
  });

  test('nobody on their own case', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    const own = officer(cpi, mario.fiscalCode);
    expect(await ask('close', own, { reason: 'moved', signedRequest: paper })).toMatchObject({
      status: 403,
      body: { code: 'own-case' },
    });
  });
});

describe('an end', () => {
  test('by one person of an office, on the person’s signed request', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    const body = { reason: 'pension', since: '2026-11-20', signedRequest: paper };
    expect(await accepted(ask('close', giulia, body))).toMatchObject({ next: 'closed' });
    expect(stored()).toMatchObject({ closure: { reason: 'pension', nationalCode: 'R', since: '2026-11-20' } });
    expect(memory.get(liveKey)).toBeUndefined();
    expect(mails()).toEqual(['did-closed']);
    expect(memory.all('evidence')).toMatchObject([{ kind: 'closure', content: { signedRequest: paper } }]);
  });

  test('or on a change that the person reported, by its receipt, and of that kind', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    const told = await ask('report-change', owner, { kind: 'moved', note: 'vivo a Torino' });
    const reportedChange = told.body['receiptNumber'];
    const wrong = { status: 422, body: { code: 'reported-change-unknown' } };
    expect(await ask('close', giulia, { reason: 'pension', reportedChange })).toMatchObject(wrong);
    expect(await ask('close', giulia, { reason: 'moved', reportedChange: 'R-20261123-000000000000' })).toMatchObject(
      wrong,
    );
    expect(await accepted(ask('close', giulia, { reason: 'moved', reportedChange }))).toMatchObject({ next: 'closed' });
    expect(stored().closure).toEqual({ reason: 'moved', rule: 'closure.moved:assumed' });
  });

  test('with a benefit, on what the person reported in a session that proves who they are', async () => {
    const benefit = { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } as const;
    givenCase(memory, caseIn('confirmed', { operatorId: cpi, benefit }));
    const reported = async (assurance: 'basic' | 'strong') => {
      const claims = { ...owner, assurance, ...(assurance === 'strong' && { fiscalCode: mario.fiscalCode }) };
      const told = await ask('report-change', claims, { kind: 'moved', note: 'vivo a Torino' });
      return ask('close', giulia, { reason: 'moved', reportedChange: told.body['receiptNumber'] });
    };
    expect(await reported('basic')).toMatchObject({ status: 409, body: { code: 'needs-two-persons' } });
    expect(await accepted(reported('strong'))).toMatchObject({ next: 'closed' });
  });

  test('never on an officer’s word alone: it is proposed, the person is told, and another decides', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    expect((await ask('close', giulia, { reason: 'job', since: '2026-11-20' })).status).toBe(422);
    const told = { reason: 'job', since: '2026-11-20', why: 'comunicazione obbligatoria del datore' };
    expect((await ask('close', giulia, told)).status).toBe(201);
    expect(mails()).toEqual(['closure-proposed']);
    expect(await approve(elena)).toMatchObject({ status: 409, body: { code: 'answer-awaited' } });
    const seen = await ask('report-change', owner, { kind: 'answer', note: 'Il contratto non è mai partito.' });
    expect(seen.body['proposal']).toMatchObject({
      ...{ kind: 'close', closure: 'job', reason: told.why, rule: 'D.Lgs. 150/2015 art. 19 c.1' },
      ...{ answerBy: '2026-12-03', answeredAt: receivedAt, proposedBy: 'cpi' },
    });
    expect(await approve(elena)).toMatchObject({ status: 409, body: { code: 'answer-unread' } });
    const answers = await ask('read-changes', elena, undefined);
    expect(answers.body['items']).toMatchObject([{ kind: 'answer', note: 'Il contratto non è mai partito.' }]);
    expect((await ask('refuse-proposal', elena, { reason: 'ha ragione' })).status).toBe(201);
    expect(mails()).toEqual(['closure-proposed', 'closure-dropped']);
    expect(stored()).toMatchObject({ status: 'psp-signed', unemployedSince: '2026-11-03' });
  });

  test('a death is proposed, and mail waits; two persons note it on the record, and no mail is made', async () => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    expect((await ask('close', giulia, { reason: 'death', signedRequest: paper })).status).toBe(409);
    expect((await ask('close', giulia, { reason: 'death', why: 'atto di morte n. 12' })).status).toBe(201);
    expect(memory.get(profileKey)).toMatchObject({ deathProposedAt: receivedAt });
    await accepted(approve(elena));
    expect(memory.get(profileKey)).toMatchObject({ deceasedAt: receivedAt });
    expect(memory.get(profileKey)).not.toHaveProperty('deathProposedAt');
    expect(mails()).toEqual([]);
  });

  test('decided by two, the person reads why, by which rule, and the accredited operator does not', async () => {
    const closure = {
      reason: 'annulled',
      nationalCode: 'A',
      rule: 'L. 241/1990 art. 21-nonies',
      why: 'resa da altri',
    } as const;
    const operator = { operatorId: accredited, competentCpiId: cpi };
    givenCase(memory, caseIn('closed', { ...operator, closure }));
    const { body } = await ask('ask-reopening', owner, { note: 'L’ho resa io.' });
    expect(body['closure']).toMatchObject({ rule: closure.rule, why: closure.why });
    expect(tasks()).toEqual([['reopening-asked', cpi]]);
    expect((await ask('ask-reopening', giulia)).status).toBe(403);
    const told = await ask('read-changes', giulia, undefined);
    expect(told.body['items']).toMatchObject([{ kind: 'reopening', note: 'L’ho resa io.' }]);
    await ask('propose-reopening', giulia, { reason: 'ha ragione' });
    expect(tasks()).toEqual([
      ['reopening-asked', 'done'],
      ['proposal-made', 'office'],
    ]);
  });

  test.each([
    ['a live one', caseIn('confirmed'), 'wrong-status'],
    [
      'one that lives on in another',
      caseIn('closed', { closure: { reason: 'merged', mergedInto: otherDeclarationId } }),
      'wrong-status',
    ],
  ])('to reopen %s is not asked for', async (_, didCase, code) => {
    givenCase(memory, didCase);
    expect(await ask('ask-reopening', owner)).toMatchObject({ status: 409, body: { code } });
  });

  test.each([
    [{ reason: 'merged' }, 422],
    [{ reason: 'annulled' }, 422],
    [{ reason: 'job', approval: { fiscalCodeMac: 'x' } }, 422],
    [{ reason: 'annulled', why: 'x', approval: {} }, 422],
    [{}, 422],
  ])('no client says %j', async (body, status) => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
    expect((await ask('close', giulia, body)).status).toBe(status);
    expect(stored().status).toBe('confirmed');
  });
});

describe('two persons', () => {
  const annul = { reason: 'annulled', why: 'resa da un’altra persona' };

  beforeEach(() => {
    givenCase(memory, caseIn('confirmed', { operatorId: cpi }));
  });

  test('annul: one proposes, with a task for the managers; another approves', async () => {
    expect(await ask('close', giulia, annul)).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(stored().proposal).toMatchObject({ kind: 'close', closure: 'annulled', proposedBy: { party: 'cpi' } });
    expect(JSON.stringify(stored())).not.toContain(giulia.fiscalCode);
    expect(tasks()).toEqual([['proposal-made', 'office']]);
    const approved = approve(elena, afterAnswer);
    expect(await accepted(approved)).toMatchObject({ next: 'closed' });
    expect(stored()).toMatchObject({ closure: { reason: 'annulled', nationalCode: 'A', why: annul.why } });
    expect(stored().proposal).toBeUndefined();
    expect(tasks()).toEqual([['proposal-made', 'done']]);
    expect(history().map(({ event }) => event)).toEqual(['propose-closure', 'close']);
  });

  test('are two fiscal codes, not two accounts', async () => {
    await ask('close', giulia, annul);
    const again = { ...elena, fiscalCode: giulia.fiscalCode ?? '' };
    const answer = await approve(again);
    expect(answer).toMatchObject({ status: 403, body: { code: 'same-person' } });
    expect(memory.all('command')).toEqual([]);
  });

  test.each([
    ['a command', { reason: 'pension', since: '2026-11-20', signedRequest: paper }, annul],
    ['an edit', annul, { reason: 'pension', since: '2026-11-20', signedRequest: paper }],
  ])('what was %s under a key is nothing else under the same', async (_, first, other) => {
    const headers = { 'idempotency-key': 'chiusura-di-mario' };
    expect((await ask('close', giulia, first, { headers })).status).toBeLessThan(300);
    const before = structuredClone([...memory.items]);
    expect(await ask('close', giulia, other, { headers })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
    expect([...memory.items]).toEqual(before);
  });

  test('and each says who they are', async () => {
    const { fiscalCode: _, ...nobody } = elena;
    expect(await ask('close', officer(cpi, ''), annul)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    await ask('close', giulia, annul);
    expect(await approve(nobody)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  test('one proposal at a time, and none to approve where none waits', async () => {
    expect(await approve(elena)).toMatchObject({ status: 409, body: { code: 'no-proposal' } });
    await ask('close', giulia, annul);
    expect(await ask('close', giulia, annul)).toMatchObject({ status: 409, body: { code: 'proposal-pending' } });
  });

  test('an approval of what was seen, not of what came since', async () => {
    await ask('close', giulia, annul);
    expect(await ask('approve-proposal', elena, {}, afterAnswer)).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    });
    const answer = await ask('approve-proposal', elena, { proposedAt: '2026-11-22T09:30:00.000Z' }, afterAnswer);
    expect(answer).toMatchObject({ status: 409, body: { code: 'no-proposal' } });
    expect((await ask('approve-proposal', elena, { proposedAt: receivedAt }, afterAnswer)).status).toBe(202);
  });

  test('a refusal leaves all as it was, and the next proposal is free', async () => {
    await ask('close', giulia, annul);
    expect(await ask('refuse-proposal', elena, { reason: 'manca la prova' })).toMatchObject({ status: 201 });
    expect(stored()).toMatchObject({ status: 'confirmed' });
    expect(stored().proposal).toBeUndefined();
    expect(tasks()).toEqual([['proposal-made', 'done']]);
    expect((await ask('close', giulia, annul)).status).toBe(201);
    expect(tasks()).toEqual([['proposal-made', 'office']]);
  });

  test('only a manager decides, and the citizen does not see other proposals than to close', async () => {
    await ask('propose-rectification', giulia, { reason: 'x', correction: { didDate: '2026-11-02' } });
    expect((await approve(giulia)).status).toBe(403);
    expect((await approve(owner)).status).toBe(403);
    const told = await ask('report-change', owner, { kind: 'other' });
    expect(told.body['proposal']).toBeNull();
  });

  test('rectify: the day of the DID, with the old one kept as evidence', async () => {
    const body = { reason: 'rilasciata il 2 novembre, portale fermo', correction: { didDate: '2026-11-02' } };
    await ask('propose-rectification', giulia, body);
    const headers = { 'idempotency-key': 'approvazione-1' };
    const answer = await approve(elena, { headers });
    expect(answer).toMatchObject({ status: 201, body: { didDate: '2026-11-02', unemployedSince: '2026-11-02' } });
    expect(stored().proposal).toBeUndefined();
    expect(memory.all('evidence').find(({ kind }) => kind === 'rectification')).toMatchObject({
      content: { before: { didDate: '2026-11-03' }, correction: body.correction, proposedBy: 'officer-of-cpi-milano' },
    });
    expect(mails()).toEqual(['did-rectified']);
    expect(history().map(({ event }) => event)).toEqual(['propose-rectification', 'rectify']);
    const again = await approve(elena, { headers });
    expect(again).toMatchObject({ status: 201, body: { receiptNumber: answer.body['receiptNumber'] } });
    expect(history()).toHaveLength(2);
  });

  test.each([
    [{ didDate: '2026-11-24' }, 'did-in-future'],
    [{ pactSignedOn: '2026-11-20' }, 'nothing-to-rectify'],
  ])('no correction %j', async (correction, code) => {
    const answer = await ask('propose-rectification', giulia, { reason: 'x', correction });
    expect(answer).toMatchObject({ status: 422, body: { code } });
  });

  test('a correction of nothing is none, nor one of a status', async () => {
    expect((await ask('propose-rectification', giulia, { reason: 'x', correction: {} })).status).toBe(422);
    const answer = await ask('propose-rectification', giulia, { reason: 'x', correction: { status: 'psp-signed' } });
    expect(answer.status).toBe(422);
  });
});

describe('closed by mistake, and reopened with the same date', () => {
  const ended = caseIn('closed', { operatorId: cpi });

  beforeEach(() => {
    givenCase(memory, ended, { generation: 3 });
    memory.items.delete(`${liveKey.pk}|${liveKey.sk}`);
    expect(memory.get(liveKey)).toBeUndefined();
  });

  test('one proposes, another approves; the execution begins with the command', async () => {
    expect(await ask('propose-reopening', giulia, { reason: 'chiusa per errore' })).toMatchObject({ status: 201 });
    expect((await approve(elena)).status).toBe(202);
    expect(memory.get(waitKey)).toMatchObject({ generation: 4, homeShard: expect.any(String), status: 'closed' });
    const started = sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input);
    expect(started[0]?.name).toBe(`${declarationId}-4`);
    expect(JSON.parse(started[0]?.input ?? '')).toMatchObject({
      from: 'closed',
      generation: 4,
      commandId: expect.any(String),
    });
    expect(await settle()).toMatchObject({ outcome: 'applied', next: 'confirmed' });
    expect(stored()).toMatchObject({ status: 'confirmed', didDate: ended.didDate, reopenedOn: '2026-11-23' });
    expect(memory.get(liveKey)).toMatchObject({ declarationId });
    expect(mails()).toEqual(['did-reopened']);
  });

  test('what was refused meanwhile leaves the case ended, and open to the next approval', async () => {
    await ask('propose-reopening', giulia, { reason: 'chiusa per errore' });
    await approve(elena);
    memory.set(caseKey, { ...stored(), proposal: undefined, version: 9 });
    expect(await settle()).toMatchObject({ outcome: 'refused', next: 'closed' });
    expect(memory.get(waitKey)).not.toHaveProperty('homeShard');
    expect(memory.get(waitKey)).not.toHaveProperty('pending');
  });

  test('a death that was none', async () => {
    givenCitizen(memory, { deceasedAt: at('2026-11-12T10:00:00.000Z') });
    memory.set(caseKey, { closure: { reason: 'death', nationalCode: 'R' } });
    await ask('propose-reopening', giulia, { reason: 'persona viva' });
    await accepted(approve(elena));
    expect(memory.get(profileKey)).not.toHaveProperty('deceasedAt');
  });

  test('a newer DID goes into it, and is closed by its own execution', async () => {
    const other = caseIn('reserved', { declarationId: otherDeclarationId, operatorId: otherCpi });
    const otherWait = { pk: `WAIT#${otherDeclarationId}`, sk: 'WAIT' };
    memory.set({ pk: `DID#${otherDeclarationId}`, sk: 'CASE' }, { entity: 'case', ...other });
    memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
    const wait = { declarationId: otherDeclarationId, citizenId, generation: 1, status: 'reserved', homeShard: '02' };
    memory.set(otherWait, { entity: 'wait', ...wait, since: startedAt, taskToken: 'another-token' });
    await ask('propose-reopening', giulia, { reason: 'chiusa per errore' });
    await accepted(approve(elena));
    expect(stored()).toMatchObject({ status: 'confirmed', didDate: '2026-11-03', operatorId: otherCpi });
    expect(memory.get(liveKey)).toMatchObject({ declarationId });
    expect(memory.get(otherWait)).toMatchObject({ pending: { verb: 'close' } });
    expect(await settle(otherDeclarationId)).toMatchObject({ outcome: 'applied', next: 'closed' });
    expect(memory.get({ pk: `DID#${otherDeclarationId}`, sk: 'CASE' })).toMatchObject({
      closure: { reason: 'merged', nationalCode: 'R', mergedInto: declarationId },
    });
    expect(memory.get(liveKey)).toMatchObject({ declarationId });
    expect(mails()).toEqual(['did-reopened']);
  });

  test('what INPS told of the newer one is of the older one from then on', async () => {
    const application = {
      ...{ kind: 'naspi', appliedOn: '2026-11-18', protocol: 'INPS.8100.18/11/2026.0000001' },
      ...{ filedBy: 'person', state: 'filed', heardAt: receivedAt },
    };
    const mac = String(memory.get(profileKey)?.['fiscalCodeGuard']);
    const ledgerKey = { pk: `CF#1#${mac}`, sk: 'INPS' };
    const fileId = '6a8f9c1e-1111-4a4a-8a4a-000000000001';
    memory.set(ledgerKey, {
      ...{ entity: 'inps', codeMac: mac, fileId, sought: false, version: 1 },
      applications: [{ ...application, declarationId: otherDeclarationId }],
    });
    const other = caseIn('registered', {
      ...{ declarationId: otherDeclarationId, route: 'B', didDate: DidCase.shape.didDate.parse('2026-11-18') },
      inps: { applications: [InpsApplication.parse(application)] },
    });
    memory.set({ pk: `DID#${otherDeclarationId}`, sk: 'CASE' }, { entity: 'case', ...other });
    memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
    const wait = { declarationId: otherDeclarationId, citizenId, generation: 1, status: 'registered', homeShard: '02' };
    memory.set(
      { pk: `WAIT#${otherDeclarationId}`, sk: 'WAIT' },
      { entity: 'wait', ...wait, since: startedAt, taskToken: 'another-token' },
    );
    await ask('propose-reopening', giulia, { reason: 'chiusa per errore' });
    await accepted(approve(elena));
    expect(stored().inps?.applications).toMatchObject([application]);
    expect(memory.get(ledgerKey)).toMatchObject({ applications: [{ declarationId }], version: 2 });
  });

  test('the citizen asks the office, and reopens nothing alone', async () => {
    expect((await ask('propose-reopening', owner, { reason: 'x' })).status).toBe(403);
    expect((await ask('undo-withdrawal', owner)).status).toBe(403);
  });
});

describe('withdrawn by mistake, and undone', () => {
  beforeEach(() => {
    givenCase(memory, caseIn('withdrawn', { ending: { at: at('2026-11-22T10:00:00.000Z'), from: 'psp-signed' } }));
    memory.items.delete(`${liveKey.pk}|${liveKey.sk}`);
  });

  test('within a day', async () => {
    expect(await accepted(ask('undo-withdrawal', owner))).toMatchObject({ next: 'psp-signed' });
    expect(stored().didDate).toBe('2026-11-03');
    expect(history()[0]).toMatchObject({ event: 'reopen', reason: 'withdrawal-undone', by: { party: 'citizen' } });
  });

  test('not later', async () => {
    const answer = await ask('undo-withdrawal', owner, {}, { at: at('2026-11-23T10:00:01.000Z') });
    expect(answer).toMatchObject({ status: 409, body: { code: 'undo-too-late' } });
  });

  test('not by a manager, nor by a counter without the person’s paper', async () => {
    expect((await ask('undo-withdrawal', elena)).status).toBe(403);
    memory.set(caseKey, { operatorId: cpi });
    expect(await ask('undo-withdrawal', giulia)).toMatchObject({
      status: 422,
      body: { code: 'signed-request-missing' },
    });
    const body = { signedRequest: { ...paper, signedOn: '2026-11-23' } };
    expect(await accepted(ask('undo-withdrawal', giulia, body))).toMatchObject({ next: 'psp-signed' });
    expect(history()[0]).toMatchObject({ event: 'reopen', by: { party: 'cpi' } });
  });
});

describe('the case goes to another job centre', () => {
  test('with its days, once told; a chosen job centre gives way to the new one', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    const answer = await ask('transfer', giulia, { competentCpiId: otherCpi });
    expect(answer).toMatchObject({ status: 201, body: { didDate: '2026-11-03' } });
    expect(stored()).toMatchObject({ competentCpiId: otherCpi, operatorId: otherCpi, pactSignedOn: '2026-11-10' });
    expect(mails()).toEqual(['case-transferred']);
    expect((await ask('transfer', giulia, { competentCpiId: cpi })).status).toBe(404);
  });

  test('with its open tasks, and not those of the accredited operator', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: accredited, competentCpiId: cpi }));
    await ask('report-change', owner, { kind: 'found-work' });
    await ask('report-change', owner, { kind: 'moved' });
    await ask('report-change', owner, { kind: 'other' });
    expect((await ask('transfer', giulia, { competentCpiId: otherCpi })).status).toBe(201);
    expect(tasks().toSorted()).toEqual([
      ['change-reported', accredited],
      ['domicile-changed', otherCpi],
      ['suspension-proposed', otherCpi],
    ]);
  });

  test.each([
    ['the one that was chosen', { operatorId: cpi, competentCpiId: cpi }, cpi],
    ['the one that was chosen, and no other was ever noted', { operatorId: cpi }, cpi],
    ['beside an accredited operator', { operatorId: accredited, competentCpiId: cpi }, cpi],
  ])('not to where it is: %s', async (_, where, competentCpiId) => {
    givenCase(memory, caseIn('psp-signed', where));
    expect(await ask('transfer', giulia, { competentCpiId })).toMatchObject({
      ...{ status: 409, body: { code: 'already-there', errors: [{ field: 'competentCpiId' }] } },
    });
    expect(mails()).toEqual([]);
  });

  test('an accredited operator stays the one who was chosen', async () => {
    givenCase(memory, caseIn('psp-signed', { operatorId: accredited, competentCpiId: cpi }));
    await ask('transfer', giulia, { competentCpiId: otherCpi });
    expect(stored()).toMatchObject({ competentCpiId: otherCpi, operatorId: accredited });
  });

  test.each([
    [accredited, 'not-a-job-centre'],
    ['cpi-atlantide', 'operator-unknown'],
    ['cpi-sesto-calende', 'operator-not-active'],
  ])('not to %s', async (competentCpiId, code) => {
    givenCase(memory, caseIn('psp-signed', { operatorId: cpi }));
    expect(await ask('transfer', giulia, { competentCpiId })).toMatchObject({ status: 422, body: { code } });
  });
});
