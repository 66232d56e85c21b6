/** A fiscal code that nobody can check but on paper, and the definitive one that follows it. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/life.ts';
import { handler as me } from '../../functions/api/me.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { decide } from '../../functions/domain/commands.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { edits } from '../../functions/domain/edits.ts';
import { FiscalCode } from '../../functions/domain/fiscal-code.ts';
import { InpsApplication } from '../../functions/domain/inps.ts';
import { type Person, personWarnings } from '../../functions/domain/person.ts';
import { call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, profileKey, record } from './record-samples.ts';
import {
  caseIn,
  citizenActor,
  citizenId,
  cpi,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  foreigner,
  mario,
  meeting,
  officeFactsOf,
  officerCode,
  otherCitizenId,
  permit,
  receivedAt,
  recordOf,
  subject,
  verdictOf,
} from './samples.ts';

const provisional = FiscalCode.parse('12345678903');
const otherProvisional = FiscalCode.parse('00743110157');
const definitive = FiscalCode.parse('HSSMMD90C15Z330A');
const hassan: Person = {
  ...foreigner,
  fiscalCode: provisional,
  givenName: 'Mamadou',
  familyName: 'Hassan',
  birthDate: day('1990-03-15'),
  birthPlace: 'Z330',
};
const citizen = recordOf(hassan);
const snapshot = { ...caseIn('reserved').snapshot, person: hassan };
const reserved = DidCase.parse({ ...caseIn('reserved', { operatorId: cpi }), snapshot });
const read = { fiscalCode: provisional, on: 'revenue-agency-paper' } as const;
const met = { ...meeting, permit };

describe('a provisional code', () => {
  test('is told of to the person, and compared with nothing', () => {
    expect(personWarnings(hassan)).toEqual([{ rule: 'fiscal-code-provisional', field: 'fiscalCode' }]);
    expect(personWarnings(mario)).toEqual([]);
    expect(personWarnings({ ...mario, familyName: 'Verdi' })).toEqual([
      { rule: 'fiscal-code-mismatch', field: 'familyName' },
    ]);
  });

  test('lets a DID be released, with a warning, and tells what to bring', () => {
    const { warnings, mail, next } = decisionOf(decide('release', factsOf({ citizen }), {}));
    expect(warnings).toEqual([{ rule: 'fiscal-code-provisional', field: 'fiscalCode' }]);
    expect(mail).toMatchObject({
      documents: ['identity-document', 'residence-permit', 'paper-declaration', 'fiscal-code-paper'],
    });
    expect(next.status).toBe('reserved');
  });

  test('is never that of a digital identity of another code', () => {
    const actor = { ...citizenActor, assurance: 'strong', fiscalCode: definitive } as const;
    expect(verdictOf(decide('release', factsOf({ citizen, actor }), {}))[0]).toBe('fiscal-code-not-yours');
  });

  test.each<[string, object, string[]]>([
    ['not read', {}, ['fiscal-code-unread', 'codeRead', 'identity.provisional-code:assumed']],
    [
      'read, and another one',
      { codeRead: { ...read, fiscalCode: otherProvisional } },
      ['fiscal-code-differs', 'codeRead.fiscalCode', 'identity'],
    ],
    ['read', { codeRead: read }, ['decided']],
  ])('at the meeting: %s', (_, body, verdict) => {
    const outcome = decide('confirm', officeFactsOf(reserved, { citizen }), { ...met, ...body });
    expect(verdictOf(outcome)).toEqual(verdict);
    if (outcome.kind === 'refusal') return;
    expect(outcome.rules).toContain('identity.provisional-code:assumed');
    expect(outcome.effects).toContain('verify-fiscal-code');
    // What the operator read, and on what, is kept.
    expect(outcome.evidence).toMatchObject({ content: { codeRead: read } });
  });

  test('is read at the meeting of route B as well', () => {
    const inps = { stated: { state: 'made', kind: 'naspi', appliedOn: '2026-11-03', protocol: 'P1', at: receivedAt } };
    const onB = DidCase.parse({
      ...caseIn('registered', { route: 'B', operatorId: cpi, data: {} }),
      ...{ inps, didDate: '2026-11-03', didSource: 'inps', unemployedSince: '2026-11-03' },
    });
    const extremes = { inps: { appliedOn: '2026-11-03', protocol: 'P1' } };
    const confirm = (body: object) =>
      decide('confirm', officeFactsOf(onB, { citizen }), { ...met, ...extremes, ...body });
    expect(verdictOf(confirm({}))[0]).toBe('fiscal-code-unread');
    expect(verdictOf(confirm({ codeRead: read }))).toEqual(['decided']);
  });

  test('may be what a meeting ends without; of a definitive one nothing is asked', () => {
    const missing = { metOn: meeting.metOn, missing: ['fiscal-code-paper'] };
    const lacks = (didCase: DidCase, person: Person) => {
      const { actor, party } = officeFactsOf(didCase);
      const facts = editFactsOf(didCase, { actor, party, citizen: recordOf(person) });
      return edits['meeting-not-concluded'].decide(facts, missing);
    };
    expect(verdictOf(lacks(reserved, hassan))).toEqual(['decided']);
    expect(verdictOf(lacks(caseIn('reserved', { operatorId: cpi }), mario))[0]).toBe('not-asked-for');
  });

  test('a definitive code need not be read; one that is read must agree', () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    const confirm = (body: object) => verdictOf(decide('confirm', officeFactsOf(didCase), { ...meeting, ...body }));
    expect(confirm({})).toEqual(['decided']);
    expect(confirm({ codeRead: { fiscalCode: mario.fiscalCode, on: 'health-card' } })).toEqual(['decided']);
    expect(confirm({ codeRead: { fiscalCode: definitive, on: 'health-card' } })[0]).toBe('fiscal-code-differs');
  });
});

test('data that differ from the code are flagged to the operator of the meeting, and stop nothing', () => {
  const odd = { ...mario, birthDate: foreigner.birthDate, familyName: 'Verdi' };
  const didCase = DidCase.parse({
    ...caseIn('reserved', { operatorId: cpi }),
    snapshot: { ...caseIn('reserved').snapshot, person: odd },
  });
  const { warnings } = decisionOf(decide('confirm', officeFactsOf(didCase, { citizen: recordOf(odd) }), meeting));
  expect(warnings).toEqual([{ rule: 'fiscal-code-mismatch', field: 'familyName' }]);
});

describe('the definitive code takes its place', () => {
  const memory = new MemoryTable();
  const kms = mockClient(KMSClient);
  mockClient(SFNClient);
  const giulia = {
    sub: 'officer-of-cpi-milano',
    role: 'operator',
    assurance: 'strong',
    ...{ operatorId: cpi, operatorKind: 'cpi', fiscalCode: officerCode },
  };
  const elena = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
  const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
  const ask = (action: ActionName, claims: Record<string, string>, body: unknown = {}) =>
    call(handler, action, { claims, id: reserved.declarationId, body });
  const approve = (claims: Record<string, string>) =>
    ask('approve-proposal', claims, { proposedAt: stored().proposal?.proposedAt });
  const propose = (correction: object) =>
    ask('propose-rectification', giulia, { reason: 'codice definitivo sulla tessera sanitaria', correction });
  const macOf = (code: string) => Buffer.from(Buffer.from(`CF|${code}`).map((byte) => byte ^ 42)).toString('hex');
  const guardOf = (code: string) => memory.get({ pk: `CF#1#${macOf(code)}`, sk: 'GUARD' });
  const confirmed = DidCase.parse({ ...caseIn('confirmed', { operatorId: cpi }), snapshot });
  const stored = () => DidCase.parse(memory.get(caseKey));

  beforeEach(() => {
    memory.clear();
    kms.reset();
    kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
    givenCitizen(memory, { person: hassan, fiscalCodeGuard: macOf(provisional) });
    memory.set({ pk: `CF#1#${macOf(provisional)}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: true });
    memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
    givenCase(memory, confirmed);
  });

  test('by two persons: the same person, DID and days, and both codes lead to them', async () => {
    expect((await propose({ fiscalCode: definitive })).status).toBe(201);
    expect(memory.get(profileKey)).toMatchObject({ person: { fiscalCode: provisional } });
    expect((await approve(elena)).status).toBe(201);
    const { didDate, unemployedSince, snapshot: frozen, status } = stored();
    expect([didDate, unemployedSince, status]).toEqual(['2026-11-03', '2026-11-03', 'confirmed']);
    expect(frozen?.person).toEqual({ ...hassan, fiscalCode: definitive });
    expect(memory.get(profileKey)).toMatchObject({
      person: { fiscalCode: definitive },
      fiscalCodeGuard: macOf(definitive),
      formerCodes: [{ guard: macOf(provisional), until: receivedAt }],
    });
    for (const code of [provisional, definitive])
      expect(guardOf(code)).toMatchObject({ citizenId, provisional: false });
    const evidence = memory.all('evidence').find(({ kind }) => kind === 'rectification');
    expect(evidence).toMatchObject({ content: { before: { fiscalCode: provisional } } });
    expect(JSON.stringify(memory.all('history'))).not.toMatch(/HSSMMD|12345678903/);
  });

  test('and nobody else gets the code of before; its person comes back with the new one', async () => {
    await propose({ fiscalCode: definitive });
    await approve(elena);
    const put = (claims: Record<string, string>, fiscalCode: string) =>
      call(me, 'write-me', { claims, body: { ...hassan, fiscalCode } });
    const stranger = { ...owner, sub: 'a-stranger', email: 'altro@libero.it', email_verified: 'true' };
    expect(await put(stranger, provisional)).toMatchObject({ status: 409, body: { code: 'fiscal-code-needs-proof' } });
    const spid = { ...owner, sub: 'with-spid', assurance: 'strong', idp: 'SPID', fiscalCode: definitive };
    expect(await put(spid, definitive)).toMatchObject({ status: 200, body: { identityVerified: true, warnings: [] } });
    expect(memory.get({ pk: 'SUB#with-spid', sk: 'SUB' })).toMatchObject({ citizenId });
  });

  test('where nothing was released here either: route B', async () => {
    const { snapshot: _, ...rest } = confirmed;
    memory.items.delete(`${caseKey.pk}|${caseKey.sk}`);
    givenCase(memory, DidCase.parse({ ...rest, route: 'B', didSource: 'inps' }));
    expect((await propose({ person: hassan })).body).toMatchObject({ code: 'nothing-to-rectify' });
    expect((await propose({ fiscalCode: definitive })).status).toBe(201);
    expect((await approve(elena)).status).toBe(201);
    expect(stored().snapshot).toBeUndefined();
    expect(memory.get(profileKey)).toMatchObject({ person: { fiscalCode: definitive } });
  });

  test('who may get the person’s mail is known under it, and what INPS told under it is looked at', async () => {
    const guardian = {
      guardian: { kind: 'trusted-person', evidence: { kind: 'signed-mandate', signedOn: '2026-01-01' } },
      ...{ mailboxGuard: 'mac', recordedAt: '2026-01-02T00:00:00.000Z', key: 'k', bodyHash: 'h' },
      recordedBy: { subject: 'x', operatorId: cpi },
    };
    memory.set({ pk: `CF#1#${macOf(provisional)}`, sk: 'GUARDIAN#2026-01-02T00:00:00.000Z' }, guardian);
    const application = InpsApplication.parse({
      ...{ kind: 'naspi', appliedOn: '2026-11-01', protocol: 'P1', filedBy: 'person', state: 'filed' },
      heardAt: receivedAt,
    });
    const ledger = { codeMac: macOf(definitive), fileId: '3f2b8c1e-9d4a-4f6b-8e2a-7c5d1b0a9e84', sought: false };
    memory.set({ pk: `CF#1#${macOf(definitive)}`, sk: 'INPS' }, { ...ledger, applications: [application], version: 1 });
    await propose({ fiscalCode: definitive });
    expect((await approve(elena)).status).toBe(201);
    expect(memory.all('guardian').map(({ pk }) => pk)).toContain(`CF#1#${macOf(definitive)}`);
    expect(memory.all('task').map(({ kind }) => kind)).toContain('inps-application');
  });

  test.each<[string, object, number, string]>([
    ['the code of today', { fiscalCode: provisional }, 422, 'fiscal-code-same'],
    ['data under another code', { person: { ...hassan, fiscalCode: definitive } }, 422, 'fiscal-code-differs'],
    ['no code at all', { fiscalCode: 'HSSMMD90C15Z330B' }, 422, 'invalid'],
  ])('is refused where it is %s', async (_, correction, status, code) => {
    expect(await propose(correction)).toMatchObject({ status, body: { code } });
  });

  test('never goes back to a provisional one', async () => {
    memory.set(profileKey, { person: { ...hassan, fiscalCode: definitive } });
    expect((await propose({ fiscalCode: otherProvisional })).body).toMatchObject({
      code: 'fiscal-code-provisional-again',
    });
  });

  test('is refused where another record holds it, and nothing has changed', async () => {
    await propose({ fiscalCode: definitive });
    const held = { entity: 'guard', citizenId: otherCitizenId, provisional: true };
    memory.set({ pk: `CF#1#${macOf(definitive)}`, sk: 'GUARD' }, held);
    expect((await approve(elena)).body).toMatchObject({ code: 'fiscal-code-held' });
    expect(memory.get(profileKey)).toMatchObject({ person: { fiscalCode: provisional } });
    expect(stored().proposal).toBeDefined();
  });

  test('needs the second person', async () => {
    await propose({ fiscalCode: definitive });
    const same = { ...elena, fiscalCode: officerCode };
    expect((await approve(same)).body).toMatchObject({ code: 'same-person' });
    expect(memory.get(profileKey)).toMatchObject({ person: { fiscalCode: provisional }, version: record.version });
    expect(guardOf(definitive)).toBeUndefined();
  });
});
