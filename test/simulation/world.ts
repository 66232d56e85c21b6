/** What all people of the simulated year share: clock, offices, policy, and what every step asks of each service. */
import { type Instant, instantOf } from '../../functions/domain/dates.ts';
import { type ProcedurePolicy, procedurePolicies } from '../../functions/domain/policies.ts';
import { type Calendar, calendarOf, minute, minuteOf } from './calendar.ts';
import { Clock } from './clock.ts';
import type { Costs, StepName } from './costs.ts';
import { type Office, openOffices } from './offices.ts';
import type { Parameters } from './parameters.ts';
import { Series } from './series.ts';

/** What is counted of the year's cases. */
export const counted = [
  'registered',
  'releasedStrong',
  'releasedWithReserve',
  'operatorsChosen',
  'appointments',
  'noShows',
  'confirmed',
  'pactsSigned',
  'withdrawn',
  'draftsClosed',
  'reservesClosed',
  'reservesClosedWithAppointment',
  'notices',
  'noticesServed',
  'noticesDoubted',
  'convened',
  'mails',
  'bounces',
  'mailboxesRepaired',
  'rollOvers',
  'refused',
] as const;
export type Counted = (typeof counted)[number];

/** The sweep runs at every fifth minute. */
const sweepEvery = 5 * minute;

export class World {
  readonly parameters: Parameters;
  readonly policy: ProcedurePolicy = procedurePolicies['lombardia-2017'];
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** What people and offices ask, and what follows from that. */
  readonly direct: Series;
  /** What the sweep asks, one item after another, and what follows from that. */
  readonly swept: Series;
  readonly offices: readonly Office[];
  readonly counts: Record<Counted, number>;
  /** What must never be, and was: empty unless the law or the simulation is wrong. */
  readonly violations: string[] = [];
  /** Cases that are live, each with an execution. */
  live = 0;
  readonly #costs: Costs['of'];

  constructor(parameters: Parameters, costs: Costs, citizens: number) {
    this.parameters = parameters;
    this.calendar = calendarOf(parameters);
    this.clock = new Clock(this.calendar.begins);
    this.direct = new Series((this.calendar.ends - this.calendar.begins) / minute);
    this.swept = new Series(this.direct.minutes);
    this.offices = openOffices(this.calendar, parameters, citizens);
    this.counts = {
      registered: 0,
      releasedStrong: 0,
      releasedWithReserve: 0,
      operatorsChosen: 0,
      appointments: 0,
      noShows: 0,
      confirmed: 0,
      pactsSigned: 0,
      withdrawn: 0,
      draftsClosed: 0,
      reservesClosed: 0,
      reservesClosedWithAppointment: 0,
      notices: 0,
      noticesServed: 0,
      noticesDoubted: 0,
      convened: 0,
      mails: 0,
      bounces: 0,
      mailboxesRepaired: 0,
      rollOvers: 0,
      refused: 0,
    };
    this.#costs = costs.of;
  }

  /** The instant that it is. */
  get instant(): Instant {
    return instantOf(this.clock.now);
  }

  /** Counts one more. */
  count(what: Counted): void {
    this.counts[what] += 1;
  }

  /** Charges what a step asks to the minute that it is; `swept` tells that the sweep brought it. */
  charge(step: StepName, { often = 1, swept = false } = {}): void {
    const now = minuteOf(this.calendar, this.clock.now);
    if (now !== undefined) (swept ? this.swept : this.direct).add(now, this.#costs[step], often);
  }

  /** Lets something happen so many milliseconds from now. */
  in(milliseconds: number, run: () => void): void {
    this.clock.at(this.clock.now + milliseconds, run);
  }

  /** Lets something happen in the first run of the sweep at an instant or after it, but not in the run that is on. */
  atSweep(at: number, run: () => void): void {
    const next =
      this.calendar.begins + (Math.floor((this.clock.now - this.calendar.begins) / sweepEvery) + 1) * sweepEvery;
    const due = this.calendar.begins + Math.ceil((at - this.calendar.begins) / sweepEvery) * sweepEvery;
    this.clock.at(Math.max(next, due), run);
  }
}
