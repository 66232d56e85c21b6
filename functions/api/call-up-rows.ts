/** What is asked and answered where many are called up at once. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { DeclarationId } from '../domain/ids.ts';
import { PlainLine } from '../domain/lines.ts';
import { ActId, attendances, callUpPurposes } from '../domain/proceedings.ts';
import { serviceChannels } from '../domain/service.ts';

/** Rows of one request; who has more sends them in another. */
const mostRows = 300;

const eachOnce = z.refine<readonly { readonly declarationId: string }[]>(
  (rows) => new Set(rows.map(({ declarationId }) => declarationId)).size === rows.length,
  { error: 'listed-twice' },
);

/** Body of `POST /call-ups`: one room at one time, and who is called up there. */
export const ManyCallUps = z.strictObject({
  purpose: z.enum(callUpPurposes),
  startsAt: Instant,
  place: PlainLine,
  channel: z.enum(serviceChannels),
  /** Seats of the room. */
  capacity: z.int().check(z.minimum(1), z.maximum(2000)),
  declarations: z
    .array(z.strictObject({ declarationId: DeclarationId }))
    .check(z.minLength(1), z.maxLength(mostRows), eachOnce),
});

/** Body of `POST /call-ups/attendance`. */
export const ManyAttendances = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        declarationId: DeclarationId,
        actId: ActId,
        attendance: z.enum(attendances),
        seen: z.optional(z.boolean()),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostRows), eachOnce),
});

/** What became of a row. */
export const RowDone = z.object({
  declarationId: DeclarationId,
  outcome: z.enum(['done', 'refused']),
  actId: z.nullable(ActId),
  receiptNumber: z.nullable(z.string()),
  /** Why not, as a code and in words; the earliest time that would do. */
  code: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  earliest: z.nullable(Instant),
});
export type RowDone = z.infer<typeof RowDone>;

/** The answer to both: the rows that were decided on, and those that time did not reach. */
export const ManyDone = z.object({ rows: z.array(RowDone), left: z.array(DeclarationId) });

/** Which room of the own office, at which time. */
export const SheetQuery = z.strictObject({ startsAt: Instant, place: PlainLine });
export type SheetQuery = z.output<typeof SheetQuery>;
