/** Every verb. A transition imports its own verb instead, so that its bundle holds no other's law. */
import { type Command, decideBy, namedIn } from './command.ts';
import type { Decision, Facts } from './decide.ts';
import type { OperatorId } from './ids.ts';
import type { Verb } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';
import { changeRouteCommand } from './verbs/change-route.ts';
import { closeCommand } from './verbs/close.ts';
import { confirmCommand } from './verbs/confirm.ts';
import { decideCommand } from './verbs/decide.ts';
import { expireCommand } from './verbs/expire.ts';
import { recordAppealOutcomeCommand } from './verbs/record-appeal-outcome.ts';
import { registerCommand } from './verbs/register.ts';
import { releaseCommand } from './verbs/release.ts';
import { reopenCommand } from './verbs/reopen.ts';
import { reportBreachCommand } from './verbs/report-breach.ts';
import { resumeCommand } from './verbs/resume.ts';
import { signPactCommand } from './verbs/sign-pact.ts';
import { suspendCommand } from './verbs/suspend.ts';
import { verifyOldDidCommand } from './verbs/verify-old-did.ts';
import { voidPactCommand } from './verbs/void-pact.ts';
import { withdrawCommand } from './verbs/withdraw.ts';

/** What each verb asks for, and who decides it. */
export const commands: { readonly [Of in Verb]: Command<Of> } = {
  register: registerCommand,
  release: releaseCommand,
  confirm: confirmCommand,
  'sign-pact': signPactCommand,
  'void-pact': voidPactCommand,
  withdraw: withdrawCommand,
  close: closeCommand,
  expire: expireCommand,
  'change-route': changeRouteCommand,
  'verify-old-did': verifyOldDidCommand,
  suspend: suspendCommand,
  resume: resumeCommand,
  'report-breach': reportBreachCommand,
  decide: decideCommand,
  'record-appeal-outcome': recordAppealOutcomeCommand,
  reopen: reopenCommand,
};

/** Decides a command of any verb, as `decideBy` does. */
export function decide(verb: Verb, facts: Facts, body: unknown): Decision | Refusal {
  return decideBy(commands[verb], facts, body);
}

/** The operators that the body of a verb names. Throws if the body does not fit its contract. */
export function namedBy(verb: Verb, body: unknown): readonly OperatorId[] {
  return namedIn(commands[verb], body);
}
