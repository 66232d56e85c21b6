/** A simulated year at the size of a region or a country, held against the quotas. */
import { costOf, milan } from '../bench/prices.ts';
import type { Service } from './loads.ts';
import { itemsPerSweep, type Quota, quotasOf, settings } from './quotas.ts';
import { busiestSecond, type Peak } from './series.ts';
import type { Year } from './year.ts';

/** So many times the simulated year are the declarations of so many inhabitants. */
export const factorOf = ({ citizens, parameters }: Year, inhabitants: number): number =>
  (inhabitants * parameters.didsPerThousand.value) / 1000 / citizens;

/** The busiest time of a service. */
export interface Busiest extends Peak {
  /** The mean of the window, in units a second at the size of the population. */
  readonly mean: number;
  /** The busiest second of it. */
  readonly second: number;
  readonly by: 'people' | 'sweep';
}

/** Items a second that the sweep gets through while it runs. */
const sweepRate = ({ parameters }: Year) => 1000 / parameters.sweepItemMilliseconds.value;

/** The busiest time of a service: what people ask by day, or what the sweep does as fast as it can. */
export function busiest(year: Year, service: Service, factor: number): Busiest {
  const { direct, swept } = year;
  const [people, sweep] = [direct.peak(service), swept.peak(service)];
  const bySweep = Math.min(sweep.rate * factor, (swept.total(service) / swept.total('sweptItems')) * sweepRate(year));
  const byPeople = people.rate * factor;
  return byPeople >= bySweep
    ? { ...people, mean: byPeople, second: busiestSecond(byPeople, people.each), by: 'people' }
    : { ...sweep, mean: bySweep, second: bySweep, by: 'sweep' };
}

/** What a year asks of a service, the runs of the sweep included, which are as many for any population. */
export function yearly(year: Year, service: Service, factor: number): number {
  const runs = year.calendar.days.length * 288;
  return (year.direct.total(service) + year.swept.total(service)) * factor + year.costs.of.sweep[service] * runs;
}

/** A quota, and what a population needs of it. */
export interface Held {
  readonly quota: Quota;
  readonly need: number;
  /** How many times the need the limit is; below 1 it breaks. */
  readonly margin: number;
  /** How long the longest wait gets, in seconds, where what is too much waits. */
  readonly waitSeconds?: number;
}

/** The largest sum of a service over one calendar day. */
function busiestDay(year: Year, service: Service, factor: number): number {
  const day = 24 * 60;
  const starts = Array.from({ length: Math.floor(year.direct.minutes / day) }, (_, index) => index * day);
  const of = (from: number) =>
    year.direct.total(service, from, from + day) + year.swept.total(service, from, from + day);
  return Math.max(...starts.map(of)) * factor;
}

/** The largest number of items due in one run of the sweep. */
function mostDue(year: Year, factor: number): number {
  let most = 0;
  for (let from = 0; from < year.swept.minutes; from += 5)
    most = Math.max(most, year.swept.total('sweptItems', from, from + 5));
  return most * factor;
}

function needOf({ id, service, share = () => 1 }: Quota, year: Year, inhabitants: number): number {
  const factor = factorOf(year, inhabitants);
  if (service) return busiest(year, service, factor).second * share(inhabitants);
  switch (id) {
    case 'open-executions':
      return (year.liveByDay.at(-1) ?? 0) * factor;
    case 'ses-day':
      return busiestDay(year, 'mails', factor);
    case 'sweep':
      return mostDue(year, factor);
    default:
      throw new Error(`nobody knows the need of ${id}`);
  }
}

/** Every quota held against the year of a population, the one that breaks first at the top. */
export function held(year: Year, inhabitants: number): Held[] {
  const factor = factorOf(year, inhabitants);
  return quotasOf(year.parameters)
    .map((quota) => {
      const need = needOf(quota, year, inhabitants);
      const { service, waits, limit, bucket = limit } = quota;
      const waitSeconds = service && waits ? year.direct.longestWait(service, factor, limit, bucket) : undefined;
      return { quota, need, margin: limit / need, ...(waitSeconds !== undefined && { waitSeconds }) };
    })
    .sort((a, b) => a.margin - b.margin);
}

