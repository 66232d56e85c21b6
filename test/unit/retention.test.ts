import { describe, expect, test } from 'vitest';
import { addDays, PlainDate, startOfDay } from '../../functions/domain/dates.ts';
import { nextLook } from '../../functions/domain/deadlines.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { endStatuses, isLive, statuses } from '../../functions/domain/lifecycle.ts';
import {
  erasureOf,
  expiryOf,
  isErased,
  keptUntil,
  retentionOn,
  withoutEvidence,
  withoutPerson,
} from '../../functions/domain/retention.ts';
import { retentionIds, retentionSchedules } from '../../functions/domain/retention-terms.ts';
import { at, caseIn, day, mario, policy, receivedAt } from './samples.ts';

const ended = day('2026-11-12');
const appealDays = policy.closureAppeal.value.days + policy.letterDays.value;
/** The first day after the last one for an appeal, told by letter, and thirty more. */
const evidenceDue = addDays(ended, appealDays + 30 + 1);

describe('the schedule', () => {
  test('names every term, its rule and why it is so; none is adverse', () => {
    for (const { terms } of retentionSchedules) {
      expect(Object.keys(terms).sort()).toEqual([...retentionIds].sort());
      for (const [id, { rule, source, assumed, adverse }] of Object.entries(terms)) {
        expect([rule, assumed, adverse]).toEqual([`retention.${id}`, true, false]);
        expect(source).not.toBe('');
      }
    }
  });

  test('has one schedule a day, without gaps', () => {
    const begins = retentionSchedules.map(({ from }) => PlainDate.parse(from));
    expect(begins).toEqual([...begins].sort());
    expect(retentionOn(day('2000-01-01'))).toBe(retentionSchedules[0]?.terms);
    expect(retentionOn(day('2999-01-01'))).toBe(retentionSchedules.at(-1)?.terms);
  });

  test.each([
    ['code', '2026-11-24T09:30:00.000Z'],
    ['command', '2027-02-21T09:30:00.000Z'],
    ['access', '2028-11-23T23:00:00.000Z'],
    ['seat', '2027-02-21T09:30:00.000Z'],
  ] as const)('%s, from 23 November 2026, until %s', (id, until) => {
    expect(keptUntil(id, receivedAt)).toBe(until);
    expect(expiryOf(id, receivedAt)).toBe(Date.parse(until) / 1000);
  });
});

describe('what time erases of a case', () => {
  test.each(statuses.filter(isLive))('nothing while it is %s', (status) => {
    expect(erasureOf(caseIn(status, { endedOn: ended }), policy)).toBeUndefined();
  });

  test.each(endStatuses)(
    '%s: what was shown and told, once nobody can contest it; ten years on, the rest',
    (status) => {
      const didCase = caseIn(status, { endedOn: ended });
      const first = erasureOf(didCase, policy);
      expect(first).toEqual({ kind: 'evidence', at: startOfDay(evidenceDue) });
      const { erasing: _, ...after } = { ...didCase, ...withoutEvidence(evidenceDue) };
      expect(erasureOf(after, policy)).toEqual({ kind: 'case', at: startOfDay(day('2036-11-13')) });
      expect(nextLook(didCase, policy)).toBe(first?.at);
    },
  );

  test('a draft that never was a DID goes whole, 90 days after its end', () => {
    const draft = caseIn('expired', { didDate: undefined, snapshot: undefined, endedOn: ended });
    expect(erasureOf(draft, policy)).toEqual({ kind: 'case', at: startOfDay(day('2027-02-11')) });
  });

  test.each([
    ['an appeal is open', { holds: [{ kind: 'appeal', reason: 'TAR', setAt: receivedAt }] }],
    [
      'two persons have something to decide on',
      {
        proposal: {
          kind: 'reopen',
          reason: 'errore',
          proposedAt: receivedAt,
          proposedBy: { subject: 'an-officer', fiscalCodeMac: 'mac', party: 'cpi' },
        },
      },
    ],
  ])('nothing while %s', (_, changes) => {
    const didCase = DidCase.parse({ ...caseIn('closed', { endedOn: ended }), ...changes });
    expect(erasureOf(didCase, policy)).toBeUndefined();
    expect(nextLook(didCase, policy)).toBeUndefined();
  });

  test('what began is due until it is done, a hold or not', () => {
    const begun = { ...caseIn('closed', { endedOn: ended }), ...withoutEvidence(evidenceDue) };
    expect(erasureOf(begun, policy)).toEqual({ kind: 'evidence', at: startOfDay(evidenceDue) });
  });

  test('what a case that was reopened brought goes as well, after its second end', () => {
    const again = caseIn('closed', { endedOn: day('2028-01-10'), evidenceErasedOn: evidenceDue });
    expect(erasureOf(again, policy)?.kind).toBe('evidence');
  });

  test('one that is erased has nothing left', () => {
    const { erasing: _, ...erased } = {
      ...caseIn('closed', { endedOn: ended }),
      ...withoutPerson(caseIn('closed'), ended),
    };
    expect([isErased(erased), erasureOf(erased, policy)]).toEqual([true, undefined]);
  });
});

describe('what is left of a case that was erased', () => {
  const full = caseIn('closed', {
    responsibleOfficer: 'Anna Bianchi',
    closure: { reason: 'job', nationalCode: 'R', since: ended },
    pactDispute: { disputedAt: at('2026-11-11T10:00:00.000Z'), note: 'Ero in ospedale.' },
    suspensions: [{ from: day('2026-11-05'), until: day('2026-11-08'), reason: 'job' }],
  });
  const left = DidCase.parse({ ...full, ...withoutPerson(full, day('2036-11-13')) });

  test('ids, dates and rules', () => {
    const { declarationId, citizenId, route, status, registeredAt, didDate, endedOn } = full;
    expect(left).toMatchObject({ declarationId, citizenId, route, status, registeredAt, didDate, endedOn });
    expect(left).toMatchObject({ closure: { reason: 'job', nationalCode: 'R' }, erasedOn: '2036-11-13' });
  });

  test('nothing of the person', () => {
    const text = JSON.stringify(left);
    for (const word of [mario.fiscalCode, mario.familyName, 'Bianchi', 'ospedale', 'upper-secondary', '2026-11-05'])
      expect(text).not.toContain(word);
    expect(left.data).toEqual({});
  });

  test('nor a field that nobody has looked at', () => {
    const unknown = { ...full, somethingNew: 'Mario Rossi' };
    expect(Object.keys(withoutPerson(unknown, ended))).toContain('somethingNew');
  });
});
