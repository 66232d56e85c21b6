import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/me.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { CitizenId } from '../../functions/domain/ids.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, waitKey } from './record-samples.ts';
import { caseIn, cpi, declarationId, mario } from './samples.ts';

const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const code = mario.fiscalCode;

/** Somebody at the door, by the claims of their session. */
const password = (sub: string, email?: string) => ({
  sub,
  role: 'citizen',
  assurance: 'basic',
  idp: 'PASSWORD',
  ...(email && { email, email_verified: 'true' }),
});
const spid = (sub: string, email?: string, fiscalCode: string = code) => ({
  ...password(sub, email),
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode,
});
const stranger = password('the-stranger', 'straniero@libero.it');
const owner = spid('the-owner', 'mario.rossi@libero.it');

const ask = (action: ActionName, claims: Record<string, string> | undefined, asked: Call = {}) =>
  call(handler, action, { claims, ...asked });
const put = (claims: Record<string, string>, body: object = mario): Promise<Answered> =>
  ask('write-me', claims, { body });
const citizenIdOf = (sub: string) => String(memory.get({ pk: `SUB#${sub}`, sk: 'SUB' })?.['citizenId']);
const codeGuard = () => memory.all('guard').find(({ pk }) => String(pk).startsWith('CF#'));
const profileOf = (citizenId: string) => memory.get({ pk: `CITIZEN#${citizenId}`, sk: 'PROFILE' });

/** How many items there were before anybody asked anything. */
let before = 0;

beforeEach(() => {
  memory.clear();
  givenDirectory(memory);
  before = memory.items.size;
  kms.reset();
  // As good as a keyed hash, where all that counts is that equal gives equal.
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
});

describe('a first record', () => {
  test.each([
    ['a password', password('somebody', 'mario@libero.it'), true],
    ['SPID', spid('somebody', 'mario@libero.it'), false],
  ])('entered with %s', async (_, claims, provisional) => {
    const { status, body } = await put(claims);
    expect(status).toBe(201);
    expect(body).toMatchObject({ fiscalCode: code, mailbox: 'mario@libero.it', identityVerified: !provisional });
    expect(codeGuard()).toMatchObject({ citizenId: citizenIdOf('somebody'), provisional });
    expect(await ask('read-me', claims)).toMatchObject({ status: 200, body: { givenName: 'Mario' } });
  });

  test('keeps code and mailbox out of every key', async () => {
    await put(password('somebody', 'mario@libero.it'));
    for (const key of memory.items.keys()) expect(key).not.toMatch(/RSSMRA|libero\.it/);
  });

  test('notes from when the mailbox is the citizen’s', async () => {
    await put(password('somebody', 'mario@libero.it'));
    expect(memory.all('mailbox')).toEqual([
      expect.objectContaining({ mailbox: 'mario@libero.it', from: '2026-11-23T09:30:00.000Z' }),
    ]);
  });

  test.each([
    ['no mailbox is proved', password('somebody')],
    ['the pool has not proved it', { ...password('somebody'), email: 'mario@libero.it', email_verified: 'false' }],
  ])('is not made while %s', async (_, claims) => {
    expect(await put(claims)).toMatchObject({ status: 409, body: { code: 'mailbox-not-proven' } });
    expect(memory.items.size).toBe(before);
  });

  test.each([
    ['milano@inca.it', 'mailbox-not-own', 422],
    ['utente@lavoro-demo.example', 'mailbox-not-own', 422],
    ['info@studio-rossi.it', 'mailbox-reason-needed', 422],
  ])('is not made with the mailbox %s', async (email, expected, status) => {
    expect(await put(password('somebody', email))).toMatchObject({ status, body: { code: expected } });
    expect(memory.items.size).toBe(before);
  });

  test('is of who the digital identity says', async () => {
    const reply = await put(spid('somebody', 'mario@libero.it', 'BNCNNA90A41F205X'));
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'fiscal-code-not-yours', errors: [{ field: 'fiscalCode' }] },
    });
    expect(memory.items.size).toBe(before);
  });

  test('takes no mailbox that gets the mail of somebody else', async () => {
    await put(password('somebody', 'mario@libero.it'));
    const sister = { ...mario, fiscalCode: 'RSSMRA85T50A562W', givenName: 'Maria' };
    const reply = await put(password('her-account', 'mario@libero.it'), sister);
    expect(reply).toMatchObject({ status: 409, body: { code: 'mailbox-in-use' } });
    expect(memory.all('citizen')).toHaveLength(1);
  });

  test('made twice at once is one', async () => {
    const claims = password('somebody', 'mario@libero.it');
    const replies = await Promise.all([put(claims), put(claims)]);
    expect(replies.map(({ status }) => status)).toContain(201);
    expect(memory.all('citizen')).toHaveLength(1);
  });
});

