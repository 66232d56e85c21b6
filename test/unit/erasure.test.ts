/** What the sweep erases by the terms of retention: through the agenda, never under a hold, never half. */
import './function-environment.ts';
import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { addSeconds, type Instant, startOfDay } from '../../functions/domain/dates.ts';
import { nextLook } from '../../functions/domain/deadlines.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { CitizenId, TelephoneCode } from '../../functions/domain/ids.ts';
import { withoutEvidence } from '../../functions/domain/retention.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { endAccount, farewellOf, forgotten } from '../../functions/store/account.ts';
import { mailboxPeriods } from '../../functions/store/mailbox-periods.ts';
import { agenda, transact } from '../../functions/store/table.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import {
  caseKey,
  codeKey,
  commandKey,
  givenCitizen,
  givenMail,
  profileKey,
  quietTools,
  record,
} from './record-samples.ts';
import {
  at,
  caseIn,
  citizenId,
  commandId,
  day,
  declarationId,
  mario,
  otherCitizenId,
  policy,
  receivedAt,
  subject,
} from './samples.ts';
import { users } from './user-pool.ts';

const memory = new MemoryTable();
mockClient(SFNClient).on(ListExecutionsCommand).resolves({ executions: [] });
const pool = mockClient(CognitoIdentityProviderClient);
const deletions = () => pool.commandCalls(AdminDeleteUserCommand).map(({ args }) => args[0].input);
const machine = { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn };
const run = (now: Instant) => sweep({ table: memory.table, machine, policy, users }, now, quietTools(), () => true);
const stored = () => DidCase.parse(memory.get(caseKey));
const evidence = (id: string) => memory.get({ pk: `DID#${declarationId}`, sk: `EVIDENCE#${id}` });
const events = () => memory.all('history').map((entry) => entry['event']);
const subKey = { pk: `SUB#${subject}`, sk: 'SUB' };
const emailKey = { pk: `EMAIL#1#${record.mailboxGuard}`, sk: 'GUARD' };

/** A case that ended, with what was shown and told, on the agenda as its end left it. */
function givenEnded(changes: Partial<DidCase> = {}): DidCase {
  const didCase = caseIn('closed', changes);
  memory.set(caseKey, { entity: 'case', ...didCase, ...agenda(declarationId, nextLook(didCase, policy)) });
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, { entity: 'case-line', declarationId });
  const kept = { kind: 'meeting', takenAt: receivedAt, commandId: 'c', content: { identityDocument: 'CA12345AB' } };
  memory.set({ pk: `DID#${declarationId}`, sk: 'EVIDENCE#1' }, { entity: 'evidence', ...kept });
  const reply = {
    state: 'recognised',
    text: 'Sono in ospedale',
    from: 'mario@libero.it',
    attachments: [{ kind: 'image/png' }],
  };
  memory.set({ pk: `DID#${declarationId}`, sk: 'REPLY#1' }, { entity: 'reply', ...reply });
  const line = { entity: 'task-line', taskId: `convene.${declarationId}`, open: false };
  memory.set({ pk: `DID#${declarationId}`, sk: `TASK#convene.${declarationId}` }, line);
  memory.set(
    { pk: `TASK#convene.${declarationId}`, sk: 'TASK' },
    { entity: 'task', kind: 'convene', note: 'Telefonato' },
  );
  memory.set(
    { pk: `DID#${declarationId}`, sk: `TASK#command-failed.${commandId}` },
    { entity: 'task-line', open: true },
  );
  memory.set({ pk: `TASK#command-failed.${commandId}`, sk: 'TASK' }, { entity: 'task' });
  memory.set(commandKey, { entity: 'command', commandId, state: 'failed', body: { document: 'CA12345AB' } });
  return didCase;
}
const soon = at('2027-06-01T04:10:00.000Z');
const tenYears = at('2036-11-14T04:10:00.000Z');

beforeEach(() => {
  pool.reset();
  memory.clear();
  givenCitizen(memory);
  memory.set(codeKey, { provisional: false });
  memory.set(subKey, { entity: 'subject', citizenId });
  memory.set(emailKey, { entity: 'guard', citizenId });
  const period = { entity: 'mailbox', citizenId, mailbox: record.mailbox, from: record.mailboxSince };
  memory.set({ pk: `CITIZEN#${citizenId}`, sk: `MAILBOX#${record.mailboxSince}` }, period);
});

