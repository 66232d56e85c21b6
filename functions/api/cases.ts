import type { Actor } from '../domain/actor.ts';
import { authorise, partyFor } from '../domain/authorisation.ts';
import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CitizenId, DeclarationId } from '../domain/ids.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { Mandate } from '../domain/mandates.ts';
import type { Operators } from '../domain/operators.ts';
import { conflictOf } from '../domain/parties.ts';
import { refuse } from '../domain/refusals.ts';
import { isHeldBack } from '../domain/restriction.ts';
import { getCase } from '../store/cases.ts';
import { type CitizenRecord, citizenOf, getCitizen } from '../store/citizens.ts';
import { loadOperators } from '../store/operators.ts';
import type { Table } from '../store/table.ts';
import { noteLook } from './access-log.ts';
import { denial, type SignedRequest } from './http.ts';
import { mandateInForce, representativesOf } from './mandate-in-force.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** A case that the actor may act on, with the record of its citizen and what the actor is to it. */
export interface OpenedCase {
  readonly didCase: DidCase;
  readonly citizen: CitizenRecord;
  readonly actor: Actor;
  readonly party: Party;
  /** The chosen operator, and who followed it if it has ended. */
  readonly operators: Operators;
  /** The mandate that a patronato, a delegate or a legal representative acts on. */
  readonly mandate?: Mandate | undefined;
}

/** The actor, with the citizen's record that the account stands for. */
export async function withCitizen(table: Table, actor: Actor): Promise<Actor> {
  if (actor.role !== 'citizen') return actor;
  const citizenId = await citizenOf(table, actor.subject);
  return citizenId === undefined ? actor : { ...actor, citizenId };
}

/** What stands at an instant against staff who would act on a citizen's case, by fiscal code; `undefined` if nothing does. */
export async function conflictWith(table: Table, actor: Actor, citizenId: CitizenId, at: Instant) {
  const [citizen, representatives] = await Promise.all([
    getCitizen(table, citizenId),
    representativesOf(table, actor, citizenId, at),
  ]);
  return conflictOf(actor, { citizenFiscalCode: citizen?.person.fiscalCode, representatives });
}

/**
 * Opens the case that the path names for this action, as the table of access decides. A case that does not exist and
 * one of others look alike: 404. Every look of staff and of who acts for the person is noted for the citizen before anything is shown; where that fails,
 * this throws. Acts that a restriction holds back are refused (`data-restricted`).
 */
export async function openCase(table: Table, request: SignedRequest): Promise<OpenedCase | { readonly reply: Reply }> {
  const notFound = { reply: requestProblem('not-found', request.language) };
  const id = DeclarationId.safeParse(request.parameters['id']);
  if (!id.success) return notFound;
  const [didCase, actor] = await Promise.all([getCase(table, id.data), withCitizen(table, request.actor)]);
  const citizen = didCase && (await getCitizen(table, didCase.citizenId));
  if (!didCase || !citizen) return notFound;
  const [mandate, representatives] = await Promise.all([
    mandateInForce(table, actor, citizen, request.receivedAt),
    representativesOf(table, actor, didCase.citizenId, request.receivedAt),
  ]);
  const { representation } = mandate ?? {};
  const parties = {
    citizenId: didCase.citizenId,
    operatorId: didCase.operatorId,
    competentCpiId: didCase.competentCpiId,
    status: didCase.status,
    convenedAt: didCase.convenedAt,
    citizenFiscalCode: citizen.person.fiscalCode,
    oldDid: didCase.oldDid,
    contested: didCase.contested,
    decisions: didCase.decisions,
    mandate: mandate?.patronatoId && { patronatoId: mandate.patronatoId, scope: mandate.scope },
    representatives,
    ...(actor.citizenId !== undefined &&
      (representation
        ? { representation: { by: actor.citizenId, scope: representation.scope } }
        : { delegateId: mandate?.delegateMac === undefined ? undefined : actor.citizenId })),
  };
  const denied = denial(authorise(request.action, actor, parties), request.language);
  if (denied) return { reply: denied };
  const party = partyFor(request.action, actor, parties);
  if (!party) return notFound;
  if (isHeldBack(citizen.restriction, party, request.action, didCase)) {
    return { reply: refusalReply(refuse('data-restricted'), request.language) };
  }
  const { declarationId, citizenId } = didCase;
  await noteLook(table, request, { citizenId, declarationId, party });
  return { didCase, citizen, actor, party, mandate, operators: await loadOperators(table, [didCase.operatorId]) };
}
