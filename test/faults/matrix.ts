/** Runs a story with every call that it makes failing in every way, and holds what comes of it against the fair run. */
import { difference, type Outcome, outcomeOf, traces } from './record.ts';
import type { Step, Story } from './stories.ts';
import { type Call, type Fate, type Taken, type Weather, World } from './world.ts';

const minute = 60_000;
/** For so long a call fails that fails until it is healed. */
const outage = 12 * minute;
/** After a step there is so much time for it to come to rest. */
export const rest = 50 * minute;

const well: Fate = { kind: 'goes-well' };

/** Others act while a call is under way: the stream brings everything again, the sweep runs, SES tells. */
async function othersGoOn(world: World, from: number): Promise<void> {
  world.clock += 5000;
  await world.couriers.redeliver(from);
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

const slowly = (before: boolean) => (stage: Stage) =>
  once({ kind: 'slow', before, meanwhile: (world) => othersGoOn(world, stage.from) })(stage);

/** What may happen to a call. */
const faults = {
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
  'done twice': once({ kind: 'doubled' }),
  'done, then the function dies': once({ kind: 'dies' }),
  'slow to be done': slowly(true),
  'slow to answer': slowly(false),
  'next generation meanwhile': once({ kind: 'slow', before: true, meanwhile: nextGeneration }),
} as const satisfies Record<string, (stage: Stage) => Weather>;
export type FaultName = keyof typeof faults;
const isFault = (name: string): name is FaultName => name in faults;
export const faultNames: readonly FaultName[] = Object.keys(faults).filter(isFault);

/** A reading changes nothing: whether it was done before it failed, or done twice, cannot be told. */
const ofReading: readonly FaultName[] = faultNames.filter(
  (name) => !['done, but reports failure', 'done twice', 'slow to be done'].includes(name),
);
const isReading = ({ name }: Call) => /^(Get|BatchGet|Query|Scan|Describe|List|GenerateMac)/.test(name);

/** One fault at one call of one step. */
export interface Cell extends Call {
  readonly story: string;
  readonly step: string;
  readonly index: number;
  readonly fault: FaultName;
  /** What came out otherwise than in the fair run; empty if nothing did. */
  readonly wrong: string[];
  /** Only the documented thing: one mail went out twice. */
  readonly doubled: boolean;
}

async function runStep(world: World, step: Step): Promise<void> {
  const at = Date.parse(step.at);
  await world.pass(at);
  await step.run(world);
  await world.pass(at + rest);
  await world.replayDeadLetters();
}

interface Stop {
  readonly step: Step;
  readonly restore: () => void;
  readonly from: number;
  readonly calls: readonly Call[];
  readonly outcome: Outcome;
}

/** The fair run of a story: each step with the way back to its beginning, its calls, and what it came to. */
export async function fairRun(
  story: Story,
  tape?: Taken[],
  heard?: World['heard'],
): Promise<{ readonly world: World; readonly stops: readonly Stop[] }> {
  const world = new World();
  world.tape = tape;
  world.heard = heard;
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

/** The calls of a step that are hit: of those that are made again and again the first three and the last. */
function targetsOf(calls: readonly Call[]): [number, Call][] {
  const same = Map.groupBy(calls.entries(), ([, { fn, on, name }]) => `${fn} ${on} ${name}`);
  const chosen = [...same.values()].flatMap((made) => [...made.slice(0, 3), ...made.slice(3).slice(-1)]);
  return chosen.sort(([a], [b]) => a - b);
}

/** The steps of a story that no earlier story begins with as well. */
export function ownSteps(story: Story, all: readonly Story[]): number {
  const earlier = all.slice(0, all.indexOf(story));
  const same = earlier.map((other) => {
    const first = story.steps.findIndex(({ name, at }, index) => {
      const its = other.steps[index];
      return its?.name !== name || its.at !== at;
    });
    return first < 0 ? story.steps.length : first;
  });
  return Math.max(0, ...same);
}

/**
 * Whether a fault is the one that may send a mail twice (ADR 0005): SES took it, the record does not say so, and no
 * event of SES ever tells.
 */
function mayDouble(calls: readonly Call[], index: number, fault: FaultName, tells: boolean): boolean {
  if (tells) return false;
  if (calls[index]?.name === 'SendRawEmail') return /^done/.test(fault);
  return calls[index - 1]?.name === 'SendRawEmail' && /throws/.test(fault);
}

/** Every cell of a story's own steps, at the calls that are due. What a fault leaves behind is followed to the end of the story, each kind once. */
export async function* cellsOf(
  story: Story,
  from = 0,
  isDue: (call: Call) => boolean = () => true,
): AsyncGenerator<Cell> {
  const { world, stops } = await fairRun(story);
  const followed = new Set<string>();
  for (const [number, stop] of stops.entries()) {
    if (number < from) continue;
    for (const [index, call] of targetsOf(stop.calls)) {
      if (!isDue(call)) continue;
      for (const fault of isReading(call) ? ofReading : faultNames) {
        stop.restore();
        const tells = world.sesTells;
        world.weather = faults[fault]({ at: index, from: stop.from });
        const found = await wrongOf(world, [stop]);
        const doubled = mayDouble(stop.calls, index, fault, tells) && isOneLetterMore(stop.outcome, found);
        const left = `${number} ${traces(world)}`;
        const goesOn = found.length === 0 && !followed.has(left);
        followed.add(left);
        world.weather = () => well;
        const later = goesOn ? await wrongOf(world, stops.slice(number + 1)) : [];
        const wrong = doubled ? [] : [...found, ...later];
        yield { ...call, story: story.name, step: `${number + 1} ${stop.step.name}`, index, fault, wrong, doubled };
      }
    }
  }
}

const isOneLetterMore = ({ letters }: Outcome, [line, ...others]: readonly string[]) =>
  others.length === 0 && letters.some((letter) => line === `+ ${letter}`);

/** Runs steps and tells what the last one came to otherwise than in the fair run. */
async function wrongOf(world: World, stops: readonly Stop[]): Promise<string[]> {
  const last = stops.at(-1);
  if (!last) return [];
  try {
    for (const { step } of stops) await runStep(world, step);
    return compare(last.outcome, outcomeOf(world));
  } catch (error) {
    return [String(Object(error).stack)];
  }
}
