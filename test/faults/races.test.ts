/** Two and more at once, in hundreds of orders: one winner, the loser told so, nothing stuck, one mail. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { broken } from './invariants.ts';
import {
  type Asked,
  anna,
  annaMe,
  askOnce,
  bruno,
  brunoMe,
  data,
  manager,
  officer,
  type Reply,
  type Session,
  stranger,
} from './people.ts';
import {
  approvalOf,
  asks,
  brunoComes,
  claimed,
  comesTo,
  contestedOf,
  contests,
  declaration,
  givenUpAtOffice,
  meeting,
  missesTraining,
  pact,
  paid,
  registers,
  releases,
  type Step,
  sanctioned,
  serves,
  step,
  toBeClosed,
  toMilano,
  twin,
  withBenefit,
} from './stories.ts';
import { atOnce } from './turns.ts';
import { World } from './world.ts';

beforeAll(loadHandlers);

type Act = (world: World) => Promise<Reply>;

const acts =
  (who: Session, action: Parameters<typeof askOnce>[2], key: string, asked: Asked = {}): Act =>
  (world) =>
    askOnce(world, who, action, { id: world.memo['declarationId'] ?? '', key: `key-of-${key}`, ...asked });
const checks =
  (action: 'sweep' | 'reconcile'): Act =>
  async (world) => {
    await world.invoke('sweep', action, { action });
    return { status: 200, body: {} };
  };

const drafted = [...brunoComes, registers(bruno)];
const reserved = [...drafted, releases(bruno), asks('2026-11-02T13', bruno, 'choose-operator', toMilano)];
const confirmed = [
  ...reserved,
  asks('2026-11-03T10', officer, 'confirm', declaration({ body: meeting('2026-11-03') })),
];

const booked = [
  ...reserved,
  asks('2026-11-03T11', bruno, 'book-appointment', declaration({ body: { startsAt: '2026-11-10T08:00:00.000Z' } })),
];

const day = '2026-11-05';
const confirms = (key: string, on = day) => acts(officer, 'confirm', key, { body: meeting(on) });
const signs = (key: string) => acts(officer, 'sign-pact', key, { body: pact(day) });
const withdraws = (key: string) => acts(bruno, 'withdraw', key, { body: {} });
const releasesNow = (key: string, who = bruno) => acts(who, 'release', key, { body: {} });
const registersNow = (key: string, who = bruno) => acts(who, 'register', key, { body: { route: 'A', ...data } });
const chooses = acts(bruno, 'choose-operator', '', { body: { operatorId: 'cpi-bergamo' } });
const books = (key: string, startsAt: string, who: Session = bruno) =>
  acts(who, 'book-appointment', key, { body: { startsAt } });
const onIt =
  (action: 'move-appointment' | 'cancel-appointment', body: object = {}): Act =>
  (world) =>
    askOnce(world, bruno, action, {
      id: world.memo['declarationId'] ?? '',
      parameters: { appointmentId: world.memo['appointmentId'] ?? '' },
      body,
    });
const tenth = '2026-11-10T08:00:00.000Z';
const eleventh = '2026-11-11T08:00:00.000Z';
const suspends = (key: string, who = bruno) => acts(who, 'suspend', key, { body: { from: day } });
const resumes = (key: string, who = bruno) => acts(who, 'resume', key, { body: { until: day } });
const closes = (key: string) =>
  acts(officer, 'close', key, {
    body: { reason: 'moved', signedRequest: { signedOn: '2026-11-02', reference: 'prot. 1' } },
  });
const undoes = (key: string) => acts(bruno, 'undo-withdrawal', key, { body: {} });
const decides =
  (which: 'old' | 'declarationId') =>
  (key: string): Act =>
  (world) =>
    askOnce(world, manager, 'approve-proposal', { ...approvalOf(which)(world), key: `key-of-${key}` });
const approves = decides('old');

const suspended = [
  ...confirmed,
  asks('2026-11-04T10', bruno, 'suspend', declaration({ body: { from: '2026-11-04' } })),
];
const ended = [...confirmed, asks('2026-11-04T10', bruno, 'withdraw', declaration())];
const remembered = step('2026-11-04T11', 'the old one is remembered', async (world) => {
  world.memo = { ...world.memo, old: world.memo['declarationId'] ?? '' };
});
const proposed = [
  ...ended,
  remembered,
  asks('2026-11-04T12', officer, 'propose-reopening', declaration({ body: { reason: 'Ritirata per errore.' } })),
];
const contested = [
  ...confirmed,
  asks('2026-11-04T10', officer, 'sign-pact', declaration({ body: pact('2026-11-04') })),
  asks('2026-11-04T11', bruno, 'dispute-pact', declaration({ body: {} })),
  asks(
    '2026-11-04T12',
    officer,
    'propose-pact-decision',
    declaration({ body: { finding: 'void', reason: 'Era in ospedale.' } }),
  ),
];
const voids = decides('declarationId');
const proves = acts(officer, 'record-signature', 'prove', { body: { kind: 'handwritten', evidence: 'Fascicolo 1' } });
const begunAnew = [
  ...proposed,
  registers(bruno, '2026-11-04T13'),
  releases(bruno, '2026-11-04T14'),
  asks('2026-11-04T15', bruno, 'choose-operator', toMilano),
];

/** A fact that is contested and was served; the term to answer is over. */
const heard = [...withBenefit, ...missesTraining(), serves('2026-11-24T10', contestedOf, '2026-11-20', '2026-11-23')];
const decidesOn =
  (who: Session, key: string, outcome: string): Act =>
  (world) =>
    askOnce(world, who, 'decide', {
      ...{ id: world.memo['declarationId'] ?? '', key: `key-of-${key}` },
      body: { actId: contestedOf(world), outcome, reasons: 'Nessuna giustificazione.', channel: 'registered-letter' },
    });
