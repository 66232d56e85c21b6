import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dateInRome, PlainDate, timeInRome } from '../../functions/domain/dates.ts';
import { DeskHours } from '../../functions/domain/desk-hours.ts';
import { isHoliday, isKnown, lastKnownDay } from '../../functions/domain/holidays.ts';
import { freePlaces, slotAt, slotsOn } from '../../functions/domain/slots.ts';
import { holidaysFile, holidaysPath } from '../../infra/holidays.ts';
import { at, day } from './samples.ts';

const hours = (...weekly: [number, string, string][]): DeskHours =>
  DeskHours.parse({
    weekly: weekly.map(([weekday, from, to]) => ({ day: weekday, from, to })),
    slotMinutes: 30,
    places: 1,
    closedOn: [],
  });
const everyDay = (from: string, to: string) =>
  hours(...[1, 2, 3, 4, 5, 6, 7].map((d) => [d, from, to] as [number, string, string]));
const timesOn = (desk: DeskHours, date: string, town = 'Milano') =>
  slotsOn(desk, town, day(date)).map(({ startsAt }) => timeInRome(startsAt));

describe('the slots of a day', () => {
  test.each([
    ['a morning', '09:00', '11:00', ['09:00', '09:30', '10:00', '10:30']],
    ['what is left over is not offered', '09:00', '10:20', ['09:00', '09:30']],
    ['hours shorter than a slot', '09:00', '09:29', []],
    ['the last of the day', '23:00', '23:59', ['23:00']],
  ])('%s', (_, from, to, times) => {
    expect(timesOn(hours([1, from, to]), '2026-11-30')).toEqual(times);
  });

  test('follow the hours of their weekday, in order of time', () => {
    const desk = hours([2, '14:00', '15:00'], [1, '09:00', '09:30'], [2, '09:00', '10:00']);
    expect(timesOn(desk, '2026-11-30')).toEqual(['09:00']);
    expect(timesOn(desk, '2026-12-01')).toEqual(['09:00', '09:30', '14:00', '14:30']);
    expect(timesOn(desk, '2026-12-02')).toEqual([]);
  });

  test('are instants: nine o’clock is another one in winter and in summer', () => {
    const desk = everyDay('09:00', '09:30');
    expect(slotsOn(desk, 'Milano', day('2026-11-30'))).toEqual([
      { startsAt: '2026-11-30T08:00:00.000Z', endsAt: '2026-11-30T08:30:00.000Z' },
    ]);
    expect(slotsOn(desk, 'Milano', day('2027-07-01'))).toEqual([
      { startsAt: '2027-07-01T07:00:00.000Z', endsAt: '2027-07-01T07:30:00.000Z' },
    ]);
  });

  test.each([
    ['Christmas', '2026-12-25', 'Bergamo', true],
    ['Easter Monday', '2027-03-29', 'Bergamo', true],
    ['Saint Francis, a holiday again since 2026', '2027-10-04', 'Bergamo', true],
    ['Saint Ambrose in Milan', '2026-12-07', 'Milano', true],
    ['Saint Ambrose elsewhere', '2026-12-07', 'Legnano', false],
    ['a plain day', '2026-12-09', 'Milano', false],
  ])('on %s', (_, date, town, closed) => {
    expect(isHoliday(day(date), town)).toBe(closed);
    expect(timesOn(everyDay('09:00', '09:30'), date, town)).toHaveLength(closed ? 0 : 1);
  });

  test('are none on a day on which the office itself is closed', () => {
    const desk = { ...everyDay('09:00', '09:30'), closedOn: [day('2026-12-02')] };
    expect(timesOn(desk, '2026-12-02')).toEqual([]);
    expect(timesOn(desk, '2026-12-03')).toEqual(['09:00']);
  });
});

describe('the nights in which clocks change', () => {
  const night = (from: string, to: string) => everyDay(from, to);

  test('in March two o’clock is skipped: no slot stands in the hour that is not', () => {
    expect(timesOn(night('01:00', '04:00'), '2027-03-28', 'Lodi')).toEqual([]);
    // 28 March 2027 is Easter; in 2026 the change falls on a plain Sunday.
    expect(timesOn(night('01:00', '04:00'), '2026-03-29')).toEqual(['01:00', '01:30', '03:00', '03:30']);
    expect(timesOn(night('02:00', '02:30'), '2026-03-29')).toEqual([]);
  });

  test('in October the hour that comes twice is offered twice, at other instants', () => {
    const slots = slotsOn(night('01:00', '04:00'), 'Milano', day('2026-10-25'));
    expect(slots.map(({ startsAt }) => timeInRome(startsAt))).toEqual([
      ...['01:00', '01:30', '02:00', '02:30'],
      ...['02:00', '02:30', '03:00', '03:30'],
    ]);
    expect(new Set(slots.map(({ startsAt }) => startsAt)).size).toBe(8);
  });
});

