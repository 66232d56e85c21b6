import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addSeconds,
  dateInRome,
  instantAt,
  type PlainDate,
  startOfDay,
} from '../../functions/domain/dates.ts';
import {
  isInTime,
  isWorkingDay,
  justifyUntil,
  lastDayOf,
  lastSecondOf,
  type Outage,
} from '../../functions/domain/terms.ts';
import { at, day } from './samples.ts';
import { contestedOf } from './term-samples.ts';

const term = (from: string, days: number, outages: readonly Outage[] = []) =>
  lastDayOf(day(from), days, { holidaysShift: true, outages });
const down = (from: string, to: string): Outage => ({ from: at(from), to: at(to) });

describe('the last day of a term', () => {
  test.each([
    ['the first day is not counted', '2026-11-26', 15, '2026-12-11'],
    ['a Saturday is a working day', '2026-11-27', 15, '2026-12-12'],
    ['a Sunday gives the Monday', '2026-11-28', 15, '2026-12-14'],
    ['a public holiday gives the day after', '2026-11-23', 15, '2026-12-09'],
    ['Christmas, Saint Stephen and a Sunday give the Monday', '2026-12-10', 15, '2026-12-28'],
    ['New Year gives 2 January', '2026-12-02', 30, '2027-01-02'],
    ['Easter Sunday and Monday give the Tuesday', '2027-03-13', 15, '2027-03-30'],
    ['through 29 February', '2028-02-14', 15, '2028-02-29'],
    ['through a February without one', '2027-02-14', 15, '2027-03-01'],
    ['over the night of the summer time', '2027-03-20', 8, '2027-03-30'],
    ['over the night of the winter time', '2026-10-20', 5, '2026-10-26'],
  ])('%s', (_, from, days, end) => expect(term(from, days)).toBe(end));

  test('stays on a Sunday where the policy says so', () => {
    expect(lastDayOf(day('2026-11-28'), 15, { holidaysShift: false })).toBe('2026-12-13');
  });
});

describe('an outage', () => {
  // The term of 26 November ends on Friday 11 December 2026, as the clocks show UTC+1.
  test.each([
    ['a minute of the last day', down('2026-12-11T10:00:00.000Z', '2026-12-11T10:01:00.000Z'), '2026-12-12'],
    ['its first second', down('2026-12-10T23:00:00.000Z', '2026-12-10T23:00:01.000Z'), '2026-12-12'],
    ['its last second', down('2026-12-11T22:59:59.000Z', '2026-12-11T23:00:00.000Z'), '2026-12-12'],
    ['the last second of the day before', down('2026-12-10T22:59:59.000Z', '2026-12-10T23:00:00.000Z'), '2026-12-11'],
    ['the first second of the day after', down('2026-12-11T23:00:00.000Z', '2026-12-11T23:00:01.000Z'), '2026-12-11'],
    ['days around it', down('2026-12-09T10:00:00.000Z', '2026-12-12T10:00:00.000Z'), '2026-12-14'],
    ['the day before', down('2026-12-10T00:00:00.000Z', '2026-12-10T12:00:00.000Z'), '2026-12-11'],
  ])('of %s: %s', (_, outage, end) => expect(term('2026-11-26', 15, [outage])).toBe(end));

  test('that meets the day after as well gives one more again, in whatever order they are entered', () => {
    const first = down('2026-12-11T10:00:00.000Z', '2026-12-11T11:00:00.000Z');
    const second = down('2026-12-12T10:00:00.000Z', '2026-12-12T11:00:00.000Z');
    const adjacent = down('2026-12-11T11:00:00.000Z', '2026-12-11T23:00:00.000Z');
    expect(term('2026-11-26', 15, [first, second])).toBe('2026-12-14');
    expect(term('2026-11-26', 15, [second, adjacent, first])).toBe('2026-12-14');
    expect(term('2026-11-26', 15, [adjacent])).toBe('2026-12-12');
  });

  test('on the Monday after a Sunday moves that Monday', () => {
    const monday = down('2026-12-14T08:00:00.000Z', '2026-12-14T09:00:00.000Z');
    expect(term('2026-11-28', 15, [monday])).toBe('2026-12-15');
    expect(term('2026-11-28', 15, [down('2026-12-13T08:00:00.000Z', '2026-12-13T09:00:00.000Z')])).toBe('2026-12-14');
  });

  test('on the last day of an extension moves that', () => {
    const outage = down('2026-12-18T08:00:00.000Z', '2026-12-18T09:00:00.000Z');
    expect(justifyUntil(contestedOf({ extendedTo: day('2026-12-18') }), [outage])).toBe('2026-12-19');
    expect(justifyUntil(contestedOf(), [outage])).toBe('2026-12-11');
  });
});

