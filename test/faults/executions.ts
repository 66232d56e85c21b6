/**
 * Step Functions in memory: the deployed definition with the reference JSONata, tokens, Retry and Catch as on AWS, and
 * no real time. A state runs when the world says so, so that everything else can happen in between.
 */
import jsonata from 'jsonata';
import {
  type Choice,
  expressionOf,
  isFunction,
  isWait,
  type Machine,
  stateOf,
  type Task,
} from '../statemachines/machine.ts';

/** An error by the name that Step Functions knows it by. */
export class StatesError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** One execution, as data. */
export interface Execution {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  state: string;
  stateInput: unknown;
  enteredAt: number;
  /** Times that each Retry of the state was used. */
  retries: number[];
  /** The state is tried again then. */
  wakeAt?: number | undefined;
  /** The token that is waited on, and what came back for it. */
  token?: string | undefined;
  timesOutAt?: number | undefined;
  returned?: { readonly output: unknown } | undefined;
  /** Its state is being run. */
  busy: boolean;
  readonly entered: string[];
  endedAt?: number;
}

/** What stands behind the machine. Both throw `StatesError`. */
export interface Services {
  readonly now: () => number;
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  readonly updateItem: (state: string, input: unknown) => Promise<unknown>;
  /** A token never seen before. */
  readonly token: () => string;
}

const terminal = ['States.Runtime', 'States.DataLimitExceeded'];