/** What it takes to start every live case anew at the end of the year, after all executions were lost. */
export interface Recovery {
  readonly live: number;
  readonly gigabytes: number;
  /** Pages of the scan. */
  readonly pages: number;
  /** Invocations of `reconcile`: each lists what runs by then, and moves on what time allows. */
  readonly invocations: number;
  readonly reconcileHours: number;
  readonly listCalls: number;
  /** Whether the last invocation can list all that run before its function times out. */
  readonly lastListFits: boolean;
  /** Starting all of them: the quota of StartExecution, and what `outbox` gets through. */
  readonly startHours: number;
  readonly outboxHours: number;
}

/** ListExecutions in Milan: calls a second, calls at once, names a call. */
const list = { perSecond: 2, bucket: 100, names: 1000 };

/** How many invocations move so many cases on, and the calls of ListExecutions that they make. */
function invocationsFor(live: number, millisecondsEach: number): { invocations: number; listCalls: number } {
  const seconds = settings.sweepSeconds - settings.sweepReserveSeconds;
  let [moved, invocations, listCalls] = [0, 0, 0];
  while (moved < live) {
    const calls = 1 + moved / list.names;
    const left = Math.max(0, seconds - Math.max(0, calls - list.bucket) / list.perSecond);
    if (left < 1) return { invocations: Number.POSITIVE_INFINITY, listCalls: Number.POSITIVE_INFINITY };
    moved += (left * 1000) / millisecondsEach;
    invocations += 1;
    listCalls += calls;
  }
  return { invocations, listCalls };
}

/** Reckons the recovery from the live cases and the size of the table at the end of the year. */
export function recoveryOf(year: Year, inhabitants: number): Recovery {
  const factor = factorOf(year, inhabitants);
  const quotas = new Map(quotasOf(year.parameters).map((quota) => [quota.id, quota]));
  const hours = (count: number, perSecond = 1, bucket = 0) => Math.max(0, count - bucket) / perSecond / 3600;
  const by = (id: string, count: number) => hours(count, quotas.get(id)?.limit, quotas.get(id)?.bucket);
  const live = (year.liveByDay.at(-1) ?? 0) * factor;
  const bytes = year.costs.storedBytes * year.counts.registered * factor;
  const pages = Math.ceil(bytes / 2 ** 20);
  const { invocations, listCalls } = invocationsFor(live, year.parameters.sweepItemMilliseconds.value);
  return {
    live,
    gigabytes: bytes / 2 ** 30,
    pages,
    invocations,
    reconcileHours: (invocations * settings.sweepSeconds) / 3600,
    listCalls,
    lastListFits: hours(live / list.names, list.perSecond, list.bucket) * 3600 < settings.sweepSeconds,
    startHours: by('start-execution', live),
    outboxHours: by('outbox', live),
  };
}

/** What the sweep costs a year, in US dollars: its runs, which any population has, and the items it finds due. */
export interface SweepCost {
  readonly runs: number;
  readonly runsDollars: number;
  readonly items: number;
  readonly itemsDollars: number;
  /** The longest that an item waits for its turn, in minutes. */
  readonly longestWaitMinutes: number;
}

/** A run without work is sixteen reads one after another (assumed: 8 milliseconds each). */
const idleMilliseconds = 16 * 8;
const gigabytes = 0.5;

/** Reckons the sweep's cost by the benchmark's price file. */
export function sweepCostOf(year: Year, inhabitants: number): SweepCost {
  const factor = factorOf(year, inhabitants);
  const { direct, swept, costs, parameters } = year;
  const runs = year.calendar.days.length * 288;
  const items = (direct.total('sweptItems') + swept.total('sweptItems')) * factor;
  const itemSeconds = (items * parameters.sweepItemMilliseconds.value * gigabytes) / 1000;
  const units = (...names: Service[]) => names.reduce((sum, name) => sum + swept.total(name), 0) * factor;
  return {
    runs,
    runsDollars: costOf(milan(), [
      { price: 'lambda.request', amount: runs },
      { price: 'lambda.gb-second', amount: (runs * idleMilliseconds * gigabytes) / 1000 },
      { price: 'dynamodb.read-unit', amount: runs * costs.of.sweep.readUnits },
    ]),
    items,
    itemsDollars: costOf(milan(), [
      { price: 'lambda.gb-second', amount: itemSeconds },
      { price: 'dynamodb.read-unit', amount: units('readUnits') },
      { price: 'dynamodb.write-unit', amount: units('tableUnits', 'agendaUnits', 'queueUnits') },
    ]),
    longestWaitMinutes: swept.longestWait('sweptItems', factor, itemsPerSweep(parameters) / 300, 0) / 60,
  };
}
