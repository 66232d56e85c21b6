import { describe, expect, test } from 'vitest';
import { gate } from '../../functions/domain/decide.ts';
import {
  edgeOf,
  endStatuses,
  isLive,
  lifecycle,
  type Party,
  parties,
  type Status,
  stateName,
  statuses,
  type Verb,
  verbs,
} from '../../functions/domain/lifecycle.ts';
import { caseIn, cpi, officeFactsOf, operatorOf, otherCpi, partyFactsOf } from './samples.ts';

const froms = ['none', ...statuses] as const;
const edgesBy = (party: Party) =>
  lifecycle.filter(({ by }) => by.includes(party)).map(({ from, verb }) => `${from} ${verb}`);
const leadingTo = (status: Status) => [
  ...new Set(lifecycle.filter(({ to }) => to.includes(status)).map(({ verb }) => verb)),
];
const liveStatuses = statuses.filter(isLive);

describe('the table', () => {
  test('has one row for a verb in a status, and each row names who, where to and its source', () => {
    const keys = lifecycle.map(({ from, verb }) => `${from} ${verb}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { to, by, source } of lifecycle) {
      expect(to.length).toBeGreaterThan(0);
      expect(new Set(to).size).toBe(to.length);
      expect(by.length).toBeGreaterThan(0);
      expect(new Set(by).size).toBe(by.length);
      expect(source).toMatch(/^S0:\d|^D\.Lgs\. |^L\. |^assumed: /);
    }
  });

  test('uses every verb and every party, and nothing else', () => {
    expect(new Set(lifecycle.map(({ verb }) => verb))).toEqual(new Set(verbs));
    // An administrator is a party to holds alone, a patronato to what it prepares, a delegate to edits: none changes a status.
    const users = parties.filter((party) => !['admin', 'patronato', 'delegate'].includes(party));
    expect(new Set(lifecycle.flatMap(({ by }) => by))).toEqual(new Set(users));
  });

  test.each(liveStatuses)('%s can be left', (status) => {
    const elsewhere = lifecycle.filter(({ from, to }) => from === status && to.some((next) => next !== status));
    expect(elsewhere).not.toEqual([]);
  });

  test.each(liveStatuses)('%s has a way to an end', (status) => {
    const seen = new Set<string>([status]);
    for (const from of seen) {
      for (const edge of lifecycle) if (edge.from === from) for (const to of edge.to) seen.add(to);
    }
    expect(endStatuses.some((end) => seen.has(end))).toBe(true);
  });

  test('reaches every status from the registration', () => {
    const seen = new Set<string>(['none']);
    for (const from of seen) {
      for (const edge of lifecycle) if (edge.from === from) for (const to of edge.to) seen.add(to);
    }
    expect([...seen].sort()).toEqual([...froms].sort());
  });

  test.each(endStatuses)('%s is left by reopening only, approved by a manager', (status) => {
    expect(isLive(status)).toBe(false);
    const rows = lifecycle.filter(({ from }) => from === status);
    expect(rows.map(({ verb }) => verb)).toEqual(['reopen']);
    // A withdrawal the person takes back, for as long as that is allowed.
    expect(rows.flatMap(({ by }) => by)).toEqual(
      status === 'withdrawn' ? ['citizen', 'representative', 'cpi', 'competent-cpi', 'manager'] : ['manager'],
    );
    expect(rows.flatMap(({ to }) => to).every(isLive)).toBe(true);
  });

  test('begins with the registration and never returns to it', () => {
    expect(lifecycle.filter(({ from }) => from === 'none').map(({ verb, to }) => [verb, to])).toEqual([
      ['register', ['registered']],
    ]);
    expect(lifecycle.filter(({ verb }) => verb === 'register')).toHaveLength(1);
  });
});

describe('what may lead where', () => {
  test('a timer closes only a draft and a DID con riserva that was never completed', () => {
    expect(edgesBy('schedule')).toEqual(['registered expire', 'reserved expire']);
    expect(lifecycle.filter(({ by }) => by.includes('schedule')).flatMap(({ by }) => by)).toEqual([
      'schedule',
      'schedule',
    ]);
  });

  test.each<[Status, Verb[]]>([
    ['reserved', ['release', 'resume', 'reopen']],
    ['confirmed', ['release', 'confirm', 'void-pact', 'resume', 'reopen']],
    ['psp-signed', ['sign-pact', 'resume', 'decide', 'record-appeal-outcome', 'reopen']],
    ['suspended', ['suspend', 'void-pact', 'record-appeal-outcome', 'reopen']],
    ['sanction-proposed', ['report-breach', 'reopen']],
    ['sanctioned', ['decide', 'reopen']],
    ['expired', ['expire']],
    ['withdrawn', ['withdraw']],
    ['closed', ['close', 'record-appeal-outcome']],
  ])('%s is entered by nothing but %j', (status, expected) => {
    expect(leadingTo(status).sort()).toEqual([...expected].sort());
  });

  test('a contested fact does not end in forfeiture without a decision, nor a decision without a contested fact', () => {
    expect(lifecycle.filter(({ verb }) => verb === 'decide').map(({ from }) => from)).toEqual(['sanction-proposed']);
    expect(lifecycle.filter(({ verb }) => verb === 'report-breach').map(({ from }) => from)).toEqual(['psp-signed']);
  });

  test('nobody takes a DID back while a fact is contested, nor after forfeiture', () => {
    expect(lifecycle.filter(({ verb }) => verb === 'withdraw').map(({ from }) => from)).toEqual([
      'registered',
      'reserved',
      'confirmed',
      'psp-signed',
    ]);
  });

  test('every live status can be closed, as by the death of the person', () => {
    expect(lifecycle.filter(({ verb }) => verb === 'close').map(({ from }) => from)).toEqual(liveStatuses);
  });
});

// One column a party: who may use a verb somewhere in the table.
const columns: Record<Party, readonly Verb[]> = {
  citizen: ['register', 'release', 'withdraw', 'change-route', 'suspend', 'resume', 'reopen'],
  cpi: [
    'confirm',
    'sign-pact',
    'withdraw',
    'close',
    'suspend',
    'resume',
    'report-breach',
    'decide',
    'verify-old-did',
    'reopen',
  ],
  accredited: ['confirm', 'sign-pact', 'report-breach'],
  'competent-cpi': ['withdraw', 'verify-old-did', 'suspend', 'resume', 'close', 'decide', 'reopen'],
  'other-cpi': ['verify-old-did'],
  inps: ['register', 'decide'],
  manager: ['verify-old-did', 'close', 'suspend', 'resume', 'void-pact', 'decide', 'record-appeal-outcome', 'reopen'],
  schedule: ['expire'],
  identity: ['close'],
  admin: [],
  patronato: [],
  delegate: [],
  representative: ['release', 'withdraw', 'reopen'],
};

describe('who may do what', () => {
  test.each(parties)('%s has the verbs of its column and no other', (party) => {
    const used = new Set(lifecycle.filter(({ by }) => by.includes(party)).map(({ verb }) => verb));
    expect([...used].sort()).toEqual([...columns[party]].sort());
  });
});

const named: Record<Status, string> = {
  registered: 'Registered',
  reserved: 'Reserved',
  confirmed: 'Confirmed',
  'psp-signed': 'PspSigned',
  suspended: 'Suspended',
  'sanction-proposed': 'SanctionProposed',
  sanctioned: 'Sanctioned',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  closed: 'Closed',
};

test.each(statuses)('the state of %s bears its name', (status) => expect(stateName(status)).toBe(named[status]));

test('edgeOf finds a row or says that there is none', () => {
  expect(edgeOf('reserved', 'confirm')?.to).toEqual(['confirmed']);
  expect(edgeOf('reserved', 'sign-pact')).toBeUndefined();
  expect(edgeOf('none', 'release')).toBeUndefined();
});

describe('the gate', () => {
  const expected = (party: Party, verb: Verb, from: (typeof froms)[number]) => {
    if (!columns[party].includes(verb)) return 'not-this-party';
    const row = lifecycle.find((edge) => edge.from === from && edge.verb === verb);
    if (!row && verb === 'report-breach' && from === 'sanction-proposed') return 'breach-pending';
    if (!row) return verb === 'sign-pact' && from === 'reserved' ? 'reserve-not-lifted' : 'wrong-status';
    return row.by.includes(party) ? 'open' : 'not-this-party';
  };

  test.each(parties.flatMap((party) => verbs.map((verb) => ({ party, verb }))))('$party, $verb', ({ party, verb }) => {
    const found = froms.map((from) => {
      const didCase = from === 'none' ? undefined : caseIn(from);
      return [from, gate(partyFactsOf(party, didCase), verb)?.code ?? 'open'];
    });
    expect(found).toEqual(froms.map((from) => [from, expected(party, verb, from)]));
  });

  test('an officer whose operator the citizen has left, since the command was received, is no party any more', () => {
    const before = officeFactsOf(caseIn('reserved', { operatorId: cpi }));
    const after = { ...before, didCase: caseIn('reserved', { operatorId: otherCpi }), operator: operatorOf(otherCpi) };
    expect(gate(before, 'confirm')).toBeUndefined();
    expect(gate(after, 'confirm')?.code).toBe('not-this-party');
    const nobody = { ...before, didCase: caseIn('reserved'), operator: undefined };
    expect(gate(nobody, 'confirm')?.code).toBe('not-this-party');
  });
});
