import * as z from 'zod/mini';
import { Approval, approved } from '../approval.ts';
import { openQuestions } from '../carried.ts';
import { onCase } from '../command.ts';
import { addSeconds, dateInRome } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import type { DidCase } from '../declaration.ts';
import { isInPlace, isOwnSide, type Status } from '../lifecycle.ts';
import { holdsGuard } from '../live-guard.ts';
import { canMerge, merged } from '../merged.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { isSignedBetween, SignedRequest } from '../signed-request.ts';
import { officeOf, receiptOf } from './meeting.ts';

/**
 * Body of a reopening, as the record keeps it. `approval` comes from the service, never from a client. `signedRequest`:
 * the person's own, where a counter takes a withdrawal back for them.
 */
export const ReopenBody = z.strictObject({ approval: z.optional(Approval), signedRequest: z.optional(SignedRequest) });
export type ReopenBody = z.infer<typeof ReopenBody>;

/**
 * Reopens a DID that ended, where it stood and with its dates. By two persons (L. 241/1990 art. 21-nonies); or by the
 * person while a withdrawal is taken back (`undo-too-late`), at a counter on their signed request
 * (`signed-request-missing`). A newer DID that is live by now goes into it: the earlier date wins. Refused where that
 * newer one cannot: the person is told so as whoever begins a second one (`live-did-exists`), an office what it can do
 * (`newer-draft-open`, `newer-did-open`).
 */
export function reopen(facts: CaseFacts, { approval, signedRequest }: ReopenBody): Decision | Refusal {
  const { liveDeclarationId = facts.declarationId, takenOver } = facts.citizen;
  // Where the code's true owner came nothing of the claimant's lives again, and its guard is taken for good.
  if (takenOver) return refuse('wrong-status');
  if (liveDeclarationId !== facts.declarationId && !facts.liveCase) return newerStands(facts);
  return facts.party === 'manager' ? byTwo(facts, approval) : undo(facts, signedRequest);
}

/** That a newer one is in the way, as who asks can mend it. */
function newerStands({ party, liveCase }: CaseFacts): Refusal {
  if (isOwnSide(party)) return refuse('live-did-exists');
  return refuse(
    liveCase?.status === 'registered' && liveCase.didDate === undefined ? 'newer-draft-open' : 'newer-did-open',
  );
}

function undo(facts: CaseFacts, signedRequest: SignedRequest | undefined): Decision | Refusal {
  const { didCase, receivedAt, policy, liveCase, party, today } = facts;
  const { ending } = didCase;
  if (!ending) return refuse('undo-too-late');
  const { withdrawalUndoHours: hours } = policy;
  if (receivedAt > (didCase.undoUntil ?? addSeconds(ending.at, hours.value * 3600))) return refuse('undo-too-late');
  if (!isInPlace(party) && !isSignedBetween(signedRequest, dateInRome(ending.at), today)) {
    return refuse('signed-request-missing', 'signedRequest');
  }
  if (liveCase) return newerStands(facts);
  const undone = back(facts, [hours.rule], 'citizen');
  return signedRequest ? { ...undone, evidence: { kind: 'withdrawal', content: { signedRequest } } } : undone;
}

function byTwo(facts: CaseFacts, approval: Approval | undefined): Decision | Refusal {
  const { didCase, liveCase } = facts;
  const proposal = approved(facts, 'reopen', approval);
  if (proposal.kind === 'refusal') return proposal;
  const rules = ['L. 241/1990 art. 21-nonies'];
  // What was forfeited does not stand in the way of the DID that came after it.
  if (!liveCase || statusBefore(didCase) === 'sanctioned') return back(facts, rules, 'office');
  if (!canMerge({ ...didCase, status: statusBefore(didCase) }, liveCase)) return newerStands(facts);
  return back(facts, [...rules, 'one live DID'], 'office', liveCase);
}

/**
 * Where an ended DID goes back to: of a decision that was reversed since, nothing is left. Those that ended before it was
 * noted tell it by what they have reached.
 */
export function statusBefore({ ending, decisions, pactSignedOn, authenticity, didDate }: DidCase): Status {
  const latest = decisions?.at(-1);
  if (ending?.from === 'sanctioned' && latest?.reversedOn !== undefined) return latest.statusBefore;
  if (ending) return ending.from;
  if (pactSignedOn !== undefined) return 'psp-signed';
  if (authenticity.state === 'authentic') return 'confirmed';
  return didDate === undefined ? 'registered' : 'reserved';
}

function back(facts: CaseFacts, rules: readonly string[], by: 'citizen' | 'office', newer?: DidCase): Decision {
  const { today, operator } = facts;
  const { proposal, ending: _, endedOn: __, closure, notices: ___, undoUntil: ____, ...kept } = facts.didCase;
  const status = statusBefore(facts.didCase);
  // Only what stands forfeited stands beside another.
  const guardFreedAt =
    status !== 'sanctioned' ? undefined : facts.liveCase && !newer ? facts.receivedAt : kept.guardFreedAt;
  const before = { ...kept, guardFreedAt, status };
  const next = newer ? merged(before, newer) : before;
  return decided(
    next,
    { status: next.status, reopenedOn: today },
    {
      rules,
      reason: by === 'citizen' ? 'withdrawal-undone' : newer ? 'merged' : 'reopened',
      effects: [
        ...(newer || !holdsGuard(before) ? [] : (['take-live-guard'] as const)),
        ...(closure?.reason === 'death' ? (['mark-living'] as const) : []),
        ...(newer && next.inps?.applications?.length ? (['adopt-applications'] as const) : []),
      ],
      ...(newer && { absorbs: newer, tasks: openQuestions(next) }),
      settles: proposal ? ['proposal-made'] : [],
      mail: {
        kind: 'did-reopened',
        ...receiptOf(facts),
        by,
        merged: newer !== undefined,
        ...(next.didDate !== undefined && { didDate: next.didDate }),
        ...(next.pactSignedOn !== undefined && { pactSignedOn: next.pactSignedOn }),
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

export const reopenCommand = onCase('reopen', ReopenBody, reopen);
