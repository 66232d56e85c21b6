/**
 * Who may do what: the only place that decides it. Every route of the API is a row here; the API, the deployed routes
 * and the tests of every route, role and ownership are made from these rows.
 */
import type { Actor, Role } from './actor.ts';
import { edgeOf, lifecycle, type Party, type Status, type Verb } from './lifecycle.ts';

/** The Lambda function that serves a route: `api-<name>`. */
export type Api = 'system' | 'operators' | 'me' | 'declarations' | 'commands' | 'queue';

/**
 * How access is decided: `public` needs no token; `roles` looks at the role alone; `parties` reads or edits a case and
 * needs to be a party to it; `verb` changes a status, and the lifecycle table names the parties.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'parties'; readonly parties: readonly Party[] }
  | { readonly kind: 'verb'; readonly verb: Verb };

export interface Action {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v1`. */
  readonly path: string;
  readonly api: Api;
  readonly access: Access;
}

const open: Access = { kind: 'public' };
const anyone: Access = { kind: 'roles', roles: ['citizen', 'operator', 'manager', 'inps', 'employer', 'admin'] };
const citizens: Access = { kind: 'roles', roles: ['citizen'] };
const operators: Access = { kind: 'roles', roles: ['operator'] };
const offices: Access = { kind: 'roles', roles: ['operator', 'manager'] };
const readers: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'accredited', 'manager'] };
const owner: Access = { kind: 'parties', parties: ['citizen'] };

const route = (method: Action['method'], path: string, api: Api, access: Access): Action => ({
  method,
  path,
  api,
  access,
});
const command = (path: string, verb: Verb): Action => route('POST', path, 'declarations', { kind: 'verb', verb });

export const actions = {
  health: route('GET', '/health', 'system', open),
  openapi: route('GET', '/openapi.json', 'system', open),
  'list-operators': route('GET', '/operators', 'operators', open),
  'read-operator': route('GET', '/operators/{id}', 'operators', open),

  'read-me': route('GET', '/me', 'me', citizens),
  'write-me': route('PUT', '/me', 'me', citizens),
  'name-mailbox': route('POST', '/me/mailbox', 'me', citizens),
  'prove-mailbox': route('POST', '/me/mailbox/confirmation', 'me', citizens),

  register: route('POST', '/declarations', 'declarations', citizens),
  'list-declarations': route('GET', '/declarations', 'declarations', citizens),
  'read-declaration': route('GET', '/declarations/{id}', 'declarations', readers),
  'write-data': route('PUT', '/declarations/{id}/data', 'declarations', owner),
  'read-history': route('GET', '/declarations/{id}/history', 'declarations', readers),
  'read-communications': route('GET', '/declarations/{id}/communications', 'declarations', owner),
  'choose-operator': route('PUT', '/declarations/{id}/operator', 'declarations', owner),
  release: command('/declarations/{id}/release', 'release'),
  confirm: command('/declarations/{id}/confirmation', 'confirm'),
  'sign-pact': command('/declarations/{id}/pact', 'sign-pact'),
  withdraw: command('/declarations/{id}/withdrawal', 'withdraw'),

  'read-command': route('GET', '/commands/{id}', 'commands', anyone),
  'retry-command': route('POST', '/commands/{id}/retry', 'commands', offices),
  'read-queue': route('GET', '/queue', 'queue', operators),
  'read-tasks': route('GET', '/tasks', 'queue', offices),
  'finish-task': route('POST', '/tasks/{id}/completion', 'queue', offices),
} as const satisfies Record<string, Action>;
export type ActionName = keyof typeof actions;

/** What a case must tell for access to be decided; `citizenFiscalCode` only where an operator or manager acts. */
export interface CaseParties {
  readonly citizenId: string;
  readonly operatorId?: string | undefined;
  readonly citizenFiscalCode?: string | undefined;
}

/** The answer: `not-found` hides the case from who is not a party to it. */
export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden' | 'not-found' | 'own-case';

/** What the actor is to this case; `undefined` if nothing. */
export function partyOf(actor: Actor, parties: CaseParties): Party | undefined {
  if (actor.role === 'citizen') return actor.citizenId === parties.citizenId ? 'citizen' : undefined;
  if (actor.role === 'manager') return 'manager';
  if (actor.role !== 'operator' || actor.operatorId === undefined) return undefined;
  return actor.operatorId === parties.operatorId ? actor.operatorKind : undefined;
}

/** Parties to whom some row of the lifecycle table gives this verb, in any status. */
export function partiesOf(verb: Verb): readonly Party[] {
  return [...new Set(lifecycle.filter((row) => row.verb === verb).flatMap((row) => row.by))];
}

/**
 * Why staff may not act on a citizen's case: it is their own (`own-case`, L. 241/1990 art. 6-bis), or their account does
 * not say who they are, so that nobody can tell (`forbidden`); `undefined` if nothing stands against it.
 */
export function conflictOf(actor: Actor, citizenFiscalCode: string | undefined): 'own-case' | 'forbidden' | undefined {
  if (actor.role === 'citizen') return undefined;
  if (!actor.fiscalCode) return 'forbidden';
  return actor.fiscalCode === citizenFiscalCode ? 'own-case' : undefined;
}

/**
 * Decides whether an actor may perform an action, on a case if the action is about one. Who is not a party to the case
 * gets `not-found`; a party without the right gets `forbidden`; staff on their own case get `own-case`, and staff whose
 * account has no fiscal code `forbidden` on every case. The status is not looked at here: a verb out of season is a refusal of the domain.
 */
export function authorise(name: ActionName, actor: Actor | undefined, parties?: CaseParties): Verdict {
  const access: Access = actions[name].access;
  if (access.kind === 'public') return 'allowed';
  if (!actor) return 'unauthenticated';
  if (access.kind === 'roles') return access.roles.some((role) => role === actor.role) ? 'allowed' : 'forbidden';
  const party = parties && partyOf(actor, parties);
  if (!party || !parties) return 'not-found';
  const conflict = conflictOf(actor, parties.citizenFiscalCode);
  if (conflict) return conflict;
  const allowed = access.kind === 'verb' ? partiesOf(access.verb) : access.parties;
  return allowed.includes(party) ? 'allowed' : 'forbidden';
}

/** Whether the lifecycle table lets this party use this verb from this status. */
export function mayUse(party: Party, status: Status, verb: Verb): boolean {
  return edgeOf(status, verb)?.by.includes(party) ?? false;
}
