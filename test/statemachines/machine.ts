import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

export const file = new URL('../../statemachines/did-lifecycle.asl.json', import.meta.url);

const wait = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';
const errorNames = z.array(z.string()).check(z.minLength(1));
const count = z.int().check(z.positive());
const comment = z.optional(z.string());

const Retrier = z.strictObject({
  ErrorEquals: errorNames,
  IntervalSeconds: count,
  BackoffRate: z.number(),
  MaxAttempts: count,
  MaxDelaySeconds: z.optional(count),
  JitterStrategy: z.literal('FULL'),
});
const Catcher = z.strictObject({ ErrorEquals: errorNames, Output: z.optional(z.json()), Next: z.string() });
const Task = z.strictObject({
  Comment: comment,
  Type: z.literal('Task'),
  Resource: z.enum([wait, 'arn:aws:states:::aws-sdk:dynamodb:updateItem', 'arn:aws:states:::lambda:invoke']),
  TimeoutSeconds: count,
  Arguments: z.json(),
  Output: z.optional(z.json()),
  Retry: z.array(Retrier).check(z.minLength(1)),
  Catch: z.array(Catcher).check(z.minLength(1)),
  Next: z.string(),
});
const Choice = z.strictObject({
  Comment: comment,
  Type: z.literal('Choice'),
  Choices: z.array(z.strictObject({ Condition: z.string(), Next: z.string() })).check(z.minLength(1)),
  Default: z.string(),
});
const Succeed = z.strictObject({ Type: z.literal('Succeed') });
const Fail = z.strictObject({ Type: z.literal('Fail'), Error: z.string(), Cause: z.string() });

/**
 * The part of the Amazon States Language that our machines use, and nothing else: a Task without timeout, Retry or
 * Catch, a Choice without Default, and any field not named here are refused.
 */
export const Machine = z.strictObject({
  Comment: z.string(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  States: z.record(z.string(), z.discriminatedUnion('Type', [Task, Choice, Succeed, Fail])),
});
export type Machine = z.infer<typeof Machine>;
export type State = Machine['States'][string];
export type Task = z.infer<typeof Task>;
export type Choice = z.infer<typeof Choice>;

/** The machine as stage `dev` would deploy it. Throws on what the schema does not know, and on any other placeholder. */
export function load(): Machine {
  const text = readFileSync(file, 'utf8').replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    if (name === 'Stage') return 'dev';
    if (name === 'TableName') return 'did-dev';
    throw new Error(`nobody gives a value to ${name}`);
  });
  return Machine.parse(JSON.parse(text));
}

/** The state of that name. Throws if there is none. */
export function stateOf(machine: Machine, name: string): State {
  const state = machine.States[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
}

/** The Task states by name. */
export function tasks(machine: Machine): [string, Task][] {
  return Object.entries(machine.States).flatMap(([name, state]): [string, Task][] =>
    state.Type === 'Task' ? [[name, state]] : [],
  );
}

/** The Choice states by name. */
export function choices(machine: Machine): [string, Choice][] {
  return Object.entries(machine.States).flatMap(([name, state]): [string, Choice][] =>
    state.Type === 'Choice' ? [[name, state]] : [],
  );
}

/** Whether the Task waits for its token to come back. */
export const isWait = (task: Task): boolean => task.Resource === wait;

/** Whether the Task calls a function. */
export const isFunction = (task: Task): boolean => task.Resource === 'arn:aws:states:::lambda:invoke';

/** The text inside `{% %}`; undefined for a plain string. Throws if only one of the brackets is there. */
export function expressionOf(text: string): string | undefined {
  if (!text.includes('{%') && !text.includes('%}')) return undefined;
  const inside = /^\{%(.*)%\}$/s.exec(text)?.[1];
  if (inside === undefined) throw new Error(`half an expression: ${text}`);
  return inside.trim();
}

/** Every string of a JSON value, keys left out. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(strings);
}

/** Every distinct JSONata expression of a JSON value. */
export function expressions(value: unknown): string[] {
  return [...new Set(strings(value).flatMap((text) => expressionOf(text) ?? []))];
}

/** The states that can follow this one. */
export function successors(state: State): string[] {
  if (state.Type === 'Task') return [state.Next, ...state.Catch.map((catcher) => catcher.Next)];
  if (state.Type === 'Choice') return [state.Default, ...state.Choices.map((rule) => rule.Next)];
  return [];
}
