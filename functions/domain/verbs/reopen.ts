import * as z from 'zod/mini';
import { Approval, approved } from '../approval.ts';
import { carriedOver, openQuestions } from '../carried.ts';
import { onCase } from '../command.ts';
import { addDays, addSeconds, dateInRome, type PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import type { DidCase } from '../declaration.ts';
import type { PastSuspension } from '../life.ts';
import type { Status } from '../lifecycle.ts';
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
 * newer one cannot (`live-did-exists`).
 */
export function reopen(facts: CaseFacts, { approval, signedRequest }: ReopenBody): Decision | Refusal {
  const { liveDeclarationId = facts.declarationId, takenOver } = facts.citizen;
  // Where the code's true owner came nothing of the claimant's lives again, and its guard is taken for good.
  if (takenOver) return refuse('wrong-status');
  if (liveDeclarationId !== facts.declarationId && !facts.liveCase) return refuse('live-did-exists');
  return facts.party === 'manager' ? byTwo(facts, approval) : undo(facts, signedRequest);
}

function undo(facts: CaseFacts, signedRequest: SignedRequest | undefined): Decision | Refusal {
  const { didCase, receivedAt, policy, liveCase, party, today } = facts;
  const { ending } = didCase;
  if (!ending) return refuse('undo-too-late');
  const { withdrawalUndoHours: hours } = policy;
  if (receivedAt > (didCase.undoUntil ?? addSeconds(ending.at, hours.value * 3600))) return refuse('undo-too-late');
  if (party !== 'citizen' && !isSignedBetween(signedRequest, dateInRome(ending.at), today)) {
    return refuse('signed-request-missing', 'signedRequest');
  }
  if (liveCase) return refuse('live-did-exists');
  const undone = back(facts, [hours.rule], 'citizen');
  return signedRequest ? { ...undone, evidence: { kind: 'withdrawal', content: { signedRequest } } } : undone;
}

function byTwo(facts: CaseFacts, approval: Approval | undefined): Decision | Refusal {
  const { didCase, liveCase } = facts;
  const proposal = approved(facts, 'reopen', approval);
  if (proposal.kind === 'refusal') return proposal;
  const rules = ['L. 241/1990 art. 21-nonies'];
  if (!liveCase) return back(facts, rules, 'office');
  if (!canMerge({ ...didCase, status: statusBefore(didCase) }, liveCase)) return refuse('live-did-exists');
  return back(facts, [...rules, 'one live DID'], 'office', liveCase);
}

/** Where an ended DID goes back to; those that ended before it was noted tell it by what they have reached. */
export function statusBefore({ ending, pactSignedOn, authenticity, didDate }: DidCase): Status {
  if (ending) return ending.from;
  if (pactSignedOn !== undefined) return 'psp-signed';
  if (authenticity.state === 'authentic') return 'confirmed';
  return didDate === undefined ? 'registered' : 'reserved';
}

function back(facts: CaseFacts, rules: readonly string[], by: 'citizen' | 'office', newer?: DidCase): Decision {
  const { today, operator } = facts;
  const { proposal, ending: _, endedOn: __, closure, notices: ___, undoUntil: ____, ...kept } = facts.didCase;
  const before = { ...kept, status: statusBefore(facts.didCase) };
  const next = newer ? merged(before, newer) : before;
  return decided(
    next,
    { status: next.status, reopenedOn: today },
    {
      rules,
      reason: by === 'citizen' ? 'withdrawal-undone' : newer ? 'merged' : 'reopened',
      effects: [
        ...(newer ? [] : (['take-live-guard'] as const)),
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

const order: readonly Status[] = ['registered', 'reserved', 'confirmed', 'psp-signed'];
const rank = (status: Status) => order.indexOf(status);
const further = (a: Status, b: Status) => (rank(a) < rank(b) ? b : a);
const earlier = (a: PlainDate, b: PlainDate) => (a < b ? a : b);
const later = (a: PlainDate, b: PlainDate) => (earlier(a, b) === a ? b : a);

type Stands = Omit<DidCase, 'version'>;
/** How far a DID has come, work apart. */
const reached = ({ status, suspension }: Stands) => (status === 'suspended' && suspension?.statusBefore) || status;

/** Whether two DIDs of a person can become one: both are DIDs, and no contested fact waits for a decision. */
const canMerge = (one: Stands, other: Stands) =>
  [one, other].every((each) => each.didDate !== undefined && rank(reached(each)) >= 0);

/** One DID out of two of the same person: the earlier date, and all that either has reached. */
function merged(before: Stands, newer: DidCase): Stands {
  const { suspension: _, ...old } = before;
  const { didDate = newer.didDate } = old;
  const first = didDate !== undefined && newer.didDate !== undefined ? earlier(didDate, newer.didDate) : didDate;
  const status = further(reached(before), reached(newer));
  const { operatorId, operatorChosenOn, competentCpiId, reserveLiftedOn, suspension } = newer;
  const signed = old.pactSignedOn === undefined ? newer : old;
  const { pactSignedOn, unemploymentConfirmedOn, responsibleOfficer } = signed;
  const { pactEnteredAt, pactDispute, pactSignature, pactOperatorId, agreedChannel } = signed;
  const pactFrom =
    signed === newer && pactSignedOn !== undefined ? (newer.pactFrom ?? newer.declarationId) : old.pactFrom;
  const suspensions = [...(old.suspensions ?? []), ...closedBy(before, newer), ...(newer.suspensions ?? [])];
  return {
    ...old,
    ...(first !== undefined && { didDate: first, unemployedSince: first }),
    ...(first !== didDate && newer.didSource !== undefined && { didSource: newer.didSource }),
    ...carriedOver(old, newer),
    ...(old.authenticity.state !== 'authentic' && { authenticity: newer.authenticity }),
    ...(old.reserveLiftedOn === undefined && reserveLiftedOn !== undefined && { reserveLiftedOn }),
    ...(operatorId !== undefined && { operatorId }),
    ...(operatorChosenOn !== undefined && { operatorChosenOn }),
    ...(competentCpiId !== undefined && { competentCpiId }),
    ...(pactSignedOn !== undefined && { pactSignedOn }),
    ...(unemploymentConfirmedOn !== undefined && { unemploymentConfirmedOn }),
    ...(responsibleOfficer !== undefined && { responsibleOfficer }),
    ...(pactEnteredAt !== undefined && { pactEnteredAt }),
    ...(pactDispute && { pactDispute }),
    ...(pactSignature && { pactSignature }),
    ...(pactOperatorId !== undefined && { pactOperatorId }),
    ...(agreedChannel !== undefined && { agreedChannel }),
    ...(pactFrom !== undefined && { pactFrom }),
    ...(suspensions.length > 0 && { suspensions }),
    ...(suspension && { suspension: { ...suspension, statusBefore: status } }),
    status: suspension ? 'suspended' : status,
  };
}

/** The work during which the old DID was closed: it was over when the new one was released. */
function closedBy({ suspension }: Stands, { didDate }: DidCase): PastSuspension[] {
  if (!suspension || didDate === undefined) return [];
  const { from, reason } = suspension;
  return [{ from, until: later(from, addDays(didDate, -1)), reason }];
}

export const reopenCommand = onCase('reopen', ReopenBody, reopen);
