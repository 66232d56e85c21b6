import net from 'node:net';
import type { Settings } from './settings.ts';

/** Whether nothing listens on a port of 127.0.0.1. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function nextFree(from: number, but?: number): Promise<number> {
  for (let port = from; port < 65_536; port += 1) if (port !== but && (await portIsFree(port))) return port;
  return nextFree(1024, but);
}

/**
 * How to start with ports that are free: of the two each stays that is, or that this instance holds itself.
 * @param held which of them this instance holds
 */
export async function startWithFree({ port, awsPort }: Settings, held: 'port' | 'awsPort' | 'none'): Promise<string> {
  const portal = held === 'port' ? port : await nextFree(port, held === 'awsPort' ? awsPort : undefined);
  const aws = held === 'awsPort' ? awsPort : await nextFree(awsPort, portal);
  return `PORT=${portal} LOCAL_AWS_PORT=${aws} npm start`;
}
