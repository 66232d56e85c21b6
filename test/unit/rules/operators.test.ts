/** R5, R6 and R11 as far as the choice of the operator goes (S0:17-23), and what PRODUCT adds to them. */
import { describe, expect, test } from 'vitest';
import { operatorView } from '../../../functions/api/operator-view.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { statuses } from '../../../functions/domain/lifecycle.ts';
import { mustChooseAgain, operatorEnded, successorOf } from '../../../functions/domain/operator-end.ts';
import { findOperators, Operator } from '../../../functions/domain/operators.ts';
import { allowedActions, awaiting } from '../../../functions/domain/view.ts';
import { directory, operators } from '../directory.ts';
import {
  accredited,
  at,
  caseIn,
  closedCpi,
  cpi,
  day,
  editFactsOf,
  operatorOf,
  otherCpi,
  policy,
  today,
  verdictOf,
} from '../samples.ts';

const choose = (operatorId: string, facts: ReturnType<typeof editFactsOf>) =>
  edits['choose-operator'].decide(facts, { operatorId });
const ended = { ...operatorOf(accredited), validTo: day('2026-11-20') };
const withEnded = new Map([...directory, [ended.id, ended]]);
const asked = { operatorId: accredited, chooseAgain: { operatorId: accredited, since: day('2026-11-21') } };

describe('R5: after the DID the person chooses the job centre of the domicile or an accredited operator (S0:17)', () => {
  test.each([
    ['the job centre of the domicile', cpi, cpi, []],
    ['an accredited operator', accredited, cpi, []],
    ['an accredited operator, where the job centre is not known', accredited, undefined, []],
    ['the job centre of another domicile', otherCpi, cpi, ['cpi-not-of-domicile']],
    ['a job centre, where that of the domicile is not known', cpi, undefined, ['domicile-cpi-unknown']],
  ])('%s is never refused', (_, operatorId, domicileCpiId, warnings) => {
    const outcome = choose(operatorId, { ...editFactsOf(caseIn('confirmed')), domicileCpiId });
    expect(outcome).toMatchObject({ kind: 'edit', changes: { operatorId } });
    if (outcome.kind !== 'edit') return;
    expect((outcome.warnings ?? []).map(({ rule }) => rule)).toEqual(warnings);
    expect(outcome.rules).toContain('S0:17');
  });

  test.each([
    ['nobody knows', 'cpi-atlantide', 'operator-unknown'],
    ['has ended', closedCpi, 'operator-not-active'],
  ])('one that %s is refused', (_, operatorId, code) => {
    expect(verdictOf(choose(operatorId, editFactsOf(caseIn('confirmed'))))[0]).toBe(code);
  });

  test('choosing changes no date of the DID', () => {
    const before = caseIn('confirmed', { operatorId: cpi });
    const outcome = choose(accredited, editFactsOf(before));
    if (outcome.kind !== 'edit') throw new Error(outcome.code);
    const after = { ...before, ...outcome.changes };
    for (const name of ['didDate', 'unemployedSince', 'releasedAt', 'authenticity'] as const) {
      expect(after[name]).toEqual(before[name]);
    }
  });

  test('with a pact signed it is chosen anew only if it has ended', () => {
    for (const status of ['psp-signed', 'suspended'] as const) {
      const stays = caseIn(status, { operatorId: accredited });
      expect(verdictOf(choose(cpi, editFactsOf(stays)))[0]).toBe('wrong-status');
      expect(allowedActions(stays, 'citizen')).not.toContain('choose-operator');
      const again = caseIn(status, asked);
      expect(choose(cpi, { ...editFactsOf(again), operators: withEnded, operator: ended })).toMatchObject({
        kind: 'edit',
        changes: { operatorId: cpi, chooseAgain: undefined },
        settles: ['choose-again'],
      });
      expect(allowedActions(again, 'citizen')).toContain('choose-operator');
    }
  });
});

describe('R6: an appointment by e-mail or telephone, or without one in opening hours (S0:23)', () => {
  test('the card of an operator says how to reach it, and that one may come without appointment', () => {
    const card = operatorView(operatorOf(accredited));
    expect(card).toMatchObject({
      meetingWithoutAppointment: true,
      seats: [
        {
          phone: expect.any(String),
          email: expect.stringContaining('@'),
          openingHours: expect.any(String),
          address: expect.any(String),
        },
      ],
    });
    for (const hidden of ['mailDomains', 'certainty', 'note']) expect(card).not.toHaveProperty(hidden);
  });

  test('every operator of the directory says so', () => {
    for (const operator of operators) expect(operatorView(operator).meetingWithoutAppointment).toBe(true);
  });
});

describe('an accreditation that ends: the person chooses again, the dates stay', () => {
  const now = at('2026-11-21T04:10:00.000Z');
  const lived = statuses.filter((status) => !['expired', 'withdrawn', 'closed'].includes(status));

  test.each(lived)('%s', (status) => {
    const before = caseIn(status, { operatorId: accredited });
    const told = operatorEnded(before, ended, withEnded, now);
    const after = { ...before, ...told.changes };
    expect(mustChooseAgain(after)).toBe(true);
    expect(after).toEqual({ ...before, chooseAgain: { operatorId: accredited, since: '2026-11-21' } });
    expect(told.mail).toMatchObject({ kind: 'operator-ended', was: ended.name, endedOn: '2026-11-20' });
  });

  test('it is awaited of the citizen, with the term that there was', () => {
    const before = caseIn('confirmed', { operatorId: accredited });
    const after = { ...before, ...asked };
    expect(awaiting(after, policy)).toEqual({ ...awaiting(before, policy), what: 'choose-operator' });
    expect(awaiting(caseIn('psp-signed', asked), policy)).toMatchObject({ who: 'citizen', what: 'choose-operator' });
  });

  test.each([
    ['nobody', {}, undefined],
    ['who followed it', { 'acc-demo-milano': 'acc-b', 'acc-b': null }, 'acc-b'],
    ['who followed who followed it', { 'acc-demo-milano': 'acc-b', 'acc-b!': 'acc-c', 'acc-c': null }, 'acc-c'],
    ['nobody of a circle', { 'acc-demo-milano': 'acc-b', 'acc-b!': 'acc-demo-milano' }, undefined],
    ['nobody that the directory does not know', { 'acc-demo-milano': 'acc-z' }, undefined],
  ])('proposed is %s', (_, links, proposed) => {
    const known = Object.entries<string | null>(links).map(([name, successor]) => {
      const id = name.replace('!', '');
      const over = name !== id || id === ended.id;
      return Operator.parse({ ...ended, id, successor, validTo: over ? '2026-11-20' : null });
    });
    const all = new Map(known.map((operator) => [String(operator.id), operator]));
    const last = all.get(ended.id) ?? ended;
    expect(successorOf(last, all, today)?.id).toBe(proposed);
  });
});

test('what is closed is no more offered, and its name is kept for the cases of before', () => {
  expect(findOperators(operators, { on: today }).map(({ id }) => id)).not.toContain(closedCpi);
  expect(directory.get(closedCpi)?.name).toContain('Sesto Calende');
});
