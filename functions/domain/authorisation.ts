/**
 * Who may do what: the only place that decides it. Every route of the API is a row here; the API, the deployed routes
 * and the tests of every route, role and ownership are made from these rows.
 */
import type { Actor, Role } from './actor.ts';
import { edgeOf, isLive, lifecycle, type Party, type Status, type Verb } from './lifecycle.ts';

/** The Lambda function that serves a route: `api-<name>`. */
export type Api =
  | 'system'
  | 'operators'
  | 'me'
  | 'declarations'
  | 'commands'
  | 'queue'
  | 'inps'
  | 'documents'
  | 'life'
  | 'appointments'
  | 'privacy'
  | 'admin';

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
  /** Set where the body is a file of rows instead of JSON. */
  readonly takes?: 'csv';
  /** Set where a DELETE says something of its own in a body; that of any other is not read. */
  readonly saysWhy?: true;
}

const open: Access = { kind: 'public' };
const anyone: Access = { kind: 'roles', roles: ['citizen', 'operator', 'manager', 'inps', 'employer', 'admin'] };
const citizens: Access = { kind: 'roles', roles: ['citizen'] };
const operators: Access = { kind: 'roles', roles: ['operator'] };
const offices: Access = { kind: 'roles', roles: ['operator', 'manager'] };
const managerRole: Access = { kind: 'roles', roles: ['manager'] };
const administrators: Access = { kind: 'roles', roles: ['admin'] };
const readers: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'accredited', 'manager'] };
const lookers: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'accredited', 'competent-cpi', 'manager'] };
const jobCentres: Access = { kind: 'parties', parties: ['cpi', 'competent-cpi', 'manager'] };
const managers: Access = { kind: 'parties', parties: ['manager'] };
const holders: Access = { kind: 'parties', parties: ['admin'] };
const deciders: Access = { kind: 'roles', roles: ['manager', 'admin'] };
const owner: Access = { kind: 'parties', parties: ['citizen'] };
const withdrawers: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'competent-cpi'] };
const meeting: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'accredited'] };
const chosen: Access = { kind: 'parties', parties: ['cpi', 'accredited'] };
const followers: Access = { kind: 'parties', parties: ['cpi', 'accredited', 'competent-cpi', 'manager'] };
const askedOfOldDid: Access = { kind: 'parties', parties: ['citizen', 'other-cpi', 'cpi', 'competent-cpi', 'manager'] };
const inps: Access = { kind: 'roles', roles: ['inps'] };
const bodies: Access = { kind: 'roles', roles: ['inps', 'admin'] };

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
  'object-to-mailbox': route('POST', '/me/mailbox/objection', 'me', citizens),
  'report-not-me': route('POST', '/reports/not-me', 'me', citizens),
  'record-guardian': route('POST', '/guardians', 'me', operators),

  'export-me': route('GET', '/me/export', 'privacy', citizens),
  'read-accesses': route('GET', '/me/accesses', 'privacy', citizens),
  'ask-restriction': route('POST', '/me/restriction', 'privacy', citizens),
  'end-account': { ...route('DELETE', '/me/account', 'privacy', citizens), saysWhy: true },
  'read-restriction': route('GET', '/restrictions/{id}', 'privacy', deciders),
  'decide-restriction': route('PUT', '/restrictions/{id}', 'privacy', deciders),
  'set-hold': route('PUT', '/declarations/{id}/hold', 'privacy', holders),
  'lift-hold': { ...route('DELETE', '/declarations/{id}/hold', 'privacy', holders), saysWhy: true },
  'read-retention': route('GET', '/retention', 'system', open),

  register: route('POST', '/declarations', 'declarations', citizens),
  'list-declarations': route('GET', '/declarations', 'declarations', citizens),
  'read-declaration': route('GET', '/declarations/{id}', 'declarations', lookers),
  'write-data': route('PUT', '/declarations/{id}/data', 'declarations', owner),
  'read-history': route('GET', '/declarations/{id}/history', 'declarations', readers),
  'read-communications': route('GET', '/declarations/{id}/communications', 'declarations', owner),
  'read-receipt': route('GET', '/declarations/{id}/receipt.pdf', 'documents', readers),
  'read-pact': route('GET', '/declarations/{id}/pact.pdf', 'documents', readers),
  'read-self-certification': route('GET', '/declarations/{id}/self-certification.pdf', 'documents', owner),
  'read-certificate': route('GET', '/declarations/{id}/certificate.pdf', 'documents', owner),
  'verify-paper': route('GET', '/verify/{code}', 'documents', open),
  'read-register': route('GET', '/protocol/{day}', 'documents', administrators),
  'export-register': route('GET', '/protocol/{day}/export', 'documents', administrators),
  'choose-operator': route('PUT', '/declarations/{id}/operator', 'declarations', owner),
  'find-route': route('GET', '/route', 'system', citizens),
  'change-route': command('/declarations/{id}/route', 'change-route'),
  'state-inps': route('PUT', '/declarations/{id}/inps', 'declarations', owner),
  'decide-inps-mismatch': route('POST', '/declarations/{id}/inps-mismatch', 'declarations', followers),
  'read-old-did': route('GET', '/declarations/{id}/old-did', 'declarations', askedOfOldDid),
  'verify-old-did': command('/declarations/{id}/old-did-answer', 'verify-old-did'),
  'take-inps-news': route('POST', '/inps/applications', 'inps', inps),
  'send-communication': route('POST', '/communications', 'inps', bodies),
  release: command('/declarations/{id}/release', 'release'),
  confirm: command('/declarations/{id}/confirmation', 'confirm'),
  'sign-pact': command('/declarations/{id}/pact', 'sign-pact'),
  withdraw: command('/declarations/{id}/withdrawal', 'withdraw'),
  'undo-withdrawal': route('POST', '/declarations/{id}/withdrawal/undo', 'life', withdrawers),
  suspend: route('POST', '/declarations/{id}/suspension', 'life', { kind: 'verb', verb: 'suspend' }),
  resume: route('POST', '/declarations/{id}/resumption', 'life', { kind: 'verb', verb: 'resume' }),
  close: route('POST', '/declarations/{id}/closure', 'life', { kind: 'verb', verb: 'close' }),
  'ask-reopening': route('POST', '/declarations/{id}/reopening-request', 'life', owner),
  'propose-reopening': route('POST', '/declarations/{id}/reopening', 'life', jobCentres),
  'propose-rectification': route('POST', '/declarations/{id}/rectification', 'life', jobCentres),
  'approve-proposal': route('POST', '/declarations/{id}/proposal/approval', 'life', managers),
  'refuse-proposal': route('POST', '/declarations/{id}/proposal/refusal', 'life', managers),
  'report-change': route('POST', '/declarations/{id}/changes', 'life', owner),
  'read-replies': route('GET', '/declarations/{id}/replies', 'life', lookers),
  'recognise-reply': route('POST', '/declarations/{id}/replies/{replyId}/recognition', 'life', followers),
  'read-changes': route('GET', '/declarations/{id}/changes', 'life', lookers),
  transfer: route('POST', '/declarations/{id}/transfer', 'life', jobCentres),
  'extend-term': route('POST', '/declarations/{id}/term', 'life', jobCentres),
  'meeting-not-concluded': route('POST', '/declarations/{id}/meeting-not-concluded', 'life', chosen),
  'dispute-pact': route('POST', '/declarations/{id}/pact-dispute', 'life', owner),
  'propose-pact-decision': route('POST', '/declarations/{id}/pact-dispute/decision', 'life', jobCentres),
  'record-signature': route('POST', '/declarations/{id}/pact-signature', 'life', chosen),
  intake: route('POST', '/operators/me/intake', 'life', operators),
  'read-intakes': route('GET', '/operators/{id}/intakes', 'life', managerRole),

  'read-command': route('GET', '/commands/{id}', 'commands', anyone),
  'retry-command': route('POST', '/commands/{id}/retry', 'commands', offices),
  'list-slots': route('GET', '/operators/{id}/slots', 'appointments', open),
  'read-calendar': route('GET', '/operators/me/calendar', 'appointments', operators),
  'book-appointment': route('POST', '/declarations/{id}/appointments', 'appointments', meeting),
  'move-appointment': route('PUT', '/declarations/{id}/appointments/{appointmentId}', 'appointments', meeting),
  'cancel-appointment': route('DELETE', '/declarations/{id}/appointments/{appointmentId}', 'appointments', meeting),
  'record-attendance': route('POST', '/declarations/{id}/appointments/{appointmentId}/outcome', 'appointments', chosen),

  'read-queue': route('GET', '/queue', 'queue', operators),
  'read-tasks': route('GET', '/tasks', 'queue', offices),
  'finish-task': route('POST', '/tasks/{id}/completion', 'queue', offices),
  'read-letter': route('GET', '/tasks/{id}/letter.pdf', 'documents', offices),

  'set-channel': route('PUT', '/declarations/{id}/channel', 'declarations', jobCentres),

  'import-operators': { ...route('PUT', '/operators', 'admin', administrators), takes: 'csv' },
  'export-operators': route('GET', '/operators/export', 'admin', administrators),
  'read-operator-history': route('GET', '/operators/{id}/history', 'admin', administrators),
  'import-competence': { ...route('PUT', '/competence', 'admin', administrators), takes: 'csv' },
  'export-competence': route('GET', '/competence/export', 'admin', administrators),
  'read-listed-domains': route('GET', '/listed-domains', 'admin', administrators),
  'write-listed-domains': route('PUT', '/listed-domains', 'admin', administrators),
  'read-listed-domains-history': route('GET', '/listed-domains/history', 'admin', administrators),
  'read-mail-audit': route('GET', '/mail-audit', 'admin', administrators),
} as const satisfies Record<string, Action>;
export type ActionName = keyof typeof actions;

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
}

