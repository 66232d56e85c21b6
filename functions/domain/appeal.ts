/** Where a person goes against a decision of an office (L. 241/1990 art. 3 c.4): court and term are one decided value. */
import * as z from 'zod/mini';

/** Which court hears it, and in how many days; they run from the service of the decision, never from a reading. */
export const Appeal = z.strictObject({ court: z.enum(['ordinary', 'administrative']), days: z.int() });
export type Appeal = z.infer<typeof Appeal>;
