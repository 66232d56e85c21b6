import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Bundled, bundle } from '../../infra/bundle/bundle.ts';
import { faultsOf } from '../../infra/bundle/guards.ts';
import { errorClasses } from '../../infra/bundle/named-errors.ts';
import { entries } from '../../infra/functions.ts';

const runFile = promisify(execFile);
const call = "require('./index.js').handler().then((answer) => console.log(JSON.stringify(answer)))";
const room = mkdtempSync(join(tmpdir(), 'did-bundle-'));
afterAll(() => rmSync(room, { recursive: true }));

const read = (target: string, name: string) => readFileSync(join(room, target, 'dist/functions', name, 'index.js'));

describe('the bundles', () => {
  let made: Bundled;
  beforeAll(async () => {
    made = await bundle({ target: join(room, 'first') });
  });

  it('hold and weigh what they may', () => {
    expect(faultsOf(made.metafile)).toEqual([]);
  });

  it('hold one file a function, maps and metafile kept apart', () => {
    const dist = join(room, 'first/dist');
    expect(readdirSync(join(dist, 'functions')).toSorted()).toEqual(Object.keys(entries).toSorted());
    for (const name of Object.keys(entries)) expect(readdirSync(join(dist, 'functions', name))).toEqual(['index.js']);
    expect(readdirSync(join(dist, 'maps'))).toHaveLength(Object.keys(entries).length);
    expect(readdirSync(dist).toSorted()).toEqual(['bundles.json', 'functions', 'maps']);
  });

  it('are the same bytes from the same sources, wherever they are written', async () => {
    await bundle({ target: join(room, 'second') });
    for (const name of Object.keys(entries)) expect(read('second', name).equals(read('first', name))).toBe(true);
  });

  it('leave out the classes of errors but those that the functions ask for', () => {
    const asked = Object.keys(made.metafile.inputs)
      .filter((file) => file.startsWith('functions/') && file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/instanceof (\w+)/g)].map(([, name]) => String(name)))
      .filter((name) => name !== 'Error');
    expect(errorClasses).toEqual([...new Set(asked)]);
  });
});

describe('the guards', () => {
  const weighing = (bytes: number, ...inputs: string[]): Metafile => ({
    inputs: {},
    outputs: {
      'dist/functions/release/index.js': {
        bytes,
        inputs: Object.fromEntries(inputs.map((input) => [input, { bytesInOutput: 1 }])),
        imports: [],
        exports: [],
      },
    },
  });

  it.each([
    'node_modules/@aws-sdk/credential-provider-ini/dist-es/index.js',
    'node_modules/@aws-sdk/credential-provider-web-identity/dist-es/index.js',
    'node_modules/@aws-sdk/nested-clients/dist-es/submodules/sts/index.js',
    'node_modules/@aws-sdk/client-sfn/dist-cjs/index.js',
    'node_modules/zod/v4/classic/external.js',
    'node_modules/zod/v4/locales/de.js',
    'node_modules/aws-xray-sdk-core/dist/lib/index.js',
    'node_modules/mjml-core/lib/index.js',
    'node_modules/handlebars/dist/cjs/handlebars/compiler/parser.js',
  ])('find %s, and whose it is', (input) => {
    expect(faultsOf(weighing(1000, input))).toEqual([expect.stringContaining(`release: `)]);
    expect(faultsOf(weighing(1000, input))[0]).toContain(input);
  });

  it('let pass what is wanted, or was shaken out to nothing', () => {
    const wanted = [
      'node_modules/zod/v4/locales/it.js',
      'node_modules/@aws-sdk/credential-provider-env/dist-es/index.js',
    ];
    expect(faultsOf(weighing(330_000, ...wanted))).toEqual([]);
  });

  it('find what weighs too much', () => {
    expect(faultsOf(weighing(330_001))).toEqual(['release: 330001 bytes, the budget is 330000']);
  });
});

describe('a bundled client of AWS', () => {
  const root = join(room, 'trial');
  const Answer = z.object({
    error: z.string(),
    message: z.string(),
    signedBy: z.string(),
    codes: z.optional(z.array(z.string())),
  });

  beforeAll(async () => {
    const source = (command: string) => `
      import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient({ maxAttempts: 1 });
      export const handler = async () => {
        try { await client.send(${command}); } catch (error) {
          return { error: error.name, message: error.message,
            ...(error instanceof TransactionCanceledException && { codes: error.CancellationReasons.map((r) => r.Code) }) };
        }
      };`;
    const get = "new GetItemCommand({ TableName: 't', Key: { pk: { S: 'x' } } })";
    const commands: Record<string, string> = {
      [entries.outbox]: 'new TransactWriteItemsCommand({ TransactItems: [] })',
    };
    for (const entry of Object.values(entries)) {
      mkdirSync(dirname(join(root, entry)), { recursive: true });
      writeFileSync(join(root, entry), source(commands[entry] ?? get));
    }
    writeFileSync(
      join(root, entries.close),
      `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      export const handler = async () => {
        const { endpointProvider, region } = new DynamoDBClient({}).config;
        return endpointProvider({ Region: await region() }).url.href;
      };`,
    );
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    await bundle({ root });
  });

  /** Runs a bundle as Lambda does, against an AWS that answers so, with credentials in the environment alone. */
  async function run(name: keyof typeof entries, answer: Record<string, unknown>) {
    let signedBy = '';
    const server = createServer((request, response) => {
      signedBy = /Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = z.object({ port: z.int() }).parse(server.address());
    try {
      const { stdout } = await runFile(process.execPath, ['-e', call], {
        cwd: join(root, 'dist/functions', name),
        env: {
          AWS_REGION: 'eu-south-1',
          AWS_ACCESS_KEY_ID: 'AKIAFROMENVIRONMENT',
          AWS_SECRET_ACCESS_KEY: 'secret',
          AWS_SESSION_TOKEN: 'token',
          AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        },
      });
      return Answer.parse({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(stdout)), signedBy });
    } finally {
      server.close();
    }
  }

  it('signs with the credentials of the environment', async () => {
    const { signedBy } = await run('release', {
      __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: 'no table',
    });
    expect(signedBy).toBe('AKIAFROMENVIRONMENT');
  });

  it('still knows the address of the service in its region', async () => {
    const { stdout } = await runFile(process.execPath, ['-e', call], {
      cwd: join(root, 'dist/functions/close'),
      env: { AWS_REGION: 'eu-south-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    });
    expect(stdout).toContain('https://dynamodb.eu-south-1.amazonaws.com/');
  });

  it('names errors whose class was left out', async () => {
    const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
    const found = await run('release', { __type: type, message: 'The conditional request failed' });
    expect(found).toMatchObject({
      error: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
  });

  it('tells why a transaction was cancelled', async () => {
    const found = await run('outbox', {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }],
    });
    expect(found).toMatchObject({ error: 'TransactionCanceledException', codes: ['None', 'ConditionalCheckFailed'] });
  });
});

it('an entry file that is missing is named', async () => {
  const empty = join(room, 'empty');
  mkdirSync(empty);
  await expect(bundle({ root: empty })).rejects.toThrow('no file functions/transitions/register.ts');
});
