/**
 * The lifecycle walked to its ends. First the table by itself: every row, every party, every result. Then the rules behind
 * it: all that one person of an office can do one after the other, alone, with all the time in the world.
 */
import { describe, expect, test } from 'vitest';
import { Actor } from '../../functions/domain/actor.ts';
import { commands, decide } from '../../functions/domain/commands.ts';
import { breachKinds } from '../../functions/domain/conditionality.ts';
import { addDays, addSeconds, dateInRome, type Instant, PlainDate } from '../../functions/domain/dates.ts';
import { gate } from '../../functions/domain/decide.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import type { EditRule } from '../../functions/domain/edit.ts';
import { edits } from '../../functions/domain/edits.ts';
import { proposedClosures } from '../../functions/domain/life.ts';
import {
  type Edge,
  edgeOf,
  endStatuses,
  isLive,
  lifecycle,
  type Party,
  parties,
  type Status,
  statuses,
  verbs,
} from '../../functions/domain/lifecycle.ts';
import { partyOf } from '../../functions/domain/parties.ts';
import { applyRectification } from '../../functions/domain/proposals.ts';
import { proposeClosure } from '../../functions/domain/propose-closure.ts';
import {
  accredited,
  at,
  caseIn,
  commandId,
  cpi,
  editFactsOf,
  factsOf,
  identityDocument,
  officer,
  pact,
  partyFactsOf,
  strongActor,
} from './samples.ts';
import { decidedCase, forfeiture } from './sanctioned.ts';

type From = Edge['from'];
const froms: readonly From[] = ['none', ...statuses];
const live = statuses.filter(isLive);

/** Where one thing leads: a row taken by a party of it, or anything else, which leaves the status as it is. */
function leads(from: From, party: Party, verb: (typeof verbs)[number]): readonly From[] {
  const row = edgeOf(from, verb);
  return row?.by.includes(party) ? [from, ...row.to] : [from];
}

/** All that is reached from somewhere by some parties, breadth first. */
function reachedFrom(start: From, by: readonly Party[] = parties): ReadonlySet<From> {
  const seen = new Set<From>([start]);
  for (const from of seen) {
    for (const party of by) for (const verb of verbs) for (const to of leads(from, party, verb)) seen.add(to);
  }
  return seen;
}

describe('the table', () => {
  test('lets every row be taken by its parties, and by no other', () => {
    let tried = 0;
    for (const from of froms) {
      for (const party of parties) {
        for (const verb of verbs) {
          const facts = partyFactsOf(party, from === 'none' ? undefined : caseIn(from));
          const open = gate(facts, verb) === undefined;
          expect([from, party, verb, open]).toEqual([
            from,
            party,
            verb,
            edgeOf(from, verb)?.by.includes(party) ?? false,
          ]);
          tried += 1;
        }
      }
    }
    expect(tried).toBe(froms.length * parties.length * verbs.length);
  });

  test('leads from the beginning everywhere', () => {
    expect([...reachedFrom('none')].sort()).toEqual([...froms].sort());
  });

  test.each(statuses)('leads out of %s', (status) => {
    expect([...reachedFrom(status)].filter((other) => other !== status)).not.toEqual([]);
    // To each end, and from each end back to a DID that lives.
    expect(endStatuses.filter((end) => reachedFrom(status).has(end))).toContain('closed');
    expect(live.filter((one) => reachedFrom(status).has(one))).not.toEqual([]);
  });

  test('has no two rows one after the other by which time alone leads out of a DID that is authentic', () => {
    const pairs = lifecycle.flatMap((first) =>
      first.to.flatMap((middle) =>
        lifecycle.filter(({ from }) => from === middle).map((second) => [first, second] as const),
      ),
    );
    expect(pairs.length).toBeGreaterThan(100);
    const byTime = pairs.filter((pair) => pair.every(({ by }) => by.includes('schedule')));
    expect(byTime).toEqual([]);
    for (const status of live) {
      const ends = [...reachedFrom(status, ['schedule'])].filter((one) => one !== status);
      expect([status, ends]).toEqual([status, status === 'registered' || status === 'reserved' ? ['expired'] : []]);
    }
  });

  test('has no two rows by which a party that decides on nothing ends what lives', () => {
    for (const party of ['accredited', 'other-cpi', 'inps', 'admin', 'patronato'] as const) {
      for (const status of live) {
        const ends = [...reachedFrom(status, [party])].filter((one) => one !== 'none' && !isLive(one));
        expect([party, status, ends]).toEqual([party, status, []]);
      }
    }
  });
});

