/** Nobody alone moves the day of a DID later: where INPS's day is later, a job centre proposes and another approves. */
import { describe, expect, test } from 'vitest';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { Subject } from '../../../functions/domain/ids.ts';
import { applyRectification } from '../../../functions/domain/proposals.ts';
import { accredited, caseIn, cpi, day, editFactsOf, officer, receivedAt, today, verdictOf } from '../samples.ts';
import { application, chosen, onB, told } from './elsewhere.ts';

/** Who stated 16 November, had the pact signed with an accredited operator, and of whom INPS says another day. */
const signed = (appliedOn: string, pactSignedOn = '2026-11-21'): DidCase => ({
  ...caseIn('psp-signed', { competentCpiId: cpi, operatorId: accredited, pactSignedOn: day(pactSignedOn) }),
  ...{ route: 'B', snapshot: undefined, didSource: 'inps', didDate: day('2026-11-16') },
  inps: {
    applications: [application({ appliedOn })],
    mismatch: {
      fields: ['appliedOn'],
      stated: { appliedOn: day('2026-11-16') },
      told: { kind: 'naspi', appliedOn: day(appliedOn), protocol: 'P.1' },
      since: receivedAt,
    },
  },
});
const decideBy = (didCase: DidCase, choice: string, by: object = { actor: officer(accredited), party: 'accredited' }) =>
  edits['decide-inps-mismatch'].decide(editFactsOf(didCase, by), { choice, reason: 'La ricevuta dice così.' });

describe('one officer alone', () => {
  test('moves no day later, whoever follows the case', () => {
    expect(verdictOf(decideBy(signed('2026-11-20'), 'inps'))).toEqual(['later-did-date', 'choice', 'two persons']);
    const registered = chosen(told(onB(), { appliedOn: '2026-11-18' }).didCase);
    const verdict = decideBy(registered, 'inps', { actor: officer(cpi), party: 'cpi' });
    expect(verdictOf(verdict)[0]).toBe('later-did-date');
  });

  test('decides on an earlier day, or that the day stays, and the person is told both days', () => {
    expect(decideBy(signed('2026-11-14'), 'inps')).toMatchObject({
      changes: { didDate: '2026-11-14' },
      mail: { kind: 'inps-date-decided', didDateBefore: '2026-11-16', didDate: '2026-11-14', counts: 'inps' },
    });
    const kept = decideBy(signed('2026-11-20'), 'stated');
    expect(kept).toMatchObject({
      mail: { kind: 'inps-date-decided', didDateBefore: '2026-11-16', didDate: '2026-11-16', counts: 'stated' },
    });
  });
});

describe('a job centre', () => {
  const centre = { actor: officer(cpi), party: 'competent-cpi', fiscalCodeMac: 'of-the-centre' } as const;
  const approver = {
    actor: { subject: Subject.parse('manager'), role: 'manager', assurance: 'basic' },
    party: 'manager',
  } as const;
  const propose = (didCase: DidCase, didDate: string) =>
    edits['propose-rectification'].decide(editFactsOf(didCase, centre), {
      reason: 'La ricevuta INPS è del 20.',
      correction: { didDate },
    });

  test('proposes the later day, and with a second person it ends the difference', () => {
    const didCase = signed('2026-11-20');
    const proposed = propose(didCase, '2026-11-20');
    if (proposed.kind !== 'edit') throw new Error('refused');
    const approval = { proposedAt: receivedAt, fiscalCodeMac: 'of-the-manager' };
    const approved = applyRectification.decide(editFactsOf({ ...didCase, ...proposed.changes }, approver), {
      approval,
    });
    expect(approved).toMatchObject({
      changes: {
        didDate: '2026-11-20',
        inps: { mismatch: { decided: { choice: 'inps', by: cpi, on: today } } },
      },
      settles: ['proposal-made', 'inps-mismatch'],
      mail: { kind: 'did-rectified', didDate: '2026-11-20', before: { didDate: '2026-11-16' } },
    });
  });

  test('proposes no day after the pact', () => {
    expect(verdictOf(propose(signed('2026-11-22'), '2026-11-22'))[0]).toBe('pact-before-did');
  });
});
