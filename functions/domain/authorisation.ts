/**
 * Who may do what: the only place that decides it. Every route of the API is a row here; the API, the deployed routes
 * and the tests of every route, role and ownership are made from these rows.
 */
import type { Actor, Role } from './actor.ts';
import type { Party, Verb } from './lifecycle.ts';
import type { MandateScope, RepresentedScope } from './mail-facts-mandates.ts';
import { type CaseParties, conflictOf, partiesOf, partyOf } from './parties.ts';

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
  | 'proceedings'
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
const readers: Access = { kind: 'parties', parties: ['citizen', 'representative', 'cpi', 'accredited', 'manager'] };
const lookers: Access = { kind: 'parties', parties: ['citizen', 'cpi', 'accredited', 'competent-cpi', 'manager'] };
const caseLookers: Access = {
  kind: 'parties',
  parties: [
    'citizen',
    'cpi',
    'accredited',
    'competent-cpi',
    'manager',
    'inps',
    'patronato',
    'delegate',
    'representative',
  ],
};
const answerers: Access = {
  kind: 'parties',
  parties: ['citizen', 'representative', 'delegate', 'cpi', 'accredited', 'competent-cpi', 'manager'],
};
const appellants: Access = {
  kind: 'parties',
  parties: ['citizen', 'representative', 'delegate', 'cpi', 'competent-cpi', 'manager'],
};
const jobCentres: Access = { kind: 'parties', parties: ['cpi', 'competent-cpi', 'manager'] };
const sanctioners: Access = { kind: 'parties', parties: ['cpi', 'competent-cpi', 'manager', 'inps'] };
const approvers: Access = { kind: 'parties', parties: ['manager', 'inps'] };
const holders: Access = { kind: 'parties', parties: ['admin'] };
const deciders: Access = { kind: 'roles', roles: ['manager', 'admin'] };
const owner: Access = { kind: 'parties', parties: ['citizen'] };
// The citizen, or who acts in the citizen's place within what was recorded (`representedScopeOf`).
const inPlace: Access = { kind: 'parties', parties: ['citizen', 'representative'] };
// With the citizen's mandate, within its scope (`scopeOf`).
const helped: Access = { kind: 'parties', parties: ['citizen', 'patronato'] };
const drafters: Access = { kind: 'parties', parties: ['citizen', 'representative', 'patronato'] };
const patronatoRole: Access = { kind: 'roles', roles: ['patronato'] };
const withdrawers: Access = { kind: 'parties', parties: ['citizen', 'representative', 'cpi', 'competent-cpi'] };
const meeting: Access = { kind: 'parties', parties: ['citizen', 'representative', 'delegate', 'cpi', 'accredited'] };
// What the citizen tells, or who acts for them.
const ownSide: Access = { kind: 'parties', parties: ['citizen', 'representative', 'delegate'] };
const actLookers: Access = {
  kind: 'parties',
  parties: ['citizen', 'representative', 'cpi', 'accredited', 'competent-cpi', 'manager', 'inps', 'patronato'],
};
const chosen: Access = { kind: 'parties', parties: ['cpi', 'accredited'] };
const callers: Access = { kind: 'parties', parties: ['cpi', 'accredited', 'competent-cpi'] };
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
  'record-representative': route('POST', '/representatives', 'me', operators),
  'end-representative': route('POST', '/representatives/ending', 'me', operators),

  'list-patronati': route('GET', '/patronati', 'system', open),
  'give-mandate': route('POST', '/me/mandates', 'me', citizens),
  'list-own-mandates': route('GET', '/me/mandates', 'me', citizens),
  'end-mandate': route('DELETE', '/me/mandates/{mandateId}', 'me', citizens),
  'list-mandates': route('GET', '/mandates', 'queue', patronatoRole),
  'name-delegate': route('POST', '/me/delegates', 'me', citizens),
  'list-delegations': route('GET', '/me/delegations', 'me', citizens),

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
  'read-declaration': route('GET', '/declarations/{id}', 'declarations', caseLookers),
  'write-data': route('PUT', '/declarations/{id}/data', 'declarations', drafters),
  'read-history': route('GET', '/declarations/{id}/history', 'declarations', readers),
  'read-communications': route('GET', '/declarations/{id}/communications', 'declarations', owner),
  'read-receipt': route('GET', '/declarations/{id}/receipt.pdf', 'documents', readers),
  'read-pact': route('GET', '/declarations/{id}/pact.pdf', 'documents', readers),
  'read-self-certification': route('GET', '/declarations/{id}/self-certification.pdf', 'documents', owner),
  'read-certificate': route('GET', '/declarations/{id}/certificate.pdf', 'documents', owner),
  'verify-paper': route('GET', '/verify/{code}', 'documents', open),
  'read-register': route('GET', '/protocol/{day}', 'documents', administrators),
  'export-register': route('GET', '/protocol/{day}/export', 'documents', administrators),
  'choose-operator': route('PUT', '/declarations/{id}/operator', 'declarations', inPlace),
  'find-route': route('GET', '/route', 'system', citizens),
  'change-route': command('/declarations/{id}/route', 'change-route'),
  'state-inps': route('PUT', '/declarations/{id}/inps', 'declarations', helped),
  'decide-inps-mismatch': route('POST', '/declarations/{id}/inps-mismatch', 'declarations', followers),
  'read-old-did': route('GET', '/declarations/{id}/old-did', 'declarations', askedOfOldDid),
  'verify-old-did': command('/declarations/{id}/old-did-answer', 'verify-old-did'),
  'take-inps-news': route('POST', '/inps/applications', 'inps', inps),
  'take-job-news': route('POST', '/inps/job-news', 'inps', inps),
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
  'approve-proposal': route('POST', '/declarations/{id}/proposal/approval', 'life', approvers),
  'refuse-proposal': route('POST', '/declarations/{id}/proposal/refusal', 'life', approvers),
  'report-change': route('POST', '/declarations/{id}/changes', 'life', ownSide),
  'read-replies': route('GET', '/declarations/{id}/replies', 'life', lookers),
  'recognise-reply': route('POST', '/declarations/{id}/replies/{replyId}/recognition', 'life', followers),
  'answer-correction': route('POST', '/declarations/{id}/changes/{changeId}/answer', 'life', jobCentres),
  'read-changes': route('GET', '/declarations/{id}/changes', 'life', lookers),
  transfer: route('POST', '/declarations/{id}/transfer', 'life', jobCentres),
  'extend-term': route('POST', '/declarations/{id}/extensions', 'life', jobCentres),
  'meeting-not-concluded': route('POST', '/declarations/{id}/meeting-not-concluded', 'life', chosen),
  'dispute-pact': route('POST', '/declarations/{id}/pact-dispute', 'life', owner),
  'propose-pact-decision': route('POST', '/declarations/{id}/pact-dispute/decision', 'life', jobCentres),
  'record-signature': route('POST', '/declarations/{id}/pact-signature', 'life', chosen),
  intake: route('POST', '/operators/me/intake', 'life', operators),
  'read-dossier': route('GET', '/declarations/{id}/dossier', 'life', jobCentres),
  'read-dossier-list': route('GET', '/declarations/{id}/dossier.pdf', 'documents', jobCentres),
  'make-telephone-code': route('POST', '/declarations/{id}/telephone-code', 'life', owner),
  'drop-telephone-code': route('DELETE', '/declarations/{id}/telephone-code', 'life', owner),
  'read-by-telephone-code': route('POST', '/cases/by-telephone-code', 'life', offices),
  'read-intakes': route('GET', '/operators/{id}/intakes', 'life', managerRole),

  'read-explanation': route('GET', '/declarations/{id}/explanation', 'proceedings', lookers),
  'call-up': route('POST', '/declarations/{id}/call-ups', 'proceedings', callers),
  'cancel-call-up': route('POST', '/declarations/{id}/call-ups/{actId}/cancellation', 'proceedings', callers),
  'record-call-up': route('POST', '/declarations/{id}/call-ups/{actId}/attendance', 'proceedings', callers),
  'excuse-absence': route('POST', '/declarations/{id}/call-ups/{actId}/excuse', 'proceedings', callers),
  'call-up-many': route('POST', '/call-ups', 'proceedings', operators),
  'record-call-ups': route('POST', '/call-ups/attendance', 'proceedings', operators),
  'read-call-up-sheet': route('GET', '/call-ups/sheet', 'proceedings', operators),
  'report-breach': route('POST', '/declarations/{id}/breaches', 'proceedings', { kind: 'verb', verb: 'report-breach' }),
  justify: route('POST', '/declarations/{id}/justifications', 'proceedings', answerers),
  'show-act': route('GET', '/declarations/{id}/acts/{actId}', 'proceedings', actLookers),
  'serve-act': route('POST', '/declarations/{id}/acts/{actId}/service', 'proceedings', followers),
  'read-act-letter': route('GET', '/declarations/{id}/acts/{actId}/letter', 'documents', followers),
  'read-act': route('POST', '/declarations/{id}/acts/{actId}/reading', 'proceedings', owner),
  decide: route('POST', '/declarations/{id}/decision', 'proceedings', { kind: 'verb', verb: 'decide' }),
  'propose-forfeiture': route('POST', '/declarations/{id}/decision/proposal', 'proceedings', sanctioners),
  'file-appeal': route('POST', '/declarations/{id}/decisions/{number}/appeal', 'proceedings', appellants),
  'propose-appeal-outcome': route(
    'POST',
    '/declarations/{id}/decisions/{number}/appeal-outcome',
    'proceedings',
    jobCentres,
  ),

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
  'list-outages': route('GET', '/outages', 'proceedings', anyone),
  'propose-outage': route('POST', '/outages', 'proceedings', administrators),
  'confirm-outage': route('POST', '/outages/{id}/confirmation', 'proceedings', administrators),
  'read-mail-audit': route('GET', '/mail-audit', 'admin', administrators),
} as const satisfies Record<string, Action>;
export type ActionName = keyof typeof actions;

