/** How old a person is, in whole years on a day in Europe/Rome. */
import type { PlainDate } from './dates.ts';
import type { CaseFacts } from './decide.ts';

/** The age at which one is of age (c.c. art. 2). */
const majority = 18;

/** Whole years from a birth to a day; who was born on 29 February has the birthday on 1 March where there is none. */
export function ageOn(bornOn: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Whether the person of a case is a minor on a day, as was declared at release or, where nothing was, by the record. */
export function isMinor({ didCase, citizen }: Pick<CaseFacts, 'didCase' | 'citizen'>, day: PlainDate): boolean {
  return ageOn((didCase.snapshot?.person ?? citizen.person).birthDate, day) < majority;
}