describe('what was shown and told', () => {
  test('goes once nobody can contest the case any more; what it was and when stays, and so does the case', async () => {
    givenEnded();
    await run(at('2027-01-15T04:10:00.000Z'));
    expect(evidence('1')).toHaveProperty('content');
    await run(soon);
    expect(evidence('1')).toEqual(expect.not.objectContaining({ content: expect.anything() }));
    expect(evidence('1')).toMatchObject({ kind: 'meeting', takenAt: receivedAt, erasedOn: '2027-06-01' });
    expect(memory.get({ pk: `DID#${declarationId}`, sk: 'REPLY#1' })).toMatchObject({ text: '', attachments: [] });
    expect(JSON.stringify(memory.get({ pk: `DID#${declarationId}`, sk: 'REPLY#1' }))).not.toContain('libero');
    expect(stored().snapshot).toBeDefined();
    expect(stored().erasing).toBeUndefined();
    expect(events()).toEqual(['erase-evidence']);
    expect(memory.get(caseKey)?.['agendaDue']).toBe(startOfDay(day('2036-11-13')));
  });

  test('waits while the person cannot be told of the end', async () => {
    givenEnded();
    memory.set(profileKey, { mailboxBrokenAt: receivedAt });
    await run(soon);
    expect(evidence('1')).toHaveProperty('content');
    expect(memory.get(caseKey)?.['agendaDue']).toBe(addSeconds(soon, 30 * 86_400));
  });
});

describe('a case, ten years after its end', () => {
  const erasedAll = async () => {
    await run(soon);
    await run(tenYears);
  };

  test('the code for the telephone goes with it, and that of another case stays', async () => {
    givenEnded({ telephoneCode: TelephoneCode.parse('7KM3QX') });
    const key = (code: string) => ({ pk: `TELEPHONE#${code}`, sk: 'CODE' });
    memory.set(key('7KM3QX'), { entity: 'telephone-code', declarationId });
    memory.set(key('000000'), { entity: 'telephone-code', declarationId: 'another' });
    await erasedAll();
    expect(stored().erasedOn).toBe('2036-11-14');
    expect(memory.all('telephone-code').map(({ pk }) => pk)).toEqual(['TELEPHONE#000000']);
  });

  test('ids, dates and rules stay; with the last of them the record goes', async () => {
    givenEnded();
    givenMail(memory, { state: 'sent' });
    await erasedAll();
    expect(stored()).toMatchObject({ status: 'closed', didDate: '2026-11-03', erasedOn: '2036-11-14', data: {} });
    expect(events()).toEqual(['erase-evidence', 'erase']);
    expect(memory.get({ pk: `TASK#convene.${declarationId}`, sk: 'TASK' })).not.toHaveProperty('note');
    for (const key of [profileKey, codeKey, emailKey]) expect(memory.get(key)).toBeUndefined();
    expect(JSON.stringify([...memory.items.values()])).not.toMatch(/RSSMRA|Rossi|libero|CA12345AB|ospedale/);
    // Which mails there were is told by kind and date.
    expect(memory.all('mail')).toHaveLength(1);
    expect(memory.get(caseKey)?.['agendaDue']).toBeUndefined();
  });

  test('the record stays with another DID, or one that begins', async () => {
    givenEnded();
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' }, { entity: 'guard', declarationId: otherCitizenId });
    await erasedAll();
    expect(memory.get(profileKey)).toMatchObject({ person: mario });
    expect(stored().erasedOn).toBeDefined();
  });

  test('what INPS told and no DID took up waits for the person', async () => {
    givenEnded();
    const application = { kind: 'naspi', appliedOn: '2026-11-20', protocol: 'A.1', filedBy: 'person', state: 'filed' };
    const ledger = { codeMac: 'mac-of-the-code', fileId: declarationId, sought: false, version: 1 };
    const applications = [{ ...application, heardAt: receivedAt }];
    memory.set({ pk: codeKey.pk, sk: 'INPS' }, { entity: 'inps', ...ledger, applications });
    await erasedAll();
    expect(memory.get({ pk: codeKey.pk, sk: 'INPS' })).toBeDefined();
    expect(memory.get(codeKey)).toBeUndefined();
  });

  test('a code that went to its owner stays the owner’s', async () => {
    givenEnded();
    memory.set(codeKey, { citizenId: otherCitizenId });
    memory.set(emailKey, { citizenId: otherCitizenId });
    await erasedAll();
    expect(memory.get(codeKey)).toMatchObject({ citizenId: otherCitizenId });
    expect(memory.get(emailKey)).toMatchObject({ citizenId: otherCitizenId });
    expect(memory.get(profileKey)).toBeUndefined();
  });
});