/** The answer: `not-found` hides the case from who is not a party to it. */
export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden' | 'not-found' | 'own-case';

/** What the actor is to this case; `undefined` if nothing. */
export function partyOf(actor: Actor, parties: CaseParties): Party | undefined {
  if (actor.role === 'citizen') return actor.citizenId === parties.citizenId ? 'citizen' : undefined;
  if (actor.role === 'manager') return 'manager';
  if (actor.role !== 'operator' || actor.operatorId === undefined) return undefined;
  if (actor.operatorId === parties.operatorId) return actor.operatorKind;
  if (actor.operatorId === jobCentreOf(parties)) return 'competent-cpi';
  return actor.operatorId === parties.oldDid?.askedOf ? 'other-cpi' : undefined;
}

/**
 * The same for an action: an administrator is a party to what is an administrator's, and to nothing else of a case.
 */
export function partyFor(name: ActionName, actor: Actor, parties: CaseParties): Party | undefined {
  const { access }: Action = actions[name];
  const isAdministrators = access.kind === 'parties' && access.parties.includes('admin');
  return actor.role === 'admin' && isAdministrators ? 'admin' : partyOf(actor, parties);
}

/**
 * The job centre that may decide on a case, and has what is to be done about it: the chosen one; that of the domicile
 * where an accredited operator was chosen. Where nobody was, none while the person may choose; that of the domicile once
 * it is to convene the person (D.Lgs. 150/2015 art. 20 c.1), or the case has ended and may have to be reopened.
 */
export function jobCentreOf<Id extends string>(followed: {
  readonly operatorId?: Id | undefined;
  readonly competentCpiId?: Id | undefined;
  readonly convenedAt?: string | undefined;
  readonly status?: Status | undefined;
}): Id | undefined {
  const { operatorId, competentCpiId, convenedAt, status } = followed;
  if (operatorId !== undefined) return isAccredited(operatorId) ? competentCpiId : operatorId;
  const isFree = convenedAt === undefined && (status === undefined || isLive(status));
  return isFree ? undefined : competentCpiId;
}

/** Whether a chosen operator is an accredited one: then what only a job centre may do is for that of the domicile. */
export function isAccredited(operatorId: string | undefined): boolean {
  return operatorId?.startsWith('acc-') ?? false;
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
  const party = parties && partyFor(name, actor, parties);
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
