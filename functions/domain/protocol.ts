/** The register of what comes in and goes out (D.P.R. 445/2000 arts 53 and 55; D.Lgs. 82/2005 art. 44). */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { DeclarationId } from './ids.ts';

/** Year and number of the register, `2026/0000123`: seven digits, begun again each year (art. 57). */
export const ProtocolNumber = z
  .string()
  .check(z.regex(/^\d{4}\/\d{7}$/))
  .brand<'ProtocolNumber'>();
export type ProtocolNumber = z.infer<typeof ProtocolNumber>;

/** What is entered: names and texts stay with the thing itself, the register holds its imprint (art. 53 c.1 lett. f). */
export const NewEntry = z.object({
  /** The one thing that is entered; entered again it has the same number. */
  source: z.string(),
  direction: z.enum(['in', 'out', 'internal']),
  subject: z.string(),
  declarationId: z.optional(DeclarationId),
  /** SHA-256 in hex. */
  imprint: z.string(),
  enteredAt: Instant,
});
export type NewEntry = z.infer<typeof NewEntry>;

export const ProtocolEntry = z.extend(NewEntry, { number: ProtocolNumber, day: PlainDate });
export type ProtocolEntry = z.infer<typeof ProtocolEntry>;

/** Gives numbers of the register. An office with a protocol system of its own puts it in this place. */
export interface Protocol {
  /** The number of a thing, entered now if it is not yet. Throws if the register cannot be written. */
  enter(entry: NewEntry): Promise<ProtocolNumber>;
}

/** The number as the register writes it. */
export function protocolNumber(year: string, count: number): ProtocolNumber {
  return ProtocolNumber.parse(`${year}/${String(count).padStart(7, '0')}`);
}
