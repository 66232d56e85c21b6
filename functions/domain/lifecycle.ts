/**
 * The whole lifecycle of a DID, once, as data. The state machine, the API, the actions a person is offered and the
 * drawing in the README are tested against this table; nothing else repeats it.
 */

/** Where a DID can stand. The state of the state machine has the same name in PascalCase. */
export const statuses = [
  'registered',
  'reserved',
  'confirmed',
  'psp-signed',
  'suspended',
  'sanction-proposed',
  'sanctioned',
  'expired',
  'withdrawn',
  'closed',
] as const;
export type Status = (typeof statuses)[number];

/** Ends of the lifecycle: no execution waits there; only `reopen` leads back. */
export const endStatuses = ['expired', 'withdrawn', 'closed'] as const satisfies readonly Status[];

/** Whether a DID in this status is live: it holds the citizen's guard of one live DID. */
export function isLive(status: Status): boolean {
  return !endStatuses.some((end) => end === status);
}

/** What changes a status. */
export const verbs = [
  'register',
  'release',
  'confirm',
  'sign-pact',
  'void-pact',
  'withdraw',
  'close',
  'change-route',
  'verify-old-did',
  'expire',
  'suspend',
  'resume',
  'report-breach',
  'decide',
  'record-appeal-outcome',
  'reopen',
] as const;
export type Verb = (typeof verbs)[number];

/**
 * What an actor is to a case. `cpi` and `accredited` are the operator that the citizen chose; `competent-cpi` is the job
 * centre of the domicile where no job centre was chosen; `other-cpi` is the job centre that took an earlier DID
 * or is asked to write for it (S0:57); `schedule` is the sweep; `identity` is the sign-in of a code's true owner; `admin`
 * is an administrator, a party to what keeps a case from being erased and to nothing else; `patronato` has the citizen's
 * mandate; `delegate` is the trusted person whom the citizen named; `representative` acts for the citizen by law or by a
 * court's decree, and an office recorded it.
 */
export const parties = [
  'citizen',
  'cpi',
  'accredited',
  'competent-cpi',
  'other-cpi',
  'inps',
  'manager',
  'schedule',
  'identity',
  'admin',
  'patronato',
  'delegate',
  'representative',
] as const;
export type Party = (typeof parties)[number];

/** Whether a party is the citizen, or acts in the citizen's place by law. */
export function isInPlace(party: Party): party is 'citizen' | 'representative' {
  return party === 'citizen' || party === 'representative';
}

/** Whether a party acts from the citizen's side: as above, or as the delegate whom the citizen named. */
export function isOwnSide(party: Party): party is 'citizen' | 'representative' | 'delegate' {
  return isInPlace(party) || party === 'delegate';
}

/** One row of the table: from this status (`none`: no DID yet), by this verb and these parties, to one of these. */
export interface Edge {
  readonly from: Status | 'none';
  readonly verb: Verb;
  readonly to: readonly Status[];
  readonly by: readonly Party[];
  readonly source: string;
}

const edge = (from: Edge['from'], verb: Verb, to: readonly Status[], by: readonly Party[], source: string): Edge => ({
  from,
  verb,
  to,
  by,
  source,
});

const bothOperators = ['cpi', 'accredited'] as const;
const suspenders = ['citizen', 'cpi', 'competent-cpi', 'manager'] as const;
// The job centre that is asked of an earlier DID, whatever else it is to the case.
const answerers = ['other-cpi', 'cpi', 'competent-cpi', 'manager'] as const;
const withdrawers = ['citizen', 'representative', 'cpi', 'competent-cpi'] as const;
// The citizen declares what happened; that it ends the DID is for an office to say.
const closers = ['cpi', 'competent-cpi', 'manager', 'identity'] as const;
// A job centre proposes, a manager of another fiscal code approves, and with that it is done.
const approver = ['manager'] as const;
// Where it stood, or where a newer DID stands that goes into it.
const reopened = ['registered', 'reserved', 'confirmed', 'psp-signed', 'suspended'] as const;

