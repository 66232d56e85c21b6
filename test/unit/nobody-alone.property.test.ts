/** No timer and no single person takes a benefit or a status away: ten thousand lives, the sanctions of them included. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Actor } from '../../functions/domain/actor.ts';
import { addDays, addSeconds, dateInRome, PlainDate, startOfDay } from '../../functions/domain/dates.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { doubleClosures, singleClosures } from '../../functions/domain/life.ts';
import { isLive, type Status, statuses } from '../../functions/domain/lifecycle.ts';
import { Contested } from '../../functions/domain/proceedings.ts';
import { justifyUntil, workingDayFrom } from '../../functions/domain/terms.ts';
import { dayOf, Life, type Somebody } from './one-life.ts';
import {
  accredited,
  at,
  caseIn,
  citizenActor,
  cpi,
  data,
  identityDocument,
  officer,
  otherCpi,
  otherDeclarationId,
  pact,
  strongActor,
} from './samples.ts';
import { appealOf, cut, decidedCase, forfeiture, person, sanction } from './sanctioned.ts';

const staff = (role: 'manager' | 'inps' | 'patronato', name: string): Actor =>
  Actor.parse({ subject: name, role, assurance: 'strong', ...(role === 'patronato' && { patronatoId: 'pat-inca' }) });
const named = (name: string, actor: Actor): Somebody => ({
  actor: Actor.parse({ ...actor, subject: name }),
  mac: name,
});
const managerOf = (subject: string, mac: string): Somebody => ({ actor: staff('manager', subject), mac });

const withPassword: Somebody = { actor: citizenActor, mac: undefined };
const withSpid: Somebody = { actor: strongActor, mac: undefined };
const giulia = named('giulia', officer(cpi));
const carla = named('carla', officer(cpi));
const marco = named('marco', officer(accredited));
const elena = managerOf('elena', 'elena');
const giuliaTheManager = managerOf('giulia-as-manager', 'giulia');
const dario = managerOf('dario', 'dario');
const ines: Somebody = { actor: staff('inps', 'ines'), mac: 'ines' };
const ivo: Somebody = { actor: staff('inps', 'ivo'), mac: 'ivo' };
const everybody: readonly Somebody[] = [
  ...[withPassword, withSpid, giulia, carla, marco, elena, giuliaTheManager, dario, ines, ivo],
  named('bruno', officer(otherCpi)),
  { actor: staff('patronato', 'pia'), mac: 'pia' },
  { actor: staff('manager', 'nobody'), mac: undefined },
];

/** Draws from one seed, so that a life is a list of numbers. */
class Draw {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }
  /** One of so many, from 0. */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }
  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
  in(of: number): boolean {
    return this.below(of) === 0;
  }
}

type Act = (life: Life, didCase: DidCase, who: Somebody, draw: Draw) => void;
const purposeOf = ({ leaning }: Life) => (['meeting', 'orientation', 'training'] as const)[leaning % 3] ?? 'meeting';
const paper = (life: Life) => ({ signedOn: dayOf(life), reference: 'prot. 1' });
const last = ({ decisions = [] }: DidCase) => decisions.at(-1);
const channels = ['registered-letter', 'registered-letter', 'pec', 'hand', 'portal-read', 'email'] as const;

/** The act that is served next, if one is to be. */
const toServe = ({ contested, decisions = [], callUps = [] }: DidCase, draw: Draw) => {
  if (draw.in(6)) return callUps[0]?.id ?? contested?.id;
  if (contested && contested.service.servedOn === undefined) return contested.id;
  const unserved = decisions.find(({ service }) => service.servedOn === undefined);
  return unserved?.decisionId ?? callUps.find(({ service }) => service.servedOn === undefined)?.id ?? contested?.id;
};

