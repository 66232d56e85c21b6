import { beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../functions/domain/commands.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import type { Verb } from '../../functions/domain/lifecycle.ts';
import { transact } from '../../functions/store/table.ts';
import { makePending } from '../../functions/store/waits.ts';
import { apply, type Step } from '../../functions/transitions/apply.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  codeKey,
  commandKey,
  givenCase,
  givenCitizen,
  givenCommand,
  givenOfficersCommand,
  givenWait,
  historyKey,
  liveKey,
  record,
  step,
  waitKey,
} from './record-samples.ts';
import {
  accredited,
  at,
  caseIn,
  citizenId,
  commandId,
  cpi,
  data,
  declarationId,
  mario,
  meeting,
  otherCommandId,
  otherDeclarationId,
  pact,
  policy,
  receivedAt,
  strongActor,
} from './samples.ts';
import { decidedCase, forfeiture } from './sanctioned.ts';

const memory = new MemoryTable();
const run = (verb: Verb, change: Partial<Step> = {}, now: Instant = appliedAt) =>
  apply({ table: memory.table, policy, now: () => now }, commands[verb], { ...step, ...change });

const ofCase = ['case', 'command', 'history', 'mail', 'wait'];
const written = () => memory.transactions.map((entities) => entities.toSorted());
const registration = { route: 'A', ...data };

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

describe('one transaction holds a whole transition', () => {
  test('a registration: case, list, history, mail, guard, command and wait', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', registration);
    expect(await run('register')).toEqual({ outcome: 'applied', next: 'registered', rollOver: false });
    expect(written()).toEqual([['case', 'case-line', 'command', 'guard', 'history', 'mail', 'wait']]);
    expect(memory.get(caseKey)).toMatchObject({ status: 'registered', version: 1, citizenId });
    expect(memory.get({ pk: `CITIZEN#${citizenId}`, sk: `DID#${declarationId}` })).toMatchObject({ declarationId });
    expect(memory.get(liveKey)).toMatchObject({ declarationId });
  });

  test('a release', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    expect(await run('release')).toEqual({ outcome: 'applied', next: 'reserved', rollOver: false });
    expect(written()).toEqual([ofCase]);
    expect(memory.get(caseKey)).toMatchObject({ status: 'reserved', version: 2 });
  });

  test('a confirmation: the fiscal code is the person’s for good', async () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    givenCase(memory, didCase);
    givenOfficersCommand(memory, 'confirm', meeting, didCase);
    expect((await run('confirm')).next).toBe('confirmed');
    expect(written()).toEqual([[...ofCase, 'evidence', 'guard'].toSorted()]);
    expect(memory.get(codeKey)).toMatchObject({ citizenId, provisional: false });
  });

  test('a pact', async () => {
    const didCase = caseIn('confirmed', { operatorId: accredited });
    givenCase(memory, didCase);
    givenOfficersCommand(memory, 'sign-pact', pact, didCase);
    expect((await run('sign-pact')).next).toBe('psp-signed');
    // How it was signed was not entered: somebody is asked.
    expect(written()).toEqual([[...ofCase, 'evidence', 'task', 'task-line', 'task-mark'].toSorted()]);
  });

  test('what was shown at a meeting is kept as evidence, apart from case and history', async () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    givenCase(memory, didCase);
    givenOfficersCommand(memory, 'confirm', meeting, didCase);
    await run('confirm');
    expect(memory.all('evidence')).toEqual([
      expect.objectContaining({ kind: 'meeting', declarationId, commandId, content: meeting, takenAt: receivedAt }),
    ]);
    const elsewhere = JSON.stringify([memory.get(caseKey), memory.all('history'), memory.all('mail')]);
    expect(elsewhere).not.toContain(meeting.identityDocument.number);
  });

  test('a withdrawal frees the guard of the live DID', async () => {
    givenCase(memory, caseIn('confirmed'));
    givenCommand(memory, 'withdraw', {});
    expect((await run('withdraw')).next).toBe('withdrawn');
    expect(memory.transactions).toHaveLength(1);
    expect(memory.get(liveKey)).toBeUndefined();
  });

  test('the wait of a case that has ended takes no command, and the agenda forgets it', async () => {
    givenCase(memory, caseIn('confirmed'));
    givenCommand(memory, 'withdraw', {});
    await run('withdraw');
    const { agendaDue, taskToken, pending } = memory.get(waitKey) ?? {};
    expect([agendaDue, taskToken, pending]).toEqual([undefined, undefined, undefined]);
    const next = { commandId: otherCommandId, verb: 'withdraw', since: appliedAt, attempts: 0 } as const;
    const place = makePending(memory.table, declarationId, 'withdrawn', next);
    expect(await transact(memory.table, [place])).toEqual(new Set(['wait']));
  });

  test('an annulment writes to nobody', async () => {
    givenCase(memory, caseIn('reserved'));
    givenCommand(memory, 'close', { reason: 'annulled' }, { party: 'identity', actor: strongActor });
    expect((await run('close')).next).toBe('closed');
    expect(memory.all('mail')).toEqual([]);
    expect(memory.get(historyKey(3))).toMatchObject({ event: 'close', reason: 'annulled', by: { party: 'identity' } });
    expect(memory.get(liveKey)).toBeUndefined();
  });

  test('if one write of it fails, nothing is written', async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {});
    memory.set(historyKey(2), { entity: 'history', note: 'in the way' });
    const before = structuredClone([...memory.items]);
    await expect(run('release')).rejects.toThrow();
    expect([...memory.items]).toEqual(before);
  });
});

