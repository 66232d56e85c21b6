/** Two and more at once about what is contested, decided and appealed against. */
import {
  type Asked,
  admin,
  anna,
  annaMe,
  askOnce,
  data,
  inps,
  manager,
  officer,
  type Session,
  secondAdmin,
} from './people.ts';
import { type Act, acts, checks, type Race, tryAll } from './race.ts';
import {
  application,
  approvalOf,
  asks,
  contestedOf,
  contests,
  decidedLast,
  declaration,
  missesTraining,
  paid,
  sanctioned,
  serves,
  step,
  twin,
  withBenefit,
} from './stories.ts';
import type { World } from './world.ts';

/** A fact that is contested and was served; the term to answer is over. */
const heard = [...withBenefit, ...missesTraining(), serves('2026-11-24T10', contestedOf, '2026-11-20', '2026-11-23')];
const letter = 'registered-letter';
const onContested = (more: object) => (world: World) => ({ body: { actId: contestedOf(world), ...more } });
const decidesOn = (who: Session, key: string, outcome: string) =>
  acts(who, 'decide', key, onContested({ outcome, reasons: 'Nessuna giustificazione.', channel: letter }));
const cuts = (who: Session, key: string) => decidesOn(who, key, 'cut');
const breaches = (key: string) =>
  acts(officer, 'report-breach', key, {
    body: { kind: 'offer', factOn: '2026-11-11', facts: 'Non risulta.', channel: letter, payment: paid },
  });
/** An act was served on a later day than the one on record: the person has longer. */
const servesOn = (key: string, actOf: (world: World) => string, servedOn: string) =>
  acts(officer, 'serve-act', key, (world) => ({
    parameters: { actId: actOf(world) },
    body: { channel: letter, servedOn, proof: 'AR 1527' },
  }));
const servesLater = servesOn('serve', contestedOf, '2026-12-09');
const justifies = acts(anna, 'justify', 'justify', onContested({ reason: 'illness' }));
const extendsIt = acts(officer, 'extend-term', 'extend', {
  body: { term: 'justification', until: '2026-12-21', reason: 'In ospedale.' },
});
const quits = acts(anna, 'withdraw', 'quit', { body: { lossConfirmed: true } });
const appeals = (key: string) =>
  acts(anna, 'file-appeal', key, ({ memo }) => ({ parameters: { number: memo['number'] ?? '1' }, body: {} }));
const inpsTells = acts(inps, 'take-inps-news', 'news', {
  body: application(annaMe.fiscalCode, { appliedOn: '2027-03-20', protocol: 'INPS.4900.20/03/2027.0012345' }),
});
const registersAnew = acts(anna, 'register', 'register', { body: { route: 'A', ...data } });

/** Called up to training by a letter that came in time; then, absent. */
const calledUp = [...withBenefit, ...missesTraining().slice(0, 3)];
const absent = [...withBenefit, ...missesTraining().slice(0, 4)];
const ofMissed =
  (body: object) =>
  ({ memo }: World): Asked => ({ parameters: { actId: memo['missed'] ?? '' }, body });
const notes = (key: string, attendance: string) => acts(officer, 'record-call-up', key, ofMissed({ attendance }));
const notesByRoom = acts(officer, 'record-call-ups', 'room', ({ memo }) => ({
  body: {
    rows: [{ declarationId: memo['declarationId'] ?? '', actId: memo['missed'] ?? '', attendance: 'present' }],
  },
}));
const contestsAbsence = acts(officer, 'report-breach', 'contest', ({ memo }) => ({
  body: {
    ...{ kind: 'training', factOn: '2026-11-18', facts: 'Non risulta.', channel: letter, payment: paid },
    callUpId: memo['missed'] ?? '',
  },
}));
const excuses = acts(officer, 'excuse-absence', 'excuse', ofMissed({ reason: 'illness', verified: true }));
const explains = acts(anna, 'justify', 'explain', ({ memo }) => ({
  body: { actId: memo['missed'] ?? '', reason: 'illness' },
}));
const takesBack = acts(officer, 'cancel-call-up', 'cancel', ofMissed({}));
const room = { startsAt: '2026-12-02T09:00:00.000Z', place: 'Aula 1', purpose: 'orientation' };
const calls = (key: string) =>
  acts(officer, 'call-up', key, { body: { ...room, service: { channel: letter, sentOn: '2026-11-12' } } });