const acts = {
  register: (life, _, who) =>
    life.command('register', who, undefined, { route: 'A', ...data, lastJobEndedOn: dayOf(life, -9) }),
  release: (life, didCase, who) => life.command('release', who, didCase, {}),
  choose: (life, didCase, who, draw) =>
    life.edit('choose-operator', who, didCase, { operatorId: draw.one([cpi, accredited]) }),
  confirm: (life, didCase, who) => {
    const day = dayOf(life);
    const shown = { identityDocument: { ...identityDocument, expiresOn: '2099-01-01' } };
    life.command('confirm', who, didCase, { metOn: day, ...shown, paperDeclaration: { signedOn: day } });
  },
  'sign-pact': (life, didCase, who) => life.command('sign-pact', who, didCase, { ...pact, signedOn: dayOf(life) }),
  'call-up': (life, didCase, who, draw) =>
    life.callUp(who, didCase, {
      purpose: draw.one(['meeting', 'orientation', 'training']),
      startsAt: addSeconds(startOfDay(dayOf(life, draw.one([1, 2, 8, 9, 10]))), 36_000),
      place: 'Stanza 1',
      service: { channel: draw.one(channels), sentOn: dayOf(life) },
    }),
  /** Called up by letter a week and more before, served, and not there: what can be contested of most kinds. */
  summon: (life, didCase, who, draw) => {
    const { declarationId } = didCase;
    const on = workingDayFrom(dayOf(life, 10));
    const service = { channel: 'registered-letter', sentOn: dayOf(life) } as const;
    const startsAt = addSeconds(startOfDay(on), 36_000);
    life.callUp(who, didCase, {
      purpose: draw.in(6) ? 'meeting' : purposeOf(life),
      startsAt,
      place: 'x',
      service,
    });
    const called = life.cases.get(declarationId);
    const actId = called?.callUps?.at(-1)?.id;
    if (!called || actId === undefined || called === didCase) return;
    const servedOn = dayOf(life);
    life.edit('serve-act', who, called, { actId, channel: 'registered-letter', servedOn, proof: 'AR 1' });
    life.now = addSeconds(startsAt, 3600);
    const served = life.cases.get(declarationId);
    if (served) life.onCallUp('record-call-up', who, served, actId, { attendance: 'absent' });
    // The day after, on which one still says why; mostly it passes.
    if (!draw.in(5)) life.now = addSeconds(startOfDay(addDays(workingDayFrom(addDays(on, 1)), 1)), 36_000);
  },
  attendance: (life, didCase, who, draw) => {
    const called = didCase.callUps?.[draw.below(didCase.callUps.length)];
    if (!called) return;
    if (called.startsAt > life.now) life.now = addSeconds(called.startsAt, 3600);
    const body = draw.one([
      { attendance: 'absent' },
      { attendance: 'late', seen: draw.in(2) },
      { attendance: 'present' },
    ]);
    life.onCallUp('record-call-up', who, didCase, called.id, draw.in(3) ? body : { attendance: 'absent' });
  },
  'cancel-call-up': (life, didCase, who) => {
    const called = didCase.callUps?.at(-1);
    if (called) life.onCallUp('cancel-call-up', who, didCase, called.id, {});
  },
  excuse: (life, didCase, who) => {
    const called = didCase.callUps?.[0];
    if (called) life.onCallUp('excuse-absence', who, didCase, called.id, { reason: 'illness', verified: true });
  },
  contest: (life, didCase, who, draw) => {
    const missed = didCase.callUps?.findLast(({ attendance }) => attendance === 'absent');
    const kinds = { meeting: 'call-up', orientation: 'orientation', training: 'training' } as const;
    const of = missed && !draw.in(4) ? missed : undefined;
    const kind = of ? kinds[of.purpose] : draw.one(['orientation', 'orientation', 'training', 'training', 'offer']);
    const factOn = of ? dateInRome(of.startsAt) : dayOf(life, draw.one([0, 0, -1, -3, -40, 1]));
    life.command('report-breach', who, didCase, {
      ...{ kind, factOn, facts: 'Non risulta.', channel: draw.one(channels), officerMac: who.mac },
      ...(of && { callUpId: of.id }),
      ...(draw.in(2) && { scope: 'work-and-training' }),
    });
  },
  serve: (life, didCase, who, draw) => {
    const actId = toServe(didCase, draw);
    if (actId === undefined) return;
    const day = dayOf(life, draw.one([0, 0, 0, -1, -5]));
    const how = draw.in(5) ? { returnedOn: day } : { servedOn: day };
    life.edit('serve-act', who, didCase, {
      actId,
      channel: draw.one(['registered-letter', 'pec', 'hand']),
      ...how,
      proof: 'AR 1',
    });
  },
  read: (life, didCase, who, draw) => {
    const actId = toServe(didCase, draw);
    if (actId !== undefined) life.edit('read-act', who, didCase, { actId });
  },
  justify: (life, didCase, who) => {
    const actId = didCase.contested?.id ?? didCase.callUps?.[0]?.id;
    if (actId !== undefined) life.edit('justify', who, didCase, { actId, reason: 'illness', note: 'x' });
  },
  extend: (life, didCase, who, draw) =>
    life.edit('extend-term', who, didCase, {
      term: draw.one(['justification', 'complete-reserve', 'appeal']),
      until: dayOf(life, 20),
      reason: 'x',
    }),
  dismiss: (life, didCase, who, draw) =>
    life.command('decide', who, didCase, decision(didCase, 'dismissed', who, draw)),
  cut: (life, didCase, who, draw) => life.command('decide', who, didCase, decision(didCase, 'cut', who, draw)),
  'take-alone': (life, didCase, who, draw) =>
    life.command('decide', who, didCase, decision(didCase, draw.one(['forfeiture', 'loss']), who, draw)),
  'propose-taking': (life, didCase, who, draw) => {
    const { contested } = didCase;
    const effect = contested?.possible === 'loss' ? 'loss' : draw.in(8) ? 'loss' : 'forfeiture';
    if (contested)
      life.edit('propose-forfeiture', who, didCase, {
        actId: contested.id,
        effect,
        reasons: 'x',
        channel: draw.one(channels),
        ...(!draw.in(4) && { workToldAt: contested.workToldAt }),
      });
  },
  approve: (life, didCase, who, draw) => life.approve(who, didCase, !draw.in(4)),
  refuse: (life, didCase, who) => life.edit('refuse-proposal', who, didCase, { reason: 'x' }),
  appeal: (life, didCase, who, draw) => {
    const number = (last(didCase)?.number ?? 1) - (draw.in(4) ? 1 : 0);
    const onPaper = { paper: { receivedOn: dayOf(life, draw.one([0, -1, -20])), channel: 'pec', proof: 'PEC 1' } };
    life.edit('file-appeal', who, didCase, { number, ...(who.actor.role !== 'citizen' && onPaper) });
  },
  'propose-outcome': (life, didCase, who, draw) => {
    const open = didCase.decisions?.find(({ appeal }) => appeal && !appeal.outcome);
    const outcome = draw.one(['upheld', 'rejected', 'inadmissible']);
    const said = { outcome, protocol: 'CRC 1', on: dayOf(life), reason: 'x' };
    life.edit('propose-appeal-outcome', who, didCase, { number: open?.number ?? 1, ...said });
  },
  'propose-closure': (life, didCase, who, draw) =>
    life.proposeClosing(who, didCase, {
      reason: draw.one([...singleClosures, ...doubleClosures]),
      since: dayOf(life),
      why: 'x',
    }),
  'propose-reopening': (life, didCase, who) => life.edit('propose-reopening', who, didCase, { reason: 'x' }),
  'propose-rectification': (life, didCase, who, draw) =>
    life.edit('propose-rectification', who, didCase, {
      reason: 'x',
      correction: { didDate: addDays(didCase.didDate ?? dayOf(life), draw.one([-3, 3])) },
    }),
  'dispute-pact': (life, didCase, who) => life.edit('dispute-pact', who, didCase, {}),
  'propose-pact-decision': (life, didCase, who, draw) =>
    life.edit('propose-pact-decision', who, didCase, { finding: draw.one(['void', 'void', 'stands']), reason: 'x' }),
  close: (life, didCase, who, draw) => {
    const { declarationId } = didCase;
    const told = life.reported.get(declarationId)?.[0];
    const reported = told && {
      reportedChange: 'R-20260327-0123456789AB',
      ...(told.proved && { changeProved: true }),
    };
    const word = draw.one<object>([{ signedRequest: paper(life) }, reported ?? {}, {}]);
    const reason = 'reportedChange' in word ? told?.reason : draw.one([...singleClosures, ...doubleClosures]);
    life.command('close', who, didCase, { reason, since: dayOf(life), ...word });
  },
  'close-forfeited': (life, didCase, who) => life.command('close', who, didCase, { reason: 'forfeiture' }),
  suspend: (life, didCase, who) => life.command('suspend', who, didCase, { from: dayOf(life), days: 5 }),
  resume: (life, didCase, who) => life.command('resume', who, didCase, { until: dayOf(life) }),
  withdraw: (life, didCase, who, draw) =>
    life.command('withdraw', who, didCase, {
      lossConfirmed: !draw.in(3),
      ...(draw.in(2) && { signedRequest: paper(life) }),
    }),
  undo: (life, didCase, who, draw) =>
    life.command('reopen', who, didCase, draw.in(2) ? { signedRequest: paper(life) } : {}),
  tell: (life, didCase, who, draw) =>
    life.edit('report-change', who, didCase, {
      kind: draw.one(['answer', 'other', 'found-work', 'moved', 'pension']),
      note: 'x',
    }),
  transfer: (life, didCase, who, draw) =>
    life.edit('transfer', who, didCase, { competentCpiId: draw.one([cpi, cpi, otherCpi]) }),
  'the mailbox': (life) => {
    life.healthy = !life.healthy;
  },
  'an outage': (life, _, __, draw) => {
    const from = addSeconds(life.now, -3600 * draw.one([1, 30, 90]));
    if (life.outages.length < 3) life.outages = [...life.outages, { from, to: life.now }];
  },
  time: (life, didCase, _, draw) => life.sweep(didCase, !draw.in(6)),
  /** To the day after the term that runs, or to what is due next. */
  wait: (life, didCase, _, draw) => {
    const { contested } = didCase;
    const until = contested && justifyUntil(contested, life.outages);
    const due = draw.in(2) ? life.nextDue(didCase) : undefined;
    const then =
      until !== undefined && !draw.in(6)
        ? startOfDay(addDays(until, draw.one([0, 1, 1])))
        : (due ?? addSeconds(life.now, 86_400 * draw.one([1, 31, 31, 33])));
    // A minute after, since terms begin and end at midnight.
    if (then >= life.now) life.now = addSeconds(then, 60);
    life.sweep(didCase, !draw.in(6));
  },
} as const satisfies Record<string, Act>;
type Kind = keyof typeof acts;

