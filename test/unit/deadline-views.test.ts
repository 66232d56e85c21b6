import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesView, deadlineWords, missedWords } from '../../functions/api/deadline-words.ts';
import { addDays, dateInRome, startOfDay } from '../../functions/domain/dates.ts';
import { type DeadlineKind, deadlineKinds, deadlinesOf, missedCodes } from '../../functions/domain/deadline-views.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { MailId, Subject } from '../../functions/domain/ids.ts';
import type { Party } from '../../functions/domain/lifecycle.ts';
import { CallUp } from '../../functions/domain/proceedings.ts';
import { lastSecondOf, type Outage } from '../../functions/domain/terms.ts';
import { awaiting } from '../../functions/domain/view.ts';
import { at, caseIn, commandId, cpi, day, policy } from './samples.ts';
import { contestedCase, contestedOf, decisionOf } from './term-samples.ts';

const shown = (didCase: DidCase, outages?: readonly Outage[], party: Party = 'citizen') =>
  deadlinesOf(didCase, party, { policy, outages });
const found = (kind: DeadlineKind, didCase: DidCase, outages?: readonly Outage[]) =>
  shown(didCase, outages).find((one) => one.kind === kind);
const row = (didCase: DidCase) =>
  shown(didCase).map(({ kind, who, startsOn, endsOn, ifMissed }) => [kind, who, startsOn, endsOn, ifMissed]);

