import { describe, expect, test } from 'vitest';
import { decisionsView, tellsWhy } from '../../functions/api/decision-views.ts';
import type { Actor } from '../../functions/domain/actor.ts';
import { decide } from '../../functions/domain/commands.ts';
import { addDays, dateInRome } from '../../functions/domain/dates.ts';
import type { Decision, Facts } from '../../functions/domain/decide.ts';
import type { DidCase, Proposal } from '../../functions/domain/declaration.ts';
import { type EditFacts, edits } from '../../functions/domain/edits.ts';
import { Subject } from '../../functions/domain/ids.ts';
import type { Party } from '../../functions/domain/lifecycle.ts';
import { partyOf } from '../../functions/domain/parties.ts';
import { ActId, type Contested, type SanctionDecision } from '../../functions/domain/proceedings.ts';
import { isHeldBack } from '../../functions/domain/restriction.ts';
import { effectDue, effectReversed } from '../../functions/domain/sanction-news.ts';
import { effectOf, outcomes } from '../../functions/domain/sanctions.ts';
import { serviceChannels } from '../../functions/domain/service.ts';
import { justifyUntil } from '../../functions/domain/terms.ts';
import { allowedActions, statusLabel } from '../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  cpi,
  day,
  decisionOf,
  editFactsOf,
  officer,
  officerCode,
  otherCpi,
  partyFactsOf,
  recordOf,
  verdictOf,
} from './samples.ts';

const actId = ActId.parse('7c1b2c3d-4444-5c5c-8c5c-000000000001');
const anotherAct = ActId.parse('7c1b2c3d-4444-5c5c-8c5c-000000000002');
const reporter = {
  subject: Subject.parse('account-of-the-reporter'),
  fiscalCodeMac: 'mac-of-the-reporter',
  party: 'accredited',
  operatorId: accredited,
} as const;
const benefit = { kind: 'naspi', protocol: 'INPS.1200.01/12/2026.0000001' } as const;

/** A fact of today's law that was contested by registered letter, served on 26 November 2026. */
const contestedOf = (changes: Partial<Contested> = {}): Contested => ({
  id: actId,
  kind: 'call-up',
  factOn: day('2026-11-18'),
  conditionality: 'dlgs-150-2015',
  procedure: 'lombardia-2017',
  rule: 'art. 21 c.7 a',
  recurrence: 1,
  benefit,
  reportedBy: reporter,
  reportedAt: at('2026-11-20T09:00:00.000Z'),
  possible: 'cut',
  possibleDays: 8,
  service: { channel: 'registered-letter', sentOn: day('2026-11-20'), servedOn: day('2026-11-26') },
  justifications: [],
  ...changes,
});

/** An earlier decision that nobody appealed against. */
const decisionBefore = (number: number, changes: Partial<SanctionDecision> = {}): SanctionDecision => ({
  id: anotherAct,
  kind: 'call-up',
  factOn: day('2026-01-12'),
  conditionality: 'dlgs-150-2015',
  procedure: 'lombardia-2017',
  rule: 'art. 21 c.7 a',
  recurrence: number,
  benefit,
  reportedBy: reporter,
  reportedAt: at('2026-01-13T09:00:00.000Z'),
  number,
  decisionId: anotherAct,
  statusBefore: 'psp-signed',
  effect: { kind: 'cut', days: 8, from: day('2026-01-13'), to: day('2026-01-20') },
  decidedAt: at('2026-03-02T09:00:00.000Z'),
  decidedBy: { ...reporter, party: 'cpi', operatorId: cpi },
  service: { channel: 'registered-letter', sentOn: day('2026-03-02'), servedOn: day('2026-03-09') },
  ...changes,
});

const contestedCase = (contested: Partial<Contested> = {}, changes: Partial<DidCase> = {}) =>
  caseIn('sanction-proposed', { contested: contestedOf(contested), benefit, ...changes });

/** The first instant at which the time to answer is over: served on 26 November, fifteen days, 11 December. */
const afterwards = at('2026-12-11T23:00:00.000Z');
const mac = 'mac-of-the-decider';

