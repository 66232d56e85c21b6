/** Two DIDs of one person side by side, after an appeal that was upheld: one guard, which goes to the one that is left. */
import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { commands, decide } from '../../functions/domain/commands.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import type { Verb } from '../../functions/domain/lifecycle.ts';
import { waitsForGuard } from '../../functions/domain/live-guard.ts';
import { merged } from '../../functions/domain/merged.ts';
import { lookAtCase } from '../../functions/schedule/cases.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { MemoryTable } from './memory-table.ts';
import {
  appliedAt,
  caseKey,
  commandKey,
  givenCase,
  givenCitizen,
  givenCommand,
  liveKey,
  step,
  waitKey,
} from './record-samples.ts';
import {
  at,
  caseIn,
  cpi,
  data,
  day,
  declarationId,
  factsOf,
  officer,
  otherDeclarationId,
  policy,
  receivedAt,
  recordOf,
  strongActor,
  verdictOf,
} from './samples.ts';
import { appealOf, decidedCase, forfeiture, outcomeProposal } from './sanctioned.ts';

const memory = new MemoryTable();
const run = (verb: Verb) => apply({ table: memory.table, policy, now: () => appliedAt }, commands[verb], step);
const otherKey = { pk: `DID#${otherDeclarationId}`, sk: 'CASE' };
const givenOther = (didCase: DidCase) => memory.set(otherKey, { entity: 'case', ...didCase });
const eventsOf = (id: string) =>
  memory.all('history').flatMap((entry) => (entry['declarationId'] === id ? [entry['event']] : []));

const guardFreedAt = at('2026-11-20T10:00:00.000Z');
/** Brought back by an appeal while another held the guard. */
const back = caseIn('psp-signed', { operatorId: cpi, guardFreedAt });
const other = { declarationId: otherDeclarationId } as const;

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

test('an appeal is upheld beside a DID with a contested fact: that one notes which lives beside it', async () => {
  const forfeited = decidedCase(forfeiture, {
    decision: { ...appealOf('2026-11-18T10:00:00.000Z'), servedOn: '2026-11-15' },
    ...{ guardFreedAt, proposal: Proposal.parse(outcomeProposal('upheld', day('2026-11-20'))) },
  });
  givenCase(memory, forfeited);
  memory.set(liveKey, { entity: 'guard', ...other });
  givenOther(caseIn('sanction-proposed', other));
  const approval = { proposedAt: '2026-12-20T09:00:00.000Z', fiscalCodeMac: 'mac-of-elena' };
  const actor = { ...officer(), role: 'manager', operatorId: undefined, operatorKind: undefined } as const;
  givenCommand(memory, 'record-appeal-outcome', { approval }, { party: 'manager', actor });
  expect(await run('record-appeal-outcome')).toMatchObject({ outcome: 'applied', next: 'psp-signed' });
  expect(memory.get(caseKey)).toMatchObject({ status: 'psp-signed', guardFreedAt });
  expect(memory.get(otherKey)).toMatchObject({ status: 'sanction-proposed', beside: declarationId, version: 4 });
  expect(eventsOf(otherDeclarationId)).toEqual(['other-did-back']);
  expect(memory.get(liveKey)).toMatchObject(other);
});

describe('the one that holds the guard ends first', () => {
  const holder = caseIn('psp-signed', { operatorId: cpi, beside: otherDeclarationId });
  const withdraws = async () => {
    givenCommand(memory, 'withdraw', { lossConfirmed: true }, { actor: strongActor });
    return run('withdraw');
  };

  test('the guard goes to the other in the same transaction, so that no third one begins', async () => {
    givenCase(memory, holder);
    givenOther({ ...back, ...other });
    expect(await withdraws()).toMatchObject({ outcome: 'applied', next: 'withdrawn' });
    expect(memory.transactions).toHaveLength(1);
    expect(memory.get(liveKey)).toMatchObject(other);
    expect(memory.get(otherKey)).toMatchObject({ status: 'psp-signed' });
    expect(memory.get(otherKey)).not.toHaveProperty('guardFreedAt');
    expect(eventsOf(otherDeclarationId)).toEqual(['guard-returned']);
  });

  test.each([
    ['has ended since', caseIn('closed', other)],
    ['was forfeited anew', decidedCase(forfeiture, { ...other, guardFreedAt })],
  ])('it is free where the other %s', async (_, didCase) => {
    givenCase(memory, holder);
    givenOther(didCase);
    expect(await withdraws()).toMatchObject({ outcome: 'applied' });
    expect([memory.get(liveKey), eventsOf(otherDeclarationId)]).toEqual([undefined, []]);
  });

  test('where it is forfeited time brings the guard back, nobody is told to declare anew, and no other begins', async () => {
    const decision = appealOf('2026-12-10T10:00:00.000Z');
    const forfeited = decidedCase(forfeiture, { decision, beside: otherDeclarationId });
    const facts = factsOf({
      ...{ didCase: undefined, liveCase: forfeited, receivedAt: at('2027-01-14T09:00:00.000Z') },
      ...{ declarationId: otherDeclarationId, citizen: { ...recordOf(), liveDeclarationId: declarationId } },
    });
    expect(verdictOf(decide('register', facts, { route: 'A', ...data }))[0]).toBe('live-did-exists');
    givenCase(memory, forfeited);
    givenOther({ ...back, ...other });
    const agendaDue = at('2027-01-13T23:00:00.000Z');
    await lookAtCase(memory.table, policy, { key: caseKey, entity: 'case', agendaDue }, agendaDue);
    expect(memory.get(liveKey)).toMatchObject(other);
    expect(memory.get(caseKey)).toMatchObject({ status: 'sanctioned', guardFreedAt: agendaDue });
    expect([eventsOf(declarationId), eventsOf(otherDeclarationId)]).toEqual([['guard-freed'], ['guard-returned']]);
    expect(memory.all('mail')).toEqual([]);
  });
});

test('the one without the guard ends first: it is withdrawn, and the guard stays where it is', async () => {
  givenCase(memory, back);
  memory.set(liveKey, { entity: 'guard', ...other });
  givenCommand(memory, 'withdraw', { lossConfirmed: true }, { actor: strongActor, receivedAt });
  expect(await run('withdraw')).toMatchObject({ outcome: 'applied', next: 'withdrawn' });
  expect(memory.get(liveKey)).toMatchObject(other);
  expect([memory.get(commandKey)?.['state'], memory.get(waitKey)?.['pending']]).toEqual(['applied', undefined]);
});

test('which lives beside goes along with a DID that goes into another; none lives beside itself', () => {
  const newer: DidCase = { ...caseIn('psp-signed', other), beside: declarationId };
  expect(merged(caseIn('psp-signed'), newer).beside).toBeUndefined();
  const third = { ...caseIn('psp-signed'), declarationId: newer.declarationId };
  expect(merged(third, newer).beside).toBe(declarationId);
});

test.each([
  ['brought back', back, true],
  ['holding it', caseIn('psp-signed'), false],
  ['forfeited, and free of it', decidedCase(forfeiture, { guardFreedAt }), false],
  ['ended', { ...caseIn('closed'), guardFreedAt }, false],
])('who waits for the guard: %s', (_, didCase, waits) => expect(waitsForGuard(didCase)).toBe(waits));
