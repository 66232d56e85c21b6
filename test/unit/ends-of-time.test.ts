import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addSeconds,
  addYears,
  daysOf,
  Instant,
  PlainDate,
  startOfDay,
} from '../../functions/domain/dates.ts';
import { guardianProblem, RecordGuardian } from '../../functions/domain/guardians.ts';
import { day } from './samples.ts';

const [first, last] = [day('0000-01-01'), day('9999-12-31')];

describe('a day that a request may name, however far away', () => {
  test('has neighbours: beyond the years of four digits there is the last day, or the first', () => {
    expect([addDays(last, 30), addMonths(last, 1), addYears(last, 18)]).toEqual([last, last, last]);
    expect([addDays(first, -30), addMonths(first, -1), addYears(first, -18)]).toEqual([first, first, first]);
  });

  test('begins at an instant that sorts', () => {
    expect(startOfDay(first)).toBe('0000-01-01T00:00:00.000Z');
    expect(startOfDay(last)).toBe('9999-12-30T23:00:00.000Z');
    expect(addSeconds(startOfDay(last), 1e9)).toBe('9999-12-31T23:59:59.999Z');
    expect(daysOf(first, last)).toBeGreaterThan(3_000_000);
  });

  test.each(['+012345-01-01T00:00:00.000Z', '-000001-01-01T00:00:00.000Z'])(
    '%s does not sort, so it is none',
    (text) => {
      expect(Instant.safeParse(text).success).toBe(false);
      expect(PlainDate.safeParse(text.slice(0, 13)).success).toBe(false);
    },
  );
});

test.each(['0886-05-04', '0004-02-29', '0000-01-01'])('a parent of somebody born on %s comes too late', (bornOn) => {
  const asked = RecordGuardian.parse({
    fiscalCode: 'RSSMRA85T10A562S',
    mailbox: 'anna.bianchi@example.com',
    guardian: { kind: 'parent', evidence: { kind: 'parent-of-minor', minorBornOn: bornOn } },
  });
  expect(guardianProblem(asked, day('2026-11-23'))).toMatchObject({ code: 'guardian-of-age' });
});