interface Asked {
  readonly outcome?: string;
  readonly channel?: string;
  readonly actId?: string;
  readonly officerMac?: string;
  readonly workToldAt?: string;
}
const body = (asked: Asked = {}) => ({
  actId,
  outcome: 'cut',
  reasons: 'Nessuna giustificazione.',
  channel: 'registered-letter',
  officerMac: mac,
  ...asked,
});
const decides = (didCase: DidCase, asked: Asked = {}, party: Party = 'cpi', changes: Partial<Facts> = {}) =>
  decide('decide', partyFactsOf(party, didCase, { receivedAt: afterwards, ...changes }), body(asked));

const staff = (party: Party): Partial<Actor> =>
  party === 'inps' ? { role: 'inps', subject: Subject.parse('inps-one') } : { role: 'manager' };
const proposes = (didCase: DidCase, asked: object = {}, changes: Partial<EditFacts> = {}) =>
  edits['propose-forfeiture'].decide(
    editFactsOf(didCase, {
      actor: officer(cpi),
      party: 'cpi',
      fiscalCodeMac: 'mac-of-the-proposer',
      receivedAt: afterwards,
      ...changes,
    }),
    { actId, effect: 'forfeiture', reasons: 'Terza assenza.', channel: 'pec', ...asked },
  );
const proposal = (changes: object = {}) =>
  ({
    kind: 'forfeit',
    contestedId: actId,
    effect: 'forfeiture',
    channel: 'pec',
    reason: 'Nessuna giustificazione.',
    proposedAt: afterwards,
    proposedBy: {
      subject: Subject.parse('account-of-the-proposer'),
      fiscalCodeMac: 'mac-of-the-proposer',
      party: 'cpi',
      operatorId: cpi,
    },
    ...changes,
  }) as Proposal;
const approves = (
  didCase: DidCase,
  { by = 'mac-of-the-manager', party = 'manager' as Party, changes = {} as Partial<Facts> } = {},
) =>
  decide('decide', partyFactsOf(party, didCase, { receivedAt: afterwards, ...changes }), {
    approval: { proposedAt: didCase.proposal?.proposedAt ?? afterwards, fiscalCodeMac: by },
  });

const lastOf = ({ next: { decisions = [] } }: Decision) => decisions.at(-1);
const refused = (outcome: ReturnType<typeof decides>) => verdictOf(outcome)[0];

