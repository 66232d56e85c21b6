import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { type Access, type Action, type ActionName, actions, authorise } from '../../functions/domain/authorisation.ts';
import { type EditName, edits } from '../../functions/domain/edits.ts';
import { CitizenId, OperatorId, PatronatoId, Subject } from '../../functions/domain/ids.ts';
import { edgeOf, type Status } from '../../functions/domain/lifecycle.ts';
import { representedScopes } from '../../functions/domain/mail-facts-mandates.ts';
import { mandateScopes } from '../../functions/domain/mandates.ts';
import { type CaseParties, mayUse, partyOf } from '../../functions/domain/parties.ts';
import { demo, staff } from './support/accounts.ts';
import {
  type Account,
  applied,
  citizen,
  meeting,
  pact,
  Receipt,
  registered,
  releasedAt,
  routeA,
  see,
  settled,
  visitor,
} from './support/cases.ts';
import { api } from './support/http.ts';
import { inDays, person } from './support/people.ts';

/** A case of the tests, as the table of access and the lifecycle know it. */
interface Case {
  readonly id: string;
  readonly status: Status;
  readonly parties: CaseParties;
  readonly owner: Account;
  /** A command that was applied to it. */
  readonly commandId: string;
}

/** Somebody who knocks at a door; who that is to a case may depend on the case. */
interface Knocker {
  readonly actor: Actor | undefined;
  readonly token: string | undefined;
}

const subject = Subject.parse('account');
const milano = OperatorId.parse('cpi-milano');
const accredited = OperatorId.parse('acc-demo-milano');
const someoneElse = CitizenId.parse(randomUUID());
const delegateId = CitizenId.parse(randomUUID());
let daughter: Account;
const guardianId = CitizenId.parse(randomUUID());
let guardian: Account;
/** Of staff: the demo identities have codes of their own. */
const fiscalCode = 'BNCGLI80C52F205P';
const citizenActor: Actor = { subject, role: 'citizen', assurance: 'strong' };
const officer = (operatorId: OperatorId, operatorKind: 'cpi' | 'accredited'): Actor => ({
  subject,
  role: 'operator',
  assurance: 'basic',
  operatorId,
  operatorKind,
  fiscalCode,
});
const office = (role: Actor['role']): Actor => ({ subject, role, assurance: 'basic', fiscalCode });

const anywhere: Record<string, Knocker> = {};
const cases: Record<string, Case> = {};

