import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import {
  choices,
  expressions,
  file,
  isFunction,
  isWait,
  load,
  Machine,
  type State,
  stateOf,
  strings,
  successors,
  tasks,
} from './machine.ts';

const machine = load();
const source: unknown = JSON.parse(readFileSync(file, 'utf8'));
const waits = tasks(machine).filter(([, task]) => isWait(task));
const functions = tasks(machine).filter(([, task]) => isFunction(task));

/** The machine with one field of one state taken away. */
function without(name: string, field: string): unknown {
  const copy = structuredClone(machine);
  const state: State = { ...stateOf(copy, name) };
  Reflect.deleteProperty(state, field);
  copy.States[name] = state;
  return copy;
}

/** Every node of the syntax tree of an expression, as `kind` or `kind:detail` for operators and functions. */
function nodes(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(nodes);
  if (!('type' in value) || typeof value.type !== 'string') return inner;
  if (value.type === 'binary' && 'value' in value) return [`binary:${value.value}`, ...inner];
  return [value.type, ...inner];
}

const fields = (value: unknown): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...fields(inner)])
    : [];

/** `$states.input.verb` and the like: all that an expression reads. */
const paths = (expression: string): string[] => expression.match(/\$states[\w.]*/g) ?? [];

describe('did-lifecycle.asl.json', () => {
  it('is valid to asl-validator', () => {
    const validator = fileURLToPath(
      new URL('../../node_modules/asl-validator/dist/bin/asl-validator.js', import.meta.url),
    );
    const said = execFileSync(process.execPath, [validator, '--json-path', fileURLToPath(file)], { encoding: 'utf8' });
    expect(said).toContain('is valid');
  });

  it('declares JSONata once, at the top', () => {
    expect(machine.QueryLanguage).toBe('JSONata');
    expect(fields(source).filter((field) => field === 'QueryLanguage')).toHaveLength(1);
  });

  it.each(tasks(machine).flatMap(([name]) => ['TimeoutSeconds', 'Retry', 'Catch'].map((field) => [name, field])))(
    'would be refused if %s had no %s',
    (name, field) => {
      expect(Machine.safeParse(without(name, field)).success).toBe(false);
    },
  );

  it.each(choices(machine).map(([name]) => [name]))('would be refused if %s had no Default', (name) => {
    expect(Machine.safeParse(without(name, 'Default')).success).toBe(false);
  });

  it('would be refused with a field that the walker does not know', () => {
    const heartbeat = { ...stateOf(machine, 'Registered'), HeartbeatSeconds: 60 };
    const wrong = { ...machine, States: { ...machine.States, Registered: heartbeat } };
    expect(Machine.safeParse(machine).success).toBe(true);
    expect(Machine.safeParse(wrong).success).toBe(false);
  });

  it('leads only to states that exist, reaches every state, and each has a way to an end', () => {
    const reached = new Set([machine.StartAt]);
    for (const name of reached) for (const next of successors(stateOf(machine, name))) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(machine.States).sort());

    const ending = new Set(
      Object.keys(machine.States).filter((name) => successors(stateOf(machine, name)).length === 0),
    );
    for (let before = -1; before < ending.size; ) {
      before = ending.size;
      for (const [name, state] of Object.entries(machine.States))
        if (successors(state).some((next) => ending.has(next))) ending.add(name);
    }
    expect([...ending].sort()).toEqual(Object.keys(machine.States).sort());
  });
});

describe('a wait', () => {
  it.each(waits)('%s times out after 330 days, a literal number', (_, task) => {
    expect(task.TimeoutSeconds).toBe(330 * 24 * 3600);
  });

  it.each(tasks(machine).filter(([, task]) => !isWait(task)))('%s is none, and times out after a minute', (_, task) => {
    expect(task.TimeoutSeconds).toBe(60);
  });

  it.each(waits)('%s never retries a wildcard or its own timeout', (_, task) => {
    const retried = task.Retry.flatMap((retrier) => retrier.ErrorEquals);
    expect(retried.filter((name) => !name.startsWith('DynamoDb.'))).toEqual([]);
    expect(retried).not.toContain('DynamoDb.ConditionalCheckFailedException');
  });

  it.each(waits)('%s is like every other but for where a command leads', (name, task) => {
    const first = waits[0];
    expect(task.Next).toBe(`${name}Verb`);
    expect({ ...task, Next: '' }).toEqual({ ...first?.[1], Next: '' });
  });

  it('touches the WAIT item only, fenced by the generation', () => {
    const touching = tasks(machine).filter(([, task]) => !isFunction(task));
    expect(touching).toHaveLength(waits.length + 1);
    for (const [, task] of touching)
      expect(task.Arguments).toMatchObject({
        TableName: 'did-dev',
        Key: {
          pk: { S: "{% 'WAIT#' & $states.context.Execution.Input.declarationId %}" },
          sk: { S: 'WAIT' },
        },
        ConditionExpression: 'generation = :generation',
      });
  });
});

describe('a function', () => {
  it.each(functions)('%s is waited for while Lambda has no room, which is no failure of the command', (_, task) => {
    expect(task.Retry[0]).toMatchObject({
      ErrorEquals: [
        'Lambda.TooManyRequestsException',
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
      ],
      MaxAttempts: 8,
      MaxDelaySeconds: 60,
      JitterStrategy: 'FULL',
    });
    expect(task.Retry).toHaveLength(2);
  });
});

describe('JSONata', () => {
  it.each(expressions(source))('%s is a path, comparison, concatenation, sum or $string', (expression) => {
    const allowed = ['path', 'name', 'variable', 'string', 'number', 'value', 'function'];
    const operators = ['binary:=', 'binary:&', 'binary:+'];
    const found = nodes(jsonata(expression).ast());
    expect(found.filter((node) => ![...allowed, ...operators].includes(node))).toEqual([]);
    expect(expression.match(/\$\w+(?=\()/g) ?? []).toEqual(expression.includes('(') ? ['$string'] : []);
  });

  it('stands only where AWS reads it: Condition, Arguments, Output', () => {
    const elsewhere = Object.values(machine.States).map((state) => {
      if (state.Type === 'Choice') return { ...state, Choices: state.Choices.map((rule) => rule.Next) };
      if (state.Type !== 'Task') return state;
      return { ...state, Arguments: '', Output: '', Catch: state.Catch.map((catcher) => ({ ...catcher, Output: '' })) };
    });
    expect(expressions(elsewhere)).toEqual([]);
  });
});

describe('personal data', () => {
  it('cannot come in: the machine reads these ids, instants and codes and nothing else', () => {
    expect([...new Set(expressions(source).flatMap(paths))].sort()).toEqual([
      '$states.context.Execution.Input.commandId',
      '$states.context.Execution.Input.declarationId',
      '$states.context.Execution.Input.generation',
      '$states.context.Execution.StartTime',
      '$states.context.State.EnteredTime',
      '$states.context.Task.Token',
      '$states.input.commandId',
      '$states.input.from',
      '$states.input.next',
      '$states.input.rollOver',
      '$states.input.verb',
      '$states.result.Payload',
    ]);
  });

  it.each(functions)('%s hands its function four ids and instants', (_, task) => {
    const parsed = JSON.parse(JSON.stringify(task.Arguments));
    expect(Object.keys(parsed)).toEqual(['FunctionName', 'Payload']);
    expect(Object.keys(parsed.Payload)).toEqual(['declarationId', 'generation', 'commandId', 'executionStartedAt']);
    expect(strings(parsed.Payload).filter((text) => !text.startsWith('{% $states.'))).toEqual([]);
  });
});
