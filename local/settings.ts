import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The folder of the project's own Node, first on the path of everything that is started: the host's may be older. */
export const nodeFolder = path.join(root, 'node_modules', '.bin');

/** The account and region that the local stacks live in. */
export const account = '000000000000';
export const region = 'eu-south-1';

/** What one local instance needs to know of itself. Two instances differ in all three. */
export interface Settings {
  /** Folder that holds everything of the instance: state, mail, logs, stack.json. */
  readonly dir: string;
  /** Port of the portal, the API and the inbox, on 127.0.0.1. */
  readonly port: number;
  /** Port of the emulator, on 127.0.0.1. */
  readonly awsPort: number;
}

/** Says one sentence about the progress; an instance is told where to. */
export type Say = (sentence: string) => void;

/** A problem that the reader can solve. Its message is all that is shown. */
export class LocalProblem extends Error {}

function portFrom(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LocalProblem(`${name}=${text} is no port number: choose one from 1 to 65535.`);
}

/**
 * The settings that the environment names: `DID_LOCAL_DIR`, `PORT` and `LOCAL_AWS_PORT`.
 * @throws LocalProblem if a port is no port number, or if both are the same
 */
export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const port = portFrom(environment.PORT, 'PORT', 8080);
  const awsPort = portFrom(environment.LOCAL_AWS_PORT, 'LOCAL_AWS_PORT', 4566);
  if (port === awsPort) {
    throw new LocalProblem(
      `The portal (PORT) and the local AWS (LOCAL_AWS_PORT) cannot share port ${port}. Choose two, for example: PORT=8080 LOCAL_AWS_PORT=4566 npm start`,
    );
  }
  return { dir: path.resolve(root, environment.DID_LOCAL_DIR || '.local'), port, awsPort };
}

/** The emulator's address. By number, because bucket names would otherwise become host names. */
export function endpointOf(settings: Settings): string {
  return `http://127.0.0.1:${settings.awsPort}`;
}

/** Where the portal, the API and the inbox are served. */
export function portalUrlOf(settings: Settings): string {
  return `http://localhost:${settings.port}`;
}

/** The files of an instance, by what they hold. */
export function filesOf(dir: string) {
  return {
    stack: path.join(dir, 'stack.json'),
    run: path.join(dir, 'run.json'),
    mail: path.join(dir, 'mail.json'),
    state: path.join(dir, 'state'),
    objects: path.join(dir, 'objects'),
    assembly: path.join(dir, 'cdk.out'),
    outputs: path.join(dir, 'outputs.json'),
    emulatorLog: path.join(dir, 'emulator.log'),
    deployLog: path.join(dir, 'deploy.log'),
  } as const;
}

/**
 * A scratch folder of the instance, made if it is not there. It lies outside the project, whose `"type": "module"`
 * would turn the functions' bundles into ES modules.
 */
export function scratchOf(dir: string): string {
  const scratch = path.join(os.tmpdir(), `did-local-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`);
  mkdirSync(scratch, { recursive: true });
  return scratch;
}
