import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** Body of a closure. `annulled`: the declaration is not the person's own, a code's true owner signed in. */
export const CloseBody = z.strictObject({ reason: z.enum(['annulled']) });
export type CloseBody = z.infer<typeof CloseBody>;

/**
 * Annuls a DID that was not made by the person («non resa dall'interessato»). Only the sign-in of the
 * code's true owner does so, and only while no operator has checked who made it; nobody is written to, so that neither
 * side learns of the other.
 */
export function close(facts: CaseFacts, body: CloseBody): Decision | Refusal {
  if (facts.party !== 'identity') return refuse('verb-not-available');
  if (facts.didCase.authenticity.state === 'authentic') return refuse('wrong-status');
  return decided(
    facts.didCase,
    { status: 'closed', endedOn: facts.today },
    { rules: ['identity.not-made-by-the-person'], reason: body.reason, effects: ['free-live-guard'] },
  );
}

export const closeCommand = onCase('close', CloseBody, close);
