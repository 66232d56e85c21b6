/** A call to AWS that is never answered does not hang until the function's own time is over. */
import { createServer, type Server } from 'node:net';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBus, openHmacKey, openMachine, openTable } from '../../functions/store/clients.ts';

let silent: Server;
beforeAll(async () => {
  silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const settings = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: 'eu-south-1', AWS_MAX_ATTEMPTS: '1' };
  const credentials = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
  for (const [name, value] of Object.entries({ ...settings, ...credentials })) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  silent.close();
});

test('a service that says nothing is given up after three seconds', { timeout: 15_000 }, async () => {
  const asked = [
    openTable('did-test').client.send(new ListTablesCommand({})),
    openBus('did-test').client.send(new ListEventBusesCommand({})),
    openHmacKey('did-test').client.send(new ListKeysCommand({})),
    openMachine('did-test').client.send(new ListStateMachinesCommand({})),
  ];
  const started = performance.now();
  const answers = await Promise.allSettled(asked);
  expect(performance.now() - started).toBeLessThan(8000);
  for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } });
});
