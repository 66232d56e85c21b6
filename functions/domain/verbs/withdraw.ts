import * as z from 'zod/mini';
import { isThere } from '../awaited-did.ts';
import { onCase } from '../command.ts';
import { addSeconds, dateInRome } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { isInPlace } from '../lifecycle.ts';
import { freesGuard } from '../live-guard.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { isSignedBetween, SignedRequest } from '../signed-request.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/withdrawal`. */
export const WithdrawBody = z.strictObject({
  /** The person knows that status and benefit end: asked where a benefit rests on the DID (route B). */
  lossConfirmed: z.optional(z.boolean()),
  /** The person's signed request, where an office withdraws for them. */
  signedRequest: z.optional(SignedRequest),
});
export type WithdrawBody = z.infer<typeof WithdrawBody>;

/** Whether a benefit ends with the DID: one that is known, or the application that is the DID. */
const carriesBenefit = (didCase: CaseFacts['didCase']) =>
  didCase.benefit !== undefined || (didCase.route === 'B' && isThere(didCase));

/**
 * Takes the DID back, or gives up the draft. Only at the person's own request: an office needs it signed
 * (`signed-request-missing`); where a benefit rests on the DID the loss must be confirmed (`loss-not-confirmed`), and who
 * asks must have proved who they are: a password ends no benefit (`withdrawal-not-proved`). For
 * some hours the person can take the withdrawal back; for some days where they are told on paper.
 */
export function withdraw(facts: CaseFacts, body: WithdrawBody): Decision | Refusal {
  const { didCase, party, today, policy, receivedAt, citizen } = facts;
  const proved = isSignedBetween(body.signedRequest, dateInRome(didCase.registeredAt), today);
  if (!isInPlace(party) && !proved) return refuse('signed-request-missing', 'signedRequest');
  if (party === 'citizen' && facts.actor.assurance !== 'strong' && carriesBenefit(didCase)) {
    return refuse('withdrawal-not-proved');
  }
  if ((didCase.route === 'B' || didCase.benefit !== undefined) && body.lossConfirmed !== true)
    return refuse('loss-not-confirmed', 'lossConfirmed');
  const hours = policy.withdrawalUndoHours.value + (citizen.mailboxHealthy ? 0 : policy.letterDays.value * 24);
  const undoUntil = addSeconds(receivedAt, hours * 3600);
  return decided(
    didCase,
    { status: 'withdrawn', endedOn: today, undoUntil },
    {
      rules: ['withdrawal.own-request'],
      effects: freesGuard(didCase),
      ...(body.signedRequest && { evidence: { kind: 'withdrawal', content: body } as const }),
      mail: {
        kind: 'withdrawn',
        by: isInPlace(party) ? 'citizen' : 'office',
        ...receiptOf(facts),
        undoUntil,
        ...(didCase.didDate === undefined ? {} : { didDate: didCase.didDate }),
        ...(facts.operator && { office: officeOf(facts.operator) }),
      },
    },
  );
}

export const withdrawCommand = onCase('withdraw', WithdrawBody, withdraw);
