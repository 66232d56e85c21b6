/** One year of cases by the product's own law, on a fake clock. The same seed gives the same year. */
import { epochOf } from '../../functions/domain/dates.ts';
import { type Status, statuses } from '../../functions/domain/lifecycle.ts';
import { arrivals, type Calendar, day } from './calendar.ts';
import { lotsOf } from './chance.ts';
import type { Costs } from './costs.ts';
import { Life } from './life.ts';
import { nextFree } from './offices.ts';
import { type Parameters, parameters as standard } from './parameters.ts';
import type { Series } from './series.ts';
import { type Counted, World } from './world.ts';

/** What offices have before them at the end of a month. */
export interface Backlog {
  /** People whose DID waits for the office's meeting and pact and who have an appointment, all offices together. */
  readonly waiting: number;
  /** The same without an appointment: they did not come, and have asked for no other. */
  readonly adrift: number;
  /** Days since the DID of those who have an appointment: the middle one, and the longest. */
  readonly medianDays: number;
  readonly longestDays: number;
  /** Days until the next appointment that the worst office can give. */
  readonly nextAppointmentDays: number;
}

/** A simulated year, at the size it was run. */
export interface Year {
  readonly seed: number;
  readonly citizens: number;
  readonly parameters: Parameters;
  readonly costs: Costs;
  readonly calendar: Calendar;
  /** What people and offices asked, and what the sweep did, but for its 288 runs a day themselves. */
  readonly direct: Series;
  readonly swept: Series;
  readonly counts: Readonly<Record<Counted, number>>;
  /** Cases at the end of the year by their status. */
  readonly standing: Readonly<Record<Status, number>>;
  /** Live cases at the end of each day: each has an execution. */
  readonly liveByDay: readonly number[];
  /** At the end of each month. */
  readonly backlogs: readonly Backlog[];
  readonly offices: { readonly count: number; readonly desks: number; readonly minutesEach: number };
  /** What must never be, and was. */
  readonly violations: readonly string[];
}

/** How large a year, and by which lots. */
export interface Settings {
  readonly citizens: number;
  readonly seed: number;
  readonly costs: Costs;
  readonly parameters?: Parameters;
}

/** Lets a year pass for so many people. */
export function simulateYear({ citizens, seed, costs, parameters = standard }: Settings): Year {
  const world = new World(parameters, costs, citizens);
  const { calendar, clock, offices } = world;
  const lives: Life[] = [];
  const lotsFor = (index: number) => lotsOf(seed, index);
  for (const [index, at] of arrivals(calendar, parameters, citizens, lotsFor).entries()) {
    clock.at(at, () => {
      const life = new Life(world, index, lotsFor(index));
      lives.push(life);
      life.arrive();
    });
  }

  const liveByDay: number[] = [];
  const backlogs: Backlog[] = [];
  for (const [index, { month }] of calendar.days.entries()) {
    const next = calendar.days[index + 1];
    clock.runUntil(next?.begins ?? calendar.ends);
    liveByDay.push(world.live);
    if (next?.month !== month) backlogs.push(backlogOf(world, lives));
  }
  const [first] = offices;
  if (!first) throw new Error('there is no office');
  const standing = (status: Status) => lives.filter(({ file }) => file.didCase?.status === status).length;
  return {
    seed,
    citizens,
    parameters,
    costs,
    calendar,
    direct: world.direct,
    swept: world.swept,
    counts: world.counts,
    standing: recordOf(standing),
    liveByDay,
    backlogs,
    offices: { count: offices.length, desks: first.desks, minutesEach: first.minutesEach },
    violations: world.violations,
  };
}

function recordOf(standing: (status: Status) => number): Record<Status, number> {
  const none = {
    registered: 0,
    reserved: 0,
    confirmed: 0,
    'psp-signed': 0,
    suspended: 0,
    'sanction-proposed': 0,
    sanctioned: 0,
    expired: 0,
    withdrawn: 0,
    closed: 0,
  };
  for (const status of statuses) none[status] = standing(status);
  return none;
}

function backlogOf({ clock, offices, parameters }: World, lives: readonly Life[]): Backlog {
  const { now } = clock;
  const waiting = lives
    .flatMap(({ waits, booked, file }) =>
      waits && booked && file.didCase?.releasedAt ? [now - epochOf(file.didCase.releasedAt)] : [],
    )
    .sort((a, b) => a - b);
  const free = offices.map((office) => nextFree(office, now, parameters.leadDays.value) ?? Number.POSITIVE_INFINITY);
  const days = (milliseconds = 0) => Math.round(milliseconds / day);
  return {
    waiting: waiting.length,
    adrift: lives.filter(({ waits, booked }) => waits && !booked).length,
    medianDays: days(waiting[Math.floor(waiting.length / 2)]),
    longestDays: days(waiting.at(-1)),
    nextAppointmentDays: days(Math.max(...free) - now),
  };
}
