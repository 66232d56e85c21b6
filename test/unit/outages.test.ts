import { describe, expect, test } from 'vitest';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { Subject } from '../../functions/domain/ids.ts';
import type { Verb } from '../../functions/domain/lifecycle.ts';
import { confirmOutage, hasShiftableTerm, outageProblem, type StoredOutage } from '../../functions/domain/outages.ts';
import { confirmEntry, enterOutage, getOutage, outagesFor, readOutages } from '../../functions/store/outages.ts';
import { transact } from '../../functions/store/table.ts';
import { MemoryTable } from './memory-table.ts';
import { at, caseIn, commandId, otherCommandId } from './samples.ts';
import { contestedCase, decisionOf } from './term-samples.ts';

const now = at('2026-12-15T09:00:00.000Z');
const one = { subject: Subject.parse('admin-one'), fiscalCodeMac: 'mac-1', at: now };
const two = { subject: Subject.parse('admin-two'), fiscalCodeMac: 'mac-2', at: now };
const outage: StoredOutage = {
  ...{ id: commandId, from: at('2026-12-11T08:00:00.000Z'), to: at('2026-12-11T18:00:00.000Z') },
  ...{ reason: 'Il portale non rispondeva.', proposed: one },
};

describe('an outage', () => {
  test.each([
    ['that is over', '2026-12-11T08:00:00.000Z', '2026-12-15T09:00:00.000Z', undefined],
    ['that ends as it begins', '2026-12-11T08:00:00.000Z', '2026-12-11T08:00:00.000Z', 'outage-times'],
    ['that ends before it begins', '2026-12-11T08:00:00.000Z', '2026-12-11T07:59:59.000Z', 'outage-times'],
    ['that still lasts', '2026-12-11T08:00:00.000Z', '2026-12-15T09:00:00.001Z', 'outage-not-over'],
    ['of 31 days', '2026-11-10T08:00:00.000Z', '2026-12-11T08:00:00.000Z', undefined],
    ['of a wrong year', '2025-12-11T08:00:00.000Z', '2026-12-11T18:00:00.000Z', 'outage-too-long'],
  ])('%s', (_, from, to, code) => expect(outageProblem({ from: at(from), to: at(to) }, now)?.code).toBe(code));

  test('is confirmed by another person, not by another account of the same', () => {
    expect(confirmOutage(outage, { ...two, fiscalCodeMac: 'mac-1' })).toMatchObject({ code: 'same-person' });
    expect(confirmOutage(outage, { ...two, subject: one.subject })).toMatchObject({ code: 'same-person' });
    expect(confirmOutage(outage, two)).toEqual({ ...outage, confirmed: two });
    const confirmed = { ...outage, confirmed: two };
    expect(confirmOutage(confirmed, one)).toBe(confirmed);
  });
});

describe('the register', () => {
  test('shifts nothing on the word of one administrator, and is read only where a term runs', async () => {
    const { table } = new MemoryTable();
    await transact(table, [enterOutage(table, outage)]);
    const reserved = caseIn('reserved');
    expect(await outagesFor(table, reserved)).toEqual([]);
    expect(await transact(table, [confirmEntry(table, { ...outage, confirmed: two })])).toEqual(new Set());
    expect(await outagesFor(table, reserved)).toMatchObject([{ from: outage.from, to: outage.to }]);
    expect(await outagesFor(table, caseIn('psp-signed'))).toBeUndefined();
    expect(await outagesFor(table, undefined)).toBeUndefined();
  });

  test('holds an entry once, and its confirmation once', async () => {
    const { table } = new MemoryTable();
    await transact(table, [enterOutage(table, outage)]);
    expect(await transact(table, [enterOutage(table, { ...outage, reason: 'Altro.' })])).toEqual(new Set(['outage']));
    await transact(table, [confirmEntry(table, { ...outage, confirmed: two })]);
    expect(await transact(table, [confirmEntry(table, { ...outage, confirmed: one })])).toEqual(new Set(['outage']));
    expect((await getOutage(table, outage.id))?.confirmed).toEqual(two);
    const earlier = { ...outage, id: otherCommandId, from: at('2026-12-01T08:00:00.000Z') };
    await transact(table, [enterOutage(table, earlier)]);
    expect((await readOutages(table)).map(({ id }) => id)).toEqual([otherCommandId, commandId]);
  });
});

test.each<[string, DidCase, boolean, Verb?]>([
  ['a draft', caseIn('registered'), true],
  ['a DID con riserva', caseIn('reserved'), true],
  ['a DID that is authentic', caseIn('confirmed'), false],
  ['a pact', caseIn('psp-signed'), false],
  ['a contested fact', contestedCase(), true],
  ['a decision that can be appealed against', caseIn('sanctioned', { decisions: [decisionOf()] }), true],
  [
    'a decision that was reversed',
    caseIn('psp-signed', { decisions: [decisionOf({ reversedOn: decisionOf().factOn })] }),
    false,
  ],
  [
    'a decision that cost nothing',
    caseIn('psp-signed', { decisions: [decisionOf({ effect: { kind: 'dismissed' } })] }),
    false,
  ],
  ['a file that ended', caseIn('expired'), false],
  ['a DID con riserva, for what ends it by time', caseIn('reserved'), true, 'expire'],
  ['a DID con riserva, for another verb', caseIn('reserved'), false, 'confirm'],
  ['a draft, for its release', caseIn('registered'), false, 'release'],
  ['a contested fact, for a decision', contestedCase(), true, 'decide'],
])('whether a term runs that an outage shifts: %s', (_, didCase, runs, verb) =>
  expect(hasShiftableTerm(didCase, verb)).toBe(runs),
);
