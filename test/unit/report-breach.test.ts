import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { type Party, parties } from '../../functions/domain/lifecycle.ts';
import { CallUp, SanctionDecision } from '../../functions/domain/proceedings.ts';
import { ReportBreachRequest } from '../../functions/domain/verbs/report-breach.ts';
import {
  accredited,
  at,
  caseIn,
  commandId,
  cpi,
  day,
  otherCommandId,
  partyFactsOf,
  receivedAt,
  today,
} from './samples.ts';

const benefit = { kind: 'naspi', protocol: 'INPS.4900.05/11/2026.0012345', paidFrom: '2014-02-01' } as const;
const officer = { subject: 'officer', fiscalCodeMac: 'mac of giulia', party: 'cpi', operatorId: cpi };
const callUp = (changes: object = {}) =>
  CallUp.parse({
    id: otherCommandId,
    purpose: 'meeting',
    startsAt: '2026-11-20T09:00:00.000Z',
    place: 'Via Esempio 1, Milano',
    calledAt: '2026-11-10T09:00:00.000Z',
    by: officer,
    service: { channel: 'registered-letter', sentOn: '2026-11-10', servedOn: '2026-11-12' },
    attendance: 'absent',
    justifications: [{ at: '2026-11-21T08:00:00.000Z', reason: 'illness', inTime: true, evidenceOf: commandId }],
    ...changes,
  });
const course = callUp({ purpose: 'training', justifications: [] });
/** A DID of somebody who missed a course. */
const signed = (changes: object = {}) =>
  DidCase.parse({ ...caseIn('psp-signed'), benefit, callUps: [course], ...changes });
const missed = (changes: object = {}) => signed({ callUps: [callUp(changes)] });

/** A decision on an earlier training that was missed. */
const earlier = (changes: object = {}) =>
  SanctionDecision.parse({
    ...{ id: otherCommandId, kind: 'training', factOn: '2026-09-01', conditionality: 'dlgs-150-2015' },
    ...{ procedure: 'lombardia-2017', rule: 'art. 21 c.7 c', recurrence: 1, benefit },
    ...{ reportedBy: officer, reportedAt: '2026-09-02T09:00:00.000Z', number: 1, decisionId: otherCommandId },
    statusBefore: 'psp-signed',
    effect: { kind: 'cut', days: 30, from: '2026-09-02', to: '2026-10-01' },
    ...{ decidedAt: '2026-09-25T09:00:00.000Z', decidedBy: officer },
    service: { channel: 'hand', sentOn: '2026-09-25', servedOn: '2026-09-25' },
    ...changes,
  });

const training = {
  ...{ kind: 'training', factOn: day('2026-11-20'), callUpId: otherCommandId },
  ...{ facts: 'Non risulta la presenza.', channel: 'hand' },
};
const absence = { ...training, kind: 'call-up' };
const { callUpId: _, ...uncalled } = training;
/** The earlier decision served on a day, and appealed against with what the committee said of it on another. */
const servedOn = (on: string) => earlier({ service: { channel: 'hand', sentOn: '2026-09-25', servedOn: on } });
const appealedAgainst = (on: string) =>
  earlier({
    appeal: {
      ...{ filedAt: '2026-10-01T09:00:00.000Z', inTime: true, receiptNumber: 'R-20261001-000000000000' },
      outcome: { kind: 'rejected', protocol: 'CRC 1', on, by: officer, approvedBy: officer },
    },
  });
const told = (didCase: DidCase, body: object = training, changes: Partial<Facts> = {}, party: Party = 'cpi') =>
  decide('report-breach', partyFactsOf(party, didCase, changes), { ...body, officerMac: 'mac of giulia' });
const codeOf = (...told_: Parameters<typeof told>) => {
  const outcome = told(...told_);
  return outcome.kind === 'refusal' ? [outcome.code, outcome.field] : ['decided'];
};

