/** That a legal representative asked for what changed a status: the person is told beside it. */
import type { Decision, Facts } from './decide.ts';
import { caseNumber } from './ids.ts';
import type { MandateAct } from './mail-facts-mandates.ts';

const actOf: Partial<Record<string, MandateAct>> = {
  release: 'release',
  withdraw: 'withdraw',
  reopen: 'undo-withdrawal',
};

/** A decision that a representative asked for, with the communication that tells the person who did it. */
export function toldOfRepresented(
  { onMandate, declarationId, receivedAt }: Facts,
  verb: string,
  decision: Decision,
): Decision {
  const what = actOf[verb];
  if (!onMandate || what === undefined) return decision;
  const { kind: representative, namedAt } = onMandate;
  const about = { caseNumber: caseNumber(declarationId), receivedAt, namedAt, representative, what };
  return { ...decision, actTold: { kind: 'mandate-act', ...about } };
}