function decision({ contested }: DidCase, outcome: string, { mac }: Somebody, draw: Draw): object {
  const read = !draw.in(4) && contested?.workToldAt !== undefined && { workToldAt: contested.workToldAt };
  return { actId: contested?.id, outcome, reasons: 'x', channel: draw.one(channels), officerMac: mac, ...read };
}

/** What moves a DID on from where it stands, so that lives get somewhere. */
function onward(didCase: DidCase, life: Life): readonly [Kind, ...Kind[]] {
  const { contested, proposal } = didCase;
  const decided = last(didCase);
  if (proposal && life.serial % 3 > 0) return ['approve', 'approve', 'approve', 'approve', 'tell', 'refuse', 'wait'];
  switch (didCase.status) {
    case 'registered':
      return ['release', 'release', 'wait', 'wait', 'time'];
    case 'reserved':
      return ['choose', 'confirm', 'wait', 'wait', 'wait', 'time'];
    case 'confirmed':
      return ['choose', 'sign-pact', 'sign-pact', 'wait', 'propose-rectification'];
    case 'psp-signed':
      if (
        decided &&
        decided.effect.kind !== 'dismissed' &&
        decided.reversedOn === undefined &&
        !decided.appeal?.outcome
      ) {
        if (decided.appeal?.inTime) return ['propose-outcome', 'propose-outcome', 'close', 'wait', 'contest'];
        return decided.service.servedOn === undefined
          ? ['serve', 'serve', 'serve', 'read', 'contest', 'appeal']
          : ['wait', 'wait', 'appeal', 'contest', 'contest'];
      }
      return life.serial % 9 > 0
        ? [
            ...(didCase.callUps?.some(({ attendance }) => attendance === 'absent')
              ? (['contest', 'contest', 'contest', 'contest'] as const)
              : (['summon', 'summon', 'summon', 'contest'] as const)),
            'contest',
            'call-up',
            'attendance',
            'excuse',
            'cancel-call-up',
            'wait',
          ]
        : [
            'suspend',
            'withdraw',
            'close',
            'tell',
            'propose-closure',
            'propose-rectification',
            'dispute-pact',
            'propose-pact-decision',
            'transfer',
          ];
    case 'suspended':
      return ['resume', 'resume', 'close', 'wait', 'propose-pact-decision'];
    case 'sanction-proposed':
      if (contested?.service.servedOn === undefined)
        return ['serve', 'serve', 'serve', 'read', 'justify', 'dismiss', 'cut'];
      if (life.serial % 4 === 0) return ['wait', 'justify', 'extend', 'dismiss', 'close', 'serve', 'take-alone'];
      return contested.possible === 'cut'
        ? ['wait', 'wait', 'cut', 'cut', 'cut']
        : ['wait', 'propose-taking', 'propose-taking'];
    case 'sanctioned':
      if (decided?.appeal?.inTime) return ['propose-outcome', 'propose-outcome', 'close-forfeited', 'close', 'wait'];
      return decided?.service.servedOn === undefined
        ? ['serve', 'serve', 'serve', 'read', 'appeal', 'close-forfeited']
        : ['wait', 'wait', 'appeal', 'appeal', 'close-forfeited', 'close-forfeited', 'register', 'attendance'];
    case 'expired':
      return ['propose-reopening', 'register', 'appeal'];
    case 'withdrawn':
      return ['undo', 'propose-reopening', 'register', 'appeal'];
    case 'closed':
      return ['propose-reopening', 'register', 'appeal', 'propose-outcome'];
  }
}