const cuts = (who: Session, key: string) => decidesOn(who, key, 'cut');
const breaches = (key: string) =>
  acts(officer, 'report-breach', key, {
    body: { kind: 'offer', factOn: '2026-11-11', facts: 'Non risulta.', channel: 'registered-letter', payment: paid },
  });
/** The contestation was served on a later day than the one on record: the person has longer to answer. */
const servesLater: Act = (world) =>
  askOnce(world, officer, 'serve-act', {
    ...{ id: world.memo['declarationId'] ?? '', parameters: { actId: contestedOf(world) }, key: 'key-of-serve' },
    body: { channel: 'registered-letter', servedOn: '2026-12-09', proof: 'AR 1527' },
  });
const justifies: Act = (world) =>
  askOnce(world, anna, 'justify', {
    ...{ id: world.memo['declarationId'] ?? '', key: 'key-of-justify' },
    body: { actId: contestedOf(world), reason: 'illness' },
  });
const quits = acts(anna, 'withdraw', 'quit', { body: { lossConfirmed: true } });
const appeals =
  (key: string): Act =>
  (world) =>
    askOnce(world, anna, 'file-appeal', {
      ...{
        id: world.memo['declarationId'] ?? '',
        key: `key-of-${key}`,
        parameters: { number: String(world.memo['number'] ?? 1) },
        body: {},
      },
    });
const remembersNumber = (at: string, number: string) =>
  step(at, 'the decision is remembered', async (world) => {
    world.memo = { ...world.memo, number };
  });