const benefit = { kind: 'naspi', protocol: 'INPS.4900.1', paidFrom: PlainDate.parse('2009-01-01') } as const;
const reporter = { subject: 'officer-of-carla', fiscalCodeMac: 'mac-of-carla', party: 'cpi', operatorId: cpi };
const contested = {
  ...{ id: commandId, kind: 'training', factOn: '2026-11-12', conditionality: 'dlgs-150-2015' },
  ...{ procedure: 'lombardia-2017', rule: 'art. 21 c.7 c', recurrence: 1, benefit, possible: 'cut', possibleDays: 30 },
  ...{ reportedBy: reporter, reportedAt: '2026-11-13T10:00:00.000Z', justifications: [] },
  service: { channel: 'registered-letter', sentOn: '2026-11-13', servedOn: '2026-11-16' },
};
/** What a DID may be like in each status, at its most exposed. */
const exposed = (status: Status): DidCase => {
  if (status === 'sanctioned') return decidedCase(forfeiture, { benefit, competentCpiId: cpi });
  const own = { operatorId: cpi, competentCpiId: cpi, ...(status === 'registered' ? {} : { benefit }) };
  return DidCase.parse({ ...caseIn(status, own), ...(status === 'sanction-proposed' && { contested }) });
};

/** The way on that the citizen has by themselves in each status: a verb, or what they write to those who decide. */
const ways: Readonly<
  Record<
    Status,
    | { readonly verb: (typeof verbs)[number]; readonly body: object }
    | { readonly edit: EditRule; readonly body: object }
  >
> = {
  registered: { verb: 'release', body: {} },
  reserved: { verb: 'withdraw', body: { lossConfirmed: true } },
  confirmed: { edit: edits['choose-operator'], body: { operatorId: accredited } },
  'psp-signed': { verb: 'withdraw', body: { lossConfirmed: true } },
  suspended: { verb: 'resume', body: { until: '2026-11-20' } },
  'sanction-proposed': { edit: edits.justify, body: { actId: commandId, reason: 'illness' } },
  sanctioned: { edit: edits['file-appeal'], body: { number: 1 } },
  expired: { edit: edits['ask-reopening'], body: {} },
  withdrawn: { verb: 'reopen', body: {} },
  closed: { edit: edits['ask-reopening'], body: {} },
};

describe('the citizen', () => {
  test.each(statuses)('is stuck nowhere: a way on from %s', (status) => {
    const way = ways[status];
    const didCase = exposed(status);
    const receivedAt = status === 'withdrawn' ? at('2026-11-12T12:00:00.000Z') : at('2026-12-10T09:00:00.000Z');
    const mine = { receivedAt, actor: strongActor };
    const done =
      'verb' in way
        ? decide(way.verb, factsOf({ ...mine, didCase }), way.body)
        : way.edit.decide(editFactsOf(didCase, mine), way.body);
    expect(done).not.toMatchObject({ kind: 'refusal' });
  });

  test('begins anew from every end, and so long after a forfeiture', () => {
    expect([...reachedFrom('none', ['citizen'])]).toEqual(
      expect.arrayContaining(['registered', 'reserved', 'confirmed', 'suspended', 'withdrawn']),
    );
  });
});

type Account = { readonly actor: Actor; readonly mac: string };
const manager = { actor: Actor.parse({ subject: 'as-manager', role: 'manager', assurance: 'strong' }), mac: 'one' };
const persons: Readonly<Record<string, readonly Account[]>> = {
  'an officer of the job centre who is a manager, too': [{ actor: officer(cpi), mac: 'one' }, manager],
  'an officer of the accredited operator who is a manager, too': [{ actor: officer(accredited), mac: 'one' }, manager],
  'somebody of INPS who is a manager, too': [
    { actor: Actor.parse({ subject: 'as-inps', role: 'inps', assurance: 'strong' }), mac: 'one' },
    manager,
  ],
};