/** What a mandate must be for; a patronato does nothing that is not here. */
const scopeOf: Partial<Record<ActionName, MandateScope>> = {
  'read-declaration': 'see',
  'write-data': 'fill-in',
  'state-inps': 'tell-inps',
};

/** Whether a mandate is for an action. */
export function isWithin(scope: readonly MandateScope[], name: string): boolean {
  const needed = Object.entries(scopeOf).find(([action]) => action === name)?.[1];
  return needed !== undefined && scope.includes(needed);
}

/** What a legal representative must be recorded for; one does nothing that is not here. */
const representedScopeOf: Partial<Record<ActionName, RepresentedScope>> = {
  'read-declaration': 'see',
  'read-history': 'see',
  'read-receipt': 'see',
  'read-pact': 'see',
  'show-act': 'see',
  'write-data': 'declare',
  release: 'declare',
  'choose-operator': 'choose-operator',
  'book-appointment': 'appointments',
  'move-appointment': 'appointments',
  'cancel-appointment': 'appointments',
  'report-change': 'answer',
  justify: 'answer',
  'file-appeal': 'answer',
  withdraw: 'withdraw',
  'undo-withdrawal': 'withdraw',
};

/** Whether a legal representative is recorded for an action. */
export function isRepresentedIn(scope: readonly RepresentedScope[], name: string): boolean {
  const needed = Object.entries(representedScopeOf).find(([action]) => action === name)?.[1];
  return needed !== undefined && scope.includes(needed);
}

/** The answer: `not-found` hides the case from who is not a party to it. */
export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden' | 'not-found' | 'own-case';

/**
 * The same for an action: an administrator is a party to what is an administrator's, and to nothing else of a case.
 */
export function partyFor(name: ActionName, actor: Actor, parties: CaseParties): Party | undefined {
  const { access }: Action = actions[name];
  const isAdministrators = access.kind === 'parties' && access.parties.includes('admin');
  return actor.role === 'admin' && isAdministrators ? 'admin' : partyOf(actor, parties);
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
  const conflict = conflictOf(actor, parties);
  if (conflict) return conflict;
  if (party === 'patronato' && !isWithin(parties.mandate?.scope ?? [], name)) return 'forbidden';
  if (party === 'representative' && !isRepresentedIn(parties.representation?.scope ?? [], name)) return 'forbidden';
  const allowed = access.kind === 'verb' ? partiesOf(access.verb) : access.parties;
  return allowed.includes(party) ? 'allowed' : 'forbidden';
}
