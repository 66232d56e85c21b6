/** A DID that was brought on paper while the service was down counts from that day, once two persons say so. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as life } from '../../functions/api/life.ts';
import type { Correction, DidCase } from '../../functions/domain/declaration.ts';
import { DidCase as Stored } from '../../functions/domain/declaration.ts';
import { presentedProblem } from '../../functions/domain/presented.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen } from './record-samples.ts';
import { at, caseIn, cpi, day, declarationId, officerCode, otherDeclarationId } from './samples.ts';

/** From Friday 30 October at 17:00 to Monday 2 November 2026 at 8:00, in Rome. */
const outage = { from: at('2026-10-30T16:00:00.000Z'), to: at('2026-11-02T07:00:00.000Z') };
/** Released on 3 November 2026. */
const released = { didDate: day('2026-11-03'), didSource: 'portal' } as const;

describe('the day on which it was brought', () => {
  test.each<[string, Correction, Partial<DidCase>, string | undefined]>([
    ['the first of the outage', { didDate: day('2026-10-30') }, {}, undefined],
    ['the last of the outage', { didDate: day('2026-11-02') }, {}, undefined],
    ['before the outage', { didDate: day('2026-10-29') }, {}, 'presented-day'],
    ['after the outage', { didDate: day('2026-11-03') }, { didDate: day('2026-11-05') }, 'presented-day'],
    ['no earlier than the DID is', { didDate: day('2026-11-02') }, { didDate: day('2026-11-02') }, 'presented-day'],
    ['not named', { pactSignedOn: day('2026-11-02') }, {}, 'presented-day'],
    ['not alone', { didDate: day('2026-11-02'), pactSignedOn: day('2026-11-10') }, {}, 'presented-day'],
    ['of a DID that INPS holds', { didDate: day('2026-11-02') }, { didSource: 'inps' }, 'nothing-to-rectify'],
  ])('%s', (_, correction, changes, code) => {
    expect(presentedProblem({ ...released, ...changes }, correction, outage)?.code).toBe(code);
  });

  test('counts only within an outage that is certified', () => {
    expect(presentedProblem(released, { didDate: day('2026-11-02') }, undefined)?.code).toBe('outage-unknown');
  });
});

describe('at the counter', () => {
  const memory = new MemoryTable();
  mockClient(SFNClient);
  const kms = mockClient(KMSClient);
  const giulia = {
    ...{ sub: 'giulia', role: 'operator', assurance: 'strong', operatorId: String(cpi), operatorKind: 'cpi' },
    fiscalCode: officerCode,
  };
  const elena = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
  const outageId = otherDeclarationId;
  const certified = { subject: 'anna', fiscalCodeMac: 'a-mac', at: '2026-11-02T08:00:00.000Z' };
  const presented = { outageId, protocol: 'Prot. 1234/2026' };
  const body = { reason: 'Modulo firmato.', correction: { didDate: '2026-11-02' }, presented };
  const propose = (asked: object = body) =>
    call(life, 'propose-rectification', { claims: giulia, id: declarationId, body: asked });
  const enter = (confirmed: boolean) =>
    memory.set(
      { pk: 'OUTAGES', sk: `OUTAGE#${outageId}` },
      {
        ...{ entity: 'outage', id: outageId, ...outage, reason: 'Il portale non rispondeva.' },
        ...{ proposed: certified, ...(confirmed && { confirmed: certified }) },
      },
    );
  const stored = () => Stored.parse(memory.get(caseKey));

  beforeEach(() => {
    memory.clear();
    kms.reset();
    kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
    givenCitizen(memory);
    givenCase(memory, caseIn('confirmed', { operatorId: cpi, ...released }));
  });

  test('it is proposed with the paper’s protocol, and moves the day once another person approves', async () => {
    enter(true);
    expect((await propose()).status).toBe(201);
    expect(stored()).toMatchObject({ didDate: '2026-11-03', proposal: { presented } });
    const approve = (claims: Record<string, string>) => {
      const { proposedAt } = stored().proposal ?? {};
      return call(life, 'approve-proposal', { claims, id: declarationId, body: { proposedAt } });
    };
    const again = { ...elena, fiscalCode: officerCode };
    expect((await approve(again)).body['code']).toBe('same-person');
    expect((await approve(elena)).status).toBe(201);
    expect(stored()).toMatchObject({ didDate: '2026-11-02', unemployedSince: '2026-11-02' });
    expect(memory.all('history').at(-1)).toMatchObject({
      event: 'rectify',
      rules: expect.arrayContaining(['L. 241/1990 art. 18-bis']),
    });
    expect(memory.all('evidence').find(({ kind }) => kind === 'rectification')).toMatchObject({
      content: { presented, before: { didDate: '2026-11-03' } },
    });
  });

  test.each([
    ['that nobody entered', () => undefined],
    ['that one administrator alone entered', () => enter(false)],
  ])('an outage %s is none', async (_, given) => {
    given();
    expect(await propose()).toMatchObject({ status: 422, body: { code: 'outage-unknown' } });
    expect(stored().proposal).toBeUndefined();
  });

  test('nobody says themselves when the outage was', async () => {
    const asked = { ...body, outage };
    expect((await propose(asked)).status).toBe(422);
  });
});
