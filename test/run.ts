/** `npm test`: every part of the tests, independent ones side by side, with progress and the command of what fails. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.ts';

interface Part {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What must be there first; says what is missing if it cannot be had. */
  readonly needs?: () => { readonly missing?: string };
  /** From where on what it said is shown though it passed. */
  readonly shows?: string;
}

const vitest = (...projects: string[]): Part['command'] => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
];

/** Each lane runs its parts one after another; the lanes run side by side. */
const lanes: readonly (readonly Part[])[] = [
  [
    { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
    { name: 'lint', command: ['biome', 'check', '.'] },
    { name: 'infrastructure', command: vitest('infra') },
    { name: 'unit and state machines', command: vitest('unit', 'statemachines') },
    { name: 'faults', command: vitest('faults'), shows: 'What every call of every function met' },
    { name: 'second engine', command: vitest('engines') },
  ],
  [
    // The stories wait for the stack more than they compute.
    { name: 'stories on the local stack', command: [...vitest('e2e'), '--maxWorkers=3'] },
    { name: 'pages in Chromium', command: vitest('browser'), needs: ensureChromium },
  ],
];

interface Outcome {
  readonly part: Part;
  readonly code: number;
  readonly seconds: number;
  readonly output: string;
}

async function run(part: Part): Promise<Outcome> {
  const began = Date.now();
  console.log(`… ${part.name}`);
  const { missing } = part.needs?.() ?? {};
  if (missing !== undefined) {
    console.log(`✗ ${part.name}: ${missing}`);
    return { part, code: 1, seconds: 0, output: missing };
  }
  const [program, ...args] = part.command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  const output: string[] = [];
  child.stdout.on('data', (data) => output.push(String(data)));
  child.stderr.on('data', (data) => output.push(String(data)));
  const exit = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      output.push(error.message);
      resolve(1);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
  let done = false;
  const progress = (async () => {
    while (!done) {
      await sleep(15_000, undefined, { ref: false });
      if (!done) console.log(`… ${part.name}: ${Math.round((Date.now() - began) / 1000)} s`);
    }
  })();
  const code = await exit;
  done = true;
  void progress;
  const seconds = Math.round((Date.now() - began) / 1000);
  const said = stripVTControlCharacters(output.join(''));
  const tests = /^\s*Tests\s+(.*)$/m.exec(said)?.[1] ?? '';
  console.log(`${code === 0 ? '✓' : '✗'} ${part.name} (${seconds} s) ${tests}`);
  const from = part.shows === undefined ? -1 : said.indexOf(part.shows);
  if (code === 0 && from >= 0) console.log(said.slice(from));
  return { part, code, seconds, output: said };
}

const outcomes: Outcome[] = [];
await Promise.all(
  lanes.map(async (lane) => {
    for (const part of lane) outcomes.push(await run(part));
  }),
);

const failed = outcomes.filter(({ code }) => code !== 0);
for (const { part, output } of failed) {
  console.log(`\n──── ${part.name} ────\n${output}\n`);
  console.log(`To run this part alone: npx ${part.command.join(' ')}`);
}
const count = (word: 'passed' | 'failed' | 'skipped') =>
  outcomes.reduce((sum, { output }) => {
    const line = /^\s*Tests\s+(.*)$/m.exec(output)?.[1] ?? '';
    return sum + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  }, 0);
console.log(`\nTests: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
process.exit(failed.length === 0 ? 0 : 1);
