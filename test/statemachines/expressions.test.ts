import { describe, expect, it } from 'vitest';
import { commandId, context, declarationId, executionInput, invoked } from './contexts.ts';
import { choices, expressionOf, expressions, load } from './machine.ts';
import { evaluate } from './walker.ts';

const machine = load();

/** What a Choice compares, in the order of its rules: the field of its input and the values. */
const compared: Readonly<Record<string, readonly [field: string, value: string | true][]>> = {
  Resume: [
    ['from', 'none'],
    ['from', 'registered'],
    ['from', 'reserved'],
    ['from', 'confirmed'],
    ['from', 'psp-signed'],
    ['from', 'suspended'],
    ['from', 'sanction-proposed'],
    ['from', 'sanctioned'],
    ['from', 'expired'],
    ['from', 'withdrawn'],
    ['from', 'closed'],
  ],
  RegisteredVerb: [
    ['verb', 'release'],
    ['verb', 'confirm'],
    ['verb', 'change-route'],
    ['verb', 'verify-old-did'],
    ['verb', 'expire'],
    ['verb', 'withdraw'],
    ['verb', 'suspend'],
    ['verb', 'close'],
  ],
  ReservedVerb: [
    ['verb', 'confirm'],
    ['verb', 'expire'],
    ['verb', 'withdraw'],
    ['verb', 'suspend'],
    ['verb', 'close'],
  ],
  ConfirmedVerb: [
    ['verb', 'sign-pact'],
    ['verb', 'withdraw'],
    ['verb', 'suspend'],
    ['verb', 'close'],
  ],
  PspSignedVerb: [
    ['verb', 'void-pact'],
    ['verb', 'report-breach'],
    ['verb', 'withdraw'],
    ['verb', 'suspend'],
    ['verb', 'close'],
  ],
  SuspendedVerb: [
    ['verb', 'void-pact'],
    ['verb', 'resume'],
    ['verb', 'close'],
  ],
  SanctionProposedVerb: [
    ['verb', 'decide'],
    ['verb', 'close'],
  ],
  SanctionedVerb: [
    ['verb', 'record-appeal-outcome'],
    ['verb', 'close'],
  ],
  Outcome: [
    ['next', 'superseded'],
    ['next', 'none'],
    ['next', 'expired'],
    ['next', 'withdrawn'],
    ['next', 'closed'],
    ['rollOver', true],
    ['next', 'registered'],
    ['next', 'reserved'],
    ['next', 'confirmed'],
    ['next', 'psp-signed'],
    ['next', 'suspended'],
    ['next', 'sanction-proposed'],
    ['next', 'sanctioned'],
  ],
};
const values = [...new Set(Object.values(compared).flatMap((rules) => rules.map(([, value]) => value)))];

/** What a state of the machine sees: after a wait, inside a wait, after a function. */
const first = { input: executionInput('none', 1), context: context('Register', executionInput('none', 1)) };
const woken = { input: { commandId, verb: 'release' }, context: context('Release', executionInput('registered')) };
const waiting = {
  input: { outcome: 'applied', next: 'registered', rollOver: false },
  context: context('Registered', executionInput('registered'), 'AQCEAAAAKgAAAAMAAAAAAAAAAb1xY0aZ+Zk7=='),
};
const answered = { ...woken, result: invoked({ outcome: 'applied', next: 'confirmed', rollOver: false }) };
const late = { input: { Error: 'States.Timeout' }, context: context('RollOver', executionInput('confirmed', 9)) };

const others: [expression: string, states: Readonly<Record<string, unknown>>, expected: unknown][] = [
  ["'WAIT#' & $states.context.Execution.Input.declarationId", waiting, `WAIT#${declarationId}`],
  ['$string($states.context.Execution.Input.generation)', waiting, '3'],
  ['$string($states.context.Execution.Input.generation + 1)', late, '10'],
  ['$states.context.Task.Token', waiting, 'AQCEAAAAKgAAAAMAAAAAAAAAAb1xY0aZ+Zk7=='],
  ['$states.context.State.EnteredTime', late, '2026-11-23T09:41:08.530Z'],
  ['$states.context.Execution.Input.declarationId', woken, declarationId],
  ['$states.context.Execution.Input.generation', woken, 3],
  ['$states.context.Execution.Input.commandId', first, commandId],
  ['$states.context.Execution.StartTime', woken, '2026-11-23T09:41:07.214Z'],
  ['$states.input.commandId', woken, commandId],
  ['$states.result.Payload', answered, { outcome: 'applied', next: 'confirmed', rollOver: false }],
];

describe('a Condition', () => {
  it.each(choices(machine))(
    'of %s is true for its own value and false for any other, or none',
    async (name, choice) => {
      const rules = compared[name] ?? [];
      expect(choice.Choices).toHaveLength(rules.length);
      for (const [index, [field, own]] of rules.entries()) {
        const condition = choice.Choices[index]?.Condition;
        const holds = (input: unknown) => evaluate(condition, { ...waiting, input });
        for (const value of [...values, 'true', 'Closed', 1, null, [own, own], { value: own }])
          expect(await holds({ outcome: 'applied', commandId, [field]: value }), `${condition} ${value}`).toBe(
            value === own,
          );
        for (const nothing of [{}, null, 'text', { other: own }]) expect(await holds(nothing)).toBe(false);
      }
    },
  );
});

describe('any other expression', () => {
  it.each(others)('%s', async (expression, states, expected) => {
    expect(await evaluate(`{% ${expression} %}`, states)).toEqual(expected);
  });

  it('fails, as on AWS, where the context has nothing', async () => {
    for (const [expression] of others.filter(([text]) => !text.includes('&')))
      await expect(evaluate(`{% ${expression} %}`, { input: {}, context: {} })).rejects.toThrow(
        'States.QueryEvaluationError',
      );
  });
});

it('every expression of the file is among those above', () => {
  const conditions = choices(machine).flatMap(([, { Choices }]) =>
    Choices.map(({ Condition }) => expressionOf(Condition)),
  );
  const rest = expressions(machine).filter((expression) => !conditions.includes(expression));
  expect(rest.sort()).toEqual(others.map(([expression]) => expression).sort());
});
