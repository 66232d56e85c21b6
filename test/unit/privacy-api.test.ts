/** What a person may ask of their data: all of it, restriction, the end of the account; and what holds a case. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as life } from '../../functions/api/life.ts';
import { handler as me } from '../../functions/api/me.ts';
import { handler } from '../../functions/api/privacy.ts';
import { handler as proceedings } from '../../functions/api/proceedings.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { isHeldBack } from '../../functions/domain/restriction.ts';
import { retentionIds } from '../../functions/domain/retention-terms.ts';
import { listedFor } from '../../functions/domain/task-lists.ts';
import { farewellOf, forgotten } from '../../functions/store/account.ts';
import { CitizenRecord } from '../../functions/store/citizens.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, codeKey, givenCase, givenCitizen, givenMail, profileKey, record, waitKey } from './record-samples.ts';
import {
  accredited,
  caseIn,
  citizenId,
  cpi,
  data,
  declarationId,
  mario,
  officerCode,
  receivedAt,
  subject,
} from './samples.ts';

const memory = new MemoryTable();
mockClient(SFNClient);
const kms = mockClient(KMSClient);
const owner = { sub: subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const byPassword = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const officer = {
  ...{ sub: 'carla', role: 'operator', assurance: 'strong', operatorId: String(cpi), operatorKind: 'cpi' },
  fiscalCode: officerCode,
};
const manager = { sub: 'elena', role: 'manager', assurance: 'strong', fiscalCode: 'CSTLNE70D45F205G' };
const admin = { sub: 'paola', role: 'admin', assurance: 'strong', fiscalCode: 'GLLPLA75E15F205K' };
const ask = (action: ActionName, claims: Record<string, string>, asked: Call = {}) =>
  call(handler, action, { claims, ...asked });
const citizen = () => CitizenRecord.parse(memory.get(profileKey));
const didCase = () => DidCase.parse(memory.get(caseKey));
const mails = (kind: string) =>
  memory.all('mail').flatMap((item) => {
    const mail = StoredMail.parse(item);
    return mail.parameters.kind === kind ? [mail] : [];
  });

beforeEach(() => {
  memory.clear();
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  givenCitizen(memory);
  memory.set(codeKey, { provisional: false });
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
  const line = { entity: 'case-line', declarationId, registeredAt: caseIn('registered').registeredAt };
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, line);
  const period = { entity: 'mailbox', citizenId, mailbox: record.mailbox, from: record.mailboxSince };
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${record.mailboxSince}` }, period);
});

/** Every page of an export, as one. */
async function exported(claims: Record<string, string> = owner) {
  const items: { section: string; data: Record<string, unknown> }[] = [];
  let first: Record<string, unknown> | undefined;
  for (let cursor: string | undefined, pages = 0; pages < 50; pages += 1) {
    const { status, body } = await ask('export-me', claims, cursor === undefined ? {} : { query: { cursor } });
    expect(status).toBe(200);
    first ??= body;
    items.push(...Object(body['items']));
    if (body['cursor'] === undefined) break;
    cursor = String(body['cursor']);
  }
  return { first, items, of: (section: string) => items.filter((item) => item.section === section) };
}

