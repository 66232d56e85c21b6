/** What another region gets of a DID whose person moved there. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import { commands, decide } from '../../functions/domain/commands.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { caseHandedOver, dossierList } from '../../functions/domain/dossier.ts';
import { CommandId } from '../../functions/domain/ids.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { appliedAt, caseKey, givenCase, givenCitizen, startedAt } from './record-samples.ts';
import { caseIn, cpi, day, decisionOf, declarationId, mario, officeFactsOf, policy } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const sfn = mockClient(SFNClient);
const giulia = {
  ...{ sub: 'giulia', role: 'operator', assurance: 'strong', operatorId: cpi, operatorKind: 'cpi' },
  fiscalCode: 'BNCGLI80C52F205P',
};
const owner = { sub: 'account', role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const signedRequest = { signedOn: '2026-11-20', reference: 'prot. 4471/2026' };
const stored = () => DidCase.parse(memory.get(caseKey));

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message) }));
  sfn.reset();
  sfn.on(StartExecutionCommand).resolves({});
  givenCitizen(memory);
});

describe('moved to another region', () => {
  test('closes here, revokes nothing, and says where to', () => {
    const facts = officeFactsOf(caseIn('reserved', { operatorId: cpi }));
    const { next, mail } = decisionOf(decide('close', facts, { reason: 'moved', toRegion: 'Piemonte', signedRequest }));
    expect(next.closure).toEqual({ reason: 'moved', toRegion: 'Piemonte', rule: 'closure.moved:assumed' });
    expect(mail).toMatchObject({ kind: 'did-closed', reason: 'moved', toRegion: 'Piemonte' });
  });

  test.each([
    ['a region for who works', { reason: 'job', since: '2026-11-20', toRegion: 'Piemonte', signedRequest }],
    ['a region that is none', { reason: 'moved', toRegion: 'Padania', signedRequest }],
    ['the own region', { reason: 'moved', toRegion: 'Lombardia', signedRequest }],
  ])('%s is refused', async (_, body) => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    expect((await call(handler, 'close', { claims: giulia, id: declarationId, body })).status).toBe(422);
  });

  test('proposed without the person’s word it goes to the same region', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    const body = { reason: 'moved', toRegion: 'Piemonte', why: 'Anagrafe di Torino.' };
    expect((await call(handler, 'close', { claims: giulia, id: declarationId, body })).status).toBe(201);
    const { proposedAt } = stored().proposal ?? {};
    const elena = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
    const approved = await call(handler, 'approve-proposal', {
      ...{ claims: elena, id: declarationId, body: { proposedAt }, at: '2026-12-04T09:30:00.000Z' },
    });
    expect(approved.status).toBe(202);
    const { pending } = Object(memory.get({ pk: `WAIT#${declarationId}`, sk: 'WAIT' }));
    await apply({ table: memory.table, policy, now: () => appliedAt }, commands.close, {
      ...{ declarationId, generation: 1, executionStartedAt: startedAt },
      commandId: CommandId.parse(pending.commandId),
    });
    expect(stored().closure).toMatchObject({ reason: 'moved', toRegion: 'Piemonte' });
    expect(stored().closure).not.toHaveProperty('nationalCode');
  });
});

const moved = DidCase.parse({
  ...caseIn('closed', { operatorId: cpi }),
  closure: { reason: 'moved', toRegion: 'Piemonte' },
  ending: { at: '2026-11-20T09:00:00.000Z', from: 'reserved' },
});

describe('the dossier', () => {
  test('is the case as it stood, with its terms running, its history and its papers', async () => {
    givenCase(memory, moved);
    const paper = { kind: 'receipt', basis: 'x', code: '0'.repeat(26), number: '2026/0000431', issuedOn: '2026-11-03' };
    memory.set({ pk: `DID#${declarationId}`, sk: 'PAPER#receipt#x' }, { entity: 'paper', declarationId, ...paper });
    const { status, body } = await call(handler, 'read-dossier', { claims: giulia, id: declarationId });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ schema: 'did-dossier/1', toRegion: 'Piemonte', movedOn: moved.endedOn },
      person: { fiscalCode: mario.fiscalCode },
      declaration: { status: 'reserved', didDate: moved.didDate, endedOn: null, allowedActions: [] },
      papers: [{ kind: 'receipt', number: '2026/0000431', issuedOn: '2026-11-03' }],
    });
    const { deadlines } = Object(body['declaration']);
    expect(deadlines.map(({ kind }: { kind: string }) => kind).length).toBeGreaterThan(0);
    expect(memory.all('access')).toMatchObject([{ what: 'read-dossier' }]);
  });

  test('has a list on paper', () => {
    const list = JSON.stringify(
      dossierList(moved, {
        person: mario,
        papers: [],
        terms: [{ what: 'Completare la DID', endsOn: day('2027-01-02') }],
      }),
    );
    for (const text of [
      'Piemonte',
      mario.fiscalCode,
      'Completare la DID: 2 gennaio 2027',
      'Nessun documento',
      'non è revocata',
    ])
      expect(list).toContain(text);
  });

  test.each([
    ['a live case', caseIn('reserved', { operatorId: cpi }), 'not-moved'],
    ['one closed for work', DidCase.parse({ ...moved, closure: { reason: 'job' } }), 'not-moved'],
    ['one that was erased', DidCase.parse({ ...moved, erasedOn: '2036-12-01' }), 'case-erased'],
  ])('of %s there is none', (_, didCase, code) => {
    expect(caseHandedOver(didCase)).toMatchObject({ kind: 'refusal', code });
  });

  test('is for job centres and managers', async () => {
    givenCase(memory, moved);
    expect((await call(handler, 'read-dossier', { claims: owner, id: declarationId })).status).toBe(404);
  });
});