describe('a record of one’s own', () => {
  const claims = password('somebody', 'mario@libero.it');

  test('is changed, but for its code', async () => {
    await put(claims);
    const moved = { ...mario, domicile: { municipality: 'A794', noFixedHome: true } };
    expect(await put(claims, moved)).toMatchObject({ status: 200, body: { domicile: { municipality: 'A794' } } });
    const other = await put(claims, { ...mario, fiscalCode: 'RSSMRA85T50A562W' });
    expect(other).toMatchObject({ status: 409, body: { code: 'fiscal-code-changes' } });
    expect(profileOf(citizenIdOf('somebody'))).toMatchObject({ version: 2, person: { fiscalCode: code } });
  });

  test('to another municipality asks the job centre of a live DID to hand it over, once', async () => {
    await put(owner);
    const citizenId = citizenIdOf('the-owner');
    const didCase = caseIn('psp-signed', { citizenId: CitizenId.parse(citizenId), operatorId: cpi });
    givenCase(memory, didCase);
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' }, { entity: 'guard', declarationId });
    const moved = { ...mario, domicile: { municipality: 'A794', noFixedHome: true } };
    await put(owner, { ...mario, domicile: { ...mario.domicile, address: 'Via Nuova 2' } });
    expect(memory.all('task')).toEqual([]);
    await put(owner, moved);
    await put(owner, moved);
    expect(memory.all('task')).toMatchObject([{ kind: 'domicile-changed', queueOperator: cpi, declarationId }]);
  });

  test('is verified when its owner comes with SPID by the same account', async () => {
    await put(claims);
    expect(await put(spid('somebody'))).toMatchObject({ status: 200, body: { identityVerified: true } });
    expect(codeGuard()).toMatchObject({ provisional: false, citizenId: citizenIdOf('somebody') });
  });

  test('is joined by the owner’s SPID account at the same mailbox: one record', async () => {
    await put(password('somebody', 'mario.rossi@libero.it'));
    expect(await put(owner)).toMatchObject({ status: 200, body: { identityVerified: true } });
    expect(citizenIdOf('the-owner')).toBe(citizenIdOf('somebody'));
    expect(memory.all('citizen')).toEqual([expect.objectContaining({ subjects: ['somebody', 'the-owner'] })]);
    expect(codeGuard()).toMatchObject({ provisional: false });
  });

  test('is joined by a second digital identity of its owner, at whatever mailbox', async () => {
    await put(owner);
    expect((await put(spid('by-cie', 'altra@libero.it'))).status).toBe(200);
    expect(citizenIdOf('by-cie')).toBe(citizenIdOf('the-owner'));
    expect(memory.all('citizen')).toHaveLength(1);
  });
});

