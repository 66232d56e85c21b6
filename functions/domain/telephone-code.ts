/** A code that a person says on the telephone: who answers reads out where the case stands, and nothing of whose it is. */
import * as z from 'zod/mini';
import { addSeconds, type Instant } from './dates.ts';
import { type Edit, edit } from './edit.ts';
import { TelephoneCode } from './ids.ts';
import { isLive, statuses } from './lifecycle.ts';

/** Body of the making of a code: the person sends nothing, the service draws it. */
export const DrawnCode = z.strictObject({ code: TelephoneCode });

/** The edits by which the person has a code made, a new one in the place of the last, and takes it back. */
export const telephoneEdits = {
  'make-telephone-code': edit(
    { statuses: statuses.filter(isLive), parties: ['citizen'] },
    DrawnCode,
    (_facts, { code }): Edit => ({ kind: 'edit', changes: { telephoneCode: code }, rules: ['telephone.code:assumed'] }),
  ),
  'drop-telephone-code': edit(
    { statuses, parties: ['citizen'], when: ({ telephoneCode }) => telephoneCode !== undefined },
    z.strictObject({}),
    (): Edit => ({ kind: 'edit', changes: { telephoneCode: undefined }, rules: ['telephone.code:assumed'] }),
  ),
} as const;

/** Body of a look by the code: that the person was called back at the number on record is for the officer to state. */
export const TelephoneLook = z.strictObject({ code: TelephoneCode, callback: z.literal(true) });

/** In how many seconds the oldest of the codes that still count counts no longer; at least one. */
export function secondsUntilNext(still: readonly Instant[], at: Instant): number {
  const [oldest = at] = [...still].sort();
  return Math.max(1, Math.ceil((Date.parse(oldest) + 3_600_000 - Date.parse(at)) / 1000));
}

/** The wrong codes that still count against an account at an instant: those of the hour before. */
export function wrongStill(tries: readonly Instant[], at: Instant): Instant[] {
  const since = addSeconds(at, -3600);
  return tries.filter((tried) => tried > since);
}
