import { describe, expect, test } from 'vitest';
import { CitizenId, caseNumber, OperatorId, receiptNumber, Subject } from '../../functions/domain/ids.ts';
import { commandId, declarationId, otherCommandId } from './samples.ts';

test('people quote a case by 12 digits of its id', () => {
  expect(caseNumber(declarationId)).toBe('DID 5E3D-9F7A-2222');
});

test('a receipt bears the day of receipt and 12 digits of the command', () => {
  expect(receiptNumber(commandId, '2026-11-23')).toBe('R-20261123-9A1B2C3D3333');
  expect(receiptNumber(otherCommandId, '2026-12-31')).toMatch(/^R-20261231-[0-9A-F]{12}$/);
});

describe('what is no id', () => {
  test.each(['milano', 'cpi-', 'cpi-Milano', 'cpi-milano ', 'acc_demo', `cpi-${'a'.repeat(61)}`])(
    '%j of an operator',
    (id) => {
      expect(OperatorId.safeParse(id).success).toBe(false);
    },
  );

  test.each(['not-an-id', '', '5e3d9f7a-2222-4b4b-9b4b-00000000000', 'CITIZEN#1'])('%j of a citizen', (id) => {
    expect(CitizenId.safeParse(id).success).toBe(false);
  });

  test('nothing, or a text too long, of an account', () => {
    expect(Subject.safeParse('').success).toBe(false);
    expect(Subject.safeParse('s'.repeat(129)).success).toBe(false);
  });
});