const callsRoom = acts(officer, 'call-up-many', 'room', ({ memo }) => ({
  body: { ...room, channel: letter, capacity: 20, declarations: [{ declarationId: memo['declarationId'] ?? '' }] },
}));

const remembersNumber = (at: string, number: string) =>
  step(at, 'the decision is remembered', async (world) => {
    world.memo = { ...world.memo, number };
  });
const approvesAs = (who: Session, key: string): Act => {
  const asked = approvalOf();
  return (world) => askOnce(world, who, 'approve-proposal', { ...asked(world), key: `key-of-${key}` });
};
const refusesIt = acts(twin, 'refuse-proposal', 'refuse', { body: { reason: 'Manca la prova.' } });
/** A cut that nobody knows to be served. */
const cutDecided = [
  ...heard,
  asks('2026-12-10T10', manager, 'decide', (world) => ({
    ...declaration()(world),
    body: { actId: contestedOf(world), outcome: 'cut', reasons: 'Nessuna.', channel: 'registered-letter' },
  })),
];
/** An offer refused, of which the time to answer is over; then, a forfeiture that one has proposed. */
const offerHeard = [
  ...withBenefit,
  contests('2026-11-12T10', 'offer', '2026-11-11'),
  serves('2026-11-17T10', contestedOf, '2026-11-12', '2026-11-16'),
];
const forfeitureProposed = [
  ...offerHeard,
  asks('2026-12-09T10', twin, 'propose-forfeiture', (world) => ({
    ...declaration()(world),
    body: { actId: contestedOf(world), effect: 'forfeiture', reasons: 'Nessuna.', channel: 'registered-letter' },
  })),
];
/** One that stands; an appeal is filed, and its outcome proposed. */
const appealedUpheld = [
  ...sanctioned.steps,
  asks('2027-03-01T10', anna, 'file-appeal', declaration({ parameters: { number: '2' }, body: {} })),
  asks(
    '2027-03-12T10',
    officer,
    'propose-appeal-outcome',
    declaration({
      parameters: { number: '2' },
      body: { outcome: 'upheld', protocol: 'CRC 2027/00412', on: '2027-03-11', reason: 'Delibera.' },
    }),
  ),
];
const proposesLoss = (who: Session, key: string) =>
  acts(who, 'propose-forfeiture', key, onContested({ effect: 'forfeiture', reasons: 'Nessuna.', channel: letter }));
/** The service was down on the last day of a term, as one administrator says. */
const outageProposed = [
  ...heard,
  step('2026-12-10T09', 'admin: propose-outage', async (world) => {
    const outage = { from: '2026-12-09T20:00:00.000Z', to: '2026-12-09T21:00:00.000Z', reason: 'Rete ferma.' };
    const { body } = await askOnce(world, admin, 'propose-outage', { key: 'key-outage', body: outage });
    world.memo = { ...world.memo, outage: String(body['id']) };
  }),
];
const confirmsOutage = (key: string) =>
  acts(secondAdmin, 'confirm-outage', key, ({ memo }) => ({ id: memo['outage'] ?? '' }));
const closesFinal = acts(officer, 'close', 'final', { body: { reason: 'forfeiture' } });
const closesForWork = acts(officer, 'close', 'work', {
  body: { reason: 'job', since: '2026-12-09', signedRequest: { signedOn: '2026-12-09', reference: 'prot. 1' } },
});