describe('what the first, second and third breach of each kind cost', () => {
  test.each([
    ['call-up', ['cut 8', 'cut 30', 'forfeiture']],
    ['orientation', ['cut 8', 'cut 30', 'forfeiture']],
    ['training', ['cut 30', 'forfeiture', 'forfeiture']],
    ['offer', ['forfeiture', 'forfeiture', 'forfeiture']],
  ] as const)('%s, from 24 September 2015', (kind, costs) => {
    for (const [before, cost] of costs.entries()) {
      const decisions = Array.from({ length: before }, (_, index) => decisionBefore(index + 1, { kind }));
      const didCase = contestedCase({ kind, recurrence: before + 1 }, { decisions });
      if (cost === 'forfeiture') {
        expect(refused(decides(didCase))).toBe('wrong-consequence');
        expect(refused(decides(didCase, { outcome: 'forfeiture' }))).toBe('needs-two-persons');
        const taken = decisionOf(approves({ ...didCase, proposal: proposal() }));
        expect(lastOf(taken)?.effect).toEqual({ kind: 'forfeiture', from: '2026-11-19' });
        expect(taken.next.status).toBe('sanctioned');
      } else {
        const taken = decisionOf(decides(didCase));
        expect(lastOf(taken)?.effect).toMatchObject({ kind: 'cut', days: Number(cost.slice(4)) });
        expect(taken.next.status).toBe('psp-signed');
      }
      expect(lastOf(decisionOf(decides(didCase, { outcome: 'dismissed' })))?.effect).toEqual({ kind: 'dismissed' });
    }
  });

  test.each([
    ['2015-09-23', 'offer', 'circolare-133-2010', 'loss'],
    ['2015-09-24', 'offer', 'dlgs-150-2015', 'forfeiture'],
    ['2015-09-23', 'training', 'circolare-133-2010', 'loss'],
    ['2015-09-23', 'declaration', 'circolare-133-2010', 'loss'],
  ] as const)('a fact of %s (%s) is decided on by %s: %s', (factOn, kind, conditionality, effect) => {
    const byInps = conditionality === 'circolare-133-2010';
    const didCase = contestedCase({ factOn: day(factOn), kind, conditionality, possible: effect });
    const party = byInps ? 'inps' : 'manager';
    const [proposer, other] = byInps ? (['inps', 'manager'] as const) : (['cpi', 'inps'] as const);
    const content = proposal({ effect, proposedBy: { subject: 'proposer', fiscalCodeMac: 'one', party: proposer } });
    const waiting = { ...didCase, proposal: content };
    const actor = { ...officer(cpi), ...staff(party) } as Actor;
    const taken = decisionOf(approves(waiting, { party, changes: { actor } }));
    expect(lastOf(taken)).toMatchObject({ conditionality, effect: { kind: effect, from: addDays(day(factOn), 1) } });
    expect(taken.next.status).toBe(byInps ? 'psp-signed' : 'sanctioned');
    expect(refused(approves(waiting, { party: other, changes: { actor } }))).toBe('not-this-party');
    expect(refused(decides(didCase, { outcome: 'cut' }, byInps ? 'inps' : 'cpi'))).toBe('wrong-consequence');
  });

  test('breaches that are not final, reversed, of another kind or another benefit do not count', () => {
    const shapes: Partial<SanctionDecision>[] = [
      { effect: { kind: 'dismissed' } },
      { reversedOn: day('2026-05-04') },
      { kind: 'orientation' },
      { benefit: { ...benefit, protocol: 'INPS.1200.01/12/2024.0000009' } },
      { service: { channel: 'pec', sentOn: day('2026-03-02') } },
      { service: { channel: 'pec', sentOn: day('2026-11-10'), servedOn: day('2026-11-10') } },
      { appeal: { filedAt: at('2026-03-20T09:00:00.000Z'), inTime: true, receiptNumber: 'R-20260320-0000000000AB' } },
    ];
    for (const shape of shapes) {
      const didCase = contestedCase({ recurrence: 2 }, { decisions: [decisionBefore(1, shape)] });
      expect(lastOf(decisionOf(decides(didCase)))).toMatchObject({ recurrence: 1, effect: { days: 8 } });
    }
    const standing = contestedCase({ recurrence: 2 }, { decisions: [decisionBefore(1)] });
    expect(lastOf(decisionOf(decides(standing)))).toMatchObject({ number: 2, recurrence: 2, effect: { days: 30 } });
  });

  test('never more than the person was told', () => {
    const didCase = contestedCase({}, { decisions: [decisionBefore(1)] });
    expect(lastOf(decisionOf(decides(didCase)))).toMatchObject({ recurrence: 1, effect: { days: 8 } });
  });
});

describe('the days of an effect, both counted, from the day after the event', () => {
  test.each([
    ['2026-11-18', 8, '2026-11-19', '2026-11-26'],
    ['2028-02-28', 8, '2028-02-29', '2028-03-07'],
    ['2028-02-29', 30, '2028-03-01', '2028-03-30'],
    ['2027-02-28', 8, '2027-03-01', '2027-03-08'],
    ['2026-12-24', 8, '2026-12-25', '2027-01-01'],
    ['2026-12-31', 30, '2027-01-01', '2027-01-30'],
    ['2026-03-28', 8, '2026-03-29', '2026-04-05'],
  ])('%s, %i days: from %s to %s', (factOn, days, from, to) => {
    expect(effectOf(day(factOn), { kind: 'cut', days })).toEqual({ kind: 'cut', days, from, to });
    expect(effectOf(day(factOn), { kind: 'forfeiture' })).toEqual({ kind: 'forfeiture', from });
    expect(effectOf(day(factOn), { kind: 'loss' })).toEqual({ kind: 'loss', from });
    expect(effectOf(day(factOn), { kind: 'dismissed' })).toEqual({ kind: 'dismissed' });
  });
});

