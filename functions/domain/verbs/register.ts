import * as z from 'zod/mini';
import type { Command } from '../command.ts';
import { addDays, dateInRome } from '../dates.ts';
import type { Decision, Facts } from '../decide.ts';
import { DeclarationData } from '../declaration.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { declarationProblem } from './declared.ts';
import { receiptOf } from './meeting.ts';

/** Body of `POST /declarations`. Routes B and C release nothing here (S0:45, S0:57). */
export const RegisterBody = z.extend(DeclarationData, { route: z.enum(['A', 'B', 'C']) });
export type RegisterBody = z.infer<typeof RegisterBody>;

/**
 * Opens a draft: no DID exists until *salva DID* (S0:15). Refuses with `live-did-exists` (S0:45, S0:57),
 * `route-not-available`, and what `declarationProblem` refuses.
 */
export function register(facts: Facts, { route, ...data }: RegisterBody): Decision | Refusal {
  if (route !== 'A') return refuse('route-not-available', 'route');
  const { liveDeclarationId } = facts.citizen;
  if (liveDeclarationId !== undefined && liveDeclarationId !== facts.declarationId) return refuse('live-did-exists');
  const problem = declarationProblem(data, dateInRome(facts.receivedAt));
  if (problem) return problem;
  return {
    kind: 'decision',
    next: {
      declarationId: facts.declarationId,
      citizenId: facts.citizen.citizenId,
      route,
      status: 'registered',
      registeredAt: facts.receivedAt,
      data,
      withReserve: false,
      authenticity: { state: 'none' },
    },
    rules: ['S0:9', 'S0:15'],
    warnings: [],
    effects: ['take-live-guard'],
    mail: {
      kind: 'draft-saved',
      ...receiptOf(facts),
      completeBy: addDays(dateInRome(facts.receivedAt), facts.policy.draftDays.value),
    },
  };
}

export const registerCommand: Command<'register'> = {
  verb: 'register',
  body: RegisterBody,
  run: (facts, raw) => register(facts, RegisterBody.parse(raw)),
};