describe('in time', () => {
  test.each([
    ['the last second of the last day', '2026-12-11T22:59:59.999Z', true],
    ['the first instant of the day after', '2026-12-11T23:00:00.000Z', false],
  ])('%s', (_, received, inTime) => expect(isInTime(at(received), day('2026-12-11'))).toBe(inTime));

  test('on the days on which clocks change', () => {
    expect(lastSecondOf(day('2027-03-28'))).toBe('2027-03-28T21:59:59.000Z');
    expect(lastSecondOf(day('2027-03-27'))).toBe('2027-03-27T22:59:59.000Z');
    expect(lastSecondOf(day('2026-10-25'))).toBe('2026-10-25T22:59:59.000Z');
    expect(lastSecondOf(day('2026-10-24'))).toBe('2026-10-24T21:59:59.000Z');
  });
});

describe('whatever happens', () => {
  const days = fc.integer({ min: 0, max: 1400 }).map((count): PlainDate => addDays(day('2026-01-01'), count));
  const outage = fc
    .tuple(days, fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: 1, max: 5 * 86_400 }))
    .map(([from, second, length]): Outage => {
      const began = addSeconds(startOfDay(from), second);
      return { from: began, to: addSeconds(began, length) };
    });
  const outages = fc.array(outage, { maxLength: 12 });
  const length = fc.integer({ min: 1, max: 130 });

  test('an outage never shortens a term, and none ends on a day without the service', () => {
    fc.assert(
      fc.property(days, length, outages, outage, (from, count, known, more) => {
        const ends = (all: readonly Outage[]) => lastDayOf(from, count, { holidaysShift: true, outages: all });
        expect(ends(known) >= ends([])).toBe(true);
        expect(ends([...known, more]) >= ends(known)).toBe(true);
        expect(isWorkingDay(ends(known))).toBe(true);
        const end = ends(known);
        for (const { from: began, to } of known)
          expect(began < startOfDay(addDays(end, 1)) && to > startOfDay(end)).toBe(false);
      }),
    );
  });

  test('an extension never shortens a term', () => {
    fc.assert(
      fc.property(days, days, outages, (servedOn, extendedTo, known) => {
        const service = { channel: 'pec', sentOn: servedOn, servedOn } as const;
        const without = justifyUntil(contestedOf({ service }), known);
        const given = justifyUntil(contestedOf({ service, extendedTo }), known);
        if (without === undefined || given === undefined) throw new Error('no term');
        expect(given >= without && given >= extendedTo).toBe(true);
      }),
    );
  });

  test('the last second of a day is in it, and the second after is not', () => {
    fc.assert(
      fc.property(days, (last) => {
        const second = lastSecondOf(last);
        expect([dateInRome(second), dateInRome(addSeconds(second, 1))]).toEqual([last, addDays(last, 1)]);
        expect(instantAt(last, '23:59') <= second).toBe(true);
        expect([isInTime(second, last), isInTime(addSeconds(second, 1), last)]).toEqual([true, false]);
      }),
    );
  });
});
