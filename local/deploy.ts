import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { AwsRefusal, apiExists, call } from './aws.ts';
import {
  account,
  endpointOf,
  filesOf,
  LocalProblem,
  nodeFolder,
  portalUrlOf,
  region,
  root,
  type Say,
  type Settings,
} from './settings.ts';

const stacks = { data: 'Did-local-Data', app: 'Did-local-App' } as const;

/** Kept inside the emulator, so that it is always as old as the state that it speaks of. */
const deploymentParameter = '/did/local/deployment';

const Deployment = z.object({
  fingerprint: z.string(),
  tableName: z.string(),
  userPoolId: z.string(),
  clientId: z.string(),
  apiId: z.string(),
  stateMachineArn: z.string(),
  sweepFunctionName: z.string(),
});
/** What is deployed: the fingerprint of the sources it was made of, and the names by which it is reached. */
export type Deployment = z.infer<typeof Deployment>;

const Outputs = z.object({
  [stacks.data]: z.object({ TableName: z.string(), UserPoolId: z.string(), UserPoolClientId: z.string() }),
  [stacks.app]: z.object({ ApiId: z.string(), StateMachineArn: z.string(), SweepFunctionName: z.string() }),
});

const Parameter = z.object({ Parameter: z.object({ Value: z.string() }) });

async function parameter(endpoint: string, name: string): Promise<string | undefined> {
  try {
    return Parameter.parse(await call(endpoint, 'ssm', 'GetParameter', { Name: name })).Parameter.Value;
  } catch (refusal) {
    if (refusal instanceof AwsRefusal) return undefined;
    throw refusal;
  }
}

/** What the emulator says is deployed; nothing before the first deployment was completed. */
export async function readDeployment(endpoint: string): Promise<Deployment | undefined> {
  const text = await parameter(endpoint, deploymentParameter);
  if (text === undefined) return undefined;
  const parsed = Deployment.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

/** Whether everything that the deployment names is really there: table, pool, machine and API. */
export async function isComplete(endpoint: string, deployment: Deployment): Promise<boolean> {
  try {
    await call(endpoint, 'dynamodb', 'DescribeTable', { TableName: deployment.tableName });
    await call(endpoint, 'cognito-idp', 'DescribeUserPool', { UserPoolId: deployment.userPoolId });
    await call(endpoint, 'states', 'DescribeStateMachine', { stateMachineArn: deployment.stateMachineArn });
    return await apiExists(endpoint, deployment.apiId);
  } catch (refusal) {
    if (refusal instanceof AwsRefusal) return false;
    throw refusal;
  }
}

/** Every file of the given files and folders, in a fixed order. */
function filesUnder(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const full = path.join(root, name);
    if (!existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [name];
    return filesUnder(
      readdirSync(full)
        .sort()
        .map((entry) => path.join(name, entry)),
    );
  });
}

/** A hash of everything that the stacks are made of. While it stays the same there is nothing to deploy. */
export function fingerprintOf(settings: Settings): string {
  const hash = createHash('sha256').update(portalUrlOf(settings));
  const sources = ['cdk.json', 'functions', 'infra', 'package-lock.json', 'statemachines', 'local/requirements.txt'];
  for (const file of filesUnder(sources)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** The environment of the CDK's command line: only the emulator, never the caller's own account. */
function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$|^NODE_OPTIONS$|^VITEST/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [nodeFolder, process.env.PATH].join(path.delimiter),
    AWS_ENDPOINT_URL: endpointOf(settings),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: account,
    CDK_DEFAULT_REGION: region,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
  };
}

/** Runs the CDK's command line, its output into the deploy log. */
function cdk(settings: Settings, args: readonly string[], signal: AbortSignal): Promise<void> {
  const log = filesOf(settings.dir).deployLog;
  appendFileSync(log, `\n$ cdk ${args.join(' ')}\n`);
  return new Promise((resolve, reject) => {
    const program = path.join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const child = spawn(path.join(nodeFolder, 'node'), [program, ...args], {
      cwd: root,
      env: environmentOf(settings),
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => appendFileSync(log, chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-25).join('\n');
      const advice =
        args[0] === 'deploy' ? '\nIf a stack cannot be changed in place, begin afresh: npm run local -- reset' : '';
      reject(new LocalProblem(`cdk ${args[0]} failed. The last lines of ${log}:\n${lines}${advice}`));
    });
  });
}

/**
 * Deploys both stacks with the CDK's own command line and records it in the emulator.
 * @param signal gives up when aborted
 * @throws LocalProblem with the last lines of the log if a step fails
 */
export async function deploy(settings: Settings, say: Say, signal: AbortSignal): Promise<Deployment> {
  const endpoint = endpointOf(settings);
  const files = filesOf(settings.dir);
  const fingerprint = fingerprintOf(settings);
  writeFileSync(files.deployLog, '');
  if ((await parameter(endpoint, '/cdk-bootstrap/hnb659fds/version')) === undefined) {
    say('Preparing the local account (cdk bootstrap) ...');
    await cdk(settings, ['bootstrap', `aws://${account}/${region}`, '--app', ''], signal);
  }
  say('Building the stacks (cdk synth) ...');
  rmSync(files.assembly, { recursive: true, force: true });
  const contexts = ['--context', 'stage=local', '--context', `portalUrl=${portalUrlOf(settings)}`];
  await cdk(settings, ['synth', '--quiet', '--output', files.assembly, ...contexts], signal);
  say('Deploying the stacks (cdk deploy) ...');
  const options = [
    '--app',
    files.assembly,
    '--require-approval',
    'never',
    '--outputs-file',
    files.outputs,
    '--progress',
    'events',
  ];
  rmSync(files.outputs, { force: true });
  await cdk(settings, ['deploy', stacks.data, stacks.app, ...options], signal);
  const outputs = Outputs.parse(JSON.parse(readFileSync(files.outputs, 'utf8')));
  const deployment: Deployment = {
    fingerprint,
    tableName: outputs[stacks.data].TableName,
    userPoolId: outputs[stacks.data].UserPoolId,
    clientId: outputs[stacks.data].UserPoolClientId,
    apiId: outputs[stacks.app].ApiId,
    stateMachineArn: outputs[stacks.app].StateMachineArn,
    sweepFunctionName: outputs[stacks.app].SweepFunctionName,
  };
  await call(endpoint, 'ssm', 'PutParameter', {
    Name: deploymentParameter,
    Value: JSON.stringify(deployment),
    Type: 'String',
    Overwrite: true,
  });
  return deployment;
}
