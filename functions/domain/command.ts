import type * as z from 'zod/mini';
import { endingAppointment } from './appointment-news.ts';
import { endingCallUps } from './call-up-news.ts';
import { type CaseFacts, type Decision, type Facts, gate, ofCase } from './decide.ts';
import type { OperatorId } from './ids.ts';
import { isLive, type Verb } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';
import { toldOfRepresented } from './represented-act.ts';
import { tellTogether } from './verbs/one-meeting.ts';

/** What a verb asks for, and who decides it. */
export interface Command<Of extends Verb = Verb> {
  readonly verb: Of;
  /** The contract of the body, at the door and again in the transition. */
  readonly body: z.ZodMiniType;
  readonly run: (facts: Facts, body: unknown) => Decision | Refusal;
  /** The operators that a body names: the directory is asked for them beforehand. */
  readonly names?: (body: unknown) => readonly OperatorId[];
}

/** A verb that works on a DID that exists. */
export function onCase<const Of extends Verb, Body>(
  verb: Of,
  body: z.ZodMiniType<Body>,
  run: (facts: CaseFacts, body: Body) => Decision | Refusal,
): Command<Of> {
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
  const outcome = gate(facts, verb) ?? run(facts, body);
  return outcome.kind === 'refusal'
    ? outcome
    : toldOfRepresented(
        facts,
        verb,
        endingCallUps(facts, endingAppointment(facts, noteEnding(facts, tellTogether(facts, outcome)))),
      );
}

/** Whatever ends a DID, it is noted where it stood: there it is reopened if the end was wrong. */
function noteEnding({ didCase, receivedAt }: Facts, decision: Decision): Decision {
  if (!didCase || isLive(decision.next.status)) return decision;
  return { ...decision, next: { ...decision.next, ending: { at: receivedAt, from: didCase.status } } };
}

/** The operators that the body of a command names. Throws if the body does not fit its contract. */
export function namedIn({ names }: Command, body: unknown): readonly OperatorId[] {
  return names?.(body) ?? [];
}
