/** What keeps a case from being erased: an administrator sets it with a reason, and lifts it with a reason. */
import * as z from 'zod/mini';
import { holdKinds } from './declaration.ts';
import { edit } from './edit.ts';
import { statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { refuse } from './refusals.ts';

/** Body of `PUT` and `DELETE …/hold`: which hold, and why it is set or lifted. */
export const HoldBody = z.strictObject({ kind: z.enum(holdKinds), reason: lineOfText(500) });

const rules = ['retention.hold'];

/** Sets a hold, one of a kind; set again it has the new reason and its first instant. */
export const setHold = edit({ statuses, parties: ['admin'] }, HoldBody, ({ didCase, receivedAt }, { kind, reason }) => {
  const { holds = [], erasedOn, erasing } = didCase;
  if (erasedOn !== undefined || erasing !== undefined) return refuse('case-erased');
  const setAt = holds.find((hold) => hold.kind === kind)?.setAt ?? receivedAt;
  const others = holds.filter((hold) => hold.kind !== kind);
  return { kind: 'edit', changes: { holds: [...others, { kind, reason, setAt }] }, rules, reason: kind };
});

/** Lifts a hold: what is due by then is erased. Refused with `hold-none` where no such hold stands. */
export const liftHold = edit({ statuses, parties: ['admin'] }, HoldBody, ({ didCase }, { kind, reason }) => {
  const { holds = [] } = didCase;
  const lifted = holds.find((hold) => hold.kind === kind);
  if (!lifted) return refuse('hold-none');
  const left = holds.filter((hold) => hold !== lifted);
  return {
    kind: 'edit',
    changes: { holds: left.length > 0 ? left : undefined },
    rules,
    reason: kind,
    evidence: { kind: 'hold', content: { lifted, reason } },
  };
});
