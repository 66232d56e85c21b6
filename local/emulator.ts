import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { portIsFree, startWithFree } from './ports.ts';
import { changeRunFile, readRunFile, writeWhole } from './run-file.ts';
import {
  account,
  endpointOf,
  filesOf,
  LocalProblem,
  nodeFolder,
  region,
  root,
  type Say,
  type Settings,
  scratchOf,
} from './settings.ts';

/** Where the emulator's state came from: nothing, the last stop, or an emulator that was still running. */
export type Origin = 'fresh' | 'kept' | 'adopted';

/** Whether the emulator answers. */
export async function emulatorAnswers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The command line of a process; empty if there is none. Process ids are used again, so an id alone proves nothing. */
function commandOf(pid: number): string {
  try {
    return existsSync('/proc/self')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

const isEmulator = (pid: number): boolean => /-m[\0 ]ministack/.test(commandOf(pid));

/**
 * The environment of the emulator and of every function that it runs. Nothing of the caller's own comes along but what
 * a program needs to run, so that no real AWS credentials, proxies or profiles reach the functions.
 */
function environmentOf(settings: Settings, smtp: string | undefined): Record<string, string> {
  const files = filesOf(settings.dir);
  return {
    // Functions run as child processes with the first `node` on the path.
    PATH: [nodeFolder, process.env.PATH].join(path.delimiter),
    HOME: process.env.HOME ?? settings.dir,
    LANG: process.env.LANG ?? 'C.UTF-8',
    TMPDIR: scratchOf(settings.dir),
    // Custom resources find the SDK here, as they do in Lambda.
    NODE_PATH: path.join(root, 'node_modules'),
    GATEWAY_PORT: `${settings.awsPort}`,
    BIND_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    PERSIST_STATE: '1',
    STATE_DIR: files.state,
    S3_PERSIST: '1',
    S3_DATA_DIR: files.objects,
    MINISTACK_REGION: region,
    MINISTACK_ACCOUNT_ID: account,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    // Where SES sends mail on to.
    ...(smtp !== undefined && { SMTP_HOST: smtp }),
    // At INFO it would log every recipient and subject.
    LOG_LEVEL: process.env.LOCAL_AWS_LOG_LEVEL ?? 'WARNING',
    // By how much the state machine's retries wait longer, or shorter, than they say.
    SFN_WAIT_SCALE: process.env.LOCAL_AWS_WAIT_SCALE ?? '1',
  };
}

function keptFiles(state: string): string[] {
  return existsSync(state) ? readdirSync(state).filter((name) => name.endsWith('.json')) : [];
}

/** Whether every kept file can be read: a stop that was cut off may have left half of one. */
function keptStateIsWhole(state: string): boolean {
  return keptFiles(state).every((name) => {
    try {
      JSON.parse(readFileSync(path.join(state, name), 'utf8'));
      return true;
    } catch {
      return false;
    }
  });
}

/** Deletes what the emulator kept, and the mail that speaks of it. */
export function forgetState(dir: string): void {
  const { state, objects, mail } = filesOf(dir);
  for (const kept of [state, objects, mail]) rmSync(kept, { recursive: true, force: true });
}

/** Moves kept state out of the way, so that the next start is fresh; the last one set aside can still be looked at. */
export function setAsideState(settings: Settings, say: Say): void {
  const { state, objects, mail } = filesOf(settings.dir);
  for (const kept of [state, objects, mail]) {
    rmSync(`${kept}.broken`, { recursive: true, force: true });
    if (existsSync(kept)) renameSync(kept, `${kept}.broken`);
  }
  say(`What the local AWS kept is incomplete. It is set aside as ${state}.broken, and a fresh one begins.`);
}

const Positions = z.looseObject({
  payload: z.looseObject({
    dynamodb_stream_positions: z.looseObject({ data: z.record(z.string(), z.number()) }),
  }),
});

/**
 * Sets the readers of the table's stream back to its beginning. The emulator keeps how far they have read but not the
 * stream itself, and would skip as many new records as there were old ones.
 */
function rewindStreamReaders(state: string): void {
  const file = path.join(state, 'lambda.json');
  if (!existsSync(file)) return;
  const parsed = Positions.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) return;
  const positions = parsed.data.payload.dynamodb_stream_positions;
  positions.data = Object.fromEntries(Object.keys(positions.data).map((reader) => [reader, 0]));
  writeWhole(file, JSON.stringify(parsed.data));
}

/** The last lines of the emulator's log. */
function lastWords(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n') : '';
}

/**
 * Starts the emulator, or takes over the instance's own one if it outlived its server.
 * @returns where its state came from
 * @param smtp `host:port` that takes the mail as SES sends it on
 * @throws LocalProblem if its port is taken by another program, or if it does not come up
 */
export async function startEmulator(settings: Settings, say: Say, smtp?: string): Promise<Origin> {
  const endpoint = endpointOf(settings);
  const files = filesOf(settings.dir);
  const { emulatorPid, awsPort } = readRunFile(settings.dir);
  if (emulatorPid !== undefined && isEmulator(emulatorPid)) {
    if (awsPort === settings.awsPort && (await emulatorAnswers(endpoint))) return 'adopted';
    await stopEmulator(settings.dir);
  } else if (emulatorPid !== undefined) {
    say('The local AWS ended without being stopped: what was done since it was last stopped is lost.');
  }
  if (!(await portIsFree(settings.awsPort))) {
    throw new LocalProblem(
      `Port ${settings.awsPort}, meant for the local AWS, is taken by another program. Stop that program or choose free ports: ${await startWithFree(settings, 'port')}`,
    );
  }
  if (!keptStateIsWhole(files.state)) setAsideState(settings, say);
  const origin = keptFiles(files.state).length > 0 ? 'kept' : 'fresh';
  // Objects are written at once, all else at a stop: without the latter the former and the mail belong to nothing.
  if (origin === 'fresh') forgetState(settings.dir);
  rewindStreamReaders(files.state);
  mkdirSync(files.state, { recursive: true });
  say('Starting the local AWS ...');
  const log = openSync(files.emulatorLog, 'w');
  const python = path.join(root, '.local', 'venv', 'bin', 'python');
  const child = spawn(python, ['-m', 'ministack'], {
    cwd: settings.dir,
    detached: true,
    env: environmentOf(settings, smtp),
    stdio: ['ignore', log, log],
  });
  let ended = child.pid === undefined;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  if (child.pid !== undefined) changeRunFile(settings.dir, { emulatorPid: child.pid, awsPort: settings.awsPort });
  for (const end = Date.now() + 60_000; !ended && Date.now() < end; await sleep(100)) {
    if (await emulatorAnswers(endpoint)) return origin;
  }
  throw new LocalProblem(
    `The local AWS did not come up. The last lines of ${files.emulatorLog}:\n${lastWords(files.emulatorLog)}`,
  );
}

/** Ends what the emulator left running: the processes of its functions, which are of its group. */
function endLeftovers(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}

/**
 * Stops the instance's emulator so that it keeps its state, and waits for its end. Does nothing if none runs.
 * @returns whether the state was kept: false if it had ended by itself, or had to be killed after 30 seconds
 */
export async function stopEmulator(dir: string): Promise<boolean> {
  const { emulatorPid } = readRunFile(dir);
  if (emulatorPid === undefined) return true;
  if (!isEmulator(emulatorPid)) return false;
  process.kill(emulatorPid, 'SIGTERM');
  let running = true;
  for (const end = Date.now() + 30_000; running && Date.now() < end; await sleep(50)) running = isEmulator(emulatorPid);
  endLeftovers(emulatorPid);
  return !running;
}