function takes(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true;
  if (terminal.includes(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}

const compiled = new Map<string, ReturnType<typeof jsonata>>();

async function evaluate(template: unknown, states: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (typeof template === 'string') {
    const text = expressionOf(template);
    if (text === undefined) return template;
    const expression = compiled.get(text) ?? jsonata(text);
    compiled.set(text, expression);
    const value: unknown = await expression.evaluate(undefined, { states });
    if (value === undefined) throw new StatesError('States.QueryEvaluationError');
    return value;
  }
  if (Array.isArray(template)) return Promise.all(template.map((item) => evaluate(item, states)));
  if (template === null || typeof template !== 'object') return template;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(template)) result[key] = await evaluate(value, states);
  return result;
}

export class Executions {
  readonly #machine: Machine;
  readonly #services: Services;
  all = new Map<string, Execution>();
  /** Names of executions that ended badly and were not told yet. */
  ended: string[] = [];

  constructor(machine: Machine, services: Services) {
    this.#machine = machine;
    this.#services = services;
  }

  /** Starts an execution; `taken` if one of that name ended, or runs with another input. */
  start(name: string, text: string): 'started' | 'taken' {
    const input: Readonly<Record<string, unknown>> = JSON.parse(text);
    const known = this.all.get(name);
    if (known) return known.status === 'RUNNING' && JSON.stringify(known.input) === text ? 'started' : 'taken';
    const now = this.#services.now();
    this.all.set(name, {
      name,
      input,
      startedAt: now,
      status: 'RUNNING',
      state: this.#machine.StartAt,
      stateInput: input,
      enteredAt: now,
      retries: [],
      busy: false,
      entered: [this.#machine.StartAt],
    });
    return 'started';
  }

  /** Gives a token back; tells whether somebody still waited on it. */
  succeed(token: string, output: string): boolean {
    const found = [...this.all.values()].find((one) => one.token === token && one.status === 'RUNNING');
    if (!found) return false;
    found.token = undefined;
    found.timesOutAt = undefined;
    found.returned = { output: JSON.parse(output) };
    return true;
  }

  /** Stops an execution, as an operator would. */
  abort(name: string): void {
    const found = this.all.get(name);
    if (found?.status === 'RUNNING') this.#end(found, 'ABORTED');
  }

  /** Runs one execution that is ready for one state; tells whether there was one. */
  async runOne(): Promise<boolean> {
    const now = this.#services.now();
    const ready = [...this.all.values()].find(
      (one) =>
        one.status === 'RUNNING' &&
        !one.busy &&
        (one.token === undefined || (one.timesOutAt ?? Number.POSITIVE_INFINITY) <= now) &&
        (one.wakeAt ?? 0) <= now,
    );
    if (!ready) return false;
    await this.runState(ready);
    return true;
  }

  /** Runs an execution on, its pauses cut short, until it ends or waits for a token. */
  async runToEnd(one: Execution): Promise<void> {
    const timedOut = () => (one.timesOutAt ?? Number.POSITIVE_INFINITY) <= this.#services.now();
    while (one.status === 'RUNNING' && (one.token === undefined || timedOut())) await this.runState(one);
  }

  /** Runs the state that an execution stands in. */
  async runState(one: Execution): Promise<void> {
    one.busy = true;
    one.wakeAt = undefined;
    try {
      const state = stateOf(this.#machine, one.state);
      if (state.Type === 'Succeed') this.#end(one, 'SUCCEEDED');
      else if (state.Type === 'Fail') this.#end(one, 'FAILED');
      else if (state.Type === 'Choice') this.#enter(one, await this.#choose(one, state), one.stateInput);
      else await this.#task(one, state);
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      this.#end(one, 'FAILED');
    } finally {
      one.busy = false;
    }
  }

  #end(one: Execution, status: Execution['status']): void {
    if (one.status !== 'RUNNING') return;
    one.status = status;
    one.endedAt = this.#services.now();
    one.token = undefined;
    if (status !== 'SUCCEEDED') this.ended.push(one.name);
  }

  #enter(one: Execution, state: string, input: unknown): void {
    if (one.status !== 'RUNNING') return;
    one.state = state;
    one.stateInput = input;
    one.enteredAt = this.#services.now();
    one.retries = [];
    one.token = undefined;
    one.timesOutAt = undefined;
    one.entered.push(state);
  }

  #context(one: Execution, token?: string) {
    const at = (epoch: number) => new Date(epoch).toISOString();
    return {
      Execution: { Input: one.input, Name: one.name, StartTime: at(one.startedAt) },
      State: { Name: one.state, EnteredTime: at(one.enteredAt) },
      ...(token !== undefined && { Task: { Token: token } }),
    };
  }

  async #choose(one: Execution, choice: Choice): Promise<string> {
    for (const rule of choice.Choices) {
      const holds = await evaluate(rule.Condition, { input: one.stateInput, context: this.#context(one) });
      if (typeof holds !== 'boolean') throw new StatesError('States.QueryEvaluationError');
      if (holds) return rule.Next;
    }
    return choice.Default;
  }

  async #task(one: Execution, task: Task): Promise<void> {
    const { returned } = one;
    try {
      if (returned) {
        one.returned = undefined;
        return this.#enter(one, task.Next, returned.output);
      }
      if (one.token !== undefined) throw new StatesError('States.Timeout');
      const token = isWait(task) ? this.#services.token() : undefined;
      // It can come back before the call that hands it out has been answered.
      one.token = token;
      if (token !== undefined) one.timesOutAt = this.#services.now() + task.TimeoutSeconds * 1000;
      const states = { input: one.stateInput, context: this.#context(one, token) };
      const result = await this.#call(one, task, await evaluate(task.Arguments, states));
      if (token !== undefined || one.status !== 'RUNNING') return;
      this.#enter(
        one,
        task.Next,
        task.Output === undefined ? result : await evaluate(task.Output, { ...states, result }),
      );
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      await this.#recover(one, task, error.code);
    }
  }

  async #call(one: Execution, task: Task, input: unknown): Promise<unknown> {
    if (!isFunction(task)) return this.#services.updateItem(one.state, input);
    const { FunctionName, Payload } = Object(input);
    return {
      Payload: await this.#services.invoke(String(FunctionName).replace(/^did-dev-/, ''), Payload),
      StatusCode: 200,
    };
  }

  async #recover(one: Execution, task: Task, error: string): Promise<void> {
    if (one.status !== 'RUNNING') return;
    one.token = undefined;
    one.timesOutAt = undefined;
    one.returned = undefined;
    const index = task.Retry.findIndex((retrier) => takes(retrier.ErrorEquals, error));
    const retrier = task.Retry[index];
    const tried = one.retries[index] ?? 0;
    if (retrier && tried < retrier.MaxAttempts) {
      one.retries[index] = tried + 1;
      const seconds = Math.min(retrier.IntervalSeconds * retrier.BackoffRate ** tried, retrier.MaxDelaySeconds ?? 1e9);
      one.wakeAt = this.#services.now() + seconds * 1000;
      return;
    }
    const catcher = task.Catch.find(({ ErrorEquals }) => takes(ErrorEquals, error));
    if (!catcher) throw new StatesError(error);
    const errorOutput = { Error: error, Cause: 'of the test' };
    const states = { input: one.stateInput, errorOutput, context: this.#context(one) };
    this.#enter(one, catcher.Next, catcher.Output === undefined ? errorOutput : await evaluate(catcher.Output, states));
  }
}
