// Runs on whatever Node the machine has (18 or later), before anything is installed: installs what is missing, then
// hands over to the project's own Node 24. Plain JavaScript without dependencies, for that reason.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inside = (...parts) => path.join(root, ...parts);
const say = (text) => process.stderr.write(`${text}\n`);

/** A problem that the reader can solve: its message is all that is printed. */
class SetupProblem extends Error {}

const pythonAdvice = [
  'Install it, for example:',
  '  Debian, Ubuntu   sudo apt-get install python3 python3-venv',
  '  Fedora           sudo dnf install python3',
  '  macOS            brew install python',
  'or name another one: PYTHON=/path/to/python3 npm start',
].join('\n');

/** Whether node_modules holds every package that the lock file demands, in its version. */
function packagesInstalled() {
  const installedPath = inside('node_modules', '.package-lock.json');
  if (!existsSync(installedPath) || !existsSync(inside('node_modules', '.bin', 'node'))) return false;
  const wanted = JSON.parse(readFileSync(inside('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    if (installed[name] === undefined) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return installed[name].version === entry.version;
  });
}

/** Runs a program to its end and returns its status and output; the output is printed only if it fails. */
function run(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return {
    ok: result.status === 0,
    missing: result.error?.code === 'ENOENT',
    output: `${result.stdout ?? ''}${result.stderr ?? ''}`,
  };
}

const networkSigns =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EHOSTUNREACH|ENETUNREACH|npm error network|NewConnectionError|ConnectTimeoutError|Max retries exceeded|Temporary failure|Could not find a version/i;

/** Turns a failed installation into one clear problem. */
function installationProblem(what, registry, output) {
  if (networkSigns.test(output)) {
    return new SetupProblem(
      `${what} could not be installed: ${registry} does not answer.\nCheck the network, the proxy and the configured registry, then run the same command again.`,
    );
  }
  const lastLines = output.trim().split('\n').slice(-15).join('\n');
  return new SetupProblem(`${what} could not be installed. The last lines of the installer:\n${lastLines}`);
}

function seconds(since) {
  return `${Math.max(1, Math.round((Date.now() - since) / 1000))} s`;
}

function ensurePackages() {
  if (packagesInstalled()) return;
  const since = Date.now();
  say('Installing the npm packages (a minute or two the first time) ...');
  // Not `npm ci`: it refuses a lock file in which a registry left out an optional package of another platform.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=2000',
    '--fetch-timeout=60000',
  ];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args);
  if (result.missing) throw new SetupProblem('npm was not found. Install Node.js 18 or later together with npm.');
  if (!result.ok) throw installationProblem('The npm packages', 'the npm registry', result.output);
  say(`Installed the npm packages in ${seconds(since)}.`);
}

/** The first Python 3.10 or later that can make virtual environments. */
function findPython() {
  const names = process.env.PYTHON
    ? [process.env.PYTHON]
    : ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  let found = '';
  for (const name of names) {
    const probe = run(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    const version = /(\d+)\.(\d+)/.exec(probe.ok ? probe.output : '');
    if (!version) continue;
    found ||= version[0];
    if (Number(version[1]) !== 3 || Number(version[2]) < 10) continue;
    if (run(name, ['-c', 'import venv, ensurepip']).ok) return name;
    throw new SetupProblem(`Python ${version[0]} is here, but its venv module is missing.\n${pythonAdvice}`);
  }
  const here = found ? `the one here is ${found}` : 'none was found';
  throw new SetupProblem(`The local AWS needs Python 3.10 or later; ${here}.\n${pythonAdvice}`);
}

/** What is installed from the Python package index, each into an environment of its own. */
const environments = {
  aws: { name: 'ministack (the local AWS)', venv: inside('.local', 'venv'), from: inside('local', 'requirements.txt') },
  fuzz: { name: 'Schemathesis', venv: inside('.local', 'fuzz-venv'), from: inside('test', 'fuzz', 'requirements.txt') },
};

function ensurePython({ name, venv, from: requirements }) {
  const stamp = path.join(venv, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const python = path.join(venv, 'bin', 'python');
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (current && run(python, ['--version']).ok) return;
  const since = Date.now();
  const base = findPython();
  say(`Installing ${name} into ${path.relative(root, venv)} ...`);
  rmSync(venv, { recursive: true, force: true });
  const created = run(base, ['-m', 'venv', venv]);
  if (!created.ok)
    throw new SetupProblem(
      `Python could not make a virtual environment.\n${created.output.trim().split('\n').slice(-5).join('\n')}\n${pythonAdvice}`,
    );
  const args = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--retries',
    '1',
    '--timeout',
    '30',
    '-r',
    requirements,
  ];
  const installed = run(python, args);
  if (!installed.ok) throw installationProblem(name, 'the Python package index', installed.output);
  // Written last: an interrupted installation is begun again.
  writeFileSync(stamp, wanted);
  say(`Installed ${name} in ${seconds(since)}.`);
}

/**
 * Installs what is missing: npm packages and Python environments, that of the local AWS always. Throws a SetupProblem that
 * says what to do.
 */
export function ensure(...more) {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    throw new SetupProblem(`Node.js 18 or later is needed to begin; this is ${process.version}.`);
  }
  ensurePackages();
  for (const one of ['aws', ...more]) ensurePython(environments[one]);
}

/** Runs a script under the project's own Node, passes signals on and ends as it ends. */
function handOver(script, args) {
  const child = spawn(inside('node_modules', '.bin', 'node'), [inside(script), ...args], { stdio: 'inherit' });
  // The terminal sends its signals to the whole group; a signal sent to this process alone must reach the child too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

if (process.argv[1] && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) {
  const [command = 'help', ...args] = process.argv.slice(2);
  try {
    ensure(...(command === 'ensure' ? args : []));
    if (command === 'test') handOver(path.join('test', 'run.ts'), args);
    else if (command !== 'ensure') handOver(path.join('local', 'main.ts'), [command, ...args]);
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem;
    say(problem.message);
    process.exitCode = 1;
  }
}
