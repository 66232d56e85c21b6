import './function-environment.ts';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler } from '../../functions/api/declarations.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { Notice } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import type { StoredMail } from '../../functions/store/mails.ts';
import { type Call, call } from './api-calls.ts';
import { MemoryTable } from './memory-table.ts';
import { caseKey, givenCase, givenCitizen, givenCommand, givenMail, historyKey, record } from './record-samples.ts';
import {
  accredited,
  at,
  caseIn,
  citizenId,
  commandId,
  cpi,
  data,
  day,
  declarationId,
  mario,
  meeting,
  officerCode,
  otherCpi,
  otherDeclarationId,
  pact,
  subject,
} from './samples.ts';

const memory = new MemoryTable();
const sfn = mockClient(SFNClient);
const owner = { sub: subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD' };
const stranger = { ...owner, sub: 'somebody-else' };
const officerOf = (operatorId: string) => ({
  sub: `officer-of-${operatorId}`,
  role: 'operator',
  assurance: 'basic',
  operatorId,
  operatorKind: operatorId.startsWith('cpi') ? 'cpi' : 'accredited',
  fiscalCode: officerCode,
});
const manager = { sub: 'the-manager', role: 'manager', assurance: 'basic', fiscalCode: officerCode };
const ask = (action: ActionName, asked: Call = {}) =>
  call(handler, action, { claims: owner, id: declarationId, ...asked });
const tamper = (changes: object) => () => {
  memory.set(caseKey, { ...changes, version: Number(memory.get(caseKey)?.['version']) + 1 });
};

beforeEach(() => {
  memory.clear();
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(StartExecutionCommand).resolves({});
  givenCitizen(memory);
  memory.set({ pk: `SUB#${subject}`, sk: 'SUB' }, { entity: 'subject', citizenId });
});

describe('a case that is not one’s own', () => {
  test('looks like one that does not exist', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    const answers = await Promise.all([
      ask('read-declaration', { claims: stranger }),
      ask('read-declaration', { claims: officerOf(otherCpi) }),
      ask('read-declaration', { claims: officerOf(accredited) }),
      ask('read-declaration', { id: otherDeclarationId }),
      ask('read-declaration', { id: 'not-an-id' }),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('whose citizen works in the office, is not worked on by the citizen (L. 241/1990 art. 6-bis)', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    const claims = { ...officerOf(cpi), fiscalCode: mario.fiscalCode };
    expect(await ask('confirm', { claims, body: meeting })).toMatchObject({ status: 403, body: { code: 'own-case' } });
    expect(memory.all('command')).toEqual([]);
  });
});

describe('what is shown of a case', () => {
  beforeEach(() => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
  });

  test('to its citizen: where it stands, what is awaited, what may be done', async () => {
    const { status, body } = await ask('read-declaration', { headers: { 'accept-language': 'en' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: declarationId,
      caseNumber: 'DID 5E3D-9F7A-2222',
      status: 'reserved',
      withReserve: true,
      didDate: '2026-11-03',
      didSource: 'portal',
      releasedOn: '2026-11-03',
      unemployedSince: '2026-11-03',
      unemploymentConfirmedOn: null,
      operator: { id: cpi, kind: 'cpi' },
      awaiting: { who: 'citizen', what: 'confirm', by: '2027-03-03' },
      allowedActions: expect.arrayContaining(['withdraw', 'choose-operator']),
      statusLabel: expect.stringContaining('con riserva'),
      version: 2,
    });
    expect(body).not.toHaveProperty('person');
  });

  test('to the chosen operator: also whose it is, and no mailbox', async () => {
    const { body } = await ask('read-declaration', { claims: officerOf(cpi) });
    expect(body).toMatchObject({
      person: { fiscalCode: mario.fiscalCode, familyName: 'Rossi' },
      allowedActions: expect.arrayContaining(['confirm', 'withdraw', 'suspend', 'close']),
    });
    expect(JSON.stringify(body)).not.toContain(record.mailbox);
  });

  test('to the manager: not whose it is', async () => {
    const { status, body } = await ask('read-declaration', { claims: manager });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/RSSMRA|Rossi/);
  });

  test('of its data after release is what was declared', async () => {
    memory.set(caseKey, { data: { ...data, lastJobEndedOn: '2020-01-01' } });
    expect((await ask('read-declaration')).body).toMatchObject({ data: { lastJobEndedOn: data.lastJobEndedOn } });
  });

  test('in the list of its citizen, and in nobody else’s', async () => {
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` }, { entity: 'case-line', declarationId });
    expect((await ask('list-declarations')).body).toEqual({ items: [expect.objectContaining({ id: declarationId })] });
    expect((await ask('list-declarations', { claims: stranger })).body).toEqual({ items: [] });
  });

  test('of its communications: kind and state, never an address', async () => {
    const mail = givenMail(memory, { state: 'sent', sentAt: record.createdAt });
    const { body } = await ask('read-communications');
    expect(body).toEqual({
      items: [
        {
          id: mail.mailId,
          kind: 'draft-saved',
          from: 'service',
          protocol: null,
          state: 'sent',
          queuedAt: mail.queuedAt,
          sentAt: mail.sentAt,
          readOn: '2026-11-23',
        },
      ],
    });
    expect((await ask('read-communications', { claims: officerOf(cpi) })).status).toBe(403);
  });
});

describe('communications that the citizen reads', () => {
  const mailId = MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001');
  const sentAt = '2027-02-01T03:10:00.000Z';
  const readAt = '2027-02-10T22:59:59.000Z';
  const read = (at = readAt) => ask('read-communications', { at });
  const notice = () => memory.get(caseKey)?.['notices'];
  const given = (changes: Partial<StoredMail> = {}) => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi, notices: [Notice.parse({ number: 1, mailId, sentAt })] }));
    const parameters = {
      kind: 'completion-reminder',
      caseNumber: 'DID 5E3D-9F7A-2222',
      receivedAt: at('2026-11-03T10:00:00.000Z'),
      closesOn: day('2027-03-03'),
      noticeNumber: 1,
    } as const;
    return givenMail(memory, { mailId, state: 'sent', parameters, ...changes });
  };

  test.each(['sent', 'bounced', 'held', 'failed'] as const)(
    '%s: the notice is received by that, once',
    async (state) => {
      given({ state });
      const { body } = await read();
      expect(body['items']).toMatchObject([{ id: mailId, readOn: '2027-02-10', closesOn: '2027-03-03' }]);
      expect(notice()).toEqual([{ number: 1, mailId, sentAt, servedAt: readAt }]);
      expect(memory.get(historyKey(3))).toMatchObject({
        event: 'notice-read',
        receivedAt: readAt,
        by: { party: 'citizen', subject },
        rules: ['reserve.notice-reading'],
      });
      // 23 days after the reading, which is later than 7 days before the end.
      expect(memory.get(caseKey)).toMatchObject({ version: 3, agendaDue: '2027-03-04T23:00:00.000Z' });
      expect((await read('2027-02-20T10:00:00.000Z')).body).toEqual(body);
      expect(memory.get(caseKey)).toMatchObject({ version: 3 });
    },
  );

  test.each(['queued', 'sending', 'cancelled'] as const)(
    '%s: there is nothing to read yet, or any more',
    async (state) => {
      given({ state });
      expect((await read()).body['items']).toMatchObject([{ readOn: null }]);
      expect(notice()).toEqual([{ number: 1, mailId, sentAt }]);
    },
  );

  test('lets its delivery, told later, change nothing', async () => {
    given();
    memory.set(caseKey, { notices: [{ number: 1, mailId, sentAt, servedAt: '2027-02-03T00:00:00.000Z' }] });
    await read();
    expect(notice()).toEqual([{ number: 1, mailId, sentAt, servedAt: '2027-02-03T00:00:00.000Z' }]);
    expect(memory.all('history')).toEqual([]);
    expect(memory.all('mail')).toMatchObject([{ readAt }]);
  });

  test('while the case changes: nothing is lost', async () => {
    given();
    memory.interrupt(tamper({ operatorChosenOn: '2027-02-09' }));
    await read();
    expect(memory.get(caseKey)).toMatchObject({
      version: 4,
      operatorChosenOn: '2027-02-09',
      notices: [{ servedAt: readAt }],
    });
  });

  test('while the case changes all the time: they are listed, and noted when they are read again', async () => {
    given();
    memory.interrupt(...Array.from({ length: 3 }, () => tamper({ operatorChosenOn: '2027-02-09' })));
    expect(await read()).toMatchObject({ status: 200, body: { items: [{ readOn: null }] } });
    await read('2027-02-11T10:00:00.000Z');
    expect(notice()).toMatchObject([{ servedAt: '2027-02-11T10:00:00.000Z' }]);
  });
});

describe('the history', () => {
  const entry = (sequence: number, party: string) => {
    memory.set(historyKey(sequence), {
      entity: 'history',
      declarationId,
      sequence,
      event: 'release',
      from: 'registered',
      to: 'reserved',
      by: { party, subject: party === 'citizen' ? subject : 'an-officer', assurance: 'basic' },
      receivedAt: record.createdAt,
      appliedAt: record.createdAt,
      rules: ['S0:25'],
      policy: 'lombardia-2017',
    });
  };
  beforeEach(() => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    for (const [index, party] of ['citizen', 'citizen', 'cpi'].entries()) entry(index + 1, party);
  });

  test('names to its citizen his own account and nobody else’s', async () => {
    const { body } = await ask('read-history');
    expect(JSON.stringify(body)).toContain(subject);
    expect(JSON.stringify(body)).not.toContain('an-officer');
  });

  test('names no account to the operator', async () => {
    const { body } = await ask('read-history', { claims: officerOf(cpi) });
    expect(JSON.stringify(body)).not.toMatch(/account-of-mario|an-officer/);
  });

  test('comes page by page, oldest first', async () => {
    const first = await ask('read-history', { query: { limit: '2' } });
    expect(first.body).toMatchObject({ items: [{ sequence: 1 }, { sequence: 2 }], cursor: expect.any(String) });
    const rest = await ask('read-history', { query: { limit: '2', cursor: String(first.body['cursor']) } });
    expect(rest.body).toMatchObject({ items: [{ sequence: 3 }] });
    expect(rest.body).not.toHaveProperty('cursor');
  });

  const cursor = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
  test.each([
    ['of nothing', 'AAAA'],
    ['of another shape', cursor({ pk: { S: 'x' } })],
    ['of another case', cursor({ pk: { S: `DID#${otherDeclarationId}` }, sk: { S: 'HISTORY#00000001' } })],
    ['of what is no history', cursor({ pk: { S: `DID#${declarationId}` }, sk: { S: 'CASE' } })],
  ])('with a cursor %s that somebody made up is no fault', async (_, made) => {
    expect([200, 422]).toContain((await ask('read-history', { query: { cursor: made } })).status);
  });

  test.each(['0', '101', '1.5', 'many', '-1'])('of %s rows is refused', async (limit) => {
    expect(await ask('read-history', { query: { limit } })).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });
});

describe('an edit', () => {
  const choose = (operatorId: string, asked: Call = {}) => ask('choose-operator', { body: { operatorId }, ...asked });

  test('writes case and history together, and shows the case as it is then', async () => {
    givenCase(memory, caseIn('reserved'));
    expect(await choose(cpi)).toMatchObject({
      status: 200,
      body: { version: 3, operator: { id: cpi }, status: 'reserved' },
    });
    // The third holds it to what is to be done about the case, the last is what the register enters.
    expect(memory.transactions).toEqual([['case', 'history', `DID#${declarationId}|TASK`, 'edit']]);
    expect(memory.all('edit')).toMatchObject([{ what: 'choose-operator', party: 'citizen', declarationId }]);
    expect(memory.get(caseKey)).toMatchObject({
      version: 3,
      operatorId: cpi,
      operatorChosenOn: '2026-11-23',
      queueOperator: cpi,
      queueKey: `reserved#2026-11-03#${declarationId}`,
    });
    expect(memory.get(historyKey(3))).toMatchObject({
      event: 'choose-operator',
      from: 'reserved',
      to: 'reserved',
      rules: ['S0:17', 'S0:19'],
    });
  });

  test('that somebody came before is made on top of what they did', async () => {
    givenCase(memory, caseIn('reserved'));
    memory.interrupt(tamper({ status: 'confirmed' }), tamper({}));
    expect(await choose(cpi)).toMatchObject({ status: 200, body: { version: 5, status: 'confirmed' } });
  });

  test('that somebody came before is refused if it does not fit any more', async () => {
    givenCase(memory, caseIn('reserved'));
    memory.interrupt(tamper({ status: 'withdrawn' }));
    expect(await choose(cpi)).toMatchObject({ status: 409, body: { code: 'wrong-status' } });
    expect(memory.all('history')).toEqual([]);
  });

  test('that is always too late is given up', async () => {
    givenCase(memory, caseIn('reserved'));
    memory.interrupt(tamper({}), tamper({}), tamper({}));
    expect(await choose(cpi)).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  });

  test('of a draft that was released meanwhile is refused: what was declared stays', async () => {
    givenCase(memory, caseIn('registered'));
    memory.interrupt(tamper({ ...caseIn('reserved') }));
    const later = { ...data, lastJobEndedOn: '2026-01-01' };
    expect(await ask('write-data', { body: later })).toMatchObject({ status: 409, body: { code: 'already-released' } });
  });

  test.each([
    [{}, 'invalid'],
    [{ operatorId: 'cpi-atlantide' }, 'operator-unknown'],
    [{ operatorId: 'cpi-sesto-calende' }, 'operator-not-active'],
    [{ operatorId: cpi, mailbox: 'a@b.it' }, 'invalid'],
  ])('with the body %j is refused: %s', async (body, code) => {
    givenCase(memory, caseIn('reserved'));
    expect(await ask('choose-operator', { body })).toMatchObject({ status: 422, body: { code } });
    expect(memory.transactions).toEqual([]);
  });
});

describe('a command', () => {
  test('of a citizen without a record is refused', async () => {
    const reply = await ask('register', { claims: stranger, id: '', body: { route: 'A', ...data } });
    expect(reply).toMatchObject({ status: 409, body: { code: 'record-missing' } });
  });

  test.each([
    ['release', owner, caseIn('registered'), {}],
    ['confirm', officerOf(accredited), caseIn('reserved', { operatorId: accredited }), meeting],
    ['sign-pact', officerOf(cpi), caseIn('confirmed', { operatorId: cpi }), pact],
    ['withdraw', owner, caseIn('confirmed'), {}],
  ] as const)('%s is received and can be looked at', async (action, claims, didCase, body) => {
    givenCase(memory, didCase);
    const { status, headers, body: receipt } = await ask(action, { claims, body });
    expect(status).toBe(202);
    expect(headers['location']).toBe(`/v1/commands/${receipt['commandId']}`);
    const shown = await call(commands, 'read-command', { claims, id: String(receipt['commandId']) });
    expect(shown).toMatchObject({
      status: 200,
      body: {
        id: receipt['commandId'],
        state: 'accepted',
        verb: action,
        declarationId,
        receiptNumber: receipt['receiptNumber'],
      },
    });
  });

  test('is shown to who is a party to its case alone', async () => {
    givenCase(memory, caseIn('reserved', { operatorId: cpi }));
    givenCommand(memory, 'confirm', meeting);
    const seenBy = (claims: Record<string, string>) => call(commands, 'read-command', { claims, id: commandId });
    const statuses = [owner, officerOf(cpi), manager, stranger, officerOf(otherCpi), { ...manager, role: 'admin' }].map(
      seenBy,
    );
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 200, 200, 404, 404, 404]);
  });

  test('that was refused says why, in the language of who asks', async () => {
    givenCase(memory, caseIn('reserved'));
    givenCommand(memory, 'confirm', meeting);
    memory.set(
      { pk: `COMMAND#${commandId}`, sk: 'COMMAND' },
      { state: 'refused', refusal: { code: 'permit-expired', field: 'permit', rule: 'S0:29' } },
    );
    const shown = await call(commands, 'read-command', {
      claims: owner,
      id: commandId,
      headers: { 'accept-language': 'en' },
    });
    expect(shown.body).toMatchObject({
      state: 'refused',
      reason: {
        code: 'permit-expired',
        field: 'permit',
        rule: 'S0:29',
        detail: expect.stringContaining('permit of stay'),
      },
    });
  });
});
