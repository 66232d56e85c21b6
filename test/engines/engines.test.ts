import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../functions/domain/dates.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import { deliver, start } from '../../functions/store/executions.ts';
import { Wait } from '../../functions/store/waits.ts';
import { load } from '../statemachines/machine.ts';
import { Case } from './case.ts';
import { type Engines, engineNames, startEngines, tableName } from './engines.ts';
import { entriesOf, play } from './play.ts';
import { scenarios } from './scenarios.ts';

let engines: Engines;

beforeAll(async () => {
  engines = await startEngines();
}, 120_000);

afterAll(() => engines?.stop(), 60_000);

describe('the emulator and moto enter the same states with the same inputs, and leave the same wait', () => {
  it.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const [emulator, moto] = await Promise.all([play(engines, 'emulator', scenario), play(engines, 'moto', scenario)]);
    const { outcome } = scenario;
    expect({ emulator: emulator.outcome, moto: moto.outcome }).toEqual({ emulator: outcome, moto: outcome });
    expect(moto.inputs).toEqual(emulator.inputs);
  });

  it('and so every state of the machine', () => {
    const entered = new Set(scenarios.flatMap(({ outcome }) => outcome.entered));
    expect(Object.keys(load().States).filter((name) => !entered.has(name))).toEqual([]);
  });
});

describe.each(engineNames)('what comes twice or too late to the engine %s changes nothing', (engine) => {
  const now = () => instantOf(Date.now());
  const table = () => ({ client: engines.dynamodb, name: tableName });
  const entered = async (started: Case) => entriesOf(await started.history()).map(({ name }) => name);

  /** A registered case whose execution waits on a token. */
  async function waiting(): Promise<{ started: Case; token: string }> {
    const started = new Case(engines, engine);
    await started.start({ from: 'registered', generation: 1 });
    const token = await started.next(undefined);
    if (token === undefined) throw new Error('the execution has ended');
    return { started, token };
  }

  /** The wait, with a command pending, as the stream brings it to the functions. */
  function waitOf({ declarationId }: Case, taskToken: string, status: Status = 'registered'): Wait {
    const pending = { commandId: randomUUID(), verb: 'release', since: now(), attempts: 0 };
    return Wait.parse({ declarationId, citizenId: randomUUID(), generation: 1, status, taskToken, pending });
  }

  it.concurrent.each<[input: string, status: Status]>([
    ['the same input', 'registered'],
    ['another input', 'confirmed'],
  ])('an execution that runs is not started again with %s', async (_, status) => {
    const { started, token } = await waiting();
    await start(table(), started.machine, waitOf(started, token, status), now());
    expect(await started.wait()).toMatchObject({ generation: 1, taskToken: token });
    expect(await started.ended()).toBeUndefined();
    expect(await entered(started)).toEqual(['Resume', 'Registered']);
    await started.stop();
  });

  it.concurrent('an execution that failed is not started again: the next generation takes over', async () => {
    const { started, token } = await waiting();
    await started.send(token, { verb: 'release' });
    expect(await started.next(token)).toBeUndefined();
    await start(table(), started.machine, waitOf(started, token), now());
    expect(await started.wait()).toMatchObject({ generation: 2 });
    expect(await started.wait()).not.toHaveProperty('taskToken');
  });

  it.concurrent('a command handed over three times reaches its function once', async () => {
    const { started, token } = await waiting();
    const ready = waitOf(started, token);
    const handed = [deliver(started.machine, ready, now()), deliver(started.machine, ready, now())];
    expect(await Promise.all(handed)).toContain('delivered');
    expect(await started.next(token)).toBeDefined();
    await deliver(started.machine, ready, now());
    await sleep(1000);
    const once = ['Resume', 'Registered', 'RegisteredVerb', 'Release', 'Outcome', 'Registered'];
    expect(await entered(started)).toEqual(once);
    await started.stop();
  });

  it.concurrent('a command handed to an execution that was stopped reaches no function', async () => {
    const { started, token } = await waiting();
    await started.stop();
    await deliver(started.machine, waitOf(started, token), now());
    // moto shows a stop only once the token comes.
    expect(await started.next(token)).toBeUndefined();
    await sleep(1000);
    expect(await started.ended()).toMatchObject({ status: 'ABORTED' });
    expect(await entered(started)).toEqual(['Resume', 'Registered']);
  });

  it.concurrent('a token that never was is closed', async () => {
    const { started } = await waiting();
    expect(await deliver(started.machine, waitOf(started, randomUUID()), now())).toBe('token-closed');
    await started.stop();
  });
});
