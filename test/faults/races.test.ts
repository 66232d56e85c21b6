/** Two and more at once, in hundreds of orders: one winner, the loser told so, nothing stuck, one mail. */
import { anna, annaMe, askOnce, bruno, brunoMe, data, manager, officer, type Session, stranger } from './people.ts';
import { type Act, acts, checks, day, type Race, tryAll } from './race.ts';
import {
  approvalOf,
  asks,
  brunoComes,
  claimed,
  declaration,
  givenUpAtOffice,
  meeting,
  pact,
  registers,
  releases,
  step,
  toBeClosed,
  toMilano,
} from './stories.ts';

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

const rewrites = acts(bruno, 'write-data', '', { body: { ...data, lastJobEndedOn: '2026-09-30' } });
const takesOver = acts(anna, 'write-me', '', { body: annaMe });
const enters = acts(bruno, 'write-me', '', { body: brunoMe });
const retries: Act = (world) =>
  askOnce(world, officer, 'retry-command', { id: world.memo['commandId'] ?? '', key: 'key-of-retry' });

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
  { name: 'one record entered twice', from: [], acts: [enters, enters] },
];

tryAll(races);