export const lifecycle: readonly Edge[] = [
  edge('none', 'register', ['registered'], ['citizen', 'inps'], 'S0:9-13, S0:43-45, S0:59'),

  edge('registered', 'release', ['confirmed', 'reserved'], ['citizen', 'representative'], 'S0:15, S0:25'),
  edge('registered', 'confirm', ['confirmed'], bothOperators, 'S0:55, S0:63'),
  edge('registered', 'change-route', ['registered'], ['citizen'], 'S0:43, S0:65'),
  edge('registered', 'verify-old-did', ['registered'], answerers, 'S0:57, S0:65'),
  edge('registered', 'withdraw', ['withdrawn'], withdrawers, 'assumed: a draft may be given up'),
  edge('registered', 'expire', ['expired'], ['schedule'], 'assumed: an unreleased draft is deleted after notices'),
  edge(
    'registered',
    'suspend',
    ['suspended'],
    suspenders,
    'D.Lgs. 150/2015 art. 19 c.3; routes B and C, where a DID is',
  ),
  edge('registered', 'close', ['closed'], closers, 'assumed: death, annulment, not admitted'),

  edge('reserved', 'confirm', ['confirmed'], bothOperators, 'S0:27-31'),
  edge('reserved', 'withdraw', ['withdrawn'], withdrawers, 'assumed: a declaration may be taken back'),
  edge('reserved', 'expire', ['expired'], ['schedule'], 'S0:27 never completed; term assumed'),
  edge('reserved', 'suspend', ['suspended'], suspenders, 'D.Lgs. 150/2015 art. 19 c.3'),
  edge('reserved', 'close', ['closed'], closers, 'assumed: job, pension, death, annulment, not admitted, moved'),

  edge('confirmed', 'sign-pact', ['psp-signed'], bothOperators, 'S0:17; D.Lgs. 150/2015 art. 20 c.1-2'),
  edge('confirmed', 'withdraw', ['withdrawn'], withdrawers, 'assumed: a declaration may be taken back'),
  edge('confirmed', 'suspend', ['suspended'], suspenders, 'D.Lgs. 150/2015 art. 19 c.3'),
  edge('confirmed', 'close', ['closed'], closers, 'assumed: job, pension, death, annulment, not admitted, moved'),

  edge(
    'psp-signed',
    'void-pact',
    ['confirmed'],
    approver,
    'L. 241/1990 art. 21-nonies: a pact that was not signed is none',
  ),
  edge('psp-signed', 'report-breach', ['sanction-proposed'], bothOperators, 'D.Lgs. 150/2015 art. 21 c.7'),
  edge('psp-signed', 'withdraw', ['withdrawn'], withdrawers, 'assumed: a declaration may be taken back'),
  edge('psp-signed', 'suspend', ['suspended'], suspenders, 'D.Lgs. 150/2015 art. 19 c.3'),
  edge('psp-signed', 'close', ['closed'], closers, 'assumed: job, pension, death, annulment, not admitted, moved'),

  edge(
    'suspended',
    'resume',
    ['registered', 'reserved', 'confirmed', 'psp-signed'],
    suspenders,
    'D.Lgs. 150/2015 art. 19 c.3',
  ),
  edge('suspended', 'void-pact', ['suspended'], approver, 'L. 241/1990 art. 21-nonies; work that is under way goes on'),
  edge('suspended', 'close', ['closed'], closers, 'D.Lgs. 150/2015 art. 19 c.3: job beyond the limit'),

  edge(
    'sanction-proposed',
    'decide',
    ['psp-signed', 'sanctioned'],
    ['cpi', 'competent-cpi', 'manager', 'inps'],
    'D.Lgs. 150/2015 art. 21 c.7, c.10; S1:63-65',
  ),
  edge('sanction-proposed', 'close', ['closed'], closers, 'assumed: death, annulment'),

  edge(
    'sanctioned',
    'record-appeal-outcome',
    ['psp-signed', 'suspended', 'closed'],
    approver,
    'D.Lgs. 150/2015 art. 21 c.12; a newer DID, whose person works, goes into it',
  ),
  edge('sanctioned', 'close', ['closed'], closers, 'assumed: forfeiture final, death, annulment'),

  edge('expired', 'reopen', reopened, approver, 'L. 241/1990 art. 21-nonies'),
  edge(
    'withdrawn',
    'reopen',
    reopened,
    [...withdrawers, ...approver],
    'L. 241/1990 art. 21-nonies; assumed: who withdrew takes it back within a day, later where told on paper',
  ),
  edge('closed', 'reopen', [...reopened, 'sanction-proposed', 'sanctioned'], approver, 'L. 241/1990 art. 21-nonies'),
];

/** The row for a verb in a status, if the table has one. */
export function edgeOf(from: Edge['from'], verb: Verb): Edge | undefined {
  return lifecycle.find((row) => row.from === from && row.verb === verb);
}

/** Name of the state of the state machine in which a DID of this status waits (or ends). */
export function stateName(status: Status): string {
  return status
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
