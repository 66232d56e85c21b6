import { describe, expect, test } from 'vitest';
import { refusalReply, worded } from '../../functions/api/problem.ts';
import { dueStep, termEnd } from '../../functions/domain/deadlines.ts';
import { Notice } from '../../functions/domain/declaration.ts';
import { edits } from '../../functions/domain/edits.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { justifyUntil } from '../../functions/domain/terms.ts';
import { awaiting } from '../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  commandId,
  cpi,
  day,
  didDate,
  editFactsOf,
  officer,
  policy,
  verdictOf,
} from './samples.ts';
import { contestedCase } from './term-samples.ts';

// The term of the sample DID ends on 3 March 2027.
const last = day('2027-03-03');
const until = day('2027-04-30');
const notices = [Notice.parse({ number: 1, mailId: MailId.parse(commandId), sentAt: at('2027-02-01T08:00:00.000Z') })];
const reserved = caseIn('reserved', { operatorId: cpi, notices });
const office = { actor: officer(cpi), party: 'cpi' } as const;
const reason = 'Ha chiamato: è in ospedale.';
const extend = (body: object, didCase = reserved, by: object = office) =>
  edits['extend-term'].decide(editFactsOf(didCase, { fiscalCodeMac: 'mac-1', ...by }), {
    ...{ term: 'complete-reserve', reason },
    ...body,
  });

describe('more time to complete a DID con riserva', () => {
  test('is a later last day, told to the person; the notices of the earlier one are void', () => {
    const given = extend({ until });
    expect(given).toMatchObject({
      changes: {
        extendedTo: until,
        notices: [],
        extensions: [{ term: 'complete-reserve', until, by: { party: 'cpi' } }],
      },
      evidence: { kind: 'term-extended', content: { term: 'complete-reserve', until, reason } },
      mail: { kind: 'term-extended', didDate, before: last, closesOn: until },
    });
    if (given.kind !== 'edit') throw new Error('refused');
    const longer = { ...reserved, ...given.changes };
    expect(termEnd(longer, policy)).toBe(until);
    expect(awaiting(longer, policy)).toMatchObject({ what: 'confirm', by: until });
    const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
    expect(dueStep(longer, facts, policy, at('2027-03-10T08:00:00.000Z')).kind).toBe('wait');
    expect(dueStep(longer, facts, policy, at('2027-03-31T08:00:00.000Z'))).toMatchObject({ kind: 'remind', notice: 1 });
    expect(JSON.stringify(given.mail)).not.toContain('ospedale');
  });

  test.each(['2027-03-03', '2027-03-02', '2026-11-20'])('never takes time away (%s)', (day) => {
    expect(verdictOf(extend({ until: day }))).toEqual(['term-not-later', 'until', 'extension of a term']);
  });

  test('comes from a job centre or a manager, and to a DID con riserva alone', () => {
    const followed = caseIn('reserved', { operatorId: accredited, competentCpiId: cpi });
    expect(extend({ until }, followed, { actor: officer(cpi), party: 'competent-cpi' }).kind).toBe('edit');
    const accreditedFacts = { actor: officer(accredited), party: 'accredited' };
    expect(verdictOf(extend({ until }, followed, accreditedFacts))[0]).toBe('not-this-party');
    expect(verdictOf(extend({ until }, caseIn('confirmed', { operatorId: cpi })))[0]).toBe('wrong-status');
  });
});

