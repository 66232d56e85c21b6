/**
 * `npm run bench [-- --only part] [--save]`: what the product weighs, how it starts, what it uses and costs, and how it
 * compares with the last run that was saved. A missed goal is printed, it is no failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../../infra/bundle/bundle.ts';
import { entries } from '../../infra/functions.ts';
import { heaviest, weigh } from './bundles.ts';
import { coldStarts } from './cold-start.ts';
import { keeps, linesOf, type Section } from './figures.ts';
import { type Journey, reserveJourney, strongJourney } from './journeys.ts';
import { latencies } from './latency.ts';
import { fixedCost, identityCost, marginalCost } from './money.ts';
import { assumption, milan } from './prices.ts';
import { lastRun, save } from './saved.ts';
import { type Bench, logged, startBench } from './stack.ts';
import { stepsOf } from './steps.ts';
import { type IdleSweep, sweeps } from './sweep.ts';
import { countOf, deployedFunctions, tracedShares } from './templates.ts';

const parts = ['bundles', 'cold-start', 'journeys', 'sweep', 'cost', 'latency'] as const;
type Part = (typeof parts)[number];

function options(args: readonly string[]): { readonly chosen: ReadonlySet<Part>; readonly keep: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: { save: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
  });
  const chosen = values.only.map((name) => {
    const part = parts.find((one) => one === name);
    if (!part) throw new Error(`There is no part ${name}: npm run bench -- [--save] [--only ${parts.join('|')}]`);
    return part;
  });
  if (values.save && chosen.length > 0) throw new Error('A run is kept whole: say --save without --only.');
  return { chosen: new Set(chosen.length === 0 ? parts : chosen), keep: values.save };
}

const began = Date.now();
const sections: Section[] = [];
const before = lastRun();
const known = new Map(Object.entries(before?.figures ?? {}).map(([id, { value }]) => [id, value]));

function tell(section: Section): void {
  sections.push(section);
  console.log(linesOf(section, known).join('\n'));
}

/** The parts that need no stack. */
async function still(chosen: ReadonlySet<Part>, scratch: string): Promise<void> {
  if (!chosen.has('bundles') && !chosen.has('cold-start')) return;
  const { folder, metafile } = await bundle({ target: scratch });
  if (chosen.has('bundles')) {
    const section = weigh(metafile);
    tell({ ...section, notes: [...section.notes, `All together: ${heaviest(metafile, 12).join(', ')}.`] });
  }
  if (chosen.has('cold-start')) tell(await coldStarts(deployedFunctions(), folder, scratch));
}

/** The parts that run on a stack. */
async function live(chosen: ReadonlySet<Part>, bench: Bench): Promise<void> {
  const list = milan();
  const running = {
    memory: Math.max(...deployedFunctions().map((one) => one.memory)),
    traced: tracedShares(assumption(list, 'tracedShare')),
  };
  let idle: IdleSweep | undefined;
  const journeys: Journey[] = [];
  if (chosen.has('journeys') || chosen.has('cost')) {
    const tokenBytes = assumption(list, 'tokenBytes');
    journeys.push(await strongJourney(bench, tokenBytes), await reserveJourney(bench, tokenBytes));
  }
  if (chosen.has('journeys')) for (const journey of journeys) tell(stepsOf(journey));
  if (chosen.has('sweep')) {
    const swept = await sweeps(bench);
    idle = swept.idle;
    tell(swept.section);
  }
  if (chosen.has('cost')) {
    tell(marginalCost(journeys, running, list));
    tell(identityCost(list));
    const { metrics } = await logged(bench, Object.keys(entries));
    tell(fixedCost({ ...running, count: countOf, metrics: metrics.length, idle }, list));
  }
  if (!chosen.has('latency')) return;
  await bench.unplug();
  tell(await latencies());
}

const { chosen, keep } = options(process.argv.slice(2));
if (before) console.log(`Compared with the run saved ${before.savedAt.slice(0, 16)}Z at revision ${before.revision}.`);
const scratch = mkdtempSync(join(tmpdir(), 'did-bench-'));
try {
  await still(chosen, scratch);
  const needsStack = parts.slice(2).some((part) => chosen.has(part));
  if (needsStack) {
    const bench = await startBench();
    try {
      await live(chosen, bench);
    } finally {
      await bench.stop();
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const figures = sections.flatMap((section) => section.figures);
const missed = figures.filter((figure) => !keeps(figure));
const goals = figures.filter(({ goal }) => goal !== undefined).length;
console.log(`\n${goals - missed.length} of ${goals} goals kept, ${Math.round((Date.now() - began) / 1000)} s.`);
if (keep) console.log(`Saved as ${save(sections, new Date())}.`);
