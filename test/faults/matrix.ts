/** Runs a story with every call that it makes failing in every way, and holds what comes of it against the fair run. */
import { difference, type Outcome, outcomeOf } from './record.ts';
import type { Step, Story } from './stories.ts';
import { type Call, type Fate, type Weather, World } from './world.ts';

const minute = 60_000;
/** For so long a call fails that fails until it is healed. */
const outage = 12 * minute;
/** After a step there is so much time for it to come to rest. */
export const rest = 50 * minute;

const well: Fate = { kind: 'goes-well' };

/** Others act while a call is under way: the stream brings everything again, the sweep runs, SES tells. */
async function othersGoOn(world: World, from: number): Promise<void> {
  world.clock += 5000;
  await world.redeliver(from);
  await world.sweep();
}

/** An operator stops every execution while a call is under way, and each case gets its next generation. */
async function nextGeneration(world: World): Promise<void> {
  for (const name of world.executions.all.keys()) world.executions.abort(name);
  await world.settle();
}

interface Stage {
  /** The call that is hit, by its place in the step. */
  readonly at: number;
  /** Where the stream stood when the step began. */
  readonly from: number;
}

const once =
  (fate: Fate) =>
  ({ at }: Stage): Weather =>
  (_, index) =>
    index === at ? fate : well;

/** What may happen to a call. */
export const faults = {
  'throws once': once({ kind: 'throws' }),
  'throws until healed': ({ at }: Stage): Weather => {
    let hit: { readonly call: Call; readonly until: number } | undefined;
    return (call, index, world) => {
      if (index === at) hit = { call, until: world.clock + outage };
      const same = hit?.call.fn === call.fn && hit.call.name === call.name && world.clock < hit.until;
      return same ? { kind: 'throws' } : well;
    };
  },
  'done, but reports failure': once({ kind: 'lost' }),
  doubled: once({ kind: 'doubled' }),
  'done, then the function dies': once({ kind: 'dies' }),
  'slow to be done': ({ at, from }: Stage): Weather =>
    once({ kind: 'slow', before: true, meanwhile: (world) => othersGoOn(world, from) })({ at, from }),
  'slow to answer': ({ at, from }: Stage): Weather =>
    once({ kind: 'slow', before: false, meanwhile: (world) => othersGoOn(world, from) })({ at, from }),
  'next generation meanwhile': once({ kind: 'slow', before: true, meanwhile: nextGeneration }),
} as const satisfies Record<string, (stage: Stage) => Weather>;
export type FaultName = keyof typeof faults;
export const faultNames: readonly FaultName[] = ['throws once', 'throws until healed', 'done, but reports failure', 'doubled', 'done, then the function dies', 'slow to be done', 'slow to answer', 'next generation meanwhile'];

/** One fault at one call of one step. */
export interface Cell extends Call {
  readonly story: string;
  readonly step: string;
  readonly index: number;
  readonly fault: FaultName;
  /** What came out otherwise than in the fair run; empty if nothing did. */
  readonly wrong: readonly string[];
}

async function runStep(world: World, step: Step): Promise<void> {
  const at = Date.parse(step.at);
  await world.pass(at);
  await step.run(world);
  await world.pass(at + rest);
}

interface Stop {
  readonly step: Step;
  readonly restore: () => void;
  readonly from: number;
  readonly calls: readonly Call[];
  readonly outcome: Outcome;
}

/** The fair run of a story: each step with the way back to its beginning, its calls, and what it came to. */
export async function fairRun(story: Story): Promise<{ readonly world: World; readonly stops: readonly Stop[] }> {
  const world = new World();
  const stops: Stop[] = [];
  for (const step of story.steps) {
    const restore = world.snapshot();
    const from = world.ledger.changes.length;
    world.calls = [];
    await runStep(world, step);
    stops.push({ step, restore, from, calls: world.calls, outcome: outcomeOf(world) });
  }
  return { world, stops };
}

const compare = (expected: Outcome, found: Outcome) => [
  ...difference(expected.record, found.record),
  ...difference(expected.letters, found.letters),
  ...difference(expected.told, found.told),
];

/** Every cell of a story. */
export async function* cellsOf(story: Story): AsyncGenerator<Cell> {
  const { world, stops } = await fairRun(story);
  for (const [number, { step, restore, from, calls, outcome }] of stops.entries()) {
    for (const [index, call] of calls.entries()) {
      for (const fault of faultNames) {
        restore();
        world.weather = faults[fault]({ at: index, from });
        let wrong: string[];
        try {
          await runStep(world, step);
          wrong = compare(outcome, outcomeOf(world));
        } catch (error) {
          wrong = [String(Object(error).stack)];
        }
        yield { ...call, story: story.name, step: `${number + 1} ${step.name}`, index, fault, wrong };
      }
    }
  }
}