describe('a stranger claims somebody’s code', () => {
  test('that nobody has proved: the claim stands until the owner comes', async () => {
    expect((await put(stranger)).status).toBe(201);
    expect(codeGuard()).toMatchObject({ provisional: true });
  });

  test('that is held: the answer is the same, however it is held', async () => {
    const answers = new Set<string>();
    for (const first of [stranger, owner]) {
      memory.clear();
      await put(first);
      const { status, body } = await put(password('another', 'altro@libero.it'));
      answers.add(JSON.stringify([status, body]));
    }
    expect([...answers]).toEqual([expect.stringContaining('fiscal-code-needs-proof')]);
  });

  test('and the owner comes with SPID: the owner has the record, the claim is void', async () => {
    await put(stranger);
    const claimant = citizenIdOf('the-stranger');
    const reply = await put(owner);
    expect(reply.status).toBe(201);
    expect(codeGuard()).toMatchObject({ provisional: false, citizenId: citizenIdOf('the-owner') });
    expect(citizenIdOf('the-owner')).not.toBe(claimant);
    expect(profileOf(claimant)).toMatchObject({ takenOverAt: '2026-11-23T09:30:00.000Z' });
    expect((await ask('read-me', stranger)).status).toBe(404);
    expect(await ask('read-me', owner)).toMatchObject({ status: 200, body: { mailbox: 'mario.rossi@libero.it' } });
  });

  test('and neither learns of the other', async () => {
    await put(stranger);
    const told = JSON.stringify([await put(owner), await ask('read-me', owner), await put(stranger)]);
    expect(told).not.toMatch(/straniero@libero\.it|the-stranger/);
    expect(JSON.stringify(await put(stranger))).not.toMatch(/mario\.rossi@libero\.it|the-owner/);
    expect(memory.all('mail')).toEqual([]);
  });

  test('and the mailbox of the stranger is free again', async () => {
    await put(stranger);
    await put(owner);
    const other = { ...mario, fiscalCode: 'RSSMRA85T50A562W', givenName: 'Maria' };
    expect((await put(password('the-stranger', 'straniero@libero.it'), other)).status).toBe(201);
  });

  const givenDidOf = (claimant: string, status: Status, wait: object = {}) => {
    const key = { pk: `DID#${declarationId}`, sk: 'CASE' };
    memory.set(key, { entity: 'case', ...caseIn(status), citizenId: claimant });
    memory.set({ pk: `CITIZEN#${claimant}`, sk: 'LIVE' }, { entity: 'guard', declarationId });
    const waiting = { entity: 'wait', declarationId, citizenId: claimant, generation: 1, status, homeShard: '01' };
    memory.set(waitKey, { ...waiting, ...wait });
  };

  test.each(['registered', 'reserved'] as const)('with a DID %s: it is sent to be annulled', async (status) => {
    await put(stranger);
    const claimant = citizenIdOf('the-stranger');
    givenDidOf(claimant, status);
    expect((await put(owner)).status).toBe(201);
    expect(memory.get(waitKey)).toMatchObject({ pending: { verb: 'close', attempts: 0 } });
    expect(memory.all('command')).toEqual([
      expect.objectContaining({
        verb: 'close',
        party: 'identity',
        state: 'accepted',
        body: { reason: 'annulled' },
        citizenId: claimant,
      }),
    ]);
  });

  test('with a DID whose maker an operator has checked: it was no stranger, and the two accounts are one person’s', async () => {
    await put(stranger);
    const claimant = citizenIdOf('the-stranger');
    givenDidOf(claimant, 'confirmed');
    const guard = codeGuard();
    memory.set({ pk: String(guard?.['pk']), sk: 'GUARD' }, { provisional: false });
    expect((await put(owner)).status).toBe(200);
    expect(citizenIdOf('the-owner')).toBe(claimant);
    expect(memory.get(waitKey)).not.toHaveProperty('pending');
    expect(profileOf(claimant)).not.toHaveProperty('takenOverAt');
  });

  test('with a registration under way: it will find the place of the one live DID taken', async () => {
    await put(stranger);
    const claimant = citizenIdOf('the-stranger');
    await put(owner);
    expect(memory.get({ pk: `CITIZEN#${claimant}`, sk: 'LIVE' })).toBeDefined();
    expect(memory.get({ pk: `CITIZEN#${citizenIdOf('the-owner')}`, sk: 'LIVE' })).toBeUndefined();
  });

  test('with a DID on which something is under way: the owner is asked to try again, nothing is half done', async () => {
    await put(stranger);
    const claimant = citizenIdOf('the-stranger');
    const pending = { commandId: declarationId, verb: 'release', since: '2026-11-23T09:29:59.000Z', attempts: 0 };
    givenDidOf(claimant, 'registered', { pending });
    expect(await put(owner)).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
    expect(codeGuard()).toMatchObject({ citizenId: claimant, provisional: true });
  });
});

