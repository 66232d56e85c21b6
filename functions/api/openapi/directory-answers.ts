/** What the API answers about the directory of operators, as schemas. */
import * as z from 'zod/mini';
import { OperatorId } from '../../domain/ids.ts';
import { Operator, Seat } from '../../domain/operators.ts';

export const OperatorAnswer = z.object({
  ...z.omit(Operator, { mailDomains: true, certainty: true, note: true }).shape,
  town: Seat.shape.town,
  province: Seat.shape.province,
  meetingWithoutAppointment: z.literal(true),
});

/** A page of the directory; `total`: how many there are in all. */
export const OperatorPage = z.object({
  items: z.array(OperatorAnswer),
  total: z.int(),
  cursor: z.optional(OperatorId),
});

/** A file of rows. */
export const Csv = z.string();

/** What an import of rows came to. */
export const ImportReport = z.object({
  dryRun: z.boolean(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
      rule: z.optional(z.string()),
      field: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
  ),
});
