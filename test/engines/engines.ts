import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { forgetState, startEmulator, stopEmulator } from '../../local/emulator.ts';
import { endpointOf, region, root, type Settings } from '../../local/settings.ts';
import { isFunction, load, tasks } from '../statemachines/machine.ts';

/** The two that interpret the state machine. They call the same table and the same functions. */
export const engineNames = ['emulator', 'moto'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Engines {
  readonly states: Readonly<Record<EngineName, SFNClient>>;
  readonly dynamodb: DynamoDBClient;
  readonly stop: () => Promise<void>;
}

export const tableName = 'did-dev';

const here = path.dirname(fileURLToPath(import.meta.url));
const dir = path.join(root, '.local', 'engines');
const python = path.join(root, '.local', 'venv', 'bin', 'python');

/**
 * Starts both engines on ports that are free, with an empty table and a stub for every function that the machine calls.
 * @throws Error or LocalProblem with the last lines of the log of one that does not come up
 */
export async function startEngines(): Promise<Engines> {
  const [awsPort, motoPort] = await Promise.all([freePort(), freePort()]);
  const settings: Settings = { dir, port: 0, awsPort };
  await stopEmulator(dir);
  forgetState(dir);
  mkdirSync(dir, { recursive: true });
  const moto = launchMoto(motoPort, awsPort);
  const stop = async () => {
    await Promise.all([moto.stop(), stopEmulator(dir)]);
  };
  const clientOf = (port: number) => ({
    endpoint: `http://127.0.0.1:${port}`,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const dynamodb = new DynamoDBClient(clientOf(awsPort));
  try {
    await Promise.all([moto.up(), startEmulator(settings, () => {})]);
    await Promise.all([createTable(dynamodb), createFunctions(endpointOf(settings))]);
  } catch (problem) {
    await stop();
    throw problem;
  }
  return {
    states: { emulator: new SFNClient(clientOf(awsPort)), moto: new SFNClient(clientOf(motoPort)) },
    dynamodb,
    stop,
  };
}

/** A port of 127.0.0.1 that nothing listens on, chosen by the system. */
async function freePort(): Promise<number> {
  const probe = net.createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** Begins to start moto: `up` once it answers, `stop` ends it. */
function launchMoto(port: number, servicesPort: number): { up: () => Promise<void>; stop: () => Promise<void> } {
  const logFile = path.join(dir, 'moto.log');
  const log = openSync(logFile, 'w');
  const child = spawn(python, [path.join(here, 'moto_jsonata.py'), `${port}`, `${servicesPort}`], {
    stdio: ['pipe', log, log],
  });
  const ended = new Promise<'ended'>((resolve) => {
    child.once('error', () => resolve('ended'));
    child.once('exit', () => resolve('ended'));
  });
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined))?.ok === true;

  async function up(): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      if (await answers()) return;
      if ((await Promise.race([ended, sleep(100)])) === 'ended') break;
    }
    throw new Error(`moto did not come up:\n${readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n')}`);
  }
  async function stop(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }
  return { up, stop };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
}

/** Names of the functions that the machine calls. */
function functionNames(): string[] {
  const called = tasks(load()).filter(([, task]) => isFunction(task));
  return [...new Set(called.map(([, task]) => String(JSON.parse(JSON.stringify(task.Arguments)).FunctionName)))];
}

async function createFunctions(endpoint: string): Promise<void> {
  const zip = path.join(dir, 'stub.zip');
  execFileSync(python, ['-m', 'zipfile', '-c', zip, path.join(here, 'stub', 'index.mjs')]);
  const code = readFileSync(zip).toString('base64');
  for (const name of functionNames()) {
    const response = await fetch(`${endpoint}/2015-03-31/functions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/lambda/aws4_request`,
      },
      body: JSON.stringify({
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/stub',
        Timeout: 30,
        Code: { ZipFile: code },
      }),
    });
    if (!response.ok) throw new Error(`${name} could not be made: ${await response.text()}`);
  }
}
