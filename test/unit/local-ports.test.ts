import { execFileSync } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startWithFree } from '../../local/ports.ts';
import { root } from '../../local/settings.ts';

const open: net.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** Two ports beside each other, both taken. */
async function takenPair(): Promise<number> {
  for (let port = 21_400; ; port += 5) {
    const pair = [net.createServer(), net.createServer()];
    const taken = await Promise.all(
      pair.map(
        (server, index) =>
          new Promise<boolean>((resolve) => {
            server.once('error', () => resolve(false));
            server.listen(port + index, '127.0.0.1', () => resolve(true));
          }),
      ),
    );
    open.push(...pair.filter((_, index) => taken[index]));
    if (taken.every(Boolean)) return port;
  }
}

const portsIn = (start: string) =>
  /^PORT=(\d+) LOCAL_AWS_PORT=(\d+) npm start$/.exec(start)?.slice(1).map(Number) ?? [];

describe('who is told that a port is taken', () => {
  test('hears two that are free, and never one twice', async () => {
    const port = await takenPair();
    const [portal = 0, aws = 0] = portsIn(await startWithFree({ dir: '', port, awsPort: port + 1 }, 'none'));
    expect(portal).toBeGreaterThan(port + 1);
    expect(aws).toBeGreaterThan(port + 1);
    expect(aws).not.toBe(portal);
  });

  test('keeps the port that this instance holds itself', async () => {
    const port = await takenPair();
    const settings = { dir: '', port, awsPort: port + 1 };
    expect(portsIn(await startWithFree(settings, 'port'))[0]).toBe(port);
    expect(portsIn(await startWithFree(settings, 'awsPort'))[1]).toBe(port + 1);
  });
});

test('a file that is not there is one sentence, not a fault of ours', () => {
  const run = () =>
    execFileSync(process.execPath, [path.join(root, 'local', 'operators.ts'), 'import', '/nope.csv'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(run).toThrow(
    expect.objectContaining({ status: 1, stderr: 'There is no file or folder /nope.csv: check the path.\n' }),
  );
});