describe('a decision', () => {
  test('stands on the case with its law, its deciders and its service; the fact is contested no more', () => {
    const { next, rules, reason, evidence, settles, mail, effects } = decisionOf(decides(contestedCase()));
    expect(next.contested).toBeUndefined();
    expect(next.decisions).toEqual([
      expect.objectContaining({
        id: actId,
        number: 1,
        conditionality: 'dlgs-150-2015',
        procedure: 'lombardia-2017',
        rule: 'art. 21 c.7 a',
        legalBasis: 'D.Lgs. 150/2015 art. 21 c.7 a',
        statusBefore: 'psp-signed',
        effect: { kind: 'cut', days: 8, from: '2026-11-19', to: '2026-11-26' },
        decidedBy: { subject: `officer-of-${cpi}`, fiscalCodeMac: mac, party: 'cpi', operatorId: cpi },
        reportedBy: reporter,
        service: { channel: 'registered-letter', sentOn: '2026-12-12' },
      }),
    ]);
    expect(rules).toEqual(['dlgs-150-2015', 'art. 21 c.7 a']);
    expect(reason).toBe('cut');
    expect(evidence).toMatchObject({ kind: 'decision', content: { reasons: 'Nessuna giustificazione.' } });
    expect(settles).toEqual(['breach-to-decide', 'decision-overdue']);
    // The guard of one live DID stays taken.
    expect(effects).toEqual([]);
    expect(mail).toMatchObject({ kind: 'decision-taken', outcome: 'cut', days: 8, twoPersons: false, appealDays: 30 });
    expect(JSON.stringify([next, mail])).not.toContain('Nessuna giustificazione');
  });

  test('by two persons names both, settles the proposal, and tells from when another DID can be made', () => {
    const didCase = contestedCase({ kind: 'offer', possible: 'forfeiture' }, { proposal: proposal() });
    const taken = decisionOf(approves(didCase));
    expect(lastOf(taken)).toMatchObject({
      decidedBy: { fiscalCodeMac: 'mac-of-the-proposer', party: 'cpi' },
      approvedBy: { fiscalCodeMac: 'mac-of-the-manager', party: 'manager' },
      service: { channel: 'pec', sentOn: '2026-12-12' },
    });
    expect(taken.next.proposal).toBeUndefined();
    expect(taken.settles).toContain('proposal-made');
    expect(taken.rules).toContain('two persons');
    expect(taken.mail).toMatchObject({ outcome: 'forfeiture', twoPersons: true, declareFrom: '2027-01-19' });
    expect(taken.next.unemployedSince).toBe(didCase.unemployedSince);
  });

  test('a dismissal waits for nothing, and may be the word of who reported it', () => {
    const unserved = contestedCase({ service: { channel: 'pec', sentOn: day('2026-11-20') } });
    const early = { receivedAt: at('2026-11-21T09:00:00.000Z') };
    const dismissed = decisionOf(
      decides(unserved, { outcome: 'dismissed', officerMac: 'mac-of-the-reporter' }, 'cpi', early),
    );
    expect(dismissed.next.status).toBe('psp-signed');
    expect(dismissed.mail).toMatchObject({ outcome: 'dismissed' });
  });

  test('what somebody proposed about something else still waits', () => {
    const { proposedAt, proposedBy } = proposal();
    const close: Proposal = { kind: 'close', closure: 'job', reason: 'Lavora.', proposedAt, proposedBy };
    expect(decisionOf(decides(contestedCase({}, { proposal: close }))).next.proposal).toEqual(close);
    const forfeit = contestedCase({}, { proposal: proposal() });
    expect(decisionOf(decides(forfeit, { outcome: 'dismissed' })).next.proposal).toBeUndefined();
  });
});

