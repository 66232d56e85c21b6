import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Bundled, bundle } from '../../infra/bundle/bundle.ts';
import { bucketsAt, endpointsAt } from '../../infra/bundle/endpoints.ts';
import { faultsOf } from '../../infra/bundle/guards.ts';
import { hosts } from '../../infra/bundle/lean-sdk.ts';
import { errorClasses } from '../../infra/bundle/named-errors.ts';
import { patched, replaced } from '../../infra/bundle/patches.ts';
import { entries, transitions } from '../../infra/functions.ts';

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

  it('hold one file a function and what it loads when it first needs it, maps and metafile kept apart', () => {
    const dist = join(room, 'first/dist');
    const filesOf = (name: string) => readdirSync(join(dist, 'functions', name)).toSorted();
    expect(readdirSync(join(dist, 'functions')).toSorted()).toEqual(Object.keys(entries).toSorted());
    for (const name of transitions) expect(filesOf(name)).toEqual(['index.js']);
    expect(filesOf('api-commands')).toEqual(['index.js', 'problem-words.js']);
    expect(filesOf('api-documents')).toEqual(['index.js', 'pdf.js', 'problem-words.js']);
    expect(filesOf('outbox')).toEqual(['calendar.js', 'compose.js', 'index.js', 'render.js']);
    const files = Object.keys(entries).flatMap(filesOf);
    expect(readdirSync(join(dist, 'maps'))).toHaveLength(files.length);
    expect(readdirSync(dist).toSorted()).toEqual(['bundles.json', 'functions', 'maps']);
  });

  it('start without the words of problems, and find them beside when one is to be told', async () => {
    const event = {
      headers: {},
      routeKey: '$default',
      rawPath: '/v1/nowhere',
      requestContext: { http: { method: 'GET' } },
    };
    const asked = `require('./index.js').handler(${JSON.stringify(event)}, {})`;
    const { stdout } = await runFile(
      process.execPath,
      ['-e', `${asked}.then(({ statusCode, body }) => process.stdout.write(statusCode + ' ' + body))`],
      {
        cwd: join(room, 'first/dist/functions/api-commands'),
        env: {
          ...{ AWS_REGION: 'eu-south-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
          ...{
            POWERTOOLS_LOG_LEVEL: 'SILENT',
            TABLE_NAME: 'did-test',
            STAGE: 'local',
            PROCEDURE_POLICY: 'lombardia-2017',
          },
          STATE_MACHINE_ARN: 'arn:aws:states:eu-south-1:000000000000:stateMachine:did-test-lifecycle',
        },
      },
    );
    expect(read('first', 'api-commands').includes('nulla a questo indirizzo')).toBe(false);
    expect(stdout).toMatch(/^404 .*Non c’è nulla a questo indirizzo/);
  });

  it('are the same bytes from the same sources, wherever they are written', async () => {
    await bundle({ target: join(room, 'second') });
    for (const name of Object.keys(entries)) expect(read('second', name).equals(read('first', name))).toBe(true);
  });

  it('leave out the classes of errors but those that the functions ask for', () => {
    const asked = Object.keys(made.metafile.inputs)
      .filter((file) => file.startsWith('functions/') && file.endsWith('.ts'))
      .flatMap((file) => {
        const source = readFileSync(file, 'utf8');
        const ofClients = [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-/g)].map(([, names]) => names);
        const imported = ofClients.flatMap((names) => names?.match(/\w+/g) ?? []);
        return [...source.matchAll(/instanceof (\w+)/g)]
          .map(([, name]) => String(name))
          .filter((name) => imported.includes(name));
      });
    expect(errorClasses).toEqual([...new Set(asked)]);
  });

  it.each(transitions)('%s holds the law of its own verb alone', (name) => {
    const own = Object.entries(made.metafile.outputs).find(([file]) => file.endsWith(`/${name}/index.js`));
    const inputs = own?.[1].inputs ?? {};
    const verbs = Object.keys(made.metafile.inputs).flatMap((file) => /domain\/(verbs\/.*)$/.exec(file)?.[1] ?? []);
    const held = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const laws = held.flatMap(([file]) => /domain\/verbs\/(.*)\.ts$/.exec(file)?.[1] ?? []);
    expect(verbs.length).toBeGreaterThanOrEqual(transitions.length);
    expect(held.length).toBeGreaterThan(50);
    expect(laws.filter((law) => law !== name && transitions.some((other) => other === law))).toEqual([]);
    expect(laws.includes(name)).toBe(name !== 'park');
  });
});

describe('the address of a service', () => {
  const account = { region: 'eu-south-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const clients = {
    'cognito-identity-provider': new CognitoIdentityProviderClient(account),
    dynamodb: new DynamoDBClient(account),
    eventbridge: new EventBridgeClient(account),
    kms: new KMSClient(account),
    ses: new SESClient(account),
    sfn: new SFNClient(account),
  };

  it('is stood in for with every client that the functions hold', () => {
    expect(Object.keys(hosts).toSorted()).toEqual([...Object.keys(clients), 's3'].toSorted());
  });

  it('s3, by path, is the one that the rules of its client give', () => {
    const { config } = new S3Client({ ...account, forcePathStyle: true });
    const own = bucketsAt(hosts['s3'] ?? '');
    const plain = { UseFIPS: false, UseDualStack: false, ForcePathStyle: true, Bucket: 'did-prod-messages-1' };
    for (const asked of [
      { ...plain, Region: 'eu-south-1' },
      { ...plain, Region: 'eu-south-1', Endpoint: 'http://127.0.0.1:4566' },
      { ...plain, Region: 'eu-south-1', Endpoint: 'http://127.0.0.1:4566/of-a-function' },
    ]) {
      expect(own(asked)).toEqual({ headers: {}, properties: {}, ...config.endpointProvider(asked) });
    }
    expect(() => own({ ...plain, Region: 'eu-south-1', ForcePathStyle: false })).toThrow('by path');
    expect(() => own({ Region: 'eu-south-1', ForcePathStyle: true })).toThrow('by path');
  });

  it.each(Object.entries(clients))('%s is the one that the rules of its client give', (name, { config }) => {
    const own = endpointsAt(hosts[name] ?? '');
    const plain = { UseFIPS: false, UseDualStack: false };
    for (const asked of [
      { ...plain, Region: 'eu-south-1' },
      { ...plain, Region: 'eu-central-1' },
      { ...plain, Region: 'eu-south-1', Endpoint: 'http://127.0.0.1:4566/of-a-function' },
    ]) {
      expect(own(asked)).toEqual({ headers: {}, properties: {}, ...config.endpointProvider(asked) });
    }
    expect(() => own({ ...plain, Region: 'eu-south-1', UseFIPS: true })).toThrow('FIPS');
    expect(() => own(plain)).toThrow('no region');
  });
});

