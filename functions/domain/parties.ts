/** What a person is to a case: a party to it, or nothing. */
import type { Actor } from './actor.ts';
import type { ConditionalityPolicy } from './conditionality.ts';
import type { PatronatoId } from './ids.ts';
import { jobCentreOf } from './job-centre.ts';
import { edgeOf, lifecycle, type Party, type Status, type Verb } from './lifecycle.ts';
import type { MandateScope, RepresentedScope } from './mail-facts-mandates.ts';

/** What a case must tell for access to be decided; `citizenFiscalCode` only where an operator or manager acts. */
export interface CaseParties {
  readonly citizenId: string;
  readonly operatorId?: string | undefined;
  /** The job centre of the domicile. */
  readonly competentCpiId?: string | undefined;
  /** Where the case stands, and when the job centre was asked to convene the person: before, who chose nobody is nobody's. */
  readonly status?: Status | undefined;
  readonly convenedAt?: string | undefined;
  readonly citizenFiscalCode?: string | undefined;
  /** The question about an earlier DID, and who is asked (S0:57). */
  readonly oldDid?: { readonly askedOf?: string | undefined } | undefined;
  /** The citizen's mandate to the patronato that asks, if one is in force. */
  readonly mandate?: { readonly patronatoId: PatronatoId; readonly scope: readonly MandateScope[] } | undefined;
  /** Who acts for the citizen by law and asks: their own record, and what for. */
  readonly representation?: { readonly by: string; readonly scope: readonly RepresentedScope[] } | undefined;
  /** The fiscal codes of who acts for the citizen by law; only where staff act. */
  readonly representatives?: readonly string[] | undefined;
  /** The record of the delegate who asks, whom the citizen named with a mandate in force. */
  readonly delegateId?: string | undefined;
  /** The fact that is contested, by the policy of its day. */
  readonly contested?: { readonly conditionality: string } | undefined;
  /** What was decided on facts, by the policies of their days. */
  readonly decisions?: readonly { readonly conditionality: string }[] | undefined;
}

/** The policy by which INPS decides on a contested fact (S1:63-65). */
const decidedByInps = 'circolare-133-2010' satisfies ConditionalityPolicy['id'];

/** What the actor is to this case; `undefined` if nothing. */
export function partyOf(actor: Actor, parties: CaseParties): Party | undefined {
  if (actor.role === 'citizen') return actor.citizenId === parties.citizenId ? 'citizen' : helperOf(actor, parties);
  if (actor.role === 'manager') return 'manager';
  if (actor.role === 'patronato') {
    const { mandate } = parties;
    return mandate !== undefined && mandate.patronatoId === actor.patronatoId ? 'patronato' : undefined;
  }
  if (actor.role === 'inps') return isForInps(parties) ? 'inps' : undefined;
  if (actor.role !== 'operator' || actor.operatorId === undefined) return undefined;
  if (actor.operatorId === parties.operatorId) return actor.operatorKind;
  if (actor.operatorId === jobCentreOf(parties)) return 'competent-cpi';
  return actor.operatorId === parties.oldDid?.askedOf ? 'other-cpi' : undefined;
}

/** Whether INPS decides on what is contested, or has decided on a fact: who decided may repeat the request. */
function isForInps({ contested, decisions = [] }: CaseParties): boolean {
  return [...(contested ? [contested] : []), ...decisions].some((one) => one.conditionality === decidedByInps);
}

/** A legal representative and a delegate are that by a strong identity alone. */
function helperOf({ assurance, citizenId }: Actor, { representation, delegateId }: CaseParties): Party | undefined {
  if (assurance !== 'strong' || citizenId === undefined) return undefined;
  if (citizenId === representation?.by) return 'representative';
  return citizenId === delegateId ? 'delegate' : undefined;
}

/** Parties to whom some row of the lifecycle table gives this verb, in any status. */
export function partiesOf(verb: Verb): readonly Party[] {
  return [...new Set(lifecycle.filter((row) => row.verb === verb).flatMap((row) => row.by))];
}

/**
 * Why staff may not act on a citizen's case: it is their own or of somebody whom they represent by law (`own-case`,
 * L. 241/1990 art. 6-bis), or their account does not say who they are, so that nobody can tell (`forbidden`); `undefined`
 * if nothing stands against it.
 */
export function conflictOf(
  actor: Actor,
  { citizenFiscalCode, representatives = [] }: Pick<CaseParties, 'citizenFiscalCode' | 'representatives'>,
): 'own-case' | 'forbidden' | undefined {
  if (actor.role === 'citizen') return undefined;
  if (!actor.fiscalCode) return 'forbidden';
  return [citizenFiscalCode, ...representatives].includes(actor.fiscalCode) ? 'own-case' : undefined;
}

/** Whether the lifecycle table lets this party use this verb from this status. */
export function mayUse(party: Party, status: Status, verb: Verb): boolean {
  return edgeOf(status, verb)?.by.includes(party) ?? false;
}