describe('a draft that never was a DID', () => {
  test('goes whole 90 days after its end', async () => {
    givenEnded({ didDate: undefined, snapshot: undefined });
    await run(at('2027-02-10T04:10:00.000Z'));
    expect(evidence('1')).toHaveProperty('content');
    await run(at('2027-02-11T04:10:00.000Z'));
    expect(stored()).toMatchObject({ data: {}, erasedOn: '2027-02-11' });
    expect(evidence('1')).not.toHaveProperty('content');
  });
});

describe('nothing is erased', () => {
  test('under a hold, however long; once it is lifted, at once', async () => {
    const held = givenEnded({ holds: [{ kind: 'appeal', reason: 'TAR', setAt: receivedAt }] });
    await run(tenYears);
    expect(evidence('1')).toHaveProperty('content');
    expect(stored().snapshot).toBeDefined();
    const { holds: _, ...free } = held;
    memory.set(caseKey, { holds: undefined, ...agenda(declarationId, nextLook(free, policy)) });
    await run(tenYears);
    expect(evidence('1')).not.toHaveProperty('content');
  });

  test('if a hold is set as it begins', async () => {
    givenEnded();
    memory.interrupt(() => {
      const holds = [{ kind: 'inspection', reason: 'ANAC', setAt: receivedAt }];
      memory.set(caseKey, { holds, version: stored().version + 1, agendaShard: undefined, agendaDue: undefined });
    });
    await run(soon);
    expect(evidence('1')).toHaveProperty('content');
    expect(stored().evidenceErasedOn).toBeUndefined();
  });

  test.each(['asked', 'restricted', 'ending'] as const)(
    'while the person wants it kept: restriction %s (GDPR art. 18 par. 1 c)',
    async (state) => {
      givenEnded();
      memory.set(profileKey, { restriction: { state, askedAt: receivedAt, reason: 'Mi serve per il ricorso.' } });
      await run(tenYears);
      expect(evidence('1')).toHaveProperty('content');
      memory.set(profileKey, { restriction: { state: 'ended', askedAt: receivedAt, reason: 'Mi serve.' } });
      await run(addSeconds(tenYears, 31 * 86_400));
      expect(evidence('1')).not.toHaveProperty('content');
    },
  );

  test('of what is live, whatever is on the agenda', async () => {
    memory.set(caseKey, { entity: 'case', ...caseIn('psp-signed'), ...agenda(declarationId, receivedAt) });
    await run(tenYears);
    expect(stored().snapshot).toBeDefined();
  });
});

describe('what stops half-way', () => {
  test('stays due, and is gone on with', async () => {
    const marked = { ...givenEnded(), ...withoutEvidence(day('2027-06-01')) };
    memory.set(caseKey, { ...marked, ...agenda(declarationId, nextLook(marked, policy)) });
    await run(soon);
    expect(evidence('1')).not.toHaveProperty('content');
    expect(stored().erasing).toBeUndefined();
    expect(events()).toEqual([]);
    expect(memory.get(caseKey)?.['agendaDue']).toBe(startOfDay(day('2036-11-13')));
  });

  test('by a fault as well', async () => {
    givenEnded();
    memory.mock.on(UpdateItemCommand).rejects(new Error('throttled'));
    expect(await run(soon)).toMatchObject({ done: 0 });
    expect(stored().erasing).toBe('evidence');
    expect(memory.get(caseKey)?.['agendaDue']).toBe(startOfDay(day('2027-06-01')));
  });
});