describe('what it leaves behind', () => {
  beforeEach(async () => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {}, { actor: strongActor });
    await run('release');
  });

  test('history: who, when received and applied, by which rules', () => {
    expect(memory.get(historyKey(2))).toEqual({
      ...historyKey(2),
      entity: 'history',
      declarationId,
      sequence: 2,
      event: 'release',
      from: 'registered',
      to: 'confirmed',
      by: { party: 'citizen', subject: 'account-of-mario', assurance: 'strong', idp: 'SPID' },
      commandId,
      receiptNumber: 'R-20261123-9A1B2C3D3333',
      receivedAt: '2026-11-23T09:30:00.000Z',
      appliedAt,
      rules: ['S0:15', 'S0:33'],
      policy: 'lombardia-2017',
    });
  });

  test('the command is settled, once and for all', () => {
    expect(memory.get(commandKey)).toMatchObject({ state: 'applied', next: 'confirmed', settledAt: appliedAt });
  });

  test('the wait is free for the next command, and the agenda looks at it for its age alone', () => {
    const wait = memory.get(waitKey);
    // 362 days after the execution began: before it is a year old.
    expect(wait).toMatchObject({ status: 'confirmed', generation: 1, agendaDue: '2027-11-17T08:00:00.000Z' });
    for (const gone of ['taskToken', 'pending']) expect(wait).not.toHaveProperty(gone);
  });

  test('one mail waits to be sent, and on the agenda in case the stream misses it', () => {
    expect(memory.all('mail')).toEqual([
      expect.objectContaining({
        citizenId,
        declarationId,
        state: 'queued',
        attempts: 0,
        queuedAt: appliedAt,
        agendaDue: '2026-11-23T09:32:00.500Z',
        parameters: expect.objectContaining({ kind: 'did-released' }),
      }),
    ]);
  });

  test('nothing personal outside the record of the case', () => {
    const texts = [historyKey(2), waitKey, commandKey].map((key) => memory.get(key));
    for (const item of [...texts, ...memory.all('mail')]) {
      for (const personal of [record.mailbox, mario.familyName, 'Via Roma']) {
        expect(JSON.stringify(item)).not.toContain(personal);
      }
    }
    expect(JSON.stringify([texts[0], texts[1], memory.all('mail')])).not.toContain(mario.fiscalCode);
  });
});

