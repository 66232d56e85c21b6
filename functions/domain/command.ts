import type * as z from 'zod/mini';
import { type CaseFacts, type Decision, type Facts, gate, ofCase } from './decide.ts';
import type { AvailableVerb } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';

/** What a verb in service asks for, and who decides it. */
export interface Command<Verb extends AvailableVerb = AvailableVerb> {
  readonly verb: Verb;
  /** The contract of the body, at the door and again in the transition. */
  readonly body: z.ZodMiniType;
  readonly run: (facts: Facts, body: unknown) => Decision | Refusal;
}

/** A verb that works on a DID that exists. */
export function onCase<const Verb extends AvailableVerb, Body>(
  verb: Verb,
  body: z.ZodMiniType<Body>,
  run: (facts: CaseFacts, body: Body) => Decision | Refusal,
): Command<Verb> {
  return {
    verb,
    body,
    run: (facts, raw) => {
      const caseFacts = ofCase(facts);
      return 'kind' in caseFacts ? caseFacts : run(caseFacts, body.parse(raw));
    },
  };
}

/**
 * Decides a command on facts, purely: the same at the door (as a forecast) and in the transition (for good).
 * Throws if the body does not fit its contract, which the door has checked.
 */
export function decideBy({ verb, run }: Command, facts: Facts, body: unknown): Decision | Refusal {
  return gate(facts, verb) ?? run(facts, body);
}