describe('a patch of a library', () => {
  const built = (file: string, change: (source: string) => string) => {
    const root = mkdtempSync(join(room, 'patch-'));
    mkdirSync(join(root, 'node_modules/a-library'), { recursive: true });
    writeFileSync(join(root, 'node_modules/a-library/index.js'), "export const told = 'whole';");
    writeFileSync(join(root, 'entry.js'), "import { told } from 'a-library';\nconsole.log(told);");
    return build({
      entryPoints: ['entry.js'],
      absWorkingDir: root,
      bundle: true,
      metafile: true,
      write: false,
      logLevel: 'silent',
      plugins: [patched('trial', [{ library: 'a-library', file, change }])],
    });
  };

  it('changes the file it names', async () => {
    const { outputFiles } = await built('index.js', (source) => replaced(source, 'whole', () => 'patched'));
    expect(outputFiles[0]?.text).toContain('patched');
  });

  it('fails the build when the library has no such file, or not that text, any more', async () => {
    await expect(built('moved.js', (source) => source)).rejects.toThrow('a-library does not load moved.js any more');
    await expect(built('index.js', (source) => replaced(source, 'gone', () => ''))).rejects.toThrow(
      'no gone in it any more',
    );
  });
});

describe('the guards', () => {
  const weighing = (bytes: number, ...inputs: string[]): Metafile => ({
    inputs: {},
    outputs: {
      'dist/functions/park/index.js': {
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
    'node_modules/@smithy/core/dist-es/submodules/event-streams/EventStreamSerde.js',
    'node_modules/@aws-sdk/client-sfn/dist-cjs/index.js',
    'node_modules/zod/v4/classic/external.js',
    'node_modules/zod/v4/locales/de.js',
    'node_modules/aws-xray-sdk-core/dist/lib/index.js',
    'node_modules/date-holidays/dist/index.cjs',
    'node_modules/mjml-core/lib/index.js',
    'node_modules/handlebars/dist/cjs/handlebars/compiler/parser.js',
    'node_modules/@aws-sdk/client-kms/dist-es/endpoint/bdd.js',
    'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
    'node_modules/@smithy/core/dist-es/submodules/config/shared-ini-file-loader/parseIni.js',
    'node_modules/@aws-lambda-powertools/metrics/lib/esm/Metrics.js',
  ])('find %s, and whose it is', (input) => {
    expect(faultsOf(weighing(1000, input))).toEqual([expect.stringContaining(`park: `)]);
    expect(faultsOf(weighing(1000, input))[0]).toContain(input);
  });

  it('let pass what is wanted, or was shaken out to nothing', () => {
    const wanted = [
      'node_modules/zod/v4/locales/it.js',
      'node_modules/@aws-sdk/credential-provider-env/dist-es/index.js',
    ];
    expect(faultsOf(weighing(275_000, ...wanted))).toEqual([]);
  });

  it('find what weighs too much', () => {
    expect(faultsOf(weighing(275_001))).toEqual(['park: 275001 bytes, the budget is 275000']);
  });
});

describe('a bundled client of AWS', () => {
  const root = join(room, 'trial');
  const Answer = z.object({
    error: z.string(),
    message: z.string(),
    signedBy: z.string(),
    asked: z.number(),
    codes: z.optional(z.array(z.string())),
  });

  beforeAll(async () => {
    const source = (command: string, attempts = 1) => `
      import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient({ maxAttempts: ${attempts} });
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
      `import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      export const handler = async () => {
        const { endpointProvider, region } = new DynamoDBClient({}).config;
        return endpointProvider({ Region: await region() }).url.href;
      };`,
    );
    writeFileSync(join(root, entries.withdraw), source(get, 2));
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    await bundle({ root });
  });

  /** Runs a bundle as Lambda does, against an AWS that answers so, with credentials in the environment alone. */
  async function run(name: keyof typeof entries, answer: Record<string, unknown>) {
    let signedBy = '';
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
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
      return Answer.parse({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(stdout)), signedBy, asked });
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

  it('asks nobody for its region, and does not start without one', async () => {
    const began = runFile(process.execPath, ['-e', call], {
      cwd: join(root, 'dist/functions/close'),
      env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    });
    await expect(began).rejects.toThrow('Region is missing');
  });

  it('tries again what failed for a moment', async () => {
    const throttled = {
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'slow down',
    };
    expect(await run('release', throttled)).toMatchObject({
      asked: 1,
      error: 'ProvisionedThroughputExceededException',
    });
    expect(await run('withdraw', throttled)).toMatchObject({
      asked: 2,
      error: 'ProvisionedThroughputExceededException',
    });
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