interface Standing {
  readonly didCase: DidCase;
  readonly now: Instant;
  readonly path: readonly string[];
}

/** All that one may ask of a DID without a word of its person: every verb and edit, with each body that fits. */
function asked({ didCase, now }: Standing, mac: string): readonly { readonly what: string; readonly body: object }[] {
  const today = dateInRome(now);
  const { contested: open, decisions = [], proposal } = didCase;
  const actId = open?.id ?? decisions.at(-1)?.decisionId;
  const approval = proposal && {
    approval: {
      proposedAt: proposal.proposedAt,
      fiscalCodeMac: mac,
      ...('answeredAt' in proposal && { answeredAt: proposal.answeredAt }),
    },
  };
  const reasons = [...proposedClosures, 'forfeiture', 'merged'];
  const shown = {
    identityDocument: { ...identityDocument, expiresOn: '2099-01-01' },
    paperDeclaration: { signedOn: today },
  };
  const outcome = (what: string) => ({
    actId,
    outcome: what,
    reasons: 'x',
    channel: 'registered-letter',
    officerMac: mac,
  });
  const served = { channel: 'registered-letter', sentOn: today, servedOn: today, proof: 'AR 1' };
  const breach = { factOn: today, facts: 'x', channel: 'registered-letter', officerMac: mac };
  const cases: readonly (readonly [string, readonly object[]])[] = [
    ['confirm', [{ metOn: today, ...shown }]],
    ['sign-pact', [{ ...pact, signedOn: today }]],
    ['withdraw', [{}, { lossConfirmed: true }]],
    ['suspend', [{ from: today }]],
    ['resume', [{ until: today }]],
    [
      'close',
      reasons.flatMap((reason) => [{ reason }, { reason, since: today }, { reason, since: today, ...approval }]),
    ],
    ['report-breach', breachKinds.map((kind) => ({ ...breach, kind }))],
    ['decide', [...['dismissed', 'cut', 'forfeiture', 'loss'].map(outcome), approval ?? {}]],
    ['record-appeal-outcome', [approval ?? {}]],
    ['void-pact', [approval ?? {}]],
    ['reopen', [approval ?? {}]],
    ['expire', [{}]],
    ['propose-closure', proposedClosures.map((reason) => ({ reason, since: today, why: 'x' }))],
    ['propose-forfeiture', ['forfeiture', 'loss'].map((effect) => ({ actId, effect, reasons: 'x', channel: 'pec' }))],
    ['propose-pact-decision', [{ finding: 'void', reason: 'x' }]],
    ['propose-rectification', [{ reason: 'x', correction: { didDate: addDays(didCase.didDate ?? today, 3) } }]],
    ['propose-appeal-outcome', [{ number: 1, outcome: 'rejected', protocol: 'x', on: today, reason: 'x' }]],
    ['file-appeal', [{ number: 1, paper: { receivedOn: today, channel: 'pec', proof: 'x' } }]],
    ['refuse-proposal', [{ reason: 'x' }]],
    [
      'serve-act',
      [
        { actId, ...served },
        { actId, ...served, servedOn: undefined, returnedOn: today },
      ],
    ],
    ['rectify', [approval ?? {}]],
  ];
  return cases.flatMap(([what, bodies]) => bodies.map((body) => ({ what, body })));
}

const rules: Readonly<Record<string, EditRule>> = {
  ...edits,
  'propose-closure': proposeClosure,
  rectify: applyRectification,
};
const isVerb = (what: string) => verbs.find((verb) => verb === what);

