/**
 * The delegate: a natural person whom the citizen trusts and names by fiscal code, for a year at most (D.Lgs. 82/2005 art.
 * 64-ter). A delegate signs in with an identity of their own, reads the case, keeps its appointments, tells changes, says
 * why something was not done and appeals; never releases, withdraws, chooses or changes the mailbox.
 */
import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { PlainDate } from './dates.ts';
import { FiscalCode } from './fiscal-code.ts';
import { untilProblem } from './mandates.ts';
import type { ProcedurePolicy } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Body of `POST /me/delegates`: whom, and until which day at the latest. */
export const NameDelegate = z.strictObject({ fiscalCode: FiscalCode, until: PlainDate });
export type NameDelegate = z.infer<typeof NameDelegate>;

/** Whether a session proves that a fiscal code is of who is signed in. */
export function isProvedBy({ role, assurance, fiscalCode }: Actor, code: string): boolean {
  return role === 'citizen' && assurance === 'strong' && fiscalCode === code;
}

/**
 * Why a delegate cannot be named: who names did not prove who they are (`identity-for-delegate`), named themselves
 * (`delegate-yourself`), or a day that is past or too far off.
 * @param own the fiscal code of who names
 */
export function delegateProblem(
  { fiscalCode, until }: NameDelegate,
  {
    own,
    actor,
    today,
    policy,
  }: { readonly own: string; readonly actor: Actor; readonly today: PlainDate; readonly policy: ProcedurePolicy },
): Refusal | undefined {
  if (!isProvedBy(actor, own)) return refuse('identity-for-delegate');
  if (fiscalCode === own) return refuse('delegate-yourself', 'fiscalCode');
  return untilProblem(until, today, policy);
}