describe('a slip of the keyboard', () => {
  const overdue = { ...office, receivedAt: at('2027-05-10T09:00:00.000Z') };
  test.each([
    ['the last day that it can be', 'complete-reserve', '2027-06-01', office, undefined],
    ['one day more', 'complete-reserve', '2027-06-02', office, '2027-06-01'],
    ['the end of time', 'complete-reserve', '9999-12-31', office, '2027-06-01'],
    ['of a term that is over, from the day on which it is given', 'complete-reserve', '2027-08-08', overdue, undefined],
    ['one day more than that', 'complete-reserve', '2027-08-09', overdue, '2027-08-08'],
    ['the last day to answer', 'justification', '2027-03-11', office, undefined],
    ['one day more to answer', 'justification', '2027-03-12', office, '2027-03-11'],
    ['the end of time to answer', 'justification', '9999-12-31', office, '2027-03-11'],
  ] as const)('gives nobody a thousand years: %s', (_, term, until, by, last) => {
    const given = extend({ term, until }, term === 'justification' ? contestedCase() : reserved, by);
    expect(given).toMatchObject(
      last === undefined
        ? { kind: 'edit' }
        : { code: 'term-too-far', field: 'until', notAfter: last, rule: 'extension.longest' },
    );
  });

  test('what is needed beyond that is given again', () => {
    const longer = { ...reserved, extendedTo: day('2027-06-01') };
    expect(extend({ until: '2027-07-01' }, longer).kind).toBe('edit');
    expect(extend({ until: '2027-08-31' }, longer)).toMatchObject({ code: 'term-too-far', notAfter: '2027-08-30' });
  });

  test.each([
    ['it', 'Ultimo giorno possibile: 1 giugno 2027.'],
    ['en', 'Last possible day: 1 June 2027.'],
  ] as const)('is told with the last day possible (%s)', async (language, words) => {
    const refused = extend({ until: '9999-12-31' });
    if (refused.kind !== 'refusal') throw new Error('given');
    const { status, body } = await worded(refusalReply(refused, language));
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'term-too-far', notAfter: '2027-06-01', errors: [{ field: 'until' }] });
    expect(Object(body).detail).toContain(words);
  });
});

describe('more time to answer to what is contested', () => {
  const answer = (body: object, didCase = contestedCase({ remindedAt: at('2026-12-06T08:00:00.000Z') })) =>
    extend({ term: 'justification', ...body }, didCase);

  test('is a later last day, told to the person, who is reminded again before it', () => {
    const given = answer({ until: '2027-01-15' });
    expect(given).toMatchObject({
      changes: {
        contested: { extendedTo: '2027-01-15' },
        extensions: [{ term: 'justification', until: '2027-01-15', by: { fiscalCodeMac: 'mac-1' } }],
      },
      mail: { kind: 'deadline-extended', factOn: '2026-11-18', before: '2026-12-11', until: '2027-01-15' },
    });
    if (given.kind !== 'edit') throw new Error('refused');
    expect(given.changes.contested?.remindedAt).toBeUndefined();
    expect(given.changes.contested && justifyUntil(given.changes.contested)).toBe('2027-01-15');
    expect(JSON.stringify(given.mail)).not.toContain('ospedale');
  });

  test.each(['2026-12-11', '2026-12-01', '2026-11-23'])('never takes time away (%s)', (day) => {
    expect(verdictOf(answer({ until: day }))[0]).toBe('term-not-later');
  });

  test('is given where a fact is contested and the contestation was served', () => {
    const service = { channel: 'registered-letter', sentOn: day('2026-11-20') } as const;
    expect(verdictOf(answer({ until: '2027-01-15' }, contestedCase({ service })))[0]).toBe('not-served');
    expect(verdictOf(answer({ until: '2027-01-15' }, reserved))[0]).toBe('not-contested');
  });
});

test('the law sets the term of an appeal: no office gives another', () => {
  expect(verdictOf(extend({ term: 'appeal', until }, contestedCase()))).toEqual([
    ...['term-set-by-law', 'term', 'D.Lgs. 150/2015 art. 21 c.12'],
  ]);
});

test('an outage on the last day is counted before more time is given', () => {
  const outages = [{ from: at('2027-03-03T08:00:00.000Z'), to: at('2027-03-03T12:00:00.000Z') }];
  expect(verdictOf(extend({ until: '2027-03-04' }, reserved, { ...office, outages }))[0]).toBe('term-not-later');
  expect(extend({ until: '2027-03-05' }, reserved, { ...office, outages })).toMatchObject({
    mail: { before: '2027-03-04' },
  });
});