const races: readonly Race[] = [
  {
    name: 'a fact contested twice',
    from: withBenefit,
    acts: [breaches('first-one'), breaches('second-one')],
    at: '2026-11-12T10',
    applied: 1,
  },
  {
    name: 'a fact contested, and the withdrawal',
    from: withBenefit,
    acts: [breaches('contest'), quits],
    at: '2026-11-12T10',
  },
  {
    name: 'a fact contested, and work',
    from: withBenefit,
    acts: [breaches('contest'), acts(anna, 'suspend', 'suspend', { body: { from: '2026-11-12' } })],
    at: '2026-11-12T10',
  },
  {
    name: 'two who decide',
    from: heard,
    acts: [cuts(manager, 'first-one'), cuts(twin, 'second-one')],
    at: '2026-12-10T10',
    applied: 1,
  },
  {
    name: 'two who decide otherwise',
    from: heard,
    acts: [cuts(manager, 'cut-it'), decidesOn(twin, 'dismiss', 'dismissed')],
    at: '2026-12-10T10',
    applied: 1,
  },
  {
    name: 'a decision, and the withdrawal',
    from: heard,
    acts: [cuts(manager, 'cut-it'), quits],
    at: '2026-12-10T10',
  },
  {
    name: 'a decision, and a closing',
    from: heard,
    acts: [cuts(manager, 'cut-it'), closesForWork],
    at: '2026-12-10T10',
  },
  {
    name: 'a decision, and news of a later service that opens the term again',
    from: heard,
    acts: [cuts(manager, 'cut-it'), servesLater],
    at: '2026-12-10T10',
  },
  {
    name: 'a decision, and what the person says',
    from: heard,
    acts: [cuts(manager, 'cut-it'), justifies],
    at: '2026-12-10T10',
    applied: 1,
  },
  {
    name: 'a decision, a sweep and reconciling',
    from: heard,
    acts: [cuts(manager, 'cut-it'), checks('sweep'), checks('reconcile')],
    at: '2026-12-10T10',
    applied: 1,
  },
  {
    name: 'an appeal, and a closing',
    from: [...cutDecided, remembersNumber('2026-12-10T11', '1')],
    acts: [appeals('appeal'), closesForWork],
    at: '2026-12-11T10',
  },
  {
    name: 'two appeals',
    from: [...cutDecided, remembersNumber('2026-12-10T11', '1')],
    acts: [appeals('first-one'), appeals('second-one')],
    at: '2026-12-11T10',
    applied: 0,
  },
  {
    name: 'a late appeal, and the closing of what is final',
    from: [...sanctioned.steps, remembersNumber('2027-02-22T11', '2')],
    acts: [appeals('appeal'), closesFinal],
    at: '2027-03-26T10',
    applied: 1,
  },
  {
    name: 'a forfeiture approved twice',
    from: forfeitureProposed,
    acts: [approvesAs(manager, 'first-one'), approvesAs(manager, 'second-one')],
    at: '2026-12-09T11',
    applied: 1,
  },
  {
    name: 'a forfeiture approved, and refused',
    from: forfeitureProposed,
    acts: [approvesAs(manager, 'approve'), refusesIt],
    at: '2026-12-09T11',
  },
  {
    name: 'an appeal upheld twice',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'first-one'), approvesAs(twin, 'second-one')],
    at: '2027-03-12T11',
    applied: 1,
  },
  {
    name: 'who came noted by two',
    from: calledUp,
    acts: [notes('first-one', 'absent'), notes('second-one', 'present')],
    at: '2026-11-18T10',
  },
  {
    name: 'who came noted alone and by the room',
    from: calledUp,
    acts: [notes('alone', 'absent'), notesByRoom],
    at: '2026-11-18T10',
  },
  {
    name: 'who came noted, and the sweep that asks',
    from: calledUp,
    acts: [notes('alone', 'absent'), checks('sweep')],
    at: '2026-11-20T10',
  },
  {
    name: 'an absence contested, and noted wrongly',
    from: absent,
    acts: [contestsAbsence, notes('came', 'present')],
    at: '2026-11-20T10',
  },
  { name: 'an absence contested, and excused', from: absent, acts: [contestsAbsence, excuses], at: '2026-11-20T10' },
  {
    name: 'an absence contested, and what the person says',
    from: absent,
    acts: [contestsAbsence, explains],
    at: '2026-11-20T10',
    applied: 1,
  },
  {
    name: 'a call-up taken back, and the withdrawal',
    from: calledUp,
    acts: [takesBack, quits],
    at: '2026-11-12T11',
    applied: 1,
  },
  {
    name: 'a call-up taken back, and what the person says',
    from: calledUp,
    acts: [takesBack, explains],
    at: '2026-11-12T11',
  },
  {
    name: 'two call-ups for one time',
    from: withBenefit,
    acts: [calls('first-one'), calls('second-one')],
    at: '2026-11-12T11',
  },
  {
    name: 'called up alone and by the room',
    from: withBenefit,
    acts: [calls('alone'), callsRoom],
    at: '2026-11-12T11',
  },
  {
    name: 'called up, and the withdrawal',
    from: withBenefit,
    acts: [calls('call'), quits],
    at: '2026-11-12T11',
    applied: 1,
  },
  {
    name: 'a decision, and more time to answer',
    from: heard,
    acts: [cuts(manager, 'cut-it'), extendsIt],
    at: '2026-12-10T10',
  },
  {
    name: 'a decision, and an outage on the last day to answer',
    from: outageProposed,
    acts: [cuts(manager, 'cut-it'), confirmsOutage('confirm')],
    at: '2026-12-10T10',
  },
  {
    name: 'an outage confirmed twice',
    from: outageProposed,
    acts: [confirmsOutage('first-one'), confirmsOutage('second-one')],
    at: '2026-12-10T10',
  },
  {
    name: 'a reminder, and what the person says',
    from: heard,
    acts: [checks('sweep'), justifies],
    at: '2026-12-04T10',
  },
  { name: 'a reminder, and more time to answer', from: heard, acts: [checks('sweep'), extendsIt], at: '2026-12-04T10' },
  {
    name: 'one act served on two days',
    from: heard,
    acts: [servesLater, servesOn('other', contestedOf, '2026-12-08')],
    at: '2026-12-10T10',
  },
  {
    name: 'a decision served, and an appeal',
    from: cutDecided,
    acts: [servesOn('serve', decidedLast, '2026-12-11'), appeals('appeal')],
    at: '2026-12-11T10',
  },
  {
    name: 'two forfeitures proposed',
    from: offerHeard,
    acts: [proposesLoss(twin, 'first-one'), proposesLoss(manager, 'second-one')],
    at: '2026-12-09T10',
  },
  {
    name: 'a forfeiture approved, and what the person says',
    from: forfeitureProposed,
    acts: [approvesAs(manager, 'approve'), justifies],
    at: '2026-12-09T11',
    applied: 1,
  },
  {
    name: 'a forfeiture approved, and more time to answer',
    from: forfeitureProposed,
    acts: [approvesAs(manager, 'approve'), extendsIt],
    at: '2026-12-09T11',
  },
  {
    name: 'a forfeiture approved, and the withdrawal',
    from: forfeitureProposed,
    acts: [approvesAs(manager, 'approve'), quits],
    at: '2026-12-09T11',
  },
  {
    name: 'an appeal upheld, and a closing',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'approve'), closesForWork],
    at: '2027-03-12T11',
  },
  {
    name: 'an appeal upheld, and the proposal refused',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'approve'), refusesIt],
    at: '2027-03-12T11',
  },
  {
    name: 'an appeal upheld, and the sweep that frees the guard',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'approve'), checks('sweep')],
    at: '2027-03-20T10',
    applied: 1,
  },
  {
    name: 'an appeal upheld, and a new registration',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'approve'), registersAnew],
    at: '2027-03-20T10',
  },
  {
    name: 'an appeal upheld, a new registration, and the sweep that frees the guard',
    from: appealedUpheld,
    acts: [approvesAs(manager, 'approve'), registersAnew, checks('sweep')],
    at: '2027-03-20T10',
  },
  {
    name: 'the guard freed by the sweep, and a new registration',
    from: sanctioned.steps,
    acts: [checks('sweep'), registersAnew],
    at: '2027-03-20T10',
    applied: 1,
  },
  {
    name: 'the guard freed by two sweeps, and two new registrations',
    from: sanctioned.steps,
    acts: [
      checks('sweep'),
      checks('sweep'),
      registersAnew,
      acts(anna, 'register', 'other', { body: { route: 'A', ...data } }),
    ],
    at: '2027-03-20T10',
    applied: 1,
  },
  {
    name: 'the guard freed by the sweep, and an application that INPS tells of',
    from: sanctioned.steps,
    acts: [checks('sweep'), inpsTells],
    at: '2027-03-20T10',
    applied: 1,
  },
  {
    name: 'an office asked to see to the end, and a late appeal',
    from: [...sanctioned.steps, remembersNumber('2027-02-22T11', '2')],
    acts: [checks('sweep'), appeals('appeal')],
    at: '2027-03-26T10',
    applied: 0,
  },
  {
    name: 'an office asked to see to the end, and the closing',
    from: sanctioned.steps,
    acts: [checks('sweep'), closesFinal],
    at: '2027-03-26T10',
    applied: 1,
  },
];

tryAll(races);
