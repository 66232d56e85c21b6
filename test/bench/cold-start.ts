/**
 * Cold start: fresh Node processes that load a bundle, and an empty one before each. Load only, no request; the machine
 * is not Lambda, so what counts is the ratio.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Figure, Section } from './figures.ts';
import { median, type Pair, ratioOf } from './numbers.ts';
import type { Deployed } from './templates.ts';

const pairs = 15;
const goals = { wall: 3, cpu: 3.5 } as const;

const tell = "process.stdout.write('\\n' + JSON.stringify(process.cpuUsage()));process.exit();\n";
const Usage = z.object({ user: z.number(), system: z.number() });

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

/**
 * Measures every function.
 * @param folder holds the bundles, `<name>/index.js`
 * @param scratch a folder outside the project, whose `"type": "module"` would change how bundles load
 */
export function coldStarts(functions: readonly Deployed[], folder: string, scratch: string): Section {
  const empty = join(scratch, 'empty.mjs');
  writeFileSync(empty, tell);
  const scripts = functions.map(({ name }) => {
    mkdirSync(join(scratch, name), { recursive: true });
    copyFileSync(join(folder, name, 'index.js'), join(scratch, name, 'index.js'));
    const script = join(scratch, name, 'load.cjs');
    writeFileSync(script, `require('./index.js');\n${tell}`);
    return script;
  });
  const lambda = {
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
  };
  const measured = functions.map(() => [] as { readonly base: Run; readonly value: Run }[]);
  // Round after round, so that a busy minute of the machine falls on all functions alike.
  for (let round = 0; round < pairs; round += 1) {
    functions.forEach(({ environment }, index) => {
      const script = scripts[index];
      if (script === undefined) return;
      const base = run(empty, lambda);
      measured[index]?.push({ base, value: run(script, { ...lambda, ...environment }) });
    });
  }
  const figures = functions.flatMap(({ name }, index): Figure[] => {
    const runs = measured[index] ?? [];
    const of = (kind: keyof Run): Pair[] => runs.map(({ base, value }) => ({ base: base[kind], value: value[kind] }));
    const note = `${median(runs.map(({ value }) => value.cpu)).toFixed(0)} ms over ${median(runs.map(({ base }) => base.cpu)).toFixed(0)} ms`;
    return [
      {
        id: `cold.cpu.${name}`,
        what: `${name}, processor time`,
        value: ratioOf(of('cpu')),
        unit: '×',
        goal: goals.cpu,
        note,
      },
      { id: `cold.wall.${name}`, what: `${name}, clock`, value: ratioOf(of('wall')), unit: '×', goal: goals.wall },
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
      ...busy,
    ],
    figures,
  };
}