const ofTheCitizen: readonly Kind[] = [
  'register',
  'release',
  'choose',
  'read',
  'justify',
  'appeal',
  'withdraw',
  'undo',
  'tell',
  'dispute-pact',
];

function rightful(kind: Kind, didCase: DidCase | undefined, draw: Draw): Somebody {
  if (ofTheCitizen.includes(kind)) return draw.in(8) ? giulia : draw.one([withPassword, withSpid, withSpid]);
  const s1 = didCase?.contested?.conditionality === 'circolare-133-2010';
  if (s1 && ['cut', 'dismiss', 'propose-taking', 'approve'].includes(kind)) return draw.one([ines, ivo]);
  if (kind === 'approve' || kind === 'refuse') return draw.one([elena, dario, giuliaTheManager]);
  const chosen = didCase?.operatorId === accredited ? marco : draw.one([giulia, carla]);
  if (['confirm', 'sign-pact', 'contest', 'call-up', 'summon', 'attendance'].includes(kind)) return chosen;
  return draw.one([carla, giulia, elena, chosen]);
}

const kinds = Object.keys(acts).filter((name): name is Kind => name in acts);

/** A DID with a pact and a benefit, and when its story is taken up. */
function begin(day: string, more: Partial<DidCase>): () => Life {
  const begun = caseIn('psp-signed', {
    ...{ registeredAt: at(`${day}T08:00:00.000Z`), releasedAt: at(`${day}T08:30:00.000Z`) },
    benefit: { kind: 'naspi', protocol: 'INPS.4900.1', paidFrom: addDays(PlainDate.parse(day), 7) },
    ...more,
  });
  const dated = { didDate: dateInRome(begun.registeredAt), unemployedSince: dateInRome(begun.registeredAt) };
  const signed = { pactSignedOn: addDays(dated.didDate, 7), unemploymentConfirmedOn: addDays(dated.didDate, 7) };
  const whole = { ...begun, ...dated, ...signed, pactEnteredAt: startOfDay(addDays(dated.didDate, 8)) };
  return () => new Life(addSeconds(startOfDay(addDays(dated.didDate, 8)), 36_000), whole);
}