describe('a mailbox that is named and proved by a code', () => {
  const claims = spid('the-owner');
  const name = (mailbox: string, at?: string) => ask('name-mailbox', claims, { body: { mailbox }, ...(at && { at }) });
  const prove = (sent: string, at?: string) =>
    ask('prove-mailbox', claims, { body: { code: sent }, ...(at && { at }) });
  const codeSent = () => String(memory.all('candidate')[0]?.['code']);
  const wrongCode = () => (codeSent() === '000000' ? '000001' : '000000');

  test('becomes the record’s', async () => {
    expect((await name('mario@libero.it')).status).toBe(202);
    expect(codeSent()).toMatch(/^\d{6}$/);
    expect((await prove(codeSent())).status).toBe(200);
    expect(await put(claims)).toMatchObject({ status: 201, body: { mailbox: 'mario@libero.it' } });
  });

  test('gets the code by mail, which the answer does not tell', async () => {
    const { body } = await name('mario@libero.it');
    expect(memory.all('mail')).toEqual([
      expect.objectContaining({ state: 'queued', parameters: expect.objectContaining({ kind: 'mailbox-code' }) }),
    ]);
    expect(JSON.stringify([body, memory.all('mail')])).not.toContain(codeSent());
  });

  test('is nobody’s until then', async () => {
    await name('mario@libero.it');
    expect(await put(claims)).toMatchObject({ status: 409, body: { code: 'mailbox-not-proven' } });
  });

  test('is not proved by a wrong code, and by none after five', async () => {
    await name('mario@libero.it');
    for (let tried = 0; tried < 5; tried += 1) {
      expect(await prove(wrongCode())).toMatchObject({ status: 422, body: { code: 'mailbox-code-wrong' } });
    }
    expect((await prove(codeSent())).status).toBe(422);
  });

  test.each([
    ['a moment before it expires', '2026-11-24T09:29:59.999Z', 200],
    ['when it expires', '2026-11-24T09:30:00.000Z', 422],
  ])('is proved by its code %s: %s, %d', async (_, at, status) => {
    await name('mario@libero.it');
    expect((await prove(codeSent(), at)).status).toBe(status);
  });

  test('five codes a day, then no more', async () => {
    for (let asked = 0; asked < 5; asked += 1) expect((await name('mario@libero.it')).status).toBe(202);
    expect(await name('mario@libero.it')).toMatchObject({ status: 409, body: { code: 'mailbox-code-limit' } });
    expect((await name('mario@libero.it', '2026-11-24T09:30:00.000Z')).status).toBe(202);
  });

  test('only the last code counts, and only for the mailbox it went to', async () => {
    await name('primo@libero.it');
    const first = codeSent();
    await name('secondo@libero.it');
    if (first !== codeSent()) expect((await prove(first)).status).toBe(422);
    expect(await prove(codeSent())).toMatchObject({ status: 200, body: { mailbox: 'secondo@libero.it' } });
  });

  test.each(['milano@inca.it', 'utente@lavoro-demo.example'])('is refused before any mail: %s', async (mailbox) => {
    expect(await name(mailbox)).toMatchObject({ status: 422, body: { code: 'mailbox-not-own' } });
    expect(memory.items.size).toBe(before);
  });

  test('nothing to prove: the answer is that of a wrong code', async () => {
    expect(await prove('123456')).toMatchObject({ status: 422, body: { code: 'mailbox-code-wrong' } });
  });

  test('somebody else’s mailbox is named without a word about it: only who reads its code learns more', async () => {
    await put(password('somebody', 'mario@libero.it'));
    const other = spid('another', undefined, 'RSSMRA85T50A562W');
    const known = await ask('name-mailbox', other, { body: { mailbox: 'mario@libero.it' } });
    const unknown = await ask('name-mailbox', other, { body: { mailbox: 'nuova@libero.it' } });
    expect(known.status).toBe(202);
    expect({ ...known.body, mailbox: '' }).toEqual({ ...unknown.body, mailbox: '' });
  });
});

describe('who asks', () => {
  test.each(['read-me', 'write-me', 'name-mailbox', 'prove-mailbox'] as const)(
    '%s is for citizens who signed in',
    async (action) => {
      expect((await ask(action, undefined)).status).toBe(401);
      for (const role of ['operator', 'manager', 'inps', 'employer', 'admin']) {
        expect((await ask(action, { ...owner, role })).status).toBe(403);
      }
    },
  );

  test('without a record there is nothing to read', async () => {
    expect((await ask('read-me', owner)).status).toBe(404);
  });
});