describe('a fact is contested, and nothing is decided', () => {
  test('the person is told, an office has the task, the benefit and the days of the DID stay', () => {
    const before = signed();
    const outcome = told(before);
    if (outcome.kind === 'refusal') throw new Error(outcome.code);
    const { next, mail, tasks, evidence } = outcome;
    expect(next).toMatchObject({
      status: 'sanction-proposed',
      ...{ benefit, didDate: before.didDate, unemployedSince: before.unemployedSince },
      contested: {
        ...{ id: commandId, kind: 'training', factOn: '2026-11-20', conditionality: 'dlgs-150-2015', recurrence: 1 },
        ...{ possible: 'cut', possibleDays: 30, justifications: [], reportedAt: receivedAt },
        reportedBy: { fiscalCodeMac: 'mac of giulia', party: 'cpi', operatorId: cpi },
        service: { channel: 'hand', sentOn: today },
      },
    });
    expect(next.decisions).toBeUndefined();
    expect(next.contested?.service.servedOn).toBeUndefined();
    expect(mail).toMatchObject({ kind: 'breach-contested', what: 'training', possible: 'cut', possibleDays: 30 });
    expect(JSON.stringify(mail)).not.toContain('presenza');
    expect(evidence).toEqual({ kind: 'breach', content: { facts: 'Non risulta la presenza.', callUp: course } });
    expect(tasks).toEqual([{ kind: 'breach-to-decide', list: 'job-centre' }]);
  });

  test('a call-up that was missed is settled, with what the person answered to it', () => {
    const outcome = told(missed(), absence);
    if (outcome.kind === 'refusal') throw new Error(outcome.code);
    expect(outcome.next.callUps).toEqual([]);
    expect(outcome.next.contested).toMatchObject({
      ...{ kind: 'call-up', callUpId: otherCommandId, possible: 'cut', possibleDays: 8 },
      justifications: [{ reason: 'illness', inTime: true }],
    });
    expect(outcome.evidence?.content).toMatchObject({ callUp: { id: otherCommandId, attendance: 'absent' } });
  });

  test.each([
    ['the first', [], { recurrence: 1, possible: 'cut', possibleDays: 30 }],
    ['the second, the first being final', [earlier()], { recurrence: 2, possible: 'forfeiture' }],
    // Served on 20 October the term ends on the 19th of November: final on the 20th, the day of the fact.
    ['the second, the first being final since that day began', [servedOn('2026-10-20')], { recurrence: 2 }],
    ['the first, the one before being final a day after the fact', [servedOn('2026-10-21')], { recurrence: 1 }],
    [
      'the first, of the one before the committee spoke on the day of the fact',
      [appealedAgainst('2026-11-20')],
      { recurrence: 1, possible: 'cut' },
    ],
    ['the second, the committee having spoken the day before', [appealedAgainst('2026-11-19')], { recurrence: 2 }],
    ['one after a decision that was reversed', [earlier({ reversedOn: '2026-11-01' })], { recurrence: 1 }],
    ['one after a dismissal', [earlier({ effect: { kind: 'dismissed' } })], { recurrence: 1 }],
    ['the first of its kind', [earlier({ kind: 'offer' })], { recurrence: 1, possibleDays: 30 }],
    [
      'the first of another benefit',
      [earlier({ benefit: { ...benefit, protocol: 'INPS.OTHER' } })],
      { recurrence: 1, possible: 'cut' },
    ],
  ])('%s costs what the ladder gives for it', (_, decisions, possible) => {
    const outcome = told(signed({ decisions }));
    expect(outcome).toMatchObject({ kind: 'decision', next: { contested: possible } });
  });

  test.each([
    ['2015-09-23', 'circolare-133-2010', 'C8', 'loss', uncalled],
    ['2015-09-24', 'dlgs-150-2015', 'art. 21 c.7 c', 'cut', training],
  ])(
    'a fact of %s is judged by the policy of its day, whenever it is told',
    (factOn, conditionality, rule, possible, body) => {
      const dates = { didDate: '2014-01-10', pactSignedOn: '2014-02-01', unemployedSince: '2014-01-10' };
      const service = { channel: 'hand', sentOn: '2015-09-01', servedOn: '2015-09-01' };
      const called = { ...course, startsAt: '2015-09-24T09:00:00.000Z', service };
      expect(told(signed({ ...dates, callUps: [called] }), { ...body, factOn })).toMatchObject({
        next: { contested: { conditionality, rule, possible } },
      });
    },
  );
});