/** A cut of the past for orientation that was missed. */
const earlier = (number: number) =>
  sanction(cut, {
    ...{ number, kind: 'orientation', rule: 'art. 21 c.7 b', legalBasis: 'art. 21 c.7 b', factOn: '2026-01-07' },
    ...{ decidedAt: '2026-01-26T09:00:00.000Z', servedOn: '2026-01-27' },
    benefit: { kind: 'naspi', protocol: 'INPS.4900.1' },
  });

/** Forfeited, appealed against, and followed by another DID on which a fact is contested by now. */
function sideBySide(): Life {
  const benefit = { kind: 'naspi', protocol: 'INPS.4900.1', paidFrom: PlainDate.parse('2026-11-10') } as const;
  const elena = { approvedBy: person('elena', 'manager'), legalBasis: 'art. 21 c.7 d' };
  const forfeited = decidedCase(forfeiture, {
    ...{ decision: { benefit, ...elena, ...appealOf('2026-12-10T10:00:00.000Z') }, benefit },
    ...{ competentCpiId: cpi, guardFreedAt: at('2027-01-13T23:00:00.000Z') },
  });
  const { number: _, decisionId: __, statusBefore: ___, effect: ____, decidedAt: _____, ...fact } = sanction(cut);
  const [from, factOn] = [PlainDate.parse('2027-01-14'), PlainDate.parse('2027-02-10')];
  const newer = caseIn('sanction-proposed', {
    ...{ declarationId: otherDeclarationId, registeredAt: at('2027-01-14T08:00:00.000Z') },
    ...{
      didDate: from,
      unemployedSince: from,
      pactSignedOn: addDays(from, 7),
      unemploymentConfirmedOn: addDays(from, 7),
    },
    ...{ operatorId: cpi, competentCpiId: cpi, benefit: { ...benefit, paidFrom: addDays(from, 7) } },
    contested: Contested.parse({
      ...{ ...fact, benefit, factOn, reportedAt: at('2027-02-11T09:00:00.000Z'), possible: 'cut', possibleDays: 30 },
      ...{ service: { channel: 'registered-letter', sentOn: '2027-02-11' }, justifications: [] },
    }),
  });
  const life = new Life(at('2027-02-15T09:00:00.000Z'), newer);
  life.cases.set(forfeited.declarationId, forfeited);
  return life;
}

