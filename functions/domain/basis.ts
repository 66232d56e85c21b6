/** What is shown of who acts for a person by law or by a court's decree. */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { lineOfText } from './person.ts';

/** A court's decree: what names a guardian (c.c. arts 343, 424) or an administrator of support (c.c. art. 405). */
export const Decree = z.strictObject({
  kind: z.literal('court-decree'),
  number: lineOfText(40),
  date: PlainDate,
  court: lineOfText(120),
});

/** What is shown of a parent: the birth of the minor. */
export const MinorShown = z.strictObject({ kind: z.literal('parent-of-minor'), minorBornOn: PlainDate });

/** The day on which somebody born on a day is of age; on 1 March where 29 February is missing. */
export function ofAgeOn(bornOn: PlainDate): PlainDate {
  const [year = '', month = '', day = ''] = bornOn.split('-');
  const then = String(Number(year) + 18).padStart(4, '0');
  return PlainDate.safeParse(`${then}-${month}-${day}`).data ?? PlainDate.parse(`${then}-03-01`);
}
