import { describe, expect, test } from 'vitest';
import { refusalReply, worded } from '../../functions/api/problem.ts';
import { withoutCallUps } from '../../functions/domain/call-up-news.ts';
import { type CallUpBody, callUpEdits, decideCallUp } from '../../functions/domain/call-ups.ts';
import { addDays, dateInRome, Instant, startOfDay } from '../../functions/domain/dates.ts';
import { dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import type { EditFacts } from '../../functions/domain/edits.ts';
import { Benefit } from '../../functions/domain/inps.ts';
import { ActId, CallUp } from '../../functions/domain/proceedings.ts';
import { excuseUntil } from '../../functions/domain/terms.ts';
import {
  accredited,
  caseIn,
  cpi,
  day,
  editFactsOf,
  officer,
  operatorOf,
  policy,
  receivedAt,
  today,
} from './samples.ts';

const at = (text: string) => Instant.parse(`${text}.000Z`);
const later = at('2026-12-02T09:00:00');
const mac = 'keyed hash';
const callTo = (change: Partial<CallUpBody> = {}): CallUpBody => ({
  ...{ purpose: 'meeting', startsAt: later, place: 'Sala B' },
  service: { channel: 'registered-letter', sentOn: today },
  ...change,
});
const factsOf = (didCase: DidCase, change: Partial<EditFacts> = {}): EditFacts => {
  const operatorId = didCase.operatorId ?? cpi;
  return editFactsOf(didCase, {
    ...{ actor: officer(operatorId), party: operatorOf(operatorId).kind, fiscalCodeMac: mac },
    ...{ operators: new Map([[operatorId, operatorOf(operatorId)]]) },
    ...change,
  });
};
const benefit = Benefit.parse({ kind: 'naspi', protocol: 'INPS.1' });
const confirmed = caseIn('confirmed', { operatorId: cpi });
const signed = caseIn('psp-signed', { operatorId: cpi });
const paid: DidCase = { ...signed, benefit };
const id = ActId.parse('5d2c1b0a-9f8e-5d7c-8b6a-4f3e2d1c0b9a');
const called = (change: object = {}): CallUp =>
  CallUp.parse({
    ...{
      id,
      purpose: 'meeting',
      startsAt: at('2026-11-23T08:00:00'),
      place: 'Sala B',
      calledAt: at('2026-11-12T08:00:00'),
    },
    ...{ by: { subject: 'one', fiscalCodeMac: mac, party: 'cpi', operatorId: cpi }, justifications: [] },
    ...{ service: { channel: 'pec', sentOn: day('2026-11-12') }, ...change },
  });
const withCall = (didCase: DidCase, change: object = {}): DidCase => ({ ...didCase, callUps: [called(change)] });

describe('to call up', () => {
  test.each([
    ['without a pact it is to sign one', confirmed, { pact: false, benefit: false }],
    ['with a pact that asks for it', signed, { pact: true, benefit: false }],
    ['a benefit rests on it', paid, { pact: true, benefit: true }],
    ['a benefit without a pact loses nothing', { ...confirmed, benefit }, { pact: false, benefit: false }],
  ])('%s', (_, didCase, told) => {
    expect(decideCallUp(factsOf(didCase), callTo())).toMatchObject({
      kind: 'edit',
      reason: 'meeting',
      changes: { callUps: [{ startsAt: later, by: { operatorId: cpi, fiscalCodeMac: mac }, justifications: [] }] },
      mail: { kind: 'call-up', ...told, appointment: { sequence: 0, startsAt: later }, explainBy: day('2026-12-03') },
    });
  });

  test.each([
    ['a draft', caseIn('registered', { operatorId: cpi }), {}, 'no-did-yet'],
    ['who works', caseIn('suspended', { operatorId: cpi }), {}, 'wrong-status'],
    ['who gave the DID up', caseIn('withdrawn', { operatorId: cpi }), {}, 'wrong-status'],
    ['twice for one time', withCall(signed, { startsAt: later }), {}, 'called-up-already'],
    ['sent tomorrow', signed, { service: { channel: 'pec', sentOn: addDays(today, 1) } }, 'sent-in-future'],
    ['sent yesterday', signed, { service: { channel: 'pec', sentOn: addDays(today, -1) } }, 'sent-before-act'],
    ['too soon', signed, { startsAt: at('2026-11-25T09:00:00') }, 'notice-too-short'],
  ] as const)('refuses %s', (_, didCase, change, code) => {
    expect(decideCallUp(factsOf(didCase), callTo(change))).toMatchObject({
      code,
    });
  });

  test.each([
    ['at night', '2026-12-03T02:00:00', 'call-up-hour'],
    ['a minute before the first hour', '2026-12-03T05:59:59', 'call-up-hour'],
    ['at the first hour, on the clocks of Rome', '2026-12-03T06:00:00', undefined],
    ['at the last hour', '2026-12-03T19:00:00', undefined],
    ['a minute after the last hour', '2026-12-03T19:01:00', 'call-up-hour'],
    ['at the first hour of summer time', '2027-04-06T05:00:00', undefined],
    ['an hour before it', '2027-04-06T04:00:00', 'call-up-hour'],
  ])('looks at the hour: %s', (_, startsAt, code) => {
    const outcome = decideCallUp(factsOf(signed), callTo({ startsAt: at(startsAt) }));
    expect('code' in outcome ? outcome.code : undefined).toBe(code);
    if (code !== 'call-up-hour') return;
    expect(outcome).toMatchObject({ field: 'startsAt', rule: 'call-up.hours', hours: policy.callUpHours.value });
  });

  test.each([
    ['it', 'Ore possibili: dalle 07:00 alle 20:00 (ora italiana).'],
    ['en', 'Possible hours: from 07:00 to 20:00 (Italian time).'],
  ] as const)('tells which hours are possible (%s)', async (language, words) => {
    const outcome = decideCallUp(factsOf(signed), callTo({ startsAt: at('2026-12-03T02:00:00') }));
    if (outcome.kind !== 'refusal') throw new Error('called up');
    const { status, body } = await worded(refusalReply(outcome, language));
    expect([status, Object(body).hours]).toEqual([422, { from: '07:00', to: '20:00' }]);
    expect(Object(body).detail).toContain(words);
  });

  test.each([
    ['of the seventh day', signed, at('2026-11-25T09:00:00'), receivedAt, at('2026-11-30T06:00:00')],
    [
      'by the way agreed, where a day and a night end late in the evening',
      { ...signed, agreedChannel: 'email' as const },
      at('2026-11-24T09:00:00'),
      at('2026-11-23T21:30:00'),
      at('2026-11-25T06:00:00'),
    ],
    [
      'by the way agreed, early in the morning',
      { ...signed, agreedChannel: 'email' as const },
      at('2026-11-24T09:00:00'),
      at('2026-11-24T03:30:00'),
      at('2026-11-25T06:00:00'),
    ],
  ])('the earliest time that is told is one at which one can be called: %s', (_, didCase, startsAt, now, earliest) => {
    const channel = didCase.agreedChannel === 'email' ? 'email' : 'registered-letter';
    const call = (time: Instant) =>
      decideCallUp(
        factsOf(didCase, { receivedAt: now }),
        callTo({ startsAt: time, service: { channel, sentOn: dateInRome(now) } }),
      );
    expect(call(startsAt)).toMatchObject({ code: 'notice-too-short', earliest });
    expect(call(earliest)).toMatchObject({ kind: 'edit' });
  });

  test('refuses a citizen, and the eleventh', () => {
    expect(decideCallUp(factsOf(signed, { party: 'citizen' }), callTo())).toMatchObject({ code: 'not-this-party' });
    const ten = Array.from({ length: 10 }, (_, n) => called({ startsAt: at(`2026-12-${10 + n}T09:00:00`) }));
    expect(decideCallUp(factsOf({ ...paid, callUps: ten }), callTo())).toMatchObject({ code: 'too-many-call-ups' });
    expect(decideCallUp(factsOf({ ...paid, callUps: ten.slice(1) }), callTo())).toMatchObject({ kind: 'edit' });
  });

  test('does what the job centre was asked to convene for, once that was due', () => {
    const asked = { ...confirmed, convenedAt: at('2026-11-20T08:00:00') };
    expect(decideCallUp(factsOf(asked), callTo())).toMatchObject({ settles: ['convene'] });
    expect(decideCallUp(factsOf(confirmed), callTo())).not.toHaveProperty('settles');
    // Who has a pact is convened anew where an absence was excused.
    expect(decideCallUp(factsOf(signed), callTo())).toMatchObject({ settles: ['convene'] });
    const due = { ...confirmed, didDate: day('2026-10-01') };
    expect(decideCallUp(factsOf(due), callTo())).toMatchObject({ changes: { convenedAt: receivedAt } });
    expect(decideCallUp(factsOf(confirmed), callTo())).not.toMatchObject({ changes: { convenedAt: receivedAt } });
  });

  test('one that was missed without anything to follow makes room for the next, and is kept', () => {
    expect(decideCallUp(factsOf(withCall(signed, { attendance: 'absent' })), callTo())).toMatchObject({
      changes: { callUps: [{ startsAt: later }] },
      evidence: { kind: 'call-up', content: { id, attendance: 'absent' } },
      settles: ['convene'],
    });
    // Who came late has done nothing that could be contested.
    expect(decideCallUp(factsOf(withCall(paid, { attendance: 'late' })), callTo())).toMatchObject({
      changes: { callUps: [{ startsAt: later }] },
    });
    // With a benefit it stays until an office settles it.
    const both = decideCallUp(factsOf(withCall(paid, { attendance: 'absent' })), callTo());
    expect('changes' in both && both.changes.callUps).toHaveLength(2);
  });
});

describe('what came of it', () => {
  const note = (didCase: DidCase, body: object, change: Partial<EditFacts> = {}) =>
    callUpEdits['record-call-up'].decide(factsOf(didCase, change), id, body);

  test.each([
    [{ attendance: 'present' }, 'present'],
    [{ attendance: 'late', seen: true }, 'late'],
  ])('%o: done with, and kept without who called', (body, reason) => {
    const outcome = note(withCall(paid), body);
    expect(outcome).toMatchObject({
      changes: { callUps: undefined },
      reason,
      evidence: { kind: 'call-up', content: body },
    });
    expect(JSON.stringify(outcome)).not.toContain(mac);
    expect(outcome).not.toHaveProperty('mail');
  });

  test.each([
    [
      'with a benefit nothing follows by itself',
      paid,
      { attendance: 'absent' },
      { benefit: true, late: false },
      undefined,
    ],
    [
      'without one it is noted and nothing more',
      signed,
      { attendance: 'absent' },
      { benefit: false, late: false },
      'convene',
    ],
    ['late and not met', signed, { attendance: 'late', seen: false }, { benefit: false, late: true }, 'convene'],
    [
      'late and not met costs nothing with a benefit either',
      paid,
      { attendance: 'late', seen: false },
      { benefit: false, late: true },
      'convene',
    ],
  ] as const)('%s', (_, didCase, body, told, task) => {
    const outcome = note(withCall(didCase), body);
    expect(outcome).toMatchObject({
      changes: { callUps: [{ id, attendance: body.attendance, explainBy: day('2026-11-24') }] },
      mail: { kind: 'call-up-missed', ...told, explainBy: day('2026-11-24') },
    });
    expect('tasks' in outcome ? outcome.tasks?.map(({ kind }) => kind) : undefined).toEqual(task && [task]);
  });

  test('until when one can say why is counted from the day on which it was noted, and stays', () => {
    // Noted on Saturday 28 November: Sunday is no last day.
    const noted = note(withCall(paid), { attendance: 'absent' }, { receivedAt: at('2026-11-28T10:00:00') });
    expect(noted).toMatchObject({
      changes: { callUps: [{ explainBy: '2026-11-30' }] },
      mail: { explainBy: '2026-11-30' },
    });
    const again = withCall(paid, { attendance: 'absent', explainBy: '2026-11-30' });
    expect(excuseUntil(again.callUps?.[0] ?? called())).toBe('2026-11-30');
    expect(note(again, { attendance: 'absent' }, { receivedAt: at('2026-12-01T10:00:00') })).toMatchObject({
      changes: { callUps: [{ explainBy: '2026-11-30' }] },
    });
  });

  test('noted late first, and then absent, the person is told what that means', () => {
    expect(
      note(withCall(paid, { attendance: 'late', explainBy: '2026-11-24' }), { attendance: 'absent' }),
    ).toMatchObject({
      changes: { callUps: [{ attendance: 'absent' }] },
      mail: { kind: 'call-up-missed', late: false, benefit: true },
    });
  });

  test('noted again it is told once; put right, it is done with', () => {
    expect(note(withCall(paid, { attendance: 'absent' }), { attendance: 'absent' })).toMatchObject({ mail: undefined });
    expect(note(withCall(paid, { attendance: 'absent' }), { attendance: 'present' })).toMatchObject({
      settles: ['convene'],
    });
  });

  test.each([
    ['before it begins', withCall(signed, { startsAt: later }), {}, 'call-up-to-come'],
    ['of another name', signed, {}, 'act-unknown'],
    ['by who is no party', withCall(signed), { party: 'citizen' as const }, 'not-this-party'],
    ['of a case that has ended', withCall(caseIn('closed', { operatorId: cpi })), {}, 'wrong-status'],
    [
      'by an accredited operator of another’s call',
      withCall(caseIn('psp-signed', { operatorId: accredited })),
      {},
      'act-unknown',
    ],
  ])('refused %s', (_, didCase, change, code) => {
    expect(note(didCase, { attendance: 'present' }, change)).toMatchObject({ code });
  });

  test('an absence that is excused is no breach: the kind is kept, the mail names none', () => {
    const excuse = (didCase: DidCase) =>
      callUpEdits['excuse-absence'].decide(factsOf(didCase), id, { reason: 'illness', verified: true });
    const outcome = excuse(withCall(paid, { attendance: 'absent' }));
    expect(outcome).toMatchObject({
      changes: { callUps: undefined },
      reason: 'excused',
      evidence: { content: { excused: { reason: 'illness', verified: true } } },
      tasks: [{ kind: 'convene' }],
      mail: { kind: 'absence-excused' },
    });
    expect(JSON.stringify('mail' in outcome && outcome.mail)).not.toContain('illness');
    expect(excuse(withCall(paid))).toMatchObject({ code: 'not-absent' });
    expect(excuse(withCall(paid, { startsAt: later }))).toMatchObject({ code: 'call-up-to-come' });
  });

  test('it is taken back before it begins, and not after', () => {
    const cancel = (didCase: DidCase) => callUpEdits['cancel-call-up'].decide(factsOf(didCase), id, {});
    expect(cancel(withCall(signed, { startsAt: later }))).toMatchObject({
      changes: { callUps: undefined },
      mail: { kind: 'call-up-cancelled', by: 'office', appointment: { id, sequence: 1 } },
    });
    expect(cancel(withCall(signed))).toMatchObject({ code: 'call-up-begun' });
  });
});

describe('time', () => {
  const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00'), officeTaskOpen: false };
  const next = startOfDay(day('2026-11-24'));

  test('the office is asked on the day after who came, once, and only if nobody told', () => {
    expect(nextLook(withCall(signed), policy)).toBe(next);
    expect(dueStep(withCall(signed), facts, policy, next)).toMatchObject({ kind: 'ask-attendance', callUp: { id } });
    expect(dueStep(withCall(signed, { outcomeAsked: true }), facts, policy, next).kind).toBe('wait');
    expect(dueStep(withCall(signed, { attendance: 'absent' }), facts, policy, next).kind).toBe('wait');
    expect(nextLook(withCall(caseIn('closed', { operatorId: cpi })), policy)).not.toBe(next);
  });

  test('who is called up is not convened', () => {
    const due = { ...confirmed, didDate: day('2026-10-01') };
    const now = at('2026-11-30T09:00:00');
    expect(dueStep(due, facts, policy, now)).toMatchObject({ kind: 'convene' });
    expect(dueStep(withCall(due, { startsAt: later }), facts, policy, now)).toEqual({
      kind: 'wait',
      until: startOfDay(day('2026-12-03')),
    });
  });
});

test('what is to come ends with what it belonged to; what has begun stays to be noted', () => {
  const begun = called();
  const other = ActId.parse('6e2c1b0a-9f8e-5d7c-8b6a-4f3e2d1c0b9a');
  const left = withoutCallUps(
    { ...signed, callUps: [begun, called({ id: other, startsAt: later })] },
    'case-ended',
    new Map(),
    receivedAt,
  );
  expect(left?.changes.callUps).toEqual([begun]);
  expect(left?.takenBack).toMatchObject([{ kind: 'call-up-cancelled', by: 'case-ended', appointment: { id: other } }]);
  expect(withoutCallUps(withCall(signed), 'case-ended', new Map(), receivedAt)).toBeUndefined();
});