describe('the dates of a case', () => {
  test('a draft', () => {
    const draft = caseIn('registered', { route: 'A', registeredAt: at('2026-11-03T08:00:00.000Z') });
    const { didDate: _, releasedAt: __, ...undated } = draft;
    expect(row(undated)).toEqual([['draft', 'citizen', '2026-11-03', '2027-02-01', 'draft-deleted']]);
  });

  test('a DID con riserva', () => {
    expect(row(caseIn('reserved'))).toEqual([
      ['complete-reserve', 'citizen', '2026-11-03', '2027-03-03', 'file-closed'],
    ]);
  });

  test('an authentic DID: the person, then the office, then what the person may do without it', () => {
    expect(row(caseIn('confirmed'))).toEqual([
      ['contact-the-job-centre', 'citizen', '2026-11-03', '2026-12-03', 'convened'],
      ['call-up-right', 'office', '2026-11-03', '2027-01-02', 'own-profiling'],
      ['convene', 'office', '2026-12-04', '2027-01-03', 'ask-the-managers'],
    ]);
  });

  test('a contested fact: the person answers, the office decides within 30 days', () => {
    expect(row(contestedCase())).toEqual([
      ['justification', 'citizen', '2026-11-26', '2026-12-11', 'decided-without-answer'],
      ['decision', 'office', '2026-11-20', '2026-12-20', 'ask-the-managers'],
    ]);
  });

  test('no office is late while the person has time to answer', () => {
    expect(found('decision', contestedCase({ extendedTo: day('2027-01-15') }))?.endsOn).toBe('2027-01-15');
  });

  test('a fact whose contestation was not served has no time to answer; the office has its own', () => {
    const service = { channel: 'registered-letter', sentOn: day('2026-11-20') } as const;
    expect(shown(contestedCase({ service })).map(({ kind }) => kind)).toEqual(['decision']);
  });

  test('a forfeiture: to appeal, and from when another declaration is made', () => {
    expect(row(caseIn('sanctioned', { decisions: [decisionOf()] }))).toEqual([
      ['appeal', 'citizen', '2026-12-18', '2027-01-18', 'decision-final'],
      ['new-declaration', 'citizen', '2026-12-15', '2027-02-14', 'may-declare-again'],
    ]);
  });

  const outcomeOf = (kind: 'upheld' | 'rejected' | 'inadmissible') => {
    const by = { subject: Subject.parse('account-of-dario'), fiscalCodeMac: 'mac', party: 'cpi' } as const;
    return { kind, protocol: 'CRC 1', on: day('2026-12-28'), by, approvedBy: by };
  };
  const filed = { filedAt: at('2026-12-20T09:00:00.000Z'), inTime: true, receiptNumber: 'R-1' };
  test.each([
    ['noted here: the form is to be sent still', filed, 'appeal-not-sent'],
    ['not looked at: another can be sent', { ...filed, outcome: outcomeOf('inadmissible') }, 'decision-final'],
    ['rejected: nothing is to be sent any more', { ...filed, outcome: outcomeOf('rejected') }, undefined],
  ])('the last day of an appeal, %s', (_, appeal, ifMissed) => {
    const didCase = caseIn('sanctioned', { decisions: [decisionOf({ appeal })] });
    expect(found('appeal', didCase)?.ifMissed).toBe(ifMissed);
    const shownAs = (language: 'it' | 'en') =>
      deadlinesView(didCase, { party: 'citizen', language }, { policy }).find(({ kind }) => kind === 'appeal')?.label;
    if (ifMissed !== 'appeal-not-sent') return;
    expect([shownAs('it'), shownAs('en')]).toEqual([
      'Manda il ricorso a chi lo decide',
      'Send the appeal to who decides on it',
    ]);
  });

  test('a forfeiture that was not served keeps nobody from a new declaration', () => {
    const service = { channel: 'registered-letter', sentOn: day('2026-12-16') } as const;
    expect(shown(caseIn('sanctioned', { decisions: [decisionOf({ service })] }))).toEqual([]);
  });

  test('a forfeiture of 31 December: the two months end with February', () => {
    const effect = { kind: 'forfeiture', from: day('2027-12-31') } as const;
    expect(found('new-declaration', caseIn('sanctioned', { decisions: [decisionOf({ effect })] }))?.endsOn).toBe(
      '2028-02-28',
    );
  });

  test('a withdrawal is taken back until an instant', () => {
    const undoUntil = at('2026-11-24T09:30:00.000Z');
    const ending = { at: at('2026-11-23T09:30:00.000Z'), from: 'confirmed' } as const;
    expect(found('undo-withdrawal', caseIn('withdrawn', { undoUntil, ending }))).toMatchObject({
      ...{ endsOn: '2026-11-24', endsAt: undoUntil, ifMissed: 'withdrawal-stands' },
    });
  });

  test('work suspends a status for 180 days; an office looks then, and nothing ends', () => {
    const suspension = { from: day('2026-12-01'), reason: 'job', statusBefore: 'psp-signed' } as const;
    expect(found('suspension-limit', caseIn('suspended', { suspension }))).toMatchObject({
      ...{ endsOn: '2027-05-29', ifMissed: 'office-looks' },
    });
  });

  const benefit = { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } as const;
  test.each([
    ['to come, and a benefit rests on it', undefined, { benefit }, 'call-up', '2026-12-01', 'absence-counts'],
    ['to come, and nothing rests on it', undefined, {}, 'call-up', '2026-12-01', 'called-up-again'],
    ['missed, and a benefit rests on it', 'absent', { benefit }, 'excuse', '2026-12-12', 'absence-counts'],
    ['missed, and nothing rests on it', 'absent', {}, 'excuse', '2026-12-12', 'called-up-again'],
    ['come to late, which costs nothing', 'late', { benefit }, 'excuse', '2026-12-12', 'called-up-again'],
  ] as const)('a call-up %s: until when one says why', (_, attendance, more, kind, startsOn, ifMissed) => {
    const { reportedBy: by, service } = contestedOf();
    const callUp = CallUp.parse({
      ...{ id: commandId, purpose: 'meeting', startsAt: '2026-12-12T09:00:00.000Z', place: 'Sala 1' },
      ...{ calledAt: '2026-12-01T09:00:00.000Z', by, service, attendance, justifications: [] },
    });
    const didCase = caseIn('psp-signed', { callUps: [callUp], ...more });
    expect(shown(didCase)).toMatchObject([
      { kind, who: 'citizen', startsOn, endsOn: '2026-12-14', ifMissed, actId: commandId, rule: 'call-up.excuse' },
    ]);
    // What it says of the person is for them and for the job centre.
    expect(shown(didCase, undefined, 'accredited')).toEqual([]);
    for (const language of ['it', 'en'] as const) {
      const [view] = deadlinesView(didCase, { party: 'citizen', language }, { policy });
      expect([view?.label, view?.ifMissed.text]).not.toContain('');
    }
  });

  test('an absence: until the day after, a Sunday giving the Monday', () => {
    const { reportedBy: by, service } = contestedOf();
    const callUp = CallUp.parse({
      ...{ id: commandId, purpose: 'meeting', startsAt: '2026-12-12T09:00:00.000Z', place: 'Sala 1' },
      ...{ calledAt: '2026-12-01T09:00:00.000Z', by, service, attendance: 'absent', justifications: [] },
    });
    expect(found('excuse', caseIn('psp-signed', { callUps: [callUp] }))?.endsOn).toBe('2026-12-14');
  });
});

