/** How a fact that is contested is shown with its case: codes and days; its words are read with the act. */
import type { Actor } from '../domain/actor.ts';
import { isOwnAct } from '../domain/acts.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { Justification } from '../domain/proceedings.ts';
import type { Service } from '../domain/service.ts';

/** How an act goes to the person, and when it was served if it is known to be. */
export const serviceView = ({ channel, sentOn, servedOn }: Service) => ({
  channel,
  sentOn,
  servedOn: servedOn ?? null,
});

/** That the person answered, and when; for which reason is not for an accredited operator, nor a delegate: it can tell of an illness. */
export const answerView =
  (party: Party) =>
  ({ at, inTime, reason }: Justification) => ({
    at,
    inTime,
    ...(party !== 'accredited' && party !== 'delegate' && { reason }),
  });

/** The fact that is contested; an accredited operator sees its own. */
export function contestedView({ contested }: DidCase, onlooker: { readonly party: Party; readonly actor: Actor }) {
  if (!contested || !isOwnAct(onlooker, { act: 'contestation', by: contested.reportedBy })) return null;
  const { id, kind, factOn, callUpId, conditionality, rule, recurrence, reportedAt } = contested;
  return {
    ...{ id, kind, factOn },
    callUpId: callUpId ?? null,
    ...{ conditionality, rule, recurrence, reportedAt },
    possible: contested.possible,
    possibleDays: contested.possibleDays ?? null,
    service: serviceView(contested.service),
    justifications: contested.justifications.map(answerView(onlooker.party)),
    // Who decides names it, having read it.
    workToldAt: contested.workToldAt ?? null,
  };
}