describe('is refused', () => {
  test.each([
    ['a moment before the end of the last day', '2026-12-11T22:59:59.000Z', 'justification-open'],
    ['as the next day begins', '2026-12-11T23:00:00.000Z', 'decided'],
  ])('while the person has time to answer: %s', (_, instant, verdict) => {
    expect(justifyUntil(contestedOf())).toBe('2026-12-11');
    expect(refused(decides(contestedCase(), {}, 'cpi', { receivedAt: at(instant) }))).toBe(verdict);
    const offer = contestedCase({ kind: 'offer', possible: 'forfeiture' });
    const proposed = proposes(offer, {}, { receivedAt: at(instant) });
    expect(verdictOf(proposed)[0]).toBe(verdict);
  });

  test('with more time that an office gave', () => {
    const extended = contestedCase({ extendedTo: day('2026-12-18') });
    expect(refused(decides(extended))).toBe('justification-open');
    const later = { receivedAt: at('2026-12-18T23:00:00.000Z') };
    expect(refused(decides(extended, {}, 'cpi', later))).toBe('decided');
  });

  test('before what is contested was served', () => {
    const unserved = contestedCase({ service: { channel: 'pec', sentOn: day('2026-11-20') } });
    const years = { receivedAt: at('2028-11-21T09:00:00.000Z') };
    expect(refused(decides(unserved, {}, 'cpi', years))).toBe('not-served');
  });

  test.each([
    ['pec', 'registered-letter', 'mailbox-broken'],
    ['portal-read', 'registered-letter', 'mailbox-broken'],
    ['registered-letter', 'pec', 'mailbox-broken'],
    ['registered-letter', 'hand', 'decided'],
  ] as const)('with a broken mailbox, contested by %s and decided by %s: %s', (contestedBy, channel, verdict) => {
    const didCase = contestedCase({ service: { ...contestedOf().service, channel: contestedBy } });
    const citizen = { ...recordOf(), mailboxHealthy: false };
    expect(refused(decides(didCase, { channel }, 'cpi', { citizen }))).toBe(verdict);
    expect(refused(decides(didCase, { channel, outcome: 'dismissed' }, 'cpi', { citizen }))).toBe('decided');
  });

  test('by a channel that does not serve a decision', () => {
    expect(refused(decides(contestedCase(), { channel: 'email' }))).toBe('channel-not-valid');
  });

  test('to who reported the fact, by the account or by another of the same person', () => {
    expect(refused(decides(contestedCase(), { officerMac: 'mac-of-the-reporter' }))).toBe('same-person');
    const actor = { ...officer(cpi), subject: reporter.subject };
    expect(refused(decides(contestedCase(), {}, 'cpi', { actor }))).toBe('same-person');
  });

  test('about what is not contested now', () => {
    expect(refused(decides(contestedCase(), { actId: anotherAct }))).toBe('not-contested');
    expect(refused(decides(caseIn('psp-signed')))).toBe('wrong-status');
  });

  test.each(outcomes)('where the ladder gives a cut: %s', (outcome) => {
    const verdict = {
      dismissed: 'decided',
      cut: 'decided',
      forfeiture: 'needs-two-persons',
      loss: 'needs-two-persons',
    };
    expect(refused(decides(contestedCase(), { outcome }))).toBe(verdict[outcome]);
    if (outcome === 'forfeiture' || outcome === 'loss') {
      expect(verdictOf(proposes(contestedCase(), { effect: outcome }))[0]).toBe('wrong-consequence');
    }
  });
});

describe('who decides', () => {
  test.each([
    ['cpi', 'decided'],
    ['competent-cpi', 'decided'],
    ['manager', 'decided'],
    ['accredited', 'not-this-party'],
    ['citizen', 'not-this-party'],
    ['other-cpi', 'not-this-party'],
    ['schedule', 'not-this-party'],
    ['inps', 'not-this-party'],
  ] as const)('%s, on a fact of today’s law: %s', (party, verdict) => {
    const operatorId = party === 'competent-cpi' ? accredited : cpi;
    const didCase = contestedCase({}, { operatorId, competentCpiId: cpi });
    const actor =
      party === 'inps' ? ({ ...officer(cpi), role: 'inps', operatorId: undefined } as unknown as Actor) : {};
    const changes = party === 'inps' ? { actor: actor as Actor } : {};
    expect(refused(decides(didCase, {}, party, changes))).toBe(verdict);
  });

  test('the job centre of the domicile, where an accredited operator was chosen', () => {
    const didCase = contestedCase({}, { operatorId: accredited, competentCpiId: otherCpi });
    expect(partyOf(officer(otherCpi), didCase)).toBe('competent-cpi');
    expect(partyOf(officer(accredited), didCase)).toBe('accredited');
    expect(allowedActions(didCase, 'competent-cpi')).toContain('decide');
    expect(allowedActions(didCase, 'accredited')).not.toContain('decide');
  });

  test('INPS is a party to a case whose contested fact is of S1, and to no other', () => {
    const inps: Actor = {
      subject: Subject.parse('inps-one'),
      role: 'inps',
      assurance: 'basic',
      fiscalCode: officerCode,
    };
    const old = { kind: 'offer', factOn: day('2015-09-23'), conditionality: 'circolare-133-2010' } as const;
    expect(partyOf(inps, contestedCase({ ...old, possible: 'loss' }))).toBe('inps');
    expect(partyOf(inps, contestedCase())).toBeUndefined();
    expect(partyOf(inps, caseIn('psp-signed'))).toBeUndefined();
    const didCase = contestedCase({ ...old, possible: 'loss' });
    expect(refused(decides(didCase, { outcome: 'dismissed' }))).toBe('not-this-party');
    expect(refused(decides(didCase, { outcome: 'dismissed' }, 'inps', { actor: inps }))).toBe('decided');
    expect(allowedActions(didCase, 'inps')).toEqual(expect.arrayContaining(['decide', 'propose-forfeiture']));
    expect(allowedActions(didCase, 'cpi')).not.toContain('decide');
    expect(allowedActions(didCase, 'cpi')).not.toContain('propose-forfeiture');
  });
});