/** Brings a citizen's DID to a status at an operator. */
async function caseAt(status: Status, operatorId?: OperatorId): Promise<Case> {
  const owner = await citizen(status === 'reserved' ? undefined : 'SPID');
  const id = operatorId === undefined ? await registered(owner) : await releasedAt(owner, operatorId);
  if (status === 'psp-signed') await applied(await demo('operatorCpi'), `/declarations/${id}/pact`, pact());
  if (status === 'withdrawn') await applied(owner.token, `/declarations/${id}/withdrawal`);
  expect((await see(owner.token, id)).status).toBe(status);
  const { body } = await api('GET', `/declarations/${id}/history`, { token: owner.token });
  const [commandId = ''] = /(?<="commandId":")[0-9a-f-]{36}/.exec(JSON.stringify(body)) ?? [];
  const citizenId = CitizenId.parse(randomUUID());
  // Everybody here lives in Milan (S0:17).
  const mandate = { patronatoId: PatronatoId.parse('pat-demo'), scope: mandateScopes };
  const given = { ...mandate, until: inDays(30) };
  expect((await api('POST', '/me/mandates', { token: owner.token, body: given })).status).toBe(201);
  const parties = { citizenId, operatorId, competentCpiId: milano, citizenFiscalCode: owner.me.fiscalCode, mandate };
  // Only who proves who they are names a delegate.
  const isStrong = status !== 'reserved';
  const named = { fiscalCode: daughter.me.fiscalCode, until: inDays(30) };
  const naming = await api('POST', '/me/delegates', { token: owner.token, body: named });
  expect(naming.status).toBe(isStrong ? 201 : 403);
  const decree = { kind: 'court-decree', number: '1/2026', date: '2026-03-02', court: 'Tribunale di Milano' };
  const shown = {
    ...{ fiscalCode: owner.me.fiscalCode, representative: guardian.me.fiscalCode },
    basis: { kind: 'guardian', evidence: decree },
  };
  const recording = await api('POST', '/representatives', { token: await demo('operatorCpi'), body: shown });
  expect(recording.status).toBe(201);
  const representation = { by: guardianId, scope: representedScopes };
  return { id, status, owner, commandId, parties: { ...parties, representation, ...(isStrong && { delegateId }) } };
}

/** Makes the accounts of staff who are the citizen of a case themselves. */
async function staffOnTheirOwnCase({ owner }: Case): Promise<Record<string, Knocker>> {
  const { fiscalCode } = owner.me;
  const account = (group: 'operator' | 'manager') =>
    staff({
      username: `${randomUUID()}@cpi-milano.example`,
      group,
      fiscalCode,
      ...(group === 'operator' && { operatorId: milano, operatorKind: 'cpi' }),
    });
  const [ownOfficer, ownManager] = await Promise.all([account('operator'), account('manager')]);
  return {
    'an officer whose own case one is': { token: ownOfficer, actor: { ...officer(milano, 'cpi'), fiscalCode } },
    'a manager whose own case one is': { token: ownManager, actor: { ...office('manager'), fiscalCode } },
  };
}

beforeAll(async () => {
  [daughter, guardian] = await Promise.all([citizen('SPID'), citizen('CIE')]);
  const wanted: Record<string, () => Promise<Case>> = {
    'a draft': () => caseAt('registered'),
    'a DID con riserva at the job centre': () => caseAt('reserved', milano),
    'a DID con riserva at the accredited operator': () => caseAt('reserved', accredited),
    'an authentic DID at the job centre': () => caseAt('confirmed', milano),
    'an authentic DID at the accredited operator': () => caseAt('confirmed', accredited),
    'a DID with its pact': () => caseAt('psp-signed', milano),
    'a withdrawn DID': () => caseAt('withdrawn', milano),
  };
  const made = await Promise.all(Object.entries(wanted).map(async ([name, make]) => [name, await make()] as const));
  Object.assign(cases, Object.fromEntries(made));
  const own = cases['a DID con riserva at the job centre'];
  if (!own) throw new Error('the cases are incomplete');
  const elsewhere = (operatorId: string, operatorKind: 'cpi' | 'accredited') =>
    staff({
      username: `${randomUUID()}@${operatorId}.example`,
      group: 'operator',
      fiscalCode: person().me.fiscalCode,
      operatorId,
      operatorKind,
    });
  const [other, newcomer, atLodi, atNowhere, cpi, acc, manager, inps, employer, admin, helper, stranger] =
    await Promise.all([
      citizen('SPID'),
      visitor('SPID'),
      elsewhere('cpi-lodi', 'cpi'),
      elsewhere('acc-altrove', 'accredited'),
      demo('operatorCpi'),
      demo('operatorAccredited'),
      demo('manager'),
      demo('inps'),
      demo('employer'),
      demo('admin'),
      demo('patronato'),
      staff({
        username: `${randomUUID()}@inca.example`,
        group: 'patronato',
        fiscalCode: person().me.fiscalCode,
        patronatoId: 'pat-inca',
      }),
    ]);
  Object.assign(anywhere, {
    nobody: { token: undefined, actor: undefined },
    'another citizen': { token: other.token, actor: { ...citizenActor, citizenId: someoneElse } },
    'the delegate of those who could name one': {
      token: daughter.token,
      actor: { ...citizenActor, citizenId: delegateId },
    },
    'the guardian': { token: guardian.token, actor: { ...citizenActor, citizenId: guardianId } },
    'a citizen without a record': { token: newcomer.token, actor: citizenActor },
    'the officer of the job centre': { token: cpi, actor: officer(milano, 'cpi') },
    'the officer of the accredited operator': { token: acc, actor: officer(accredited, 'accredited') },
    'an officer of another job centre': { token: atLodi, actor: officer(OperatorId.parse('cpi-lodi'), 'cpi') },
    'an officer of another accredited operator': {
      token: atNowhere,
      actor: officer(OperatorId.parse('acc-altrove'), 'accredited'),
    },
    'the manager': { token: manager, actor: office('manager') },
    INPS: { token: inps, actor: office('inps') },
    'an employer': { token: employer, actor: office('employer') },
    'the administrator': { token: admin, actor: office('admin') },
    'the patronato with a mandate': {
      token: helper,
      actor: { ...office('patronato'), patronatoId: PatronatoId.parse('pat-demo') },
    },
    'a patronato without a mandate': {
      token: stranger,
      actor: { ...office('patronato'), patronatoId: PatronatoId.parse('pat-inca') },
    },
    ...(await staffOnTheirOwnCase(own)),
  } satisfies Record<string, Knocker>);
});

/** What is sent to a door, and what its answer shows once the door has opened. */
interface Probe {
  readonly body?: (at: Case) => object;
  readonly reached: (who: Actor | undefined, at: Case) => number;
}
const always = (status: number) => () => status;
const isInPlace = (who: Actor | undefined, { parties }: Case) =>
  who?.citizenId === parties.citizenId || (hasRecord(who) && who?.citizenId === parties.representation?.by);
const hasRecord = (who: Actor | undefined) => who?.citizenId !== undefined;
const isOwnCase = (who: Actor | undefined, { parties }: Case) =>
  who?.role !== 'citizen' && who?.fiscalCode === parties.citizenFiscalCode;
/** A delegate gives no commands, and is shown none; a representative is shown the own. */
const isParty = (who: Actor | undefined, { parties }: Case) =>
  who !== undefined && ![undefined, 'delegate', 'representative'].includes(partyOf(who, parties));
const editing =
  (name: EditName) =>
  (_who: Actor | undefined, { status }: Case) =>
    edits[name].statuses.includes(status) ? 200 : 409;
/** Of a case that has ended nothing is noted any more. */
const whereNoted: Probe['reached'] = (_, { status }) => (status === 'withdrawn' ? 409 : 404);
const draftData = () => {
  const { route: _, ...data } = routeA();
  return data;
};

/**
 * One door each. Bodies are such that what the domain allows changes nothing, or is said to be accepted (202) and is
 * tried last.
 */
const probes: Record<ActionName, Probe> = {
  health: { reached: always(200) },
  openapi: { reached: always(200) },
  'list-operators': { reached: always(200) },
  'read-operator': { reached: always(200) },
  'read-me': { reached: (who) => (hasRecord(who) ? 200 : 404) },
  'write-me': { body: () => ({}), reached: always(422) },
  'name-mailbox': { body: () => ({}), reached: always(422) },
  'prove-mailbox': { body: () => ({}), reached: always(422) },
  'object-to-mailbox': { body: () => ({}), reached: always(409) },
  'report-not-me': { body: () => ({}), reached: always(422) },
  'list-patronati': { reached: always(200) },
  'give-mandate': { body: () => ({}), reached: (who) => (hasRecord(who) ? 422 : 409) },
  'list-own-mandates': { reached: (who) => (hasRecord(who) ? 200 : 409) },
  'end-mandate': { reached: (who) => (hasRecord(who) ? 404 : 409) },
  'list-mandates': { reached: always(200) },
  'name-delegate': { body: () => ({}), reached: (who) => (hasRecord(who) ? 422 : 409) },
  // Only who proves their own code is a delegate of anybody.
  'list-delegations': { reached: (who) => (!hasRecord(who) ? 409 : who?.assurance === 'strong' ? 200 : 403) },
  'record-representative': { body: () => ({}), reached: always(422) },
  'end-representative': { body: () => ({}), reached: always(422) },
  'record-guardian': { body: () => ({}), reached: (who) => (who?.operatorKind === 'cpi' ? 422 : 403) },
  'set-channel': { body: () => ({ channel: 'mail' }), reached: always(200) },
  // A file without rows changes nothing; the cases name no operator where a path wants one.
  'import-operators': { body: () => ({}), reached: always(422) },
  'export-operators': { reached: always(200) },
  'read-operator-history': { reached: always(200) },
  'import-competence': { body: () => ({}), reached: always(422) },
  'export-competence': { reached: always(200) },
  'read-listed-domains': { reached: always(200) },
  'write-listed-domains': { body: () => ({}), reached: always(422) },
  'read-listed-domains-history': { reached: always(200) },
  'read-mail-audit': { reached: always(200) },
  'list-outages': { reached: always(200) },
  'propose-outage': { body: () => ({}), reached: always(422) },
  'confirm-outage': { body: () => ({}), reached: always(404) },
  'export-me': { reached: (who) => (hasRecord(who) ? 200 : 409) },
  'read-accesses': { reached: (who) => (hasRecord(who) ? 200 : 409) },
  'ask-restriction': { body: () => ({}), reached: (who) => (hasRecord(who) ? 422 : 409) },
  'end-account': { body: () => ({}), reached: (who) => (hasRecord(who) ? 422 : 409) },
  // Nobody here has asked for one.
  'read-restriction': { reached: always(404) },
  'decide-restriction': { body: () => ({}), reached: always(404) },
  'set-hold': { body: () => ({}), reached: always(422) },
  'lift-hold': { body: () => ({}), reached: always(422) },
  'read-retention': { reached: always(200) },
  register: { body: () => ({}), reached: (who) => (hasRecord(who) ? 422 : 409) },
  'list-declarations': { reached: always(200) },
  'read-declaration': { reached: always(200) },
  'write-data': { body: draftData, reached: editing('write-data') },
  'read-history': { reached: always(200) },
  'read-explanation': { reached: always(200) },
  'read-communications': { reached: always(200) },
  'read-receipt': { reached: (_who, { status }) => (status === 'registered' ? 409 : 200) },
  'read-pact': { reached: (_who, { status }) => (status === 'psp-signed' ? 200 : 409) },
  'read-self-certification': {
    reached: (_who, { status }) => (['registered', 'withdrawn'].includes(status) ? 409 : 200),
  },
  'read-certificate': { reached: (_who, { status }) => (status === 'psp-signed' ? 200 : 409) },
  'verify-paper': { reached: always(200) },
  'read-register': { reached: always(200) },
  'export-register': { reached: always(200) },
  'send-communication': { body: () => ({}), reached: always(422) },
  'read-letter': { reached: always(404) },
  'choose-operator': {
    body: ({ parties }) => ({ operatorId: parties.operatorId ?? milano }),
    // There is nobody to choose before the DID, and the pact stays with who signed it.
    reached: (_who, { status }) => (status === 'reserved' || status === 'confirmed' ? 200 : 409),
  },
  release: { body: () => ({}), reached: always(202) },
  confirm: { body: () => ({ ...meeting(), metOn: inDays(1) }), reached: always(422) },
  'sign-pact': { body: () => ({ ...pact(), signedOn: inDays(1) }), reached: always(422) },
  withdraw: {
    body: () => ({ signedRequest: { signedOn: inDays(1), reference: 'prot. 1' } }),
    reached: (who, at) => (isInPlace(who, at) ? 202 : 422),
  },
  // The cases are to stay where they are: a body that says too much opens the door and goes no further.
  'undo-withdrawal': { body: () => ({ mistake: true }), reached: always(422) },
  suspend: { body: () => ({ from: inDays(1) }), reached: (_who, { status }) => (status === 'registered' ? 409 : 422) },
  resume: { body: () => ({ until: inDays(1) }), reached: always(422) },
  close: {
    body: () => ({ reason: 'job', since: inDays(1), signedRequest: { signedOn: inDays(0), reference: 'prot. 1' } }),
    reached: always(422),
  },
  'ask-reopening': { body: () => ({ mistake: true }), reached: always(422) },
  'propose-reopening': { body: () => ({}), reached: always(422) },
  'propose-rectification': { body: () => ({}), reached: always(422) },
  'approve-proposal': { body: () => ({ proposedAt: `${inDays(-1)}T09:30:00.000Z` }), reached: always(409) },
  'refuse-proposal': { body: () => ({ reason: 'nessuna prova' }), reached: always(409) },
  'report-change': { body: () => ({}), reached: always(422) },
  'read-changes': { reached: always(200) },
  // Nobody has asked for a correction.
  'answer-correction': { body: () => ({ outcome: 'corrected' }), reached: always(404) },
  'read-replies': { reached: always(200) },
  // Nobody has answered anything.
  'recognise-reply': { body: () => ({}), reached: always(404) },
  transfer: { body: () => ({}), reached: always(422) },
  'extend-term': { body: () => ({}), reached: always(422) },
  'meeting-not-concluded': {
    body: () => ({ metOn: inDays(1), missing: ['agreement'] }),
    reached: (_who, { status }) => (status === 'reserved' || status === 'confirmed' ? 422 : 409),
  },
  'dispute-pact': { body: () => ({ surprise: 1 }), reached: always(422) },
  'record-signature': { body: () => ({}), reached: always(422) },
  'propose-pact-decision': { body: () => ({}), reached: always(422) },
  // Nothing is contested on these cases.
  // No case here has a benefit, or an act.
  'report-breach': {
    body: () => ({
      ...{ kind: 'offer', factOn: inDays(0), facts: 'Non risulta la risposta.', channel: 'hand' },
      payment: { from: inDays(-30), proof: 'prospetto dei pagamenti INPS' },
    }),
    reached: always(422),
  },
  justify: {
    body: () => ({ actId: randomUUID(), reason: 'illness' }),
    reached: (_, { status }) => (status === 'withdrawn' ? 409 : 404),
  },
  // Nobody here is called up; a body without anything in it calls nobody.
  'call-up': { body: () => ({}), reached: always(422) },
  'cancel-call-up': { body: () => ({}), reached: whereNoted },
  'record-call-up': { body: () => ({ attendance: 'present' }), reached: whereNoted },
  'excuse-absence': { body: () => ({ reason: 'illness', verified: true }), reached: whereNoted },
  'call-up-many': { body: () => ({}), reached: always(422) },
  'record-call-ups': { body: () => ({}), reached: always(422) },
  'read-call-up-sheet': { reached: always(422) },
  'show-act': { reached: always(404) },
  'serve-act': { body: () => ({}), reached: always(404) },
  'read-act': { body: () => ({}), reached: always(404) },
  'read-act-letter': { reached: always(404) },
  decide: {
    body: () => ({ actId: randomUUID(), outcome: 'dismissed', reasons: 'nessuna prova', channel: 'hand' }),
    reached: always(409),
  },
  'propose-forfeiture': { body: () => ({}), reached: always(422) },
  // Nothing was decided on these cases.
  'file-appeal': { body: () => ({}), reached: always(404) },
  'propose-appeal-outcome': {
    body: () => ({ outcome: 'upheld', protocol: 'CRC 1', on: inDays(0), reason: 'nessuna' }),
    reached: always(404),
  },
  intake: { body: () => ({}), reached: always(422) },
  'read-dossier': { reached: always(409) },
  'read-dossier-list': { reached: always(409) },
  // The cases are to stay where they are.
  'make-telephone-code': { body: () => ({ code: '7KM3QX' }), reached: always(422) },
  'drop-telephone-code': { reached: always(200) },
  'read-by-telephone-code': { body: () => ({}), reached: always(422) },
  'read-intakes': { reached: always(200) },
  'list-slots': { reached: always(200) },
  'read-calendar': { reached: always(200) },
  'book-appointment': { body: () => ({}), reached: always(422) },
  // The cases have no appointment: an appointment that is named is none of theirs.
  'move-appointment': { body: () => ({}), reached: always(404) },
  'cancel-appointment': { reached: always(404) },
  'record-attendance': { body: () => ({}), reached: always(404) },
  'find-route': { reached: always(422) },
  // The cases are all of route A, and nobody was asked about an earlier DID.
  'change-route': { body: () => ({ route: 'A' }), reached: always(409) },
  'state-inps': { body: () => ({ state: 'about-to', kind: 'naspi' }), reached: always(409) },
  'decide-inps-mismatch': { body: () => ({ choice: 'inps', reason: 'ricevuta' }), reached: always(409) },
  'read-old-did': { reached: always(409) },
  'verify-old-did': { body: () => ({ answer: 'valid', didDate: inDays(-1) }), reached: always(409) },
  'take-job-news': { body: () => ({}), reached: always(422) },
  'take-inps-news': { body: () => ({}), reached: always(422) },
  'read-command': { reached: (who, at) => (isParty(who, at) ? 200 : 404) },
  'retry-command': {
    body: () => ({}),
    reached: (who, at) => (isOwnCase(who, at) ? 403 : isParty(who, at) ? 409 : 404),
  },
  'read-queue': { reached: always(200) },
  'read-tasks': { reached: always(200) },
  'finish-task': { body: () => ({ note: 'fatto' }), reached: always(404) },
};

const names = Object.keys(actions).filter((name): name is ActionName => name in actions);
const statusOf = { unauthenticated: 401, forbidden: 403, 'not-found': 404, 'own-case': 403 } as const;

/** The status that the table of access and the lifecycle promise in a cell. */
function promised(name: ActionName, { actor }: Knocker, at: Case): number {
  const verdict = authorise(name, actor, at.parties);
  if (verdict !== 'allowed') return statusOf[verdict];
  const access: Access = actions[name].access;
  if (access.kind === 'verb') {
    const party = actor && partyOf(actor, at.parties);
    if (!edgeOf(at.status, access.verb)) return 409;
    if (!party || !mayUse(party, at.status, access.verb)) return 403;
  }
  return probes[name].reached(actor, at);
}

const taskId = `command-failed-${randomUUID()}`;

/** Knocks at a door as somebody, about a case. */
function knock(name: ActionName, { token }: Knocker, at: Case) {
  const { method, path }: Action = actions[name];
  const [, resource = ''] = path.split('/');
  const ids: Record<string, string> = {
    declarations: at.id,
    commands: at.commandId,
    operators: 'cpi-milano',
    tasks: taskId,
    restrictions: randomUUID(),
    outages: randomUUID(),
  };
  const body = probes[name].body?.(at);
  return api(
    method,
    path
      .replace('{id}', ids[resource] ?? '')
      .replace('{appointmentId}', randomUUID())
      .replace('{actId}', randomUUID())
      .replace('{mandateId}', randomUUID())
      .replace('{number}', '1')
      .replace('{replyId}', '1793620800000-4e5f60718293')
      .replace('{code}', 'X'.repeat(26))
      .replace('{day}', '2026-10-19'),
    { token, ...(body && { body }) },
  );
}

interface Cell {
  readonly title: string;
  readonly name: ActionName;
  readonly knocker: Knocker;
  readonly at: Case;
  readonly status: number;
}

/** Every cell of a row: each knocker at each case, or at one case if the row is about none. */
function cellsOf(name: ActionName): Cell[] {
  const aboutACase = /^\/(declarations|commands)\/\{id\}/.test(actions[name].path);
  return Object.entries(cases)
    .slice(0, aboutACase ? undefined : 1)
    .flatMap(([title, at]) => {
      const owner = {
        token: at.owner.token,
        actor: { ...citizenActor, citizenId: CitizenId.parse(at.parties.citizenId) },
      };
      const knockers: Record<string, Knocker> = { ...anywhere, 'the owner': owner };
      return Object.entries(knockers).map(([who, knocker]) => {
        const status = promised(name, knocker, at);
        return { title: `${who}, ${title}: ${status}`, name, knocker, at, status };
      });
    });
}

/** The cells that answered otherwise than promised, eight asked at a time. */
async function broken(cells: readonly Cell[]): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...cells];
  const worker = async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) {
      const { status, body } = await knock(cell.name, cell.knocker, cell.at);
      if (status !== cell.status) wrong.push(`${cell.title}, not ${status} ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return wrong;
}

describe('every route, for everybody, at every kind of case', () => {
  test.each(names)('%s', async (name) => {
    const cells = cellsOf(name).filter(({ status }) => status !== 202);
    expect(cells.length).toBeGreaterThanOrEqual(Object.keys(anywhere).length);
    expect(await broken(cells)).toEqual([]);
  });

  test('what was refused, or changed nothing, left every case where it was', async () => {
    for (const { id, owner, status } of Object.values(cases)) expect((await see(owner.token, id)).status).toBe(status);
  });

  test('the citizen, or the guardian in their place, releases and withdraws, and what the table allows is done', async () => {
    const cells = ['release', 'withdraw'] as const satisfies readonly ActionName[];
    const allowed = cells.flatMap((name) => cellsOf(name).filter(({ status }) => status === 202));
    expect(allowed.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      'release: the guardian, a draft: 202',
      'release: the owner, a draft: 202',
      ...[
        'a draft',
        'a DID con riserva at the job centre',
        'a DID con riserva at the accredited operator',
        'an authentic DID at the job centre',
        'an authentic DID at the accredited operator',
        'a DID with its pact',
      ].flatMap((at) => [`withdraw: the guardian, ${at}: 202`, `withdraw: the owner, ${at}: 202`]),
    ]);
    const done = allowed.filter(({ name, title }) => title.startsWith('the guardian') === (name === 'release'));
    for (const { name, knocker, at } of done) {
      const { body } = await knock(name, knocker, at);
      const { commandId } = Receipt.parse(body);
      expect(await settled(at.owner.token, commandId)).toMatchObject({ state: 'applied' });
    }
    for (const { id, owner } of Object.values(cases)) expect((await see(owner.token, id)).status).toBe('withdrawn');
  });
});