describe('more time', () => {
  const outage = { from: at('2026-12-11T10:00:00.000Z'), to: at('2026-12-11T12:00:00.000Z') };

  test('tells whether an office gave it or an outage did', () => {
    expect(found('justification', contestedCase(), [outage])).toMatchObject({
      ...{ endsOn: '2026-12-12', endsAt: '2026-12-12T22:59:59.000Z', shiftedByOutage: true, extended: false },
    });
    const extended = contestedCase({ extendedTo: day('2027-01-15') });
    expect(found('justification', extended, [outage])).toMatchObject({
      ...{ endsOn: '2027-01-15', shiftedByOutage: false, extended: true },
    });
    const reserved = caseIn('reserved', { extendedTo: day('2027-04-30') });
    expect(found('complete-reserve', reserved)).toMatchObject({ endsOn: '2027-04-30', extended: true });
  });

  const notice = (number: 1 | 2, closesOn?: string) => ({
    ...{ number, mailId: MailId.parse(commandId), sentAt: at('2027-03-05T09:00:00.000Z') },
    ...(closesOn !== undefined && { closesOn: day(closesOn) }),
  });
  test.each([
    ['in time: the day of the term', [notice(1, '2027-03-03')], '2027-03-03'],
    ['late: the day that it told', [notice(1, '2027-03-15')], '2027-03-15'],
    ['twice, late: the later day', [notice(1, '2027-03-15'), notice(2, '2027-03-24')], '2027-03-24'],
    ['without a note of the day: the term', [notice(1)], '2027-03-03'],
  ])('a notice that went out %s', (_, notices, endsOn) => {
    const told = caseIn('reserved', { notices });
    expect(found('complete-reserve', told)).toMatchObject({ endsOn, extended: false, shiftedByOutage: false });
    expect(awaiting(told, policy).by).toBe(endsOn);
  });

  test('an outage on the last day of a DID con riserva gives one more', () => {
    const last = { from: at('2027-03-03T10:00:00.000Z'), to: at('2027-03-03T12:00:00.000Z') };
    expect(found('complete-reserve', caseIn('reserved'), [last])).toMatchObject({
      ...{ endsOn: '2027-03-04', shiftedByOutage: true },
    });
  });
});

test('the accredited operator is not told of what is contested and decided', () => {
  const didCase = contestedCase({}, { decisions: [decisionOf()] });
  expect(shown(didCase, undefined, 'accredited')).toEqual([]);
  expect(shown(didCase, undefined, 'cpi').length).toBeGreaterThan(3);
});

test('every kind and every consequence is said in both languages', () => {
  for (const kind of deadlineKinds)
    expect(Object.values(deadlineWords[kind]).every((text) => text.length > 5)).toBe(true);
  for (const code of missedCodes) expect(Object.values(missedWords[code]).every((text) => text.length > 5)).toBe(true);
});

test('whatever is known of outages, no date ends earlier, and each ends with the last second of its day in Rome', () => {
  const days = fc.integer({ min: 0, max: 900 }).map((count) => addDays(day('2026-11-01'), count));
  const outages = fc.array(
    fc.tuple(days, fc.integer({ min: 0, max: 9 })).map(([from, length]) => ({
      from: startOfDay(from),
      to: startOfDay(addDays(from, length + 1)),
    })),
    { maxLength: 8 },
  );
  const service = days.map((servedOn) => ({ channel: 'pec', sentOn: servedOn, servedOn }) as const);
  const cases = fc.oneof(
    days.map((extendedTo) => caseIn('reserved', { extendedTo })),
    fc.tuple(service, days).map(([one, extendedTo]) => contestedCase({ service: one, extendedTo })),
    service.map((one) => caseIn('sanctioned', { operatorId: cpi, decisions: [decisionOf({ service: one })] })),
  );
  fc.assert(
    fc.property(cases, outages, (didCase, known) => {
      const before = shown(didCase);
      for (const one of shown(didCase, known)) {
        const without = before.find(({ kind }) => kind === one.kind);
        expect(without !== undefined && one.endsOn >= without.endsOn).toBe(true);
        expect(one.shiftedByOutage).toBe(one.endsOn !== without?.endsOn);
        expect([one.endsAt, dateInRome(one.endsAt)]).toEqual([lastSecondOf(one.endsOn), one.endsOn]);
      }
    }),
  );
});
