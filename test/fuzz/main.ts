/**
 * `npm run fuzz [-- --as NAME] [--examples N] [--seed N]`: Schemathesis tries the API by its own document, on a local
 * stack of its own, as each of those who may ask. Ends with 1 if an answer was a fault or is not in the document.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { resetInstance, startInstance } from '../../local/instance.ts';
import { freePorts } from '../e2e/support/instance.ts';
import { talkTo } from '../e2e/support/stack.ts';
import { type Run, readRun } from './report.ts';
import { type Effort, idsOf, settingsOf } from './settings.ts';
import { type Knocker, type KnockerName, knockers } from './world.ts';

const folder = path.resolve('.local/fuzz');
const tool = path.resolve('.local/fuzz-venv/bin/schemathesis');
const hooks = path.resolve('test/fuzz/hooks.py');

function isKnocker(name: string): name is KnockerName {
  return Object.hasOwn(knockers, name);
}

function options(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      as: { type: 'string', multiple: true, default: Object.keys(knockers) },
      examples: { type: 'string', default: '15' },
      seed: { type: 'string', default: '1' },
    },
  });
  const strange = values.as.find((name) => !isKnocker(name));
  if (strange !== undefined) throw new Error(`Nobody is called ${strange}: ${Object.keys(knockers).join(', ')}`);
  return {
    names: values.as.filter(isKnocker),
    effort: { examples: Number(values.examples), seed: Number(values.seed) },
  };
}

/** Runs Schemathesis to its end; what it prints goes into a file, what it finds is read from its events. */
async function fuzz(apiUrl: string, knocker: Knocker, effort: Effort, into: string): Promise<Run> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const file = path.join(into, 'schemathesis.toml');
  writeFileSync(file, settingsOf(knocker, effort));
  const args = ['--config-file', file, 'run', `${apiUrl}/openapi.json`, '--no-color', '--report', 'ndjson'];
  const child = spawn(tool, [...args, '--report-dir', into], {
    env: { ...process.env, SCHEMATHESIS_HOOKS: hooks, FUZZ_KNOWN: idsOf(knocker.known), PYTHONDONTWRITEBYTECODE: '1' },
    cwd: into,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  writeFileSync(path.join(into, 'said.txt'), said.join(''));
  return readRun(into);
}

function tell(name: string, { statuses, reached, findings, errors }: Run, seconds: number): void {
  const cases = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`);
  console.log(`\n${name}: ${cases} cases in ${seconds} s, ${reached.size} operations answered 2xx`);
  console.log(`  ${sorted.join(', ')}`);
  for (const { check, operation, message, request, answer } of findings) {
    console.log(`  ${check}, ${operation}: ${message.replaceAll('\n', ' ')}\n    ${request}\n    ${answer}`);
  }
  for (const error of errors) console.log(`  not tried: ${error}`);
}

const { names, effort } = options(process.argv.slice(2));
await resetInstance(folder);
const instance = await startInstance({ dir: folder, ...(await freePorts()) });
talkTo(instance.stack);
// The emulator is a process of its own, which a Ctrl-C would leave behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void instance.stop().finally(() => process.exit(130)));
}
const runs: Run[] = [];
try {
  for (const name of names) {
    const since = Date.now();
    const into = path.resolve(`.local/fuzz-reports/${name}`);
    const run = await fuzz(instance.stack.apiUrl, await knockers[name](), effort, into);
    runs.push(run);
    tell(name, run, Math.round((Date.now() - since) / 1000));
  }
} finally {
  await instance.stop();
}
const total = runs.flatMap(({ statuses }) => [...statuses.values()]).reduce((sum, count) => sum + count, 0);
const found = runs.reduce((sum, { findings, errors }) => sum + findings.length + errors.length, 0);
const reached = new Set(runs.flatMap((run) => [...run.reached]));
console.log(`\n${total} cases, ${reached.size} operations answered 2xx to somebody, ${found} findings.`);
process.exitCode = found === 0 ? 0 : 1;
