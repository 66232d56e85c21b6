import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../functions/domain/dates.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import { deliver, start } from '../../functions/store/executions.ts';
import { Wait } from '../../functions/store/waits.ts';
import { load } from '../statemachines/machine.ts';
import { Case } from './case.ts';
import { type EngineName, type Engines, engineNames, startEngines, tableName } from './engines.ts';
import { entriesOf, type Played, play } from './play.ts';
import { type Scenario, scenarios } from './scenarios.ts';

let engines: Engines;
const played = new Map<string, Promise<Played>>();

/** Plays a scenario in an engine, once. */
function playedIn(engine: EngineName, scenario: Scenario): Promise<Played> {
  const key = `${engine} ${scenario.name}`;
  const known = played.get(key) ?? play(engines, engine, scenario);
  played.set(key, known);
  return known;
}

beforeAll(async () => {
  engines = await startEngines();
}, 120_000);

afterAll(() => engines?.stop(), 60_000);

describe.each(engineNames)('on the engine %s', (engine) => {
  it.concurrent.each(scenarios)('$name', async (scenario) => {
    expect((await playedIn(engine, scenario)).outcome).toEqual(scenario.outcome);
  });
});

describe('both engines hand the same input to every state', () => {
  it.each(scenarios)('$name', async (scenario) => {
    const [emulator, moto] = await Promise.all(engineNames.map((engine) => playedIn(engine, scenario)));
    expect(moto?.inputs).toEqual(emulator?.inputs);
  });
});

it('the scenarios enter every state of the machine', () => {
  const entered = new Set(scenarios.flatMap(({ outcome }) => outcome.entered));
  expect(Object.keys(load().States).filter((name) => !entered.has(name))).toEqual([]);
});

describe.each(engineNames)('whatever the engine %s answers to what comes twice or too late', (engine) => {
  const now = () => instantOf(Date.now());
  const table = () => ({ client: engines.dynamodb, name: tableName });

  /** A registered case whose execution waits on a token. */
  async function waiting(): Promise<{ started: Case; token: string }> {
    const started = new Case(engines, engine);
    await started.start({ ...registered, name: '', outcome: { entered: [], retried: [], status: 'RUNNING', wait } });
    const token = await started.next(undefined);
    if (token === undefined) throw new Error('the execution has ended');
    return { started, token };
  }
  const wait = { generation: 1, homeShard: '03' } as const;
  const registered = { from: 'registered', generation: 1, commands: [] } as const;

  /** The wait as the stream brings it to the functions. */
  function waitOf({ declarationId }: Case, taskToken: string, status: Status = 'registered'): Wait {
    const pending = { commandId: randomUUID(), verb: 'release', since: now(), attempts: 0 };
    return Wait.parse({ declarationId, citizenId: randomUUID(), generation: 1, status, taskToken, pending });
  }
  const entered = async (started: Case) => entriesOf(await started.history()).map(({ name }) => name);

  it.concurrent.each<Status>(['registered', 'confirmed'])(
    'an execution that runs is not started again: from %s',
    async (status) => {
      const { started, token } = await waiting();
      await start(table(), started.machine, waitOf(started, token, status), now());
      expect(await started.wait()).toMatchObject({ generation: 1, taskToken: token });
      expect(await started.ended()).toBeUndefined();
      expect(await entered(started)).toEqual(['Resume', 'Registered']);
      await started.stop();
    },
  );

  it.concurrent('an execution that was stopped is followed by the next generation', async () => {
    const { started, token } = await waiting();
    await started.stop();
    await expect.poll(() => started.ended(), { timeout: 10_000 }).toMatchObject({ status: 'ABORTED' });
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
    expect(await entered(started)).toEqual(['Resume', 'Registered', 'RegisteredVerb', 'Release', 'Outcome', 'Registered']);
    await started.stop();
  });

  it.concurrent('a command handed to a stopped execution reaches no function', async () => {
    const { started, token } = await waiting();
    await started.stop();
    await deliver(started.machine, waitOf(started, token), now());
    await sleep(1000);
    expect(await entered(started)).toEqual(['Resume', 'Registered']);
    expect(await started.ended()).toMatchObject({ status: 'ABORTED' });
  });

  it.concurrent('a token that never was is closed', async () => {
    const { started } = await waiting();
    expect(await deliver(started.machine, waitOf(started, randomUUID()), now())).toBe('token-closed');
    await started.stop();
  });
});
