/** Every verb in service. A transition imports its own verb instead, so that its bundle holds no other's law. */
import { type Command, decideBy } from './command.ts';
import type { Decision, Facts } from './decide.ts';
import type { AvailableVerb } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';
import { closeCommand } from './verbs/close.ts';
import { confirmCommand } from './verbs/confirm.ts';
import { expireCommand } from './verbs/expire.ts';
import { registerCommand } from './verbs/register.ts';
import { releaseCommand } from './verbs/release.ts';
import { signPactCommand } from './verbs/sign-pact.ts';
import { withdrawCommand } from './verbs/withdraw.ts';

/** What each verb in service asks for, and who decides it. */
export const commands: { readonly [Verb in AvailableVerb]: Command<Verb> } = {
  register: registerCommand,
  release: releaseCommand,
  confirm: confirmCommand,
  'sign-pact': signPactCommand,
  withdraw: withdrawCommand,
  close: closeCommand,
  expire: expireCommand,
};

/** Decides a command of any verb in service, as `decideBy` does. */
export function decide(verb: AvailableVerb, facts: Facts, body: unknown): Decision | Refusal {
  return decideBy(commands[verb], facts, body);
}
