import { describe, expect, test } from 'vitest';
import {
  addDays,
  addSeconds,
  addYears,
  dateInRome,
  daysBetween,
  epochOf,
  Instant,
  instantOf,
  PlainDate,
  startOfDay,
  timeInRome,
} from '../../functions/domain/dates.ts';
import { at, day } from './samples.ts';

describe('the day in Rome', () => {
  test.each([
    ['winter, 23:59:58', '2026-11-23T22:59:58.000Z', '2026-11-23', '23:59'],
    ['winter, midnight', '2026-11-23T23:00:00.000Z', '2026-11-24', '00:00'],
    ['summer, last millisecond', '2026-07-01T21:59:59.999Z', '2026-07-01', '23:59'],
    ['summer, midnight', '2026-07-01T22:00:00.000Z', '2026-07-02', '00:00'],
    ['first instant of the day the clock goes forward', '2026-03-28T23:00:00.000Z', '2026-03-29', '00:00'],
    ['last second before the clock goes forward', '2026-03-29T00:59:59.000Z', '2026-03-29', '01:59'],
    ['the hour that is left out', '2026-03-29T01:00:00.000Z', '2026-03-29', '03:00'],
    ['23:59:58 of the day the clock goes forward', '2026-03-29T21:59:58.000Z', '2026-03-29', '23:59'],
    ['midnight after it', '2026-03-29T22:00:00.000Z', '2026-03-30', '00:00'],
    ['first instant of the day the clock goes back', '2026-10-24T22:00:00.000Z', '2026-10-25', '00:00'],
    ['02:30 the first time', '2026-10-25T00:30:00.000Z', '2026-10-25', '02:30'],
    ['02:30 the second time', '2026-10-25T01:30:00.000Z', '2026-10-25', '02:30'],
    ['23:59:58 of the day the clock goes back', '2026-10-25T22:59:58.000Z', '2026-10-25', '23:59'],
    ['midnight after it', '2026-10-25T23:00:00.000Z', '2026-10-26', '00:00'],
    ['31 December, 23:59:58', '2026-12-31T22:59:58.000Z', '2026-12-31', '23:59'],
    ['New Year', '2026-12-31T23:00:00.000Z', '2027-01-01', '00:00'],
    ['29 February', '2028-02-29T12:00:00.000Z', '2028-02-29', '13:00'],
  ])('%s', (_, instant, date, time) => {
    expect(dateInRome(at(instant))).toBe(date);
    expect(timeInRome(at(instant))).toBe(time);
  });

  test.each([
    ['2026-11-23', '2026-11-22T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s', (date, instant) => expect(startOfDay(day(date))).toBe(instant));
});

describe('calendar arithmetic', () => {
  test.each([
    ['2026-11-03', 30, '2026-12-03'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('%s and %d days is %s', (from, days, to) => expect(addDays(day(from), days)).toBe(to));

  test.each([
    ['2028-02-29', 1, '2029-02-28'],
    ['2028-02-29', 4, '2032-02-29'],
    ['2026-11-23', -16, '2010-11-23'],
  ])('%s and %d years is %s', (from, years, to) => expect(addYears(day(from), years)).toBe(to));

  test('seconds pass over the change of the clock', () => {
    expect(addSeconds(at('2026-10-25T00:59:30.000Z'), 60)).toBe('2026-10-25T01:00:30.000Z');
  });

  test('whole days are 24 hours, rounded down', () => {
    expect(daysBetween(at('2026-11-01T00:00:00.000Z'), at('2026-11-30T23:59:59.999Z'))).toBe(29);
    expect(daysBetween(at('2026-11-02T00:00:00.000Z'), at('2026-11-01T00:00:00.000Z'))).toBe(-1);
  });

  test('an instant and its milliseconds are the same thing', () => {
    expect(instantOf(epochOf(at('2026-11-23T22:59:58.123Z')))).toBe('2026-11-23T22:59:58.123Z');
  });
});

describe('what is no date', () => {
  test.each([
    '2026-02-31',
    '2026-02-29',
    '2026-2-01',
    '26-02-01',
    '2026-13-01',
    '2026-11-23T00:00',
    '+002026-11-23',
    '20261123',
    ' 2026-11-23',
    '',
  ])('%j is refused as a day', (text) => expect(PlainDate.safeParse(text).success).toBe(false));

  test.each([
    '2026-11-23',
    '2026-11-23T22:59:58Z',
    '2026-11-23T22:59:58.000',
    '2026-11-23T23:59:58.000+01:00',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23t22:59:58.000z',
  ])('%j is refused as an instant', (text) => expect(Instant.safeParse(text).success).toBe(false));
});
