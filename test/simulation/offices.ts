/** Job centres with so many desks, their opening hours, and the appointments that they give. */
import { findOperators, type Operator } from '../../functions/domain/operators.ts';
import { operators } from '../unit/directory.ts';
import { type Calendar, day, hour, minute } from './calendar.ts';
import type { Parameters } from './parameters.ts';

/** An office: what it can give, and what is given already. */
export interface Office {
  readonly operator: Operator;
  readonly desks: number;
  /** How long an appointment takes at a desk. */
  readonly minutesEach: number;
  /** Every beginning of an appointment, in order. */
  readonly slots: readonly number[];
  /** How many appointments each beginning has left. */
  readonly left: number[];
  /** The first beginning that may have one left. */
  free: number;
}

/** So many offices as people who declare need, the first of the directory; together they are busy as the parameters say. */
export function openOffices(calendar: Calendar, parameters: Parameters, citizens: number): Office[] {
  const { didsPerThousand, inhabitantsPerOffice, officeOpens, officeCloses, officeBusyShare, noShowShare } = parameters;
  const first = calendar.days[0];
  if (!first) throw new Error('the year has no days');
  const directory = findOperators(operators, { kind: 'cpi', on: first.date });
  const inhabitants = (citizens * 1000) / didsPerThousand.value;
  const wanted = Math.max(1, Math.round(inhabitants / inhabitantsPerOffice.value));
  const chosen = directory.slice(0, Math.min(wanted, directory.length));

  const open = calendar.days.filter(({ working }) => working);
  const ahead = calendar.afterwards.filter(({ working }) => working);
  const minutesADay = (officeCloses.value - officeOpens.value) * 60;
  const appointments = (citizens / chosen.length) * (1 + noShowShare.value);
  const needed = appointments / officeBusyShare.value / open.length;
  // About twelve appointments a desk and day: forty minutes.
  const desks = Math.max(1, Math.round(needed / 12));
  const minutesEach = (minutesADay * desks) / needed;
  const all = [...open, ...ahead];
  // One after another through all opening hours, so that small offices lose no minute at the end of a day.
  const slots = Array.from({ length: Math.floor((all.length * minutesADay) / minutesEach) }, (_, index) => {
    const opened = index * minutesEach;
    const begins = all[Math.floor(opened / minutesADay)]?.begins ?? 0;
    return begins + officeOpens.value * hour + Math.floor(opened % minutesADay) * minute;
  });
  return chosen.map((operator) => ({
    operator,
    desks,
    minutesEach,
    slots,
    left: slots.map(() => desks),
    free: 0,
  }));
}

/** Index of the next beginning that is far enough ahead and has an appointment left; past the last one if none has. */
function nextIndex(office: Office, now: number, leadDays: number): number {
  while (office.left[office.free] === 0) office.free += 1;
  let index = firstFrom(office.slots, now + leadDays * day, office.free);
  while (office.left[index] === 0) index += 1;
  return index;
}

/** When an office can give its next appointment; `undefined` if none is left. */
export function nextFree(office: Office, now: number, leadDays: number): number | undefined {
  return office.slots[nextIndex(office, now, leadDays)];
}

/** Gives the next appointment that is far enough ahead; `undefined` if none is left. */
export function book(office: Office, now: number, leadDays: number): number | undefined {
  const index = nextIndex(office, now, leadDays);
  const slot = office.slots[index];
  if (slot === undefined) return undefined;
  office.left[index] = (office.left[index] ?? 0) - 1;
  return slot;
}

/** The first index from which slots begin at an instant or later. */
function firstFrom(slots: readonly number[], at: number, from: number): number {
  let [low, high] = [from, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
