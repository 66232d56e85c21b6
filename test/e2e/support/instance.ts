import net from 'node:net';
import type { TestProject } from 'vitest/node';
import { resetInstance, type Stack, startInstance } from '../../../local/instance.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the instance that the tests share. */
    readonly stack: Stack;
    /** The folder of that instance: its logs lie there. */
    readonly folder: string;
  }
}

/** The folder of the tests' own instance; `npm start` uses another, so both may run at once. */
const folder = '.local/test';

/** So many ports of 127.0.0.1 that nothing listens on, chosen by the system. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = net.createServer();
      await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
      return probe;
    }),
  );
  return Promise.all(
    probes.map(async (probe) => {
      const address = probe.address();
      await new Promise((resolve) => probe.close(resolve));
      if (address === null || typeof address === 'string') throw new Error('the system gave no port');
      return address.port;
    }),
  );
}

function portNamed(variable: string): number | undefined {
  const text = process.env[variable];
  return text ? Number(text) : undefined;
}

/** Starts one fresh instance for all story files, and stops it after the last. `E2E_PORT`, `E2E_AWS_PORT` fix its ports. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await resetInstance(folder);
  const [port, awsPort] = await freePorts(2);
  if (port === undefined || awsPort === undefined) throw new Error('two ports are needed');
  const instance = await startInstance({
    dir: folder,
    port: portNamed('E2E_PORT') ?? port,
    awsPort: portNamed('E2E_AWS_PORT') ?? awsPort,
  });
  project.provide('stack', instance.stack);
  project.provide('folder', folder);
  return () => instance.stop();
}
