import jsonata from 'jsonata';
import { context } from './contexts.ts';
import { type Choice, expressionOf, isWait, type Machine, stateOf, type Task } from './machine.ts';

/** One attempt of a Task: what AWS would be asked. */
export interface Attempt {
  readonly state: string;
  readonly arguments: unknown;
  /** 1 for the first, 2 for the first retry. */
  readonly number: number;
}

/** What AWS answers: a result, an error by its AWS name (`States.Timeout` included), or nothing yet. */
export type Answer = { readonly result: unknown } | { readonly error: string } | 'waits';

export interface Walk {
  /** Names of the states entered, in order: what AWS bills, retries aside. */
  readonly entered: string[];
  readonly attempts: Attempt[];
  /** `Registered.Retry[0]`, `Registered.Catch[1]`, `Resume.Choices[2]`, `Resume.Default`: what was used on the way. */
  readonly used: string[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
}

export interface Start {
  readonly executionInput: Readonly<Record<string, unknown>>;
  /** Where to begin instead of `StartAt`, and with what input. */
  readonly at?: { readonly state: string; readonly input: unknown };
}

class StatesError extends Error {}

const terminal = ['States.Runtime', 'States.DataLimitExceeded'];

/** Whether an ErrorEquals list takes an error, by the rules of AWS for its two wildcards. */
function takes(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true;
  if (terminal.includes(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}

/** Evaluates every `{% %}` of a JSON value with the reference JSONata. An undefined value is an error, as on AWS. */
export async function evaluate(template: unknown, states: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (typeof template === 'string') {
    const expression = expressionOf(template);
    if (expression === undefined) return template;
    const value: unknown = await jsonata(expression).evaluate(undefined, { states });
    if (value === undefined) throw new StatesError('States.QueryEvaluationError');
    return value;
  }
  if (Array.isArray(template)) return Promise.all(template.map((item) => evaluate(item, states)));
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(async ([key, value]) => [key, await evaluate(value, states)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Walks one execution by the rules of AWS, no time passing. Stands for Step Functions in tests; `answer` stands for
 * every service behind it. Throws on a machine it cannot read and after 200 states.
 */
export async function walk(machine: Machine, start: Start, answer: (attempt: Attempt) => Answer): Promise<Walk> {
  const entered: string[] = [];
  const attempts: Attempt[] = [];
  const used: string[] = [];
  let name = start.at?.state ?? machine.StartAt;
  let input: unknown = start.at ? start.at.input : start.executionInput;

  async function choose(choice: Choice): Promise<string> {
    for (const [index, rule] of choice.Choices.entries()) {
      const holds = await evaluate(rule.Condition, { input, context: context(name, start.executionInput) });
      if (typeof holds !== 'boolean') throw new StatesError('States.QueryEvaluationError');
      if (!holds) continue;
      used.push(`${name}.Choices[${index}]`);
      return rule.Next;
    }
    used.push(`${name}.Default`);
    return choice.Default;
  }

  async function attempt(task: Task, number: number): Promise<{ output: unknown } | 'waits'> {
    const states = {
      input,
      context: context(name, start.executionInput, isWait(task) ? `token-${number}` : undefined),
    };
    const made = { state: name, arguments: await evaluate(task.Arguments, states), number };
    attempts.push(made);
    const answered = answer(made);
    if (answered === 'waits') {
      if (!isWait(task)) throw new Error(`${name} has no token to wait for`);
      return answered;
    }
    if ('error' in answered) throw new StatesError(answered.error);
    if (task.Output === undefined) return { output: answered.result };
    return { output: await evaluate(task.Output, { ...states, result: answered.result }) };
  }

  async function run(task: Task): Promise<string | 'waits'> {
    const retries = new Map<number, number>();
    for (let number = 1; ; number++) {
      try {
        const done = await attempt(task, number);
        if (done === 'waits') return done;
        input = done.output;
        return task.Next;
      } catch (error) {
        if (!(error instanceof StatesError)) throw error;
        const next = await recover(task, error.message, retries);
        if (next !== 'retry') return next;
      }
    }
  }

  async function recover(task: Task, error: string, retries: Map<number, number>): Promise<string | 'retry'> {
    const index = task.Retry.findIndex((retrier) => takes(retrier.ErrorEquals, error));
    const tried = retries.get(index) ?? 0;
    if (tried < (task.Retry[index]?.MaxAttempts ?? 0)) {
      retries.set(index, tried + 1);
      used.push(`${name}.Retry[${index}]`);
      return 'retry';
    }
    const caught = task.Catch.findIndex((catcher) => takes(catcher.ErrorEquals, error));
    const catcher = task.Catch[caught];
    if (!catcher) throw new StatesError(error);
    used.push(`${name}.Catch[${caught}]`);
    const errorOutput = { Error: error, Cause: 'of the test' };
    const states = { input, errorOutput, context: context(name, start.executionInput) };
    input = catcher.Output === undefined ? errorOutput : await evaluate(catcher.Output, states);
    return catcher.Next;
  }

  try {
    while (entered.length < 200) {
      const state = stateOf(machine, name);
      entered.push(name);
      if (state.Type === 'Succeed') return { entered, attempts, used, status: 'SUCCEEDED' };
      if (state.Type === 'Fail') return { entered, attempts, used, status: 'FAILED', error: state.Error };
      const next = state.Type === 'Choice' ? await choose(state) : await run(state);
      if (next === 'waits') return { entered, attempts, used, status: 'RUNNING' };
      name = next;
    }
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { entered, attempts, used, status: 'FAILED', error: error.message };
  }
  throw new Error(`going round: ${entered.slice(-6).join(', ')}`);
}