/** The same once the appeal was upheld, and nothing was found in what was contested. */
function stillSideBySide(): Life {
  const { now, cases, liveCase } = sideBySide();
  const forfeited = [...cases.values()].find(({ status }) => status === 'sanctioned');
  if (!liveCase || !forfeited) throw new Error('they are not side by side');
  const { contested: _, ...newer } = liveCase;
  const life = new Life(now, { ...newer, status: 'psp-signed', beside: forfeited.declarationId });
  const on = '2027-02-12';
  const two = { by: person('dario'), approvedBy: person('elena', 'manager') };
  const upheld = appealOf('2026-12-10T10:00:00.000Z', { outcome: { kind: 'upheld', protocol: 'CRC 1', on, ...two } });
  const decisions = forfeited.decisions?.map((one) => ({ ...one, ...upheld, reversedOn: on }));
  life.cases.set(forfeited.declarationId, DidCase.parse({ ...forfeited, status: 'psp-signed', decisions }));
  return life;
}

const beginnings = [
  begin('2026-02-02', { operatorId: cpi, competentCpiId: cpi, agreedChannel: 'email' }),
  begin('2026-06-15', { operatorId: cpi, competentCpiId: cpi }),
  begin('2026-11-20', { operatorId: accredited, competentCpiId: cpi, agreedChannel: 'pec' }),
  // The last weeks of the policy before this one.
  begin('2015-08-17', { operatorId: cpi, competentCpiId: cpi }),
  // Twice cut already, both final: the last step of the ladder is next.
  begin('2026-03-02', { operatorId: cpi, competentCpiId: cpi, decisions: [earlier(1), earlier(2)] }),
  sideBySide,
  stillSideBySide,
] as const;

function passes(life: Life, draw: Draw): void {
  const seconds = draw.one([30, 600, 7200, 86_400, 86_400 * 3, 86_400 * draw.one([1, 5, 20])]);
  life.now = addSeconds(life.now, seconds);
}

/** One thing in a life: mostly what is due, by who may do it; sometimes anything, by anybody. */
function goesOn(life: Life, draw: Draw): void {
  passes(life, draw);
  const all = [...life.cases.values()];
  const some = draw.in(4) ? all[draw.below(all.length)] : (life.liveCase ?? all[0]);
  if (!some) return;
  const orderly = draw.below(6) > 0;
  const kind = orderly ? draw.one(onward(some, life)) : kinds[draw.below(kinds.length)];
  const who = orderly ? rightful(kind ?? 'time', some, draw) : everybody[draw.below(everybody.length)];
  if (kind && who) acts[kind](life, some, who, draw);
}

const seeds = (minLength: number, maxLength: number) => fc.array(fc.integer(), { minLength, maxLength, size: 'max' });