const approvesAs = (who: Session, key: string): Act => {
  const asked = approvalOf();
  return (world) => askOnce(world, who, 'approve-proposal', { ...asked(world), key: `key-of-${key}` });
};
const refusesIt = acts(twin, 'refuse-proposal', 'refuse', { body: { reason: 'Manca la prova.' } });
/** A cut that was served, and one that nobody knows to be served yet. */
const cutServed = [
  ...heard,
  asks('2026-12-10T10', manager, 'decide', (world) => ({
    ...declaration()(world),
    body: { actId: contestedOf(world), outcome: 'cut', reasons: 'Nessuna.', channel: 'registered-letter' },
  })),
];
/** A forfeiture that one has proposed. */
const forfeitureProposed = [
  ...withBenefit,
  contests('2026-11-12T10', 'offer', '2026-11-11'),
  serves('2026-11-17T10', contestedOf, '2026-11-12', '2026-11-16'),
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
const closesFinal = acts(officer, 'close', 'final', { body: { reason: 'forfeiture' } });
const closesForWork = acts(officer, 'close', 'work', {
  body: { reason: 'job', since: '2026-12-09', signedRequest: { signedOn: '2026-12-09', reference: 'prot. 1' } },
});

const rewrites = acts(bruno, 'write-data', '', { body: { ...data, lastJobEndedOn: '2026-09-30' } });
const takesOver = acts(anna, 'write-me', '', { body: annaMe });
const enters = acts(bruno, 'write-me', '', { body: brunoMe });
const retries: Act = (world) =>
  askOnce(world, officer, 'retry-command', { id: world.memo['commandId'] ?? '', key: 'key-of-retry' });

interface Race {
  readonly name: string;
  readonly from: readonly Step[];
  readonly acts: readonly Act[];
  /** How many commands are applied, whatever the order. */
  readonly applied?: number;
  /** When they act, if later than the fifth of November. */
  readonly at?: string;
}

const races: readonly Race[] = [
  {
    name: 'two registrations',
    from: brunoComes,
    acts: [registersNow('first-one'), registersNow('second-one')],
    applied: 1,
  },
  {
    name: 'one registration sent twice',
    from: brunoComes,
    acts: [registersNow('the-same'), registersNow('the-same')],
    applied: 1,
  },
  { name: 'two releases', from: drafted, acts: [releasesNow('first-one'), releasesNow('second-one')], applied: 1 },
  { name: 'release and withdrawal', from: drafted, acts: [releasesNow('release'), withdraws('withdraw')] },
  { name: 'release and rewriting', from: drafted, acts: [releasesNow('release'), rewrites], applied: 1 },
  { name: 'two confirmations', from: reserved, acts: [confirms('first-one'), confirms('second-one')], applied: 1 },
  { name: 'confirmation and withdrawal', from: reserved, acts: [confirms('confirm'), withdraws('withdraw')] },
  { name: 'confirmation and another choice', from: reserved, acts: [confirms('confirm'), chooses] },
  { name: 'two pacts', from: confirmed, acts: [signs('first-one'), signs('second-one')], applied: 1 },
  { name: 'pact and withdrawal', from: confirmed, acts: [signs('sign-it'), withdraws('withdraw')] },
  {
    name: 'two bookings of one person',
    from: reserved,
    acts: [books('first-one', tenth), books('second-one', eleventh)],
  },
  { name: 'one booking sent twice', from: reserved, acts: [books('the-same', tenth), books('the-same', tenth)] },
  {
    name: 'bookings of one time by the person and by the office',
    from: reserved,
    acts: [books('portal-one', tenth), books('office-one', tenth, officer)],
  },
  { name: 'booking and another choice', from: reserved, acts: [books('book', tenth), chooses] },
  { name: 'booking and withdrawal', from: reserved, acts: [books('book', tenth), withdraws('withdraw')], applied: 1 },
  {
    name: 'moving and cancelling',
    from: booked,
    acts: [onIt('move-appointment', { startsAt: eleventh }), onIt('cancel-appointment')],
  },
  {
    name: 'moving and withdrawal',
    from: booked,
    acts: [onIt('move-appointment', { startsAt: eleventh }), withdraws('withdraw')],
    applied: 1,
  },
  {
    name: 'booking and closing',
    from: toBeClosed,
    acts: [books('book', '2027-03-04T08:00:00.000Z'), checks('sweep')],
    at: '2027-03-03T10',
  },
  { name: 'two withdrawals', from: confirmed, acts: [withdraws('first-one'), withdraws('second-one')], applied: 1 },
  {
    name: 'withdrawal, reconciling and sweep',
    from: confirmed,
    acts: [withdraws('withdraw'), checks('reconcile'), checks('sweep')],
    applied: 1,
  },
  {
    name: 'registration, sweep and reconciling',
    from: brunoComes,
    acts: [registersNow('register'), checks('sweep'), checks('reconcile')],
    applied: 1,
  },
  {
    name: 'closing and confirmation',
    from: toBeClosed,
    acts: [checks('sweep'), confirms('confirm', '2027-03-02')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'closing by two sweeps',
    from: toBeClosed,
    acts: [checks('sweep'), checks('sweep')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'closing and withdrawal',
    from: toBeClosed,
    acts: [checks('sweep'), withdraws('withdraw')],
    at: '2027-03-03T10',
    applied: 1,
  },
  {
    name: 'two suspensions',
    from: confirmed,
    acts: [suspends('first-one'), suspends('second-one', officer)],
    applied: 1,
  },
  {
    name: 'suspension and withdrawal',
    from: confirmed,
    acts: [suspends('suspend'), withdraws('withdraw')],
    applied: 1,
  },
  { name: 'suspension and pact', from: confirmed, acts: [suspends('suspend'), signs('sign-it')] },
  { name: 'suspension and closing', from: confirmed, acts: [suspends('suspend'), closes('close-it')] },
  {
    name: 'two resumptions',
    from: suspended,
    acts: [resumes('first-one'), resumes('second-one', officer)],
    applied: 1,
  },
  { name: 'resumption and closing', from: suspended, acts: [resumes('resume'), closes('close-it')] },
  { name: 'two who close', from: confirmed, acts: [closes('first-one'), closes('second-one')], applied: 1 },
  { name: 'a withdrawal undone twice', from: ended, acts: [undoes('first-one'), undoes('second-one')], applied: 1 },
  {
    name: 'a withdrawal undone and a new registration',
    from: ended,
    acts: [undoes('undo-it'), registersNow('register')],
    applied: 1,
  },
  { name: 'a pact found none, twice', from: contested, acts: [voids('first-one'), voids('second-one')], applied: 1 },
  { name: 'a pact found none, and the proof of it', from: contested, acts: [voids('void-it'), proves], applied: 1 },
  { name: 'a pact found none, and work', from: contested, acts: [voids('void-it'), suspends('suspend')] },
  {
    name: 'a pact found none, and the withdrawal',
    from: contested,
    acts: [voids('void-it'), withdraws('withdraw')],
  },
  { name: 'two approvals', from: proposed, acts: [approves('first-one'), approves('second-one')], applied: 1 },
  {
    name: 'an approval, a sweep and reconciling',
    from: proposed,
    acts: [approves('approve'), checks('sweep'), checks('reconcile')],
    applied: 1,
  },
  {
    name: 'a reopening and a new registration',
    from: proposed,
    acts: [approves('approve'), registersNow('register')],
    applied: 1,
  },
  {
    name: 'a reopening that takes in a newer DID, and that one’s confirmation',
    from: begunAnew,
    acts: [approves('approve'), confirms('confirm')],
  },
  {
    name: 'a reopening that takes in a newer DID, and that one’s withdrawal',
    from: begunAnew,
    acts: [approves('approve'), withdraws('withdraw')],
  },
  {
    name: 'a retried command and the same anew',
    from: givenUpAtOffice,
    acts: [retries, confirms('anew')],
    at: '2026-11-05T12',
    applied: 1,
  },
  {
    name: 'a take-over and the claimant’s registration',
    from: claimed.slice(0, 3),
    acts: [takesOver, registersNow('register', stranger)],
  },
  {
    name: 'a take-over and the claimant’s release',
    from: claimed,
    acts: [takesOver, releasesNow('release', stranger)],
  },
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
    acts: [breaches('contest'), suspends('suspend', anna)],
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
    from: [...cutServed, remembersNumber('2026-12-10T11', '1')],
    acts: [appeals('appeal'), closesForWork],
    at: '2026-12-11T10',
  },
  {
    name: 'two appeals',
    from: [...cutServed, remembersNumber('2026-12-10T11', '1')],
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
  { name: 'one record entered twice', from: [], acts: [enters, enters] },
];

const runs = Number(process.env['RACES'] ?? 50);

describe.each(races)('$name', ({ from, acts: racing, applied, at = `${day}T10` }) => {
  test(`in ${runs} orders`, async () => {
    const world = new World();
    await comesTo(world, from);
    world.clock = Date.parse(`${at}:05:00.000Z`);
    const restore = world.snapshot();
    const count = () => world.ledger.all('command').filter(({ state }) => state === 'applied').length;
    const before = count();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (draws) => {
        restore();
        const replies = await atOnce(
          world,
          (among) => Number(draws.next().value) % among,
          racing.map((act) => () => act(world)),
        );
        expect(broken(world)).toEqual([]);
        expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
        const refused = replies.filter(({ status }) => status >= 300).map(({ body }) => body['code']);
        const fair = [
          'command-pending',
          'wrong-status',
          'live-did-exists',
          'changed-meanwhile',
          'command-not-failed',
          'not-found',
          'already-released',
          'record-missing',
          'appointment-exists',
          'slot-taken',
          'no-proposal',
          'breach-pending',
          'not-contested',
          'act-unknown',
          'justification-open',
          'appeal-pending',
          'appeal-filed',
        ];
        expect(refused.filter((code) => !fair.includes(String(code)))).toEqual([]);
        if (applied !== undefined) expect(count() - before).toBe(applied);
      }),
      { numRuns: runs, seed: 11, endOnFailure: true },
    );
  });
});
