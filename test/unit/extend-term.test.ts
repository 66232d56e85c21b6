import { describe, expect, test } from 'vitest';
import { dueStep, termEnd } from '../../functions/domain/deadlines.ts';
import { Notice } from '../../functions/domain/declaration.ts';
import { edits } from '../../functions/domain/edits.ts';
import { MailId } from '../../functions/domain/ids.ts';
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

// The term of the sample DID ends on 3 March 2027.
const last = day('2027-03-03');
const until = day('2027-04-30');
const notices = [Notice.parse({ number: 1, mailId: MailId.parse(commandId), sentAt: at('2027-02-01T08:00:00.000Z') })];
const reserved = caseIn('reserved', { operatorId: cpi, notices });
const office = { actor: officer(cpi), party: 'cpi' } as const;
const extend = (body: object, didCase = reserved, by: object = office) =>
  edits['extend-term'].decide(editFactsOf(didCase, by), { reason: 'Ha chiamato: è in ospedale.', ...body });

describe('more time to complete a DID con riserva', () => {
  test('is a later last day, told to the person; the notices of the earlier one are void', () => {
    const given = extend({ until });
    expect(given).toMatchObject({
      changes: { extendedTo: until, notices: [] },
      evidence: { kind: 'term-extended', content: { until, reason: 'Ha chiamato: è in ospedale.' } },
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
    expect(verdictOf(extend({ until: day }))).toEqual(['term-not-later', 'until', 'reserve.term']);
  });

  test('comes from a job centre or a manager, and to a DID con riserva alone', () => {
    const followed = caseIn('reserved', { operatorId: accredited, competentCpiId: cpi });
    expect(extend({ until }, followed, { actor: officer(cpi), party: 'competent-cpi' }).kind).toBe('edit');
    const accreditedFacts = { actor: officer(accredited), party: 'accredited' };
    expect(verdictOf(extend({ until }, followed, accreditedFacts))[0]).toBe('not-this-party');
    expect(verdictOf(extend({ until }, caseIn('confirmed', { operatorId: cpi })))[0]).toBe('wrong-status');
  });
});
