/** A29: the old mailbox is told before the new one takes its place, and its owner may object. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Notice } from '../../functions/domain/declaration.ts';
import { CitizenId, MailId } from '../../functions/domain/ids.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import {
  all,
  anna,
  begin,
  byPassword,
  bySpid,
  citizenIdOf,
  codeOf,
  deliver,
  enter,
  hours,
  later,
  mailKinds,
  me,
  memory,
  prove,
  recordOf,
  sweepAt,
  tasks,
} from './mailbox-world.ts';
import { caseKey } from './record-samples.ts';
import { caseIn, declarationId } from './samples.ts';

const old = 'mario@libero.it';
const wanted = 'mario.nuovo@gmail.com';
const owner = byPassword('mario', old);
const strong = bySpid('mario', old);

beforeEach(async () => {
  begin();
  await enter(owner);
});

const periods = () => all('mailbox').map(({ mailbox, from }) => [mailbox, from]);
const guards = () => all('guard').filter(({ pk }) => String(pk).startsWith('EMAIL#')).length;

describe('a change of mailbox', () => {
  test('is told to the old mailbox, and changes nothing yet', async () => {
    const answer = await prove(owner, wanted);
    expect(answer).toMatchObject({ status: 200, body: { mailbox: wanted, switchesAt: hours(24) } });
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
    const told = await deliver();
    expect(mailKinds()).toEqual(['mailbox-code', 'mailbox-change-asked']);
    expect(told.flat()).toEqual([wanted, old]);
    expect((await me('read-me', owner)).body).toMatchObject({
      mailbox: old,
      mailboxChange: { mailbox: wanted, switchesAt: hours(24) },
    });
  });

  test('lets the notices to the old mailbox begin again, though nobody looked at the case any more', async () => {
    const citizenId = CitizenId.parse(citizenIdOf('mario'));
    const mailId = MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001');
    const notices = [Notice.parse({ number: 1, mailId, sentAt: later(-864_000), doubted: true })];
    memory.set(caseKey, { entity: 'case', ...caseIn('reserved', { citizenId, notices }) });
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: 'LIVE' }, { entity: 'guard', declarationId });
    await prove(owner, wanted);
    await deliver();
    expect(memory.get(caseKey)).toMatchObject({ notices });
    await sweepAt(hours(24));
    expect(memory.get(caseKey)).toMatchObject({ notices: [], agendaDue: expect.any(String) });
    expect(all('history')).toMatchObject([{ event: 'mailbox-changed', by: { party: 'schedule' } }]);
  });

  test.each([
    ['a moment before its hours are over', hours(24), -1, old],
    ['when its hours are over', hours(24), 0, wanted],
  ])('%s: mail goes to the right one', async (_, at, seconds, expected) => {
    await prove(owner, wanted);
    await deliver();
    const now = later((Date.parse(at) - Date.parse(later(0))) / 1000 + seconds);
    await sweepAt(now);
    expect(recordOf('mario')).toMatchObject({ mailbox: expected });
  });

  test('done, leaves both intervals, tells the new mailbox, frees the old one', async () => {
    await prove(owner, wanted);
    await deliver();
    await sweepAt(hours(24));
    expect(periods()).toEqual([
      [old, later(0)],
      [wanted, hours(24)],
    ]);
    expect(recordOf('mario')).not.toHaveProperty('mailboxChange');
    expect(recordOf('mario')).not.toHaveProperty('agendaDue');
    expect((await deliver(hours(24))).flat()).toEqual([wanted]);
    expect(mailKinds().at(-1)).toBe('mailbox-changed');
    expect(guards()).toBe(1);
    await enter(byPassword('anna', old), anna);
  });

  test('waits until the old mailbox was told: its hours run from then', async () => {
    await prove(owner, wanted);
    await sweepAt(hours(24));
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
    await deliver(hours(30));
    await sweepAt(hours(53));
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
    await sweepAt(hours(54));
    expect(recordOf('mario')).toMatchObject({ mailbox: wanted });
  });

  test('comes at once if the old mailbox turns out to be broken', async () => {
    await prove(owner, wanted);
    memory.set(
      { pk: `CITIZEN#${citizenIdOf('mario')}`, sk: 'PROFILE' },
      { mailboxBrokenAt: later(60), agendaDue: later(60) },
    );
    await sweepAt(later(120));
    expect(recordOf('mario')).toMatchObject({ mailbox: wanted });
    expect(recordOf('mario')).not.toHaveProperty('mailboxBrokenAt');
  });

  test('of who was written to by letter ends the letters', async () => {
    const key = { pk: `CITIZEN#${citizenIdOf('mario')}`, sk: 'PROFILE' };
    memory.set(key, { mailboxBrokenAt: later(0), channel: { kind: 'letter', since: later(0), by: 'officer' } });
    expect((await prove(strong, wanted, later(60))).body).toMatchObject({ mailbox: wanted });
    expect(recordOf('mario')).not.toHaveProperty('channel');
    expect((await deliver(later(60))).flat()).toEqual([wanted, wanted]);
  });

  test('keeps the new mailbox from others while it waits', async () => {
    await prove(owner, wanted);
    const refused = await me('write-me', byPassword('anna', wanted), { body: anna });
    expect(refused).toMatchObject({ status: 409, body: { code: 'mailbox-in-use' } });
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['it', 'it'],
    ['en-GB', 'en'],
  ])(
    'asked with accept-language %j: the code goes in the language of the record, unless one is named',
    async (header, expected) => {
      memory.set(
        { pk: `CITIZEN#${citizenIdOf('mario')}`, sk: 'PROFILE' },
        { person: { ...Object(recordOf('mario')?.['person']), language: 'en' } },
      );
      const headers: Record<string, string> = header === undefined ? {} : { 'accept-language': header };
      await me('name-mailbox', owner, { body: { mailbox: wanted }, headers });
      expect(all('candidate')).toMatchObject([{ mailbox: wanted, language: expected }]);
    },
  );

  test('to somebody else’s mailbox is refused after the proof, and not before', async () => {
    await enter(byPassword('anna', wanted), anna);
    expect((await me('name-mailbox', owner, { body: { mailbox: wanted } })).status).toBe(202);
    const answer = await me('prove-mailbox', owner, { body: { code: codeOf('mario') } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'mailbox-in-use' } });
    expect(mailKinds()).not.toContain('mailbox-change-asked');
  });

  test('asked again for another one forgets the first, which is free again', async () => {
    await prove(owner, wanted);
    await prove(owner, 'mario.terzo@gmail.com', later(60));
    await enter(byPassword('anna', wanted), anna);
    await deliver(later(60));
    await sweepAt(hours(25));
    expect(recordOf('mario')).toMatchObject({ mailbox: 'mario.terzo@gmail.com' });
  });

  test('to the same mailbox is none', async () => {
    const answer = await me('name-mailbox', owner, { body: { mailbox: old } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'mailbox-already-yours' } });
  });

  test('whose answer was lost is answered again, once the code is used', async () => {
    const first = await prove(owner, wanted);
    const again = await me('prove-mailbox', owner, { body: { code: codeOf('mario') }, at: later(30) });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(mailKinds().filter((kind) => kind === 'mailbox-change-asked')).toHaveLength(1);
  });

  test('of a record that its true owner took over is dropped', async () => {
    await prove(owner, wanted);
    memory.set({ pk: `CITIZEN#${citizenIdOf('mario')}`, sk: 'PROFILE' }, { takenOverAt: later(60) });
    await sweepAt(hours(24));
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
    expect(recordOf('mario')).not.toHaveProperty('mailboxChange');
    await enter(byPassword('anna', wanted), anna);
  });
});

describe('an objection', () => {
  const object = (claims = owner, at = later(3600)) => me('object-to-mailbox', claims, { body: {}, at });

  test('stops the change: the mailbox stays, an office looks at it, the old mailbox is told', async () => {
    await prove(owner, wanted);
    await deliver();
    expect(await object()).toMatchObject({ status: 200, body: { mailbox: old } });
    await sweepAt(hours(48));
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
    expect(mailKinds().at(-1)).toBe('mailbox-change-stopped');
    expect((await deliver(hours(2))).flat()).toEqual([old]);
    expect(tasks()).toEqual([expect.objectContaining({ kind: 'mailbox-contested', queueOperator: 'office' })]);
    await enter(byPassword('anna', wanted), anna);
  });

  test('asks strong identity of who wants another mailbox, until an office has settled it', async () => {
    await prove(owner, wanted);
    await object();
    expect(await prove(owner, wanted, later(7200))).toMatchObject({
      status: 409,
      body: { code: 'mailbox-contested' },
    });
    const stranger = bySpid('mario', old, anna.fiscalCode);
    expect((await me('name-mailbox', stranger, { body: { mailbox: wanted } })).status).toBe(409);
    expect((await prove(strong, wanted, later(7200))).status).toBe(200);
  });

  test('settled at the counter, a password is enough again', async () => {
    await prove(owner, wanted);
    await object();
    const [task] = tasks();
    memory.set({ pk: `TASK#${String(task?.['taskId'])}`, sk: 'TASK' }, { doneAt: later(7000) });
    expect((await prove(owner, wanted, later(7200))).status).toBe(200);
  });

  test('made twice is one; without a change there is none', async () => {
    expect(await object()).toMatchObject({ status: 409, body: { code: 'mailbox-change-none' } });
    await prove(owner, wanted);
    expect((await object()).status).toBe(200);
    expect((await object()).status).toBe(200);
    expect(mailKinds().filter((kind) => kind === 'mailbox-change-stopped')).toHaveLength(1);
  });

  test('and the change at the same time: one of them counts', async () => {
    await prove(owner, wanted);
    await deliver();
    memory.interrupt(async () => {
      await sweepAt(hours(24));
    });
    const { status } = await object(owner, hours(24));
    expect(status).toBe(409);
    expect(recordOf('mario')).toMatchObject({ mailbox: wanted });
  });
});

describe('warnings about a mailbox', () => {
  test.each([
    ['mario@studio-rossi.it', 'it', 'work-or-school-mailbox', /la perderai/],
    ['mario@pec.rossi.it', 'en', 'pec-mailbox', /reject ordinary mail/],
  ])('%s is told what may go wrong, and gets its code', async (mailbox, language, rule, words) => {
    const { status, body } = await me('name-mailbox', owner, {
      body: { mailbox },
      headers: { 'accept-language': language },
    });
    expect([status, body['warnings']]).toEqual([
      202,
      [{ field: 'mailbox', rule, message: expect.stringMatching(words) }],
    ]);
  });

  test('there are none for an ordinary mailbox', async () => {
    expect((await me('name-mailbox', owner, { body: { mailbox: wanted } })).body).toMatchObject({ warnings: [] });
  });
});

describe('«Non sono stato io / non è per me» (D6)', () => {
  const report = (claims = owner, what = 'not-me') => me('report-not-me', claims, { body: { what }, at: later(60) });

  test('stops the mail, opens a task, and is over once an office has settled it', async () => {
    await prove(owner, wanted);
    expect(await report()).toMatchObject({ status: 202, body: { what: 'not-me' } });
    expect(tasks().map(({ kind }) => kind)).toEqual(['not-me']);
    expect((await deliver(later(120))).flat()).toEqual([wanted]);
    const held = () => all('mail').map((mail) => StoredMail.parse(mail).state);
    expect(held()).toEqual(['sent', 'held']);
    await sweepAt(hours(2));
    expect(held()).toEqual(['sent', 'held']);

    const [task] = tasks();
    memory.set({ pk: `TASK#${String(task?.['taskId'])}`, sk: 'TASK' }, { doneAt: hours(3) });
    await sweepAt(hours(4));
    expect((await deliver(hours(4))).flat()).toEqual([old]);
  });

  test('is heard of who has an account at the mailbox, and no record', async () => {
    expect((await report(byPassword('stranger', old), 'not-for-me')).status).toBe(202);
    expect(recordOf('mario')).toMatchObject({ disownedAt: later(60) });
  });

  test('is nothing to who gets no mail of ours', async () => {
    expect((await report(byPassword('stranger', 'nessuno@libero.it'))).status).toBe(404);
    expect(tasks()).toEqual([]);
  });

  test('keeps a password from changing the mailbox', async () => {
    await report();
    expect(await prove(owner, wanted, later(120))).toMatchObject({ body: { code: 'mailbox-contested' } });
  });
});
