import { describe, expect, it } from 'vitest';
import {
  type Edge,
  edgeOf,
  isLive,
  lifecycle,
  type Status,
  stateName,
  statuses,
  verbs,
} from '../../functions/domain/lifecycle.ts';
import { beginsWithCommand, commandId, executionInput, invoked } from './contexts.ts';
import { choices, expressionOf, isFunction, isWait, load, stateOf, tasks } from './machine.ts';
import { type Answer, type Attempt, type Walk, walk } from './walker.ts';

const machine = load();
const rows = lifecycle;
const liveStatuses = statuses.filter(isLive);

/** The values that a Choice compares its input's field with, each with the state it leads to. */
function compared(choice: string, field: string): [string, string][] {
  const state = stateOf(machine, choice);
  if (state.Type !== 'Choice') throw new Error(`${choice} is no Choice`);
  const pattern = new RegExp(`^\\$states\\.input\\.${field} = '([a-z-]+)'$`);
  return state.Choices.flatMap((rule): [string, string][] => {
    const value = pattern.exec(expressionOf(rule.Condition) ?? '')?.[1];
    return value === undefined ? [] : [[value, rule.Next]];
  });
}

/** Every (status, verb) that the file routes to a transition, read from its per-status Choices. */
const routed: [Edge['from'], string][] = [
  ...compared('Resume', 'from').flatMap(([from, next]): [Edge['from'], string][] =>
    beginsWithCommand(from) ? [[statuses.find((status) => status === from) ?? 'none', functionOf(next)]] : [],
  ),
  ...liveStatuses.flatMap((status) =>
    compared(`${stateName(status)}Verb`, 'verb').map(([verb]): [Edge['from'], string] => [status, verb]),
  ),
];

/** The function that a state calls, without the stage: `release` of `did-dev-release`. */
function functionOf(state: string): string {
  const task = tasks(machine).find(([name]) => name === state)?.[1];
  const called = JSON.parse(JSON.stringify(task?.Arguments ?? {})).FunctionName;
  return /^did-dev-([a-z-]+)$/.exec(called)?.[1] ?? `nothing (${state})`;
}

/** Walks a case from a status by one verb: the first wait is answered with the command, the function with `payload`. */
function step(from: Edge['from'], verb: string, payload: unknown): Promise<Walk> {
  let woken = beginsWithCommand(from);
  return walk(machine, { executionInput: executionInput(from) }, ({ state }: Attempt): Answer => {
    const task = stateOf(machine, state);
    if (task.Type === 'Task' && isFunction(task)) return { result: invoked(payload) };
    if (state === 'RollOver') return { result: {} };
    if (woken) return 'waits';
    woken = true;
    return { result: { commandId, verb } };
  });
}

const functionsCalled = (walked: Walk): string[] =>
  walked.attempts
    .filter(({ state }) => !isWaitState(state) && state !== 'RollOver')
    .map(({ state }) => functionOf(state));

function isWaitState(name: string): boolean {
  const state = stateOf(machine, name);
  return state.Type === 'Task' && isWait(state);
}

describe('every available row of the lifecycle table is an edge of the machine', () => {
  it.each(rows)('$from --$verb--> $to', async ({ from, verb, to }) => {
    for (const next of to) {
      const walked = await step(from, verb, { outcome: 'applied', next, rollOver: false });
      expect(functionsCalled(walked)).toEqual([verb]);
      expect(walked.entered.at(-1)).toBe(stateName(next));
      expect(walked.status).toBe(isLive(next) ? 'RUNNING' : 'SUCCEEDED');
    }
  });

  it.each(rows.filter(({ from }) => from !== 'none'))('$from --$verb--> refused: the case stays', async (row) => {
    const walked = await step(row.from, row.verb, { outcome: 'refused', next: row.from, rollOver: false });
    const live = row.from !== 'none' && isLive(row.from);
    expect(walked.entered.at(-1)).toBe(row.from === 'none' ? '' : stateName(row.from));
    expect(walked.status).toBe(live ? 'RUNNING' : 'SUCCEEDED');
  });
});

describe('every edge of the machine is a row of the lifecycle table', () => {
  it.each(routed)('%s --%s', (from, verb) => {
    const named = verbs.find((known) => known === verb);
    expect(named && edgeOf(from, named), 'a row of the table').toBeDefined();
  });

  it('and none twice', () => {
    expect(new Set(routed.map(String)).size).toBe(routed.length);
  });
});

describe('a status is a state of that name', () => {
  it.each(liveStatuses)('%s waits', (status) => {
    expect(isWaitState(stateName(status))).toBe(true);
  });

  it.each(statuses.filter((status) => !isLive(status)))('%s ends', (status) => {
    expect(stateOf(machine, stateName(status)).Type).toBe('Succeed');
  });

  it('and no other state waits', () => {
    const waiting = tasks(machine).filter(([, task]) => isWait(task));
    expect(waiting.map(([name]) => name).sort()).toEqual(liveStatuses.map(stateName).sort());
  });

  it('and no other Choice reads a verb', () => {
    const reading = choices(machine).filter(([name]) => compared(name, 'verb').length > 0);
    expect(reading.map(([name]) => name).sort()).toEqual(
      liveStatuses.map((status) => `${stateName(status)}Verb`).sort(),
    );
  });
});

describe('a verb that the table does not have in a status rolls over, whoever sent it', () => {
  it.each(liveStatuses)('%s', async (status: Status) => {
    const foreign = verbs.filter((verb) => !rows.some((row) => row.from === status && row.verb === verb));
    for (const verb of [...foreign, 'of-a-later-definition']) {
      const walked = await step(status, verb, {});
      expect(functionsCalled(walked)).toEqual([]);
      expect(walked.entered.slice(-2)).toEqual(['RollOver', 'RolledOver']);
    }
  });
});
