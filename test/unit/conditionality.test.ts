import { describe, expect, test } from 'vitest';
import {
  assumedAdverseConditions,
  breachKinds,
  conditionalityOn,
  conditionalityPolicies,
  consequenceOf,
  isValidChannel,
} from '../../functions/domain/conditionality.ts';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import { procedurePolicies } from '../../functions/domain/policies.ts';
import { serviceChannels } from '../../functions/domain/service.ts';
import { configOf } from '../../infra/config.ts';

const day = (text: string) => PlainDate.parse(text);
const [s1, today] = conditionalityPolicies;
const told = (...args: Parameters<typeof consequenceOf>) => consequenceOf(...args)?.consequence;

describe('the policy is that of the day of the fact', () => {
  test('no day is left out and none has two', () => {
    expect(s1.to && addDays(s1.to, 1)).toBe(today.from);
    expect(today.to).toBeUndefined();
  });

  test('every day from the first on has one policy of conditionality, and whatever it is one procedure stands beside it', () => {
    const of = (on: PlainDate) => conditionalityPolicies.filter(({ from, to }) => from <= on && (!to || on <= to));
    for (let on = s1.from; on < day('2040-01-01'); on = addDays(on, 1)) {
      expect(of(on)).toEqual([conditionalityOn(on)]);
    }
    expect(of(addDays(s1.from, -1))).toEqual([]);
    // The procedure has no days of its own: a stage names one, and each is known by its own id.
    for (const [id, procedure] of Object.entries(procedurePolicies)) expect(procedure.id).toBe(id);
    for (const stage of ['local', 'dev'] as const)
      expect(procedurePolicies).toHaveProperty(configOf(stage).procedurePolicy);
  });

  test.each([
    ['2009-05-18', undefined],
    ['2009-05-19', 'circolare-133-2010'],
    ['2012-02-29', 'circolare-133-2010'],
    ['2015-09-23', 'circolare-133-2010'],
    ['2015-09-24', 'dlgs-150-2015'],
    ['2026-11-23', 'dlgs-150-2015'],
  ])('%s: %s', (on, id) => expect(conditionalityOn(day(on))?.id).toBe(id));
});

describe('D.Lgs. 150/2015 art. 21 c.7', () => {
  const cut = (days: number) => ({ kind: 'cut', days });
  const forfeiture = { kind: 'forfeiture' };
  test.each([
    ['call-up', [cut(8), cut(30), forfeiture, forfeiture]],
    ['orientation', [cut(8), cut(30), forfeiture, forfeiture]],
    ['training', [cut(30), forfeiture, forfeiture]],
    ['offer', [forfeiture, forfeiture]],
  ] as const)('%s', (kind, ladder) => {
    expect(ladder.map((_, index) => told(today, kind, index + 1))).toEqual(ladder);
  });

  test('has nothing for a declaration that is not signed', () => expect(told(today, 'declaration', 1)).toBeUndefined());
});

describe('circular 133', () => {
  test.each(['declaration', 'training', 'offer'] as const)('%s: what is paid is lost, at once', (kind) => {
    expect(told(s1, kind, 1)).toEqual({ kind: 'loss' });
    expect(told(s1, kind, 2)).toEqual({ kind: 'loss' });
  });

  test('who was available for training alone loses nothing for refusing work', () => {
    expect(told(s1, 'offer', 1, 'training')).toBeUndefined();
    expect(told(s1, 'offer', 1, 'work-and-training')).toEqual({ kind: 'loss' });
    expect(told(s1, 'training', 1, 'training')).toEqual({ kind: 'loss' });
  });

  test('INPS decides; by the law of today the job centre does', () => {
    expect([s1.decidedBy, today.decidedBy]).toEqual(['inps', 'job-centre']);
  });
});

describe('valid channels', () => {
  test.each([
    ['call-up', 'email', '2026-11-23', false],
    ['contestation', 'email', '2026-11-23', false],
    ['decision', 'email', '2026-11-23', false],
    ['decision', 'registered-letter', '2015-09-24', true],
  ] as const)('%s by %s on %s: %s', (act, channel, on, valid) => {
    expect(isValidChannel(today, act, channel, day(on))).toBe(valid);
  });

  test.each([
    ['call-up', 'email', '2024-11-22', false],
    ['call-up', 'email', '2024-11-23', true],
    ['contestation', 'email', '2026-11-23', false],
  ] as const)('%s by %s on %s for who agreed on it: %s', (act, channel, on, valid) => {
    expect(isValidChannel(today, act, channel, day(on), true)).toBe(valid);
  });
});

test('what is taken over from the law of today is told as assumed for facts before it', () => {
  for (const term of [s1.agreedCallUpHours, s1.excuseDays, s1.appealDays]) {
    expect(term).toMatchObject({ assumed: true, adverse: true });
  }
  expect(s1.validChannels.decision.map(({ source }) => source).join()).not.toContain('ANPAL');
  expect([s1.appealTo, today.appealTo]).toEqual(['inps', 'committee']);
  // L. 88/1989 art. 46: 90 days, and not the 30 of the committee at the Ministry.
  expect([s1.appealDays.value, today.appealDays.value]).toEqual([90, 30]);
  // L. 890/1982 is about the acts of a court.
  expect(JSON.stringify(s1.validChannels)).not.toContain('890/1982');
});

test('every rule names its source, and no value that can cost something is assumed unseen', () => {
  for (const policy of conditionalityPolicies) {
    for (const kind of breachKinds) expect(policy.ladders[kind]?.source ?? 'none').not.toBe('');
    for (const act of Object.values(policy.validChannels)) {
      for (const { channel, source } of act) {
        expect(serviceChannels).toContain(channel);
        expect(source).not.toBe('');
      }
    }
  }
  expect(assumedAdverseConditions().sort()).toEqual([
    ...['breach.justification', 'call-up.first-notice'],
    ...['circolare-133.appeal', 'circolare-133.call-up-notice', 'circolare-133.excuse'],
    ...['service.email', 'service.hand', 'service.portal-read'],
  ]);
});