describe('two persons', () => {
  const offer = (changes: Partial<DidCase> = {}) => contestedCase({ kind: 'offer', possible: 'forfeiture' }, changes);

  test('propose and approve; the proposal says what, why and how it is to be served', () => {
    expect(proposes(offer())).toMatchObject({
      kind: 'edit',
      changes: {
        proposal: {
          kind: 'forfeit',
          contestedId: actId,
          effect: 'forfeiture',
          channel: 'pec',
          proposedBy: { fiscalCodeMac: 'mac-of-the-proposer' },
        },
      },
      tasks: [{ kind: 'proposal-made', list: 'managers' }],
    });
  });

  test.each([
    ['who reported it proposes', () => proposes(offer(), {}, { fiscalCodeMac: 'mac-of-the-reporter' }), 'same-person'],
    ['an accredited operator proposes', () => proposes(offer(), {}, { party: 'accredited' }), 'not-this-party'],
    ['another proposal waits', () => proposes(offer({ proposal: proposal() })), 'proposal-pending'],
    [
      'the proposer approves',
      () => approves(offer({ proposal: proposal() }), { by: 'mac-of-the-proposer' }),
      'same-person',
    ],
    [
      'the reporter approves',
      () => approves(offer({ proposal: proposal() }), { by: 'mac-of-the-reporter' }),
      'same-person',
    ],
    ['a job centre approves', () => approves(offer({ proposal: proposal() }), { party: 'cpi' }), 'not-this-party'],
    ['nothing was proposed', () => approves(offer()), 'no-proposal'],
    [
      'it was proposed about another fact',
      () => approves(offer({ proposal: proposal({ contestedId: anotherAct }) })),
      'no-proposal',
    ],
    [
      'the person got more time meanwhile',
      () =>
        approves(
          contestedCase(
            { kind: 'offer', possible: 'forfeiture', extendedTo: addDays(dateInRome(afterwards), 1) },
            { proposal: proposal() },
          ),
        ),
      'justification-open',
    ],
  ] as const)('%s', (_, act, verdict) => {
    expect(verdictOf(act())[0]).toBe(verdict);
  });

  test('is offered where the ladder gives so much, and to a manager is offered what waits', () => {
    expect(allowedActions(offer(), 'cpi')).toContain('propose-forfeiture');
    expect(allowedActions(contestedCase(), 'cpi')).not.toContain('propose-forfeiture');
    expect(allowedActions(offer({ proposal: proposal() }), 'manager')).toContain('approve-proposal');
  });
});

describe('what INPS is told', () => {
  const served = decisionBefore(1);

  test('is due once the decision is served, and not before', () => {
    const { servedOn: _, ...sent } = served.service;
    expect(effectDue({ ...served, service: sent })).toBeUndefined();
    expect(effectDue(served)).toEqual({
      what: 'effect-due',
      decision: 1,
      conditionality: 'dlgs-150-2015',
      rule: 'art. 21 c.7 a',
      kind: 'cut',
      days: 8,
      from: '2026-01-13',
      to: '2026-01-20',
      benefit,
      on: '2026-03-09',
    });
    expect(effectDue({ ...served, effect: { kind: 'dismissed' } })).toBeUndefined();
    expect(effectDue({ ...served, reversedOn: day('2026-04-01') })).toBeUndefined();
  });

  test('is taken back where it was due', () => {
    const { servedOn: _, ...sent } = served.service;
    expect(effectReversed(served, day('2026-05-04'))).toMatchObject({ what: 'effect-reversed', on: '2026-05-04' });
    expect(effectReversed({ ...served, service: sent }, day('2026-05-04'))).toBeUndefined();
  });
});