/** What becomes of a DID by one thing that one account asks; nothing if it is refused. */
function after({ didCase, now }: Standing, { actor, mac }: Account, what: string, body: object): DidCase | undefined {
  const party = partyOf(actor, didCase);
  if (!party) return undefined;
  const facts = factsOf({ didCase, actor, party, receivedAt: now });
  const verb = isVerb(what);
  if (verb) {
    const parsed = commands[verb].body.safeParse(body);
    const done = parsed.success && decide(verb, facts, parsed.data);
    return done && done.kind === 'decision' ? DidCase.parse({ ...done.next, version: didCase.version + 1 }) : undefined;
  }
  const rule = rules[what];
  if (!rule?.body.safeParse(body).success) return undefined;
  const done = rule.decide({ ...facts, didCase, mailbox: 'm@libero.it', fiscalCodeMac: mac }, body);
  return done.kind === 'edit'
    ? DidCase.parse({ ...didCase, ...done.changes, version: didCase.version + 1 })
    : undefined;
}

/** Where DIDs are alike for what can be done next. */
const likeness = ({ status, proposal, contested: open, decisions = [], suspension, pactSignedOn }: DidCase) =>
  JSON.stringify([
    ...[
      status,
      proposal?.kind,
      proposal && 'closure' in proposal && proposal.closure,
      open?.possible,
      open?.reportedBy,
    ],
    ...[open?.service.servedOn !== undefined, suspension?.statusBefore, pactSignedOn !== undefined],
    decisions
      .filter(({ effect }) => effect.kind !== 'dismissed')
      .map(({ effect, appeal, service }) => [
        effect.kind,
        appeal?.inTime,
        appeal?.outcome,
        service.servedOn !== undefined,
      ]),
  ]);

/** All that one person comes to, alone: breadth first, forty days after each thing, till nothing new comes of it. */
function explored(start: DidCase, accounts: readonly Account[]): readonly Standing[] {
  const found: Standing[] = [{ didCase: start, now: at('2027-06-07T09:00:00.000Z'), path: [] }];
  const seen = new Set([likeness(start)]);
  for (const standing of found) {
    for (const account of accounts) {
      for (const { what, body } of asked(standing, account.mac)) {
        const didCase = after(standing, account, what, body);
        if (!didCase || seen.has(likeness(didCase))) continue;
        seen.add(likeness(didCase));
        found.push({ didCase, now: addSeconds(standing.now, 40 * 86_400), path: [...standing.path, what] });
      }
    }
  }
  return found;
}

describe.each(Object.entries(persons))('%s, alone', (name, accounts) => {
  test.each(live)('ends nothing and takes nothing of a DID that is %s', (status) => {
    const chosen = name.includes('accredited') ? accredited : cpi;
    const start = { ...exposed(status), operatorId: chosen };
    const found = explored(start, accounts);
    const gone = found.filter(
      ({ didCase }) =>
        !isLive(didCase.status) ||
        (didCase.benefit !== start.benefit && didCase.benefit?.protocol !== benefit.protocol),
    );
    // What others had decided, and is final, one person of the job centre sees to the end: three have found it.
    const own = gone.filter(({ didCase }) => didCase.closure?.reason !== 'forfeiture');
    expect(own.map(({ didCase, path }) => [didCase.status, path])).toEqual([]);
    expect(gone.length === 0 || status === 'sanctioned').toBe(true);
    const taken = found.filter(({ didCase }) =>
      (didCase.decisions ?? []).some(
        ({ decisionId }) => !start.decisions?.some((one) => one.decisionId === decisionId),
      ),
    );
    const adverse = taken.filter(({ didCase }) => didCase.decisions?.at(-1)?.effect.kind !== 'dismissed');
    // A fact that another reported is the one thing on which somebody decides alone: days, never the status.
    const byOther =
      status === 'sanction-proposed'
        ? adverse.filter(
            ({ didCase }) =>
              didCase.decisions?.at(-1)?.reportedBy.fiscalCodeMac === 'one' ||
              didCase.decisions?.at(-1)?.effect.kind !== 'cut',
          )
        : adverse;
    expect(byOther.map(({ path }) => path)).toEqual([]);
    expect(found.every(({ didCase }) => didCase.unemployedSince === start.unemployedSince)).toBe(true);
  });

  test('comes far: it is explored, and refused', () => {
    const found = explored(
      { ...exposed('psp-signed'), operatorId: name.includes('accredited') ? accredited : cpi },
      accounts,
    );
    expect(found.length).toBeGreaterThan(8);
    expect(found.map(({ didCase }) => didCase.proposal?.kind)).toContain('close');
  });
});