describe('an account that ended', () => {
  const endedAt = receivedAt;
  const dayOn = addSeconds(endedAt, 86_400);
  async function givenEnd(kept: boolean): Promise<void> {
    if (kept) givenEnded();
    const periods = (await mailboxPeriods(memory.table, citizenId)).map((period) => ({ ...period, hash: 'a-hash' }));
    const guard = { citizenId, provisional: false };
    await transact(
      memory.table,
      endAccount(memory.table, { record, guard, periods, endedAt, session: { subject }, kept }),
    );
  }
  const farewell = { pk: `CITIZEN#${citizenId}`, sk: `MAIL#${farewellOf(citizenId, endedAt)}` };
  const sent = () => memory.set(farewell, { state: 'sent', agendaShard: undefined, agendaDue: undefined });

  test('is deleted in the user pool at the next look, and remembered until its last token is over', async () => {
    pool.on(AdminDeleteUserCommand).resolves({});
    await givenEnd(true);
    await run(endedAt);
    await run(addSeconds(endedAt, 300));
    expect(deletions()).toEqual([{ UserPoolId: users.id, Username: subject }]);
    const left = memory.get(subKey);
    expect(left).toMatchObject({ endedAt, ttl: Date.parse(dayOn) / 1000 });
    for (const gone of ['agendaDue', 'citizenId', 'username']) expect(left).not.toHaveProperty(gone);
  });

  test.each([
    ['by the name that the pool has for it', 'SPID_x', 'SPID_x'],
    ['of before names were kept, by its sub', undefined, subject],
  ])('is deleted %s', async (_, username, asked) => {
    pool.on(AdminDeleteUserCommand).resolves({});
    memory.set(subKey, { entity: 'subject', citizenId, username });
    await givenEnd(true);
    await run(endedAt);
    expect(deletions()).toMatchObject([{ Username: asked }]);
  });

  test('is asked for again until the user pool has done it; one that is gone there is done', async () => {
    pool.on(AdminDeleteUserCommand).rejects(new Error('busy'));
    await givenEnd(true);
    expect(await run(endedAt)).toMatchObject({ failed: 1 });
    expect(memory.get(subKey)).toMatchObject({ agendaDue: endedAt });
    pool.on(AdminDeleteUserCommand).rejects(new UserNotFoundException({ message: 'none', $metadata: {} }));
    expect(await run(addSeconds(endedAt, 300))).toMatchObject({ failed: 0 });
    expect(memory.get(subKey)).not.toHaveProperty('agendaDue');
    expect(deletions()).toHaveLength(2);
  });

  test('keeps its mailbox until the last mail has left, a week at most', async () => {
    await givenEnd(true);
    await run(dayOn);
    expect(memory.get(profileKey)).toMatchObject({ mailbox: record.mailbox });
    await run(addSeconds(endedAt, 8 * 86_400));
    expect(memory.get(profileKey)).toMatchObject({ mailbox: forgotten });
  });

  test('then of a mailbox a keyed hash is left, with the case', async () => {
    await givenEnd(true);
    sent();
    await run(dayOn);
    expect(memory.get(profileKey)).toMatchObject({ mailbox: forgotten, person: mario });
    expect(memory.all('mailbox')).toEqual([expect.objectContaining({ hash: 'a-hash', from: record.mailboxSince })]);
    expect(JSON.stringify(memory.all('mailbox'))).not.toContain('libero');
    expect(memory.get(profileKey)).not.toHaveProperty('agendaDue');
    await run(soon);
    await run(tenYears);
    expect(memory.get(profileKey)).toBeUndefined();
  });

  test('goes whole where no DID asks anything to be kept', async () => {
    await givenEnd(false);
    sent();
    await run(dayOn);
    for (const key of [profileKey, codeKey, emailKey]) expect(memory.get(key)).toBeUndefined();
    expect(memory.get({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' })).toBeUndefined();
    expect(memory.all('mailbox')).toEqual([]);
  });

  test('another’s is left alone', async () => {
    const other = CitizenId.parse(otherCitizenId);
    memory.set({ pk: `CITIZEN#${other}`, sk: 'PROFILE' }, { entity: 'citizen', ...record, citizenId: other });
    await givenEnd(false);
    sent();
    await run(dayOn);
    expect(memory.get({ pk: `CITIZEN#${other}`, sk: 'PROFILE' })).toBeDefined();
  });
});