describe('the benefit was in payment on the day of the fact', () => {
  const paid = (paidFrom?: string, paidTo?: string) =>
    signed({ benefit: { kind: 'naspi', protocol: benefit.protocol, paidFrom, paidTo } });
  const payment = { from: '2026-11-15', proof: 'INPS, prospetto n. 1' };
  test.each([
    ['nobody told', paid(), training, ['no-benefit', 'payment']],
    ['INPS told, and the fact is before', paid('2026-11-21'), training, ['no-benefit', 'payment']],
    ['INPS told, and it was over', paid('2026-11-01', '2026-11-19'), training, ['no-benefit', 'payment']],
    ['INPS told, on its first and last day', paid('2026-11-20', '2026-11-20'), training, ['decided']],
    ['the reporter proves it', paid(), { ...training, payment }, ['decided']],
    [
      'the reporter proves another time',
      paid(),
      { ...training, payment: { ...payment, to: '2026-11-19' } },
      ['no-benefit', 'payment'],
    ],
  ])('%s', (_, didCase, body, verdict) => expect(codeOf(didCase, body)).toEqual(verdict));

  test('what proves it is evidence', () => {
    expect(told(paid(), { ...training, payment })).toMatchObject({ evidence: { content: { payment } } });
  });

  test.each([
    ['ends before it begins', '2026-11-14', false],
    ['is of one day', '2026-11-15', true],
  ])('what the reporter proves %s', (_, to, right) => {
    const parsed = ReportBreachRequest.safeParse({ ...training, payment: { ...payment, to } });
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual(
      right ? undefined : [['payment.to', 'period-reversed']],
    );
  });

  test.each([
    [undefined, ['no-conditionality', 'kind']],
    ['training', ['no-conditionality', 'kind']],
    ['work-and-training', ['decided']],
  ])('an offer before 24 September 2015, to who had declared for %s', (scope, verdict) => {
    const old = signed({ didDate: '2014-01-10', pactSignedOn: '2014-02-01', unemployedSince: '2014-01-10' });
    const offer = { ...uncalled, kind: 'offer', factOn: '2015-09-23' };
    expect(codeOf(old, { ...offer, ...(scope && { scope }) })).toEqual(verdict);
  });
});

test('once the time to say why is over, an absence is contested: not while an outage lengthens that', () => {
  const lastDay = missed({ explainBy: '2026-11-22' });
  expect(codeOf(lastDay, absence)).toEqual(['decided']);
  const outages = [{ from: at('2026-11-22T08:00:00.000Z'), to: at('2026-11-22T12:00:00.000Z') }];
  expect(codeOf(lastDay, absence, { outages })).toEqual(['excuse-open', 'callUpId']);
});

