/**
 * Cold start: fresh Node processes that load a bundle, and an empty one before each. Load only, but for one that goes on
 * to its first event; the machine is not Lambda, so what counts is the ratio.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Figure, Section } from './figures.ts';
import { firstEvent, startNothingFound } from './first-event.ts';
import { median, type Pair, ratioOf } from './numbers.ts';
import type { Deployed } from './templates.ts';

const pairs = 15;
const goals = { wall: 3, cpu: 3.5 } as const;
const goalOfFirstEvent = 5.2;
/** The transition that goes on to its first event; the others differ by the law they hold. */
const example = 'release';

const tell = "process.stdout.write('\\n' + JSON.stringify(process.cpuUsage()));process.exit();\n";
const Usage = z.object({ user: z.number(), system: z.number() });

const lambda = {
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
};

interface Run {
  /** Milliseconds from the start of the process to its end. */
  readonly wall: number;
  /** Milliseconds of processor time, all threads. */
  readonly cpu: number;
}

function run(script: string, environment: Readonly<Record<string, string>>): Run {
  const began = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env: environment, encoding: 'utf8' });
  const wall = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== 0) throw new Error(`${script} did not load: ${stderr.slice(-600)}`);
  const { user, system } = Usage.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))));
  return { wall, cpu: (user + system) / 1000 };
}

/** A run, and one of an empty process right before it. */
interface Runs {
  readonly base: Run;
  readonly value: Run;
}

/** A process that is measured. */
interface Probe {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs every probe after an empty process, again and again. */
function measure(probes: readonly Probe[], empty: string): { readonly name: string; readonly runs: readonly Runs[] }[] {
  const measured = probes.map((probe) => ({ ...probe, runs: [] as Runs[] }));
  // Round after round, so that a busy minute of the machine falls on all alike.
  for (let round = 0; round < pairs; round += 1) {
    for (const { script, environment, runs } of measured) {
      const base = run(empty, lambda);
      runs.push({ base, value: run(script, { ...lambda, ...environment }) });
    }
  }
  return measured;
}

const pairsOf = (runs: readonly Runs[], kind: keyof Run): Pair[] =>
  runs.map(({ base, value }) => ({ base: base[kind], value: value[kind] }));

/**
 * Measures every function.
 * @param folder holds the bundles, `<name>/index.js`
 * @param scratch a folder outside the project, whose `"type": "module"` would change how bundles load
 */
export async function coldStarts(functions: readonly Deployed[], folder: string, scratch: string): Promise<Section> {
  const empty = join(scratch, 'empty.mjs');
  writeFileSync(empty, tell);
  const probes = functions.map(({ name, environment }): Probe => {
    mkdirSync(join(scratch, name), { recursive: true });
    copyFileSync(join(folder, name, 'index.js'), join(scratch, name, 'index.js'));
    const script = join(scratch, name, 'load.cjs');
    writeFileSync(script, `require('./index.js');\n${tell}`);
    return { name, script, environment };
  });
  const stub = await startNothingFound();
  const first = probes.flatMap(({ name, environment }): Probe[] => {
    if (name !== example) return [];
    const script = join(scratch, name, 'first-event.cjs');
    writeFileSync(script, firstEvent(tell));
    return [{ name, script, environment: { ...environment, AWS_ENDPOINT_URL: stub.endpoint } }];
  });
  const measured = measure([...probes, ...first], empty);
  stub.stop();
  const figures = measured.flatMap(({ name, runs }, index): Figure[] => {
    const [id, what] = index < probes.length ? ['cold', name] : ['cold.first', `${name} and its first event`];
    const [cpu, wall] = id === 'cold' ? [goals.cpu, goals.wall] : [undefined, goalOfFirstEvent];
    const note = `${median(runs.map(({ value }) => value.cpu)).toFixed(0)} ms over ${median(runs.map(({ base }) => base.cpu)).toFixed(0)} ms`;
    return [
      {
        id: `${id}.cpu.${name}`,
        what: `${what}, processor time`,
        value: ratioOf(pairsOf(runs, 'cpu')),
        unit: '×',
        goal: cpu,
        note,
      },
      {
        id: `${id}.wall.${name}`,
        what: `${what}, clock`,
        value: ratioOf(pairsOf(runs, 'wall')),
        unit: '×',
        goal: wall,
      },
    ];
  });
  const [load = 0] = loadavg();
  const busy =
    load > availableParallelism()
      ? [`The machine was busy (load ${load.toFixed(1)}): run it again when it is not.`]
      : [];
  return {
    title: `Cold start: loading a function over starting an empty Node ${process.versions.node} process`,
    notes: [
      `Median of ${pairs} pairs of fresh processes, taken in turns; the processor's ratio is the steadier one.`,
      `The first event of ${example} is one call of AWS, over plain HTTP; the goal for loading and it is one by the clock.`,
      ...busy,
    ],
    figures,
  };
}
