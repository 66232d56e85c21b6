import { describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import {
  type Access,
  type ActionName,
  actions,
  authorise,
  type Verdict,
} from '../../functions/domain/authorisation.ts';
import { PatronatoId } from '../../functions/domain/ids.ts';
import { jobCentreOf } from '../../functions/domain/job-centre.ts';
import { type MandateScope, mandateScopes } from '../../functions/domain/mandates.ts';
import { type CaseParties, partyOf } from '../../functions/domain/parties.ts';
import {
  accredited,
  citizenActor,
  citizenId,
  closedCpi,
  cpi,
  mario,
  officer,
  officerCode,
  otherCitizenId,
  otherCpi,
  receivedAt,
  strongActor,
  subject,
} from './samples.ts';

const staff = (role: Actor['role']): Actor => ({ subject, role, assurance: 'basic', fiscalCode: officerCode });
const { citizenId: _, ...unrecorded } = citizenActor;
const { operatorKind: __, ...kindless } = officer(cpi);
const { operatorId: ___, ...unplaced } = officer(cpi);
const accreditedOfficer = officer(accredited);

/** Who may knock; the case of the cells is that of `citizenId`, who chose the operator named with the cell. */
const actors = {
  nobody: undefined,
  owner: citizenActor,
  'owner, strong': strongActor,
  'another citizen': { ...citizenActor, citizenId: otherCitizenId },
  'a citizen without a record': unrecorded,
  'officer of the job centre': officer(cpi),
  'officer of another job centre': officer(otherCpi),
  'officer of the accredited': accreditedOfficer,
  'officer of no operator': unplaced,
  'officer of no kind': kindless,
  manager: staff('manager'),
  inps: staff('inps'),
  employer: staff('employer'),
  admin: staff('admin'),
} as const satisfies Record<string, Actor | undefined>;
type Knocker = keyof typeof actors;
const knockers = Object.keys(actors).filter((name): name is Knocker => name in actors);

const verdicts: Record<string, Verdict> = {
  A: 'allowed',
  U: 'unauthenticated',
  F: 'forbidden',
  N: 'not-found',
};

// Who may do what, cell by cell: one letter an actor, in the order above.
// The chosen operator is the job centre.          U O S a r  c o A n k  m i e d
const public_ = 'AAAAA AAAAA AAAA';
const citizens = 'UAAAA FFFFF FFFF';
const anyone = 'UAAAA AAAAA AAAA';
const offices = 'UFFFF AAAAA AFFF';
const atJobCentre: Record<ActionName, string> = {
  health: public_,
  openapi: public_,
  'list-operators': public_,
  'read-operator': public_,
  'read-me': citizens,
  'write-me': citizens,
  'name-mailbox': citizens,
  'prove-mailbox': citizens,
  'object-to-mailbox': citizens,
  'report-not-me': citizens,
  'list-patronati': public_,
  'give-mandate': citizens,
  'list-own-mandates': citizens,
  'end-mandate': citizens,
  'list-mandates': 'UFFFF FFFFF FFFF',
  'name-delegate': citizens,
  'list-delegations': citizens,
  'record-guardian': 'UFFFF AAAAA FFFF',
  'record-representative': 'UFFFF AAAAA FFFF',
  'end-representative': 'UFFFF AAAAA FFFF',
  'set-channel': 'UFFNN ANNNN ANNN',
  'import-operators': 'UFFFF FFFFF FFFA',
  'export-operators': 'UFFFF FFFFF FFFA',
  'read-operator-history': 'UFFFF FFFFF FFFA',
  'import-competence': 'UFFFF FFFFF FFFA',
  'export-competence': 'UFFFF FFFFF FFFA',
  'read-listed-domains': 'UFFFF FFFFF FFFA',
  'write-listed-domains': 'UFFFF FFFFF FFFA',
  'read-listed-domains-history': 'UFFFF FFFFF FFFA',
  'read-mail-audit': 'UFFFF FFFFF FFFA',
  'list-outages': anyone,
  'propose-outage': 'UFFFF FFFFF FFFA',
  'confirm-outage': 'UFFFF FFFFF FFFA',
  'export-me': citizens,
  'read-accesses': citizens,
  'ask-restriction': citizens,
  'end-account': citizens,
  'read-restriction': 'UFFFF FFFFF AFFA',
  'decide-restriction': 'UFFFF FFFFF AFFA',
  'set-hold': 'UFFNN FNNNN FNNA',
  'lift-hold': 'UFFNN FNNNN FNNA',
  'read-retention': public_,
  register: citizens,
  'list-declarations': citizens,
  'read-declaration': 'UAANN ANNNN ANNN',
  'read-history': 'UAANN ANNNN ANNN',
  'write-data': 'UAANN FNNNN FNNN',
  'read-communications': 'UAANN FNNNN FNNN',
  'choose-operator': 'UAANN FNNNN FNNN',
  release: 'UAANN FNNNN FNNN',
  confirm: 'UFFNN ANNNN FNNN',
  'sign-pact': 'UFFNN ANNNN FNNN',
  withdraw: 'UAANN ANNNN FNNN',
  'undo-withdrawal': 'UAANN ANNNN FNNN',
  'ask-reopening': 'UAANN FNNNN FNNN',
  suspend: 'UAANN ANNNN ANNN',
  resume: 'UAANN ANNNN ANNN',
  close: 'UFFNN ANNNN ANNN',
  'propose-reopening': 'UFFNN ANNNN ANNN',
  'propose-rectification': 'UFFNN ANNNN ANNN',
  'approve-proposal': 'UFFNN FNNNN ANNN',
  'refuse-proposal': 'UFFNN FNNNN ANNN',
  'report-change': 'UAANN FNNNN FNNN',
  'read-changes': 'UAANN ANNNN ANNN',
  'answer-correction': 'UFFNN ANNNN ANNN',
  'read-replies': 'UAANN ANNNN ANNN',
  'read-explanation': 'UAANN ANNNN ANNN',
  'recognise-reply': 'UFFNN ANNNN ANNN',
  transfer: 'UFFNN ANNNN ANNN',
  'extend-term': 'UFFNN ANNNN ANNN',
  'meeting-not-concluded': 'UFFNN ANNNN FNNN',
  'dispute-pact': 'UAANN FNNNN FNNN',
  'record-signature': 'UFFNN ANNNN FNNN',
  'propose-pact-decision': 'UFFNN ANNNN ANNN',
  'call-up': 'UFFNN ANNNN FNNN',
  'cancel-call-up': 'UFFNN ANNNN FNNN',
  'record-call-up': 'UFFNN ANNNN FNNN',
  'excuse-absence': 'UFFNN ANNNN FNNN',
  'call-up-many': 'UFFFF AAAAA FFFF',
  'record-call-ups': 'UFFFF AAAAA FFFF',
  'read-call-up-sheet': 'UFFFF AAAAA FFFF',
  'report-breach': 'UFFNN ANNNN FNNN',
  justify: 'UAANN ANNNN ANNN',
  'show-act': 'UAANN ANNNN ANNN',
  'serve-act': 'UFFNN ANNNN ANNN',
  'read-act': 'UAANN FNNNN FNNN',
  'read-act-letter': 'UFFNN ANNNN ANNN',
  decide: 'UFFNN ANNNN ANNN',
  'propose-forfeiture': 'UFFNN ANNNN ANNN',
  'file-appeal': 'UAANN ANNNN ANNN',
  'propose-appeal-outcome': 'UFFNN ANNNN ANNN',
  intake: 'UFFFF AAAAA FFFF',
  'read-dossier': 'UFFNN ANNNN ANNN',
  'read-dossier-list': 'UFFNN ANNNN ANNN',
  'make-telephone-code': 'UAANN FNNNN FNNN',
  'drop-telephone-code': 'UAANN FNNNN FNNN',
  'read-by-telephone-code': 'UFFFF AAAAA AFFF',
  'read-intakes': 'UFFFF FFFFF AFFF',
  'read-receipt': 'UAANN ANNNN ANNN',
  'read-pact': 'UAANN ANNNN ANNN',
  'read-self-certification': 'UAANN FNNNN FNNN',
  'read-certificate': 'UAANN FNNNN FNNN',
  'verify-paper': public_,
  'read-register': 'UFFFF FFFFF FFFA',
  'export-register': 'UFFFF FFFFF FFFA',
  'send-communication': 'UFFFF FFFFF FAFA',
  'find-route': citizens,
  'change-route': 'UAANN FNNNN FNNN',
  'state-inps': 'UAANN FNNNN FNNN',
  'decide-inps-mismatch': 'UFFNN ANNNN ANNN',
  'read-old-did': 'UAANN ANNNN ANNN',
  'verify-old-did': 'UFFNN ANNNN ANNN',
  'take-inps-news': 'UFFFF FFFFF FAFF',
  'take-job-news': 'UFFFF FFFFF FAFF',
  'list-slots': public_,
  'read-calendar': 'UFFFF AAAAA FFFF',
  'book-appointment': 'UAANN ANNNN FNNN',
  'move-appointment': 'UAANN ANNNN FNNN',
  'cancel-appointment': 'UAANN ANNNN FNNN',
  'record-attendance': 'UFFNN ANNNN FNNN',
  'read-command': anyone,
  'retry-command': offices,
  'read-queue': 'UFFFF AAAAA FFFF',
  'read-tasks': offices,
  'finish-task': offices,
  'read-letter': offices,
};
// The chosen operator is accredited: it has its column, the job centre is a stranger.
const atAccredited: Partial<Record<ActionName, string>> = {
  'set-hold': 'UFFNN NNFNN FNNA',
  'lift-hold': 'UFFNN NNFNN FNNA',
  'set-channel': 'UFFNN NNFNN ANNN',
  'read-declaration': 'UAANN NNANN ANNN',
  'read-history': 'UAANN NNANN ANNN',
  'undo-withdrawal': 'UAANN NNFNN FNNN',
  'ask-reopening': 'UAANN NNFNN FNNN',
  suspend: 'UAANN NNFNN ANNN',
  resume: 'UAANN NNFNN ANNN',
  close: 'UFFNN NNFNN ANNN',
  'propose-reopening': 'UFFNN NNFNN ANNN',
  'propose-rectification': 'UFFNN NNFNN ANNN',
  'approve-proposal': 'UFFNN NNFNN ANNN',
  'refuse-proposal': 'UFFNN NNFNN ANNN',
  'report-change': 'UAANN NNFNN FNNN',
  'read-changes': 'UAANN NNANN ANNN',
  'answer-correction': 'UFFNN NNFNN ANNN',
  'read-replies': 'UAANN NNANN ANNN',
  'read-explanation': 'UAANN NNANN ANNN',
  'recognise-reply': 'UFFNN NNANN ANNN',
  transfer: 'UFFNN NNFNN ANNN',
  'extend-term': 'UFFNN NNFNN ANNN',
  'meeting-not-concluded': 'UFFNN NNANN FNNN',
  'dispute-pact': 'UAANN NNFNN FNNN',
  'record-signature': 'UFFNN NNANN FNNN',
  'propose-pact-decision': 'UFFNN NNFNN ANNN',
  'call-up': 'UFFNN NNANN FNNN',
  'cancel-call-up': 'UFFNN NNANN FNNN',
  'record-call-up': 'UFFNN NNANN FNNN',
  'excuse-absence': 'UFFNN NNANN FNNN',
  'report-breach': 'UFFNN NNANN FNNN',
  justify: 'UAANN NNANN ANNN',
  'show-act': 'UAANN NNANN ANNN',
  'serve-act': 'UFFNN NNANN ANNN',
  'read-act': 'UAANN NNFNN FNNN',
  'read-act-letter': 'UFFNN NNANN ANNN',
  decide: 'UFFNN NNFNN ANNN',
  'propose-forfeiture': 'UFFNN NNFNN ANNN',
  'file-appeal': 'UAANN NNFNN ANNN',
  'propose-appeal-outcome': 'UFFNN NNFNN ANNN',
  'book-appointment': 'UAANN NNANN FNNN',
  'move-appointment': 'UAANN NNANN FNNN',
  'cancel-appointment': 'UAANN NNANN FNNN',
  'record-attendance': 'UFFNN NNANN FNNN',
  'read-receipt': 'UAANN NNANN ANNN',
  'read-pact': 'UAANN NNANN ANNN',
  'read-self-certification': 'UAANN NNFNN FNNN',
  'read-certificate': 'UAANN NNFNN FNNN',
  'write-data': 'UAANN NNFNN FNNN',
  'read-communications': 'UAANN NNFNN FNNN',
  'choose-operator': 'UAANN NNFNN FNNN',
  release: 'UAANN NNFNN FNNN',
  confirm: 'UFFNN NNANN FNNN',
  'sign-pact': 'UFFNN NNANN FNNN',
  withdraw: 'UAANN NNFNN FNNN',
  'change-route': 'UAANN NNFNN FNNN',
  'state-inps': 'UAANN NNFNN FNNN',
  'decide-inps-mismatch': 'UFFNN NNANN ANNN',
  'read-old-did': 'UAANN NNFNN ANNN',
  'verify-old-did': 'UFFNN NNFNN ANNN',
  'make-telephone-code': 'UAANN NNFNN FNNN',
  'drop-telephone-code': 'UAANN NNFNN FNNN',
  'read-dossier': 'UFFNN NNFNN ANNN',
  'read-dossier-list': 'UFFNN NNFNN ANNN',
};
// Nobody is chosen: no officer is a party, whatever the account does not say.
const atNobody: Partial<Record<ActionName, string>> = {
  'set-hold': 'UFFNN NNNNN FNNA',
  'lift-hold': 'UFFNN NNNNN FNNA',
  'set-channel': 'UFFNN NNNNN ANNN',
  'read-declaration': 'UAANN NNNNN ANNN',
  'read-history': 'UAANN NNNNN ANNN',
  'undo-withdrawal': 'UAANN NNNNN FNNN',
  'ask-reopening': 'UAANN NNNNN FNNN',
  suspend: 'UAANN NNNNN ANNN',
  resume: 'UAANN NNNNN ANNN',
  close: 'UFFNN NNNNN ANNN',
  'propose-reopening': 'UFFNN NNNNN ANNN',
  'propose-rectification': 'UFFNN NNNNN ANNN',
  'approve-proposal': 'UFFNN NNNNN ANNN',
  'refuse-proposal': 'UFFNN NNNNN ANNN',
  'report-change': 'UAANN NNNNN FNNN',
  'read-changes': 'UAANN NNNNN ANNN',
  'answer-correction': 'UFFNN NNNNN ANNN',
  'read-replies': 'UAANN NNNNN ANNN',
  'read-explanation': 'UAANN NNNNN ANNN',
  'recognise-reply': 'UFFNN NNNNN ANNN',
  transfer: 'UFFNN NNNNN ANNN',
  'extend-term': 'UFFNN NNNNN ANNN',
  'meeting-not-concluded': 'UFFNN NNNNN FNNN',
  'dispute-pact': 'UAANN NNNNN FNNN',
  'record-signature': 'UFFNN NNNNN FNNN',
  'propose-pact-decision': 'UFFNN NNNNN ANNN',
  'call-up': 'UFFNN NNNNN FNNN',
  'cancel-call-up': 'UFFNN NNNNN FNNN',
  'record-call-up': 'UFFNN NNNNN FNNN',
  'excuse-absence': 'UFFNN NNNNN FNNN',
  'report-breach': 'UFFNN NNNNN FNNN',
  justify: 'UAANN NNNNN ANNN',
  'show-act': 'UAANN NNNNN ANNN',
  'serve-act': 'UFFNN NNNNN ANNN',
  'read-act': 'UAANN NNNNN FNNN',
  'read-act-letter': 'UFFNN NNNNN ANNN',
  decide: 'UFFNN NNNNN ANNN',
  'propose-forfeiture': 'UFFNN NNNNN ANNN',
  'file-appeal': 'UAANN NNNNN ANNN',
  'propose-appeal-outcome': 'UFFNN NNNNN ANNN',
  'book-appointment': 'UAANN NNNNN FNNN',
  'move-appointment': 'UAANN NNNNN FNNN',
  'cancel-appointment': 'UAANN NNNNN FNNN',
  'record-attendance': 'UFFNN NNNNN FNNN',
  'read-receipt': 'UAANN NNNNN ANNN',
  'read-pact': 'UAANN NNNNN ANNN',
  'read-self-certification': 'UAANN NNNNN FNNN',
  'read-certificate': 'UAANN NNNNN FNNN',
  'write-data': 'UAANN NNNNN FNNN',
  'read-communications': 'UAANN NNNNN FNNN',
  'choose-operator': 'UAANN NNNNN FNNN',
  release: 'UAANN NNNNN FNNN',
  confirm: 'UFFNN NNNNN FNNN',
  'sign-pact': 'UFFNN NNNNN FNNN',
  withdraw: 'UAANN NNNNN FNNN',
  'change-route': 'UAANN NNNNN FNNN',
  'state-inps': 'UAANN NNNNN FNNN',
  'decide-inps-mismatch': 'UFFNN NNNNN ANNN',
  'read-old-did': 'UAANN NNNNN ANNN',
  'verify-old-did': 'UFFNN NNNNN ANNN',
  'make-telephone-code': 'UAANN NNNNN FNNN',
  'drop-telephone-code': 'UAANN NNNNN FNNN',
  'read-dossier': 'UFFNN NNNNN ANNN',
  'read-dossier-list': 'UFFNN NNNNN ANNN',
};

const names = Object.keys(actions).filter((name): name is ActionName => name in actions);
const cellsOf = (row: string) => {
  const letters = [...row.replaceAll(' ', '')];
  expect(letters).toHaveLength(knockers.length);
  return knockers.map((who, index) => [who, verdicts[letters[index] ?? '']]);
};

describe.each([
  { chosen: 'the job centre', operatorId: cpi, rows: atJobCentre },
  { chosen: 'an accredited operator', operatorId: accredited, rows: { ...atJobCentre, ...atAccredited } },
  { chosen: 'nobody', operatorId: undefined, rows: { ...atJobCentre, ...atNobody } },
])('where $chosen is chosen', ({ operatorId, rows }) => {
  const parties = { citizenId, operatorId, citizenFiscalCode: mario.fiscalCode };

  test.each(names)('%s', (action) => {
    const about =
      actions[action].access.kind === 'public' || actions[action].access.kind === 'roles' ? undefined : parties;
    const found = knockers.map((who) => [who, authorise(action, actors[who], about)]);
    expect(found).toEqual(cellsOf(rows[action]));
  });
});

describe.each([
  ['the chosen operator is accredited', accredited, 'reserved', undefined],
  ['nobody was chosen and the person is to be convened', undefined, 'confirmed', receivedAt],
  ['nobody was chosen and the case has ended', undefined, 'expired', undefined],
] as const)(
  'where %s, the job centre of the domicile holds the job centre’s column',
  (_, operatorId, status, convenedAt) => {
    const whose = { citizenId, citizenFiscalCode: mario.fiscalCode };
    const parties = { ...whose, operatorId, status, convenedAt, competentCpiId: cpi };
    const its = [
      'read-declaration',
      'withdraw',
      'undo-withdrawal',
      'suspend',
      'resume',
      'close',
      'propose-reopening',
      'propose-rectification',
      'propose-pact-decision',
      'call-up',
      'cancel-call-up',
      'record-call-up',
      'excuse-absence',
      'justify',
      'show-act',
      'serve-act',
      'read-act-letter',
      'decide',
      'propose-forfeiture',
      'file-appeal',
      'propose-appeal-outcome',
      'read-changes',
      'answer-correction',
      'transfer',
      'extend-term',
      'set-channel',
    ];

    test.each(its)('%s', (name) => {
      const action = names.find((known) => known === name);
      expect(action && authorise(action, officer(cpi), parties)).toBe('allowed');
    });

    test('and nothing of the accredited operator’s, nor of the citizen’s', () => {
      for (const action of [
        'confirm',
        'sign-pact',
        'release',
        'choose-operator',
        'read-history',
        'ask-reopening',
      ] as const)
        expect(authorise(action, officer(cpi), parties)).toBe('forbidden');
    });

    test('nor anything where another job centre was chosen', () => {
      expect(authorise('suspend', officer(cpi), { ...parties, operatorId: otherCpi })).toBe('not-found');
    });
  },
);

describe('the job centre that is asked about an earlier DID (S0:57) sees the question and nothing else', () => {
  const parties = {
    citizenId,
    operatorId: undefined,
    oldDid: { askedOf: otherCpi },
    citizenFiscalCode: mario.fiscalCode,
  };

  test.each(names.filter((name) => !['public', 'roles'].includes(actions[name].access.kind)))('%s', (action) => {
    const its = action === 'read-old-did' || action === 'verify-old-did';
    expect(authorise(action, officer(otherCpi), parties)).toBe(its ? 'allowed' : 'forbidden');
    expect(authorise(action, officer(cpi), parties)).toBe('not-found');
    expect(authorise(action, officer(otherCpi), { ...parties, oldDid: {} })).toBe('not-found');
  });
});

const ofCase = names.filter((name) => !['public', 'roles'].includes(actions[name].access.kind));

describe('nobody acts on their own case (L. 241/1990 art. 6-bis)', () => {
  test.each(ofCase)('%s', (action) => {
    for (const [own, operatorId] of [
      [officer(cpi), cpi],
      [accreditedOfficer, accredited],
      [staff('manager'), cpi],
    ] as const) {
      const parties = { citizenId, operatorId, citizenFiscalCode: mario.fiscalCode };
      expect(authorise(action, { ...own, fiscalCode: mario.fiscalCode }, parties)).toBe('own-case');
      const other = authorise(action, { ...own, fiscalCode: 'BNCNNA90A41F205X' }, parties);
      expect(other).toBe(authorise(action, own, parties));
      expect(other).not.toBe('own-case');
    }
  });

  test.each(ofCase)('nor on anybody’s, if their account does not say who they are: %s', (action) => {
    const parties = { citizenId, operatorId: cpi, citizenFiscalCode: mario.fiscalCode };
    for (const who of [officer(cpi), staff('manager')]) {
      const { fiscalCode: _, ...nameless } = who;
      expect(authorise(action, nameless, parties)).toBe('forbidden');
    }
  });

  test('and who is no party learns nothing, not even that the case is their own', () => {
    const parties = { citizenId, operatorId: cpi, citizenFiscalCode: mario.fiscalCode };
    for (const action of ofCase) {
      for (const who of [officer(otherCpi), staff('inps'), staff('employer'), staff('admin')]) {
        // Holds are an administrator's, who is a party to them and to nothing else.
        const isHold = who.role === 'admin' && (action === 'set-hold' || action === 'lift-hold');
        const verdict = isHold ? 'own-case' : 'not-found';
        expect(authorise(action, { ...who, fiscalCode: mario.fiscalCode }, parties)).toBe(verdict);
      }
    }
  });
});

describe('what an actor is to a case', () => {
  test.each<[string, Actor, string | undefined, string | undefined]>([
    ['the owner', citizenActor, cpi, 'citizen'],
    ['another citizen', { ...citizenActor, citizenId: otherCitizenId }, cpi, undefined],
    ['a citizen without a record', unrecorded, cpi, undefined],
    ['the chosen job centre', officer(cpi), cpi, 'cpi'],
    ['the chosen accredited operator', accreditedOfficer, accredited, 'accredited'],
    ['another operator', officer(otherCpi), cpi, undefined],
    ['an officer of no operator, where none is chosen', unplaced, undefined, undefined],
    ['an officer of no operator, where one is', unplaced, cpi, undefined],
    ['an officer of no kind', kindless, cpi, undefined],
    ['the manager', staff('manager'), undefined, 'manager'],
    ['INPS', staff('inps'), cpi, undefined],
    ['an employer', staff('employer'), cpi, undefined],
    ['the administrator', staff('admin'), cpi, undefined],
    [
      'a citizen who says to be of an operator',
      { ...unrecorded, operatorId: cpi, operatorKind: 'cpi' },
      cpi,
      undefined,
    ],
    ['an officer who is the citizen too', { ...officer(otherCpi), citizenId }, cpi, undefined],
  ])('%s', (_name, actor, operatorId, party) => expect(partyOf(actor, { citizenId, operatorId })).toBe(party));

  const byInps = { conditionality: 'circolare-133-2010' };
  const byJobCentre = { conditionality: 'dlgs-150-2015' };
  test.each<[string, Partial<CaseParties>, string | undefined]>([
    ['decides on what is contested', { contested: byInps }, 'inps'],
    ['has decided, and asks once more', { decisions: [byJobCentre, byInps] }, 'inps'],
    ['is nothing to what a job centre decides', { contested: byJobCentre, decisions: [byJobCentre] }, undefined],
  ])('INPS %s', (_name, stands, party) => expect(partyOf(staff('inps'), { citizenId, ...stands })).toBe(party));

  test.each<[string, Partial<CaseParties>, string | undefined]>([
    ['not while the person may choose', { status: 'confirmed' }, undefined],
    [
      'where nobody was chosen and the person is to be convened',
      { status: 'confirmed', convenedAt: receivedAt },
      'competent-cpi',
    ],
    ['where nobody was chosen and the case has ended', { status: 'expired' }, 'competent-cpi'],
    ['not of a draft for which nobody was chosen', { status: 'registered' }, undefined],
    ['where an accredited operator was', { status: 'reserved', operatorId: accredited }, 'competent-cpi'],
    ['not where another job centre was', { status: 'expired', operatorId: otherCpi }, undefined],
  ])('the job centre of the domicile decides %s', (_name, stands, party) => {
    const parties = { citizenId, competentCpiId: cpi, ...stands };
    expect(partyOf(officer(cpi), parties)).toBe(party);
    expect(partyOf(officer(closedCpi), parties)).toBeUndefined();
    // Whoever has the tasks of a case may open it.
    expect(jobCentreOf(parties) === cpi).toBe(party !== undefined);
  });
});

describe('the routes', () => {
  test('each has a method and path of its own', () => {
    const keys = Object.values(actions).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('name nothing of a person in their path', () => {
    const parameters = Object.values(actions).flatMap(({ path }) => path.match(/\{\w+\}/g) ?? []);
    expect(new Set(parameters)).toEqual(
      new Set([
        ...['{id}', '{actId}', '{changeId}', '{mandateId}', '{appointmentId}', '{replyId}', '{number}'],
        ...['{code}', '{day}'],
      ]),
    );
  });

  test('a case is asked for wherever its path names one', () => {
    const aboutCases = names.filter((name) => actions[name].path.startsWith('/declarations/{id}'));
    expect(aboutCases.sort()).toEqual([...ofCase].sort());
    for (const action of aboutCases) expect(authorise(action, citizenActor)).toBe('not-found');
  });

  test('only what tells nothing of anybody is public', () => {
    const open = names.filter((name) => actions[name].access.kind === 'public');
    expect(open.sort()).toEqual([
      'health',
      'list-operators',
      'list-patronati',
      'list-slots',
      'openapi',
      'read-operator',
      'read-retention',
      'verify-paper',
    ]);
  });

  test('what changes a status is a POST of the declarations', () => {
    for (const name of names) {
      const { access, method, api } = actions[name];
      if (access.kind === 'verb')
        expect([method, ['declarations', 'life', 'proceedings'].includes(api)]).toEqual(['POST', true]);
    }
  });
});

describe('a patronato does what the citizen’s mandate is for, and nothing else', () => {
  const inca = PatronatoId.parse('pat-inca');
  const helper: Actor = { ...staff('patronato'), patronatoId: inca };
  const without = { citizenId, operatorId: cpi, citizenFiscalCode: mario.fiscalCode };
  const withScope = (...scope: MandateScope[]) => ({ ...without, mandate: { patronatoId: inca, scope } });
  const its: Partial<Record<ActionName, MandateScope>> = {
    'read-declaration': 'see',
    'write-data': 'fill-in',
    'state-inps': 'tell-inps',
  };

  test.each(names)('%s', (action) => {
    const access: Access = actions[action].access;
    if (access.kind === 'public' || access.kind === 'roles') {
      const open = access.kind === 'public' || action === 'list-mandates';
      expect(authorise(action, helper)).toBe(open ? 'allowed' : 'forbidden');
      return;
    }
    expect(authorise(action, helper, without)).toBe('not-found');
    for (const scope of [['see'], ['see', 'fill-in'], ['see', 'tell-inps'], mandateScopes] as const) {
      const needed = its[action];
      const allowed = needed !== undefined && scope.some((one) => one === needed);
      expect(authorise(action, helper, withScope(...scope))).toBe(allowed ? 'allowed' : 'forbidden');
    }
  });

  test.each(ofCase)('another body’s mandate is none, nor is one of who names no body: %s', (action) => {
    const elsewhere = { ...helper, patronatoId: PatronatoId.parse('pat-inas') };
    const { patronatoId: _, ...bodiless } = helper;
    for (const who of [elsewhere, bodiless]) {
      expect(authorise(action, who, withScope(...mandateScopes))).toBe('not-found');
    }
  });

  test('nor does it act on its own case, or without saying who it is', () => {
    const parties = withScope(...mandateScopes);
    const { fiscalCode: _, ...nameless } = helper;
    expect(authorise('read-declaration', { ...helper, fiscalCode: mario.fiscalCode }, parties)).toBe('own-case');
    expect(authorise('read-declaration', nameless, parties)).toBe('forbidden');
  });

  test('a mandate makes nobody else a party', () => {
    for (const who of [officer(otherCpi), staff('inps'), staff('employer')]) {
      expect(partyOf({ ...who, patronatoId: inca }, withScope(...mandateScopes))).toBeUndefined();
    }
  });
});

describe('a delegate does what the citizen may have a trusted person do, and nothing else', () => {
  const delegate: Actor = { ...strongActor, citizenId: otherCitizenId };
  const named = { citizenId, operatorId: cpi, citizenFiscalCode: mario.fiscalCode, delegateId: otherCitizenId };
  const { delegateId: _, ...nobody } = named;
  const theirs: readonly ActionName[] = [
    'read-declaration',
    'book-appointment',
    'move-appointment',
    'cancel-appointment',
    'report-change',
    'justify',
    'file-appeal',
  ];

  test.each(ofCase)('%s', (action) => {
    expect(authorise(action, delegate, named)).toBe(theirs.includes(action) ? 'allowed' : 'forbidden');
    expect(authorise(action, delegate, nobody)).toBe('not-found');
  });

  test.each(ofCase)('nobody else is one, nor without a strong identity or a record: %s', (action) => {
    const { citizenId: _, ...recordless } = delegate;
    for (const who of [
      { ...delegate, assurance: 'basic' as const },
      recordless,
      { ...delegate, role: 'inps' as const },
    ]) {
      expect(authorise(action, who, named)).toBe('not-found');
    }
  });

  test('is the citizen in the own case', () => {
    expect(partyOf({ ...delegate, citizenId }, named)).toBe('citizen');
    expect(partyOf(delegate, named)).toBe('delegate');
  });

  test('does not become one by naming nobody', () => {
    const { citizenId: _, ...recordless } = delegate;
    expect(partyOf(recordless, nobody)).toBeUndefined();
  });
});
