/** The tables of docs/scale.md, made from a simulated year. */
import { dateInRome, instantOf, timeInRome } from '../../functions/domain/dates.ts';
import { minute } from './calendar.ts';
import { type Service, serviceNames, services } from './loads.ts';
import { givenRows } from './parameters.ts';
import { busiest, factorOf, type Held, held, recoveryOf, sweepCostOf, yearly } from './scaled.ts';
import type { Counted } from './world.ts';
import type { Year } from './year.ts';

/** The populations of the tables, in inhabitants. */
export const populations = [1_000_000, 10_000_000, 60_000_000] as const;
const heads = populations.map((inhabitants) => `${inhabitants / 1_000_000} M`);

/** A number with thin groups of three digits; less than ten with one digit after the point, less than one with two. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (value !== 0 && Math.abs(value) < 0.01) return '< 0.01';
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 1 : 0;
  const rounded = Math.abs(value) >= 10_000 ? Number(value.toPrecision(3)) : value;
  return rounded.toLocaleString('en-US', { maximumFractionDigits: digits }).replaceAll(',', ' ');
}

/** A Markdown table whose columns line up; all but the first are to the right unless `left` names them. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, left.includes(column))).join(' | ')} |`;
  const rule = widths.map((width, column) => (left.includes(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

const pad = (cell: string, width: number, left: boolean) => (left ? cell.padEnd(width) : cell.padStart(width));

const counts: readonly (readonly [Counted, string])[] = [
  ['registered', 'drafts'],
  ['releasedStrong', 'DIDs with strong identity'],
  ['releasedWithReserve', 'DIDs con riserva'],
  ['confirmed', 'reserves lifted'],
  ['pactsSigned', 'pacts signed'],
  ['withdrawn', 'withdrawn'],
  ['notices', 'notices'],
  ['draftsClosed', 'drafts closed'],
  ['reservesClosed', 'files con riserva closed'],
  ['convened', 'tasks to convene'],
  ['bounces', 'mails that bounced'],
  ['rollOvers', 'executions rolled over'],
];

/** What a year brings. */
export function loadTable(year: Year): string {
  const scaled = (value: (factor: number, inhabitants: number) => number) =>
    populations.map((inhabitants) => figure(value(factorOf(year, inhabitants), inhabitants)));
  return table(
    ['a year', ...heads],
    [
      ...counts.map(([what, name]) => [name, ...scaled((factor) => year.counts[what] * factor)]),
      ...services.map((service) => [serviceNames[service], ...scaled((factor) => yearly(year, service, factor))]),
      ['open executions at its end', ...scaled((factor) => (year.liveByDay.at(-1) ?? 0) * factor)],
      ['table at its end, GB', ...scaled((_, inhabitants) => recoveryOf(year, inhabitants).gigabytes)],
    ],
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The year month by month, for one population. */
export function monthTable(year: Year, inhabitants: number): string {
  const factor = factorOf(year, inhabitants);
  const { days, begins, ends } = year.calendar;
  const rows = months.map((name, month) => {
    const first = days.findIndex((day) => day.month === month);
    const next = first + days.filter((day) => day.month === month).length;
    const from = ((days[first]?.begins ?? begins) - begins) / minute;
    const to = ((days[next]?.begins ?? ends) - begins) / minute;
    const of = (service: Service) =>
      figure((year.direct.total(service, from, to) + year.swept.total(service, from, to)) * factor);
    const backlog = year.backlogs[month];
    const live = year.liveByDay[next - 1] ?? 0;
    return [
      name,
      of('apiRequests'),
      of('stateTransitions'),
      of('tableUnits'),
      of('mails'),
      of('sweptItems'),
      figure(live * factor),
      figure((backlog?.waiting ?? 0) * factor),
      figure(backlog?.medianDays ?? 0),
      figure(backlog?.nextAppointmentDays ?? 0),
      figure((backlog?.adrift ?? 0) * factor),
    ];
  });
  const head = [
    'month',
    'API requests',
    'state transitions',
    'table write units',
    'mails',
    'items swept',
    'open executions',
  ];
  const offices = ['people with an appointment', 'days since their DID', 'days to the next appointment', 'without one'];
  return table([...head, ...offices], rows);
}

/** When and how high each service is at its busiest. */
export function peakTable(year: Year): string {
  const rows = services
    .filter((service) => service !== 'sweptItems')
    .map((service) => {
      const at = populations.map((inhabitants) => busiest(year, service, factorOf(year, inhabitants)));
      const { by, minute: from, windowMinutes } = busiest(year, service, factorOf(year, populations[1]));
      const begins = instantOf(year.calendar.begins + from * minute);
      const when = `${dateInRome(begins).slice(5)} ${timeInRome(begins)}, ${windowMinutes} min, ${by}`;
      return [serviceNames[service], when, ...at.flatMap(({ mean, second }) => [figure(mean), figure(second)])];
    });
  return table(
    [
      'a second',
      'when, over how long, by whom (10 M)',
      ...heads.flatMap((head) => [`${head}: mean`, 'busiest second']),
    ],
    rows,
    [0, 1],
  );
}

const waitOf = ({ waitSeconds }: Held) =>
  waitSeconds === undefined
    ? ''
    : waitSeconds < 1
      ? 'no'
      : waitSeconds < 90
        ? `${figure(waitSeconds)} s`
        : `${figure(waitSeconds / 60)} min`;

/** Every quota, the one that breaks first on top. */
export function quotaTable(year: Year): string {
  const largest = populations[2];
  const by = populations.map((inhabitants) => new Map(held(year, inhabitants).map((one) => [one.quota.id, one])));
  const rows = held(year, largest).map((top) => {
    const { quota, margin } = top;
    const needs = by.flatMap((of) => {
      const one = of.get(quota.id);
      return one
        ? [figure(one.need), `${one.margin < 1 ? '**' : ''}${figure(one.margin)}×${one.margin < 1 ? '**' : ''}`]
        : ['', ''];
    });
    const full = margin * largest;
    const middle = by[1]?.get(quota.id);
    return [
      quota.name,
      `${figure(quota.limit)} ${quota.unit}${quota.assumed ? ' (_assumed_)' : ''}`,
      ...needs,
      full > 1_000_000_000 ? 'never' : `${figure(full / 1_000_000)} M`,
      middle ? waitOf(middle) : '',
      waitOf(top),
    ];
  });
  return table(
    [
      'quota',
      'limit',
      ...heads.flatMap((head) => [`need at ${head}`, 'margin']),
      'full at about',
      'longest wait at 10 M',
      'at 60 M',
    ],
    rows,
    [0, 1],
  );
}

/** What each quota does when it is used up, and what helps. */
export function remedyTable(year: Year): string {
  const rows = held(year, populations[2]).map(({ quota }) => [quota.name, quota.beyond, quota.remedy, quota.source]);
  return table(['quota', 'beyond it', 'what helps', 'source'], rows, [0, 1, 2, 3]);
}

/** How many times faster people come at the opening if the mean is ten minutes. */
const rush = ({ parameters }: Year) => parameters.minutesToArriveAtOpening.value / 10;

/** The hour in which the portal opens. */
export function openingTable(year: Year): string {
  const from = (year.calendar.opens - year.calendar.begins) / minute;
  const shown: readonly Service[] = [
    'signIns',
    'apiRequests',
    'invocations',
    'startExecutions',
    'stateTransitions',
    'tableUnits',
    'outboxRecords',
    'mails',
  ];
  const rows = shown.map((service) => [
    serviceNames[service],
    ...populations.flatMap((inhabitants) => {
      const rate = (year.direct.total(service, from, from + 60) * factorOf(year, inhabitants)) / 3600;
      return [figure(rate), figure(rate * rush(year))];
    }),
  ]);
  return table(['a second, mean of the first hour', ...heads.flatMap((head) => [head, 'in a rush'])], rows);
}

const ofMany = (amount: number) => (Number.isFinite(amount) ? figure(amount) : '**never done**');

/** What starting every live case anew takes. */
export function recoveryTable(year: Year): string {
  const of = populations.map((inhabitants) => recoveryOf(year, inhabitants));
  const row = (name: string, value: (recovery: (typeof of)[number]) => string) => [name, ...of.map(value)];
  return table(
    ['after the first year', ...heads],
    [
      row('live cases', ({ live }) => figure(live)),
      row('pages of the table', ({ pages }) => figure(pages)),
      row('invocations of `reconcile`', ({ invocations }) => ofMany(invocations)),
      row('hours of `reconcile`', ({ reconcileHours }) => ofMany(reconcileHours)),
      row('calls of ListExecutions', ({ listCalls }) => ofMany(listCalls)),
      row('the last list ends before its function does', ({ lastListFits }) => (lastListFits ? 'yes' : '**no**')),
      row('hours of StartExecution, 150 a second', ({ startHours }) => figure(startHours)),
      row('hours of `outbox`', ({ outboxHours }) => figure(outboxHours)),
    ],
  );
}

/** What the sweep costs and how long an item waits for it. */
export function sweepTable(year: Year): string {
  const of = populations.map((inhabitants) => sweepCostOf(year, inhabitants));
  const row = (name: string, value: (cost: (typeof of)[number]) => number) => [
    name,
    ...of.map((cost) => figure(value(cost))),
  ];
  return table(
    ['a year', ...heads],
    [
      row('runs', ({ runs }) => runs),
      row('US dollars for the runs, whatever is due', ({ runsDollars }) => runsDollars),
      row('items due', ({ items }) => items),
      row('US dollars for them, with what follows', ({ itemsDollars }) => itemsDollars),
      row('longest wait of an item, minutes', ({ longestWaitMinutes }) => longestWaitMinutes),
    ],
  );
}

/** What each step asks, once. */
export function stepTable({ costs }: Year): string {
  const shown = services.filter((service) => !['signIns', 'sweptItems', 'publishRecords'].includes(service));
  const rows = Object.entries(costs.of).map(([step, load]) => [
    `\`${step}\``,
    ...shown.map((service) => (load[service] === 0 ? '' : figure(load[service]))),
  ]);
  return table(['step', ...shown.map((service) => serviceNames[service].replace('DynamoDB ', ''))], rows);
}

/** Every table by its name, as docs/scale.md holds them between marks. */
export function tablesOf(year: Year): Readonly<Record<string, string>> {
  const { citizens, seed, offices, violations } = year;
  const factors = populations.map((inhabitants) => figure(factorOf(year, inhabitants))).join(', ');
  const run =
    `Simulated: ${figure(citizens)} drafts of one year, seed ${seed}, ${offices.count} offices of ${offices.desks} desks ` +
    `with ${Math.round(offices.minutesEach)} minutes an appointment; ${violations.length} breaches of what must always ` +
    `hold. Times ${factors} for 1, 10 and 60 million inhabitants.`;
  return {
    run,
    quotas: quotaTable(year),
    load: loadTable(year),
    months: monthTable(year, 10_000_000),
    peaks: peakTable(year),
    opening: openingTable(year),
    recovery: recoveryTable(year),
    sweep: sweepTable(year),
    remedies: remedyTable(year),
    given: table(['parameter', 'value', 'from'], givenRows(year.parameters), [0, 1, 2]),
    steps: stepTable(year),
  };
}

/** A text with each table between its two marks brought up to date. Throws if a table has no place in it. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((whole, [name, content]) => {
    const [begin, end] = [`<!-- simulation: ${name} -->`, `<!-- end of ${name} -->`];
    const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`There is no place for the table "${name}".`);
    return `${whole.slice(0, from)}${begin}\n\n${content}\n\n${whole.slice(to)}`;
  }, text);
}