describe('the export', () => {
  const evidence = (kind: string, content: object, id: string) =>
    memory.set(
      { pk: `DID#${declarationId}`, sk: `EVIDENCE#${id}` },
      { entity: 'evidence', kind, content, takenAt: receivedAt },
    );
  beforeEach(() => {
    givenCase(memory, caseIn('psp-signed'));
    givenMail(memory);
    evidence('change', { kind: 'moved', note: 'Via Po 3' }, '1');
    evidence('rectification', { before: { didDate: '2026-11-01' }, approvedBy: 'elena', proposedBy: 'carla' }, '2');
    const task = { entity: 'task', taskId: `convene.${declarationId}`, kind: 'convene', openedAt: receivedAt };
    memory.set({ pk: `TASK#convene.${declarationId}`, sk: 'TASK' }, { ...task, note: 'Telefonato', doneBy: 'carla' });
    const line = { entity: 'task-line', taskId: `convene.${declarationId}`, open: false };
    memory.set({ pk: `DID#${declarationId}`, sk: `TASK#convene.${declarationId}` }, line);
    const guardian = {
      guardian: { kind: 'parent' },
      recordedAt: receivedAt,
      recordedBy: { subject: 'carla', operatorId: cpi },
    };
    memory.set({ pk: codeKey.pk, sk: `GUARDIAN#${receivedAt}` }, { entity: 'guardian', ...guardian });
  });

  test('holds everything, with schema, terms and what is not there', async () => {
    const { first, of } = await exported();
    expect(first).toMatchObject({ schema: 'did-export/1', complete: true, exportedAt: receivedAt });
    expect(first?.['retention']).toHaveLength(retentionIds.length);
    expect(of('record')).toMatchObject([
      { data: { person: { fiscalCode: mario.fiscalCode }, mailbox: record.mailbox } },
    ]);
    expect(of('mailboxes')).toMatchObject([{ data: { mailbox: record.mailbox, from: record.mailboxSince } }]);
    expect(of('declarations')).toMatchObject([{ data: { status: 'psp-signed', data, snapshot: { person: mario } } }]);
    expect(of('communications')).toMatchObject([{ data: { state: 'queued', parameters: { kind: 'draft-saved' } } }]);
    expect(of('evidence').map((one) => one.data['kind'])).toEqual(['change', 'rectification']);
    expect(of('tasks')).toMatchObject([{ data: { kind: 'convene', note: 'Telefonato' } }]);
    expect(of('guardians')).toMatchObject([
      { data: { guardian: { kind: 'parent' }, recordedBy: { operatorId: cpi } } },
    ]);
  });

  test('names no officer, no hash and no key of ours', async () => {
    const text = JSON.stringify((await exported()).items);
    expect(text).not.toMatch(/carla|elena|mac-of|agenda|queueKey|CITIZEN#|"pk"|"ttl"/);
  });

  test('what others put beside it later is there as well', async () => {
    memory.set({ pk: `DID#${declarationId}`, sk: 'SOMETHING#1' }, { entity: 'something', said: 'nuovo' });
    expect((await exported()).of('other')).toMatchObject([{ data: { said: 'nuovo' } }]);
  });

  test('comes in pages, none too large, and all of it once', async () => {
    for (let one = 0; one < 130; one += 1) evidence('change', { kind: 'other', note: `nota ${one}` }, `n${one}`);
    const { of } = await exported();
    const notes = of('evidence').map(({ data: { content } }) => Object(content).note);
    expect(notes).toHaveLength(132);
    expect(new Set(notes).size).toBe(132);
  });

  test.each([
    'x',
    Buffer.from('{"part":99}').toString('base64url'),
    Buffer.from('{"part":0,"x":1}').toString('base64url'),
  ])('refuses a cursor of something else: %s', async (cursor) =>
    expect((await ask('export-me', owner, { query: { cursor } })).status).toBe(422),
  );

  test('while nobody has proved whose the code is: only what the person entered', async () => {
    memory.set(codeKey, { provisional: true });
    memory.set({ pk: codeKey.pk, sk: 'INPS' }, { entity: 'inps', applications: [{ protocol: 'INPS.1' }] });
    memory.set(caseKey, { inps: { applications: [] }, oldDid: { cpiName: 'Bergamo', answer: { valid: true } } });
    const { first, items, of } = await exported(byPassword);
    expect(first).toMatchObject({ complete: false });
    expect(new Set(items.map(({ section }) => section))).toEqual(
      new Set(['record', 'mailboxes', 'declarations', 'communications', 'evidence']),
    );
    expect(of('evidence')).toMatchObject([{ data: { kind: 'change' } }]);
    expect(JSON.stringify(items)).not.toMatch(/INPS\.1|Bergamo|parent/);
    expect(of('declarations')).toMatchObject([{ data: { data } }]);
    // With strong identity of the same code it is proved.
    expect((await exported()).first).toMatchObject({ complete: true });
  });

  test('of somebody without a record there is none', async () => {
    const stranger = { ...owner, sub: 'somebody' };
    expect(await ask('export-me', stranger)).toMatchObject({ status: 409, body: { code: 'record-missing' } });
  });
});

describe('restriction (GDPR art. 18)', () => {
  const reason = 'La data di nascita è sbagliata.';
  const wanted = (asked: Call = {}) => ask('ask-restriction', owner, { body: { reason }, ...asked });
  const decide = (decision: string, claims: Record<string, string> = manager) =>
    ask('decide-restriction', claims, { id: citizenId, body: { decision, reason: 'perché sì' } });
  beforeEach(() => givenCase(memory, caseIn('psp-signed')));

  test('is asked for with a receipt, a mail and a task of the case, so that nothing is closed meanwhile', async () => {
    const { status, body } = await wanted();
    expect([status, body]).toMatchObject([201, { state: 'asked', reason }]);
    expect(body['receiptNumber']).toMatch(/^R-20261123-/);
    expect(memory.get({ pk: `TASK#restriction-asked.${citizenId}`, sk: 'TASK' })).toMatchObject({
      queueOperator: 'office',
      declarationId,
    });
    expect(mails('restriction')).toMatchObject([{ parameters: { state: 'asked', answerBy: '2026-12-23' } }]);
    expect((await call(me, 'read-me', { claims: owner })).body).toMatchObject({ restriction: { state: 'asked' } });
  });

  test('the same key gives the same receipt, another body none, a second request none', async () => {
    const headers = { 'idempotency-key': 'the-same-key' };
    const [one, two] = [await wanted({ headers }), await wanted({ headers })];
    expect(two).toEqual(one);
    expect((await wanted({ headers, body: { reason: 'altro' } })).body['code']).toBe('key-reused');
    expect((await wanted()).body['code']).toBe('restriction-stands');
  });

  test('is decided by a manager or an administrator, whose look is noted, and told', async () => {
    await wanted();
    for (const [claims, expected] of [
      [officer, 403],
      [owner, 403],
      [{ ...manager, fiscalCode: mario.fiscalCode }, 403],
    ] as const)
      expect((await decide('grant', claims)).status).toBe(expected);
    expect((await ask('read-restriction', admin, { id: citizenId })).body).toMatchObject({ id: citizenId, reason });
    expect((await decide('grant')).body).toMatchObject({ state: 'restricted', answer: 'perché sì' });
    expect((await decide('grant')).status).toBe(200);
    expect(memory.all('access').map((item) => item['what'])).toEqual(['read-restriction', 'decide-restriction']);
    expect(mails('restriction').map(({ parameters }) => Object(parameters).state)).toEqual(['asked', 'restricted']);
    expect(memory.get({ pk: `TASK#restriction-asked.${citizenId}`, sk: 'TASK' })).toHaveProperty('doneAt');
  });

  test('ends only once the citizen was told of it', async () => {
    await wanted();
    await decide('grant');
    expect((await decide('end')).body['code']).toBe('restriction-not-so');
    expect((await decide('announce-end')).body).toMatchObject({ state: 'ending' });
    expect((await decide('end')).body['code']).toBe('restriction-not-told');
    const told = mails('restriction').find(({ parameters }) => Object(parameters).state === 'ending');
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAIL#${told?.mailId}` }, { state: 'sent', sentAt: receivedAt });
    expect((await decide('end')).body).toMatchObject({ state: 'ended' });
    expect((await wanted({ headers: { 'idempotency-key': 'another-key' } })).status).toBe(201);
  });

  test('a refusal leaves the way open', async () => {
    await wanted();
    expect((await decide('refuse')).body).toMatchObject({ state: 'refused' });
    expect((await wanted({ headers: { 'idempotency-key': 'another-key' } })).status).toBe(201);
  });

  test.each([
    ['suspend', { from: '2026-11-20' }],
    ['close', { reason: 'job', since: '2026-11-20' }],
    ['transfer', { competentCpiId: 'cpi-bergamo' }],
  ] as const)('while it holds the office does not %s; a manager may, and the person', async (action, body) => {
    await wanted();
    await decide('grant');
    const asked = { id: declarationId, body };
    const refused = await call(life, action, { claims: officer, ...asked });
    expect(refused).toMatchObject({ status: 409, body: { code: 'data-restricted' } });
    expect((await call(life, 'read-changes', { claims: officer, id: declarationId })).status).toBe(200);
    expect((await call(life, action, { claims: manager, ...asked })).body['code']).not.toBe('data-restricted');
  });
});

describe('a call-up while the data are restricted (GDPR art. 18)', () => {
  const benefit = { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } as const;
  const restricted = { state: 'restricted', askedAt: receivedAt, reason: 'x' } as const;

  test.each([
    ['of somebody whose benefit an absence can cost', caseIn('psp-signed', { benefit }), true],
    ['of somebody who loses nothing by it', caseIn('psp-signed'), false],
    ['to the first meeting, which completes the DID', caseIn('confirmed', { benefit }), false],
  ])('%s', (_, didCase, held) => {
    expect(isHeldBack(restricted, 'cpi', 'call-up', didCase)).toBe(held);
    expect(isHeldBack({ ...restricted, state: 'ended' }, 'cpi', 'call-up', didCase)).toBe(false);
    // Who came is noted, and a reason taken, of a call-up from before.
    for (const act of ['record-call-up', 'excuse-absence', 'cancel-call-up']) {
      expect(isHeldBack(restricted, 'cpi', act, didCase)).toBe(false);
    }
  });
});

test.each([
  ['where an absence can cost a benefit, as one by one', true, 'data-restricted'],
  ['but not to the first meeting, which completes the DID', false, 'none'],
])('many are called up to one room while the data are restricted: not %s', async (_, signed, code) => {
  const benefit = { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } as const;
  givenCase(memory, caseIn(signed ? 'psp-signed' : 'confirmed', { benefit, operatorId: cpi }));
  memory.set(profileKey, { restriction: { state: 'restricted', askedAt: receivedAt, reason: 'x' } });
  const body = {
    ...{ purpose: 'meeting', startsAt: '2026-12-10T09:00:00.000Z', place: 'Sala B', channel: 'pec', capacity: 9 },
    declarations: [{ declarationId }],
  };
  const done = await call(proceedings, 'call-up-many', { claims: officer, body });
  expect(done.status).toBe(200);
  expect(Object(done.body['rows'])[0]?.code ?? 'none').toBe(code);
});

describe('holds', () => {
  const hold = (action: 'set-hold' | 'lift-hold', kind = 'appeal', claims: Record<string, string> = admin) =>
    ask(action, claims, { id: declarationId, body: { kind, reason: 'TAR 112/2026' } });
  beforeEach(() => givenCase(memory, caseIn('closed')));

  test('are set and lifted by administrators, with a reason and history, and nothing of the person is shown', async () => {
    const { status, body } = await hold('set-hold');
    expect(status).toBe(200);
    expect(body).toEqual({
      id: declarationId,
      caseNumber: 'DID 5E3D-9F7A-2222',
      status: 'closed',
      holds: [{ kind: 'appeal', reason: 'TAR 112/2026', setAt: receivedAt }],
    });
    await hold('set-hold', 'recovery');
    expect(didCase().holds?.map(({ kind }) => kind)).toEqual(['appeal', 'recovery']);
    expect(memory.get(caseKey)?.['agendaDue']).toBeUndefined();
    await hold('lift-hold');
    await hold('lift-hold', 'recovery');
    expect(didCase().holds).toBeUndefined();
    expect(memory.get(caseKey)?.['agendaDue']).toBeDefined();
    expect(memory.all('history').map((entry) => [entry['event'], Object(entry['by']).party])).toEqual([
      ['set-hold', 'admin'],
      ['set-hold', 'admin'],
      ['lift-hold', 'admin'],
      ['lift-hold', 'admin'],
    ]);
    expect(memory.all('access').map((item) => item['what'])).toContain('set-hold');
  });

  test('by nobody else, one of a kind, none that is not there, none on what is erased', async () => {
    expect((await hold('set-hold', 'appeal', manager)).status).toBe(403);
    expect((await hold('set-hold', 'appeal', { ...admin, fiscalCode: mario.fiscalCode })).body['code']).toBe(
      'own-case',
    );
    expect((await hold('lift-hold')).body['code']).toBe('hold-none');
    memory.set(caseKey, { erasedOn: '2036-11-13' });
    expect((await hold('set-hold')).body['code']).toBe('case-erased');
  });
});

describe('the end of the account', () => {
  const end = (body: object = { confirm: true }) => ask('end-account', owner, { body });

  test.each([{}, { confirm: false }, { confirm: 'yes' }])('asks to be confirmed: %j', async (body) => {
    expect((await end(body)).status).toBe(422);
  });

  test('is refused while a DID is live, with which', async () => {
    givenCase(memory, caseIn('confirmed'));
    expect(await end()).toMatchObject({ status: 409, body: { code: 'account-live-did', declarationId } });
    expect(citizen().endedAt).toBeUndefined();
  });

  test('gives a draft up first, once, and goes on when that is done', async () => {
    givenCase(memory, caseIn('registered'));
    const [first, second] = [await end(), await end()];
    expect([first.status, second]).toEqual([202, first]);
    expect(memory.get(waitKey)).toMatchObject({ pending: { verb: 'withdraw' } });
    memory.set(caseKey, { status: 'withdrawn', endedOn: '2026-11-23' });
    memory.items.delete(`CITIZEN#${citizenId}|LIVE`);
    expect((await end()).body).toEqual({ endedAt: receivedAt, kept: [] });
    expect(didCase()).toMatchObject({ data: {}, erasedOn: '2026-11-23', erasing: 'case' });
  });

  test('waits for a registration that is under way', async () => {
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' }, { entity: 'guard', declarationId });
    expect((await end()).body['code']).toBe('command-pending');
  });

  describe('with a DID that was', () => {
    beforeEach(() => {
      memory.set(caseKey, { entity: 'case', ...caseIn('withdrawn') });
      memory.set({ pk: `EMAIL#1#${record.mailboxGuard}`, sk: 'GUARD' }, { entity: 'guard', citizenId });
    });

    test('keeps the case, and takes the ways in, the mailbox’s guard and the chance of another DID', async () => {
      expect((await end()).body).toMatchObject({ kept: [{ declarationId, status: 'withdrawn' }] });
      expect(citizen()).toMatchObject({ endedAt: receivedAt, subjects: [], person: mario, mailbox: record.mailbox });
      const account = memory.get({ pk: `SUB#${subject}`, sk: 'SUB' });
      expect(account).toMatchObject({ endedAt: receivedAt, agendaDue: receivedAt });
      expect(account).not.toHaveProperty('citizenId');
      expect(memory.get({ pk: `EMAIL#1#${record.mailboxGuard}`, sk: 'GUARD' })).toBeUndefined();
      expect(memory.get(codeKey)).toBeDefined();
      expect(memory.get({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' })).toMatchObject({ declarationId: citizenId });
      expect(didCase().snapshot).toBeDefined();
      expect(mails('account-ended')).toMatchObject([
        { mailId: farewellOf(citizenId, citizen().endedAt ?? receivedAt) },
      ]);
      expect(memory.all('mailbox')[0]).toHaveProperty('hash');
    });

    test('and the person has no record any more', async () => {
      await end();
      expect((await end()).body['code']).toBe('record-missing');
      expect((await call(me, 'read-me', { claims: owner })).status).toBe(404);
    });

    test('with a token from before nobody goes on: neither a record nor a mailbox, whoever the token proves to be', async () => {
      await end();
      for (const claims of [owner, byPassword]) {
        const session = { ...claims, email: 'mario.nuovo@libero.it', email_verified: 'true' };
        const asked = [
          await call(me, 'write-me', { claims: session, body: mario }),
          await call(me, 'name-mailbox', { claims: session, body: { mailbox: 'mario.nuovo@libero.it' } }),
        ];
        expect(asked.map(({ status, body }) => [status, body['code']])).toEqual(
          Array.from({ length: 2 }, () => [403, 'account-ended']),
        );
      }
      expect(citizen().subjects).toEqual([]);
      expect(memory.all('candidate')).toEqual([]);
    });

    test('the user pool is asked for the account by the name that its token has there', async () => {
      const claims = { ...owner, 'cognito:username': 'SPID_something' };
      await ask('end-account', claims, { body: { confirm: true } });
      expect(memory.get({ pk: `SUB#${subject}`, sk: 'SUB' })).toMatchObject({ username: 'SPID_something' });
    });

    test('a claim that nobody proved is given up', async () => {
      memory.set(codeKey, { provisional: true });
      await ask('end-account', byPassword, { body: { confirm: true } });
      expect(memory.get(codeKey)).toBeUndefined();
    });

    test('its owner comes back with strong identity and a mailbox, and a DID can begin again', async () => {
      const mac = Buffer.from(Buffer.from(`CF|${mario.fiscalCode}`).map((byte) => byte ^ 42)).toString('hex');
      memory.set({ pk: `CF#1#${mac}`, sk: 'GUARD' }, { entity: 'guard', citizenId, provisional: false });
      memory.set(profileKey, { fiscalCodeGuard: mac });
      await end();
      memory.set(profileKey, { mailbox: forgotten });
      const again = { ...owner, sub: 'another-account' };
      const nowhere = await call(me, 'write-me', { claims: again, body: mario });
      expect(nowhere.body['code']).toBe('mailbox-not-proven');
      const claims = { ...again, email: 'mario.nuovo@libero.it', email_verified: 'true' };
      const { status, body } = await call(me, 'write-me', { claims, body: mario });
      expect([status, body]).toMatchObject([200, { mailbox: 'mario.nuovo@libero.it', identityVerified: true }]);
      expect(citizen()).toMatchObject({ mailbox: 'mario.nuovo@libero.it', subjects: ['another-account'] });
      expect(citizen().endedAt).toBeUndefined();
      expect(memory.get({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' })).toBeUndefined();
    });
  });
});

describe('a correction that is asked for (GDPR art. 16)', () => {
  const report = (body: object) => call(life, 'report-change', { claims: owner, id: declarationId, body });

  test('has a receipt, a mail with the day of the answer, and a task of the job centre', async () => {
    givenCase(memory, caseIn('psp-signed'));
    const { status, body } = await report({ kind: 'correction', note: 'Il lavoro è finito il 30.' });
    expect(status).toBe(201);
    expect(body['receiptNumber']).toMatch(/^R-/);
    expect(mails('correction-asked')).toMatchObject([
      { parameters: { answerBy: '2026-12-23', didDate: '2026-11-03' } },
    ]);
    expect(memory.all('task')).toMatchObject([{ kind: 'correction-asked', queueOperator: cpi }]);
    expect(didCase().data).toEqual(data);
  });

  test.each([
    ['psp-signed', { kind: 'correction' }, 'correction-not-told'],
    ['registered', { kind: 'correction', note: 'Sbagliato' }, 'no-did-yet'],
  ] as const)('where it is %s, %j is refused', async (status, body, code) => {
    givenCase(memory, caseIn(status));
    expect((await report(body)).body['code']).toBe(code);
  });
});

test.each([
  ['a correction', 'correction-asked', cpi],
  ['a restriction', 'restriction-asked', undefined],
] as const)('who decides on %s has the task, whoever is chosen meanwhile', (_, kind, list) => {
  const chosen = caseIn('confirmed', { operatorId: accredited, competentCpiId: cpi });
  expect(listedFor({ kind, operatorId: list }, chosen)).toBe(list);
});
