import { spawn } from 'node:child_process';
import net from 'node:net';
import type { TestProject } from 'vitest/node';
import { type Instance, resetInstance, type Stack, startInstance } from '../../../local/instance.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the instance that the tests share. */
    readonly stack: Stack;
    /** The folder of that instance: its logs lie there. */
    readonly folder: string;
  }
}

declare global {
  /** Each project of the tests loads this file anew; what they share is found here. */
  var instanceOfTheTests: { users: number; readonly instance: Promise<Instance> } | undefined;
}

/** The folder of the tests' own instance; `npm start` uses another, so both may run at once. */
const folder = process.env.E2E_DIR ?? '.local/test';

/** Two ports of 127.0.0.1 that nothing listens on, chosen by the system. */
export async function freePorts(): Promise<{ port: number; awsPort: number }> {
  const probes = [net.createServer(), net.createServer()] as const;
  const ports = await Promise.all(
    probes.map(async (probe) => {
      await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
      const address = probe.address();
      if (address === null || typeof address === 'string') throw new Error('the system gave no port');
      return address.port;
    }),
  );
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  const [port = 0, awsPort = 0] = ports;
  return { port, awsPort };
}

/** What a command of `npm run local` printed, and how it ended. */
export interface ByHand {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of `npm run local` on the instance in a folder, as a person does. */
export function byHand(dir: string, ...args: readonly string[]): Promise<ByHand> {
  const env = { PATH: process.env.PATH, DID_LOCAL_DIR: dir };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['local/main.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

async function startFresh(): Promise<Instance> {
  await resetInstance(folder);
  const { port, awsPort } = await freePorts();
  const { E2E_PORT, E2E_AWS_PORT } = process.env;
  return startInstance({ dir: folder, port: Number(E2E_PORT ?? port), awsPort: Number(E2E_AWS_PORT ?? awsPort) });
}

/**
 * Starts one fresh instance for all stories, the first time it is asked, and stops it when its last user is done.
 * `E2E_PORT` and `E2E_AWS_PORT` fix its ports; `E2E_DIR` gives a second run at the same time a folder of its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.instanceOfTheTests ??= { users: 0, instance: startFresh() };
  const shared = globalThis.instanceOfTheTests;
  shared.users += 1;
  const { stack, stop } = await shared.instance;
  project.provide('stack', stack);
  project.provide('folder', folder);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await stop();
  };
}
