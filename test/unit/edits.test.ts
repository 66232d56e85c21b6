import { describe, expect, test } from 'vitest';
import { type EditFacts, edits } from '../../functions/domain/edits.ts';
import { statuses } from '../../functions/domain/lifecycle.ts';
import { accredited, at, caseIn, closedCpi, cpi, data, editFactsOf, otherCpi, verdictOf } from './samples.ts';

const facts = ({ didCase = caseIn('confirmed'), ...changes }: Partial<EditFacts> = {}): EditFacts =>
  editFactsOf(didCase, changes);

describe('the choice of the operator (S0:17-19)', () => {
  const choose = (operatorId: string, changes: Partial<EditFacts> = {}) =>
    edits['choose-operator'].decide(facts(changes), { operatorId });

  test.each([cpi, accredited])('%s, from the day of receipt in Rome', (operatorId) => {
    expect(choose(operatorId, { receivedAt: at('2026-11-23T23:00:00.000Z') })).toEqual({
      kind: 'edit',
      changes: { operatorId, operatorChosenOn: '2026-11-24' },
      rules: ['S0:17', 'S0:19'],
    });
  });

  test('may be made anew, as long as no pact is signed', () => {
    const didCase = caseIn('reserved', { operatorId: cpi });
    expect(choose(otherCpi, { didCase })).toMatchObject({ changes: { operatorId: otherCpi } });
  });

  test.each(statuses.filter((status) => status !== 'reserved' && status !== 'confirmed'))('not in %s', (status) => {
    expect(verdictOf(choose(cpi, { didCase: caseIn(status) }))).toEqual(['wrong-status', undefined, 'lifecycle']);
  });

  test('not of an operator that is not in the directory', () => {
    expect(verdictOf(choose('cpi-atlantide'))).toEqual(['operator-unknown', 'operatorId', 'S0:17-19']);
  });

  test.each([
    ['on its last day', '2020-12-31T22:59:59.000Z', 'edit'],
    ['after its last day', '2020-12-31T23:00:00.000Z', 'operator-not-active'],
  ])('of a seat that closes, %s', (_, instant, verdict) => {
    const outcome = choose(closedCpi, { receivedAt: at(instant) });
    expect('code' in outcome ? outcome.code : outcome.kind).toBe(verdict);
  });

  test.each([
    ['mario@lavoro-demo.example', accredited, 'operator-owns-mailbox'],
    ['mario@mail.lavoro-demo.example', accredited, 'operator-owns-mailbox'],
    ['mario@nonlavoro-demo.example', accredited, 'edit'],
    ['lavoro-demo.example@libero.it', accredited, 'edit'],
    ['mario@lavoro-demo.example', cpi, 'edit'],
  ])('from %s of %s: %s (S0:11)', (mailbox, operatorId, verdict) => {
    const outcome = choose(operatorId, { mailbox });
    expect('code' in outcome ? outcome.code : outcome.kind).toBe(verdict);
  });

  test.each([{}, { operatorId: 'milano' }, { operatorId: 'cpi-milano', mailbox: 'a@b.it' }])(
    'the body %j is none',
    (body) => {
      expect(edits['choose-operator'].body.safeParse(body).success).toBe(false);
    },
  );
});

describe('the data of a draft (S0:15)', () => {
  const write = (change: object, changes: Partial<EditFacts> = {}) =>
    edits['write-data'].decide(facts({ didCase: caseIn('registered'), ...changes }), { ...data, ...change });

  test('are written anew as a whole', () => {
    const { lastJobEndedOn: _, ...never } = data;
    const outcome = edits['write-data'].decide(facts({ didCase: caseIn('registered') }), never);
    expect(outcome).toEqual({ kind: 'edit', changes: { data: never }, rules: ['S0:15'] });
  });

  test.each([
    [{ availability: { work: true, training: false } }, ['availability-incomplete', 'availability.training']],
    [{ lastJobEndedOn: '2026-11-24' }, ['job-not-ended', 'lastJobEndedOn']],
    [{ lastJobEndedOn: '2026-11-23' }, ['decided']],
  ])('%j', (change, verdict) => expect(verdictOf(write(change)).slice(0, 2)).toEqual(verdict));

  test.each(statuses.filter((status) => status !== 'registered'))('stay as they are once released: %s', (status) => {
    expect(verdictOf(write({}, { didCase: caseIn(status) }))).toEqual(['already-released', undefined, 'S0:15']);
  });

  test('name no route: it does not change here', () => {
    expect(edits['write-data'].body.safeParse({ ...data, route: 'A' }).success).toBe(false);
  });
});

test('no edit touches the status, the version or what was frozen', () => {
  const outcomes = [
    edits['choose-operator'].decide(facts(), { operatorId: cpi }),
    edits['write-data'].decide(facts({ didCase: caseIn('registered') }), data),
  ];
  expect(outcomes.flatMap((outcome) => (outcome.kind === 'edit' ? Object.keys(outcome.changes) : [])).sort()).toEqual([
    'data',
    'operatorChosenOn',
    'operatorId',
  ]);
});