describe('what is shown of it', () => {
  const standing = (kind: 'forfeiture' | 'loss') =>
    caseIn(kind === 'loss' ? 'psp-signed' : 'sanctioned', {
      decisions: [decisionBefore(1, { effect: { kind, from: day('2026-01-13') } })],
    });

  test('the label says what was decided and when', () => {
    expect(statusLabel(standing('forfeiture'), 'it', undefined)).toBe('Decadenza decisa il 2 marzo 2026');
    expect(statusLabel(standing('loss'), 'it', undefined)).toMatch(
      /confermato .*\. Perdita della prestazione decisa il 2 marzo 2026: lo stato resta$/,
    );
    expect(statusLabel(standing('loss'), 'en', undefined)).toContain('2 March 2026: the status stays');
    expect(statusLabel(standing('forfeiture'), 'en', undefined)).toBe('Forfeiture decided on 2 March 2026');
  });

  test('to the person and to who decides: no word of it, and nothing to an accredited operator', () => {
    for (const party of ['citizen', 'cpi', 'competent-cpi', 'manager', 'inps'] as const) {
      expect(decisionsView(standing('forfeiture'), party)).toEqual([
        expect.objectContaining({ number: 1, twoPersons: false, due: true, declareFrom: '2026-03-13' }),
      ]);
    }
    for (const party of ['accredited', 'other-cpi'] as const) {
      expect(decisionsView(standing('forfeiture'), party)).toEqual([]);
    }
    expect([tellsWhy('decide', 'accredited'), tellsWhy('decide', 'cpi')]).toEqual([false, true]);
  });

  test('nobody of an office decides while the person’s data are restricted, a manager apart', () => {
    const restriction = { state: 'restricted', askedAt: afterwards, reason: 'La data è sbagliata.' } as const;
    for (const act of ['decide', 'propose-forfeiture', 'report-breach']) {
      const held = (party: Party) => isHeldBack(restriction, party, act, standing('forfeiture'));
      expect((['cpi', 'competent-cpi', 'inps'] as const).map(held)).toEqual([true, true, true]);
      expect(held('manager')).toBe(false);
    }
  });
});

describe('work that was told of while a fact is contested', () => {
  const told = at('2026-12-01T08:00:00.000Z');
  const working = (more: Partial<Contested> = {}, changes: Partial<DidCase> = {}) =>
    contestedCase({ workToldAt: told, ...more }, changes);
  const third = { recurrence: 3, possible: 'forfeiture' } as const;
  const decisions = [decisionBefore(1), decisionBefore(2)];

  test('is noted with the fact, and changes nothing else', () => {
    const tells = (kind: string, didCase: DidCase) =>
      edits['report-change'].decide(editFactsOf(didCase, { receivedAt: told }), { kind, from: '2026-12-01' });
    expect(tells('found-work', contestedCase())).toMatchObject({
      changes: { contested: contestedOf({ workToldAt: told }) },
      tasks: [{ kind: 'suspension-proposed', list: 'job-centre' }],
    });
    expect(tells('illness', contestedCase())).toMatchObject({ changes: {} });
    expect(tells('found-work', caseIn('psp-signed'))).toMatchObject({ changes: {} });
  });

  test.each([
    ['that was not read', undefined, 'work-unread'],
    ['of which an older word was read', '2026-11-30T08:00:00.000Z', 'work-unread'],
    ['that was read', told, 'decided'],
  ])('nobody decides against the person for news %s', (_, workToldAt, verdict) => {
    const named = workToldAt === undefined ? {} : { workToldAt };
    expect(refused(decides(working(), named))).toBe(verdict);
    const proposed = proposes(working(third, { decisions }), named);
    expect(proposed.kind === 'refusal' ? proposed.code : 'decided').toBe(verdict);
    const waiting = working(third, { decisions, proposal: proposal(named) });
    expect(refused(approves(waiting))).toBe(verdict);
  });

  test('a dismissal waits for nothing, and the decision keeps what was read', () => {
    expect(refused(decides(working(), { outcome: 'dismissed' }))).toBe('decided');
    const { evidence, next } = decisionOf(decides(working(), { workToldAt: told }));
    expect(evidence?.content).toMatchObject({ contested: { workToldAt: told } });
    expect(lastOf(decisionOf(decides(working(), { workToldAt: told })))).not.toHaveProperty('workToldAt');
    expect(next.contested).toBeUndefined();
  });
});

test('every channel of service is told in the mail', () => {
  for (const channel of serviceChannels) {
    const { mail } = decisionOf(decides(contestedCase(), { channel, outcome: 'dismissed' }));
    expect(mail).toMatchObject({ channel });
  }
});
