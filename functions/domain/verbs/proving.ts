/** What goes with the decision that proves whose a fiscal code is. */
import type { CaseFacts, Decision } from '../decide.ts';
import { attachAll } from '../inps-case.ts';

/**
 * What INPS told of a fiscal code waits while nobody has proved whose it is (S0:43): the DID takes it up with the decision
 * that proves it, and the mail of that decision says the day that counts then. Nothing where the decision proves nothing.
 */
export function takingUpNews({ citizen, receivedAt }: CaseFacts, decision: Decision): Decision {
  const { applications = [] } = citizen;
  if (applications.length === 0 || !decision.effects.includes('verify-fiscal-code')) return decision;
  const { next, rules, tasks, settles } = attachAll(decision.next, applications, receivedAt);
  const { mail } = decision;
  const { didDate } = next;
  return {
    ...decision,
    next,
    rules: [...new Set([...decision.rules, ...rules])],
    effects: [...decision.effects, 'adopt-applications'],
    tasks: [...(decision.tasks ?? []), ...tasks],
    settles: [...(decision.settles ?? []), ...settles],
    mail: mail && 'didDate' in mail && didDate !== undefined ? { ...mail, didDate } : mail,
  };
}
