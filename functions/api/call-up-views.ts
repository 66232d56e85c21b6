/** How the call-ups of a case are shown: codes and times; reasons are read with the act. */
import type { Actor } from '../domain/actor.ts';
import { isOwnAct } from '../domain/acts.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Party } from '../domain/lifecycle.ts';
import { excuseUntil } from '../domain/terms.ts';
import { answerView, serviceView } from './proceeding-views.ts';

/** The call-ups that are not settled, the next first; an accredited operator sees its own. */
export function callUpsView({ callUps = [] }: DidCase, onlooker: { readonly party: Party; readonly actor: Actor }) {
  return callUps
    .filter(({ by }) => isOwnAct(onlooker, { act: 'call-up', by }))
    .toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
    .map((called) => {
      const { id, purpose, startsAt, place, calledAt, by, service, attendance, justifications } = called;
      return {
        ...{ id, purpose, startsAt, place, calledAt },
        operatorId: by.operatorId ?? null,
        service: serviceView(service),
        attendance: attendance ?? null,
        explainBy: excuseUntil(called) ?? null,
        justifications: justifications.map(answerView(onlooker.party)),
      };
    });
}