describe('whatever is done about a benefit, by whomever, in whatever order', () => {
  const met = new Map<string, number>();
  const runs = 10_000;

  test(`${runs} lives: nobody takes anything alone, nothing is taken unheard, unserved or beyond the ladder`, () => {
    fc.assert(
      fc.property(fc.nat(beginnings.length - 1), seeds(15, 42), (which, numbers) => {
        const life = (beginnings[which] ?? beginnings[0])();
        life.leaning = new Draw(numbers[0] ?? 0).below(3);
        for (const number of numbers) goesOn(life, new Draw(number));
        for (const what of life.seen) met.set(what, (met.get(what) ?? 0) + 1);
      }),
      { numRuns: runs },
    );
    const counted = [...met].filter(([what]) => /^(status|decision|appeal|closed|time|contested)/.test(what)).sort();
    console.log(
      `Of ${runs} lives came to\n${counted.map(([what, many]) => `${String(many).padStart(6)}  ${what}`).join('\n')}`,
    );
  }, 240_000);

  test.each([
    ...statuses.map((status: Status) => `status: ${status}`),
    ...['decision: dismissed', 'decision: cut 8', 'decision: cut 30', 'decision: forfeiture', 'decision: loss'],
    ...['contested: call-up 1', 'contested: orientation 2', 'contested: orientation 3', 'contested: training 2'],
    ...['contested: offer 1', 'appeal: in time', 'appeal: late'],
    ...['appeal: upheld', 'appeal: rejected', 'appeal: inadmissible', 'an effect is due'],
    ...[
      'closed: final',
      'closed: own word',
      'closed: proved word',
      'withdrawn with a password',
      'closed: two persons',
      'withdrawn by the person',
      'withdrawn on paper',
    ],
    ...['sanctioned record-appeal-outcome psp-signed', 'sanctioned record-appeal-outcome closed'],
    ...['edit appeal-outcome', 'edit extend-term', 'edit justify', 'edit read-act', 'edit excuse-absence'],
    ...['edit cancel-call-up', 'edit refuse-proposal', 'a DID after a forfeited one', 'merged'],
    ...['closed reopen psp-signed', 'closed reopen sanctioned', 'closed reopen sanction-proposed'],
    ...['psp-signed void-pact confirmed', 'the day of the DID earlier, by two'],
    ...['two side by side', 'the guard goes back'],
    ...['time: free-guard', 'time: ask-final', 'time: decision-overdue', 'time: remind-justification'],
    ...['time: ask-service', 'time: ask-attendance', 'time: suspension-over', 'time: convene', 'time: expire'],
  ])('and some of them came by: %s', (what) => expect([...met.keys()]).toContain(what));
});

describe('one single person of an office, with whatever accounts, and time', () => {
  const persons = [[giulia, giuliaTheManager], [marco], [carla], [elena], [ines]] as const;
  /** What such a person does with a purpose. */
  const purposes: readonly [Kind, ...Kind[]] = [
    ...([
      'summon',
      'contest',
      'contest',
      'serve',
      'serve',
      'wait',
      'wait',
      'cut',
      'take-alone',
      'propose-taking',
    ] as const),
    ...([
      'approve',
      'approve',
      'close',
      'close-forfeited',
      'withdraw',
      'propose-closure',
      'suspend',
      'call-up',
    ] as const),
    ...(['attendance', 'propose-pact-decision', 'propose-outcome', 'appeal', 'propose-rectification', 'time'] as const),
  ];
  const tried = new Map<string, number>();

  test('2000 lives: whoever it is, without the person’s own word all that there was is there still', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(persons.length - 1), seeds(20, 60), (which, who, numbers) => {
        const life = (beginnings[which] ?? beginnings[0])();
        const [begun] = life.cases.values();
        for (const number of numbers) {
          const draw = new Draw(number);
          passes(life, draw);
          const [didCase] = life.cases.values();
          const accounts = persons[who] ?? persons[0];
          const kind = draw.one(purposes);
          // No paper of the person, which would be their own word.
          const mute = kind === 'close' || kind === 'withdraw';
          if (didCase && mute)
            life.command(kind, accounts[0], didCase, {
              reason: draw.one([...singleClosures, ...doubleClosures]),
              since: dayOf(life),
            });
          else if (didCase) acts[kind](life, didCase, draw.one(accounts), draw);
        }
        const [after] = life.cases.values();
        for (const what of life.seen) tried.set(what, (tried.get(what) ?? 0) + 1);
        const kept = ({ didDate, unemployedSince, benefit }: DidCase) => ({ didDate, unemployedSince, benefit });
        const costly = after?.decisions?.filter(({ effect }) => effect.kind !== 'dismissed');
        expect([begun && kept(begun), []], life.log.join('\n')).toEqual([after && kept(after), costly ?? []]);
        expect(after && isLive(after.status) && after.status !== 'sanctioned', life.log.join('\n')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  test.each([
    'edit serve-act',
    'edit propose-closure',
    'psp-signed report-breach sanction-proposed',
    'time: decision-overdue',
    'edit propose-pact-decision',
  ])('and they came as far as: %s', (what) => expect([...tried.keys()]).toContain(what));
});