describe('the legal instant is that of receipt', () => {
  test.each([
    ['after midnight', '2026-11-23T23:00:03.000Z'],
    ['by a redelivery three days later', '2026-11-26T10:00:00.000Z'],
  ])('released at 23:59:58 and applied %s', async (_, now) => {
    givenCase(memory, caseIn('registered'));
    givenCommand(memory, 'release', {}, { receivedAt: at('2026-11-23T22:59:58.000Z') });
    expect((await run('release', {}, at(now))).outcome).toBe('applied');
    expect(memory.get(caseKey)).toMatchObject({ didDate: '2026-11-23', unemployedSince: '2026-11-23' });
    expect(memory.get(historyKey(2))).toMatchObject({ receivedAt: '2026-11-23T22:59:58.000Z', appliedAt: now });
  });

  test('a meeting of today is none of the future because the command waited', async () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    givenCase(memory, didCase);
    givenOfficersCommand(memory, 'confirm', { ...meeting, metOn: '2026-11-24' }, didCase);
    expect((await run('confirm', {}, at('2026-11-25T10:00:00.000Z'))).outcome).toBe('refused');
    expect(memory.get(commandKey)).toMatchObject({ refusal: { code: 'met-in-future', field: 'metOn' } });
  });
});

describe('a refusal', () => {
  test('settles the command and the wait, and leaves the case alone', async () => {
    givenCase(memory, caseIn('withdrawn'));
    givenCommand(memory, 'release', {});
    expect(await run('release')).toEqual({ outcome: 'refused', next: 'withdrawn', rollOver: false });
    expect(written()).toEqual([['command', 'wait']]);
    expect(memory.get(caseKey)).toMatchObject({ version: 3, status: 'withdrawn' });
    expect(memory.get(commandKey)).toMatchObject({
      state: 'refused',
      next: 'withdrawn',
      refusal: { code: 'wrong-status', rule: 'lifecycle' },
    });
    expect(memory.get(waitKey)).not.toHaveProperty('pending');
    expect([memory.all('history'), memory.all('mail')]).toEqual([[], []]);
  });

  test('of a registration takes its wait away: there is nothing to wait for', async () => {
    givenWait(memory, {});
    givenCommand(memory, 'register', registration);
    memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
    expect(await run('register')).toEqual({ outcome: 'refused', next: 'none', rollOver: false });
    expect(memory.get(commandKey)).toMatchObject({
      state: 'refused',
      next: 'none',
      refusal: { code: 'live-did-exists' },
    });
    expect([memory.get(waitKey), memory.get(caseKey)]).toEqual([undefined, undefined]);
  });
});

describe('a registration two months after a forfeiture', () => {
  const forfeited = decidedCase(forfeiture, { declarationId: otherDeclarationId });
  const given = (receivedAt: string) => {
    memory.set({ pk: `DID#${otherDeclarationId}`, sk: 'CASE' }, { entity: 'case', ...forfeited });
    const line = { entity: 'case-line', declarationId: otherDeclarationId, registeredAt: forfeited.registeredAt };
    memory.set({ pk: `CITIZEN#${citizenId}`, sk: `DID#${otherDeclarationId}` }, line);
    memory.set(liveKey, { entity: 'guard', declarationId: otherDeclarationId });
    givenWait(memory, {});
    givenCommand(memory, 'register', registration, { receivedAt: at(receivedAt) });
  };

  test('takes the guard over where the sweep has not freed it yet, and the earlier DID tells it', async () => {
    given('2027-01-13T23:00:00.000Z');
    expect(await run('register')).toMatchObject({ outcome: 'applied', next: 'registered' });
    expect(memory.get(liveKey)).toMatchObject({ declarationId });
    const earlier = memory.all('case').find((one) => one['declarationId'] === otherDeclarationId);
    expect(earlier).toMatchObject({ status: 'sanctioned', guardFreedAt: '2027-01-13T23:00:00.000Z' });
    expect(memory.all('history').map(({ event }) => event)).toContain('guard-freed');
  });

  test('is refused a millisecond before, whenever it is applied', async () => {
    given('2027-01-13T22:59:59.999Z');
    expect(await run('register')).toMatchObject({ outcome: 'refused' });
    expect(memory.get(commandKey)).toMatchObject({ refusal: { code: 'before-two-months' } });
    expect(memory.get(liveKey)).toMatchObject({ declarationId: otherDeclarationId });
  });
});
