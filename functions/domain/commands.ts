import type * as z from 'zod/mini';
import { type CaseFacts, type Decision, type Facts, gate, ofCase } from './decide.ts';
import type { AvailableVerb } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';
import { CloseBody, close } from './verbs/close.ts';
import { ConfirmBody, confirm } from './verbs/confirm.ts';
import { ExpireBody, expire } from './verbs/expire.ts';
import { RegisterBody, register } from './verbs/register.ts';
import { ReleaseBody, release } from './verbs/release.ts';
import { PactBody, signPact } from './verbs/sign-pact.ts';
import { WithdrawBody, withdraw } from './verbs/withdraw.ts';

interface Command {
  /** The contract of the body, at the door and again in the transition. */
  readonly body: z.ZodMiniType;
  readonly run: (facts: Facts, body: unknown) => Decision | Refusal;
}

function onCase<Body>(body: z.ZodMiniType<Body>, run: (facts: CaseFacts, body: Body) => Decision | Refusal): Command {
  return {
    body,
    run: (facts, raw) => {
      const caseFacts = ofCase(facts);
      return 'kind' in caseFacts ? caseFacts : run(caseFacts, body.parse(raw));
    },
  };
}

/** Every verb in service: what its body must be, and who decides. */
export const commands: Record<AvailableVerb, Command> = {
  register: { body: RegisterBody, run: (facts, raw) => register(facts, RegisterBody.parse(raw)) },
  release: onCase(ReleaseBody, release),
  confirm: onCase(ConfirmBody, confirm),
  'sign-pact': onCase(PactBody, signPact),
  withdraw: onCase(WithdrawBody, withdraw),
  close: onCase(CloseBody, close),
  expire: onCase(ExpireBody, expire),
};

/**
 * Decides a command on facts, purely: the same at the door (as a forecast) and in the transition (for good).
 * Throws if the body does not fit its contract, which the door has checked.
 */
export function decide(verb: AvailableVerb, facts: Facts, body: unknown): Decision | Refusal {
  return gate(facts, verb) ?? commands[verb].run(facts, body);
}