describe('one slot', () => {
  const desk = hours([1, '09:00', '10:00']);
  test.each([
    ['the first', '2026-11-30T08:00:00.000Z', true],
    ['the last', '2026-11-30T08:30:00.000Z', true],
    ['between two', '2026-11-30T08:15:00.000Z', false],
    ['after the hours', '2026-11-30T09:00:00.000Z', false],
    ['on another day', '2026-12-01T08:00:00.000Z', false],
    ['a second late', '2026-11-30T08:00:01.000Z', false],
  ])('%s', (_, instant, offered) => {
    expect(slotAt(desk, 'Milano', at(instant)) !== undefined).toBe(offered);
  });
});

describe('free places', () => {
  const slot = { startsAt: at('2026-11-30T08:00:00.000Z'), endsAt: at('2026-11-30T08:30:00.000Z') };
  const desk = { ...hours([1, '09:00', '10:00']), places: 3 };
  const taken = (place: number, from: string, to: string) => ({
    place,
    startsAt: at(`2026-11-30T${from}:00.000Z`),
    endsAt: at(`2026-11-30T${to}:00.000Z`),
  });
  test.each([
    ['all', [], [1, 2, 3]],
    ['what others have not', [taken(2, '08:00', '08:30')], [1, 3]],
    ['one that ends as it begins', [taken(1, '07:30', '08:00')], [1, 2, 3]],
    ['one that begins as it ends', [taken(1, '08:30', '09:00')], [1, 2, 3]],
    ['one of other hours that lasts into it', [taken(1, '07:45', '08:05')], [2, 3]],
    ['one of other hours that begins in it', [taken(3, '08:20', '08:40')], [1, 2]],
    ['a place that the office has no more', [taken(9, '08:00', '08:30')], [1, 2, 3]],
    ['none', [1, 2, 3].map((place) => taken(place, '08:00', '08:30')), []],
  ])('%s', (_, others, free) => expect(freePlaces(desk, slot, others)).toEqual(free));
});

describe('desk hours', () => {
  const good = {
    weekly: [{ day: 1, from: '09:00', to: '12:00' }],
    slotMinutes: 30,
    places: 2,
    closedOn: ['2026-12-24'],
  };
  test.each([
    ['no hours at all: by telephone only', { ...good, weekly: [] }, true],
    ['two spans of a day', { ...good, weekly: [...good.weekly, { day: 1, from: '12:00', to: '13:00' }] }, true],
    [
      'the same span on another day',
      { ...good, weekly: [...good.weekly, { day: 2, from: '09:00', to: '12:00' }] },
      true,
    ],
    ['spans that overlap', { ...good, weekly: [...good.weekly, { day: 1, from: '11:59', to: '13:00' }] }, false],
    ['the same span twice', { ...good, weekly: [good.weekly[0], { ...good.weekly[0] }] }, false],
    ['closing before opening', { ...good, weekly: [{ day: 1, from: '12:00', to: '09:00' }] }, false],
    ['no eighth day', { ...good, weekly: [{ day: 8, from: '09:00', to: '12:00' }] }, false],
    ['no hour 24', { ...good, weekly: [{ day: 1, from: '09:00', to: '24:00' }] }, false],
    ['no place', { ...good, places: 0 }, false],
    ['slots of no length', { ...good, slotMinutes: 0 }, false],
    ['a day that is none', { ...good, closedOn: ['2026-02-30'] }, false],
    ['an unknown field', { ...good, more: 1 }, false],
  ])('%s', (_, given, accepted) => expect(DeskHours.safeParse(given).success).toBe(accepted));
});

describe('the calendar of holidays', () => {
  test('is what `npm run holidays` writes', () => {
    expect(readFileSync(holidaysPath, 'utf8')).toBe(holidaysFile());
  });

  test('has thirteen holidays in each of its years', () => {
    const { national, from, to } = JSON.parse(readFileSync(holidaysPath, 'utf8'));
    const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1;
    expect(years).toBeGreaterThanOrEqual(10);
    expect(national).toHaveLength(years * 13);
  });

  test('does not reach beyond its last year', () => {
    expect(isKnown(lastKnownDay)).toBe(true);
    expect(isKnown(PlainDate.parse('2037-01-01'))).toBe(false);
  });
});

test('a slot lies on the day that it is asked for', () => {
  for (const { startsAt } of slotsOn(everyDay('00:00', '23:59'), 'Milano', day('2026-12-02'))) {
    expect(dateInRome(startsAt)).toBe('2026-12-02');
  }
});