describe('is refused', () => {
  type Row = [string, DidCase, object, string, string?];
  const rows: Row[] = [
    ['without a benefit', caseIn('psp-signed'), training, 'no-benefit'],
    ['for a fact that has not happened', signed(), { ...training, factOn: '2026-11-24' }, 'fact-in-future', 'factOn'],
    ['for a fact before the pact', signed(), { ...training, factOn: '2026-11-09' }, 'fact-before-pact', 'factOn'],
    [
      'for what the law of that day does not know',
      signed(),
      { ...training, kind: 'declaration' },
      'no-conditionality',
      'kind',
    ],
    ['by ordinary mail', signed(), { ...training, channel: 'email' }, 'channel-not-valid', 'channel'],
    ...['call-up', 'orientation', 'training'].map(
      (kind): Row => [
        `for an absence without a call-up: ${kind}`,
        ...([signed(), { ...uncalled, kind }, 'call-up-unknown', 'callUpId'] as const),
      ],
    ),
    ['for a course to which nobody called', signed({ callUps: [] }), training, 'call-up-unknown', 'callUpId'],
    [
      'for another day than that of the call-up',
      missed(),
      { ...absence, factOn: '2026-11-19' },
      'fact-not-the-call-up',
      'factOn',
    ],
    [
      'for a harsher matter than that of the call-up',
      missed(),
      { ...absence, kind: 'training' },
      'fact-not-the-call-up',
      'kind',
    ],
    [
      'for a call-up that nobody got',
      missed({ service: { channel: 'hand', sentOn: '2026-11-12' } }),
      absence,
      'not-served',
      'callUpId',
    ],
    ...(
      [
        ['after the meeting', '2026-11-21', 'not-served'],
        ['on the day of the meeting', '2026-11-20', 'notice-too-short'],
        ['six days before', '2026-11-14', 'notice-too-short'],
      ] as const
    ).map(
      ([when, servedOn, code]): Row => [
        `for a call-up that was served ${when}`,
        ...([
          missed({ service: { channel: 'hand', sentOn: '2026-11-12', servedOn } }),
          absence,
          code,
          'callUpId',
        ] as const),
      ],
    ),
    ...(
      [
        ['on the day after it was noted', { explainBy: '2026-11-23' }],
        ['while a holiday lengthens that', { startsAt: '2026-11-21T09:00:00.000Z' }],
      ] as const
    ).map(
      ([when, changes]): Row => [
        `before the time to say why is over: ${when}`,
        missed(changes),
        { ...absence, factOn: changes === undefined || !('startsAt' in changes) ? absence.factOn : '2026-11-21' },
        'excuse-open',
        'callUpId',
      ],
    ),
    ['for somebody who came late', missed({ attendance: 'late' }), absence, 'not-absent', 'callUpId'],
    ['for somebody who came', missed({ attendance: 'present' }), absence, 'not-absent', 'callUpId'],
    ['where nobody recorded who came', missed({ attendance: undefined }), absence, 'not-absent', 'callUpId'],
    [
      'while an appeal can still be made',
      signed({
        decisions: [
          earlier({
            decidedAt: '2026-11-12T09:00:00.000Z',
            service: { channel: 'hand', sentOn: '2026-11-12', servedOn: '2026-11-13' },
          }),
        ],
      }),
      training,
      'breach-pending',
    ],
    [
      'while a decision is not served',
      signed({ decisions: [earlier({ service: { channel: 'hand', sentOn: '2026-09-25' } })] }),
      training,
      'breach-pending',
    ],
    [
      'on a case that holds a hundred decisions',
      signed({ decisions: Array.from({ length: 100 }, () => earlier({ effect: { kind: 'dismissed' } })) }),
      training,
      'too-many-decisions',
    ],
    [
      'while another is contested',
      DidCase.parse({ ...signed(), status: 'sanction-proposed' }),
      training,
      'breach-pending',
    ],
    ['while the person works', DidCase.parse({ ...caseIn('suspended'), benefit }), training, 'wrong-status'],
    ['without a pact', DidCase.parse({ ...caseIn('confirmed'), benefit, operatorId: cpi }), training, 'wrong-status'],
  ];
  test.each(rows)('%s', (_, didCase, body, code, field) => expect(codeOf(didCase, body)).toEqual([code, field]));

  test('where the call-up went by mail and the mailbox has been broken since', () => {
    const byMail = missed({ service: { channel: 'email', sentOn: '2026-11-12', servedOn: '2026-11-12' } });
    const { citizen } = partyFactsOf('cpi', byMail);
    expect(codeOf(byMail, absence)).toEqual(['decided']);
    expect(codeOf(byMail, absence, { citizen: { ...citizen, mailboxHealthy: false } })).toEqual([
      'mailbox-broken',
      'callUpId',
    ]);
  });

  // By the way that the pact agreed on one working day lies between: Friday 20 November, Thursday 19; Monday 23, Saturday 21.
  test.each([
    ['on the day before', '2026-11-20', '2026-11-19', 'email', 'decided'],
    ['on the same day', '2026-11-20', '2026-11-20', 'email', 'notice-too-short'],
    ['on a Saturday for a Monday', '2026-11-23', '2026-11-21', 'email', 'decided'],
    ['on a Sunday for a Monday', '2026-11-23', '2026-11-22', 'email', 'notice-too-short'],
    ['on the day before, by hand after all', '2026-11-20', '2026-11-19', 'hand', 'notice-too-short'],
  ])('as the notice of the agreed way asks: served %s', (_when, factOn, servedOn, channel, verdict) => {
    const called = missed({
      ...{ startsAt: `${factOn}T08:00:00.000Z`, agreedChannel: 'email' },
      service: { channel, sentOn: '2026-11-18', servedOn },
    });
    const facts = { receivedAt: at('2026-11-25T09:00:00.000Z') };
    expect(codeOf(called, { ...absence, factOn }, facts)[0]).toBe(verdict);
  });

  test.each(parties.filter((party) => party !== 'cpi' && party !== 'accredited'))('to %s', (party) => {
    expect(codeOf(signed(), training, {}, party)[0]).toBe('not-this-party');
  });

  test('but not to the accredited operator that was chosen', () => {
    expect(codeOf(signed({ operatorId: accredited }), training, {}, 'accredited')).toEqual(['decided']);
  });
});
