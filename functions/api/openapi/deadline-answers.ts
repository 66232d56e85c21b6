/** The dates of a case as `deadlinesView` shows them, as a schema. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { deadlineKinds, missedCodes } from '../../domain/deadline-views.ts';
import { ActId } from '../../domain/proceedings.ts';

export const DeadlineShown = z.object({
  kind: z.enum(deadlineKinds),
  label: z.string(),
  who: z.enum(['citizen', 'office']),
  startsOn: PlainDate,
  endsOn: PlainDate,
  endsAt: Instant,
  rule: z.string(),
  source: z.string(),
  extended: z.boolean(),
  shiftedByOutage: z.boolean(),
  ifMissed: z.object({ code: z.enum(missedCodes), text: z.string() }),
  actId: z.nullable(ActId),
});
