/** Which job centre is competent for a domicile (S0:17): by municipality and day, as the office's table tells. */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { OperatorId } from './ids.ts';
import { PlainLine } from './lines.ts';
import { provinces } from './operators.ts';
import { Municipality } from './person.ts';

/** From when to when a job centre is competent for a municipality, both days included; null: always, or still. */
export const CompetencePeriod = z.strictObject({
  operatorId: OperatorId,
  from: z.nullable(PlainDate),
  to: z.nullable(PlainDate),
  /** No source gives the table (`assumed` by province); an office that knows better imports what is `stated`. */
  certainty: z.enum(['stated', 'assumed']),
});
export type CompetencePeriod = z.infer<typeof CompetencePeriod>;

/** A municipality and who is competent for those who live there. */
export const Competence = z.strictObject({
  municipality: Municipality,
  name: PlainLine,
  province: z.enum(provinces),
  periods: z.array(CompetencePeriod).check(z.minLength(1), z.maxLength(20)),
});
export type Competence = z.infer<typeof Competence>;

const covers = ({ from, to }: CompetencePeriod, day: PlainDate) =>
  (from === null || from <= day) && (to === null || day <= to);

/** The job centre of a municipality on a day in Europe/Rome; `undefined` if the table does not tell. */
export function competentCpi(competence: Competence | undefined, on: PlainDate): OperatorId | undefined {
  return competence?.periods.find((period) => covers(period, on))?.operatorId;
}

/** Whether two periods share a day. */
export function overlap(one: CompetencePeriod, other: CompetencePeriod): boolean {
  const begins = (a: CompetencePeriod, b: CompetencePeriod) => a.from === null || b.to === null || a.from <= b.to;
  return begins(one, other) && begins(other, one);
}
